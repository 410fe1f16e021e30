import fc from 'fast-check';
import { WorkCalendar } from './calendar.ts';
import type { ClockSpec } from './clocks.ts';
import { DAY_MS, formatDate, MINUTE_MS } from './dates.ts';
import { computeDeadline, startClock, type DeadlineFacts, type Pause } from './deadline.ts';
import { nationalYears } from './national-calendar.ts';
import { instantAtShare, shareUsed } from './share.ts';

const calendars = {
  'Asia/Shanghai': new WorkCalendar(nationalYears),
  'America/New_York': new WorkCalendar([], { zone: 'America/New_York', workingHours: [{ from: '00:00', to: '08:00' }, { from: '22:00', to: '24:00' }] }),
};
const anyCalendar = fc.constantFrom(...Object.values(calendars));
const anyStart = fc.date({ min: new Date('2025-01-01T00:00:00Z'), max: new Date('2026-11-30T00:00:00Z'), noInvalidDate: true });

const intervals = fc.constantFrom([{ from: '08:00', to: '24:00' }], [{ from: '09:00', to: '12:00' }, { from: '13:30', to: '17:30' }]);
const unit = fc.constantFrom('minutes' as const, 'hours' as const);
/** The same clock twice, the second with the larger amount. */
const growing = fc.record({ small: fc.integer({ min: 1, max: 40 }), extra: fc.integer({ min: 1, max: 20 }), unit, intervals }).chain(({ small, extra, unit: u, intervals: i }) =>
  fc.constantFrom<((amount: number) => ClockSpec)[]>(
    (amount) => ({ clock: 'elapsed', amount, unit: u }), (amount) => ({ clock: 'working_time', amount, unit: u, intervals: i }), (amount) => ({ clock: 'working_days', amount }),
    (amount) => ({ clock: 'calendar_days', amount }), (amount) => ({ clock: 'months', amount }),
  ).map((make) => [make(small), make(small + extra)] as const));
const anySpec = growing.map(([spec]) => spec);
const dueOf = (spec: ClockSpec, startedAt: Date, calendar: WorkCalendar) => computeDeadline(startClock(spec, startedAt), calendar).dueAt!.getTime();

describe('any clock', () => {
  it('is due after its start, later for a larger amount', () => {
    fc.assert(fc.property(growing, anyStart, anyCalendar, ([small, large], startedAt, calendar) => {
      const due = dueOf(small, startedAt, calendar);
      expect(due).toBeGreaterThan(startedAt.getTime());
      expect(dueOf(large, startedAt, calendar)).toBeGreaterThan(due);
    }));
  });

  it('that starts later is not due earlier', () => {
    fc.assert(fc.property(anySpec, anyStart, fc.integer({ min: 0, max: 40 * DAY_MS }), anyCalendar, (spec, startedAt, later, calendar) => {
      expect(dueOf(spec, new Date(startedAt.getTime() + later), calendar)).toBeGreaterThanOrEqual(dueOf(spec, startedAt, calendar));
    }));
  });

  it('gives the same answer and the same plain JSON each time', () => {
    fc.assert(fc.property(anySpec, anyStart, anyCalendar, (spec, startedAt, calendar) => {
      const { dueAt, explanation } = computeDeadline(startClock(spec, startedAt), calendar);
      expect(JSON.parse(JSON.stringify(explanation))).toEqual(explanation);
      expect(explanation.dueAt).toBe(dueAt!.toISOString());
    }));
  });
});

describe('working days', () => {
  it('end at the midnight after a working day, with exactly n of them counted and no other day', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 30 }), anyStart, anyCalendar, (amount, startedAt, calendar) => {
      const { dueAt, explanation } = computeDeadline(startClock({ clock: 'working_days', amount }, startedAt), calendar);
      const last = calendar.localDay(dueAt!.getTime() - 1);
      expect(calendar.works(last)).toBe(true);
      expect(dueAt!.getTime()).toBe(calendar.instantAt(last, '24:00'));
      expect(explanation.days!.filter((day) => day.counted).map((day) => day.n)).toEqual(Array.from({ length: amount }, (_, index) => index + 1));
      expect(explanation.days!.slice(1).every((day) => day.counted === calendar.isWorkingDay(day.date))).toBe(true);
      expect(explanation.days!.at(-1)!.date).toBe(formatDate(last));
    }));
  });
});

/** Pauses one after the other, all begun in the first hours of a clock of 24 h or more. */
const pauseList = fc.array(fc.record({ run: fc.integer({ min: 0, max: 4 * 60 }), stop: fc.integer({ min: 0, max: 10 * 24 * 60 }) }), { minLength: 1, maxLength: 5 });
function pausesFrom(startedAt: Date, list: { run: number; stop: number }[]): Pause[] {
  let at = startedAt.getTime();
  return list.map(({ run, stop }) => {
    const from = new Date((at += run * MINUTE_MS));
    return { from, to: new Date((at += stop * MINUTE_MS)), reason: 'no_access' };
  });
}

describe('pauses (R9)', () => {
  it('add exactly their length to an elapsed clock', () => {
    fc.assert(fc.property(fc.integer({ min: 24, max: 100 }), anyStart, pauseList, (amount, startedAt, list) => {
      const facts = startClock({ clock: 'elapsed', amount, unit: 'hours' }, startedAt);
      const { dueAt, explanation } = computeDeadline({ ...facts, pauses: pausesFrom(startedAt, list) }, calendars['Asia/Shanghai']);
      const stopped = list.reduce((sum, { stop }) => sum + stop * MINUTE_MS, 0);
      expect(dueAt!.getTime()).toBe(startedAt.getTime() + amount * 3_600_000 + stopped);
      expect(explanation.withoutPauseDueAt).toBe(new Date(startedAt.getTime() + amount * 3_600_000).toISOString());
    }));
  });

  it('left open keep a rest that, run on from any resume, gives the resumed due time', () => {
    fc.assert(fc.property(fc.integer({ min: 5, max: 60 }), anyStart, fc.integer({ min: 0, max: 299 }), fc.integer({ min: 0, max: 20_000 }), (amount, startedAt, run, stop) => {
      const facts = startClock({ clock: 'elapsed', amount, unit: 'hours' }, startedAt);
      const from = new Date(startedAt.getTime() + run * MINUTE_MS);
      const to = new Date(from.getTime() + stop * MINUTE_MS);
      const open = computeDeadline({ ...facts, pauses: [{ from, reason: 'no_access' }] }, calendars['Asia/Shanghai']);
      const resumed = computeDeadline({ ...facts, pauses: [{ from, to, reason: 'no_access' }] }, calendars['Asia/Shanghai']);
      expect(open.dueAt).toBeNull();
      expect(resumed.dueAt!.getTime()).toBe(to.getTime() + open.remainingMs!);
    }));
  });
});

describe('shares (R10)', () => {
  const anyFacts = fc.tuple(anySpec, anyStart, pauseList).map(([spec, startedAt, list]): DeadlineFacts => {
    const pausable = (spec.clock === 'elapsed' || spec.clock === 'working_time') && spec.unit === 'hours';
    return { ...startClock(spec, startedAt), pauses: pausable ? pausesFrom(startedAt, list) : [] };
  });

  it('lie between 0 and 1, never fall, and are used up at the due time', () => {
    fc.assert(fc.property(anyFacts, anyCalendar, fc.nat(60 * 24 * 60), fc.nat(60 * 24 * 60), (facts, calendar, first, more) => {
      const at = (minutes: number) => shareUsed(facts, calendar, new Date(facts.startedAt.getTime() + minutes * MINUTE_MS));
      expect(at(-1)).toBe(0);
      expect(at(first)).toBeGreaterThanOrEqual(0);
      expect(at(first + more)).toBeGreaterThanOrEqual(at(first));
      expect(at(first + more)).toBeLessThanOrEqual(1);
      expect(shareUsed(facts, calendar, computeDeadline(facts, calendar).dueAt!)).toBe(1);
    }));
  });

  it('instantAtShare is where shareUsed first gets there', () => {
    fc.assert(fc.property(anyFacts, anyCalendar, fc.integer({ min: 1, max: 99 }), (facts, calendar, percent) => {
      const at = instantAtShare(facts, calendar, percent)!;
      expect(shareUsed(facts, calendar, at)).toBeGreaterThanOrEqual(percent / 100 - 1e-12);
      expect(shareUsed(facts, calendar, new Date(at.getTime() - 2))).toBeLessThan(percent / 100);
      expect(at.getTime()).toBeLessThanOrEqual(computeDeadline(facts, calendar).dueAt!.getTime());
    }));
  });
});
