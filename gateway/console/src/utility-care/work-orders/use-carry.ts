import { useRef, useState, type PointerEvent as Press } from 'react'
import type { WorkOrder } from '../../api/types.ts'

/** An order in the hand: where the pointer is, and over whose row. */
export interface Carried { order: WorkOrder; x: number; y: number; over: string | null }

const FAR_ENOUGH = 6

/** Carries an order by mouse, pen or finger. A press that goes nowhere stays a click; a finger takes it by the grip, elsewhere it scrolls. */
export function useCarry(onDrop: (order: WorkOrder, personId: string) => void): { carried: Carried | null; grab: (press: Press, order: WorkOrder) => void; letGo: () => void } {
  const [carried, setCarried] = useState<Carried | null>(null)
  const drop = useRef(onDrop)
  drop.current = onDrop
  const release = useRef<() => void>(() => undefined)
  const grab = (press: Press, order: WorkOrder) => {
    if (press.button !== 0 || (press.pointerType === 'touch' && !(press.target as Element).closest('.grip'))) return
    const { pointerId, clientX, clientY } = press
    const ended = new AbortController()
    let moved = false
    release.current = () => {
      ended.abort()
      setCarried(null)
    }
    const move = (event: PointerEvent) => {
      if (event.pointerId !== pointerId || (!moved && Math.hypot(event.clientX - clientX, event.clientY - clientY) < FAR_ENOUGH)) return
      moved = true
      setCarried({ order, x: event.clientX, y: event.clientY, over: personAt(event) })
    }
    const end = (event: PointerEvent) => {
      if (event.pointerId !== pointerId) return
      release.current()
      if (!moved) return
      swallowClick()
      const person = personAt(event)
      if (event.type === 'pointerup' && person) drop.current(order, person)
    }
    window.addEventListener('pointermove', move, { signal: ended.signal })
    window.addEventListener('pointerup', end, { signal: ended.signal })
    window.addEventListener('pointercancel', end, { signal: ended.signal })
  }
  return { carried, grab, letGo: () => release.current() }
}

const personAt = ({ clientX, clientY }: PointerEvent): string | null => document.elementFromPoint(clientX, clientY)?.closest<HTMLElement>('[data-person]')?.dataset.person ?? null

// The browser makes a click of the release; it was none.
function swallowClick(): void {
  const swallow = (event: Event) => {
    event.preventDefault()
    event.stopPropagation()
  }
  window.addEventListener('click', swallow, { capture: true })
  setTimeout(() => window.removeEventListener('click', swallow, { capture: true }), 0)
}
