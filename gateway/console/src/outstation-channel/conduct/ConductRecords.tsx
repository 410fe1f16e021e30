import { ClipboardList, Plus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'
import { get } from '../../api/client.ts'
import type { ConductRecord } from '../../api/types.ts'
import { DeedButton, DeedStage, Deeds } from '../../components/DeedStage.tsx'
import { FilesContext } from '../../components/files-of.ts'
import { Photo } from '../../components/Photo.tsx'
import { Clause, Facts, Panel, Segments } from '../../components/small.tsx'
import { SplitList } from '../../components/SplitList.tsx'
import { TwoLines } from '../../components/TwoLines.tsx'
import { useTitle } from '../../components/use-title.ts'
import { useFormats } from '../../shell/formats.ts'
import { useMay } from '../../shell/session.ts'
import { useOutstationStaff } from '../queries.ts'
import { answer, decide, record } from './conduct-deeds.ts'
import '../../components/record.css'

const OC = '/v1/outstation-channel'
const STATUSES = ['', 'recorded', 'answered', 'upheld', 'dismissed'] as const

/** OC-3.1.1: what was found against somebody, with evidence, their answer and a decision. Only violations are recorded; none means that nothing was reported. */
export default function ConductRecords() {
  const { t } = useTranslation()
  const may = useMay()
  const [params, setParams] = useSearchParams()
  const status = STATUSES.find((each) => each === params.get('status')) ?? ''
  const staffId = params.get('staffId') ?? ''
  const reads = may('conductRecord.read')
  const go = (change: Record<string, string>) => setParams(Object.entries({ status, staffId, ...change }).filter(([, value]) => value))
  const staff = useOutstationStaff(may('conductRecord.write'))
  useTitle(t('nav.conductRecords'))
  return (
    <FilesContext value="outstation-channel">
      <DeedStage>
        <div className="page split-page">
          <div className="page-head wrap">
            <h1>{t('nav.conductRecords')}</h1><Clause id="OC-3.1.1" />
            <Segments label={t('filter.status')} value={status} onChange={(next) => go({ status: next })} options={STATUSES.map((value) => ({ value, label: t(`conduct.status.${value || 'all'}`) }))} />
            {staffId && <button type="button" className="linkish" onClick={() => go({ staffId: '' })}>{t('conduct.everybody')}</button>}
            {may('conductRecord.write') && <span className="push"><DeedButton primary icon={<Plus size={15} />} deed={record(t, staff, staffId || undefined)} /></span>}
          </div>
          <SplitList<ConductRecord>
            label={t('nav.conductRecords')} icon={<ClipboardList size={20} />} none={t('conduct.nothing')} noneText={t(reads ? 'conduct.nothingText' : 'conduct.nothingOfMe')} queryKey={['conduct-records', status, staffId, reads]} idOf={(row) => row.id}
            ask={(cursor) => get(`${OC}/conduct-records`, { query: { status, staffId, ...(!reads && { mine: true }), limit: 50, cursor } })}
            line={(row) => <TwoLines head={row.staffName} tag={t(`conduct.status.${row.status}`)} sub={t(`conduct.kind.${row.kind}`)} end={row.occurredOn} />}
            detail={(row) => <Detail row={row} reads={reads} />}
          />
        </div>
      </DeedStage>
    </FilesContext>
  )
}

function Detail({ row, reads }: { row: ConductRecord; reads: boolean }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const may = useMay()
  const { decision } = row
  const open = row.status === 'recorded' || row.status === 'answered'
  // Who reads only their own is whom it is about.
  const deeds = [...(row.status === 'recorded' && !reads ? [answer(t, row)] : []), ...(open && may('conductRecord.write') ? decide(t, row) : [])]
  return (
    <>
      <Panel title={<Link to={`/outstation-staff/${row.staffId}`}>{row.staffName}</Link>} extra={<span className="tag">{t(`conduct.status.${row.status}`)}</span>}>
        <div className="stack">
          <p style={{ whiteSpace: 'pre-wrap' }}>{row.text}</p>
          <Facts items={[[t('column.number'), row.number], [t('conduct.kindOf'), t(`conduct.kind.${row.kind}`)], [t('conduct.occurredOn'), row.occurredOn], [t('conduct.recordedBy'), `${row.recordedBy} · ${formats.at(row.recordedAt)}`]]} />
          <Deeds deeds={deeds} />
        </div>
      </Panel>
      <Panel title={t('conduct.evidence')}>
        <div className="stack">
          <Facts items={row.evidence.map(({ what, where }) => [what, where])} />
          {row.attachmentIds.length > 0 && <div className="row wrap">{row.attachmentIds.map((id) => <Photo key={id} id={id} />)}</div>}
        </div>
      </Panel>
      <Panel title={t('conduct.answerOf')}>{row.answer ? <><p style={{ whiteSpace: 'pre-wrap' }}>{row.answer}</p><p className="muted">{formats.at(row.answeredAt)}</p></> : <p className="muted">{t('conduct.notAnswered')}</p>}</Panel>
      <Panel title={t('conduct.decision')}>
        {decision ? <Facts items={[[t('conduct.outcome'), t(`conduct.status.${row.status}`)], [t('field.reason'), decision.text], [t('conduct.deduction'), decision.deduction > 0 && decision.deduction], [t('conduct.withoutAnswer'), decision.withoutAnswer], [t('rotation.decidedBy'), `${decision.by} · ${formats.at(decision.at)}`]]} /> : <p className="muted">{t('conduct.undecided')}</p>}
      </Panel>
    </>
  )
}
