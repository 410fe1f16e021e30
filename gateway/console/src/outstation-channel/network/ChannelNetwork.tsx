import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { get } from '../../api/client.ts'
import { BarChart } from '../../components/charts/BarChart.tsx'
import { LineChart } from '../../components/charts/LineChart.tsx'
import { PlaceMap } from '../../components/map/LazyMap.tsx'
import { Clause, Panel } from '../../components/small.tsx'
import { Bones, EmptyState, Failure } from '../../components/states.tsx'
import { useReadOn } from '../../components/use-read-on.ts'
import { useTitle } from '../../components/use-title.ts'
import { useFormats } from '../../shell/formats.ts'
import { orNothing, wholeOnly } from '../goods/around.ts'
import { Indicator, Shown, useShown } from '../goods/parts.tsx'
import { useTold } from '../queries.ts'
import { lastMonths } from '../../shell/months.ts'

/** Where stations stand against what regions sell, where one is missing, and how it went (OC-2.1). A region chosen narrows map and pictures. */
export default function ChannelNetwork() {
  const { t } = useTranslation()
  const formats = useFormats()
  const { id, set } = useShown(['network'] as const)
  const region = id('region')
  const months = lastMonths(12).toReversed()
  const names = months.map(formats.monthShort)
  const told = useTold()
  const toldOf = (regionId: string): number | null => { const own = told.filter((each) => each.regionId === regionId); return own.length ? own.reduce((sum, { sold }) => sum + sold, 0) : null }
  useTitle(t('nav.channelNetwork'))
  return (
    <div className="page stack">
      <div className="page-head wrap">
        <h1>{t('nav.channelNetwork')}</h1><Clause id="OC-2.1" />
        {region && <button type="button" className="btn" onClick={() => set('region', '')}>{t('network.allRegions')}</button>}
      </div>
      <Indicator
        title={t('network.byRegion')} clause="OC-2.1" name={['network']} none={t('network.none')} note={t('network.note')} ask={() => get('/v1/outstation-channel/stations/network')} rowKey={(row) => row.regionId}
        columns={[
          { title: t('goods.region'), left: true, cell: (row) => <button type="button" className="linkish" aria-pressed={row.regionId === region} onClick={() => set('region', row.regionId === region ? '' : row.regionId)}>{row.regionId === region ? <b>{row.regionName}</b> : row.regionName}</button> },
          { title: t('network.stations'), cell: (row) => formats.count(row.stations) }, { title: t('network.unitsSold'), cell: (row) => formats.count(row.unitsSold) }, { title: t('network.perStation'), cell: (row) => (row.unitsPerStation === null ? '—' : formats.count(row.unitsPerStation)) }, { title: t('network.gap'), left: true, cell: (row) => row.gap && <b className="danger">{t('network.isGap')}</b> }, { title: t('network.told'), cell: (row) => { const sold = toldOf(row.regionId); return sold === null ? '—' : formats.count(sold) } },
        ]}
      />
      <Indicator
        title={t('network.byMonth')} clause="OC-2.1" name={['network', 'months']} none={t('network.none')} ask={() => get('/v1/outstation-channel/stations/network/months', { query: { from: months[0]!, to: months.at(-1)! } })} rowKey={(row) => `${row.regionId}${row.month}`} columns={[]}
        chart={(rows) => {
          const sum = (key: 'stations' | 'unitsSold') => months.map((month) => rows.reduce((total, row) => total + (row.month === month && (!region || row.regionId === region) ? row[key] : 0), 0))
          return (
            <div className="charts">
              <Shown title={t('network.stations')}><LineChart label={t('network.stations')} categories={names} series={[{ name: t('network.stations'), values: sum('stations') }]} format={wholeOnly(formats.count)} /></Shown>
              <Shown title={t('network.soldInMonth')}><BarChart label={t('network.soldInMonth')} categories={names} series={[{ name: t('network.soldInMonth'), values: orNothing(sum('unitsSold')) }]} format={wholeOnly(formats.count)} /></Shown>
            </div>
          )
        }}
      />
      <Places region={region} />
    </div>
  )
}

/** Every station on the map: all pages of them, one after the other. */
function Places({ region }: { region: string }) {
  const { t } = useTranslation()
  const query = useInfiniteQuery({ queryKey: ['stations', 'places', region], queryFn: ({ pageParam }) => get('/v1/outstation-channel/stations', { query: { ...(region && { regionId: region }), limit: 200, cursor: pageParam } }), initialPageParam: '', getNextPageParam: (page) => page.nextCursor })
  useReadOn(query)
  const stations = query.data?.pages.flatMap((page) => page.items) ?? []
  const points = stations.map((station) => ({
    id: station.id, name: station.name, to: `/stations/${station.id}`, note: [station.regionName, station.staffName ?? t('network.nobody')].join(' · '), ...(station.data.latitude !== null && station.data.longitude !== null && { latitude: station.data.latitude, longitude: station.data.longitude }), ...(station.status === 'closed' && { tone: 'faint' as const }),
  }))
  const unplaced = points.length > 0 && points.every((point) => !('latitude' in point))
  return (
    <Panel title={t('network.map')} extra={<Link to="/stations">{t('nav.stations')}</Link>}>
      {query.isPending && <Bones lines={3} />}
      {query.isError && <Failure problem={query.error} what={t('network.map')} retry={() => void query.refetch()} />}
      {query.isSuccess && points.length === 0 && <EmptyState title={t('network.noStations')} />}
      {unplaced && <EmptyState title={t('network.noPlaces')} text={t('network.noPlacesText')} />}
      {points.length > 0 && !unplaced && <PlaceMap label={t('network.map')} points={points} />}
    </Panel>
  )
}
