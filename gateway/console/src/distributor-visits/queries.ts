import { useQuery } from '@tanstack/react-query'
import { get } from '../api/client.ts'
import { useUnits } from '../api/queries.ts'
import { usePerson } from '../shell/session.ts'

/** What a list chooses from; more regions than a company has. */
export const useRegions = () => useQuery({ queryKey: ['visit-regions', 'all'], queryFn: () => get('/v1/distributor-visits/regions', { query: { limit: 100 } }), staleTime: 60_000 }).data?.items ?? []

/** Business units (营业单位): whose customers they are. */
export const useBusinessUnits = () => (useUnits().data?.items ?? []).filter((unit) => unit.kind === 'business_unit')

/** What a form of customers chooses from; first of all the unit in which the person works. */
export function useAround() {
  const { unitId } = usePerson().place
  const units = useBusinessUnits()
  const regions = useRegions()
  return { units, regions, unitId: units.find((unit) => unit.id === unitId)?.id }
}
