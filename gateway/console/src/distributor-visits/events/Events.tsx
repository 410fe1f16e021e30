import { useQuery } from '@tanstack/react-query'
import { CalendarPlus, Presentation, UsersRound } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'
import { get } from '../../api/client.ts'
import { usePeople } from '../../api/queries.ts'
import type { CustomerEvent, CustomerEventDetail } from '../../api/types.ts'
import { whole } from '../../api/whole.ts'
import { DeedButton, DeedStage, Deeds } from '../../components/DeedStage.tsx'
import { RowItem, RowList } from '../../components/RowList.tsx'
import { Clause, Facts, Panel, Segments } from '../../components/small.tsx'
import { Bones, EmptyState, Failure } from '../../components/states.tsx'
import { SplitList } from '../../components/SplitList.tsx'
import { TwoLines } from '../../components/TwoLines.tsx'
import { useTitle } from '../../components/use-title.ts'
import { useFormats } from '../../shell/formats.ts'
import { useMay } from '../../shell/session.ts'
import { useAround } from '../queries.ts'
import { eventDeeds, KINDS, plan } from './event-deeds.ts'
import { EventMonths } from './EventMonths.tsx'
import { Mailings, NewMailing } from './Mailings.tsx'
import '../../components/record.css'

const WHAT = ['events', 'figures', 'mailings'] as const
const STATUSES = ['', 'planned', 'held', 'cancelled'] as const

/** What is held for customers, with topic, people and attendance; and what they are told of new products (DV-3.3b, d, e, g). */
export default function Events() {
  const { t } = useTranslation()
  const may = useMay()
  const [params, setParams] = useSearchParams()
  const what = WHAT.find((each) => each === params.get('what')) ?? 'events'
  const mailings = what === 'mailings'
  const status = STATUSES.find((each) => each === params.get('status')) ?? ''
  const kind = KINDS.find((each) => each === params.get('kind')) ?? ''
  const go = (change: Record<string, string>) => setParams(Object.entries({ status, kind, ...change }).filter(([, value]) => value))
  const around = useAround()
  const staff = usePeople(may('customerEvent.work')).data?.items.filter(({ active }) => active) ?? []
  useTitle(t('nav.visitEvents'))
  return (
    <DeedStage>
      <div className="page split-page">
        <div className="page-head wrap">
          <h1>{t('nav.visitEvents')}</h1>
          <Segments label={t('customerEvent.show')} value={what} onChange={(next) => setParams(next === 'events' ? {} : { what: next })} options={WHAT.map((value) => ({ value, label: t(value === 'mailings' ? 'mailing.mailings' : `customerEvent.${value}`) }))} />
          {what === 'events' && <Segments label={t('filter.status')} value={status} onChange={(next) => go({ status: next })} options={STATUSES.map((value) => ({ value, label: t(value ? `customerEvent.status.${value}` : 'intelligence.all') }))} />}
          {what === 'events' && <select className="input" style={{ width: 130 }} aria-label={t('customerEvent.kindOf')} value={kind} onChange={(event) => go({ kind: event.target.value })}><option value="">{t('intelligence.everyKind')}</option>{KINDS.map((value) => <option key={value} value={value}>{t(`customerEvent.kind.${value}`)}</option>)}</select>}
          {may('customerEvent.work') && what !== 'figures' && <span className="push">{mailings ? <NewMailing /> : <DeedButton primary icon={<CalendarPlus size={15} />} deed={plan(t, around.units, around.unitId, staff)} />}</span>}
        </div>
        {mailings && <Mailings />}
        {what === 'figures' && <EventMonths />}
        {what === 'events' && <EventList status={status} kind={kind} />}
      </div>
    </DeedStage>
  )
}

function EventList({ status, kind }: { status: (typeof STATUSES)[number]; kind: (typeof KINDS)[number] | '' }) {
  const { t } = useTranslation()
  const formats = useFormats()
  return (
    <SplitList<CustomerEvent>
      label={t('customerEvent.events')} icon={<Presentation size={20} />} none={t('customerEvent.none')} noneText={t('customerEvent.noneText')} queryKey={['customer-events', status, kind]} idOf={(row) => row.id}
      ask={(cursor) => get('/v1/distributor-visits/events', { query: { ...(status && { status }), ...(kind && { kind }), limit: 50, cursor } })}
      line={(row) => <TwoLines head={row.topic} tag={t(`customerEvent.status.${row.status}`)} sub={`${formats.words(row.kindName)} · ${row.place}`} end={formats.at(row.startsAt)} />}
      detail={(row) => <Detail row={row} />}
    />
  )
}

/** All customers of the unit, and those who are on the list already, wherever they belong. */
const withThose = (customers: { id: string; name: string }[], { attendance }: CustomerEventDetail) => [...customers, ...attendance.filter(({ customerId }) => !customers.some(({ id }) => id === customerId)).map(({ customerId, customerName }) => ({ id: customerId, name: customerName }))]

function Detail({ row }: { row: CustomerEvent }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const may = useMay()
  const works = may('customerEvent.work')
  const query = useQuery({ queryKey: ['customer-events', row.id], queryFn: () => get<CustomerEventDetail>(`/v1/distributor-visits/events/${row.id}`) })
  const customers = useQuery({ queryKey: ['visit-customers', 'guests', row.unitId], queryFn: () => whole((cursor) => get('/v1/distributor-visits/customers', { query: { unitId: row.unitId, limit: 200, cursor } })), enabled: works && row.status !== 'cancelled', staleTime: 60_000 }).data ?? []
  const staff = usePeople(works).data?.items.filter(({ active }) => active) ?? []
  return (
    <>
      <Panel title={row.topic} extra={<Clause id={row.clauseId} />}>
        <div className="stack">
          <Facts
            items={[
              [t('column.number'), row.number], [t('customerEvent.kindOf'), formats.words(row.kindName)], [t('customerEvent.when'), `${formats.at(row.startsAt)} – ${formats.at(row.endsAt)}`], [t('customerEvent.place'), row.place], [t('customerEvent.staff'), row.staff.map(({ name }) => name).join(t('mark.list'))], [t('column.unit'), row.unitName],
              [t('customerEvent.madeBy'), row.madeBy], [t('customerEvent.outcome'), row.outcome], [t('customerEvent.came'), row.status === 'held' && t('customerEvent.cameOf', { customers: row.customers, people: row.people })],
            ]}
          />
          {query.data && <Deeds permission="customerEvent.work" deeds={eventDeeds(t, query.data, staff, { customers: withThose(customers, query.data) })} />}
        </div>
      </Panel>
      <Panel bare title={t('customerEvent.attendance')}>
        {query.isPending && <Bones lines={2} />}
        {query.isError && <Failure problem={query.error} what={t('customerEvent.attendance')} retry={() => void query.refetch()} />}
        {query.data?.attendance.length === 0 && <EmptyState title={t('customerEvent.nobodyYet')} />}
        <RowList label={t('customerEvent.attendance')}>{query.data?.attendance.map((each) => <RowItem key={each.customerId} icon={<UsersRound size={16} />} title={<Link to={`/visit-customers/${each.customerId}`}>{each.customerName}</Link>} note={each.names.join(t('mark.list'))} />)}</RowList>
      </Panel>
    </>
  )
}
