import fc from 'fast-check';
import { Money } from '@luyue/kernel';
import { defineChart } from './chart.ts';
import { type Line, movementsOf, reversed, sameMovements } from './entries.rules.ts';

const yuan = (text: string): Money => Money.parse(text);
const codes = ['bank', 'commission', 'held', 'refund', 'tax'];

/** A balanced entry over two or more of the accounts. */
const lines: fc.Arbitrary<Line[]> = fc.tuple(fc.shuffledSubarray(codes, { minLength: 2 }), fc.bigInt({ min: 1_000n, max: 10n ** 15n }), fc.boolean()).map(([accounts, fen, turned]) => {
  const [first, ...rest] = accounts;
  const parts = Money.ofFen(fen).allocate(rest.map((_, i) => i + 1));
  return [turned ? { account: first!, credit: Money.ofFen(fen) } : { account: first!, debit: Money.ofFen(fen) }, ...rest.map((account, i) => (turned ? { account, debit: parts[i]! } : { account, credit: parts[i]! }))];
});

describe('an entry', () => {
  test('moves fen on both sides, by account', () => {
    expect(movementsOf([{ account: 'held', credit: yuan('300000.00') }, { account: 'bank', debit: yuan('299980.50') }, { account: 'fees', debit: yuan('19.5') }]))
      .toEqual([{ account: 'bank', amount: 29_998_050n }, { account: 'fees', amount: 1_950n }, { account: 'held', amount: -30_000_000n }]);
  });

  test.each<[string, Line[], string]>([
    ['debit and credit differ by one fen', [{ account: 'bank', debit: yuan('1.00') }, { account: 'held', credit: yuan('0.99') }], 'ledger.unbalanced'],
    ['nothing is moved', [{ account: 'bank', debit: Money.zero }, { account: 'held', credit: Money.zero }], 'ledger.amount'],
    ['an amount is below zero', [{ account: 'bank', debit: yuan('-1') }, { account: 'held', credit: yuan('-1') }], 'ledger.amount'],
    ['an account pays itself', [{ account: 'bank', debit: yuan('1') }, { account: 'bank', credit: yuan('1') }], 'ledger.twice'],
    ['there is one line', [{ account: 'bank', debit: yuan('1') }], 'ledger.short'],
    ['there is none', [], 'ledger.short'],
  ])('is none where %s', (_what, given, code) => expect(() => movementsOf(given)).toThrow(expect.objectContaining({ code })));

  test('is in balance, and so is its reversal; both together move nothing', () => {
    fc.assert(fc.property(lines, (given) => {
      const movements = movementsOf(given);
      const back = reversed(movements);
      expect(movements.reduce((sum, m) => sum + m.amount, 0n)).toBe(0n);
      expect(movements.map((m, i) => m.amount + back[i]!.amount).every((rest) => rest === 0n)).toBe(true);
      expect(sameMovements(reversed(back), movements)).toBe(true);
      expect(sameMovements(back, movements)).toBe(false);
    }));
  });

  test('is the same in whatever order its lines stand, and another by one fen', () => {
    fc.assert(fc.property(lines, fc.integer({ min: 0, max: 3 }), (given, turn) => {
      const movements = movementsOf(given);
      expect(sameMovements(movementsOf([...given.slice(turn), ...given.slice(0, turn)]), movements)).toBe(true);
      expect(sameMovements(movements.map((m, i) => (i ? m : { ...m, amount: m.amount + 1n })), movements)).toBe(false);
      expect(sameMovements(movements.slice(1), movements)).toBe(false);
    }));
  });
});

describe('a chart', () => {
  test('refuses a code that is no word and a floor above zero', () => {
    expect(() => defineChart({ 'held funds': { side: 'credit' } })).toThrow('no account code');
    expect(() => defineChart({ held: { side: 'credit', floor: 1n } })).toThrow('cannot lie above');
  });
});
