import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useEffect, useSyncExternalStore } from 'react'
import { send } from '../api/client.ts'
import type { Topic, Touched } from './section.ts'
import { sections } from './sections.ts'
import { serverNow } from './server-clock.ts'
import { renew, useSession } from './session.ts'

const STALE_AFTER = 30_000
/** What one step of somebody's work touches comes within so many milliseconds and is asked again once. */
const TOGETHER = 150
let staleSince: number | null = null
const listeners = new Set<() => void>()
const setStale = (since: number | null) => {
  if (since === staleSince) return
  staleSince = since
  listeners.forEach((listener) => listener())
}

/** Since when the page may be out of date, or null while the stream is alive. */
export const useStaleSince = (): number | null =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => staleSince,
  )

// What a change of one record makes questionable on the pages of the house. Insight follows everything a few seconds later.
const house: Touched = { obligation: ['obligations', 'obligation', 'compliance', 'today'], approval: ['approvals', 'today'] }

/** And on those of each section, which knows its own. */
const touchedBy = (topic: string): string[] => [house, ...sections.map(({ touched }) => touched)].flatMap((of) => of?.[topic as Topic] ?? [])

/** Follows the server's event stream while signed in: reconnects with back-off and asks the touched queries again. */
export function useLive(): void {
  const queries = useQueryClient()
  const { phase, person } = useSession()
  const place = person?.place.tenantId
  useEffect(() => {
    if (phase !== 'signed-in') return
    const stop = new AbortController()
    void follow(queries, stop.signal)
    return () => {
      stop.abort()
      setStale(null)
    }
  }, [queries, phase, place])
}

async function follow(queries: QueryClient, signal: AbortSignal): Promise<void> {
  // Measured on the device: a sandbox clock that is moved must not look like silence.
  let heardAt = Date.now()
  let wait = 1000
  const watch = setInterval(() => {
    const silent = Date.now() - heardAt
    if (silent > STALE_AFTER) setStale(staleSince ?? serverNow() - silent)
  }, 1000)
  const heard = () => {
    heardAt = Date.now()
    setStale(null)
  }
  signal.addEventListener('abort', () => clearInterval(watch))
  let reconnected = false
  while (!signal.aborted) {
    try {
      const answer = await send('GET', '/v1/notification/stream', { signal })
      if (answer.status === 401) await renew()
      if (answer.ok && answer.body) {
        wait = 1000
        heard()
        // What happened while nobody listened is unknown: everything on the page is asked again.
        if (reconnected) void queries.invalidateQueries()
        for await (const event of eventsOf(answer.body)) {
          heard()
          apply(queries, event)
        }
      }
    } catch {
      // The next round tries again; the bar tells the person after 30 seconds.
    }
    reconnected = true
    await new Promise((done) => setTimeout(done, wait + Math.random() * 500))
    wait = Math.min(wait * 2, 15_000)
  }
}

interface StreamEvent { name: string; data: string }

/** Splits a text/event-stream body into events; a comment line counts as a ping. */
async function* eventsOf(body: ReadableStream<Uint8Array>): AsyncGenerator<StreamEvent> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let buffer = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    buffer += decoder.decode(value, { stream: true }).replaceAll('\r', '')
    for (let end = buffer.indexOf('\n\n'); end >= 0; end = buffer.indexOf('\n\n')) {
      const lines = buffer.slice(0, end).split('\n')
      buffer = buffer.slice(end + 2)
      const field = (name: string) => lines.filter((line) => line.startsWith(`${name}:`)).map((line) => line.slice(name.length + 1).trim()).join('\n')
      yield { name: field('event') || 'ping', data: field('data') }
    }
  }
}

function apply(queries: QueryClient, event: StreamEvent): void {
  if (event.name === 'inbox') void queries.invalidateQueries({ queryKey: ['inbox'] })
  if (event.name !== 'changed') return
  const { topic } = JSON.parse(event.data || '{}') as { topic?: string }
  if (asked.size === 0) {
    setTimeout(() => {
      for (const name of asked) void queries.invalidateQueries({ queryKey: [name] })
      asked.clear()
    }, TOGETHER)
  }
  for (const name of touchedBy(topic ?? '')) asked.add(name)
}
const asked = new Set<string>()
