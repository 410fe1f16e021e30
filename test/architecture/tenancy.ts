import type { Client } from 'pg';

/** Reasons by name: tables that belong to no tenant, and indexes that do not start with one. */
export interface Exceptions { platformTables: Record<string, string>; crossTenantIndexes: Record<string, string> }

interface Row { table: string; secured: boolean; forced: boolean; policies: number; index: string | null; primary: boolean | null; first: string | null }

const CATALOG = `
  SELECT c.relname AS "table", c.relrowsecurity AS secured, c.relforcerowsecurity AS forced,
    (SELECT count(*)::int FROM pg_policy p WHERE p.polrelid = c.oid) AS policies,
    i.relname AS index, x.indisprimary AS primary, a.attname AS first
  FROM pg_class c
  LEFT JOIN pg_index x ON x.indrelid = c.oid
  LEFT JOIN pg_class i ON i.oid = x.indexrelid
  LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = x.indkey[0]
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND c.relname <> 'schema_migration'
  ORDER BY 1, 5`;

/**
 * What in a migrated database lets tenants meet: tables without enabled and forced row security, primary keys and indexes that do not
 * start with `tenant_id`. One sentence each; none is order.
 */
export async function tenantLeaks(client: Client, { platformTables, crossTenantIndexes }: Exceptions): Promise<string[]> {
  const { rows } = await client.query<Row>(CATALOG);
  const tables = new Map(rows.map((row) => [row.table, row]));
  const unsecured = [...tables.values()].flatMap((row) => {
    if (!row.secured || !row.forced) return [`${row.table}: row security is not enabled and forced`];
    // Without a policy nobody sees a row: right for a platform table, a mistake elsewhere.
    return row.policies || platformTables[row.table] ? [] : [`${row.table}: no policy names its tenant`];
  });
  const business = rows.filter(({ table }) => !platformTables[table]);
  const keyless = [...tables.keys()].filter((table) => !platformTables[table] && !business.some((row) => row.table === table && row.primary));
  return [
    ...unsecured,
    ...keyless.map((table) => `${table}: no primary key`),
    ...business.filter(({ index, first }) => index && first !== 'tenant_id' && !crossTenantIndexes[index])
      .map(({ table, index, first }) => `${table}: index ${index} starts with ${first ?? 'an expression'}, not tenant_id`),
  ];
}
