import { Injectable } from '@nestjs/common';
import { Directory } from '@luyue/directory';
import { Money, newId, yuan } from '@luyue/kernel';
import { type Context, decodeCursor, Numbers, page, type Page, permit, refuse, statement, TenantDatabase, type Tx, unitsOf } from '@luyue/platform';
import { CustomerRecord } from '../customers/customer-record.ts';
import { nameKey } from '../name-key.ts';
import { IntelligenceShare, VisitIntelligence } from './intelligence.entity.ts';
import type { CheckIntelligence, IntelligenceShareView, IntelligenceView, IntelligenceWords, RecordIntelligence, ShareIntelligence } from './intelligence.http.ts';
import { gapsOf, INTELLIGENCE_KIND_NAMES, type IntelligenceKind, intelligenceMoves, type IntelligenceStatus } from './intelligence.rules.ts';

export interface IntelligenceFilter { kind?: IntelligenceKind; status?: IntelligenceStatus; customerId?: string; product?: string; forCustomers?: 'yes'; limit: number; cursor?: string }
/** Where and when it was heard. */
export interface Heard { unitId: string; customerId: string | null; visitId: string | null; at: Date; number: string; id?: string }

const ITEM = { zh: '情报', en: 'intelligence item' };
const COMPETITOR = statement('competitor_seen', `
  INSERT INTO competitor (tenant_id, id, version, name, name_key, last_at, items) VALUES ($1, $2, 1, $3, $4, $5, 1)
  ON CONFLICT (tenant_id, name_key) DO UPDATE SET last_at = greatest(competitor.last_at, excluded.last_at), items = competitor.items + 1, version = competitor.version + 1 RETURNING id`);
const COMPETITOR_NAMES = statement('competitor_names', 'SELECT id, name FROM competitor WHERE tenant_id = $1 AND id = ANY ($2)');
const SHARE = statement('intelligence_share_put', `
  INSERT INTO intelligence_share (tenant_id, intelligence_id, customer_id, shared_at, shared_by, channel) SELECT $1, $2, unnest($3::uuid[]), $4, $5, $6 ON CONFLICT DO NOTHING RETURNING customer_id`);
const SHARES = statement('intelligence_shares_of', 'tenant_id = $1 AND intelligence_id = $2 ORDER BY shared_at, customer_id');

/** Prices, competitors' moves, policies (DV-3.1d): recorded where they are heard, checked, and told to customers as far as the supervisor lets them. */
@Injectable()
export class Intelligence {
  constructor(private readonly database: TenantDatabase, private readonly customers: CustomerRecord, private readonly directory: Directory, private readonly numbers: Numbers) {}

  /** Throws 400 naming DV-3.1d for what its kind cannot do without, and for a time still to come. */
  async record(ctx: Context, { customerId, unitId, occurredAt, ...words }: RecordIntelligence): Promise<IntelligenceView> {
    permit(ctx, 'visitIntelligence.work');
    const number = await this.numbers.next(ctx, 'QB');
    return this.database.write(ctx, async (tx) => {
      const unit = await this.unitOf(tx, customerId, unitId);
      const at = occurredAt ? new Date(occurredAt) : tx.now;
      if (at > tx.now) throw refuse.field('occurredAt', 'future', { zh: '发生时间不能在以后', en: 'cannot lie in the future' }, 'DV-3.1d');
      return this.view(tx, await this.add(tx, words, { unitId: unit, customerId: customerId ?? null, visitId: null, at, number }));
    });
  }

  /** The same inside the transaction of a visit; who may visit was asked there. */
  async add(tx: Tx, words: IntelligenceWords, { unitId, customerId, visitId, at, number, id = newId() }: Heard): Promise<VisitIntelligence> {
    const gaps = gapsOf(words);
    if (gaps.length) throw refuse.fields(gaps.map(({ field, message }) => ({ field, code: 'required', message })), 'DV-3.1d');
    const product = words.product?.trim() || null;
    return tx.insert(VisitIntelligence, {
      tenantId: tx.tenantId, id, version: 1, number, unitId, customerId, visitId, kind: words.kind, competitorId: await this.competitor(tx, words.competitor, at), product, productKey: product ? nameKey(product) : '',
      priceFen: words.price === undefined ? null : Money.parse(words.price).fen.toString(), pricePer: words.pricePer ?? null, content: words.content, occurredAt: at, recordedAt: tx.now, recordedBy: tx.ctx.userName, status: 'reported',
      checkedAt: null, checkedBy: null, checkNote: '', forCustomers: null, sharedWith: 0,
    });
  }

  list(ctx: Context, filter: IntelligenceFilter): Promise<Page<IntelligenceView>> {
    const units = unitsOf(ctx, 'visit.read');
    const after = decodeCursor(filter.cursor, 2);
    return this.database.read(ctx, async (tx) => {
      const query = tx.manager.createQueryBuilder(VisitIntelligence, 'i').where('i.tenantId = :tenant', { tenant: tx.tenantId });
      if (units !== 'all') query.andWhere('i.unitId = ANY (:units)', { units });
      if (filter.kind) query.andWhere('i.kind = :kind', { kind: filter.kind });
      if (filter.status) query.andWhere('i.status = :status', { status: filter.status });
      if (filter.customerId) query.andWhere('i.customerId = :customer', { customer: filter.customerId });
      if (filter.product) query.andWhere('i.productKey = :product', { product: nameKey(filter.product) });
      if (filter.forCustomers) query.andWhere(`i.forCustomers IS NOT NULL AND i.status = 'confirmed'`);
      if (after) query.andWhere('(i.occurredAt, i.id) < (:at, :id)', { at: after[0], id: after[1] });
      const rows = await query.orderBy('i.occurredAt', 'DESC').addOrderBy('i.id', 'DESC').limit(filter.limit + 1).getMany();
      const cut = page(rows, filter.limit, (i) => [i.occurredAt.toISOString(), i.id], (i) => i);
      return { ...cut, items: await this.views(tx, cut.items) };
    });
  }

  get(ctx: Context, id: string): Promise<IntelligenceView> {
    permit(ctx, 'visit.read');
    return this.database.read(ctx, async (tx) => this.view(tx, await this.readable(tx, id)));
  }

  shares(ctx: Context, id: string): Promise<{ items: IntelligenceShareView[] }> {
    permit(ctx, 'visit.read');
    return this.database.read(ctx, async (tx) => {
      await this.readable(tx, id);
      const rows = await tx.rows(IntelligenceShare, SHARES, [tx.tenantId, id]);
      const names = await this.customers.ofIds(tx, rows.map((s) => s.customerId));
      return { items: rows.map(({ customerId, sharedAt, sharedBy, channel }) => ({ customerId, customerName: names.get(customerId)?.name ?? '', sharedAt: sharedAt.toISOString(), sharedBy, channel })) };
    });
  }

  /** Throws 400 for a refusal without its reason, and for words for customers about what is refuted. */
  check(ctx: Context, id: string, { result, note = '', forCustomers }: CheckIntelligence): Promise<IntelligenceView> {
    permit(ctx, 'visitIntelligence.check');
    return this.database.write(ctx, async (tx) => {
      const item = await tx.lock(VisitIntelligence, id, ITEM);
      permit(ctx, 'visitIntelligence.check', item.unitId);
      if (result === 'refuted' && !note.trim()) throw refuse.field('note', 'required', { zh: '不属实要写明', en: 'say what is wrong with it' }, 'DV-3.1d');
      if (result === 'refuted' && forCustomers !== undefined) throw refuse.field('forCustomers', 'refuted', { zh: '不属实的不能告诉客户', en: 'customers are not told what is not so' }, 'DV-3.1d');
      // Confirming once more changes what customers may read.
      if (item.status !== 'confirmed' || result !== 'confirmed') mayMove(item.status, result);
      await tx.update(VisitIntelligence, item, { status: result, checkedAt: tx.now, checkedBy: ctx.userName, checkNote: note, forCustomers: forCustomers ?? null });
      return this.view(tx, item);
    });
  }

  /** Throws 422 naming DV-3.1d for what is not for customers, 400 naming those who are no customers, 403 for another unit's. */
  share(ctx: Context, id: string, { customerIds, channel }: ShareIntelligence): Promise<IntelligenceView> {
    permit(ctx, 'visitIntelligence.work');
    return this.database.write(ctx, async (tx) => {
      const item = await tx.lock(VisitIntelligence, id, ITEM);
      permit(ctx, 'visit.read', item.unitId);
      if (item.status !== 'confirmed' || item.forCustomers === null) throw refuse.rule('DV-3.1d', 'not_for_customers', { zh: '主管还没有同意告诉客户', en: 'The supervisor has not released it for customers' });
      const customers = await this.customers.ofIds(tx, customerIds);
      const unknown = customerIds.flatMap((customer, i) => (customers.has(customer) ? [] : [{ field: `customerIds.${i}`, code: 'unknown_customer', message: { zh: '没有这个客户', en: 'no such customer' } }]));
      if (unknown.length) throw refuse.fields(unknown, 'DV-2');
      for (const { unitId } of customers.values()) permit(ctx, 'visitIntelligence.work', unitId);
      const told = await tx.sql(SHARE, [tx.tenantId, id, customerIds, tx.now, ctx.userName, channel]);
      if (told.length) await tx.update(VisitIntelligence, item, { sharedWith: item.sharedWith + told.length });
      return this.view(tx, item);
    });
  }

  async views(tx: Tx, rows: VisitIntelligence[]): Promise<IntelligenceView[]> {
    const [customers, competitors] = await Promise.all([this.customers.ofIds(tx, rows.flatMap((i) => i.customerId ?? [])), tx.sql<{ id: string; name: string }>(COMPETITOR_NAMES, [tx.tenantId, rows.flatMap((i) => i.competitorId ?? [])])]);
    const competitorOf = new Map(competitors.map((c) => [c.id, c.name]));
    return rows.map(({ tenantId: _tenant, productKey: _key, priceFen, ...i }) => ({
      ...i, customerName: (i.customerId && customers.get(i.customerId)?.name) || null, kindName: INTELLIGENCE_KIND_NAMES[i.kind], competitorName: (i.competitorId && competitorOf.get(i.competitorId)) || null,
      price: priceFen === null ? null : yuan(priceFen), occurredAt: i.occurredAt.toISOString(), recordedAt: i.recordedAt.toISOString(), checkedAt: i.checkedAt?.toISOString() ?? null,
    }));
  }

  private async readable(tx: Tx, id: string): Promise<VisitIntelligence> {
    const item = await tx.get(VisitIntelligence, id, ITEM);
    permit(tx.ctx, 'visit.read', item.unitId);
    return item;
  }

  /** Of the customer where it was heard, or else the unit that is named. */
  private async unitOf(tx: Tx, customerId: string | undefined, unitId: string | undefined): Promise<string> {
    if (!customerId && !unitId) throw refuse.field('customerId', 'required', { zh: '要写明从哪个客户或哪个单位得来', en: 'where it was heard: a customer, or a unit' }, 'DV-3.1d');
    const id = customerId ? (await this.customers.subject(tx, customerId)).unitId : (await this.directory.unit(tx, unitId!)).id;
    permit(tx.ctx, 'visitIntelligence.work', id);
    return id;
  }

  private async competitor(tx: Tx, name: string | undefined, at: Date): Promise<string | null> {
    if (!name?.trim()) return null;
    return (await tx.sql<{ id: string }>(COMPETITOR, [tx.tenantId, newId(), name.trim(), nameKey(name), at]))[0]!.id;
  }

  private async view(tx: Tx, item: VisitIntelligence): Promise<IntelligenceView> { return (await this.views(tx, [item]))[0]!; }
}

function mayMove(from: IntelligenceStatus, to: IntelligenceStatus): void {
  if (!intelligenceMoves[from].includes(to)) throw refuse.transition(from, to, [...intelligenceMoves[from]], 'DV-3.1d');
}
