import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Directory } from '@luyue/directory';
import { Files } from '@luyue/files';
import { type Context, decodeCursor, page, type Page, permit, refuse, statement, TenantDatabase, type Tx, unitsOf } from '@luyue/platform';
import { AttachmentReaders } from '../attachment-readers.ts';
import { cardView, Cards } from '../cards/cards.service.ts';
import { CustomerRecord } from '../customers/customer-record.ts';
import { Visit, VisitDay, VisitRecord } from './visit.entity.ts';
import type { ExplainedProduct, VisitDetail, VisitRow } from './visits.http.ts';

export interface VisitFilter { unitId?: string; visitor?: string; customerId?: string; from?: string; to?: string; conflicts?: boolean; unplanned?: boolean; limit: number; cursor?: string }

const VISIT = { zh: '巡访', en: 'visit' };
const RECORDS = statement('visit_records_of', 'tenant_id = $1 AND visit_id = ANY ($2) ORDER BY visit_id, counted_at, id');
const OF_DAY = statement('visits_of_day', 'tenant_id = $1 AND visit_day_id = $2 ORDER BY checked_in_at, id');
const DAY = statement('visit_day_of_visitor', 'tenant_id = $1 AND visitor_user_id = $2 AND day = $3');
// The same bytes that hang on another record already: a photo that was used before.
const REUSED = statement('visit_attachments_reused', `
  SELECT a.id, (SELECT b.subject_id FROM attachment b WHERE b.tenant_id = $1 AND b.sha256 = a.sha256 AND b.subject_id IS NOT NULL AND b.subject_id <> a.subject_id AND b.uploaded_at <= a.uploaded_at ORDER BY b.uploaded_at LIMIT 1) AS "reusedFrom"
  FROM attachment a WHERE a.tenant_id = $1 AND a.subject_id = $2`);
const EXPLAINED = statement('visit_explained', `
  SELECT r.body ->> 'product' AS product, count(*)::int AS explanations, count(*) FILTER (WHERE (r.body ->> 'performance')::boolean AND (r.body ->> 'features')::boolean AND (r.body ->> 'precautions')::boolean)::int AS complete, count(DISTINCT v.customer_id)::int AS customers
  FROM visit v JOIN visit_record r ON r.tenant_id = $1 AND r.visit_id = v.id AND r.kind = 'activity' AND r.status = 'applied' AND r.body ->> 'activity' = 'explanation'
  WHERE v.tenant_id = $1 AND v.unit_id = $2 AND v.day BETWEEN $3 AND $4 GROUP BY 1 ORDER BY 2 DESC, 1`);

/** Reading visits, and what other rooms know of them. */
@Injectable()
export class Visits implements OnModuleInit {
  constructor(private readonly database: TenantDatabase, private readonly record: CustomerRecord, private readonly cards: Cards, private readonly directory: Directory, private readonly files: Files, private readonly readers: AttachmentReaders) {}

  onModuleInit(): void {
    this.readers.add(async (tx, id) => {
      const visit = await tx.find(Visit, id);
      if (visit) permit(tx.ctx, 'visit.read', visit.unitId);
      return visit !== null;
    }, 'visit.read');
  }

  /** The latest day first. */
  list(ctx: Context, filter: VisitFilter): Promise<Page<VisitRow>> {
    const units = unitsOf(ctx, 'visit.read');
    const after = decodeCursor(filter.cursor, 2);
    return this.database.read(ctx, async (tx) => {
      const query = tx.manager.createQueryBuilder(Visit, 'v').where('v.tenantId = :tenant', { tenant: tx.tenantId });
      if (units !== 'all') query.andWhere('v.unitId = ANY (:units)', { units });
      if (filter.unitId) query.andWhere('v.unitId = :unit', { unit: filter.unitId });
      if (filter.visitor) query.andWhere('v.visitorUserId = :visitor', { visitor: filter.visitor === 'me' ? ctx.userId : filter.visitor });
      if (filter.customerId) query.andWhere('v.customerId = :customer', { customer: filter.customerId });
      if (filter.from) query.andWhere('v.day >= :from', { from: filter.from });
      if (filter.to) query.andWhere('v.day <= :to', { to: filter.to });
      if (filter.conflicts) query.andWhere('v.conflicts > 0');
      if (filter.unplanned) query.andWhere('v.plannedVisitId IS NULL');
      if (after) query.andWhere('(v.checkedInAt, v.id) < (:at, :id)', { at: after[0], id: after[1] });
      const rows = await query.orderBy('v.checkedInAt', 'DESC').addOrderBy('v.id', 'DESC').limit(filter.limit + 1).getMany();
      const cut = page(rows, filter.limit, (v) => [v.checkedInAt.toISOString(), v.id], (v) => v);
      return { ...cut, items: await this.rows(tx, cut.items) };
    });
  }

  get(ctx: Context, id: string): Promise<VisitDetail> {
    permit(ctx, 'visit.read');
    return this.database.read(ctx, async (tx) => {
      const visit = await tx.get(Visit, id, VISIT);
      permit(ctx, 'visit.read', visit.unitId);
      const [[row], records, [card], attachments, reused] = await Promise.all([
        this.rows(tx, [visit]), this.records(tx, [id]), this.cards.ofVisits(tx, [id]), this.files.ofSubject(tx, id), tx.sql<{ id: string; reusedFrom: string | null }>(REUSED, [tx.tenantId, id]),
      ]);
      const from = new Map(reused.map((r) => [r.id, r.reusedFrom]));
      return {
        ...row!, checkIn: visit.checkIn, checkOut: visit.checkOut, card: card ? cardView(card) : null, records: records.map(recordView),
        attachments: attachments.map(({ id: file, name, mime, sha256, uploadedAt }) => ({ id: file, name, mime, sha256, uploadedAt: uploadedAt.toISOString(), reusedFrom: from.get(file) ?? null })),
      };
    });
  }

  /** DV-3.2a: which products were explained in a period, and how often with all three points. */
  explained(ctx: Context, unitId: string, from: string, to: string): Promise<{ items: ExplainedProduct[] }> {
    permit(ctx, 'visit.read', unitId);
    return this.database.read(ctx, async (tx) => {
      await this.directory.unit(tx, unitId);
      return { items: await tx.sql<ExplainedProduct & Record<string, unknown>>(EXPLAINED, [tx.tenantId, unitId, from, to]) };
    });
  }

  /** For other rooms, which have asked their own permission. */
  async find(tx: Tx, id: string): Promise<Visit> { return tx.get(Visit, id, VISIT); }

  /** A day of visits by its id, by which the daily report is owed (DV-9a). */
  async visitDay(tx: Tx, id: string): Promise<VisitDay> { return tx.get(VisitDay, id, { zh: '巡访日', en: 'day of visits' }); }

  /** Whether somebody visited on a day: null where they did not (reading 3). */
  async dayOf(tx: Tx, visitorUserId: string, day: string): Promise<VisitDay | null> { return (await tx.rows(VisitDay, DAY, [tx.tenantId, visitorUserId, day]))[0] ?? null; }

  /** The visits of a day of visits, in their order. */
  ofDay(tx: Tx, visitDayId: string): Promise<Visit[]> { return tx.rows(Visit, OF_DAY, [tx.tenantId, visitDayId]); }

  /** All that was recorded on these visits, in one question. */
  records(tx: Tx, visitIds: string[]): Promise<VisitRecord[]> { return tx.rows(VisitRecord, RECORDS, [tx.tenantId, visitIds]); }

  /** Throws 400 naming `field` for a visit that this person does not make. */
  async own(tx: Tx, id: string, field = 'visitId'): Promise<Visit> {
    const visit = await tx.find(Visit, id);
    if (!visit || visit.visitorUserId !== tx.ctx.userId) throw refuse.field(field, 'unknown_visit', { zh: '没有这次巡访', en: 'no such visit' }, 'DV-9a');
    return visit;
  }

  async rows(tx: Tx, visits: Visit[]): Promise<VisitRow[]> {
    const [customers, { users, units }] = await Promise.all([this.record.ofIds(tx, visits.map((v) => v.customerId)), this.directory.people(tx)]);
    return visits.map((v) => {
      const customer = customers.get(v.customerId)!;
      return {
        id: v.id, version: v.version, customerId: v.customerId, customerName: customer.name, customerNumber: customer.number, unitId: v.unitId, unitName: units.get(v.unitId)?.name ?? '', visitorUserId: v.visitorUserId, visitorName: users.get(v.visitorUserId)?.name ?? '',
        visitDayId: v.visitDayId, day: v.day, plannedVisitId: v.plannedVisitId, unplannedReason: v.unplannedReason, status: v.status, checkedInAt: v.checkedInAt.toISOString(), checkedOutAt: v.checkedOutAt?.toISOString() ?? null, distance: v.checkIn.distance, effect: v.effect, conflicts: v.conflicts,
      };
    });
  }
}

const recordView = (r: VisitRecord): VisitDetail['records'][number] => ({
  id: r.id, kind: r.kind, deviceId: r.deviceId, occurredAt: r.occurredAt.toISOString(), recordedAt: r.recordedAt.toISOString(), countedAt: r.countedAt.toISOString(), body: r.body, attachmentIds: r.attachmentIds, status: r.status, conflictWith: r.conflictWith, by: r.byName,
});
