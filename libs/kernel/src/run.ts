import type { WorkCalendar } from './calendar.ts';
import { durationMs, type ClockSpec, type DateClock, type Roll, type RunningHours } from './clocks.ts';
import { addMonths, DAY_MS, formatDate, parseDate, sameTimeOn, weekdayOf, type DateText, type DayNumber } from './dates.ts';
import type { ExplainedDay, ExplainedSpan, Explanation } from './explanation.ts';
import { periodOf } from './periods.ts';
import { InvalidValue } from './refusal.ts';

/** What a clock says before pauses and appointments: the due instant and the part of the explanation that follows from counting. */
export interface Run {
  dueAt: number;
  explained: Pick<Explanation, 'days' | 'spans' | 'roll' | 'provisionalBecause' | 'calendarVersions'>;
}

/** Up to here the days are listed one by one, beyond it month by month. */
const MAX_LISTED_DAYS = 62;
/** Working time is sought at most this many days ahead. */
const MAX_WORKING_TIME_DAYS = 3_700;

/** Counts a clock from its start. @param startedAt epoch milliseconds */
export function run(spec: ClockSpec, startedAt: number, calendar: WorkCalendar): Run {
  switch (spec.clock) {
    case 'elapsed': {
      const dueAt = startedAt + durationMs(spec.amount, spec.unit);
      return spec.roll === 'next_working_day' ? rolled(dueAt, calendar) : { dueAt, explained: { calendarVersions: [] } };
    }
    case 'working_time':
      return { dueAt: addWorkingTime(startedAt, durationMs(spec.amount, spec.unit), spec, calendar), explained: { calendarVersions: [] } };
    case 'working_days':
      return workingDays(spec.amount, calendar.localDay(startedAt), calendar);
    case 'calendar_days': {
      // R3. The days between start and due time are not what is counted, so none are listed.
      if (spec.before !== undefined) return atEndOf(parseDate(spec.before) - spec.amount, calendar);
      const start = calendar.localDay(startedAt);
      return everyDay(start, start + spec.amount, calendar);
    }
    case 'months': {
      const start = calendar.localDay(startedAt);
      if (spec.cadence) return atEndOf(parseDate(periodOf(formatDate(start), spec.amount).to), calendar);
      return everyDay(start, parseDate(addMonths(formatDate(start), spec.amount)), calendar);
    }
    case 'date':
      return named(spec, startedAt, calendar);
  }
}

const atEndOf = (day: DayNumber, calendar: WorkCalendar): Run => ({ dueAt: calendar.instantAt(day, '24:00'), explained: { calendarVersions: [] } });

/** "Within n working days" of day D: 24:00 of the n-th working day after D. */
function workingDays(amount: number, start: DayNumber, calendar: WorkCalendar): Run {
  let due = start;
  for (let n = 0; n < amount; n++) due = calendar.workingDayFrom(due + 1);
  return { dueAt: calendar.instantAt(due, '24:00'), explained: { ...listDays(start, due, calendar, (day) => calendar.works(day)), ...reliance(start + 1, due, calendar) } };
}

/** R2 and the months clock: every day counts, nothing rolls, so the result does not lean on the calendar. */
function everyDay(start: DayNumber, due: DayNumber, calendar: WorkCalendar): Run {
  return { dueAt: calendar.instantAt(due, '24:00'), explained: { ...listDays(start, due, calendar, () => true), calendarVersions: [] } };
}

function named(spec: DateClock, startedAt: number, calendar: WorkCalendar): Run {
  const from = spec.after === undefined ? startedAt : calendar.instantAt(parseDate(spec.after), '24:00');
  const start = calendar.localDay(from);
  if (spec.sameDay) return onDay(start, spec, calendar);
  // The first such moment after the start; a year and a day ahead there is one for certain.
  for (let day = start; day <= start + 367; day++) {
    if (isNamedDay(spec, day) && calendar.instantAt(day, spec.timeOfDay) > from) return onDay(day, spec, calendar);
  }
  throw new InvalidValue('clock', 'clock.date', 'no such day within a year');
}

function isNamedDay({ weekday, monthDay, month }: DateClock, day: DayNumber): boolean {
  if (weekday !== undefined) return weekdayOf(day) === weekday;
  if (monthDay === undefined) return true;
  const date = new Date(day * DAY_MS);
  if (month !== undefined && date.getUTCMonth() + 1 !== month) return false;
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  return date.getUTCDate() === Math.min(monthDay, last);
}

function onDay(day: DayNumber, { timeOfDay, roll }: DateClock, calendar: WorkCalendar): Run {
  const to = rolledDay(day, roll, calendar);
  return { dueAt: calendar.instantAt(to, timeOfDay), explained: roll === 'none' ? { calendarVersions: [] } : rollOf(day, to, calendar) };
}

/** A due instant on a rest day moves to the same time of the next working day. */
function rolled(dueAt: number, calendar: WorkCalendar): Run {
  // 24:00 belongs to the day that ends then (R1), hence the millisecond.
  const day = calendar.localDay(dueAt - 1);
  const to = rolledDay(day, 'next_working_day', calendar);
  const explained = rollOf(day, to, calendar);
  if (to === day) return { dueAt, explained };
  const isMidnight = dueAt === calendar.instantAt(day, '24:00');
  return { dueAt: isMidnight ? calendar.instantAt(to, '24:00') : sameTimeOn(dueAt, to, calendar.zone), explained };
}

const rolledDay = (day: DayNumber, roll: Roll, calendar: WorkCalendar): DayNumber => (roll === 'none' ? day : calendar.workingDayFrom(day));

function rollOf(day: DayNumber, to: DayNumber, calendar: WorkCalendar): Run['explained'] {
  if (to === day) return reliance(day, day, calendar);
  const { kind, name } = calendar.describe(day);
  return { roll: { from: formatDate(day), to: formatDate(to), kind, ...(name && { name }) }, ...reliance(day, to, calendar) };
}

/** What a count over these days rests on; a year without its notice makes it provisional. */
function reliance(from: DayNumber, to: DayNumber, calendar: WorkCalendar): Pick<Explanation, 'provisionalBecause' | 'calendarVersions'> {
  const unpublished = calendar.unpublishedYears(from, to);
  const calendarVersions = calendar.versionsFor(from, to);
  return unpublished.length ? { provisionalBecause: unpublished, calendarVersions } : { calendarVersions };
}

function listDays(start: DayNumber, due: DayNumber, calendar: WorkCalendar, counts: (day: DayNumber) => boolean): { days: ExplainedDay[] } | { spans: ExplainedSpan[] } {
  if (due - start > MAX_LISTED_DAYS) return { spans: listMonths(start, due, counts) };
  let n = 0;
  const days = Array.from({ length: due - start + 1 }, (_, index): ExplainedDay => {
    const day = start + index;
    const counted = index > 0 && counts(day);
    return Object.assign({ date: formatDate(day) }, calendar.describe(day), counted ? { counted, n: ++n } : { counted });
  });
  return { days };
}

function listMonths(start: DayNumber, due: DayNumber, counts: (day: DayNumber) => boolean): ExplainedSpan[] {
  const spans: ExplainedSpan[] = [];
  for (let day = start; day <= due; day++) {
    const date: DateText = formatDate(day);
    const current = spans.at(-1);
    const counted = day > start && counts(day) ? 1 : 0;
    if (current && current.to.slice(0, 7) === date.slice(0, 7)) Object.assign(current, { to: date, days: current.days + 1, counted: current.counted + counted });
    else spans.push({ from: date, to: date, days: 1, counted });
  }
  return spans;
}

/**
 * The stretches of counted time from one instant to another, in epoch milliseconds, inside the hours of each day.
 * With `workingDaysOnly` rest days have none: that is the working time of R10; the `working_time` clock itself asks the day of the week alone.
 */
export function* workingStretches(from: number, to: number, { intervals, weekdays }: RunningHours, calendar: WorkCalendar, workingDaysOnly = false): Generator<[number, number]> {
  const first = calendar.localDay(from);
  for (let day = first; day < first + MAX_WORKING_TIME_DAYS; day++) {
    if (calendar.instantAt(day, '00:00') >= to) return;
    if ((workingDaysOnly && !calendar.works(day)) || (weekdays && !weekdays.includes(weekdayOf(day)))) continue;
    for (const interval of intervals) {
      const begin = Math.max(from, calendar.instantAt(day, interval.from));
      const end = Math.min(to, calendar.instantAt(day, interval.to));
      if (begin < end) yield [begin, end];
    }
  }
}

/** The instant at which so much working time has run; time used up at an interval's end is due there, not at the next one's start. */
export function addWorkingTime(from: number, ms: number, hours: RunningHours, calendar: WorkCalendar): number {
  let left = ms;
  for (const [begin, end] of workingStretches(from, Infinity, hours, calendar)) {
    if (left <= end - begin) return begin + left;
    left -= end - begin;
  }
  throw new InvalidValue('amount', 'clock.amount', 'more working time than ten years hold');
}

/** Whether a clock of working time runs at this instant; at the end of an interval it has stopped. */
export const runsAt = (hours: RunningHours, at: Date, calendar: WorkCalendar): boolean => !workingStretches(at.getTime(), at.getTime() + 1, hours, calendar).next().done;
