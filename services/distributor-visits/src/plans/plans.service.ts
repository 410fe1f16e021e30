import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type ApprovalListener, type ApprovalRequest, Approvals, type Decision } from '@luyue/approvals';
import { make, MessageRequested } from '@luyue/contracts';
import { Directory } from '@luyue/directory';
import { localDate, newId } from '@luyue/kernel';
import { RecurringDuties } from '@luyue/obligations';
import { type Context, decodeCursor, matchVersion, page, type Page, permit, refuse, statement, TenantDatabase, type Tx, unitsOf, whenTaken } from '@luyue/platform';
import type { ParameterKey } from '@luyue/regulations';
import { BasicPolicies } from '../basic-policies/basic-policies.service.ts';
import { CustomerRecord, type RegistrationListener } from '../customers/customer-record.ts';
import type { VisitCustomer } from '../customers/customer.entity.ts';
import { VisitPlan } from './plan.entity.ts';
import { monthsOf, type PeriodKind, PERIOD_KINDS, PERIOD_MONTHS, type PlanStatus, planMoves, readPeriod, widerPeriods } from './plans.rules.ts';
import type { ChangePlan, CreatePlan, VisitPlanView } from './plans.http.ts';

export interface PlanFilter { unitId?: string; periodKind?: string; year?: string; status?: string; limit: number; cursor?: string }

const MATTER = 'visit_plan';
const PLAN = { zh: '巡访计划', en: 'visit plan' };
const OF_PERIODS = statement('visit_plans_of_periods', `tenant_id = $1 AND unit_id = $2 AND period = ANY ($3) ORDER BY to_day - from_day`);
const COUNTS = statement('visit_plan_counts', `
  SELECT plan_id AS id, count(*) FILTER (WHERE status <> 'cancelled')::int AS planned, count(*) FILTER (WHERE status = 'done')::int AS done, count(DISTINCT customer_id) FILTER (WHERE status <> 'cancelled')::int AS customers, count(DISTINCT visitor_user_id) FILTER (WHERE status <> 'cancelled')::int AS visitors
  FROM planned_visit WHERE tenant_id = $1 AND plan_id = ANY ($2) GROUP BY plan_id`);
interface Counts { planned: number; done: number; customers: number; visitors: number }

const NAMED = statement('visit_plan_named', `SELECT DISTINCT visitor_user_id AS id FROM planned_visit WHERE tenant_id = $1 AND plan_id = $2 AND status <> 'cancelled' ORDER BY 1`);
/** People of one message. */
const MOST_TOLD = 50;
const PLANNING = statement('visit_plan_duty', `SELECT subject_id AS id FROM recurring_duty WHERE tenant_id = $1 AND subject_id = ANY ($2) AND clause_id = 'DV-5' AND ends_on IS NULL`);
/** DV-5: each plan is handed over as many days before its period. */
const DUE: Record<PeriodKind, ParameterKey> = { year: 'dv.plan.year.dueDays', quarter: 'dv.plan.quarter.dueDays', month: 'dv.plan.month.dueDays' };

/** Visit plans of a unit for years, quarters and months (DV-5). */
@Injectable()
export class Plans implements RegistrationListener, ApprovalListener, OnModuleInit {
  constructor(private readonly database: TenantDatabase, private readonly directory: Directory, private readonly policies: BasicPolicies, private readonly duties: RecurringDuties, private readonly customers: CustomerRecord, private readonly approvals: Approvals) {}

  onModuleInit(): void { this.customers.onRegistration(this); }

  /** With its first customer a unit owes plans: for each year, quarter and month that begins from then on (R4). */
  async customersRegistered(tx: Tx, customers: VisitCustomer[]): Promise<void> {
    const ids = [...new Set(customers.map((c) => c.unitId))];
    const planning = new Set((await tx.sql<{ id: string }>(PLANNING, [tx.tenantId, ids])).map((r) => r.id));
    const begin = ids.filter((id) => !planning.has(id));
    if (!begin.length) return;
    const [units, zone] = await Promise.all([this.directory.units(tx), this.directory.zone(tx)]);
    await this.duties.begin(tx, begin.flatMap((id) => PERIOD_KINDS.map((kind) => ({
      clauseId: 'DV-5' as const, parameter: DUE[kind], every: { months: PERIOD_MONTHS[kind] }, strand: kind, subject: { type: 'unit', id, number: units.get(id)?.name ?? '', title: `${units.get(id)?.name ?? ''} 巡访计划` }, unitId: id, beginsOn: localDate(tx.now, zone),
    }))));
  }

  /** The latest period first. */
  list(ctx: Context, filter: PlanFilter): Promise<Page<VisitPlanView>> {
    const units = unitsOf(ctx, 'visitPlan.read');
    const after = decodeCursor(filter.cursor, 2);
    return this.database.read(ctx, async (tx) => {
      const query = tx.manager.createQueryBuilder(VisitPlan, 'p').where('p.tenantId = :tenant', { tenant: tx.tenantId });
      if (units !== 'all') query.andWhere('p.unitId = ANY (:units)', { units });
      if (filter.unitId) query.andWhere('p.unitId = :unit', { unit: filter.unitId });
      if (filter.periodKind) query.andWhere('p.periodKind = :kind', { kind: filter.periodKind });
      if (filter.year) query.andWhere('p.fromDay BETWEEN :first AND :last', { first: `${filter.year}-01-01`, last: `${filter.year}-12-31` });
      if (filter.status) query.andWhere('p.status = :status', { status: filter.status });
      if (after) query.andWhere('(p.fromDay, p.id) < (:day, :id)', { day: after[0], id: after[1] });
      const rows = await query.orderBy('p.fromDay', 'DESC').addOrderBy('p.id', 'DESC').limit(filter.limit + 1).getMany();
      const cut = page(rows, filter.limit, (p) => [p.fromDay, p.id], (p) => p);
      return { ...cut, items: await this.views(tx, cut.items) };
    });
  }

  get(ctx: Context, id: string): Promise<VisitPlanView> {
    permit(ctx, 'visitPlan.read');
    return this.database.read(ctx, async (tx) => this.view(tx, await this.read(tx, id)));
  }

  /** A draft, filled with what the wider plan says. Throws 409 where the unit has a plan for the period. */
  create(ctx: Context, { unitId, period, ...more }: CreatePlan): Promise<VisitPlanView> {
    permit(ctx, 'visitPlan.write', unitId);
    const of = readPeriod(period);
    if (!of) throw refuse.field('period', 'period', { zh: '填 2026、2026-Q4 或 2026-10', en: '2026, 2026-Q4 or 2026-10 is needed' }, 'DV-5');
    return this.database.write(ctx, async (tx) => {
      await this.directory.unit(tx, unitId);
      const [wider] = await tx.rows(VisitPlan, OF_PERIODS, [tx.tenantId, unitId, widerPeriods(of.from, of.kind)]);
      const today = localDate(tx.now, await this.directory.zone(tx));
      const policy = await this.policies.inForce(tx, unitId, today);
      const row: VisitPlan = {
        tenantId: tx.tenantId, id: newId(), version: 1, unitId, periodKind: of.kind, period: of.label, fromDay: of.from, toDay: of.to, status: 'draft', parentPlanId: wider?.id ?? null, policyId: policy?.id ?? null,
        keyProducts: wider?.keyProducts ?? [], keySurveyItems: wider?.keySurveyItems ?? [], specialSurveyItems: wider?.specialSurveyItems ?? [], note: '', issuedAt: null, issuedBy: null, requestId: null, returnReason: null, ...more,
      };
      await tx.insert(VisitPlan, row).catch(whenTaken(() => refuse.conflict('plan_taken', { zh: `这个单位已有 ${of.label} 的计划`, en: `The unit has a plan for ${of.label}` }, { clause: 'DV-5' })));
      return this.view(tx, row);
    });
  }

  /** What the plan says; of an issued one too. Throws 412 when it has changed since `version`. */
  change(ctx: Context, id: string, version: number, change: ChangePlan): Promise<VisitPlanView> {
    permit(ctx, 'visitPlan.write');
    return this.database.write(ctx, async (tx) => {
      const row = await this.lock(tx, id);
      matchVersion(row, version);
      await tx.update(VisitPlan, row, change);
      return this.view(tx, row);
    });
  }

  /**
   * Hands the plan to the named persons (下达), or submits it where the company has published a chain for it. It cites the basic policy in force on this day. Throws 422 naming DV-5 without one, without a visit
   * or without key products or survey items; 409 for one that is submitted or issued.
   */
  issue(ctx: Context, id: string): Promise<VisitPlanView> {
    permit(ctx, 'visitPlan.write');
    return this.database.write(ctx, async (tx) => {
      const row = await this.lock(tx, id);
      if (row.status !== 'draft') throw refuse.transition(row.status, 'issued', [...planMoves[row.status]], 'DV-5');
      if (!(await this.policy(tx, row))) throw refuse.rule('DV-5', 'no_basic_policy', { zh: '上级还没有基本方针，计划不能下达', en: 'There is no basic policy of the superior that the plan could cite' });
      if (!(await this.counts(tx, [id])).get(id)?.planned) throw refuse.rule('DV-5', 'no_visits', { zh: '计划里还没有巡访，先提出建议或逐一加入', en: 'The plan names no visit yet' });
      if (!row.keyProducts.length || !row.keySurveyItems.length) throw refuse.rule('DV-5', 'no_key_items', { zh: '要写明重点推销商品和重点调查项目', en: 'Key products and key survey items are named' });
      if (await this.approvals.isPublished(tx, MATTER)) {
        const { id: requestId } = await this.approvals.submit(tx, { matter: MATTER, subject: await this.subjectOf(tx, row), unitId: row.unitId, amount: null });
        await this.move(tx, row, 'submitted', { requestId, returnReason: null });
      } else await this.handOver(tx, row, ctx.userName);
      return this.view(tx, row);
    });
  }

  /** The say of an approver: the last one hands the plan over, a return gives it back to the supervisor. Throws 403 for whoever has none, 409 for a plan that waits for nobody. */
  decide(ctx: Context, id: string, decision: Decision): Promise<VisitPlanView> {
    permit(ctx, 'visitPlan.read');
    return this.database.write(ctx, async (tx) => {
      const row = await tx.lock(VisitPlan, id, PLAN);
      permit(ctx, 'visitPlan.read', row.unitId);
      if (row.status !== 'submitted') throw refuse.transition(row.status, 'issued', [...planMoves[row.status]], 'DV-5');
      const request = await this.approvals.decide(tx, row.requestId!, decision);
      if (request.status === 'approved') await this.handOver(tx, row, request.makerName);
      if (request.status === 'returned') await this.move(tx, row, 'draft', { returnReason: request.reason });
      return this.view(tx, row);
    });
  }

  async approvalWithdrawn(tx: Tx, { matter, subjectId }: ApprovalRequest): Promise<void> {
    if (matter === MATTER) await this.move(tx, await tx.lock(VisitPlan, subjectId, PLAN), 'draft', {});
  }

  private async handOver(tx: Tx, row: VisitPlan, by: string): Promise<void> {
    await this.move(tx, row, 'issued', { policyId: (await this.policy(tx, row))?.id ?? row.policyId, issuedAt: tx.now, issuedBy: by });
    const named = (await tx.sql<{ id: string }>(NAMED, [tx.tenantId, row.id])).map((r) => r.id);
    await this.tell(tx, row, named, 'visit_plan_issued', { by, keyItems: [...row.keyProducts, ...row.keySurveyItems, ...row.specialSurveyItems].join('、').slice(0, 400) });
    await this.duties.complete(tx, { subjectId: row.unitId, clauseId: 'DV-5', strand: row.periodKind, on: row.fromDay }, { at: tx.now, note: row.period, evidence: [{ kind: 'fact', at: tx.now.toISOString(), by, text: `${row.period} 巡访计划下达` }] });
  }

  private async policy(tx: Tx, { unitId }: VisitPlan): Promise<{ id: string } | null> { return this.policies.inForce(tx, unitId, localDate(tx.now, await this.directory.zone(tx))); }

  private async subjectOf(tx: Tx, { id, unitId, period }: VisitPlan): Promise<{ type: string; id: string; number: string; title: string }> {
    return { type: 'visit_plan', id, number: period, title: `${(await this.directory.units(tx)).get(unitId)?.name ?? ''} ${period} 巡访计划` };
  }

  /** Tells people of the plan in their inbox. */
  async tell(tx: Tx, plan: VisitPlan, userIds: string[], kind: 'visit_plan_issued' | 'planned_visit_changed', values: Record<string, string>): Promise<void> {
    const subject = { ...(await this.subjectOf(tx, plan)), place: null };
    for (let i = 0; i < userIds.length; i += MOST_TOLD) {
      tx.publish(make(MessageRequested, {
        messageId: newId(), context: 'distributor-visits', unitId: plan.unitId, subject, clauseId: 'DV-5', obligationId: null, dueAt: null, urgent: false,
        link: `/visit-plans?id=${plan.id}`, kind, values: { by: tx.ctx.userName, ...values }, to: userIds.slice(i, i + MOST_TOLD).map((userId) => ({ key: userId, person: 'user' as const, userId, channels: ['inapp' as const], copy: false })),
      }));
    }
  }

  /** For other parts of the room: reads it within the units of the permission. */
  async read(tx: Tx, id: string, permission = 'visitPlan.read'): Promise<VisitPlan> {
    const row = await tx.get(VisitPlan, id, PLAN);
    permit(tx.ctx, permission, row.unitId);
    return row;
  }

  /** Takes it for a change. Throws 409 while it waits for approval. */
  async lock(tx: Tx, id: string): Promise<VisitPlan> {
    const row = await tx.lock(VisitPlan, id, PLAN);
    permit(tx.ctx, 'visitPlan.write', row.unitId);
    if (row.status === 'submitted') throw refuse.conflict('plan_submitted', { zh: '计划在等审批，撤回后才能改', en: 'The plan waits for approval; withdraw it to change it' }, { clause: 'DV-5' });
    return row;
  }

  /** The nearest wider plan that was issued; null where there is none. */
  async widerThan(tx: Tx, plan: VisitPlan): Promise<VisitPlan | null> {
    return (await tx.rows(VisitPlan, OF_PERIODS, [tx.tenantId, plan.unitId, widerPeriods(plan.fromDay, plan.periodKind)])).find((p) => p.status === 'issued') ?? null;
  }

  /** The months of its period, YYYY-MM. */
  monthsOf(plan: VisitPlan): string[] { return monthsOf({ from: plan.fromDay, months: PERIOD_MONTHS[plan.periodKind] }); }

  async view(tx: Tx, row: VisitPlan): Promise<VisitPlanView> { return (await this.views(tx, [row]))[0]!; }

  private async move(tx: Tx, row: VisitPlan, to: PlanStatus, patch: Partial<VisitPlan>): Promise<void> {
    if (!planMoves[row.status].includes(to)) throw refuse.transition(row.status, to, [...planMoves[row.status]], 'DV-5');
    await tx.update(VisitPlan, row, { ...patch, status: to });
  }

  private async counts(tx: Tx, ids: string[]): Promise<Map<string, Counts>> {
    const rows = ids.length ? await tx.sql<Counts & { id: string }>(COUNTS, [tx.tenantId, ids]) : [];
    return new Map(rows.map(({ id, ...counts }) => [id, counts]));
  }

  private async views(tx: Tx, rows: VisitPlan[]): Promise<VisitPlanView[]> {
    const [counts, units, titles] = await Promise.all([this.counts(tx, rows.map((p) => p.id)), this.directory.units(tx), this.policies.titles(tx, rows.flatMap((p) => p.policyId ?? []))]);
    return rows.map((p) => ({
      id: p.id, version: p.version, unitId: p.unitId, unitName: units.get(p.unitId)?.name ?? '', periodKind: p.periodKind, period: p.period, fromDay: p.fromDay, toDay: p.toDay, status: p.status, parentPlanId: p.parentPlanId, policyId: p.policyId,
      policyTitle: (p.policyId && titles.get(p.policyId)) || null, keyProducts: p.keyProducts, keySurveyItems: p.keySurveyItems, specialSurveyItems: p.specialSurveyItems, note: p.note, issuedAt: p.issuedAt?.toISOString() ?? null, issuedBy: p.issuedBy, requestId: p.requestId, returnReason: p.returnReason,
      counts: counts.get(p.id) ?? { planned: 0, done: 0, customers: 0, visitors: 0 },
    }));
  }
}

