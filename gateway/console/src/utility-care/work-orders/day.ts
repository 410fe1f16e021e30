import type { WorkOrder } from '../../api/types.ts'
import { instantOf, partsOf } from '../../shell/formats.ts'

const HOUR = 3_600_000
/** Narrower than this a block could not name its matter; no order says how long it will take. */
const SHORTEST = 1.5 * HOUR

/** Hours of the day that the board may show: an office day, a long one, and the whole one for those who never close. */
export const SPANS = ['8-18', '7-21', '0-24'] as const
export type Span = (typeof SPANS)[number]

export interface Frame { from: number; to: number; hours: number[] }

const clock = (hour: number): string => `${String(hour).padStart(2, '0')}:00`
const ends = (span: Span): [number, number] => span.split('-').map(Number) as [number, number]

export function frameOf(date: string, span: Span): Frame {
  const [first, last] = ends(span)
  return { from: Date.parse(instantOf(date, clock(first))), to: Date.parse(instantOf(date, clock(last))), hours: Array.from({ length: last - first }, (_, index) => first + index) }
}

/** The shortest span that holds this moment. */
export function spanAt(now: number): Span {
  const hour = Number(partsOf(now).hour)
  return SPANS.find((span) => ends(span)[0] <= hour && hour < ends(span)[1])!
}

/** The time that an order takes up: agreed with the user, worked on now, the visit that was, or in hand since its last step. */
export interface Slot { from: number; to: number; is: 'agreed' | 'worked' | 'visited' | 'waiting'; leftAt: number | null }

export function slotOf(order: WorkOrder, now: number): Slot {
  const at = (name: string) => {
    const found = order.milestones.findLast((milestone) => milestone.name === name)?.at
    return found ? Date.parse(found) : null
  }
  const arrived = at('on_site')
  if (order.status === 'on_site' && arrived !== null) return { from: arrived, to: Math.max(now, arrived), is: 'worked', leftAt: at('on_the_way') }
  if (order.status === 'handled' && arrived !== null) return { from: arrived, to: at('handled') ?? now, is: 'visited', leftAt: at('on_the_way') }
  if (order.agreedWindow) return { from: Date.parse(order.agreedWindow.from), to: Date.parse(order.agreedWindow.to), is: 'agreed', leftAt: null }
  const since = at(order.status) ?? now
  return { from: since, to: Math.max(now, since), is: 'waiting', leftAt: null }
}

export interface Place { from: number; to: number; earlier: boolean; later: boolean }

/** Where a slot stands in the frame; what lies outside of it stands at the edge and says so. */
export function placeIn(frame: Frame, { from, to }: Pick<Slot, 'from' | 'to'>): Place {
  const start = Math.min(Math.max(from, frame.from), frame.to - SHORTEST)
  return { from: start, to: Math.min(Math.max(to, start + SHORTEST), frame.to), earlier: from < frame.from, later: from >= frame.to }
}

export const share = (frame: Frame, instant: number): number => ((instant - frame.from) / (frame.to - frame.from)) * 100

export interface Placed { order: WorkOrder; slot: Slot; place: Place; lane: number }

/** One person's orders of a day, in as few lanes as they need. Today also shows what was left over from before. */
export function placeAll(orders: WorkOrder[], frame: Frame, { now, dayEnd, today }: { now: number; dayEnd: number; today: boolean }): { placed: Placed[]; lanes: number } {
  const lanes: number[] = []
  const shown = orders.map((order) => ({ order, slot: slotOf(order, now) })).filter(({ slot }) => slot.from < dayEnd && (today || (slot.is === 'agreed' && slot.to > dayEnd - 24 * HOUR)))
  const placed = shown.map((each) => ({ ...each, place: placeIn(frame, each.slot) })).toSorted((a, b) => a.place.from - b.place.from).map((each) => {
    const free = lanes.findIndex((until) => until <= each.place.from)
    const lane = free < 0 ? lanes.length : free
    lanes[lane] = each.place.to
    return { ...each, lane }
  })
  return { placed, lanes: Math.max(1, lanes.length) }
}

// Nobody can be in two places: what is promised and what is worked on take the person whole.
const fixed = (slot: Slot): boolean => slot.is === 'agreed' || slot.is === 'worked'

/** An order of the same person that is promised or worked on at the same time. */
export function clashOf(order: WorkOrder, others: WorkOrder[], now: number): WorkOrder | null {
  const mine = slotOf(order, now)
  if (!fixed(mine)) return null
  return others.find((other) => {
    const theirs = slotOf(other, now)
    return other.id !== order.id && fixed(theirs) && theirs.from < mine.to && mine.from < theirs.to
  }) ?? null
}
