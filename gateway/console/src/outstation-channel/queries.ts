import { useQuery } from '@tanstack/react-query'
import { get } from '../api/client.ts'
import { useUnits } from '../api/queries.ts'
import type { Unit } from '../api/types.ts'
import { whole } from '../api/whole.ts'
import type { Option } from '../components/form-fields.ts'
import { addDays, dateOf, mondayOf } from '../shell/formats.ts'
import { serverNow } from '../shell/server-clock.ts'
import { useMay, usePerson } from '../shell/session.ts'

const OC = '/v1/outstation-channel'
/** What forms and filters choose from changes seldom. */
const staleTime = 60_000

/** Open stations by number; a station's own users get their own alone. */
export const useStations = () => useQuery({ queryKey: ['stations', 'choice'], queryFn: () => whole((cursor) => get(`${OC}/stations`, { query: { status: 'open', limit: 200, cursor } })), staleTime }).data ?? []
export const useStationOptions = (): Option[] => useStations().map(({ id, number, name }) => ({ value: id, label: `${number} ${name}` }))
export const useSpareItems = () => useQuery({ queryKey: ['spare-items', 'choice'], queryFn: () => whole((cursor) => get(`${OC}/spare-items`, { query: { limit: 200, cursor } })), staleTime }).data ?? []
export const useOperators = (enabled: boolean) => useQuery({ queryKey: ['operators', 'choice'], queryFn: () => whole((cursor) => get(`${OC}/operators`, { query: { limit: 200, cursor } })), enabled, staleTime }).data ?? []
/** Outstation staff (驻外人员). */
export const useOutstationStaff = (enabled = true) => useQuery({ queryKey: ['outstation-staff', 'choice'], queryFn: () => whole((cursor) => get(`${OC}/staff`, { query: { limit: 200, cursor } })), enabled, staleTime }).data ?? []
/** Where each of those who are posted is; who is not among them has no posting. */
export const useActivePostings = () => useQuery({ queryKey: ['postings', 'active ones'], queryFn: () => whole((cursor) => get(`${OC}/postings`, { query: { status: 'active', limit: 200, cursor } })) }).data ?? []

/** What local sales told of the last four weeks, by region and model (OC-3.3.3): it feeds network layout and spare quantities. Nobody asks who may not read it. */
export function useTold() {
  const may = useMay()
  const to = mondayOf(dateOf(serverNow()))
  const from = addDays(to, -21)
  return useQuery({ queryKey: ['exchanges', 'figures', from, to], queryFn: () => get(`${OC}/exchanges/figures`, { query: { from, to } }), enabled: may('outstationStaff.read') || may('channelExchange.write'), staleTime }).data?.items ?? []
}

/** Somebody of a station, who sees that station and nothing else of the channel. */
export function useIsStation(): boolean {
  const may = useMay()
  return may('station.portal') && !may('station.read')
}

/** All regions that the person may see; there are as many as a map shows. */
export const useChannelRegions = () => useQuery({ queryKey: ['channel-regions'], queryFn: () => get(`${OC}/regions`) })

/** Regions to choose from; nobody asks who may not read them. */
export function useStationRegions() {
  const may = useMay()
  return useQuery({ queryKey: ['channel-regions', 'choice'], queryFn: () => get(`${OC}/regions`), enabled: may('channelRegion.read'), staleTime }).data?.items ?? []
}

/** Customer service departments (客服部): whose regions, people and stations they are. */
export function useDepartments(): Unit[] {
  const may = useMay()
  return (useUnits(may('unit.read')).data?.items ?? []).filter((unit) => unit.kind === 'department')
}

/** The one that is meant where nobody says which: where the person works, else the first. */
export function useDepartment(asked?: string | null): string | undefined {
  const { unitId } = usePerson().place
  const departments = useDepartments()
  return (departments.find(({ id }) => id === asked) ?? departments.find(({ id }) => id === unitId) ?? departments[0])?.id
}

/** OC-4.5: every region against the rules of staffing; today unless a day is named. */
export const useStaffing = (on = '') => useQuery({ queryKey: ['channel-staffing', on], queryFn: () => get(`${OC}/staffing`, { query: { on } }) })
