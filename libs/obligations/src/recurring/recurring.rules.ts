import { addDays, derivedId, PERIOD_MONTHS, periodOf, weekOf, type DateText, type Span } from '@luyue/kernel';
import { clause, parameter, type ClauseId, type ParameterKey } from '@luyue/regulations';
import type { Cadence, DueSide, RecurringDuty } from './recurring-duty.entity.ts';

/** How often: each week from Monday to Sunday, each so many months, as often as a parameter says, or counted from the last completion (R4). */
export type Every = 'week' | { months: (typeof PERIOD_MONTHS)[number] } | { by: ParameterKey } | 'anniversary';

/**
 * The id of the obligation of one period, and of its subject. It follows from what is owed and for when, so that a room can ask for it and the database refuses a second one.
 * @param label of the period: `2026-W07`, `2026-10`, `2026-Q4`, `2026-H2`, `2026`
 */
export const occurrenceOf = (subjectId: string, clauseId: ClauseId, label: string, strand = ''): string => derivedId(subjectId, clauseId, strand, label);

/** @param again the first day, of one that begins once more after days on which nothing was owed */
export const dutyId = (subjectId: string, clauseId: ClauseId, strand = '', again = ''): string => derivedId(subjectId, clauseId, strand, 'duty', again);

export interface Shape { cadence: Cadence; months: number | null; intervalKey: ParameterKey | null; due: DueSide }

/**
 * What the row keeps of "how often" and "due when". A due day comes after its period unless `within` says that it lies inside.
 * @throws Error at once for a parameter that is not the clause's own, or whose clock says nothing about a period: a mistake of the room
 */
export function shapeOf(clauseId: ClauseId, key: ParameterKey, every: Every, within = false): Shape {
  const entry = parameter(key);
  if (!clause(clauseId).parameters.includes(key)) throw new Error(`${key} is not a parameter of ${clauseId}`);
  if (every === 'anniversary') {
    if (entry.clock !== 'months') throw new Error(`${key} counts no months from a completion`);
    return { cadence: 'anniversary', months: null, intervalKey: null, due: 'within' };
  }
  const due: DueSide | undefined = entry.before ? 'before' : entry.cadence === 'period' ? 'within' : entry.clock === 'date' ? (within ? 'within' : 'after') : undefined;
  if (!due) throw new Error(`${key} says nothing about a period`);
  if (every === 'week') return { cadence: 'week', months: null, intervalKey: null, due };
  return { cadence: 'months', months: 'months' in every ? every.months : null, intervalKey: 'by' in every ? every.by : null, due };
}

/** The period of a duty in which a day lies. */
export const spanAt = (cadence: Cadence, date: DateText, months: number): Span => (cadence === 'week' ? weekOf(date) : periodOf(date, months));

/** R4: whoever begins inside a period owes from the next whole one, unless one day is enough. */
export function firstFrom({ cadence, partial, beginsOn }: Pick<RecurringDuty, 'cadence' | 'partial' | 'beginsOn'>, months: number): DateText {
  const span = spanAt(cadence, beginsOn, months);
  return partial || span.from === beginsOn ? beginsOn : addDays(span.to, 1);
}

/**
 * The day on which a period's obligation opens: its first one; for what is due before it (R3) the first day of the period in which it falls due, mostly the one before.
 * @param daysBefore the days of R3
 */
export const opensOn = ({ cadence, due }: Pick<RecurringDuty, 'cadence' | 'due'>, from: DateText, months: number, daysBefore: number): DateText =>
  (due === 'before' ? spanAt(cadence, addDays(from, -Math.max(daysBefore, 1)), months).from : from);

/** Whether a period is still owed: one that is not whole by the last day is not, unless one day is enough. */
export const isOwed = ({ partial, endsOn }: Pick<RecurringDuty, 'partial' | 'endsOn'>, span: Span): boolean => !endsOn || (partial ? span.from <= endsOn : span.to <= endsOn);

/** Every period that may have been opened for days from `from` to `to`, of each length that its parameter may have named. */
export function spansBetween({ cadence, months }: Pick<RecurringDuty, 'cadence' | 'months'>, from: DateText, to: DateText): Span[] {
  const lengths = cadence === 'week' || months ? [months ?? 1] : PERIOD_MONTHS;
  const spans: Span[] = [];
  for (const length of lengths) for (let date = from; date <= to;) {
    const span = spanAt(cadence, date, length);
    spans.push(span);
    date = addDays(span.to, 1);
  }
  return spans;
}
