import { IsArray, IsBoolean, IsIn, IsInt, IsISO8601, IsNumber, IsOptional, IsString } from 'class-validator';
import { CLOCK_KINDS, type Explanation } from '@luyue/kernel';
import { IsDay, Nested, NestedList, OrNull, Text } from '@luyue/platform';

const DAY_KINDS = ['workday', 'weekend', 'holiday', 'makeup'] as const;
type DayKind = (typeof DAY_KINDS)[number];

export class ExplainedDay {
  @IsDay() date: string;
  @IsIn(DAY_KINDS) kind: DayKind;
  /** False while the national notice of the year is not loaded. */
  @IsBoolean() published: boolean;
  @IsBoolean() counted: boolean;
  /** Numbers the counted days from 1. */
  @IsOptional() @IsInt() n?: number;
  @IsOptional() @Nested(() => Text) name?: Text;
}

export class ExplainedSpan {
  @IsDay() from: string;
  @IsDay() to: string;
  @IsInt() days: number;
  @IsInt() counted: number;
}

export class ExplainedRoll {
  @IsDay() from: string;
  @IsDay() to: string;
  @IsIn(DAY_KINDS) kind: DayKind;
  @IsOptional() @Nested(() => Text) name?: Text;
}

export class ExplainedPause {
  @IsISO8601() from: string;
  /** Null while open. */
  @OrNull() @IsISO8601() to: string | null;
  @IsString() reason: string;
  @IsBoolean() counted: boolean;
}

export class ExplainedReplacement {
  @IsISO8601() at: string;
  @IsISO8601() dueAt: string;
  @IsOptional() @IsISO8601() windowFrom?: string;
  @IsString() agreedBy: string;
  @IsString() channel: string;
  @IsOptional() @IsString() reason?: string;
  @OrNull() @IsISO8601() previousDueAt: string | null;
}

/** HH:MM to HH:MM; `to` may be 24:00. */
export class ExplainedInterval {
  @IsString() from: string;
  @IsString() to: string;
}

export class CalendarVersionView {
  @IsInt() year: number;
  @IsInt() version: number;
  @IsIn(['national', 'tenant']) origin: 'national' | 'tenant';
  @IsBoolean() published: boolean;
}

/** The kernel's explanation, as it is stored with the obligation. */
export class ExplanationView implements Explanation {
  @IsIn(CLOCK_KINDS) clock: Explanation['clock'];
  @IsOptional() @IsNumber() amount?: number;
  @IsOptional() @IsIn(['minutes', 'hours', 'days', 'months']) unit?: Explanation['unit'];
  @IsString() zone: string;
  @IsISO8601() startedAt: string;
  /** Null while paused. */
  @OrNull() @IsISO8601() dueAt: string | null;
  @IsOptional() @IsInt() remainingMs?: number;
  @IsOptional() @NestedList(() => ExplainedInterval) intervals?: readonly ExplainedInterval[];
  /** Days of the week that count, where not all do: 1 (Monday) to 7. */
  @IsOptional() @IsArray() @IsInt({ each: true }) weekdays?: readonly number[];
  @IsOptional() @IsString() timeOfDay?: string;
  @IsOptional() @IsInt() weekday?: number;
  @IsOptional() @IsInt() monthDay?: number;
  @IsOptional() @IsInt() month?: number;
  /** R3: the first day of the period that the days count back from. */
  @IsOptional() @IsString() before?: string;
  /** R4: the last day of the period after which the named moment comes. */
  @IsOptional() @IsString() after?: string;
  /** R4: once in the calendar period of the start, due at its end. */
  @IsOptional() @IsIn(['period']) cadence?: 'period';
  @IsOptional() @NestedList(() => ExplainedDay) days?: ExplainedDay[];
  @IsOptional() @NestedList(() => ExplainedSpan) spans?: ExplainedSpan[];
  @IsOptional() @Nested(() => ExplainedRoll) roll?: ExplainedRoll;
  @NestedList(() => ExplainedPause) pauses: ExplainedPause[];
  @IsOptional() @IsISO8601() withoutPauseDueAt?: string;
  @NestedList(() => ExplainedReplacement) replacements: ExplainedReplacement[];
  @IsBoolean() provisional: boolean;
  /** The years whose holiday notice is missing. */
  @IsOptional() @IsArray() @IsInt({ each: true }) provisionalBecause?: number[];
  @NestedList(() => CalendarVersionView) calendarVersions: CalendarVersionView[];
}
