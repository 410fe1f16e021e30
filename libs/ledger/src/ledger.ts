import { Injectable } from '@nestjs/common';
import { Money, newId } from '@luyue/kernel';
import { type Page, refuse, type Text, statement, type Tx } from '@luyue/platform';
import { entryById, entryByReference, type StoredEntry, statementOf, type StatementEntry } from './book-statement.ts';
import type { AccountSpec, Chart } from './chart.ts';
import { type Book, type Line, type Movement, movementsOf, reversed, sameMovements } from './entries.rules.ts';
import { type Discrepancy, VERIFY } from './ledger-checks.ts';

export interface Posting<C extends string = string> {
  book: Book;
  /** What happened, in the room's own word, e.g. `receipt`. A reversal keeps the kind of what it takes back, so that totals by kind come out right. */
  kind: string;
  /** Names the fact within its book; posted again it is the same entry. */
  reference: string;
  /** When it happened. Taken from the fact, not from the clock: it is part of what makes a repetition the same. */
  at: Date;
  lines: readonly Line<C>[];
  note?: string;
  /** Where the room names the entry itself, to write what refers to it in the same flight; one of ours otherwise. */
  id?: string;
  /** Clause that refuses where an account would fall below its floor, e.g. `PB-4.7`. */
  clause: string;
}

export interface PostedEntry<C extends string = string> {
  id: string;
  /** Counts the entries of its book from 1, without a gap. */
  number: number;
  /** The accounts that it moved, as they were right after it. */
  balances: Partial<Record<C, Money>>;
  /** It was there already, under the same reference. */
  repeated: boolean;
}

type Written = Posting & { id: string; movements: Movement[]; reversalOf: string | null };

// One writer at a time in a book: that numbers its entries, and two entries in one transaction cannot lock each other's accounts.
const LOCK = statement('ledger_lock', `SELECT pg_advisory_xact_lock(hashtextextended($1 || '/' || $2 || '/' || $3, 0))`);
const ENTRY = statement('ledger_entry_add', `
  INSERT INTO ledger_entry (tenant_id, id, book_type, book_id, number, kind, reference, happened_at, posted_at, posted_by, posted_by_name, note, clause_id, reversal_of)
  SELECT $1::uuid, $2::uuid, $3::text, $4::uuid, coalesce((SELECT max(number) FROM ledger_entry WHERE tenant_id = $1::uuid AND book_type = $3::text AND book_id = $4::uuid), 0) + 1,
    $5::text, $6::text, $7::timestamptz, $8::timestamptz, $9::uuid, $10::text, $11::text, $12::text, $13::uuid
  ON CONFLICT (tenant_id, book_type, book_id, reference) DO NOTHING RETURNING number`);
const OPEN = statement('ledger_account_open', `
  INSERT INTO ledger_account (tenant_id, book_type, book_id, code, side, floor, balance, postings)
  SELECT $1::uuid, $2::text, $3::uuid, a.code, a.side, a.floor, 0, 0 FROM unnest($4::text[], $5::text[], $6::bigint[]) AS a(code, side, floor) ON CONFLICT DO NOTHING`);
// Moves nothing where the reference was taken (the entry is not there) and leaves out the account that would fall below its floor.
const MOVE = statement('ledger_move', `
  WITH line AS (SELECT * FROM unnest($5::text[], $6::bigint[]) AS l(code, amount)),
  moved AS (
    UPDATE ledger_account a SET balance = a.balance + CASE a.side WHEN 'debit' THEN line.amount ELSE -line.amount END, postings = a.postings + 1
    FROM line WHERE a.tenant_id = $1::uuid AND a.book_type = $2::text AND a.book_id = $3::uuid AND a.code = line.code
      AND (a.floor IS NULL OR a.balance + CASE a.side WHEN 'debit' THEN line.amount ELSE -line.amount END >= a.floor)
      AND EXISTS (SELECT 1 FROM ledger_entry e WHERE e.tenant_id = $1::uuid AND e.id = $4::uuid)
    RETURNING a.code, a.postings, a.balance, line.amount)
  INSERT INTO ledger_posting (tenant_id, book_type, book_id, code, seq, entry_id, amount, balance)
  SELECT $1::uuid, $2::text, $3::uuid, code, postings, $4::uuid, amount, balance FROM moved RETURNING code, balance`);
const BALANCES = statement('ledger_balances', `SELECT book_id, code, balance FROM ledger_account WHERE tenant_id = $1 AND book_type = $2 AND book_id = ANY ($3::uuid[])`);
const ACCOUNTS = statement('ledger_accounts', `SELECT code, side, floor FROM ledger_account WHERE tenant_id = $1 AND book_type = $2 AND book_id = $3`);
const VERIFIED = statement('ledger_verify', VERIFY);

/**
 * Double entry in fen inside the caller's transaction. The room that keeps a book says who may post; here is only what always holds: an entry is in
 * balance, is never altered, and takes no account below its floor. A refusal gives the whole transaction up.
 */
@Injectable()
export class Ledger {
  /**
   * Posts an entry. The same reference with the same money again is the entry that is there. Throws 422 `insufficient` naming what is held, 409 `reference_taken`
   * where the reference stands for something else, InvalidValue for lines that are no entry.
   */
  async post<C extends string>(tx: Tx, chart: Chart<C>, posting: Posting<NoInfer<C>>): Promise<PostedEntry<C>> {
    const written: Written = { ...posting, id: posting.id ?? newId(), movements: movementsOf(posting.lines), reversalOf: null };
    const posted = await this.write(tx, chart, written);
    if (posted) return posted as PostedEntry<C>;
    const there = await entryByReference(tx, posting.book, posting.reference);
    const same = there.kind === posting.kind && there.at.getTime() === posting.at.getTime() && sameMovements(there.movements, written.movements);
    if (!same) throw refuse.conflict('reference_taken', { zh: `“${posting.reference}”已经记过另一笔账`, en: `${posting.reference} stands for another entry already` }, { clause: posting.clause, extra: { reference: posting.reference, entryId: there.id } });
    return { id: there.id, number: there.number, balances: moneyOf(there.lines) as PostedEntry<C>['balances'], repeated: true };
  }

  /**
   * Takes an entry back by its opposite, once. What an account no longer holds cannot be taken back: 422 `insufficient`. Throws 404 for an entry of another tenant,
   * 409 `already_reversed`, 422 `reversal_reversed` for what is a reversal itself: that is posted anew.
   */
  async reverse(tx: Tx, entryId: string, reason: string): Promise<PostedEntry> {
    const original = await entryById(tx, entryId);
    if (!original) throw refuse.notFound({ zh: '账目', en: 'ledger entry' });
    if (original.reversalOf) throw refuse.rule(original.clause, 'reversal_reversed', { zh: '冲销不能再冲销，请重新记账', en: 'A reversal is not reversed: post the entry anew' });
    const accounts = await tx.sql<{ code: string; side: AccountSpec['side']; floor: string | null }>(ACCOUNTS, [tx.tenantId, original.book.type, original.book.id]);
    const chart: Chart = Object.fromEntries(accounts.map(({ code, side, floor }) => [code, { side, ...(floor !== null && { floor: BigInt(floor) }) }]));
    const posted = original.reversedBy ? null : await this.write(tx, chart, {
      book: original.book, kind: original.kind, reference: `reversal/${entryId}`, at: tx.now, lines: [], note: reason, clause: original.clause, id: newId(), movements: reversed(original.movements), reversalOf: entryId,
    });
    if (!posted) throw refuse.conflict('already_reversed', { zh: '这笔账已经冲销过', en: 'This entry has been reversed already' }, { clause: original.clause });
    return posted;
  }

  /** What each account of the chart holds, on its own side; zero where nothing was posted. */
  async balances<C extends string>(tx: Tx, chart: Chart<C>, book: Book): Promise<Record<C, Money>> {
    return (await this.balancesOf(tx, chart, book.type, [book.id])).get(book.id)!;
  }

  /** The same for the books of a list, in one question. */
  async balancesOf<C extends string>(tx: Tx, chart: Chart<C>, type: string, ids: readonly string[]): Promise<Map<string, Record<C, Money>>> {
    const rows = ids.length ? await tx.sql<{ book_id: string; code: C; balance: string }>(BALANCES, [tx.tenantId, type, ids]) : [];
    const empty = Object.fromEntries(Object.keys(chart).map((code) => [code, Money.zero])) as Record<C, Money>;
    const books = new Map(ids.map((id) => [id, { ...empty }]));
    for (const { book_id, code, balance } of rows) books.get(book_id)![code] = Money.ofFen(BigInt(balance));
    return books;
  }

  /** The entries of a book, the newest first, each line with the balance after it. */
  statement(tx: Tx, book: Book, range: { limit: number; cursor?: string }): Promise<Page<StatementEntry>> {
    return statementOf(tx, book, range);
  }

  /** What does not fit together in the tenant's books; empty when all does. As of one moment, also while others post. */
  verify(tx: Tx): Promise<Discrepancy[]> {
    return tx.sql<Discrepancy & Record<string, unknown>>(VERIFIED, [tx.tenantId]);
  }

  /** Everything in one flight. Null where the reference was taken; nothing is written then. */
  private async write(tx: Tx, chart: Chart, { book, id, movements, ...entry }: Written): Promise<PostedEntry | null> {
    const codes = movements.map((m) => m.account);
    const specs = codes.map((code) => {
      if (!Object.hasOwn(chart, code)) throw new Error(`the chart has no account ${code}`);
      return chart[code]!;
    });
    const [, [numbered], , moved] = await Promise.all([
      tx.sql(LOCK, [tx.tenantId, book.type, book.id]),
      tx.sql<{ number: number }>(ENTRY, [tx.tenantId, id, book.type, book.id, entry.kind, entry.reference, entry.at, tx.now, tx.ctx.userId, tx.ctx.userName, entry.note ?? null, entry.clause, entry.reversalOf]),
      tx.sql(OPEN, [tx.tenantId, book.type, book.id, codes, specs.map((s) => s.side), specs.map((s) => s.floor?.toString() ?? null)]),
      tx.sql<{ code: string; balance: string }>(MOVE, [tx.tenantId, book.type, book.id, id, codes, movements.map((m) => m.amount.toString())]),
    ]);
    if (!numbered) return null;
    const short = codes.find((code) => !moved.some((row) => row.code === code));
    if (short) throw await this.insufficient(tx, chart, book, short, movements.find((m) => m.account === short)!.amount, entry.clause);
    return { id, number: numbered.number, balances: moneyOf(moved), repeated: false };
  }

  private async insufficient(tx: Tx, chart: Chart, book: Book, code: string, amount: bigint, clause: string): Promise<Error> {
    const held = (await this.balances(tx, chart, book))[code]!;
    const asked = Money.ofFen(amount < 0n ? -amount : amount);
    const name: Text = chart[code]!.name ?? { zh: code, en: code };
    return refuse.rule(clause, 'insufficient', { zh: `${name.zh}只有 ${held.text} 元，不够 ${asked.text} 元`, en: `${name.en} holds ${held.text} yuan, less than ${asked.text}` }, { extra: { account: code, held: held.toString(), asked: asked.toString() } });
  }
}

const moneyOf = (rows: readonly { code: string; balance: string }[] | StoredEntry['lines']): Record<string, Money> => Object.fromEntries(rows.map(({ code, balance }) => [code, Money.ofFen(BigInt(balance))]));
