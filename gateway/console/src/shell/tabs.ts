import { useEffect, useSyncExternalStore } from 'react'
import { sessionState } from './session.ts'

/** A record somebody keeps open: number and place, and whether a draft waits in it. */
export interface WorkTab {
  path: string
  title: string
  place: string
  draft?: boolean
}

let tabs: WorkTab[] = []
let loadedFor = ''
const listeners = new Set<() => void>()

// Tabs belong to a person in a place: another company's records must not show through.
function key(): string {
  const { person } = sessionState()
  return `luyue.tabs.${person?.user.id ?? ''}.${person?.place.tenantId ?? ''}`
}

function current(): WorkTab[] {
  if (loadedFor !== key()) {
    loadedFor = key()
    try {
      tabs = JSON.parse(localStorage.getItem(loadedFor) ?? '[]') as WorkTab[]
    } catch {
      tabs = []
    }
  }
  return tabs
}

function keep(next: WorkTab[]): void {
  tabs = next
  localStorage.setItem(key(), JSON.stringify(next))
  listeners.forEach((listener) => listener())
}

export function openTab(tab: WorkTab): void {
  const known = current().find((each) => each.path === tab.path)
  if (known && known.title === tab.title && known.place === tab.place && Boolean(known.draft) === Boolean(tab.draft)) return
  keep(known ? current().map((each) => (each.path === tab.path ? tab : each)) : [...current(), tab].slice(-9))
}

/** Whether an address is the tab's own, or a part of its record. */
export const isOnTab = (path: string, pathname: string): boolean => pathname === path || pathname.startsWith(`${path}/`)

/** Closes the tab of an address and says which is beside it; null for the last one. */
export function closeTab(pathname: string): string | null {
  const index = current().findIndex((each) => isOnTab(each.path, pathname))
  const rest = current().filter((_, each) => each !== index)
  keep(rest)
  return (rest[index] ?? rest[index - 1])?.path ?? null
}

export const useTabs = (): WorkTab[] =>
  useSyncExternalStore((listener) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }, current)

/** Keeps the page's own tab while it is open; null while the record is still loading. */
export function useTab(tab: WorkTab | null): void {
  const told = JSON.stringify(tab)
  useEffect(() => {
    const given = JSON.parse(told) as WorkTab | null
    if (given) openTab(given)
  }, [told])
}

/** Restores the scroll position of an address and keeps it until the tab of the browser is closed. */
export function keepScroll(scroller: HTMLElement | null, path: string): () => void {
  if (!scroller) return () => undefined
  const name = `luyue.scroll.${path}`
  const wanted = Number(sessionStorage.getItem(name) ?? 0)
  // The content arrives later than the frame, so the wish is repeated for a moment.
  let tries = 0
  const timer = setInterval(() => {
    tries += 1
    if (wanted > 0 && scroller.scrollTop !== wanted) scroller.scrollTop = wanted
    if (tries > 12 || scroller.scrollTop === wanted) clearInterval(timer)
  }, 60)
  const note = () => sessionStorage.setItem(name, String(scroller.scrollTop))
  scroller.addEventListener('scroll', note, { passive: true })
  return () => {
    clearInterval(timer)
    scroller.removeEventListener('scroll', note)
  }
}
