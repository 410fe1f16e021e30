import { occurrenceOf, firstFrom, isOwed, opensOn, shapeOf, spanAt, spansBetween } from './recurring.rules.ts';

describe('R4: how often and due when', () => {
  it.each([
    ['OC-3.1.3', 'oc.weekly.weekday', 'week', undefined, { cadence: 'week', due: 'after' }], ['OC-3.3.3', 'oc.exchange.weekday', 'week', true, { cadence: 'week', due: 'within' }],
    ['OC-3.1.2b', 'oc.station.check.everyMonths', { by: 'oc.station.check.everyMonths' }, undefined, { cadence: 'months', intervalKey: 'oc.station.check.everyMonths', due: 'within' }],
    ['OC-3.5.3', 'oc.report.month.dueDay', { months: 1 }, undefined, { cadence: 'months', months: 1, due: 'after' }], ['DV-5', 'dv.plan.quarter.dueDays', { months: 3 }, undefined, { cadence: 'months', months: 3, due: 'before' }],
    ['UC-7.5b', 'uc.inspection.resident.everyMonths', 'anniversary', undefined, { cadence: 'anniversary', due: 'within' }],
  ] as const)('%s by %s', (clauseId, key, every, within, shape) => {
    expect(shapeOf(clauseId, key, every, within)).toMatchObject(shape);
  });

  it('a parameter of another clause, or one that says nothing about a period, is a mistake of the room', () => {
    expect(() => shapeOf('OC-3.1.3', 'oc.exchange.weekday', 'week')).toThrow('not a parameter of OC-3.1.3');
    expect(() => shapeOf('OC-3.1.3', 'oc.weekly.guideHours', 'week')).toThrow('nothing about a period');
    expect(() => shapeOf('OC-3.1.3', 'oc.weekly.weekday', 'anniversary')).toThrow('no months');
  });
});

describe('R4: the first period', () => {
  it.each([
    ['months', false, '2026-10-01', 3, '2026-10-01'], ['months', false, '2026-10-02', 3, '2027-01-01'], ['months', false, '2026-10-02', 1, '2026-11-01'], ['months', true, '2026-10-02', 1, '2026-10-02'],
    ['week', false, '2026-02-09', 1, '2026-02-09'], ['week', false, '2026-02-10', 1, '2026-02-16'], ['week', true, '2026-02-15', 1, '2026-02-15'],
  ] as const)('%s, one day is enough: %s, begun on %s, of %d months: from %s', (cadence, partial, beginsOn, months, first) => {
    expect(firstFrom({ cadence, partial, beginsOn }, months)).toBe(first);
  });
});

describe('R3: what is due before a period', () => {
  it.each([[1, 3, '2026-11-01'], [1, 0, '2026-11-01'], [1, 40, '2026-10-01'], [3, 7, '2026-10-01'], [12, 15, '2026-01-01']])('of %d months, %d days before, opens on %s', (months, days, opens) => {
    expect(opensOn({ cadence: 'months', due: 'before' }, months === 1 || months === 3 ? (months === 1 ? '2026-12-01' : '2027-01-01') : '2027-01-01', months, days)).toBe(opens);
  });

  it('everything else opens when its period begins', () => expect(opensOn({ cadence: 'week', due: 'after' }, '2026-02-09', 1, 0)).toBe('2026-02-09'));
});

describe('the last period', () => {
  const week = spanAt('week', '2026-02-11', 1);
  it.each([[false, '2026-02-15', true], [false, '2026-02-14', false], [true, '2026-02-09', true], [true, '2026-02-08', false], [true, null, true]])('one day is enough: %s, ended on %s: owed %s', (partial, endsOn, owed) => {
    expect(isOwed({ partial, endsOn }, week)).toBe(owed);
  });
});

it('an occurrence has one id for ever, another for each subject, clause, strand and period', () => {
  const [a, b] = ['019f0000-0000-7000-8000-000000000001', '019f0000-0000-7000-8000-000000000002'];
  expect(occurrenceOf(a, 'OC-3.2.1', '2026-Q4', 'check')).toBe(occurrenceOf(a, 'OC-3.2.1', '2026-Q4', 'check'));
  expect(new Set([occurrenceOf(a, 'OC-3.2.1', '2026-Q4', 'check'), occurrenceOf(a, 'OC-3.2.1', '2026-Q4', 'training'), occurrenceOf(a, 'OC-3.2.1', '2026-Q3', 'check'), occurrenceOf(b, 'OC-3.2.1', '2026-Q4', 'check'), occurrenceOf(a, 'OC-3.1.2b', '2026-Q4', 'check')]).size).toBe(5);
});

it('periods between two days: of each length that the parameter may have named', () => {
  expect(spansBetween({ cadence: 'months', months: 1 }, '2026-10-10', '2026-12-01').map((s) => s.label)).toEqual(['2026-10', '2026-11', '2026-12']);
  expect(spansBetween({ cadence: 'months', months: null }, '2026-10-10', '2026-10-10').map((s) => s.label)).toEqual(['2026-10', '2026-Q4', '2026-H2', '2026']);
  expect(spansBetween({ cadence: 'week', months: null }, '2026-12-28', '2027-01-04').map((s) => s.label)).toEqual(['2026-W53', '2027-W01']);
});
