import type { ObligationDetail } from '../api/types.ts'
import { dateOf, type Formats } from '../shell/formats.ts'

type Say = (key: string, values?: Record<string, unknown>) => string

/** One value of a parameter as people say it: 周一, 以收到为准. */
export const valueOf = (value: unknown, unit: string | null | undefined, t: Say): string => (unit === 'weekday' || unit === 'choice' ? t(`${unit}.${String(value)}`, { defaultValue: String(value) }) : String(value))

/** An amount with its unit: 24 小时, 3 个工作日. */
export function amountOf(value: unknown, unit: string | null | undefined, t: Say): string {
  if (value === null || value === undefined) return '—'
  const shown = Array.isArray(value) ? value.map((each) => valueOf(each, unit, t)).join(t('mark.list')) : typeof value === 'boolean' ? t(value ? 'unit.yes' : 'unit.no') : valueOf(value, unit, t)
  return unit ? t(`unit.${unit}`, { value: shown, defaultValue: `${shown} ${unit}` }) : shown
}

/** The due time in one sentence: from what, how long, what was skipped or replaced. */
export function sentenceOf(detail: ObligationDetail, formats: Formats, t: Say): string {
  const { explanation: why } = detail
  const from = formats.dueInSentence(why.startedAt)
  const replaced = why.replacements.at(-1)
  if (replaced) return t(replaced.channel === 'policy' ? 'sentence.rebased' : 'sentence.replaced', { by: replaced.agreedBy, due: formats.dueInSentence(replaced.dueAt), before: formats.due(replaced.previousDueAt) })
  if (detail.clock === 'paused') return t('sentence.paused', { at: formats.at(detail.pausedAt) })
  const unit = why.clock === 'working_days' ? 'working_days' : why.unit
  const amount = amountOf(why.amount, unit, t)
  switch (why.clock) {
    case 'elapsed':
      return t('sentence.elapsed', { from, amount })
    case 'working_time':
      return t('sentence.workingTime', { from, amount, hours: [...(why.weekdays && why.weekdays.length < 7 ? why.weekdays.map((day) => t(`weekday.${day}`)) : []), ...(why.intervals ?? []).map((each) => `${each.from}–${each.to}`)].join(t('mark.list')) })
    case 'working_days': {
      const skipped = (why.days ?? []).filter((day) => !day.counted && day.date !== dateOf(why.startedAt)).length
      const makeup = (why.days ?? []).find((day) => day.kind === 'makeup' && day.counted)
      return t('sentence.workingDays', { from, amount }) + (skipped ? t('sentence.skipped', { count: skipped }) : '') + (makeup ? t('sentence.makeup', { day: formats.dayInSentence(makeup.date), weekday: formats.weekday(makeup.date) }) : t('sentence.end'))
    }
    case 'calendar_days':
      return why.before ? t('sentence.beforePeriod', { amount, day: formats.dayInSentence(why.before) }) : t('sentence.calendarDays', { from, amount })
    case 'months':
      return t(why.cadence ? 'sentence.period' : 'sentence.months', { from, amount })
    case 'date':
    case 'none':
      return why.after ? t('sentence.afterPeriod', { from, day: formats.dayInSentence(why.after) }) : t('sentence.date', { from })
  }
}

/** Plain words for the client, to be sent or read out. */
export function clientText(detail: ObligationDetail, formats: Formats, t: Say): string {
  return t('why.clientText', { matter: formats.words(detail.label), number: detail.subject.number, sentence: sentenceOf(detail, formats, t), due: detail.dueAt ? formats.dueInSentence(detail.dueAt) : '—' })
}
