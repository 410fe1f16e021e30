import { Injectable } from '@nestjs/common';
import { instantAt, localDate, localDay } from '@luyue/kernel';
import { type Context, statement, TenantDatabase, type Tx } from '@luyue/platform';
import { biggestChanges, type Count, CountIndex, deviations, monthsUntil, rateOf, reportedIds, rowsOf, SERIES_MONTHS, TARGET } from './compliance.rules.ts';
import type { ComplianceCell, ComplianceColumn, ComplianceMatrix, OldestOverdue } from './compliance.views.ts';
import { ComplianceScope, type Scope, type VisibleTenant } from './compliance-scope.ts';

const COUNTS = statement('insight_counts', `
  SELECT tenant_id AS "tenantId", clause_id AS "clauseId", month, standing, origin, suspended, voided, n FROM ledger_counts($1, $2, $3, $4, $5)`);

const LIVE_OPEN = `
  FROM unnest($1::uuid[], $2::timestamptz[], $3::timestamptz[]) AS t(id, now, day_end) JOIN ledger_obligation l ON l.tenant_id = t.id AND l.status = 'open'
  WHERE l.origin = 'live' AND NOT l.suspended AND l.clause_id = ANY ($4) AND ($5::text[] IS NULL OR l.owner_unit_id = ANY ($5))`;
const OPEN = statement('insight_open', `
  SELECT count(*) FILTER (WHERE l.due_at < t.now)::int AS overdue, count(*) FILTER (WHERE l.due_at BETWEEN t.now AND t.day_end)::int AS today,
    count(*) FILTER (WHERE l.due_at BETWEEN t.now AND t.day_end AND l.risk_at <= t.now)::int AS risk, count(*) FILTER (WHERE l.paused_at IS NOT NULL)::int AS paused ${LIVE_OPEN}`);
const OLDEST = statement('insight_oldest', `
  SELECT l.id, l.tenant_id AS "tenantId", l.clause_id AS "clauseId", l.subject_number AS number, l.due_at AS "dueAt" ${LIVE_OPEN} AND l.due_at < t.now ORDER BY l.due_at, l.id LIMIT 1`);
const FEED = statement('insight_feed', `
  SELECT extract(epoch FROM applied_at - event_at)::float8 AS lag FROM ledger_feed WHERE tenant_id = ANY ($1) ORDER BY event_at DESC LIMIT 1`);

interface OpenCounts { overdue: number; today: number; risk: number; paused: number }
interface Oldest { id: string; tenantId: string; clauseId: string; number: string; dueAt: Date }

/** PF-16: clause by unit or month, with tiles, trends and the biggest changes. */
@Injectable()
export class Compliance {
  constructor(private readonly database: TenantDatabase, private readonly scope: ComplianceScope) {}

  /**
   * @param month `YYYY-MM` of the due times, in each tenant's zone; left out, the running one
   * @returns rates are 0 to 1, and null where nothing was due; `lagSeconds` is how long the newest event took to get here
   */
  async matrix(ctx: Context, by: 'unit' | 'month', askedMonth?: string): Promise<ComplianceMatrix> {
    const scope = await this.scope.of(ctx);
    const [own] = scope.tenants as [VisibleTenant];
    const month = askedMonth ?? localDate(own.now, own.zone).slice(0, 7);
    const months = monthsUntil(month, SERIES_MONTHS);
    const before = months.at(-2)!;
    return this.database.readSubtree(ctx, scope.tenants.map((t) => t.id), async (tx) => {
      const [counts, [open], [oldest], [feed]] = await Promise.all([
        this.counts(tx, scope, months), tx.sql<OpenCounts & Record<string, unknown>>(OPEN, openValues(scope)), tx.sql<Oldest & Record<string, unknown>>(OLDEST, openValues(scope)),
        tx.sql<{ lag: number }>(FEED, [scope.tenants.map((t) => t.id)]),
      ]);
      const index = new CountIndex(counts);
      const rows = rowsOf(index, new Set(scope.tenants.flatMap((t) => t.modules)));
      const units = unitColumns(scope, counts);
      const columns: ComplianceColumn[] = by === 'unit' ? units : months.map((m) => ({ id: m, name: m, kind: 'all' }));
      const [now, then] = [index.of('all', 'all', month), index.of('all', 'all', before)];
      const lagSeconds = Math.max(0, Math.round((feed?.lag ?? 0) * 10) / 10);
      return {
        asOf: new Date(own.now.getTime() - lagSeconds * 1_000).toISOString(), lagSeconds, target: TARGET, month,
        tiles: {
          rate: rateOf(now), ratePrevious: rateOf(then), trend: index.rates('all', 'all', months), overdueOpen: open!.overdue, oldestOverdue: oldest ? oldestView(oldest, scope) : null,
          metLate: now.late, metLatePrevious: then.late, dueToday: open!.today, dueTodayAtRisk: open!.risk, paused: open!.paused, waived: now.waived + now.waivedAfterBreach,
        },
        columns,
        rows: rows.map((row) => ({
          clauseId: row.id, label: row.summary, shortLabel: row.shortLabel, kinds: row.kinds,
          cells: columns.map((c): ComplianceCell => (by === 'unit' ? index.cell(row.id, { id: c.id, of: c.kind === 'all' ? 'all' : c.id }, month, months) : index.cell(row.id, { id: c.id, of: 'all' }, c.id, null))),
        })),
        biggestChanges: biggestChanges(index, rows, units, month, before), deviations: deviations(counts, month),
      };
    });
  }

  /** Everything of the scope in these months, counted by how it stands. */
  counts(tx: Tx, scope: Scope, months: string[], clauseId: string | null = null): Promise<Count[]> {
    return tx.sql<Count & Record<string, unknown>>(COUNTS, [scope.tenants.map((t) => t.id), scope.tenants.map((t) => t.now), months, scope.units, clauseId]);
  }
}

const openValues = ({ tenants, units }: Scope): unknown[] => [
  tenants.map((t) => t.id), tenants.map((t) => t.now), tenants.map((t) => new Date(instantAt(localDay(t.now.getTime(), t.zone), '24:00', t.zone))), reportedIds, units,
];

/** The group's total and one column a tenant. Headquarters itself, which mostly owes nothing, only where it does; a single tenant stands alone. */
function unitColumns({ tenants }: Scope, counts: Count[]): ComplianceColumn[] {
  const [own, ...others] = tenants as [VisibleTenant, ...VisibleTenant[]];
  const column = ({ id, name }: VisibleTenant): ComplianceColumn => ({ id, name, kind: 'tenant' });
  if (!others.length) return [column(own)];
  return [{ id: 'all', name: own.name, kind: 'all' }, ...(counts.some((c) => c.tenantId === own.id) ? [column(own)] : []), ...others.map(column)];
}

function oldestView(oldest: Oldest, { tenants }: Scope): OldestOverdue {
  const tenant = tenants.find((t) => t.id === oldest.tenantId)!;
  return { ...oldest, dueAt: oldest.dueAt.toISOString(), tenantName: tenant.name, lateBySeconds: Math.floor((tenant.now.getTime() - oldest.dueAt.getTime()) / 1_000) };
}
