import type { AnswerOf, FieldError, PathOf } from './types.ts'
import { preferences } from '../shell/preferences.ts'
import { learnServerTime } from '../shell/server-clock.ts'

/** An RFC 9457 refusal or failure. `status` 0 means that no answer came: nothing is known to have happened. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly title: string,
    readonly detail: string,
    readonly clause: string | null,
    readonly traceId: string | null,
    readonly errors: FieldError[],
    readonly allowed: string[],
    readonly body: Record<string, unknown>,
  ) {
    super(detail || title)
  }

  get isOffline(): boolean {
    return this.status === 0
  }

  /** Somebody else changed the record after it was read. */
  get isStale(): boolean {
    return this.status === 412
  }

  /** A rule said no: asking again will not help. */
  get isRefusal(): boolean {
    return this.status >= 400 && this.status < 500 && this.status !== 401 && this.status !== 408 && this.status !== 429
  }
}

export interface Ask {
  query?: Record<string, string | number | boolean | null | undefined>
  body?: unknown
  form?: FormData
  ifMatch?: number
  idempotencyKey?: string
  signal?: AbortSignal
  /** The session's own calls: no token, no renewal. */
  anonymous?: boolean
}

// The session registers itself here, so that this file knows nothing of people and places.
let access: { token: () => string | null; renew: () => Promise<boolean> } = { token: () => null, renew: () => Promise.resolve(false) }
export function useAccess(given: typeof access): void {
  access = given
}

/** A random UUID. `randomUUID` exists only in secure contexts; a trial over plain http in the office network has none. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = (bytes[6]! & 0x0f) | 0x40
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}

/** A path without ids has the answer that the OpenAPI document gives it; elsewhere the caller names one of types.ts. */
export function get<P extends PathOf<'get'>>(path: P, ask?: Ask): Promise<AnswerOf<P, 'get'>>
export function get<T>(path: string, ask?: Ask): Promise<T>
export function get(path: string, ask: Ask = {}): Promise<unknown> {
  return call('GET', path, ask)
}

export function post<P extends PathOf<'post'>>(path: P, body?: unknown, ask?: Ask): Promise<AnswerOf<P, 'post'>>
export function post<T>(path: string, body?: unknown, ask?: Ask): Promise<T>
export function post(path: string, body: unknown = {}, ask: Ask = {}): Promise<unknown> {
  return call('POST', path, { body, ...ask })
}

/** A change of a record from the version that it was read at; 412 (`isStale`) when it has moved on. */
export const patch = <T>(path: string, body: unknown, ifMatch: number): Promise<T> => call<T>('PATCH', path, { body, ifMatch })

/** The same for what is replaced as a whole; without a version where the record has none. */
export const put = <T>(path: string, body: unknown, ifMatch?: number): Promise<T> => call<T>('PUT', path, { body, ...(ifMatch !== undefined && { ifMatch }) })

export const remove = (path: string, ask: Ask = {}): Promise<void> => call<void>('DELETE', path, ask)

/** Sends a request and returns the answer's JSON; throws `Problem`. */
async function call<T>(method: string, path: string, ask: Ask): Promise<T> {
  const answer = await exchange(method, path, ask)
  if (answer.status === 204) return undefined as T
  return (await answer.json()) as T
}

/** The answer as it came, whatever it holds; throws `Problem`. One renewal of the token, then the sign-in page. */
export async function exchange(method: string, path: string, ask: Ask): Promise<Response> {
  const key = method === 'POST' ? (ask.idempotencyKey ?? newKey()) : undefined
  let answer = await send(method, path, ask, key)
  if (answer.status === 401 && !ask.anonymous && (await access.renew())) answer = await send(method, path, ask, key)
  if (!answer.ok) throw await problemOf(answer)
  return answer
}

/** The bare exchange, also used for streams and pictures. */
export async function send(method: string, path: string, ask: Ask, key?: string): Promise<Response> {
  const headers: Record<string, string> = { Accept: 'application/json', 'Accept-Language': preferences().language }
  const token = access.token()
  if (token && !ask.anonymous) headers.Authorization = `Bearer ${token}`
  if (ask.body !== undefined && !ask.form) headers['Content-Type'] = 'application/json'
  if (ask.ifMatch !== undefined) headers['If-Match'] = `"${ask.ifMatch}"`
  if (key) headers['Idempotency-Key'] = key
  const sentAt = Date.now()
  try {
    const answer = await fetch(path + search(ask.query), { method, headers, body: ask.form ?? (ask.body === undefined ? null : JSON.stringify(ask.body)), signal: ask.signal ?? null, credentials: 'same-origin' })
    learnServerTime(answer.headers.get('Date'), sentAt)
    return answer
  } catch (cause) {
    if (ask.signal?.aborted) throw cause
    throw new Problem(0, 'network', '', '', null, null, [], [], {})
  }
}

function search(query: Ask['query']): string {
  const entries = Object.entries(query ?? {}).filter(([, value]) => value !== undefined && value !== null && value !== '')
  return entries.length === 0 ? '' : `?${new URLSearchParams(entries.map(([name, value]) => [name, String(value)])).toString()}`
}

async function problemOf(answer: Response): Promise<Problem> {
  const body = (await answer.json().catch(() => ({}))) as Record<string, unknown>
  const text = (name: string) => (typeof body[name] === 'string' ? (body[name] as string) : null)
  return new Problem(
    answer.status, text('code') ?? `http_${answer.status}`, text('title') ?? '', text('detail') ?? '', text('clause'), text('traceId') ?? answer.headers.get('x-trace-id'),
    (body.errors as FieldError[] | undefined) ?? [], (body.allowed as string[] | undefined) ?? [], body,
  )
}
