import { useQuery } from '@tanstack/react-query'
import { get } from '../api/client.ts'
import { usePerson } from '../shell/session.ts'

/** Outstation staff to choose from; more than a department has. */
export const useOutstationStaff = () => useQuery({ queryKey: ['outstation-staff', 'choice'], queryFn: () => get('/v1/outstation-channel/staff', { query: { limit: 100 } }), staleTime: 60_000 }).data?.items ?? []

/** The reader's own employment, if they are one of them. */
export function useOwnStaff() {
  const me = usePerson().user.id
  return useOutstationStaff().find(({ userId }) => userId === me)
}
