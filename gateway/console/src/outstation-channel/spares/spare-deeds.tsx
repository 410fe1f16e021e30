import { newKey, post } from '../../api/client.ts'
import { awaits } from '../../approvals/awaits.ts'
import type { SpareApplication, SpareItem, SpareReturn, SpareStockLine, SpareViolation, StockMovement, Unit } from '../../api/types.ts'
import { type Deed, type Field, rowsOf, textOf } from '../../components/form-fields.ts'
import type { Say } from '../goods/parts.tsx'
import { stationField } from '../goods/StationField.tsx'
import { AskLines } from './AskLines.tsx'
import { OrderField } from './OrderField.tsx'
import { ReturnLines } from './ReturnLines.tsx'

const BASE = '/v1/outstation-channel'
export const APPLICATION_STATUSES = ['asked', 'approved', 'shipped', 'received', 'refused', 'withdrawn'] as const
export const RETURN_STATUSES = ['asked', 'approved', 'returned', 'refused', 'withdrawn'] as const
export const VIOLATION_STATUSES = ['reported', 'consented', 'confirmed'] as const
const VIOLATIONS = ['borrowed', 'dismantled_sale', 'dismantled_spare', 'dismantled_faulty'] as const

/** Serial numbers as they are scanned or typed: one a line, or parted by commas or spaces. */
export const serialsIn = (text: unknown): string[] => (typeof text === 'string' ? text.split(/[\s,，、;；]+/).filter(Boolean) : [])
const serialField = (t: Say, name: string, label: string, when?: Field['when']): Field => ({ name, kind: 'text', label, hint: t('spare.serialHint'), fills: ['serials'], ...(when && { when }) })

export const addItem = (t: Say): Deed => ({
  title: t('spare.addItem'), done: t('spare.itemAdded'),
  fields: [
    { name: 'number', kind: 'line', label: t('spare.itemNumber') }, { name: 'name', kind: 'line', label: t('spare.name') }, { name: 'kind', kind: 'choice', label: t('spare.kindOf'), initial: 'part', options: (['part', 'unit'] as const).map((value) => ({ value, label: t(`spare.kind.${value}`) })) },
    { name: 'model', kind: 'line', label: t('goods.model') }, { name: 'serial', kind: 'choice', label: t('spare.toldApart'), initial: 'no', options: [{ value: 'no', label: t('spare.byCount') }, { value: 'yes', label: t('spare.bySerial') }], when: ({ kind }) => kind === 'part' },
  ],
  send: ({ serial, ...values }) => post(`${BASE}/spare-items`, { ...values, ...(serial !== undefined && { serial: serial === 'yes' }) }),
})

export const supply = (t: Say, items: SpareItem[], departments: Unit[], departmentId: string | undefined): Deed => ({
  title: t('spare.supply'), say: t('spare.supplySays'), done: t('spare.supplied'),
  fields: [
    { name: 'departmentUnitId', kind: 'pick', label: t('spare.warehouse'), initial: departmentId, options: departments.map((unit) => ({ value: unit.id, label: unit.name })) }, { name: 'itemId', kind: 'pick', label: t('spare.item'), options: items.map((item) => ({ value: item.id, label: `${item.number} ${item.name}` })) },
    { name: 'quantity', kind: 'line', label: t('spare.quantity') }, serialField(t, 'serials', t('spare.serials'), ({ itemId }) => Boolean(items.find((item) => item.id === itemId)?.serial)), { name: 'deliveredOn', kind: 'date', label: t('spare.deliveredOn') }, { name: 'reference', kind: 'line', label: t('spare.deliveryNote'), hint: t('spare.deliveryHint') },
  ],
  send: ({ quantity, serials, ...values }) => post(`${BASE}/spare-supplies`, { ...values, quantity: Number(quantity), ...(serials !== undefined && { serials: serialsIn(serials) }) }),
})

export const spend = (t: Say, row: SpareStockLine, stationId: string): Deed => {
  // Kept while the dialog stands: sent again after a lost answer it is the same use.
  const entry = newKey().slice(0, 12)
  return {
    title: t('spare.use'), about: t('spare.hereAre', { name: row.name, count: row.quantity }), done: t('spare.isUsed'),
    fields: [
      { name: 'orderId', kind: 'own', label: t('spare.order'), render: (value, onChange, first) => <OrderField stationId={stationId} value={textOf(value)} first={first} onChange={onChange} /> }, { name: 'quantity', kind: 'line', label: t('spare.quantity'), initial: '1' },
      ...(row.serial ? [serialField(t, 'serials', t('spare.serials'))] : []),
    ],
    send: ({ quantity, serials, ...values }) => post(`${BASE}/spare-uses`, { ...values, entry, itemId: row.id, quantity: Number(quantity), ...(row.serial && { serials: serialsIn(serials) }) }),
  }
}

export const reverse = (t: Say, line: StockMovement, name: string): Deed => ({
  title: t('spare.reverse'), about: `${name} ${line.change > 0 ? '+' : '−'}${Math.abs(line.change)}`, danger: true, say: t('spare.reverseSays'), done: t('spare.reversed'), fields: [{ name: 'reason', kind: 'text', label: t('goods.reason') }], send: (values) => post(`${BASE}/spare-movements/reverse`, { ...values, reference: line.reference }),
})

const linesOf = (value: unknown) => rowsOf(value as never)
const isAbove = (lines: unknown): boolean => linesOf(lines).some((line) => line['above'])

/** OC-3.2.3a: shows what the station has and uses while it asks. */
export const apply = (t: Say): Deed => ({
  title: t('spare.apply'), say: t('spare.applySays'), done: t('spare.applied'),
  fields: [{ name: 'lines', kind: 'own', label: t('spare.lines'), fills: ['stationId'], render: (_, onChange, first) => <AskLines first={first} onChange={onChange} /> }, { name: 'reason', kind: 'text', label: t('goods.reason'), optional: true, hint: t('spare.reasonHint'), when: ({ lines }) => !isAbove(lines) }, { name: 'reason', kind: 'text', label: t('goods.reason'), when: ({ lines }) => isAbove(lines) }],
  send: ({ lines, reason }) => post(`${BASE}/spare-applications`, { stationId: linesOf(lines)[0]?.['stationId'], lines: linesOf(lines).map(({ itemId, quantity }) => ({ itemId, quantity: Number(quantity) })), ...(reason !== undefined && { reason }) }),
})

/** OC-3.2.3b: of what was issued to the station, and of nothing else. */
export const askReturn = (t: Say): Deed => ({
  title: t('spare.askReturn'), say: t('spare.returnSays'), done: t('spare.returnAsked'),
  fields: [{ name: 'lines', kind: 'own', label: t('spare.lines'), fills: ['stationId', 'serials'], render: (_, onChange, first) => <ReturnLines first={first} onChange={onChange} /> }, { name: 'reason', kind: 'text', label: t('goods.reason') }],
  send: ({ lines, reason }) =>
    post(`${BASE}/spare-returns`, { stationId: linesOf(lines)[0]?.['stationId'], reason, lines: linesOf(lines).map(({ applicationId, itemId, quantity, serials }) => ({ applicationId, itemId, quantity: Number(quantity), ...(serialsIn(serials).length > 0 && { serials: serialsIn(serials) }) })) }),
})

/** Approving, and refusing with the reason: the same of applications, returns and loans. */
export const decisions = (t: Say, path: string, about: string, fields: Field[] = []): Deed[] => [
  { title: t('spare.approve'), about, done: t('spare.approved'), fields: [...fields, { name: 'note', kind: 'text', label: t('field.note'), optional: true }], send: (values) => post(`${path}/decide`, { decision: 'approved', ...values }) },
  { title: t('spare.refuse'), about, danger: true, done: t('spare.refused'), fields: [{ name: 'note', kind: 'text', label: t('goods.reason') }], send: (values) => post(`${path}/decide`, { decision: 'refused', ...values }) },
]

/** Who reads: what they may do, and who they are for the chains. */
export interface Reader { may: (permission: string) => boolean; me: string }

export function applicationDeeds(t: Say, row: SpareApplication, items: SpareItem[], { may, me }: Reader): Deed[] {
  const path = `${BASE}/spare-applications/${row.id}`
  const about = `${row.number} ${row.stationName}`
  if (row.status === 'asked') return awaits(row.approvals, me) ? decisions(t, path, about) : []
  if (row.status === 'shipped') return may('spare.apply') || may('station.portal') ? [{ title: t('spare.receive'), about, say: t('spare.receiveSays'), done: t('spare.received'), fields: [], send: () => post(`${path}/receive`) }] : []
  if (row.status !== 'approved' || !may('spare.work')) return []
  const serial = row.lines.filter((line) => items.find((item) => item.id === line.itemId)?.serial)
  return [
    {
      title: t('spare.ship'), about, say: t('spare.shipSays'), done: t('spare.shipped'), fields: [{ name: 'tracking', kind: 'line', label: t('spare.tracking') }, ...serial.map((line) => serialField(t, `serials-${line.itemId}`, t('spare.serialsOf', { name: line.itemName, count: line.quantity })))],
      send: ({ tracking, ...values }) => post(`${path}/ship`, { tracking, ...(serial.length > 0 && { serials: serial.map(({ itemId }) => ({ itemId, serials: serialsIn(values[`serials-${itemId}`]) })) }) }),
    },
  ]
}

export function returnDeeds(t: Say, row: SpareReturn, { may, me }: Reader): Deed[] {
  const path = `${BASE}/spare-returns/${row.id}`
  const about = `${row.number} ${row.stationName}`
  if (row.status === 'asked') return awaits(row.approvals, me) ? decisions(t, path, about) : []
  return row.status === 'approved' && (may('spare.apply') || may('station.portal')) ? [{ title: t('spare.send'), about, say: t('spare.sendSays'), done: t('spare.sent'), fields: [{ name: 'tracking', kind: 'line', label: t('spare.tracking') }], send: (values) => post(`${path}/send`, values) }] : []
}

export const reportViolation = (t: Say): Deed => ({
  title: t('spare.report'), say: t('spare.reportSays'), done: t('spare.reported'),
  fields: [
    stationField(t), { name: 'kind', kind: 'pick', label: t('spare.what'), options: VIOLATIONS.map((value) => ({ value, label: t(`spare.violation.${value}`) })) }, { name: 'facts', kind: 'text', label: t('spare.facts') },
    { name: 'serials', kind: 'text', label: t('spare.serials'), optional: true, hint: t('spare.serialHint') }, { name: 'discoveredAt', kind: 'moment', label: t('spare.discoveredAt') },
  ],
  send: ({ serials, ...values }) => post(`${BASE}/spare-violations`, { ...values, ...(serials !== undefined && { serials: serialsIn(serials) }) }),
})

export function violationDeeds(t: Say, row: SpareViolation, { may }: Pick<Reader, 'may'>): Deed[] {
  if (row.status !== 'reported' || !may('spare.approve')) return []
  const decide = (status: 'confirmed' | 'consented'): Deed => ({ title: t(`spare.decide.${status}`), about: `${row.number} ${row.stationName}`, say: t(`spare.decideSays.${status}`), done: t('spare.isDecided'), danger: status === 'confirmed', fields: [{ name: 'decision', kind: 'text', label: t('spare.decision') }], send: (values) => post(`${BASE}/spare-violations/${row.id}/decide`, { status, ...values }) })
  return [decide('consented'), decide('confirmed')]
}
