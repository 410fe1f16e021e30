import { Injectable } from '@nestjs/common';
import { Directory } from '@luyue/directory';
import { type DateText, newId } from '@luyue/kernel';
import { type Context, decodeCursor, page, type Page, permit, refuse, statement, TenantDatabase, type Tx, unitsOf } from '@luyue/platform';
import { CustomerRecord } from '../customers/customer-record.ts';
import { Customers } from '../customers/customers.service.ts';
import { PlannedVisit, VisitPlan } from './plan.entity.ts';
import type { AddPlannedVisit, ChangePlannedVisit, PlannedVisitView } from './plans.http.ts';
import { monthsOf, PERIOD_MONTHS, plannedMoves, type PlannedStatus } from './plans.rules.ts';
import { Plans } from './plans.service.ts';

export interface PlannedFilter { planId?: string; unitId?: string; visitor?: string; customerId?: string; from?: string; to?: string; limit: number; cursor?: string }

const PLANNED = { zh: '计划的巡访', en: 'planned visit' };
// Handed over means issued: a draft is nobody's day yet.
const OF_DAY = statement('planned_visits_of_day', `
  tenant_id = $1 AND visitor_user_id = $2 AND day = $3 AND status <> 'cancelled' AND EXISTS (SELECT 1 FROM visit_plan p WHERE p.tenant_id = $1 AND p.id = planned_visit.plan_id AND p.status = 'issued') ORDER BY position, id`);

const DROP = statement('planned_visits_drop_proposed', `DELETE FROM planned_visit WHERE tenant_id = $1 AND plan_id = $2 AND source = 'proposed' AND status = 'planned'`);
const BY_MONTH = statement('planned_visits_by_month', `SELECT customer_id AS "customerId", month, count(*)::int AS visits, (array_agg(visitor_user_id ORDER BY id))[1] AS "visitorUserId" FROM planned_visit WHERE tenant_id = $1 AND plan_id = $2 AND status <> 'cancelled' GROUP BY 1, 2`);
/** Rows written at once. */
const BATCH = 500;

/** A visit that is proposed. */
export interface ProposedVisit { customerId: string; visitorUserId: string; month: string; day: DateText | null; position: number }

/** The visits of plans, one by one: who goes to whom on which day (DV-4.2, DV-5). */
@Injectable()
export class PlannedVisits {
  constructor(private readonly database: TenantDatabase, private readonly plans: Plans, private readonly customers: Customers, private readonly record: CustomerRecord, private readonly directory: Directory) {}

  /** By day and place in the itinerary; those of wider plans, which have no day, by month. */
  list(ctx: Context, filter: PlannedFilter): Promise<Page<PlannedVisitView>> {
    const units = unitsOf(ctx, 'visitPlan.read');
    const after = decodeCursor(filter.cursor, 3);
    return this.database.read(ctx, async (tx) => {
      if (filter.planId) await this.plans.read(tx, filter.planId);
      const query = tx.manager.createQueryBuilder(PlannedVisit, 'v').where('v.tenantId = :tenant', { tenant: tx.tenantId });
      if (units !== 'all') query.andWhere('v.unitId = ANY (:units)', { units });
      if (filter.planId) query.andWhere('v.planId = :plan', { plan: filter.planId });
      else query.andWhere('v.day IS NOT NULL');
      if (filter.unitId) query.andWhere('v.unitId = :unit', { unit: filter.unitId });
      if (filter.visitor) query.andWhere('v.visitorUserId = :visitor', { visitor: filter.visitor === 'me' ? ctx.userId : filter.visitor });
      if (filter.customerId) query.andWhere('v.customerId = :customer', { customer: filter.customerId });
      if (filter.from) query.andWhere('v.day >= :from', { from: filter.from });
      if (filter.to) query.andWhere('v.day <= :to', { to: filter.to });
      const day = `coalesce(v.day::text, v.month)`;
      if (after) query.andWhere(`(${day}, v.position, v.id) > (:day, :position, :id)`, { day: after[0], position: Number(after[1]), id: after[2] });
      const rows = await query.orderBy(day).addOrderBy('v.position').addOrderBy('v.id').limit(filter.limit + 1).getMany();
      const cut = page(rows, filter.limit, (v) => [v.day ?? v.month, String(v.position), v.id], (v) => v);
      return { ...cut, items: await this.views(tx, cut.items) };
    });
  }

  /** DV-4.2: throws 422 for the region's own salesperson without a reason; 400 for a customer of another unit or a day outside the period. */
  add(ctx: Context, planId: string, { customerId, visitorUserId, day, month, reason }: AddPlannedVisit): Promise<PlannedVisitView> {
    permit(ctx, 'visitPlan.write');
    return this.database.write(ctx, async (tx) => {
      const plan = await this.plans.lock(tx, planId);
      const customer = await this.record.subject(tx, customerId);
      if (customer.unitId !== plan.unitId) throw refuse.field('customerId', 'other_unit', { zh: '不是这个单位的客户', en: 'is no customer of the unit' }, 'DV-5');
      const when = placeIn(plan, day, month);
      const own = await this.customers.checkVisitor(tx, customer, visitorUserId, reason, 'visitorUserId');
      if (plan.status === 'issued' && !reason) throw needsReason();
      const row: PlannedVisit = { tenantId: tx.tenantId, id: newId(), version: 1, planId, unitId: plan.unitId, customerId, visitorUserId, ...when, position: await this.lastPosition(tx, planId, visitorUserId, when.day), status: 'planned', source: 'manual', reason: own || plan.status === 'issued' ? reason! : (reason ?? null), visitId: null };
      await tx.insert(PlannedVisit, row);
      const view = (await this.views(tx, [row]))[0]!;
      if (plan.status === 'issued') await this.tellOf(tx, plan, [visitorUserId], view, reason!);
      return view;
    });
  }

  /** Another person, day or place in the day, or no visit. What was issued changes with a reason only. Throws 409 for one that took place. */
  change(ctx: Context, id: string, change: ChangePlannedVisit): Promise<PlannedVisitView> {
    permit(ctx, 'visitPlan.write');
    return this.database.write(ctx, async (tx) => {
      const row = await tx.lock(PlannedVisit, id, PLANNED);
      const plan = await this.plans.lock(tx, row.planId);
      const { visitorUserId, day, position, status, reason } = change;
      if (plan.status === 'issued' && !reason) throw needsReason();
      const before = row.visitorUserId;
      const patch: Partial<PlannedVisit> = { ...(position !== undefined && { position }), ...(reason && { reason }) };
      if (day) Object.assign(patch, placeIn(plan, day));
      if (visitorUserId) {
        await this.customers.checkVisitor(tx, await this.record.subject(tx, row.customerId), visitorUserId, reason, 'visitorUserId');
        patch.visitorUserId = visitorUserId;
      }
      if (status && status !== row.status) await this.move(tx, row, status, patch);
      else if (row.status === 'done') throw refuse.transition('done', 'planned', [], 'DV-5');
      else await tx.update(PlannedVisit, row, patch);
      const view = (await this.views(tx, [row]))[0]!;
      if (plan.status === 'issued') await this.tellOf(tx, plan, [...new Set([before, row.visitorUserId])], view, reason!);
      return view;
    });
  }

  /** How often each customer stands in a plan, month by month, and who was named first. */
  byMonth(tx: Tx, planId: string): Promise<{ customerId: string; month: string; visits: number; visitorUserId: string }[]> { return tx.sql(BY_MONTH, [tx.tenantId, planId]); }

  /** Takes back what was proposed before; what somebody added stays. */
  async dropProposed(tx: Tx, planId: string): Promise<void> { await tx.sql(DROP, [tx.tenantId, planId]); }

  async putProposed(tx: Tx, plan: VisitPlan, lines: ProposedVisit[]): Promise<void> {
    for (let i = 0; i < lines.length; i += BATCH) {
      await tx.insertAll(PlannedVisit, lines.slice(i, i + BATCH).map((line): PlannedVisit => ({ tenantId: tx.tenantId, id: newId(), version: 1, planId: plan.id, unitId: plan.unitId, ...line, status: 'planned', source: 'proposed', reason: null, visitId: null })));
    }
  }

  /** For the visits: whether this visit of an issued plan is this customer's; throws 400 naming the field for anything else. Whoever makes it need not be the one who was named. */
  async take(tx: Tx, id: string, customerId: string): Promise<PlannedVisit> {
    const row = await tx.find(PlannedVisit, id, { lock: true });
    const plan = row && await tx.find(VisitPlan, row.planId);
    if (!row?.day || row.customerId !== customerId || plan?.status !== 'issued') throw refuse.field('plannedVisitId', 'unknown_planned_visit', { zh: '没有给这个客户安排这次巡访', en: 'no such visit is planned for the customer' }, 'DV-5');
    return row;
  }

  /** It took place. */
  async done(tx: Tx, row: PlannedVisit, visitId: string): Promise<void> {
    if (row.status === 'cancelled') await this.move(tx, row, 'planned', {});
    await this.move(tx, row, 'done', { visitId });
  }

  /** A person's day in the order of the itinerary, from issued plans alone. */
  ofDay(tx: Tx, visitorUserId: string, day: DateText): Promise<PlannedVisit[]> { return tx.rows(PlannedVisit, OF_DAY, [tx.tenantId, visitorUserId, day]); }

  /** What was handed over and has changed. */
  private tellOf(tx: Tx, plan: VisitPlan, userIds: string[], { status, day, month, customerName, visitorName }: PlannedVisitView, reason: string): Promise<void> {
    return this.plans.tell(tx, plan, userIds, 'planned_visit_changed', { customer: customerName, visitor: visitorName, when: status === 'cancelled' ? '取消' : (day ?? month), reason });
  }

  private async move(tx: Tx, row: PlannedVisit, to: PlannedStatus, patch: Partial<PlannedVisit>): Promise<void> {
    if (!plannedMoves[row.status].includes(to)) throw refuse.transition(row.status, to, [...plannedMoves[row.status]], 'DV-5');
    await tx.update(PlannedVisit, row, { ...patch, status: to });
  }

  private async lastPosition(tx: Tx, planId: string, visitorUserId: string, day: string | null): Promise<number> {
    const row = await tx.manager.createQueryBuilder(PlannedVisit, 'v').select('max(v.position)', 'last').where('v.tenantId = :tenant AND v.planId = :planId AND v.visitorUserId = :visitorUserId AND v.day IS NOT DISTINCT FROM :day', { tenant: tx.tenantId, planId, visitorUserId, day }).getRawOne<{ last: number | null }>();
    return (row?.last ?? 0) + 1;
  }

  private async views(tx: Tx, rows: PlannedVisit[]): Promise<PlannedVisitView[]> {
    const [customers, users] = await Promise.all([this.record.ofIds(tx, rows.map((v) => v.customerId)), this.directory.users(tx)]);
    return rows.map((v) => {
      const customer = customers.get(v.customerId)!;
      const { id, version, planId, customerId, visitorUserId, month, day, position, status, source, reason, visitId } = v;
      return {
        id, version, planId, customerId, customerName: customer.name, grade: this.record.gradeIn(customer, month), address: customer.address, latitude: customer.latitude, longitude: customer.longitude, visitorUserId, visitorName: users.get(visitorUserId)?.name ?? '', month, day, position, status, source, reason, visitId,
      };
    });
  }
}

const needsReason = (): Error => refuse.rule('DV-5', 'reason_required', { zh: '计划已下达，改动要写原因', en: 'The plan is issued: a change needs its reason' }, { errors: [{ field: 'reason', code: 'required', message: { zh: '写明原因', en: 'say why' } }] });

/** A month plan names the day, a wider one the month. Throws 400 for what lies outside the period. */
function placeIn(plan: VisitPlan, day: string | undefined, month?: string): { day: string | null; month: string } {
  if (plan.periodKind !== 'month') {
    const of = month ?? day?.slice(0, 7);
    if (!of || !monthsOf({ from: plan.fromDay, months: PERIOD_MONTHS[plan.periodKind] }).includes(of)) throw refuse.field('month', 'outside', { zh: '填计划期内的月份', en: 'a month of the period is needed' }, 'DV-5');
    return { day: null, month: of };
  }
  if (!day || day < plan.fromDay || day > plan.toDay) throw refuse.field('day', 'outside', { zh: `填 ${plan.fromDay} 到 ${plan.toDay} 的日期`, en: `a day from ${plan.fromDay} to ${plan.toDay} is needed` }, 'DV-5');
  return { day, month: day.slice(0, 7) };
}
