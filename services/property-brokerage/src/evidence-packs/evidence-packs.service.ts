import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Directory } from '@luyue/directory';
import { type Attachment, Files } from '@luyue/files';
import { newId } from '@luyue/kernel';
import { type Context, permit, refuse, TenantDatabase, type Tx } from '@luyue/platform';
import { DealRecord, permitDeal } from '../deals/deal-record.ts';
import type { Deal } from '../deals/deal.entity.ts';
import { EvidenceContents } from './evidence-contents.ts';
import { EvidencePack } from './evidence-pack.entity.ts';
import type { EvidencePackView, MakeEvidencePack } from './evidence-packs.http.ts';
import { attachmentPath, jsonOf, manifestOf, type PackedFile, textFile } from './evidence-packs.rules.ts';
import { zipOf } from './evidence-zip.ts';

/** More than the zip's own counters hold safely; no deal has come near. */
const MOST_BYTES = 2 * 1_073_741_824;
const PACK = { zh: '证据包', en: 'evidence pack' };

/** All that is known of a deal in one file that anybody can check (capability 7): deal, timeline, obligations with their explanations, money, messages, attachments. */
@Injectable()
export class EvidencePacks {
  constructor(private readonly database: TenantDatabase, private readonly record: DealRecord, private readonly contents: EvidenceContents, private readonly files: Files, private readonly directory: Directory) {}

  /** Keeps what is known now, so that the pack is the same whenever it is fetched. Throws 403 for full numbers without the right to reveal them, 409 naming an attachment whose bytes are damaged. */
  async make(ctx: Context, dealId: string, { reason, fullNumbers = false }: MakeEvidencePack): Promise<EvidencePackView> {
    permit(ctx, 'dealEvidence.make');
    const read = await this.database.read(ctx, async (tx) => {
      this.permit(ctx, await this.record.read(tx, dealId), fullNumbers);
      return this.files.ofSubject(tx, dealId);
    });
    if (read.reduce((sum, file) => sum + file.bytes, 0) > MOST_BYTES) throw refuse.rule('PF-14', 'too_large', { zh: '附件一共超过 2 GB，不能做成一个证据包', en: 'The attachments have more than 2 GB together' });
    // Before the deal is held: it can be much to read.
    for (const file of read) await this.whole(file);
    return this.database.write(ctx, async (tx) => {
      const deal = await this.record.lock(tx, dealId);
      const [contents, attachments, tenant] = await Promise.all([this.contents.of(tx, deal, fullNumbers), this.files.ofSubject(tx, dealId), this.directory.tenantName(tx)]);
      const packed = attachments.map((file, i) => ({ id: file.id, path: attachmentPath(i, file.name), mime: file.mime, bytes: file.bytes, sha256: file.sha256, uploadedAt: file.uploadedAt.toISOString() }));
      const texts = [...contents, ['attachments', packed] as const].map(([name, value]): [string, string] => [`${name}.json`, jsonOf(value)]);
      const entries: PackedFile[] = [...texts.map(([path, text]) => textFile(path, text)), ...packed];
      const id = newId();
      const manifest = manifestOf({
        format: 'luyue-evidence/1', packId: id, tenant, dealId, dealNumber: deal.number, dealTitle: deal.title, dealStatus: deal.status, madeAt: tx.now.toISOString(), madeBy: ctx.userName, reason, fullNumbers,
      }, entries);
      const pack = await tx.insert(EvidencePack, { tenantId: tx.tenantId, id, version: 1, dealId, reason, fullNumbers, madeAt: tx.now, madeBy: ctx.userName, manifest: jsonOf(manifest), head: manifest.head, entries: entries.length, bytes: `${entries.reduce((sum, e) => sum + e.bytes, 0)}`, texts: texts.map(([, text]) => text), attachmentIds: attachments.map((file) => file.id) });
      await this.record.write(tx, dealId, { kind: 'access', title: `${fullNumbers ? '制作证据包（含完整号码）' : '制作证据包'}，${entries.length} 项`, text: `${reason}；校验值 ${manifest.head}` });
      return view(pack);
    });
  }

  list(ctx: Context, dealId: string): Promise<{ items: EvidencePackView[] }> {
    permit(ctx, 'dealEvidence.make');
    return this.database.read(ctx, async (tx) => {
      permitDeal(ctx, 'dealEvidence.make', await this.record.read(tx, dealId));
      // Without the texts, which can be long.
      const rows = await tx.manager.createQueryBuilder(EvidencePack, 'p').select(['p.tenantId', 'p.id', 'p.dealId', 'p.reason', 'p.fullNumbers', 'p.madeAt', 'p.madeBy', 'p.head', 'p.entries', 'p.bytes'])
        .where('p.tenantId = :tenant AND p.dealId = :dealId', { tenant: tx.tenantId, dealId }).orderBy('p.madeAt', 'DESC').addOrderBy('p.id', 'DESC').getMany();
      return { items: rows.map(view) };
    });
  }

  /** The same bytes each time. Whoever fetches it leaves a line. */
  async content(ctx: Context, id: string): Promise<{ name: string; content: Readable }> {
    permit(ctx, 'dealEvidence.make');
    const { pack, number, attachments } = await this.database.write(ctx, async (tx) => {
      const found = await tx.get(EvidencePack, id, PACK);
      const deal = await this.record.read(tx, found.dealId);
      this.permit(ctx, deal, found.fullNumbers);
      await this.record.write(tx, found.dealId, { kind: 'access', title: '下载证据包', text: `校验值 ${found.head}` });
      return { pack: found, number: deal.number, attachments: await this.attachmentsOf(tx, found) };
    });
    return { name: `${number}-证据包.zip`, content: zipOf(pack.manifest, pack.texts, attachments.map((file) => () => this.files.bytesOf(file))) };
  }

  private permit(ctx: Context, deal: Deal, full: boolean): void {
    permitDeal(ctx, 'dealEvidence.make', deal);
    if (full) permitDeal(ctx, 'deal.reveal', deal);
  }

  private async attachmentsOf(tx: Tx, pack: EvidencePack): Promise<Attachment[]> {
    const all = new Map((await this.files.ofSubject(tx, pack.dealId)).map((file) => [file.id, file]));
    return pack.attachmentIds.map((id) => all.get(id)!);
  }

  /** A pack that cannot be fetched later would be none. */
  private async whole(file: Attachment): Promise<void> {
    const hash = createHash('sha256');
    const found = await pipeline(this.files.bytesOf(file), hash).then(() => hash.digest('hex'), () => null);
    if (found !== file.sha256) throw refuse.conflict('attachment_damaged', { zh: `附件“${file.name}”已损坏，先找回原件`, en: `The attachment "${file.name}" is damaged; recover the original first` }, { clause: 'PF-14' });
  }
}

const view = ({ id, dealId, madeAt, madeBy, reason, fullNumbers, entries, bytes, head }: EvidencePack): EvidencePackView => ({ id, dealId, madeAt: madeAt.toISOString(), madeBy, reason, fullNumbers, entries, bytes: Number(bytes), head });
