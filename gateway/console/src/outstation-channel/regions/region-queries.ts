import { useQuery } from '@tanstack/react-query'
import { get } from '../../api/client.ts'
import { useUnits } from '../../api/queries.ts'
import { usePerson } from '../../shell/session.ts'

/** All regions that the person may see; there are as many as a map shows. */
export const useChannelRegions = () => useQuery({ queryKey: ['channel-regions'], queryFn: () => get('/v1/outstation-channel/regions') })

/** Customer service departments (客服部): whose regions and people they are. */
export const useDepartments = () => (useUnits().data?.items ?? []).filter((unit) => unit.kind === 'department')

/** The one that is meant where nobody says which: where the person works, else the first. */
export function useDepartment(asked?: string | null): string | undefined {
  const { unitId } = usePerson().place
  const departments = useDepartments()
  return (departments.find(({ id }) => id === asked) ?? departments.find(({ id }) => id === unitId) ?? departments[0])?.id
}

/** OC-4.5: every region against the rules of staffing; today unless a day is named. */
export const useStaffing = (on = '') => useQuery({ queryKey: ['channel-staffing', on], queryFn: () => get('/v1/outstation-channel/staffing', { query: { on } }) })

/** The month of that day and those before it, `YYYY-MM`. */
export function monthsBack(day: string, count: number): string[] {
  const [year, month] = day.split('-').map(Number)
  return Array.from({ length: count }, (_, back) => new Date(Date.UTC(year!, month! - 1 - back, 1)).toISOString().slice(0, 7))
}
