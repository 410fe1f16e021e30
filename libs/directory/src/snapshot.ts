import { LRUCache } from 'lru-cache';
import type { CalendarYear, WorkCalendar } from '@luyue/kernel';
import { statement, type Tx } from '@luyue/platform';
import type { Adoption, ParameterKey, PolicyVersion } from '@luyue/regulations';

export interface DirectoryUnit { id: string; name: string; kind: string; parentId: string | null; path: string[]; designations: string[]; active: boolean }
export interface DirectoryUser { id: string; name: string; title: string; staffNumber: string; unitId: string; roles: { code: string; unitId: string }[]; active: boolean }

/** What a service knows of one tenant, as of one version of its replica. Shared between requests: nobody changes it, but whoever needs the calendar first makes it. */
export interface Snapshot {
  zone: string;
  units: Map<string, DirectoryUnit>;
  users: Map<string, DirectoryUser>;
  policies: Map<ParameterKey, PolicyVersion[]>;
  adoptions: Adoption[];
  years: CalendarYear[];
  calendar?: WorkCalendar;
}

const VERSION = statement('directory_version', `SELECT version FROM directory_version WHERE tenant_id = $1`);
const ZONE = statement('directory_zone', `SELECT zone FROM directory_tenant WHERE tenant_id = $1 AND id = $1`);
const UNITS = statement('directory_units', `SELECT id, name, kind, parent_id AS "parentId", path, designations, active FROM directory_unit WHERE tenant_id = $1`);
const USERS = statement('directory_users', `SELECT id, name, title, staff_number AS "staffNumber", unit_id AS "unitId", roles, active FROM directory_user WHERE tenant_id = $1`);
const POLICIES = statement('directory_policies', `
  SELECT key, origin, version, value -> 'value' AS value, effective_from AS "effectiveFrom", may_tighten AS "mayTighten", set_by AS "setBy", reason FROM directory_policy WHERE tenant_id = $1`);
const ADOPTIONS = statement('directory_adoptions', `
  SELECT id, regulation, regulation_version AS "versionId", published_at AS "publishedAt", scope_unit_ids AS "scopeUnitIds", effective_from AS "effectiveFrom", supersedes
  FROM directory_adoption WHERE tenant_id = $1`);
const CALENDAR = statement('directory_calendar', `
  SELECT DISTINCT ON (origin, year) year, version, origin, rest_days AS "restDays", work_days AS "workDays" FROM directory_calendar WHERE tenant_id = $1 ORDER BY origin, year, version DESC`);

/** Under this key a transaction remembers its snapshot; a change of the replica in the same transaction forgets it. */
export const SNAPSHOT = Symbol('directory-snapshot');

type Row<T> = T & Record<string, unknown>;

/** Keeps the last snapshots; one small question per use tells whether one still holds, so that replicas of a service need not tell each other. */
export class Snapshots {
  private readonly kept = new LRUCache<string, { version: string; snapshot: Snapshot }>({ max: 2_000 });

  of(tx: Tx): Promise<Snapshot> {
    let known = tx.memory.get(SNAPSHOT) as Promise<Snapshot> | undefined;
    if (!known) tx.memory.set(SNAPSHOT, (known = this.find(tx)));
    return known;
  }

  private async find(tx: Tx): Promise<Snapshot> {
    const version = (await tx.sql<{ version: string }>(VERSION, [tx.tenantId]))[0]?.version ?? '0';
    const kept = this.kept.get(tx.tenantId);
    if (kept?.version === version) return kept.snapshot;
    const snapshot = await read(tx);
    this.kept.set(tx.tenantId, { version, snapshot });
    return snapshot;
  }
}

async function read(tx: Tx): Promise<Snapshot> {
  const own = [tx.tenantId];
  const [zone, units, users, policies, adoptions, years] = await Promise.all([
    tx.sql<{ zone: string }>(ZONE, own), tx.sql<Row<DirectoryUnit>>(UNITS, own), tx.sql<Row<DirectoryUser>>(USERS, own), tx.sql<Row<PolicyVersion>>(POLICIES, own),
    tx.sql<Row<Omit<Adoption, 'scopeUnitIds'> & { scopeUnitIds: string[] | null }>>(ADOPTIONS, own), tx.sql<Row<CalendarYear>>(CALENDAR, own),
  ]);
  const byKey = new Map<ParameterKey, PolicyVersion[]>();
  for (const policy of policies) byKey.set(policy.key, [...(byKey.get(policy.key) ?? []), policy]);
  return {
    zone: zone[0]?.zone ?? 'Asia/Shanghai', units: new Map(units.map((u) => [u.id, u])), users: new Map(users.map((u) => [u.id, u])), policies: byKey,
    adoptions: adoptions.map((row) => ({ ...row, scopeUnitIds: row.scopeUnitIds ?? 'all' })), years,
  };
}
