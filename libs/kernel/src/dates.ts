import { Temporal } from 'temporal-polyfill';
import { InvalidValue } from './refusal.ts';

/** A calendar date, YYYY-MM-DD. */
export type DateText = string;
/** A time of day, HH:MM, from 00:00 to 24:00. */
export type TimeOfDay = string;
/** Days since 1970-01-01: dates as whole numbers, so counting days costs nothing and knows no zone. */
export type DayNumber = number;

export const DAY_MS = 86_400_000;
export const HOUR_MS = 3_600_000;
export const MINUTE_MS = 60_000;

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const TIME = /^(?:([01]\d|2[0-3]):([0-5]\d)|24:00)$/;

/** @throws InvalidValue `date.format` for anything but an existing YYYY-MM-DD. */
export function parseDate(date: DateText): DayNumber {
  const ms = DATE.test(date) ? Date.parse(`${date}T00:00:00Z`) : NaN;
  if (Number.isNaN(ms) || formatDate(ms / DAY_MS) !== date) throw new InvalidValue('date', 'date.format', `not a date YYYY-MM-DD: "${date}"`);
  return ms / DAY_MS;
}

export function formatDate(day: DayNumber): DateText {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

export function addDays(date: DateText, days: number): DateText {
  return formatDate(parseDate(date) + days);
}

/** Same day n months on, or that month's last day: 31 January + 1 month = 28/29 February. */
export function addMonths(date: DateText, months: number): DateText {
  return Temporal.PlainDate.from(date).add({ months }, { overflow: 'constrain' }).toString();
}

/** ISO weekday, 1 = Monday ... 7 = Sunday. */
export function weekdayOf(day: DayNumber): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

/** Minutes after midnight, 0 to 1440. @throws InvalidValue `time.format` */
export function parseTime(time: TimeOfDay): number {
  const match = TIME.exec(time);
  if (!match) throw new InvalidValue('time', 'time.format', `not a time of day HH:MM up to 24:00: "${time}"`);
  return match[1] === undefined ? 1440 : Number(match[1]) * 60 + Number(match[2]);
}

/**
 * The instant of a wall-clock time; R1: 24:00 of D is 00:00 of D+1. A time that a DST change skips or repeats is read
 * as Temporal's "compatible" (the moment after the gap, the first of the two).
 * @returns epoch milliseconds
 */
export function instantAt(day: DayNumber, time: TimeOfDay, zone: string): number {
  const minutes = parseTime(time);
  const date = new Date((day + (minutes === 1440 ? 1 : 0)) * DAY_MS);
  return Temporal.PlainDateTime.from({
    year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate(), hour: Math.floor((minutes % 1440) / 60), minute: minutes % 60,
  }).toZonedDateTime(zone).epochMilliseconds;
}

/** The local date on which an instant falls. */
export function localDay(epochMs: number, zone: string): DayNumber {
  const zoned = Temporal.Instant.fromEpochMilliseconds(epochMs).toZonedDateTimeISO(zone);
  return Date.UTC(zoned.year, zoned.month - 1, zoned.day) / DAY_MS;
}

/** The local date on which an instant falls, as text. */
export function localDate(at: Date, zone: string): DateText {
  return formatDate(localDay(at.getTime(), zone));
}

/** The same wall-clock time on another day, to the millisecond. @returns epoch milliseconds */
export function sameTimeOn(epochMs: number, day: DayNumber, zone: string): number {
  const time = Temporal.Instant.fromEpochMilliseconds(epochMs).toZonedDateTimeISO(zone).toPlainTime();
  return Temporal.PlainDate.from(formatDate(day)).toZonedDateTime({ timeZone: zone, plainTime: time }).epochMilliseconds;
}

/** Day and time of an instant as people read them in the zone, e.g. `11-24 20:14`. */
export function dayAndTime(at: Date, zone: string): string {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone: zone, month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).formatToParts(at);
  const of = (type: string): string => parts.find((part) => part.type === type)!.value;
  return `${of('month')}-${of('day')} ${of('hour')}:${of('minute')}`;
}

/** A due time as people read it: midnight is 24:00 of the day that ends with it, e.g. `11-24 24:00`. */
export function dueDayAndTime(at: Date, zone: string): string {
  const text = dayAndTime(at, zone);
  return text.endsWith(' 00:00') ? `${dayAndTime(new Date(at.getTime() - 1_000), zone).slice(0, 5)} 24:00` : text;
}
