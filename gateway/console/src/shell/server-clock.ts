import { useSyncExternalStore } from 'react'

// Time is the tenant's. The device's clock is only a counter: the server's Date header gives the offset, and a sandbox
// adds the offset of its own moved clock. Nothing else in the console may ask for the time.
const REMEMBERED = 'luyue.clock-offset'
// Remembered, so that a phone whose page is opened without a connection does not fall back on its own idea of the time.
let serverOffset = Number(localStorage.getItem(REMEMBERED) ?? 0)
let tenantOffset = 0
const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined

/** Milliseconds since the epoch, by the tenant's clock. */
export const serverNow = (): number => Date.now() + serverOffset + tenantOffset

/** Learns from one answer; `Date` counts whole seconds, so half a second is its expected rest. */
export function learnServerTime(dateHeader: string | null, sentAt: number): void {
  const told = dateHeader ? Date.parse(dateHeader) : Number.NaN
  if (Number.isNaN(told)) return
  const measured = told + 500 - (sentAt + Date.now()) / 2
  if (Math.abs(measured - serverOffset) <= 1500) return
  serverOffset = Math.abs(measured) < 1500 ? 0 : measured
  localStorage.setItem(REMEMBERED, String(serverOffset))
}

export function setTenantOffset(seconds: number): void {
  tenantOffset = seconds * 1000
  listeners.forEach((listener) => listener())
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= setInterval(() => listeners.forEach((each) => each()), 1000)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

/** Re-renders only when `of(now)` gives another value; `of` must return a primitive. */
export const useTicking = <T extends string | number | boolean>(of: (now: number) => T): T => useSyncExternalStore(subscribe, () => of(serverNow()))

/** The tenant's time in steps of a minute: enough for everything but the last ten minutes of a clock. */
export const useMinute = (): number => useTicking((now) => Math.floor(now / 60_000) * 60_000)
