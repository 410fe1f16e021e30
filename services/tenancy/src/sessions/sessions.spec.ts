import { generateKeyPairSync } from 'node:crypto';
import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLocalJWKSet, jwtVerify } from 'jose';
import { callerOf, contextOf, PASSWORD, type Running, startTenancy } from '../tenancy.harness.ts';
import { TokenKeys } from './token-keys.ts';

let tenancy: Running;
let group: Awaited<ReturnType<Running['group']>>;
beforeAll(async () => {
  tenancy = await startTenancy();
  group = await tenancy.group();
}, 60_000);
afterAll(() => tenancy.stop());

const signIn = (body: object, headers: Record<string, string> = {}) => tenancy.ask('POST', 'sessions', { body, headers });
const cookieOf = (answer: { headers: Headers }): string => answer.headers.get('set-cookie')!.split(';')[0]!;
const refresh = (cookie: string, body: object = {}) => tenancy.ask('POST', 'sessions/refresh', { body, headers: { cookie } });

/** A person of their own, so that a lock-out touches nobody else's test. */
async function newPerson(): Promise<{ id: string; account: string }> {
  const account = `p-${Math.random().toString(36).slice(2)}@north.example`;
  const { body: roles } = await tenancy.ask('GET', 'roles', { as: group.as.north });
  const roleId = roles.items.find((r: { code: string }) => r.code === 'dispatcher').id as string;
  const { body } = await tenancy.ask('POST', 'users', { as: group.as.north, body: { account, password: PASSWORD, name: 'Wang', title: 'Dispatcher', unitId: group.north.rootUnitId, roles: [{ roleId, unitId: group.north.rootUnitId }] } });
  return { id: body.id, account };
}

describe('PF-5 signing in', () => {
  test('answers a token that the published keys verify, the place, and what is allowed', async () => {
    const { id, account } = await newPerson();
    const { status, body, headers } = await signIn({ account: account.toUpperCase(), password: PASSWORD });
    expect([status, headers.get('cache-control')]).toEqual([201, 'no-store']);
    expect(body).toMatchObject({
      user: { id, name: 'Wang', title: 'Dispatcher', account }, permissions: expect.arrayContaining(['order.dispatch', 'case.read']),
      place: { tenantId: group.north.id, tenantName: 'North Gas', tenantKind: 'subsidiary', parentName: 'Group', sandbox: false, unitName: 'North Gas', roleNames: ['Dispatcher'], modules: ['utility-care'] },
      places: [{ tenantId: group.north.id }, { tenantId: group.north.sandbox.id, sandbox: true }],
    });
    const { body: jwks } = await tenancy.ask('GET', 'jwks');
    const { payload, protectedHeader } = await jwtVerify(body.accessToken, createLocalJWKSet(jwks), { issuer: 'luyue', audience: 'luyue' });
    expect(protectedHeader).toMatchObject({ alg: 'RS256', kid: jwks.keys[0].kid });
    expect(payload.exp! - payload.iat!).toBe(600);
    expect(body.expiresAt).toBe(new Date(payload.exp! * 1000).toISOString());
    expect(payload).toMatchObject({ sub: id, tid: group.north.id, name: 'Wang', unit: group.north.rootUnitId, sandbox: false, modules: ['utility-care'], grants: [{ units: 'all' }] });
    expect(Object.keys(jwks.keys[0]).sort()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use']);
  });

  test('PF-6 a role that came with the company allows what the rulebook says today, whatever stood there at its founding', async () => {
    const { account } = await newPerson();
    await tenancy.database.write(contextOf(group.as.north), (tx) => tx.manager.query(`UPDATE role SET permissions = '{case.read,gone.with.a.release}' WHERE tenant_id = $1 AND code = 'dispatcher'`, [tx.tenantId]));
    const { permissions } = (await signIn({ account, password: PASSWORD })).body;
    expect(permissions).toContain('order.dispatch');
    expect(permissions).not.toContain('gone.with.a.release');
  });

  test('the key of the first start is for its owner only, and the next one signs while both verify', async () => {
    const keys = join(tenancy.folder, 'keys');
    expect(statSync(join(keys, '0001.pem')).mode & 0o777).toBe(0o600);
    const [first] = (await TokenKeys.load(keys)).jwks().keys;
    writeFileSync(join(keys, '0002.pem'), generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'pem' }));
    const both = await TokenKeys.load(keys);
    const { accessToken } = await both.sign({ sub: 'a', tid: 'b', name: 'c', unit: 'd', sid: 'e', sandbox: false, modules: [], grants: [] });
    const { protectedHeader } = await jwtVerify(accessToken, createLocalJWKSet(both.jwks() as never));
    expect(both.jwks().keys.map((k) => k.kid)).toEqual([first!.kid, protectedHeader.kid]);
  });

  test('the cookie is marked secure where the browser came by https', async () => {
    const { account } = await newPerson();
    expect((await signIn({ account, password: PASSWORD }, { 'x-forwarded-proto': 'https' })).headers.get('set-cookie')).toMatch(/; Secure$/);
    expect((await signIn({ account, password: PASSWORD })).headers.get('set-cookie')).toMatch(/; HttpOnly; SameSite=Strict$/);
  });

  test('an unknown account is answered like a wrong password', async () => {
    const { account } = await newPerson();
    const [known, unknown] = [await signIn({ account, password: 'wrong password' }), await signIn({ account: 'nobody@nowhere.example', password: 'wrong password' })];
    const { traceId: _one, ...first } = known.body;
    const { traceId: _two, ...second } = unknown.body;
    expect([known.status, first]).toEqual([401, { ...second }]);
    expect(first).toMatchObject({ code: 'login_failed', attemptsLeft: 9, clause: 'PF-5' });
  });

  test('after pf.login.maxTries failures it is locked for pf.login.lockMinutes, for the right password too, and audited', async () => {
    const { id, account } = await newPerson();
    for (let left = 9; left >= 1; left -= 1) expect((await signIn({ account, password: 'wrong password' })).body.attemptsLeft).toBe(left);
    const [tenth, right] = [await signIn({ account, password: 'wrong password' }), await signIn({ account, password: PASSWORD })];
    expect([tenth.status, tenth.body.code, right.status]).toEqual([423, 'login_locked', 423]);
    const minutes = (new Date(right.body.until).getTime() - new Date(right.headers.get('date')!).getTime()) / 60_000;
    expect(minutes).toBeGreaterThan(14.9);
    expect(minutes).toBeLessThan(15.1);
    const trail = await tenancy.ask('GET', `audit-entries?action=session.locked&targetId=${id}`, { as: group.as.north });
    expect(trail.body.items).toHaveLength(1);
  });

  test('many guesses at once do not get past the limit', async () => {
    const { account } = await newPerson();
    const answers = await Promise.all(Array.from({ length: 14 }, () => signIn({ account, password: 'wrong password' })));
    expect(answers.filter((a) => a.status === 401)).toHaveLength(9);
    expect(answers.filter((a) => a.status === 423)).toHaveLength(5);
  });

  test("the tenant's own limits hold", async () => {
    const { account } = await newPerson();
    const published = await tenancy.ask('POST', 'policies', { as: group.as.north, body: { key: 'pf.login.maxTries', value: 2, reason: 'stricter here' } });
    expect(published.status).toBe(201);
    expect([(await signIn({ account, password: 'wrong password' })).body.attemptsLeft, (await signIn({ account, password: 'wrong password' })).status]).toEqual([1, 423]);
  });

  test('a success forgets the failures before it', async () => {
    const account = group.other.account;
    await signIn({ account, password: 'wrong password' });
    await tenancy.signIn(account);
    expect((await signIn({ account, password: 'wrong password' })).body.attemptsLeft).toBe(9);
  });

  test('a place that is not theirs is refused', async () => {
    const answer = await signIn({ account: group.other.account, password: PASSWORD, tenantId: group.north.id });
    expect([answer.status, answer.body.code]).toEqual([403, 'place_refused']);
  });
});

describe('PF-5 renewing', () => {
  test('turns the secret over; an old one that comes again ends the session for both', async () => {
    const first = cookieOf(await signIn({ account: group.other.account, password: PASSWORD }));
    const second = await refresh(first);
    expect([second.status, callerOf(second.body.accessToken).tenantId]).toEqual([200, group.other.id]);
    // Two tabs at once: the slower one gets a token, and no cookie that would push out the newer one.
    const slower = await refresh(first);
    expect([slower.status, slower.headers.get('set-cookie')]).toEqual([200, null]);
    await tenancy.database.write(contextOf(group.as.other), (tx) => tx.manager.query(`UPDATE session SET rotated_at = rotated_at - interval '11 seconds'`));
    expect((await refresh(first)).body).toMatchObject({ status: 401, code: 'session_ended' });
    expect((await refresh(cookieOf(second))).status).toBe(401);
  });

  test('switches the place, and ends the session in the one before', async () => {
    const first = cookieOf(await signIn({ account: group.other.account, password: PASSWORD }));
    const switched = await refresh(first, { tenantId: group.other.sandbox.id });
    expect([switched.status, switched.body.place.sandbox, callerOf(switched.body.accessToken).tenantId]).toEqual([200, true, group.other.sandbox.id]);
    expect((await refresh(cookieOf(switched))).body.place.tenantId).toBe(group.other.sandbox.id);
    expect((await refresh(first)).status).toBe(401);
  });

  test('a place that is not theirs is refused, and the session goes on', async () => {
    const first = cookieOf(await signIn({ account: group.other.account, password: PASSWORD }));
    const refused = await refresh(first, { tenantId: group.south.id });
    expect([refused.status, refused.body.code]).toEqual([403, 'place_refused']);
    expect((await refresh(first)).headers.get('set-cookie')).toContain('luyue_refresh=');
  });

  test('without a cookie, or with one that nobody issued, there is nothing to renew', async () => {
    expect((await tenancy.ask('POST', 'sessions/refresh', { body: {} })).body).toMatchObject({ status: 401, code: 'session_ended' });
    expect((await refresh(`luyue_refresh=${group.other.id}.${group.south.id}.secret`)).status).toBe(401);
  });

  test('signing out ends it', async () => {
    const answer = await signIn({ account: group.other.account, password: PASSWORD });
    const out = await tenancy.ask('DELETE', 'sessions/current', { headers: { cookie: cookieOf(answer) } });
    expect([out.status, out.headers.get('set-cookie')]).toEqual([204, expect.stringContaining('Max-Age=0')]);
    expect((await refresh(cookieOf(answer))).status).toBe(401);
  });
});

describe("PF-5 one's own sign-ins", () => {
  test('are listed and revoked by their owner alone', async () => {
    const { account } = await newPerson();
    const answer = await signIn({ account, password: PASSWORD }, { 'user-agent': 'Field phone' });
    const as = callerOf(answer.body.accessToken);
    const list = await tenancy.ask('GET', 'sessions', { as, headers: { cookie: cookieOf(answer) } });
    expect(list.body.items).toMatchObject([{ device: 'Field phone', current: true }]);
    const id = list.body.items[0].id as string;
    expect((await tenancy.ask('DELETE', `sessions/${id}`, { as: group.as.north })).status).toBe(404);
    expect((await tenancy.ask('DELETE', `sessions/${id}`, { as })).status).toBe(204);
    expect((await refresh(cookieOf(answer))).status).toBe(401);
  });

  test('GET me answers the session without tokens', async () => {
    const { status, body } = await tenancy.ask('GET', 'me', { as: group.as.north });
    expect(status).toBe(200);
    expect(body).toMatchObject({ user: { account: group.north.account }, place: { tenantId: group.north.id, roleNames: ['Administrator'] } });
    expect(body).not.toHaveProperty('accessToken');
  });

  test('a new password needs the old one, and ends the other sign-ins', async () => {
    const { account } = await newPerson();
    const answer = await signIn({ account, password: PASSWORD });
    const sandbox = await signIn({ account, password: PASSWORD, tenantId: group.north.sandbox.id });
    const as = callerOf(answer.body.accessToken);
    const change = (current: string, next: string) => tenancy.ask('POST', 'me/password', { as, body: { current, next } });
    expect((await change('wrong password', 'Better-horse-8')).status).toBe(401);
    expect((await change(PASSWORD, 'short')).body.errors).toMatchObject([{ field: 'next', code: 'password_length' }]);
    expect((await change(PASSWORD, 'Better-horse-8')).status).toBe(204);
    expect([(await refresh(cookieOf(answer))).status, (await refresh(cookieOf(sandbox))).status]).toEqual([401, 401]);
    expect([(await signIn({ account, password: PASSWORD })).status, (await signIn({ account, password: 'Better-horse-8' })).status]).toEqual([401, 201]);
  });
});

test('no secret stands in the trail or is readable by the service role', async () => {
  const trail = await tenancy.ask('GET', 'audit-entries?limit=200', { as: group.as.north });
  expect(JSON.stringify(trail.body)).not.toMatch(/password_hash|\$argon2|secret/i);
  const rows = await tenancy.database.source.query('SELECT count(*)::int AS n FROM identity');
  expect(rows).toEqual([{ n: 0 }]);
});
