import type { VisitsToday } from '../../api/types.ts'
import { listOf, plainAmount, textOf, type Values } from '../../components/form-fields.ts'
import type { FieldOnFoot } from '../../field/FieldForm.tsx'
import type { RecordBody, RecordKind } from './records.ts'

type Say = (key: string, values?: Record<string, unknown>) => string

/** Something that can be recorded on a visit with a plain form. */
export interface RecordForm {
  kind: RecordKind
  title: string
  say?: string
  fields: FieldOnFoot[]
  photos: boolean
  body: (values: Values) => RecordBody
  /** How the visit's page names it afterwards. */
  text: (values: Values) => string
}

const POINTS = ['performance', 'features', 'precautions'] as const
const options = (t: Say, prefix: string, values: readonly string[]) => values.map((value) => ({ value, label: t(`${prefix}.${value}`) }))

/** DV-3.2a: what was explained, and which of the three points. The month's key products come first. */
function activity(t: Say, plan: VisitsToday['plan']): RecordForm {
  return {
    kind: 'activity', title: t('visit.kind.activity'), photos: true, text: ({ product, note }) => textOf(product) || textOf(note),
    fields: [
      { name: 'activity', kind: 'choice', label: t('visit.activityOf'), initial: 'explanation', options: options(t, 'visit.activity', ['explanation', 'guidance', 'service']) },
      { name: 'product', kind: 'line', label: t('visit.product'), optional: false, when: ({ activity: what }) => what === 'explanation', hint: plan && plan.keyProducts.length > 0 ? t('visit.keyProducts', { products: plan.keyProducts.join(t('mark.list')) }) : undefined },
      { name: 'points', kind: 'many', label: t('visit.points'), optional: true, when: ({ activity: what }) => what === 'explanation', options: options(t, 'visit.field', POINTS) },
      { name: 'note', kind: 'text', label: t('field.note'), optional: true },
    ],
    body: ({ points, ...values }) => ({ ...values, ...Object.fromEntries(listOf(points).map((point) => [point, true])) }),
  }
}

/** DV-3.1c. */
const opinion = (t: Say): RecordForm => ({
  kind: 'opinion', title: t('visit.kind.opinion'), photos: true, text: ({ content }) => textOf(content), body: (values) => values,
  fields: [
    { name: 'kind', kind: 'choice', label: t('opinion.kindOf'), initial: 'suggestion', options: options(t, 'opinion.kind', ['criticism', 'suggestion', 'wish', 'complaint']) },
    { name: 'maker', kind: 'choice', label: t('opinion.about'), initial: 'own', options: [{ value: 'own', label: t('opinion.ownProduct') }, { value: 'other', label: t('opinion.otherProduct') }] },
    { name: 'makerName', kind: 'line', label: t('opinion.makerName'), when: ({ maker }) => maker === 'other' }, { name: 'product', kind: 'line', label: t('visit.product'), optional: true },
    { name: 'content', kind: 'text', label: t('opinion.content') }, { name: 'voicedBy', kind: 'line', label: t('opinion.voicedBy'), optional: true },
  ],
})

const OF_OTHERS: unknown[] = ['competitor_move', 'competitor_policy', 'new_product']
/** DV-3.1d. */
const intelligence = (t: Say): RecordForm => ({
  kind: 'intelligence', title: t('visit.kind.intelligence'), photos: true, text: ({ content }) => textOf(content), body: ({ price, ...values }) => ({ ...values, ...(price ? { price: plainAmount(price) } : {}) }),
  fields: [
    { name: 'kind', kind: 'pick', label: t('intelligence.kindOf'), initial: 'price', options: options(t, 'intelligence.kind', ['price', 'competitor_move', 'competitor_policy', 'new_product', 'useful_policy', 'other']) },
    { name: 'competitor', kind: 'line', label: t('intelligence.competitor'), when: ({ kind }) => OF_OTHERS.includes(kind) }, { name: 'product', kind: 'line', label: t('visit.product'), when: ({ kind }) => kind === 'price' || kind === 'new_product' },
    { name: 'price', kind: 'line', label: t('intelligence.price'), when: ({ kind }) => kind === 'price' }, { name: 'pricePer', kind: 'line', label: t('intelligence.per'), optional: true, when: ({ kind }) => kind === 'price' },
    { name: 'content', kind: 'text', label: t('intelligence.content') },
  ],
})

const words = (t: Say): RecordForm => ({ kind: 'note', title: t('visit.kind.note'), photos: true, text: ({ text }) => textOf(text), body: (values) => values, fields: [{ name: 'text', kind: 'text', label: t('visit.noteText') }] })

export const recordForms = (t: Say, plan: VisitsToday['plan']): RecordForm[] => [activity(t, plan), opinion(t), intelligence(t), words(t)]

/** What goes into the customer card (客户卡) of the visit, and what came of it (DV-9a content 4). */
export const leaving = (t: Say): RecordForm => ({
  kind: 'check_out', title: t('visit.kind.check_out'), say: t('visit.leaveSays'), photos: false, text: ({ effect }) => textOf(effect),
  fields: [
    { name: 'effect', kind: 'text', label: t('visit.field.effect') }, { name: 'situation', kind: 'text', label: t('visit.field.situation'), optional: true }, { name: 'requests', kind: 'text', label: t('visit.field.requests'), optional: true }, { name: 'next', kind: 'text', label: t('visit.field.next'), optional: true },
  ],
  body: ({ effect, ...card }) => ({ effect, card }),
})
