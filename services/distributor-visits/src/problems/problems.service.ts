import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Directory } from '@luyue/directory';
import { DAY_MS, localDate, newId } from '@luyue/kernel';
import { ObligationList, Obligations, obligationView } from '@luyue/obligations';
import { type Context, decodeCursor, may, Numbers, page, type Page, permit, refuse, statement, TenantDatabase, type Tx, unitsOf } from '@luyue/platform';
import { CustomerRecord } from '../customers/customer-record.ts';
import { Regions } from '../regions/regions.service.ts';
import { mattersBy, VisitSeams } from '../visit-seams.ts';
import { type ProblemStep, TechnicalProblem } from './problem.entity.ts';
import type { ProblemAges, ProblemView, ReportProblem, SolveProblem } from './problems.http.ts';
import { AGE_LIMITS, leastBusy, PROBLEM_AREA_NAMES, problemMoves, type ProblemStatus, UNSOLVED } from './problems.rules.ts';

export interface ProblemFilter { status?: ProblemStatus; customerId?: string; technician?: 'me'; limit: number; cursor?: string }

const PROBLEM = { zh: '技术难题', en: 'technical problem' };
/** What a visit begins with. */
const OPEN = statement('problems_open_matters', `SELECT p.customer_id AS "customerId", 'problem' AS kind, p.id, p.title, p.reported_at AS since, (SELECT min(o.due_at) FROM obligation o WHERE o.tenant_id = $1 AND o.subject_id = p.id AND o.status = 'open') AS due FROM technical_problem p WHERE p.tenant_id = $1 AND p.customer_id = ANY ($2) AND p.status IN ('open', 'escalated', 'answered')`);
const BUSY = statement('problems_of_technicians', `SELECT technician_user_id AS id, count(*)::int AS open FROM technical_problem WHERE tenant_id = $1 AND technician_user_id = ANY ($2) AND status IN ('open', 'escalated', 'answered') GROUP BY 1`);
const AGES = statement('problem_ages', `
  SELECT count(*) FILTER (WHERE reported_at > $2)::int AS "upToWeek", count(*) FILTER (WHERE reported_at <= $2 AND reported_at > $3)::int AS "upToMonth", count(*) FILTER (WHERE reported_at <= $3)::int AS longer,
    count(*) FILTER (WHERE status = 'escalated')::int AS escalated
  FROM technical_problem WHERE tenant_id = $1 AND status IN ('open', 'escalated', 'answered') AND (unit_id = ANY ($4) OR $4 IS NULL OR department_unit_id = ANY ($5))`);

/** Technical problems of customers (DV-3.3c): a technician of the region works on each until it is solved. */
@Injectable()
export class Problems implements OnModuleInit {
  constructor(
    private readonly database: TenantDatabase, private readonly customers: CustomerRecord, private readonly seams: VisitSeams, private readonly regions: Regions, private readonly obligations: Obligations, private readonly ledger: ObligationList, private readonly directory: Directory,
    private readonly numbers: Numbers,
  ) {}

  onModuleInit(): void { this.seams.openMatters((tx, customerIds) => mattersBy(tx, OPEN, customerIds)); }

  /** Throws 400 for a technician who is none of the region's (DV-7.1). */
  async report(ctx: Context, { customerId, technicianUserId, product, ...words }: ReportProblem): Promise<ProblemView> {
    permit(ctx, 'technicalProblem.work');
    const number = await this.numbers.next(ctx, 'JS');
    return this.database.write(ctx, async (tx) => {
      const { unitId, regionId } = await this.customers.subject(tx, customerId);
      permit(ctx, 'technicalProblem.work', unitId);
      const problem = await tx.insert(TechnicalProblem, {
        tenantId: tx.tenantId, id: newId(), version: 1, number, unitId, regionId, customerId, ...words, product: product ?? null, reportedAt: tx.now, reportedBy: ctx.userName, technicianUserId: await this.technician(tx, regionId, technicianUserId), status: 'open',
        departmentUnitId: null, escalatedAt: null, cause: null, solution: null, solvedAt: null, solvedBy: null, steps: [],
      });
      return this.view(tx, problem);
    });
  }

  list(ctx: Context, filter: ProblemFilter): Promise<Page<ProblemView>> {
    const { units, departments } = reachOf(ctx);
    const after = decodeCursor(filter.cursor, 2);
    const open = !filter.status || (UNSOLVED as readonly ProblemStatus[]).includes(filter.status);
    return this.database.read(ctx, async (tx) => {
      const query = tx.manager.createQueryBuilder(TechnicalProblem, 'p').where('p.tenantId = :tenant AND p.status = ANY (:statuses)', { tenant: tx.tenantId, statuses: filter.status ? [filter.status] : UNSOLVED });
      if (units) query.andWhere('(p.unitId = ANY (:units) OR p.departmentUnitId = ANY (:departments))', { units, departments });
      if (filter.customerId) query.andWhere('p.customerId = :customer', { customer: filter.customerId });
      if (filter.technician) query.andWhere('p.technicianUserId = :me', { me: ctx.userId });
      if (after) query.andWhere(open ? '(p.reportedAt, p.id) > (:at, :id)' : '(p.reportedAt, p.id) < (:at, :id)', { at: after[0], id: after[1] });
      const rows = await query.orderBy('p.reportedAt', open ? 'ASC' : 'DESC').addOrderBy('p.id', open ? 'ASC' : 'DESC').limit(filter.limit + 1).getMany();
      const cut = page(rows, filter.limit, (p) => [p.reportedAt.toISOString(), p.id], (p) => p);
      return { ...cut, items: await this.views(tx, cut.items) };
    });
  }

  ages(ctx: Context): Promise<ProblemAges> {
    const { units, departments } = reachOf(ctx);
    const before = (tx: Tx, days: number): Date => new Date(tx.now.getTime() - days * DAY_MS);
    return this.database.read(ctx, async (tx) => (await tx.sql<ProblemAges & Record<string, unknown>>(AGES, [tx.tenantId, before(tx, AGE_LIMITS[0]), before(tx, AGE_LIMITS[1]), units, departments]))[0]!);
  }

  get(ctx: Context, id: string): Promise<ProblemView> {
    reachOf(ctx);
    return this.database.read(ctx, async (tx) => {
      const problem = await tx.get(TechnicalProblem, id, PROBLEM);
      permitReading(ctx, problem);
      return this.view(tx, problem);
    });
  }

  note(ctx: Context, id: string, text: string): Promise<ProblemView> { return this.change(ctx, id, (tx, problem) => this.step(tx, problem, 'note', text)); }

  assign(ctx: Context, id: string, technicianUserId: string): Promise<ProblemView> {
    return this.change(ctx, id, async (tx, problem) => {
      if (!(UNSOLVED as readonly ProblemStatus[]).includes(problem.status)) throw refuse.transition(problem.status, 'open', [...problemMoves[problem.status]], 'DV-3.3c');
      const to = await this.technician(tx, problem.regionId, technicianUserId);
      await this.step(tx, problem, 'assigned', (await this.directory.user(tx, technicianUserId)).name, { technicianUserId: to });
    });
  }

  /** What a department still owed goes away: nothing is left to answer. */
  solve(ctx: Context, id: string, { cause, solution }: SolveProblem): Promise<ProblemView> {
    return this.change(ctx, id, async (tx, problem) => {
      await this.move(tx, problem, 'solved', 'solved', solution, { cause, solution, solvedAt: tx.now, solvedBy: ctx.userName });
      await this.obligations.cancel(tx, { subjectId: id, clauses: ['DV-7.2'] }, '难题已经解决');
    });
  }

  reopen(ctx: Context, id: string, reason: string): Promise<ProblemView> {
    return this.change(ctx, id, (tx, problem) => this.move(tx, problem, 'open', 'reopened', reason, { cause: null, solution: null, solvedAt: null, solvedBy: null }));
  }

  withdraw(ctx: Context, id: string, reason: string): Promise<ProblemView> {
    return this.change(ctx, id, async (tx, problem) => {
      await this.move(tx, problem, 'withdrawn', 'withdrawn', reason);
      await this.obligations.cancel(tx, { subjectId: id, clauses: ['DV-7.2'] }, `撤销：${reason}`);
    });
  }

  /** A solved one, for what is written of it. Throws 404 outside the reader's units, 409 before it is solved. */
  async solved(tx: Tx, id: string): Promise<TechnicalProblem> {
    const problem = await tx.get(TechnicalProblem, id, PROBLEM);
    permitReading(tx.ctx, problem);
    if (problem.status !== 'solved') throw refuse.conflict('not_solved', { zh: '难题还没有解决', en: 'The problem is not solved yet' }, { clause: 'DV-3.3c', allowed: [...problemMoves[problem.status]] });
    return problem;
  }

  lock(tx: Tx, id: string): Promise<TechnicalProblem> { return tx.lock(TechnicalProblem, id, PROBLEM); }

  async move(tx: Tx, problem: TechnicalProblem, to: ProblemStatus, what: ProblemStep['what'], text: string, patch: Partial<TechnicalProblem> = {}): Promise<void> {
    if (!problemMoves[problem.status].includes(to)) throw refuse.transition(problem.status, to, [...problemMoves[problem.status]], to === 'escalated' || to === 'answered' ? 'DV-7.2' : 'DV-3.3c');
    await this.step(tx, problem, what, text, { ...patch, status: to });
  }

  async step(tx: Tx, problem: TechnicalProblem, what: ProblemStep['what'], text: string, patch: Partial<TechnicalProblem> = {}): Promise<void> {
    await tx.update(TechnicalProblem, problem, { ...patch, steps: [...problem.steps, { at: tx.now.toISOString(), by: tx.ctx.userName, what, text }] });
  }

  async view(tx: Tx, problem: TechnicalProblem): Promise<ProblemView> { return (await this.views(tx, [problem]))[0]!; }

  private change(ctx: Context, id: string, work: (tx: Tx, problem: TechnicalProblem) => Promise<void>): Promise<ProblemView> {
    permit(ctx, 'technicalProblem.work');
    return this.database.write(ctx, async (tx) => {
      const problem = await this.lock(tx, id);
      permit(ctx, 'technicalProblem.work', problem.unitId);
      await work(tx, problem);
      return this.view(tx, problem);
    });
  }

  /** One of the region's, the least busy where nobody was named; any technician where the customer has no region. */
  private async technician(tx: Tx, regionId: string | null, named: string | undefined): Promise<string | null> {
    const today = localDate(tx.now, await this.directory.zone(tx));
    const there = regionId ? ((await this.regions.onDuty(tx, 'technician', [regionId], today)).get(regionId) ?? []) : [];
    if (!named) {
      const busy = await tx.sql<{ id: string; open: number }>(BUSY, [tx.tenantId, there]);
      return leastBusy(there, new Map(busy.map(({ id, open }) => [id, open])));
    }
    const user = await this.directory.user(tx, named, 'technicianUserId');
    const fits = regionId ? there.includes(named) : user.roles.some(({ code }) => code === 'technician');
    if (!fits) throw refuse.field('technicianUserId', 'not_of_the_region', { zh: '不是这个地区的技术人员', en: 'is no technician of the region' }, 'DV-7.1');
    return named;
  }

  private async views(tx: Tx, rows: TechnicalProblem[]): Promise<ProblemView[]> {
    const [customers, people, owed] = await Promise.all([this.customers.ofIds(tx, rows.map((p) => p.customerId)), this.ledger.people(tx), this.ledger.ofSubjects(tx, rows.map((p) => p.id))]);
    return rows.map(({ tenantId: _tenant, ...p }) => ({
      ...p, customerName: customers.get(p.customerId)?.name ?? '', areaName: PROBLEM_AREA_NAMES[p.area], technicianName: (p.technicianUserId && people.users.get(p.technicianUserId)?.name) || null, departmentName: (p.departmentUnitId && people.units.get(p.departmentUnitId)?.name) || null,
      ageDays: Math.floor(((p.solvedAt ?? tx.now).getTime() - p.reportedAt.getTime()) / DAY_MS), reportedAt: p.reportedAt.toISOString(), escalatedAt: p.escalatedAt?.toISOString() ?? null, solvedAt: p.solvedAt?.toISOString() ?? null,
      obligations: (owed.get(p.id) ?? []).map((o) => obligationView(o, tx.now, people)),
    }));
  }
}

/** Units whose problems the reader sees, and departments that they answer for; `units` null is all. Throws 403 where there are neither. */
function reachOf(ctx: Context): { units: string[] | null; departments: string[] } {
  const answers = may(ctx, 'technicalProblem.answer') ? unitsOf(ctx, 'technicalProblem.answer') : [];
  const reads = may(ctx, 'visit.read') || !may(ctx, 'technicalProblem.answer') ? unitsOf(ctx, 'visit.read') : [];
  return { units: reads === 'all' || answers === 'all' ? null : reads, departments: answers === 'all' ? [] : answers };
}

function permitReading(ctx: Context, { unitId, departmentUnitId }: TechnicalProblem): void {
  if (departmentUnitId && may(ctx, 'technicalProblem.answer', departmentUnitId)) return;
  permit(ctx, 'visit.read', unitId);
}
