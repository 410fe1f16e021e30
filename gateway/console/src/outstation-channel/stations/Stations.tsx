import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, Navigate, useNavigate, useSearchParams } from 'react-router'
import { get } from '../../api/client.ts'
import { useUnits } from '../../api/queries.ts'
import type { AuthorisedStation, StationChange } from '../../api/types.ts'
import type { Column } from '../../components/DataTable.tsx'
import { DeedButton, Deeds, DeedStage } from '../../components/DeedStage.tsx'
import { FilterBar, tokensOf, ViewTabs, type FilterChoice } from '../../components/ListParts.tsx'
import { PagedList } from '../../components/PagedList.tsx'
import { Clause, Panel, Segments } from '../../components/small.tsx'
import { SplitList } from '../../components/SplitList.tsx'
import { TwoLines } from '../../components/TwoLines.tsx'
import { Bones, EmptyState, NoMatch } from '../../components/states.tsx'
import { useListAddress } from '../../components/use-list-address.ts'
import { useTitle } from '../../components/use-title.ts'
import { dateOf, useFormats } from '../../shell/formats.ts'
import { useKeys } from '../../shell/keys.ts'
import { serverNow } from '../../shell/server-clock.ts'
import { useMay } from '../../shell/session.ts'
import { ChangedData } from './ChangedData.tsx'
import { decideChange, openStation } from './station-deeds.ts'
import { useIsStation, useStationRegions } from '../queries.ts'

const PATH = '/v1/outstation-channel/stations'

/** Authorised stations by number, and the changes of their data that wait to be confirmed (OC-3.5.2). A station's own user comes to the own record at once. */
export default function Stations() {
  const { t } = useTranslation()
  const [params] = useSearchParams()
  const own = useIsStation()
  const one = useQuery({ queryKey: ['stations', 'own'], queryFn: () => get(PATH, { query: { limit: 2 } }), enabled: own })
  useTitle(t('nav.stations'))
  if (own && one.isPending) return <Bones lines={9} />
  if (own && one.data?.items.length === 1) return <Navigate to={`/stations/${one.data.items[0]!.id}`} replace />
  return <DeedStage>{params.get('what') === 'changes' ? <Changes /> : <List />}</DeedStage>
}

function What() {
  const { t } = useTranslation()
  const may = useMay()
  const [params, setParams] = useSearchParams()
  if (!may('contactChange.decide')) return null
  return <Segments label={t('station.show')} value={params.get('what') ?? 'list'} onChange={(next) => setParams(next === 'list' ? {} : { what: next })} options={[{ value: 'list', label: t('nav.stations') }, { value: 'changes', label: t('station.changes') }]} />
}

function List() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const address = useListAddress('stations', ['regionId', 'status', 'q'])
  const { filters, set } = address
  const columns = useColumns()
  const regions = useStationRegions()
  const choices: FilterChoice[] = [
    { key: 'regionId', label: t('station.field.region'), options: regions.slice(0, 20).map(({ id, name }) => ({ value: id, label: name })) },
    { key: 'status', label: t('column.status'), options: (['open', 'closed'] as const).map((value) => ({ value, label: t(`station.status.${value}`) })) },
  ]
  const tokens = tokensOf(filters, choices)
  const views = [{ name: t('station.view.all'), query: '' }, { name: t('station.status.open'), query: 'status=open' }, { name: t('station.status.closed'), query: 'status=closed' }, ...address.saved]
  useKeys({ 'shift+v': () => address.go(views[(views.findIndex((view) => view.query === address.view) + 1) % views.length]!.query) })
  const search = useCallback((q: string) => set('q', q), [set])
  return (
    <PagedList<AuthorisedStation>
      name="stations" label={t('nav.stations')} queryKey={['stations', filters]} columns={columns} rowKey={(row) => row.id} onOpen={(row) => void navigate(`/stations/${row.id}`)} hasViews ask={(cursor) => get(PATH, { query: { ...filters, limit: 50, cursor } })}
      empty={tokens.length > 0 || filters.q ? <NoMatch what={t('nav.stations')} conditions={tokens.length + (filters.q ? 1 : 0)} clear={() => address.go('')} /> : <EmptyState title={t('station.none')} text={t('station.noneText')} actions={<Open />} />}
    >
      <div className="page-head wrap"><h1>{t('nav.stations')}</h1><Clause id="OC-2.1" /><What /><span className="push"><Open /></span></div>
      <ViewTabs views={views} current={address.view} onPick={address.go} onSave={address.save} onDrop={address.drop} />
      <FilterBar search={filters.q ?? ''} placeholder={t('station.search')} onSearch={search} tokens={tokens} choices={choices} onSet={set} onClear={() => address.go('')} />
    </PagedList>
  )
}

function useColumns(): Column<AuthorisedStation>[] {
  const { t } = useTranslation()
  return [
    { key: 'number', title: t('station.field.number'), width: 120, fixed: true, render: (row) => <Link to={`/stations/${row.id}`}>{row.number}</Link> },
    { key: 'name', title: t('station.what'), render: (row) => <b>{row.name}</b> },
    { key: 'region', title: t('station.field.region'), render: (row) => row.regionName },
    { key: 'staff', title: t('station.staff'), render: (row) => row.staffName ?? <span className="danger">{t('station.nobody')}</span> },
    { key: 'operator', title: t('station.field.operator'), render: (row) => row.data.operator },
    { key: 'contact', title: t('station.field.contacts'), render: (row) => row.data.contacts[0] && `${row.data.contacts[0].name} ${row.data.contacts[0].phone}` },
    { key: 'repairers', title: t('station.field.repairers'), align: 'right', render: (row) => row.data.repairers },
    { key: 'address', title: t('station.field.address'), hiddenAtFirst: true, render: (row) => row.data.address },
    { key: 'openedOn', title: t('station.field.openedOn'), render: (row) => row.openedOn },
    { key: 'status', title: t('column.status'), render: (row) => <span className={row.status === 'closed' ? 'muted' : ''}>{t(`station.status.${row.status}`)}</span> },
  ]
}

function Open() {
  const { t } = useTranslation()
  const may = useMay()
  return may('station.write') ? <OpenButton title={t('station.open')} /> : null
}

function OpenButton({ title }: { title: string }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const units = (useUnits().data?.items ?? []).filter(({ kind }) => kind === 'station').map(({ id, name }) => ({ value: id, label: name }))
  const regions = useStationRegions().map(({ id, name, departmentName }) => ({ value: id, label: `${name} · ${departmentName}` }))
  return <DeedButton primary label={title} icon={<Plus size={15} />} deed={openStation(t, { units, regions, today: dateOf(serverNow()) }, (made) => void navigate(`/stations/${made.id}`))} />
}

const STATES = ['told', 'confirmed', 'rejected'] as const

function Changes() {
  const { t } = useTranslation()
  const formats = useFormats()
  const [params, setParams] = useSearchParams()
  const status = STATES.find((each) => each === params.get('status')) ?? 'told'
  return (
    <div className="page split-page">
      <div className="page-head wrap">
        <h1>{t('nav.stations')}</h1><Clause id="OC-3.5.2" /><What />
        <Segments label={t('column.status')} value={status} onChange={(next) => setParams({ what: 'changes', status: next })} options={STATES.map((value) => ({ value, label: t(`station.changeStatus.${value}`) }))} />
      </div>
      <SplitList<StationChange>
        label={t('station.changes')} icon={<Plus size={20} />} none={t('station.noChanges')} queryKey={['station-changes', status]} idOf={(row) => row.id} ask={(cursor) => get('/v1/outstation-channel/station-changes', { query: { status, limit: 50, cursor } })}
        line={(row) => <TwoLines head={row.stationName} tag={<span className="muted nowrap">{formats.at(row.toldAt)}</span>} sub={row.fields.map((field) => t(`station.field.${field}`)).join(t('mark.list'))} end={row.toldBy} />}
        detail={(row) => (
          <Panel title={<Link to={`/stations/${row.stationId}`}>{row.stationName}</Link>} extra={t(`station.changeStatus.${row.status}`)}>
            <div className="stack">
              <ChangedData change={row} />
              {row.status === 'told' && <Deeds permission="contactChange.decide" deeds={decideChange(t, row)} />}
            </div>
          </Panel>
        )}
      />
    </div>
  )
}
