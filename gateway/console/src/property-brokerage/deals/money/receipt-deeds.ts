import { post } from '../../../api/client.ts'
import type { Receipt } from '../../../api/types.ts'
import { type Deed, plainAmount } from '../../../components/form-fields.ts'
import { yuan } from '../../../shell/formats.ts'
import { justNow, partyOptions, type Scene } from '../scene.ts'
import { sideKey } from '../words.ts'

const PB = '/v1/property-brokerage'
/** Somebody who is no party: the bank that grants the loan, the tax office. */
export const SOMEBODY_ELSE = 'other'
export const sideOptions = ({ deal, t }: Scene) => (['seller', 'buyer'] as const).map((value) => ({ value, label: t(sideKey(deal.business, value)) }))
export const payers = (scene: Scene) => [...partyOptions(scene), { value: SOMEBODY_ELSE, label: scene.t('receipt.somebodyElse') }]

/** PB-4.6: the shop collects money; its report is owed from then on. */
export function receive(scene: Scene): Deed {
  const { t } = scene
  const choice = (group: string, values: readonly string[]) => values.map((value) => ({ value, label: t(`receipt.${group}.${value}`) }))
  return {
    title: t('receipt.receive'), about: scene.about, say: t('receipt.receiveSays'), done: t('receipt.received'),
    fields: [
      { name: 'kind', kind: 'pick', label: t('receipt.kindOf'), initial: 'deposit', options: choice('kind', ['deposit', 'balance', 'tax', 'commission', 'other']) },
      { name: 'payer', kind: 'pick', label: t('receipt.payer'), options: payers(scene), fills: ['payerPartyId'] },
      { name: 'payerName', kind: 'line', label: t('receipt.payerName'), when: (values) => values.payer === SOMEBODY_ELSE },
      { name: 'side', kind: 'choice', label: t('receipt.side'), options: sideOptions(scene), when: (values) => values.payer === SOMEBODY_ELSE },
      { name: 'amount', kind: 'line', label: t('receipt.amount') }, { name: 'receivedAt', kind: 'moment', label: t('receipt.at'), initial: justNow() },
      { name: 'method', kind: 'choice', label: t('receipt.methodOf'), initial: 'transfer', options: choice('method', ['transfer', 'card', 'cash', 'cheque']) },
      { name: 'reference', kind: 'line', label: t('receipt.reference'), optional: true }, { name: 'note', kind: 'line', label: t('field.note'), optional: true }, { name: 'attachmentIds', kind: 'photos', label: t('receipt.slips'), optional: true },
    ],
    send: ({ payer, amount, ...values }) => post(`${scene.path}/receipts`, { ...values, amount: plainAmount(amount), ...(payer !== SOMEBODY_ELSE && { payerPartyId: payer }) }),
  }
}

/** Whose report has not gone out, or did not reach somebody. */
export const unreported = (receipts: Receipt[]): Receipt[] => receipts.filter(({ report }) => report.state === 'owed' || report.state === 'incomplete')

/** PB-4.6: to department finance, copies to manager, supervisor and specialist. */
export const reportReceipts = (scene: Scene, receipts: Receipt[]): Deed => ({
  title: scene.t('receipt.report'), about: scene.about, done: scene.t('receipt.reported'), fields: [],
  say: scene.t('receipt.reportSays', { receipts: receipts.map((each) => `${each.number} ${yuan(each.amount)}`).join(scene.t('mark.list')) }),
  send: () => post(`${PB}/receipts/report`, { receiptIds: receipts.map((each) => each.id) }),
})

export const reverseReceipt = (scene: Scene, receipt: Receipt): Deed => ({
  title: scene.t('receipt.reverse'), about: `${receipt.number} ${yuan(receipt.amount)}`, say: scene.t('receipt.reverseSays'), danger: true, fields: [{ name: 'reason', kind: 'text', label: scene.t('transfer.why') }],
  send: (values) => post(`${PB}/receipts/${receipt.id}/reverse`, values),
})
