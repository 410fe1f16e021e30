import { post } from '../../api/client.ts'
import type { ScoreRow, ScoreScheme, StaffScore, Unit } from '../../api/types.ts'
import { type Deed, type Field, filledRows, isFilled, listOf } from '../../components/form-fields.ts'
import { periodOf } from '../../shell/formats.ts'
import { KINDS } from '../staff/staff-deeds.ts'

type Say = (key: string, values?: Record<string, unknown>) => string
type Item = StaffScore['items'][number]
const SCORES = '/v1/outstation-channel/staff-scores'
const pathOf = ({ id }: ScoreRow): string => `${SCORES}/${id}`
const aboutOf = ({ subjectName, period }: ScoreRow): string => `${subjectName} ${periodOf(period)}`
const department = (t: Say, departments: Unit[], initial: string | undefined): Field => ({ name: 'departmentUnitId', kind: 'pick', label: t('channelRegion.department'), initial, options: departments.map((unit) => ({ value: unit.id, label: unit.name })) })
const month = (t: Say, months: string[]): Field => ({ name: 'month', kind: 'pick', label: t('staffScore.month'), initial: months[0], options: months.map((value) => ({ value, label: periodOf(value) })) })

/** OC-1.3: a card for everybody who was posted, with what the ledger says; drafts are brought up to date. */
export const openCards = (t: Say, departments: Unit[], unitId: string | undefined, months: string[]): Deed => ({
  title: t('staffScore.open'), say: t('staffScore.openSays'), done: t('staffScore.opened'), fields: [department(t, departments, unitId), month(t, months)], send: (values) => post(`${SCORES}/open`, values),
})

export const scoreItem = (t: Say, words: (text: Item['name']) => string, card: StaffScore, item: Item): Deed => ({
  title: t('staffScore.score'), about: `${aboutOf(card)} ${words(item.name)}`, done: t('staffScore.scored'), fields: [{ name: 'score', kind: 'line', label: t('staffScore.points'), initial: item.score?.toString(), hint: t('staffScore.range') }, { name: 'reason', kind: 'text', label: t('field.reason'), initial: item.reason }],
  send: ({ score, reason }) => post(`${pathOf(card)}/items/${item.key}/score`, { score: Number(score), reason }),
})

/** What can be done with a card, the next thing first. */
export function cardDeeds(t: Say, words: (text: Item['name']) => string, card: StaffScore, { writes, own, decides }: { writes: boolean; own: boolean; decides: boolean }): Deed[] {
  const about = aboutOf(card)
  const reason: Field = { name: 'reason', kind: 'text', label: t('field.reason') }
  if (card.status === 'draft' && writes && !own) {
    return [
      { title: t('staffScore.close'), about, say: t('staffScore.closeSays'), done: t('staffScore.closed'), fields: [], send: () => post(`${pathOf(card)}/close`) },
      { title: t('staffScore.deduct'), about, say: t('staffScore.deductSays'), done: t('staffScore.deducted'), fields: [{ name: 'points', kind: 'line', label: t('staffScore.deductPoints') }, reason], send: ({ points, ...values }) => post(`${pathOf(card)}/deduct`, { ...values, points: Number(points) }) },
    ]
  }
  if ((card.status === 'closed' || card.status === 'published') && own) return [{ title: t('staffScore.appeal'), about, say: t('staffScore.appealSays'), done: t('staffScore.appealed'), fields: [reason], send: (values) => post(`${pathOf(card)}/appeal`, values) }]
  if (card.status !== 'appealed' || !decides) return []
  const standing = card.deductions.filter(({ lifted }) => !lifted)
  return [{
    title: t('staffScore.decide'), about, say: t('staffScore.decideSays'), done: t('staffScore.decided'),
    fields: [
      ...card.items.map((item): Field => ({ name: `score:${item.key}`, kind: 'line', label: words(item.name), optional: true, hint: item.score === null ? t('staffScore.noScore') : t('staffScore.nowIs', { score: item.score }) })),
      ...(standing.length ? [{ name: 'lift', kind: 'many' as const, label: t('staffScore.lift'), optional: true, options: standing.map(({ id, points, reason: why }) => ({ value: id, label: `−${points}`, note: why })) }] : []), reason,
    ],
    send: ({ reason: why, lift, ...scores }) => post(`${pathOf(card)}/decide`, { reason: why, lift: listOf(lift), scores: Object.entries(scores).filter(([, value]) => isFilled(value)).map(([name, value]) => ({ key: name.slice('score:'.length), score: Number(value) })) }),
  }]
}

/** OC-4.2: the quarter is ranked by the average of its scores, and published inside the company. */
export const publishRanking = (t: Say, departments: Unit[], unitId: string | undefined, months: string[]): Deed => ({
  title: t('staffScore.rank'), say: t('staffScore.rankSays'), done: t('staffScore.ranked'), fields: [department(t, departments, unitId), month(t, months)], send: (values) => post('/v1/outstation-channel/staff-rankings', values),
})

const ITEM_KINDS = ['ledger', 'manual'] as const

/** The next version of the performance regime; cards that are open keep theirs. */
export const publishScheme = (t: Say, from: ScoreScheme | undefined): Deed => ({
  title: t('staffScore.publishScheme'), say: t('staffScore.schemeSays'), done: t('staffScore.schemePublished'),
  fields: [
    { name: 'staffKind', kind: 'pick', label: t('staffScore.scope'), optional: true, initial: from?.scope, hint: t('staffScore.scopeSays'), options: KINDS.map((value) => ({ value, label: t(`outstation.kind.${value}`) })) },
    {
      name: 'items', kind: 'rows', label: t('staffScore.item'), initial: from?.items.map(({ key, name, weight, kind, clauses }) => ({ key, zh: name.zh, en: name.en, weight: String(weight), kind, clauses: clauses.join(' ') })) ?? [{}], hint: t('staffScore.itemsSay'),
      columns: [{ key: 'key', label: t('staffScore.key'), width: 84 }, { key: 'zh', label: t('staffScore.nameZh'), width: 104 }, { key: 'en', label: t('staffScore.nameEn'), width: 104 }, { key: 'weight', label: t('staffScore.weight'), width: 64 }, { key: 'kind', label: t('staffScore.how'), width: 84, options: ITEM_KINDS.map((value) => ({ value, label: t(`staffScore.kind.${value}`) })) }, { key: 'clauses', label: t('staffScore.clauses'), width: 110 }],
    },
    { name: 'effectiveFrom', kind: 'moment', label: t('staffScore.effective'), optional: true, hint: t('staffScore.nowIfEmpty') }, { name: 'reason', kind: 'text', label: t('field.reason') },
  ],
  send: ({ items, ...values }) => post('/v1/outstation-channel/staff-score-schemes', { ...values, items: filledRows(items).map(({ key, zh = '', en, weight, kind, clauses }) => ({ key, name: { zh, en: en ?? zh }, weight: Number(weight), kind, ...(kind === 'ledger' && { clauses: (clauses ?? '').split(/[\s,，、]+/).filter(Boolean) }) })) }),
})
