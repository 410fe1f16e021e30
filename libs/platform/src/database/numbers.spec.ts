import { DataSource } from 'typeorm';
import { newId } from '@luyue/kernel';
import { testDatabase, type TestDatabase } from '@luyue/testing';
import { systemContext } from '../auth/context.ts';
import { migrate } from './migrate.ts';
import { Numbers } from './numbers.ts';
import { secureTable } from './row-security.ts';
import { TenantDatabase } from './tenant-database.ts';

class Zone1700000000902 {
  name = 'Zone1700000000902';
  async up(runner: { query: (sql: string) => Promise<unknown> }): Promise<void> {
    for (const sql of [`CREATE TABLE directory_tenant (tenant_id uuid, id uuid, clock_offset_ms bigint, zone text, PRIMARY KEY (tenant_id, id))`, ...secureTable('directory_tenant')]) await runner.query(sql);
  }
  async down(): Promise<void> { throw new Error('forwards only'); }
}

let clone: TestDatabase;
const sources: DataSource[] = [];
const database = async (): Promise<TenantDatabase> => {
  const source = await new DataSource({ type: 'postgres', url: clone.app, entities: [], extra: { pipeline: true } }).initialize();
  sources.push(source);
  return new TenantDatabase(source);
};
const numbers = async (): Promise<Numbers> => new Numbers(await database());

beforeAll(async () => { clone = await testDatabase({ name: 'numbers-test', migrate: async (owner) => void (await migrate('numbers-test', owner, [Zone1700000000902])) }); });
afterAll(async () => {
  for (const source of sources) await source.destroy();
  await clone.drop();
});

it('never doubles a number, over replicas and concurrent callers; another tenant begins at one', async () => {
  const [a, b] = [await numbers(), await numbers()];
  const tenant = systemContext(newId(), false);
  const taken = await Promise.all(Array.from({ length: 60 }, (_, i) => (i % 2 ? a : b).next(tenant, 'GD')));
  expect(new Set(taken).size).toBe(60);
  expect(taken.every((n) => /^GD\d{8}-\d{4}$/.test(n))).toBe(true);
  expect(await a.next(systemContext(newId(), false), 'GD')).toMatch(/-0001$/);
});

it('within a transaction: beside those of others none is doubled, and one that was rolled back is given again', async () => {
  const [a, door] = [await numbers(), await database()];
  const b = new Numbers(door);
  const tenant = systemContext(newId(), true);
  const within = (fail = false): Promise<string> => door.write(tenant, async (tx) => {
    const number = await b.within(tx, 'YJ');
    if (fail) throw new Error(number);
    return number;
  });
  const taken = await Promise.all(Array.from({ length: 20 }, (_, i) => (i % 2 ? within() : a.next(tenant, 'YJ'))));
  expect(new Set(taken).size).toBe(20);
  await expect(within(true)).rejects.toThrow(/-0021$/);
  expect(await within()).toMatch(/-0021$/);
});

it('history takes its numbers from its own day', async () => {
  const of = { ...systemContext(newId(), false), at: new Date('2026-02-15T16:30:00Z') };
  expect(await (await numbers()).next(of, 'SL')).toBe('SL20260216-0001');
});
