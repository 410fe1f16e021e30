import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { migrate, type ServiceDefinition } from '@luyue/platform';
import { superuserUrl, testDatabase, type TestDatabase } from '@luyue/testing';
import { withClient } from '../../infra/local/databases.mjs';
import { relayProbes } from './isolation/as-relay.ts';
import { Probes } from './isolation/as-service.ts';
import { dropRulesOfContent, insertOf, tablesOf } from './isolation/tables.ts';

const services = join(__dirname, '..', '..', 'services');
const names = readdirSync(services).filter((name) => existsSync(join(services, name, 'src', 'app.module.ts')));

/** Functions that answer across tenants, each with its reason; any other must give nothing away. */
const OPEN: Record<string, string> = {
  directory_clocks: 'For sweeps: ids and clocks of the tenants, no business data.',
  obligation_tenants_due: 'For the sweep: ids of tenants with something due.',
  daily_report_tenants_due: 'For the sweep of unsorted daily reports: ids of tenants with one whose time is over (DV-11).',
  recurring_tenants_due: 'For the opener: ids of tenants with a period to open.',
  ledger_tenants: 'For the audit of the books: ids of tenants that keep a ledger, no amounts (PB-4.6).',
  export_tenants_due: 'For the writer of exports: ids of tenants with one to write or to remove.',
  outbound_tenants_due: 'For the sender: ids of tenants with something to send.',
  identity_by_account: 'Sign-in: a person is known before a tenant is (PF-5).',
  identity_ensure: 'Sign-in: one person for all places (PF-5).',
  identity_places: 'The places of a person who has just proved who they are (PF-5).',
  api_key_owner: 'Only the hash of a whole key finds its owner (PF-8).',
  client_link_owner: 'Only the hash of a whole secret finds whose link it is (PB-4.8).',
};

interface Found { tables: number; probes: number; leaks: string[] }

/** Probes a migrated clone with one row of each of two tenants in every table; `planted` weakens it first. */
async function probe(definition: Pick<ServiceDefinition, 'name' | 'migrations'>, planted = ''): Promise<Found> {
  const clone: TestDatabase = await testDatabase({ name: definition.name, migrate: async (url) => { await migrate(definition.name, url, definition.migrations); } });
  const [own, foreign] = [randomUUID(), randomUUID()];
  try {
    if (planted) await withClient(clone.owner, (owner) => owner.query(planted));
    const tables = await withClient(superuserUrl(clone.name), async (superuser) => {
      await dropRulesOfContent(superuser);
      const all = await tablesOf(superuser);
      for (const table of all) for (const tenantId of table.tenant ? [own, foreign] : [foreign]) await superuser.query(insertOf(table, tenantId));
      return all;
    });
    const asService = await withClient(clone.app, async (app) => {
      const probes = new Probes(app);
      for (const table of tables) await probes.table(table, own, foreign);
      await probes.definers(own, foreign, OPEN);
      for (const text of ['CREATE TABLE sneaked (id int)', 'DELETE FROM schema_migration', `SET ROLE ${definition.name.replaceAll('-', '_')}_owner`]) await probes.denied({ name: 'database' }, text, {}, text);
      return probes;
    });
    const asRelay = await withClient(clone.relay, (relay) => relayProbes(relay, tables, own, 2));
    return { tables: tables.length, probes: asService.count + asRelay.count, leaks: [...asService.leaks, ...asRelay.leaks.map((leak) => `relay: ${leak}`)] };
  } finally {
    await clone.drop();
  }
}

async function definitionOf(name: string): Promise<ServiceDefinition> {
  const exported = Object.values((await import(join(services, name, 'src', 'app.module.ts'))) as Record<string, unknown>);
  return exported.find((value) => !!value && typeof value === 'object' && 'migrations' in value && 'entities' in value) as ServiceDefinition;
}

describe('PF-4: the database itself refuses a row of another tenant', () => {
  test.each(names)('%s', async (name) => {
    const found = await probe(await definitionOf(name));
    process.stderr.write(`row security of ${name}: ${found.tables} tables, ${found.probes} probes\n`);
    expect(found.leaks).toEqual([]);
    expect(found.probes).toBeGreaterThan(found.tables * 20);
  }, 60_000);

  const base = { name: 'faults-platform', migrations: [] };
  const secured = (policies: string): string => `CREATE TABLE leak (tenant_id uuid PRIMARY KEY, word text); ALTER TABLE leak ENABLE ROW LEVEL SECURITY; ALTER TABLE leak FORCE ROW LEVEL SECURITY;
    GRANT SELECT, INSERT, UPDATE, DELETE ON leak TO faults_platform_app; ${policies}`;
  const mine = `tenant_id = nullif(current_setting('app.tenant', true), '')::uuid`;

  test.each([
    ['a policy for everybody', secured(`CREATE POLICY own_rows ON leak USING (true)`), /leak: reads as no tenant/],
    ['a row that may be moved', secured(`CREATE POLICY own_rows ON leak USING (${mine}) WITH CHECK (true)`), /leak: moves its row to another tenant/],
    ['headquarters that may write', secured(`CREATE POLICY own_rows ON leak USING (${mine}); CREATE POLICY subtree_rows ON leak USING (tenant_id = ANY (nullif(current_setting('app.tenants', true), '')::uuid[]))`), /leak: updates below/],
    ['a table without row security', `CREATE TABLE leak (tenant_id uuid PRIMARY KEY, word text); GRANT ALL ON leak TO faults_platform_app`, /leak: reads another tenant's row/],
    ['a function that asks for no tenant', `CREATE FUNCTION leak(of_tenant uuid) RETURNS SETOF inbox LANGUAGE sql SECURITY DEFINER AS 'SELECT * FROM inbox'; CREATE POLICY all_rows ON inbox FOR SELECT TO CURRENT_USER USING (true)`, /function leak: gave away/],
    ['a relay that reads more', `GRANT SELECT ON inbox TO faults_platform_relay`, /relay: inbox: SELECT/],
    ['a relay that may write', `GRANT INSERT ON outbox TO faults_platform_relay`, /relay: outbox: inserts/],
    ['a relay that may ask', `CREATE FUNCTION asked() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'`, /relay: function/],
  ])('a planted leak is found: %s', async (_what, planted, expected) => {
    expect((await probe(base, planted)).leaks.join('\n')).toMatch(expected);
  }, 60_000);
});
