import { checkIntervals, type Interval } from './calendar.ts';
import { HOUR_MS, MINUTE_MS, parseDate, parseTime, type DateText, type TimeOfDay } from './dates.ts';
import { PERIOD_MONTHS } from './periods.ts';
import { InvalidValue } from './refusal.ts';

/** The clocks of the domain README; `none` belongs to parameters that are not a time. */
export const CLOCK_KINDS = ['elapsed', 'working_time', 'working_days', 'calendar_days', 'months', 'date', 'none'] as const;
export type ClockKind = (typeof CLOCK_KINDS)[number];
export type TimeUnit = 'minutes' | 'hours';
/** What happens when the due day is a rest day. */
export type Roll = 'none' | 'next_working_day';

export interface ElapsedClock {
  clock: 'elapsed';
  amount: number;
  unit: TimeUnit;
  roll?: Roll;
}

/** When a clock of working time runs: inside these hours, on these days of the week (1 = Monday), on every day where none are named. */
export interface RunningHours {
  intervals: readonly Interval[];
  weekdays?: readonly number[];
}

export interface WorkingTimeClock extends RunningHours {
  clock: 'working_time';
  amount: number;
  unit: TimeUnit;
}

export interface WorkingDaysClock {
  clock: 'working_days';
  amount: number;
}

/** R2; with `before`, the first day of a period, R3: the days count back from it, wherever the start lies. */
export interface CalendarDaysClock {
  clock: 'calendar_days';
  amount: number;
  before?: DateText;
}

/** Months from the start's day; with `cadence: 'period'` (R4) the end of the calendar month, quarter, half or year in which the start lies. */
export interface MonthsClock {
  clock: 'months';
  amount: number;
  cadence?: 'period';
}

/**
 * A named moment: the first one after the start. With `weekday` (1 = Monday) it is that day of the week, with `monthDay`
 * that day of the month (the last one in shorter months), with `month` too that day of the year, with none of them any
 * day. `sameDay` instead means the start's own date, even when the time of day is already past. With `after`, the last day
 * of a period, it is the first such moment after that day's end, although the clock has run from the period's beginning.
 */
export interface DateClock {
  clock: 'date';
  timeOfDay: TimeOfDay;
  weekday?: number;
  monthDay?: number;
  month?: number;
  sameDay?: boolean;
  after?: DateText;
  roll: Roll;
}

export type ClockSpec = ElapsedClock | WorkingTimeClock | WorkingDaysClock | CalendarDaysClock | MonthsClock | DateClock;

/** R9: only clocks of hours and minutes keep an unused rest, so only they can be paused. */
export const isPausable = (spec: ClockSpec): spec is ElapsedClock | WorkingTimeClock => spec.clock === 'elapsed' || spec.clock === 'working_time';

/** @throws InvalidValue naming the part of the specification that cannot be counted. */
export function checkClock(spec: ClockSpec): void {
  if (spec.clock === 'date') return checkDateClock(spec);
  const whole = spec.clock !== 'elapsed' && spec.clock !== 'working_time';
  const before = spec.clock === 'calendar_days' ? spec.before : undefined;
  // "0 days before the period" is the end of its first day.
  if (!Number.isFinite(spec.amount) || spec.amount < 0 || (spec.amount === 0 && before === undefined) || (whole && !Number.isInteger(spec.amount))) {
    throw new InvalidValue('amount', 'clock.amount', `not ${whole ? 'a whole number from 1' : 'a number above 0'}: ${spec.amount}`);
  }
  if (before !== undefined) parseDate(before);
  if (spec.clock === 'months' && spec.cadence && !PERIOD_MONTHS.some((known) => known === spec.amount)) throw new InvalidValue('amount', 'clock.amount', `a period lasts 1, 3, 6 or 12 months, not ${spec.amount}`);
  if (spec.clock === 'working_time') checkHours(spec);
}

function checkHours({ intervals, weekdays }: RunningHours): void {
  checkIntervals(intervals, 'intervals');
  if (weekdays?.length === 0) throw new InvalidValue('weekdays', 'clock.weekdays', 'at least one day of the week is needed');
  for (const weekday of weekdays ?? []) checkWhole('weekday', weekday, 7);
}

function checkDateClock({ timeOfDay, weekday, monthDay, month, sameDay, after }: DateClock): void {
  parseTime(timeOfDay);
  if (after !== undefined) parseDate(after);
  checkWhole('weekday', weekday, 7);
  checkWhole('monthDay', monthDay, 31);
  checkWhole('month', month, 12);
  const named = [weekday, monthDay, sameDay || undefined].filter((part) => part !== undefined).length;
  if (named > 1 || (month !== undefined && monthDay === undefined) || (sameDay && after !== undefined)) {
    throw new InvalidValue('clock', 'clock.date', 'a date clock names one of weekday, monthDay (with or without month) and sameDay');
  }
}

function checkWhole(field: string, value: number | undefined, max: number): void {
  if (value !== undefined && (!Number.isInteger(value) || value < 1 || value > max)) throw new InvalidValue(field, `clock.${field}`, `not a whole number from 1 to ${max}: ${value}`);
}

export const durationMs = (amount: number, unit: TimeUnit): number => Math.round(amount * (unit === 'hours' ? HOUR_MS : MINUTE_MS));
