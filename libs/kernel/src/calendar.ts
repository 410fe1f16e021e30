import { addDays, DAY_MS, formatDate, instantAt, MINUTE_MS, parseDate, parseTime, weekdayOf, type DateText, type DayNumber, type TimeOfDay } from './dates.ts';
import type { Label } from './label.ts';
import { InvalidValue } from './refusal.ts';

export type DayKind = 'workday' | 'weekend' | 'holiday' | 'makeup';

/** One interval of the day, HH:MM to HH:MM; `to` may be 24:00. */
export interface Interval {
  from: TimeOfDay;
  to: TimeOfDay;
}

/**
 * One year as published by the state (`national`), or the tenant's own exceptions on top of it (`tenant`).
 * A later version of the same year and origin replaces the earlier one.
 */
export interface CalendarYear {
  year: number;
  version: number;
  origin: 'national' | 'tenant';
  /** Every day of a named holiday, weekend days inside it too, and single days off. */
  restDays: readonly DateText[];
  /** Make-up working days (调休上班). */
  workDays: readonly DateText[];
  names?: Readonly<Record<DateText, Label>>;
}

export interface CalendarDay {
  kind: DayKind;
  /** False while the national notice of the year is not loaded: then only weekends are known to be off. */
  published: boolean;
  name?: Label;
}

export interface CalendarVersion {
  year: number;
  version: number;
  origin: 'national' | 'tenant';
  published: boolean;
}

export interface CalendarOptions {
  /** IANA zone, default Asia/Shanghai. */
  zone?: string;
  /** The tenant's working hours; shares of working-day clocks are measured in them (R10). */
  workingHours?: readonly Interval[];
}

const OFFICE_HOURS: readonly Interval[] = [{ from: '09:00', to: '12:00' }, { from: '13:30', to: '17:30' }];
/** No real calendar is off for a year on end; a search that gets this far met a broken one. */
const SEARCH_LIMIT_DAYS = 400;

/** @throws InvalidValue when intervals are empty, backwards, out of order or overlapping. */
export function checkIntervals(intervals: readonly Interval[], field: string): void {
  let end = -1;
  for (const { from, to } of intervals) {
    if (parseTime(from) < end || parseTime(from) >= parseTime(to)) throw new InvalidValue(field, 'intervals.order', `intervals must run forward without overlap: ${from}-${to}`);
    end = parseTime(to);
  }
  if (end < 0) throw new InvalidValue(field, 'intervals.empty', 'at least one interval is needed');
}

/** A tenant's calendar: which days are worked, in which zone, at which hours. Immutable once made. */
export class WorkCalendar {
  readonly zone: string;
  readonly workingHours: readonly Interval[];
  private readonly inForce: readonly CalendarYear[];
  private readonly exceptions = new Map<DateText, { work: boolean; name?: Label }>();
  private readonly published = new Set<number>();
  private readonly midnights: Map<DayNumber, number>;

  /** @throws InvalidValue naming the year whose days are malformed, or the working hours. */
  constructor(years: readonly CalendarYear[], { zone = 'Asia/Shanghai', workingHours = OFFICE_HOURS }: CalendarOptions = {}) {
    this.zone = zone;
    this.midnights = midnightsOf(zone);
    this.workingHours = workingHours;
    checkIntervals(workingHours, 'workingHours');
    this.inForce = latestVersions(years);
    // National first, so that the tenant's own exceptions win.
    for (const year of this.inForce) {
      checkYear(year);
      if (year.origin === 'national') this.published.add(year.year);
      for (const date of year.restDays) this.exceptions.set(date, { work: false, name: year.names?.[date] });
      for (const date of year.workDays) this.exceptions.set(date, { work: true, name: year.names?.[date] });
    }
  }

  day(date: DateText): CalendarDay {
    return this.describe(parseDate(date));
  }

  isWorkingDay(date: DateText): boolean {
    return this.works(parseDate(date));
  }

  /** The first working day after `date`. */
  nextWorkingDay(date: DateText): DateText {
    return formatDate(this.workingDayFrom(parseDate(date) + 1));
  }

  describe(day: DayNumber): CalendarDay {
    const date = formatDate(day);
    const published = this.published.has(Number(date.slice(0, 4)));
    const exception = this.exceptions.get(date);
    const weekend = weekdayOf(day) > 5;
    const kind = exception ? (!exception.work ? 'holiday' : weekend ? 'makeup' : 'workday') : weekend ? 'weekend' : 'workday';
    return exception?.name ? { kind, published, name: exception.name } : { kind, published };
  }

  works(day: DayNumber): boolean {
    const exception = this.exceptions.get(formatDate(day));
    return exception ? exception.work : weekdayOf(day) <= 5;
  }

  /** The first working day from `day` on, `day` itself included. @throws InvalidValue if the calendar has none within a year. */
  workingDayFrom(day: DayNumber): DayNumber {
    for (let next = day; next < day + SEARCH_LIMIT_DAYS; next++) if (this.works(next)) return next;
    throw new InvalidValue('calendar', 'calendar.noWorkingDay', `no working day within ${SEARCH_LIMIT_DAYS} days of ${formatDate(day)}`);
  }

  /** Years from the one of `from` to the one of `to` whose national notice is not loaded. */
  unpublishedYears(from: DayNumber, to: DayNumber): number[] {
    return yearsBetween(from, to).filter((year) => !this.published.has(year));
  }

  /** The versions that a count from `from` to `to` rests on; an unpublished year is listed as national version 0. */
  versionsFor(from: DayNumber, to: DayNumber): CalendarVersion[] {
    return yearsBetween(from, to).flatMap((year) => {
      const known = this.inForce.filter((entry) => entry.year === year).map(({ version, origin }) => ({ year, version, origin, published: this.published.has(year) }));
      return this.published.has(year) ? known : [{ year, version: 0, origin: 'national' as const, published: false }, ...known];
    });
  }

  /** The instant of a wall-clock time on a day of this zone, epoch milliseconds. */
  instantAt(day: DayNumber, time: TimeOfDay): number {
    const start = this.midnight(day);
    // A day of 24 hours has no DST change in it, so its hours follow by addition; only the others ask Temporal.
    if (this.midnight(day + 1) - start === DAY_MS) return start + parseTime(time) * MINUTE_MS;
    return instantAt(day, time, this.zone);
  }

  /** The local date on which an instant falls. */
  localDay(epochMs: number): DayNumber {
    // No zone is more than a day from UTC.
    let day = Math.floor(epochMs / DAY_MS) + 1;
    while (this.midnight(day) > epochMs) day--;
    return day;
  }

  private midnight(day: DayNumber): number {
    let start = this.midnights.get(day);
    if (start === undefined) this.midnights.set(day, (start = instantAt(day, '00:00', this.zone)));
    return start;
  }
}

/** Midnights are the same for every calendar of a zone, and asking for one takes longer than most counts. */
const MIDNIGHTS = new Map<string, Map<DayNumber, number>>();
const MOST_MIDNIGHTS = 50_000;

function midnightsOf(zone: string): Map<DayNumber, number> {
  let known = MIDNIGHTS.get(zone);
  if (!known || known.size > MOST_MIDNIGHTS) MIDNIGHTS.set(zone, (known = new Map()));
  return known;
}

function latestVersions(years: readonly CalendarYear[]): CalendarYear[] {
  const latest = new Map<string, CalendarYear>();
  for (const year of years) {
    const key = `${year.origin} ${year.year}`;
    const known = latest.get(key);
    if (!known || known.version < year.version) latest.set(key, year);
  }
  return [...latest.values()].sort((a, b) => a.year - b.year || a.origin.localeCompare(b.origin));
}

function checkYear({ year, restDays, workDays }: CalendarYear): void {
  const rest = new Set(restDays);
  for (const date of [...restDays, ...workDays]) {
    parseDate(date);
    if (!date.startsWith(`${year}-`)) throw new InvalidValue('date', 'calendar.otherYear', `${date} is not a day of ${year}`);
  }
  for (const date of workDays) if (rest.has(date)) throw new InvalidValue('date', 'calendar.restAndWork', `${date} is listed both as a day off and as a working day`);
}

function yearsBetween(from: DayNumber, to: DayNumber): number[] {
  const first = Number(formatDate(from).slice(0, 4));
  const last = Number(formatDate(to).slice(0, 4));
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

/** All dates from `from` to `to`, both included. */
export function datesBetween(from: DateText, to: DateText): DateText[] {
  const dates: DateText[] = [];
  for (let date = from; date <= to; date = addDays(date, 1)) dates.push(date);
  return dates;
}
