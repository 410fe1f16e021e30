import { useSyncExternalStore } from 'react'
import { get, post, Problem, remove, useAccess } from '../api/client.ts'
import type { Place, Session } from '../api/types.ts'
import { read } from './preferences.ts'
import { sections } from './sections.ts'
import { setTenantOffset } from './server-clock.ts'

export type Person = Omit<Session, 'accessToken' | 'expiresAt'>

/** `starting` until the cookie was tried; `offline` keeps the field page usable with what the phone remembers. */
export interface SessionState {
  phase: 'starting' | 'signed-out' | 'signed-in' | 'offline'
  person: Person | null
}

const REMEMBERED = 'luyue.person'
const TAB_PLACE = 'luyue.place'
let token: string | null = null
let expiresAt = 0
let state: SessionState = { phase: 'starting', person: null }
let renewing: Promise<boolean> | null = null
const listeners = new Set<() => void>()

function change(next: SessionState): void {
  state = next
  listeners.forEach((listener) => listener())
}

// The access token lives in this variable only: a reload asks the HttpOnly cookie for a new one.
function accept(session: Session): void {
  const { accessToken, expiresAt: until, ...person } = session
  token = accessToken
  expiresAt = Date.parse(until)
  sessionStorage.setItem(TAB_PLACE, person.place.tenantId)
  localStorage.setItem(REMEMBERED, JSON.stringify(person))
  localStorage.setItem(`luyue.last-place.${person.user.id}`, person.place.tenantId)
  change({ phase: 'signed-in', person })
  void learnTenantClock()
}

const offsetKey = (tenantId: string) => `luyue.sandbox-offset.${tenantId}`

async function learnTenantClock(): Promise<void> {
  const { place } = state.person!
  if (!place.sandbox) return setTenantOffset(0)
  const clock = await get('/v1/tenancy/sandbox-clock').catch(() => null)
  if (!clock) return
  setTenantOffset(clock.offsetSeconds)
  localStorage.setItem(offsetKey(place.tenantId), String(clock.offsetSeconds))
}

/** Without an answer the person of the last time works on, by the clock of the last time. */
function workOn(person: Person): void {
  setTenantOffset(person.place.sandbox ? Number(localStorage.getItem(offsetKey(person.place.tenantId)) ?? 0) : 0)
  change({ phase: 'offline', person })
}

/** Tries the refresh cookie; false means signed out. One attempt at a time, whoever asks. */
export function renew(tenantId?: string): Promise<boolean> {
  renewing ??= post('/v1/tenancy/sessions/refresh', tenantId ? { tenantId } : {}, { anonymous: true })
    .then((session) => {
      accept(session)
      return true
    })
    .catch((problem: unknown) => {
      const remembered = read<Person>(REMEMBERED)
      if (problem instanceof Problem && (problem.isOffline || problem.status >= 500)) {
        if (remembered.user) workOn(remembered as Person)
        else change({ phase: 'signed-out', person: null })
        return false
      }
      forget()
      return false
    })
    .finally(() => {
      renewing = null
    })
  return renewing
}

useAccess({ token: () => token, renew: () => renew(sessionStorage.getItem(TAB_PLACE) ?? undefined) })

/** Called once at start: this tab's last place if the person may still enter it, else the server's choice. */
export async function restore(): Promise<void> {
  const place = sessionStorage.getItem(TAB_PLACE)
  if (await renew(place ?? undefined)) return
  if (place && state.phase === 'signed-out') {
    sessionStorage.removeItem(TAB_PLACE)
    await renew()
  }
}

export async function signIn(account: string, password: string): Promise<Person> {
  accept(await post('/v1/tenancy/sessions', { account, password }, { anonymous: true }))
  return state.person!
}

export async function enter(place: Place): Promise<void> {
  accept(await post('/v1/tenancy/sessions/refresh', { tenantId: place.tenantId }, { anonymous: true }))
}

export async function signOut(): Promise<void> {
  await remove('/v1/tenancy/sessions/current').catch(() => undefined)
  forget()
}

function forget(): void {
  token = null
  localStorage.removeItem(REMEMBERED)
  sessionStorage.removeItem(TAB_PLACE)
  change({ phase: 'signed-out', person: null })
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const sessionState = (): SessionState => state
export const accessExpiresAt = (): number => expiresAt
export const lastPlaceOf = (userId: string): string | null => localStorage.getItem(`luyue.last-place.${userId}`)
export const useSession = (): SessionState => useSyncExternalStore(subscribe, sessionState)

/** The signed-in person; only for pages behind the sign-in. */
export function usePerson(): Person {
  const { person } = useSession()
  if (!person) throw new Error('usePerson outside of a signed-in page')
  return person
}

/** Whether the person holds a permission in the place they are in. */
export function useMay(): (permission: string) => boolean {
  const { person } = useSession()
  return (permission) => person?.permissions.includes(permission) ?? false
}

const worksIn = (person: Person) => sections.find((section) => section.works.some((permission) => person.permissions.includes(permission)))

/** Headquarters read across their subtree and write no business record. */
export const readsOnly = (person: Person): boolean => person.permissions.includes('insight.read') && !worksIn(person)

/** Where the person's obligations are asked for: headquarters ask insight, everybody else the service that owns them. */
export const obligationsPath = (person: Person): string => `/v1/${readsOnly(person) ? 'insight' : (worksIn(person) ?? sections[0]!).name}/obligations`
