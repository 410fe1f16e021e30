import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { DiskStore, type FileStore } from '@luyue/files';
import { MAX_FILE_BYTES } from './exports.rules.ts';

/** One run of a job. Each has a place of its own, so that a run that was given up for dead and still writes touches nobody else's file. */
export interface JobRun { tenantId: string; id: string; attempts: number }

export const EXPORT_FILES = Symbol('export-files');

/** Where exported files lie until they expire: a store of `@luyue/files` for each run, since stores name files by their hash and remove none. */
export interface ExportFiles {
  put(run: JobRun, content: Readable): Promise<{ hash: string; bytes: number }>;
  open(run: JobRun, hash: string): Readable;
  /** What this run has left. */
  removeRun(run: JobRun): Promise<void>;
  /** What all runs of the job have left. */
  remove(job: Pick<JobRun, 'tenantId' | 'id'>): Promise<void>;
}

/** On the disk that attachments are on. */
export class DiskExportFiles implements ExportFiles {
  constructor(private readonly root: string) {}

  async put(run: JobRun, content: Readable): Promise<{ hash: string; bytes: number }> {
    const { sha256, bytes } = await this.storeOf(run).put(run.tenantId, content, MAX_FILE_BYTES);
    return { hash: sha256, bytes };
  }

  open(run: JobRun, hash: string): Readable { return this.storeOf(run).open(run.tenantId, hash); }

  removeRun(run: JobRun): Promise<void> { return rm(this.folderOf(run), { recursive: true, force: true }); }

  remove({ tenantId, id }: Pick<JobRun, 'tenantId' | 'id'>): Promise<void> { return rm(join(this.root, tenantId, id), { recursive: true, force: true }); }

  private storeOf(run: JobRun): FileStore { return new DiskStore(this.folderOf(run)); }

  private folderOf({ tenantId, id, attempts }: JobRun): string { return join(this.root, tenantId, id, String(attempts)); }
}
