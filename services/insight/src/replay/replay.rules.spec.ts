import { WorkCalendar } from '@luyue/kernel';
import { parameter, type PolicyVersion } from '@luyue/regulations';
import { count, isReplayable, judgeUnder, noCounts, type Ran, ratesOf, shares, sum, valueOf, valueUnder, type Verdict } from './replay.rules.ts';

const HOURS = 'uc.fault.network.repairHours' as const;
const DISPATCH = 'uc.fault.equipment.dispatchMinutes' as const;
const CALLBACK = 'uc.callback.withinDays' as const;
const calendar = new WorkCalendar([], { zone: 'Asia/Shanghai' });
const at = (text: string): number => Date.parse(`2026-11-${text}+08:00`);
const now = new Date(at('20T12:00:00'));
const ran = (more: Partial<Ran> = {}): Ran => ({ startedAt: at('10T08:00:00'), settledAt: at('11T04:00:00'), standing: 'in_time', ...more });
const verdict = (value: number, more: Partial<Ran> = {}, key: typeof HOURS | typeof DISPATCH | typeof CALLBACK = HOURS): Verdict => judgeUnder(key, value, calendar, now)(ran(more));

describe('PF-11 judged as if the value had been its own', () => {
  test.each([
    ['at the new due time, in time (R1)', 20, {}, 'in_time'],
    ['a millisecond after it, late', 20, { settledAt: at('11T04:00:00') + 1 }, 'late'],
    ['late under 24 hours, in time under 30', 30, { standing: 'late', settledAt: at('11T14:00:00') }, 'in_time'],
    ['open past both', 30, { standing: 'open', settledAt: null }, 'late'],
    ['open, and due at this very moment: it is not overdue', 20, { standing: 'open', settledAt: null, startedAt: now.getTime() - 20 * 3_600_000 }, 'running'],
    ['open, a millisecond past it', 20, { standing: 'open', settledAt: null, startedAt: now.getTime() - 20 * 3_600_000 - 1 }, 'late'],
  ] as const)('%s', (_what, value, more, expected) => expect(verdict(value, more)).toBe(expected));

  test('an agreed window stands in place of the due time and does not move with the value (R8)', () => {
    const replacements = [{ at: new Date(at('10T09:00:00')).toISOString(), dueAt: new Date(at('12T17:00:00')).toISOString(), agreedBy: '陈静', channel: 'phone' }];
    expect([1, 24, 168].map((value) => verdict(value, { replacements, settledAt: at('12T17:00:00') }))).toEqual(['in_time', 'in_time', 'in_time']);
    expect(verdict(168, { replacements, standing: 'late', settledAt: at('12T17:00:00') + 1 })).toBe('late');
  });

  test('a pause keeps its rest (R9): 20 minutes of 30 were left, 10 of 20 are', () => {
    const pauses = [{ from: new Date(at('10T08:10:00')).toISOString(), to: new Date(at('10T09:00:00')).toISOString(), reason: '没人在' }];
    expect(verdict(30, { pauses, settledAt: at('10T09:20:00') }, DISPATCH)).toBe('in_time');
    expect(verdict(20, { pauses, settledAt: at('10T09:10:00') }, DISPATCH)).toBe('in_time');
    expect(verdict(20, { pauses, settledAt: at('10T09:10:00') + 1 }, DISPATCH)).toBe('late');
  });

  test('a pause that begins after the new due time moves nothing', () => {
    const pauses = [{ from: new Date(at('10T08:10:00')).toISOString(), to: new Date(at('10T09:00:00')).toISOString(), reason: '没人在' }];
    expect(verdict(10, { pauses, settledAt: at('10T08:11:00') }, DISPATCH)).toBe('late');
  });

  test('fulfilled during a pause counts as if the clock had been resumed then', () => {
    const pauses = [{ from: new Date(at('10T08:10:00')).toISOString(), to: null, reason: '没人在' }];
    expect(verdict(20, { pauses, settledAt: at('10T11:00:00') }, DISPATCH)).toBe('in_time');
  });

  test('a clock of days ends at 24:00 of its day, for each start of that day', () => {
    const judge = judgeUnder(CALLBACK, 5, calendar, now);
    for (const startedAt of [at('10T00:00:00'), at('10T23:59:59')]) {
      expect(judge(ran({ startedAt, settledAt: at('16T00:00:00') }))).toBe('in_time');
      expect(judge(ran({ startedAt, settledAt: at('16T00:00:00') + 1 }))).toBe('late');
    }
    expect(judge(ran({ startedAt: at('11T00:00:00'), settledAt: at('16T00:00:00') + 1 }))).toBe('in_time');
  });
});

describe('R19 whose value moves', () => {
  const version = (value: number, more: Partial<PolicyVersion> = {}): PolicyVersion => ({ key: HOURS, value, version: 1, effectiveFrom: new Date(at('01T00:00:00')), origin: 'own', mayTighten: false, setBy: '城东', ...more });
  const release = (value: number, mayTighten: boolean, versions: PolicyVersion[]) => valueUnder({ key: HOURS, value, origin: 'headquarters', mayTighten, at: now }, versions);

  test('a tighter own value stays where it may, an equal one is the same, a looser one follows', () => {
    expect([18, 20, 22].map((own) => release(20, true, [version(own)]))).toEqual([18, 20, 20]);
  });
  test('a locked release puts a tighter own value aside', () => expect(release(20, false, [version(18)])).toBe(20));
  test('a release of before gives way to the proposed one; what is pending does not count yet', () => {
    expect(release(20, true, [version(24, { origin: 'headquarters', mayTighten: true }), version(16, { effectiveFrom: new Date(now.getTime() + 1) })])).toBe(20);
  });
  test('of a subsidiary a looser value would move nothing', () => {
    expect(valueUnder({ key: HOURS, value: 30, origin: 'own', mayTighten: false, at: now }, [version(24, { origin: 'headquarters', mayTighten: true })])).toBe(24);
  });
});

test('what is added up: newly late, no longer late, still running; the running ones are in no rate', () => {
  const counts = noCounts();
  for (const [standing, after] of [['in_time', 'in_time'], ['in_time', 'late'], ['late', 'in_time'], ['late', 'late'], ['open', 'running'], ['open', 'late']] as const) count(counts, standing, after);
  expect(counts).toEqual({ due: 6, inTimeBefore: 2, inTimeAfter: 2, newlyLate: 1, noLongerLate: 2, runningAfter: 1 });
  expect(ratesOf(counts)).toEqual({ rateBefore: 2 / 6, rateAfter: 2 / 5 });
  expect(ratesOf(noCounts())).toEqual({ rateBefore: null, rateAfter: null });
  expect(sum([counts, counts])).toMatchObject({ due: 12, runningAfter: 2 });
});

test('past the bound each tenant gives in proportion to what it has; up to it everything', () => {
  expect(shares([60, 40, 0], 100)).toEqual([60, 40, 0]);
  expect(shares([60, 41, 0], 50)).toEqual([29, 20, 0]);
});

test('only a clock with a value of its own can be replayed, and values are read as their type says', () => {
  expect((['uc.fault.network.repairHours', 'uc.fault.network.major.repairHours', 'uc.callback.rate.repair', 'pf.escalation.percents'] as const).map((key) => isReplayable(parameter(key)))).toEqual([true, false, false, false]);
  expect([valueOf(HOURS, '20'), valueOf(HOURS, ' '), valueOf('pf.quiet.from', '22:00')]).toEqual([20, NaN, '22:00']);
});

describe('PF-11: obligations of a period are judged by their own period', () => {
  const judged = (key: 'oc.weekly.weekday' | 'dv.plan.month.dueDays', value: number, more: Partial<Ran>): Verdict => judgeUnder(key, value, calendar, new Date('2026-12-31T00:00:00Z'), (other) => (other === 'oc.weekly.time' ? '13:00' : null))(ran({ startedAt: Date.parse('2026-02-08T16:00:00Z'), ...more }));
  it.each([['2026-02-16T05:00:00.000Z', 'in_time'], ['2026-02-16T05:00:00.001Z', 'late']])('OC-3.1.3, Monday after the week, settled %s: %s', (settled, standing) => {
    expect(judged('oc.weekly.weekday', 1, { after: '2026-02-15', settledAt: Date.parse(settled) })).toBe(standing);
  });
  it.each([[3, 'in_time'], [4, 'late']])('DV-5, %d days before the month: %s', (days, standing) => {
    expect(judged('dv.plan.month.dueDays', days, { before: '2026-12-01', settledAt: Date.parse('2026-11-28T10:00:00Z') })).toBe(standing);
  });
});
