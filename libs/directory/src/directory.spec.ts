import { DataSource } from 'typeorm';
import { newId } from '@luyue/kernel';
import { migrate, systemContext, TenantDatabase, type Tx } from '@luyue/platform';
import { testDatabase, type TestDatabase } from '@luyue/testing';
import { Directory } from './directory.ts';
import { Directory1700000000002 } from './directory.migration.ts';
import { replicas } from './replicas.ts';

let clone: TestDatabase;
let source: DataSource;
let database: TenantDatabase;
const directory = new Directory();

beforeAll(async () => {
  clone = await testDatabase({ name: 'directory-test', migrate: async (owner) => void (await migrate('directory-test', owner, [Directory1700000000002])) });
  source = await new DataSource({ type: 'postgres', url: clone.app, entities: [], extra: { pipeline: true } }).initialize();
  database = new TenantDatabase(source);
});
afterAll(async () => {
  await source.destroy();
  await clone.drop();
});

const unit = (id: string, name: string, version: number, path = [id]) => ({ id, version, name, kind: 'department', parentId: null, path, designations: [], active: true });
const person = (unitId: string, role: string, scope: string) => ({ id: newId(), version: 1, name: '何静', title: '', staffNumber: '', unitId, roles: [{ code: role, unitId: scope }], active: true });
const inTenant = <T>(id: string, work: (tx: Tx) => Promise<T>): Promise<T> => database.write(systemContext(id, false), work);
const nameOf = (tenant: string, id: string) => inTenant(tenant, async (tx) => (await directory.units(tx)).get(id)?.name);

it('a change is seen by the next transaction, by every reader of the same database', async () => {
  const [tenant, id] = [newId(), newId()];
  const elsewhere = new Directory();
  await inTenant(tenant, (tx) => replicas.unit(tx, unit(id, '客服中心', 1)));
  expect(await nameOf(tenant, id)).toBe('客服中心');
  expect(await inTenant(tenant, async (tx) => (await elsewhere.units(tx)).get(id)?.name)).toBe('客服中心');
  await inTenant(tenant, (tx) => replicas.unit(tx, unit(id, '客户服务中心', 2)));
  expect(await nameOf(tenant, id)).toBe('客户服务中心');
  expect(await inTenant(tenant, async (tx) => (await elsewhere.units(tx)).get(id)?.name)).toBe('客户服务中心');
});

it('an older event changes nothing', async () => {
  const [tenant, id] = [newId(), newId()];
  await inTenant(tenant, (tx) => replicas.unit(tx, unit(id, '新名', 5)));
  await inTenant(tenant, (tx) => replicas.unit(tx, unit(id, '旧名', 4)));
  expect(await nameOf(tenant, id)).toBe('新名');
});

it('what a transaction read of its own change is not kept when it rolls back', async () => {
  const [tenant, id] = [newId(), newId()];
  await inTenant(tenant, (tx) => replicas.unit(tx, unit(id, '甲', 1)));
  await expect(inTenant(tenant, async (tx) => {
    await replicas.unit(tx, unit(id, '乙', 2));
    expect((await directory.units(tx)).get(id)?.name).toBe('乙');
    throw new Error('no');
  })).rejects.toThrow('no');
  expect(await nameOf(tenant, id)).toBe('甲');
  await inTenant(tenant, (tx) => replicas.unit(tx, unit(id, '丙', 2)));
  expect(await nameOf(tenant, id)).toBe('丙');
});

it('PF-4: another tenant has its own directory', async () => {
  const [mine, theirs, id] = [newId(), newId(), newId()];
  await inTenant(mine, (tx) => replicas.unit(tx, unit(id, '甲', 1)));
  expect(await nameOf(theirs, id)).toBeUndefined();
});

it('R16: a role vacant in the unit goes to the next level up, and says so', async () => {
  const [tenant, root, below] = [newId(), newId(), newId()];
  await inTenant(tenant, async (tx) => {
    await replicas.unit(tx, unit(root, '公司', 1));
    await replicas.unit(tx, unit(below, '中心', 1, [root, below]));
    await replicas.user(tx, person(root, 'supervisor', root));
  });
  const found = await inTenant(tenant, (tx) => directory.holders(tx, 'supervisor', below));
  expect([found.users.map((u) => u.name), found.levelsUp]).toEqual([['何静'], 1]);
  expect(await inTenant(tenant, (tx) => directory.holders(tx, 'leader', below))).toEqual({ users: [], levelsUp: 2 });
});
