import { mailedBy, rateOf, settlementMoves } from './settlements.rules.ts';

test('a settlement may be disputed and drawn again until it is paid; afterwards nothing moves it', () => {
  expect(settlementMoves).toEqual({ drawn: ['drawn', 'confirmed', 'disputed'], disputed: ['drawn'], confirmed: ['paid', 'disputed'], paid: [] });
});

test.each([['2026-02', 5, '2026-03-05'], ['2026-12', 5, '2027-01-05'], ['2026-01', 31, '2026-02-28']])('orders of %s are mailed by day %d: %s (reading 15)', (month, day, until) => {
  expect(mailedBy(month, day)).toBe(until);
});

test('of the rates the latest that has begun is in force, of two for one month the one published later', () => {
  const rate = (effectiveFrom: string, publishedAt: string) => ({ effectiveFrom, publishedAt: new Date(publishedAt) });
  const rates = [rate('2026-01', '2026-01-01'), rate('2026-03', '2026-02-01'), rate('2026-03', '2026-02-02')];
  expect([rateOf(rates, '2025-12'), rateOf(rates, '2026-02'), rateOf(rates, '2026-03')]).toEqual([undefined, rates[0], rates[2]]);
});
