import { Injectable } from '@nestjs/common';
import { Directory, type DirectoryUser } from '@luyue/directory';
import type { Text, Tx } from '@luyue/platform';
import { MODULES, systemRoles } from '@luyue/regulations';

/** R16: who is asked next where a role is vacant, up to the administrator, whom every tenant has. */
const NEXT_UP: Record<string, string> = {
  rescue_team: 'dispatcher', dispatcher: 'supervisor', supervisor: 'unit_manager', unit_manager: 'leader', hq_supervisor: 'leader', leader: 'administrator',
  // Property brokerage (PB-3): the department's head is its supervisor unless set (reading 5).
  shop: 'unit_manager', specialist: 'supervisor', archivist: 'supervisor', department_head: 'supervisor', department_finance: 'department_manager', department_manager: 'unit_manager',
};
/** One desk serves many units, so that holding it further up is no vacancy below. */
const DESKS = new Set(['dispatcher', 'rescue_team', 'hq_supervisor', 'administrator']);

const ROLE_NAMES = new Map<string, Text>([
  ...systemRoles(MODULES).map(({ code, zh, en }): [string, Text] => [code, { zh, en }]),
  // Vacant is the team, not one of its members.
  ['rescue_team', { zh: '抢险队', en: 'Rescue team' }],
]);

export interface Recipient { id: string; name: string; unitId: string }
/** People to be told, and the role that should have been but is vacant. */
export interface Recipients { people: Recipient[]; vacant: { role: string; name: Text } | null }

/** `levelsUp` counts by org unit and then by role how far above the role that was meant they were found. */
export interface Found extends Recipients { levelsUp: number }

export const roleName = (role: string): Text => ROLE_NAMES.get(role) ?? { zh: role, en: role };

/** Who a notice goes to, as it stands when the notice is written. */
@Injectable()
export class RecipientFinder {
  constructor(private readonly directory: Directory) {}

  /** Holders of a role for a unit, else those of the next role up, flagged (R16). `unitId` null: anywhere in the tenant. */
  async holders(tx: Tx, role: string, unitId: string | null): Promise<Found> {
    let rolesUp = 0;
    for (let asked: string | undefined = role; asked; asked = NEXT_UP[asked], rolesUp += 1) {
      const { people, levelsUp } = await this.ofRole(tx, asked, unitId);
      if (people.length) return { people, levelsUp: rolesUp + levelsUp, vacant: rolesUp + levelsUp > 0 ? { role, name: roleName(role) } : null };
    }
    return { people: [], levelsUp: 0, vacant: { role, name: roleName(role) } };
  }

  /** The same for a copy: the role itself or nobody, which is recorded and does not hold up the rest (R16). */
  async copies(tx: Tx, role: string, unitId: string): Promise<Found> {
    const { people, levelsUp } = await this.ofRole(tx, role, unitId);
    return { people, levelsUp, vacant: !people.length || levelsUp > 0 ? { role, name: roleName(role) } : null };
  }

  private async ofRole(tx: Tx, role: string, unitId: string | null): Promise<{ people: Recipient[]; levelsUp: number }> {
    const { users, levelsUp } = unitId ? await this.directory.holders(tx, role, unitId) : { users: await this.anywhere(tx, role), levelsUp: 0 };
    return { people: users.map(recipient), levelsUp: users.length && !DESKS.has(role) ? levelsUp : 0 };
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
