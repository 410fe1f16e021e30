import { classOf, nextMonth, nextRound, percentOf, reasonText, windowOf } from './regions.rules.ts';

const POLICY = { class1Min: 200_000, class2Min: 100_000, class1HighFailureMin: 100_000, highFailureShare: 50 };
const HIGH = new Set(['X9']);
const sold = (units: number, high = 0) => [{ model: 'C118', units: units - high }, { model: 'X9', units: high }];

test.each([
  [200_000, 0, 1, 'sales'], [199_999, 0, 2, 'sales'], [100_000, 0, 2, 'sales'], [99_999, 0, 3, 'sales'], [0, 0, 3, 'sales'],
  // Mainly: over the share, exactly half is not.
  [100_000, 50_001, 1, 'high_failure'], [100_000, 50_000, 2, 'sales'], [99_999, 99_999, 3, 'sales'], [199_999, 150_000, 1, 'high_failure'], [200_000, 200_000, 1, 'sales'],
])('OC-4.4 %d units, %d of them high-failure: class %d by %s', (units, high, made, rule) => {
  expect(classOf(sold(units, high), HIGH, POLICY)).toMatchObject({ class: made, reason: { rule, unitsSold: units, highFailureUnits: high } });
});

test('OC-4.4 the reason says months, units and share', () => {
  const { class: made, reason } = classOf(sold(120_000, 90_000), HIGH, POLICY);
  const text = reasonText(made, { ...reason, from: '2025-03', to: '2026-02', months: 12 });
  expect(text.zh).toBe('2025-03 至 2026-02（12 个月）销量 120,000 台，其中高故障率机型 90,000 台，占 75%，为主要机型：一类');
  expect(text.en).toBe('120,000 units sold from 2025-03 to 2026-02 (12 months), mainly high-failure models: 90,000 units, 75%: class 1');
});

test('OC-4.4 the window ends with the closed month; shares have two decimals, of nothing none', () => {
  expect(windowOf('2026-02', 12)).toEqual({ from: '2025-03', to: '2026-02' });
  expect([nextMonth('2026-12'), percentOf(1, 3), percentOf(0, 0)]).toEqual(['2027-01', 33.33, 0]);
});

test.each([['2026-01-01', '2026-07-01'], ['2025-12-31', '2026-01-01'], ['2026-07-01', '2027-01-01'], ['2026-06-30', '2026-07-01']])('OC-4.3 the round after %s is %s', (day, round) => {
  expect(nextRound(day, ['07-01', '01-01'])).toBe(round);
});
