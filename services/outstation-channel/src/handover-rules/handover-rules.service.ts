import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Directory } from '@luyue/directory';
import { Files } from '@luyue/files';
import { localDate, newId } from '@luyue/kernel';
import { type Context, permit, refuse, statement, TenantDatabase, type Tx, unitsOf, whenTaken } from '@luyue/platform';
import { ChannelFiles, type FileKeeper } from '../channel-files.ts';
import { HandoverRule } from './handover-rule.entity.ts';
import type { HandoverRuleView, PublishHandoverRule } from './handover-rules.http.ts';

/** The edition that a handover follows. */
export interface FollowedRules { id: string; edition: number; title: string; attachmentId: string }

const ALL = statement('handover_rules_all', 'tenant_id = $1 AND ($2::uuid[] IS NULL OR department_unit_id = ANY ($2)) ORDER BY department_unit_id, edition DESC LIMIT 200');
const IN_FORCE = statement('handover_rule_in_force', 'tenant_id = $1 AND department_unit_id = $2 AND effective_on <= $3 ORDER BY effective_on DESC, edition DESC LIMIT 1');
const NEWEST = statement('handover_rule_newest', 'SELECT coalesce(max(edition), 0)::int AS edition FROM handover_rule WHERE tenant_id = $1 AND department_unit_id = $2');

/** The handover rules are a linked document in editions; a handover follows the one in force on its day (OC-4.6). */
@Injectable()
export class HandoverRules implements FileKeeper, OnModuleInit {
  constructor(private readonly database: TenantDatabase, private readonly directory: Directory, private readonly files: Files, private readonly guard: ChannelFiles) {}

  onModuleInit(): void { this.guard.keptBy(this); }

  /** The newest edition of each department first. */
  list(ctx: Context): Promise<{ items: HandoverRuleView[] }> {
    const units = unitsOf(ctx, 'outstationStaff.read');
    return this.database.read(ctx, async (tx) => ({ items: (await tx.rows(HandoverRule, ALL, [tx.tenantId, units === 'all' ? null : units])).map(view) }));
  }

  /** The next edition. Throws 400 for a document that is not the caller's own upload, or a day in the past; 409 where another came in between. */
  publish(ctx: Context, { departmentUnitId, title, attachmentId, effectiveOn }: PublishHandoverRule): Promise<HandoverRuleView> {
    permit(ctx, 'posting.write', departmentUnitId);
    return this.database.write(ctx, async (tx) => {
      await this.directory.unit(tx, departmentUnitId, 'departmentUnitId');
      if (effectiveOn < localDate(tx.now, await this.directory.zone(tx))) throw refuse.field('effectiveOn', 'past', { zh: '生效日已经过去', en: 'that day has passed' }, 'OC-4.6');
      const id = newId();
      await this.files.claim(tx, [attachmentId], { type: 'handover_rule', id });
      const [newest] = await tx.sql<{ edition: number }>(NEWEST, [tx.tenantId, departmentUnitId]);
      const taken = () => refuse.conflict('edition_taken', { zh: '同时有人发布了一版，请重试', en: 'Somebody published an edition at the same time; try again' }, { clause: 'OC-4.6' });
      return view(await tx.insert(HandoverRule, { tenantId: tx.tenantId, id, version: 1, departmentUnitId, edition: newest!.edition + 1, title, attachmentId, effectiveOn, publishedAt: tx.now, publishedBy: ctx.userName }).catch(whenTaken(taken)));
    });
  }

  /** In force in a department on a day; null before the first edition. */
  async inForce(tx: Tx, departmentUnitId: string, day: string): Promise<FollowedRules | null> {
    const [row] = await tx.rows(HandoverRule, IN_FORCE, [tx.tenantId, departmentUnitId, day]);
    return row ? { id: row.id, edition: row.edition, title: row.title, attachmentId: row.attachmentId } : null;
  }

  async mayReadFiles(tx: Tx, subjectId: string): Promise<boolean> {
    const row = await tx.find(HandoverRule, subjectId);
    if (row) permit(tx.ctx, 'outstationStaff.read', row.departmentUnitId);
    return row !== null;
  }
}

const view = ({ id, departmentUnitId, edition, title, attachmentId, effectiveOn, publishedAt, publishedBy }: HandoverRule): HandoverRuleView => ({ id, departmentUnitId, edition, title, attachmentId, effectiveOn, publishedAt: publishedAt.toISOString(), publishedBy });
