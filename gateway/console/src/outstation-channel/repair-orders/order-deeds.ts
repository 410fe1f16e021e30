import { patch, post } from '../../api/client.ts'
import type { OrderGuidance, OrderMailing, RepairOrder } from '../../api/types.ts'
import { type Deed, type Field, filledRows, type Option, type Values } from '../../components/form-fields.ts'
import { periodOf } from '../../shell/formats.ts'

type Say = (key: string, values?: Record<string, unknown>) => string

const OC = '/v1/outstation-channel'
const LEVELS = ['minor', 'medium', 'major'] as const

/** What the form of an order says; what is left out is still missing on the order. `row` is what stands there now. */
export const orderFields = (t: Say, row?: RepairOrder): Field[] => [
  { name: 'repairedOn', kind: 'date', label: t('repairOrder.field.repairedOn'), optional: true, initial: row?.repairedOn }, { name: 'model', kind: 'line', label: t('repairOrder.field.model'), optional: true, initial: row?.model }, { name: 'serial', kind: 'line', label: t('repairOrder.field.serial'), optional: true, initial: row?.serial },
  { name: 'fault', kind: 'line', label: t('repairOrder.field.fault'), optional: true, initial: row?.fault }, { name: 'level', kind: 'choice', label: t('repairOrder.field.level'), optional: true, initial: row?.level, options: LEVELS.map((value) => ({ value, label: t(`repairOrder.level.${value}`) })) },
  { name: 'used', kind: 'choice', label: t('repairOrder.field.parts'), optional: true, initial: row?.parts ? (row.parts.length > 0 ? 'some' : 'none') : undefined, options: [{ value: 'none', label: t('repairOrder.noParts') }, { value: 'some', label: t('repairOrder.someParts') }] },
  {
    name: 'parts', kind: 'rows', label: t('repairOrder.part'), optional: true, when: ({ used }) => used === 'some', initial: row?.parts?.map(({ name, quantity }) => ({ name, quantity: String(quantity) })) ?? [{}],
    columns: [{ key: 'name', label: t('repairOrder.partName'), width: 180 }, { key: 'quantity', label: t('repairOrder.quantity'), width: 70 }],
  },
  { name: 'customerName', kind: 'line', label: t('repairOrder.field.customerName'), optional: true, initial: row?.customerName }, { name: 'customerPhone', kind: 'line', label: t('repairOrder.field.customerPhone'), optional: true, initial: row?.customerPhone }, { name: 'soldOn', kind: 'date', label: t('repairOrder.field.soldOn'), optional: true, initial: row?.soldOn },
]

/** As the service reads it: no parts are said by an empty list, parts that nobody spoke of not at all. */
export const orderBody = ({ used, parts, ...rest }: Values) => ({
  ...rest, ...(used === 'none' && { parts: [] }), ...(used === 'some' && filledRows(parts ?? []).length > 0 && { parts: filledRows(parts ?? []).map(({ name, quantity }) => ({ name, quantity: Number(quantity ?? 1) })) }),
})

export const correct = (t: Say, row: RepairOrder): Deed => ({
  title: t(row.status === 'returned' ? 'repairOrder.mend' : 'repairOrder.complete'), about: `${row.number} ${row.stationName}`, say: row.status === 'returned' ? t('repairOrder.mendSays', { reason: row.returnReason }) : undefined, done: t('repairOrder.kept'), fields: orderFields(t, row), send: (values) => patch(`${OC}/repair-orders/${row.id}`, orderBody(values), row.version),
})

/** OC-3.2.2a: counted at the station, with a note to guide it. */
export const giveBack = (t: Say, row: RepairOrder): Deed => ({ title: t('repairOrder.return'), about: `${row.number} ${row.stationName}`, danger: true, say: t('repairOrder.returnSays'), done: t('repairOrder.returned'), fields: [{ name: 'reason', kind: 'text', label: t('station.why') }], send: (values) => post(`${OC}/repair-orders/${row.id}/return`, values) })

/** OC-3.2.2a: all complete orders of a month, by the mail day of the next. */
export const mail = (t: Say, stations: Option[], months: Option[], today: string): Deed => ({
  title: t('repairOrder.mail'), say: t('repairOrder.mailSays'), done: (answer) => t('repairOrder.mailed', { count: (answer as OrderMailing).orders }),
  fields: [
    ...(stations.length === 1 ? [] : [{ name: 'stationId', kind: 'pick' as const, label: t('station.what'), options: stations }]), { name: 'month', kind: 'pick', label: t('repairOrder.month'), initial: months[1]?.value, options: months }, { name: 'tracking', kind: 'line', label: t('repairOrder.tracking') },
    { name: 'mailedOn', kind: 'date', label: t('repairOrder.mailedOn'), initial: today }, { name: 'leaveIncomplete', kind: 'choice', label: t('repairOrder.incomplete'), initial: 'no', options: [{ value: 'no', label: t('repairOrder.allWhole') }, { value: 'yes', label: t('repairOrder.leave') }] },
  ],
  send: ({ leaveIncomplete, ...values }) => post(`${OC}/order-mailings`, { ...(stations.length === 1 && { stationId: stations[0]!.value }), ...values, leaveIncomplete: leaveIncomplete === 'yes' }),
})

export const accept = (t: Say, row: OrderMailing): Deed => ({ title: t('repairOrder.accept'), about: `${row.stationName} ${periodOf(row.month)}`, say: t('repairOrder.acceptSays'), done: (answer) => t('repairOrder.accepted', { count: (answer as { accepted: number }).accepted }), fields: [], send: () => post(`${OC}/order-mailings/${row.id}/accept`) })

export const guide = (t: Say, row: OrderGuidance): Deed => ({ title: t('repairOrder.guide'), about: `${row.stationName} ${row.orderNumber}`, say: row.reason, done: t('repairOrder.guided'), fields: [{ name: 'note', kind: 'text', label: t('repairOrder.guidance') }], send: (values) => post(`${OC}/order-guidances/${row.id}/done`, values) })
