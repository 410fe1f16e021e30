import { checkClock, type ClockSpec } from '@luyue/kernel';
import { checkCompanions, clockSpec, type ClockOptions } from './clock-spec.ts';
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
    { key: 'oc.weekly.weekday', spec: { clock: 'date', timeOfDay: '13:00', weekday: 1, roll: 'none', after: '2026-02-15' }, options: { after: '2026-02-15' } },
    { key: 'oc.exchange.weekday', spec: { clock: 'date', timeOfDay: '18:00', weekday: 7, roll: 'none' }, options: { companion: () => '18:00' } },
    { key: 'oc.station.attitude.everyMonths', spec: { clock: 'months', amount: 3, cadence: 'period' } },
    { key: 'dv.plan.month.dueDays', spec: { clock: 'calendar_days', amount: 3, before: '2026-12-01' }, options: { before: '2026-12-01' } },
    { key: 'oc.reach.answerMinutes', spec: { clock: 'working_time', amount: 30, unit: 'minutes', intervals: [{ from: '08:00', to: '24:00' }], weekdays: [1, 2, 3, 4, 5, 6, 7] } },
    { key: 'uc.report.month.dueDay', spec: { clock: 'date', timeOfDay: '24:00', monthDay: 5, roll: 'next_working_day' }, options: { roll: 'next_working_day' } },
    { key: 'uc.assessment.unit.dueDay', spec: { clock: 'date', timeOfDay: '24:00', month: 1, monthDay: 31, roll: 'none' } },
  ])('$key by default', ({ key, spec, options }) => {
    expect(clockSpec(key, parameter(key).default, options)).toEqual(spec);
  });

  it('is one the kernel can count, for every parameter that is a time', () => {
    for (const key of parameterKeys.filter((each) => parameter(each).clock !== 'none')) {
      expect(() => checkClock(clockSpec(key, parameter(key).default ?? parameter(key).choices?.[0] ?? 8, { before: '2026-12-01' }))).not.toThrow();
    }
  });

  it.each<[ParameterKey, number | null, ClockOptions, string]>([
    ['uc.callback.attempts', 3, {}, 'clock.none'], ['uc.fault.network.major.repairHours', null, {}, 'clock.noValue'], ['dv.plan.month.dueDays', 3, {}, 'clock.noPeriod'], ['uc.fault.network.repairHours', 24, { roll: 'next_working_day' }, 'clock.roll'],
  ])('%s has none with %j, %j: %s', (key, value, options, code) => {
    expect(() => clockSpec(key, value, options)).toThrow(expect.objectContaining({ field: key, code }));
  });
});

describe('a value that others are used with', () => {
  const usual = (key: ParameterKey) => parameter(key).default;
  it.each<[ParameterKey, string | string[], string | undefined]>([
    ['oc.reach.from', '23:59', undefined], ['oc.reach.from', '24:00', 'intervals.order'], ['oc.reach.to', '08:00', 'intervals.order'], ['oc.reach.to', '08:01', undefined], ['oc.reach.weekdays', ['1'], undefined], ['oc.weekly.time', '00:00', undefined],
  ])('%s as %j: %s', (key, value, code) => {
    const check = () => checkCompanions(key, value, usual);
    if (code) expect(check).toThrow(expect.objectContaining({ code }));
    else expect(check).not.toThrow();
  });
});
