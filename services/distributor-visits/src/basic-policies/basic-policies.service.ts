import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Directory } from '@luyue/directory';
import { Files } from '@luyue/files';
import { type DateText, localDate, newId } from '@luyue/kernel';
import { type Context, decodeCursor, page, type Page, permit, refuse, statement, TenantDatabase, type Tx, unitsOf, whenTaken } from '@luyue/platform';
import { AttachmentReaders } from '../attachment-readers.ts';
import { BasicPolicy } from './basic-policy.entity.ts';
import type { BasicPolicyView, PublishBasicPolicy } from './basic-policies.http.ts';

// The nearest unit that has one in force on the day decides, so that a unit's own comes before headquarters'.
const IN_FORCE = statement('basic_policy_in_force', 'tenant_id = $1 AND unit_id = ANY ($2) AND effective_from <= $3 ORDER BY array_position($2::uuid[], unit_id) DESC, effective_from DESC LIMIT 1');
const OF_IDS = statement('basic_policies_of_ids', 'tenant_id = $1 AND id = ANY ($2)');

/** Basic policies of the superiors: published once, never changed; the next one takes over on its day (DV-5). */
@Injectable()
export class BasicPolicies implements OnModuleInit {
  constructor(private readonly database: TenantDatabase, private readonly directory: Directory, private readonly files: Files, private readonly readers: AttachmentReaders) {}

  onModuleInit(): void { this.readers.add(async (tx, id) => Boolean(await tx.find(BasicPolicy, id)), 'visitPlan.read'); }

  /** Those for the reader's units, the latest first. */
  list(ctx: Context, limit: number, cursor?: string): Promise<Page<BasicPolicyView>> {
    const units = unitsOf(ctx, 'visitPlan.read');
    const after = decodeCursor(cursor, 2);
    return this.database.read(ctx, async (tx) => {
      const known = await this.directory.units(tx);
      const query = tx.manager.createQueryBuilder(BasicPolicy, 'p').where('p.tenantId = :tenant', { tenant: tx.tenantId });
      if (units !== 'all') query.andWhere('p.unitId = ANY (:units)', { units: units.flatMap((id) => known.get(id)?.path ?? [id]) });
      if (after) query.andWhere('(p.effectiveFrom, p.id) < (:day, :id)', { day: after[0], id: after[1] });
      const rows = await query.orderBy('p.effectiveFrom', 'DESC').addOrderBy('p.id', 'DESC').limit(limit + 1).getMany();
      return page(rows, limit, (p) => [p.effectiveFrom, p.id], (p) => view(p, known.get(p.unitId)?.name ?? ''));
    });
  }

  /** Throws 422 for a day in the past, 409 where one begins on that day. */
  publish(ctx: Context, { unitId, title, text, effectiveFrom, attachmentIds = [] }: PublishBasicPolicy): Promise<BasicPolicyView> {
    permit(ctx, 'basicPolicy.publish', unitId);
    return this.database.write(ctx, async (tx) => {
      const unit = await this.directory.unit(tx, unitId);
      if (effectiveFrom < localDate(tx.now, await this.directory.zone(tx))) throw refuse.rule('DV-5', 'policy_in_the_past', { zh: '基本方针不能从过去生效', en: 'A basic policy does not begin in the past' }, { errors: [{ field: 'effectiveFrom', code: 'past', message: { zh: '不早于今天', en: 'not before today' } }] });
      const id = newId();
      const row = { tenantId: tx.tenantId, id, version: 1, unitId, title, text, effectiveFrom, attachmentIds: (await this.files.claim(tx, attachmentIds, { type: 'basic_policy', id })).map((f) => f.id), publishedAt: tx.now, publishedBy: ctx.userName };
      await tx.insert(BasicPolicy, row).catch(whenTaken(() => refuse.conflict('policy_taken', { zh: '那天已有一份基本方针生效', en: 'One begins on that day already' }, { clause: 'DV-5' })));
      return view(row, unit.name);
    });
  }

  /** The one in force for a unit on a day: its own, else that of the nearest unit above; null where there is none. */
  async inForce(tx: Tx, unitId: string, day: DateText): Promise<BasicPolicy | null> {
    const path = (await this.directory.units(tx)).get(unitId)?.path ?? [unitId];
    return (await tx.rows(BasicPolicy, IN_FORCE, [tx.tenantId, path, day]))[0] ?? null;
  }

  /** Titles by id. */
  async titles(tx: Tx, ids: string[]): Promise<Map<string, string>> {
    return new Map((ids.length ? await tx.rows(BasicPolicy, OF_IDS, [tx.tenantId, ids]) : []).map((p) => [p.id, p.title]));
  }
}

const view = (p: BasicPolicy, unitName: string): BasicPolicyView => ({
  id: p.id, unitId: p.unitId, unitName, title: p.title, text: p.text, effectiveFrom: p.effectiveFrom, attachmentIds: p.attachmentIds, publishedAt: p.publishedAt.toISOString(), publishedBy: p.publishedBy,
});
