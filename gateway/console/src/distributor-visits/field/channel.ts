import { cache } from '../../api/cache.ts'
import { get, newKey, post } from '../../api/client.ts'
import type { SyncResult, VisitDetail } from '../../api/types.ts'
import type { Channel, Outcome, Stuck, Waiting } from '../../field/channel.ts'
import { saidOf } from '../visits/said.ts'
import { recordLanded } from './day.ts'
import type { RecordBody } from './records.ts'

const DEVICE = 'luyue.device'
const SYNC = '/v1/distributor-visits/visits/sync'

/** This phone, for the server to tell two phones of one person apart. */
function deviceId(): string {
  const known = localStorage.getItem(DEVICE)
  if (known) return known
  localStorage.setItem(DEVICE, newKey())
  return deviceId()
}

/** What another phone of the same person wrote into the same slot. Two phones may have begun the same visit: it has the id of the first. */
async function theirs(recordId: string, otherId: string | undefined): Promise<Stuck['theirs']> {
  const day = await get('/v1/distributor-visits/visits/today').catch(() => null)
  for (const { visitId } of day?.visits.filter(({ conflicts }) => conflicts > 0) ?? []) {
    const visit = await get<VisitDetail>(`/v1/distributor-visits/visits/${visitId}`).catch(() => null)
    const other = visit?.records.some(({ id }) => id === recordId) && visit.records.find(({ id }) => id === otherId)
    if (visit && other) return { body: other.body, by: other.by, at: other.occurredAt, where: visit.id }
  }
  return null
}

async function outcomeOf(entry: Waiting<RecordBody>, { outcome, problem, conflictWith }: SyncResult): Promise<Outcome> {
  if (outcome === 'applied' || outcome === 'known') return { id: entry.id, outcome }
  const stuck: Stuck = { outcome, message: problem?.title ?? '', clause: problem?.clause ?? null, allowed: [], errors: problem?.errors ?? [], theirs: outcome === 'conflict' ? await theirs(entry.id, conflictWith) : null }
  return { id: entry.id, outcome, stuck }
}

/** What visitors record: fifty at a time. Only a check-in that was refused holds back the rest of its visit. */
export const visits: Channel<RecordBody> = {
  name: 'visits',
  files: 'distributor-visits',
  atOnce: 50,
  holds: ({ kind }) => kind === 'check_in',
  async send(entries) {
    const records = entries.map(({ id, record, kind, occurredAt, body, uploaded }) => ({ id, visitId: record, kind, occurredAt, body, attachmentIds: uploaded }))
    const { results } = await post<{ results: SyncResult[] }>(SYNC, { deviceId: deviceId(), records }, { idempotencyKey: newKey() })
    return Promise.all(results.map((result, index) => outcomeOf(entries[index]!, result)))
  },
  landed: (entry) => recordLanded(entry),
  nameOf: ({ kind }, t) => t(`visit.kind.${kind}`),
  /** Both records lie on the server: which of the two stands is said there. */
  async settle(entry, keep) {
    await post(`/v1/distributor-visits/visits/${entry.stuck!.theirs!.where}/records/${entry.id}/settle`, { keep: keep === 'mine' ? 'this' : 'other' })
    await cache.invalidateQueries({ queryKey: ['visit-day'] })
  },
  fieldsOf: (body, t) => saidOf(t, body),
}
