import { post } from '../../api/client.ts'
import type { WorkOrder } from '../../api/types.ts'
import type { Channel } from '../../field/channel.ts'
import { landed } from './orders.ts'

export type FieldVerb = 'accept' | 'depart' | 'arrive' | 'handle' | 'repair' | 'no-access'
export interface Tap { verb: FieldVerb; note: string }

/** The taps of a technician: one after the other, because each step of an order stands on the one before. */
export const workOrders: Channel<Tap> = {
  name: 'work-orders',
  files: 'utility-care',
  atOnce: 1,
  holds: () => true,
  async send(entries) {
    const [entry] = entries
    const { verb, note } = entry!.body
    const evidence = verb === 'handle' || verb === 'repair'
    const body = { occurredAt: entry!.occurredAt, ...(evidence || verb === 'no-access' ? { note } : {}), ...(evidence ? { attachmentIds: entry!.uploaded } : {}) }
    return [{ id: entry!.id, outcome: 'applied', answer: await post<WorkOrder>(`/v1/utility-care/work-orders/${entry!.record}/${verb}`, body, { idempotencyKey: entry!.id }) }]
  },
  landed: (_entry, order) => landed(order as WorkOrder),
  nameOf: ({ body }, t) => t(`phone.tap.${body.verb}`),
}
