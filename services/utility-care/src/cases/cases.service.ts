import { Injectable } from '@nestjs/common';
import { type AttachmentGuard, Files } from '@luyue/files';
import { ObligationList } from '@luyue/obligations';
import { decodeCursor, matchVersion, page, permit, refuse, statement, TenantDatabase, type Context, type Page, type Tx, unitsOf } from '@luyue/platform';
import type { SelectQueryBuilder } from 'typeorm';
import type { AccountHistory } from '../accounts/account-archive.ts';
import type { AccountEvent } from '../accounts/accounts.http.ts';
import { Accounts } from '../accounts/accounts.service.ts';
import { OpenCase, type OpenCaseRequest } from '../intake/open-case.ts';
import { WorkOrders } from '../work-orders/work-orders.service.ts';
import type { CaseRow, CaseView } from '../views.ts';
import { CaseRecord } from './case-record.ts';
import { caseRow, caseView, type CaseParts, type CaseSurroundings } from './case-views.ts';
import type { CaseCounts, TimelineEntry } from './cases.http.ts';
import { CaseEntry, ServiceCase } from './case.entity.ts';

export interface CaseFilter {
  status?: string; kind?: string; unitId?: string; accountId?: string; assignee?: string; clock?: 'overdue' | 'risk' | 'open'; q?: string; sort?: 'dueAt' | '-receivedAt'; limit: number; cursor?: string;
}

const PENDING_TRANSFER = statement('case_pending_transfer', `SELECT id, to_user_id AS "toUserId", to_unit_id AS "toUnitId", reason, status FROM case_transfer WHERE tenant_id = $1 AND case_id = $2 AND status = 'pending'`);

const CASE = { zh: '受理单', en: 'case' };
/** Counts beside the views stop here: a list of thousands is "1000+", and counting on would cost more than it tells. */
const COUNT_CAP = 1_000;

/** Reading cases, and what a person writes on any of them. */
@Injectable()
export class Cases implements AttachmentGuard, AccountHistory {
  constructor(
    private readonly database: TenantDatabase, private readonly obligations: ObligationList, private readonly orders: WorkOrders, private readonly accounts: Accounts,
    private readonly record: CaseRecord, private readonly files: Files, private readonly openCase: OpenCase,
  ) {}

  /** Opens a case (room `intake`) and answers its page. */
  async open(ctx: Context, request: OpenCaseRequest): Promise<CaseView> {
    const { row, account, master, units, now, obligations, order } = await this.openCase.open(ctx, request);
    const me = { id: ctx.userId ?? '', name: ctx.userName, title: '', staffNumber: '', unitId: ctx.unitId ?? '', roles: [], active: true };
    const around = { now, units, users: new Map([[me.id, me]]), obligations: new Map([[row.id, obligations]]), orders: new Map([[row.id, order ? [order] : []]]) };
    return caseView(row, around, { account: account && { id: account.id, number: account.number, holderName: account.holderName }, master, linked: [], transfer: null, me: ctx.userId });
  }

  list(ctx: Context, filter: CaseFilter): Promise<Page<CaseRow>> {
    const units = unitsOf(ctx, 'case.read');
    const byDue = filter.sort === 'dueAt';
    const after = decodeCursor(filter.cursor, 2);
    return this.database.read(ctx, async (tx) => {
      const query = this.filtered(tx, units, filter);
      if (byDue) {
        if (after) query.andWhere(`(c.clockDueAt, c.id) > (:at, :id)`, { at: after[0] ?? 'infinity', id: after[1] });
        query.andWhere('c.clockDueAt IS NOT NULL').orderBy('c.clockDueAt').addOrderBy('c.id');
      } else {
        if (after) query.andWhere('(c.receivedAt, c.id) < (:at, :id)', { at: after[0], id: after[1] });
        query.orderBy('c.receivedAt', 'DESC').addOrderBy('c.id', 'DESC');
      }
      const rows = await query.limit(filter.limit + 1).getMany();
      const around = await this.around(tx, rows.map((r) => r.id));
      return page(rows, filter.limit, (r) => [(byDue ? r.clockDueAt : r.receivedAt)?.toISOString() ?? null, r.id], (r) => caseRow(r, around));
    });
  }

  /** Counts of the usual views, each at most 1000. */
  counts(ctx: Context): Promise<CaseCounts> {
    const units = unitsOf(ctx, 'case.read');
    return this.database.read(ctx, async (tx) => {
      const views: Record<keyof CaseCounts, Partial<CaseFilter>> = { open: { status: 'open,in_progress,handled,repaired,referred,linked' }, overdue: { clock: 'overdue' }, risk: { clock: 'risk' }, unassigned: { assignee: 'none' }, mine: { assignee: 'me', status: 'open,in_progress,handled,referred' }, repaired: { status: 'repaired' }, complaint: { kind: 'complaint', status: 'open,in_progress' } };
      const counts: Partial<CaseCounts> = {};
      for (const [name, filter] of Object.entries(views) as [keyof CaseCounts, Partial<CaseFilter>][]) {
        const query = this.filtered(tx, units, { ...filter, limit: COUNT_CAP }).select('1').limit(COUNT_CAP);
        counts[name] = (await query.getRawMany()).length;
      }
      return counts as CaseCounts;
    });
  }

  get(ctx: Context, id: string): Promise<CaseView> {
    permit(ctx, 'case.read');
    return this.database.read(ctx, (tx) => this.view(tx, id));
  }

  /** The whole page of a case, after any change too. */
  async view(tx: Tx, id: string): Promise<CaseView> {
    const row = await tx.get(ServiceCase, id, CASE);
    permit(tx.ctx, 'case.read', row.unitId);
    const [around, account, master, linked, transfer] = await Promise.all([
      this.around(tx, [id]), row.accountId ? this.accounts.find(tx, row.accountId) : null, row.masterId ? tx.find(ServiceCase, row.masterId) : null,
      tx.manager.createQueryBuilder(ServiceCase, 'c').where('c.tenantId = :tenant AND c.masterId = :id', { tenant: tx.tenantId, id }).orderBy('c.receivedAt').getMany(),
      pendingTransfer(tx, id),
    ]);
    return caseView(row, around, { account: account && { id: account.id, number: account.number, holderName: account.holderName }, master, linked, transfer, me: tx.ctx.userId });
  }

  timeline(ctx: Context, id: string, kind: string | undefined, limit: number, cursor: string | undefined): Promise<Page<TimelineEntry>> {
    const after = decodeCursor(cursor, 2);
    return this.database.read(ctx, async (tx) => {
      const of = await tx.get(ServiceCase, id, CASE);
      permit(ctx, 'case.read', of.unitId);
      const query = tx.manager.createQueryBuilder(CaseEntry, 'e').where('e.tenantId = :tenant AND e.caseId = :id', { tenant: tx.tenantId, id });
      if (kind) query.andWhere('e.kind = :kind', { kind });
      if (after) query.andWhere('(e.at, e.id) < (:at, :entry)', { at: after[0], entry: after[1] });
      const rows = await query.orderBy('e.at', 'DESC').addOrderBy('e.id', 'DESC').limit(limit + 1).getMany();
      return page(rows, limit, (e) => [e.at.toISOString(), e.id], (e) => ({ id: e.id, at: e.at.toISOString(), kind: e.kind, by: e.byName, title: e.title, text: e.text, clauseId: e.clauseId, attachmentIds: e.attachmentIds }));
    });
  }

  note(ctx: Context, id: string, text: string, attachmentIds: string[]): Promise<CaseView> {
    return this.database.write(ctx, async (tx) => {
      const row = await this.record.take(tx, id, 'case.note');
      const files = await this.files.claim(tx, attachmentIds, { type: 'case', id });
      await this.record.write(tx, id, { kind: files.length ? 'photo' : 'note', title: '备注', text, attachmentIds: files.map((f) => f.id) });
      await this.record.changed(tx, row, 'noted');
      return this.view(tx, id);
    });
  }

  /** Runs a change on a case and answers its whole page. */
  change(ctx: Context, id: string, permission: string, version: number | null, work: (tx: Tx, row: ServiceCase) => Promise<string>): Promise<CaseView> {
    permit(ctx, permission);
    return this.database.write(ctx, async (tx) => {
      const row = await this.record.take(tx, id, permission);
      matchVersion(row, version);
      await this.record.changed(tx, row, await work(tx, row));
      return this.view(tx, id);
    });
  }

  checkUpload(ctx: Context): void { permit(ctx, 'case.read'); }

  /** For files: whoever may read the case may read what hangs on it; an upload that belongs to nothing is its uploader's alone. */
  async checkReadable(tx: Tx, caseId: string | null): Promise<void> {
    if (!caseId) throw refuse.notFound({ zh: '附件', en: 'attachment' });
    const row = await tx.get(ServiceCase, caseId, CASE);
    permit(tx.ctx, 'case.read', row.unitId);
  }

  /** For the page of a household: its open cases, and its latest ones whatever their state. */
  async of(tx: Tx, accountId: string): Promise<{ openCases: CaseRow[]; recent: AccountEvent[] }> {
    const rows = await tx.manager.createQueryBuilder(ServiceCase, 'c').where('c.tenantId = :tenant AND c.accountId = :account', { tenant: tx.tenantId, account: accountId }).orderBy('c.receivedAt', 'DESC').limit(20).getMany();
    const open = rows.filter((r) => !r.closedAt);
    const around = await this.around(tx, open.map((r) => r.id));
    return { openCases: open.map((r) => caseRow(r, around)), recent: rows.map((r) => ({ at: r.receivedAt.toISOString(), kind: r.kind, text: r.title, caseId: r.id })) };
  }

  async around(tx: Tx, caseIds: string[]): Promise<CaseSurroundings> {
    const [people, obligations, orders] = await Promise.all([this.obligations.people(tx), this.obligations.ofSubjects(tx, caseIds), this.orders.ofCases(tx, caseIds)]);
    const byCase = new Map<string, typeof orders>();
    for (const order of orders) byCase.set(order.caseId, [...(byCase.get(order.caseId) ?? []), order]);
    return { now: tx.now, ...people, obligations, orders: byCase };
  }

  private filtered(tx: Tx, units: 'all' | string[], filter: CaseFilter): SelectQueryBuilder<ServiceCase> {
    const query = tx.manager.createQueryBuilder(ServiceCase, 'c').where('c.tenantId = :tenant', { tenant: tx.tenantId });
    if (units !== 'all') query.andWhere('c.unitId = ANY (:units)', { units });
    if (filter.unitId) query.andWhere('c.unitId = :unit', { unit: filter.unitId });
    if (filter.accountId) query.andWhere('c.accountId = :account', { account: filter.accountId });
    if (filter.status) query.andWhere('c.status = ANY (:status)', { status: filter.status.split(',') });
    if (filter.kind) query.andWhere('c.kind = ANY (:kind)', { kind: filter.kind.split(',') });
    if (filter.clock) query.andWhere('c.closedAt IS NULL');
    if (filter.clock === 'overdue') query.andWhere('c.clockDueAt < :now', { now: tx.now });
    if (filter.clock === 'risk') query.andWhere('c.clockDueAt >= :now AND c.clockRiskAt <= :now', { now: tx.now });
    if (filter.clock === 'open') query.andWhere('c.clockDueAt >= :now', { now: tx.now });
    if (filter.q) query.andWhere('(c.number = :q OR c.callerPhone = :q OR c.title LIKE :like OR c.address LIKE :like OR c.callerName LIKE :like)', { q: filter.q, like: `%${filter.q.replaceAll(/[%_\\]/g, '\\$&')}%` });
    if (filter.assignee === 'none') query.andWhere(`c.closedAt IS NULL AND EXISTS (SELECT 1 FROM work_order w WHERE w.tenant_id = c.tenant_id AND w.case_id = c.id AND w.status = 'queued')`);
    else if (filter.assignee) query.andWhere('EXISTS (SELECT 1 FROM work_order w WHERE w.tenant_id = c.tenant_id AND w.case_id = c.id AND w.assignee_user_id = :assignee)', { assignee: filter.assignee === 'me' ? tx.ctx.userId : filter.assignee });
    return query;
  }
}

async function pendingTransfer(tx: Tx, caseId: string): Promise<CaseParts['transfer']> {
  const [row] = await tx.sql<NonNullable<CaseParts['transfer']> & Record<string, unknown>>(PENDING_TRANSFER, [tx.tenantId, caseId]);
  return row ?? null;
}
