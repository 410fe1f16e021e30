import { useEffect, useState } from 'react'
import { locate, type FieldPlace } from './place.ts'

/** The phone's place, as soon as it is known; what is done there begins without it, too. */
export function usePlace(): FieldPlace | null {
  const [place, setPlace] = useState<FieldPlace | null>(null)
  useEffect(() => {
    let here = true
    void locate().then((found) => here && setPlace(found))
    return () => {
      here = false
    }
  }, [])
  return place
}
