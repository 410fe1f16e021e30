import { post } from '../../api/client.ts'
import type { BusinessTrip } from '../../api/types.ts'
import type { Deed } from '../../components/form-fields.ts'
import { dateOf } from '../../shell/formats.ts'
import { serverNow } from '../../shell/server-clock.ts'

type Say = (key: string, values?: Record<string, unknown>) => string
export const TRIPS = '/v1/outstation-channel/trips'

export const askTrip = (t: Say): Deed => ({
  title: t('trip.ask'), say: t('trip.askSays'), done: t('trip.asked'),
  fields: [{ name: 'destination', kind: 'line', label: t('trip.destination') }, { name: 'purpose', kind: 'text', label: t('trip.purpose') }, { name: 'fromOn', kind: 'date', label: t('trip.from'), initial: dateOf(serverNow()) }, { name: 'toOn', kind: 'date', label: t('trip.to') }], send: (values) => post(TRIPS, values),
})

/** Whoever has the say decides what is asked, nobody their own; the traveller keeps evidence, or gives the trip back before it begins. */
export function tripDeeds(t: Say, row: BusinessTrip, { own, decides }: { own: boolean; decides: boolean }): Deed[] {
  const about = `${row.number} ${row.staffName} ${row.destination}`
  const today = dateOf(serverNow())
  const decide = (decision: string) => (values: object) => post(`${TRIPS}/${row.id}/decide`, { decision, ...values })
  if (decides && row.status === 'asked') {
    return [
      { title: t('trip.approve'), about, done: t('trip.approved'), fields: [{ name: 'note', kind: 'text', label: t('trip.note'), optional: true }], send: decide('approved') },
      { title: t('trip.refuse'), about, danger: true, done: t('trip.refused'), fields: [{ name: 'note', kind: 'text', label: t('channelReport.why') }], send: decide('refused') },
    ]
  }
  if (!own) return []
  return [
    ...(row.status === 'approved' && row.fromOn <= today
      ? [{
          title: t('trip.keep'), about, say: t('trip.keepSays'), done: t('trip.kept'), fields: [{ name: 'occurredAt', kind: 'moment', label: t('trip.when'), initial: new Date(serverNow()).toISOString() }, { name: 'text', kind: 'text', label: t('trip.evidenceText') }, { name: 'attachmentIds', kind: 'photos', label: t('trip.photos'), optional: true }],
          send: (values) => post(`${TRIPS}/${row.id}/evidence`, values),
        } satisfies Deed]
      : []),
    ...(row.status === 'asked' || (row.status === 'approved' && row.fromOn > today) ? [{ title: t('trip.withdraw'), about, danger: true, say: t('trip.withdrawSays'), done: t('trip.withdrawn'), fields: [], send: decide('withdrawn') } satisfies Deed] : []),
  ]
}
