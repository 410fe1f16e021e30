import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { Logger } from 'pino';
import { DataSource } from 'typeorm';
import { Directory } from '@luyue/directory';
import { FileTooLarge } from '@luyue/files';
import { type Context, LOG, type Loop, permit, Problem, refuse, statement, TenantDatabase, TenantTurns, type Text, type Tx, WORKS } from '@luyue/platform';
import { type TableRow, Workbooks } from '../workbooks/workbooks.ts';
import { DECLARED_EXPORTS, type DeclaredExport, type DeclaredExports, readFilter } from './declared-export.ts';
import { EXPORT_FILES, type ExportFiles } from './export-files.ts';
import { ExportJob } from './export-job.entity.ts';
import { expiryOf, MAX_ATTEMPTS, MAX_ROWS, moveTo } from './exports.rules.ts';

const DUE = statement('export_due', `
  SELECT id FROM export_job WHERE tenant_id = $1 AND status IN ('queued', 'running') AND (status = 'queued' OR lease_until < now()) ORDER BY created_at, id LIMIT 1 FOR UPDATE SKIP LOCKED`);
/** How long the job of a killed run waits; a run renews its lease well within. One that stands still for two minutes has lost its way, and is taken for killed too. */
const [LEASE, RENEW_MS, RENEWALS] = [`interval '30 seconds'`, 5_000, 24];
// The lease is by the database's clock, which all replicas share; the version tells a run that another one has taken its job.
const HOLD = statement('export_hold', `
  UPDATE export_job SET rows = $4, total = $5, lease_until = now() + ${LEASE}, version = version + 1 WHERE tenant_id = $1 AND id = $2 AND version = $3 RETURNING version`);
// Between pages too, which may take long. By the number of the run: a page that is held meanwhile has its own version.
const RENEW = statement('export_renew', `UPDATE export_job SET lease_until = now() + ${LEASE} WHERE tenant_id = $1 AND id = $2 AND attempts = $3 AND status = 'running'`);
const EXPIRED = statement('export_expired', `SELECT id FROM export_job WHERE tenant_id = $1 AND status = 'done' AND expires_at <= $2 LIMIT 100 FOR UPDATE SKIP LOCKED`);

/** Another run has the job now: this one leaves without a trace. */
class LeaseLost extends Error {}
/** The process is asked to stop: the job waits for another. */
class Stopping extends Error {}

const GIVEN_UP: Text = { zh: '导出没有做成，已记下', en: 'The export failed; it has been recorded' };
const TOO_LARGE: Text = { zh: '文件太大，请缩小范围', en: 'The file is too large; narrow the filter' };

/**
 * Writes what `Exports` was asked for, one job after the other, and removes files that have expired. A run holds its job by a lease that it renews as long as its
 * process lives; one whose lease has run out was killed, and the job is taken again from its start. Works beside the routes, where the files are handed out.
 */
@Injectable()
export class ExportRunner implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly loop: Loop;
  private stopping = false;
  /** Since the last page. */
  private renewals = 0;

  constructor(
    private readonly source: DataSource, private readonly database: TenantDatabase, private readonly directory: Directory, private readonly workbooks: Workbooks,
    @Inject(DECLARED_EXPORTS) private readonly declared: DeclaredExports, @Inject(EXPORT_FILES) private readonly files: ExportFiles,
    @Inject(WORKS) private readonly works: Set<string>, @Inject(LOG) private readonly log: Logger, private readonly turns: TenantTurns,
  ) {
    this.loop = turns.loop('exports', 1_000, () => this.turn());
  }

  onApplicationBootstrap(): void { if (this.works.has('http')) this.loop.start(); }

  // Before the threads that write are closed.
  onModuleDestroy(): Promise<void> {
    this.stopping = true;
    return this.loop.stop();
  }

  /** One pass over the tenants that have something to do: expired files go, and one job of each is run. Returns how many jobs it ran. */
  async turn(): Promise<number> {
    const tenants = await this.source.query<{ id: string; sandbox: boolean }[]>('SELECT id, sandbox FROM export_tenants_due(now())');
    return this.turns.each('exports', tenants, async (ctx) => {
      if (this.stopping) return 0;
      await this.database.write(ctx, (tx) => this.expire(tx));
      const job = await this.database.write(ctx, (tx) => this.take(tx));
      if (!job) return 0;
      await this.run(ctx, job);
      return 1;
    });
  }

  private async expire(tx: Tx): Promise<void> {
    const found = await tx.sql<{ id: string }>(EXPIRED, [tx.tenantId, tx.now]);
    for (const job of await Promise.all(found.map(({ id }) => tx.get(ExportJob, id)))) {
      // The file first: whoever is interrupted here finds the job still done, and removes what is gone already.
      await this.files.remove(job);
      await tx.update(ExportJob, job, { status: moveTo(job.status, 'expired'), fileHash: null });
    }
  }

  private async take(tx: Tx): Promise<ExportJob | null> {
    const [due] = await tx.sql<{ id: string }>(DUE, [tx.tenantId]);
    if (!due) return null;
    const job = await tx.get(ExportJob, due.id);
    if (job.attempts >= MAX_ATTEMPTS) {
      await this.files.remove(job);
      await tx.update(ExportJob, job, { status: moveTo(job.status, 'failed'), failure: GIVEN_UP, finishedAt: tx.now });
      return null;
    }
    await tx.update(ExportJob, job, { status: moveTo(job.status, 'running'), attempts: job.attempts + 1 });
    await this.hold(tx, job, 0, null);
    return job;
  }

  private async run(system: Context, job: ExportJob): Promise<void> {
    this.renewals = 0;
    const renewing = setInterval(() => this.renew(system, job), RENEW_MS);
    try {
      await this.files.remove(job);
      const file = await this.write({ ...system, ...job.requestedAs }, system, job);
      await this.settle(system, job, (tx) => ({ status: moveTo(job.status, 'done'), fileHash: file.hash, bytes: file.bytes, total: job.rows, finishedAt: tx.now, expiresAt: expiryOf(tx.now) }));
    } catch (error) {
      await this.giveUp(system, job, error);
    } finally {
      clearInterval(renewing);
    }
  }

  private renew(system: Context, job: ExportJob): void {
    if ((this.renewals += 1) > RENEWALS) return;
    // One that fails is no matter: the next one, or the next page, renews it.
    this.database.write(system, (tx) => tx.sql(RENEW, [tx.tenantId, job.id, job.attempts])).catch((error: unknown) => this.log.warn({ err: error, job: job.id }, 'the lease of an export was not renewed'));
  }

  private async write(ctx: Context, system: Context, job: ExportJob): Promise<{ hash: string; bytes: number }> {
    const declared = this.declared.get(job.kind);
    if (!declared) throw refuse.field('kind', 'unknown_export', { zh: `没有这种导出：${job.kind}`, en: `no such export: ${job.kind}` });
    permit(ctx, declared.permission);
    const filter = await readFilter(declared, job.filter);
    const zone = await this.database.read(system, (tx) => this.directory.zone(tx));
    const columns = declared.columns.map((column) => ({ ...column, label: column[ctx.language] }));
    const rows = this.rows(ctx, system, job, declared, filter);
    const content = job.format === 'xlsx' ? this.workbooks.writeTable(columns, rows, { title: declared.title[ctx.language], zone }) : this.workbooks.writeCsv(columns, rows, { zone });
    return this.files.put(job, content);
  }

  private async *rows(ctx: Context, system: Context, job: ExportJob, declared: DeclaredExport, filter: object): AsyncGenerator<TableRow> {
    const total = (await declared.total?.(ctx, filter)) ?? null;
    let cursor: string | null = null;
    do {
      if (this.stopping) throw new Stopping();
      const page: Awaited<ReturnType<DeclaredExport['rows']>> = await declared.rows(ctx, filter, cursor);
      const rows: number = job.rows + page.rows.length;
      if (rows > MAX_ROWS) throw refuse.rule('PF-15', 'too_many_rows', { zh: `超过 ${MAX_ROWS} 行，请缩小范围`, en: `More than ${MAX_ROWS} rows; narrow the filter` });
      await this.database.write(system, (tx) => this.hold(tx, job, rows, total));
      yield* page.rows;
      cursor = page.nextCursor;
    } while (cursor !== null);
  }

  /** Renews the lease and tells the progress. Throws `LeaseLost` when another run has taken the job. */
  private async hold(tx: Tx, job: ExportJob, rows: number, total: number | null): Promise<void> {
    const [held] = await tx.sql<{ version: number }>(HOLD, [tx.tenantId, job.id, job.version, rows, total]);
    if (!held) throw new LeaseLost();
    Object.assign(job, { rows, total, version: held.version });
    this.renewals = 0;
  }

  /** Writes how a run ended, unless it is no longer this run's to say. */
  private settle(system: Context, job: ExportJob, patch: (tx: Tx) => Partial<ExportJob>): Promise<void> {
    return this.database.write(system, async (tx) => {
      const now = await tx.lock(ExportJob, job.id);
      if (now.version !== job.version) throw new LeaseLost();
      await tx.update(ExportJob, job, { leaseUntil: null, ...patch(tx) });
    });
  }

  private async giveUp(system: Context, job: ExportJob, error: unknown): Promise<void> {
    const failure = error instanceof FileTooLarge ? TOO_LARGE : error instanceof Problem && error.options.status < 500 ? error.options.title : undefined;
    if (!failure && !(error instanceof LeaseLost) && !(error instanceof Stopping)) {
      // A fault of ours or of the machine: the lease runs out, and it is tried again. The file stays, since the job may be done and only the answer lost.
      return this.log.error({ err: error, job: job.id, tenantId: job.tenantId }, 'an export failed');
    }
    await this.files.removeRun(job);
    if (failure) return this.settle(system, job, (tx) => ({ status: moveTo(job.status, 'failed'), failure, finishedAt: tx.now }));
    if (error instanceof Stopping) return this.settle(system, job, () => ({ status: moveTo(job.status, 'queued'), attempts: job.attempts - 1 }));
    this.log.warn({ job: job.id, tenantId: job.tenantId }, 'another run has taken this export');
  }
}
