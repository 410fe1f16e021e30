import { addDays, dateOf, weekdayOf } from '../../shell/formats.ts'
import { serverNow } from '../../shell/server-clock.ts'

/** A day of the week that is written about: on a Monday the one before, which is due that day; else the present one. */
export function weekToWrite(): string {
  const today = dateOf(serverNow())
  return weekdayOf(today) === 1 ? addDays(today, -1) : today
}
