import { Injectable } from '@nestjs/common';
import { Directory } from '@luyue/directory';
import { DAY_MS, localDate, newId } from '@luyue/kernel';
import { checkMonths, type Context, decodeCursor, Numbers, page, type Page, permit, refuse, statement, TenantDatabase, type Tx, unitsOf } from '@luyue/platform';
import { CustomerRecord } from '../customers/customer-record.ts';
import { type AnswerCustomer, followerOf, type HandOn } from '../follow-steps.ts';
import { nameKey } from '../name-key.ts';
import { VisitOpinion } from './opinion.entity.ts';
import type { OpinionMonth, OpinionMonthsQuery, OpinionView, OpinionWords, RecordOpinion } from './opinions.http.ts';
import { figureOf, type Maker, OPINION_KIND_NAMES, type OpinionKind, opinionMoves, type OpinionStatus } from './opinions.rules.ts';

export interface OpinionFilter { status: OpinionStatus; kind?: OpinionKind; customerId?: string; maker?: Maker; product?: string; owner?: 'me'; limit: number; cursor?: string }
/** Where and when something was said: of a visit, or told otherwise. */
export interface Said { customerId: string; unitId: string; visitId: string | null; at: Date; number: string; id?: string }

const OPINION = { zh: '意见', en: 'opinion' };
const MOST_MONTHS = 36;
const COUNT = statement('opinion_month_count', `
  INSERT INTO opinion_month (tenant_id, unit_id, month, maker, maker_key, product_key, kind, maker_name, product, raised, answered) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1, 0)
  ON CONFLICT (tenant_id, unit_id, month, maker, maker_key, product_key, kind) DO UPDATE SET raised = opinion_month.raised + 1`);
const RECOUNT = statement('opinion_month_recount', `
  UPDATE opinion_month SET raised = raised + $8, answered = answered + $9 WHERE tenant_id = $1 AND unit_id = $2 AND month = $3 AND maker = $4 AND maker_key = $5 AND product_key = $6 AND kind = $7`);
const MONTHS = statement('opinion_months', `
  SELECT to_char(month, 'YYYY-MM') AS month, maker, min(maker_name) AS "makerName", min(product) AS product, kind, sum(raised)::int AS raised, sum(answered)::int AS answered FROM opinion_month
  WHERE tenant_id = $1 AND month BETWEEN ($2 || '-01')::date AND ($3 || '-01')::date AND ($4::uuid[] IS NULL OR unit_id = ANY ($4)) AND ($5::text IS NULL OR product_key = $5)
  GROUP BY month, maker, maker_key, product_key, kind HAVING sum(raised) > 0 ORDER BY month DESC, sum(raised) DESC, product_key, kind`);

/** What customers say about products, ours and others' (DV-3.1c): each is followed to an answer, and counted by product and month. */
@Injectable()
export class Opinions {
  constructor(private readonly database: TenantDatabase, private readonly customers: CustomerRecord, private readonly directory: Directory, private readonly numbers: Numbers) {}

  /** Throws 400 naming DV-3.1c for another's product without its maker, and for a time still to come. */
  async record(ctx: Context, { customerId, raisedAt, ...words }: RecordOpinion): Promise<OpinionView> {
    permit(ctx, 'visitOpinion.work');
    const number = await this.numbers.next(ctx, 'YJ');
    return this.database.write(ctx, async (tx) => {
      const customer = await this.customers.subject(tx, customerId);
      permit(ctx, 'visitOpinion.work', customer.unitId);
      const at = raisedAt ? new Date(raisedAt) : tx.now;
      if (at > tx.now) throw refuse.field('raisedAt', 'future', { zh: '提出时间不能在以后', en: 'cannot lie in the future' }, 'DV-3.1c');
      return this.view(tx, await this.add(tx, words, { customerId, unitId: customer.unitId, visitId: null, at, number }));
    });
  }

  /** The same inside the transaction of a visit; who may visit was asked there. */
  async add(tx: Tx, words: OpinionWords, { customerId, unitId, visitId, at, number, id = newId() }: Said): Promise<VisitOpinion> {
    if (words.maker === 'other' && !words.makerName?.trim()) throw refuse.field('makerName', 'required', { zh: '别家产品要写明厂家', en: "another's product needs its maker" }, 'DV-3.1c');
    const ownerUserId = words.ownerUserId ? (await followerOf(this.directory, tx, words.ownerUserId, 'DV-3.1c')).id : tx.ctx.userId;
    if (!ownerUserId) throw refuse.field('ownerUserId', 'required', { zh: '要指定跟进人', en: 'somebody has to follow it' }, 'DV-3.1c');
    const makerName = words.maker === 'other' ? words.makerName!.trim() : null;
    const product = words.product?.trim() || null;
    const opinion = await tx.insert(VisitOpinion, {
      tenantId: tx.tenantId, id, version: 1, number, unitId, customerId, visitId, kind: words.kind, maker: words.maker, makerName, makerKey: makerName ? nameKey(makerName) : '', product, productKey: product ? nameKey(product) : '', content: words.content,
      voicedBy: words.voicedBy ?? '', raisedAt: at, month: `${localDate(at, await this.directory.zone(tx)).slice(0, 7)}-01`, recordedAt: tx.now, recordedBy: tx.ctx.userName, ownerUserId, status: 'open', steps: [],
      answer: null, answerChannel: null, toldTo: null, answeredAt: null, answeredBy: null,
    });
    await tx.sql(COUNT, [...keyOf(opinion), makerName, product]);
    return opinion;
  }

  list(ctx: Context, filter: OpinionFilter): Promise<Page<OpinionView>> {
    const units = unitsOf(ctx, 'visit.read');
    const after = decodeCursor(filter.cursor, 2);
    const open = filter.status === 'open';
    return this.database.read(ctx, async (tx) => {
      const query = tx.manager.createQueryBuilder(VisitOpinion, 'o').where('o.tenantId = :tenant AND o.status = :status', { tenant: tx.tenantId, status: filter.status });
      if (units !== 'all') query.andWhere('o.unitId = ANY (:units)', { units });
      if (filter.kind) query.andWhere('o.kind = :kind', { kind: filter.kind });
      if (filter.customerId) query.andWhere('o.customerId = :customer', { customer: filter.customerId });
      if (filter.maker) query.andWhere('o.maker = :maker', { maker: filter.maker });
      if (filter.product) query.andWhere('o.productKey = :product', { product: nameKey(filter.product) });
      if (filter.owner) query.andWhere('o.ownerUserId = :me', { me: ctx.userId });
      if (after) query.andWhere(open ? '(o.raisedAt, o.id) > (:at, :id)' : '(o.raisedAt, o.id) < (:at, :id)', { at: after[0], id: after[1] });
      const rows = await query.orderBy('o.raisedAt', open ? 'ASC' : 'DESC').addOrderBy('o.id', open ? 'ASC' : 'DESC').limit(filter.limit + 1).getMany();
      const cut = page(rows, filter.limit, (o) => [o.raisedAt.toISOString(), o.id], (o) => o);
      return { ...cut, items: await this.views(tx, cut.items) };
    });
  }

  /** One question, answered from rows that are kept up with each fact. Throws 400 for months out of order or more than three years, 403 for a unit of others. */
  months(ctx: Context, { from, to, product, unitId }: OpinionMonthsQuery): Promise<{ items: OpinionMonth[] }> {
    if (unitId) permit(ctx, 'visit.read', unitId);
    const units = unitId ? [unitId] : unitsOf(ctx, 'visit.read');
    checkMonths(from, to, MOST_MONTHS);
    return this.database.read(ctx, async (tx) => ({ items: await tx.sql<OpinionMonth & Record<string, unknown>>(MONTHS, [tx.tenantId, from, to, units === 'all' ? null : units, product ? nameKey(product) : null]) }));
  }

  get(ctx: Context, id: string): Promise<OpinionView> {
    permit(ctx, 'visit.read');
    return this.database.read(ctx, async (tx) => {
      const opinion = await tx.get(VisitOpinion, id, OPINION);
      permit(ctx, 'visit.read', opinion.unitId);
      return this.view(tx, opinion);
    });
  }

  note(ctx: Context, id: string, text: string): Promise<OpinionView> { return this.change(ctx, id, (tx, opinion) => this.step(tx, opinion, 'note', text)); }

  answer(ctx: Context, id: string, { content, channel, toldTo }: AnswerCustomer): Promise<OpinionView> {
    return this.change(ctx, id, (tx, opinion) => this.move(tx, opinion, 'answered', 'answer', content, { answer: content, answerChannel: channel, toldTo: toldTo ?? null, answeredAt: tx.now, answeredBy: ctx.userName }));
  }

  reopen(ctx: Context, id: string, reason: string): Promise<OpinionView> {
    return this.change(ctx, id, (tx, opinion) => this.move(tx, opinion, 'open', 'reopened', reason, { answer: null, answerChannel: null, toldTo: null, answeredAt: null, answeredBy: null }));
  }

  withdraw(ctx: Context, id: string, reason: string): Promise<OpinionView> { return this.change(ctx, id, (tx, opinion) => this.move(tx, opinion, 'withdrawn', 'withdrawn', reason)); }

  handOn(ctx: Context, id: string, { ownerUserId, reason }: HandOn): Promise<OpinionView> {
    return this.change(ctx, id, async (tx, opinion) => {
      const { id: to, name } = await followerOf(this.directory, tx, ownerUserId, 'DV-3.1c');
      if (opinion.status !== 'open') throw refuse.transition(opinion.status, 'open', [...opinionMoves[opinion.status]], 'DV-3.1c');
      await this.step(tx, opinion, 'handed_on', `${name}：${reason}`, { ownerUserId: to });
    });
  }

  private change(ctx: Context, id: string, work: (tx: Tx, opinion: VisitOpinion) => Promise<void>): Promise<OpinionView> {
    permit(ctx, 'visitOpinion.work');
    return this.database.write(ctx, async (tx) => {
      const opinion = await tx.lock(VisitOpinion, id, OPINION);
      permit(ctx, 'visitOpinion.work', opinion.unitId);
      await work(tx, opinion);
      return this.view(tx, opinion);
    });
  }

  private async move(tx: Tx, opinion: VisitOpinion, to: OpinionStatus, what: VisitOpinion['steps'][number]['what'], text: string, patch: Partial<VisitOpinion> = {}): Promise<void> {
    if (!opinionMoves[opinion.status].includes(to)) throw refuse.transition(opinion.status, to, [...opinionMoves[opinion.status]], 'DV-3.1c');
    const [before, after] = [figureOf[opinion.status], figureOf[to]];
    await tx.sql(RECOUNT, [...keyOf(opinion), after.raised - before.raised, after.answered - before.answered]);
    await this.step(tx, opinion, what, text, { ...patch, status: to });
  }

  private async step(tx: Tx, opinion: VisitOpinion, what: VisitOpinion['steps'][number]['what'], text: string, patch: Partial<VisitOpinion> = {}): Promise<void> {
    await tx.update(VisitOpinion, opinion, { ...patch, steps: [...opinion.steps, { at: tx.now.toISOString(), by: tx.ctx.userName, what, text }] });
  }

  private async view(tx: Tx, opinion: VisitOpinion): Promise<OpinionView> { return (await this.views(tx, [opinion]))[0]!; }

  private async views(tx: Tx, rows: VisitOpinion[]): Promise<OpinionView[]> {
    const [customers, users] = await Promise.all([this.customers.ofIds(tx, rows.map((o) => o.customerId)), this.directory.users(tx)]);
    return rows.map(({ tenantId: _tenant, makerKey: _maker, productKey: _product, month: _month, ...o }) => ({
      ...o, customerName: customers.get(o.customerId)?.name ?? '', kindName: OPINION_KIND_NAMES[o.kind], raisedAt: o.raisedAt.toISOString(), recordedAt: o.recordedAt.toISOString(), ownerName: users.get(o.ownerUserId)?.name ?? '',
      ageDays: Math.floor(((o.answeredAt ?? tx.now).getTime() - o.raisedAt.getTime()) / DAY_MS), answeredAt: o.answeredAt?.toISOString() ?? null,
    }));
  }
}

/** The row of its figures. */
const keyOf = ({ tenantId, unitId, month, maker, makerKey, productKey, kind }: VisitOpinion): unknown[] => [tenantId, unitId, month, maker, makerKey, productKey, kind];

/** Months since year 0. */
