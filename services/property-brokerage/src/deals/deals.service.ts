import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import { type AttachmentGuard, Files } from '@luyue/files';
import { LINE_COLUMNS, type ObligationLine, ObligationList, Obligations } from '@luyue/obligations';
import { decodeCursor, matchVersion, page, permit, refuse, statement, TenantDatabase, type Context, type Page, type Tx, unitsOf } from '@luyue/platform';
import { clausesOf } from '@luyue/regulations';
import { readQuery } from '@luyue/search';
import type { DealRow, DealView } from '../views.ts';
import { Deal, DealEntry, DealParty } from './deal.entity.ts';
import { actionsOf } from './deal-actions.ts';
import type { DealFilter } from '../deal-filter.ts';
import { DealRecord, HANGING, permitDeal } from './deal-record.ts';
import { dealRow, dealView } from './deal-views.ts';
import type { DealLine, RevealedParty } from './deals.http.ts';

const BY_KEY = statement('deal_search_key', 'SELECT id FROM deal_search_key($1, $2)');
const BY_WORDS = statement('deal_search_words', 'SELECT id FROM deal_search_words($1, $2, $3)');
const OF_IDS = statement('deals_of_ids', 'SELECT * FROM deal WHERE tenant_id = $1 AND id = ANY ($2)');
// The open obligation of each deal, or of what hangs on it, that is due first.
const NEXT = statement('deals_next_obligations', `
  SELECT DISTINCT ON (s.deal) s.deal, ${LINE_COLUMNS} FROM (SELECT id AS subject, id AS deal FROM unnest($2::uuid[]) AS id UNION ALL SELECT subject_id, deal_id FROM deal_subject WHERE tenant_id = $1 AND deal_id = ANY ($2)) s
  JOIN obligation o ON o.tenant_id = $1 AND o.subject_id = s.subject AND o.status = 'open' ORDER BY s.deal, o.due_at NULLS LAST, o.started_at, o.id`);
const OWED = statement('deal_obligations', `SELECT ${LINE_COLUMNS} FROM obligation o WHERE o.tenant_id = $1 AND o.subject_id = ANY (${HANGING}) ORDER BY o.started_at, o.id`);
/** Hits that a search hands to the filters; whoever finds more types on. */
const MOST_HITS = 500;
/** Every clause of the rulebook: what is open when a deal goes away. */
const CLAUSES = clausesOf('property-brokerage').map((c) => c.id);

/** Reading deals, and what a person writes on any of them. */
@Injectable()
export class Deals implements AttachmentGuard {
  constructor(
    private readonly database: TenantDatabase, private readonly record: DealRecord, private readonly obligations: Obligations, private readonly ledger: ObligationList, private readonly files: Files,
  ) {}

  list(ctx: Context, filter: DealFilter & { limit: number; cursor?: string }): Promise<Page<DealRow>> {
    const units = unitsOf(ctx, 'deal.read');
    const byDue = filter.sort === 'dueAt';
    const after = decodeCursor(filter.cursor, 2);
    return this.database.read(ctx, async (tx) => {
      const hits = filter.q ? await this.search(tx, filter.q) : null;
      const query = this.filtered(tx, units, filter, hits);
      if (byDue) {
        if (after) query.andWhere('(d.clockDueAt, d.id) > (:at, :id)', { at: after[0], id: after[1] });
        query.andWhere('d.clockDueAt IS NOT NULL').orderBy('d.clockDueAt').addOrderBy('d.id');
      } else {
        if (after) query.andWhere('(d.signedAt, d.id) < (:at, :id)', { at: after[0], id: after[1] });
        query.orderBy('d.signedAt', 'DESC').addOrderBy('d.id', 'DESC');
      }
      const rows = await query.limit(filter.limit + 1).getMany();
      const shown = await this.shown(tx, rows.map((r) => r.id));
      return page(rows, filter.limit, (d) => [(byDue ? d.clockDueAt : d.signedAt)?.toISOString() ?? null, d.id], shown);
    });
  }

  /** How many `list` would show in all, page by page. */
  count(ctx: Context, filter: DealFilter): Promise<number> {
    const units = unitsOf(ctx, 'deal.read');
    return this.database.read(ctx, async (tx) => {
      const query = this.filtered(tx, units, filter, filter.q ? await this.search(tx, filter.q) : null);
      if (filter.sort === 'dueAt') query.andWhere('d.clockDueAt IS NOT NULL');
      return query.getCount();
    });
  }

  /** These deals as lists show them, in the order of the ids; for rooms that have asked who reads. Three questions for all of them, in one flight. */
  async rowsOf(tx: Tx, ids: string[]): Promise<DealRow[]> {
    if (!ids.length) return [];
    const [rows, shown] = await Promise.all([tx.sql(OF_IDS, [tx.tenantId, ids]), this.shown(tx, ids)]);
    const found = new Map(rows.map((row) => [row['id'] as string, tx.hydrate(Deal, row)]));
    return ids.flatMap((id) => found.get(id) ?? []).map(shown);
  }

  /** How lists show these deals. */
  private async shown(tx: Tx, ids: string[]): Promise<(deal: Deal) => DealRow> {
    const [people, rows] = await Promise.all([this.ledger.people(tx), tx.sql<ObligationLine & { deal: string }>(NEXT, [tx.tenantId, ids])]);
    const [around, next] = [{ now: tx.now, ...people }, new Map(rows.map((row) => [row.deal, row]))];
    return (deal) => dealRow(deal, around, next.get(deal.id));
  }

  get(ctx: Context, id: string): Promise<DealView> {
    permit(ctx, 'deal.read');
    return this.database.read(ctx, (tx) => this.view(tx, id));
  }

  /** The whole page of a deal, after any change too. */
  async view(tx: Tx, id: string): Promise<DealView> {
    return this.pageOf(tx, await this.record.read(tx, id));
  }

  private async pageOf(tx: Tx, deal: Deal): Promise<DealView> {
    permitDeal(tx.ctx, 'deal.read', deal);
    const [people, parties, obligations] = await Promise.all([this.ledger.people(tx), this.record.parties(tx, deal.id), tx.sql<ObligationLine & Record<string, unknown>>(OWED, [tx.tenantId, deal.id])]);
    return dealView(deal, parties, actionsOf(tx.ctx, deal, parties), { now: tx.now, ...people }, obligations);
  }

  timeline(ctx: Context, id: string, { kind, clauses, limit, cursor }: { kind?: string; clauses?: string; limit: number; cursor?: string }): Promise<Page<DealLine>> {
    permit(ctx, 'deal.read');
    const after = decodeCursor(cursor, 2);
    return this.database.read(ctx, async (tx) => {
      await this.record.read(tx, id);
      const query = tx.manager.createQueryBuilder(DealEntry, 'e').where('e.tenantId = :tenant AND e.dealId = :id', { tenant: tx.tenantId, id });
      if (kind) query.andWhere('e.kind = :kind', { kind });
      if (clauses) query.andWhere('e.clauseId = ANY (:clauses)', { clauses: clauses.split(',') });
      if (after) query.andWhere('(e.at, e.id) < (:at, :entry)', { at: after[0], entry: after[1] });
      const rows = await query.orderBy('e.at', 'DESC').addOrderBy('e.id', 'DESC').limit(limit + 1).getMany();
      return page(rows, limit, (e) => [e.at.toISOString(), e.id], lineView);
    });
  }

  /** The whole timeline, the oldest line first, for rooms that have asked their own permission. */
  async lines(tx: Tx, dealId: string): Promise<DealLine[]> {
    return (await tx.manager.createQueryBuilder(DealEntry, 'e').where('e.tenantId = :tenant AND e.dealId = :dealId', { tenant: tx.tenantId, dealId }).orderBy('e.at').addOrderBy('e.id').getMany()).map(lineView);
  }

  /** Runs a change on a deal and answers its whole page. `work` says what happened, as a verb. */
  change(ctx: Context, id: string, permission: string, version: number | null, work: (tx: Tx, deal: Deal) => Promise<string>): Promise<DealView> {
    permit(ctx, permission);
    return this.database.write(ctx, async (tx) => {
      const deal = await this.record.take(tx, id, permission);
      matchVersion(deal, version);
      await this.record.changed(tx, deal, await work(tx, deal));
      return this.pageOf(tx, deal);
    });
  }

  note(ctx: Context, id: string, text: string, attachmentIds: string[]): Promise<DealView> {
    return this.change(ctx, id, 'deal.read', null, async (tx, deal) => {
      const files = await this.files.claim(tx, attachmentIds, { type: 'deal', id });
      await this.record.write(tx, deal.id, { kind: 'note', title: '备注', text, attachmentIds: files.map((f) => f.id) });
      return 'noted';
    });
  }

  /** The full numbers of a party; who looked, and why, stays on the timeline. */
  reveal(ctx: Context, id: string, partyId: string, reason: string): Promise<RevealedParty> {
    permit(ctx, 'deal.reveal');
    return this.database.write(ctx, async (tx) => {
      permitDeal(ctx, 'deal.reveal', await this.record.read(tx, id));
      const party = await tx.get(DealParty, partyId, { zh: '当事人', en: 'party' });
      if (party.dealId !== id) throw refuse.notFound({ zh: '当事人', en: 'party' });
      await this.record.write(tx, id, { kind: 'access', title: `查看${party.name}的完整信息`, text: reason });
      const { phone, idNumber, representative } = party;
      return { id: partyId, phone, idNumber, representative: representative && { phone: representative.phone, idNumber: representative.idNumber } };
    });
  }

  /** Cancels its open obligations with the reason (reading 13). Rooms that hold something of the parties refuse it before. */
  cancel(ctx: Context, id: string, reason: string, version: number | null): Promise<DealView> {
    return this.change(ctx, id, 'deal.cancel', version, async (tx, deal) => {
      await this.record.move(tx, deal, 'cancelled', { cancelledAt: tx.now, cancelReason: reason });
      for (const { subjectId } of await this.record.owing(tx, id)) await this.obligations.cancel(tx, { subjectId, clauses: CLAUSES }, reason);
      await this.record.write(tx, id, { kind: 'status', title: '成交取消', text: reason });
      return 'cancelled';
    });
  }

  checkUpload(ctx: Context): void { permit(ctx, 'deal.read'); }

  /** For files: whoever may read the deal may read what hangs on it; an upload that belongs to nothing is its uploader's alone. */
  async checkReadable(tx: Tx, dealId: string | null): Promise<void> {
    if (!dealId) throw refuse.notFound({ zh: '附件', en: 'attachment' });
    await this.record.read(tx, dealId);
  }

  /** Ids by number, contract number, phone part, party or address; null for what is too short to mean anything. */
  private async search(tx: Tx, typed: string): Promise<string[]> {
    const query = readQuery(typed);
    if (!query) return [];
    const rows = query.shape === 'key' ? await tx.sql<{ id: string }>(BY_KEY, [query.key, MOST_HITS]) : await tx.sql<{ id: string }>(BY_WORDS, [query.tokens, query.words, MOST_HITS]);
    return rows.map((r) => r.id);
  }

  private filtered(tx: Tx, units: 'all' | string[], filter: DealFilter, hits: string[] | null): SelectQueryBuilder<Deal> {
    const query = tx.manager.createQueryBuilder(Deal, 'd').where('d.tenantId = :tenant', { tenant: tx.tenantId });
    if (units !== 'all') query.andWhere('(d.shopUnitId = ANY (:units) OR d.departmentUnitId = ANY (:units))', { units });
    if (hits) query.andWhere('d.id = ANY (:hits)', { hits });
    if (filter.unitId) query.andWhere('(d.shopUnitId = :unit OR d.departmentUnitId = :unit)', { unit: filter.unitId });
    if (filter.status) query.andWhere('d.status = ANY (:status)', { status: filter.status.split(',') });
    if (filter.stage) query.andWhere('d.stage = :stage', { stage: filter.stage });
    if (filter.business) query.andWhere('d.business = :business', { business: filter.business });
    if (filter.payment) query.andWhere('d.payment = :payment', { payment: filter.payment });
    if (filter.specialist === 'none') query.andWhere('d.specialistUserId IS NULL');
    else if (filter.specialist) query.andWhere('d.specialistUserId = :specialist', { specialist: filter.specialist === 'me' ? tx.ctx.userId : filter.specialist });
    if (filter.clock === 'overdue') query.andWhere('d.clockDueAt < :now', { now: tx.now });
    if (filter.clock === 'risk') query.andWhere('d.clockDueAt >= :now AND d.clockRiskAt <= :now', { now: tx.now });
    if (filter.clock === 'open') query.andWhere('d.clockDueAt >= :now', { now: tx.now });
    return query;
  }
}

const lineView = (e: DealEntry): DealLine => ({ id: e.id, at: e.at.toISOString(), kind: e.kind, by: e.byName, title: e.title, text: e.text, clauseId: e.clauseId, attachmentIds: e.attachmentIds });
