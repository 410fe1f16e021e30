import { serverNow } from '../shell/server-clock.ts'

const LAST = 'luyue.field.last-stamp'
const MINUTE = 60_000

/**
 * The time of what is done on the phone (R5): the device's, put right by what the server last said, so that it is never in
 * the future; and it never runs backwards, except when the device's clock was ahead and has been put right.
 */
export function stamp(): string {
  const now = serverNow()
  const last = Number(localStorage.getItem(LAST) ?? 0)
  const at = last >= now && last - now < MINUTE ? last + 1 : now
  localStorage.setItem(LAST, String(at))
  return new Date(at).toISOString()
}
