import { Injectable } from '@nestjs/common';
import { Directory } from '@luyue/directory';
import { localDate } from '@luyue/kernel';
import { type Context, permit, refuse, statement, TenantDatabase } from '@luyue/platform';
import { CustomerRecord } from '../customers/customer-record.ts';
import { Customers } from '../customers/customers.service.ts';
import { haversineKm } from '../proposals/distance.ts';
import { PlannedVisits } from '../plans/planned-visits.ts';
import { VisitSeams } from '../visit-seams.ts';
import { Visit } from './visit.entity.ts';
import type { TodayPlan, TodayVisit, VisitsToday } from './visits.http.ts';

const OWN = statement('visits_own_of_day', 'tenant_id = $1 AND visitor_user_id = $2 AND day = $3 ORDER BY checked_in_at, id');
const LAST = statement('visits_last_of_customers', `
  SELECT DISTINCT ON (customer_id) customer_id AS id, day::text AS day, effect, visitor_user_id AS "visitorUserId", (SELECT nullif(k.next, '') FROM customer_card k WHERE k.tenant_id = $1 AND k.visit_id = visit.id) AS next FROM visit WHERE tenant_id = $1 AND customer_id = ANY ($2) AND day < $3 ORDER BY customer_id, day DESC, checked_in_at DESC`);
const PLANS = statement('visits_today_plans', `SELECT key_products AS "keyProducts", key_survey_items AS "keySurveyItems", special_survey_items AS "specialSurveyItems" FROM visit_plan WHERE tenant_id = $1 AND unit_id = $2 AND period = $3 AND status = 'issued'`);
const DAY_ID = statement('visits_today_day', 'SELECT id FROM visit_day WHERE tenant_id = $1 AND visitor_user_id = $2 AND day = $3');

/** All that the phone needs for a day (capability 3): the way, the customers, what is open there, the forms with the last values beside. */
@Injectable()
export class VisitToday {
  constructor(private readonly database: TenantDatabase, private readonly planned: PlannedVisits, private readonly customers: Customers, private readonly record: CustomerRecord, private readonly seams: VisitSeams, private readonly directory: Directory) {}

  /** The caller's own day; a handful of questions, whatever the number of visits. */
  today(ctx: Context): Promise<VisitsToday> {
    permit(ctx, 'visit.work');
    const userId = ctx.userId;
    if (!userId) throw refuse.forbidden('visit.work');
    return this.database.read(ctx, async (tx) => {
      const [zone, users] = await Promise.all([this.directory.zone(tx), this.directory.users(tx)]);
      const day = localDate(tx.now, zone);
      const unitId = users.get(userId)?.unitId ?? ctx.unitId;
      const [planned, visits, [plan], [dayRow]] = await Promise.all([this.planned.ofDay(tx, userId, day), tx.rows(Visit, OWN, [tx.tenantId, userId, day]), tx.sql<TodayPlan & Record<string, unknown>>(PLANS, [tx.tenantId, unitId, day.slice(0, 7)]), tx.sql<{ id: string }>(DAY_ID, [tx.tenantId, userId, day])]);
      const ids = [...new Set([...planned, ...visits].map((v) => v.customerId))];
      const [rows, matters, templates, answers, last] = await Promise.all([
        this.record.ofIds(tx, ids), this.seams.mattersOf(tx, ids), this.seams.surveys?.templates(tx) ?? [], this.seams.surveys?.last(tx, ids) ?? [], tx.sql<{ id: string; day: string; effect: string | null; next: string | null; visitorUserId: string }>(LAST, [tx.tenantId, ids, day]),
      ]);
      const views = new Map((await this.customers.views(tx, [...rows.values()])).map((view) => [view.id, view]));
      const lastOf = new Map(last.map(({ id, visitorUserId, ...visit }) => [id, { ...visit, by: users.get(visitorUserId)?.name ?? '' }]));
      const items = [
        ...planned.map((p) => ({ planned: p, visit: visits.find((v) => v.plannedVisitId === p.id) ?? null, customerId: p.customerId })),
        ...visits.filter((v) => !planned.some((p) => p.id === v.plannedVisitId)).map((visit) => ({ planned: null, visit, customerId: visit.customerId })),
      ];
      const shown = items.map(({ planned: of, visit, customerId }, i): TodayVisit => {
        const before = i > 0 ? rows.get(items[i - 1]!.customerId)! : null;
        const here = rows.get(customerId)!;
        const known = before && before.latitude !== null && before.longitude !== null && here.latitude !== null && here.longitude !== null;
        return {
          plannedVisitId: of?.id ?? null, visitId: visit?.id ?? null, status: visit?.status ?? 'planned', position: of?.position ?? null, customer: views.get(customerId)!,
          kilometres: known ? Math.round(10 * haversineKm({ latitude: before.latitude!, longitude: before.longitude! }, { latitude: here.latitude!, longitude: here.longitude! })) / 10 : null,
          checkedInAt: visit?.checkedInAt.toISOString() ?? null, checkedOutAt: visit?.checkedOutAt?.toISOString() ?? null, conflicts: visit?.conflicts ?? 0, openMatters: matters.get(customerId) ?? [], lastVisit: lastOf.get(customerId) ?? null,
          answers: answers.filter((a) => a.customerId === customerId),
        };
      });
      return { day, now: tx.now.toISOString(), visitDayId: dayRow?.id ?? null, plan: plan ?? null, visits: shown, templates };
    });
  }
}
