import { useQuery } from '@tanstack/react-query'
import { cache } from '../../api/cache.ts'
import { get, newKey } from '../../api/client.ts'
import type { TodayVisit, VisitCustomer, VisitsToday } from '../../api/types.ts'
import type { Waiting } from '../../field/channel.ts'
import { copyOf, keepCopy, withCopy } from '../../field/copies.ts'
import type { KeptPhoto } from '../../field/photos.ts'
import { enqueue } from '../../field/queue.ts'
import type { RecordBody, RecordKind } from './records.ts'

/** A visit of the day as the visitor left it: what waits on the phone counts already. */
export interface Stop extends TodayVisit {
  /** In the address of its page: the plan's id, or the visit's own. */
  key: string
}

const NAME = 'visit-day'
const OWN = 'own-customers'
export const useDay = () => useQuery({ queryKey: [NAME], queryFn: () => withCopy(NAME, () => get('/v1/distributor-visits/visits/today')) })

const PATH = '/v1/distributor-visits/customers'
/** Whom the person may visit without a plan, as the phone last knew them: those they are named for, and the first of their units. */
export const useOwnCustomers = (enabled: boolean) =>
  useQuery({
    queryKey: ['visit-customers', 'own'], enabled,
    queryFn: () => withCopy(OWN, async () => {
      const [mine, others] = await Promise.all([get(PATH, { query: { visitor: 'me', limit: 100 } }), get(PATH, { query: { limit: 100 } })])
      return { ...mine, items: [...new Map([...mine.items, ...others.items].map((customer) => [customer.id, customer])).values()] }
    }),
  })

/** Of all customers those that a search finds, while there is a connection: the phone keeps a hundred. */
export const useFoundCustomers = (text: string) =>
  useQuery({ queryKey: ['visit-customers', 'on-foot', text], enabled: text !== '', retry: false, placeholderData: (before) => before, queryFn: () => get(PATH, { query: { q: text, limit: 20 } }) })

/** What can be handed out (DV-3.3f), as the phone last knew it. */
export const useHandOutItems = () => useQuery({ queryKey: ['visit-items', 'on-foot'], queryFn: () => withCopy('visit-items', () => get('/v1/distributor-visits/items')) })

/** The check-in of a visit outside the plan carries whom it goes to, for the page alone. */
const customers = new Map<string, VisitCustomer>()

const keyOf = (visit: TodayVisit): string => visit.plannedVisitId ?? visit.visitId!

/** The day with what waits on the phone, in order: under way, planned by the itinerary, done. */
export function stopsOf(day: VisitsToday, queue: Waiting[]): Stop[] {
  const waiting = queue.filter((entry) => entry.channel === 'visits') as Waiting<RecordBody>[]
  const begun = waiting.filter(({ kind, stuck }) => kind === 'check_in' && stuck?.outcome !== 'refused')
  const known = day.visits.map((visit): Stop => {
    const check = begun.find(({ body }) => visit.plannedVisitId !== null && body.plannedVisitId === visit.plannedVisitId)
    const visitId = visit.visitId ?? check?.record ?? null
    const left = waiting.find(({ kind, record, stuck }) => kind === 'check_out' && record === visitId && !stuck)
    return { ...visit, key: keyOf(visit), visitId, status: left ? 'ended' : visit.status === 'planned' && check ? 'open' : visit.status, checkedInAt: visit.checkedInAt ?? check?.occurredAt ?? null, checkedOutAt: left?.occurredAt ?? visit.checkedOutAt }
  })
  const others = begun.filter(({ record, body }) => !body.plannedVisitId && !known.some(({ visitId }) => visitId === record)).flatMap((check): Stop[] => {
    const customer = customers.get(check.body.customerId as string)
    if (!customer) return []
    const left = waiting.find(({ kind, record }) => kind === 'check_out' && record === check.record)
    return [{ key: check.record, visitId: check.record, plannedVisitId: null, status: left ? 'ended' : 'open', position: null, kilometres: null, checkedInAt: check.occurredAt, checkedOutAt: left?.occurredAt ?? null, conflicts: 0, customer, openMatters: [], lastVisit: null, answers: [] }]
  })
  const rank = { open: 0, planned: 1, ended: 2 }
  return [...known, ...others].toSorted((a, b) => rank[a.status] - rank[b.status] || (a.position ?? 99) - (b.position ?? 99))
}

/** Customers that a waiting check-in goes to, from the phone's copy: after a reload the page knows them again. */
export async function recallCustomers(): Promise<void> {
  const own = await copyOf<{ items: VisitCustomer[] }>(OWN)
  own?.items.forEach((customer) => customers.set(customer.id, customer))
}

export interface Noted { id: string; kind: RecordKind; at: string; text: string }
const logName = (visitId: string) => `visit-log.${visitId}`
export const useLog = (visitId: string | null) => useQuery({ queryKey: [NAME, 'log', visitId], enabled: visitId !== null, queryFn: async () => (await copyOf<Noted[]>(logName(visitId!))) ?? [] })

/** Keeps something that was done on a visit, for the server and for the visit's own page. */
export async function note(stop: Pick<Stop, 'customer'> & { visitId: string }, kind: RecordKind, body: RecordBody, text: string, photos: KeptPhoto[] = []): Promise<void> {
  const { id, occurredAt } = await enqueue<RecordBody>({ channel: 'visits', record: stop.visitId, title: stop.customer.name, kind, body, photos })
  const before = (await copyOf<Noted[]>(logName(stop.visitId))) ?? []
  await keepCopy(logName(stop.visitId), [...before, { id, kind, at: occurredAt, text }])
  await cache.invalidateQueries({ queryKey: [NAME, 'log', stop.visitId] })
}

/** DV-3: the visit begins where the visitor stands; its id is made here. Returns the key of its page. */
export async function checkIn(customer: VisitCustomer, plannedVisitId: string | null, body: RecordBody, text: string): Promise<string> {
  const visitId = newKey()
  customers.set(customer.id, customer)
  const own = (await copyOf<{ items: VisitCustomer[] }>(OWN))?.items ?? []
  await keepCopy(OWN, { items: [...own.filter(({ id }) => id !== customer.id), customer], nextCursor: null })
  await note({ customer, visitId }, 'check_in', { customerId: customer.id, ...(plannedVisitId && { plannedVisitId }), ...body }, text)
  return plannedVisitId ?? visitId
}

/** Puts what the server took where the pages look, so that nothing flickers back before the next answer. */
export async function recordLanded(entry: Waiting<RecordBody>): Promise<void> {
  const day = await copyOf<VisitsToday>(NAME)
  if (day && (entry.kind === 'check_in' || entry.kind === 'check_out')) {
    const next: VisitsToday = { ...day, visits: stopsOf(day, [entry]) }
    await keepCopy(NAME, next)
    cache.setQueryData([NAME], next)
  }
  void cache.invalidateQueries({ queryKey: [NAME] })
}
