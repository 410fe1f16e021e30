import { eventually, gasCompany, type Json, TENANCY } from '../stage.ts';

const gas = gasCompany();
const TRAIL = `${TENANCY}/audit-entries`;
const entries = async (query = ''): Promise<Json[]> => (await gas.here.who.admin.get(`${TRAIL}?limit=100${query}`)).items;

test('PF-7 each deed says who did what to which record in which request, with before and after', async () => {
  const { admin } = gas.here.who;
  const unit = await admin.post(`${TENANCY}/units`, { name: '应急值守点', kind: 'department', parentId: gas.here.unit('root') });
  await admin.send('PATCH', `${TENANCY}/units/${unit.id}`, { body: { name: '应急值守站', phone: '0571-96777' }, headers: { 'if-match': `"${unit.version}"`, 'x-request-id': 'acceptance-audit-1' } });
  const [changed, created] = await entries(`&targetId=${unit.id}`);
  const me = (await admin.get(`${TENANCY}/me`)).user;
  expect(created).toMatchObject({ action: 'unit.created', by: { userId: me.id, name: '管理员' }, target: { type: 'unit', id: unit.id, name: '应急值守点' } });
  expect(changed).toMatchObject({ action: 'unit.changed', requestId: 'acceptance-audit-1', before: { name: '应急值守点', phone: '' }, after: { name: '应急值守站', phone: '0571-96777' } });
  expect(Object.keys(changed.after).toSorted()).toEqual(['name', 'phone']);
});

test('PF-7 numbers, people, calendars, clients and the clock are all on the trail', async () => {
  const { admin } = gas.here.who;
  await admin.post(`${TENANCY}/policies`, { key: 'uc.fault.network.handleHours', value: 5, reason: '提速' });
  await admin.post(`${TENANCY}/clients`, { name: '呼叫中心', permissions: ['case.read'] });
  await admin.post(`${TENANCY}/calendar-years`, { year: 2031, restDays: ['2031-01-01'], workDays: [], source: '放假通知' });
  await admin.post(`${TENANCY}/sandbox-clock`, { advanceSeconds: 60 });
  const actions = new Set((await entries()).map((e) => e.action));
  for (const action of ['policy.published', 'client.created', 'calendar.published', 'clock.moved', 'user.created', 'unit.created', 'tenant.provisioned']) expect(actions).toContain(action);
  expect((await entries('&action=policy.published'))[0]).toMatchObject({ target: { id: 'uc.fault.network.handleHours' }, after: { value: 5, reason: '提速' } });
});

test('PF-7 the trail is searched by action, record, person and time, page by page', async () => {
  const all = await entries();
  const [newest] = all;
  expect((await entries(`&userId=${newest.by.userId}`)).every((e) => e.by.userId === newest.by.userId)).toBe(true);
  const middle = all[Math.floor(all.length / 2)];
  const later = await entries(`&from=${encodeURIComponent(middle.at)}`);
  expect(later.length).toBeGreaterThan(0);
  expect(later.every((e) => e.at >= middle.at)).toBe(true);
  const first = await gas.here.who.admin.get(`${TRAIL}?limit=3`);
  const second = await gas.here.who.admin.get(`${TRAIL}?limit=3&cursor=${encodeURIComponent(first.nextCursor)}`);
  expect([...first.items, ...second.items].map((e: Json) => e.seq)).toEqual(all.slice(0, 6).map((e) => e.seq));
  expect((await gas.here.who.admin.refused(400, 'GET', `${TRAIL}?colour=red`)).errors).toMatchObject([{ field: 'colour' }]);
});

test('PF-7 every line is chained to the one before: the whole trail verifies, and grows by what happens', async () => {
  const before = await gas.here.who.admin.get(`${TRAIL}/verification`);
  expect(before).toMatchObject({ ok: true, brokenAt: null, head: expect.stringMatching(/^[0-9a-f]{64}$/) });
  await gas.here.who.admin.post(`${TENANCY}/units`, { name: '新设班组', kind: 'department', parentId: gas.here.unit('root') });
  const now = await gas.here.who.admin.get(`${TRAIL}/verification`);
  expect(now).toMatchObject({ ok: true, entries: before.entries + 1 });
  expect(now.head).not.toBe(before.head);
  const seqs = (await entries()).map((e) => e.seq);
  expect(seqs).toEqual(seqs.map((_, n) => seqs[0] - n));
});

test('PF-7 the trail can only be added to, holds no secret, and is read by whoever may', async () => {
  const [entry] = await entries();
  for (const method of ['PUT', 'PATCH', 'DELETE']) for (const path of [TRAIL, `${TRAIL}/${entry.id}`]) expect([404, 405]).toContain((await gas.here.who.admin.send(method, path, { body: {} })).status);
  const made = await gas.here.who.admin.post(`${TENANCY}/clients`, { name: '密钥在哪', permissions: ['case.read'] });
  await gas.here.person('audited', [{ code: 'call_taker', unitId: gas.here.unit('root') }]);
  const text = JSON.stringify(await entries());
  for (const secret of [made.key, gas.here.of.password]) expect(text).not.toContain(secret);
  expect(text).not.toMatch(/argon2|password"|"hash":"\$/i);
  expect(await gas.here.who.callTaker.refused(403, 'GET', TRAIL)).toMatchObject({ permission: 'audit.read' });
});

test('PF-7 what was refused is no deed: nothing is written for it', async () => {
  const before = (await gas.here.who.admin.get(`${TRAIL}/verification`)).entries;
  await gas.here.who.admin.refused(422, 'POST', `${TENANCY}/policies`, { key: 'uc.fault.network.handleHours', value: 10_000, reason: '过宽' });
  await gas.here.who.callTaker.refused(403, 'POST', `${TENANCY}/units`, { name: '私设', kind: 'department', parentId: gas.here.unit('root') });
  await eventually('the trail as it was', async () => (await gas.here.who.admin.get(`${TRAIL}/verification`)).entries === before);
});
