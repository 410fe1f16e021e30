import { useQuery } from '@tanstack/react-query'
import { Building2, MapPin, PackageCheck, PencilLine, Phone, UserRound } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { get } from '../../api/client.ts'
import { usePeople } from '../../api/queries.ts'
import type { Page, RepairOrder, StationRecordPage, StationSettlement, StationSpare } from '../../api/types.ts'
import { Clocks } from '../../components/ClockCard.tsx'
import { ClockChip } from '../../components/ClockChip.tsx'
import { DeedButton, DeedStage, useDeeds } from '../../components/DeedStage.tsx'
import type { Deed } from '../../components/form-fields.ts'
import { PlaceMap } from '../../components/map/LazyMap.tsx'
import { RecordBar } from '../../components/RecordBar.tsx'
import { RowItem, RowList } from '../../components/RowList.tsx'
import { Clause, Facts, Panel } from '../../components/small.tsx'
import { Bones, EmptyState, Failure } from '../../components/states.tsx'
import { useTitle } from '../../components/use-title.ts'
import { dateOf, useFormats, yuan } from '../../shell/formats.ts'
import { useKeys } from '../../shell/keys.ts'
import { serverNow } from '../../shell/server-clock.ts'
import { useMay } from '../../shell/session.ts'
import { useTab } from '../../shell/tabs.ts'
import { OrderState } from '../repair-orders/OrderState.tsx'
import { ChangedData } from './ChangedData.tsx'
import { Figures } from './Figures.tsx'
import { closeStation, decideChange, supervise, tellChange } from './station-deeds.ts'
import { useIsStation } from '../queries.ts'
import '../../components/record.css'

const OC = '/v1/outstation-channel'

/** All of one station: what is owed for it, how it does, its orders, spares and settlements, and its data with their changes (OC-2.1, OC-3.5.2). */
export default function StationPage() {
  const { id = '' } = useParams()
  const { t } = useTranslation()
  const query = useQuery({ queryKey: ['station', id], queryFn: () => get<StationRecordPage>(`${OC}/stations/${id}`) })
  const row = query.data
  useTab(row ? { path: `/stations/${id}`, title: row.number, place: row.name.slice(0, 10) } : null)
  useTitle(row?.name ?? t('station.what'))
  if (query.isError && !row) return <Failure heading problem={query.error} what={t('station.what')} retry={() => void query.refetch()} />
  if (!row) return <Bones lines={9} />
  return <DeedStage><Record row={row} /></DeedStage>
}

function Record({ row }: { row: StationRecordPage }) {
  const { t } = useTranslation()
  const open = useDeeds()
  const own = useIsStation()
  const [next, ...others] = useStationDeeds(row)
  useKeys({ r: () => next && void open(next) })
  const { latitude, longitude } = row.data
  const running = row.obligations.filter(({ status }) => status === 'open')
  return (
    <div className="record">
      <header className="entity">
        <div className="row wrap"><span className="number">{row.number}</span>{row.status === 'closed' && <span className="tag">{t('station.status.closed')} {row.closedOn}</span>}</div>
        <h1>{row.name}</h1>
        <div className="facts-line"><span><MapPin size={14} />{row.data.address || t('station.noAddress')}</span><span><Building2 size={14} />{[row.regionName, row.data.operator].filter(Boolean).join(' · ')}</span><span><UserRound size={14} />{row.staffName ?? t('station.nobody')}</span></div>
        <Clocks clocks={running} style={{ marginTop: 10 }} />
      </header>
      <div className="record-body">
        <div className="record-main stack">
          <Figures row={row} />
          <Orders row={row} />
          <Settlements row={row} />
          <Spares row={row} />
          <Changes row={row} />
        </div>
        <aside className="record-side" aria-label={t('station.next')}>
          <Panel className="next" title={t('station.next')}>
            {next ? <div className="row wrap">{[next, ...others].map((deed, index) => <DeedButton key={deed.title} size="middle" primary={index === 0} deed={deed} />)}</div> : <p className="soft">{t('station.readOnly')}</p>}
          </Panel>
          {!own && <Supervision row={row} />}
          <Panel title={t('station.authorisation')}>
            <Facts
              items={[
                [t('station.field.openedOn'), row.openedOn], [t('station.field.operator'), row.data.operator], [t('station.field.models'), row.data.models.join(t('mark.list')) || t('station.noModels')], [t('station.field.repairers'), String(row.data.repairers)], [t('station.field.hours'), row.data.hours],
                [t('station.field.note'), row.data.note], [t('station.why'), row.closeReason],
              ]}
            />
          </Panel>
          <Panel bare title={t('station.field.contacts')}>
            {row.data.contacts.length === 0 && <EmptyState title={t('station.noContacts')} />}
            <ul className="lines">{row.data.contacts.map((each) => <li key={`${each.name}${each.phone}`}><span><b>{each.name}</b> <span className="muted">{each.role}</span></span><a className="nowrap" href={`tel:${each.phone}`}><Phone size={13} /> {each.phone}</a></li>)}</ul>
          </Panel>
          {!own && <Users id={row.id} />}
          {latitude !== null && longitude !== null && <Panel className="small-map" title={t('map.map')}><PlaceMap label={row.name} points={[{ id: row.id, name: row.name, note: row.data.address, latitude, longitude }]} selected={row.id} /></Panel>}
        </aside>
      </div>
      <RecordBar label={t('station.next')} main={next ? { title: next.title, onDo: () => void open(next) } : null} waits={t('station.readOnly')} />
    </div>
  )
}

/** What this person may do: a change that waits is decided first. */
function useStationDeeds(row: StationRecordPage): Deed[] {
  const { t } = useTranslation()
  const may = useMay()
  const today = dateOf(serverNow())
  const told = row.changes.findLast(({ status }) => status === 'told')
  if (row.status === 'closed') return []
  return [...(told && may('contactChange.decide') ? decideChange(t, told) : []), ...(may('station.work') || may('station.portal') ? [tellChange(t, row, today)] : []), ...(may('station.write') ? [closeStation(t, row, today)] : [])]
}

/** Who supervises it, and what is owed for it again and again. */
function Supervision({ row }: { row: StationRecordPage }) {
  const { t } = useTranslation()
  const may = useMay()
  const query = useQuery({ queryKey: ['station-supervisions', 'of', row.id], queryFn: () => get(`${OC}/station-supervisions`, { query: { stationUnitId: row.id, limit: 1 } }) })
  const found = query.data?.items.find(({ stationUnitId }) => stationUnitId === row.id)
  return (
    <Panel title={t('station.supervision')} extra={<Link to={`/station-duties?id=${row.id}`}>{t('today.all')}</Link>}>
      <div className="stack">
        {query.isPending && <Bones lines={2} />}
        {query.isError && <Failure problem={query.error} what={t('station.supervision')} retry={() => void query.refetch()} />}
        {query.isSuccess && <Facts items={[[t('station.supervisor'), found && !found.endsOn ? found.userName : <span key="none" className="danger">{t('station.nobodySupervises')}</span>], [t('station.since'), found?.beginsOn], [t('station.lastDay'), found?.endsOn]]} />}
        {found?.obligations.map((clock) => <span key={clock.id} className="row between"><span className="cut">{clock.subject.number} <Clause id={clock.clauseId} /></span><ClockChip clock={clock} /></span>)}
        {may('station.write') && row.status === 'open' && query.isSuccess && <div className="row"><DeedButton deed={supervise(t, row, dateOf(serverNow()), found)} /></div>}
      </div>
    </Panel>
  )
}

/** Whoever signs in at the station. */
function Users({ id }: { id: string }) {
  const { t } = useTranslation()
  const may = useMay()
  const people = (usePeople(may('user.read')).data?.items ?? []).filter(({ unitId, active }) => unitId === id && active)
  return (
    <Panel bare title={t('station.users')}>
      {people.length === 0 && <EmptyState title={t('station.noUsers')} text={t('station.noUsersText')} />}
      <ul className="lines">{people.map((each) => <li key={each.id}><b>{each.name}</b><span className="muted">{each.title}</span></li>)}</ul>
    </Panel>
  )
}

interface PartProps<T> { title: string; to: string; none: string; name: string; path: string; query: Record<string, string | number>; enabled: boolean; row: (item: T) => React.ReactNode }

/** The latest of one kind at the station, and the page that has all of it. */
function Part<T>({ title, to, none, name, path, query: asked, enabled, row }: PartProps<T>) {
  const { t } = useTranslation()
  const query = useQuery({ queryKey: ['station', name, asked], queryFn: () => get<Page<T>>(path, { query: asked }), enabled })
  if (!enabled) return null
  return (
    <Panel bare title={title} extra={<Link to={to}>{t('today.all')}</Link>}>
      {query.isPending && <Bones lines={2} />}
      {query.isError && <Failure problem={query.error} what={title} retry={() => void query.refetch()} />}
      {query.isSuccess && query.data.items.length === 0 && <EmptyState title={none} />}
      {query.isSuccess && query.data.items.length > 0 && <RowList label={title}>{query.data.items.map(row)}</RowList>}
    </Panel>
  )
}

function Orders({ row }: { row: StationRecordPage }) {
  const { t } = useTranslation()
  const may = useMay()
  return (
    <Part<RepairOrder>
      title={t('nav.repairOrders')} to={`/repair-orders?stationId=${row.id}`} none={t('repairOrder.none')} name="orders" path={`${OC}/repair-orders`} query={{ stationId: row.id, limit: 5 }} enabled={may('repairOrder.read') || may('station.portal')}
      row={(each) => <RowItem key={each.id} icon={<PencilLine size={16} />} title={<Link to={`/repair-orders?stationId=${row.id}&id=${each.id}`}>{each.number}</Link>} sub={each.model} note={[each.fault, each.repairedOn].filter(Boolean).join(' · ')} bad={each.status === 'returned'}><OrderState row={each} /></RowItem>}
    />
  )
}

function Settlements({ row }: { row: StationRecordPage }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const may = useMay()
  return (
    <Part<StationSettlement>
      title={t('nav.stationSettlements')} to={`/station-settlements?stationId=${row.id}`} none={t('settlement.none')} name="settlements" path={`${OC}/settlements`} query={{ stationId: row.id, limit: 3 }} enabled={may('stationSettlement.read') || may('station.portal')}
      row={(each) => <RowItem key={each.id} icon={<PackageCheck size={16} />} title={<Link to={`/station-settlements?stationId=${row.id}&id=${each.id}`}>{formats.month(each.month)}</Link>} sub={t('repairOrder.count', { count: each.orders })} note={t(`settlement.status.${each.status}`)}><b>{yuan(each.amount)}</b></RowItem>}
    />
  )
}

function Spares({ row }: { row: StationRecordPage }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const may = useMay()
  return (
    <Part<StationSpare>
      title={t('station.spares')} to="/spares" none={t('station.noSpares')} name="spares" path={`${OC}/spare-stock`} query={{ placeId: row.id, limit: 8 }} enabled={may('spare.read') || may('station.portal')}
      row={(each) => <RowItem key={each.id} icon={<PackageCheck size={16} />} title={each.name} sub={each.number} note={t('station.used', { count: each.usedPerMonth })}><b>{formats.count(each.quantity)}</b></RowItem>}
    />
  )
}

/** OC-3.5.2: what was told of its data, and what became of it. */
function Changes({ row }: { row: StationRecordPage }) {
  const { t } = useTranslation()
  const may = useMay()
  const clockOf = (id: string) => row.obligations.find(({ subject }) => subject.id === id)
  return (
    <Panel title={t('station.changes')} extra={<Clause id="OC-3.5.2" />}>
      {row.changes.length === 0 && <p className="muted">{t('station.neverChanged')}</p>}
      <div className="stack">
        {row.changes.map((change) => (
          <div key={change.id} className="slip">
            <div className="row between"><b>{t(`station.changeStatus.${change.status}`)}</b>{clockOf(change.id) && <ClockChip clock={clockOf(change.id)!} />}</div>
            <ChangedData change={change} />
            {change.status === 'told' && may('contactChange.decide') && <div className="row">{decideChange(t, change).map((deed) => <DeedButton key={deed.title} deed={deed} />)}</div>}
          </div>
        ))}
      </div>
    </Panel>
  )
}
