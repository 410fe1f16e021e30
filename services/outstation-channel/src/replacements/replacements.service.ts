import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { ApprovalListener, ApprovalRequest } from '@luyue/approvals';
import { newId } from '@luyue/kernel';
import { checkMonths, type Context, decodeCursor, Numbers, page, type Page, refuse, statement, TenantDatabase, type Text, type Tx, unitsOf } from '@luyue/platform';
import { ChannelApprovals, takenBack } from '../channel-approvals.ts';
import { Regions } from '../regions/regions.service.ts';
import { permitStation, refuseClosed, stationScope } from '../stations/station-scope.ts';
import type { AuthorisedStation } from '../stations/station.entity.ts';
import { type StationListener, Stations } from '../stations/stations.service.ts';
import { Replacement } from './replacement.entity.ts';
import type { AskReplacement, DecideReplacement, ReplacementMonth, ReplacementRate, ReplacementRateQuery, ReplacementView } from './replacements.http.ts';
import { isAvoidable, ratePercent, type ReplacementCause, replacementMoves, type ReplacementStatus } from './replacements.rules.ts';

export interface ReplacementFilter { stationId?: string; status?: ReplacementStatus; cause?: ReplacementCause; limit: number; cursor?: string }

const REPLACEMENT = { zh: '换新申请', en: 'replacement' };
const OPEN = statement('replacements_open', `SELECT count(*)::int AS n FROM replacement WHERE tenant_id = $1 AND station_id = $2 AND status IN ('asked', 'approved')`);
const TAKEN = statement('replacement_of_serial', `SELECT number FROM replacement WHERE tenant_id = $1 AND serial = $2 AND status NOT IN ('refused', 'withdrawn') LIMIT 1`);
// Asked for in the months; what was refused is no replacement. Repairs are those of the same region and model.
const RATES = statement('replacement_rates', `
  WITH replaced AS (
    SELECT region_id, model, cause, count(*)::int AS n FROM replacement WHERE tenant_id = $1 AND month BETWEEN $2 AND $3 AND status IN ('approved', 'replaced') AND ($4::uuid[] IS NULL OR department_unit_id = ANY ($4)) GROUP BY 1, 2, 3),
  repaired AS (SELECT region_id, model, count(*)::int AS n FROM repair_order WHERE tenant_id = $1 AND month BETWEEN $2 AND $3 AND ($4::uuid[] IS NULL OR department_unit_id = ANY ($4)) GROUP BY 1, 2)
  SELECT r.region_id AS "regionId", r.model, r.cause, r.n AS replacements, coalesce(p.n, 0) AS repairs FROM replaced r LEFT JOIN repaired p ON p.region_id = r.region_id AND p.model = r.model ORDER BY r.n DESC, r.region_id, r.model, r.cause LIMIT 1000`);
const MONTHS = statement('replacement_months', `
  WITH replaced AS (
    SELECT month, count(*)::int AS n, count(*) FILTER (WHERE cause IN ('station_irregular', 'service_late'))::int AS avoidable FROM replacement
    WHERE tenant_id = $1 AND month BETWEEN $2 AND $3 AND status IN ('approved', 'replaced') AND ($4::uuid[] IS NULL OR department_unit_id = ANY ($4)) GROUP BY 1),
  repaired AS (SELECT month, count(*)::int AS n FROM repair_order WHERE tenant_id = $1 AND month BETWEEN $2 AND $3 AND ($4::uuid[] IS NULL OR department_unit_id = ANY ($4)) GROUP BY 1)
  SELECT coalesce(r.month, p.month) AS month, coalesce(r.n, 0) AS replacements, coalesce(r.avoidable, 0) AS avoidable, coalesce(p.n, 0) AS repairs FROM replaced r FULL JOIN repaired p ON p.month = r.month ORDER BY 1`);
const MOST_MONTHS = 24;

/** Replacements are kept down: each has an approval and a cause, and the rate of regions, models and causes shows where they come from (OC-3.7b). */
@Injectable()
export class Replacements implements StationListener, ApprovalListener, OnModuleInit {
  constructor(private readonly database: TenantDatabase, private readonly numbers: Numbers, private readonly stations: Stations, private readonly regions: Regions, private readonly approvals: ChannelApprovals) {}

  onModuleInit(): void { this.stations.hear(this); }

  async stationClosing(tx: Tx, station: AuthorisedStation): Promise<Text[]> {
    const [{ n } = { n: 0 }] = await tx.sql<{ n: number }>(OPEN, [tx.tenantId, station.id]);
    return n ? [{ zh: `${n} 个换新申请未办完`, en: `${n} replacements not finished` }] : [];
  }

  /** The latest first; a station's own users see their own. */
  list(ctx: Context, { stationId, status, cause, limit, cursor }: ReplacementFilter): Promise<Page<ReplacementView>> {
    const scope = stationScope(ctx, 'spare.read');
    const after = decodeCursor(cursor, 2);
    return this.database.read(ctx, async (tx) => {
      const query = tx.manager.createQueryBuilder(Replacement, 'r').where('r.tenantId = :tenant', { tenant: tx.tenantId });
      if (!scope.all) query.andWhere('(r.departmentUnitId = ANY (:departments) OR r.stationId = ANY (:stations))', scope);
      if (stationId) query.andWhere('r.stationId = :stationId', { stationId });
      if (status) query.andWhere('r.status = :status', { status });
      if (cause) query.andWhere('r.cause = :cause', { cause });
      if (after) query.andWhere('(r.askedAt, r.id) < (:at, :id)', { at: after[0], id: after[1] });
      const rows = await query.orderBy('r.askedAt', 'DESC').addOrderBy('r.id', 'DESC').limit(limit + 1).getMany();
      const cut = page(rows, limit, (r) => [r.askedAt.toISOString(), r.id], (r) => r);
      return { ...cut, items: await this.views(tx, cut.items) };
    });
  }

  /** Throws 409 for a device that has been replaced, or waits for it. */
  async ask(ctx: Context, { stationId, model, serial, reason, cause }: AskReplacement): Promise<ReplacementView> {
    stationScope(ctx, 'replacement.apply');
    const number = await this.numbers.next(ctx, 'HX');
    return this.database.write(ctx, async (tx) => {
      const station = await this.stations.lock(tx, stationId);
      permitStation(ctx, 'replacement.apply', station);
      refuseClosed(station, 'OC-3.7b');
      const [known] = await tx.sql<{ number: string }>(TAKEN, [tx.tenantId, serial]);
      if (known) throw refuse.conflict('serial_replaced', { zh: `这台已有换新申请 ${known.number}`, en: `${known.number} is for this device already` }, { clause: 'OC-3.7b' });
      const row = await tx.insert(Replacement, {
        tenantId: tx.tenantId, id: newId(), version: 1, number, stationId, departmentUnitId: station.departmentUnitId, regionId: station.regionId, month: (await this.stations.today(tx)).slice(0, 7), model, serial, reason, cause, status: 'asked', askedAt: tx.now, askedBy: ctx.userId,
        askedByName: ctx.userName, decidedAt: null, decidedBy: null, decisionNote: null, newSerial: null, replacedAt: null, requestId: null,
      });
      await tx.update(Replacement, row, { requestId: await this.approvals.submit(tx, 'replacement', row, `${(await this.stations.subject(tx, station)).title} ${model} ${serial}`) });
      return (await this.views(tx, [row]))[0]!;
    });
  }

  /** The say of an approver (PF-12), who says the cause as they find it. Throws 403 for whoever has none, 409 once it is decided. */
  decide(ctx: Context, id: string, { cause, ...say }: DecideReplacement): Promise<ReplacementView> {
    stationScope(ctx, 'spare.read');
    return this.database.write(ctx, async (tx) => {
      const asked = await tx.get(Replacement, id, REPLACEMENT);
      permitStation(ctx, 'spare.read', { id: asked.stationId, departmentUnitId: asked.departmentUnitId });
      mayMove(asked.status, say.decision);
      const ended = await this.approvals.decide(tx, asked, say, 'OC-3.7b');
      const row = await tx.lock(Replacement, id, REPLACEMENT);
      await tx.update(Replacement, row, { cause: cause ?? row.cause, ...(ended && { status: say.decision, decidedAt: tx.now, decidedBy: ctx.userName, decisionNote: say.note ?? null }) });
      return (await this.views(tx, [row]))[0]!;
    });
  }

  /** Taken back on the page of approvals. */
  approvalWithdrawn(tx: Tx, request: ApprovalRequest): Promise<void> { return takenBack(tx, request, 'replacement', { entity: Replacement, what: REPLACEMENT, mayMove }); }

  /** Handed over. Throws 409 before it is approved. */
  replace(ctx: Context, id: string, newSerial: string): Promise<ReplacementView> {
    stationScope(ctx, 'replacement.apply');
    return this.database.write(ctx, async (tx) => {
      const row = await tx.lock(Replacement, id, REPLACEMENT);
      permitStation(ctx, 'spare.read', { id: row.stationId, departmentUnitId: row.departmentUnitId });
      mayMove(row.status, 'replaced');
      permitStation(ctx, 'replacement.apply', { id: row.stationId, departmentUnitId: row.departmentUnitId });
      if (newSerial === row.serial) throw refuse.field('newSerial', 'same', { zh: '新机串号不能与旧机相同', en: 'not the serial number of the old device' }, 'OC-3.7b');
      await tx.update(Replacement, row, { status: 'replaced', newSerial, replacedAt: tx.now });
      return (await this.views(tx, [row]))[0]!;
    });
  }

  /** By region, model and cause, the most first; what comes from irregular operation or late service is marked. Throws 400 for months out of order. */
  rates(ctx: Context, { from, to }: ReplacementRateQuery): Promise<{ items: ReplacementRate[] }> {
    const units = unitsOf(ctx, 'spare.read');
    if (to < from) throw refuse.field('to', 'range', { zh: '结束月份不早于开始月份', en: 'not before "from"' }, 'OC-3.7b');
    return this.database.read(ctx, async (tx) => {
      const rows = await tx.sql<Pick<ReplacementRate, 'regionId' | 'model' | 'cause' | 'replacements' | 'repairs'> & Record<string, unknown>>(RATES, [tx.tenantId, from, to, units === 'all' ? null : units]);
      const names = await this.regions.named(tx, rows.map((r) => r.regionId));
      return { items: rows.map((row) => ({ ...row, regionName: names.get(row.regionId)?.name ?? '', ratePercent: ratePercent(row.replacements, row.repairs), avoidable: isAvoidable(row.cause) })) };
    });
  }

  /** By month. Throws 400 for months out of order or more than two years. */
  months(ctx: Context, { from, to }: ReplacementRateQuery): Promise<{ items: ReplacementMonth[] }> {
    const units = unitsOf(ctx, 'spare.read');
    checkMonths(from, to, MOST_MONTHS);
    return this.database.read(ctx, async (tx) => {
      const rows = await tx.sql<Omit<ReplacementMonth, 'ratePercent'> & Record<string, unknown>>(MONTHS, [tx.tenantId, from, to, units === 'all' ? null : units]);
      return { items: rows.map((row) => ({ ...row, ratePercent: ratePercent(row.replacements, row.repairs) })) };
    });
  }

  private async views(tx: Tx, rows: Replacement[]): Promise<ReplacementView[]> {
    const [names, rounds] = await Promise.all([this.stations.named(tx, rows.map((r) => r.stationId)), this.approvals.ofSubjects(tx, rows.map((r) => r.id))]);
    return rows.map(({ id, version, number, stationId, month, model, serial, reason, cause, status, askedAt, askedByName, decidedAt, decidedBy, decisionNote, newSerial, replacedAt }) => ({
      id, version, number, stationId, stationName: names.get(stationId)?.name ?? '', month, model, serial, reason, cause, status, askedAt: askedAt.toISOString(), askedByName, decidedAt: decidedAt?.toISOString() ?? null, decidedBy, decisionNote, newSerial, replacedAt: replacedAt?.toISOString() ?? null,
      approvals: rounds.get(id) ?? [],
    }));
  }
}

function mayMove(from: ReplacementStatus, to: ReplacementStatus): void {
  if (!replacementMoves[from].includes(to)) throw refuse.transition(from, to, [...replacementMoves[from]], 'OC-3.7b');
}
