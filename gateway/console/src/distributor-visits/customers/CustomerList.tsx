import { useQuery } from '@tanstack/react-query'
import { Plus, Star } from 'lucide-react'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate, useSearchParams } from 'react-router'
import { get } from '../../api/client.ts'
import type { VisitCustomer } from '../../api/types.ts'
import type { Column } from '../../components/DataTable.tsx'
import { DeedButton, DeedStage } from '../../components/DeedStage.tsx'
import { FilterBar, tokensOf, ViewTabs, type FilterChoice } from '../../components/ListParts.tsx'
import { PlaceMap } from '../../components/map/LazyMap.tsx'
import { PagedList } from '../../components/PagedList.tsx'
import { No, Segments } from '../../components/small.tsx'
import { Bones, EmptyState, Failure, NoMatch } from '../../components/states.tsx'
import { useListAddress } from '../../components/use-list-address.ts'
import { useTitle } from '../../components/use-title.ts'
import { useFormats } from '../../shell/formats.ts'
import { useKeys } from '../../shell/keys.ts'
import { useMay, usePerson } from '../../shell/session.ts'
import { GRADES_AND_NONE } from '../grades.ts'
import { useAround, useBusinessUnits, useRegions } from '../queries.ts'
import { register, TYPES } from './customer-deeds.ts'

const KEYS = ['unitId', 'regionId', 'type', 'grade', 'visitor', 'special', 'status', 'q']

/** Who is visited: by name, or where they are. Whoever has no visitor is found with one press (DV-4.0). */
export default function CustomerList() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [params, setParams] = useSearchParams()
  const address = useListAddress('visit-customers', KEYS)
  const { filters, set } = address
  useTitle(t('nav.visitCustomers'))
  const columns = useColumns()
  const choices = useChoices()
  const tokens = tokensOf(filters, choices)
  const views = [{ name: t('visitCustomer.view.all'), query: '' }, { name: t('visitCustomer.view.mine'), query: 'visitor=me' }, { name: t('visitCustomer.view.nobody'), query: 'visitor=none' }, { name: t('visitCustomer.view.ungraded'), query: 'grade=none' }, { name: t('visitCustomer.view.special'), query: 'special=1' }, { name: t('visitCustomer.view.closed'), query: 'status=closed' }, ...address.saved]
  useKeys({ 'shift+v': () => address.go(views[(views.findIndex((view) => view.query === address.view) + 1) % views.length]!.query) })
  const search = useCallback((q: string) => set('q', q), [set])
  const asMap = params.get('as') === 'map'
  const head = (
    <>
      <div className="page-head">
        <h1>{t('nav.visitCustomers')}</h1>
        <Segments label={t('list.views')} value={asMap ? 'map' : 'list'} onChange={(as) => setParams((before) => { const next = new URLSearchParams(before); if (as === 'map') next.set('as', 'map'); else next.delete('as'); return next })} options={[{ value: 'list', label: t('visitCustomer.asList') }, { value: 'map', label: t('map.map') }]} />
        <span className="push row wrap"><Import /><Register /></span>
      </div>
      <ViewTabs views={views} current={address.view} onPick={address.go} onSave={address.save} onDrop={address.drop} />
      <FilterBar search={filters.q ?? ''} placeholder={t('visitCustomer.search')} onSearch={search} tokens={tokens} choices={choices} onSet={set} onClear={() => address.go('')} />
    </>
  )
  return (
    <DeedStage>
      {asMap ? (
        <div className="list"><div className="list-head">{head}</div><div className="list-body"><Places filters={filters} /></div></div>
      ) : (
        <PagedList
          name="visit-customers" label={t('nav.visitCustomers')} queryKey={['visit-customers', filters]} columns={columns} rowKey={(row) => row.id} onOpen={(row) => void navigate(`/visit-customers/${row.id}`)} hasViews
          ask={(cursor) => get('/v1/distributor-visits/customers', { query: { ...filters, limit: 50, cursor } })}
          empty={tokens.length > 0 || filters.q ? <NoMatch what={t('nav.visitCustomers')} conditions={tokens.length + (filters.q ? 1 : 0)} clear={() => address.go('')} /> : <EmptyState title={t('visitCustomer.none')} text={t('visitCustomer.noneText')} actions={<><Register /><Import /></>} />}
        >
          {head}
        </PagedList>
      )}
    </DeedStage>
  )
}

function Register() {
  const { t } = useTranslation()
  const may = useMay()
  const navigate = useNavigate()
  const around = useAround()
  return may('visitCustomer.write') ? <DeedButton primary icon={<Plus size={15} />} deed={register(t, around, (made) => void navigate(`/visit-customers/${made.id}`))} /> : null
}

function Import() {
  const { t } = useTranslation()
  const may = useMay()
  return may('visitCustomer.write') ? <><Link className="btn" to="/visit-customers/import">{t('visitCustomer.import')}</Link><Link className="btn" to="/visit-customers/purchases">{t('visitPurchase.import')}</Link></> : null
}

/** Those with coordinates, narrowed by what a map can show of the conditions. */
function Places({ filters }: { filters: Record<string, string> }) {
  const { t } = useTranslation()
  const me = usePerson().user.id
  const { unitId, regionId, type, grade, visitor } = filters
  const query = useQuery({ queryKey: ['visit-customers', 'points', unitId, regionId], queryFn: () => get('/v1/distributor-visits/customers/points', { query: { unitId, regionId } }) })
  if (query.isPending) return <Bones />
  if (query.isError) return <Failure problem={query.error} what={t('nav.visitCustomers')} retry={() => void query.refetch()} />
  const fits = (point: (typeof query.data.items)[number]) =>
    (!type || point.type === type) && (!grade || (point.grade ?? 'none') === grade) && (!visitor || (visitor === 'none' ? !point.visitorUserId : point.visitorUserId === (visitor === 'me' ? me : visitor)))
  const points = query.data.items.filter(fits).map((point) => ({ ...point, mark: point.grade ?? '', note: t(`visitCustomer.type.${point.type}`), to: `/visit-customers/${point.id}`, ...(point.visitorUserId === null && { tone: 'faint' as const }) }))
  if (points.length === 0) return <EmptyState title={t('visitCustomer.noPlaces')} text={t('visitCustomer.noPlacesText')} />
  return <div className="page tall-map"><PlaceMap label={t('nav.visitCustomers')} points={points} /></div>
}

function useChoices(): FilterChoice[] {
  const { t } = useTranslation()
  const units = useBusinessUnits()
  const regions = useRegions()
  const of = (key: string, label: string, values: [string, string][]): FilterChoice => ({ key, label, options: values.map(([value, word]) => ({ value, label: word })) })
  return [
    of('type', t('visitCustomer.field.type'), TYPES.map((value) => [value, t(`visitCustomer.type.${value}`)])),
    of('grade', t('visitCustomer.grade'), GRADES_AND_NONE.map((value) => [value, value === 'none' ? t('visitCustomer.ungraded') : value])),
    of('visitor', t('visitCustomer.visitor'), [['me', t('visitCustomer.me')], ['none', t('visitCustomer.nobody')]]),
    of('special', t('visitCustomer.special'), [['1', t('visitCustomer.special')]]),
    of('regionId', t('visitCustomer.field.regionId'), regions.slice(0, 20).map((region) => [region.id, region.name])),
    ...(units.length > 1 ? [of('unitId', t('column.unit'), units.slice(0, 12).map((unit) => [unit.id, unit.name]))] : []),
    of('status', t('column.status'), [['closed', t('visitCustomer.status.closed')]]),
  ]
}

function useColumns(): Column<VisitCustomer>[] {
  const { t } = useTranslation()
  const formats = useFormats()
  return [
    { key: 'number', title: t('column.number'), fixed: true, width: 132, render: (row) => <No number={row.number} to={`/visit-customers/${row.id}`} /> },
    { key: 'name', title: t('visitCustomer.field.name'), fixed: true, render: (row) => <>{row.name} {row.specialReason && <Star size={13} aria-label={t('visitCustomer.special')} />}</> },
    { key: 'type', title: t('visitCustomer.field.type'), render: (row) => formats.words(row.typeName) },
    { key: 'grade', title: t('visitCustomer.grade'), render: (row) => row.grade ?? <span className="muted">{t('visitCustomer.ungraded')}</span> },
    { key: 'visitor', title: t('visitCustomer.visitor'), render: (row) => row.visitorName ?? <b>{t('visitCustomer.nobody')}</b> },
    { key: 'lastVisit', title: t('visitCustomer.lastVisit'), render: (row) => row.lastVisitOn ?? <span className="muted">{t('visitCustomer.neverVisited')}</span> },
    { key: 'region', title: t('visitCustomer.field.regionId'), render: (row) => row.regionName ?? '—' },
    { key: 'city', title: t('visitCustomer.field.city'), render: (row) => row.city },
    { key: 'address', title: t('visitCustomer.field.address'), render: (row) => row.address },
    { key: 'unit', title: t('column.unit'), hiddenAtFirst: true, render: (row) => row.unitName },
    { key: 'registered', title: t('visitCustomer.registeredAt'), hiddenAtFirst: true, render: (row) => formats.date(row.registeredAt) },
  ]
}
