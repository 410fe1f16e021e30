import { Inject, Injectable } from '@nestjs/common';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { Directory } from '@luyue/directory';
import { DiskStore, type FileStore, FileTooLarge, MAX_BYTES } from '@luyue/files';
import { localDate, newId, yuan } from '@luyue/kernel';
import { CONFIG, type Context, decodeCursor, page, type Page, permit, Problem, refuse, type ServiceEnvironment, statement, TenantDatabase, type Tx, whenTaken } from '@luyue/platform';
import { dayRange } from '../held-funds/receipts.service.ts';
import { readStatement } from './bank-statement.ts';
import { Reconciliation, ReconciliationLine } from './reconciliation.entity.ts';
import { type BankMovement, type BookItem, type Direction, reconcile, reconciliationMoves, type ReconciliationStatus } from './reconciliations.rules.ts';
import type { ReconciliationLineView, ReconciliationView } from './reconciliations.http.ts';

/** Rows of one INSERT. */
const BATCH = 500;
const RECONCILIATION = { zh: '对账', en: 'reconciliation' };
// One walk along the day each; joined to itself, a receipt's table was walked once for every receipt of a day that its statistics did not know yet.
const BOOK = statement('reconciliation_book', `
  SELECT 'receipt' AS kind, id, number, CASE WHEN reversal_of IS NULL THEN 'in' ELSE 'out' END AS direction, amount_fen::text AS amount, payer_name AS name, reference, coalesce(reversed_by, reversal_of) AS opposite
  FROM receipt WHERE tenant_id = $1 AND received_at >= $2 AND received_at < $3
  UNION ALL
  SELECT 'payment_slip', id, number, 'out', amount_fen::text, payee_name, bank_reference, NULL FROM payment_slip WHERE tenant_id = $1 AND status = 'paid' AND paid_at >= $2 AND paid_at < $3
  ORDER BY number`);

// One statement for batches of any size.
const ADD_LINES = statement('reconciliation_lines_add', `
  INSERT INTO reconciliation_line (tenant_id, id, version, reconciliation_id, position, state, "row", direction, bank_fen, book_fen, counterparty, reference, item_kind, item_id, item_number, matched_by)
  SELECT $1, l.id, 1, $2, l.position, l.state, l."row", l.direction, l."bankFen", l."bookFen", l.counterparty, l.reference, l."itemKind", l."itemId", l."itemNumber", l."matchedBy" FROM jsonb_to_recordset($3::jsonb) AS l(
    id uuid, position int, state text, "row" int, direction text, "bankFen" bigint, "bookFen" bigint, counterparty text, reference text, "itemKind" text, "itemId" uuid, "itemNumber" text, "matchedBy" text)`);

/** Day-end reconciliation of the company's trust account: bank against books, every difference explained before the day is closed (capability 4). */
@Injectable()
export class Reconciliations {
  private readonly store: FileStore;

  constructor(private readonly database: TenantDatabase, private readonly directory: Directory, @Inject(CONFIG) config: ServiceEnvironment) {
    this.store = new DiskStore(join(config.DATA_DIR, 'bank-statements'));
  }

  /** Throws 400 with the reasons by row for a statement with a bad one, 409 for a day that is reconciled or being reconciled, 413 past 10 MiB. Nothing is half written. */
  async begin(ctx: Context, day: string, fileName: string, content: Readable): Promise<ReconciliationView> {
    permit(ctx, 'funds.reconcile');
    const { sha256 } = await this.store.put(ctx.tenantId, content, MAX_BYTES).catch((error: unknown) => {
      throw error instanceof FileTooLarge ? new Problem({ status: 413, code: 'too_large', clause: 'PF-14', title: { zh: '文件不能超过 10 MB', en: 'A file may have 10 MB at most' } }) : error;
    });
    const movements = await readStatement(() => this.store.open(ctx.tenantId, sha256), day);
    return this.database.write(ctx, async (tx) => {
      const zone = await this.directory.zone(tx);
      const { from, to } = dayRange(day, zone);
      if (day > localDate(tx.now, zone)) throw refuse.field('day', 'future', { zh: '这一天还没到', en: 'that day has not come' });
      return viewOf(await this.insert(tx, day, fileName, movements, await this.booked(tx, from, to)));
    });
  }

  list(ctx: Context, limit: number, cursor: string | undefined): Promise<Page<ReconciliationView>> {
    permit(ctx, 'funds.reconcile');
    const after = decodeCursor(cursor, 2);
    return this.database.read(ctx, async (tx) => {
      const query = tx.manager.createQueryBuilder(Reconciliation, 'r').where('r.tenantId = :tenant', { tenant: tx.tenantId });
      if (after) query.andWhere('(r.day, r.id) < (:day, :id)', { day: after[0], id: after[1] });
      return page(await query.orderBy('r.day', 'DESC').addOrderBy('r.id', 'DESC').limit(limit + 1).getMany(), limit, (r) => [r.day, r.id], viewOf);
    });
  }

  get(ctx: Context, id: string): Promise<ReconciliationView> {
    permit(ctx, 'funds.reconcile');
    return this.database.read(ctx, async (tx) => viewOf(await tx.get(Reconciliation, id, RECONCILIATION)));
  }

  lines(ctx: Context, id: string, state: 'matched' | 'differences' | 'unexplained' | undefined, limit: number, cursor: string | undefined): Promise<Page<ReconciliationLineView>> {
    permit(ctx, 'funds.reconcile');
    const after = decodeCursor(cursor, 1);
    return this.database.read(ctx, async (tx) => {
      await tx.get(Reconciliation, id, RECONCILIATION);
      const query = tx.manager.createQueryBuilder(ReconciliationLine, 'l').where('l.tenantId = :tenant AND l.reconciliationId = :id', { tenant: tx.tenantId, id });
      if (state) query.andWhere(state === 'matched' ? `l.state = 'matched'` : `l.state <> 'matched'`);
      if (state === 'unexplained') query.andWhere('l.explanation IS NULL');
      if (after) query.andWhere('l.position > :position', { position: Number(after[0]) || 0 });
      return page(await query.orderBy('l.position').limit(limit + 1).getMany(), limit, (l) => [String(l.position)], lineView);
    });
  }

  /** Throws 422 for a line that is no difference, 409 once the day is closed. */
  explain(ctx: Context, id: string, lineId: string, explanation: string): Promise<ReconciliationLineView> {
    permit(ctx, 'funds.reconcile');
    return this.database.write(ctx, async (tx) => {
      const row = await tx.lock(Reconciliation, id, RECONCILIATION);
      if (row.status !== 'open') throw refuse.transition(row.status, 'open', [...reconciliationMoves[row.status]], 'PB-4.6');
      const line = await tx.lock(ReconciliationLine, lineId, { zh: '差异', en: 'difference' });
      if (line.reconciliationId !== id) throw refuse.notFound({ zh: '差异', en: 'difference' });
      if (line.state === 'matched') throw refuse.rule('PB-4.6', 'no_difference', { zh: '这一笔对上了，不用说明', en: 'This one matches and needs no explanation' });
      const first = line.explanation === null;
      await tx.update(ReconciliationLine, line, { explanation, explainedBy: ctx.userName, explainedAt: tx.now });
      if (first) await tx.update(Reconciliation, row, { unexplained: row.unexplained - 1 });
      return lineView(line);
    });
  }

  /** Throws 422 while a difference has no explanation. */
  close(ctx: Context, id: string): Promise<ReconciliationView> {
    return this.end(ctx, id, 'closed', null, (row) => {
      if (row.unexplained) throw refuse.rule('PB-4.6', 'differences_unexplained', { zh: `还有 ${row.unexplained} 笔差异没有说明`, en: `${row.unexplained} differences have no explanation yet` }, { extra: { unexplained: row.unexplained } });
    });
  }

  discard(ctx: Context, id: string, reason: string): Promise<ReconciliationView> { return this.end(ctx, id, 'discarded', reason, () => undefined); }

  /** What the books say of the time; a receipt that was taken back within it moved nothing. */
  private async booked(tx: Tx, from: Date, to: Date): Promise<BookItem[]> {
    const rows = await tx.sql<Omit<BookItem, 'amountFen'> & { amount: string; opposite: string | null }>(BOOK, [tx.tenantId, from, to]);
    const ids = new Set(rows.map(({ id }) => id));
    return rows.filter(({ opposite }) => !opposite || !ids.has(opposite)).map(({ amount, opposite: _opposite, ...item }) => ({ ...item, amountFen: BigInt(amount) }));
  }

  private end(ctx: Context, id: string, to: ReconciliationStatus, reason: string | null, check: (row: Reconciliation) => void): Promise<ReconciliationView> {
    permit(ctx, 'funds.reconcile');
    return this.database.write(ctx, async (tx) => {
      const row = await tx.lock(Reconciliation, id, RECONCILIATION);
      const allowed = reconciliationMoves[row.status];
      if (!allowed.includes(to)) throw refuse.transition(row.status, to, [...allowed], 'PB-4.6');
      check(row);
      return viewOf(await tx.update(Reconciliation, row, { status: to, reason, endedBy: ctx.userName, endedAt: tx.now }));
    });
  }

  private async insert(tx: Tx, day: string, fileName: string, movements: BankMovement[], items: BookItem[]): Promise<Reconciliation> {
    const { matches, differences } = reconcile(movements, items);
    const sum = (of: readonly { direction: Direction; amountFen: bigint }[], direction: Direction): string => of.filter((each) => each.direction === direction).reduce((total, each) => total + each.amountFen, 0n).toString();
    const row = await tx.insert(Reconciliation, {
      tenantId: tx.tenantId, id: newId(), version: 1, day, status: 'open', fileName: fileName.slice(0, 200), movements: movements.length, matched: matches.length, differences: differences.length, unexplained: differences.length,
      bankInFen: sum(movements, 'in'), bankOutFen: sum(movements, 'out'), bookInFen: sum(items, 'in'), bookOutFen: sum(items, 'out'), madeBy: tx.ctx.userName, madeAt: tx.now, endedBy: null, endedAt: null, reason: null,
    }).catch(whenTaken(() => refuse.conflict('already_reconciled', { zh: `${day} 已经对过账`, en: `${day} has been reconciled already` }, { clause: 'PB-4.6' })));
    const byRow = new Map(movements.map((m) => [m.row, m]));
    const lines = [...differences.map(({ kind, movement, item }) => lineOf(kind, movement, item, null)), ...matches.map(({ row: at, item, by }) => lineOf('matched', byRow.get(at)!, item, by))].map((line, i) => ({ ...line, position: i + 1 }));
    for (let from = 0; from < lines.length; from += BATCH) await tx.sql(ADD_LINES, [tx.tenantId, row.id, JSON.stringify(lines.slice(from, from + BATCH))]);
    return row;
  }
}

const lineOf = (state: ReconciliationLine['state'], movement: BankMovement | null, item: BookItem | null, matchedBy: ReconciliationLine['matchedBy']) => ({
  id: newId(), state, row: movement?.row ?? null, direction: (movement ?? item!).direction, bankFen: movement?.amountFen.toString() ?? null, bookFen: item?.amountFen.toString() ?? null, counterparty: movement?.counterparty ?? item!.name,
  reference: movement?.reference ?? item!.reference ?? '', itemKind: item?.kind ?? null, itemId: item?.id ?? null, itemNumber: item?.number ?? null, matchedBy,
});

const viewOf = (r: Reconciliation): ReconciliationView => ({
  id: r.id, version: r.version, day: r.day, status: r.status, fileName: r.fileName, movements: r.movements, matched: r.matched, differences: r.differences, unexplained: r.unexplained, bankIn: yuan(r.bankInFen), bankOut: yuan(r.bankOutFen),
  bookIn: yuan(r.bookInFen), bookOut: yuan(r.bookOutFen), madeBy: r.madeBy, madeAt: r.madeAt.toISOString(), endedBy: r.endedBy, endedAt: r.endedAt?.toISOString() ?? null, reason: r.reason,
});

const lineView = (l: ReconciliationLine): ReconciliationLineView => ({
  id: l.id, state: l.state, row: l.row, direction: l.direction, bank: l.bankFen === null ? null : yuan(l.bankFen), book: l.bookFen === null ? null : yuan(l.bookFen), counterparty: l.counterparty, reference: l.reference, itemKind: l.itemKind, itemId: l.itemId,
  itemNumber: l.itemNumber, matchedBy: l.matchedBy, explanation: l.explanation, explainedBy: l.explainedBy, explainedAt: l.explainedAt?.toISOString() ?? null,
});
