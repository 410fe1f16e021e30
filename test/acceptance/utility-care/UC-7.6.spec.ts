import { act, after, caseOf, COMPLAINT, detailOf, NETWORK, owed, report } from '../cases.ts';
import { eventually, gasCompany, HOUR, type Json, MINUTE, UC } from '../stage.ts';

const gas = gasCompany();
const START = 'uc.complaint.startMinutes';
const REPLY = 'uc.complaint.replyHours';
const ANSWER = { content: '已向用户致歉，说明排班调整，用户接受', how: 'phone' };

/** The supervisor may work complaints, so takes them too. */
const complaint = (more: object = {}): Promise<Json> => report(gas.here, { ...COMPLAINT, ...more }, { by: 'supervisor' });

const breachOf = (id: string, parameter: string): Promise<Json> => eventually(`UC-7.6b ${parameter} breached`, async () => {
  const found = owed(await caseOf(gas.here, id), 'UC-7.6b', parameter);
  return found.breachedAt && found;
});

beforeAll(async () => {
  // Whoever takes a call sits at the desk (UC-10a).
  await gas.here.who.manager.post(`${UC}/qualifications`, { userId: gas.here.id('supervisor'), kind: 'intake_desk', validFrom: '2024-01-01', validTo: '2040-12-31', certificate: '0101-desk' });
});

test('UC-7.6b from receipt 60 minutes to the first investigation entry and 48 hours to the answer', async () => {
  let found = await complaint();
  expect(owed(found, 'UC-7.6b', START)).toMatchObject({ status: 'open', startedAt: found.receivedAt, dueAt: after(found.receivedAt, 60 * MINUTE) });
  expect(owed(found, 'UC-7.6b', REPLY)).toMatchObject({ status: 'open', startedAt: found.receivedAt, dueAt: after(found.receivedAt, 48 * HOUR) });
  found = await act(gas.here, 'supervisor', found, 'investigate', { entry: '查当日派工记录，上一单超时 40 分钟' });
  expect([owed(found, 'UC-7.6b', START).status, owed(found, 'UC-7.6b', REPLY).status]).toEqual(['met', 'open']);
  found = await act(gas.here, 'supervisor', found, 'reply', ANSWER);
  expect(owed(found, 'UC-7.6b', REPLY)).toMatchObject({ status: 'met', outcome: { by: '高远', note: ANSWER.content } });
  expect((await detailOf(gas.here, owed(found, 'UC-7.6b', REPLY))).evidence[0].text).toContain(ANSWER.content);
});

test('UC-7.6b an acknowledgement is no answer: it needs content, and an investigation before it', async () => {
  const found = await complaint();
  expect(await gas.here.who.supervisor.refused(422, 'POST', `${UC}/cases/${found.id}/reply`, ANSWER)).toMatchObject({ clause: 'UC-7.6b', code: 'not_investigated' });
  await act(gas.here, 'supervisor', found, 'investigate', { entry: '调录音，坐席答复有误' });
  expect((await gas.here.who.supervisor.refused(400, 'POST', `${UC}/cases/${found.id}/reply`, { content: '已收到', how: 'sms' })).errors).toMatchObject([{ field: 'content' }]);
  expect(await gas.here.who.supervisor.refused(422, 'POST', `${UC}/cases/${found.id}/close`, { note: '先关了' })).toMatchObject({ clause: 'UC-7.6b', code: 'not_closable' });
  expect(owed(await caseOf(gas.here, found.id), 'UC-7.6b', REPLY).status).toBe('open');
});

test('UC-7.6b late on either clock: one breach each, at the due time, and met_late', async () => {
  let found = await complaint();
  const [start, reply] = [owed(found, 'UC-7.6b', START), owed(found, 'UC-7.6b', REPLY)];
  await gas.here.advance(61 * MINUTE);
  expect((await breachOf(found.id, START)).breachedAt).toBe(start.dueAt);
  found = await act(gas.here, 'supervisor', found, 'investigate', { entry: '电话联系班组长核对' });
  expect(owed(found, 'UC-7.6b', START)).toMatchObject({ status: 'met_late', breachedAt: start.dueAt });
  await gas.here.moveTo(after(reply.dueAt, 1_000));
  expect((await breachOf(found.id, REPLY)).breachedAt).toBe(reply.dueAt);
  found = await act(gas.here, 'supervisor', found, 'reply', ANSWER);
  expect(owed(found, 'UC-7.6b', REPLY)).toMatchObject({ status: 'met_late', breachedAt: reply.dueAt });
});

test('UC-7.6b a transfer resets neither clock (R15)', async () => {
  const found = await complaint();
  await gas.here.advance(10 * MINUTE);
  await act(gas.here, 'supervisor', found, 'transfer', { toUserId: gas.here.id('manager'), reason: '涉及班组考核' });
  await gas.here.who.manager.post(`${UC}/cases/${found.id}/transfer/accept`);
  const moved = await caseOf(gas.here, found.id);
  for (const key of [START, REPLY]) expect(owed(moved, 'UC-7.6b', key)).toMatchObject({ status: 'open', startedAt: found.receivedAt, dueAt: owed(found, 'UC-7.6b', key).dueAt, owner: { userId: gas.here.id('manager') } });
});

test('UC-7.6b reopened: what was fulfilled stays, new duties begin now with clocks of their own (R13)', async () => {
  let found = await complaint();
  await act(gas.here, 'supervisor', found, 'investigate', { entry: '查派工记录' });
  await act(gas.here, 'supervisor', found, 'reply', ANSWER);
  found = await act(gas.here, 'supervisor', found, 'close', { note: '用户接受' });
  const first = found.obligations.filter((o: Json) => o.clauseId === 'UC-7.6b');
  await gas.here.advance(5 * HOUR);
  found = await act(gas.here, 'supervisor', found, 'reopen', { reason: '用户又来电，承诺的赔付没到账' });
  expect(found.obligations.filter((o: Json) => o.clauseId === 'UC-7.6b').slice(0, 2)).toEqual(first);
  const again = owed(found, 'UC-7.6b', REPLY);
  expect(again).toMatchObject({ status: 'open', dueAt: after(again.startedAt, 48 * HOUR) });
  expect(Date.parse(again.startedAt) - Date.parse(found.receivedAt)).toBeGreaterThanOrEqual(5 * HOUR);
  expect(await gas.here.who.supervisor.refused(422, 'POST', `${UC}/cases/${found.id}/close`, { note: '先关了' })).toMatchObject({ clause: 'UC-7.6b' });
});

test('UC-7.6b an anonymous complaint is answered by a note to file', async () => {
  const intake = await gas.here.who.callTaker.post(`${UC}/intakes`, { channel: 'counter' });
  let found = await gas.here.who.supervisor.post(`${UC}/cases`, { intakeId: intake.id, unitId: gas.here.unit('centre'), caller: { name: '匿名' }, ...COMPLAINT });
  await act(gas.here, 'supervisor', found, 'investigate', { entry: '核对门口监控' });
  found = await act(gas.here, 'supervisor', found, 'reply', { content: '匿名来访，核查属实，已在班会通报整改', how: 'file_note' });
  expect(owed(found, 'UC-7.6b', REPLY).status).toBe('met');
});

test('UC-7.6b whoever may not work complaints, or is not its owner, writes no answer; a repair is no complaint', async () => {
  const found = await complaint();
  expect(await gas.here.who.callTaker.refused(403, 'POST', `${UC}/cases/${found.id}/investigate`, { entry: '我来查一下' })).toMatchObject({ permission: 'complaint.work' });
  expect(await gas.here.who.manager.refused(422, 'POST', `${UC}/cases/${found.id}/investigate`, { entry: '我来查一下' })).toMatchObject({ clause: 'UC-16a', code: 'not_the_owner' });
  const repair = await report(gas.here, NETWORK);
  expect(await gas.here.who.supervisor.refused(422, 'POST', `${UC}/cases/${repair.id}/investigate`, { entry: '查一下原因' })).toMatchObject({ clause: 'UC-7.6b', code: 'not_a_complaint' });
});
