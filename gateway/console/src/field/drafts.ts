import { useCallback, useEffect, useRef, useState } from 'react'
import { sessionState } from '../shell/session.ts'
import { erase, readOne, write } from './store.ts'

const keyOf = (name: string) => `${sessionState().person?.user.id ?? ''}.${name}`

interface Draft<T> {
  value: T
  set: (change: T | ((before: T) => T)) => void
  /** What was written has been sent, or is given up. */
  clear: () => Promise<void>
  /** False until the phone has said what it holds. */
  ready: boolean
}

/** What somebody is writing, photos too: kept with every stroke, and there again after a reload or a flat battery. */
export function useDraft<T>(name: string, initial: T): Draft<T> {
  const key = keyOf(name)
  const [value, setValue] = useState(initial)
  const [ready, setReady] = useState(false)
  const latest = useRef(initial)
  useEffect(() => {
    let here = true
    setReady(false)
    void readOne<T>('drafts', key).catch(() => undefined).then((kept) => {
      if (!here) return
      latest.current = kept ?? initial
      setValue(latest.current)
      setReady(true)
    })
    return () => {
      here = false
    }
    // What it begins with is a literal of the page.
  }, [key])
  const set = useCallback(
    (change: T | ((before: T) => T)) => {
      latest.current = typeof change === 'function' ? (change as (before: T) => T)(latest.current) : change
      setValue(latest.current)
      void write('drafts', latest.current, key)
    },
    [key],
  )
  const clear = useCallback(async () => {
    await erase('drafts', key)
  }, [key])
  return { value, set, clear, ready }
}
