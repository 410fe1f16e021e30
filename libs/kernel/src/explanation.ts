import type { CalendarVersion, DayKind, Interval } from './calendar.ts';
import type { ClockKind, TimeUnit } from './clocks.ts';
import type { DateText, TimeOfDay } from './dates.ts';
import type { Label } from './label.ts';

/** One day of the strip. `n` numbers the counted days from 1; the start day is there with `counted: false`. */
export interface ExplainedDay {
  date: DateText;
  kind: DayKind;
  published: boolean;
  counted: boolean;
  n?: number;
  name?: Label;
}

/** A month's worth of a run too long to draw day by day. */
export interface ExplainedSpan {
  from: DateText;
  to: DateText;
  days: number;
  counted: number;
}

export interface ExplainedPause {
  from: string;
  /** The resume, or the appointment that ended it; null while open. */
  to: string | null;
  reason: string;
  /** False when it began at or after the due time: it then moved nothing. */
  counted: boolean;
}

export interface ExplainedReplacement {
  at: string;
  dueAt: string;
  windowFrom?: string;
  agreedBy: string;
  channel: string;
  reason?: string;
  /** What was due before; null when agreed while the clock was paused. */
  previousDueAt: string | null;
}

/** Why a date is what it is: plain JSON, instants as RFC 3339 in UTC, dates in `zone`. Stored with the obligation and drawn by the console. */
export interface Explanation {
  clock: ClockKind;
  amount?: number;
  unit?: TimeUnit | 'days' | 'months';
  zone: string;
  startedAt: string;
  /** null while paused; `remainingMs` is then what is left on the clock. */
  dueAt: string | null;
  remainingMs?: number;
  /** working_time: the hours of the day that count. */
  intervals?: readonly Interval[];
  /** working_time: the days of the week that count, where not all do. */
  weekdays?: readonly number[];
  timeOfDay?: TimeOfDay;
  weekday?: number;
  monthDay?: number;
  month?: number;
  /** calendar_days, R3: the first day of the period that the days count back from. */
  before?: DateText;
  /** date, R4: the last day of the period after which the named moment comes. */
  after?: DateText;
  /** months, R4: once in the calendar period of the start, due at its end. */
  cadence?: 'period';
  /** Day clocks up to two months: each day from the start day to the due day. */
  days?: ExplainedDay[];
  /** Longer day clocks: the same, month by month. */
  spans?: ExplainedSpan[];
  roll?: { from: DateText; to: DateText; kind: DayKind; name?: Label };
  pauses: ExplainedPause[];
  withoutPauseDueAt?: string;
  replacements: ExplainedReplacement[];
  provisional: boolean;
  /** The years whose holiday notice is missing. */
  provisionalBecause?: number[];
  /** The calendar years counted with; empty for clocks that do not look at the calendar. */
  calendarVersions: CalendarVersion[];
}
