import { checkIntervals, type Interval } from './calendar.ts';
import { HOUR_MS, MINUTE_MS, parseTime, type TimeOfDay } from './dates.ts';
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

export interface WorkingTimeClock {
  clock: 'working_time';
  amount: number;
  unit: TimeUnit;
  intervals: readonly Interval[];
}

export interface WorkingDaysClock {
  clock: 'working_days';
  amount: number;
}

export interface CalendarDaysClock {
  clock: 'calendar_days';
  amount: number;
}

export interface MonthsClock {
  clock: 'months';
  amount: number;
}

/**
 * A named moment: the first one after the start. With `weekday` (1 = Monday) it is that day of the week, with `monthDay`
 * that day of the month (the last one in shorter months), with `month` too that day of the year, with none of them any
 * day. `sameDay` instead means the start's own date, even when the time of day is already past.
 */
export interface DateClock {
  clock: 'date';
  timeOfDay: TimeOfDay;
  weekday?: number;
  monthDay?: number;
  month?: number;
  sameDay?: boolean;
  roll: Roll;
}

export type ClockSpec = ElapsedClock | WorkingTimeClock | WorkingDaysClock | CalendarDaysClock | MonthsClock | DateClock;

/** R9: only clocks of hours and minutes keep an unused rest, so only they can be paused. */
export const isPausable = (spec: ClockSpec): spec is ElapsedClock | WorkingTimeClock => spec.clock === 'elapsed' || spec.clock === 'working_time';

/** @throws InvalidValue naming the part of the specification that cannot be counted. */
export function checkClock(spec: ClockSpec): void {
  if (spec.clock === 'date') return checkDateClock(spec);
  const whole = spec.clock !== 'elapsed' && spec.clock !== 'working_time';
  if (!Number.isFinite(spec.amount) || spec.amount <= 0 || (whole && !Number.isInteger(spec.amount))) {
    throw new InvalidValue('amount', 'clock.amount', `not ${whole ? 'a whole number from 1' : 'a number above 0'}: ${spec.amount}`);
  }
  if (spec.clock === 'working_time') checkIntervals(spec.intervals, 'intervals');
}

function checkDateClock({ timeOfDay, weekday, monthDay, month, sameDay }: DateClock): void {
  parseTime(timeOfDay);
  checkWhole('weekday', weekday, 7);
  checkWhole('monthDay', monthDay, 31);
  checkWhole('month', month, 12);
  const named = [weekday, monthDay, sameDay || undefined].filter((part) => part !== undefined).length;
  if (named > 1 || (month !== undefined && monthDay === undefined)) {
    throw new InvalidValue('clock', 'clock.date', 'a date clock names one of weekday, monthDay (with or without month) and sameDay');
  }
}

function checkWhole(field: string, value: number | undefined, max: number): void {
  if (value !== undefined && (!Number.isInteger(value) || value < 1 || value > max)) throw new InvalidValue(field, `clock.${field}`, `not a whole number from 1 to ${max}: ${value}`);
}

export const durationMs = (amount: number, unit: TimeUnit): number => Math.round(amount * (unit === 'hours' ? HOUR_MS : MINUTE_MS));
