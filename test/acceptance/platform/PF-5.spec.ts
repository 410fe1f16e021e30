import { randomInt } from 'node:crypto';
import { type Answer } from '../../../infra/local/client.mjs';
import { eventually, gasCompany, type Json, stranger, TENANCY, UC } from '../stage.ts';

const gas = gasCompany({ live: true });
const SESSIONS = `${TENANCY}/sessions`;

const roleId = async (code: string): Promise<string> => (await gas.here.who.admin.get(`${TENANCY}/roles`)).items.find((r: Json) => r.code === code).id;
async function person(account: string, password = gas.here.of.password): Promise<Json> {
  const root = gas.here.unit('root');
  return gas.here.who.admin.post(`${TENANCY}/users`, { account, password, name: account.slice(0, 20), unitId: gas.here.unit('centre'), roles: [{ roleId: await roleId('call_taker'), unitId: root }] });
}
const trySignIn = (account: string, password = gas.here.of.password, more: object = {}): Promise<Answer> => stranger(gas.here.platform).send('POST', SESSIONS, { body: { account, password, ...more } });
/** The cookie as a browser would send it back. */
const cookieOf = (answer: Answer): string => answer.headers.get('set-cookie')!.split(';', 1)[0]!;
const refresh = (cookie: string): Promise<Answer> => stranger(gas.here.platform, { cookie }).send('POST', `${SESSIONS}/refresh`, { body: {} });

test('PF-5 people sign in by e-mail or phone, however they write it', async () => {
  const phone = `139${String(randomInt(1e8)).padStart(8, '0')}`;
  const mail = `li.wei@${gas.here.of.domain}`;
  await person(phone);
  await person(mail);
  for (const typed of [phone, `${phone.slice(0, 3)} ${phone.slice(3, 7)}-${phone.slice(7)}`, mail, ` ${mail.toUpperCase()} `]) {
    const { status, body } = await trySignIn(typed);
    expect([typed, status, body.place?.tenantId, body.place?.sandbox]).toEqual([typed, 201, gas.here.of.tenant.id, false]);
    expect(body.permissions).toContain('case.open');
  }
  // The same person works in the twin too, where it is asked for.
  expect((await trySignIn(mail, undefined, { tenantId: gas.here.of.sandboxId })).body.place).toMatchObject({ sandbox: true });
});

test('PF-5 the refresh secret travels in a cookie that scripts and other sites never see; no answer holds a password', async () => {
  const answer = await trySignIn(gas.here.of.people.callTaker!.account);
  expect(answer.headers.get('set-cookie')).toMatch(/^luyue_refresh=[^;]+; Path=\/v1\/tenancy\/sessions; .*HttpOnly; SameSite=Strict/);
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(JSON.stringify(answer.body)).not.toContain(gas.here.of.password);
  const renewed = await refresh(cookieOf(answer));
  expect([renewed.status, renewed.body.user.id]).toEqual([200, gas.here.id('callTaker')]);
});

test('PF-5 an old refresh secret that comes again ends the sign-in for thief and owner alike', async () => {
  const first = cookieOf(await trySignIn(gas.here.of.people.callTaker2!.account));
  const second = cookieOf(await refresh(first));
  const third = cookieOf(await refresh(second));
  expect((await refresh(first)).status).toBe(401);
  expect((await refresh(third)).body.code).toBe('session_ended');
});

test('PF-5 a wrong password and an unknown account are answered alike, with the tries left', async () => {
  const known = await trySignIn(gas.here.of.people.callTaker3!.account, 'not-the-password');
  const unknown = await trySignIn(`nobody@${gas.here.of.domain}`, 'not-the-password');
  for (const { status, body } of [known, unknown]) expect([status, body.code, body.clause, body.attemptsLeft]).toEqual([401, 'login_failed', 'PF-5', 9]);
  expect({ ...known.body, traceId: '' }).toEqual({ ...unknown.body, traceId: '' });
});

test('PF-5 too many failures lock the account, the right password included, and it is on record; the number is the company\'s', async () => {
  const account = `locked@${gas.here.of.domain}`;
  const made = await person(account);
  await gas.here.who.admin.post(`${TENANCY}/policies`, { key: 'pf.login.maxTries', value: 3, reason: '收紧登录' });
  const answers: Answer[] = [];
  for (let n = 0; n < 3; n += 1) answers.push(await trySignIn(account, 'not-the-password'));
  expect(answers.map(({ status, body }) => [status, body.attemptsLeft ?? null])).toEqual([[401, 2], [401, 1], [423, null]]);
  const right = await trySignIn(account);
  expect([right.status, right.body.code, right.body.clause]).toEqual([423, 'login_locked', 'PF-5']);
  // 15 minutes from the last failure.
  expect(Math.abs(Date.parse(right.body.until) - Date.now() - 15 * 60_000)).toBeLessThan(60_000);
  expect((await gas.here.who.admin.get(`${TENANCY}/audit-entries?action=session.locked`)).items[0].target.id).toBe(made.id);
  expect((await trySignIn(gas.here.of.people.dispatcher!.account)).status).toBe(201);
});

test('PF-5 everybody sees their own sign-ins and ends any of them', async () => {
  const account = `two.devices@${gas.here.of.domain}`;
  await person(account);
  const desk = await trySignIn(account);
  const phone = await trySignIn(account);
  const me = stranger(gas.here.platform, { authorization: `Bearer ${desk.body.accessToken}`, cookie: cookieOf(desk) });
  const { items } = await me.get(SESSIONS);
  expect(items.map((s: Json) => s.current).toSorted()).toEqual([false, true]);
  const other = items.find((s: Json) => !s.current);
  await gas.here.who.dispatcher.refused(404, 'DELETE', `${SESSIONS}/${other.id}`);
  expect((await me.send('DELETE', `${SESSIONS}/${other.id}`)).status).toBe(204);
  expect((await refresh(cookieOf(phone))).body.code).toBe('session_ended');
  expect((await me.send('DELETE', `${SESSIONS}/current`)).status).toBe(204);
  expect((await refresh(cookieOf(desk))).status).toBe(401);
});

test('PF-5 a changed password ends the sign-ins; weak ones and a wrong old one are refused', async () => {
  const account = `changes@${gas.here.of.domain}`;
  await person(account);
  const before = await trySignIn(account);
  const me = stranger(gas.here.platform, { authorization: `Bearer ${before.body.accessToken}` });
  const change = (current: string, next: string): Promise<Answer> => me.send('POST', `${TENANCY}/me/password`, { body: { current, next } });
  for (const weak of ['short', 'aaaaaaaaaa', account]) expect((await change(gas.here.of.password, weak)).body).toMatchObject({ status: 400, clause: 'PF-5', errors: [{ field: 'next' }] });
  expect((await change('not-the-password', 'Another-1-Secret')).body.code).toBe('login_failed');
  expect((await change(gas.here.of.password, 'Another-1-Secret')).status).toBe(204);
  expect((await refresh(cookieOf(before))).body.code).toBe('session_ended');
  expect((await trySignIn(account)).status).toBe(401);
  expect((await trySignIn(account, 'Another-1-Secret')).status).toBe(201);
});

test('PF-5 deactivated: no sign-in anywhere, no new work, the history stays; nobody takes away themselves or the last administrator', async () => {
  const account = `leaves@${gas.here.of.domain}`;
  const made = await person(account);
  const signedIn = await trySignIn(account);
  const deactivate = `${TENANCY}/users/${made.id}/deactivate`;
  await gas.here.who.callTaker.refused(403, 'POST', deactivate, {});
  expect(await gas.here.who.admin.post(deactivate)).toMatchObject({ id: made.id, active: false });
  expect((await trySignIn(account)).body.code).toBe('login_failed');
  expect((await trySignIn(account, undefined, { tenantId: gas.here.of.sandboxId })).status).toBe(401);
  expect((await refresh(cookieOf(signedIn))).body.code).toBe('session_ended');
  expect((await gas.here.who.admin.get(`${TENANCY}/users?active=false`)).items.map((u: Json) => u.id)).toEqual([made.id]);
  await eventually('no new work', async () => {
    const intake = await gas.here.who.callTaker.post(`${UC}/intakes`, { channel: 'phone' });
    const found = await gas.here.who.callTaker.post(`${UC}/cases`, { intakeId: intake.id, unitId: gas.here.unit('centre'), caller: { name: '路人', phone: '13900001234' }, kind: 'complaint', description: '态度不好' });
    const asked = await gas.here.who.callTaker.send('POST', `${UC}/cases/${found.id}/transfer`, { body: { toUserId: made.id, reason: '由您来办' } });
    return asked.status === 400 && asked.body.errors[0].field === 'toUserId';
  });
  const admin = (await gas.here.who.admin.get(`${TENANCY}/me`)).user.id;
  expect((await gas.here.who.admin.refused(409, 'POST', `${TENANCY}/users/${admin}/deactivate`, {})).code).toBe('own_account');
  expect((await gas.here.who.admin.refused(409, 'POST', deactivate, {})).code).toBe('already_inactive');
});

test('PF-5 without a sign-in nothing but signing in is answered', async () => {
  const nobody = stranger(gas.here.platform);
  for (const path of [`${UC}/cases`, `${TENANCY}/users`, '/v1/insight/compliance', '/v1/notification/inbox', `${TENANCY}/me`]) expect((await nobody.refused(401, 'GET', path)).code).toBe('unauthenticated');
  expect((await nobody.refused(400, 'POST', SESSIONS, { account: 'a@b.example', password: 'x', remember: true })).errors).toMatchObject([{ field: 'remember' }]);
});
