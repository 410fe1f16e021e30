import { WorkCalendar } from './calendar.ts';
import type { ClockSpec, DateClock } from './clocks.ts';
import { computeDeadline, startClock } from './deadline.ts';
import { daysBefore, bornOverdue, isInTime } from './in-time.ts';
import { nationalYears } from './national-calendar.ts';
import { runsAt } from './run.ts';

const calendar = new WorkCalendar(nationalYears);
const at = (text: string) => new Date(`${text.replace(' ', 'T')}+08:00`);
const due = (spec: ClockSpec, start: string) => computeDeadline(startClock(spec, at(start)), calendar);
const date = (part: Partial<DateClock>): DateClock => ({ clock: 'date', timeOfDay: '24:00', roll: 'none', ...part });

describe('R1: in time', () => {
  it('includes the due instant and ends a millisecond later; 24:00 of D is 00:00 of D+1', () => {
    const { dueAt } = due({ clock: 'calendar_days', amount: 1 }, '2026-03-01 08:00:00');
    expect(dueAt).toEqual(at('2026-03-03 00:00:00.000'));
    expect(isInTime(at('2026-03-03 00:00:00.000'), dueAt!)).toBe(true);
    expect(isInTime(at('2026-03-03 00:00:00.001'), dueAt!)).toBe(false);
  });
});

describe('R2: within n days', () => {
  it('counts from the day after the event, at whatever hour it happened, rest days included, without roll', () => {
    for (const time of ['00:00:00.000', '12:00:00', '23:59:59.999']) expect(due({ clock: 'calendar_days', amount: 7 }, `2026-10-01 ${time}`).dueAt).toEqual(at('2026-10-09 00:00:00'));
    const { dueAt, provisional, explanation } = due({ clock: 'calendar_days', amount: 3 }, '2026-10-01 09:00:00');
    expect(dueAt).toEqual(at('2026-10-05 00:00:00'));
    expect(explanation.days!.map(({ kind, counted, n }) => [kind, counted, n])).toEqual([['holiday', false, undefined], ['holiday', true, 1], ['holiday', true, 2], ['holiday', true, 3]]);
    expect([provisional, explanation.calendarVersions]).toEqual([false, []]);
  });
});

describe('R3: n days before a period', () => {
  it('is 24:00 of its first day minus n days', () => {
    expect(daysBefore('2026-12-01', 5, 'Asia/Shanghai')).toEqual(at('2026-11-27 00:00:00'));
    expect(daysBefore('2026-03-01', 1, 'Asia/Shanghai')).toEqual(at('2026-03-01 00:00:00'));
  });

  it('as a clock is due there wherever its start lies, 0 days being the end of the first day itself', () => {
    for (const start of ['2026-11-01 00:00:00', '2026-11-20 09:00:00']) expect(due({ clock: 'calendar_days', amount: 3, before: '2026-12-01' }, start).dueAt).toEqual(at('2026-11-29 00:00:00'));
    expect(due({ clock: 'calendar_days', amount: 0, before: '2026-12-01' }, '2026-11-01 00:00:00').dueAt).toEqual(at('2026-12-02 00:00:00'));
    const { explanation, provisional } = due({ clock: 'calendar_days', amount: 15, before: '2027-01-01' }, '2026-12-01 00:00:00');
    expect([explanation.before, explanation.amount, explanation.days, provisional]).toEqual(['2027-01-01', 15, undefined, false]);
  });
});

describe('R4: a period', () => {
  it.each([[1, '2026-02-09', '2026-03-01'], [3, '2026-02-09', '2026-04-01'], [6, '2026-02-09', '2026-07-01'], [12, '2026-02-09', '2027-01-01'], [1, '2026-12-31', '2027-01-01']])('of %d months with a start on %s ends at the beginning of %s', (amount, start, end) => {
    const { dueAt, explanation } = due({ clock: 'months', amount, cadence: 'period' }, `${start} 10:00:00`);
    expect([dueAt, explanation.cadence]).toEqual([at(`${end} 00:00:00`), 'period']);
  });

  it('a due day after it is the first such day once it has ended, though the clock has run since it began', () => {
    const monday = date({ timeOfDay: '13:00', weekday: 1, after: '2026-02-15' });
    const { dueAt, explanation } = due(monday, '2026-02-09 00:00:00');
    expect([dueAt, explanation.after, explanation.startedAt]).toEqual([at('2026-02-16 13:00:00'), '2026-02-15', '2026-02-08T16:00:00.000Z']);
    expect(due(date({ monthDay: 5, after: '2026-01-31' }), '2026-01-01 00:00:00').dueAt).toEqual(at('2026-02-06 00:00:00'));
    // Without a period the same day of the week is the next one.
    expect(due(date({ timeOfDay: '24:00', weekday: 7 }), '2026-02-09 00:00:00').dueAt).toEqual(at('2026-02-16 00:00:00'));
  });
});

describe('working time of the reach hours (OC-3.1.2a)', () => {
  const hours = { intervals: [{ from: '08:00', to: '24:00' }] };
  const answer: ClockSpec = { clock: 'working_time', amount: 30, unit: 'minutes', ...hours };
  it('runs on a holiday too; what is left at 24:00 runs on from 08:00', () => {
    expect(due(answer, '2026-10-06 22:00:00').dueAt).toEqual(at('2026-10-06 22:30:00'));
    expect(due(answer, '2026-10-06 23:45:00').dueAt).toEqual(at('2026-10-07 08:15:00'));
    expect(due(answer, '2026-10-06 23:30:00').dueAt).toEqual(at('2026-10-07 00:00:00'));
  });

  it.each([['2026-10-07 07:30:00', false], ['2026-10-07 07:59:59.999', false], ['2026-10-07 08:00:00', true], ['2026-10-07 23:59:59.999', true], ['2026-10-08 00:00:00', false]])('at %s the clock runs: %s', (instant, runs) => {
    expect(runsAt(hours, at(instant), calendar)).toBe(runs);
  });

  it('leaves out the days of the week that are not named', () => {
    const weekdays = [1, 2, 3, 4, 5];
    expect(due({ ...answer, weekdays }, '2026-10-09 23:45:00')).toMatchObject({ dueAt: at('2026-10-12 08:15:00'), explanation: { weekdays } });
    expect(runsAt({ ...hours, weekdays }, at('2026-10-10 10:00:00'), calendar)).toBe(false);
  });
});

describe('R6: entered late', () => {
  it('is born overdue when the due time lies before the opening', () => {
    const { dueAt } = due({ clock: 'elapsed', amount: 6, unit: 'hours' }, '2026-05-01 10:00:00');
    expect(bornOverdue(dueAt!, at('2026-05-01 16:00:00.001'))).toBe(true);
    expect(bornOverdue(dueAt!, at('2026-05-01 16:00:00.000'))).toBe(false);
  });
});

describe('months', () => {
  it.each([['2026-01-31', 1, '2026-03-01'], ['2028-01-31', 1, '2028-03-01'], ['2026-08-31', 1, '2026-10-01'], ['2024-02-29', 12, '2025-03-01'], ['2026-05-15', 24, '2028-05-16']])('%s plus %d is due at the beginning of %s', (start, amount, end) => {
    expect(due({ clock: 'months', amount }, `${start} 10:00:00`).dueAt).toEqual(at(`${end} 00:00:00`));
  });

  it('explain two years month by month', () => {
    const { spans, days } = due({ clock: 'months', amount: 24 }, '2026-05-15 10:00:00').explanation;
    expect(days).toBeUndefined();
    expect(spans).toHaveLength(25);
    expect(spans![0]).toEqual({ from: '2026-05-15', to: '2026-05-31', days: 17, counted: 16 });
    expect(spans!.reduce((sum, span) => sum + span.counted, 0)).toBe(731);
  });
});

describe('date clocks name the first such moment after the start', () => {
  it.each<[string, DateClock, string, string]>([
    ['09:00 of the next day', date({ timeOfDay: '09:00' }), '2026-11-24 00:00:00', '2026-11-24 09:00:00'],
    ['09:00 once it is past', date({ timeOfDay: '09:00' }), '2026-11-24 09:00:00', '2026-11-25 09:00:00'],
    ['the same day at 24:00', date({ sameDay: true }), '2026-11-24 18:20:00', '2026-11-25 00:00:00'],
    ['the same day, even when past', date({ timeOfDay: '17:00', sameDay: true }), '2026-11-24 18:20:00', '2026-11-24 17:00:00'],
    ['Monday 12:00 after the week', date({ timeOfDay: '12:00', weekday: 1 }), '2026-11-23 00:00:00', '2026-11-23 12:00:00'],
    ['the 5th after the month', date({ monthDay: 5 }), '2026-12-01 00:00:00', '2026-12-06 00:00:00'],
    ['the 31st of a short month is its last day', date({ monthDay: 31 }), '2026-02-01 00:00:00', '2026-03-01 00:00:00'],
    ['31 January of the next year', date({ monthDay: 31, month: 1 }), '2027-01-01 00:00:00', '2027-02-01 00:00:00'],
    ['a year and no day less', date({ monthDay: 31, month: 1 }), '2026-02-01 00:00:00', '2027-02-01 00:00:00'],
  ])('%s', (_, spec, start, end) => {
    expect(due(spec, start).dueAt).toEqual(at(end));
  });

  it('stay on a rest day without roll, and move to the same time of the next working day with it', () => {
    const monday = date({ timeOfDay: '12:00', weekday: 1 });
    expect(due(monday, '2026-02-16 00:00:00').dueAt).toEqual(at('2026-02-16 12:00:00'));
    const { dueAt, explanation } = due({ ...monday, roll: 'next_working_day' }, '2026-02-16 00:00:00');
    expect(dueAt).toEqual(at('2026-02-24 12:00:00'));
    expect(explanation.roll).toEqual({ from: '2026-02-16', to: '2026-02-24', kind: 'holiday', name: { zh: '春节', en: 'Spring Festival' } });
  });

  it('are provisional only when they roll in an unpublished year', () => {
    expect(due(date({ monthDay: 5 }), '2027-01-01 00:00:00').provisional).toBe(false);
    expect(due(date({ monthDay: 5, roll: 'next_working_day' }), '2027-01-01 00:00:00')).toMatchObject({ provisional: true, explanation: { provisionalBecause: [2027] } });
  });
});

describe('hours that roll (UC-14c)', () => {
  const handIn: ClockSpec = { clock: 'elapsed', amount: 24, unit: 'hours', roll: 'next_working_day' };
  it('move off a rest day to the same time', () => {
    expect(due(handIn, '2026-10-08 17:30:12.345').dueAt).toEqual(at('2026-10-09 17:30:12.345'));
    expect(due(handIn, '2026-10-10 17:30:12.345').dueAt).toEqual(at('2026-10-12 17:30:12.345'));
  });

  it('that end at midnight belong to the day that ends then', () => {
    expect(due(handIn, '2026-10-09 00:00:00').dueAt).toEqual(at('2026-10-10 00:00:00'));
    expect(due(handIn, '2026-10-11 00:00:00').dueAt).toEqual(at('2026-10-13 00:00:00'));
  });
});

describe('a count into a year without its notice', () => {
  it('is provisional, says why, and names the versions it stands on', () => {
    const { provisional, explanation } = due({ clock: 'working_days', amount: 3 }, '2026-12-30 10:00:00');
    expect(provisional).toBe(true);
    expect(explanation.provisionalBecause).toEqual([2027]);
    expect(explanation.calendarVersions).toEqual([{ year: 2026, version: 1, origin: 'national', published: true }, { year: 2027, version: 0, origin: 'national', published: false }]);
  });
});

describe('clocks that cannot be counted', () => {
  it.each<[ClockSpec, string]>([
    [{ clock: 'elapsed', amount: 0, unit: 'hours' }, 'clock.amount'], [{ clock: 'elapsed', amount: NaN, unit: 'hours' }, 'clock.amount'], [{ clock: 'working_days', amount: 1.5 }, 'clock.amount'],
    [{ clock: 'working_time', amount: 30, unit: 'minutes', intervals: [] }, 'intervals.empty'], [date({ timeOfDay: '25:00' }), 'time.format'], [date({ weekday: 8 }), 'clock.weekday'],
    [{ clock: 'months', amount: 2, cadence: 'period' }, 'clock.amount'], [{ clock: 'calendar_days', amount: -1, before: '2026-12-01' }, 'clock.amount'], [{ clock: 'calendar_days', amount: 3, before: '2026-13-01' }, 'date.format'],
    [{ clock: 'working_time', amount: 30, unit: 'minutes', intervals: [{ from: '08:00', to: '24:00' }], weekdays: [] }, 'clock.weekdays'], [{ clock: 'working_time', amount: 30, unit: 'minutes', intervals: [{ from: '08:00', to: '24:00' }], weekdays: [8] }, 'clock.weekday'],
    [date({ sameDay: true, after: '2026-05-31' }), 'clock.date'], [date({ monthDay: 32 }), 'clock.monthDay'], [date({ month: 13, monthDay: 1 }), 'clock.month'], [date({ month: 1 }), 'clock.date'], [date({ weekday: 1, sameDay: true }), 'clock.date'],
  ])('%j is refused as %s', (spec, code) => {
    expect(() => due(spec, '2026-05-01 10:00:00')).toThrow(expect.objectContaining({ name: 'InvalidValue', code }));
  });

  it('a start that is no instant is refused', () => {
    expect(() => computeDeadline(startClock({ clock: 'working_days', amount: 1 }, new Date('x')), calendar)).toThrow(expect.objectContaining({ field: 'startedAt' }));
  });
});

describe('a zone with daylight saving time (Europe/Berlin, 2026: 29 March and 25 October)', () => {
  const berlin = new WorkCalendar([], { zone: 'Europe/Berlin' });
  const dueIn = (spec: ClockSpec, start: string) => computeDeadline(startClock(spec, new Date(start)), berlin).dueAt!.toISOString();

  it('24 hours are 24 hours, one day is the local midnight', () => {
    expect(dueIn({ clock: 'elapsed', amount: 24, unit: 'hours' }, '2026-03-28T18:00:00+01:00')).toBe('2026-03-29T17:00:00.000Z');
    expect(dueIn({ clock: 'calendar_days', amount: 1 }, '2026-03-28T18:00:00+01:00')).toBe('2026-03-29T22:00:00.000Z');
    expect(dueIn({ clock: 'calendar_days', amount: 1 }, '2026-10-24T18:00:00+02:00')).toBe('2026-10-25T23:00:00.000Z');
  });

  it('a time of day is the wall clock before and after the change, and after the gap when it is skipped', () => {
    expect(dueIn(date({ timeOfDay: '13:00' }), '2026-03-28T14:00:00+01:00')).toBe('2026-03-29T11:00:00.000Z');
    expect(dueIn(date({ timeOfDay: '13:00' }), '2026-03-27T14:00:00+01:00')).toBe('2026-03-28T12:00:00.000Z');
    expect(dueIn(date({ timeOfDay: '02:30' }), '2026-03-28T14:00:00+01:00')).toBe('2026-03-29T01:30:00.000Z');
  });

  it('working time counts the hours that were there', () => {
    const night: ClockSpec = { clock: 'working_time', amount: 3, unit: 'hours', intervals: [{ from: '00:00', to: '04:00' }] };
    expect(dueIn(night, '2026-03-28T23:00:00+01:00')).toBe('2026-03-29T02:00:00.000Z');
    expect(dueIn(night, '2026-10-24T23:00:00+02:00')).toBe('2026-10-25T01:00:00.000Z');
  });
});
