import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Directory } from '@luyue/directory';
import { Files } from '@luyue/files';
import { newId } from '@luyue/kernel';
import { type Context, decodeCursor, may, page, type Page, permit, refuse, statement, TenantDatabase, type Tx, unitsOf } from '@luyue/platform';
import { ChannelFiles, type FileKeeper } from '../channel-files.ts';
import { roleInbox, tell } from '../channel-notice.ts';
import { Staff } from '../staff/staff.service.ts';
import { ChannelDocument, DocumentEdition, DocumentSignature } from './channel-document.entity.ts';
import type { ChannelDocumentLine, ChannelDocumentView, DocumentEditionView, DocumentSignatures } from './channel-document-views.ts';
import type { ChannelDocumentQuery, DocumentEditionBody, OpenChannelDocument } from './channel-documents.http.ts';
import { clauseOfKind, inForceOn, pageOfKind, publishingPermission } from './channel-documents.rules.ts';

const DOCUMENT = { zh: '渠道文件', en: 'channel document' };
/** Whom an edition concerns (OC-4.7). */
const SIGNERS = ['account_manager', 'parts_manager', 'outstation_technician'];

interface Edition extends Record<string, unknown> { id: string; documentId: string; edition: number; attachmentId: string; effectiveOn: string; note: string | null; publishedAt: Date; publishedBy: string; signed: number; mine: Date | null }
const EDITIONS = statement('channel_document_editions', `
  SELECT e.id, e.document_id AS "documentId", e.edition, e.attachment_id AS "attachmentId", e.effective_on::text AS "effectiveOn", e.note, e.published_at AS "publishedAt", e.published_by AS "publishedBy", s.signed, s.mine
  FROM channel_document_edition e CROSS JOIN LATERAL (
    SELECT (count(*) FILTER (WHERE user_id = ANY ($3)))::int AS signed, max(signed_at) FILTER (WHERE user_id = $4) AS mine FROM channel_document_signature WHERE tenant_id = $1 AND edition_id = e.id) s
  WHERE e.tenant_id = $1 AND e.document_id = ANY ($2) ORDER BY e.document_id, e.edition DESC`);
const SIGNATURES = statement('channel_document_signatures', 'tenant_id = $1 AND edition_id = $2 ORDER BY signed_at, user_id');
const SIGN = statement('channel_document_sign', 'INSERT INTO channel_document_signature (tenant_id, edition_id, user_id, user_name, signed_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING');
const TITLES = statement('channel_document_titles', 'SELECT id, title FROM channel_document WHERE tenant_id = $1 AND id = ANY ($2)');

/** What outstation staff have to know, in editions that each of them signs: the regulations above (OC-1.1), crisis instructions (OC-2.5), technical documents (OC-3.4a). */
@Injectable()
export class ChannelDocuments implements FileKeeper, OnModuleInit {
  constructor(private readonly database: TenantDatabase, private readonly staff: Staff, private readonly directory: Directory, private readonly files: Files, private readonly guard: ChannelFiles) {}

  onModuleInit(): void { this.guard.keptBy(this); }

  async mayReadFiles(tx: Tx, subjectId: string): Promise<boolean> {
    const row = await tx.find(ChannelDocument, subjectId);
    if (row) permit(tx.ctx, readingAs(tx.ctx), row.departmentUnitId);
    return row !== null;
  }

  list(ctx: Context, filter: ChannelDocumentQuery & { limit: number }): Promise<Page<ChannelDocumentLine>> {
    const units = unitsOf(ctx, readingAs(ctx));
    const after = decodeCursor(filter.cursor, 2);
    return this.database.read(ctx, async (tx) => {
      const query = tx.manager.createQueryBuilder(ChannelDocument, 'd').where('d.tenantId = :tenant', { tenant: tx.tenantId });
      if (units !== 'all') query.andWhere('d.departmentUnitId = ANY (:units)', { units });
      if (filter.kind) query.andWhere('d.kind = :kind', { kind: filter.kind });
      if (filter.model) query.andWhere('d.model = :model', { model: filter.model });
      if (after) query.andWhere('(d.openedAt, d.id) < (:at, :id)', { at: after[0], id: after[1] });
      const cut = page(await query.orderBy('d.openedAt', 'DESC').addOrderBy('d.id', 'DESC').limit(filter.limit + 1).getMany(), filter.limit, (d) => [d.openedAt.toISOString(), d.id], (d) => d);
      return { ...cut, items: (await this.views(tx, cut.items)).map(({ editions: _all, mayPublish: _may, ...line }) => line) };
    });
  }

  get(ctx: Context, id: string): Promise<ChannelDocumentView> {
    permit(ctx, readingAs(ctx));
    return this.database.read(ctx, async (tx) => this.view(tx, await this.read(tx, id)));
  }

  /** Throws 400 for a model of what is no technical document, a file that is not the caller's own upload, or a day in the past. */
  open(ctx: Context, { departmentUnitId, kind, title, model, ...edition }: OpenChannelDocument): Promise<ChannelDocumentView> {
    permit(ctx, publishingPermission[kind], departmentUnitId);
    if (model && kind !== 'technical') throw refuse.field('model', 'not_technical', { zh: '只有技术资料才写机型', en: 'only a technical document names a model' }, clauseOfKind[kind]);
    return this.database.write(ctx, async (tx) => {
      await this.directory.unit(tx, departmentUnitId, 'departmentUnitId');
      const row = await tx.insert(ChannelDocument, { tenantId: tx.tenantId, id: newId(), version: 1, departmentUnitId, kind, title, model: model ?? null, openedAt: tx.now });
      return this.put(tx, row, 1, edition);
    });
  }

  /** The next edition. Throws 400 as `open` does. */
  publish(ctx: Context, id: string, edition: DocumentEditionBody): Promise<ChannelDocumentView> {
    if (!Object.values(publishingPermission).some((permission) => may(ctx, permission))) throw refuse.forbidden('channelDocument.write');
    return this.database.write(ctx, async (tx) => {
      const row = await tx.lock(ChannelDocument, id, DOCUMENT);
      permit(ctx, publishingPermission[row.kind], row.departmentUnitId);
      const [last] = await this.editions(tx, [id], []);
      return this.put(tx, row, last!.edition + 1, edition);
    });
  }

  /** Once; a second time changes nothing. Throws 422 for who is no outstation staff of the department, 400 for an edition that there is not, 409 for one that another has followed. */
  sign(ctx: Context, id: string, edition: number): Promise<ChannelDocumentView> {
    permit(ctx, 'ownPost.work');
    return this.database.write(ctx, async (tx) => {
      const row = await tx.get(ChannelDocument, id, DOCUMENT);
      permit(ctx, 'ownPost.work', row.departmentUnitId);
      const clause = clauseOfKind[row.kind];
      const { departmentUnitId, userId } = await this.staff.own(tx);
      if (departmentUnitId !== row.departmentUnitId) throw refuse.rule(clause, 'another_department', { zh: '这是别的部门的文件', en: 'It is a document of another department' });
      const editions = await this.editions(tx, [id], []);
      const [read, current] = [this.named(editions, edition, clause), inForceOn(editions, await this.staff.today(tx))];
      if (current && read.edition < current.edition) throw refuse.conflict('superseded', { zh: `已有新的一版（第 ${current.edition} 版），请签新版`, en: `Edition ${current.edition} has followed it: sign that one` }, { clause });
      await tx.sql(SIGN, [tx.tenantId, read.id, userId, ctx.userName, tx.now]);
      return this.view(tx, row);
    });
  }

  /** Of one edition, the one in force where none is named. Throws 400 for an edition that there is not. */
  signatures(ctx: Context, id: string, edition?: number): Promise<DocumentSignatures> {
    permit(ctx, readingAs(ctx));
    return this.database.read(ctx, async (tx) => {
      const row = await this.read(tx, id);
      const today = await this.staff.today(tx);
      const [editions, employed] = [await this.editions(tx, [id], []), await this.staff.employed(tx, [row.departmentUnitId], today)];
      const of = edition === undefined ? inForceOn(editions, today) ?? editions[0]! : this.named(editions, edition, clauseOfKind[row.kind]);
      const [rows, users] = await Promise.all([tx.rows(DocumentSignature, SIGNATURES, [tx.tenantId, of.id]), this.directory.users(tx)]);
      const done = new Set(rows.map((s) => s.userId));
      return {
        edition: of.edition, signed: rows.map(({ userId, userName, signedAt }) => ({ userId, userName, signedAt: signedAt.toISOString() })),
        missing: employed.filter((s) => !done.has(s.userId)).map(({ userId }) => ({ userId, userName: users.get(userId)?.name ?? '', signedAt: null })).toSorted((a, b) => (a.userName < b.userName ? -1 : 1)),
      };
    });
  }

  /** Throws 400 naming `documentId` for one that the department does not have. */
  async mentioned(tx: Tx, id: string, departmentUnitId: string): Promise<void> {
    const row = await tx.find(ChannelDocument, id);
    if (row?.departmentUnitId !== departmentUnitId) throw refuse.field('documentId', 'unknown_document', { zh: '没有这份文件', en: 'no such document' }, 'OC-3.4a');
  }

  async titles(tx: Tx, ids: string[]): Promise<Map<string, string>> {
    if (!ids.length) return new Map();
    return new Map((await tx.sql<{ id: string; title: string }>(TITLES, [tx.tenantId, ids])).map(({ id, title }) => [id, title]));
  }

  private async read(tx: Tx, id: string): Promise<ChannelDocument> {
    const row = await tx.get(ChannelDocument, id, DOCUMENT);
    permit(tx.ctx, readingAs(tx.ctx), row.departmentUnitId);
    return row;
  }

  private async put(tx: Tx, row: ChannelDocument, edition: number, { attachmentId, effectiveOn, note }: DocumentEditionBody): Promise<ChannelDocumentView> {
    const clause = clauseOfKind[row.kind];
    if (effectiveOn < (await this.staff.today(tx))) throw refuse.field('effectiveOn', 'past', { zh: '生效日已经过去', en: 'that day has passed' }, clause);
    await this.files.claim(tx, [attachmentId], { type: 'channel_document', id: row.id });
    await tx.insert(DocumentEdition, { tenantId: tx.tenantId, id: newId(), version: 1, documentId: row.id, edition, attachmentId, effectiveOn, note: note ?? null, publishedAt: tx.now, publishedBy: tx.ctx.userName });
    tell(tx, {
      kind: 'channel_document', clauseId: clause, unitId: row.departmentUnitId, subject: { type: 'channel_document', id: row.id, number: `${edition}`, title: row.title }, link: `${pageOfKind[row.kind]}&id=${row.id}`, values: { by: tx.ctx.userName, effectiveOn },
      to: SIGNERS.map((role) => roleInbox(role, row.departmentUnitId)),
    });
    return this.view(tx, row);
  }

  private named(editions: Edition[], edition: number, clause: string): Edition {
    const found = editions.find((e) => e.edition === edition);
    if (!found) throw refuse.field('edition', 'unknown_edition', { zh: '没有这一版', en: 'no such edition' }, clause);
    return found;
  }

  /** Of these documents, the newest of each first; who of `employed` has signed is counted. */
  private editions(tx: Tx, documentIds: string[], employed: string[]): Promise<Edition[]> { return tx.sql<Edition>(EDITIONS, [tx.tenantId, documentIds, employed, tx.ctx.userId]); }

  private async view(tx: Tx, row: ChannelDocument): Promise<ChannelDocumentView> { return (await this.views(tx, [row]))[0]!; }

  private async views(tx: Tx, rows: ChannelDocument[]): Promise<ChannelDocumentView[]> {
    const today = await this.staff.today(tx);
    const employed = await this.staff.employed(tx, [...new Set(rows.map((r) => r.departmentUnitId))], today);
    const editions = await this.editions(tx, rows.map((r) => r.id), employed.map((s) => s.userId));
    return rows.map(({ id, version, departmentUnitId, kind, title, model, openedAt }) => {
      const own = editions.filter((e) => e.documentId === id);
      const current = inForceOn(own, today);
      return {
        id, version, departmentUnitId, kind, title, model, openedAt: openedAt.toISOString(), inForce: current ? editionView(current) : null, signers: employed.filter((s) => s.departmentUnitId === departmentUnitId).length,
        editions: own.map(editionView), mayPublish: may(tx.ctx, publishingPermission[kind], departmentUnitId),
      };
    });
  }
}

/** Whoever publishes reads, and whoever reads the staff. */
const readingAs = (ctx: Context): string => (may(ctx, 'outstationStaff.read') ? 'outstationStaff.read' : 'channelDocument.write');

const editionView = ({ edition, attachmentId, effectiveOn, note, publishedAt, publishedBy, signed, mine }: Edition): DocumentEditionView =>
  ({ edition, attachmentId, effectiveOn, note, publishedAt: publishedAt.toISOString(), publishedBy, signedAt: mine?.toISOString() ?? null, signed });
