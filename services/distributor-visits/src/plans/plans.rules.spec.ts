import { monthsOf, planMoves, plannedMoves, readPeriod, widerPeriods } from './plans.rules.ts';

test('DV-5 a plan is issued once; its visits are done or cancelled one by one', () => {
  expect(planMoves).toEqual({ draft: ['submitted', 'issued'], submitted: ['draft', 'issued'], issued: [] });
  expect(plannedMoves).toEqual({ planned: ['done', 'cancelled'], done: [], cancelled: ['planned'] });
});

test('DV-5 years, quarters and months, each under the wider ones', () => {
  expect(readPeriod('2026')).toMatchObject({ kind: 'year', from: '2026-01-01', to: '2026-12-31' });
  expect(readPeriod('2026-Q4')).toMatchObject({ kind: 'quarter', from: '2026-10-01', to: '2026-12-31' });
  expect(readPeriod('2026-02')).toMatchObject({ kind: 'month', from: '2026-02-01', to: '2026-02-28' });
  expect(['2026-13', '2026-Q5', '26', '2026-1'].map(readPeriod)).toEqual([null, null, null, null]);
  expect([monthsOf(readPeriod('2026-Q4')!), widerPeriods('2026-10-01', 'month'), widerPeriods('2026-10-01', 'quarter'), widerPeriods('2026-01-01', 'year')]).toEqual([['2026-10', '2026-11', '2026-12'], ['2026-Q4', '2026'], ['2026'], []]);
});
