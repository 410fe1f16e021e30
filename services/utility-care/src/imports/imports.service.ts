import { Inject, Injectable } from '@nestjs/common';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import { Directory } from '@luyue/directory';
import { DiskStore, type FileStore, FileTooLarge, MAX_BYTES } from '@luyue/files';
import { newId } from '@luyue/kernel';
import { CONFIG, type Context, permit, Problem, refuse, type ServiceEnvironment, TenantDatabase, type Text, type Tx, whenTaken } from '@luyue/platform';
import { isUtf8 } from '@luyue/reports/csv/read-csv';
import { OpenCase } from '../intake/open-case.ts';
import { CallImport, CallImportReject } from './call-import.entity.ts';
import { COLUMNS, countRows, type LogRow, readCallLog, REASON } from './call-log.ts';
import type { ImportView } from './imports.http.ts';
import { KnownCalls, type Verdict } from './known-calls.ts';
import { type Call, readCall } from './read-call.ts';

/** Rows of one step: read, judged, opened and recorded together. */
const BATCH = 100;
/** A run that has not moved for so long was interrupted; the same file takes it up again. */
const STALE_MS = 2 * 60_000;
const IMPORT = { zh: '导入', en: 'import' };

/** A day's call log of another system becomes cases (UC-5.1a, R6). Good rows are kept whatever the others are; those come back with the reason. */
@Injectable()
export class Imports {
  private readonly store: FileStore;

  constructor(
    private readonly database: TenantDatabase, private readonly directory: Directory, private readonly openCase: OpenCase, private readonly known: KnownCalls, @Inject(CONFIG) config: ServiceEnvironment,
  ) {
    this.store = new DiskStore(join(config.DATA_DIR, 'imports'));
  }

  /**
   * Takes in a CSV file. The same file again answers the first result and adds nothing; 409 `import_running` with its id while it is still being
   * taken in. A file that cannot be read to its end is refused before a row of it is written: 400 naming the missing columns or the row; 413 past 10 MiB.
   */
  async calls(ctx: Context, fileName: string, content: Readable): Promise<ImportView> {
    permit(ctx, 'import.run');
    // The file itself is the key of the request: one that the caller sent must not be claimed by the first batch.
    const own: Context = { ...ctx, idempotency: undefined };
    const { sha256 } = await this.store.put(ctx.tenantId, content, MAX_BYTES).catch((error: unknown) => {
      throw error instanceof FileTooLarge ? new Problem({ status: 413, code: 'too_large', clause: 'UC-5.1a', title: { zh: '文件不能超过 10 MB', en: 'A file may have 10 MB at most' } }) : error;
    });
    const open = (): Readable => this.store.open(ctx.tenantId, sha256);
    const utf8 = await isUtf8(open());
    if (!(await countRows(open(), utf8))) throw refuse.field('file', 'empty', { zh: '文件里一通电话也没有', en: 'the file has no call in it' }, 'UC-5.1a');
    const { record, repeated } = await this.begin(own, fileName, sha256);
    if (!repeated) await this.run(own, record, readCallLog(open(), utf8));
    return viewOf(record, repeated);
  }

  get(ctx: Context, id: string): Promise<ImportView> {
    permit(ctx, 'import.run');
    return this.database.read(ctx, async (tx) => viewOf(await tx.get(CallImport, id, IMPORT), false));
  }

  /** The rejected rows as CSV with the reason in the last column, in the caller's language; mended, the file can be taken in as it is. */
  async errors(ctx: Context, id: string): Promise<Readable> {
    permit(ctx, 'import.run');
    await this.database.read(ctx, (tx) => tx.get(CallImport, id, IMPORT));
    const header = [...COLUMNS.map((c) => c[ctx.language]), REASON[ctx.language]];
    // The mark at the start tells Excel that it is UTF-8; formulas are what a stranger's text must not become there.
    return Readable.from(this.rejects(ctx, id)).pipe(stringify({ bom: true, header: true, columns: header, escape_formulas: true, record_delimiter: 'windows' }));
  }

  private async *rejects(ctx: Context, id: string): AsyncGenerator<string[]> {
    for (let last = 0; ;) {
      const page = await this.database.read(ctx, (tx) => tx.manager.createQueryBuilder(CallImportReject, 'r')
        .where('r.tenantId = :tenant AND r.importId = :id AND r.row > :last', { tenant: tx.tenantId, id, last }).orderBy('r.row').limit(500).getMany());
      for (const { cells, reason } of page) yield [...cells, reason[ctx.language]];
      if (!page.length) return;
      last = page.at(-1)!.row;
    }
  }

  /** The record of this file: a new one, an interrupted one taken up again, or the finished one (`repeated`). */
  private begin(ctx: Context, fileName: string, sha256: string): Promise<{ record: CallImport; repeated: boolean }> {
    return this.database.write(ctx, async (tx) => {
      const fresh = { status: 'running' as const, rows: 0, created: 0, already: 0, rejected: 0, failure: null, userName: ctx.userName, startedAt: tx.now, progressAt: tx.now, finishedAt: null };
      const found = await tx.manager.createQueryBuilder(CallImport, 'i').where('i.tenantId = :tenant AND i.sha256 = :sha256', { tenant: tx.tenantId, sha256 }).getOne();
      if (!found) return { record: await tx.insert(CallImport, { tenantId: tx.tenantId, id: newId(), version: 1, fileName: fileName.slice(0, 200), sha256, ...fresh }), repeated: false };
      if (found.status === 'done') return { record: found, repeated: true };
      if (found.status === 'running' && tx.now.getTime() - found.progressAt.getTime() < STALE_MS) throw running(found.id);
      await tx.manager.createQueryBuilder().delete().from(CallImportReject).where('tenant_id = :tenant AND import_id = :id', { tenant: tx.tenantId, id: found.id }).execute();
      return { record: await tx.update(CallImport, found, fresh), repeated: false };
      // Two callers with the same file at the same moment: the unique hash lets one of them begin.
    }).catch(whenTaken(() => running(null)));
  }

  private async run(ctx: Context, record: CallImport, rows: AsyncIterable<LogRow>): Promise<void> {
    try {
      await this.takeIn(ctx, record, rows);
    } catch (error) {
      await this.database.write(ctx, (tx) => tx.update(CallImport, record, { status: 'failed', failure: error instanceof Problem ? error.options.title[ctx.language] : 'internal', finishedAt: tx.now }));
      throw error;
    }
  }

  private async takeIn(ctx: Context, record: CallImport, rows: AsyncIterable<LogRow>): Promise<void> {
    let batch: LogRow[] = [];
    const { zone, agents } = await this.database.read(ctx, async (tx) => {
      const users = await this.directory.users(tx);
      return { zone: await this.directory.zone(tx), agents: new Map([...users.values()].filter((u) => u.active && u.staffNumber).map((u) => [u.staffNumber, u])) };
    });
    const step = async (): Promise<void> => {
      const judged = await this.database.read(ctx, (tx) => this.judge(tx, batch, (row) => readCall(row.cells, { now: tx.now, zone, agents })));
      const calls = judged.flatMap((verdict) => ('open' in verdict ? [verdict.open] : []));
      if (calls.length) await this.openCase.openImported(ctx, calls);
      await this.record(ctx, record, batch, judged);
      batch = [];
    };
    for await (const row of rows) {
      batch.push(row);
      if (batch.length >= BATCH) await step();
    }
    if (batch.length) await step();
    await this.database.write(ctx, (tx) => tx.update(CallImport, record, { status: 'done', finishedAt: tx.now }));
  }

  private async judge(tx: Tx, batch: LogRow[], read: (row: LogRow) => Call | { reason: Text }): Promise<Verdict[]> {
    const calls = batch.map((row) => ({ row: row.row, call: read(row) }));
    const readable = calls.filter((c): c is { row: number; call: Call } => !('reason' in c.call));
    const verdicts = await this.known.judge(tx, readable);
    const byRow = new Map(readable.map(({ row }, i) => [row, verdicts[i]!]));
    return calls.map(({ row, call }) => byRow.get(row) ?? (call as { reason: Text }));
  }

  /** Writes what came of a batch. Throws 412 when another run has taken this import up meanwhile. */
  private record(ctx: Context, record: CallImport, batch: LogRow[], judged: Verdict[]): Promise<void> {
    const rejects = batch.flatMap(({ row, cells }, i) => {
      const verdict = judged[i]!;
      return 'reason' in verdict ? [{ tenantId: ctx.tenantId, importId: record.id, row, cells: COLUMNS.map(({ key }) => cells[key]), reason: verdict.reason }] : [];
    });
    const already = judged.filter((verdict) => 'already' in verdict).length;
    return this.database.write(ctx, async (tx) => {
      await tx.update(CallImport, record, {
        rows: record.rows + batch.length, rejected: record.rejected + rejects.length, already: record.already + already, created: record.created + batch.length - rejects.length - already, progressAt: tx.now,
      });
      await tx.insertAll(CallImportReject, rejects);
    });
  }
}

const running = (id: string | null): Problem => refuse.conflict('import_running', { zh: '这份文件正在导入，稍后再看结果', en: 'This file is being taken in; look at the result in a while' }, { clause: 'UC-5.1a', extra: { ...(id && { id }) } });

function viewOf(record: CallImport, repeated: boolean): ImportView {
  const { id, fileName, status, rows, created, already, rejected, failure, startedAt, finishedAt } = record;
  return {
    id, fileName, status, rows, created, already, rejected, failure, repeated, errorsUrl: rejected ? `/v1/utility-care/imports/${id}/errors.csv` : null, startedAt: startedAt.toISOString(), finishedAt: finishedAt?.toISOString() ?? null,
  };
}
