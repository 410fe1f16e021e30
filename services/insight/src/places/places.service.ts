import { Injectable } from '@nestjs/common';
import { instantAt, localDay } from '@luyue/kernel';
import { type Context, may, statement, TenantDatabase } from '@luyue/platform';
import { ComplianceScope, type Scope } from '../compliance/compliance-scope.ts';
import type { PlaceCounts } from './places.views.ts';

// Through the index of what is open, up to the end of the day; live and not of a suspended time, as everywhere in the report.
const COUNTS = statement('insight_places', `
  SELECT t.id AS "tenantId", count(l.id) FILTER (WHERE l.due_at < t.now)::int AS overdue, count(l.id) FILTER (WHERE l.due_at >= t.now)::int AS "dueToday"
  FROM unnest($1::uuid[], $2::timestamptz[], $3::timestamptz[]) WITH ORDINALITY AS t(id, now, day_end, place)
  LEFT JOIN ledger_obligation l ON l.tenant_id = t.id AND l.status = 'open' AND l.due_at <= t.day_end AND l.origin = 'live' AND NOT l.suspended AND ($4::text[] IS NULL OR l.owner_unit_id = ANY ($4))
  GROUP BY t.id, t.place ORDER BY t.place`);

/** How much waits where a person may go. */
@Injectable()
export class Places {
  constructor(private readonly database: TenantDatabase, private readonly scope: ComplianceScope) {}

  /** The own tenant first; below it only for whoever reads the whole of headquarters' report (PF-2). Throws 403 without `obligation.read`. */
  async counts(ctx: Context): Promise<PlaceCounts[]> {
    const { tenants, units } = await this.scopeOf(ctx);
    const dayEnds = tenants.map((t) => new Date(instantAt(localDay(t.now.getTime(), t.zone), '24:00', t.zone)));
    return this.database.readSubtree(ctx, tenants.map((t) => t.id), (tx) => tx.sql<PlaceCounts & Record<string, unknown>>(COUNTS, [tenants.map((t) => t.id), tenants.map((t) => t.now), dayEnds, units]));
  }

  private async scopeOf(ctx: Context): Promise<Scope> {
    if (may(ctx, 'insight.read')) return this.scope.of(ctx);
    return this.scope.narrow(await this.scope.of(ctx, 'obligation.read'), ctx.tenantId);
  }
}
