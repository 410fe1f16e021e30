import { CONSULTATION, NETWORK, report } from '../cases.ts';
import { eventually, gasCompany, type Json, TENANCY, UC } from '../stage.ts';

const gas = gasCompany();
const units = `${TENANCY}/units`;

const newUnit = (name: string, parentId: string, kind = 'department', designations: string[] = []): Promise<Json> => gas.here.who.admin.post(units, { name, kind, parentId, designations });
const unitOf = async (id: string): Promise<Json> => (await gas.here.who.admin.get(units)).items.find((u: Json) => u.id === id);

test('PF-6 a role holds for its unit and everything below it, and for nothing beside it', async () => {
  const north = await newUnit('城北客服中心', gas.here.unit('root'), 'service_centre', ['customer_service_body']);
  const desk = await newUnit('城北接线台', north.id);
  const northern = await gas.here.person('north', [{ code: 'call_taker', unitId: north.id }], desk.id);
  await gas.here.who.manager.post(`${UC}/qualifications`, { userId: northern.id, kind: 'intake_desk', validFrom: '2024-01-01', validTo: '2040-12-31', certificate: 'north' });
  const take = async (unitId: string): Promise<{ status: number; body: Json }> => {
    const intake = await northern.post(`${UC}/intakes`, { channel: 'phone' });
    return northern.send('POST', `${UC}/cases`, { body: { intakeId: intake.id, unitId, caller: { name: '路人', phone: '13900001234' }, ...CONSULTATION } });
  };
  await eventually('the units are known', async () => (await take(desk.id)).status === 201);
  expect(await take(north.id)).toMatchObject({ status: 201 });
  expect(await take(gas.here.unit('centre'))).toMatchObject({ status: 403, body: { clause: 'PF-6', permission: 'case.open' } });
  const elsewhere = await report(gas.here, NETWORK);
  expect((await northern.get(`${UC}/cases?limit=100`)).items.every((c: Json) => [north.id, desk.id].includes(c.unitId))).toBe(true);
  expect((await northern.get(`${UC}/cases?limit=100`)).items).toHaveLength(2);
  await northern.refused(403, 'GET', `${UC}/cases/${elsewhere.id}`);
  await northern.refused(403, 'POST', `${UC}/cases/${elsewhere.id}/notes`, { text: '别处的单' });
});

test('PF-6 what a role does not hold is refused by the permission\'s name', async () => {
  const { technician, callTaker, admin } = gas.here.who;
  expect(await technician.refused(403, 'POST', `${UC}/intakes`, { channel: 'phone' })).toMatchObject({ code: 'forbidden', clause: 'PF-6', permission: 'case.open' });
  expect(await callTaker.refused(403, 'GET', '/v1/insight/compliance')).toMatchObject({ permission: 'insight.read' });
  expect(await callTaker.refused(403, 'POST', units, { name: '私设', kind: 'department', parentId: gas.here.unit('root') })).toMatchObject({ permission: 'unit.write' });
  expect(await admin.refused(403, 'GET', `${UC}/cases`)).toMatchObject({ permission: 'case.read' });
});

test('PF-6 nobody hands out more than they hold: neither beyond their units nor a role of the whole company', async () => {
  const head = await gas.here.person('centre-head', [{ code: 'unit_manager', unitId: gas.here.unit('centre') }]);
  const roles = new Map<string, string>((await head.get(`${TENANCY}/roles`)).items.map((r: Json) => [r.code, r.id]));
  const user = (name: string, role: string, unitId: string): object => ({ account: `${name}@${gas.here.of.domain}`, password: gas.here.of.password, name, unitId: gas.here.unit('centre'), roles: [{ roleId: roles.get(role), unitId }] });
  expect(await head.post(`${TENANCY}/users`, user('fine', 'technician', gas.here.unit('repair')))).toMatchObject({ active: true });
  expect(await head.refused(403, 'POST', `${TENANCY}/users`, user('beyond', 'technician', gas.here.unit('root')))).toMatchObject({ clause: 'PF-6', code: 'unit_beyond_scope' });
  expect(await head.refused(403, 'POST', `${TENANCY}/users`, user('all', 'administrator', gas.here.unit('centre')))).toMatchObject({ clause: 'PF-6', code: 'role_beyond_scope' });
  await head.refused(403, 'POST', `${TENANCY}/users`, { ...user('upstairs', 'technician', gas.here.unit('repair')), unitId: gas.here.unit('root') });
});

test('PF-6 units move with everything below them, never in a circle, and only by who read the latest version', async () => {
  const [a, other] = [await newUnit('甲部', gas.here.unit('root')), await newUnit('乙部', gas.here.unit('root'))];
  const b = await newUnit('甲一班', a.id);
  const { admin } = gas.here.who;
  expect((await admin.patch(`${units}/${a.id}`, { parentId: other.id }, a.version)).path).toEqual([gas.here.unit('root'), other.id, a.id]);
  expect((await unitOf(b.id)).path).toEqual([gas.here.unit('root'), other.id, a.id, b.id]);
  const change = (id: string, version: number, body: object): Promise<{ status: number; body: Json }> => admin.send('PATCH', `${units}/${id}`, { body, headers: { 'if-match': `"${version}"` } });
  const now = await unitOf(other.id);
  for (const parentId of [other.id, a.id, b.id]) expect((await change(other.id, now.version, { parentId })).body).toMatchObject({ status: 422, clause: 'PF-6', code: 'unit_loop' });
  expect((await change(gas.here.unit('root'), 1, { parentId: a.id })).body).toMatchObject({ status: 422, clause: 'PF-6' });
  expect((await change(a.id, a.version, { name: '旧版改名' })).body).toMatchObject({ status: 412, code: 'stale' });
  expect((await admin.send('PATCH', `${units}/${a.id}`, { body: { name: '没说版本' } })).body).toMatchObject({ status: 428, code: 'if_match_required' });
  expect((await change(other.id, now.version, { active: false })).body).toMatchObject({ status: 409, code: 'unit_in_use', clause: 'PF-6' });
});

test('PF-6 a unit made for the company is there in its sandbox too', async () => {
  const live = await gas.here.of.signIn('admin');
  const made = await live.post(units, { name: '城西客服中心', kind: 'service_centre', parentId: gas.here.unit('root') });
  expect(await unitOf(made.id)).toMatchObject({ name: '城西客服中心' });
  // What the sandbox makes for itself stays in it.
  const own = await newUnit('沙箱专用', gas.here.unit('root'));
  expect((await live.get(units)).items.map((u: Json) => u.id)).not.toContain(own.id);
});

test('PF-6 a vacant role passes what is owed one level up, flagged and recorded as vacant (R16)', async () => {
  // Both rescuers leave: the alarm goes to the dispatchers, and says that the team is vacant.
  for (const key of ['rescuer', 'rescuer2'] as const) await gas.here.who.admin.post(`${TENANCY}/users/${gas.here.id(key)}/deactivate`);
  const told = await eventually('the desk is told in their place', async () => {
    const found = await report(gas.here, { kind: 'alarm', symptom: 'lq', description: '厨房有燃气味' });
    return eventually('told', async () => (await gas.here.who.dispatcher.get('/v1/notification/inbox')).items.find((m: Json) => m.link.includes(found.id)), 3_000);
  }, 20_000);
  expect(told).toMatchObject({ kind: 'alarm_raised', text: { zh: expect.stringContaining('抢险队空缺') } });
  const number = told.title.zh.match(/SL[\d-]+/)![0];
  const [vacant] = await eventually('the vacancy is recorded', async () => {
    const rows = (await gas.here.who.dispatcher.get('/v1/notification/outbox-messages?limit=50')).items.filter((m: Json) => m.subject.includes(number) && m.status === 'vacant');
    return rows.length > 0 && rows;
  });
  expect(vacant).toMatchObject({ channel: 'inapp', to: '抢险队' });
});
