import { Injectable } from '@nestjs/common';
import { newId } from '@luyue/kernel';
import { type Context, refuse, TenantDatabase, type Tx } from '@luyue/platform';
import type { Module } from '@luyue/regulations';
import { Audit } from '../audit/audit.service.ts';
import { Calendars, type SeedYear } from '../calendars/calendars.service.ts';
import { Clocks } from '../clocks/clocks.service.ts';
import { Identities } from '../identities/identities.service.ts';
import { type NewVersion, PolicyVersions } from '../policies/policy-versions.ts';
import { Regulations } from '../regulations/regulations.service.ts';
import { Roles } from '../roles/roles.service.ts';
import { inTenant, permitWholeTenant } from '../tenants/tenant-contexts.ts';
import { TenantRecord } from '../tenants/tenant-record.ts';
import type { Tenant, TenantKind } from '../tenants/tenant.entity.ts';
import { Tenants } from '../tenants/tenants.service.ts';
import { Units } from '../units/units.service.ts';
import { Users } from '../users/users.service.ts';
import type { ProvisionedTenant } from './provisioning.http.ts';

const ZONE = 'Asia/Shanghai';
const ADMINISTRATOR = 'administrator';

export interface NewTenant {
  id?: string; sandboxId?: string; rootUnitId?: string;
  name: string; code: string; kind: TenantKind; parentId?: string; modules: Module[]; zone?: string; sandboxStartsAt?: string;
  admin: { id?: string; name: string; account: string; password: string; title?: string };
}

/** What a tenant above hands down: the place in the tree, released policies, published years. */
interface Inheritance { parent: Tenant | null; policies: NewVersion[]; years: SeedYear[] }

/** A company signs up and works at once (PF-1): tenant, sandbox twin and everything in them, in one transaction. */
@Injectable()
export class Provisioning {
  constructor(
    private readonly database: TenantDatabase, private readonly tenants: Tenants, private readonly record: TenantRecord, private readonly units: Units, private readonly roles: Roles,
    private readonly users: Users, private readonly identities: Identities, private readonly calendars: Calendars, private readonly policies: PolicyVersions, private readonly regulations: Regulations,
    private readonly clocks: Clocks, private readonly audit: Audit,
  ) {}

  /** Called by an administrator of headquarters for a subsidiary (permission `tenant.create`), or by the operator. Throws 422 for a place that the tree does not have. */
  async provision(ctx: Context, body: NewTenant): Promise<ProvisionedTenant> {
    permitWholeTenant(ctx, 'tenant.create');
    if (ctx.sandbox) throw refuse.rule('PF-8', 'sandbox_of_sandbox', { zh: '沙箱里不能建公司', en: 'No company is made inside a sandbox' });
    const account = this.identities.checked(body.admin.account, body.admin.password, 'admin.');
    const passwordHash = await this.identities.hash(body.admin.password);
    const parent = body.parentId ? await this.tenants.below(ctx, body.parentId) : null;
    this.tenants.checkPlace(body.kind, parent);

    const ids = { tenant: body.id ?? newId(), sandbox: body.sandboxId ?? newId(), unit: body.rootUnitId ?? newId(), admin: body.admin.id ?? newId(), roles: this.roles.newIds(body.modules) };
    const heritage = new Map([[ids.tenant, await this.heritage(ctx, parent)], [ids.sandbox, await this.heritage(ctx, parent, true)]]);
    const makers = [inTenant(ctx, { id: ids.tenant, sandbox: false }), inTenant(ctx, { id: ids.sandbox, sandbox: true })];
    // A caller from above writes it into the own trail too; the operator has no tenant of their own.
    const contexts = ctx.userId ?? ctx.clientId ? [ctx, ...makers] : makers;
    await this.database.writeMany(contexts, async (tx) => {
      const from = heritage.get(tx.tenantId);
      if (from) await this.fill(tx, { ...body, admin: { ...body.admin, account } }, passwordHash, ids, from);
      await this.audit.record(tx, { action: 'tenant.provisioned', target: { type: 'tenant', id: ids.tenant, name: body.name }, after: { code: body.code, kind: body.kind, parentId: parent?.id ?? null, modules: body.modules } });
    });
    return {
      id: ids.tenant, name: body.name, code: body.code, kind: body.kind, parentId: parent?.id ?? null, modules: body.modules, status: 'active', rootUnitId: ids.unit,
      sandbox: { id: ids.sandbox, name: body.name }, admin: { id: ids.admin, account },
    };
  }

  private async fill(tx: Tx, body: NewTenant, passwordHash: string, ids: { tenant: string; sandbox: string; unit: string; admin: string; roles: Map<string, string> }, { parent, policies, years }: Inheritance): Promise<void> {
    const { sandbox } = tx.ctx;
    await this.record.insert(tx, {
      tenantId: tx.tenantId, id: tx.tenantId, version: 1, code: body.code, name: body.name, kind: body.kind, parentId: parent?.id ?? null, path: [...(parent?.path ?? []), tx.tenantId], sandbox,
      twinId: sandbox ? ids.tenant : ids.sandbox, clockOffsetMs: sandbox ? this.clocks.offsetAtStart(body.sandboxStartsAt, tx.now) : 0, zone: body.zone ?? parent?.zone ?? ZONE, modules: body.modules, status: 'active', createdAt: tx.now,
    });
    await this.units.seedRoot(tx, ids.unit, body.name);
    await this.roles.seed(tx, body.modules, ids.roles);
    await this.calendars.seed(tx, years);
    await this.policies.seed(tx, policies);
    await this.regulations.seed(tx, body.modules);
    await this.users.add(tx, { ...body.admin, id: ids.admin, passwordHash, unitId: ids.unit, roles: [{ roleId: ids.roles.get(ADMINISTRATOR)!, unitId: ids.unit }] });
  }

  /** Of the parent, or of its twin for the sandbox: the twin takes the same place in the twin's tree. */
  private async heritage(ctx: Context, parent: Tenant | null, sandbox = false): Promise<Inheritance> {
    if (!parent) return { parent: null, policies: [], years: this.calendars.national() };
    const above = inTenant(ctx, { id: sandbox ? parent.twinId : parent.id, sandbox });
    return this.database.read(above, async (tx) => ({ parent: await this.record.own(tx), policies: await this.policies.inherited(tx), years: await this.calendars.inherited(tx) }));
  }
}
