import type { Module } from './clauses.ts';
import { propertyBrokeragePermissions, propertyBrokerageRoles } from './pb/roles.ts';
import { distributorVisitsPermissions, distributorVisitsRoles } from './dv/roles.ts';
import { outstationChannelPermissions, outstationChannelRoles } from './oc/roles.ts';
import { platformPermissions, platformRoles } from './pf/roles.ts';
import type { RoleEntry } from './role-entry.ts';
import { utilityCarePermissions, utilityCareRoles } from './uc/roles.ts';

/** Everything that a role or an API client can be allowed (PF-6, PF-8). */
export const PERMISSIONS = [...platformPermissions, ...utilityCarePermissions, ...propertyBrokeragePermissions, ...distributorVisitsPermissions, ...outstationChannelPermissions] as const;
export type Permission = (typeof PERMISSIONS)[number];

const ROLES_OF: Record<Module, RoleEntry<Permission>[]> = { 'utility-care': utilityCareRoles, 'property-brokerage': propertyBrokerageRoles, 'distributor-visits': distributorVisitsRoles, 'outstation-channel': outstationChannelRoles };

/** The roles that a company with these modules starts with (PF-1); a code that several of them know carries the permissions of all. */
export function systemRoles(modules: readonly Module[]): RoleEntry<Permission>[] {
  const merged = new Map<string, RoleEntry<Permission>>();
  for (const role of [...platformRoles, ...modules.flatMap((module) => ROLES_OF[module])]) {
    const known = merged.get(role.code);
    merged.set(role.code, { ...role, ...known, permissions: [...new Set([...(known?.permissions ?? []), ...role.permissions])] });
  }
  return [...merged.values()];
}
