import { download } from '../../api/download.ts'
import { post } from '../../api/client.ts'
import type { DailyReport, Unit, UrgentReport } from '../../api/types.ts'
import type { Deed } from '../../components/form-fields.ts'
import { customerField } from '../parts.tsx'

type Say = (key: string, values?: Record<string, unknown>) => string

export const URGENT_PATH = '/v1/distributor-visits/urgent-reports'
export const URGENT_KINDS = ['policy_change', 'new_product', 'new_move', 'own_defect', 'other'] as const
export const urgentKinds = (t: Say) => URGENT_KINDS.map((value) => ({ value, label: t(`report.urgent.${value}`) }))
const kindField = (t: Say, initial?: string | null) => ({ name: 'kind', kind: 'pick' as const, label: t('report.urgentKind'), options: urgentKinds(t), initial: initial ?? undefined })

/** Of something that no daily report has. */
export const reportAtOnce = (t: Say, units: Unit[], unitId: string | undefined, opened: (id: string) => void): Deed => ({
  title: t('urgent.open'), say: t('urgent.openSays'), done: t('urgent.opened'),
  fields: [
    { name: 'title', kind: 'line', label: t('urgent.title') }, kindField(t), { name: 'unitId', kind: 'pick', label: t('column.unit'), initial: unitId ?? units[0]?.id, options: units.map((unit) => ({ value: unit.id, label: unit.name })) },
    { ...customerField(t('visitCustomer.what')), optional: true },
  ],
  send: (values) => post<UrgentReport>(URGENT_PATH, values).then((report) => opened(report.id)),
})

/** Of a matter that was marked beyond the unit: what the daily report says of it is in the draft. */
export const reportMatter = (t: Say, matter: DailyReport['matters'][number], opened: (id: string) => void): Deed => ({
  title: t('urgent.open'), about: matter.title, say: t('urgent.fromMatterSays'), done: t('urgent.opened'), fields: [kindField(t, matter.kind)], send: (values) => post<UrgentReport>(URGENT_PATH, { ...values, matterId: matter.id }).then((report) => opened(report.id)),
})

/** What its author and the superior may do with a report as it stands. */
export function urgentDeeds(t: Say, report: UrgentReport, { writes, drops, superior, comments }: { writes: boolean; drops: boolean; superior: boolean; comments: boolean }): Deed[] {
  const path = `${URGENT_PATH}/${report.id}`
  const about = `${report.number} ${report.title}`
  return [
    ...(writes ? [{ title: t('urgent.file'), about, say: t('urgent.fileSays'), done: t('urgent.isFiled'), fields: [], send: () => post(`${path}/file`, undefined, { ifMatch: report.version }) } satisfies Deed] : []),
    ...(report.status === 'submitted' && superior ? [{ title: t('urgent.acknowledge'), about, done: t('urgent.isAcknowledged'), fields: [{ name: 'comment', kind: 'text', label: t('report.comment'), optional: true }], send: (values) => post(`${path}/acknowledge`, values) } satisfies Deed] : []),
    ...(report.submittedAt && comments ? [{ title: t('report.say'), about, done: t('report.said'), fields: [{ name: 'text', kind: 'text', label: t('report.comment') }], send: (values) => post(`${path}/comments`, values) } satisfies Deed] : []),
    ...(drops ? [{ title: t('urgent.drop'), about, danger: true, say: t(report.matterId ? 'urgent.dropMatterSays' : 'urgent.dropSays'), done: t('urgent.isDropped'), fields: [{ name: 'reason', kind: 'text', label: t('visitCustomer.why') }], send: ({ reason }) => post(`${path}/drop`, { reason }, { ifMatch: report.version }) } satisfies Deed] : []),
    { title: t('do.print'), about, quiet: true, done: t('report.printed'), fields: [], send: () => download(`${path}/paper`) },
  ]
}
