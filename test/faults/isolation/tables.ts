import { randomUUID } from 'node:crypto';
import { escapeIdentifier, type Client } from 'pg';

export interface Column { name: string; type: string }
export interface Table { name: string; columns: Column[]; tenant: boolean; subtree: boolean }

/** Tables that hold no row of anybody: the service's role may not touch them at all. */
const OWNERS_ONLY = ['schema_migration'];

// A domain counts as the type that it narrows.
const TABLES = `
  SELECT c.relname AS name, json_agg(json_build_object('name', a.attname, 'type', format_type(coalesce(nullif(t.typbasetype, 0), t.oid), NULL)) ORDER BY a.attnum) FILTER (WHERE a.attidentity = '' AND a.attgenerated = '') AS columns,
    bool_or(a.attname = 'tenant_id') AS tenant, EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'subtree_rows') AS subtree
  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped JOIN pg_type t ON t.oid = a.atttypid
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND c.relname <> ALL ($1) GROUP BY c.oid, c.relname ORDER BY 1`;

/** Every table of the database but the migrations' own, from the catalogue: a new one is probed without being named anywhere. */
export async function tablesOf(client: Client): Promise<Table[]> {
  return (await client.query<Table>(TABLES, [OWNERS_ONLY])).rows;
}

/** A clone for probing: rows need not make sense, so that one can be written into any table; row security stays exactly as it is. */
export async function dropRulesOfContent(superuser: Client): Promise<void> {
  const { rows } = await superuser.query<{ sql: string }>(`
    SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) AS sql FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace AND contype IN ('c', 'f') AND conrelid <> 0 ORDER BY contype DESC`);
  for (const { sql } of rows) await superuser.query(sql);
  const tables = await superuser.query<{ sql: string }>(`SELECT format('ALTER TABLE %s DISABLE TRIGGER USER', oid::regclass) AS sql FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')`);
  for (const { sql } of tables.rows) await superuser.query(sql);
}

/** Text in every row of a tenant by which it is known again, wherever it comes out. */
export const markOf = (tenantId: string): string => `secret of ${tenantId}`;

/** An INSERT of one row of `tenantId`, its values made up by type. Throws for a type that it cannot make up. */
export function insertOf(table: Table, tenantId: string): { text: string; values: unknown[] } {
  const columns = table.columns.map(({ name }) => escapeIdentifier(name));
  return {
    text: `INSERT INTO ${escapeIdentifier(table.name)} (${columns.join(', ')}) VALUES (${columns.map((_, i) => `$${i + 1}`).join(', ')})`,
    values: table.columns.map(({ name, type }) => (name === 'tenant_id' ? tenantId : valueOf(type, tenantId))),
  };
}

/** A value of a type: uuids fresh, texts marked with the tenant, everything else plain. */
export function valueOf(type: string, tenantId: string): unknown {
  switch (type) {
    case 'uuid': return randomUUID();
    case 'uuid[]': return [tenantId];
    case 'text': return markOf(tenantId);
    case 'text[]': return [markOf(tenantId)];
    case 'json': case 'jsonb': return JSON.stringify({ text: markOf(tenantId) });
    case 'smallint': case 'integer': case 'bigint': case 'numeric': case 'double precision': case 'real': return 1;
    case 'boolean': return false;
    case 'date': case 'timestamp with time zone': return new Date();
    case 'timestamp with time zone[]': return [new Date()];
    default: throw new Error(`no probe knows a value of type ${type}: name one here`);
  }
}
