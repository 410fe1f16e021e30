import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { get, Problem } from '../../api/client.ts'
import type { OrderStatus, Page, WorkOrder } from '../../api/types.ts'
import { sessionState } from '../../shell/session.ts'
import type { FieldVerb, Sent, Waiting } from './queue.ts'
import { readOne, write } from './store.ts'

const mine = () => sessionState().person?.user.id ?? ''

// Asks the server; without an answer the phone's own copy of the last time serves.
async function withCopy<T>(key: string, ask: () => Promise<T>): Promise<T> {
  try {
    const fresh = await ask()
    await write('copies', fresh, key)
    return fresh
  } catch (problem) {
    const gone = problem instanceof Problem && (problem.isOffline || problem.status === 401 || problem.status >= 500)
    const copy = gone ? await readOne<T>('copies', key) : undefined
    if (copy === undefined) throw problem
    return copy
  }
}

export const useMyOrders = () => useQuery({ queryKey: ['work-orders', 'mine'], queryFn: () => withCopy(`orders.${mine()}`, () => get('/v1/utility-care/work-orders', { query: { assignee: 'me', limit: 100 } })) })

export const useOrder = (id: string) =>
  useQuery({
    queryKey: ['work-order', id],
    queryFn: () =>
      withCopy(`order.${id}`, () => get<WorkOrder>(`/v1/utility-care/work-orders/${id}`)).catch(async (problem: unknown) => {
        const list = await readOne<Page<WorkOrder>>('copies', `orders.${mine()}`)
        const known = list?.items.find((order) => order.id === id)
        if (!known) throw problem
        return known
      }),
  })

const inPlace = (order: WorkOrder) => (page: Page<WorkOrder> | undefined) => page && { ...page, items: page.items.map((each) => (each.id === order.id ? order : each)) }

/**
 * Puts the server's answer to a tap where pages and copies look, then asks for the rest. Without it the button would offer the same
 * step once more in the moment between the tap's end and the next answer.
 */
export function useSent(): Sent {
  const queries = useQueryClient()
  return useCallback(
    async (order) => {
      const list = inPlace(order)(await readOne<Page<WorkOrder>>('copies', `orders.${mine()}`))
      await Promise.all([write('copies', order, `order.${order.id}`), list && write('copies', list, `orders.${mine()}`)])
      queries.setQueryData(['work-order', order.id], order)
      queries.setQueryData<Page<WorkOrder>>(['work-orders', 'mine'], inPlace(order))
      void queries.invalidateQueries({ queryKey: ['work-orders'] })
      void queries.invalidateQueries({ queryKey: ['work-order', order.id] })
    },
    [queries],
  )
}

const becomes: Record<FieldVerb, OrderStatus> = { accept: 'accepted', depart: 'on_the_way', arrive: 'on_site', handle: 'handled', repair: 'repaired', 'no-access': 'no_access' }

/** The order as the technician left it: what waits on the phone counts for the page already. */
export function withQueue(order: WorkOrder, queue: Waiting[]): WorkOrder {
  const own = queue.filter((entry) => entry.orderId === order.id && !entry.refused)
  const last = own.at(-1)
  if (!last) return order
  const milestones = own.map((entry) => ({ name: becomes[entry.verb], at: entry.occurredAt, by: '', recordedAt: '' }))
  return { ...order, status: becomes[last.verb], milestones: [...order.milestones, ...milestones] }
}

/** The one next tap of each state. */
export const nextVerb: Partial<Record<OrderStatus, FieldVerb>> = { assigned: 'accept', accepted: 'depart', on_the_way: 'arrive', on_site: 'handle', handled: 'repair', no_access: 'depart' }
export const isDone = (order: WorkOrder): boolean => ['repaired', 'closed', 'cancelled'].includes(order.status)
