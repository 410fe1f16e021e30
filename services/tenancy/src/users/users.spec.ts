import { callerOf, contextOf, PASSWORD, type Running, startTenancy } from '../tenancy.harness.ts';

let tenancy: Running;
let group: Awaited<ReturnType<Running['group']>>;
let north: typeof group.as.north;
let top: string;
let role: (code: string) => string;
let number = 0;
beforeAll(async () => {
  tenancy = await startTenancy();
  group = await tenancy.group();
  [north, top] = [group.as.north, group.north.rootUnitId];
  const { body } = await tenancy.ask('GET', 'roles', { as: north });
  role = (code) => body.items.find((r: { code: string }) => r.code === code).id;
}, 60_000);
afterAll(() => tenancy.stop());

const person = (more: object = {}) => ({ account: `u${number += 1}@north.example`, password: PASSWORD, name: 'Zhang Wei', title: 'Fitter', staffNumber: `N-${number}`, unitId: top, roles: [{ roleId: role('technician'), unitId: top }], ...more });
const create = (body: object, as = north) => tenancy.ask('POST', 'users', { as, body });
const unit = async (name: string) => (await tenancy.ask('POST', 'units', { as: north, body: { name, kind: 'department', parentId: top } })).body.id as string;

describe('PF-5 people', () => {
  test('are let in here and in the sandbox, and told', async () => {
    const body = person();
    const made = await create(body);
    expect([made.status, made.headers.get('etag')]).toEqual([201, '"1"']);
    expect(made.body).toMatchObject({ name: 'Zhang Wei', account: body.account, unitName: 'North Gas', roles: [{ roleCode: 'technician', roleName: 'Technician', unitId: top }], active: true });
    const [here, sandbox] = [await tenancy.signIn(body.account), await tenancy.signIn(body.account, group.north.sandbox.id)];
    expect([here.userId, sandbox.userId, sandbox.sandbox]).toEqual([made.body.id, made.body.id, true]);
    const replica = await tenancy.database.read(contextOf(north), (tx) => tx.manager.query('SELECT roles, staff_number FROM directory_user WHERE id = $1', [made.body.id]));
    expect(replica).toEqual([{ roles: [{ code: 'technician', unitId: top }], staff_number: body.staffNumber }]);
  });

  test('are found by name, account and staff number, as they are written', async () => {
    const made = (await create(person({ name: '100%_李 Li' }))).body;
    const find = async (q: string) => (await tenancy.ask('GET', `users?q=${encodeURIComponent(q)}`, { as: north })).body.items.map((u: { id: string }) => u.id);
    expect(await find('%_李')).toEqual([made.id]);
    expect(await find(made.account.toUpperCase())).toEqual([made.id]);
    expect(await find(made.staffNumber.toLowerCase())).toContain(made.id);
    expect(await find('nobody like that')).toEqual([]);
  });

  test('the same account in a second company is the same person, who keeps the password', async () => {
    const body = person();
    await create(body);
    const roles = (await tenancy.ask('GET', 'roles', { as: group.as.other })).body.items;
    const there = await create({ ...body, password: 'Another-pass-9', unitId: group.other.rootUnitId, roles: [{ roleId: roles[0].id, unitId: group.other.rootUnitId }] }, group.as.other);
    expect(there.status).toBe(201);
    const { body: session } = await tenancy.ask('POST', 'sessions', { body: { account: body.account, password: PASSWORD } });
    expect(session.places.map((p: { tenantId: string }) => p.tenantId).sort()).toEqual([group.north.id, group.north.sandbox.id, group.other.id, group.other.sandbox.id].sort());
    expect((await tenancy.ask('POST', 'sessions', { body: { account: body.account, password: 'Another-pass-9' } })).status).toBe(401);
  });

  test("a sandbox that went its own way does not stand in the company's", async () => {
    const closed = await unit('Closed in the sandbox');
    const sandbox = await tenancy.signIn(group.north.account, group.north.sandbox.id);
    expect((await tenancy.ask('PATCH', `units/${closed}`, { as: sandbox, body: { active: false }, headers: { 'if-match': '"1"' } })).status).toBe(200);
    const made = await create(person({ unitId: closed }));
    expect(made.status).toBe(201);
    expect((await tenancy.ask('GET', `users/${made.body.id}`, { as: sandbox })).status).toBe(404);
    expect((await create(person({ unitId: closed }), sandbox)).body.errors).toMatchObject([{ field: 'unitId' }]);
  });

  test('nobody is let in twice', async () => {
    const body = person();
    const first = await create(body);
    expect((await create(body)).body).toMatchObject({ status: 409, code: 'user_exists', userId: first.body.id });
  });

  test('bad input names the field', async () => {
    const fields = async (more: object) => (await create(person(more))).body.errors?.map((e: { field: string; code: string }) => [e.field, e.code]);
    expect(await fields({ account: 'zhang' })).toEqual([['account', 'account']]);
    expect(await fields({ password: 'short' })).toEqual([['password', 'password_length']]);
    expect(await fields({ unitId: group.south.rootUnitId })).toEqual([['unitId', 'unknown_unit']]);
    expect(await fields({ roles: [{ roleId: group.south.id, unitId: top }] })).toEqual([['roles.0.roleId', 'unknown_role']]);
    expect(await fields({ roles: [{ roleId: role('technician'), unitId: group.south.rootUnitId }] })).toEqual([['roles.0.unitId', 'unknown_unit']]);
    expect(await fields({ roles: [] })).toEqual([['roles', 'arrayMinSize']]);
  });

  test('a change is recorded with what was before', async () => {
    const made = (await create(person())).body;
    const changed = await tenancy.ask('PATCH', `users/${made.id}`, { as: north, body: { title: 'Senior fitter' }, headers: { 'if-match': '"1"' } });
    expect(changed.body).toMatchObject({ version: 2, title: 'Senior fitter', name: 'Zhang Wei' });
    const trail = await tenancy.ask('GET', `audit-entries?action=user.changed&targetId=${made.id}`, { as: north });
    expect(trail.body.items[0]).toMatchObject({ before: { title: 'Fitter' }, after: { title: 'Senior fitter' } });
    expect((await tenancy.ask('PATCH', `users/${made.id}`, { as: north, body: { title: 'Late' }, headers: { 'if-match': '"1"' } })).status).toBe(412);
  });
});

describe('PF-5 deactivation', () => {
  test('ends the access here and in the sandbox, and keeps the history', async () => {
    const body = person();
    const made = (await create(body)).body;
    const signedIn = await tenancy.ask('POST', 'sessions', { body: { account: body.account, password: PASSWORD } });
    const cookie = signedIn.headers.get('set-cookie')!.split(';')[0]!;
    const gone = await tenancy.ask('POST', `users/${made.id}/deactivate`, { as: north });
    expect([gone.status, gone.body.active, gone.body.name]).toEqual([200, false, 'Zhang Wei']);
    expect((await tenancy.ask('POST', 'sessions/refresh', { body: {}, headers: { cookie } })).status).toBe(401);
    expect((await tenancy.ask('POST', 'sessions', { body: { account: body.account, password: PASSWORD } })).status).toBe(401);
    expect((await tenancy.ask('GET', 'me', { as: callerOf(signedIn.body.accessToken) })).body.code).toBe('place_refused');
    expect((await tenancy.ask('GET', `users/${made.id}`, { as: north })).body).toMatchObject({ active: false, account: body.account });
    expect((await tenancy.ask('POST', `users/${made.id}/deactivate`, { as: north })).body).toMatchObject({ status: 409, code: 'already_inactive' });
  });

  test('nobody ends their own access, nor that of the last administrator', async () => {
    expect((await tenancy.ask('POST', `users/${north.userId}/deactivate`, { as: north })).body).toMatchObject({ status: 409, code: 'own_account', clause: 'PF-5' });
    const manager = { ...north, userId: (await create(person())).body.id };
    expect((await tenancy.ask('POST', `users/${north.userId}/deactivate`, { as: manager })).body).toMatchObject({ status: 409, code: 'last_administrator' });
    await create(person({ roles: [{ roleId: role('administrator'), unitId: top }] }));
    expect((await tenancy.ask('POST', `users/${north.userId}/deactivate`, { as: manager })).status).toBe(200);
  });
});

describe('PF-6 who may let whom in', () => {
  test('the head of a unit lets people into it, and gives nothing that reaches further', async () => {
    const [mine, theirs] = [await unit('Mine'), await unit('Theirs')];
    const head = { ...north, grants: [{ units: [mine], permissions: ['user.write', 'user.read'] }] };
    const inside = { unitId: mine, roles: [{ roleId: role('technician'), unitId: mine }] };
    expect((await create(person(inside), head)).status).toBe(201);
    expect((await create(person({ ...inside, unitId: theirs }), head)).body).toMatchObject({ status: 403, permission: 'user.write' });
    expect((await create(person({ ...inside, roles: [{ roleId: role('technician'), unitId: top }] }), head)).body).toMatchObject({ status: 403, code: 'unit_beyond_scope', clause: 'PF-6' });
    expect((await create(person({ ...inside, roles: [{ roleId: role('administrator'), unitId: mine }] }), head)).body).toMatchObject({ status: 403, code: 'role_beyond_scope' });
    const list = await tenancy.ask('GET', 'users', { as: head });
    expect(list.body.items.map((u: { unitId: string }) => u.unitId)).toEqual([mine]);
  });
});

describe('PF-4 isolation', () => {
  test("another tenant's person is not there", async () => {
    const made = (await create(person())).body;
    for (const [method, path, body] of [['GET', `users/${made.id}`, undefined], ['POST', `users/${made.id}/deactivate`, undefined], ['PATCH', `users/${made.id}`, { title: 'X' }]] as const) {
      const answer = await tenancy.ask(method, path, { as: group.as.other, body, headers: { 'if-match': '"1"' } });
      expect([path, answer.status]).toEqual([path, 404]);
    }
    expect((await tenancy.ask('GET', 'users', { as: group.as.south })).body.items).toHaveLength(1);
  });
});
