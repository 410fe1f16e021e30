import { ArrayMaxSize, IsArray, IsInt, IsISO8601, IsString, IsUUID } from 'class-validator';
import { decodeCursor, OrNull, page, type Page, refuse, statement, type Tx } from '@luyue/platform';
import type { Item, Movement, Place } from './movements.rules.ts';

/** One movement as seen from a place that it touched. */
export class StockLine {
  /** Counts what came to and went from the place, by item, from 1. */
  @IsInt() number: number;
  @IsString() kind: string;
  @IsString() reference: string;
  /** When it happened; it may be entered later. */
  @IsISO8601() at: string;
  @IsISO8601() postedAt: string;
  @IsString() by: string;
  @OrNull() @IsString() note: string | null;
  /** Units: above zero what came, below what went. */
  @IsInt() change: number;
  /** What was there after it. */
  @IsInt() after: number;
  /** The place at the other end; outside it has a type alone. */
  @IsString() otherType: string;
  @OrNull() @IsUUID() otherId: string | null;
  @OrNull() @IsArray() @ArrayMaxSize(100_000) @IsString({ each: true }) serials: string[] | null;
  /** The movement that this one takes back. */
  @OrNull() @IsString() reversalOf: string | null;
  @OrNull() @IsString() reversedBy: string | null;
}

interface Row {
  item_id: string; item_type: string; from_type: string; from_id: string | null; to_type: string; to_id: string | null; quantity: number; kind: string; reference: string; happened_at: Date; posted_at: Date;
  posted_by_name: string; note: string | null; clause_id: string; serials: string[] | null; reversal_of: string | null; reversed_by: string | null; from_after: number | null; to_after: number | null; seq: number;
}

/** A movement as it is kept. */
export interface StoredMovement extends Movement { after: { from: number | null; to: number | null }; reversalOf: string | null; reversedBy: string | null }

const REVERSED = `(SELECT r.reference FROM stock_movement r WHERE r.tenant_id = m.tenant_id AND r.reversal_of = m.reference) AS reversed_by`;
const BY_REFERENCE = statement('stock_movement_by_reference', `SELECT m.*, ${REVERSED} FROM stock_movement m WHERE m.tenant_id = $1 AND m.reference = $2`);
// Each side has an index in the order of its numbers; a page needs at most its own length of either.
const NEWEST = statement('stock_statement', `
  SELECT m.*, ${REVERSED} FROM (
    (SELECT *, from_seq AS seq FROM stock_movement WHERE tenant_id = $1 AND from_id = $2 AND item_id = $3 AND from_seq < $4 ORDER BY from_seq DESC LIMIT $5)
    UNION ALL (SELECT *, to_seq FROM stock_movement WHERE tenant_id = $1 AND to_id = $2 AND item_id = $3 AND to_seq < $4 ORDER BY to_seq DESC LIMIT $5)) m
  ORDER BY seq DESC LIMIT $5`);
const BEYOND_ALL = 2_147_483_647;

const stored = (row: Row): StoredMovement => ({
  item: { type: row.item_type, id: row.item_id }, from: { type: row.from_type, id: row.from_id }, to: { type: row.to_type, id: row.to_id }, quantity: row.quantity, kind: row.kind, reference: row.reference,
  at: row.happened_at, clause: row.clause_id, ...(row.serials && { serials: row.serials }), ...(row.note !== null && { note: row.note }), after: { from: row.from_after, to: row.to_after }, reversalOf: row.reversal_of, reversedBy: row.reversed_by,
});

export async function movementByReference(tx: Tx, reference: string): Promise<StoredMovement | null> {
  const [row] = await tx.sql<Row & Record<string, unknown>>(BY_REFERENCE, [tx.tenantId, reference]);
  return row ? stored(row) : null;
}

/** In the order of posting, not of happening: that is the order in which the balances run. */
export async function statementOf(tx: Tx, place: Place & { id: string }, item: Item, { limit, cursor }: { limit: number; cursor?: string }): Promise<Page<StockLine>> {
  const below = Number(decodeCursor(cursor, 1)?.[0] ?? BEYOND_ALL);
  if (!Number.isInteger(below)) throw refuse.field('cursor', 'cursor', { zh: '这个翻页位置不是这张列表给的', en: 'this cursor was not issued by this list' });
  const rows = await tx.sql<Row & Record<string, unknown>>(NEWEST, [tx.tenantId, place.id, item.id, below, limit + 1]);
  return page(rows, limit, (row) => [String(row.seq)], (row): StockLine => {
    const went = row.from_id === place.id;
    return {
      number: row.seq, kind: row.kind, reference: row.reference, at: row.happened_at.toISOString(), postedAt: row.posted_at.toISOString(), by: row.posted_by_name, note: row.note,
      change: went ? -row.quantity : row.quantity, after: (went ? row.from_after : row.to_after)!, otherType: went ? row.to_type : row.from_type, otherId: went ? row.to_id : row.from_id,
      serials: row.serials, reversalOf: row.reversal_of, reversedBy: row.reversed_by,
    };
  });
}
