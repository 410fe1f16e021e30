import { post } from '../../api/client.ts'
import type { MarketIntelligence } from '../../api/types.ts'
import { type Deed, plainAmount } from '../../components/form-fields.ts'
import { channelOptions } from '../opinions/follow-deeds.ts'
import { customerField } from '../parts.tsx'

type Say = (key: string, values?: Record<string, unknown>) => string

export const KINDS = ['price', 'competitor_move', 'competitor_policy', 'new_product', 'useful_policy', 'other'] as const
const PATH = '/v1/distributor-visits/intelligence'
const OF_OTHERS: unknown[] = ['competitor_move', 'competitor_policy', 'new_product']

export const record = (t: Say): Deed => ({
  title: t('intelligence.record'), done: t('intelligence.recorded'),
  fields: [
    { name: 'kind', kind: 'pick', label: t('intelligence.kindOf'), initial: 'price', options: KINDS.map((value) => ({ value, label: t(`intelligence.kind.${value}`) })) }, customerField(t('intelligence.heardAt')),
    { name: 'competitor', kind: 'line', label: t('intelligence.competitor'), when: ({ kind }) => OF_OTHERS.includes(kind) }, { name: 'product', kind: 'line', label: t('visitCustomer.of.product'), when: ({ kind }) => kind === 'price' || kind === 'new_product' },
    { name: 'price', kind: 'line', label: t('intelligence.price'), when: ({ kind }) => kind === 'price' }, { name: 'pricePer', kind: 'line', label: t('intelligence.per'), optional: true, when: ({ kind }) => kind === 'price' },
    { name: 'content', kind: 'text', label: t('intelligence.content') }, { name: 'occurredAt', kind: 'moment', label: t('intelligence.occurredAt'), optional: true },
  ],
  send: ({ price, ...values }) => post(PATH, { ...values, ...(price ? { price: plainAmount(price) } : {}) }),
})

/** The supervisor has it confirmed or refuted; what customers may read of it is written anew, without its source. */
export const check = (t: Say, row: MarketIntelligence): Deed => ({
  title: t(row.status === 'reported' ? 'intelligence.check' : 'intelligence.checkAgain'), about: `${row.number} ${row.content.slice(0, 40)}`, done: t('intelligence.checked'),
  fields: [
    { name: 'result', kind: 'choice', label: t('intelligence.result'), initial: row.status === 'confirmed' ? 'refuted' : 'confirmed', options: (['confirmed', 'refuted'] as const).filter((value) => value !== row.status).map((value) => ({ value, label: t(`intelligence.status.${value}`) })) },
    { name: 'note', kind: 'text', label: t('follow.why'), when: ({ result }) => result === 'refuted' }, { name: 'forCustomers', kind: 'text', label: t('intelligence.forCustomers'), optional: true, hint: t('intelligence.forCustomersHint'), when: ({ result }) => result === 'confirmed' },
  ],
  send: (values) => post(`${PATH}/${row.id}/check`, values),
})

export const share = (t: Say, row: MarketIntelligence): Deed => ({
  title: t('intelligence.share'), about: row.number, say: row.forCustomers, done: t('intelligence.shared'),
  fields: [customerField(t('visitCustomer.what')), { name: 'channel', kind: 'choice', label: t('follow.how'), initial: 'visit', options: channelOptions(t) }],
  send: ({ customerId, channel }) => post(`${PATH}/${row.id}/shares`, { customerIds: [customerId], channel }),
})
