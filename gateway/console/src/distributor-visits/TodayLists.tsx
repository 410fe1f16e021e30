import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { get } from '../api/client.ts'
import { ClockChip } from '../components/ClockChip.tsx'
import { Panel } from '../components/small.tsx'
import { Bones, EmptyState, Failure } from '../components/states.tsx'
import { dateOf, useFormats } from '../shell/formats.ts'
import { serverNow } from '../shell/server-clock.ts'
import { useMay } from '../shell/session.ts'

interface ListProps<T> { title: string; to: string; none: string; name: string; ask: () => Promise<{ items: T[] }>; row: (item: T) => { key: string; to: string; what: string; sub: string; end: ReactNode } }

/** A short list of what waits, and the page that has all of it. */
function Waiting<T>({ title, to, none, name, ask, row }: ListProps<T>) {
  const { t } = useTranslation()
  const query = useQuery({ queryKey: ['visit-today', name], queryFn: ask })
  const rows = query.data?.items.map(row) ?? []
  return (
    <Panel title={title} extra={<Link to={to}>{t('today.all')}</Link>} bare>
      {query.isPending && <Bones lines={3} />}
      {query.isError && <Failure problem={query.error} what={title} retry={() => void query.refetch()} />}
      {query.isSuccess && rows.length === 0 && <EmptyState title={none} />}
      <ul className="lines">{rows.map((each) => <li key={each.key}><span className="cut"><Link to={each.to}>{each.what}</Link><small className="block muted">{each.sub}</small></span>{each.end}</li>)}</ul>
    </Panel>
  )
}

/** Of a unit's day: appeals with their clocks, problems without a solution, today's visits, opinions without an answer, gifts that wait for an approval. */
export default function TodayLists() {
  const { t } = useTranslation()
  const formats = useFormats()
  const may = useMay()
  const today = dateOf(serverNow())
  return (
    <>
      {may('visitOpinion.work') && <Waiting title={t('opinion.appeals')} to="/visit-opinions?what=appeals" none={t('appeal.none.open')} name="appeals" ask={() => get('/v1/distributor-visits/appeals', { query: { limit: 6 } })} row={(each) => ({ key: each.id, to: `/visit-opinions?what=appeals&id=${each.id}`, what: each.subject, sub: `${each.customerName} · ${each.ownerName}`, end: each.obligations.at(-1) && <ClockChip clock={each.obligations.at(-1)!} /> })} />}
      {(may('technicalProblem.work') || may('technicalProblem.answer')) && <Waiting title={t('nav.visitProblems')} to="/visit-problems" none={t('techProblem.none')} name="problems" ask={() => get('/v1/distributor-visits/problems', { query: { limit: 6 } })} row={(each) => ({ key: each.id, to: `/visit-problems?id=${each.id}`, what: each.title, sub: `${each.customerName} · ${each.departmentName ?? each.technicianName ?? t('techProblem.nobody')}`, end: each.obligations.at(-1)?.status === 'open' ? <ClockChip clock={each.obligations.at(-1)!} /> : <span className="muted">{t('opinion.age', { count: each.ageDays })}</span> })} />}
      {may('giftApplication.approve') && <Waiting title={t('gift.status.submitted')} to="/visit-gifts" none={t('gift.noApplications')} name="gifts" ask={() => get('/v1/distributor-visits/gift-applications', { query: { status: 'submitted', limit: 6 } })} row={(each) => ({ key: each.id, to: `/visit-gifts?id=${each.id}`, what: each.customerName, sub: `${each.number} · ${each.makerName}`, end: <b>¥{each.amount}</b> })} />}
      {may('visit.read') && <Waiting title={t('visit.today')} to="/visits" none={t('visit.none')} name="visits" ask={() => get('/v1/distributor-visits/visits', { query: { from: today, to: today, limit: 6 } })} row={(each) => ({ key: each.id, to: `/visits?id=${each.id}`, what: each.customerName, sub: `${each.visitorName}${each.unplannedReason ? ` · ${t('visit.outside')}` : ''}`, end: <span className="muted nowrap">{formats.time(each.checkedInAt)}{each.checkedOutAt && ` – ${formats.time(each.checkedOutAt)}`}</span> })} />}
      {may('visitOpinion.work') && <Waiting title={t('opinion.opinions')} to="/visit-opinions" none={t('opinion.none.open')} name="opinions" ask={() => get('/v1/distributor-visits/opinions', { query: { limit: 6 } })} row={(each) => ({ key: each.id, to: `/visit-opinions?id=${each.id}`, what: each.content, sub: `${each.customerName} · ${each.ownerName}`, end: <span className="muted">{t('opinion.age', { count: each.ageDays })}</span> })} />}
    </>
  )
}
