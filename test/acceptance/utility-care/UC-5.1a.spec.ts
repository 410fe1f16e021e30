import { randomUUID } from 'node:crypto';
import { act, after, ALARM, COMPLAINT, CONSULTATION, detailOf, EQUIPMENT, NETWORK, owed, report } from '../cases.ts';
import { type Caller, DAY, gasCompany, HOUR, type Json, UC } from '../stage.ts';

const gas = gasCompany();

const contact = (by: Caller = gas.here.who.callTaker, channel = 'phone'): Promise<Json> => by.post(`${UC}/intakes`, { channel });
const body = (intakeId: string, more: object = {}): Json => ({ intakeId, unitId: gas.here.unit('centre'), caller: { name: '路人', phone: '13900001234' }, address: '文昌路 18 号', ...CONSULTATION, ...more });

test('UC-5.1a consultations, repairs, alarms and complaints are taken and recorded, each with a number of its own', async () => {
  const cases: Json[] = [];
  for (const request of [CONSULTATION, NETWORK, EQUIPMENT, ALARM, COMPLAINT]) cases.push(await report(gas.here, request));
  expect(cases.map((found) => found.kind)).toEqual(['consultation', 'repair', 'repair', 'alarm', 'complaint']);
  for (const found of cases) {
    expect(found.number).toMatch(/^SL/);
    expect((await gas.here.who.callTaker.get(`${UC}/cases/${found.id}/timeline`)).items.at(-1)).toMatchObject({ title: '受理', text: found.description });
  }
  expect(new Set(cases.map((found) => found.number)).size).toBe(cases.length);
});

test('UC-5.1a visitors are received at the counter like callers', async () => {
  const intake = await contact(gas.here.who.callTaker, 'counter');
  expect(await gas.here.who.callTaker.post(`${UC}/cases`, body(intake.id))).toMatchObject({ channel: 'counter', receivedAt: intake.receivedAt });
});

test('UC-5.1a a contact ends with a case or a reason, and only once', async () => {
  const { callTaker } = gas.here.who;
  const wrongNumber = await contact();
  expect((await callTaker.refused(400, 'POST', `${UC}/intakes/${wrongNumber.id}/end`, {})).errors).toMatchObject([{ field: 'reason' }]);
  expect((await callTaker.send('POST', `${UC}/intakes/${wrongNumber.id}/end`, { body: { reason: '打错了' } })).status).toBe(204);
  for (const [verb, what] of [[`intakes/${wrongNumber.id}/end`, { reason: '又打错了' }], ['cases', body(wrongNumber.id)]] as const) {
    expect(await callTaker.refused(409, 'POST', `${UC}/${verb}`, what)).toMatchObject({ clause: 'UC-5.1a', code: 'intake_ended' });
  }
  const intake = await contact();
  const found = await callTaker.post(`${UC}/cases`, body(intake.id));
  expect(await callTaker.refused(409, 'POST', `${UC}/cases`, body(intake.id))).toMatchObject({ clause: 'UC-5.1a', code: 'intake_ended', caseId: found.id });
});

test('UC-5.1a the receipt is kept by the server and can never be given or edited (reading rule 4)', async () => {
  const { callTaker } = gas.here.who;
  const intake = await contact();
  expect((await callTaker.refused(400, 'POST', `${UC}/cases`, body(intake.id, { receivedAt: '2026-01-01T00:00:00Z' }))).errors).toMatchObject([{ field: 'receivedAt', code: 'whitelistValidation' }]);
  const found = await callTaker.post(`${UC}/cases`, body(intake.id));
  expect((await callTaker.send('PATCH', `${UC}/cases/${found.id}`, { body: { receivedAt: '2026-01-01T00:00:00Z' } })).status).toBe(404);
});

test('UC-5.1a a second open case of the same kind for a household is shown before it is saved: linked, or said to be another matter', async () => {
  const home = gas.here.home();
  const first = await report(gas.here, NETWORK, { home });
  const preview = await gas.here.who.callTaker.post(`${UC}/cases/preview`, { kind: 'repair', faultScope: 'network', accountId: first.account.id });
  expect(preview.duplicates).toMatchObject([{ id: first.id, number: first.number }]);
  const intake = await contact();
  const again = body(intake.id, { ...NETWORK, accountId: first.account.id });
  expect(await gas.here.who.callTaker.refused(409, 'POST', `${UC}/cases`, again)).toMatchObject({ clause: 'UC-5.1a', code: 'case_duplicate', duplicates: [{ id: first.id }] });
  expect(await gas.here.who.callTaker.post(`${UC}/cases`, { ...again, duplicateAcknowledged: true })).toMatchObject({ status: 'open', account: { id: first.account.id } });
  // Another kind is no duplicate.
  expect(await report(gas.here, CONSULTATION, { home })).toMatchObject({ status: 'open' });
});

test('UC-5.1a the preview names the clocks that saving would start, with their due times', async () => {
  const intake = await contact();
  const { clocks } = await gas.here.who.callTaker.post(`${UC}/cases/preview`, { kind: 'repair', faultScope: 'network', intakeId: intake.id });
  expect(clocks.filter((c: Json) => c.starts === 'now').map((c: Json) => [c.clauseId, c.dueAt])).toEqual([['UC-7.3a', after(intake.receivedAt, 6 * HOUR)], ['UC-7.3b', after(intake.receivedAt, 24 * HOUR)]]);
  const found = await gas.here.who.callTaker.post(`${UC}/cases`, body(intake.id, NETWORK));
  expect([owed(found, 'UC-7.3a').dueAt, owed(found, 'UC-7.3b').dueAt]).toEqual(clocks.slice(0, 2).map((c: Json) => c.dueAt));
});

test('UC-5.1a bad input is refused with the field named, and the contact keeps waiting for its outcome', async () => {
  const { callTaker } = gas.here.who;
  const intake = await contact();
  const wrong: [object, string][] = [
    [{ kind: 'praise' }, 'kind'], [{ kind: 'repair' }, 'faultScope'], [{ faultScope: 'network' }, 'faultScope'], [{ description: '' }, 'description'], [{ caller: { phone: '13900001234' } }, 'caller.name'],
    [{ caller: { name: '路人', phone: 'call me' } }, 'caller.phone'], [{ caller: { name: '路人', phone: '00000' } }, 'caller.phone'], [{ caller: { name: '路人' } }, 'caller.phone'], [{ accountId: randomUUID() }, 'accountId'], [{ linkTo: randomUUID() }, 'linkTo'], [{ intakeId: randomUUID() }, 'intakeId'],
    [{ colour: 'red' }, 'colour'],
  ];
  for (const [change, field] of wrong) expect((await callTaker.refused(400, 'POST', `${UC}/cases`, body(intake.id, change))).errors).toMatchObject([{ field }]);
  expect(await callTaker.post(`${UC}/cases`, body(intake.id))).toMatchObject({ status: 'open' });
});

test.each(['１３９ ８７６５ ４３２１', '139-8765-4321', '+86 139 8765 4321', '008613987654321'])('UC-5.1a a caller\'s number is kept in one form, however it was typed: %s', async (phone) => {
  const { id } = await gas.here.who.callTaker.post(`${UC}/cases`, body((await contact()).id, { caller: { name: '路人', phone } }));
  expect((await gas.here.who.supervisor.get(`${UC}/cases?q=13987654321`)).items.map((c: Json) => c.id)).toContain(id);
});

/** A call log as CSV: one good row a day old, what `rows` adds, and the heading. */
const logOf = (rows: string[][]): string => [['通话时间', '来电号码', '姓名', '地址', '类别', '故障范围', '现象', '说明', '坐席工号'], ...rows].map((row) => row.join(',')).join('\n');
const local = (at: Date): string => new Date(at.getTime() + 8 * HOUR).toISOString().slice(0, 19).replace('T', ' ');

test('UC-5.1a a day\'s call log becomes cases that count from when they happened; bad rows come back with the reason (R6)', async () => {
  const home = gas.here.home();
  const answered = new Date(Math.floor((await gas.here.now()).getTime() / 1_000) * 1_000 - DAY);
  const file = logOf([
    [local(answered), home.phone, home.holderName, home.address, '报修', '管网', '阀门井渗漏', '井盖边有味道', '0108'],
    [local(answered), '12', '张三', '', '报修', '管网', '', '号码不对', '0108'],
    [local(new Date(answered.getTime() + 3 * DAY)), '13900001234', '张三', '', '咨询', '', '', '还没发生', '0108'],
    [local(answered), '13900001234', '张三', '', '报修', '', '', '没写归属', '0108'],
    [local(answered), '13900001234', '张三', '', '咨询', '', '', '没有这个坐席', '9999'],
  ]);
  const send = (): Promise<Json> => gas.here.who.supervisor.upload(`${UC}/imports/calls`, 'calls.csv', file, 'text/csv');
  const result = await send();
  expect(result).toMatchObject({ status: 'done', rows: 5, created: 1, rejected: 4, already: 0, repeated: false });
  const rejected: string[] = String(await gas.here.who.supervisor.get(result.errorsUrl)).trim().split('\r\n').slice(1);
  expect(rejected).toEqual([expect.stringContaining('来电号码'), expect.stringContaining('（R6）'), expect.stringContaining('（UC-7.3a）'), expect.stringContaining('坐席工号')]);

  const [row] = (await gas.here.who.supervisor.get(`${UC}/cases?q=${home.phone.replaceAll('-', '')}`)).items;
  const found = await gas.here.who.supervisor.get(`${UC}/cases/${row.id}`);
  expect(found).toMatchObject({ origin: 'import', receivedAt: answered.toISOString(), account: { number: home.number } });
  // Its 6 hours are over: born overdue, the breach dated at the due time.
  const due = after(answered.toISOString(), 6 * HOUR);
  expect(owed(found, 'UC-7.3a')).toMatchObject({ status: 'open', clock: 'overdue', dueAt: due, breachedAt: due, origin: 'import' });
  expect((await detailOf(gas.here, owed(found, 'UC-7.3a'))).explanation).toMatchObject({ startedAt: answered.toISOString(), amount: 6 });
  expect(await send()).toMatchObject({ repeated: true, created: 1 });
  expect((await gas.here.who.supervisor.get(`${UC}/cases?q=${home.phone.replaceAll('-', '')}`)).items).toHaveLength(1);
});

test('UC-5.1a a call log from the Spring Festival night of 2026 is due to the second: received 15 Feb 22:30:00, dealt with by 16 Feb 04:30:00', async () => {
  const home = gas.here.home();
  const file = logOf([['2026-02-15 22:30:00', home.phone, home.holderName, home.address, '报修', '管网', '无气', '除夕前夜没气', '0108']]);
  expect(await gas.here.who.supervisor.upload(`${UC}/imports/calls`, 'night.csv', file, 'text/csv')).toMatchObject({ created: 1 });
  const [row] = (await gas.here.who.supervisor.get(`${UC}/cases?q=${home.phone.replaceAll('-', '')}`)).items;
  const found = await act(gas.here, 'supervisor', row, 'notes', { text: '补录' });
  expect(owed(found, 'UC-7.3a')).toMatchObject({ dueAt: '2026-02-15T20:30:00.000Z', breachedAt: '2026-02-15T20:30:00.000Z' });
  expect(owed(found, 'UC-7.3b')).toMatchObject({ dueAt: '2026-02-16T14:30:00.000Z', breachedAt: '2026-02-16T14:30:00.000Z' });
});
