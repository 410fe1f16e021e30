import { type Running, startTenancy } from '../tenancy.harness.ts';
import { hashOf, isLive, newKey, refuseKey, refusePermissions } from './clients.rules.ts';

describe('PF-8 keys', () => {
  const now = new Date('2026-11-25T08:00:00Z');
  const live = { expiresAt: new Date(now.getTime() + 1), revokedAt: null };

  test('live until they run out or are revoked', () => {
    expect([live, { ...live, expiresAt: now }, { ...live, revokedAt: now }].map((k) => isLive(k, now))).toEqual([true, false, false]);
  });

  test('two at once, no third', () => {
    expect(refuseKey([live], now)).toBeNull();
    expect(refuseKey([live, { ...live, revokedAt: now }], now)).toBeNull();
    expect(refuseKey([live, live], now)).toMatchObject({ code: 'too_many_keys', status: 409, clause: 'PF-8' });
  });

  test('are random, and of a key only its hash and first characters are kept', () => {
    const [one, two] = [newKey(), newKey()];
    expect(one.key).not.toBe(two.key);
    expect(one).toEqual({ key: expect.stringMatching(/^lyk_[\w-]{43}$/), hash: hashOf(one.key), hint: one.key.slice(0, 10) });
  });

  test('carry only permissions that there are and that their maker holds', () => {
    expect(refusePermissions(['case.read'], ['case.read', 'case.open'], ['case.read'])).toBeNull();
    expect(refusePermissions(['case.open'], ['case.read', 'case.open'], ['case.read'])).toMatchObject({ code: 'permission_beyond', status: 403 });
    expect(refusePermissions(['case.read', 'case.fly'], ['case.read'], ['case.read'])).toMatchObject({ code: 'unknown_permission', field: 'permissions.1' });
  });
});

describe('PF-8 API clients', () => {
  let tenancy: Running;
  let group: Awaited<ReturnType<Running['group']>>;
  beforeAll(async () => {
    tenancy = await startTenancy();
    group = await tenancy.group();
  }, 60_000);
  afterAll(() => tenancy.stop());

  const create = (more: object = {}, as = group.as.north) => tenancy.ask('POST', 'clients', { as, body: { name: 'Meter system', permissions: ['case.open', 'case.read'], ...more } });
  const resolve = (key: string, ip?: string) => tenancy.ask('POST', 'api-keys/resolve', { body: { hash: hashOf(key), ...(ip && { ip }) } });

  test('the gateway learns from the hash of a key who calls, and never the key', async () => {
    const made = (await create()).body;
    const found = await resolve(made.key);
    expect([found.status, found.body]).toEqual([200, {
      caller: { tenantId: group.north.id, userId: null, userName: 'Meter system', unitId: null, grants: [{ units: 'all', permissions: ['case.open', 'case.read'] }], sandbox: false, modules: ['utility-care'], clientId: made.id },
      expiresAt: made.keys[0].expiresAt,
    }]);
    expect((await resolve(`${made.key}x`)).status).toBe(404);
  });

  test('the key is shown once and stands nowhere afterwards', async () => {
    const made = (await create()).body;
    const [list, trail] = [await tenancy.ask('GET', 'clients', { as: group.as.north }), await tenancy.ask('GET', 'audit-entries', { as: group.as.north })];
    expect(list.body.items).toContainEqual(expect.objectContaining({ id: made.id, keys: [expect.objectContaining({ hint: made.key.slice(0, 10), live: true })] }));
    for (const answer of [list, trail]) {
      expect(JSON.stringify(answer.body)).not.toContain(made.key);
      expect(JSON.stringify(answer.body)).not.toContain(hashOf(made.key));
    }
  });

  test('rotation: the old and the new key both hold, until the old one is revoked', async () => {
    const made = (await create()).body;
    const next = (await tenancy.ask('POST', `clients/${made.id}/keys`, { as: group.as.north, body: { days: 30 } })).body;
    expect([(await resolve(made.key)).status, (await resolve(next.key)).status]).toEqual([200, 200]);
    expect((await tenancy.ask('POST', `clients/${made.id}/keys`, { as: group.as.north, body: {} })).body).toMatchObject({ status: 409, code: 'too_many_keys' });
    await tenancy.ask('POST', `clients/${made.id}/keys/${made.keys[0].id}/revoke`, { as: group.as.north });
    expect([(await resolve(made.key)).status, (await resolve(next.key)).status]).toEqual([404, 200]);
  });

  test('a revoked client is out with all its keys, for good', async () => {
    const made = (await create()).body;
    expect((await tenancy.ask('POST', `clients/${made.id}/revoke`, { as: group.as.north })).body).toMatchObject({ status: 'revoked', keys: [{ live: false }] });
    expect((await resolve(made.key)).status).toBe(404);
    expect((await tenancy.ask('POST', `clients/${made.id}/keys`, { as: group.as.north, body: {} })).status).toBe(409);
  });

  test('an allow-list lets through its addresses only', async () => {
    const made = (await create({ allowedIps: ['203.0.113.0/24', '2001:db8::7'] })).body;
    const statuses = await Promise.all(['203.0.113.9', '2001:db8::7', '203.0.114.9', '2001:db8::8', 'nonsense', undefined].map(async (ip) => (await resolve(made.key, ip)).status));
    expect(statuses).toEqual([200, 200, 404, 404, 404, 404]);
    expect((await create({ allowedIps: ['203.0.113.0/99'] })).body.errors).toMatchObject([{ field: 'allowedIps.0', code: 'address' }]);
  });

  test('PF-1 in a suspended tenant a key reads and does nothing else', async () => {
    const made = (await create({}, group.as.south)).body;
    await tenancy.ask('POST', `tenants/${group.south.id}/suspend`, { as: group.as.hq, body: { reason: 'fees unpaid' } });
    expect((await resolve(made.key)).body.caller.grants).toEqual([{ units: 'all', permissions: ['case.read'] }]);
  });

  test('nobody who is signed in can ask whose key a hash is', async () => {
    const made = (await create()).body;
    expect((await tenancy.ask('POST', 'api-keys/resolve', { as: group.as.north, body: { hash: hashOf(made.key) } })).status).toBe(404);
  });

  test("PF-4 another tenant's client is not there", async () => {
    const made = (await create()).body;
    expect((await tenancy.ask('POST', `clients/${made.id}/revoke`, { as: group.as.other })).status).toBe(404);
    expect((await tenancy.ask('GET', 'clients', { as: group.as.other })).body.items).toEqual([]);
  });

  test('a client that manages clients gives no more than it holds', async () => {
    const as = { ...group.as.north, grants: [{ units: 'all' as const, permissions: ['client.manage', 'case.read'] }] };
    const answer = await tenancy.ask('POST', 'clients', { as, body: { name: 'X', permissions: ['case.open'] } });
    expect([answer.status, answer.body.code]).toEqual([403, 'permission_beyond']);
  });
});
