import { act, after, assign, caseOf, COMPLAINT, CONSULTATION, NETWORK, owed, report, steps } from '../cases.ts';
import { DAY, eventually, gasCompany, HOUR, type Json, TENANCY, UC } from '../stage.ts';

const gas = gasCompany();
const transfer = (by: 'callTaker' | 'supervisor' | 'manager', found: Json, to: 'callTaker' | 'supervisor' | 'manager' | 'dispatcher', reason = '涉及维修班排班，由主管查'): Promise<Json> =>
  act(gas.here, by, found, 'transfer', { toUserId: gas.here.id(to), reason });
const inbox = (key: 'supervisor', found: Json): Promise<Json> => eventually(`${key} is asked`, async () => (await gas.here.who[key].get('/v1/notification/inbox')).items.find((m: Json) => m.link.includes(found.id)));

test('UC-16a a complaint stays with its owner until the other accepts, who then works it', async () => {
  let found = await report(gas.here, COMPLAINT);
  expect(found.ownerName).toBe('周敏');
  found = await transfer('callTaker', found, 'supervisor');
  expect(found).toMatchObject({ ownerName: '周敏', transfer: { toUserName: '高远', status: 'pending' } });
  expect(await inbox('supervisor', found)).toMatchObject({ kind: 'transfer_requested', clauseId: 'UC-16a' });
  expect(await gas.here.who.supervisor.refused(422, 'POST', `${UC}/cases/${found.id}/investigate`, { entry: '还没接，先查一下' })).toMatchObject({ clause: 'UC-16a', code: 'not_the_owner' });
  // Only whoever was asked can answer.
  await gas.here.who.manager.refused(404, 'POST', `${UC}/cases/${found.id}/transfer/accept`, {});
  expect(await gas.here.who.supervisor.post(`${UC}/cases/${found.id}/transfer/accept`)).toMatchObject({ caseId: found.id, number: found.number, status: 'accepted' });
  found = await caseOf(gas.here, found.id);
  expect(found).toMatchObject({ ownerName: '高远', transfer: null });
  expect((await act(gas.here, 'supervisor', found, 'investigate', { entry: '查当日派工记录' })).status).toBe('in_progress');
  await gas.here.who.supervisor.refused(404, 'POST', `${UC}/cases/${found.id}/transfer/accept`, {});
});

test('UC-16a declined, with a reason, it stays where it was and can be offered to another', async () => {
  let found = await transfer('callTaker', await report(gas.here, COMPLAINT), 'supervisor');
  expect((await gas.here.who.supervisor.refused(400, 'POST', `${UC}/cases/${found.id}/transfer/decline`, {})).errors).toMatchObject([{ field: 'reason' }]);
  await gas.here.who.supervisor.post(`${UC}/cases/${found.id}/transfer/decline`, { reason: '与排班无关' });
  found = await caseOf(gas.here, found.id);
  expect(found).toMatchObject({ ownerName: '周敏', transfer: null });
  expect((await transfer('callTaker', found, 'manager')).transfer.toUserName).toBe('林建国');
  const lines = (await gas.here.who.supervisor.get(`${UC}/cases/${found.id}/timeline`)).items.filter((line: Json) => line.clauseId === 'UC-16a').map((line: Json) => line.title);
  expect(lines).toEqual(['请林建国接收', '不接收转办', '请高远接收']);
});

test('UC-16a each transfer needs a reason, one at a time, by its owner, to somebody else; only complaints are transferred so', async () => {
  const found = await report(gas.here, COMPLAINT);
  const path = `${UC}/cases/${found.id}/transfer`;
  const { callTaker, manager } = gas.here.who;
  expect((await callTaker.refused(400, 'POST', path, { toUserId: gas.here.id('supervisor') })).errors).toMatchObject([{ field: 'reason' }]);
  expect(await callTaker.refused(400, 'POST', path, { toUserId: gas.here.id('callTaker'), reason: '给自己' })).toMatchObject({ clause: 'UC-16a', errors: [{ field: 'toUserId' }] });
  expect((await callTaker.refused(400, 'POST', path, { toUserId: gas.here.of.tenant.id, reason: '给没有的人' })).errors).toMatchObject([{ field: 'toUserId' }]);
  expect(await manager.refused(422, 'POST', path, { toUserId: gas.here.id('supervisor'), reason: '我来安排' })).toMatchObject({ clause: 'UC-16a', code: 'not_the_owner' });
  await transfer('callTaker', found, 'supervisor');
  expect(await callTaker.refused(409, 'POST', path, { toUserId: gas.here.id('manager'), reason: '再找一个' })).toMatchObject({ clause: 'UC-16a', code: 'transfer_pending' });
  const repair = await report(gas.here, NETWORK);
  expect(await callTaker.refused(422, 'POST', `${UC}/cases/${repair.id}/transfer`, { toUserId: gas.here.id('supervisor'), reason: '太忙' })).toMatchObject({ clause: 'UC-16a', code: 'only_complaints' });
});

/** A complaint from receipt to closing: always drawn, since its rate is 100 %. */
async function closedComplaint(): Promise<Json> {
  const found = await report(gas.here, COMPLAINT);
  await transfer('callTaker', found, 'supervisor');
  await gas.here.who.supervisor.post(`${UC}/cases/${found.id}/transfer/accept`);
  await act(gas.here, 'supervisor', found, 'investigate', { entry: '查当日派工记录' });
  await act(gas.here, 'supervisor', found, 'reply', { content: '已向用户致歉，说明排班调整，用户接受', how: 'phone' });
  return act(gas.here, 'supervisor', found, 'close', { note: '用户接受' });
}

async function closedRepair(): Promise<Json> {
  const found = await steps(gas.here, 'technician', await assign(gas.here, await report(gas.here, NETWORK), 'technician'), 'accept', 'depart', 'arrive', 'handle', 'repair');
  return act(gas.here, 'callTaker', found, 'close', { note: '用户确认恢复用气' });
}

const callbackOf = async (found: Json, status = 'due'): Promise<Json> => (await gas.here.who.callback.get(`${UC}/callbacks?status=${status}&limit=100`)).items.find((c: Json) => c.caseId === found.id);
const attempt = (callback: Json, body: object): Promise<Json> => gas.here.who.callback.post(`${UC}/callbacks/${callback.id}/attempts`, body);

test('UC-16b every closed complaint is called back, due at 24:00 of the 7th day after closing', async () => {
  const found = await closedComplaint();
  const due = await callbackOf(found);
  const day = Math.floor((Date.parse(found.closedAt) + 8 * HOUR) / DAY);
  expect(due).toMatchObject({ caseNumber: found.number, kind: 'complaint', status: 'due', obligation: { clauseId: 'UC-16b', status: 'open', dueAt: new Date((day + 8) * DAY - 8 * HOUR).toISOString() } });
  expect((await gas.here.who.callback.refused(400, 'POST', `${UC}/callbacks/${due.id}/attempts`, { outcome: 'reached' }))).toMatchObject({ clause: 'UC-16b', errors: [{ field: 'score' }] });
  expect((await gas.here.who.callback.refused(400, 'POST', `${UC}/callbacks/${due.id}/attempts`, { outcome: 'reached', score: 6 })).errors).toMatchObject([{ field: 'score' }]);
  await attempt(due, { outcome: 'reached', score: 2, opinion: '希望上门前先打电话', topics: ['准时'] });
  expect(await callbackOf(found, 'done')).toMatchObject({ status: 'done', score: 2, opinion: '希望上门前先打电话', topics: ['准时'], obligation: { status: 'met' } });
  expect((await gas.here.who.callback.refused(409, 'POST', `${UC}/callbacks/${due.id}/attempts`, { outcome: 'reached', score: 5 })).clause).toBe('UC-16b');
  expect((await gas.here.who.supervisor.get(`${UC}/cases/${found.id}/timeline`)).items[0]).toMatchObject({ title: '回访', clauseId: 'UC-16b' });
});

test('UC-16b attempts without answer meet it as unreachable: three of them on two days, not three on one (reading rule 19)', async () => {
  const found = await closedComplaint();
  const due = await callbackOf(found);
  for (let n = 0; n < 3; n += 1) expect((await attempt(due, { outcome: 'no_answer' })).status).toBe('due');
  await gas.here.advance(DAY);
  expect((await attempt(due, { outcome: 'no_answer' })).status).toBe('unreachable');
  expect(await callbackOf(found, 'done')).toMatchObject({ status: 'unreachable', score: null, attempts: { length: 4 }, obligation: { status: 'met', outcome: { note: 'unreachable' } } });
});

test('UC-16b called back too late: a breach dated at the due time', async () => {
  const found = await closedComplaint();
  const due = await callbackOf(found);
  await gas.here.moveTo(after(due.obligation.dueAt, 1));
  await eventually('the breach', async () => (await callbackOf(found)).obligation.breachedAt === due.obligation.dueAt);
  await attempt(due, { outcome: 'reached', score: 5 });
  expect((await callbackOf(found, 'done')).obligation).toMatchObject({ status: 'met_late', breachedAt: due.obligation.dueAt });
});

test('UC-16b repairs are drawn by their rate, nobody chooses: none at 0 %, all at 100 %; a consultation is never called back', async () => {
  const rate = async (value: number): Promise<void> => {
    await gas.here.who.admin.post(`${TENANCY}/policies`, { key: 'uc.callback.rate.repair', value, reason: `抽样 ${value}%` });
  };
  const drawn = async (): Promise<boolean> => !!(await callbackOf(await closedRepair()));
  await rate(100);
  await eventually('all are drawn', drawn, 20_000);
  expect([await drawn(), await drawn()]).toEqual([true, true]);
  await rate(0);
  await eventually('none is drawn', async () => !(await drawn()), 20_000);
  expect([await drawn(), await drawn()]).toEqual([false, false]);
  const asked = await act(gas.here, 'callTaker', await report(gas.here, CONSULTATION), 'close', { note: '已答复' });
  expect(await callbackOf(asked)).toBeUndefined();
});

test('UC-16b the caller back is never a call-taker without that task, and a linked case is called back through its master', async () => {
  const master = await report(gas.here, NETWORK);
  const linked = await report(gas.here, { ...NETWORK, linkTo: master.id });
  const repaired = await steps(gas.here, 'technician', await assign(gas.here, master, 'technician'), 'accept', 'depart', 'arrive', 'handle', 'repair');
  await act(gas.here, 'callTaker', linked, 'inform', { how: 'phone', who: '来电人' });
  const closed = await act(gas.here, 'callTaker', linked, 'close', { note: '已告知' });
  expect(owed(repaired, 'UC-7.3b').status).toBe('met');
  expect(await callbackOf(closed)).toBeUndefined();
  expect(await gas.here.who.callTaker.refused(403, 'GET', `${UC}/callbacks`)).toMatchObject({ permission: 'callback.work' });
});
