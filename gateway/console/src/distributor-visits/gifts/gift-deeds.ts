import { download } from '../../api/download.ts'
import { patch, post, put } from '../../api/client.ts'
import type { GiftApplication, HandOut, ItemBudget, Unit, VisitItem } from '../../api/types.ts'
import { type Deed, type Field, filledRows, plainAmount, type Value } from '../../components/form-fields.ts'
import { customerField } from '../parts.tsx'
import { periodOf, yuan } from '../../shell/formats.ts'

type Say = (key: string, values?: Record<string, unknown>) => string

export const KINDS = ['sample', 'trial', 'promotional', 'gift'] as const
const BASE = '/v1/distributor-visits'
const kinds = (t: Say) => KINDS.map((value) => ({ value, label: t(`gift.kind.${value}`) }))
const lineField = (t: Say, items: VisitItem[], row?: GiftApplication): Field => ({
  name: 'lines', kind: 'rows', label: t('gift.lines'), initial: row?.lines.map(({ itemId, quantity }) => ({ itemId, quantity: String(quantity) })) ?? [{}],
  columns: [{ key: 'itemId', label: t('gift.item'), width: 260, options: items.map((item) => ({ value: item.id, label: `${item.name} ${yuan(item.price)}/${item.unitName}` })) }, { key: 'quantity', label: t('visit.quantity'), width: 90 }],
})
const linesOf = (lines: Value) => filledRows(lines).map(({ itemId, quantity }) => ({ itemId, quantity: Number(quantity) }))
const details = (t: Say, items: VisitItem[], row?: GiftApplication): Field[] => [
  { name: 'need', kind: 'text', label: t('gift.need'), initial: row?.need }, { name: 'occasion', kind: 'line', label: t('gift.occasion'), optional: true, initial: row?.occasion }, lineField(t, items.filter(({ kind }) => kind === 'gift'), row),
]

/** DV-6: for special customers alone, with the need stated on the form. */
export const apply = (t: Say, items: VisitItem[]): Deed => ({ title: t('gift.apply'), say: t('gift.applySays'), done: t('gift.applied'), fields: [customerField(t('visitCustomer.what')), ...details(t, items)], send: ({ lines, ...values }) => post(`${BASE}/gift-applications`, { ...values, lines: linesOf(lines) }) })

const print = (t: Say, row: GiftApplication): Deed => ({ title: t('gift.print'), about: row.number, quiet: true, done: t('gift.printed'), fields: [], send: () => download(`${BASE}/gift-applications/${row.id}/form`) })

/** What its maker, the superior and the keeper may do with an application as it stands. */
export function applicationDeeds(t: Say, row: GiftApplication, { items, mine, may, decides }: { items: VisitItem[]; mine: boolean; may: (permission: string) => boolean; decides: boolean }): Deed[] {
  const path = `${BASE}/gift-applications/${row.id}`
  const about = `${row.number} ${row.customerName}`
  const reason = (verb: 'withdraw' | 'take-back'): Deed => ({ title: t(`gift.${verb}`), about, danger: true, say: t(`gift.says.${verb}`), done: t('gift.changed'), fields: [{ name: 'reason', kind: 'text', label: t('follow.why') }], send: (values) => post(`${path}/${verb}`, values) })
  const open = row.status === 'draft' || row.status === 'returned'
  return [
    ...(open && mine
      ? [
          { title: t('gift.submit'), about, say: t('gift.submitSays'), done: t('gift.submitted'), fields: [], send: () => post(`${path}/submit`) } satisfies Deed,
          { title: t('gift.edit'), about, done: t('gift.changed'), fields: details(t, items, row), send: ({ lines, ...values }) => put(path, { ...values, lines: linesOf(lines) }, row.version) } satisfies Deed,
        ]
      : []),
    ...(row.status === 'submitted' && decides
      ? [
          { title: t('gift.approve'), about, say: row.remaining === null ? t('gift.noBudget') : t('gift.remainingIs', { amount: yuan(row.remaining) }), done: t('gift.approved'), fields: [{ name: 'note', kind: 'line', label: t('field.note'), optional: true }], send: (values) => post(`${path}/decide`, { decision: 'approve', ...values }) } satisfies Deed,
          { title: t('gift.return'), about, danger: true, done: t('gift.returned'), fields: [{ name: 'reason', kind: 'text', label: t('follow.why') }], send: (values) => post(`${path}/decide`, { decision: 'return', ...values }) } satisfies Deed,
        ]
      : []),
    ...(row.status === 'approved' && may('giftItem.work') ? [{ title: t('gift.issue'), about, say: t('gift.issueSays'), done: t('gift.issued'), fields: [{ name: 'receivedBy', kind: 'line', label: t('gift.receivedBy') }, { name: 'note', kind: 'line', label: t('field.note'), optional: true }], send: (values) => post(`${path}/issue`, values) } satisfies Deed] : []),
    print(t, row),
    ...(row.status === 'issued' && may('giftItem.work') ? [reason('take-back')] : []),
    ...((open || row.status === 'submitted' || row.status === 'approved') && mine ? [reason('withdraw')] : []),
  ]
}

export const addItem = (t: Say): Deed => ({
  title: t('gift.addItem'), done: t('gift.changed'),
  fields: [{ name: 'kind', kind: 'choice', label: t('gift.kindOf'), initial: 'sample', options: kinds(t) }, { name: 'name', kind: 'line', label: t('gift.itemName') }, { name: 'unitName', kind: 'line', label: t('gift.unitName') }, { name: 'price', kind: 'line', label: t('gift.price') }],
  send: ({ price, ...values }) => post(`${BASE}/items`, { ...values, price: plainAmount(price) }),
})
export const changeItem = (t: Say, row: VisitItem): Deed => ({
  title: t('gift.changeItem'), about: row.name, done: t('gift.changed'),
  fields: [{ name: 'name', kind: 'line', label: t('gift.itemName'), initial: row.name }, { name: 'price', kind: 'line', label: t('gift.price'), initial: row.price }, { name: 'active', kind: 'choice', label: t('column.status'), initial: row.active ? 'yes' : 'no', options: [{ value: 'yes', label: t('gift.active') }, { value: 'no', label: t('gift.inactive') }] }],
  send: ({ name, price, active }) => patch(`${BASE}/items/${row.id}`, { name, price: plainAmount(price), active: active === 'yes' }, row.version),
})
export const receive = (t: Say, row: VisitItem, units: Unit[], unitId: string | undefined): Deed => ({
  title: t('gift.receive'), about: row.name, done: t('gift.received'),
  fields: [{ name: 'unitId', kind: 'pick', label: t('column.unit'), initial: unitId, options: units.map((unit) => ({ value: unit.id, label: unit.name })) }, { name: 'quantity', kind: 'line', label: t('visit.quantity') }, { name: 'reference', kind: 'line', label: t('gift.reference'), hint: t('gift.referenceHint') }],
  send: ({ quantity, ...values }) => post(`${BASE}/items/${row.id}/receipts`, { ...values, quantity: Number(quantity) }),
})
export const handOut = (t: Say, items: VisitItem[]): Deed => ({
  title: t('gift.handOut'), say: t('gift.handOutSays'), done: t('gift.handedOut'),
  fields: [customerField(t('visitCustomer.what')), lineField(t, items.filter(({ kind, active }) => kind !== 'gift' && active)), { name: 'receivedBy', kind: 'line', label: t('gift.receivedBy'), optional: true }, { name: 'note', kind: 'line', label: t('field.note'), optional: true }],
  send: ({ lines, ...values }) => post(`${BASE}/hand-outs`, { ...values, lines: linesOf(lines) }),
})
export const takeBack = (t: Say, row: HandOut): Deed => ({ title: t('gift.take-back'), about: `${row.number} ${row.customerName}`, danger: true, say: t('gift.says.take-back'), done: t('gift.changed'), fields: [{ name: 'reason', kind: 'text', label: t('follow.why') }], send: (values) => post(`${BASE}/hand-outs/${row.id}/take-back`, values) })

export const setBudget = (t: Say, units: Unit[], unitId: string | undefined): Deed => ({
  title: t('gift.setBudget'), done: t('gift.changed'),
  fields: [
    { name: 'unitId', kind: 'pick', label: t('column.unit'), initial: unitId, options: units.map((unit) => ({ value: unit.id, label: unit.name })) }, { name: 'kind', kind: 'choice', label: t('gift.kindOf'), initial: 'gift', options: kinds(t) }, { name: 'period', kind: 'line', label: t('visitPlan.period'), hint: t('gift.periodHint') }, { name: 'amount', kind: 'line', label: t('gift.budgetAmount') },
    { name: 'reason', kind: 'text', label: t('follow.why') },
  ],
  send: ({ amount, ...values }) => post(`${BASE}/item-budgets`, { ...values, amount: plainAmount(amount) }),
})
export const changeBudget = (t: Say, row: ItemBudget): Deed => ({
  title: t('gift.changeBudget'), about: `${row.unitName} ${periodOf(row.period)}`, done: t('gift.changed'), fields: [{ name: 'amount', kind: 'line', label: t('gift.budgetAmount'), initial: row.amount }, { name: 'reason', kind: 'text', label: t('follow.why') }], send: ({ amount, reason }) => put(`${BASE}/item-budgets/${row.id}`, { amount: plainAmount(amount), reason }, row.version),
})
