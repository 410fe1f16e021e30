import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { get } from '../api/client.ts'
import { ClockChip } from '../components/ClockChip.tsx'
import { No, Panel } from '../components/small.tsx'
import { Bones, EmptyState, Failure } from '../components/states.tsx'
import { useFormats, yuan } from '../shell/formats.ts'
import { useMay } from '../shell/session.ts'

/** Of a department's or shop's day: overdue, at risk, without a specialist, mine. */
export default function TodayLists() {
  const { t } = useTranslation()
  const may = useMay()
  return (
    <>
      <DealSection title={t('deal.view.overdue')} query={{ clock: 'overdue' }} none={t('today.noneOverdue')} />
      <DealSection title={t('deal.view.risk')} query={{ clock: 'risk' }} none={t('today.noneRisk')} />
      {may('deal.assign') && <DealSection title={t('deal.view.unassigned')} query={{ specialist: 'none', status: 'submitted' }} none={t('deal.noneUnassigned')} />}
      {may('deal.work') && <DealSection title={t('deal.view.mine')} query={{ specialist: 'me' }} none={t('deal.none')} day />}
      {may('dealArchive.work') && <IntakeSection />}
      {may('slip.audit') && <SlipSection title={t('slip.view.toAudit')} status="submitted" />}
      {may('slip.pay') && <SlipSection title={t('slip.view.toPay')} status="audited" />}
      {may('deal.write') && <DealSection title={t('deal.toSend')} query={{ status: 'signed' }} none={t('deal.noneToSend')} />}
    </>
  )
}

function DealSection({ title, query: filters, none, day }: { title: string; query: Record<string, string>; none: string; /** Leads to the specialist's day, too. */ day?: boolean }) {
  const { t } = useTranslation()
  const query = useQuery({ queryKey: ['deals', 'today', filters], queryFn: () => get('/v1/property-brokerage/deals', { query: { sort: 'dueAt', ...filters, limit: 6 } }) })
  const rows = query.data?.items ?? []
  return (
    <Panel title={title} extra={<>{day && <Link to="/deals/day">{t('nav.dealDay')}</Link>}<Link to={`/deals?${new URLSearchParams(filters).toString()}`}>{t('today.all')}</Link></>} bare>
      {query.isPending && <Bones lines={3} />}
      {query.isError && <Failure problem={query.error} what={title} retry={() => void query.refetch()} />}
      {query.isSuccess && rows.length === 0 && <EmptyState title={none} />}
      <ul className="lines">{rows.map((row) => <li key={row.id}><span className="cut"><No number={row.number} to={`/deals/${row.id}`} /> {row.title}<small className="block muted">{row.shopName} · {row.agentName} · {row.specialistName ?? t('deal.nobody')} · {t(`deal.status.${row.status}`)}</small></span>{row.nextClock && <ClockChip clock={row.nextClock} />}</li>)}</ul>
    </Panel>
  )
}

/** Payment slips that wait, each leading to the money of its deal (PB-4.7). */
function SlipSection({ title, status }: { title: string; status: 'submitted' | 'audited' }) {
  const { t } = useTranslation()
  const query = useQuery({ queryKey: ['payment-slips', 'today', status], queryFn: () => get('/v1/property-brokerage/payment-slips', { query: { status, limit: 6 } }) })
  const rows = query.data?.items ?? []
  return (
    <Panel title={`${t('nav.paymentSlips')} · ${title}`} extra={<Link to={`/payment-slips?status=${status}`}>{t('today.all')}</Link>} bare>
      {query.isPending && <Bones lines={3} />}
      {query.isError && <Failure problem={query.error} what={title} retry={() => void query.refetch()} />}
      {query.isSuccess && rows.length === 0 && <EmptyState title={t('slip.noneHere')} />}
      <ul className="lines">{rows.map((row) => <li key={row.id}><span className="cut"><No number={row.number} to={`/deals/${row.dealId}/money`} /> {row.payeeName}<small className="block muted">{row.dealTitle} · {row.makerName}</small></span><b className="nowrap">{yuan(row.amount)}</b></li>)}</ul>
    </Panel>
  )
}

/** What specialists handed over and the archivist has not received yet (PB-4.10). */
function IntakeSection() {
  const { t } = useTranslation()
  const formats = useFormats()
  const query = useQuery({ queryKey: ['archive', 'today'], queryFn: () => get('/v1/property-brokerage/archive-handings', { query: { status: 'handed_over', limit: 6 } }) })
  const rows = query.data?.items ?? []
  return (
    <Panel title={`${t('nav.dealArchive')} · ${t('archive.view.handed_over')}`} extra={<Link to="/deal-archive">{t('today.all')}</Link>} bare>
      {query.isPending && <Bones lines={3} />}
      {query.isError && <Failure problem={query.error} what={t('nav.dealArchive')} retry={() => void query.refetch()} />}
      {query.isSuccess && rows.length === 0 && <EmptyState title={t('archive.none.handed_over')} />}
      <ul className="lines">{rows.map((row) => <li key={row.dealId}><span className="cut"><No number={row.dealNumber} to={`/deals/${row.dealId}/archive`} /> {row.dealTitle}<small className="block muted">{row.handing.handedBy} · {t('archive.documents', { count: row.handing.documents })} · {formats.at(row.handing.handedAt)}</small></span>{row.obligation?.status === 'open' && <ClockChip clock={row.obligation} />}</li>)}</ul>
    </Panel>
  )
}
