import { useSyncExternalStore } from 'react'

// Any due time on any page may be asked "why?"; the frame shows the answer in one drawer.
let asked: string | null = null
let opener: HTMLElement | null = null
const listeners = new Set<() => void>()

function set(id: string | null): void {
  asked = id
  listeners.forEach((listener) => listener())
}

/** Opens "why this date?" for an obligation and remembers where the focus returns to. */
export function explain(obligationId: string): void {
  opener = document.activeElement instanceof HTMLElement ? document.activeElement : null
  set(obligationId)
}

export function closeWhy(): void {
  set(null)
  const back = opener
  opener = null
  setTimeout(() => back?.focus(), 0)
}

export const useAsked = (): string | null =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => asked,
  )
