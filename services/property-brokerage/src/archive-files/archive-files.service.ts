import { Injectable } from '@nestjs/common';
import { newId } from '@luyue/kernel';
import { type Context, decodeCursor, matchVersion, Numbers, page, type Page, permit, refuse, statement, TenantDatabase, type Tx, unitsOf } from '@luyue/platform';
import { keyOf } from '@luyue/search';
import { type LocationBody, placeOf } from '../archive-location.ts';
import { DealRecord } from '../deals/deal-record.ts';
import type { Deal } from '../deals/deal.entity.ts';
import { ArchiveFile, ArchiveLoan } from './archive-file.entity.ts';
import type { ArchiveFilePage, ArchiveFileView, ArchiveLoanView } from './archive-file-views.ts';
import type { MoveFile } from './archive-files.http.ts';
import { loanState } from './archive-files.rules.ts';

export interface FileFilter { room?: string; cabinet?: string; number?: string; limit: number; cursor?: string }
interface Named { id: string; number: string; title: string }

const FILE = { zh: '档案', en: 'archived file' };
const DEALS = statement('archive_file_deals', 'SELECT id, number, title FROM deal WHERE tenant_id = $1 AND id = ANY ($2)');
const BY_NUMBER = statement('archive_file_number', `
  SELECT f.id FROM archive_file f WHERE f.tenant_id = $1 AND f.number = $2
  UNION SELECT f.id FROM deal_key k JOIN archive_file f ON f.tenant_id = k.tenant_id AND f.deal_id = k.deal_id WHERE k.tenant_id = $1 AND k.kind = 'number' AND k.key = $3`);

/** Files of archived deals: the index, and where each stands (capability 7). */
@Injectable()
export class ArchiveFiles {
  constructor(private readonly database: TenantDatabase, private readonly record: DealRecord, private readonly numbers: Numbers) {}

  /** Taken before the transaction that shelves the file. */
  nextNumber(ctx: Context): Promise<string> { return this.numbers.next(ctx, 'DA'); }

  /** The archivist's receipt makes the file; asks no permission. */
  async shelve(tx: Tx, deal: Deal, { number, location, documents }: { number: string; location: LocationBody; documents: number }): Promise<void> {
    const { room, cabinet, box, mark } = location;
    await tx.insert(ArchiveFile, { tenantId: tx.tenantId, id: newId(), version: 1, number, dealId: deal.id, departmentUnitId: deal.departmentUnitId, room, cabinet, box, mark, documents, receivedAt: tx.now, receivedBy: tx.ctx.userName, moves: [] });
  }

  list(ctx: Context, filter: FileFilter): Promise<Page<ArchiveFileView>> {
    const units = unitsOf(ctx, 'dealArchive.work');
    const after = decodeCursor(filter.cursor, 2);
    return this.database.read(ctx, async (tx) => {
      const query = tx.manager.createQueryBuilder(ArchiveFile, 'f').where('f.tenantId = :tenant', { tenant: tx.tenantId });
      if (units !== 'all') query.andWhere('f.departmentUnitId = ANY (:units)', { units });
      if (filter.room) query.andWhere('f.room = :room', { room: filter.room });
      if (filter.cabinet) query.andWhere('f.cabinet = :cabinet', { cabinet: filter.cabinet });
      if (filter.number) query.andWhere('f.id = ANY (:ids)', { ids: (await tx.sql<{ id: string }>(BY_NUMBER, [tx.tenantId, filter.number.toUpperCase(), keyOf(filter.number)])).map((r) => r.id) });
      if (after) query.andWhere('(f.receivedAt, f.id) < (:at, :id)', { at: after[0], id: after[1] });
      const rows = await query.orderBy('f.receivedAt', 'DESC').addOrderBy('f.id', 'DESC').limit(filter.limit + 1).getMany();
      const cut = page(rows, filter.limit, (f) => [f.receivedAt.toISOString(), f.id], (f) => f);
      return { ...cut, items: await this.views(tx, cut.items) };
    });
  }

  get(ctx: Context, id: string): Promise<ArchiveFilePage> {
    permit(ctx, 'dealArchive.work');
    return this.database.read(ctx, async (tx) => {
      const file = await tx.get(ArchiveFile, id, FILE);
      permit(ctx, 'dealArchive.work', file.departmentUnitId);
      return this.page(tx, file);
    });
  }

  move(ctx: Context, id: string, { location, reason }: MoveFile, version: number | null): Promise<ArchiveFilePage> {
    return this.change(ctx, id, async (tx, file) => {
      matchVersion(file, version);
      const [from, to] = [placeOf(file), placeOf(location)];
      if (from === to) throw refuse.field('location', 'same', { zh: '已经在这个位置', en: 'is where it stands already' });
      const { room, cabinet, box, mark } = location;
      await tx.update(ArchiveFile, file, { room, cabinet, box, mark, moves: [...file.moves, { at: tx.now.toISOString(), by: ctx.userName, from, to, reason }] });
      await this.record.write(tx, file.dealId, { kind: 'document', title: `档案移位：${from} → ${to}`, text: reason });
    });
  }

  /** Takes a file for a change and answers its whole page. Its deal is closed and stays as it is; only the timeline goes on. */
  change(ctx: Context, id: string, work: (tx: Tx, file: ArchiveFile) => Promise<void>): Promise<ArchiveFilePage> {
    permit(ctx, 'dealArchive.work');
    return this.database.write(ctx, async (tx) => {
      const file = await tx.lock(ArchiveFile, id, FILE);
      permit(ctx, 'dealArchive.work', file.departmentUnitId);
      await work(tx, file);
      return this.page(tx, file);
    });
  }

  async ofDeal(tx: Tx, dealId: string): Promise<ArchiveFileView | null> {
    const file = await tx.manager.createQueryBuilder(ArchiveFile, 'f').where('f.tenantId = :tenant AND f.dealId = :dealId', { tenant: tx.tenantId, dealId }).getOne();
    return file ? (await this.views(tx, [file]))[0]! : null;
  }

  /** Loans as people see them; two questions for the whole list. */
  async loanViews(tx: Tx, loans: ArchiveLoan[]): Promise<ArchiveLoanView[]> {
    const files = loans.length ? await tx.manager.createQueryBuilder(ArchiveFile, 'f').where('f.tenantId = :tenant AND f.id = ANY (:ids)', { tenant: tx.tenantId, ids: loans.map((l) => l.fileId) }).getMany() : [];
    const dealOf = await this.dealsOf(tx, files);
    const fileOf = new Map(files.map((f) => [f.id, f]));
    return loans.map((l) => loanView(l, fileOf.get(l.fileId)!, dealOf.get(fileOf.get(l.fileId)!.dealId)!, tx.now));
  }

  private async page(tx: Tx, file: ArchiveFile): Promise<ArchiveFilePage> {
    const [[view], loans] = await Promise.all([this.views(tx, [file]), tx.manager.createQueryBuilder(ArchiveLoan, 'l').where('l.tenantId = :tenant AND l.fileId = :id', { tenant: tx.tenantId, id: file.id }).orderBy('l.lentAt', 'DESC').addOrderBy('l.id', 'DESC').getMany()]);
    return { ...view!, loans: await this.loanViews(tx, loans) };
  }

  private async views(tx: Tx, files: ArchiveFile[]): Promise<ArchiveFileView[]> {
    const [dealOf, out] = await Promise.all([
      this.dealsOf(tx, files),
      files.length ? tx.manager.createQueryBuilder(ArchiveLoan, 'l').where(`l.tenantId = :tenant AND l.fileId = ANY (:ids) AND l.status = 'out'`, { tenant: tx.tenantId, ids: files.map((f) => f.id) }).getMany() : [],
    ]);
    const loanOf = new Map(out.map((l) => [l.fileId, l]));
    return files.map((f) => {
      const [deal, loan] = [dealOf.get(f.dealId)!, loanOf.get(f.id)];
      const { id, version, number, dealId, room, cabinet, box, mark, documents, receivedBy } = f;
      return {
        id, version, number, dealId, dealNumber: deal.number, dealTitle: deal.title, location: { room, cabinet, box, mark }, documents, receivedAt: f.receivedAt.toISOString(), receivedBy, moves: f.moves.toReversed(), loan: loan ? loanView(loan, f, deal, tx.now) : null,
      };
    });
  }

  private async dealsOf(tx: Tx, files: ArchiveFile[]): Promise<Map<string, Named>> {
    return new Map((files.length ? await tx.sql<Named & Record<string, unknown>>(DEALS, [tx.tenantId, files.map((f) => f.dealId)]) : []).map((d) => [d.id, d]));
  }
}

const loanView = (l: ArchiveLoan, file: ArchiveFile, deal: Named, now: Date): ArchiveLoanView => ({
  id: l.id, fileId: l.fileId, fileNumber: file.number, dealId: file.dealId, dealNumber: deal.number, dealTitle: deal.title, borrowerUserId: l.borrowerUserId, borrowerName: l.borrowerName, purpose: l.purpose, lentAt: l.lentAt.toISOString(), lentBy: l.lentBy, dueOn: l.dueOn,
  state: loanState(l, now), returnedAt: l.returnedAt?.toISOString() ?? null, returnedTo: l.returnedTo, returnNote: l.returnNote,
});
