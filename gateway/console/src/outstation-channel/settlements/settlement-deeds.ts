import { post } from '../../api/client.ts'
import type { SettlementRun, StationSettlement } from '../../api/types.ts'
import { type Deed, type Option, plainAmount } from '../../components/form-fields.ts'
import { periodOf, yuan } from '../../shell/formats.ts'

type Say = (key: string, values?: Record<string, unknown>) => string

const OC = '/v1/outstation-channel'
const aboutOf = ({ stationName, month }: StationSettlement): string => `${stationName} ${periodOf(month)}`
/** From the version that was read; 412 when the statement was drawn again meanwhile. */
const ask = (row: StationSettlement, verb: string, body: unknown) => post(`${OC}/settlements/${row.id}/${verb}`, body, { ifMatch: row.version })

/** Draws the statements of a month that is over; what is in question waits for its case (OC-3.2.2b). */
export const run = (t: Say, departments: Option[], months: Option[]): Deed => ({
  title: t('settlement.run'), say: t('settlement.runSays'), done: (answer) => { const { statements, orders, amount, held, newCases } = answer as SettlementRun; return t('settlement.ran', { statements, orders, amount: yuan(amount), held, newCases }) },
  fields: [...departmentField(t, departments), { name: 'month', kind: 'pick', label: t('repairOrder.month'), initial: months[0]?.value, options: months }], send: (values) => post(`${OC}/settlements/run`, { ...only(departments), ...values }),
})

export const publishRate = (t: Say, departments: Option[], months: Option[]): Deed => ({
  title: t('settlement.publish'), say: t('settlement.publishSays'), done: t('settlement.published'),
  fields: [
    ...departmentField(t, departments), { name: 'effectiveFrom', kind: 'pick', label: t('settlement.effectiveFrom'), initial: months[0]?.value, options: months },
    ...(['minor', 'medium', 'major'] as const).map((level) => ({ name: level, kind: 'line' as const, label: t('settlement.feeOf', { level: t(`repairOrder.level.${level}`) }), fills: [`fees.${level}`] })), { name: 'reason', kind: 'text', label: t('station.why') },
  ],
  send: ({ minor, medium, major, ...values }) => post(`${OC}/labour-rates`, { ...only(departments), ...values, fees: { minor: plainAmount(minor), medium: plainAmount(medium), major: plainAmount(major) } }),
})

/** By the station's own users: it is right, or what is wrong with it. */
export const stationDeeds = (t: Say, row: StationSettlement): Deed[] => [
  ...(row.status === 'drawn' ? [{ title: t('settlement.confirm'), about: aboutOf(row), say: t('settlement.confirmSays', { amount: yuan(row.amount) }), done: t('settlement.confirmed'), fields: [], send: () => ask(row, 'confirm', {}) }] : []),
  ...(row.status === 'drawn' || row.status === 'confirmed' ? [{ title: t('settlement.dispute'), about: aboutOf(row), danger: true, say: t('settlement.disputeSays'), done: t('settlement.disputed'), fields: [{ name: 'reason', kind: 'text' as const, label: t('settlement.wrong') }], send: (values: object) => ask(row, 'dispute', values) }] : []),
]

/** By the department: drawn again by what is known now, or paid once the station confirmed it. */
export const departmentDeeds = (t: Say, row: StationSettlement): Deed[] => [
  ...(row.status === 'confirmed' ? [{ title: t('settlement.pay'), about: aboutOf(row), say: t('settlement.paySays', { amount: yuan(row.amount) }), done: t('settlement.paid'), fields: [{ name: 'paymentReference', kind: 'line' as const, label: t('settlement.reference') }], send: (values: object) => ask(row, 'pay', values) }] : []),
  ...(row.status === 'drawn' || row.status === 'disputed' ? [{ title: t('settlement.redraw'), about: aboutOf(row), say: t('settlement.redrawSays'), done: t('settlement.redrawn'), fields: [], send: () => post(`${OC}/settlements/${row.id}/redraw`) }] : []),
]

const departmentField = (t: Say, departments: Option[]): Deed['fields'] => (departments.length === 1 ? [] : [{ name: 'departmentUnitId', kind: 'pick', label: t('settlement.department'), options: departments }])
const only = (departments: Option[]) => (departments.length === 1 ? { departmentUnitId: departments[0]!.value } : {})
