import { LocateFixed, MapPinOff } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { VisitCustomer } from '../../api/types.ts'
import { textOf } from '../../components/form-fields.ts'
import { FieldForm } from '../../field/FieldForm.tsx'
import { metresBetween, type FieldPlace } from '../../field/place.ts'
import { usePlace } from '../../field/use-place.ts'
import { checkIn } from './day.ts'
import { lengthOf } from './lengths.ts'

/** Where the phone is, as a record carries it. */
export const placeBody = (place: FieldPlace | null) => (place && 'latitude' in place ? { latitude: place.latitude, longitude: place.longitude, accuracy: place.accuracyM } : {})

export function PlaceLine({ place, customer }: { place: FieldPlace | null; customer: VisitCustomer }) {
  const { t } = useTranslation()
  if (!place) return <p className="soft" role="status" aria-busy="true"><LocateFixed size={16} /> {t('visit.locating')}</p>
  if ('unknown' in place) return <p className="soft" role="status"><MapPinOff size={16} /> {t(`visit.noPlace.${place.unknown}`)}</p>
  const { latitude, longitude } = customer
  const away = latitude !== null && longitude !== null ? t('visit.away', { distance: lengthOf(metresBetween(place, { latitude, longitude }), t) }) : t('visit.customerNowhere')
  return <p className="soft" role="status"><LocateFixed size={16} /> {t('visit.placed', { accuracy: place.accuracyM })}{t('mark.comma')}{away}</p>
}

/** DV-8, R5: the visit begins with place and time; outside the plan with its reason (DV-5). */
export function CheckInSheet({ customer, plannedVisitId, onClose, onBegun }: { customer: VisitCustomer; plannedVisitId: string | null; onClose: () => void; onBegun: (key: string) => void }) {
  const { t } = useTranslation()
  const place = usePlace()
  return (
    <FieldForm
      name={`check-in.${plannedVisitId ?? customer.id}`} record={customer.id} title={t('visit.kind.check_in')} save={t('visit.kind.check_in')} onClose={onClose}
      fields={plannedVisitId ? [] : [{ name: 'reason', kind: 'text', label: t('visit.unplannedWhy') }]}
      onSave={async ({ reason }) => onBegun(await checkIn(customer, plannedVisitId, { ...placeBody(place), ...(reason && { reason }) }, textOf(reason)))}
    >
      <p><b>{customer.name}</b></p>
      <PlaceLine place={place} customer={customer} />
    </FieldForm>
  )
}
