import { Problem, refuse } from '../http/problem.ts';

/** Permissions of one role within the org units it is scoped to; `'all'` is the whole tenant. */
export interface Grant { units: string[] | 'all'; permissions: string[] }

/** Who asks, for which tenant, on whose behalf: the first argument of every service method. Travels as the internal token and in event headers. */
export interface Context {
  tenantId: string;
  userId: string | null;
  userName: string;
  unitId: string | null;
  grants: Grant[];
  /** Only a sandbox tenant's clock may stand apart from the real one. */
  sandbox: boolean;
  /** Modules that the tenant subscribes to (PF-3). */
  modules: string[];
  language: 'zh' | 'en';
  requestId: string;
  traceparent?: string;
  /** API client (PF-8), when no person asks. */
  clientId?: string;
  /** The moment at which something of the past is written down as it happened. Only a loader of history sets it; no request can. */
  at?: Date;
  /** Set by the HTTP layer when the caller sent an Idempotency-Key; the first write of the request claims it. */
  idempotency?: { key: string; hash: string; claimed: boolean };
}

/** True when the context holds `permission` for `unitId`, or, without a unit, anywhere in the tenant. */
export function may(ctx: Context, permission: string, unitId?: string | null): boolean {
  return ctx.grants.some((g) => g.permissions.includes(permission) && (g.units === 'all' || unitId == null || g.units.includes(unitId)));
}

/** First line of every service method. Throws 403 naming the permission. */
export function permit(ctx: Context, permission: string, unitId?: string | null): void {
  if (!may(ctx, permission, unitId)) throw refuse.forbidden(permission);
}

/** Units that a permission reaches: `'all'`, or the ids, for the filter of a list. Throws 403 when it reaches none. */
export function unitsOf(ctx: Context, permission: string): 'all' | string[] {
  const grants = ctx.grants.filter((g) => g.permissions.includes(permission));
  if (!grants.length) throw refuse.forbidden(permission);
  return grants.some((g) => g.units === 'all') ? 'all' : [...new Set(grants.flatMap((g) => g.units as string[]))];
}

/** A module that is not subscribed answers 403 with the reason (PF-3). */
export function requireModule(ctx: Pick<Context, 'modules'>, module: string): void {
  if (ctx.modules.includes(module)) return;
  throw new Problem({ status: 403, code: 'module_not_subscribed', clause: 'PF-3', title: { zh: `没有开通模块：${module}`, en: `Module not subscribed: ${module}` }, extra: { module } });
}

/** The platform itself at work for a tenant: event handlers, sweeps. Holds no permission, and `permit` is not asked. */
export const systemContext = (tenantId: string, sandbox: boolean, traceparent?: string): Context => ({
  tenantId, sandbox, traceparent, userId: null, userName: 'Luyue', unitId: null, grants: [], modules: [], language: 'zh', requestId: traceparent ?? 'system',
});
