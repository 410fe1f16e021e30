import { useQuery } from '@tanstack/react-query'
import { useMay } from '../shell/session.ts'
import { get } from './client.ts'

// Queries that more than one room asks; the others stand beside their pages.

/** Counts of the built-in views, for tabs and menu; they stop at 1000. */
export function useCaseCounts(enabled = true) {
  const may = useMay()
  return useQuery({ queryKey: ['counts'], queryFn: () => get('/v1/utility-care/cases/counts'), enabled: enabled && may('case.read') })
}

/** How many messages nobody has read yet; the page of the inbox asks for the messages. */
export const useInbox = () => useQuery({ queryKey: ['inbox', 'unread'], queryFn: () => get('/v1/notification/inbox', { query: { limit: 1 } }) })

export const usePeople = (enabled = true) => useQuery({ queryKey: ['people'], queryFn: () => get('/v1/tenancy/users'), enabled, staleTime: 300_000 })
export const useUnits = (enabled = true) => useQuery({ queryKey: ['units'], queryFn: () => get('/v1/tenancy/units'), enabled, staleTime: 300_000 })
