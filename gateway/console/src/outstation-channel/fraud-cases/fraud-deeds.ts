import { post } from '../../api/client.ts'
import type { FoundSignals, FraudCase, RepairOrder } from '../../api/types.ts'
import type { Deed, Option } from '../../components/form-fields.ts'
import { periodOf } from '../../shell/formats.ts'

type Say = (key: string, values?: Record<string, unknown>) => string

const PATH = '/v1/outstation-channel/fraud-cases'
const aboutOf = ({ stationName, month }: FraudCase): string => `${stationName} ${periodOf(month)}`

/** Looks for signs in a month's orders now; a settlement does it too. */
export const scan = (t: Say, departments: Option[], months: Option[]): Deed => ({
  title: t('fraud.scan'), say: t('fraud.scanSays'), done: (answer) => t('fraud.scanned', { count: Object.values(answer as FoundSignals).reduce((sum, n) => sum + n, 0) }),
  fields: [...(departments.length === 1 ? [] : [{ name: 'departmentUnitId', kind: 'pick' as const, label: t('settlement.department'), options: departments }]), { name: 'month', kind: 'pick', label: t('repairOrder.month'), initial: months[0]?.value, options: months }],
  send: (values) => post(`${PATH}/scan`, { ...(departments.length === 1 && { departmentUnitId: departments[0]!.value }), ...values }),
})

const evidence = (t: Say, initial?: string | null): Deed['fields'] => [{ name: 'evidence', kind: 'text', label: t('fraud.evidence'), hint: t('fraud.evidenceHint'), initial }, { name: 'report', kind: 'text', label: t('fraud.report') }]

/** OC-3.2.2b: somebody saw it themselves. */
export const report = (t: Say, stations: Option[]): Deed => ({
  title: t('fraud.tell'), say: t('fraud.tellSays'), done: t('fraud.told'), fields: [{ name: 'stationId', kind: 'pick', label: t('station.what'), initial: stations.length === 1 ? stations[0]!.value : undefined, options: stations }, ...evidence(t)], send: (values) => post(PATH, values),
})

/** The same of an order that is looked at. */
export const suspect = (t: Say, order: RepairOrder): Deed => ({ title: t('fraud.suspect'), about: `${order.stationName} ${order.number}`, say: t('fraud.tellSays'), done: t('fraud.told'), fields: evidence(t), send: (values) => post(PATH, { stationId: order.stationId, orderIds: [order.id], ...values }) })

/** Evidence, the report to the company, the station's education; or a dismissal with its reason (OC-3.2.2b). */
export function caseDeeds(t: Say, row: FraudCase, today: string): Deed[] {
  const path = `${PATH}/${row.id}`
  const about = aboutOf(row)
  if (row.status === 'open') {
    return [
      { title: t('fraud.confirm'), about, say: t('fraud.confirmSays'), done: t('fraud.isConfirmed'), fields: evidence(t, row.evidence), send: (values) => post(`${path}/confirm`, values) },
      { title: t('fraud.dismiss'), about, say: t('fraud.dismissSays'), danger: true, done: t('fraud.isDismissed'), fields: [{ name: 'reason', kind: 'text', label: t('station.why') }], send: (values) => post(`${path}/dismiss`, values) },
    ]
  }
  if (row.status !== 'confirmed') return []
  return [{ title: t('fraud.close'), about, say: t('fraud.closeSays'), done: t('fraud.isClosed'), fields: [{ name: 'educatedOn', kind: 'date', label: t('fraud.educatedOn'), initial: today }, { name: 'education', kind: 'text', label: t('fraud.education') }], send: (values) => post(`${path}/close`, values) }]
}
