import { useSyncExternalStore } from 'react'
import { uploadPhoto } from '../../api/attachments.ts'
import { newKey, post, Problem } from '../../api/client.ts'
import type { WorkOrder } from '../../api/types.ts'
import { serverNow } from '../../shell/server-clock.ts'
import { renew, sessionState } from '../../shell/session.ts'
import { erase, readAll, write } from './store.ts'

export type FieldVerb = 'accept' | 'depart' | 'arrive' | 'handle' | 'repair' | 'no-access'

/** One tap that the server does not know yet. Its id is the Idempotency-Key, so sending twice changes nothing. */
export interface Waiting {
  id: string
  userId: string
  orderId: string
  title: string
  verb: FieldVerb
  note: string
  photos: Blob[]
  /** Ids of photos already uploaded, by their place in `photos`. */
  uploaded: string[]
  occurredAt: string
  refused: { message: string; clause: string | null; allowed: string[] } | null
}

/** Told of what the server made of a tap, before the tap is forgotten. */
export type Sent = (order: WorkOrder) => Promise<void>

let queue: Waiting[] = []
let draining = false
const listeners = new Set<() => void>()
const show = (next: Waiting[]) => {
  queue = next.toSorted((a, b) => a.occurredAt.localeCompare(b.occurredAt))
  listeners.forEach((listener) => listener())
}

/** Reads what a former visit left behind; only the taps of the person who is signed in. */
export async function loadQueue(): Promise<void> {
  const userId = sessionState().person?.user.id
  show((await readAll<Waiting>('queue')).filter((entry) => entry.userId === userId))
}

/** Keeps a tap first and sends it after; the device's time is what counts (R5), and it never runs backwards. */
export async function enqueue(tap: Pick<Waiting, 'orderId' | 'title' | 'verb' | 'note' | 'photos'>, sent: Sent): Promise<void> {
  const last = queue.at(-1)?.occurredAt
  const now = new Date(serverNow()).toISOString()
  const entry: Waiting = { ...tap, id: newKey(), userId: sessionState().person!.user.id, uploaded: [], occurredAt: last && last >= now ? new Date(Date.parse(last) + 1).toISOString() : now, refused: null }
  await write('queue', entry)
  show([...queue, entry])
  await drain(sent)
}

export async function discard(id: string): Promise<void> {
  await erase('queue', id)
  show(queue.filter((entry) => entry.id !== id))
}

export async function tryAgain(id: string, sent: Sent): Promise<void> {
  await replace(id, { refused: null })
  await drain(sent)
}

async function replace(id: string, change: Partial<Waiting>): Promise<void> {
  const entry = queue.find((each) => each.id === id)
  if (!entry) return
  const next = { ...entry, ...change }
  await write('queue', next)
  show(queue.map((each) => (each.id === id ? next : each)))
}

/** Sends in the order of the taps. No answer: stop and keep all. A refusal stays, with its reason, and holds its own order only. */
export async function drain(sent: Sent): Promise<void> {
  if (draining || queue.length === 0) return
  draining = true
  try {
    if (sessionState().phase === 'offline' && !(await renew())) return
    const blocked = new Set(queue.filter((entry) => entry.refused).map((entry) => entry.orderId))
    const next = () => queue.find((entry) => !blocked.has(entry.orderId))
    // Asked anew each time: a tap that comes while another is under way goes right after it.
    for (let entry = next(); entry; entry = next()) {
      try {
        await sent(await sendOne(entry))
        await discard(entry.id)
      } catch (problem) {
        if (!(problem instanceof Problem) || !problem.isRefusal) return
        blocked.add(entry.orderId)
        await replace(entry.id, { refused: { message: problem.message, clause: problem.clause, allowed: problem.allowed } })
      }
    }
  } finally {
    draining = false
  }
}

async function sendOne(entry: Waiting): Promise<WorkOrder> {
  const uploaded = [...entry.uploaded]
  for (let index = uploaded.length; index < entry.photos.length; index += 1) {
    uploaded.push((await uploadPhoto('utility-care', entry.photos[index]!, `${entry.verb}-${index + 1}.jpg`, `${entry.id}-${index}`)).id)
    await replace(entry.id, { uploaded })
  }
  const withEvidence = entry.verb === 'handle' || entry.verb === 'repair'
  return post<WorkOrder>(`/v1/utility-care/work-orders/${entry.orderId}/${entry.verb}`, { occurredAt: entry.occurredAt, ...(withEvidence || entry.verb === 'no-access' ? { note: entry.note } : {}), ...(withEvidence ? { attachmentIds: uploaded } : {}) }, { idempotencyKey: entry.id })
}

export const waitingCount = (): number => queue.length

export const useQueue = (): Waiting[] =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => queue,
  )
