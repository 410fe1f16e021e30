import { checkClock, InvalidValue, type ClockSpec, type DateText, type Roll, type RunningHours, type TimeOfDay } from '@luyue/kernel';
import type { ParameterValue } from './parameter-entry.ts';
import { parameter, parameterKeys, type Parameter, type ParameterKey } from './parameters.ts';

export interface ClockOptions {
  /** For a due day: its time; unless given that of the parameter's companion, and 24:00 where it has none (UC-12b: weekday and time). */
  timeOfDay?: TimeOfDay;
  /** The value in force of a companion: the parameter that names the time of a due day, or the hours in which a clock runs. The registry's default unless given. */
  companion?: (key: ParameterKey) => ParameterValue | null;
  /** R3: the first day of the period that `daysBefore` count back from. */
  before?: DateText;
  /** R4: the last day of the period after which a due day comes. */
  after?: DateText;
  /** For parameters that have a roll. */
  roll?: Roll;
}

/**
 * The kernel's clock for a parameter and its value in force.
 * @throws InvalidValue `clock.none` for a parameter that is no time, `clock.noValue` where the value is set case by case and is missing,
 * `clock.roll` for a roll on a parameter that has none, `clock.noPeriod` for days before a period that is not named
 */
export function clockSpec(key: ParameterKey, value: ParameterValue | null, options: ClockOptions = {}): ClockSpec {
  const entry = parameter(key);
  const { roll, before, after, companion = (other) => parameter(other).default } = options;
  if (value === null) throw new InvalidValue(key, 'clock.noValue', `${key} has no default; the value is set case by case`);
  if (roll && !entry.roll) throw new InvalidValue(key, 'clock.roll', `${key} does not roll to a working day`);
  const amount = value as number;
  switch (entry.clock) {
    case 'elapsed':
      return { clock: 'elapsed', amount, unit: entry.unit === 'minutes' ? 'minutes' : 'hours', ...(roll && { roll }) };
    case 'working_time':
      return { clock: 'working_time', amount, unit: entry.unit === 'minutes' ? 'minutes' : 'hours', ...hoursOf(entry, companion) };
    case 'working_days':
      return { clock: 'working_days', amount };
    case 'calendar_days':
      if (entry.before && before === undefined) throw new InvalidValue(key, 'clock.noPeriod', `${key} counts back from the first day of a period`);
      return { clock: 'calendar_days', amount, ...(entry.before && { before }) };
    case 'months':
      return { clock: 'months', amount, ...(entry.cadence === 'period' && { cadence: 'period' }) };
    case 'date': {
      const timeOfDay = options.timeOfDay ?? (entry.time === undefined ? '24:00' : companion(entry.time as ParameterKey) as TimeOfDay);
      const since = after !== undefined && { after };
      const rolled = roll ?? entry.roll ?? 'none';
      if (entry.type === 'time') return { clock: 'date', timeOfDay: value as string, roll: rolled, ...(entry.sameDay ? { sameDay: true } : since) };
      if (entry.type === 'weekday') return { clock: 'date', timeOfDay, weekday: amount, roll: rolled, ...since };
      if (entry.type === 'integer') return { clock: 'date', timeOfDay, monthDay: amount, roll: rolled, ...since };
      const [month, monthDay] = (value as string).split('-').map(Number);
      return { clock: 'date', timeOfDay, month, monthDay, roll: rolled, ...since };
    }
    default:
      throw new InvalidValue(key, 'clock.none', `${key} is not a time`);
  }
}

/** Minutes inside certain hours (OC-3.1.2a): from, to and the days of the week are parameters of their own. */
function hoursOf({ key, within }: Parameter, companion: NonNullable<ClockOptions['companion']>): RunningHours {
  if (!within) throw new InvalidValue(key, 'clock.noHours', `${key} does not say in which hours it runs`);
  const [from, to, weekdays] = [within.from, within.to, within.weekdays].map((other) => companion(other as ParameterKey));
  return { intervals: [{ from: from as TimeOfDay, to: to as TimeOfDay }], weekdays: (weekdays as readonly string[]).map(Number) };
}

/** The clocks that run in the hours which this parameter helps to name. */
export const leaningOn = (key: ParameterKey): ParameterKey[] => parameterKeys.filter((other) => Object.values(parameter(other).within ?? {}).includes(key));

/**
 * Whether the clocks that lean on a parameter can still be counted with a value of it: hours that end before they begin cannot.
 * @param companion the values in force of the others. @throws InvalidValue as `checkClock`
 */
export function checkCompanions(key: ParameterKey, value: ParameterValue, companion: (key: ParameterKey) => ParameterValue | null): void {
  for (const leaning of leaningOn(key)) checkClock(clockSpec(leaning, parameter(leaning).default, { companion: (other) => (other === key ? value : companion(other)) }));
}
