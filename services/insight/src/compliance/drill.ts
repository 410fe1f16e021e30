import { Injectable } from '@nestjs/common';
import { localDate } from '@luyue/kernel';
import { type Context, decodeCursor, page, refuse, statement, TenantDatabase } from '@luyue/platform';
import { reportedIds, tallyOf } from './compliance.rules.ts';
import { Compliance } from './compliance.service.ts';
import { ComplianceScope } from './compliance-scope.ts';
import type { DrillItem, DrillPage, LedgerDetail } from './compliance.views.ts';
import { drillItem, LEDGER_COLUMNS, ledgerDetail, type LedgerRow } from './ledger-views.ts';

export type DrillGroup = 'missed' | 'in_time' | 'running';
export interface DrillFilter { clauseId?: string; tenantId?: string; month?: string; group: DrillGroup; limit: number; cursor?: string }

const IN_GROUP: Record<DrillGroup, string> = {
  missed: `(l.standing = 'late' OR (l.standing = 'open' AND l.due_at < t.now))`,
  in_time: `l.standing = 'in_time'`,
  running: `l.standing = 'open' AND (l.due_at IS NULL OR l.due_at >= t.now)`,
};

/** By the last due time, each tenant's page through its own index. What is left out of the rates is left out here, so that the figures agree. */
const LIST = Object.fromEntries(Object.entries(IN_GROUP).map(([group, condition]) => [group, statement(`insight_drill_${group}`, `
  SELECT l.* FROM unnest($1::uuid[], $2::timestamptz[]) AS t(id, now) CROSS JOIN LATERAL (
    SELECT ${LEDGER_COLUMNS} FROM ledger_obligation l
    WHERE l.tenant_id = t.id AND l.clause_id = ANY ($3) AND l.month = $4 AND l.origin = 'live' AND NOT l.suspended AND ($5::text[] IS NULL OR l.owner_unit_id = ANY ($5))
      AND (l.last_due_at, l.id) > ($6, $7) AND ${condition}
    ORDER BY l.last_due_at, l.id LIMIT $8) l
  ORDER BY l."lastDueAt", l.id LIMIT $8`)])) as Record<DrillGroup, ReturnType<typeof statement>>;
const ONE = statement('insight_obligation', `
  SELECT ${LEDGER_COLUMNS} FROM ledger_obligation l WHERE l.tenant_id = ANY ($1) AND l.id = $2 AND ($3::text[] IS NULL OR l.owner_unit_id = ANY ($3))`);

const START = ['-infinity', '00000000-0000-0000-0000-000000000000'];

/** From a cell of the matrix down to the single obligation and its evidence (PF-16). */
@Injectable()
export class Drill {
  constructor(private readonly database: TenantDatabase, private readonly scope: ComplianceScope, private readonly compliance: Compliance) {}

  /** One group of a cell, earliest due time first, with the size of each group. 404 for a tenant outside the scope. */
  async list(ctx: Context, filter: DrillFilter): Promise<DrillPage> {
    const whole = await this.scope.of(ctx);
    const scope = this.scope.narrow(whole, filter.tenantId);
    const month = filter.month ?? localDate(whole.tenants[0]!.now, whole.tenants[0]!.zone).slice(0, 7);
    const clauses = reportedIds.filter((id) => !filter.clauseId || id === filter.clauseId);
    const after = decodeCursor(filter.cursor, 2) ?? START;
    const tenants = new Map(scope.tenants.map((t) => [t.id, t]));
    return this.database.readSubtree(ctx, whole.tenants.map((t) => t.id), async (tx) => {
      const [rows, counts] = await Promise.all([
        tx.sql<LedgerRow & Record<string, unknown>>(LIST[filter.group], [scope.tenants.map((t) => t.id), scope.tenants.map((t) => t.now), clauses, month, scope.units, after[0], after[1], filter.limit + 1]),
        this.compliance.counts(tx, scope, [month], filter.clauseId ?? null),
      ]);
      const tally = tallyOf(counts.filter((c) => clauses.includes(c.clauseId)));
      const shown = page<LedgerRow, DrillItem>(rows, filter.limit, (r) => [r.lastDueAt.toISOString(), r.id], (r) => drillItem(r, tenants.get(r.tenantId)!));
      return { ...shown, counts: { missed: tally.missed, inTime: tally.inTime, running: tally.running } };
    });
  }

  /** One obligation with its explanation, evidence and history. 404 for one outside the scope. */
  async one(ctx: Context, id: string): Promise<LedgerDetail> {
    const { tenants, units } = await this.scope.of(ctx);
    return this.database.readSubtree(ctx, tenants.map((t) => t.id), async (tx) => {
      const [row] = await tx.sql<LedgerRow & Record<string, unknown>>(ONE, [tenants.map((t) => t.id), id, units]);
      if (!row) throw refuse.notFound({ zh: '义务', en: 'obligation' });
      return ledgerDetail(row, tenants.find((t) => t.id === row.tenantId)!);
    });
  }
}
