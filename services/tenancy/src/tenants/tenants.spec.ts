import { contextOf, type Running, startTenancy } from '../tenancy.harness.ts';

let tenancy: Running;
let group: Awaited<ReturnType<Running['group']>>;
beforeAll(async () => {
  tenancy = await startTenancy();
  group = await tenancy.group();
}, 60_000);
afterAll(() => tenancy.stop());

const seen = async (as: keyof typeof group.as) => (await tenancy.ask('GET', 'tenants', { as: group.as[as] })).body.items.map((t: { id: string }) => t.id);

describe('PF-2 who sees whom', () => {
  test('headquarters see their subtree, a subsidiary neither siblings nor parent, a stranger nobody', async () => {
    const { headquarters, north, south, other } = group;
    expect(await seen('hq')).toEqual([headquarters.id, north.id, south.id]);
    expect(await seen('north')).toEqual([north.id]);
    expect(await seen('other')).toEqual([other.id]);
  });
});

describe('PF-2 moving in the tree', () => {
  test('a tenant moves with all below it, and its sandbox alike', async () => {
    const { headquarters, north, south, as } = group;
    const moved = await tenancy.ask('POST', `tenants/${south.id}/move`, { as: as.hq, body: { parentId: north.id } });
    expect(moved.status).toBe(200);
    expect(await seen('north')).toEqual([north.id, south.id]);
    const sandbox = await tenancy.ask('GET', 'tenants', { as: await tenancy.signIn(north.account, north.sandbox.id) });
    expect(sandbox.body.items.map((t: { path: string[] }) => t.path)).toContainEqual([headquarters.sandbox.id, north.sandbox.id, south.sandbox.id]);
  });

  test('under its own descendant it is refused, naming the clause', async () => {
    const { north, south, as } = group;
    const answer = await tenancy.ask('POST', `tenants/${north.id}/move`, { as: as.hq, body: { parentId: south.id } });
    expect([answer.status, answer.body.code, answer.body.clause]).toEqual([422, 'tree_loop', 'PF-2']);
    const itself = await tenancy.ask('POST', `tenants/${north.id}/move`, { as: as.hq, body: { parentId: north.id } });
    expect([itself.status, itself.body.code]).toEqual([422, 'tree_loop']);
  });

  test('a stranger neither moves nor suspends it: for them it does not exist', async () => {
    const { north, other, as } = group;
    for (const [path, body] of [[`tenants/${north.id}/move`, { parentId: other.id }], [`tenants/${north.id}/suspend`, { reason: 'no reason' }]] as const) {
      const answer = await tenancy.ask('POST', path, { as: as.other, body });
      expect([answer.status, answer.body.code]).toEqual([404, 'not_found']);
    }
  });
});

describe('PF-1 suspension', () => {
  test('leaves reading, stops writing, is audited on both sides, and ends with the resumption', async () => {
    const { north, as } = group;
    expect((await tenancy.ask('POST', `tenants/${north.id}/suspend`, { as: as.hq, body: { reason: 'fees unpaid' } })).body.status).toBe('suspended');
    const again = await tenancy.ask('POST', `tenants/${north.id}/suspend`, { as: as.hq, body: { reason: 'fees unpaid' } });
    expect([again.status, again.body.allowed]).toEqual([409, ['active']]);
    const listed = async (who?: typeof as.hq) => tenancy.ask('GET', 'suspended-tenants', { as: who });
    expect((await listed()).body.ids.toSorted()).toEqual([north.id, north.sandbox.id].toSorted());
    expect((await listed(as.hq)).status).toBe(404);
    for (const place of [north.id, north.sandbox.id]) {
      const reader = await tenancy.signIn(north.account, place);
      expect(reader.grants[0]!.permissions).toEqual(expect.arrayContaining(['unit.read', 'user.read']));
      const written = await tenancy.ask('POST', 'units', { as: reader, body: { name: 'Desk', kind: 'department', parentId: north.rootUnitId } });
      expect([written.status, written.body.permission]).toEqual([403, 'unit.write']);
    }
    expect((await tenancy.ask('POST', `tenants/${north.id}/resume`, { as: as.hq, body: { reason: 'paid' } })).body.status).toBe('active');
    expect((await listed()).body).toEqual({ ids: [] });
    const writer = await tenancy.signIn(north.account);
    expect((await tenancy.ask('POST', 'units', { as: writer, body: { name: 'Desk', kind: 'department', parentId: north.rootUnitId } })).status).toBe(201);
    for (const reader of [as.hq, writer]) {
      const trail = await tenancy.ask('GET', 'audit-entries?action=tenant.suspended', { as: reader });
      expect(trail.body.items).toMatchObject([{ target: { id: north.id }, by: { name: 'Group admin' }, after: { status: 'suspended', reason: 'fees unpaid' } }]);
    }
  });

  test('is for someone above: not for its own administrator', async () => {
    const answer = await tenancy.ask('POST', `tenants/${group.headquarters.id}/suspend`, { as: group.as.hq, body: { reason: 'by mistake' } });
    expect([answer.status, answer.body.code]).toEqual([422, 'own_tenant']);
  });
});

describe('PF-4 isolation', () => {
  test('the database refuses a row of another tenant, and shows none without a tenant', async () => {
    const { north, other, as } = group;
    const insert = tenancy.database.write(contextOf(as.other), (tx) => tx.manager.query(
      `INSERT INTO unit (tenant_id, id, version, name, kind, parent_id, path, designations, phone, active) VALUES ($1, gen_random_uuid(), 1, 'x', 'other', NULL, '{}', '{}', '', true)`, [north.id]));
    await expect(insert).rejects.toThrow('row-level security');
    const touched = await tenancy.database.write(contextOf(as.other), (tx) => tx.manager.query(`UPDATE unit SET name = 'x' WHERE tenant_id = $1 RETURNING id`, [north.id]));
    expect(touched).toEqual([[], 0]);
    const visible = await tenancy.database.read(contextOf(as.other), (tx) => tx.manager.query('SELECT DISTINCT tenant_id FROM user_account'));
    expect(visible).toEqual([{ tenant_id: other.id }]);
    expect(await tenancy.database.source.query('SELECT count(*)::int AS n FROM tenant')).toEqual([{ n: 0 }]);
  });
});
