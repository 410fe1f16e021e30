import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { get } from '../api/client.ts'
import { useCaseCounts } from '../api/queries.ts'
import type { CaseCounts } from '../api/types.ts'
import { ClockChip } from '../components/ClockChip.tsx'
import { No, Panel } from '../components/small.tsx'
import { Bones, EmptyState, Failure } from '../components/states.tsx'
import { useMay } from '../shell/session.ts'
import { statusWord } from './words.ts'

/** Of a service centre's day: overdue, at risk, not given out, next, callbacks. */
export default function TodayLists() {
  const { t } = useTranslation()
  const may = useMay()
  return (
    <>
      {may('case.read') && <CaseSection title={t('today.overdue')} query={{ clock: 'overdue' }} count="overdue" to="/cases?clock=overdue" none={t('today.noneOverdue')} />}
      {may('case.read') && <CaseSection title={t('today.risk')} query={{ clock: 'risk' }} count="risk" to="/cases?clock=risk" none={t('today.noneRisk')} />}
      {may('order.dispatch') && <CaseSection title={t('today.unassigned')} query={{ assignee: 'none' }} count="unassigned" to="/board" none={t('today.noneUnassigned')} />}
      {may('case.read') && <CaseSection title={t('today.next')} query={{ sort: 'dueAt' }} to="/cases" none={t('case.none')} />}
      {may('callback.work') && <CallbackSection />}
    </>
  )
}

function CaseSection({ title, query: filters, count, to, none }: { title: string; query: Record<string, string>; count?: keyof CaseCounts; to: string; none: string }) {
  const { t } = useTranslation()
  const counts = useCaseCounts().data
  const query = useQuery({ queryKey: ['cases', 'today', filters], queryFn: () => get('/v1/utility-care/cases', { query: { sort: 'dueAt', ...filters, limit: 6 } }) })
  const rows = query.data?.items ?? []
  return (
    <Panel title={<>{title} {count && counts?.[count] !== undefined && <span className="muted">{counts[count]}</span>}</>} extra={<Link to={to}>{t('today.all')}</Link>} bare>
      {query.isPending && <Bones lines={3} />}
      {query.isError && <Failure problem={query.error} what={title} retry={() => void query.refetch()} />}
      {query.isSuccess && rows.length === 0 && <EmptyState title={none} />}
      <ul className="lines">{rows.map((row) => <li key={row.id}><span className="cut"><No number={row.number} to={`/cases/${row.id}`} /> {row.title}<small className="block muted">{row.address} · {row.assigneeName ?? row.ownerName ?? t('order.unassigned')} · {statusWord(row, t)}</small></span>{row.nextClock && <ClockChip clock={row.nextClock} />}</li>)}</ul>
    </Panel>
  )
}

function CallbackSection() {
  const { t } = useTranslation()
  const query = useQuery({ queryKey: ['callbacks', 'today'], queryFn: () => get('/v1/utility-care/callbacks', { query: { status: 'due', limit: 6 } }) })
  const rows = query.data?.items ?? []
  return (
    <Panel title={t('nav.callbacks')} extra={<Link to="/callbacks">{t('today.all')}</Link>} bare>
      {query.isPending && <Bones lines={3} />}
      {query.isError && <Failure problem={query.error} what={t('nav.callbacks')} retry={() => void query.refetch()} />}
      {query.isSuccess && rows.length === 0 && <EmptyState title={t('callback.none')} />}
      <ul className="lines">{rows.map((row) => <li key={row.id}><span className="cut"><No number={row.caseNumber} to={`/cases/${row.caseId}`} /> {row.title}<small className="block muted">{row.callerName} {row.phoneMasked}</small></span>{row.obligation && <ClockChip clock={row.obligation} />}</li>)}</ul>
    </Panel>
  )
}
