import { Injectable } from '@nestjs/common';
import { Directory } from '@luyue/directory';
import { instantAt, newId, parseDate } from '@luyue/kernel';
import { type Context, decodeCursor, page, type Page, refuse, TenantDatabase, type Tx, unitsOf } from '@luyue/platform';
import { DealRecord } from '../deals/deal-record.ts';
import { ArchiveLoan } from './archive-file.entity.ts';
import type { ArchiveFilePage, ArchiveLoanView, LoanState } from './archive-file-views.ts';
import type { LendFile } from './archive-files.http.ts';
import { loanMoves } from './archive-files.rules.ts';
import { ArchiveFiles } from './archive-files.service.ts';

/** Files are lent to colleagues and come back (capability 7); the history of each stays. */
@Injectable()
export class ArchiveLoans {
  constructor(private readonly database: TenantDatabase, private readonly files: ArchiveFiles, private readonly record: DealRecord, private readonly directory: Directory) {}

  /** Throws 409 naming who has it, 400 for a day that is over or nobody who works here. */
  lend(ctx: Context, fileId: string, { borrowerUserId, purpose, dueOn }: LendFile): Promise<ArchiveFilePage> {
    return this.files.change(ctx, fileId, async (tx, file) => {
      const out = await this.out(tx, fileId);
      if (out) throw refuse.conflict('on_loan', { zh: `已借给${out.borrowerName}，${out.dueOn} 归还`, en: `${out.borrowerName} has it until ${out.dueOn}` });
      const borrower = await this.directory.user(tx, borrowerUserId, 'borrowerUserId');
      if (!borrower.active) throw refuse.field('borrowerUserId', 'inactive', { zh: '这个人已经停用', en: 'has left' });
      const dueAt = endOf(dueOn, await this.directory.zone(tx));
      if (dueAt <= tx.now) throw refuse.field('dueOn', 'past', { zh: '归还日期已经过去', en: 'lies in the past' });
      await tx.insert(ArchiveLoan, {
        tenantId: tx.tenantId, id: newId(), version: 1, fileId, departmentUnitId: file.departmentUnitId, borrowerUserId, borrowerName: borrower.name, purpose, lentAt: tx.now, lentBy: ctx.userName, dueOn, dueAt, status: 'out', returnedAt: null, returnedTo: null, returnNote: '',
      });
      await this.record.write(tx, file.dealId, { kind: 'document', title: `档案借给${borrower.name}`, text: `${purpose}；${dueOn} 前归还` });
    });
  }

  takeBack(ctx: Context, fileId: string, note: string): Promise<ArchiveFilePage> {
    return this.files.change(ctx, fileId, async (tx, file) => {
      const loan = await this.out(tx, fileId);
      if (!loan) throw refuse.conflict('not_on_loan', { zh: '没有借出', en: 'It is not lent' });
      if (!loanMoves[loan.status].includes('returned')) throw refuse.transition(loan.status, 'returned', [...loanMoves[loan.status]]);
      await tx.update(ArchiveLoan, loan, { status: 'returned', returnedAt: tx.now, returnedTo: ctx.userName, returnNote: note });
      await this.record.write(tx, file.dealId, { kind: 'document', title: `${loan.borrowerName}归还档案`, text: tx.now > loan.dueAt ? `超过 ${loan.dueOn}；${note}` : note });
    });
  }

  list(ctx: Context, state: LoanState, limit: number, cursor: string | undefined): Promise<Page<ArchiveLoanView>> {
    const units = unitsOf(ctx, 'dealArchive.work');
    const after = decodeCursor(cursor, 2);
    const back = state === 'returned';
    return this.database.read(ctx, async (tx) => {
      const query = tx.manager.createQueryBuilder(ArchiveLoan, 'l').where('l.tenantId = :tenant AND l.status = :status', { tenant: tx.tenantId, status: back ? 'returned' : 'out' });
      if (units !== 'all') query.andWhere('l.departmentUnitId = ANY (:units)', { units });
      if (state === 'overdue') query.andWhere('l.dueAt < :now', { now: tx.now });
      if (after) query.andWhere(back ? '(l.returnedAt, l.id) < (:at, :id)' : '(l.dueAt, l.id) > (:at, :id)', { at: after[0], id: after[1] });
      const rows = await (back ? query.orderBy('l.returnedAt', 'DESC').addOrderBy('l.id', 'DESC') : query.orderBy('l.dueAt').addOrderBy('l.id')).limit(limit + 1).getMany();
      const cut = page(rows, limit, (l) => [(back ? l.returnedAt! : l.dueAt).toISOString(), l.id], (l) => l);
      return { ...cut, items: await this.files.loanViews(tx, cut.items) };
    });
  }

  private out(tx: Tx, fileId: string): Promise<ArchiveLoan | null> {
    return tx.manager.createQueryBuilder(ArchiveLoan, 'l').where(`l.tenantId = :tenant AND l.fileId = :fileId AND l.status = 'out'`, { tenant: tx.tenantId, fileId }).getOne();
  }
}

/** Throws 400 naming the field for a day that there is not. */
function endOf(day: string, zone: string): Date {
  try {
    return new Date(instantAt(parseDate(day), '24:00', zone));
  } catch {
    throw refuse.field('dueOn', 'date', { zh: '没有这一天', en: 'there is no such day' });
  }
}
