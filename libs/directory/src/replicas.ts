import type { AdoptionRecorded, AgreementChanged, CalendarPublished, PolicyPublished, TenantChanged, UnitChanged, UserChanged } from '@luyue/contracts';
import { statement, type Statement, type Tx } from '@luyue/platform';
import { SNAPSHOT } from './snapshot.ts';

// Each write keeps the highest version, so that a replay or an old event changes nothing.
const TENANT = statement('directory_tenant_put', `
  INSERT INTO directory_tenant (tenant_id, id, name, kind, parent_id, path, sandbox, sandbox_of, clock_offset_ms, zone, modules, status, version)
  VALUES ($1, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
  ON CONFLICT (tenant_id, id) DO UPDATE SET name = excluded.name, kind = excluded.kind, parent_id = excluded.parent_id, path = excluded.path, clock_offset_ms = excluded.clock_offset_ms,
    zone = excluded.zone, modules = excluded.modules, status = excluded.status, version = excluded.version WHERE directory_tenant.version < excluded.version`);
const UNIT = statement('directory_unit_put', `
  INSERT INTO directory_unit (tenant_id, id, name, kind, parent_id, path, designations, active, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
  ON CONFLICT (tenant_id, id) DO UPDATE SET name = excluded.name, kind = excluded.kind, parent_id = excluded.parent_id, path = excluded.path, designations = excluded.designations,
    active = excluded.active, version = excluded.version WHERE directory_unit.version < excluded.version`);
const USER = statement('directory_user_put', `
  INSERT INTO directory_user (tenant_id, id, name, title, staff_number, unit_id, roles, active, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
  ON CONFLICT (tenant_id, id) DO UPDATE SET name = excluded.name, title = excluded.title, staff_number = excluded.staff_number, unit_id = excluded.unit_id, roles = excluded.roles,
    active = excluded.active, version = excluded.version WHERE directory_user.version < excluded.version`);
const POLICY = statement('directory_policy_put', `
  INSERT INTO directory_policy (tenant_id, key, origin, version, value, effective_from, may_tighten, set_by, reason) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING`);
const CALENDAR = statement('directory_calendar_put', `
  INSERT INTO directory_calendar (tenant_id, year, version, origin, rest_days, work_days) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`);
const ADOPTION = statement('directory_adoption_put', `
  INSERT INTO directory_adoption (tenant_id, id, regulation, regulation_version, published_at, effective_from, scope_unit_ids, supersedes, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
  ON CONFLICT (tenant_id, id) DO UPDATE SET scope_unit_ids = excluded.scope_unit_ids, version = excluded.version WHERE directory_adoption.version < excluded.version`);
const AGREEMENT = statement('directory_agreement_put', `
  INSERT INTO directory_agreement (tenant_id, id, partner_tenant_id, partner_name, purpose, terms, status, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
  ON CONFLICT (tenant_id, id) DO UPDATE SET partner_name = excluded.partner_name, terms = excluded.terms, status = excluded.status, version = excluded.version WHERE directory_agreement.version < excluded.version`);

const VERSION = statement('directory_version_bump', `
  INSERT INTO directory_version (tenant_id, version) VALUES ($1, nextval('directory_version_number')) ON CONFLICT (tenant_id) DO UPDATE SET version = excluded.version`);

/** Writes one row and says that what was read of this tenant before is old. */
async function put(tx: Tx, sql: Statement, values: unknown[]): Promise<void> {
  await Promise.all([tx.sql(sql, values), tx.sql(VERSION, [tx.tenantId])]);
  tx.memory.delete(SNAPSHOT);
}

/** How an event of tenancy changes the replica. Tenancy itself calls these in the transaction of the fact; the others do on the event. */
export const replicas = {
  tenant: (tx: Tx, e: TenantChanged) => put(tx, TENANT, [e.id, e.name, e.kind, e.parentId, e.path, e.sandbox, e.sandboxOf, e.clockOffsetMs, e.zone, e.modules, e.status, e.version]),
  unit: (tx: Tx, e: UnitChanged) => put(tx, UNIT, [tx.tenantId, e.id, e.name, e.kind, e.parentId, e.path, e.designations, e.active, e.version]),
  user: (tx: Tx, e: UserChanged) => put(tx, USER, [tx.tenantId, e.id, e.name, e.title, e.staffNumber, e.unitId, JSON.stringify(e.roles), e.active, e.version]),
  policy: (tx: Tx, e: PolicyPublished) => put(tx, POLICY, [tx.tenantId, e.key, e.origin, e.version, JSON.stringify(e.value), e.effectiveFrom, e.mayTighten, e.setBy, e.reason]),
  calendar: (tx: Tx, e: CalendarPublished) => put(tx, CALENDAR, [tx.tenantId, e.year, e.version, e.origin, e.restDays, e.workDays]),
  // No part of the snapshot: agreements are asked for at the moment of crossing, from the row itself.
  agreement: (tx: Tx, e: AgreementChanged) => tx.sql(AGREEMENT, [tx.tenantId, e.agreementId, e.partnerTenantId, e.partnerName, e.purpose, JSON.stringify(e.terms), e.status, e.version]),
  adoption: (tx: Tx, e: AdoptionRecorded) => put(tx, ADOPTION, [tx.tenantId, e.id, e.regulation, e.regulationVersion, e.publishedAt, e.effectiveFrom, e.scopeUnitIds, e.supersedes, e.version]),
};
