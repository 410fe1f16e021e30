import { LocateFixed, MapPinOff } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { FieldPlace } from './place.ts'

/** What the phone knows of where it is: how exactly, and what follows from it; or why it does not know. */
export function PlaceLine({ place, away }: { place: FieldPlace | null; away?: ReactNode }) {
  const { t } = useTranslation()
  if (!place) return <p className="soft" role="status" aria-busy="true"><LocateFixed size={16} /> {t('onFoot.locating')}</p>
  if ('unknown' in place) return <p className="soft" role="status"><MapPinOff size={16} /> {t(`onFoot.noPlace.${place.unknown}`)}</p>
  return <p className="soft" role="status"><LocateFixed size={16} /> {t('onFoot.placed', { count: place.accuracyM })}{away && t('mark.comma')}{away}</p>
}
