import { Injectable } from '@nestjs/common';
import { Directory } from '@luyue/directory';
import { newId, parseDate } from '@luyue/kernel';
import { checkMonths, type Context, decodeCursor, page, type Page, permit, refuse, statement, TenantDatabase, type Tx, unitsOf } from '@luyue/platform';
import { Staff } from '../staff/staff.service.ts';
import { CrisisDrill, DrillResult } from './crisis-drill.entity.ts';
import type { CrisisDrillFigures, CrisisDrillLine, CrisisDrillQuery, CrisisDrillView, RecordCrisisDrill } from './crisis-drills.http.ts';
import { faultOfResults } from './crisis-drills.rules.ts';

const DRILL = { zh: '演练或测验', en: 'drill or quiz' };
const CLAUSE = 'OC-2.5';
const MOST_MONTHS = 24;
const COUNTS = statement('crisis_drill_counts', 'SELECT drill_id AS id, count(*)::int AS participants, (count(*) FILTER (WHERE passed))::int AS passed FROM crisis_drill_result WHERE tenant_id = $1 AND drill_id = ANY ($2) GROUP BY 1');
const RESULTS = statement('crisis_drill_results', 'tenant_id = $1 AND drill_id = $2 ORDER BY staff_id');
const FIGURES = statement('crisis_drill_figures', `
  SELECT to_char(d.held_on, 'YYYY-MM') AS month, (count(DISTINCT d.id) FILTER (WHERE d.kind = 'drill'))::int AS drills, (count(DISTINCT d.id) FILTER (WHERE d.kind = 'quiz'))::int AS quizzes, count(*)::int AS participants,
    (count(*) FILTER (WHERE r.passed))::int AS passed, round(avg(r.score), 2)::float8 AS "averageScore"
  FROM crisis_drill d JOIN crisis_drill_result r ON r.tenant_id = $1 AND r.drill_id = d.id
  WHERE d.tenant_id = $1 AND d.held_on >= ($2 || '-01')::date AND d.held_on < ($3 || '-01')::date + interval '1 month' AND ($4::uuid[] IS NULL OR d.department_unit_id = ANY ($4))
  GROUP BY 1 ORDER BY 1 DESC`);

/** Drills and quizzes of coping with a crisis, with what each person showed (OC-2.5). */
@Injectable()
export class CrisisDrills {
  constructor(private readonly database: TenantDatabase, private readonly staff: Staff, private readonly directory: Directory) {}

  list(ctx: Context, filter: CrisisDrillQuery & { limit: number }): Promise<Page<CrisisDrillLine>> {
    const units = unitsOf(ctx, 'incident.read');
    const after = decodeCursor(filter.cursor, 2);
    return this.database.read(ctx, async (tx) => {
      const query = tx.manager.createQueryBuilder(CrisisDrill, 'd').where('d.tenantId = :tenant', { tenant: tx.tenantId });
      if (units !== 'all') query.andWhere('d.departmentUnitId = ANY (:units)', { units });
      if (filter.kind) query.andWhere('d.kind = :kind', { kind: filter.kind });
      if (after) query.andWhere('(d.heldOn, d.id) < (:on, :id)', { on: after[0], id: after[1] });
      const cut = page(await query.orderBy('d.heldOn', 'DESC').addOrderBy('d.id', 'DESC').limit(filter.limit + 1).getMany(), filter.limit, (d) => [d.heldOn, d.id], (d) => d);
      return { ...cut, items: await this.lines(tx, cut.items) };
    });
  }

  get(ctx: Context, id: string): Promise<CrisisDrillView> {
    permit(ctx, 'incident.read');
    return this.database.read(ctx, async (tx) => {
      const row = await tx.get(CrisisDrill, id, DRILL);
      permit(ctx, 'incident.read', row.departmentUnitId);
      return this.view(tx, row);
    });
  }

  /** Throws 400 naming `results` or `heldOn`: a score beside the point, somebody twice, of another department or none of the staff, a day ahead; 422 for one's own result. */
  record(ctx: Context, { departmentUnitId, kind, title, heldOn, text, results }: RecordCrisisDrill): Promise<CrisisDrillView> {
    permit(ctx, 'incident.work', departmentUnitId);
    const fault = faultOfResults(kind, results);
    if (fault) throw refuse.field('results', fault.code, { zh: fault.zh, en: fault.en }, CLAUSE);
    return this.database.write(ctx, async (tx) => {
      await this.directory.unit(tx, departmentUnitId, 'departmentUnitId');
      parseDate(heldOn);
      if (heldOn > (await this.staff.today(tx))) throw refuse.field('heldOn', 'in_the_future', { zh: '不能晚于今天', en: 'not later than today' }, CLAUSE);
      const people = await this.staff.named(tx, results.map((r) => r.staffId));
      if (results.some((r) => people.get(r.staffId)?.departmentUnitId !== departmentUnitId)) throw refuse.field('results', 'unknown_staff', { zh: '有人不是本部门的外派人员', en: 'somebody is no outstation person of the department' }, CLAUSE);
      if ([...people.values()].some((person) => person.userId === ctx.userId)) throw refuse.rule(CLAUSE, 'own_result', { zh: '不能给自己评结果', en: 'Nobody judges their own result' });
      const row = await tx.insert(CrisisDrill, { tenantId: tx.tenantId, id: newId(), version: 1, departmentUnitId, kind, title, heldOn, text, recordedAt: tx.now, recordedBy: ctx.userName });
      await tx.manager.insert(DrillResult, results.map(({ staffId, passed, score, note }) => ({ tenantId: tx.tenantId, drillId: row.id, staffId, passed, score: score ?? null, note: note ?? null })));
      return this.view(tx, row);
    });
  }

  /** Throws 400 for months out of order or more than two years. */
  figures(ctx: Context, from: string, to: string): Promise<{ items: CrisisDrillFigures[] }> {
    const units = unitsOf(ctx, 'incident.read');
    checkMonths(from, to, MOST_MONTHS);
    return this.database.read(ctx, async (tx) => ({ items: await tx.sql<CrisisDrillFigures & Record<string, unknown>>(FIGURES, [tx.tenantId, from, to, units === 'all' ? null : units]) }));
  }

  private async lines(tx: Tx, rows: CrisisDrill[]): Promise<CrisisDrillLine[]> {
    const counts = new Map((await tx.sql<{ id: string; participants: number; passed: number }>(COUNTS, [tx.tenantId, rows.map((r) => r.id)])).map(({ id, ...each }) => [id, each]));
    return rows.map(({ id, departmentUnitId, kind, title, heldOn, text, recordedAt, recordedBy }) => ({ id, departmentUnitId, kind, title, heldOn, text, recordedAt: recordedAt.toISOString(), recordedBy, participants: 0, passed: 0, ...counts.get(id) }));
  }

  private async view(tx: Tx, row: CrisisDrill): Promise<CrisisDrillView> {
    const [[line], results] = await Promise.all([this.lines(tx, [row]), tx.rows(DrillResult, RESULTS, [tx.tenantId, row.id])]);
    const people = await this.staff.named(tx, results.map((r) => r.staffId));
    return { ...line!, results: results.map(({ staffId, passed, score, note }) => ({ staffId, staffName: people.get(staffId)?.name ?? '', passed, score, note })) };
  }
}
