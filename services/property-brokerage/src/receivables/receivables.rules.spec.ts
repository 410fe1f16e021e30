import { type Expected, gapsOf, settle, stateOf } from './receivables.rules.ts';

const due = (id: string, more: Partial<Expected> = {}): Expected => ({ id, side: 'buyer', kind: 'balance', fen: 100n, expectedOn: '2026-10-01', direct: false, ...more });

describe('PB-4.3b what has come of what was expected', () => {
  test('a payment fills the earliest expected of its side and kind, whatever the order they were written in', () => {
    const { of, beyond } = settle([due('later', { expectedOn: '2026-11-01' }), due('first'), due('tax', { kind: 'tax' }), due('other side', { side: 'seller' })], [{ side: 'buyer', kind: 'balance', fen: 130n }]);
    expect(Object.fromEntries(of)).toEqual({ first: 100n, later: 30n });
    expect(beyond).toEqual([]);
  });

  test('what nobody expected is told; what is paid directly takes nothing of what the shop received', () => {
    const received = [{ side: 'buyer', kind: 'balance', fen: 150n }, { side: 'seller', kind: 'tax', fen: 1n }] as const;
    const { of, beyond } = settle([due('direct', { direct: true, expectedOn: '2026-01-01' }), due('here')], received);
    expect(Object.fromEntries(of)).toEqual({ here: 100n });
    expect(beyond).toEqual([{ side: 'buyer', kind: 'balance', fen: 50n }, { side: 'seller', kind: 'tax', fen: 1n }]);
  });

  test.each([
    [0n, '2026-10-01', 'expected'], [0n, '2026-09-30', 'overdue'], [99n, '2026-10-01', 'partly'], [99n, '2026-09-30', 'overdue'], [100n, '2026-09-30', 'received'],
  ] as const)('%s fen of 100, expected on %s, seen on 2026-10-01: %s', (received, expectedOn, state) => {
    expect(stateOf({ ...due('x'), expectedOn, dropped: false }, received, '2026-10-01')).toBe(state);
  });

  test('one that was dropped or goes from side to side is never overdue', () => {
    expect(stateOf({ ...due('x'), expectedOn: '2020-01-01', dropped: true }, 0n, '2026-10-01')).toBe('dropped');
    expect(stateOf({ ...due('x'), expectedOn: '2020-01-01', direct: true, dropped: false }, 0n, '2026-10-01')).toBe('direct');
  });
});

describe('PB-4.3b by the contract', () => {
  const sale = { business: 'sale', priceFen: 300n, commission: { seller: 0n, buyer: 30n } } as const;
  const whole = [due('d', { kind: 'deposit' }), due('b', { fen: 200n, direct: true }), due('c', { kind: 'commission', fen: 30n })];

  test('deposit and price of a sale add up to its price, directly paid ones among them, and each commission to what was granted', () => {
    expect(gapsOf(sale, whole)).toEqual([]);
    expect(gapsOf(sale, whole.slice(0, 1))).toEqual([{ code: 'price', side: 'buyer', contract: 300n, written: 100n }, { code: 'commission', side: 'buyer', contract: 30n, written: 0n }]);
    expect(gapsOf(sale, [...whole, due('one fen more', { fen: 1n })])).toMatchObject([{ code: 'price', written: 301n }]);
  });

  test('a commission that the contract does not grant is a gap as well; what the seller pays for the price is no part of it', () => {
    expect(gapsOf(sale, [...whole, due('s', { side: 'seller', kind: 'commission', fen: 5n }), due('x', { side: 'seller', fen: 99n })])).toEqual([{ code: 'commission', side: 'seller', contract: 0n, written: 5n }]);
  });

  test('PB-2 of a lease something of the lessee is expected; how much falls due is the contract\'s', () => {
    const lease = { ...sale, business: 'lease', commission: { seller: 0n, buyer: 0n } } as const;
    expect(gapsOf(lease, [])).toMatchObject([{ code: 'rent', side: 'buyer' }]);
    expect(gapsOf(lease, [due('r', { fen: 1n })])).toEqual([]);
  });
});
