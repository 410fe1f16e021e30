import { addDays, addMonths, formatDate, instantAt, parseDate, weekdayOf, type DateText } from './dates.ts';
import { InvalidValue } from './refusal.ts';

/** Lengths a periodic duty can have: month, quarter, half, year. */
export const PERIOD_MONTHS = [1, 3, 6, 12] as const;
export type PeriodMonths = (typeof PERIOD_MONTHS)[number];

/** A calendar month, quarter, half or year; both days included. */
export interface Period {
  months: PeriodMonths;
  from: DateText;
  to: DateText;
  /** "2026-11", "2026-Q4", "2026-H2", "2026". */
  label: string;
}

/** A stretch of whole days, both included, that a periodic duty is owed for. */
export type Span = Pick<Period, 'from' | 'to' | 'label'>;

/** The week from Monday to Sunday in which a date lies; its label is that of ISO 8601: "2026-W07". */
export function weekOf(date: DateText): Span {
  const day = parseDate(date);
  const monday = day - weekdayOf(day) + 1;
  // The year of a week is that of its Thursday.
  const year = formatDate(monday + 3).slice(0, 4);
  const n = Math.floor((monday + 3 - parseDate(`${year}-01-01`)) / 7) + 1;
  return { from: formatDate(monday), to: formatDate(monday + 6), label: `${year}-W${String(n).padStart(2, '0')}` };
}

/** The period in which a date lies. @throws InvalidValue `period.months` for another length */
export function periodOf(date: DateText, months: number): Period {
  const length = PERIOD_MONTHS.find((known) => known === months);
  if (!length) throw new InvalidValue('months', 'period.months', `a period lasts 1, 3, 6 or 12 months, not ${months}`);
  parseDate(date);
  const year = date.slice(0, 4);
  const index = Math.floor((Number(date.slice(5, 7)) - 1) / length);
  const from = `${year}-${String(index * length + 1).padStart(2, '0')}-01`;
  const label = { 1: date.slice(0, 7), 3: `${year}-Q${index + 1}`, 6: `${year}-H${index + 1}`, 12: year }[length];
  return { months: length, from, to: addDays(addMonths(from, length), -1), label };
}

export const nextPeriod = (period: Period): Period => periodOf(addDays(period.to, 1), period.months);

/** R4: a subject that begins inside a period owes from the next whole one. */
export function firstOwedPeriod(beganOn: DateText, months: number): Period {
  const period = periodOf(beganOn, months);
  return period.from === beganOn ? period : nextPeriod(period);
}

/** R4, cadence `period`: due at the period's end. A row that names a due day starts its `date` clock there. */
export const periodDue = (period: Period, zone: string): Date => new Date(instantAt(parseDate(period.to), '24:00', zone));

/**
 * R4: the next duty of a subject after the periods it has already been asked for.
 * @param after the last period opened, if any
 */
export function nextPeriodDue(beganOn: DateText, months: number, zone: string, after?: Period): { period: Period; dueAt: Date } {
  const period = after ? nextPeriod(after) : firstOwedPeriod(beganOn, months);
  return { period, dueAt: periodDue(period, zone) };
}

/** R4, cadence `anniversary`: the day n months after the last completion; due at its 24:00. */
export const nextAnniversary = (completedOn: DateText, months: number): DateText => addMonths(completedOn, months);
