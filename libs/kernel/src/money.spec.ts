import fc from 'fast-check';
import { Money, yuanText } from './money.ts';

const amount = fc.bigInt({ min: -100_000_000_000_000n, max: 100_000_000_000_000n }).map((fen) => Money.ofFen(fen));
const weights = fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 12 }).filter((list) => list.some((weight) => weight > 0));

describe('Money', () => {
  it.each([['126.40', 12640n], ['126.4', 12640n], ['0', 0n], ['0.05', 5n], ['-3', -300n], ['-0.01', -1n], ['9007199254740993.17', undefined]])('reads %s', (text, fen) => {
    if (fen === undefined) expect(() => Money.parse(text)).toThrow('at most 2 decimals');
    else expect(Money.parse(text).fen).toBe(fen);
  });

  it.each(['', '1.234', '1.', '.5', '1,000.00', '1e3', '+1', ' 1', '--1', 'NaN', '１'])('refuses "%s"', (text) => {
    expect(() => Money.parse(text)).toThrow(expect.objectContaining({ field: 'amount', code: 'money.format' }));
  });

  it('refuses fen that are not whole', () => {
    expect(() => Money.ofFen(1.5)).toThrow(expect.objectContaining({ code: 'money.fen' }));
    expect(() => Money.ofFen(2 ** 53)).toThrow(expect.objectContaining({ code: 'money.fen' }));
  });

  it('shows exactly two decimals, also in JSON', () => {
    expect([0n, 5n, 50n, 12640n, -5n, -12640n].map((fen) => Money.ofFen(fen).toString())).toEqual(['0.00', '0.05', '0.50', '126.40', '-0.05', '-126.40']);
    expect(JSON.stringify({ due: Money.parse('126.4') })).toBe('{"due":"126.40"}');
  });

  it('writes and reads any amount back', () => {
    fc.assert(fc.property(amount, (money) => expect(Money.parse(money.toString()).equals(money)).toBe(true)));
  });

  it('subtracts what it added, and orders as the fen do', () => {
    fc.assert(fc.property(amount, amount, (a, b) => {
      expect(a.add(b).subtract(b).equals(a)).toBe(true);
      expect(a.compare(b)).toBe(a.fen < b.fen ? -1 : a.fen > b.fen ? 1 : 0);
      expect(a.add(a.negate()).isZero).toBe(true);
      expect(Money.sum([a, b, a]).fen).toBe(a.fen * 2n + b.fen);
      expect(a.isNegative).toBe(a.fen < 0n);
    }));
  });

  it('allocates without losing or making a fen, each part within one fen of its share', () => {
    fc.assert(fc.property(amount, weights, (money, list) => {
      const parts = money.allocate(list);
      expect(Money.sum(parts).equals(money)).toBe(true);
      const total = list.reduce((sum, weight) => sum + BigInt(weight), 0n);
      for (const [index, part] of parts.entries()) {
        const error = part.fen * total - money.fen * BigInt(list[index]!);
        expect(error < total && error > -total).toBe(true);
      }
    }));
  });

  it('is read with its thousands apart, and sent without', () => {
    expect(['0', '999.5', '1000', '-356220', '1234567890.01'].map((yuan) => Money.parse(yuan).text)).toEqual(['0.00', '999.50', '1,000.00', '-356,220.00', '1,234,567,890.01']);
    expect([yuanText(35_622_000n), Money.parse('356220').toString()]).toEqual(['356,220.00', '356220.00']);
  });

  it('gives the odd fen to the largest remainder, the first among equals', () => {
    expect(Money.parse('1.00').allocate([1, 1, 1]).map(String)).toEqual(['0.34', '0.33', '0.33']);
    expect(Money.parse('0.10').allocate([1, 2, 4]).map(String)).toEqual(['0.01', '0.03', '0.06']);
    expect(Money.parse('-1.00').allocate([1, 0, 1, 1]).map(String)).toEqual(['-0.34', '0.00', '-0.33', '-0.33']);
  });

  it.each([[[]], [[0, 0]], [[1, -1]], [[0.5, 0.5]]])('refuses the weights %j', (list) => {
    expect(() => Money.parse('1').allocate(list)).toThrow(expect.objectContaining({ code: 'money.weights' }));
  });
});
