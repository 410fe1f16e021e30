import { checkClock, type ClockSpec } from '@luyue/kernel';
import { clockSpec, type ClockOptions } from './clock-spec.ts';
import { parameter, parameterKeys, type ParameterKey } from './parameters.ts';

describe('the clock of a parameter', () => {
  it.each<{ key: ParameterKey; spec: ClockSpec; options?: ClockOptions }>([
    { key: 'uc.fault.network.repairHours', spec: { clock: 'elapsed', amount: 24, unit: 'hours' } },
    { key: 'uc.fault.equipment.dispatchMinutes', spec: { clock: 'elapsed', amount: 30, unit: 'minutes' } },
    { key: 'uc.cash.handInHours', spec: { clock: 'elapsed', amount: 24, unit: 'hours', roll: 'next_working_day' }, options: { roll: 'next_working_day' } },
    { key: 'uc.transfer.answerWorkingDays', spec: { clock: 'working_days', amount: 3 } },
    { key: 'uc.callback.withinDays', spec: { clock: 'calendar_days', amount: 7 } },
    { key: 'uc.inspection.resident.everyMonths', spec: { clock: 'months', amount: 24 } },
    { key: 'uc.contact.summaryTime', spec: { clock: 'date', timeOfDay: '09:00', roll: 'none' } },
    { key: 'uc.shift.settleTime', spec: { clock: 'date', timeOfDay: '24:00', sameDay: true, roll: 'none' } },
    { key: 'uc.report.weekly.weekday', spec: { clock: 'date', timeOfDay: '12:00', weekday: 1, roll: 'none' }, options: { timeOfDay: '12:00' } },
    { key: 'uc.report.month.dueDay', spec: { clock: 'date', timeOfDay: '24:00', monthDay: 5, roll: 'next_working_day' }, options: { roll: 'next_working_day' } },
    { key: 'uc.assessment.unit.dueDay', spec: { clock: 'date', timeOfDay: '24:00', month: 1, monthDay: 31, roll: 'none' } },
  ])('$key by default', ({ key, spec, options }) => {
    expect(clockSpec(key, parameter(key).default, options)).toEqual(spec);
  });

  it('is one the kernel can count, for every parameter that is a time by itself', () => {
    for (const key of parameterKeys.filter((each) => parameter(each).clock !== 'none' && !parameter(each).within)) {
      expect(() => checkClock(clockSpec(key, parameter(key).default ?? 8))).not.toThrow();
    }
  });

  it.each<[ParameterKey, number | null, ClockOptions, string]>([
    ['uc.callback.attempts', 3, {}, 'clock.none'], ['uc.fault.network.major.repairHours', null, {}, 'clock.noValue'], ['uc.fault.network.repairHours', 24, { roll: 'next_working_day' }, 'clock.roll'],
  ])('%s has none with %j, %j: %s', (key, value, options, code) => {
    expect(() => clockSpec(key, value, options)).toThrow(expect.objectContaining({ field: key, code }));
  });
});
