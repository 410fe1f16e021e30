import { useEffect, useRef } from 'react'
import { preferences } from './preferences.ts'

/** `ctrl+k`, `alt+n`, `shift+x`, `?`, `j`, `enter`, `arrowdown`, or a chord such as `g c`. */
export type KeyMap = Record<string, (event: KeyboardEvent) => void>

const stack: { map: KeyMap; inDialog: boolean }[] = []
let chord = ''
let chordUntil = 0

// event.code names the key whatever an input method makes of it; letters typed into a text field never count.
function comboOf(event: KeyboardEvent): string {
  const key = event.code.replace(/^Key|^Digit|^Numpad(?=\d)/, '').toLowerCase()
  const named: Record<string, string> = { bracketleft: '[', slash: event.shiftKey ? '?' : '/', numpadenter: 'enter' }
  const name = named[key] ?? key
  return `${event.ctrlKey || event.metaKey ? 'ctrl+' : ''}${event.altKey ? 'alt+' : ''}${event.shiftKey && name !== '?' ? 'shift+' : ''}${name}`
}

function onKey(event: KeyboardEvent): void {
  if (event.isComposing || event.defaultPrevented) return
  const combo = comboOf(event)
  const target = event.target as HTMLElement | null
  const modified = event.ctrlKey || event.metaKey || event.altKey
  const typing = target !== null && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) && !/^(checkbox|radio|button)$/.test((target as HTMLInputElement).type)
  const single = !modified && (combo.length === 1 || combo.startsWith('shift+'))
  if (!modified && typing && combo !== 'escape') return
  if (single && !preferences().letterKeys) return
  // A focused control keeps its own Enter and Space; the list of symptoms has no use for Space, the alarm's script has.
  if ((combo === 'enter' || combo === 'space') && target?.closest('button, a, [role="option"], [role="radio"]')) return
  if (combo === 'enter' && target?.closest('[role="listbox"]')) return
  const insideDialog = Boolean(target?.closest('[role="dialog"]'))
  const now = Date.now()
  const pair = chordUntil > now ? `${chord} ${combo}` : ''
  for (let index = stack.length - 1; index >= 0; index -= 1) {
    const { map, inDialog } = stack[index]!
    if (insideDialog && !inDialog && !modified) continue
    const handler = (pair && map[pair]) || map[combo]
    if (!handler) continue
    chordUntil = 0
    event.preventDefault()
    handler(event)
    return
  }
  chord = combo
  chordUntil = combo.length === 1 && !modified ? now + 1200 : 0
}

window.addEventListener('keydown', onKey)

/** Binds keys while the component is mounted; what mounted last is asked first. */
export function useKeys(map: KeyMap, { active = true, inDialog = false }: { active?: boolean; inDialog?: boolean } = {}): void {
  const latest = useRef(map)
  latest.current = map
  useEffect(() => {
    if (!active) return
    const proxy = new Proxy({} as KeyMap, { get: (_, name: string) => latest.current[name] })
    const entry = { map: proxy, inDialog }
    stack.push(entry)
    return () => {
      stack.splice(stack.indexOf(entry), 1)
    }
  }, [active, inDialog])
}
