import { Injectable } from '@nestjs/common';
import { type Context, refuse, statement, TenantDatabase, unitsOf } from '@luyue/platform';

export interface VisibleTenant {
  id: string;
  name: string;
  kind: string;
  zone: string;
  /** What it has subscribed to (PF-3). */
  modules: string[];
  /** By the tenant's own clock: a sandbox twin may stand apart from its headquarters. */
  now: Date;
}

export interface Scope {
  /** Own tenant first. */
  tenants: VisibleTenant[];
  /** Org units that the reader's role is limited to; null is all. */
  units: string[] | null;
}

const SUBTREE = statement('insight_subtree', `
  SELECT id, name, kind, sandbox, zone, modules, clock_offset_ms::float8 AS offset FROM directory_subtree() ORDER BY cardinality(path), name`);

/** Whose obligations a reader sees: the one place where headquarters' scope is chosen (PF-2). */
@Injectable()
export class ComplianceScope {
  constructor(private readonly database: TenantDatabase) {}

  /**
   * Headquarters: the own subtree, itself included, live tenants or sandbox twins, never both. Everybody else, and a role limited to org
   * units: the own tenant alone. Throws 403 without the permission.
   */
  of(ctx: Context, permission: 'insight.read' | 'policy.write' | 'obligation.read' = 'insight.read'): Promise<Scope> {
    const units = unitsOf(ctx, permission);
    return this.database.read(ctx, async (tx) => {
      const subtree = await tx.sql<Omit<VisibleTenant, 'now'> & { sandbox: boolean; offset: number }>(SUBTREE);
      const own = subtree.find((t) => t.id === tx.tenantId);
      if (!own) return { tenants: [{ id: tx.tenantId, name: '', kind: 'company', zone: 'Asia/Shanghai', modules: ctx.modules, now: tx.now }], units: units === 'all' ? null : units };
      const whole = own.kind === 'headquarters' && units === 'all';
      const seen = whole ? subtree.filter((t) => t.sandbox === own.sandbox) : [own];
      return {
        tenants: seen.map((t) => ({ id: t.id, name: t.name, kind: t.kind, zone: t.zone, modules: t.modules, now: new Date(tx.now.getTime() + t.offset - own.offset) })),
        units: units === 'all' ? null : units,
      };
    });
  }

  /** One tenant of the scope, or all for none. 404 for a tenant outside it, existing or not. */
  narrow(scope: Scope, tenantId: string | undefined): Scope {
    if (!tenantId) return scope;
    const tenants = scope.tenants.filter((t) => t.id === tenantId);
    if (!tenants.length) throw refuse.notFound({ zh: '租户', en: 'tenant' });
    return { ...scope, tenants };
  }
}
