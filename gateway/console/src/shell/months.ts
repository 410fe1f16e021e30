import { dateOf, type Formats } from './formats.ts'
import { serverNow } from './server-clock.ts'

/** The month of a day and those before it, the latest first, as YYYY-MM. `skip` leaves the latest out; below zero it begins that many months later. */
export function monthsBack(day: string, count: number, skip = 0): string[] {
  const [year, month] = day.split('-').map(Number) as [number, number]
  return Array.from({ length: count }, (_, back) => new Date(Date.UTC(year, month - 1 - back - skip, 1)).toISOString().slice(0, 7))
}

/** Those up to the present month of the tenant's zone. */
export const lastMonths = (count: number, skip = 0): string[] => monthsBack(dateOf(serverNow()), count, skip)

/** The month so many months before this one. */
export const monthBefore = (count: number): string => lastMonths(1, count)[0]!

/** What a form or a filter offers of them. */
export const monthOptions = (formats: Formats, count: number, skip = 0): { value: string; label: string }[] => lastMonths(count, skip).map((value) => ({ value, label: formats.month(value) }))
