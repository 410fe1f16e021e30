import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { get } from '../../api/client.ts'
import { PlaceMap } from '../../components/map/LazyMap.tsx'
import { Bones, EmptyState, Failure } from '../../components/states.tsx'
import { useReadOn } from '../../components/use-read-on.ts'
import { useMay } from '../../shell/session.ts'
import { useChannelRegions } from '../queries.ts'

/** A region lies where its stations are: the middle of those with coordinates, joined to the regions beside it. */
export function RegionMap() {
  const { t } = useTranslation()
  const may = useMay()
  const regions = useChannelRegions()
  const stations = useInfiniteQuery({ queryKey: ['stations', 'all'], queryFn: ({ pageParam }) => get('/v1/outstation-channel/stations', { query: { limit: 200, cursor: pageParam } }), initialPageParam: '', getNextPageParam: (page) => page.nextCursor, enabled: may('station.read') })
  useReadOn(stations)
  if (regions.isPending || stations.isLoading) return <Bones />
  if (regions.isError || stations.isError) return <Failure problem={regions.error ?? stations.error} what={t('nav.channelRegions')} retry={() => { void regions.refetch(); void stations.refetch() }} />
  const all = stations.data?.pages.flatMap((page) => page.items) ?? []
  const points = regions.data.items.map((region) => {
    const places = all.filter(({ regionId, data }) => regionId === region.id && data.latitude !== null && data.longitude !== null).map(({ data }) => data)
    const middle = (of: 'latitude' | 'longitude') => places.reduce((sum, place) => sum + place[of]!, 0) / places.length
    return {
      id: region.id, name: region.name, mark: region.staffedAs ? String(region.staffedAs) : '', note: [t(`channelRegion.class.${region.inForce?.class ?? 0}`), region.oneStop && t('channelRegion.oneStop')].filter(Boolean).join(t('mark.list')), to: `/channel-regions?id=${region.id}`,
      ...(places.length > 0 && { latitude: middle('latitude'), longitude: middle('longitude') }),
    }
  })
  if (points.every((point) => !('latitude' in point))) return <EmptyState title={t('channelRegion.noPlaces')} text={t('channelRegion.noPlacesText')} />
  const links = regions.data.items.flatMap((region) => region.neighbourIds.filter((id) => id > region.id).map((id): [string, string] => [region.id, id]))
  return <div className="tall-map"><PlaceMap label={t('nav.channelRegions')} points={points} links={links} /></div>
}
