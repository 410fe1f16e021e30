import { post, put } from '../../../api/client.ts'
import type { Handover } from '../../../api/types.ts'
import { type Deed, filledRows, type Option, plainAmount, type Row } from '../../../components/form-fields.ts'
import { sideOptions } from '../money/receipt-deeds.ts'
import { justNow, type Scene } from '../scene.ts'
import { toldFields, withTold } from '../steps/step-deeds.ts'

const UTILITIES = ['gas', 'cable', 'water', 'power'] as const
const METERS = ['gas', 'water', 'hot_water', 'power', 'heating'] as const
const FEES = ['water', 'power', 'gas', 'cable', 'heating', 'property_management', 'rent', 'deposit', 'other'] as const
const PRESENT_AS = ['seller', 'buyer', 'shop', 'specialist', 'other'] as const

const options = (values: readonly string[], word: (value: string) => string): Option[] => values.map((value) => ({ value, label: word(value) }))
export const asWord = (scene: Scene, as: string): string => sideOptions(scene).find((side) => side.value === as)?.label ?? scene.t(`handover.as.${as}`)
const textRow = (row: object): Row => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null).map(([key, value]) => [key, String(value)]))

/** PB-4.9a: when the property was handed over, who was there, what changed hands, what the meters said, which utilities go over. */
export function recordHandover(scene: Scene, handover: Handover): Deed {
  const { t, deal } = scene
  const present = handover.present.length > 0 ? handover.present : [...deal.parties.map((party) => ({ name: party.representative?.name ?? party.name, as: party.side })), { name: deal.agentName, as: 'shop' as const }]
  const utilities = handover.utilities.length > 0 ? handover.utilities : deal.utilities.map((utility) => ({ utility }))
  return {
    title: t('handover.record'), about: scene.about, done: t('handover.recorded'),
    fields: [
      { name: 'handedOverAt', kind: 'moment', label: t('handover.at'), initial: handover.handedOverAt ?? justNow() },
      { name: 'present', kind: 'rows', label: t('handover.present'), initial: present.map(textRow), columns: [{ key: 'name', label: t('handover.name'), width: 160 }, { key: 'as', label: t('handover.asWhat'), options: options(PRESENT_AS, (as) => asWord(scene, as)) }] },
      { name: 'items', kind: 'rows', label: t('handover.items'), optional: true, initial: handover.items.map(textRow), columns: [{ key: 'name', label: t('handover.item'), width: 220 }, { key: 'count', label: t('handover.count'), width: 80 }] },
      {
        name: 'readings', kind: 'rows', label: t('handover.readings'), optional: true, initial: handover.readings.map(textRow),
        columns: [{ key: 'meter', label: t('handover.meterOf'), options: options(METERS, (meter) => t(`handover.meter.${meter}`)) }, { key: 'meterNumber', label: t('handover.meterNumber'), width: 150 }, { key: 'reading', label: t('handover.reading') }],
      },
      { name: 'utilities', kind: 'rows', label: t('deal.utilities'), optional: true, initial: utilities.map(textRow), columns: [{ key: 'utility', label: t('handover.utility'), options: options(UTILITIES, (utility) => t(`dealForm.utility.${utility}`)) }, { key: 'accountNumber', label: t('handover.accountNumber'), width: 200 }] },
      { name: 'note', kind: 'line', label: t('field.note'), optional: true, initial: handover.note }, { name: 'attachmentIds', kind: 'photos', label: t('field.attachmentIds'), optional: true },
    ],
    send: ({ present: there, items, readings, utilities: over, ...values }) =>
      put(`${scene.path}/handover`, { ...values, present: filledRows(there), items: filledRows(items).map((item) => ({ ...item, count: Number(item.count ?? 1) })), readings: filledRows(readings), utilities: filledRows(over) }),
  }
}

/** The whole list of fees; both sides confirm it anew. */
export function recordSettlement(scene: Scene, handover: Handover): Deed {
  const { t } = scene
  const sides = sideOptions(scene)
  return {
    title: t('handover.settle'), about: scene.about, say: t('handover.settleSays'), done: t('handover.settled'),
    fields: [{
      name: 'lines', kind: 'rows', label: t('handover.fee'), optional: true, hint: t('handover.noFees'),
      initial: handover.lines.map(({ kind, label, from, to, toName, amount, period }) => textRow({ kind, label, from, to, payee: to === 'other' ? scene.formats.words(toName) : null, amount, since: period?.from ?? null, until: period?.until ?? null })),
      columns: [
        { key: 'kind', label: t('handover.feeOf'), options: options(FEES, (fee) => t(`handover.fees.${fee}`)) }, { key: 'label', label: t('handover.label'), width: 140 }, { key: 'from', label: t('handover.pays'), options: sides, width: 90 },
        { key: 'to', label: t('handover.gets'), options: [...sides, { value: 'other', label: t('handover.as.other') }], width: 90 }, { key: 'payee', label: t('handover.payee') }, { key: 'amount', label: t('receipt.amount') },
        { key: 'since', label: t('handover.since'), width: 124 }, { key: 'until', label: t('handover.until'), width: 124 },
      ],
    }],
    send: ({ lines }) => put(`${scene.path}/handover/settlement`, { lines: filledRows(lines).map(({ amount, since, until, ...line }) => ({ ...line, amount: plainAmount(amount), ...(since && until && { period: { from: since, until } }) })) }),
  }
}

export const confirmSettlement = (scene: Scene): Deed => ({
  title: scene.t('handover.confirm'), about: scene.about, done: scene.t('handover.confirmed'),
  fields: [
    { name: 'side', kind: 'choice', label: scene.t('handover.whichSide'), options: sideOptions(scene) }, { name: 'by', kind: 'line', label: scene.t('handover.byWhom'), optional: true, hint: scene.t('handover.byHint') },
    { name: 'at', kind: 'moment', label: scene.t('informing.at'), optional: true, hint: scene.t('informing.nowIfEmpty') }, { name: 'attachmentIds', kind: 'photos', label: scene.t('handover.signed'), optional: true },
  ],
  send: (values) => post(`${scene.path}/handover/settlement/confirm`, values),
})

export const sendF4 = (scene: Scene): Deed => ({ title: scene.t('handover.send'), about: scene.about, say: scene.t('handover.sendSays', { specialist: scene.deal.specialistName }), done: scene.t('handover.sent'), fields: [], send: () => post(`${scene.path}/handover/f4/send`) })
/** PB-4.9a, PB-4.5, PB-4.8: the step of the handover ends with the receipt, and both parties hear of it. */
export const receiveF4 = (scene: Scene, { endsStep }: Handover): Deed => ({
  title: scene.t('handover.receive'), about: scene.about, say: scene.t(endsStep ? 'handover.receiveEnds' : 'handover.receiveSays'), done: scene.t('handover.received'), fields: endsStep ? toldFields(scene) : [],
  send: (values) => post(`${scene.path}/handover/f4/receive`, endsStep ? withTold(scene, values) : {}),
})
export const returnF4 = (scene: Scene): Deed => ({ title: scene.t('handover.return'), about: scene.about, danger: true, fields: [{ name: 'reason', kind: 'text', label: scene.t('transfer.why') }], send: (values) => post(`${scene.path}/handover/f4/return`, values) })

/** The deed of an action that the service offers. */
export function handoverDeed(scene: Scene, handover: Handover, action: string): Deed | null {
  const deeds: Record<string, () => Deed> = {
    'record-handover': () => recordHandover(scene, handover), 'record-settlement': () => recordSettlement(scene, handover), 'confirm-settlement': () => confirmSettlement(scene), 'send-f4': () => sendF4(scene), 'receive-f4': () => receiveF4(scene, handover), 'return-f4': () => returnF4(scene),
  }
  return deeds[action]?.() ?? null
}
