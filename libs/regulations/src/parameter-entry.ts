import type { ClockKind, Label, Roll } from '@luyue/kernel';

/** Which way a value is stricter (R19); with `none` a subsidiary keeps the value as set. */
export type Tighter = 'lower' | 'higher' | 'none';
/** R4: counted from the last completion, or once in each calendar period. */
export type Cadence = 'anniversary' | 'period';
export type ParameterType = 'integer' | 'number' | 'percent' | 'percents' | 'time' | 'weekday' | 'date' | 'choice' | 'boolean' | 'list';
export type ParameterUnit = 'minutes' | 'hours' | 'days' | 'months' | 'time_of_day' | 'weekday' | 'day_of_month' | 'day_of_year' | 'count' | 'factor' | 'yuan' | 'percent' | 'choice';

/**
 * integer, number, percent (0-100): number · percents: ascending numbers · time: "HH:MM" · weekday: 1 (Monday) to 7 ·
 * date: "MM-DD" · choice: one of `choices` · boolean · list: some of `choices`.
 */
export type ParameterValue = number | string | boolean | readonly number[] | readonly string[];

export interface ParameterEntry {
  clock: ClockKind;
  unit: ParameterUnit;
  type: ParameterType;
  /** null: no default, the value is set case by case. */
  default: ParameterValue | null;
  /** † in the rulebook: the number is ours, not the regulation's. */
  ours: boolean;
  tighter: Tighter;
  bounds?: { min: number; max: number };
  choices?: readonly (number | string)[];
  /** Whether a tenant may set a roll for rest days; its default is `none`. */
  roll?: Roll;
  cadence?: Cadence;
  /** A time of day on the start's own date instead of the next one to come. */
  sameDay?: true;
  /** R3: the days run backwards from the first day of the period. */
  before?: true;
  /** Of a weekday or a day of the month: the parameter that names the time of that day; 24:00 where none does. */
  time?: string;
  /** Of a `working_time` clock: the parameters that say when it runs. */
  within?: { from: string; to: string; weekdays: string };
  label: Label;
}

type Options = Partial<Pick<ParameterEntry, 'ours' | 'tighter' | 'roll' | 'sameDay' | 'time'>> & { min?: number; max?: number };

function entry(base: Omit<ParameterEntry, 'ours' | 'tighter'>, { ours = true, tighter = 'lower', roll, sameDay, time, min, max }: Options): ParameterEntry {
  const bounds = base.bounds && { min: min ?? base.bounds.min, max: max ?? base.bounds.max };
  return { ...base, ours, tighter, ...(bounds && { bounds }), ...(roll && { roll }), ...(sameDay && { sameDay }), ...(time && { time }) };
}

/** Builders for the chapters, one a clock and type; a value is ours and tighter when lower unless said otherwise. */
export const minutes = (value: number, label: Label, options: Options = {}): ParameterEntry =>
  entry({ clock: 'elapsed', unit: 'minutes', type: 'integer', default: value, bounds: { min: 1, max: 1440 }, label }, options);

/** Minutes that run inside certain hours of certain days only, whatever the calendar says of the day. */
export const workingMinutes = (value: number, within: NonNullable<ParameterEntry['within']>, label: Label, options: Options = {}): ParameterEntry =>
  entry({ clock: 'working_time', unit: 'minutes', type: 'integer', default: value, bounds: { min: 1, max: 1440 }, within, label }, options);

export const hours = (value: number | null, label: Label, options: Options = {}): ParameterEntry =>
  entry({ clock: 'elapsed', unit: 'hours', type: 'integer', default: value, bounds: { min: 1, max: 720 }, label }, options);

export const workingDays = (value: number, label: Label, options: Options = {}): ParameterEntry =>
  entry({ clock: 'working_days', unit: 'days', type: 'integer', default: value, bounds: { min: 1, max: 60 }, label }, options);

export const calendarDays = (value: number | null, label: Label, options: Options = {}): ParameterEntry =>
  entry({ clock: 'calendar_days', unit: 'days', type: 'integer', default: value, bounds: { min: 1, max: 365 }, label }, options);

/** R3: due 24:00 of the day that lies n days before the first day of the period. */
export const daysBefore = (value: number, label: Label, options: Options = {}): ParameterEntry =>
  entry({ clock: 'calendar_days', unit: 'days', type: 'integer', default: value, bounds: { min: 0, max: 90 }, before: true, label }, { tighter: 'higher', ...options });

/** Calendar months from a day, reached on the day of the same number. */
export const monthsFrom = (value: number, label: Label, options: Options = {}): ParameterEntry =>
  entry({ clock: 'months', unit: 'months', type: 'integer', default: value, bounds: { min: 1, max: 120 }, label }, options);

export const anniversary = (months: number, label: Label, options: Options = {}): ParameterEntry =>
  entry({ clock: 'months', unit: 'months', type: 'integer', default: months, bounds: { min: 1, max: 60 }, cadence: 'anniversary', label }, options);

/** R4: month, quarter, half or year. */
export const everyPeriod = (months: number | null, label: Label, options: Options = {}): ParameterEntry =>
  entry({ clock: 'months', unit: 'months', type: 'integer', default: months, choices: [1, 3, 6, 12], cadence: 'period', label }, options);

export const timeOfDay = (value: string, label: Label, options: Options = {}): ParameterEntry =>
  entry({ clock: 'date', unit: 'time_of_day', type: 'time', default: value, roll: 'none', label }, options);

export const weekday = (value: number, label: Label, options: Options = {}): ParameterEntry =>
  entry({ clock: 'date', unit: 'weekday', type: 'weekday', default: value, bounds: { min: 1, max: 7 }, roll: 'none', label }, options);

export const dayOfMonth = (value: number, label: Label, options: Options = {}): ParameterEntry =>
  entry({ clock: 'date', unit: 'day_of_month', type: 'integer', default: value, bounds: { min: 1, max: 31 }, roll: 'none', label }, options);

export const dayOfYear = (value: string, label: Label, options: Options = {}): ParameterEntry =>
  entry({ clock: 'date', unit: 'day_of_year', type: 'date', default: value, roll: 'none', label }, options);

export const count = (value: number, label: Label, options: Options = {}): ParameterEntry =>
  entry({ clock: 'none', unit: 'count', type: 'integer', default: value, bounds: { min: 1, max: 100 }, label }, options);

export const factor = (value: number, label: Label, options: Options = {}): ParameterEntry =>
  entry({ clock: 'none', unit: 'factor', type: 'number', default: value, bounds: { min: 1, max: 100 }, label }, options);

export const yuan = (value: number, label: Label, options: Options = {}): ParameterEntry =>
  entry({ clock: 'none', unit: 'yuan', type: 'integer', default: value, bounds: { min: 0, max: 100_000 }, label }, options);

export const percent = (value: number, label: Label, options: Options = {}): ParameterEntry =>
  entry({ clock: 'none', unit: 'percent', type: 'percent', default: value, bounds: { min: 0, max: 100 }, label }, options);

export const percents = (value: readonly number[], label: Label, options: Options = {}): ParameterEntry =>
  entry({ clock: 'none', unit: 'percent', type: 'percents', default: value, bounds: { min: 1, max: 100 }, label }, options);

export const choice = (value: string, choices: readonly string[], label: Label): ParameterEntry =>
  entry({ clock: 'none', unit: 'choice', type: 'choice', default: value, choices, label }, { tighter: 'none' });

export const list = (value: readonly string[], choices: readonly string[], label: Label, options: Pick<Options, 'ours'> = {}): ParameterEntry =>
  entry({ clock: 'none', unit: 'choice', type: 'list', default: value, choices, label }, { tighter: 'none', ...options });

export const yesNo = (value: boolean, label: Label): ParameterEntry =>
  entry({ clock: 'none', unit: 'choice', type: 'boolean', default: value, label }, { tighter: 'none' });
