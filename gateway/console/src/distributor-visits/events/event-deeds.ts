import { patch, post, put } from '../../api/client.ts'
import type { CustomerEvent, CustomerEventDetail, Unit } from '../../api/types.ts'
import { type Deed, type Field, filledRows, listOf, type Row } from '../../components/form-fields.ts'

type Say = (key: string, values?: Record<string, unknown>) => string

export const KINDS = ['training', 'service_visit', 'lecture', 'class', 'relations'] as const
const PATH = '/v1/distributor-visits/events'
const aboutOf = ({ number, topic }: CustomerEvent) => `${number} ${topic}`

/** Who the list of attendance is chosen from. */
export interface Guests { customers: { id: string; name: string }[] }

const details = (t: Say, staff: { id: string; name: string }[], row?: CustomerEvent): Field[] => [
  { name: 'topic', kind: 'line', label: t('customerEvent.topic'), initial: row?.topic }, { name: 'place', kind: 'line', label: t('customerEvent.place'), initial: row?.place },
  { name: 'startsAt', kind: 'moment', label: t('customerEvent.startsAt'), initial: row?.startsAt }, { name: 'endsAt', kind: 'moment', label: t('customerEvent.endsAt'), initial: row?.endsAt },
  { name: 'staffUserIds', kind: 'many', label: t('customerEvent.staff'), initial: row?.staff.map(({ userId }) => userId) ?? [], options: staff.map(({ id, name }) => ({ value: id, label: name })) },
]

export const plan = (t: Say, units: Unit[], unitId: string | undefined, staff: { id: string; name: string }[]): Deed => ({
  title: t('customerEvent.plan'), done: t('customerEvent.planned'),
  fields: [{ name: 'unitId', kind: 'pick', label: t('column.unit'), initial: unitId, options: units.map((unit) => ({ value: unit.id, label: unit.name })) }, { name: 'kind', kind: 'pick', label: t('customerEvent.kindOf'), initial: KINDS[0], options: KINDS.map((value) => ({ value, label: t(`customerEvent.kind.${value}`) })) }, ...details(t, staff)],
  send: (values) => post(PATH, values),
})

const attendanceField = (t: Say, { customers }: Guests, initial: Row[] = [{}]): Field => ({
  name: 'attendance', kind: 'rows', label: t('customerEvent.attendance'), initial, hint: t('customerEvent.namesHint'),
  columns: [{ key: 'customerId', label: t('visitCustomer.what'), width: 220, options: customers.map(({ id, name }) => ({ value: id, label: name })) }, { key: 'names', label: t('customerEvent.names'), width: 260 }],
})
const attendanceOf = (value: Parameters<typeof filledRows>[0]) => filledRows(value).map(({ customerId, names = '' }) => ({ customerId, names: names.split(/[、，,;；\s]+/).filter(Boolean) }))

/** What can be done with it now: while it is planned it is changed, held or cancelled; afterwards only who came is put right. */
export function eventDeeds(t: Say, row: CustomerEventDetail, staff: { id: string; name: string }[], guests: Guests): Deed[] {
  const path = `${PATH}/${row.id}`
  const about = aboutOf(row)
  if (row.status === 'held') {
    const rows = row.attendance.map(({ customerId, names }) => ({ customerId, names: names.join(t('mark.list')) }))
    return [{ title: t('customerEvent.correct'), about, done: t('customerEvent.changed'), fields: [attendanceField(t, guests, rows)], send: ({ attendance }) => put(`${path}/attendance`, { attendance: attendanceOf(attendance) }, row.version) }]
  }
  if (row.status !== 'planned') return []
  return [
    { title: t('customerEvent.hold'), about, done: t('customerEvent.held'), fields: [{ name: 'outcome', kind: 'text', label: t('customerEvent.outcome') }, attendanceField(t, guests)], send: ({ outcome, attendance }) => post(`${path}/hold`, { outcome, attendance: attendanceOf(attendance) }) },
    { title: t('customerEvent.change'), about, done: t('customerEvent.changed'), fields: details(t, staff, row), send: ({ staffUserIds, ...values }) => patch(path, { ...values, staffUserIds: listOf(staffUserIds) }, row.version) },
    { title: t('customerEvent.cancel'), about, danger: true, done: t('customerEvent.cancelled'), fields: [{ name: 'reason', kind: 'text', label: t('follow.why') }], send: (values) => post(`${path}/cancel`, values) },
  ]
}
