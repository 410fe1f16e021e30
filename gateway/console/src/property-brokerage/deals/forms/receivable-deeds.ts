import { post, put } from '../../../api/client.ts'
import type { Receivable } from '../../../api/types.ts'
import { type Deed, type Field, plainAmount, type Values } from '../../../components/form-fields.ts'
import { yuan } from '../../../shell/formats.ts'
import { sideOptions } from '../money/receipt-deeds.ts'
import type { Scene } from '../scene.ts'

const KINDS = ['deposit', 'balance', 'tax', 'commission', 'other'] as const
const path = (receivable: Receivable): string => `/v1/property-brokerage/receivables/${receivable.id}`

/** PB-2: in a lease the deposit secures it, and the price is its rent. */
const kindWord = ({ deal, t }: Scene, kind: (typeof KINDS)[number]): string => t(deal.business === 'lease' && (kind === 'deposit' || kind === 'balance') ? `receivable.lease.${kind}` : `receipt.kind.${kind}`)
export const receivableLabel = ({ formats }: Scene, { sideName, kindName, amount }: Receivable): string => `${formats.words(sideName)} ${formats.words(kindName)} ${yuan(amount)}`

/** What the contract says of one sum; what goes from side to side past the shop says why. */
function fieldsOf(scene: Scene, known?: Receivable): Field[] {
  const { t } = scene
  return [
    { name: 'side', kind: 'choice', label: t('receivable.side'), initial: known?.side ?? 'buyer', options: sideOptions(scene) },
    { name: 'kind', kind: 'pick', label: t('receipt.kindOf'), initial: known?.kind, options: KINDS.map((value) => ({ value, label: kindWord(scene, value) })) },
    { name: 'amount', kind: 'line', label: t('receipt.amount'), initial: known?.amount }, { name: 'expectedOn', kind: 'date', label: t('receivable.expectedOn'), initial: known?.expectedOn },
    { name: 'basis', kind: 'line', label: t('receivable.basis'), hint: t('receivable.basisHint'), initial: known?.basis },
    { name: 'directReason', kind: 'line', label: t('receivable.direct'), optional: true, hint: t('receivable.directHint'), initial: known?.directReason },
  ]
}
const bodyOf = ({ amount, ...values }: Values) => ({ ...values, amount: plainAmount(amount) })

/** PB-4.3b: known and expected, by the contract. */
export const addReceivable = (scene: Scene): Deed => ({ title: scene.t('receivable.add'), about: scene.about, done: scene.t('receivable.added'), fields: fieldsOf(scene), send: (values) => post(`${scene.path}/receivables`, bodyOf(values)) })

export const changeReceivable = (scene: Scene, known: Receivable): Deed => ({
  title: scene.t('receivable.change'), about: receivableLabel(scene, known), done: scene.t('receivable.changed'), fields: fieldsOf(scene, known), send: (values) => put(path(known), bodyOf(values), known.version),
})

export const dropReceivable = (scene: Scene, known: Receivable): Deed => ({
  title: scene.t('receivable.drop'), about: receivableLabel(scene, known), danger: true, done: scene.t('receivable.dropped'), fields: [{ name: 'reason', kind: 'text', label: scene.t('transfer.why') }], send: (values) => post(`${path(known)}/drop`, values),
})
