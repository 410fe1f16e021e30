import { useQuery } from '@tanstack/react-query'
import { useMay } from '../shell/session.ts'
import { get } from './client.ts'
import type { InboxItem, Page } from './types.ts'

// Queries that more than one room asks; the others stand beside their pages.

/** Counts of the built-in views, for tabs and menu; they stop at 1000. */
export function useCaseCounts(enabled = true) {
  const may = useMay()
  return useQuery({ queryKey: ['counts'], queryFn: () => get('/v1/utility-care/cases/counts'), enabled: enabled && may('case.read') })
}

export type InboxPage = Page<InboxItem> & { unread: number }
export const useInbox = (unreadOnly = false) => useQuery({ queryKey: ['inbox', unreadOnly], queryFn: () => get('/v1/notification/inbox', { query: { unread: unreadOnly || undefined, limit: 50 } }) })

export const usePeople = (enabled = true) => useQuery({ queryKey: ['people'], queryFn: () => get('/v1/tenancy/users'), enabled, staleTime: 300_000 })
export const useUnits = (enabled = true) => useQuery({ queryKey: ['units'], queryFn: () => get('/v1/tenancy/units'), enabled, staleTime: 300_000 })
