import { Injectable } from '@nestjs/common';
import { type Context, permit, refuse, statement, TenantDatabase, type Tx } from '@luyue/platform';
import { Audit } from '../audit/audit.service.ts';
import { nobody } from '../identities/identities.service.ts';
import { uphold } from '../refusal.ts';
import { inTenant, pairOf, permitWholeTenant } from './tenant-contexts.ts';
import { TENANT_WORD, TenantRecord } from './tenant-record.ts';
import type { Tenant, TenantKind, TenantStatus } from './tenant.entity.ts';
import type { TenantView } from './tenants.http.ts';
import { carriedPath, refuseLoop, refuseOwnTenant, refusePlace, refuseTransition } from './tenants.rules.ts';

const SUBTREE = statement('tenants_subtree', `
  SELECT id, name, kind, parent_id AS "parentId", path, sandbox, sandbox_of AS "sandboxOf", modules, status, version FROM directory_subtree() ORDER BY cardinality(path), name`);
const SUSPENDED = statement('tenants_suspended', 'SELECT id FROM suspended_tenants()');

@Injectable()
export class Tenants {
  constructor(private readonly database: TenantDatabase, private readonly record: TenantRecord, private readonly audit: Audit) {}

  /** The caller's own tenant and its descendants; siblings and parents stay unseen (PF-2). */
  list(ctx: Context): Promise<{ items: TenantView[] }> {
    permit(ctx, 'tenant.read');
    return this.database.read(ctx, async (tx) => ({ items: await this.subtree(tx) }));
  }

  /** Own tenant first, then its descendants from the top down. */
  subtree(tx: Tx): Promise<TenantView[]> {
    return tx.sql<TenantView & Record<string, unknown>>(SUBTREE);
  }

  /** Ids over all trees, for the gateway, which asks before anybody is known. */
  async suspended(): Promise<{ ids: string[] }> {
    return { ids: (await this.database.read(nobody(), (tx) => tx.sql<{ id: string }>(SUSPENDED))).map((t) => t.id) };
  }

  /** A tenant of the caller's subtree as it is stored; 404 for any other. */
  async below(ctx: Context, id: string): Promise<Tenant> {
    const found = await this.database.read(ctx, async (tx) => (await this.subtree(tx)).find((t) => t.id === id));
    if (!found) throw refuse.notFound(TENANT_WORD);
    return this.stored(ctx, found);
  }

  /** Throws 422 for a place that the tree does not have (PF-2). */
  checkPlace(kind: TenantKind, parent: Tenant | null): void {
    uphold(refusePlace(kind, parent));
  }

  /** PF-1: reading stays, writing and messages stop, clocks run on. The twin follows. */
  async changeStatus(ctx: Context, id: string, status: TenantStatus, reason: string): Promise<Tenant> {
    permitWholeTenant(ctx, 'tenant.create');
    uphold(refuseOwnTenant(ctx.tenantId, id));
    const tenant = await this.below(ctx, id);
    const contexts = [ctx, ...pairOf(ctx, tenant)];
    const action = status === 'suspended' ? 'tenant.suspended' : 'tenant.resumed';
    const results = await this.database.writeMany(contexts, async (tx) => {
      const deed = { action, target: { type: 'tenant', id, name: tenant.name }, after: { status, reason } };
      if (tx.tenantId === ctx.tenantId) {
        await this.audit.record(tx, deed);
        return undefined;
      }
      const row = await this.record.lock(tx);
      uphold(refuseTransition(row.status, status));
      await this.record.change(tx, row, { status });
      await this.audit.record(tx, deed);
      return row;
    });
    return results[1]!;
  }

  /** Moves a tenant with everything below it to another parent of the same tree; the twins move alike. 422 `tree_loop` (PF-2). */
  async move(ctx: Context, id: string, parentId: string): Promise<Tenant> {
    permitWholeTenant(ctx, 'tenant.create');
    uphold(refuseOwnTenant(ctx.tenantId, id));
    const [tenant, parent] = [await this.below(ctx, id), await this.below(ctx, parentId)];
    uphold(refusePlace('subsidiary', parent) ?? refuseLoop(id, parent.path));
    const moves = await this.carried(ctx, tenant, parent.path);
    if (!tenant.sandbox) {
      const [twin, twinParent] = [await this.stored(ctx, { id: tenant.twinId, sandbox: true }), await this.stored(ctx, { id: parent.twinId, sandbox: true })];
      for (const [twinId, path] of await this.carried(inTenant(ctx, twin), twin, twinParent.path)) moves.set(twinId, path);
    }
    const contexts = [ctx, ...[...moves.keys()].map((moved) => inTenant(ctx, { id: moved, sandbox: false }))];
    const results = await this.database.writeMany(contexts, async (tx) => {
      const to = moves.get(tx.tenantId);
      if (to) {
        return this.record.change(tx, await this.record.lock(tx), { path: to, parentId: to.at(-2) ?? null });
      }
      await this.audit.record(tx, { action: 'tenant.moved', target: { type: 'tenant', id, name: tenant.name }, before: { parentId: tenant.parentId }, after: { parentId } });
      return undefined;
    });
    return results[1]!;
  }

  /** New paths of a tenant and of all below it under another parent, from the top down. */
  private async carried(ctx: Context, tenant: Tenant, parentPath: string[]): Promise<Map<string, string[]>> {
    const subtree = await this.database.read(inTenant(ctx, tenant), (tx) => this.subtree(tx));
    return new Map(subtree.map((t) => [t.id, carriedPath(t.path, [...parentPath, tenant.id])]));
  }

  private stored(ctx: Context, tenant: { id: string; sandbox: boolean }): Promise<Tenant> {
    return this.database.read(inTenant(ctx, tenant), (tx) => this.record.own(tx));
  }
}
