export type Direction = 'in' | 'out';
export type DifferenceKind = 'bank_only' | 'book_only' | 'amount_differs';
export type ReconciliationStatus = 'open' | 'closed' | 'discarded';

/** The one table of a reconciliation's moves: closed it stands, discarded the day can be reconciled anew. */
export const reconciliationMoves: Record<ReconciliationStatus, readonly ReconciliationStatus[]> = { open: ['closed', 'discarded'], closed: [], discarded: [] };

/** A movement of the bank statement; fen. */
export interface BankMovement { row: number; direction: Direction; amountFen: bigint; counterparty: string; reference: string }
/** What the books say of the day: a receipt, its reversal, or a slip that was paid; fen. */
export interface BookItem { kind: 'receipt' | 'payment_slip'; id: string; number: string; direction: Direction; amountFen: bigint; name: string; reference: string | null }

export interface Match { row: number; item: BookItem; by: 'reference' | 'name' }
export interface Difference { kind: DifferenceKind; movement: BankMovement | null; item: BookItem | null }

const key = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '').toUpperCase();

/**
 * Every movement and every item once, in a match or in a difference: first by the bank's number, or by ours where the bank carries it, then by amount and name. What has the same number and
 * another amount is a difference of its own kind, not two.
 */
export function reconcile(movements: readonly BankMovement[], items: readonly BookItem[]): { matches: Match[]; differences: Difference[] } {
  const [matches, differences]: [Match[], Difference[]] = [[], []];
  const [left, taken] = [[] as BankMovement[], new Set<BookItem>()];
  const byNumber = grouped(items, (item) => [item.number, ...(item.reference ? [item.reference] : [])].map((number) => `${item.direction}/${key(number)}`));
  for (const movement of movements) {
    const candidates = movement.reference ? (byNumber.get(`${movement.direction}/${key(movement.reference)}`) ?? []).filter((item) => !taken.has(item)) : [];
    const item = candidates.find((each) => each.amountFen === movement.amountFen) ?? candidates[0];
    if (!item) { left.push(movement); continue; }
    taken.add(item);
    if (item.amountFen === movement.amountFen) matches.push({ row: movement.row, item, by: 'reference' });
    else differences.push({ kind: 'amount_differs', movement, item });
  }
  const byName = grouped(items.filter((item) => !taken.has(item)), (item) => [`${item.direction}/${item.amountFen}/${key(item.name)}`]);
  for (const movement of left) {
    const item = byName.get(`${movement.direction}/${movement.amountFen}/${key(movement.counterparty)}`)?.shift();
    if (!item) { differences.push({ kind: 'bank_only', movement, item: null }); continue; }
    taken.add(item);
    matches.push({ row: movement.row, item, by: 'name' });
  }
  for (const item of items) if (!taken.has(item)) differences.push({ kind: 'book_only', movement: null, item });
  return { matches, differences };
}

function grouped(items: readonly BookItem[], keysOf: (item: BookItem) => string[]): Map<string, BookItem[]> {
  const found = new Map<string, BookItem[]>();
  for (const item of items) {
    for (const each of new Set(keysOf(item))) {
      const same = found.get(each);
      if (same) same.push(item);
      else found.set(each, [item]);
    }
  }
  return found;
}

/** Rows whose number stands earlier in the same direction with the same amount: a bank tells a movement once. */
export function doubledRows(movements: readonly BankMovement[]): number[] {
  const seen = new Set<string>();
  return movements.flatMap((m) => {
    const is = `${m.direction}/${m.amountFen}/${key(m.reference)}`;
    if (!m.reference) return [];
    if (seen.has(is)) return [m.row];
    seen.add(is);
    return [];
  });
}
