import { InvalidValue, type ClockSpec, type Roll, type TimeOfDay } from '@luyue/kernel';
import type { ParameterValue } from './parameter-entry.ts';
import { parameter, type ParameterKey } from './parameters.ts';

export interface ClockOptions {
  /** For a due day: its time; 24:00 unless another parameter names one (UC-12b: weekday and time). */
  timeOfDay?: TimeOfDay;
  /** For parameters that have a roll. */
  roll?: Roll;
}

/**
 * The kernel's clock for a parameter and its value in force.
 * @throws InvalidValue `clock.none` for a parameter that is no time, `clock.noValue` where the value is set case by case and is missing,
 * `clock.roll` for a roll on a parameter that has none
 */
export function clockSpec(key: ParameterKey, value: ParameterValue | null, { timeOfDay = '24:00', roll }: ClockOptions = {}): ClockSpec {
  const entry = parameter(key);
  if (value === null) throw new InvalidValue(key, 'clock.noValue', `${key} has no default; the value is set case by case`);
  if (roll && !entry.roll) throw new InvalidValue(key, 'clock.roll', `${key} does not roll to a working day`);
  const amount = value as number;
  switch (entry.clock) {
    case 'elapsed':
      return { clock: 'elapsed', amount, unit: entry.unit === 'minutes' ? 'minutes' : 'hours', ...(roll && { roll }) };
    case 'working_days':
    case 'calendar_days':
    case 'months':
      return { clock: entry.clock, amount };
    case 'date': {
      const rolled = roll ?? entry.roll ?? 'none';
      if (entry.type === 'time') return { clock: 'date', timeOfDay: value as string, roll: rolled, ...(entry.sameDay && { sameDay: true }) };
      if (entry.type === 'weekday') return { clock: 'date', timeOfDay, weekday: amount, roll: rolled };
      if (entry.type === 'integer') return { clock: 'date', timeOfDay, monthDay: amount, roll: rolled };
      const [month, monthDay] = (value as string).split('-').map(Number);
      return { clock: 'date', timeOfDay, month, monthDay, roll: rolled };
    }
    default:
      throw new InvalidValue(key, 'clock.none', `${key} is not a time`);
  }
}
