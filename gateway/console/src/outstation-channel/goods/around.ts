import { useQuery } from '@tanstack/react-query'
import { get } from '../../api/client.ts'
import { useUnits } from '../../api/queries.ts'
import type { Unit } from '../../api/types.ts'
import { dateOf } from '../../shell/formats.ts'
import { serverNow } from '../../shell/server-clock.ts'
import { useMay, usePerson } from '../../shell/session.ts'

/** What lists choose from; a station's own users know their own station alone. */
export const useStations = () => useQuery({ queryKey: ['stations', 'choice'], queryFn: () => get('/v1/outstation-channel/stations', { query: { limit: 200 } }), staleTime: 60_000 }).data?.items ?? []
export const useSpareItems = () => useQuery({ queryKey: ['spare-items', 'choice'], queryFn: () => get('/v1/outstation-channel/spare-items', { query: { limit: 200 } }), staleTime: 60_000 }).data?.items ?? []
export const useOperators = (enabled: boolean) => useQuery({ queryKey: ['operators', 'choice'], queryFn: () => get('/v1/outstation-channel/operators', { query: { limit: 200 } }), enabled, staleTime: 60_000 }).data?.items ?? []

/** Customer service departments (客服部), first of all the one in which the person works. */
export function useDepartments(): { departments: Unit[]; departmentId: string | undefined } {
  const may = useMay()
  const { unitId } = usePerson().place
  const departments = (useUnits(may('unit.read')).data?.items ?? []).filter((unit) => unit.kind === 'department')
  return { departments, departmentId: (departments.find((unit) => unit.id === unitId) ?? departments[0])?.id }
}

/** What is counted has no halves: marks between whole numbers stay without a word. */
export const wholeOnly = (format: (value: number) => string) => (value: number) => (Number.isInteger(value) ? format(value) : '')

/** Bars of nothing at all are said, not drawn. */
export const orNothing = (values: number[]): (number | null)[] => (values.some((value) => value !== 0) ? values : values.map(() => null))

/** The last so many months up to this one, YYYY-MM in the tenant's zone, the oldest first. */
export function lastMonths(count: number): string[] {
  const [year, month] = dateOf(serverNow()).split('-').map(Number)
  return Array.from({ length: count }, (_, index) => new Date(Date.UTC(year!, month! - count + index, 1)).toISOString().slice(0, 7))
}
