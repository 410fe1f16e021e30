import { contextOf, type Running, startTenancy } from '../tenancy.harness.ts';

let tenancy: Running;
let group: Awaited<ReturnType<Running['group']>>;
let north: typeof group.as.north;
let top: string;
beforeAll(async () => {
  tenancy = await startTenancy();
  group = await tenancy.group();
  [north, top] = [group.as.north, group.north.rootUnitId];
}, 60_000);
afterAll(() => tenancy.stop());

const create = (name: string, parentId = top, more: object = {}, as = north) => tenancy.ask('POST', 'units', { as, body: { name, kind: 'department', parentId, ...more } });
const change = (unit: { id: string; version: number }, body: object, version = unit.version) => tenancy.ask('PATCH', `units/${unit.id}`, { as: north, body, headers: { 'if-match': `"${version}"` } });

describe('PF-6 org units', () => {
  test('a unit is made here and in the sandbox, under the same id, and told', async () => {
    const made = await create('Customer service centre', top, { kind: 'service_centre', designations: ['customer_service_body'], phone: '96777' });
    expect([made.status, made.headers.get('etag'), made.body]).toEqual([201, '"1"', {
      id: expect.any(String), version: 1, name: 'Customer service centre', kind: 'service_centre', parentId: top, path: [top, made.body.id], designations: ['customer_service_body'], phone: '96777', active: true,
    }]);
    for (const as of [north, await tenancy.signIn(group.north.account, group.north.sandbox.id)]) {
      const { body } = await tenancy.ask('GET', 'units', { as });
      expect(body.items.map((u: { id: string }) => u.id)).toContain(made.body.id);
      const replica = await tenancy.database.read(contextOf(as), (tx) => tx.manager.query('SELECT designations FROM directory_unit WHERE id = $1', [made.body.id]));
      expect(replica).toEqual([{ designations: ['customer_service_body'] }]);
    }
  });

  test('moves with everything below it', async () => {
    const [a, b] = [(await create('A')).body, (await create('B')).body];
    const below = (await create('A1', a.id)).body;
    const deepest = (await create('A2', below.id)).body;
    const moved = await change(a, { parentId: b.id });
    expect(moved.body.path).toEqual([top, b.id, a.id]);
    const { body } = await tenancy.ask('GET', 'units', { as: north });
    const path = (id: string) => body.items.find((u: { id: string }) => u.id === id).path;
    expect([path(below.id), path(deepest.id)]).toEqual([[top, b.id, a.id, below.id], [top, b.id, a.id, below.id, deepest.id]]);
    const replica = await tenancy.database.read(contextOf(north), (tx) => tx.manager.query('SELECT path FROM directory_unit WHERE id = $1', [deepest.id]));
    expect(replica).toEqual([{ path: path(deepest.id) }]);
  });

  test('never moves below itself, and the top stays at the top', async () => {
    const a = (await create('Loop')).body;
    const below = (await create('Below', a.id)).body;
    for (const parentId of [a.id, below.id]) expect((await change(a, { parentId })).body).toMatchObject({ status: 422, code: 'unit_loop', clause: 'PF-6' });
    expect((await change({ id: top, version: 1 }, { parentId: below.id })).body).toMatchObject({ status: 422, code: 'root_unit' });
  });

  test('a change needs the version that it is based on', async () => {
    const unit = (await create('Versioned')).body;
    const without = await tenancy.ask('PATCH', `units/${unit.id}`, { as: north, body: { name: 'X' } });
    expect(without.status).toBe(428);
    expect((await change(unit, { name: 'Renamed' })).body).toMatchObject({ version: 2, name: 'Renamed' });
    expect((await change(unit, { name: 'Late' })).status).toBe(412);
  });

  test('is closed only when nobody is in it, and takes nothing afterwards', async () => {
    const unit = (await create('Closing')).body;
    const below = (await create('Inside', unit.id)).body;
    expect((await change(unit, { active: false })).body).toMatchObject({ status: 409, code: 'unit_in_use' });
    expect((await change(below, { active: false })).status).toBe(200);
    expect((await change(unit, { active: false })).body.active).toBe(false);
    expect((await create('Too late', unit.id)).body).toMatchObject({ status: 422, code: 'parent_closed' });
  });

  test('bad input names the field', async () => {
    expect((await create('X', '0196f0a0-0000-7000-8000-000000000001')).body.errors).toMatchObject([{ field: 'parentId', code: 'unknown_unit' }]);
    expect((await create('X', top, { kind: 'castle' })).body.errors).toMatchObject([{ field: 'kind' }]);
    expect((await create('X', top, { colour: 'red' })).body.errors).toMatchObject([{ field: 'colour', message: 'unknown field: colour' }]);
    const unit = (await create('Nulls')).body;
    expect((await change(unit, { name: null })).body.errors).toMatchObject([{ field: 'name' }]);
  });
});

describe('PF-4 isolation', () => {
  test("another tenant's unit is not there: neither to change nor to stand under", async () => {
    const unit = (await create('Ours')).body;
    const foreign = await tenancy.ask('PATCH', `units/${unit.id}`, { as: group.as.other, body: { name: 'Theirs' }, headers: { 'if-match': '"1"' } });
    expect([foreign.status, foreign.body.code]).toEqual([404, 'not_found']);
    expect((await create('X', unit.id, {}, group.as.other)).body.errors).toMatchObject([{ field: 'parentId', code: 'unknown_unit' }]);
    const { body } = await tenancy.ask('GET', 'units', { as: group.as.other });
    expect(body.items).toHaveLength(1);
  });

  test('headquarters read across, and write nothing below', async () => {
    const unit = (await create('North desk')).body;
    expect((await tenancy.ask('PATCH', `units/${unit.id}`, { as: group.as.hq, body: { name: 'HQ' }, headers: { 'if-match': '"1"' } })).status).toBe(404);
  });
});

test('a role scoped to one unit writes in its subtree only', async () => {
  const [mine, theirs] = [(await create('Mine')).body, (await create('Theirs')).body];
  const scoped = { ...north, grants: [{ units: [mine.id], permissions: ['unit.write', 'unit.read'] }] };
  expect((await create('Inside', mine.id, {}, scoped)).status).toBe(201);
  expect((await create('Outside', theirs.id, {}, scoped)).body).toMatchObject({ status: 403, permission: 'unit.write' });
});
