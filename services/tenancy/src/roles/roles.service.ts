import { Injectable } from '@nestjs/common';
import { newId } from '@luyue/kernel';
import { type Context, type Grant, permit, refuse, TenantDatabase, type Tx } from '@luyue/platform';
import { type Module, PERMISSIONS, systemRoles } from '@luyue/regulations';
import type { TenantStatus } from '../tenants/tenant.entity.ts';
import { TenantRecord } from '../tenants/tenant-record.ts';
import { Units } from '../units/units.service.ts';
import type { RoleAssignment } from '../users/user-account.entity.ts';
import { grantsOf, inForce } from './grants.rules.ts';
import { Role } from './role.entity.ts';
import type { RoleView } from './roles.http.ts';

export const roleName = (ctx: Pick<Context, 'language'>, role: Pick<Role, 'nameZh' | 'nameEn'>): string => (ctx.language === 'en' ? role.nameEn : role.nameZh);

@Injectable()
export class Roles {
  constructor(private readonly database: TenantDatabase, private readonly units: Units, private readonly tenants: TenantRecord) {}

  list(ctx: Context): Promise<{ items: RoleView[] }> {
    permit(ctx, 'user.read');
    return this.database.read(ctx, async (tx) => ({ items: (await this.all(tx)).map((r) => ({ id: r.id, code: r.code, name: roleName(ctx, r), permissions: r.permissions, system: r.system })) }));
  }

  /** What a role that came with the company allows is the rulebook's to say, as it is now: a company that was founded under an earlier release has what its work needs today. */
  async all(tx: Tx): Promise<Role[]> {
    const { modules } = await this.tenants.own(tx);
    const today = new Map(systemRoles(modules as Module[]).map(({ code, permissions }) => [code, permissions]));
    const rows = await tx.manager.createQueryBuilder(Role, 'r').where('r.tenantId = :tenant', { tenant: tx.tenantId }).orderBy('r.id').getMany();
    return rows.map((row) => ({ ...row, permissions: [...((row.system && today.get(row.code)) || row.permissions)] }));
  }

  /** Ids for the roles that a new tenant with these modules starts with; its twin has the same. */
  newIds(modules: Module[]): Map<string, string> {
    return new Map(systemRoles(modules).map(({ code }) => [code, newId()]));
  }

  async seed(tx: Tx, modules: Module[], ids: Map<string, string>): Promise<void> {
    await tx.insertAll(Role, systemRoles(modules).map(({ code, zh, en, permissions }) => ({
      tenantId: tx.tenantId, id: ids.get(code)!, version: 1, code, nameZh: zh, nameEn: en, permissions: [...permissions], system: true,
    })));
  }

  /** What a person holds now, as their token carries it. */
  async grants(tx: Tx, assignments: RoleAssignment[], status: TenantStatus): Promise<Grant[]> {
    return grantsOf(assignments, await this.all(tx), await this.units.all(tx), status);
  }

  /** What the caller may hand on: whoever may give any role of the whole tenant may give any permission, everybody else what they hold themselves. */
  givable(ctx: Context): string[] {
    const whole = ctx.grants.filter((g) => g.units === 'all').flatMap((g) => g.permissions);
    return whole.includes('user.write') ? [...PERMISSIONS] : whole;
  }

  inForce(permissions: string[], status: TenantStatus): string[] {
    return inForce(permissions, status);
  }

  /** Role codes of assignments. Throws 400 naming the entry whose role this tenant does not have. */
  async codes(tx: Tx, assignments: RoleAssignment[]): Promise<{ code: string; unitId: string }[]> {
    const roles = await this.all(tx);
    return assignments.map(({ roleId, unitId }, i) => {
      const role = roles.find((r) => r.id === roleId);
      if (!role) throw refuse.field(`roles.${i}.roleId`, 'unknown_role', { zh: '没有这个角色', en: 'no such role' }, 'PF-6');
      return { code: role.code, unitId };
    });
  }
}
