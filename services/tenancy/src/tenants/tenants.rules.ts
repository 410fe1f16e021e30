import type { Refusal } from '../refusal.ts';
import type { Tenant, TenantKind, TenantStatus } from './tenant.entity.ts';

const no = (clause: string, code: string, zh: string, en: string): Refusal => ({ clause, code, title: { zh, en } });

/** A tree has headquarters at its top and subsidiaries below to any depth; a company stands alone (PF-2). */
export function refusePlace(kind: TenantKind, parent: Pick<Tenant, 'kind' | 'status'> | null): Refusal | null {
  if (kind === 'subsidiary' && !parent) return no('PF-2', 'parent_missing', '子公司要有上级', 'A subsidiary needs a parent');
  if (kind !== 'subsidiary' && parent) return no('PF-2', 'parent_refused', '总部和独立公司没有上级', 'Headquarters and a single company have no parent');
  if (parent?.kind === 'company') return no('PF-2', 'parent_is_company', '独立公司没有子公司', 'A single company has no subsidiaries');
  if (parent?.status === 'suspended') return no('PF-1', 'parent_suspended', '上级已停用', 'The parent is suspended');
  return null;
}

/** A tenant cannot come to stand below itself (PF-2). */
export const refuseLoop = (tenantId: string, parentPath: string[]): Refusal | null =>
  (parentPath.includes(tenantId) ? no('PF-2', 'tree_loop', '不能移到自己或自己的下级之下', 'A tenant cannot come to stand below itself or its own descendant') : null);

/** Path of a tenant at or below `rootId` after that one moved to `rootPath`. */
export const carriedPath = (path: string[], rootPath: string[]): string[] => [...rootPath, ...path.slice(path.indexOf(rootPath.at(-1)!) + 1)];

/** The one transition table of a tenant (PF-1). */
const transitions: Record<TenantStatus, TenantStatus[]> = { active: ['suspended'], suspended: ['active'] };

export function refuseTransition(from: TenantStatus, to: TenantStatus): Refusal | null {
  if (transitions[from].includes(to)) return null;
  return { ...no('PF-1', 'transition_refused', `不能从“${from}”到“${to}”`, `Cannot go from ${from} to ${to}`), status: 409, allowed: transitions[from] };
}

/** Suspending, resuming and moving is for someone above: nobody does it to the tenant that they work in (PF-2). */
export const refuseOwnTenant = (callerTenantId: string, id: string): Refusal | null =>
  (callerTenantId === id ? no('PF-2', 'own_tenant', '这要由上级来办', 'Only someone above this tenant does that') : null);
