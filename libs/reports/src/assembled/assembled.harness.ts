import { DataSource } from 'typeorm';
import { make, type TenantChanged, UnitChanged } from '@luyue/contracts';
import { Directory, Directory1700000000002, replicas } from '@luyue/directory';
import { newId } from '@luyue/kernel';
import { type Context, migrate, statement, systemContext, TenantDatabase, type Tx } from '@luyue/platform';
import { testDatabase, type TestDatabase } from '@luyue/testing';
import { AssembledReport, ReportMail, ReportRound } from './assembled.entity.ts';
import { AssembledReportDrops1700000000017 } from './assembled-drops.migration.ts';
import { AssembledReports1700000000011 } from './assembled.migration.ts';
import { AssembledReports } from './assembled-reports.ts';
import type { ReportKind } from './report-kind.ts';
import { ReportMails } from './report-mails.ts';

const label = (zh: string, en: string) => ({ zh, en });
/** A weekly report of two sections, the first of two parts; the clause stands in for that of a rulebook. */
export const WEEKLY: ReportKind = {
  kind: 'weekly', clauseId: 'PF-15', title: label('工作周报', 'Weekly report'),
  sections: [
    { key: 'done', title: label('本周工作', 'Work done'), parts: [{ key: 'visits', title: label('走访', 'Visits') }, { key: 'other', title: label('其他工作', 'Other work') }] },
    { key: 'plan', title: label('下周计划', 'Plan'), parts: [{ key: 'plan', title: label('下周计划', 'Plan') }] },
  ],
};

/** The records that fill it are the units of the tenant: one line for each below the report's own. */
const UNITS_BELOW = statement('test_units_below', 'SELECT id, name FROM directory_unit WHERE tenant_id = $1 AND parent_id = $2 ORDER BY name');

export interface Author extends Context { userId: string }

export class AssembledHarness {
  readonly reports: AssembledReports;
  readonly mails: ReportMails;

  private constructor(readonly source: DataSource, readonly database: TenantDatabase, private readonly clone: TestDatabase) {
    const directory = new Directory();
    this.reports = new AssembledReports(directory);
    this.mails = new ReportMails(this.reports, directory, 'outstation-channel');
    this.reports.declare(WEEKLY, async (tx, { unitId }) => ({
      'done.visits': (await tx.sql<{ id: string; name: string }>(UNITS_BELOW, [tx.tenantId, unitId])).map(({ id, name }) => ({ text: `走访${name}`, ref: { type: 'unit', id } })),
    }));
    this.reports.declare({ ...WEEKLY, kind: 'monthly' }, async () => ({}));
    this.reports.declare({ ...WEEKLY, kind: 'occasional', droppable: true }, async () => ({}));
  }

  static async start(): Promise<AssembledHarness> {
    const clone = await testDatabase({ name: 'assembled-test', migrate: async (owner) => void (await migrate('assembled-test', owner, [Directory1700000000002, AssembledReports1700000000011, AssembledReportDrops1700000000017])) });
    const source = await new DataSource({ type: 'postgres', url: clone.app, entities: [AssembledReport, ReportRound, ReportMail], extra: { pipeline: true } }).initialize();
    return new AssembledHarness(source, new TenantDatabase(source), clone);
  }

  async stop(): Promise<void> {
    await this.source.destroy();
    await this.clone.drop();
  }

  /** Somebody of a tenant of their own, whose unit has nothing below it. */
  async author(now = '2026-02-16T04:00:00.000Z'): Promise<Author & { unitId: string }> {
    const ctx = { ...systemContext(newId(), true), userId: newId(), userName: '周敏', unitId: newId() };
    await this.setClock(ctx, now, 1);
    await this.unit(ctx, '华东区', ctx.unitId, null);
    return ctx;
  }

  unit(ctx: Context, name: string, id = newId(), parentId: string | null = ctx.unitId): Promise<void> {
    return this.write(ctx, (tx) => replicas.unit(tx, make(UnitChanged, { id, version: 1, name, kind: 'department', parentId, path: parentId ? [parentId, id] : [id], designations: [], active: true })));
  }

  setClock(ctx: Context, now: string, version: number): Promise<void> {
    const event: TenantChanged = { id: ctx.tenantId, version, name: '恒信通信', kind: 'company', parentId: null, path: [ctx.tenantId], sandbox: true, sandboxOf: null, clockOffsetMs: Date.parse(now) - Date.now(), zone: 'Asia/Shanghai', modules: [], status: 'active' };
    return this.write(ctx, (tx) => replicas.tenant(tx, event));
  }

  write<T>(ctx: Context, work: (tx: Tx) => Promise<T>): Promise<T> { return this.database.write(ctx, work); }
  read<T>(ctx: Context, work: (tx: Tx) => Promise<T>): Promise<T> { return this.database.read(ctx, work); }

  draft(ctx: Author & { unitId: string }, period = '2026-02-09', more: { kind?: string; words?: Record<string, string> } = {}): Promise<AssembledReport> {
    return this.write(ctx, (tx) => this.reports.draft(tx, { kind: 'weekly', subjectId: ctx.userId, period, unitId: ctx.unitId, number: 'ZB20260216-0001', title: '2026-02-09 至 2026-02-15', ...more }));
  }

  /** One act on the report of this id, by whoever asks. */
  act<T>(ctx: Context, id: string, act: (tx: Tx, report: AssembledReport) => Promise<T>): Promise<T> {
    return this.write(ctx, async (tx) => act(tx, await this.reports.lock(tx, 'weekly', id)));
  }

  /** Submits a report whose parts are all filled. */
  async submitted(ctx: Author & { unitId: string }, period?: string): Promise<AssembledReport> {
    const { id } = await this.draft(ctx, period);
    await this.act(ctx, id, (tx, r) => this.reports.write(tx, r, [{ part: 'done.visits', words: '走访客户' }, { part: 'done.other', none: true }, { part: 'plan.plan', words: '盘点备件' }]));
    return (await this.act(ctx, id, (tx, r) => this.reports.submit(tx, r))).report;
  }

  events(ctx: Context): Promise<{ type: string; payload: Record<string, any> }[]> {
    return this.read(ctx, (tx) => tx.manager.query('SELECT type, payload::jsonb AS payload FROM outbox ORDER BY id'));
  }
}
