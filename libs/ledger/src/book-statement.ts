import { IsInt, IsISO8601, IsString, IsUUID } from 'class-validator';
import { yuan } from '@luyue/kernel';
import { decodeCursor, NestedList, OrNull, page, type Page, refuse, statement, type Tx } from '@luyue/platform';
import type { Book, Movement } from './entries.rules.ts';

/** One line as people read it: an amount of yuan on one of the two sides, and what the account held after it. */
export class StatementLine {
  @IsString() account: string;
  @OrNull() @IsString() debit: string | null;
  @OrNull() @IsString() credit: string | null;
  @IsString() balance: string;
}

export class StatementEntry {
  @IsUUID() id: string;
  /** Counts the entries of the book from 1. */
  @IsInt() number: number;
  @IsString() kind: string;
  @IsString() reference: string;
  /** When it happened; it may be entered later. */
  @IsISO8601() at: string;
  @IsISO8601() postedAt: string;
  @IsString() by: string;
  @OrNull() @IsString() note: string | null;
  /** The entry that this one takes back. */
  @OrNull() @IsUUID() reversalOf: string | null;
  @OrNull() @IsUUID() reversedBy: string | null;
  @NestedList(() => StatementLine) lines: StatementLine[];
}

export interface StoredEntry {
  id: string; number: number; book: Book; kind: string; reference: string; at: Date; postedAt: Date; by: string; note: string | null; clause: string; reversalOf: string | null; reversedBy: string | null;
  movements: Movement[]; lines: { code: string; amount: string; balance: string }[];
}

type Row = Omit<StoredEntry, 'book' | 'movements'> & { book_type: string; book_id: string };

// Amounts as text: a number of JSON would lose fen.
const ENTRY = `
  SELECT e.id, e.number, e.book_type, e.book_id, e.kind, e.reference, e.happened_at AS at, e.posted_at AS "postedAt", e.posted_by_name AS by, e.note, e.clause_id AS clause, e.reversal_of AS "reversalOf",
    (SELECT r.id FROM ledger_entry r WHERE r.tenant_id = e.tenant_id AND r.reversal_of = e.id) AS "reversedBy",
    (SELECT coalesce(jsonb_agg(jsonb_build_object('code', p.code, 'amount', p.amount::text, 'balance', p.balance::text) ORDER BY p.amount < 0, p.code), '[]')
      FROM ledger_posting p WHERE p.tenant_id = e.tenant_id AND p.entry_id = e.id) AS lines
  FROM ledger_entry e WHERE e.tenant_id = $1`;
const BY_ID = statement('ledger_entry_by_id', `${ENTRY} AND e.id = $2`);
const BY_REFERENCE = statement('ledger_entry_by_reference', `${ENTRY} AND e.book_type = $2 AND e.book_id = $3 AND e.reference = $4`);
const NEWEST = statement('ledger_statement', `${ENTRY} AND e.book_type = $2 AND e.book_id = $3 AND e.number < $4 ORDER BY e.number DESC LIMIT $5`);
const BEYOND_ALL = 2_147_483_647;

const stored = ({ book_type, book_id, ...row }: Row): StoredEntry => ({ ...row, book: { type: book_type, id: book_id }, movements: row.lines.map(({ code, amount }) => ({ account: code, amount: BigInt(amount) })) });

export async function entryById(tx: Tx, id: string): Promise<StoredEntry | null> {
  const [row] = await tx.sql<Row & Record<string, unknown>>(BY_ID, [tx.tenantId, id]);
  return row ? stored(row) : null;
}

/** The entry that has the reference; the caller knows that there is one. */
export async function entryByReference(tx: Tx, book: Book, reference: string): Promise<StoredEntry> {
  const [row] = await tx.sql<Row & Record<string, unknown>>(BY_REFERENCE, [tx.tenantId, book.type, book.id, reference]);
  return stored(row!);
}

/** In the order of posting, not of happening: that is the order in which the balances run. */
export async function statementOf(tx: Tx, book: Book, { limit, cursor }: { limit: number; cursor?: string }): Promise<Page<StatementEntry>> {
  const below = Number(decodeCursor(cursor, 1)?.[0] ?? BEYOND_ALL);
  if (!Number.isInteger(below)) throw refuse.field('cursor', 'cursor', { zh: '这个翻页位置不是这张列表给的', en: 'this cursor was not issued by this list' });
  const rows = await tx.sql<Row & Record<string, unknown>>(NEWEST, [tx.tenantId, book.type, book.id, below, limit + 1]);
  return page(rows, limit, (row) => [String(row.number)], entryView);
}

const entryView = (row: Row): StatementEntry => ({
  id: row.id, number: row.number, kind: row.kind, reference: row.reference, at: row.at.toISOString(), postedAt: row.postedAt.toISOString(), by: row.by, note: row.note, reversalOf: row.reversalOf, reversedBy: row.reversedBy,
  lines: row.lines.map(({ code, amount, balance }) => {
    const fen = BigInt(amount);
    return { account: code, debit: fen > 0n ? yuan(fen) : null, credit: fen < 0n ? yuan(-fen) : null, balance: yuan(BigInt(balance)) };
  }),
});
