import { patch, post } from '../../api/client.ts'
import type { PlannedVisit, Unit, VisitPlan } from '../../api/types.ts'
import { type Deed, type Field, textOf } from '../../components/form-fields.ts'
import { periodOf } from '../../shell/formats.ts'
import { customerField } from '../parts.tsx'

type Say = (key: string, values?: Record<string, unknown>) => string

const PATH = '/v1/distributor-visits/plans'
const aboutOf = ({ unitName, period }: VisitPlan) => `${unitName} ${periodOf(period)}`
const lines = (value: unknown) => textOf(value as string).split(/[\n、,，;；]+/).map((each) => each.trim()).filter(Boolean)

const details = (t: Say, row?: VisitPlan): Field[] => [
  ...(['keyProducts', 'keySurveyItems', 'specialSurveyItems'] as const).map((name): Field => ({ name, kind: 'text', label: t(`visitPlan.${name}`), optional: true, initial: row?.[name].join(t('mark.list')), hint: name === 'keyProducts' ? t('visitPlan.listHint') : undefined })),
  { name: 'note', kind: 'text', label: t('field.note'), optional: true, initial: row?.note },
]
const listsOf = ({ keyProducts, keySurveyItems, specialSurveyItems, note }: Record<string, unknown>) => ({ keyProducts: lines(keyProducts ?? ''), keySurveyItems: lines(keySurveyItems ?? ''), specialSurveyItems: lines(specialSurveyItems ?? ''), note: textOf((note ?? '') as string) })

/** A draft for a year, a quarter or a month; it takes over what the wider plan says (DV-5). */
export const create = (t: Say, units: Unit[], unitId: string | undefined, next: { year: string; quarter: string; month: string }): Deed => ({
  title: t('visitPlan.create'), done: t('visitPlan.created'), say: t('visitPlan.createSays'),
  fields: [
    { name: 'unitId', kind: 'pick', label: t('column.unit'), initial: unitId, options: units.map((unit) => ({ value: unit.id, label: unit.name })) },
    { name: 'period', kind: 'line', label: t('visitPlan.period'), initial: next.month, hint: t('visitPlan.periodHint', next) },
  ],
  send: (values) => post(PATH, values),
})

/** What can be done with the plan now; handing it over is the next thing once it names its visits. */
export function planDeeds(t: Say, row: VisitPlan): Deed[] {
  const path = `${PATH}/${row.id}`
  const about = aboutOf(row)
  const add: Deed = {
    title: t('visitPlan.addVisit'), about, done: t('visitPlan.changed'),
    fields: [customerField(t('visitCustomer.what')), { name: 'visitorUserId', kind: 'person', label: t('visitCustomer.visitor') }, row.periodKind === 'month' ? { name: 'day', kind: 'date', label: t('visitPlan.day') } : { name: 'month', kind: 'line', label: t('visitPlan.month'), hint: 'YYYY-MM' }, { name: 'reason', kind: 'text', label: t('follow.why'), optional: row.status === 'draft', hint: t('visitPlan.reasonHint') }],
    send: (values) => post(`${path}/visits`, values),
  }
  if (row.status === 'issued') return [add]
  const propose: Deed = { title: t('visitPlan.propose'), about, say: t('visitPlan.proposeSays'), done: t('visitPlan.proposed'), fields: [], send: () => post(`${path}/propose`) }
  const issue: Deed = { title: t('visitPlan.issue'), about, say: t('visitPlan.issueSays'), done: (answer) => t((answer as VisitPlan).status === 'submitted' ? 'visitPlan.isSubmitted' : 'visitPlan.isIssued'), fields: [], send: () => post<VisitPlan>(`${path}/issue`) }
  const change: Deed = { title: t('visitPlan.change'), about, done: t('visitPlan.changed'), fields: details(t, row), send: (values) => patch(path, listsOf(values), row.version) }
  return row.counts.planned > 0 ? [issue, propose, add, change] : [propose, add, change]
}

/** DV-5, PF-12: while it waits nobody changes it; the superior decides, and whoever handed it in takes it back. */
export function waitingDeeds(t: Say, row: VisitPlan, { decides, mine }: { decides: boolean; mine: boolean }): Deed[] {
  const about = aboutOf(row)
  return [
    ...(decides
      ? [
          { title: t('visitPlan.approve'), about, say: t('visitPlan.issueSays'), done: t('visitPlan.isIssued'), fields: [{ name: 'note', kind: 'text', label: t('field.note'), optional: true }], send: (values) => post(`${PATH}/${row.id}/decide`, { decision: 'approve', ...values }) } satisfies Deed,
          { title: t('visitPlan.return'), about, danger: true, done: t('visitPlan.isReturned'), fields: [{ name: 'reason', kind: 'text', label: t('follow.why') }], send: (values) => post(`${PATH}/${row.id}/decide`, { decision: 'return', ...values }) } satisfies Deed,
        ]
      : []),
    ...(mine ? [{ title: t('visitPlan.withdraw'), about, danger: true, say: t('visitPlan.withdrawSays'), done: t('visitPlan.withdrawn'), fields: [], send: () => post(`/v1/distributor-visits/approvals/${row.requestId}/withdraw`) } satisfies Deed] : []),
  ]
}

/** Another person, another day, or not at all; once the plan is handed over, with the reason. */
export const changeVisit = (t: Say, plan: VisitPlan, row: PlannedVisit): Deed => ({
  title: t('visitPlan.changeVisit'), about: `${row.customerName} ${row.day ?? row.month}`, done: t('visitPlan.changed'),
  fields: [
    { name: 'visitorUserId', kind: 'person', label: t('visitCustomer.visitor'), initial: row.visitorUserId }, ...(plan.periodKind === 'month' ? [{ name: 'day', kind: 'date' as const, label: t('visitPlan.day'), initial: row.day }] : []),
    { name: 'status', kind: 'choice', label: t('column.status'), initial: row.status === 'cancelled' ? 'cancelled' : 'planned', options: (['planned', 'cancelled'] as const).map((value) => ({ value, label: t(`visitPlan.visitStatus.${value}`) })) },
    { name: 'reason', kind: 'text', label: t('follow.why'), optional: plan.status === 'draft', hint: t('visitPlan.reasonHint') },
  ],
  send: ({ visitorUserId, day, status, reason }) => post(`/v1/distributor-visits/planned-visits/${row.id}/change`, { ...(visitorUserId !== row.visitorUserId && { visitorUserId }), ...(day && day !== row.day && { day }), ...(status !== row.status && { status }), ...(reason && { reason }) }),
})
