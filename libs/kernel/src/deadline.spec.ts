import { WorkCalendar } from './calendar.ts';
import type { ClockSpec } from './clocks.ts';
import { computeDeadline, startClock } from './deadline.ts';
import { isInTime } from './in-time.ts';
import { nationalYears } from './national-calendar.ts';

const calendar = new WorkCalendar(nationalYears);
/** An instant on the wall clock of Shanghai. */
const at = (text: string) => new Date(`${text.replace(' ', 'T')}+08:00`);
const due = (spec: ClockSpec, start: string) => computeDeadline(startClock(spec, at(start)), calendar);

describe('worked examples of the rulebooks', () => {
  it('UC-7.3a and UC-7.3b: an ordinary network fault in the night of Spring Festival runs day and night', () => {
    const handle = due({ clock: 'elapsed', amount: 6, unit: 'hours' }, '2026-02-15 22:30:00');
    const repair = due({ clock: 'elapsed', amount: 24, unit: 'hours' }, '2026-02-15 22:30:00');
    expect(handle.dueAt).toEqual(at('2026-02-16 04:30:00'));
    expect(repair.dueAt).toEqual(at('2026-02-16 22:30:00'));
    expect(isInTime(at('2026-02-16 04:30:00'), handle.dueAt!)).toBe(true);
    expect(isInTime(at('2026-02-16 22:30:01'), repair.dueAt!)).toBe(false);
  });

  it('UC-7.4: a window agreed before the due time replaces it by its end and is no pause', () => {
    const facts = startClock({ clock: 'elapsed', amount: 30, unit: 'minutes' }, at('2026-05-01 10:00:00'));
    expect(computeDeadline(facts, calendar).dueAt).toEqual(at('2026-05-01 10:30:00'));
    const agreed = { at: at('2026-05-01 10:12:00'), windowFrom: at('2026-05-02 14:00:00'), dueAt: at('2026-05-02 16:00:00'), agreedBy: '赵女士', channel: 'phone' };
    const { dueAt, paused, explanation } = computeDeadline({ ...facts, replacements: [agreed] }, calendar);
    expect(dueAt).toEqual(at('2026-05-02 16:00:00'));
    expect(paused).toBe(false);
    expect(explanation.pauses).toEqual([]);
    expect(explanation.replacements).toEqual([expect.objectContaining({ previousDueAt: '2026-05-01T02:30:00.000Z', dueAt: '2026-05-02T08:00:00.000Z' })]);
  });

  it('PB-4.9b: three working days from 30 September end on the make-up Saturday', () => {
    const { dueAt, explanation } = due({ clock: 'working_days', amount: 3 }, '2026-09-30 15:22:00');
    expect(dueAt).toEqual(at('2026-10-11 00:00:00'));
    expect(explanation.days).toHaveLength(11);
    expect(explanation.days!.at(-1)).toEqual({ date: '2026-10-10', kind: 'makeup', published: true, counted: true, n: 3, name: { zh: '国庆节', en: 'National Day' } });
    expect(explanation.days!.filter((day) => day.counted).map((day) => day.date)).toEqual(['2026-10-08', '2026-10-09', '2026-10-10']);
    expect(explanation.calendarVersions).toEqual([{ year: 2026, version: 1, origin: 'national', published: true }]);
  });

  it('PB-4.1b: one working day from 14 February jumps over Spring Festival', () => {
    expect(due({ clock: 'working_days', amount: 1 }, '2026-02-14 18:20:00').dueAt).toEqual(at('2026-02-25 00:00:00'));
  });

  it('PB-4.6: receipts of 30 April and 8 May', () => {
    expect(due({ clock: 'working_days', amount: 1 }, '2026-04-30 15:00:00').dueAt).toEqual(at('2026-05-07 00:00:00'));
    expect(due({ clock: 'working_days', amount: 1 }, '2026-05-08 15:00:00').dueAt).toEqual(at('2026-05-10 00:00:00'));
  });

  it('OC-3.1.2a: minutes inside the reach hours run on in the morning, on holidays too', () => {
    const reach: ClockSpec = { clock: 'working_time', amount: 30, unit: 'minutes', intervals: [{ from: '08:00', to: '24:00' }] };
    expect(due(reach, '2026-10-06 22:00:00').dueAt).toEqual(at('2026-10-06 22:30:00'));
    expect(due(reach, '2026-10-06 23:45:00').dueAt).toEqual(at('2026-10-07 08:15:00'));
    expect(due(reach, '2026-10-06 23:30:00').dueAt).toEqual(at('2026-10-07 00:00:00'));
  });

  it('OC-3.1.3: Monday 13:00 on a holiday stays due there, to the millisecond (R1)', () => {
    const { dueAt } = due({ clock: 'date', timeOfDay: '13:00', weekday: 1, roll: 'none' }, '2026-02-16 00:00:00');
    expect(dueAt).toEqual(at('2026-02-16 13:00:00'));
    expect(isInTime(at('2026-02-16 13:00:00.000'), dueAt!)).toBe(true);
    expect(isInTime(at('2026-02-16 13:00:00.001'), dueAt!)).toBe(false);
  });
});
