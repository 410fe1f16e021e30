import { useQuery } from '@tanstack/react-query'
import { get } from '../../api/client.ts'
import type { Option } from '../../components/form-fields.ts'
import { dateOf, type Formats } from '../../shell/formats.ts'
import { serverNow } from '../../shell/server-clock.ts'
import { useMay } from '../../shell/session.ts'

/** What forms and filters choose from: open stations by number; a station's own users get their own alone. */
export const useStations = () => useQuery({ queryKey: ['stations', 'all'], queryFn: () => get('/v1/outstation-channel/stations', { query: { status: 'open', limit: 200 } }), staleTime: 60_000 }).data?.items ?? []

export const useStationOptions = (): Option[] => useStations().map(({ id, number, name }) => ({ value: id, label: `${number} ${name}` }))

/** Somebody of a station, who sees that station and nothing else of the channel. */
export function useIsStation(): boolean {
  const may = useMay()
  return may('station.portal') && !may('station.read')
}

/** Regions of the channel; nobody asks who may not read them. */
export function useStationRegions() {
  const may = useMay()
  return useQuery({ queryKey: ['channel-regions', 'choice'], queryFn: () => get('/v1/outstation-channel/regions'), enabled: may('channelRegion.read'), staleTime: 60_000 }).data?.items ?? []
}

/** Customer service departments (客服部), by their regions. */
export const useDepartments = (): Option[] => [...new Map(useStationRegions().map((region) => [region.departmentUnitId, { value: region.departmentUnitId, label: region.departmentName }])).values()]

/** YYYY-MM of the months up to this one, the present one first; `skip` leaves the latest out. */
export function lastMonths(count: number, skip = 0): string[] {
  const [year, month] = dateOf(serverNow()).split('-').map(Number) as [number, number]
  return Array.from({ length: count }, (_, back) => new Date(Date.UTC(year, month - 1 - back - skip, 1)).toISOString().slice(0, 7))
}

export const monthOptions = (formats: Formats, count: number, skip = 0): Option[] => lastMonths(count, skip).map((value) => ({ value, label: formats.month(value) }))
