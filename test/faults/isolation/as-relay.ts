import { escapeIdentifier, type Client } from 'pg';
import { insertOf, type Table } from './tables.ts';
import { Probes } from './as-service.ts';

const OUTBOX = 'outbox';

/** The relay reads the outbox of all tenants and deletes from it: `waiting` rows lie there. Everything else is closed to it. */
export async function relayProbes(relay: Client, tables: Table[], tenantId: string, waiting: number): Promise<Probes> {
  const probes = new Probes(relay);
  const scopes = [{}, { tenant: tenantId }];
  for (const table of tables) {
    const name = escapeIdentifier(table.name);
    const closed = [`UPDATE ${name} SET ${escapeIdentifier(table.columns[0]!.name)} = ${escapeIdentifier(table.columns[0]!.name)}`, `TRUNCATE ${name}`, `ALTER TABLE ${name} DISABLE ROW LEVEL SECURITY`];
    for (const scope of scopes) {
      for (const text of closed) await probes.denied(table, text, scope, text);
      const insert = insertOf(table, tenantId);
      await probes.expect(table, 'inserts', scope, insert.text, insert.values, (o) => 'refused' in o && o.refused === '42501');
      for (const text of [`SELECT * FROM ${name}`, `DELETE FROM ${name}`]) {
        if (table.name === OUTBOX) await probes.expect(table, text, scope, text, [], (o) => 'rows' in o && o.rows === waiting);
        else await probes.denied(table, text, scope, text);
      }
    }
  }
  for (const { call } of await definers(relay)) await probes.denied({ name: 'function' }, call, {}, call);
  for (const text of ['CREATE TABLE sneaked (id int)', 'CREATE SCHEMA sneaked', 'SELECT * FROM schema_migration']) await probes.denied({ name: 'database' }, text, {}, text);
  return probes;
}

/** A call of every function of the service's own that runs with its owner's rights. */
async function definers(client: Client): Promise<{ call: string }[]> {
  return (await client.query<{ call: string }>(`
    SELECT format('SELECT %I(%s)', p.proname, (SELECT string_agg(format('NULL::%s', format_type(t, NULL)), ', ' ORDER BY n) FROM unnest(p.proargtypes) WITH ORDINALITY AS a(t, n))) AS call
    FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND p.prosecdef`)).rows;
}
