import type { Grant } from '@luyue/platform';
import type { TenantStatus } from '../tenants/tenant.entity.ts';
import type { Unit } from '../units/unit.entity.ts';
import type { RoleAssignment } from '../users/user-account.entity.ts';
import type { Role } from './role.entity.ts';

/** What is left of permissions: in a suspended tenant reading, nothing else (PF-1). */
export const inForce = (permissions: string[], status: TenantStatus): string[] => (status === 'active' ? permissions : permissions.filter((p) => p.endsWith('.read')));

/**
 * Flattens roles into what a token carries: one grant per scope. A role at the top unit holds for the whole tenant; below it for the unit's
 * subtree as it is now (PF-6). In a suspended tenant only reading is left (PF-1).
 */
export function grantsOf(assignments: RoleAssignment[], roles: Pick<Role, 'id' | 'permissions'>[], units: Pick<Unit, 'id' | 'path' | 'parentId'>[], status: TenantStatus): Grant[] {
  const byScope = new Map<string, Set<string>>();
  for (const { roleId, unitId } of assignments) {
    const held = byScope.get(unitId) ?? new Set<string>();
    for (const permission of inForce(roles.find((r) => r.id === roleId)?.permissions ?? [], status)) held.add(permission);
    byScope.set(unitId, held);
  }
  return [...byScope].filter(([, held]) => held.size).map(([unitId, held]) => {
    const isTop = units.some((u) => u.id === unitId && !u.parentId);
    return { units: isTop ? 'all' : units.filter((u) => u.path.includes(unitId)).map((u) => u.id), permissions: [...held].sort() };
  });
}
