import { Injectable } from '@nestjs/common';
import { WorkCalendar, type CalendarYear } from '@luyue/kernel';
import type { Adoption, ParameterKey, PolicyVersion } from '@luyue/regulations';
import { refuse, statement, type Tx } from '@luyue/platform';

export interface DirectoryTenant { id: string; name: string; kind: string; parentId: string | null; path: string[]; sandbox: boolean; sandboxOf: string | null; modules: string[] }
export interface DirectoryUnit { id: string; name: string; kind: string; parentId: string | null; path: string[]; designations: string[]; active: boolean }
export interface DirectoryUser { id: string; name: string; title: string; staffNumber: string; unitId: string; roles: { code: string; unitId: string }[]; active: boolean }

const UNITS = statement('directory_units', `SELECT id, name, kind, parent_id AS "parentId", path, designations, active FROM directory_unit WHERE tenant_id = $1`);
const UNIT = statement('directory_unit_by_id', `SELECT id, name, kind, parent_id AS "parentId", path, designations, active FROM directory_unit WHERE tenant_id = $1 AND id = $2`);
const USERS = statement('directory_users', `
  SELECT id, name, title, staff_number AS "staffNumber", unit_id AS "unitId", roles, active FROM directory_user WHERE tenant_id = $1 AND ($2::uuid[] IS NULL OR id = ANY ($2))`);
const SUBTREE = statement('directory_subtree', `SELECT id, name, kind, parent_id AS "parentId", path, sandbox, sandbox_of AS "sandboxOf", modules FROM directory_subtree() ORDER BY array_length(path, 1), name`);
const POLICIES = statement('directory_policies', `
  SELECT key, origin, version, value -> 'value' AS value, effective_from AS "effectiveFrom", may_tighten AS "mayTighten", set_by AS "setBy", reason
  FROM directory_policy WHERE tenant_id = $1 AND key = ANY ($2)`);
const ADOPTIONS = statement('directory_adoptions', `
  SELECT id, regulation, regulation_version AS "versionId", published_at AS "publishedAt", scope_unit_ids AS "scopeUnitIds", effective_from AS "effectiveFrom", supersedes
  FROM directory_adoption WHERE tenant_id = $1`);
const CALENDAR = statement('directory_calendar', `
  SELECT DISTINCT ON (origin, year) year, version, origin, rest_days AS "restDays", work_days AS "workDays" FROM directory_calendar WHERE tenant_id = $1 ORDER BY origin, year, version DESC`);
const ZONE = statement('directory_zone', `SELECT zone FROM directory_tenant WHERE tenant_id = $1 AND id = $1`);

/** What a service knows of tenants, people, policies and calendars, from its own replica and inside its own transaction. */
@Injectable()
export class Directory {
  /** Throws 400 naming `field` for a unit that this tenant does not have. */
  async unit(tx: Tx, id: string, field = 'unitId'): Promise<DirectoryUnit> {
    const [unit] = await tx.sql<DirectoryUnit & Record<string, unknown>>(UNIT, [tx.tenantId, id]);
    if (!unit) throw refuse.field(field, 'unknown_unit', { zh: '没有这个单位', en: 'no such org unit' });
    return unit;
  }

  async units(tx: Tx): Promise<Map<string, DirectoryUnit>> {
    const rows = await tx.sql<DirectoryUnit & Record<string, unknown>>(UNITS, [tx.tenantId]);
    return new Map(rows.map((u) => [u.id, u]));
  }

  /** Throws 400 naming `field` for a person that this tenant does not have. */
  async user(tx: Tx, id: string, field = 'userId'): Promise<DirectoryUser> {
    const [user] = await this.users(tx, [id]).then((m) => [...m.values()]);
    if (!user) throw refuse.field(field, 'unknown_user', { zh: '没有这个人', en: 'no such person' });
    return user;
  }

  async users(tx: Tx, ids?: string[]): Promise<Map<string, DirectoryUser>> {
    const rows = await tx.sql<DirectoryUser & Record<string, unknown>>(USERS, [tx.tenantId, ids ?? null]);
    return new Map(rows.map((u) => [u.id, u]));
  }

  /**
   * Active people who hold a role for `unitId`: scoped to it or to a unit above it, nearest first. Empty for a vacant role even at the top;
   * `levelsUp` > 0 says that the role was vacant below (R16).
   */
  async holders(tx: Tx, role: string, unitId: string): Promise<{ users: DirectoryUser[]; levelsUp: number }> {
    const [units, users] = await Promise.all([this.units(tx), this.users(tx)]);
    const path = [...(units.get(unitId)?.path ?? [unitId])].toReversed();
    for (const [levelsUp, unit] of path.entries()) {
      const found = [...users.values()].filter((u) => u.active && u.roles.some((r) => r.code === role && r.unitId === unit));
      if (found.length) return { users: found, levelsUp };
    }
    return { users: [], levelsUp: path.length };
  }

  /** The tenant itself and its subsidiaries, from the top down (PF-2). */
  subtree(tx: Tx): Promise<DirectoryTenant[]> {
    return tx.sql<DirectoryTenant & Record<string, unknown>>(SUBTREE);
  }

  /** All published versions of the given parameters, for `resolvePolicy`. */
  async policies(tx: Tx, keys: ParameterKey[]): Promise<Map<ParameterKey, PolicyVersion[]>> {
    const rows = keys.length ? await tx.sql<PolicyVersion & { key: ParameterKey } & Record<string, unknown>>(POLICIES, [tx.tenantId, [...new Set(keys)]]) : [];
    const byKey = new Map<ParameterKey, PolicyVersion[]>(keys.map((k) => [k, []]));
    for (const row of rows) byKey.get(row.key)?.push(row);
    return byKey;
  }

  async adoptions(tx: Tx): Promise<Adoption[]> {
    const rows = await tx.sql<Omit<Adoption, 'scopeUnitIds'> & { scopeUnitIds: string[] | null } & Record<string, unknown>>(ADOPTIONS, [tx.tenantId]);
    return rows.map((row) => ({ ...row, scopeUnitIds: row.scopeUnitIds ?? 'all' }) as Adoption);
  }

  async zone(tx: Tx): Promise<string> {
    const [row] = await tx.sql<{ zone: string }>(ZONE, [tx.tenantId]);
    return row?.zone ?? 'Asia/Shanghai';
  }

  /** The working-day calendar, or what it would be with the `proposed` years. */
  async calendar(tx: Tx, proposed: CalendarYear[] = []): Promise<WorkCalendar> {
    const [years, zone] = await Promise.all([tx.sql<CalendarYear & Record<string, unknown>>(CALENDAR, [tx.tenantId]), this.zone(tx)]);
    return new WorkCalendar([...years, ...proposed], { zone });
  }
}
