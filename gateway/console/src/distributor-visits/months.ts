import { dateOf } from '../shell/formats.ts'
import { serverNow } from '../shell/server-clock.ts'

/** The month so many months before this one, YYYY-MM in the tenant's zone. */
export function monthBefore(count: number): string {
  const [year, month] = dateOf(serverNow()).split('-').map(Number)
  return new Date(Date.UTC(year!, month! - 1 - count, 1)).toISOString().slice(0, 7)
}
