import type { Refusal } from '../refusal.ts';
import type { Role } from '../roles/role.entity.ts';
import type { RoleAssignment, UserAccount } from './user-account.entity.ts';

export interface Assigning {
  assignments: RoleAssignment[];
  roles: Role[];
  /** Units that the caller may write users of. */
  reach: string[] | 'all';
  /** Permissions that reach the whole tenant whatever unit they are held for. */
  wholeTenant: readonly string[];
}

/** Nobody hands out more than they may: each assignment lies within the units that they may write users of (PF-6). */
export function refuseAssignments({ assignments, roles, reach, wholeTenant }: Assigning): Refusal | null {
  const clause = 'PF-6';
  for (const [i, { roleId, unitId }] of assignments.entries()) {
    const role = roles.find((r) => r.id === roleId);
    if (!role) return { clause, code: 'unknown_role', field: `roles.${i}.roleId`, title: { zh: '没有这个角色', en: 'no such role' } };
    if (reach === 'all') continue;
    if (!reach.includes(unitId)) return { clause, code: 'unit_beyond_scope', status: 403, title: { zh: '这个单位不归您管', en: 'This unit is beyond your scope' } };
    const beyond = role.permissions.find((p) => wholeTenant.includes(p));
    if (beyond) return { clause, code: 'role_beyond_scope', status: 403, title: { zh: `这个角色管到全公司（${beyond}），只有全公司的管理员能给`, en: `This role reaches the whole tenant (${beyond}); only an administrator of all of it can give it` } };
  }
  return null;
}

/** A tenant keeps somebody who can let people in, and nobody locks themselves out (PF-5). */
export function refuseDeactivation(callerId: string | null, user: UserAccount, all: UserAccount[], administratorRoles: string[]): Refusal | null {
  const no = (code: string, zh: string, en: string): Refusal => ({ clause: 'PF-5', code, status: 409, title: { zh, en } });
  const administers = (u: UserAccount): boolean => u.active && u.roles.some((r) => administratorRoles.includes(r.roleId));
  if (!user.active) return no('already_inactive', '这个人已经停用', 'This person is inactive already');
  if (callerId === user.id) return no('own_account', '不能停用自己', 'Nobody deactivates themselves');
  if (administers(user) && !all.some((u) => u.id !== user.id && administers(u))) return no('last_administrator', '这是最后一个管理员', 'This is the last administrator');
  return null;
}
