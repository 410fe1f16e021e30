import { useCallback, useMemo, useState } from 'react'
import { useSearchParams } from 'react-router'
import { usePerson } from '../shell/session.ts'
import type { View } from './ListParts.tsx'

/** Filters of a list live in the address; the person's own views are names for addresses, kept on this machine. */
export function useListAddress(list: string, keys: string[]) {
  const [params, setParams] = useSearchParams()
  const { user } = usePerson()
  const storage = `luyue.views.${user.id}.${list}`
  const [saved, setSaved] = useState<View[]>(() => JSON.parse(localStorage.getItem(storage) ?? '[]') as View[])
  const text = params.toString()
  const filters = useMemo(() => {
    const given = new URLSearchParams(text)
    return Object.fromEntries(keys.map((key) => [key, given.get(key)]).filter((entry): entry is [string, string] => Boolean(entry[1])))
    // The list of keys is a constant of the page.
  }, [text]) as Record<string, string>
  const set = useCallback(
    (key: string, value: string | null) =>
      setParams((before) => {
        const next = new URLSearchParams(before)
        if (value) next.set(key, value)
        else next.delete(key)
        return next
      }, { replace: key === 'q' }),
    [setParams],
  )
  const keep = (views: View[]) => {
    localStorage.setItem(storage, JSON.stringify(views))
    setSaved(views)
  }
  return {
    filters,
    set,
    /** The address as a view knows it: our keys only, in a fixed order. */
    view: new URLSearchParams(Object.entries(filters)).toString(),
    go: (query: string) => setParams(new URLSearchParams(query)),
    saved,
    save: (name: string) => keep([...saved.filter((view) => view.name !== name), { name, query: new URLSearchParams(Object.entries(filters)).toString(), own: true }]),
    drop: (name: string) => keep(saved.filter((view) => view.name !== name)),
  }
}
