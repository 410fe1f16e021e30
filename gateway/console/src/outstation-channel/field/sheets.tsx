import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { cache } from '../../api/cache.ts'
import { newKey, post } from '../../api/client.ts'
import type { BusinessTrip, ReachCall, StationSupervision } from '../../api/types.ts'
import { textOf, type Value } from '../../components/form-fields.ts'
import { FieldForm, type FieldOnFoot } from '../../field/FieldForm.tsx'
import { placeBody } from '../../field/place.ts'
import { PlaceLine } from '../../field/PlaceLine.tsx'
import { usePlace } from '../../field/use-place.ts'
import { dateOf } from '../../shell/formats.ts'
import { serverNow } from '../../shell/server-clock.ts'
import { note } from './day.ts'

interface SheetProps { onClose: () => void }
const KINDS = ['status_check', 'attitude_check', 'attitude_training', 'settlement_talk', 'spares_training', 'technical_training', 'operation_training'] as const
const isCheck = (kind: Value) => kind === 'status_check' || kind === 'attitude_check'
const isTraining = (kind: Value) => textOf(kind).endsWith('training')

/** What counts only when the server has it: sent at once, and once. */
function useSending(path: string): (values: object) => Promise<void> {
  const [idempotencyKey] = useState(newKey)
  return async (values) => {
    await post<unknown>(path, values, { idempotencyKey })
    await cache.invalidateQueries()
  }
}

/** OC-3.1.2a: whoever was called answers; late is recorded as unreachable. */
export function AnswerSheet({ call, onClose }: SheetProps & { call: ReachCall }) {
  const { t } = useTranslation()
  const send = useSending(`/v1/outstation-channel/reach-calls/${call.id}/answer`)
  return (
    <FieldForm name={`reach.${call.id}`} record={call.id} title={t('reach.answer')} say={call.status === 'unreachable' ? t('reach.late') : undefined} save={t('reach.answer')} fields={[{ name: 'text', kind: 'text', label: t('reach.answerIs'), optional: true }]} onClose={onClose} onSave={send}>
      <p><b>{call.message}</b><small className="block muted">{call.sentBy}</small></p>
    </FieldForm>
  )
}

export function AskTripSheet({ onClose }: SheetProps) {
  const { t } = useTranslation()
  const send = useSending('/v1/outstation-channel/trips')
  const day = (name: string, label: string): FieldOnFoot => ({ name, kind: 'line', label, initial: dateOf(serverNow()), hint: t('outDay.dayHint') })
  return <FieldForm name="trip.ask" record="trip" title={t('trip.ask')} say={t('trip.askSays')} save={t('trip.ask')} onClose={onClose} onSave={send} fields={[{ name: 'destination', kind: 'line', label: t('trip.destination') }, { name: 'purpose', kind: 'text', label: t('trip.purpose') }, day('fromOn', t('trip.from')), day('toOn', t('trip.to'))]} />
}

/** OC-3.1.4b: where somebody is on the trip, by the phone's own time and place. */
export function EvidenceSheet({ trip, onClose }: SheetProps & { trip: BusinessTrip }) {
  const { t } = useTranslation()
  const place = usePlace()
  return (
    <FieldForm name={`evidence.${trip.id}`} record={trip.id} title={t('outDay.checkIn')} save={t('outDay.checkIn')} photos fields={[{ name: 'text', kind: 'text', label: t('trip.evidenceText') }]} onClose={onClose} onSave={({ text }, photos) => note('evidence', trip.id, trip.destination, { text, ...placeBody(place) }, photos)}>
      <p><b>{trip.destination}</b></p>
      <PlaceLine place={place} />
    </FieldForm>
  )
}

/** A check with its score, a talk, or a training with whoever was there: it meets the duty of its period. */
export function StationSheet({ station, onClose }: SheetProps & { station: StationSupervision }) {
  const { t } = useTranslation()
  return (
    <FieldForm
      name={`station.${station.stationUnitId}`} record={station.stationUnitId} title={t('outDay.recordVisit')} save={t('outDay.save')} onClose={onClose}
      fields={[
        { name: 'kind', kind: 'pick', label: t('outDay.kindOf'), initial: 'status_check', options: KINDS.map((value) => ({ value, label: t(`outDay.kind.${value}`) })) }, { name: 'score', kind: 'whole', label: t('outDay.score'), when: ({ kind }) => isCheck(kind) },
        { name: 'attendees', kind: 'line', label: t('outDay.attendees'), hint: t('outDay.attendeesHint'), when: ({ kind }) => isTraining(kind) }, { name: 'text', kind: 'text', label: t('outDay.said') },
      ]}
      onSave={({ kind, text, score, attendees }) => note('station', station.stationUnitId, station.stationName, { kind, text, heldOn: dateOf(serverNow()), ...(score !== undefined && { score: Number(score) }), ...(attendees !== undefined && { attendees: textOf(attendees).split(/[、,，;；\s]+/).filter(Boolean) }) })}
    >
      <p><b>{station.stationName}</b></p>
    </FieldForm>
  )
}
