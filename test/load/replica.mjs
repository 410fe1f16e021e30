// What a service knows of a company by tenancy's events, written as rows: for stages on which tenancy does not run.
import { randomUUID } from 'node:crypto';

const SINCE = '2020-01-01';

/**
 * @param {import('pg').Client} client of somebody whom no row policy binds
 * @param {import('./replica.d.mts').Furnished} company
 */
export async function furnishReplica(client, { tenantId, name, module, now, units, people }) {
  const { nationalYears } = await import('@luyue/kernel');
  await client.query(`INSERT INTO directory_tenant (tenant_id, id, name, kind, path, sandbox, clock_offset_ms, zone, modules, status, version) VALUES ($1, $1, $2, 'company', ARRAY[$1]::uuid[], $3, $4, 'Asia/Shanghai', ARRAY[$5], 'active', 1)`,
    [tenantId, name, Boolean(now), now ? Date.parse(now) - Date.now() : 0, module]);
  for (const { id, name: unitName, kind, parentId = null } of units) {
    await client.query(`INSERT INTO directory_unit (tenant_id, id, name, kind, parent_id, path, designations, active, version) VALUES ($1, $2, $3, $4, $5::uuid, array_remove(ARRAY[$5::uuid, $2], NULL), '{}', true, 1)`, [tenantId, id, unitName, kind, parentId]);
  }
  for (const { id, name: userName, unitId, role } of people) {
    await client.query(`INSERT INTO directory_user (tenant_id, id, name, title, staff_number, unit_id, roles, active, version) VALUES ($1, $2, $3, '', '', $4::uuid, jsonb_build_array(jsonb_build_object('code', $5::text, 'unitId', $4::uuid)), true, 1)`, [tenantId, id, userName, unitId, role]);
  }
  for (const regulation of [module, 'platform']) await client.query(`INSERT INTO directory_adoption (tenant_id, id, regulation, regulation_version, published_at, effective_from, version) VALUES ($1, $2, $3, '2020', $4, $4, 1)`, [tenantId, randomUUID(), regulation, SINCE]);
  for (const { year, version, restDays, workDays } of nationalYears) await client.query(`INSERT INTO directory_calendar (tenant_id, year, version, origin, rest_days, work_days) VALUES ($1, $2, $3, 'national', $4, $5)`, [tenantId, year, version, [...restDays], [...workDays]]);
}

/**
 * Headers by which the gateway vouches for somebody of such a company, with the permissions of the role.
 * @param {{seal(caller: object, seconds: number): string}} signer
 * @param {import('./replica.d.mts').Furnished} company
 * @param {import('./replica.d.mts').Furnished['people'][number]} person
 * @param {Map<string, readonly string[]>} roles permissions by role
 */
export function headersOf(signer, { tenantId, module, now }, { id, name, unitId, role, units = 'all' }, roles) {
  return {
    'accept-language': 'en',
    'x-luyue-context': signer.seal({ tenantId, userId: id, userName: name, unitId, grants: [{ units, permissions: [...roles.get(role)] }], sandbox: Boolean(now), modules: [module] }, 7_200),
  };
}
