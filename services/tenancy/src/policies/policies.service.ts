import { Injectable } from '@nestjs/common';
import { type Context, may, permit, refuse, TenantDatabase, type Tx } from '@luyue/platform';
import { isParameterKey, leaningOn, type ParameterKey, parameterKeys, type ParameterValue, regulationOf } from '@luyue/regulations';
import { Audit } from '../audit/audit.service.ts';
import { uphold } from '../refusal.ts';
import { inTenant, permitWholeTenant } from '../tenants/tenant-contexts.ts';
import { TenantRecord } from '../tenants/tenant-record.ts';
import { Tenants } from '../tenants/tenants.service.ts';
import { latestAt, refuseMisfit, refusePublication } from './policies.rules.ts';
import { asVersion, PolicyVersions } from './policy-versions.ts';
import { historyView, type PolicyDetail, policyView, type PolicyView, type Viewer } from './policy-views.ts';

export interface Publish { key: string; value: unknown; effectiveFrom?: string; mayTighten?: boolean; reason: string }

/** The numbers of a tenant (README "Policy"): read by everybody on the staff, published by those who may write them. */
@Injectable()
export class Policies {
  constructor(
    private readonly database: TenantDatabase, private readonly tenants: Tenants, private readonly record: TenantRecord, private readonly versions: PolicyVersions, private readonly audit: Audit,
  ) {}

  /** The parameters of a context (`uc`, `pf`), or all; those of a rulebook that the company has not subscribed to are nobody's business here. */
  async list(ctx: Context, context?: string): Promise<{ items: PolicyView[] }> {
    permit(ctx, 'policy.read');
    const keys = parameterKeys.filter((key) => (!context || key.startsWith(`${context}.`)) && [...ctx.modules, 'platform'].includes(regulationOf(key)));
    return { items: await this.views(ctx, keys) };
  }

  async get(ctx: Context, key: string): Promise<PolicyDetail> {
    permit(ctx, 'policy.read');
    if (!isParameterKey(key)) throw refuse.notFound({ zh: '参数', en: 'parameter' });
    const [view] = await this.views(ctx, [key]);
    return { ...view!, history: await this.database.read(ctx, async (tx) => historyView(await this.versions.rows(tx, { key }))) };
  }

  /**
   * Publishes a version. At the top of a tree it is headquarters' release and lands in every tenant below too; elsewhere it is the tenant's own.
   * What is open already keeps its version (R17). Throws 422 out of bounds, looser than headquarters or locked (R19), 409 for a moment taken.
   */
  async publish(ctx: Context, body: Publish): Promise<PolicyView> {
    permitWholeTenant(ctx, 'policy.write');
    const { key, value } = body;
    if (!isParameterKey(key)) throw refuse.field('key', 'unknown_parameter', { zh: '没有这个参数', en: 'no such parameter' }, 'R20');
    const tree = await this.database.read(ctx, (tx) => this.tenants.subtree(tx));
    const isRelease = tree[0]!.kind === 'headquarters';
    const origin = isRelease ? 'headquarters' : 'own';
    const contexts = isRelease ? [ctx, ...tree.slice(1).map((t) => inTenant(ctx, t))] : [ctx];
    let release: { version: number; effectiveFrom: Date; setBy: string } | undefined;
    await this.database.writeMany(contexts, async (tx) => {
      // One publication at a time at the top, so that the tree counts its versions alike.
      if (!release) release = { setBy: (await this.record.lock(tx)).name, ...(await this.judge(tx, key, body, isRelease)) };
      await this.versions.add(tx, { key, origin, value: { value }, ...release, mayTighten: isRelease && (body.mayTighten ?? false), reason: body.reason, setAt: tx.now });
      await this.audit.record(tx, { action: isRelease ? 'policy.released' : 'policy.published', target: { type: 'policy', id: key, name: key }, after: { value, version: release.version, effectiveFrom: release.effectiveFrom.toISOString(), origin, reason: body.reason } });
    });
    const [view] = await this.views(ctx, [key]);
    return view!;
  }

  private async judge(tx: Tx, key: ParameterKey, body: Publish, isRelease: boolean): Promise<{ version: number; effectiveFrom: Date }> {
    const rows = await this.versions.rows(tx, { key });
    const effectiveFrom = body.effectiveFrom ? new Date(body.effectiveFrom) : tx.now;
    const same = rows.filter((r) => r.origin === (isRelease ? 'headquarters' : 'own'));
    const headquarters = isRelease ? null : latestAt(rows.map(asVersion), 'headquarters', effectiveFrom);
    uphold(refusePublication({ key, value: body.value, effectiveFrom, now: tx.now, headquarters, begins: same.map((r) => r.effectiveFrom) }));
    if (leaningOn(key).length) uphold(refuseMisfit(key, body.value as ParameterValue, effectiveFrom, (await this.versions.rows(tx)).map(asVersion)));
    return { version: Math.max(0, ...same.map((r) => r.version)) + 1, effectiveFrom };
  }

  private async views(ctx: Context, keys: readonly ParameterKey[]): Promise<PolicyView[]> {
    const tree = await this.database.read(ctx, (tx) => this.tenants.subtree(tx));
    const ids = tree.map((t) => t.id);
    // Headquarters see beside their value where it is another below them; the one question that reads across tenants.
    return this.database.readSubtree(ctx, ids, async (tx) => {
      const rows = await this.versions.rows(tx, { key: keys.length === 1 ? keys[0] : undefined, tenants: ids });
      const viewer: Viewer = {
        now: tx.now, language: ctx.language, isSubsidiary: tree[0]!.kind === 'subsidiary', mayWrite: may(ctx, 'policy.write'),
        below: tree.slice(1).map((t) => ({ id: t.id, name: t.name, rows: rows.filter((r) => r.tenantId === t.id) })),
      };
      return keys.map((key) => policyView(key, rows.filter((r) => r.tenantId === ctx.tenantId && r.key === key), viewer));
    });
  }
}
