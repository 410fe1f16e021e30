import { useQuery } from '@tanstack/react-query'
import { get, post, put } from '../../api/client.ts'
import type { GradeCard, GradeScheme, GradingRound, VisitRegion } from '../../api/types.ts'
import { type Deed, type Field, filledRows, type Row, type Value } from '../../components/form-fields.ts'
import { periodOf } from '../../shell/formats.ts'
import { GRADES } from '../grades.ts'

type Say = (key: string, values?: Record<string, unknown>) => string

const BASE = '/v1/distributor-visits'
export const CARDS = `${BASE}/grade-cards`
export const useSchemes = () => useQuery({ queryKey: ['grade-schemes'], queryFn: () => get(`${BASE}/grade-schemes`) })

/** How an item comes to its score: somebody judges it, or one of the two figures from what was bought. */
const HOW = ['manual', 'sales', 'trend'] as const
const howOf = (item: GradeScheme['items'][number]): string => (item.kind === 'fact' ? item.fact ?? '' : item.kind)
const rowOf = (item: GradeScheme['items'][number]): Row => ({ key: item.key, name: item.name.zh, en: item.name.en, weight: String(item.weight), how: howOf(item), ...(item.clauses.length > 0 && { clauses: item.clauses.join(' ') }) })

/** Items as the service takes them; one that was there before keeps its key, so that its scores can be compared. */
function itemsOf(lines: Value): object[] {
  const rows = filledRows(lines)
  const taken = new Set(rows.map((row) => row.key))
  const free = (): string => {
    let n = 1
    while (taken.has(`item${n}`)) n += 1
    taken.add(`item${n}`)
    return `item${n}`
  }
  return rows.map(({ key, name, en, weight, how, clauses }) => ({
    key: key ?? free(), name: { zh: name ?? '', en: en ?? name ?? '' }, weight: Number(weight),
    ...(how === 'sales' || how === 'trend' ? { kind: 'fact', fact: how } : how === 'ledger' ? { kind: 'ledger', clauses: (clauses ?? '').split(/[\s,，、]+/).filter(Boolean) } : { kind: 'manual' }),
  }))
}

/** The next version of a region's scheme, or of the company's for regions without one; it begins with what is in force. */
export function publishScheme(t: Say, regions: VisitRegion[], schemes: GradeScheme[]): Deed {
  const last = schemes.find((scheme) => scheme.inForce)
  const hows = [...HOW, ...(last?.items.some((item) => item.kind === 'ledger') ? ['ledger'] : [])]
  // The criteria that the clause names; how much each weighs is the company's to say.
  const criteria: Row[] = [{ name: t('grading.criterion.nature'), how: 'manual' }, { name: t('grading.criterion.scale'), how: 'manual' }, { name: t('grading.fact.sales'), how: 'sales' }, { name: t('grading.fact.trend'), how: 'trend' }]
  const line = (grade: 'A' | 'B' | 'C'): Field => ({ name: grade, kind: 'line', label: t('grading.threshold', { grade }), initial: last && String(last.thresholds[grade]), ...(grade === 'A' && { fills: ['thresholds'] }) })
  return {
    title: t('grading.publish'), say: t('grading.publishSays'), done: t('grading.published'),
    fields: [
      { name: 'regionId', kind: 'pick', label: t('visitCustomer.field.regionId'), initial: last?.regionId ?? regions[0]?.id, options: [...regions.map((region) => ({ value: region.id, label: region.name })), { value: 'company', label: t('grading.company') }] },
      { name: 'items', kind: 'rows', label: t('grading.items'), hint: t('grading.weightsHint'), initial: last?.items.map(rowOf) ?? criteria, columns: [{ key: 'name', label: t('grading.itemName'), width: 150 }, { key: 'en', label: t('grading.itemNameEn'), width: 130 }, { key: 'weight', label: t('grading.weight'), width: 80 }, { key: 'how', label: t('grading.how'), width: 150, options: hows.map((value) => ({ value, label: t(`grading.by.${value}`) })) }] },
      line('A'), line('B'), line('C'), { name: 'effectiveFrom', kind: 'moment', label: t('grading.effective'), optional: true, hint: t('measure.nowIfEmpty') }, { name: 'reason', kind: 'text', label: t('follow.why') },
    ],
    send: ({ regionId, items, A, B, C, effectiveFrom, reason }) => post(`${BASE}/grade-schemes`, {
      ...(regionId !== 'company' && { regionId, unitId: regions.find((region) => region.id === regionId)?.unitId }), items: itemsOf(items), thresholds: { A: Number(A), B: Number(B), C: Number(C) }, ...(effectiveFrom ? { effectiveFrom } : {}), reason,
    }),
  }
}

/** Opens the cards of a region for the half-year that runs, or brings them up to date with what was bought. */
export const startRound = (t: Say, regions: VisitRegion[]): Deed => ({
  title: t('grading.start'), say: t('grading.startSays'), done: (answer) => { const { period, cards, graded } = answer as GradingRound; return t('grading.started', { period: periodOf(period), cards, graded }) },
  fields: [{ name: 'regionId', kind: 'pick', label: t('visitCustomer.field.regionId'), initial: regions[0]?.id, options: regions.map((region) => ({ value: region.id, label: region.name })) }],
  send: ({ regionId }) => post<GradingRound>(CARDS, { regionId, unitId: regions.find((region) => region.id === regionId)?.unitId }),
})

export const score = (t: Say, card: GradeCard, item: GradeCard['items'][number], name: string): Deed => ({
  title: t('grading.score'), about: `${card.subjectName} · ${name}`, done: t('grading.scored'),
  fields: [{ name: 'score', kind: 'line', label: t('grading.scoreIs'), initial: item.score === null ? undefined : String(item.score) }, { name: 'reason', kind: 'text', label: t('follow.why'), initial: item.reason ?? undefined }],
  send: (values) => put(`${CARDS}/${card.id}/items/${item.key}`, { score: Number(values.score), reason: values.reason }),
})

/** The grade by the thresholds, and another one than that with its reason. */
export function cardDeeds(t: Say, card: GradeCard): Deed[] {
  const about = `${card.subjectName} ${periodOf(card.period)}`
  return card.status === 'draft'
    ? [{ title: t('grading.close'), about, say: t('grading.closeSays'), done: t('grading.closed'), fields: [], send: () => post(`${CARDS}/${card.id}/close`) }]
    : [{ title: t('grading.override'), about, say: t('grading.overrideSays'), done: t('grading.overridden'), fields: [{ name: 'grade', kind: 'choice', label: t('visitCustomer.grade'), options: GRADES.filter((grade) => grade !== card.grade).map((value) => ({ value, label: value })) }, { name: 'reason', kind: 'text', label: t('follow.why') }], send: (values) => post(`${CARDS}/${card.id}/override`, values) }]
}
