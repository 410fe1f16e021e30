import { useSyncExternalStore } from 'react'
import { paint, type Mode } from './palette.ts'

/** What belongs to the person and survives every sign-in on this machine. */
export interface Preferences {
  language: 'zh' | 'en'
  mode: Mode | 'system'
  letterKeys: boolean
  menuCollapsed: boolean | null
}

const KEY = 'luyue.preferences'
const system = window.matchMedia('(prefers-color-scheme: dark)')
const listeners = new Set<() => void>()
let current: Preferences = { language: 'zh', mode: 'system', letterKeys: true, menuCollapsed: null, ...read(KEY) }

export const preferences = (): Preferences => current

/** Changes and keeps one or more preferences; the document is repainted at once. */
export function prefer(change: Partial<Preferences>): void {
  current = { ...current, ...change }
  localStorage.setItem(KEY, JSON.stringify(current))
  applyPreferences()
  listeners.forEach((listener) => listener())
}

export const modeNow = (): Mode => (current.mode === 'system' ? (system.matches ? 'dark' : 'light') : current.mode)

export function applyPreferences(): void {
  paint(modeNow())
  document.documentElement.lang = current.language === 'zh' ? 'zh-CN' : 'en'
}

// Followed whether or not a part of the page listens: some pages have none.
system.addEventListener('change', () => {
  applyPreferences()
  listeners.forEach((listener) => listener())
})

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const usePreferences = (): Preferences => useSyncExternalStore(subscribe, preferences)
export const useMode = (): Mode => useSyncExternalStore(subscribe, modeNow)

/** Reads a JSON value of localStorage; a damaged or missing one is an empty object. */
export function read<T extends object>(key: string): Partial<T> {
  try {
    return (JSON.parse(localStorage.getItem(key) ?? '{}') ?? {}) as Partial<T>
  } catch {
    return {}
  }
}
