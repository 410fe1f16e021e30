import { post } from '../../api/client.ts'
import type { TechnicalProblem, Unit } from '../../api/types.ts'
import type { Deed } from '../../components/form-fields.ts'
import { customerField } from '../parts.tsx'

type Say = (key: string, values?: Record<string, unknown>) => string

const PATH = '/v1/distributor-visits/problems'
export const AREAS = ['production', 'management', 'use'] as const
const aboutOf = ({ number, title }: TechnicalProblem) => `${number} ${title}`

export const report = (t: Say): Deed => ({
  title: t('techProblem.report'), done: t('techProblem.reported'),
  fields: [
    customerField(t('visitCustomer.what')), { name: 'area', kind: 'choice', label: t('techProblem.areaOf'), initial: 'use', options: AREAS.map((value) => ({ value, label: t(`techProblem.area.${value}`) })) }, { name: 'product', kind: 'line', label: t('visitCustomer.of.product'), optional: true },
    { name: 'title', kind: 'line', label: t('techProblem.title') }, { name: 'description', kind: 'text', label: t('techProblem.description') }, { name: 'technicianUserId', kind: 'person', label: t('techProblem.technician'), optional: true, hint: t('techProblem.leastBusy') },
  ],
  send: (values) => post(PATH, values),
})

/** What whoever works at it in the region may do now, the solution first. */
export function workDeeds(t: Say, row: TechnicalProblem, departments: Unit[]): Deed[] {
  const path = `${PATH}/${row.id}`
  const about = aboutOf(row)
  const solve: Deed = { title: t('techProblem.solve'), about, done: t('techProblem.solved'), fields: [{ name: 'cause', kind: 'text', label: t('techProblem.cause') }, { name: 'solution', kind: 'text', label: t('techProblem.solution'), initial: row.steps.findLast(({ what }) => what === 'answer')?.text }], send: (values) => post(`${path}/solve`, values) }
  const escalate: Deed = {
    title: t(row.departmentUnitId ? 'techProblem.passOn' : 'techProblem.escalate'), about, say: t(row.status === 'escalated' ? 'techProblem.passOnSays' : 'techProblem.escalateSays'), done: t('techProblem.escalated'),
    fields: [{ name: 'departmentUnitId', kind: 'pick', label: t('techProblem.department'), options: departments.map((unit) => ({ value: unit.id, label: unit.name })) }, { name: 'reason', kind: 'text', label: t('techProblem.whyMajor') }], send: (values) => post(`${path}/escalate`, values),
  }
  const note: Deed = { title: t('follow.do.notes'), about, done: t('follow.kept'), fields: [{ name: 'text', kind: 'text', label: t('follow.text') }], send: (values) => post(`${path}/notes`, values) }
  const assign: Deed = { title: t('techProblem.assign'), about, done: t('follow.kept'), fields: [{ name: 'technicianUserId', kind: 'person', label: t('techProblem.technician'), initial: row.technicianUserId }], send: (values) => post(`${path}/assign`, values) }
  const reason = (verb: 'reopen' | 'withdraw'): Deed => ({ title: t(`follow.do.${verb}`), about, danger: verb === 'withdraw', done: t('follow.kept'), fields: [{ name: 'reason', kind: 'text', label: t('follow.why') }], send: (values) => post(`${path}/${verb}`, values) })
  if (row.status === 'solved') return [reason('reopen')]
  return row.status === 'withdrawn' ? [] : [solve, escalate, assign, note, reason('withdraw')]
}

/** DV-7.2: what the production or technical department may do while it is asked. */
export function answerDeeds(t: Say, row: TechnicalProblem): Deed[] {
  if (row.status !== 'escalated') return []
  const path = `${PATH}/${row.id}`
  const about = aboutOf(row)
  return [
    { title: t('techProblem.answer'), about, say: t('techProblem.answerSays'), done: t('follow.answered'), fields: [{ name: 'kind', kind: 'choice', label: t('techProblem.answerKind'), initial: 'solution', options: (['solution', 'workaround'] as const).map((value) => ({ value, label: t(`techProblem.answers.${value}`) })) }, { name: 'content', kind: 'text', label: t('follow.content') }], send: (values) => post(`${path}/answer`, values) },
    { title: t('follow.do.holding-reply'), about, say: t('follow.says.holding'), done: t('follow.kept'), fields: [{ name: 'text', kind: 'text', label: t('follow.content') }], send: (values) => post(`${path}/holding-reply`, values) },
  ]
}
