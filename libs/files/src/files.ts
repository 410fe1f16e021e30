import { Inject, Injectable } from '@nestjs/common';
import { fileTypeFromBuffer } from 'file-type/node';
import type { Readable } from 'node:stream';
import { newId } from '@luyue/kernel';
import { Problem, refuse, TenantDatabase, type Context, type Tx } from '@luyue/platform';
import { Attachment } from './attachment.entity.ts';
import type { AttachmentView } from './attachments.http.ts';
import { FileTooLarge, type FileStore } from './file-store.ts';

export const FILE_STORE = Symbol('file-store');
export const MAX_BYTES = 10 * 1_048_576;

/** Told by content, never by name. */
const ALLOWED = new Set(['image/jpeg', 'image/png', 'image/webp', 'application/pdf']);

@Injectable()
export class Files {
  constructor(private readonly database: TenantDatabase, @Inject(FILE_STORE) private readonly store: FileStore) {}

  /** Keeps an upload (PF-14). 413 past 10 MiB, 415 for a content that is neither picture nor PDF. Tells when the same bytes are there already. */
  async upload(ctx: Context, name: string, content: Readable): Promise<AttachmentView> {
    const stored = await this.store.put(ctx.tenantId, content, MAX_BYTES).catch((error: unknown) => {
      throw error instanceof FileTooLarge ? new Problem({ status: 413, code: 'too_large', clause: 'PF-14', title: { zh: '文件不能超过 10 MB', en: 'A file may have 10 MB at most' } }) : error;
    });
    const type = await fileTypeFromBuffer(stored.head);
    if (!type || !ALLOWED.has(type.mime)) throw new Problem({ status: 415, code: 'unsupported_type', clause: 'PF-14', title: { zh: '只收照片（JPEG、PNG、WebP）和 PDF', en: 'Only pictures (JPEG, PNG, WebP) and PDF' } });
    return this.database.write(ctx, async (tx) => {
      const before = await tx.manager.createQueryBuilder(Attachment, 'a').where('a.tenantId = :tenant AND a.sha256 = :hash AND a.subjectId IS NOT NULL', { tenant: tx.tenantId, hash: stored.sha256 }).getOne();
      const row = await tx.insert(Attachment, { tenantId: tx.tenantId, id: newId(), version: 1, name: name.slice(0, 200), mime: type.mime, bytes: stored.bytes, sha256: stored.sha256, subjectType: null, subjectId: null, uploadedBy: ctx.userId, uploadedAt: tx.now });
      return { id: row.id, name: row.name, mime: row.mime, bytes: row.bytes, sha256: row.sha256, reusedFrom: before?.subjectId ?? null };
    });
  }

  /** Binds uploads to the record they belong to. Throws 400 for an id that is not the caller's own free upload. */
  async claim(tx: Tx, ids: string[], subject: { type: string; id: string }): Promise<Attachment[]> {
    const rows: Attachment[] = [];
    for (const id of ids) {
      const row = await tx.find(Attachment, id, { lock: true });
      if (!row || row.subjectId || row.uploadedBy !== tx.ctx.userId) throw refuse.field('attachmentIds', 'unknown_attachment', { zh: '没有这个附件，或已用在别处', en: 'no such attachment, or it is used elsewhere' });
      rows.push(await tx.update(Attachment, row, { subjectType: subject.type, subjectId: subject.id }));
    }
    return rows;
  }

  /** What hangs on a record, the oldest first; who may know is the business of whoever asks. */
  ofSubject(tx: Tx, subjectId: string): Promise<Attachment[]> {
    return tx.manager.createQueryBuilder(Attachment, 'a').where('a.tenantId = :tenant AND a.subjectId = :subjectId', { tenant: tx.tenantId, subjectId }).orderBy('a.uploadedAt').addOrderBy('a.id').getMany();
  }

  /** Its bytes, for whoever has asked who may read them. */
  bytesOf(row: Attachment): Readable { return this.store.open(row.tenantId, row.sha256); }

  /** The bytes of an attachment; `check` decides by the record that it belongs to. */
  async open(ctx: Context, id: string, check: (tx: Tx, row: Attachment) => Promise<void>): Promise<{ row: Attachment; content: Readable }> {
    const row = await this.database.read(ctx, async (tx) => {
      const found = await tx.get(Attachment, id, { zh: '附件', en: 'attachment' });
      if (found.uploadedBy !== ctx.userId) await check(tx, found);
      return found;
    });
    return { row, content: this.bytesOf(row) };
  }
}
