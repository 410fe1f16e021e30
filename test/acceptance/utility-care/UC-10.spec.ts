import { act, ALARM, assign, caseOf, CONSULTATION, EQUIPMENT, NETWORK, report, step, steps } from '../cases.ts';
import { DAY, eventually, gasCompany, type Json, UC } from '../stage.ts';

const gas = gasCompany();
const zoned = (at: Date | number): string => new Date(new Date(at).getTime() + 8 * 3_600_000).toISOString().slice(0, 10);

const grant = (userId: string, kind: string, validFrom: string, validTo: string): Promise<Json> => gas.here.who.manager.post(`${UC}/qualifications`, { userId, kind, validFrom, validTo, certificate: `${kind}-${validTo}` });
const assignTo = (found: Json): string => `${UC}/work-orders/${found.workOrder.id}/assign`;

test('UC-10a nobody takes calls or visitors without the desk\'s qualification', async () => {
  const { supervisor } = gas.here.who;
  for (const channel of ['phone', 'counter']) {
    const intake = await supervisor.post(`${UC}/intakes`, { channel });
    const problem = await supervisor.refused(422, 'POST', `${UC}/cases`, { intakeId: intake.id, unitId: gas.here.unit('centre'), caller: { name: '路人', phone: '13900001234' }, ...CONSULTATION });
    expect(problem).toMatchObject({ clause: 'UC-10a', code: 'unqualified', title: '高远不能受理，缺受理上岗资格' });
  }
});

test('UC-10a a work order goes only to who is qualified for its kind; the list of candidates says why not', async () => {
  for (const [request, wrong, right] of [[NETWORK, 'technician2', 'technician'], [EQUIPMENT, 'unqualified', 'technician2'], [ALARM, 'technician', 'rescuer']] as const) {
    const found = await report(gas.here, request);
    expect(await gas.here.who.dispatcher.refused(422, 'POST', assignTo(found), { userId: gas.here.id(wrong) })).toMatchObject({ clause: 'UC-10a', code: 'unqualified' });
    const { items } = await gas.here.who.dispatcher.get(`${UC}/work-orders/${found.workOrder.id}/candidates`);
    expect(items.find((c: Json) => c.userId === gas.here.id(wrong))).toMatchObject({ qualified: false, reason: { zh: expect.stringContaining('上岗资格') } });
    expect(items[0].qualified).toBe(true);
    expect((await caseOf(gas.here, found.id)).workOrder.status).toBe('queued');
    expect((await assign(gas.here, found, right)).workOrder.status).toBe('assigned');
  }
});

test('UC-10a the crew tells what each is qualified for today, and only to who dispatches', async () => {
  const { items } = await gas.here.who.dispatcher.get(`${UC}/work-orders/crew`);
  const kinds = (key: Parameters<typeof gas.here.id>[0]) => items.find((each: Json) => each.userId === gas.here.id(key))?.kinds;
  expect([kinds('technician'), kinds('rescuer'), kinds('unqualified'), kinds('dispatcher')]).toEqual([['equipment_repair', 'network_repair'], ['network_repair', 'alarm_rescue'], [], undefined]);
  expect((await gas.here.who.technician.send('GET', `${UC}/work-orders/crew`)).status).toBe(403);
});

test('UC-10a a qualification holds from its first day to the end of its last one, by the company\'s date', async () => {
  const today = zoned(await gas.here.now());
  const user = gas.here.id('unqualified');
  const yesterday = zoned(Date.parse(today) - 12 * 3_600_000);
  const tomorrow = zoned(Date.parse(today) + 32 * 3_600_000);
  const found = await report(gas.here, EQUIPMENT);
  await grant(user, 'equipment_repair', '2024-01-01', yesterday);
  await grant(user, 'equipment_repair', tomorrow, tomorrow);
  expect(await gas.here.who.dispatcher.refused(422, 'POST', assignTo(found), { userId: user })).toMatchObject({ clause: 'UC-10a' });
  await gas.here.moveTo(`${tomorrow}T00:00:01+08:00`);
  expect((await assign(gas.here, found, 'unqualified')).workOrder.status).toBe('assigned');
  const next = await report(gas.here, EQUIPMENT);
  await gas.here.moveTo(`${tomorrow}T23:58:00+08:00`);
  expect((await assign(gas.here, next, 'unqualified')).workOrder.status).toBe('assigned');
});

test('UC-10a expired between assignment and start: the start is refused and the order is back in the queue (reading rule 20)', async () => {
  const user = gas.here.id('unqualified');
  const today = zoned(await gas.here.now());
  await grant(user, 'lpg_repair', today, today);
  await grant(user, 'network_repair', '2024-01-01', today);
  const found = await assign(gas.here, await report(gas.here, NETWORK), 'unqualified');
  await gas.here.advance(DAY);
  const problem = await gas.here.who.unqualified.refused(422, 'POST', `${UC}/work-orders/${found.workOrder.id}/accept`, {});
  expect(problem).toMatchObject({ clause: 'UC-10a', code: 'unqualified' });
  expect((await caseOf(gas.here, found.id)).workOrder).toMatchObject({ status: 'queued', assignee: null });
});

test('UC-10a what was started is finished, and a revoked qualification starts nothing', async () => {
  const [{ id }] = (await gas.here.who.manager.get(`${UC}/qualifications?userId=${gas.here.id('technician2')}`)).items.filter((q: Json) => q.kind === 'equipment_repair');
  const [underWay, waiting] = [await steps(gas.here, 'technician2', await assign(gas.here, await report(gas.here, EQUIPMENT), 'technician2'), 'accept', 'depart'), await assign(gas.here, await report(gas.here, EQUIPMENT), 'technician2')];
  expect(await gas.here.who.manager.post(`${UC}/qualifications/${id}/revoke`, { reason: '复审不合格' })).toMatchObject({ valid: false, revokeReason: '复审不合格' });
  expect((await step(gas.here, 'technician2', underWay, 'arrive')).workOrder.status).toBe('on_site');
  await gas.here.who.technician2.refused(422, 'POST', `${UC}/work-orders/${waiting.workOrder.id}/accept`, {});
  expect((await gas.here.who.manager.refused(409, 'POST', `${UC}/qualifications/${id}/revoke`, { reason: '再撤一次' })).clause).toBe('UC-10a');
});

test('UC-10a qualifications are recorded by who may, for people there are, with dates there are', async () => {
  const one = { userId: gas.here.id('technician'), kind: 'equipment_repair', validFrom: '2026-01-01', validTo: '2026-12-31', certificate: 'JZ-1' };
  expect(await gas.here.who.dispatcher.refused(403, 'POST', `${UC}/qualifications`, one)).toMatchObject({ permission: 'qualification.manage' });
  for (const [change, field] of [[{ validTo: '2025-12-31' }, 'validTo'], [{ validFrom: '2026-02-30' }, 'validFrom'], [{ userId: gas.here.of.tenant.id }, 'userId'], [{ kind: 'Repair!' }, 'kind']] as const) {
    expect((await gas.here.who.manager.refused(400, 'POST', `${UC}/qualifications`, { ...one, ...change })).errors).toMatchObject([{ field }]);
  }
});

test('UC-10a what runs out soon is listed before it does', async () => {
  const now = (await gas.here.now()).getTime();
  const [soon, later] = [zoned(now + 10 * DAY), zoned(now + 60 * DAY)];
  for (const end of [soon, later]) await grant(gas.here.id('rescuer'), 'lpg_repair', '2024-01-01', end);
  const listed = (await gas.here.who.supervisor.get(`${UC}/qualifications?expiringDays=30&userId=${gas.here.id('rescuer')}`)).items;
  expect(listed.map((q: Json) => [q.kind, q.validTo])).toEqual([['lpg_repair', soon]]);
});

test('UC-10a the start is checked for whoever the order is assigned to: nobody else moves it', async () => {
  const found = await assign(gas.here, await report(gas.here, NETWORK), 'technician');
  await gas.here.who.rescuer.refused(404, 'POST', `${UC}/work-orders/${found.workOrder.id}/accept`, {});
  expect(await gas.here.who.callTaker.refused(403, 'POST', `${UC}/work-orders/${found.workOrder.id}/accept`, {})).toMatchObject({ permission: 'order.work' });
  await eventually('it is in the technician\'s list', async () => (await gas.here.who.technician.get(`${UC}/work-orders?assignee=me`)).items.some((o: Json) => o.id === found.workOrder.id));
  expect((await act(gas.here, 'supervisor', found, 'notes', { text: '等技术员接单' })).workOrder.status).toBe('assigned');
});
