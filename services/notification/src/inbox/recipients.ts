import { Injectable } from '@nestjs/common';
import { Directory, type DirectoryUser } from '@luyue/directory';
import type { Text, Tx } from '@luyue/platform';

/** R16: who is asked next where a role is vacant, up to the administrator, whom every tenant has. */
const NEXT_UP: Record<string, string> = {
  rescue_team: 'dispatcher', dispatcher: 'supervisor', supervisor: 'unit_manager', unit_manager: 'leader', hq_supervisor: 'leader', leader: 'administrator',
};
/** One desk serves many units, so that holding it further up is no vacancy below. */
const DESKS = new Set(['dispatcher', 'rescue_team', 'hq_supervisor', 'administrator']);

const ROLE_NAMES: Record<string, Text> = {
  rescue_team: { zh: '抢险队', en: 'Rescue team' }, dispatcher: { zh: '调度员', en: 'Dispatcher' }, supervisor: { zh: '主管', en: 'Supervisor' }, unit_manager: { zh: '单位负责人', en: 'Unit manager' },
  hq_supervisor: { zh: '总部督导', en: 'Headquarters supervisor' }, leader: { zh: '分管领导', en: 'Leader in charge' }, administrator: { zh: '管理员', en: 'Administrator' },
};

export interface Recipient { id: string; name: string; unitId: string }
/** People to be told, and the role that should have been but is vacant. */
export interface Recipients { people: Recipient[]; vacant: { role: string; name: Text } | null }

export const roleName = (role: string): Text => ROLE_NAMES[role] ?? { zh: role, en: role };

/** Who a notice goes to, as it stands when the notice is written. */
@Injectable()
export class RecipientFinder {
  constructor(private readonly directory: Directory) {}

  /** Holders of a role for a unit, else those of the next role up, flagged (R16). `unitId` null: anywhere in the tenant. */
  async holders(tx: Tx, role: string, unitId: string | null): Promise<Recipients> {
    for (let asked: string | undefined = role; asked; asked = NEXT_UP[asked]) {
      const { users, levelsUp } = unitId ? await this.directory.holders(tx, asked, unitId) : { users: await this.anywhere(tx, asked), levelsUp: 0 };
      if (!users.length) continue;
      const vacant = asked !== role || (levelsUp > 0 && !DESKS.has(asked));
      return { people: users.map(recipient), vacant: vacant ? { role, name: roleName(role) } : null };
    }
    return { people: [], vacant: { role, name: roleName(role) } };
  }

  /** Named people who are active; without any, the holders of `role` instead. */
  async people(tx: Tx, ids: string[], role: string, unitId: string): Promise<Recipients> {
    const users = await this.directory.users(tx);
    const active = ids.map((id) => users.get(id)).filter((u) => u?.active === true) as DirectoryUser[];
    return active.length ? { people: active.map(recipient), vacant: null } : this.holders(tx, role, unitId);
  }

  private async anywhere(tx: Tx, role: string): Promise<DirectoryUser[]> {
    return [...(await this.directory.users(tx)).values()].filter((u) => u.active && u.roles.some((r) => r.code === role));
  }
}

const recipient = ({ id, name, unitId }: DirectoryUser): Recipient => ({ id, name, unitId });
