import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Building2, MapPin, PackageCheck, PencilLine, Phone, Star, UserRound } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { get } from '../../api/client.ts'
import { usePeople } from '../../api/queries.ts'
import type { CustomerChange, CustomerPurchase, Page, VisitCustomer } from '../../api/types.ts'
import { DeedButton, DeedStage, useDeeds } from '../../components/DeedStage.tsx'
import type { Deed } from '../../components/form-fields.ts'
import { PlaceMap } from '../../components/map/LazyMap.tsx'
import { More } from '../../components/More.tsx'
import { RecordBar } from '../../components/RecordBar.tsx'
import { RowItem, RowList } from '../../components/RowList.tsx'
import { Clause, Facts, Flag, Panel } from '../../components/small.tsx'
import { Bones, EmptyState, Failure } from '../../components/states.tsx'
import { useTitle } from '../../components/use-title.ts'
import { dateOf, shortNumber, useFormats, yuan } from '../../shell/formats.ts'
import { useKeys } from '../../shell/keys.ts'
import { serverNow } from '../../shell/server-clock.ts'
import { useMay } from '../../shell/session.ts'
import { useTab } from '../../shell/tabs.ts'
import { useAround, useRegions } from '../queries.ts'
import { Cards, Inquiry } from './Cards.tsx'
import { addPurchase, change, makeSpecial, nameVisitor, setStatus } from './customer-deeds.ts'
import '../../components/record.css'

/** All that is known of one customer: whom to speak to, what they sell of whom, what they bought, who visits them and why they are graded as they are. */
export default function CustomerPage() {
  const { id = '' } = useParams()
  const { t } = useTranslation()
  const query = useQuery({ queryKey: ['visit-customer', id], queryFn: () => get<VisitCustomer>(`/v1/distributor-visits/customers/${id}`) })
  const row = query.data
  useTab(row ? { path: `/visit-customers/${id}`, title: shortNumber(row.number), place: row.name.slice(0, 10) } : null)
  useTitle(row?.name ?? t('visitCustomer.what'))
  if (query.isError && !row) return <Failure heading problem={query.error} what={t('visitCustomer.what')} retry={() => void query.refetch()} />
  if (!row) return <Bones lines={9} />
  return <DeedStage><Record row={row} /></DeedStage>
}

function Record({ row }: { row: VisitCustomer }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const open = useDeeds()
  const [next, ...others] = useCustomerDeeds(row)
  useKeys({ r: () => next && void open(next) })
  const { latitude, longitude } = row
  return (
    <div className="record">
      <header className="entity">
        <div className="row wrap"><span className="number">{row.number}</span><span className="tag">{formats.words(row.typeName)}</span><span className="tag">{row.grade ? t('visitCustomer.gradeIs', { grade: row.grade }) : t('visitCustomer.ungraded')}</span>{row.status === 'closed' && <span className="tag">{t('visitCustomer.status.closed')}</span>}</div>
        <h1>{row.name}</h1>
        <div className="facts-line"><span><MapPin size={14} />{[row.city, row.address].filter(Boolean).join(' ') || t('visitCustomer.noAddress')}</span><span><Building2 size={14} />{[row.unitName, row.regionName].filter(Boolean).join(' · ')}</span><span><UserRound size={14} />{row.visitorName ?? t('visitCustomer.nobody')}</span></div>
        {row.specialReason && <Flag kind="info" icon={<Star size={13} />}>{t('visitCustomer.special')}{t('mark.colon')}{row.specialReason}</Flag>}
      </header>
      <div className="record-body">
        <div className="record-main stack">
          <People row={row} />
          <Cards id={row.id} />
          <Purchases row={row} />
          <Changes id={row.id} />
        </div>
        <aside className="record-side" aria-label={t('visitCustomer.next')}>
          <Panel className="next" title={t('visitCustomer.next')}>
            {next ? <div className="row wrap">{[next, ...others].map((deed, index) => <DeedButton key={deed.title} size="middle" primary={index === 0} deed={deed} />)}</div> : <p className="soft">{t('visitCustomer.readOnly')}</p>}
          </Panel>
          <Inquiry row={row} />
          <Panel title={t('visitCustomer.visits')} extra={<Clause id="DV-4.2" />}>
            <Facts items={[[t('visitCustomer.visitor'), row.visitorName ?? t('visitCustomer.nobody')], [t('visitCustomer.salespersonWhy'), row.visitorReason], [t('visitCustomer.lastVisit'), row.lastVisitOn ?? t('visitCustomer.neverVisited')], [t('visitCustomer.registeredAt'), formats.at(row.registeredAt)], [t('visitCustomer.origin'), row.origin === 'import' && t('visitCustomer.imported')]]} />
          </Panel>
          <Panel title={t('visitCustomer.grade')} extra={<><Link to={`/visit-grading?customerId=${row.id}`}>{t('grading.how')}</Link><Clause id="DV-4.1" /></>}>
            {row.grades.length === 0 ? <p className="muted">{t('visitCustomer.noGrade')}</p> : <Facts items={row.grades.toReversed().map(({ grade, from }) => [t('visitCustomer.gradeFrom', { month: formats.month(from) }), grade])} />}
          </Panel>
          {latitude !== null && longitude !== null && <Panel className="small-map" title={t('map.map')}><PlaceMap label={row.name} points={[{ id: row.id, name: row.name, note: row.address, latitude, longitude }]} selected={row.id} /></Panel>}
        </aside>
      </div>
      <RecordBar label={t('visitCustomer.next')} main={next ? { title: next.title, onDo: () => void open(next) } : null} waits={t('visitCustomer.readOnly')}>
        {others[0] && <button type="button" className="btn alt" onClick={() => void open(others[0]!)}>{others[0].title}</button>}
      </RecordBar>
    </div>
  )
}

/** What this person may do with the record, the most pressing first: nobody visits a customer without a visitor (DV-4.0). */
function useCustomerDeeds(row: VisitCustomer): Deed[] {
  const { t } = useTranslation()
  const may = useMay()
  const around = useAround()
  const active = row.status === 'active'
  const visitor = active && may('visitPlan.write') ? [nameVisitor(t, row)] : []
  const writes = may('visitCustomer.write') ? (active ? [addPurchase(t, row, dateOf(serverNow())), change(t, around, row)] : []) : []
  const rest = [...(active && may('visitGrade.write') ? [makeSpecial(t, row)] : []), ...(may('visitCustomer.write') ? [setStatus(t, row)] : [])]
  return row.visitorUserId ? [...writes, ...visitor, ...rest] : [...visitor, ...writes, ...rest]
}

function People({ row }: { row: VisitCustomer }) {
  const { t } = useTranslation()
  return (
    <div className="pair">
      <Panel bare title={t('visitCustomer.field.contacts')}>
        {row.contacts.length === 0 && <EmptyState title={t('visitCustomer.noContacts')} />}
        <ul className="lines">{row.contacts.map((each) => <li key={`${each.name}${each.phone}`}><span><b>{each.name}</b> <span className="muted">{each.post}</span></span><a className="nowrap" href={`tel:${each.phone}`}><Phone size={13} /> {each.phone}</a></li>)}</ul>
      </Panel>
      <Panel bare title={t('visitCustomer.field.competitors')}>
        {row.competitors.length === 0 && <EmptyState title={t('visitCustomer.noCompetitors')} />}
        <ul className="lines">{row.competitors.map((each) => <li key={`${each.maker}${each.product}`}><span><b>{each.maker}</b> {each.product}</span><span className="muted">{each.note}</span></li>)}</ul>
      </Panel>
    </div>
  )
}

/** A part of the record that grows: its latest entries, and the rest on asking. */
function useGrowing<T>(id: string, part: string) {
  const query = useInfiniteQuery({ queryKey: ['visit-customer', id, part], queryFn: ({ pageParam }) => get<Page<T>>(`/v1/distributor-visits/customers/${id}/${part}`, { query: { limit: 20, cursor: pageParam } }), initialPageParam: '', getNextPageParam: (page) => page.nextCursor })
  return { query, items: query.data?.pages.flatMap((page) => page.items) ?? [] }
}

function Purchases({ row }: { row: VisitCustomer }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { query, items } = useGrowing<CustomerPurchase>(row.id, 'purchases')
  return (
    <Panel bare title={t('visitCustomer.purchases')}>
      {query.isPending && <Bones lines={2} />}
      {query.isError && <Failure problem={query.error} what={t('visitCustomer.purchases')} retry={() => void query.refetch()} />}
      {query.isSuccess && items.length === 0 && <EmptyState title={t('visitCustomer.noPurchases')} />}
      <RowList label={t('visitCustomer.purchases')}>{items.map((each) => <RowItem key={each.id} icon={<PackageCheck size={16} />} title={each.product} sub={each.boughtOn} note={each.note}><span className="nowrap">{formats.count(each.quantity)}</span><b className="nowrap">{yuan(each.amount)}</b></RowItem>)}</RowList>
      <More query={query} />
    </Panel>
  )
}

/** Who changed what, when and why. */
function Changes({ id }: { id: string }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { query, items } = useGrowing<CustomerChange>(id, 'history')
  const said = useSaid()
  return (
    <Panel bare title={t('visitCustomer.history')}>
      {query.isPending && <Bones lines={2} />}
      {query.isError && <Failure problem={query.error} what={t('visitCustomer.history')} retry={() => void query.refetch()} />}
      {query.isSuccess && items.length === 0 && <EmptyState title={t('visitCustomer.noHistory')} />}
      <RowList label={t('visitCustomer.history')}>
        {items.map((each) => <RowItem key={each.id} icon={<PencilLine size={16} />} title={each.fields.map(({ field }) => t(`visitCustomer.field.${field}`, { defaultValue: field })).join(t('mark.list'))} sub={each.by} note={[each.fields.map(({ field, before, after }) => `${said(field, before)} → ${said(field, after)}`).join(t('mark.comma')), each.reason].filter(Boolean).join(' · ')}><span className="muted nowrap">{formats.at(each.at)}</span></RowItem>)}
      </RowList>
      <More query={query} />
    </Panel>
  )
}

/** A value of the record as it was kept, for a person: people, regions and lists by their names. */
function useSaid(): (field: string, json: string) => string {
  const { t } = useTranslation()
  const people = usePeople().data?.items ?? []
  const regions = useRegions()
  return (field, json) => {
    const value: unknown = JSON.parse(json)
    if (value === null || value === '') return '—'
    if (field === 'visitorUserId') return people.find(({ id }) => id === value)?.name ?? '…'
    if (field === 'regionId') return regions.find(({ id }) => id === value)?.name ?? '…'
    if (field === 'status' || field === 'type') return t(`visitCustomer.${field}.${String(value)}`)
    if (Array.isArray(value)) return value.map((each: Record<string, string>) => each.name ?? each.maker ?? each.grade ?? '').join(t('mark.list')) || '—'
    return String(value)
  }
}
