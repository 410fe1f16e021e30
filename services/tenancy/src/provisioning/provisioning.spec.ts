import { randomUUID } from 'node:crypto';
import { systemContext } from '@luyue/platform';
import { OPERATOR_KEY, PASSWORD, type Running, startTenancy } from '../tenancy.harness.ts';

let tenancy: Running;
beforeAll(async () => { tenancy = await startTenancy(); }, 60_000);
afterAll(() => tenancy.stop());

const body = (more: object = {}) => ({
  name: 'Qinhua Gas', code: 'QH', kind: 'company', modules: ['utility-care'], admin: { name: 'Li', account: `li-${randomUUID()}@qinhua.example`, password: PASSWORD }, ...more,
});
const asOperator = { 'x-operator-key': OPERATOR_KEY };

describe('PF-1 a company signs up and works at once', () => {
  test('one call makes the company, its sandbox and everything in them', async () => {
    const made = await tenancy.provision('Works At Once');
    const [main, twin] = [await tenancy.signIn(made.account), await tenancy.signIn(made.account, made.sandbox.id)];
    expect([main.tenantId, main.sandbox]).toEqual([made.id, false]);
    expect([twin.tenantId, twin.sandbox]).toEqual([made.sandbox.id, true]);
    for (const as of [main, twin]) {
      const units = await tenancy.ask('GET', 'units', { as });
      expect(units.body.items).toMatchObject([{ id: made.rootUnitId, name: 'Works At Once', kind: 'company', parentId: null }]);
      const roles = await tenancy.ask('GET', 'roles', { as });
      expect(roles.body.items.map((r: { code: string }) => r.code)).toEqual(expect.arrayContaining(['administrator', 'dispatcher', 'technician', 'hq_supervisor']));
      const years = await tenancy.ask('GET', 'calendar-years', { as });
      expect(years.body.items.map((y: { year: number; published: boolean }) => [y.year, y.published])).toEqual([[2025, true], [2026, true], [2027, false]]);
      const adoptions = await tenancy.ask('GET', 'adoptions', { as });
      expect(adoptions.body.items).toMatchObject([{ regulation: 'utility-care', effectiveFrom: '2024-12-31T16:00:00.000Z', scopeUnitIds: null }]);
    }
  });

  test('PF-8 the time of its sandbox may begin on a day that is over, and goes on from there; the company\'s own is the real one', async () => {
    const made = await tenancy.provision('Replay', { sandboxStartsAt: '2026-09-18T01:00:00.000Z' });
    const clock = async (tenantId?: string) => (await tenancy.ask('GET', 'sandbox-clock', { as: await tenancy.signIn(made.account, tenantId) })).body;
    const twin = await clock(made.sandbox.id);
    expect(Date.parse(twin.now)).toBeGreaterThanOrEqual(Date.parse('2026-09-18T01:00:00.000Z'));
    expect(Date.parse(twin.now)).toBeLessThan(Date.parse('2026-09-18T01:01:00.000Z'));
    expect((await clock()).offsetSeconds).toBe(0);
    const as = await tenancy.signIn(made.account, made.sandbox.id);
    expect((await tenancy.ask('POST', 'sandbox-clock', { as, body: { to: '2026-09-17T01:00:00.000Z' } })).body).toMatchObject({ code: 'clock_backwards', clause: 'PF-8' });
    expect((await tenancy.ask('POST', 'sandbox-clock', { as, body: { to: '2026-09-20T02:00:00.000Z' } })).body.now).toMatch(/^2026-09-20T02/);
    const answer = await tenancy.ask('POST', 'tenants', { body: body({ code: 'FARBACK', sandboxStartsAt: '1999-01-01T00:00:00.000Z' }), headers: asOperator });
    expect(answer).toMatchObject({ status: 400, body: { clause: 'PF-8', errors: [{ field: 'sandboxStartsAt', code: 'clock_too_far' }] } });
  });

  test('all of it, or nothing: a taken id leaves no half of a company behind', async () => {
    const first = await tenancy.provision('Taken');
    const sandboxId = randomUUID();
    const answer = await tenancy.ask('POST', 'tenants', { body: body({ id: sandboxId, sandboxId: first.id }), headers: asOperator });
    expect([answer.status, answer.body.code]).toEqual([409, 'tenant_exists']);
    const left = await tenancy.database.read(systemContext(sandboxId, false), (tx) => tx.manager.query('SELECT count(*)::int AS n FROM tenant'));
    expect(left).toEqual([{ n: 0 }]);
  });

  test('every fact leaves as an event of its own tenant, and stands in the replica', async () => {
    const made = await tenancy.provision('Events');
    for (const id of [made.id, made.sandbox.id]) {
      const found = await tenancy.database.read(systemContext(id, id === made.sandbox.id), async (tx) => ({
        types: (await tx.manager.query('SELECT type, count(*)::int AS n FROM outbox GROUP BY type ORDER BY type')) as { type: string; n: number }[],
        replica: await tx.manager.query('SELECT (SELECT count(*)::int FROM directory_tenant) AS tenants, (SELECT count(*)::int FROM directory_unit) AS units, (SELECT count(*)::int FROM directory_user) AS users'),
      }));
      expect(found.types.map((t) => t.type)).toEqual(['tenancy.adoption.recorded.v1', 'tenancy.calendar.published.v1', 'tenancy.tenant.changed.v1', 'tenancy.unit.changed.v1', 'tenancy.user.changed.v1']);
      expect(found.replica).toEqual([{ tenants: 1, units: 1, users: 1 }]);
    }
  });

  test('a key missing or wrong creates nothing', async () => {
    for (const headers of [{}, { 'x-operator-key': 'wrong' }]) {
      const answer = await tenancy.ask('POST', 'tenants', { body: body(), headers: headers as Record<string, string> });
      expect([answer.status, answer.body.code, answer.body.clause]).toEqual([403, 'operator_key', 'PF-1']);
    }
  });

  test('bad input names the field', async () => {
    const answer = await tenancy.ask('POST', 'tenants', { body: body({ modules: ['gas'], admin: { name: 'Li', account: 'li', password: 'short' } }), headers: asOperator });
    expect(answer.status).toBe(400);
    expect(answer.body.errors).toMatchObject([{ field: 'modules' }]);
    const second = await tenancy.ask('POST', 'tenants', { body: body({ admin: { name: 'Li', account: 'li', password: PASSWORD } }), headers: asOperator });
    expect(second.body.errors).toMatchObject([{ field: 'admin.account', code: 'account' }]);
  });
});

describe('PF-2 headquarters and subsidiaries', () => {
  test('a subsidiary stands below headquarters, its sandbox below theirs, with their years and released values', async () => {
    const headquarters = await tenancy.provision('HQ', { kind: 'headquarters' });
    const hq = await tenancy.signIn(headquarters.account);
    const released = await tenancy.ask('POST', 'policies', { as: hq, body: { key: 'pf.login.maxTries', value: 7, mayTighten: true, reason: 'group rule' } });
    expect(released.status).toBe(201);
    const year = await tenancy.ask('POST', 'calendar-years', { as: hq, body: { year: 2027, restDays: ['2027-01-01'], workDays: [], source: 'notice' } });
    expect(year.status).toBe(201);
    const north = await tenancy.provision('North', { kind: 'subsidiary', parentId: headquarters.id }, hq);
    const [own, twin] = [await tenancy.signIn(north.account), await tenancy.signIn(north.account, north.sandbox.id)];
    const policy = await tenancy.ask('GET', 'policies/pf.login.maxTries', { as: own });
    expect(policy.body.inForce).toMatchObject({ value: 7, origin: 'headquarters', version: 1 });
    const years = await tenancy.ask('GET', 'calendar-years', { as: own });
    expect(years.body.items.map((y: { year: number; published: boolean }) => [y.year, y.published])).toContainEqual([2027, true]);
    const sandbox = await tenancy.ask('GET', 'tenants', { as: twin });
    expect(sandbox.body.items).toMatchObject([{ id: north.sandbox.id, parentId: headquarters.sandbox.id, path: [headquarters.sandbox.id, north.sandbox.id], sandboxOf: north.id }]);
    // What was released in the company has not reached its sandbox, which has values of its own.
    expect((await tenancy.ask('GET', 'policies/pf.login.maxTries', { as: twin })).body.inForce.value).toBe(10);
  });

  test('only whoever may create tenants does, and only below themselves', async () => {
    const { headquarters, other, as } = await tenancy.group();
    const foreign = await tenancy.ask('POST', 'tenants', { as: as.other, body: body({ kind: 'subsidiary', parentId: headquarters.id }) });
    expect([foreign.status, foreign.body.code]).toEqual([404, 'not_found']);
    const sandboxed = await tenancy.ask('POST', 'tenants', { as: await tenancy.signIn(other.account, other.sandbox.id), body: body() });
    expect([sandboxed.status, sandboxed.body.code]).toEqual([422, 'sandbox_of_sandbox']);
    const powerless = await tenancy.ask('POST', 'tenants', { as: { ...as.hq, grants: [{ units: 'all', permissions: ['user.read'] }] }, body: body({ kind: 'subsidiary', parentId: headquarters.id }) });
    expect([powerless.status, powerless.body.permission]).toEqual([403, 'tenant.create']);
  });

  test('the same Idempotency-Key makes one subsidiary', async () => {
    const { headquarters, as } = await tenancy.group();
    const ask = { as: as.hq, body: body({ kind: 'subsidiary', parentId: headquarters.id }), headers: { 'idempotency-key': 'once-and-only-once' } };
    const [first, second] = [await tenancy.ask('POST', 'tenants', ask), await tenancy.ask('POST', 'tenants', ask)];
    expect([first.status, second.status, second.body.id]).toEqual([201, 201, first.body.id]);
    expect(second.headers.get('idempotency-replayed')).toBe('true');
  });
});
