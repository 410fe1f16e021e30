import { post, put } from '../../../api/client.ts'
import type { DealBook, PaymentSlip, PayoutCondition, SlipField } from '../../../api/types.ts'
import { type Deed, type Field, plainAmount, type Values } from '../../../components/form-fields.ts'
import { yuan } from '../../../shell/formats.ts'
import { justNow, partyOptions, type Scene } from '../scene.ts'
import { accountOptions } from './payout-deeds.ts'

/** What a deed on a slip says; the deal is the slip's own. */
type Speaker = Pick<Scene, 't'>

const pathOf = (slip: PaymentSlip): string => `/v1/property-brokerage/payment-slips/${slip.id}`
const aboutOf = (slip: PaymentSlip): string => `${slip.number} ${yuan(slip.amount)} · ${slip.payeeName}`

/** What finance asks for on F3, each by its key; a draft may leave out what the submission needs. */
const formFields = ({ formats, t }: Scene, form: SlipField[], slip?: PaymentSlip): Field[] => [
  ...form.map(({ key, name, required }): Field => ({ name: `form ${key}`, kind: 'line', label: formats.words(name), optional: !required, initial: slip?.fields[key] as string | undefined, fills: [`fields.${key}`] })),
  { name: 'note', kind: 'line', label: t('field.note'), optional: true, initial: slip?.note },
]
const bodyOf = (values: Values) => ({
  ...Object.fromEntries(Object.entries(values).filter(([name]) => !name.startsWith('form '))),
  fields: Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (name.startsWith('form ') ? [[name.slice(5), value]] : []))),
})

/** PB-4.7: F3 of a condition that came true; payee, amount and account are those of the contract. */
export const writeSlip = (scene: Scene, condition: PayoutCondition, form: SlipField[]): Deed => ({
  title: scene.t('slip.write'), about: `${condition.label} ${yuan(condition.amount)} · ${condition.payeeName}`, done: scene.t('slip.written'), fields: formFields(scene, form),
  send: (values) => post(`${scene.path}/payment-slips`, { conditionId: condition.id, ...bodyOf(values) }),
})

/** A refund, or commission: what needs no condition. */
export function writeFreeSlip(scene: Scene, book: DealBook, form: SlipField[]): Deed {
  const { t } = scene
  return {
    title: t('slip.writeFree'), about: scene.about, done: t('slip.written'),
    fields: [
      { name: 'purpose', kind: 'choice', label: t('payout.purposeOf'), initial: 'refund', options: (['refund', 'commission'] as const).map((value) => ({ value, label: t(`payout.purpose.${value}`) })) },
      { name: 'from', kind: 'pick', label: t('payout.from'), options: accountOptions(scene, book).map(({ note, ...option }) => ({ ...option, label: `${option.label} ${note}` })) },
      { name: 'payeePartyId', kind: 'pick', label: t('payout.payee'), options: partyOptions(scene), when: (values) => values.purpose === 'refund' }, { name: 'payeeName', kind: 'line', label: t('payout.payeeName'), when: (values) => values.purpose === 'commission' },
      { name: 'amount', kind: 'line', label: t('receipt.amount') }, ...formFields(scene, form),
    ],
    send: ({ amount, ...values }) => post(`${scene.path}/payment-slips`, { ...bodyOf(values), amount: plainAmount(amount) }),
  }
}

export const editSlip = (scene: Scene, slip: PaymentSlip, form: SlipField[]): Deed => ({
  title: scene.t('slip.edit'), about: aboutOf(slip), fields: formFields(scene, form, slip), send: (values) => put(pathOf(slip), bodyOf(values), slip.version),
})

/** To finance with copies: meets PB-4.7 and asks for the audit. */
export const submitSlip = (scene: Speaker, slip: PaymentSlip): Deed => ({
  title: scene.t('slip.submit'), about: aboutOf(slip), say: scene.t('slip.submitSays'), done: scene.t('slip.submitted'), fields: [], send: () => post(`${pathOf(slip)}/submit`, {}, { ifMatch: slip.version }),
})

const withReason = (scene: Speaker, slip: PaymentSlip, verb: 'withdraw' | 'return', say: string): Deed => ({
  title: scene.t(`slip.${verb}`), about: aboutOf(slip), say, danger: true, fields: [{ name: 'reason', kind: 'text', label: scene.t('transfer.why') }], send: (values) => post(`${pathOf(slip)}/${verb}`, values),
})
export const withdrawSlip = (scene: Speaker, slip: PaymentSlip): Deed => withReason(scene, slip, 'withdraw', scene.t('slip.withdrawSays'))
export const returnSlip = (scene: Speaker, slip: PaymentSlip): Deed => withReason(scene, slip, 'return', scene.t('slip.returnSays'))

/** The audit; nobody audits their own. */
export const auditSlip = (scene: Speaker, slip: PaymentSlip): Deed => ({
  title: scene.t('slip.audit'), about: aboutOf(slip), done: scene.t('slip.audited'),
  fields: [
    { name: 'decision', kind: 'choice', label: scene.t('slip.decision'), options: (['approve', 'return'] as const).map((value) => ({ value, label: scene.t(`slip.decisions.${value}`) })) },
    { name: 'note', kind: 'line', label: scene.t('field.note'), optional: true, when: (values) => values.decision === 'approve' }, { name: 'reason', kind: 'text', label: scene.t('transfer.why'), when: (values) => values.decision === 'return' },
  ],
  send: (values) => post(`${pathOf(slip)}/decide`, values),
})

/** Finance enters that the bank has paid, by the bank's time. */
export const paySlip = (scene: Speaker, slip: PaymentSlip): Deed => ({
  title: scene.t('slip.pay'), about: aboutOf(slip), say: scene.t('slip.paySays'), done: scene.t('slip.paid'),
  fields: [{ name: 'paidAt', kind: 'moment', label: scene.t('slip.paidAt'), initial: justNow(slip.auditedAt) }, { name: 'bankReference', kind: 'line', label: scene.t('receipt.reference'), optional: true }], send: (values) => post(`${pathOf(slip)}/pay`, values),
})

/** Whether the audit waits for this person. */
export const awaitsAuditOf = (slip: PaymentSlip, userId: string): boolean => slip.status === 'submitted' && slip.approvals.some((round) => round.status === 'pending' && round.waitingFor.some((seat) => seat.people.some((person) => person.id === userId)))

/** Maker, auditor and payer are three: whoever made it does not pay it. */
export const mayPay = (slip: PaymentSlip, userId: string): boolean => slip.status === 'audited' && slip.makerId !== userId
