import { IsBoolean, IsInt, IsString, IsUUID } from 'class-validator';
import { type Context, NestedList } from '@luyue/platform';
import type { Role } from '../roles/role.entity.ts';
import { roleName } from '../roles/roles.service.ts';
import type { Unit } from '../units/unit.entity.ts';
import type { UserAccount } from './user-account.entity.ts';

export class HeldRole {
  @IsUUID() roleId: string;
  @IsString() roleCode: string;
  @IsString() roleName: string;
  @IsUUID() unitId: string;
  @IsString() unitName: string;
}

export class UserView {
  @IsUUID() id: string;
  @IsInt() version: number;
  @IsString() name: string;
  @IsString() account: string;
  @IsString() title: string;
  @IsString() staffNumber: string;
  @IsUUID() unitId: string;
  @IsString() unitName: string;
  @NestedList(() => HeldRole) roles: HeldRole[];
  @IsBoolean() active: boolean;
}

export function userView(ctx: Pick<Context, 'language'>, user: UserAccount, units: Unit[], roles: Role[]): UserView {
  const unitName = (id: string): string => units.find((u) => u.id === id)?.name ?? '';
  const { id, version, name, account, title, staffNumber, unitId, active } = user;
  return {
    id, version, name, account, title, staffNumber, unitId, unitName: unitName(unitId), active,
    roles: user.roles.flatMap((held) => {
      const role = roles.find((r) => r.id === held.roleId);
      return role ? [{ roleId: role.id, roleCode: role.code, roleName: roleName(ctx, role), unitId: held.unitId, unitName: unitName(held.unitId) }] : [];
    }),
  };
}
