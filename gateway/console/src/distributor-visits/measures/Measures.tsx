import { useQuery } from '@tanstack/react-query'
import { FilePlus2, PenLine, ScrollText, UserCheck, UserX } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { get, post } from '../../api/client.ts'
import type { FieldRule, FieldRuleDetail, FieldRuleSignatures } from '../../api/types.ts'
import { DeedButton, DeedStage } from '../../components/DeedStage.tsx'
import type { Deed } from '../../components/form-fields.ts'
import { RowItem, RowList } from '../../components/RowList.tsx'
import { Clause, Facts, Panel } from '../../components/small.tsx'
import { SplitList } from '../../components/SplitList.tsx'
import { TwoLines } from '../../components/TwoLines.tsx'
import { Bones, Failure } from '../../components/states.tsx'
import { useTitle } from '../../components/use-title.ts'
import { useFormats } from '../../shell/formats.ts'
import { useMay } from '../../shell/session.ts'
import '../../components/record.css'

type Say = (key: string, values?: Record<string, unknown>) => string
const PATH = '/v1/distributor-visits/field-rules'

/** DV-8: the field-staff measures in editions, each signed by each visitor; who has not is named. */
export default function Measures() {
  const { t } = useTranslation()
  const formats = useFormats()
  const may = useMay()
  useTitle(t('nav.visitMeasures'))
  return (
    <DeedStage>
      <div className="page split-page">
        <div className="page-head wrap">
          <h1>{t('nav.visitMeasures')}</h1><Clause id="DV-8" />
          {may('fieldRules.publish') && <span className="push"><DeedButton primary icon={<FilePlus2 size={15} />} deed={publish(t)} /></span>}
        </div>
        <SplitList<FieldRule>
          label={t('nav.visitMeasures')} icon={<ScrollText size={20} />} none={t('measure.none')} noneText={t('measure.noneText')} queryKey={['field-rules']} idOf={(row) => row.id} ask={async () => ({ ...(await get(PATH)), nextCursor: null })}
          line={(row) => <TwoLines head={row.title} tag={row.inForce && t('measure.inForce')} sub={t('measure.edition', { n: row.edition })} end={row.signedAt ? t('measure.signedOn', { at: formats.at(row.signedAt) }) : t('measure.from', { at: formats.at(row.effectiveFrom) })} />}
          detail={(row) => <Edition row={row} />}
        />
      </div>
    </DeedStage>
  )
}

function Edition({ row }: { row: FieldRule }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const may = useMay()
  const query = useQuery({ queryKey: ['field-rules', row.id], queryFn: () => get<FieldRuleDetail>(`${PATH}/${row.id}`) })
  return (
    <>
      <Panel title={row.title} extra={t('measure.edition', { n: row.edition })}>
        <div className="stack">
          {query.isPending && <Bones lines={4} />}
          {query.isError && <Failure problem={query.error} what={row.title} retry={() => void query.refetch()} />}
          {query.data && <p style={{ whiteSpace: 'pre-wrap' }}>{query.data.content}</p>}
          <Facts items={[[t('measure.effective'), formats.at(row.effectiveFrom)], [t('measure.published'), `${row.publishedBy} · ${formats.at(row.publishedAt)}`], [t('follow.why'), row.reason], [t('measure.mine'), row.signedAt && formats.at(row.signedAt)]]} />
          {may('visit.work') && !row.signedAt && <div className="row"><DeedButton primary icon={<PenLine size={15} />} deed={sign(t, row)} /></div>}
        </div>
      </Panel>
      <Signatures id={row.id} />
    </>
  )
}

function Signatures({ id }: { id: string }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const query = useQuery({ queryKey: ['field-rules', id, 'signatures'], queryFn: () => get<FieldRuleSignatures>(`${PATH}/${id}/signatures`) })
  if (query.isPending) return <Bones lines={3} />
  if (query.isError) return <Failure problem={query.error} what={t('measure.signatures')} retry={() => void query.refetch()} />
  const { signed, missing } = query.data
  return (
    <Panel bare title={t('measure.signatures')} extra={t('measure.counts', { signed: signed.length, missing: missing.length })}>
      <RowList label={t('measure.signatures')}>
        {missing.map((each) => <RowItem key={each.userId} icon={<UserX size={16} />} title={each.userName} sub={each.unitName} note={t('measure.notSigned')} bad />)}
        {signed.map((each) => <RowItem key={each.userId} icon={<UserCheck size={16} />} title={each.userName} sub={each.unitName} note={each.signedAt && formats.at(each.signedAt)} />)}
      </RowList>
    </Panel>
  )
}

const publish = (t: Say): Deed => ({
  title: t('measure.publish'), say: t('measure.publishSays'), done: t('measure.isPublished'),
  fields: [
    { name: 'title', kind: 'line', label: t('measure.title'), initial: t('measure.titleIs') }, { name: 'content', kind: 'text', label: t('measure.content') }, { name: 'effectiveFrom', kind: 'moment', label: t('measure.effective'), optional: true, hint: t('measure.nowIfEmpty') }, { name: 'reason', kind: 'text', label: t('follow.why') },
  ],
  send: (values) => post(PATH, values),
})
const sign = (t: Say, row: FieldRule): Deed => ({ title: t('measure.sign'), about: row.title, say: t('measure.signSays', { n: row.edition }), done: t('measure.isSigned'), fields: [], send: () => post(`${PATH}/${row.id}/sign`) })
