import { useSyncExternalStore } from 'react'
import { uploadPhoto } from '../api/attachments.ts'
import { newKey, Problem } from '../api/client.ts'
import { renew, sessionState } from '../shell/session.ts'
import type { Channel, Outcome, Stuck, Waiting } from './channel.ts'
import { stamp } from './clock.ts'
import { rememberPhotos } from './photos.ts'
import { erase, readAll, write } from './store.ts'

const channels = new Map<string, Channel>()
let queue: Waiting[] = []
let draining = false
const listeners = new Set<() => void>()
const show = (next: Waiting[]) => {
  queue = next.toSorted((a, b) => a.seq - b.seq)
  listeners.forEach((listener) => listener())
}

/** A section's way to send; what waits for a channel that is not known yet waits on. */
export function connect(channel: Channel): void {
  channels.set(channel.name, channel)
}
export const channelOf = (entry: Waiting): Channel | undefined => channels.get(entry.channel)

const here = () => {
  const { person } = sessionState()
  return { userId: person?.user.id ?? '', tenantId: person?.place.tenantId ?? '' }
}

/** Reads what a former visit left behind; only what the person who is signed in did in this place. */
export async function loadQueue(): Promise<void> {
  const { userId, tenantId } = here()
  show((await readAll<Waiting>('queue')).filter((entry) => entry.userId === userId && entry.tenantId === tenantId))
}

/** Keeps it first and sends it after; the time is that of the phone (R5). */
export async function enqueue<B>(done: Pick<Waiting<B>, 'channel' | 'record' | 'title' | 'kind' | 'body'> & Partial<Pick<Waiting<B>, 'photos' | 'occurredAt'>>): Promise<Waiting<B>> {
  const entry: Waiting<B> = { photos: [], occurredAt: stamp(), ...done, ...here(), id: newKey(), uploaded: [], seq: Math.max(Date.now(), (queue.at(-1)?.seq ?? 0) + 1), stuck: null }
  await write('queue', entry)
  show([...queue, entry])
  await rememberPhotos(entry)
  void drain()
  return entry
}

export async function discard(id: string): Promise<void> {
  await erase('queue', id)
  show(queue.filter((entry) => entry.id !== id))
}

export async function tryAgain(id: string): Promise<void> {
  await replace(id, { stuck: null })
  await drain()
}

/** Of a conflict: the person says which of the two stands, and the server is told. Throws where it cannot be. */
export async function settle(id: string, keep: 'mine' | 'theirs'): Promise<void> {
  const entry = queue.find((each) => each.id === id)
  if (!entry) return
  await channelOf(entry)?.settle?.(entry, keep)
  await discard(id)
  await drain()
}

async function replace(id: string, change: Partial<Waiting>): Promise<void> {
  const entry = queue.find((each) => each.id === id)
  if (!entry) return
  const next = { ...entry, ...change }
  await write('queue', next)
  show(queue.map((each) => (each.id === id ? next : each)))
}

/** Sends in the order in which things were done. No answer: stop and keep all. What is refused stays, with its reason, and holds its own record only. */
export async function drain(): Promise<void> {
  if (draining || queue.length === 0) return
  draining = true
  try {
    if (sessionState().phase === 'offline' && !(await renew())) return
    let onlyOne = false
    // Asked anew each time: what is done while another is under way goes right after it.
    for (let [channel, batch] = nextBatch(onlyOne); channel && batch.length > 0; [channel, batch] = nextBatch(onlyOne)) {
      const outcomes = await attempt(channel, batch)
      if (outcomes === 'no answer') return
      // One of several is wrong in itself: sent one by one, the others are not held by it.
      onlyOne = outcomes === 'split'
      if (outcomes !== 'split') for (const outcome of outcomes) await conclude(channel, outcome)
    }
  } finally {
    draining = false
  }
}

function nextBatch(onlyOne: boolean): [Channel | null, Waiting[]] {
  const held = new Set(queue.filter((entry) => entry.stuck && (channelOf(entry)?.holds(entry) ?? true)).map((entry) => entry.record))
  const ready = queue.filter((entry) => !entry.stuck && !held.has(entry.record) && channels.has(entry.channel))
  const channel = ready[0] ? channelOf(ready[0])! : null
  const others = ready.findIndex((entry) => entry.channel !== channel?.name)
  return [channel, ready.slice(0, Math.min(onlyOne ? 1 : (channel?.atOnce ?? 0), others < 0 ? ready.length : others))]
}

async function attempt(channel: Channel, batch: Waiting[]): Promise<Outcome[] | 'split' | 'no answer'> {
  try {
    const sent: Waiting[] = []
    for (const entry of batch) sent.push(await withPhotos(channel, entry))
    return await channel.send(sent)
  } catch (problem) {
    if (!(problem instanceof Problem) || !problem.isRefusal) return 'no answer'
    return batch.length > 1 ? 'split' : [{ id: batch[0]!.id, outcome: 'refused', stuck: stuckBy(problem) }]
  }
}

export const stuckBy = ({ message, clause, allowed, errors }: Pick<Problem, 'message' | 'clause' | 'allowed' | 'errors'>): Stuck => ({ outcome: 'refused', message, clause, allowed, errors, theirs: null })

/** The entry with its photos on the server; each is noted as soon as it is there, so that a dead connection costs one photo at most. */
async function withPhotos(channel: Channel, entry: Waiting): Promise<Waiting> {
  const uploaded = [...entry.uploaded]
  for (let index = uploaded.length; index < entry.photos.length; index += 1) {
    uploaded.push((await uploadPhoto(channel.files, entry.photos[index]!.blob, `${entry.kind}-${index + 1}.${entry.photos[index]!.blob.type === 'image/png' ? 'png' : 'jpg'}`, `${entry.id}-${index}`)).id)
    await replace(entry.id, { uploaded })
  }
  return { ...entry, uploaded }
}

async function conclude(channel: Channel, { id, outcome, stuck, answer }: Outcome): Promise<void> {
  const entry = queue.find((each) => each.id === id)
  if (!entry) return
  if (outcome === 'refused' || outcome === 'conflict') return replace(id, { stuck: stuck ?? null })
  await channel.landed(entry, answer)
  await discard(id)
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
