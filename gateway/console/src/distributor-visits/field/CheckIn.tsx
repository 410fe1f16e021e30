import { useTranslation } from 'react-i18next'
import type { VisitCustomer } from '../../api/types.ts'
import { textOf } from '../../components/form-fields.ts'
import { FieldForm } from '../../field/FieldForm.tsx'
import { metresBetween, placeBody, type FieldPlace } from '../../field/place.ts'
import { PlaceLine } from '../../field/PlaceLine.tsx'
import { usePlace } from '../../field/use-place.ts'
import { checkIn } from './day.ts'
import { lengthOf } from './lengths.ts'

/** How far the phone is from the customer. */
export function CustomerPlace({ place, customer: { latitude, longitude } }: { place: FieldPlace | null; customer: VisitCustomer }) {
  const { t } = useTranslation()
  const known = place && 'latitude' in place && latitude !== null && longitude !== null
  return <PlaceLine place={place} away={known ? t('visit.away', { distance: lengthOf(metresBetween(place, { latitude, longitude }), t) }) : t('visit.customerNowhere')} />
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
      <CustomerPlace place={place} customer={customer} />
    </FieldForm>
  )
}
