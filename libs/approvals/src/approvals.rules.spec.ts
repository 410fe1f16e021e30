import { Money, WorkCalendar } from '@luyue/kernel';
import { approvalMoves, chainFaults, endsWith, isThrough, nextReminder, type Step, stepsFor, timeoutOf } from './approvals.rules.ts';

const step = (more: Partial<Step> = {}): Step => ({ roles: ['supervisor'], mode: 'any', ...more });
const yuan = (text: string): Money => Money.parse(text);

describe('PF-12 a step applies from its amount on, to the fen', () => {
  const steps = [step(), step({ roles: ['department_manager'], fromAmount: '10000' }), step({ roles: ['leader'], fromAmount: '500000.50' })];
  test.each<[string | null, number]>([['0.00', 1], ['9999.99', 1], ['10000.00', 2], ['10000.01', 2], ['500000.49', 2], ['500000.50', 3], [null, 3]])('%s yuan: %i steps', (amount, count) => {
    expect(stepsFor(steps, amount === null ? null : yuan(amount))).toEqual(steps.slice(0, count));
  });
});

describe('PF-12 a step is through', () => {
  const seats = (...outcomes: ('approved' | 'moot' | null)[]) => outcomes.map((outcome) => ({ outcome }));
  test.each<[Step['mode'], ReturnType<typeof seats>, boolean]>([
    ['any', seats(null, null), false], ['any', seats(null, 'approved'), true], ['all', seats('approved', null), false], ['all', seats('approved', 'approved'), true], ['all', seats('approved'), true],
  ])('%s of %j: %s', (mode, given, through) => expect(isThrough(mode, given)).toBe(through));
});

test('PF-12 only what is pending moves', () => {
  expect(approvalMoves.pending).toEqual(['approved', 'returned', 'withdrawn']);
  for (const ended of ['approved', 'returned', 'withdrawn'] as const) expect(approvalMoves[ended]).toEqual([]);
});

describe('PF-12 a time-out', () => {
  // 1 December is a day off here, Saturday 5 December a make-up working day.
  const calendar = new WorkCalendar([{ year: 2026, version: 1, origin: 'national', restDays: ['2026-12-01'], workDays: ['2026-12-05'] }], {});
  // Friday 27 November, 16:30 in Shanghai: an hour of that day is left, then 7 on each working day (09:00-12:00, 13:30-17:30).
  const from = new Date('2026-11-27T08:30:00Z');
  test.each<[string, Partial<Step>, string | null]>([
    ['of hours runs on the wall clock', { timeoutHours: 24 }, '2026-11-28T08:30:00.000Z'],
    ['of one working hour ends with the day', { timeoutWorkingHours: 1 }, '2026-11-27T09:30:00.000Z'],
    ['of four working hours ends on Monday at noon', { timeoutWorkingHours: 4 }, '2026-11-30T04:00:00.000Z'],
    ['of nine working hours leaves the day off out', { timeoutWorkingHours: 9 }, '2026-12-02T02:00:00.000Z'],
    ['of 30 working hours counts the make-up day', { timeoutWorkingHours: 30 }, '2026-12-05T02:00:00.000Z'],
    ['that nobody set never comes', {}, null],
  ])('%s', (_what, of, at) => expect(timeoutOf(step(of), from, calendar)?.toISOString() ?? null).toBe(at));
});

describe('PF-12 a chain is refused', () => {
  const known = { role: (code: string) => ['supervisor', 'leader'].includes(code), unit: (id: string) => id === 'u1' };
  test.each<[string, Step[], [field: string, code: string][]]>([
    ['for a role that there is not', [step({ roles: ['supervisor', 'emperor'] })], [['steps.0.roles.1', 'unknown_role']]],
    ['for a unit that there is not', [step(), step({ unitId: 'u2' })], [['steps.1.unitId', 'unknown_unit']]],
    ['for two clocks', [step({ timeoutHours: 1, timeoutWorkingHours: 1 })], [['steps.0.timeoutWorkingHours', 'two_clocks']]],
    ['where one fen would meet no step', [step({ fromAmount: '0.01' })], [['steps', 'amount_gap']]],
    ['not where one step takes every amount', [step({ fromAmount: '0' }), step({ roles: ['leader'], fromAmount: '20000', unitId: 'u1' })], []],
  ])('%s', (_what, steps, faults) => expect(chainFaults(steps, known).map((f) => [f.field, f.code])).toEqual(faults));
});

test('PF-12 a chain whose matter keeps its steps ends with them; others come before', () => {
  const superior = step({ roles: ['unit_manager'], above: true });
  expect([endsWith([superior], [superior]), endsWith([step(), { ...superior, timeoutHours: 24 }], [superior]), endsWith([superior, step()], [superior]), endsWith([step({ roles: ['unit_manager'] })], [superior]), endsWith([{ ...superior, fromAmount: '1000' }], [superior]), endsWith([], [superior])])
    .toEqual([true, true, false, false, false, false]);
});

test('PF-12 the maker reminds at most once an hour, to the millisecond', () => {
  const at = new Date('2026-11-24T08:00:00.000Z');
  expect(nextReminder(null, at)).toBeNull();
  expect(nextReminder(at, new Date('2026-11-24T08:59:59.999Z'))).toEqual(new Date('2026-11-24T09:00:00.000Z'));
  expect(nextReminder(at, new Date('2026-11-24T09:00:00.000Z'))).toBeNull();
});
