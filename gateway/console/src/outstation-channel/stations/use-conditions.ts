import { useSearchParams } from 'react-router'

/** The conditions of a list stand in its address; with another condition another record comes first. */
export function useConditions(): [URLSearchParams, (key: string, value: string) => void] {
  const [params, setParams] = useSearchParams()
  const set = (key: string, value: string) =>
    setParams((before) => {
      const next = new URLSearchParams(before)
      next.delete('id')
      if (value) next.set(key, value)
      else next.delete(key)
      return next
    }, { replace: true })
  return [params, set]
}
