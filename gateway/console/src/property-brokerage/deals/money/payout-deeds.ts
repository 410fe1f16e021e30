import { post } from '../../../api/client.ts'
import type { DealBook, DealStep, PayoutCondition } from '../../../api/types.ts'
import { type Deed, plainAmount } from '../../../components/form-fields.ts'
import { yuan } from '../../../shell/formats.ts'
import { justNow, type Scene } from '../scene.ts'
import { payers, SOMEBODY_ELSE } from './receipt-deeds.ts'

const PB = '/v1/property-brokerage'
/** What a slip can pay from: the accounts that belong to a side. */
export const accountOptions = ({ formats }: Scene, book: DealBook) => book.accounts.filter((account) => account.owner).map((account) => ({ value: account.code, label: formats.words(account.name), note: yuan(account.balance) }))

/** PB-4.7: what the contract says is paid, to whom, and when. */
export function addCondition(scene: Scene, book: DealBook, steps: DealStep[]): Deed {
  const { t, formats } = scene
  return {
    title: t('payout.add'), about: scene.about, done: t('payout.added'),
    fields: [
      { name: 'label', kind: 'line', label: t('payout.label'), hint: t('payout.labelHint') },
      { name: 'purpose', kind: 'choice', label: t('payout.purposeOf'), initial: 'price', options: (['price', 'tax', 'commission', 'other'] as const).map((value) => ({ value, label: t(`payout.purpose.${value}`) })) },
      { name: 'from', kind: 'pick', label: t('payout.from'), options: accountOptions(scene, book) }, { name: 'payee', kind: 'pick', label: t('payout.payee'), options: payers(scene), fills: ['payeePartyId'] },
      { name: 'payeeName', kind: 'line', label: t('payout.payeeName'), when: (values) => values.payee === SOMEBODY_ELSE }, { name: 'amount', kind: 'line', label: t('receipt.amount') },
      { name: 'trigger', kind: 'choice', label: t('payout.trigger'), initial: 'step', fills: ['on'], options: (['step', 'date', 'text'] as const).map((value) => ({ value, label: t(`payout.triggers.${value}`) })) },
      { name: 'stepKey', kind: 'pick', label: t('payout.step'), fills: ['on.stepKey'], when: (values) => values.trigger === 'step', options: steps.filter((step) => step.state !== 'not_applicable').map((step) => ({ value: step.key, label: formats.words(step.name) })) },
      { name: 'date', kind: 'date', label: t('payout.date'), fills: ['on.date'], when: (values) => values.trigger === 'date' }, { name: 'text', kind: 'line', label: t('payout.text'), fills: ['on.text'], when: (values) => values.trigger === 'text' },
    ],
    send: ({ label, purpose, from, payee, payeeName, amount, stepKey, date, text }) =>
      post(`${scene.path}/payout-conditions`, { label, purpose, from, amount: plainAmount(amount), ...(payee === SOMEBODY_ELSE ? { payeeName } : { payeePartyId: payee }), on: { ...(stepKey && { stepKey }), ...(date && { date }), ...(text && { text }) } }),
  }
}

const aboutOf = (condition: PayoutCondition): string => `${condition.label} ${yuan(condition.amount)}`

/** What stands in words comes true when somebody says so; F3 is owed on that day. */
export const meetCondition = (scene: Scene, condition: PayoutCondition): Deed => ({
  title: scene.t('payout.meet'), about: aboutOf(condition), say: scene.t('payout.meetSays'), done: scene.t('payout.met'),
  fields: [{ name: 'metAt', kind: 'moment', label: scene.t('payout.metAt'), initial: justNow() }, { name: 'note', kind: 'line', label: scene.t('field.note'), optional: true }], send: (values) => post(`${PB}/payout-conditions/${condition.id}/meet`, values),
})

export const dropCondition = (scene: Scene, condition: PayoutCondition): Deed => ({
  title: scene.t('payout.drop'), about: aboutOf(condition), danger: true, fields: [{ name: 'reason', kind: 'text', label: scene.t('transfer.why') }], send: (values) => post(`${PB}/payout-conditions/${condition.id}/drop`, values),
})
