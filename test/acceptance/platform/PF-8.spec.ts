import { randomUUID } from 'node:crypto';
import { CONSULTATION, NETWORK, report } from '../cases.ts';
import { type Caller, gasCompany, type Json, openGasCompany, stranger, TENANCY, UC } from '../stage.ts';

const gas = gasCompany();
const CLIENTS = `${TENANCY}/clients`;

const client = (more: object = {}): Promise<Json> => gas.here.who.admin.post(CLIENTS, { name: '呼叫中心', permissions: ['case.read'], ...more });
const withKey = (key: string): Caller => stranger(gas.here.platform, { 'x-api-key': key });
const intake = async (): Promise<string> => (await gas.here.who.callTaker.post(`${UC}/intakes`, { channel: 'phone' })).id;
const consultation = (intakeId: string, more: object = {}): object => ({ intakeId, unitId: gas.here.unit('centre'), caller: { name: '路人', phone: '13900001234' }, ...CONSULTATION, ...more });

test('PF-8 a client with its key does what its scopes say and nothing else', async () => {
  const { key, keys } = await client({ permissions: ['case.read', 'case.open'], days: 30 });
  expect(Date.parse(keys[0].expiresAt) - Date.now()).toBeLessThanOrEqual(30 * 86_400_000);
  const partner = withKey(key);
  const { id } = await partner.post(`${UC}/intakes`, { channel: 'partner' });
  const made = await partner.post(`${UC}/cases`, consultation(id));
  expect(made).toMatchObject({ channel: 'partner' });
  expect((await partner.get(`${UC}/cases/${made.id}`)).id).toBe(made.id);
  expect(await partner.refused(403, 'POST', `${UC}/cases/${made.id}/close`, { note: '伙伴来关' })).toMatchObject({ clause: 'PF-6', permission: 'case.close' });
  await partner.refused(403, 'GET', `${UC}/accounts?q=5207`);
  await partner.refused(401, 'GET', `${TENANCY}/me`);
});

test('PF-8 a client is allowed no more than there is, and only by who may make one', async () => {
  expect((await gas.here.who.admin.refused(400, 'POST', CLIENTS, { name: '越权', permissions: ['case.read', 'case.destroy'] })).errors).toMatchObject([{ field: 'permissions.1', code: 'unknown_permission' }]);
  expect((await gas.here.who.admin.refused(400, 'POST', CLIENTS, { name: '坏地址', permissions: ['case.read'], allowedIps: ['203.0.113.0/24', 'next door'] })).errors).toMatchObject([{ field: 'allowedIps.1' }]);
  expect((await gas.here.who.admin.refused(400, 'POST', CLIENTS, { name: '太久', permissions: ['case.read'], days: 4_000 })).errors).toMatchObject([{ field: 'days' }]);
  await gas.here.who.supervisor.refused(403, 'POST', CLIENTS, { name: '没权', permissions: ['case.read'] });
});

test('PF-8 keys rotate without downtime: two live side by side, a third waits until one is revoked', async () => {
  const made = await client();
  const path = `${CLIENTS}/${made.id}/keys`;
  const second = await gas.here.who.admin.post(path, {});
  for (const key of [made.key, second.key]) expect((await withKey(key).get(`${UC}/cases`)).items).toEqual(expect.any(Array));
  expect(await gas.here.who.admin.refused(409, 'POST', path, {})).toMatchObject({ clause: 'PF-8', code: 'too_many_keys' });
  await gas.here.who.admin.post(`${path}/${made.keys[0].id}/revoke`);
  const third = await gas.here.who.admin.post(path, {});
  expect((await withKey(third.key).get(`${UC}/cases`)).items).toEqual(expect.any(Array));
  // Keys are shown once; afterwards only what people tell them by.
  const [listed] = (await gas.here.who.admin.get(CLIENTS)).items.filter((c: Json) => c.id === made.id);
  expect(JSON.stringify(listed)).not.toContain(third.key);
  expect(listed.keys.map((k: Json) => k.live)).toEqual([false, true, true]);
});

test('PF-8 revoked, unknown, or from another address: the key opens nothing', async () => {
  const revoked = await client();
  await gas.here.who.admin.post(`${CLIENTS}/${revoked.id}/revoke`);
  const far = await client({ allowedIps: ['203.0.113.0/24'] });
  for (const key of [revoked.key, far.key, `lyk_${'x'.repeat(43)}`]) expect((await withKey(key).refused(401, 'GET', `${UC}/cases`)).code).toBe('api_key_invalid');
  const near = await client({ allowedIps: ['203.0.113.0/24', '127.0.0.0/8', '::1'] });
  expect((await withKey(near.key).get(`${UC}/cases`)).items).toEqual(expect.any(Array));
  expect(await gas.here.who.admin.refused(409, 'POST', `${CLIENTS}/${revoked.id}/keys`, {})).toMatchObject({ clause: 'PF-8' });
});

test('PF-8 an Idempotency-Key carries out once: the same again answers the first result, another body is refused, also for two at once', async () => {
  const { callTaker } = gas.here.who;
  const headers = { 'idempotency-key': randomUUID() };
  const body = consultation(await intake());
  const [first, twin] = await Promise.all([1, 2].map(() => callTaker.send('POST', `${UC}/cases`, { body, headers })));
  const again = await callTaker.send('POST', `${UC}/cases`, { body, headers });
  expect([first!.status, twin!.status, again.status]).toEqual([201, 201, 201]);
  expect(new Set([first!.body.id, twin!.body.id, again.body.id]).size).toBe(1);
  expect(again.headers.get('idempotency-replayed')).toBe('true');
  expect(await callTaker.refused(422, 'POST', `${UC}/cases`, { ...body, description: '换了内容' }, headers)).toMatchObject({ code: 'idempotency_mismatch' });
  expect((await callTaker.refused(400, 'POST', `${UC}/cases`, body, { 'idempotency-key': 'short' })).errors).toMatchObject([{ field: 'Idempotency-Key' }]);
  // Another caller's key is another key; what was refused leaves none behind.
  const refused = { 'idempotency-key': randomUUID() };
  await callTaker.refused(400, 'POST', `${UC}/cases`, consultation(await intake(), { kind: 'praise' }), refused);
  expect((await callTaker.send('POST', `${UC}/cases`, { body: consultation(await intake()), headers: refused })).status).toBe(201);
  expect((await gas.here.who.callTaker2.send('POST', `${UC}/intakes`, { body: { channel: 'phone' }, headers })).status).toBe(201);
});

test('PF-8 a change names the version it is based on: a stale If-Match is refused, and on updates a missing one', async () => {
  const found = await report(gas.here, NETWORK);
  const { dispatcher, supervisor } = gas.here.who;
  const etag = (await dispatcher.send('GET', `${UC}/cases/${found.id}`)).headers.get('etag')!;
  expect(etag).toBe(`"${found.version}"`);
  await supervisor.post(`${UC}/cases/${found.id}/notes`, { text: '先看一眼' });
  const grade = { severity: 'major', reason: '主干管断裂', repairHours: 10 };
  expect(await dispatcher.refused(412, 'POST', `${UC}/cases/${found.id}/grade`, grade, { 'if-match': etag })).toMatchObject({ code: 'stale' });
  expect(await dispatcher.refused(412, 'POST', `${UC}/cases/${found.id}/grade`, grade, { 'if-match': 'latest' })).toMatchObject({ code: 'stale' });
  const account = await supervisor.get(`${UC}/accounts/${found.account.id}`);
  expect(await supervisor.refused(428, 'PATCH', `${UC}/accounts/${account.id}`, { holderName: '新户主' })).toMatchObject({ code: 'if_match_required' });
  expect((await supervisor.patch(`${UC}/accounts/${account.id}`, { holderName: '新户主' }, account.version)).holderName).toBe('新户主');
  expect(await supervisor.refused(412, 'PATCH', `${UC}/accounts/${account.id}`, { holderName: '旧版' }, { 'if-match': `"${account.version}"` })).toMatchObject({ code: 'stale' });
});

test('PF-8 unknown fields and parameters are refused by name, and so is what cannot be read', async () => {
  const { callTaker, supervisor } = gas.here.who;
  expect((await callTaker.refused(400, 'POST', `${UC}/intakes`, { channel: 'phone', colour: 'red' })).errors).toMatchObject([{ field: 'colour', code: 'whitelistValidation' }]);
  for (const [list, field] of [[`${UC}/cases?colour=red`, 'colour'], [`${UC}/cases?limit=0`, 'limit'], [`${UC}/cases?limit=many`, 'limit'], [`${UC}/cases?sort=colour`, 'sort'], [`${UC}/cases?cursor=abc`, 'cursor'], ['/v1/insight/compliance?month=2026-13', 'month'], [`${TENANCY}/users?colour=red`, 'colour'], ['/v1/notification/inbox?colour=red', 'colour']] as const) {
    expect((await supervisor.refused(400, 'GET', list)).errors).toMatchObject([{ field }]);
  }
  expect([400, 404]).toContain((await supervisor.send('GET', `${UC}/cases/not-an-id`)).status);
  await supervisor.refused(404, 'GET', `${UC}/no-such-thing`);
  const { url } = gas.here.platform;
  const authorization = `Bearer ${callTaker.session.accessToken}`;
  for (const [type, body, status] of [['application/json', '{"channel":', 400], ['application/xml', '<intake/>', 415]] as const) {
    const answer = await fetch(`${url}${UC}/intakes`, { method: 'POST', headers: { authorization, 'content-type': type }, body });
    expect([type, answer.status, answer.headers.get('content-type')]).toEqual([type, status, 'application/problem+json; charset=utf-8']);
  }
});

test('PF-8 refusals are problem documents with code and trace, in the caller\'s language; illegal transitions name the allowed ones', async () => {
  const found = await report(gas.here, NETWORK);
  const path = `${UC}/work-orders/${found.workOrder.id}/assign`;
  const [zh, en] = await Promise.all(['zh-CN', 'en'].map((language) => gas.here.who.dispatcher.send('POST', path, { body: { userId: gas.here.id('unqualified') }, headers: { 'accept-language': language, traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01' } })));
  expect(zh!.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(zh!.body).toMatchObject({ type: 'urn:luyue:problem:unqualified', status: 422, code: 'unqualified', clause: 'UC-10a', title: '不能派给吴志远，缺管网检修上岗资格', traceId: '4bf92f3577b34da6a3ce929d0e0e4736' });
  expect(en!.body.title).toBe('吴志远 has no valid qualification for network repair');
  await gas.here.who.dispatcher.post(path, { userId: gas.here.id('technician') });
  const skipped = await gas.here.who.technician.refused(409, 'POST', `${UC}/work-orders/${found.workOrder.id}/arrive`, {});
  expect(skipped).toMatchObject({ code: 'transition_refused', allowed: ['accepted', 'assigned', 'queued', 'cancelled'] });
});

test('PF-8 one OpenAPI document describes every path that the services serve, and none that is the gateway\'s own', async () => {
  const document = await stranger(gas.here.platform).get('/openapi.json');
  const paths = Object.keys(document.paths);
  for (const path of [`${UC}/cases`, `${UC}/cases/{id}/agree-window`, `${UC}/work-orders/{id}/{step}`, `${UC}/imports/calls`, `${TENANCY}/sessions`, `${TENANCY}/sandbox-clock`, '/v1/insight/compliance', '/v1/notification/inbox']) expect(paths).toContain(path);
  expect(paths.filter((path) => path.includes('api-keys'))).toEqual([]);
  expect(Object.keys(document.components.securitySchemes).toSorted()).toEqual(['apiKey', 'bearer']);
  expect(document.components.schemas.OpenCaseBody.required).toEqual(expect.arrayContaining(['intakeId', 'kind', 'caller', 'description']));
});

test('PF-8 only a sandbox\'s clock is moved, forwards, one way at a time', async () => {
  const clock = `${TENANCY}/sandbox-clock`;
  const live = await gas.here.of.signIn('admin');
  expect(await live.refused(409, 'POST', clock, { advanceSeconds: 60 })).toMatchObject({ clause: 'PF-8', code: 'clock_not_sandbox' });
  expect(await live.get(clock)).toMatchObject({ sandbox: false, offsetSeconds: 0 });
  const { admin, supervisor } = gas.here.who;
  const before = await admin.get(clock);
  expect(await admin.refused(422, 'POST', clock, { to: '2020-01-01T00:00:00Z' })).toMatchObject({ clause: 'PF-8', code: 'clock_backwards' });
  for (const [body, field] of [[{ advanceSeconds: -60 }, 'advanceSeconds'], [{}, 'advanceSeconds'], [{ advanceSeconds: 60, to: '2040-01-01T00:00:00Z' }, 'advanceSeconds'], [{ to: 'tomorrow' }, 'to']] as const) {
    expect((await admin.refused(400, 'POST', clock, body)).errors).toMatchObject([{ field }]);
  }
  await supervisor.refused(403, 'POST', clock, { advanceSeconds: 60 });
  expect((await admin.get(clock)).offsetSeconds).toBe(before.offsetSeconds);
  // A sandbox has no sandbox of its own, and no company is made in it.
  const { code, domain, name, password } = { code: 'IN-SAND', domain: gas.here.of.domain, name: '沙箱里的公司', password: gas.here.of.password };
  expect(await admin.refused(422, 'POST', `${TENANCY}/tenants`, { name, code, kind: 'company', modules: [], admin: { name, account: `in@${domain}`, password } })).toMatchObject({ clause: 'PF-8', code: 'sandbox_of_sandbox' });
});

test('PF-8 a client works for its own tenant alone', async () => {
  const other = await openGasCompany();
  const { key } = await client();
  const theirs = await report(other, NETWORK);
  await withKey(key).refused(404, 'GET', `${UC}/cases/${theirs.id}`);
  await other.who.admin.refused(404, 'POST', `${CLIENTS}/${(await client()).id}/revoke`, {});
});
