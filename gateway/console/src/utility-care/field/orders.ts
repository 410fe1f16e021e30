import { useQuery } from '@tanstack/react-query'
import { cache } from '../../api/cache.ts'
import { get } from '../../api/client.ts'
import type { OrderStatus, Page, WorkOrder } from '../../api/types.ts'
import type { Waiting } from '../../field/channel.ts'
import { copyOf, keepCopy, withCopy } from '../../field/copies.ts'
import type { FieldVerb, Tap } from './channel.ts'

type Orders = Page<WorkOrder>

export const useMyOrders = () => useQuery({ queryKey: ['work-orders', 'mine'], queryFn: () => withCopy('orders', () => get('/v1/utility-care/work-orders', { query: { assignee: 'me', limit: 100 } })) })

export const useOrder = (id: string) =>
  useQuery({
    queryKey: ['work-order', id],
    queryFn: () =>
      withCopy(`order.${id}`, () => get<WorkOrder>(`/v1/utility-care/work-orders/${id}`)).catch(async (problem: unknown) => {
        const known = (await copyOf<Orders>('orders'))?.items.find((order) => order.id === id)
        if (!known) throw problem
        return known
      }),
  })

const inPlace = (order: WorkOrder) => (page: Orders | undefined) => page && { ...page, items: page.items.map((each) => (each.id === order.id ? order : each)) }

/**
 * Puts the server's answer to a tap where pages and copies look, then asks for the rest. Without it the button would offer the same
 * step once more in the moment between the tap's end and the next answer.
 */
export async function landed(order: WorkOrder): Promise<void> {
  const list = inPlace(order)(await copyOf<Orders>('orders'))
  await Promise.all([keepCopy(`order.${order.id}`, order), list && keepCopy('orders', list)])
  cache.setQueryData(['work-order', order.id], order)
  cache.setQueryData<Orders>(['work-orders', 'mine'], inPlace(order))
  void cache.invalidateQueries({ queryKey: ['work-orders'] })
  void cache.invalidateQueries({ queryKey: ['work-order', order.id] })
}

const becomes: Record<FieldVerb, OrderStatus> = { accept: 'accepted', depart: 'on_the_way', arrive: 'on_site', handle: 'handled', repair: 'repaired', 'no-access': 'no_access' }

/** The order as the technician left it: what waits on the phone counts for the page already. */
export function withQueue(order: WorkOrder, queue: Waiting[]): WorkOrder {
  const own = queue.filter((entry) => entry.record === order.id && !entry.stuck) as Waiting<Tap>[]
  const last = own.at(-1)
  if (!last) return order
  const milestones = own.map((entry) => ({ name: becomes[entry.body.verb], at: entry.occurredAt, by: '', recordedAt: '' }))
  return { ...order, status: becomes[last.body.verb], milestones: [...order.milestones, ...milestones] }
}

/** The one next tap of each state. */
export const nextVerb: Partial<Record<OrderStatus, FieldVerb>> = { assigned: 'accept', accepted: 'depart', on_the_way: 'arrive', on_site: 'handle', handled: 'repair', no_access: 'depart' }
export const isDone = (order: WorkOrder): boolean => ['repaired', 'closed', 'cancelled'].includes(order.status)
