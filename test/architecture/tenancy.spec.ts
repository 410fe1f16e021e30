import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { migrate, type ServiceDefinition } from '@luyue/platform';
import { testDatabase } from '@luyue/testing';
import { withClient } from '../../infra/local/databases.mjs';
import { tenantLeaks, type Exceptions } from './tenancy.ts';

const services = join(__dirname, '..', '..', 'services');
const names = readdirSync(services).filter((name) => existsSync(join(services, name, 'src', 'app.module.ts')));

/** The relay is the one reader across tenants; it has a role and a policy of its own (libs/platform). */
const platform: Exceptions = { platformTables: {}, crossTenantIndexes: { outbox_shard: 'The relay claims a shard in the order of ids.' } };

async function leaksOf(definition: Pick<ServiceDefinition, 'name' | 'migrations'>, own: Partial<Exceptions> = {}, planted = ''): Promise<string[]> {
  const database = await testDatabase({ name: definition.name, migrate: async (url) => { await migrate(definition.name, url, definition.migrations); } });
  try {
    return await withClient(database.owner, async (client) => {
      if (planted) await client.query(planted);
      return tenantLeaks(client, {
        platformTables: { ...platform.platformTables, ...own.platformTables }, crossTenantIndexes: { ...platform.crossTenantIndexes, ...own.crossTenantIndexes },
      });
    });
  } finally {
    await database.drop();
  }
}

async function definitionOf(name: string): Promise<ServiceDefinition> {
  const exported = Object.values((await import(join(services, name, 'src', 'app.module.ts'))) as Record<string, unknown>);
  const definition = exported.find((value) => !!value && typeof value === 'object' && 'migrations' in value && 'entities' in value);
  if (!definition) throw new Error(`services/${name}/src/app.module.ts exports no ServiceDefinition`);
  return definition as ServiceDefinition;
}

describe('PF-4: no table lets one tenant see another', () => {
  test.each(names)('%s', async (name) => {
    const file = join(services, name, 'src', 'migrations', 'platform-tables.ts');
    const own = existsSync(file) ? ((await import(file)) as Partial<Exceptions>) : {};
    expect(await leaksOf(await definitionOf(name), own)).toEqual([]);
  }, 60_000);

  test('the tables that every service has', async () => {
    expect(await leaksOf({ name: 'architecture-platform', migrations: [] })).toEqual([]);
  });
});

test.each([
  ['a table without row security', 'create table leak (tenant_id uuid primary key)', ['leak: row security is not enabled and forced']],
  ['row security that its owner escapes', 'create table leak (tenant_id uuid primary key); alter table leak enable row level security', ['leak: row security is not enabled and forced']],
  ['a secured table that nobody may read', 'create table leak (tenant_id uuid primary key); alter table leak enable row level security; alter table leak force row level security', ['leak: no policy names its tenant']],
  ['a key without its tenant', `create table leak (id uuid primary key, tenant_id uuid); alter table leak enable row level security;
    alter table leak force row level security; create policy own on leak using (true)`, ['leak: index leak_pkey starts with id, not tenant_id']],
  ['an index across tenants', 'create index inbox_leak on inbox (lower(event_id::text))', ['inbox: index inbox_leak starts with an expression, not tenant_id']],
  ['a table without a key', `create table leak (tenant_id uuid); alter table leak enable row level security;
    alter table leak force row level security; create policy own on leak using (true)`, ['leak: no primary key']],
])('a planted leak is found: %s', async (_what, planted, leaks) => {
  expect(await leaksOf({ name: 'architecture-platform', migrations: [] }, {}, planted)).toEqual(leaks);
});
