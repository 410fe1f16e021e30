import { useQuery } from '@tanstack/react-query'
import { CalendarPlus, CalendarRange } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { get } from '../../api/client.ts'
import type { VisitPlan } from '../../api/types.ts'
import { awaits, waitsFor } from '../../approvals/awaits.ts'
import { DeedButton, DeedStage, Deeds } from '../../components/DeedStage.tsx'
import { Clause, Facts, Panel, Segments } from '../../components/small.tsx'
import { SplitList } from '../../components/SplitList.tsx'
import { TwoLines } from '../../components/TwoLines.tsx'
import { useTitle } from '../../components/use-title.ts'
import { dateOf, useFormats } from '../../shell/formats.ts'
import { serverNow } from '../../shell/server-clock.ts'
import { useMay, usePerson } from '../../shell/session.ts'
import { useAround } from '../queries.ts'
import { BasicPolicies, Publish } from './BasicPolicies.tsx'
import { Coverage } from './Coverage.tsx'
import { create, planDeeds, waitingDeeds } from './plan-deeds.ts'
import { PlanCalendar } from './PlanCalendar.tsx'
import '../../components/record.css'

const KINDS = ['', 'year', 'quarter', 'month'] as const

/** The periods after the present ones: what is planned next. */
function nextPeriods(): { year: string; quarter: string; month: string } {
  const [year, month] = dateOf(serverNow()).split('-').map(Number) as [number, number]
  const quarter = Math.ceil(month / 3)
  return { year: String(year + 1), quarter: quarter === 4 ? `${year + 1}-Q1` : `${year}-Q${quarter + 1}`, month: month === 12 ? `${year + 1}-01` : `${year}-${String(month + 1).padStart(2, '0')}` }
}

/** Plans for year, quarter and month, handed to named persons before the period; what they cover of what each grade is owed (DV-5). */
export default function Plans() {
  const { t } = useTranslation()
  const may = useMay()
  const [params, setParams] = useSearchParams()
  const what = (['plans', 'coverage', 'policies'] as const).find((each) => each === params.get('what')) ?? 'plans'
  const kind = KINDS.find((each) => each === params.get('kind')) ?? ''
  const { units, unitId } = useAround()
  useTitle(t('nav.visitPlans'))
  return (
    <DeedStage>
      <div className="page split-page">
        <div className="page-head wrap">
          <h1>{t('nav.visitPlans')}</h1><Clause id="DV-5" />
          <Segments label={t('visitPlan.show')} value={what} onChange={(next) => setParams(next === 'plans' ? {} : { what: next })} options={[{ value: 'plans', label: t('visitPlan.plans') }, { value: 'coverage', label: t('visitPlan.coverage') }, { value: 'policies', label: t('basicPolicy.policies') }]} />
          {what === 'plans' && <Segments label={t('visitPlan.period')} value={kind} onChange={(next) => setParams(next ? { kind: next } : {})} options={KINDS.map((value) => ({ value, label: t(`visitPlan.kind.${value || 'all'}`) }))} />}
          {what === 'policies' && may('basicPolicy.publish') && <span className="push"><Publish today={dateOf(serverNow())} /></span>}
          {may('visitPlan.write') && what === 'plans' && <span className="push"><DeedButton primary icon={<CalendarPlus size={15} />} deed={create(t, units, unitId, nextPeriods())} /></span>}
        </div>
        {what === 'coverage' && <Coverage />}
        {what === 'policies' && <BasicPolicies />}
        {what === 'plans' && <PlanList kind={kind} />}
      </div>
    </DeedStage>
  )
}

function PlanList({ kind }: { kind: (typeof KINDS)[number] }) {
  const { t } = useTranslation()
  const formats = useFormats()
  return (
    <SplitList<VisitPlan>
      label={t('visitPlan.plans')} icon={<CalendarRange size={20} />} none={t('visitPlan.none')} noneText={t('visitPlan.noneText')} queryKey={['visit-plans', kind]} idOf={(row) => row.id} ask={(cursor) => get('/v1/distributor-visits/plans', { query: { ...(kind && { periodKind: kind }), limit: 50, cursor } })}
      line={(row) => <TwoLines head={formats.period(row.period)} tag={t(`visitPlan.status.${row.status}`)} sub={row.unitName} end={t(row.periodKind === 'month' ? 'visitPlan.counts' : 'visitPlan.planned', row.counts)} />}
      detail={(row) => <Detail row={row} />}
    />
  )
}

function Detail({ row }: { row: VisitPlan }) {
  const { t } = useTranslation()
  const formats = useFormats()
  return (
    <>
      <Panel title={`${row.unitName} ${formats.period(row.period)}`} extra={<span className="tag">{t(`visitPlan.status.${row.status}`)}</span>}>
        <div className="stack">
          <Facts
            items={[
              [t('visitPlan.policy'), row.policyTitle ?? t('visitPlan.noPolicy')], ...(['keyProducts', 'keySurveyItems', 'specialSurveyItems'] as const).map((key): [string, string] => [t(`visitPlan.${key}`), row[key].join(t('mark.list'))]), [t('field.note'), row.note], [t('visitPlan.issued'), row.issuedAt && `${row.issuedBy} · ${formats.at(row.issuedAt)}`],
              [t('visitPlan.returned'), row.status === 'draft' && row.returnReason && <span key="why" className="danger">{row.returnReason}</span>],
              [t('visitPlan.visits'), t(row.periodKind === 'month' ? 'visitPlan.countsAre' : 'visitPlan.plannedAre', row.counts)],
            ]}
          />
          {row.status === 'submitted' ? <Waits row={row} /> : <Deeds permission="visitPlan.write" deeds={planDeeds(t, row)} />}
        </div>
      </Panel>
      <PlanCalendar plan={row} />
    </>
  )
}

/** DV-5, PF-12: where the company asks for it a plan waits for the superior, who decides here or among all that waits for them. */
function Waits({ row }: { row: VisitPlan }) {
  const { t } = useTranslation()
  const me = usePerson().user.id
  const query = useQuery({
    queryKey: ['approvals', 'of', row.requestId],
    queryFn: async () => (await Promise.all((['waiting', 'mine'] as const).map((list) => get('/v1/distributor-visits/approvals', { query: { list, limit: 100 } })))).flatMap(({ items }) => items).filter(({ id }) => id === row.requestId),
  })
  const rounds = query.data ?? []
  const names = waitsFor(rounds)
  return (
    <>
      <p className="soft">{names.length > 0 ? t('visitPlan.waitsFor', { names: names.join(t('mark.list')) }) : t('visitPlan.waits')}</p>
      <Deeds deeds={waitingDeeds(t, row, { decides: awaits(rounds, me), mine: rounds.some(({ maker }) => maker.id === me) })} />
    </>
  )
}
