import { useQuery } from '@tanstack/react-query'
import { cache } from '../../api/cache.ts'
import { get } from '../../api/client.ts'
import type { BusinessTrip, ChannelExchange, ObligationView, ReachCall, ReportRow, StationSupervision } from '../../api/types.ts'
import type { Waiting } from '../../field/channel.ts'
import { keepCopy, withCopy } from '../../field/copies.ts'
import type { KeptPhoto } from '../../field/photos.ts'
import { enqueue } from '../../field/queue.ts'
import { dateOf, mondayOf } from '../../shell/formats.ts'
import { serverNow } from '../../shell/server-clock.ts'
import { weekToWrite } from '../weekly-reports/weeks.ts'
import { OUTSTATION, type OutstationBody, type OutstationKind } from './records.ts'

const NAME = 'outstation-day'
const OC = '/v1/outstation-channel'

export interface OutstationDay {
  calls: ReachCall[]
  /** All that the person owes, the most urgent first. */
  owed: ObligationView[]
  stations: StationSupervision[]
  /** Approved, and not over. */
  trips: BusinessTrip[]
  /** Of the week that is written about; null where it is not begun. */
  weekly: ReportRow | null
  /** Of the present week. */
  exchange: ChannelExchange | null
  regions: { id: string; name: string }[]
}

async function askDay(userId: string): Promise<OutstationDay> {
  const today = dateOf(serverNow())
  const week = mondayOf(weekToWrite())
  const [calls, owed, stations, trips, weekly, exchanges, regions] = await Promise.all([
    get(`${OC}/reach-calls`, { query: { mine: 'true', limit: 20 } }), get(`${OC}/obligations`, { query: { owner: 'me', status: 'open', limit: 100 } }), get(`${OC}/station-supervisions`, { query: { userId, limit: 100 } }), get(`${OC}/trips`, { query: { mine: 'true', status: 'approved', limit: 20 } }),
    get(`${OC}/weekly-reports`, { query: { authorId: userId, from: week, to: week, limit: 1 } }), get(`${OC}/exchanges`, { query: { mine: 'true', limit: 1 } }), get(`${OC}/regions`, { query: { limit: 100 } }),
  ])
  return {
    calls: calls.items, owed: owed.items.toSorted(byDue), stations: stations.items, trips: trips.items.filter(({ toOn }) => toOn >= today), weekly: weekly.items[0] ?? null, exchange: exchanges.items.find((each) => each.week === mondayOf(today)) ?? null,
    regions: regions.items.map(({ id, name }) => ({ id, name })),
  }
}

export const byDue = (a: ObligationView, b: ObligationView): number => (a.dueAt ?? '9').localeCompare(b.dueAt ?? '9')

export const useDay = (userId: string) => useQuery({ queryKey: [NAME], queryFn: () => withCopy(NAME, () => askDay(userId)) })

/** What waits on the phone, in the order in which it was done. */
export const waitingHere = (queue: Waiting[]): Waiting<OutstationBody>[] => queue.filter(({ channel }) => channel === OUTSTATION) as Waiting<OutstationBody>[]

/** Of the present week: waiting to be sent, and not refused. */
export const exchangeWaits = (queue: Waiting[]): boolean => waitingHere(queue).some(({ kind, body, stuck }) => kind === 'exchange' && !stuck && mondayOf(String(body['day'])) === mondayOf(dateOf(serverNow())))

export const note = (kind: OutstationKind, record: string, title: string, body: OutstationBody, photos: KeptPhoto[] = []): Promise<unknown> => enqueue<OutstationBody>({ channel: OUTSTATION, record, title, kind, body, photos })

/** Puts what the server took where the day looks, so that nothing flickers back before the next answer. */
export async function recordLanded({ kind }: Waiting<OutstationBody>, answer: unknown): Promise<void> {
  const day = cache.getQueryData<OutstationDay>([NAME])
  if (day && kind !== 'station') {
    const next: OutstationDay = kind === 'exchange' ? { ...day, exchange: answer as ChannelExchange } : { ...day, trips: day.trips.map((trip) => (trip.id === (answer as BusinessTrip).id ? (answer as BusinessTrip) : trip)) }
    await keepCopy(NAME, next)
    cache.setQueryData([NAME], next)
  }
  void cache.invalidateQueries({ queryKey: [NAME] })
}
