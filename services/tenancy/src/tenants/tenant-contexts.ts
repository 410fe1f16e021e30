import { Injectable } from '@nestjs/common';
import { type Context, Problem, refuse, TenantDatabase, type Tx, unitsOf } from '@luyue/platform';
import { TenantRecord } from './tenant-record.ts';

/** The same caller at work in another tenant. Whoever makes one stays answerable that the caller may (PF-2, PF-8). */
export const inTenant = (ctx: Context, tenant: { id: string; sandbox: boolean }): Context => ({ ...ctx, tenantId: tenant.id, sandbox: tenant.sandbox, idempotency: undefined });

/** A company and its sandbox twin; of a sandbox only itself, since nothing reaches out of a sandbox. */
export const pairOf = (ctx: Context, tenant: { id: string; sandbox: boolean; twinId: string }): Context[] =>
  [inTenant(ctx, tenant), ...(tenant.sandbox ? [] : [inTenant(ctx, { id: tenant.twinId, sandbox: true })])];

/** For what concerns the whole tenant, such as policies: a role scoped to one org unit is not enough. Throws 403. */
export function permitWholeTenant(ctx: Context, permission: string): void {
  if (unitsOf(ctx, permission) !== 'all') throw refuse.forbidden(permission);
}

@Injectable()
export class TenantContexts {
  constructor(private readonly database: TenantDatabase, private readonly record: TenantRecord) {}

  /**
   * The caller's tenant, and its sandbox twin where what is done has to be there as well (people, units). Work in a sandbox stays in it.
   * For `TenantDatabase.writeMany`.
   */
  async withTwin(ctx: Context): Promise<Context[]> {
    if (ctx.sandbox) return [ctx];
    const own = await this.database.read(ctx, (tx) => this.record.own(tx));
    return [ctx, inTenant(ctx, { id: own.twinId, sandbox: true })];
  }
}

/**
 * Does `work` in the caller's tenant, and in its twin where it can be done: what a sandbox has changed for itself never stands in the
 * company's way. `work` refuses before it writes, so that a refusal in the twin leaves nothing half done.
 */
export async function mirrored<T>(ctx: Context, tx: Tx, work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (tx.tenantId !== ctx.tenantId && error instanceof Problem) return undefined;
    throw error;
  }
}
