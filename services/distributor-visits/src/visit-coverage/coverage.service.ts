import { Injectable } from '@nestjs/common';
import { Directory } from '@luyue/directory';
import { localDate } from '@luyue/kernel';
import { type Context, decodeCursor, page, type Page, permit, statement, TenantDatabase } from '@luyue/platform';
import { gradeSql } from '../customers/customer-record.ts';
import { Frequencies } from '../proposals/frequencies.ts';
import type { Coverage, GradeCoverage, UncoveredCustomer } from './coverage.http.ts';
import { GRADES } from '../customer-kinds.ts';

// Of each customer in the year: visits that took place, and visits of month plans that are still to come.
const VISITS = statement('coverage_visits', `
  SELECT customer_id AS id, count(*)::int AS done FROM visit WHERE tenant_id = $1 AND unit_id = $2 AND day BETWEEN $3 AND $4 GROUP BY customer_id`);
const PLANNED = statement('coverage_planned', `
  SELECT v.customer_id AS id, count(*)::int AS planned, min(v.day)::text AS next FROM planned_visit v JOIN visit_plan p ON p.tenant_id = $1 AND p.id = v.plan_id AND p.status = 'issued'
  WHERE v.tenant_id = $1 AND v.unit_id = $2 AND v.status = 'planned' AND v.day >= $3 AND v.day <= $4 GROUP BY v.customer_id`);
// A draft hands nothing to anybody: the next visit is that of an issued plan.
const UNCOVERED = statement('coverage_uncovered', `
  SELECT c.id, c.number, c.name, ${gradeSql('c', `to_char($3::date, 'YYYY-MM')`)} AS grade, c.visitor_user_id AS "visitorUserId", c.last_visit_on::text AS "lastVisitOn", n.day::text AS "nextVisitOn" FROM visit_customer c
  LEFT JOIN LATERAL (SELECT min(v.day) AS day FROM planned_visit v JOIN visit_plan p ON p.tenant_id = $1 AND p.id = v.plan_id AND p.status = 'issued' WHERE v.tenant_id = $1 AND v.customer_id = c.id AND v.status = 'planned' AND v.day >= $3) n ON true
  WHERE c.tenant_id = $1 AND c.unit_id = $2 AND c.status = 'active' AND (c.visitor_user_id IS NULL OR c.visitor_user_id = ANY ($7) OR n.day IS NULL) AND ($4::text IS NULL OR (c.name, c.id) > ($4, $5::uuid)) ORDER BY c.name, c.id LIMIT $6`);

/** How far the customers of a unit are visited as often as their grade is owed (DV-4.0, DV-5). */
@Injectable()
export class Coverages {
  constructor(private readonly database: TenantDatabase, private readonly frequencies: Frequencies, private readonly directory: Directory) {}

  /** A calendar year of a unit, by the grade of today. Four questions, whatever the number of customers. */
  ofUnit(ctx: Context, unitId: string, year: number): Promise<Coverage> {
    permit(ctx, 'visitPlan.read', unitId);
    return this.database.read(ctx, async (tx) => {
      await this.directory.unit(tx, unitId);
      const [first, last] = [`${year}-01-01`, `${year}-12-31`];
      const today = localDate(tx.now, await this.directory.zone(tx));
      const [customers, done, planned] = await Promise.all([
        this.frequencies.ofUnit(tx, unitId, year), tx.sql<{ id: string; done: number }>(VISITS, [tx.tenantId, unitId, first, last]), tx.sql<{ id: string; planned: number }>(PLANNED, [tx.tenantId, unitId, today > first ? today : first, last]),
      ]);
      const [doneOf, plannedOf] = [new Map(done.map((r) => [r.id, r.done])), new Map(planned.map((r) => [r.id, r.planned]))];
      const elapsed = year < Number(today.slice(0, 4)) ? 12 : year > Number(today.slice(0, 4)) ? 0 : Number(today.slice(5, 7)) - 1;
      const rows = customers.map((c) => ({ grade: c.grade, owed: c.owed, dueByNow: c.months.slice(0, elapsed).reduce((sum, n) => sum + n, 0), done: doneOf.get(c.id) ?? 0, planned: plannedOf.get(c.id) ?? 0 }));
      const grades = GRADES.map((grade): GradeCoverage => {
        const own = rows.filter((r) => r.grade === grade);
        const sum = (of: (r: (typeof rows)[number]) => number): number => own.reduce((total, r) => total + of(r), 0);
        const [owed, counted] = [sum((r) => r.owed), sum((r) => Math.min(r.owed, r.done))];
        return { grade, customers: own.length, owed, done: sum((r) => r.done), planned: sum((r) => r.planned), behind: own.filter((r) => r.done < r.dueByNow).length, share: owed ? Math.round((counted / owed) * 10_000) / 10_000 : null };
      });
      return { unitId, year, grades, ungraded: rows.filter((r) => r.grade === null).length };
    });
  }

  /** DV-4.0: customers without a named visitor, or whose visitor has left, or without a next planned visit, by name. */
  uncovered(ctx: Context, unitId: string, limit: number, cursor?: string): Promise<Page<UncoveredCustomer>> {
    permit(ctx, 'visitPlan.read', unitId);
    const after = decodeCursor(cursor, 2);
    return this.database.read(ctx, async (tx) => {
      await this.directory.unit(tx, unitId);
      const { users } = await this.directory.people(tx);
      const today = localDate(tx.now, await this.directory.zone(tx));
      const left = [...users.values()].filter((u) => !u.active).map((u) => u.id);
      const rows = await tx.sql<Omit<UncoveredCustomer, 'visitorName'> & Record<string, unknown>>(UNCOVERED, [tx.tenantId, unitId, today, after?.[0] ?? null, after?.[1] ?? null, limit + 1, left]);
      return page(rows, limit, (r) => [r.name, r.id], (r) => ({ ...r, visitorName: (r.visitorUserId && !left.includes(r.visitorUserId) && users.get(r.visitorUserId)?.name) || null }));
    });
  }
}
