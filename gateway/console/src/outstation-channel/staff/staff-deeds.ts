import { patch, post } from '../../api/client.ts'
import type { ContactChange, OutstationPerson, Unit } from '../../api/types.ts'
import { type Deed, type Field, type Values } from '../../components/form-fields.ts'

type Say = (key: string, values?: Record<string, unknown>) => string
type Leave = OutstationPerson['leaves'][number]
const OC = '/v1/outstation-channel'
const PATH = `${OC}/staff`
export const KINDS = ['account_manager', 'parts_manager', 'technician'] as const
const HIRES = ['posted', 'local'] as const

const kind = (t: Say, initial?: string): Field => ({ name: 'kind', kind: 'choice', label: t('outstation.kindOf'), initial, options: KINDS.map((value) => ({ value, label: t(`outstation.kind.${value}`) })) })
const engineer = (t: Say, initial?: string): Field => ({ name: 'engineerUserId', kind: 'person', label: t('outstation.engineer'), initial, hint: t('outstation.engineerSays') })
const contact = (t: Say, now?: OutstationPerson['contact']): Field[] => (['phone', 'email', 'address'] as const).map((name) => ({ name, kind: 'line', label: t(`outstation.of.${name}`), optional: name !== 'phone', initial: now?.[name], fills: [`contact.${name}`] }))

/** OC-1.2, OC-4.7: posted or recruited locally, and one of three kinds. */
export const employ = (t: Say, departments: Unit[], departmentUnitId: string | undefined, then: (made: OutstationPerson) => void): Deed => ({
  title: t('outstation.employ'), say: t('outstation.employSays'), done: t('outstation.employed'),
  fields: [
    { name: 'userId', kind: 'person', label: t('outstation.who') }, { name: 'departmentUnitId', kind: 'pick', label: t('channelRegion.department'), initial: departmentUnitId, options: departments.map((unit) => ({ value: unit.id, label: unit.name })) }, kind(t),
    { name: 'hire', kind: 'choice', label: t('outstation.hireOf'), initial: HIRES[0], options: HIRES.map((value) => ({ value, label: t(`outstation.hire.${value}`) })) }, engineer(t), { name: 'employedOn', kind: 'date', label: t('outstation.employedOn') }, ...contact(t),
  ],
  send: async ({ phone, email, address, ...values }: Values) => then(await post(PATH, { ...values, contact: { phone, ...(email ? { email } : {}), ...(address ? { address } : {}) } })),
})

export const changeStaff = (t: Say, row: OutstationPerson): Deed => ({ title: t('outstation.change'), about: row.name, done: t('outstation.changed'), fields: [kind(t, row.kind), engineer(t, row.engineerUserId)], send: (values) => patch(`${PATH}/${row.id}`, values, row.version) })

/** Reading 9: employment ends by its date, the posting stays in handover until it is signed. */
export const leave = (t: Say, row: OutstationPerson): Deed => ({
  title: t('outstation.leave'), about: row.name, danger: true, say: t('outstation.leaveSays'), done: t('outstation.leaves'), fields: [{ name: 'on', kind: 'date', label: t('outstation.leavesOn'), hint: t('outstation.firstDayAway') }, { name: 'reason', kind: 'text', label: t('field.reason') }], send: (values) => post(`${PATH}/${row.id}/leave`, values),
})

export const askLeave = (t: Say, row: OutstationPerson): Deed => ({
  title: t('outstation.askLeave'), say: t('outstation.askSays'), done: t('outstation.asked'),
  fields: [{ name: 'fromOn', kind: 'date', label: t('outstation.fromOn') }, { name: 'toOn', kind: 'date', label: t('outstation.toOn') }, { name: 'deputyUserId', kind: 'person', label: t('outstation.deputy'), hint: t('outstation.deputySays') }, { name: 'reason', kind: 'line', label: t('field.reason') }],
  send: (values) => post(`${PATH}/${row.id}/absences`, values),
})

/** What may be decided of a leave: by the person, or by who leads them. */
export function leaveDeeds(t: Say, row: OutstationPerson, each: Leave, leads: boolean): Deed[] {
  const about = `${row.name} ${each.fromOn} – ${each.toOn}`
  const decide = (decision: 'approved' | 'refused' | 'withdrawn', fields: Field[]): Deed => ({ title: t(`outstation.decide.${decision}`), about, danger: decision === 'refused', done: t(`outstation.leaveStatus.${decision}`), fields, send: (values) => post(`${PATH}/${row.id}/absences/${each.id}/decide`, { ...values, decision }) })
  if (row.mine) return each.status === 'asked' || each.status === 'approved' ? [decide('withdrawn', [])] : []
  return leads && each.status === 'asked' ? [decide('approved', []), decide('refused', [{ name: 'note', kind: 'line', label: t('field.reason') }])] : []
}

/** OC-3.5.2: told to the person in charge of the channel; it holds when they have confirmed it. */
export const tellChange = (t: Say, row: OutstationPerson): Deed => ({
  title: t('outstation.tellChange'), say: t('outstation.tellSays'), done: t('outstation.told'), fields: [...contact(t, row.contact), { name: 'changedOn', kind: 'date', label: t('outstation.changedOn') }], send: (values) => post(`${PATH}/${row.id}/contact-changes`, values),
})

export const changeDeeds = (t: Say, each: ContactChange): Deed[] => (['confirmed', 'rejected'] as const).map((decision) => ({
  title: t(`outstation.decide.${decision}`), about: each.staffName, danger: decision === 'rejected', say: decision === 'confirmed' ? t('outstation.confirmSays', { phone: each.after.phone }) : undefined, done: t(`outstation.changeStatus.${decision}`), fields: decision === 'rejected' ? [{ name: 'note', kind: 'line', label: t('field.reason') }] : [],
  send: (values) => post(`${OC}/contact-changes/${each.id}/decide`, { ...values, decision }),
}))
