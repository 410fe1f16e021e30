import { useQuery } from '@tanstack/react-query'
import { Plus, Wrench } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'
import { get } from '../../api/client.ts'
import { useUnits } from '../../api/queries.ts'
import type { TechnicalProblem } from '../../api/types.ts'
import { Clocks } from '../../components/ClockCard.tsx'
import { ClockChip } from '../../components/ClockChip.tsx'
import { DeedButton, DeedStage, Deeds } from '../../components/DeedStage.tsx'
import { Clause, Facts, Panel, Segments } from '../../components/small.tsx'
import { SplitList } from '../../components/SplitList.tsx'
import { TwoLines } from '../../components/TwoLines.tsx'
import { useTitle } from '../../components/use-title.ts'
import { useFormats } from '../../shell/formats.ts'
import { useMay } from '../../shell/session.ts'
import { Steps } from '../opinions/Steps.tsx'
import { Knowledge, useWrites, writeKnowledge } from './Knowledge.tsx'
import { answerDeeds, report, workDeeds } from './problem-deeds.ts'
import '../../components/record.css'

const STATUSES = ['', 'escalated', 'solved', 'withdrawn'] as const

/** Technical problems in production, management and use: tracked to a solution, the oldest first; a major one with the department's clock (DV-3.3c, DV-7.2). */
export default function Problems() {
  const { t } = useTranslation()
  const formats = useFormats()
  const may = useMay()
  const [params, setParams] = useSearchParams()
  const status = STATUSES.find((each) => each === params.get('status')) ?? ''
  const mine = params.get('technician') === 'me'
  const knowledge = params.get('what') === 'knowledge'
  const go = (change: Record<string, string>) => setParams(Object.entries({ status, ...(mine && { technician: 'me' }), ...change }).filter(([, value]) => value))
  useTitle(t('nav.visitProblems'))
  return (
    <DeedStage>
      <div className="page split-page">
        <div className="page-head wrap">
          <h1>{t('nav.visitProblems')}</h1><Clause id="DV-3.3c" />
          <Segments label={t('opinion.show')} value={knowledge ? 'knowledge' : 'problems'} onChange={(what) => setParams(what === 'knowledge' ? { what } : {})} options={[{ value: 'problems', label: t('nav.visitProblems') }, { value: 'knowledge', label: t('knowledge.entries') }]} />
          {!knowledge && <Segments label={t('filter.status')} value={status} onChange={(next) => go({ status: next })} options={STATUSES.map((value) => ({ value, label: t(value ? `techProblem.status.${value}` : 'techProblem.unsolved') }))} />}
          {!knowledge && <label className="row"><input type="checkbox" checked={mine} onChange={(event) => go({ technician: event.target.checked ? 'me' : '' })} />{t('follow.mine')}</label>}
          {may('technicalProblem.work') && !knowledge && <span className="push"><DeedButton primary icon={<Plus size={15} />} deed={report(t)} /></span>}
        </div>
        {knowledge && <Knowledge />}
        {!knowledge && <Ages />}
        {!knowledge && <SplitList<TechnicalProblem>
          label={t('nav.visitProblems')} icon={<Wrench size={20} />} none={t('techProblem.none')} noneText={t('techProblem.noneText')} queryKey={['visit-problems', status, mine]} idOf={(row) => row.id}
          ask={(cursor) => get('/v1/distributor-visits/problems', { query: { ...(status && { status }), ...(mine && { technician: 'me' as const }), limit: 50, cursor } })}
          line={(row) => {
            const clock = row.obligations.at(-1)
            return <TwoLines head={row.title} tag={clock?.status === 'open' ? <ClockChip clock={clock} still /> : <span className="muted">{row.solvedAt ? formats.at(row.solvedAt) : t('opinion.age', { count: row.ageDays })}</span>} sub={row.customerName} end={row.departmentName ?? row.technicianName ?? t('techProblem.nobody')} />
          }}
          detail={(row) => <Detail row={row} />}
        />}
      </div>
    </DeedStage>
  )
}

/** DV-3.3c: how long the unsolved ones have been waiting. */
function Ages() {
  const { t } = useTranslation()
  const may = useMay()
  const query = useQuery({ queryKey: ['visit-problems', 'ages'], queryFn: () => get('/v1/distributor-visits/problems/ages'), enabled: may('visit.read') })
  if (!query.data) return null
  const { upToWeek, upToMonth, longer, escalated } = query.data
  return <p className="soft" style={{ marginBottom: 10 }}>{t('techProblem.ages', { upToWeek, upToMonth, longer, escalated })}</p>
}

function Detail({ row }: { row: TechnicalProblem }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const writes = useWrites()
  const may = useMay()
  const departments = (useUnits().data?.items ?? []).filter((unit) => unit.kind === 'department')
  return (
    <>
      <Panel title={row.title} extra={<span className="tag">{t(`techProblem.status.${row.status}`)}</span>}>
        <div className="stack">
          <p>{row.description}</p>
          <Clocks clocks={row.obligations} />
          <Facts
            items={[
              [t('column.number'), row.number], [t('visitCustomer.what'), <Link key="customer" to={`/visit-customers/${row.customerId}`}>{row.customerName}</Link>], [t('techProblem.areaOf'), formats.words(row.areaName)], [t('visitCustomer.of.product'), row.product], [t('techProblem.reportedAt'), `${row.reportedBy} · ${formats.at(row.reportedAt)}`],
              [t('techProblem.technician'), row.technicianName ?? t('techProblem.nobody')], [t('techProblem.department'), row.departmentName], [t('techProblem.cause'), row.cause], [t('techProblem.solution'), row.solution], [t('techProblem.solvedAt'), row.solvedAt && `${row.solvedBy} · ${formats.at(row.solvedAt)}`],
            ]}
          />
          <Deeds deeds={[...(may('technicalProblem.answer') ? answerDeeds(t, row) : []), ...(may('technicalProblem.work') ? workDeeds(t, row, departments) : [])]} />
          {row.status === 'solved' && writes && <Deeds deeds={[writeKnowledge(t, row)]} />}
        </div>
      </Panel>
      <Steps steps={row.steps} />
    </>
  )
}
