import { WorkCalendar, type CalendarYear } from './calendar.ts';
import { computeDeadline, startClock } from './deadline.ts';
import { nationalYears } from './national-calendar.ts';
import { recalculate } from './recalculate.ts';

const at = (text: string) => new Date(`${text.replace(' ', 'T')}+08:00`);
const notice2027: CalendarYear = { year: 2027, version: 1, origin: 'national', restDays: ['2027-01-01', '2027-01-02', '2027-01-03'], workDays: [] };
const before = new WorkCalendar(nationalYears);
const after = new WorkCalendar([...nationalYears, notice2027]);
const facts = startClock({ clock: 'working_days', amount: 2 }, at('2026-12-30 10:00:00'));
const old = computeDeadline(facts, before);

describe('R18: a calendar is published', () => {
  it('moves the open deadline, and it is no longer provisional', () => {
    expect([old.dueAt, old.provisional]).toEqual([at('2027-01-02 00:00:00'), true]);
    const { deadline, moved, voidedByCalendar } = recalculate(facts, old, after, { now: at('2026-12-31 09:00:00') });
    expect([deadline.dueAt, deadline.provisional, moved, voidedByCalendar]).toEqual([at('2027-01-05 00:00:00'), false, true, false]);
  });

  it.each([
    ['that still lies ahead', {}, '2027-01-03 00:00:00', true],
    ['that is past too', {}, '2027-01-05 00:00:00', false],
    ['met in time by the new due time, to the millisecond', { fulfilledAt: at('2027-01-05 00:00:00.000') }, '2027-02-01 00:00:00', true],
    ['met after it', { fulfilledAt: at('2027-01-05 00:00:00.001') }, '2027-02-01 00:00:00', false],
  ])('a breach already recorded, new due time %s', (_, fulfilment, now, voided) => {
    expect(recalculate(facts, old, after, { breachedAt: old.dueAt!, ...fulfilment, now: at(now) }).voidedByCalendar).toBe(voided);
  });

  it('does not touch what does not count working days', () => {
    const elapsed = startClock({ clock: 'elapsed', amount: 72, unit: 'hours' }, at('2026-12-30 10:00:00'));
    const { moved, voidedByCalendar } = recalculate(elapsed, computeDeadline(elapsed, before), after, { breachedAt: at('2027-01-02 10:00:00'), now: at('2027-01-03 10:00:00') });
    expect([moved, voidedByCalendar]).toEqual([false, false]);
  });

  it('a paused clock has no due time to move', () => {
    const paused = { ...startClock({ clock: 'elapsed', amount: 2, unit: 'hours' }, at('2026-12-30 10:00:00')), pauses: [{ from: at('2026-12-30 11:00:00'), reason: 'no_access' }] };
    expect(recalculate(paused, computeDeadline(paused, before), after, { now: at('2026-12-31 00:00:00') })).toMatchObject({ moved: false, voidedByCalendar: false, deadline: { dueAt: null } });
  });
});
