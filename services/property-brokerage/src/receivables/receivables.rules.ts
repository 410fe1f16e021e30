import type { Business, MoneyKind, Side } from '../deal-kinds.ts';

export interface Expected { id: string; side: Side; kind: MoneyKind; fen: bigint; expectedOn: string; direct: boolean }
export interface Group { side: Side; kind: MoneyKind; fen: bigint }

/** What of each expected amount has come: what a side paid for a kind fills the earliest first. What is paid directly takes nothing of it, since the shop never sees it. */
export function settle(expected: readonly Expected[], received: readonly Group[]): { of: Map<string, bigint>; beyond: Group[] } {
  const of = new Map<string, bigint>();
  const beyond: Group[] = [];
  const waiting = expected.filter((e) => !e.direct).toSorted((a, b) => (a.expectedOn === b.expectedOn ? 0 : a.expectedOn < b.expectedOn ? -1 : 1));
  for (const { side, kind, fen } of received) {
    let left = fen;
    for (const each of waiting) {
      if (each.side !== side || each.kind !== kind) continue;
      const taken = each.fen < left ? each.fen : left;
      of.set(each.id, taken);
      left -= taken;
    }
    if (left > 0n) beyond.push({ side, kind, fen: left });
  }
  return { of, beyond };
}

export type ReceivableState = 'expected' | 'overdue' | 'partly' | 'received' | 'direct' | 'dropped';

/** `overdue`: its day is over and it has not come in full. */
export function stateOf(row: { fen: bigint; expectedOn: string; direct: boolean; dropped: boolean }, received: bigint, today: string): ReceivableState {
  if (row.dropped) return 'dropped';
  if (row.direct) return 'direct';
  if (received >= row.fen) return 'received';
  if (row.expectedOn < today) return 'overdue';
  return received > 0n ? 'partly' : 'expected';
}

export interface Contract { business: Business; priceFen: bigint; commission: Record<Side, bigint> }
/** `price` and `commission` do not add up; `rent`: nothing is expected of the lessee at all. */
export interface Gap { code: 'price' | 'rent' | 'commission'; side: Side; contract: bigint; written: bigint }

/**
 * PB-4.3b: what the contract says and the receivables do not. The price of a sale is deposit and instalments of the buyer, directly paid ones among them; the price of a lease is
 * a rent for a period, of which the contract says how much falls due, so that only its absence is a gap. Each side's commission adds up to what the contract grants.
 */
export function gapsOf(contract: Contract, expected: readonly Expected[]): Gap[] {
  const sum = (side: Side, ...kinds: MoneyKind[]): bigint => expected.filter((e) => e.side === side && kinds.includes(e.kind)).reduce((all, e) => all + e.fen, 0n);
  const price = sum('buyer', 'deposit', 'balance');
  const prices: Gap[] = contract.business === 'sale'
    ? (price === contract.priceFen ? [] : [{ code: 'price', side: 'buyer', contract: contract.priceFen, written: price }])
    : (price > 0n ? [] : [{ code: 'rent', side: 'buyer', contract: contract.priceFen, written: 0n }]);
  const commissions = (['seller', 'buyer'] as const).map((side): Gap => ({ code: 'commission', side, contract: contract.commission[side], written: sum(side, 'commission') }));
  return [...prices, ...commissions.filter((gap) => gap.contract !== gap.written)];
}
