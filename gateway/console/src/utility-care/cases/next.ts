import type { Action, Case } from '../../api/types.ts'
import { caseForms, orderForms, verbOf } from './actions.ts'

export interface Step extends Action {
  verb: string
  on: 'case' | 'order'
}

const assignable = ['queued', 'assigned', 'accepted', 'no_access']

/** Actions that follow from the person and the open clocks rather than from the status of the record. */
function impliedBy(record: Case, may: (permission: string) => boolean, userId: string): Step[] {
  const steps: Step[] = []
  const owes = (clauseId: string) => record.obligations.some((each) => each.clauseId === clauseId && each.status === 'open')
  const add = (verb: string, on: Step['on'] = 'case') => steps.push({ action: verb, verb, on, allowed: true })
  if (record.workOrder && may('order.dispatch') && assignable.includes(record.workOrder.status)) add('assign', 'order')
  if (record.transfer?.toUserId === userId) ['transfer/accept', 'transfer/decline'].forEach((verb) => add(verb))
  if (owes('UC-5.1c')) add('acknowledge-report')
  if (owes('UC-7.3d')) add('progress')
  if (record.obligations.some((each) => each.status === 'open' && each.pausedAt)) add('user-answered')
  return steps
}

/** Every action of the record that the console can carry out, with the answer of the server whether it is allowed. */
export function stepsOf(record: Case, may: (permission: string) => boolean, userId: string): Step[] {
  const steps = impliedBy(record, may, userId)
  for (const action of record.workOrder?.actions ?? []) steps.push({ ...action, verb: verbOf(action.action), on: 'order' })
  for (const action of record.actions) steps.push({ ...action, verb: verbOf(action.action), on: 'case' })
  return steps.filter((step, index) => (step.on === 'case' ? caseForms : orderForms)[step.verb] !== undefined && steps.findIndex((each) => each.verb === step.verb) === index)
}

/** Nobody is on the way: the dispatcher is next. */
export const waitsForOrder = (record: Case): boolean => record.workOrder?.status === 'queued' || record.workOrder?.status === 'no_access'

/** The next thing to do now: what others wait for first, then the work itself, the closing last. */
export function nextOf(record: Case, steps: Step[]): Step | null {
  const allowed = (verb: string) => steps.find((step) => step.verb === verb && step.allowed) ?? null
  return (
    allowed('transfer/accept') ?? (record.severity === 'major' ? allowed('acknowledge-report') : null) ?? (waitsForOrder(record) ? allowed('assign') : null) ?? (record.kind === 'complaint' && record.status === 'open' ? allowed('investigate') : null) ??
    allowed('reply') ?? allowed('accept') ?? allowed('depart') ?? allowed('arrive') ?? (record.status === 'repaired' || record.status === 'closed' ? null : (allowed('handle') ?? allowed('repair'))) ?? allowed('inform') ?? allowed('user-answered') ?? allowed('close')
  )
}

const tracks = {
  visit: ['received', 'assigned', 'on_the_way', 'on_site', 'handled', 'repaired', 'closed'],
  desk: ['received', 'handled', 'closed'],
}

export interface TrackStep { name: string; at: string | null; state: 'done' | 'now' | 'ahead' }

/** Received to closed as this kind of case runs; the first step without a milestone is the present one. */
export function trackOf(record: Case): TrackStep[] {
  const names = record.workOrder || record.kind === 'repair' || record.kind === 'alarm' ? tracks.visit : tracks.desk
  const at = (name: string) => record.milestones.findLast((milestone) => milestone.name === name)?.at ?? (name === 'received' ? record.receivedAt : null)
  const last = names.findLastIndex((name) => at(name) !== null)
  return names.map((name, index) => ({ name, at: at(name), state: index <= last ? 'done' : index === last + 1 ? 'now' : 'ahead' }))
}
