import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Directory } from '@luyue/directory';
import { addMonths, localDate, newId, periodOf, yuanText } from '@luyue/kernel';
import { RecurringDuties } from '@luyue/obligations';
import { type Context, type Page, permit, refuse, statement, TenantDatabase, type Tx, unitsOf } from '@luyue/platform';
import { type CardFilter, type Figure, type ScoreCard, type ScoreCardRow, Scorecards } from '@luyue/scorecards';
import { CustomerRecord, type RegistrationListener } from '../customers/customer-record.ts';
import type { VisitCustomer } from '../customers/customer.entity.ts';
import { type RegionListener, Regions } from '../regions/regions.service.ts';
import { CustomerGrading } from './grade.entity.ts';
import { GRADE_CARDS, thresholdsOf } from './grade-schemes.ts';
import type { CustomerGradingView, GradeCardView, GradingRound } from './grading.http.ts';
import type { Grade } from '../customer-kinds.ts';
import { type Bought, countsFrom, gradeOf, salesScore, trendScore } from './grading.rules.ts';

const WRITE = 'visitGrade.write';
const CUSTOMERS = statement('grade_customers_of_region', `SELECT id, name FROM visit_customer WHERE tenant_id = $1 AND unit_id = $2 AND region_id = $3 AND status = 'active' ORDER BY name, id`);
const BOUGHT = statement('grade_bought_of_region', `
  SELECT c.id AS "customerId", coalesce(sum(p.amount_fen), 0)::text AS year, coalesce(sum(p.amount_fen) FILTER (WHERE p.bought_on >= $5), 0)::text AS recent, coalesce(sum(p.amount_fen) FILTER (WHERE p.bought_on < $5), 0)::text AS before
  FROM visit_customer c LEFT JOIN visit_customer_purchase p ON p.tenant_id = $1 AND p.customer_id = c.id AND p.bought_on >= $4 AND p.bought_on <= $6
  WHERE c.tenant_id = $1 AND c.unit_id = $2 AND c.region_id = $3 AND c.status = 'active' GROUP BY c.id`);
const LEFT = statement('grade_left_to_grade', `
  SELECT count(*) FILTER (WHERE NOT k.graded)::int AS left, count(*) FILTER (WHERE k.graded)::int AS graded
  FROM visit_customer c CROSS JOIN LATERAL (SELECT EXISTS (SELECT 1 FROM score_card s WHERE s.tenant_id = $1 AND s.kind = '${GRADE_CARDS}' AND s.subject_id = c.id AND s.period = $4 AND s.status <> 'draft') AS graded) k
  WHERE c.tenant_id = $1 AND c.unit_id = $2 AND c.region_id = $3 AND c.status = 'active'`);
const OF_CUSTOMER = statement('customer_gradings_of', 'tenant_id = $1 AND customer_id = $2 ORDER BY graded_at DESC, id DESC');
const OF_CARD = statement('customer_grading_of_card', 'tenant_id = $1 AND card_id = $2 ORDER BY graded_at DESC, id DESC');

/** Customers of each region graded A to D by a scheme (DV-4.1): a card for each and half-year, a grade by thresholds, the supervisor's override with the reason, the history of all of it. */
@Injectable()
export class Grades implements RegistrationListener, RegionListener, OnModuleInit {
  constructor(
    private readonly database: TenantDatabase, private readonly cards: Scorecards, private readonly customers: CustomerRecord, private readonly regions: Regions, private readonly duties: RecurringDuties, private readonly directory: Directory,
  ) {}

  onModuleInit(): void {
    this.customers.onRegistration(this);
    this.customers.onStatus((tx, customer) => this.closed(tx, customer));
    this.regions.onSwitch(this);
  }

  /** From its first customer on a region is to be graded anew in each period (R4: from the next whole one). */
  async customersRegistered(tx: Tx, customers: VisitCustomer[]): Promise<void> {
    const regions = new Map(customers.flatMap((c) => (c.regionId ? [[c.regionId, c.unitId] as const] : [])));
    if (!regions.size) return;
    const [names, today] = await Promise.all([this.regions.names(tx, [...regions.keys()]), this.today(tx)]);
    for (const [id, unitId] of regions) await this.owe(tx, { id, unitId, name: names.get(id) ?? '' }, today);
  }

  /** A region that is closed is graded no more; opened again it is, from the next whole period on. */
  async regionSwitched(tx: Tx, { id, unitId, name, active }: { id: string; unitId: string; name: string; active: boolean }): Promise<void> {
    const today = await this.today(tx);
    if (active) await this.owe(tx, { id, unitId, name }, today);
    else await this.duties.end(tx, { subjectId: id, clauses: ['DV-4.1'] }, { on: today, reason: '地区已停用' });
  }

  /** Opens the cards of a region's active customers for the period that runs, and brings the drafts up to date with what was bought; those that are graded stay. Throws 409 without a scheme. */
  grade(ctx: Context, regionId: string, unitId: string): Promise<GradingRound> {
    permit(ctx, WRITE, unitId);
    return this.database.write(ctx, async (tx) => {
      const [region, today] = [await this.regions.ofUnit(tx, regionId, unitId), await this.today(tx)];
      await this.owe(tx, { id: regionId, unitId, name: region.name }, today);
      const period = await this.period(tx, today);
      const subjects = (await tx.sql<{ id: string; name: string }>(CUSTOMERS, [tx.tenantId, unitId, regionId])).map((c) => ({ ...c, unitId }));
      const cards = await this.cards.open(tx, { kind: GRADE_CARDS, scope: regionId, period, subjects, clauseId: 'DV-4.1' });
      await this.cards.refresh(tx, cards, await this.figures(tx, unitId, regionId, today));
      return { regionId, regionName: region.name, period: period.label, cards: cards.length, graded: cards.filter((c) => c.status !== 'draft').length };
    });
  }

  list(ctx: Context, { regionId, ...filter }: Omit<CardFilter, 'kind' | 'units' | 'scope'> & { regionId?: string }): Promise<Page<ScoreCardRow>> {
    const units = unitsOf(ctx, 'visitCustomer.read');
    return this.database.read(ctx, (tx) => this.cards.list(tx, { ...filter, ...(regionId && { scope: regionId }), kind: GRADE_CARDS, units }));
  }

  get(ctx: Context, id: string): Promise<GradeCardView> {
    permit(ctx, 'visitCustomer.read');
    return this.database.read(ctx, async (tx) => {
      const card = await this.cards.get(tx, GRADE_CARDS, id);
      permit(ctx, 'visitCustomer.read', card.unitId);
      return this.view(tx, card);
    });
  }

  /** What people judge: nature, scale and the like, each with a reason. */
  score(ctx: Context, id: string, key: string, score: number, reason: string): Promise<GradeCardView> {
    return this.change(ctx, id, async (tx, card) => { await this.cards.score(tx, card, key, score, reason, 'DV-4.1'); });
  }

  /** Closes the card: its total gives the grade, which counts from the next month plan. The last one of a region meets DV-4.1. Throws 422 while an item is not judged, 409 for a card without any score or that is closed. */
  close(ctx: Context, id: string): Promise<GradeCardView> {
    return this.change(ctx, id, async (tx, card) => {
      const today = await this.today(tx);
      if (card.scope) await this.cards.refresh(tx, [card], await this.figures(tx, card.unitId, card.scope, today));
      await this.cards.close(tx, card, 'DV-4.1');
      if (card.totalHundredths === null) throw refuse.conflict('nothing_to_grade', { zh: '没有一项有分数，评不出等级', en: 'No item has a score, so there is no grade' }, { clause: 'DV-4.1' });
      const computed = gradeOf(card.totalHundredths / 100, thresholdsOf(card.settings));
      await this.settle(tx, card, { computed, grade: computed, reason: null }, today);
      await this.meet(tx, { unitId: card.unitId, regionId: card.scope }, { label: card.period, from: card.periodFrom });
    });
  }

  /** The last one of a region that was not graded may be closed instead. */
  private async closed(tx: Tx, { unitId, regionId, status }: VisitCustomer): Promise<void> {
    if (status === 'closed' && regionId) await this.meet(tx, { unitId, regionId }, await this.period(tx, await this.today(tx)));
  }

  /** DV-4.1 is met once every customer of the region has its grade of the period. */
  private async meet(tx: Tx, { unitId, regionId }: { unitId: string; regionId: string }, period: { label: string; from: string }): Promise<void> {
    const [row] = await tx.sql<{ left: number; graded: number }>(LEFT, [tx.tenantId, unitId, regionId, period.label]);
    if (row!.left > 0 || row!.graded === 0) return;
    await this.duties.complete(tx, { subjectId: regionId, clauseId: 'DV-4.1', on: period.from }, { at: tx.now, evidence: [{ kind: 'fact', at: tx.now.toISOString(), by: tx.ctx.userName, text: `${period.label} 全部客户已评级` }] });
  }

  /** Another grade than the computed one, with its author and reason; it counts from the next month plan too. Throws 409 before the card is closed, 400 for the grade that it has. */
  override(ctx: Context, id: string, grade: Grade, reason: string): Promise<GradeCardView> {
    return this.change(ctx, id, async (tx, card) => {
      const [latest] = await tx.rows(CustomerGrading, OF_CARD, [tx.tenantId, id]);
      if (!latest) throw refuse.conflict('not_graded', { zh: '还没有评级', en: 'It is not graded yet' }, { clause: 'DV-4.1', allowed: ['closed'] });
      if (latest.grade === grade) throw refuse.field('grade', 'same', { zh: '已经是这个等级', en: 'it has this grade' }, 'DV-4.1');
      await this.settle(tx, card, { computed: latest.computed, grade, reason }, await this.today(tx));
    });
  }

  /** The latest first. */
  history(ctx: Context, customerId: string): Promise<{ items: CustomerGradingView[] }> {
    permit(ctx, 'visitCustomer.read');
    return this.database.read(ctx, async (tx) => {
      await this.customers.read(tx, customerId);
      return { items: (await tx.rows(CustomerGrading, OF_CUSTOMER, [tx.tenantId, customerId])).map(gradingView) };
    });
  }

  private async owe(tx: Tx, { id, unitId, name }: { id: string; unitId: string; name: string }, today: string): Promise<void> {
    const { users } = await this.directory.holders(tx, 'supervisor', unitId);
    await this.duties.begin(tx, [{ clauseId: 'DV-4.1', parameter: 'dv.grade.everyMonths', every: { by: 'dv.grade.everyMonths' }, subject: { type: 'visit_region', id, number: name, title: `${name}客户分级` }, unitId, userId: users.length === 1 ? users[0]!.id : null, beginsOn: today }]);
  }

  private async settle(tx: Tx, card: ScoreCard, { computed, grade, reason }: Pick<CustomerGrading, 'computed' | 'grade' | 'reason'>, today: string): Promise<void> {
    const from = countsFrom(today);
    await tx.insert(CustomerGrading, { tenantId: tx.tenantId, id: newId(), version: 1, customerId: card.subjectId, cardId: card.id, period: card.period, computed, grade, total: card.totalHundredths!, reason, countsFrom: from, gradedAt: tx.now, gradedBy: tx.ctx.userName });
    await this.customers.grade(tx, card.subjectId, grade, from);
  }

  /** What the region's customers bought in the twelve months up to today: one question, however many they are. */
  private async figures(tx: Tx, unitId: string, regionId: string, today: string): Promise<Map<string, Record<string, Figure>>> {
    const rows = await tx.sql<{ customerId: string; year: string; recent: string; before: string }>(BOUGHT, [tx.tenantId, unitId, regionId, addMonths(today, -12), addMonths(today, -6), today]);
    const all = rows.map((r): Bought => ({ customerId: r.customerId, year: BigInt(r.year), recent: BigInt(r.recent), before: BigInt(r.before) }));
    return new Map(all.map((own) => [own.customerId, {
      sales: { score: salesScore(own, all), text: `近一年进货 ${yuanText(own.year)} 元` }, trend: { score: trendScore(own), text: `近半年 ${yuanText(own.recent)} 元，前半年 ${yuanText(own.before)} 元` },
    }]));
  }

  private async period(tx: Tx, today: string): Promise<{ label: string; from: string; to: string }> {
    const months = (await this.directory.policyValues(tx))<number>('dv.grade.everyMonths');
    const { label, from, to } = periodOf(today, months);
    return { label, from, to };
  }

  private async today(tx: Tx): Promise<string> { return localDate(tx.now, await this.directory.zone(tx)); }

  private change(ctx: Context, id: string, change: (tx: Tx, card: ScoreCard) => Promise<void>): Promise<GradeCardView> {
    permit(ctx, WRITE);
    return this.database.write(ctx, async (tx) => {
      const card = await this.cards.lock(tx, GRADE_CARDS, id);
      permit(ctx, WRITE, card.unitId);
      await change(tx, card);
      return this.view(tx, card);
    });
  }

  private async view(tx: Tx, card: ScoreCard): Promise<GradeCardView> {
    const gradings = await tx.rows(CustomerGrading, OF_CARD, [tx.tenantId, card.id]);
    const thresholds = thresholdsOf(card.settings);
    return { ...this.cards.view(card), thresholds, computed: card.totalHundredths === null ? null : gradeOf(card.totalHundredths / 100, thresholds), grade: gradings[0]?.grade ?? null, gradings: gradings.map(gradingView) };
  }
}
const gradingView = ({ id, cardId, period, computed, grade, total, reason, countsFrom: from, gradedAt, gradedBy }: CustomerGrading): CustomerGradingView => ({ id, cardId, period, computed, grade, total: total / 100, reason, countsFrom: from, gradedAt: gradedAt.toISOString(), gradedBy });
