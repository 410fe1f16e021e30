import { Injectable } from '@nestjs/common';
import { Directory } from '@luyue/directory';
import { newId } from '@luyue/kernel';
import { ObligationList, Obligations, obligationView } from '@luyue/obligations';
import { checkMonths, type Context, decodeCursor, Numbers, page, type Page, permit, refuse, statement, TenantDatabase, type Tx, unitsOf } from '@luyue/platform';
import { QualityIssue } from './quality-issue.entity.ts';
import type { QualityIssueView, QualityTrend } from './quality-issue-views.ts';
import type { MoveQualityIssue, QualityIssueQuery, QualityTrendQuery, ReportQualityIssue } from './quality-issues.http.ts';
import { dutiesOfDiscovery, issueMoves } from './quality-issues.rules.ts';

const ISSUE = { zh: '质量问题', en: 'quality issue' };
const CLAUSE = 'OC-3.5.1';
const MOST_MONTHS = 24;
const TREND = statement('quality_issue_trend', `
  SELECT to_char(discovered_at AT TIME ZONE $2, 'YYYY-MM') AS month, model, fault, count(*)::int AS issues, sum(units)::int AS units FROM quality_issue
  WHERE tenant_id = $1 AND discovered_at >= ($3 || '-01')::timestamp AT TIME ZONE $2 AND discovered_at < (($4 || '-01')::timestamp + interval '1 month') AT TIME ZONE $2
    AND ($5::uuid[] IS NULL OR department_unit_id = ANY ($5)) AND ($6::text IS NULL OR model = $6)
  GROUP BY 1, 2, 3 ORDER BY 1 DESC, 5 DESC, 2, 3 LIMIT 500`);

/** Quality problems, reported within hours of their discovery (OC-3.5.1). */
@Injectable()
export class QualityIssues {
  constructor(
    private readonly database: TenantDatabase, private readonly obligations: Obligations, private readonly ledger: ObligationList, private readonly directory: Directory, private readonly numbers: Numbers,
  ) {}

  list(ctx: Context, filter: QualityIssueQuery & { limit: number }): Promise<Page<QualityIssueView>> {
    const units = unitsOf(ctx, 'qualityIssue.work');
    const after = decodeCursor(filter.cursor, 2);
    return this.database.read(ctx, async (tx) => {
      const query = tx.manager.createQueryBuilder(QualityIssue, 'q').where('q.tenantId = :tenant', { tenant: tx.tenantId });
      if (units !== 'all') query.andWhere('q.departmentUnitId = ANY (:units)', { units });
      if (filter.status) query.andWhere('q.status = :status', { status: filter.status });
      if (filter.model) query.andWhere('q.model = :model', { model: filter.model });
      if (after) query.andWhere('(q.discoveredAt, q.id) < (:at, :id)', { at: after[0], id: after[1] });
      const cut = page(await query.orderBy('q.discoveredAt', 'DESC').addOrderBy('q.id', 'DESC').limit(filter.limit + 1).getMany(), filter.limit, (q) => [q.discoveredAt.toISOString(), q.id], (q) => q);
      return { ...cut, items: await this.views(tx, cut.items) };
    });
  }

  /** The report is what the clause asks for: its obligation opens at the discovery and is met by it, in time or late. Throws 400 for a discovery ahead. */
  async report(ctx: Context, body: ReportQualityIssue): Promise<QualityIssueView> {
    permit(ctx, 'qualityIssue.work', body.departmentUnitId);
    const number = await this.numbers.next(ctx, 'ZL');
    return this.database.write(ctx, async (tx) => {
      const { departmentUnitId, stationUnitId = null, model, fault, text, units } = body;
      const discoveredAt = new Date(body.discoveredAt);
      if (discoveredAt > tx.now) throw refuse.field('discoveredAt', 'in_the_future', { zh: '发现时间不能晚于现在', en: 'not later than now' }, CLAUSE);
      await this.directory.unit(tx, departmentUnitId, 'departmentUnitId');
      if (stationUnitId && (await this.directory.unit(tx, stationUnitId, 'stationUnitId')).kind !== 'station') throw refuse.field('stationUnitId', 'not_a_station', { zh: '这个单位不是授权站', en: 'this unit is no authorised station' }, CLAUSE);
      const row = await tx.insert(QualityIssue, { tenantId: tx.tenantId, id: newId(), version: 1, number, departmentUnitId, stationUnitId, model, fault, text, units, discoveredAt, reportedAt: tx.now, byName: ctx.userName, status: 'reported', outcome: null });
      await this.obligations.open(tx, dutiesOfDiscovery(row).map((owed) => ({ ...owed, subject: { type: 'quality_issue', id: row.id, number, title: `${model} ${fault}` }, unitId: departmentUnitId, userId: ctx.userId })));
      await this.obligations.meet(tx, { subjectId: row.id, clauses: [CLAUSE] }, { at: tx.now, evidence: [{ kind: 'fact', at: tx.now.toISOString(), by: ctx.userName, text: `上报 ${number}` }] });
      return (await this.views(tx, [row]))[0]!;
    });
  }

  /** Throws 409 for a step that is not possible, 400 for closing without an outcome. */
  move(ctx: Context, id: string, { to, outcome }: MoveQualityIssue): Promise<QualityIssueView> {
    permit(ctx, 'qualityIssue.work');
    return this.database.write(ctx, async (tx) => {
      const row = await tx.lock(QualityIssue, id, ISSUE);
      permit(ctx, 'qualityIssue.work', row.departmentUnitId);
      if (!issueMoves[row.status].includes(to)) throw refuse.transition(row.status, to, [...issueMoves[row.status]], CLAUSE);
      if (to === 'closed' && !outcome) throw refuse.field('outcome', 'required', { zh: '关闭要写明结论', en: 'closing needs its outcome' }, CLAUSE);
      await tx.update(QualityIssue, row, { status: to, outcome: outcome ?? row.outcome });
      return (await this.views(tx, [row]))[0]!;
    });
  }

  /** Throws 400 for months out of order or more than two years. */
  trend(ctx: Context, { from, to, model }: QualityTrendQuery): Promise<{ items: QualityTrend[] }> {
    const units = unitsOf(ctx, 'qualityIssue.work');
    checkMonths(from, to, MOST_MONTHS);
    return this.database.read(ctx, async (tx) => ({ items: await tx.sql<QualityTrend & Record<string, unknown>>(TREND, [tx.tenantId, await this.directory.zone(tx), from, to, units === 'all' ? null : units, model ?? null]) }));
  }

  private async views(tx: Tx, rows: QualityIssue[]): Promise<QualityIssueView[]> {
    const [owed, people] = await Promise.all([this.ledger.ofSubjects(tx, rows.map((r) => r.id)), this.ledger.people(tx)]);
    return rows.map(({ id, version, number, departmentUnitId, stationUnitId, model, fault, text, units, discoveredAt, reportedAt, byName, status, outcome }) => ({
      id, version, number, departmentUnitId, stationUnitId, stationName: (stationUnitId && people.units.get(stationUnitId)?.name) || null, model, fault, text, units, discoveredAt: discoveredAt.toISOString(), reportedAt: reportedAt.toISOString(), byName, status, outcome,
      obligations: (owed.get(id) ?? []).map((o) => obligationView(o, tx.now, people)),
    }));
  }
}
