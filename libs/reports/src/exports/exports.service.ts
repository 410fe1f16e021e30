import { Inject, Injectable } from '@nestjs/common';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { Directory } from '@luyue/directory';
import { localDate, newId } from '@luyue/kernel';
import { type Context, permit, Problem, refuse, TenantDatabase, type Tx } from '@luyue/platform';
import { DECLARED_EXPORTS, type DeclaredExport, type DeclaredExports, readFilter } from './declared-export.ts';
import { EXPORT_FILES, type ExportFiles } from './export-files.ts';
import { ExportJob } from './export-job.entity.ts';
import { type ExportView, exportView } from './export-views.ts';
import { MAX_WAITING } from './exports.rules.ts';

export const EXPORT_CONTEXT = Symbol('export-context');
export interface ExportRequest { kind: string; filter?: Record<string, unknown>; format: 'xlsx' | 'csv' }
export interface ExportedFile { name: string; bytes: number; format: 'xlsx' | 'csv'; content: Readable }

const EXPORT = { zh: '导出', en: 'export' };

/** Lists as files (PF-15): asked for here, written by `ExportRunner`, fetched by whoever asked and nobody else. */
@Injectable()
export class Exports {
  constructor(
    private readonly database: TenantDatabase, private readonly directory: Directory, @Inject(DECLARED_EXPORTS) private readonly declared: DeclaredExports,
    @Inject(EXPORT_FILES) private readonly files: ExportFiles, @Inject(EXPORT_CONTEXT) private readonly context: string,
  ) {}

  /** Throws 403 without the export's permission, 400 for a kind or a filter that is not declared, 409 while the caller has `MAX_WAITING` jobs unfinished. */
  async request(ctx: Context, { kind, filter = {}, format }: ExportRequest): Promise<ExportView> {
    const declared = this.declaredAs(kind);
    permit(ctx, declared.permission);
    await readFilter(declared, filter);
    return this.database.write(ctx, async (tx) => {
      const requestedBy = ownerOf(ctx);
      const waiting = await tx.manager.createQueryBuilder(ExportJob, 'j').where(`j.tenantId = :tenant AND j.status IN ('queued', 'running') AND j.requestedBy = :requestedBy`, { tenant: tx.tenantId, requestedBy }).limit(MAX_WAITING).getMany();
      if (waiting.length >= MAX_WAITING) throw refuse.conflict('exports_waiting', { zh: `还有 ${MAX_WAITING} 个导出没有做完，先等一等`, en: `${MAX_WAITING} exports are not finished yet; wait for them first` }, { clause: 'PF-15' });
      const { userId, userName, unitId, clientId, grants, modules, language } = ctx;
      const job = await tx.insert(ExportJob, {
        tenantId: tx.tenantId, id: newId(), version: 1, kind, filter, format, status: 'queued', rows: 0, total: null, attempts: 0, leaseUntil: null, fileHash: null, bytes: null, requestedBy,
        requestedAs: { userId, userName, unitId, clientId, grants, modules, language }, createdAt: tx.now, finishedAt: null, expiresAt: null, failure: null,
      });
      return exportView(job, this.context, ctx.language);
    });
  }

  get(ctx: Context, id: string): Promise<ExportView> {
    return this.database.read(ctx, async (tx) => exportView(await this.own(tx, id), this.context, ctx.language));
  }

  /** The file. Throws 409 while there is none yet or none any more to come, 410 once it has expired. */
  async content(ctx: Context, id: string): Promise<ExportedFile> {
    const { job, name } = await this.database.read(ctx, async (tx) => {
      const found = await this.own(tx, id);
      const { title } = this.declaredAs(found.kind);
      if (found.status === 'expired' || (found.expiresAt && found.expiresAt <= tx.now)) throw new Problem({ status: 410, code: 'export_expired', clause: 'PF-15', title: { zh: '文件已过期删除，请重新导出', en: 'The file has expired; export again' } });
      if (found.status !== 'done') throw refuse.conflict('export_not_ready', { zh: '文件还没有做好', en: 'The file is not ready' }, { clause: 'PF-15' });
      return { job: found, name: `${title[ctx.language]}-${localDate(found.createdAt, await this.directory.zone(tx))}.${found.format}` };
    });
    const content = this.files.open(job, job.fileHash!);
    // A file that is not there is told as such, not as a download that breaks off.
    await once(content, 'readable');
    return { name, bytes: job.bytes!, format: job.format, content };
  }

  private declaredAs(kind: string): DeclaredExport {
    const declared = this.declared.get(kind);
    if (!declared) throw refuse.field('kind', 'unknown_export', { zh: `没有这种导出：${kind}`, en: `no such export: ${kind}` }, 'PF-15');
    return declared;
  }

  /** Throws 404 for another person's job, as for one that is not there. Its permission is asked again: it may have been taken away. */
  private async own(tx: Tx, id: string): Promise<ExportJob> {
    const job = await tx.get(ExportJob, id, EXPORT);
    if (job.requestedBy !== ownerOf(tx.ctx)) throw refuse.notFound(EXPORT);
    permit(tx.ctx, this.declaredAs(job.kind).permission);
    return job;
  }
}

/** Person or API client. Throws 401 for a caller who is neither: a file needs an owner. */
function ownerOf({ userId, clientId }: Context): string {
  const owner = userId ?? clientId;
  if (!owner) throw refuse.unauthenticated();
  return owner;
}
