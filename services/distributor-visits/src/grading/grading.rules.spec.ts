import { type Bought, countsFrom, gradeOf, inOrder, salesScore, trendScore } from './grading.rules.ts';

const LADDER = { A: 85, B: 70, C: 50 };
test.each([[100, 'A'], [85, 'A'], [84.99, 'B'], [70, 'B'], [69.99, 'C'], [50, 'C'], [49.99, 'D'], [0, 'D']])('DV-4.1 a total of %d is %s', (total, grade) => expect(gradeOf(total, LADDER)).toBe(grade));

test('DV-4.1 thresholds fall from A to C', () => {
  expect([inOrder(LADDER), inOrder({ A: 70, B: 70, C: 50 }), inOrder({ A: 85, B: 50, C: 70 }), inOrder({ A: 101, B: 70, C: 50 }), inOrder({ A: 2, B: 1, C: 0 })]).toEqual([true, false, false, false, true]);
});

test('DV-4.1 a new grade counts from the next month, also over the turn of the year and from a 31st', () => {
  expect(['2026-09-30', '2026-10-31', '2026-12-31'].map(countsFrom)).toEqual(['2026-10', '2026-11', '2027-01']);
});

const bought = (year: bigint, recent = 0n, before = 0n): Bought => ({ customerId: '', year, recent, before });
test('DV-4.1 sales count by the place in the region, and not at all where nobody bought', () => {
  const all = [bought(100n), bought(300n), bought(200n), bought(0n)];
  expect(all.map((own) => salesScore(own, all))).toEqual([50, 100, 75, 0]);
  expect(salesScore(bought(0n), [bought(0n)])).toBeNull();
});

test('DV-4.1 a trend of 20 % more earns everything, of 20 % less nothing, none half', () => {
  expect([bought(0n, 120n, 100n), bought(0n, 100n, 100n), bought(0n, 80n, 100n), bought(0n, 110n, 100n), bought(0n, 500n, 100n), bought(0n, 0n, 100n), bought(0n, 5n, 0n)].map(trendScore)).toEqual([100, 50, 0, 75, 100, 0, 100]);
  expect(trendScore(bought(0n))).toBeNull();
});
