import { Injectable } from '@nestjs/common';
import { Directory } from '@luyue/directory';
import { newId } from '@luyue/kernel';
import { type Context, permit, refuse, statement, TenantDatabase, type Tx, unitsOf, whenTaken } from '@luyue/platform';
import { FieldRule, FieldRuleSignature } from './field-rule.entity.ts';
import type { FieldRuleDetail, FieldRuleSignatures, FieldRuleView, PublishFieldRule } from './field-rules.http.ts';
import { inForceAt } from './field-rules.rules.ts';

const RULE = { zh: '外勤办法', en: 'edition of the field-staff measures' };
/** Who has to sign: each visitor (DV-8). */
const SIGNER = 'visitor';
const EDITIONS = statement('field_rule_editions', 'tenant_id = $1 ORDER BY edition DESC');
const SIGNED_BY = statement('field_rules_signed_by', 'SELECT rule_id AS id, signed_at AS at FROM field_rule_signature WHERE tenant_id = $1 AND user_id = $2');
const SIGNATURES = statement('field_rule_signatures', 'tenant_id = $1 AND rule_id = $2 ORDER BY signed_at, user_id');
const SIGN = statement('field_rule_sign', 'INSERT INTO field_rule_signature (tenant_id, rule_id, user_id, user_name, signed_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING');

/** The linked regime (DV-8): editions of the field-staff measures, each signed by each visitor. */
@Injectable()
export class FieldRules {
  constructor(private readonly database: TenantDatabase, private readonly directory: Directory) {}

  list(ctx: Context): Promise<{ items: FieldRuleView[] }> {
    permit(ctx, 'visitPlan.read');
    return this.database.read(ctx, async (tx) => ({ items: await this.views(tx, await this.editions(tx)) }));
  }

  get(ctx: Context, id: string): Promise<FieldRuleDetail> {
    permit(ctx, 'visitPlan.read');
    return this.database.read(ctx, async (tx) => this.detail(tx, await tx.get(FieldRule, id, RULE)));
  }

  /** The next edition. Throws 422 for a beginning in the past, 409 when another edition came in between. */
  publish(ctx: Context, { title, content, effectiveFrom, reason }: PublishFieldRule): Promise<FieldRuleDetail> {
    if (unitsOf(ctx, 'fieldRules.publish') !== 'all') throw refuse.forbidden('fieldRules.publish');
    return this.database.write(ctx, async (tx) => {
      const from = effectiveFrom ? new Date(effectiveFrom) : tx.now;
      if (from < tx.now) throw refuse.rule('DV-8', 'in_the_past', { zh: '生效时间不能早于现在', en: 'It cannot take effect in the past' }, { errors: [{ field: 'effectiveFrom', code: 'past', message: { zh: '早于现在', en: 'lies in the past' } }] });
      const [last] = await this.editions(tx);
      const rule = await tx.insert(FieldRule, { tenantId: tx.tenantId, id: newId(), version: 1, edition: (last?.edition ?? 0) + 1, title, content, effectiveFrom: from, reason, publishedBy: ctx.userName, publishedAt: tx.now })
        .catch(whenTaken(() => refuse.stale()));
      return this.detail(tx, rule);
    });
  }

  /** Once; a second time changes nothing. Throws 409 for an edition that another has followed. */
  sign(ctx: Context, id: string): Promise<FieldRuleDetail> {
    permit(ctx, 'visit.work');
    return this.database.write(ctx, async (tx) => {
      const rule = await tx.get(FieldRule, id, RULE);
      const current = inForceAt(await this.editions(tx), tx.now);
      if (current && rule.effectiveFrom <= tx.now && rule.id !== current.id) throw refuse.conflict('superseded', { zh: `已有新的一版（第 ${current.edition} 版），请签新版`, en: `Edition ${current.edition} has followed it: sign that one` }, { clause: 'DV-8' });
      await tx.sql(SIGN, [tx.tenantId, id, ctx.userId, ctx.userName, tx.now]);
      return this.detail(tx, rule);
    });
  }

  /** Within the units of the reader. */
  signatures(ctx: Context, id: string): Promise<FieldRuleSignatures> {
    const units = unitsOf(ctx, 'visitPlan.read');
    return this.database.read(ctx, async (tx) => {
      await tx.get(FieldRule, id, RULE);
      const [rows, people] = await Promise.all([tx.rows(FieldRuleSignature, SIGNATURES, [tx.tenantId, id]), this.directory.people(tx)]);
      const seen = (unitId: string): boolean => units === 'all' || units.includes(unitId);
      const unitName = (userId: string): string => people.units.get(people.users.get(userId)?.unitId ?? '')?.name ?? '';
      const signed = rows.filter((s) => seen(people.users.get(s.userId)?.unitId ?? '')).map(({ userId, userName, signedAt }) => ({ userId, userName, unitName: unitName(userId), signedAt: signedAt.toISOString() }));
      const done = new Set(rows.map((s) => s.userId));
      const missing = [...people.users.values()].filter((u) => u.active && !done.has(u.id) && u.roles.some((r) => r.code === SIGNER && seen(r.unitId))).map(({ id: userId, name: userName }) => ({ userId, userName, unitName: unitName(userId), signedAt: null }));
      return { signed, missing: missing.toSorted((a, b) => (a.userName < b.userName ? -1 : 1)) };
    });
  }

  private editions(tx: Tx): Promise<FieldRule[]> { return tx.rows(FieldRule, EDITIONS, [tx.tenantId]); }

  private async detail(tx: Tx, rule: FieldRule): Promise<FieldRuleDetail> { return { ...(await this.views(tx, [rule]))[0]!, content: rule.content }; }

  private async views(tx: Tx, rows: FieldRule[]): Promise<FieldRuleView[]> {
    const [editions, signed] = await Promise.all([this.editions(tx), tx.sql<{ id: string; at: Date }>(SIGNED_BY, [tx.tenantId, tx.ctx.userId])]);
    const current = inForceAt(editions, tx.now);
    const signedAt = new Map(signed.map(({ id, at }) => [id, at.toISOString()]));
    return rows.map(({ id, edition, title, effectiveFrom, reason, publishedBy, publishedAt }) => ({ id, edition, title, effectiveFrom: effectiveFrom.toISOString(), inForce: id === current?.id, reason, publishedBy, publishedAt: publishedAt.toISOString(), signedAt: signedAt.get(id) ?? null }));
  }
}
