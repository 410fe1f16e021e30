import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { testPlatform } from '@luyue/testing/platform';
import { photo } from '../../infra/local/pictures.mjs';
import { everyDistributorOperation } from './distributor-operations.ts';
import { everyOutstationOperation } from './outstation-operations.ts';
import { everyPropertyOperation } from './property-operations.ts';
import { ALARM, assign, COMPLAINT, EQUIPMENT, NETWORK, report, steps } from './cases.ts';
import { contract, eventually, type GasCompany, type Group, group, HOUR, type Json, type SignedIn, START_MS, stranger, TENANCY, UC } from './stage.ts';
import { everyTransferOperation } from './transfer-operations.ts';

const NOTIFICATION = '/v1/notification';

/** Operations whose answers no step below asks for: a stream, what needs an event that nobody could take in, and waivers where every clause is strict. */
const UNSEEN = ['insight', 'notification', 'property-brokerage', 'tenancy', 'utility-care'].map((service) => `POST /v1/${service}/dead-letters/{id}/replay`).concat(
  'POST /v1/outstation-channel/dead-letters/{id}/replay',
  'POST /v1/distributor-visits/dead-letters/{id}/replay', 'POST /v1/distributor-visits/obligations/{id}/waive',
  'GET /v1/notification/stream', 'GET /v1/notification/obligations/{id}', 'POST /v1/notification/obligations/{id}/waive', 'POST /v1/property-brokerage/obligations/{id}/waive', 'POST /v1/tenancy/sessions/refresh', 'DELETE /v1/tenancy/sessions/current',
);

const here = group({ live: true });

/** A request that must succeed; answers its body. */
async function ask(who: SignedIn, method: string, path: string, body?: unknown, version?: number): Promise<Json> {
  const { status, body: answer } = await who.send(method, path, { body, headers: version === undefined ? {} : { 'if-match': `"${version}"` } });
  if (status >= 300) throw new Error(`${method} ${path}: ${status} ${JSON.stringify(answer).slice(0, 300)}`);
  return answer;
}

test('the committed document is the one that the platform shows: `npm run api` writes it anew', async () => {
  const { url } = await testPlatform();
  expect(await (await fetch(`${url}/openapi.json`)).json()).toEqual(contract.document);
}, START_MS);

test('the console\'s types are made from it', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ['infra/build/api.mjs', '--types'], { maxBuffer: 16 * 1_048_576 });
  expect(readFileSync('gateway/console/src/api/schema.ts', 'utf8')).toBe(stdout);
}, 90_000);

test('every operation describes what it answers, and its problems', () => {
  for (const path of Object.values(contract.document.paths)) for (const { responses } of Object.values(path)) {
    expect(responses['default']?.content).toHaveProperty(['application/problem+json']);
    for (const [status, response] of Object.entries(responses)) expect(status === '204' || Boolean(response.content)).toBe(true);
  }
});

test('an answer that the document does not describe is a fault', () => {
  const clock = { sandbox: true, now: '2026-11-24T08:30:00.000Z', offsetSeconds: 0 };
  const checked = (body: object, status = 200) => () => contract.check('GET', `${TENANCY}/sandbox-clock`, { status, headers: new Headers({ 'content-type': 'application/json' }), body });
  expect(checked(clock)).not.toThrow();
  expect(checked(clock, 202)).toThrow('status 202');
  expect(checked({ ...clock, now: 'soon' })).toThrow('.now: soon is no date-time');
  expect(checked({ ...clock, zone: 'Asia/Shanghai' })).toThrow('.zone: not in the document');
  expect(checked({ now: clock.now, sandbox: null })).toThrow('.offsetSeconds: missing; .sandbox: null is no boolean');
});

test('answers are as documented', async () => {
  const { url: gatewayUrl, operatorKey } = await testPlatform();
  const { east } = here.here;
  await organisation(here.here);
  await rules(east, here.here.hq.admin);
  await households(east);
  await cases(east);
  await field(east);
  await alarm(east);
  await answers(east);
  await records(east);
  await messages(east);
  await everyTransferOperation(east);
  await everyPropertyOperation({ url: gatewayUrl, operatorKey }, { code: east.of.tenant.code, admin: east.who.admin }, ask);
  await everyDistributorOperation({ url: gatewayUrl, operatorKey }, ask);
  await everyOutstationOperation(ask);
  expect(contract.operations.filter((operation) => !contract.seen.has(operation)).toSorted()).toEqual(UNSEEN.toSorted());
}, 3 * START_MS);

async function organisation({ hq, east, west, platform }: Group): Promise<void> {
  const { admin } = east.who;
  await stranger(platform).get(`${TENANCY}/jwks`);
  for (const path of ['me', 'sessions', 'tenants', 'units', 'users', 'dead-letters', 'audit-entries', 'audit-entries/verification']) await admin.get(`${TENANCY}/${path}`);
  const unit = (await admin.get(`${TENANCY}/units`)).items.at(-1);
  await admin.patch(`${TENANCY}/units/${unit.id}`, { phone: '0512-60001122' }, unit.version);
  const user = await admin.get(`${TENANCY}/users/${east.id('unqualified')}`);
  await admin.patch(`${TENANCY}/users/${user.id}`, { title: '维修员' }, user.version);
  await admin.post(`${TENANCY}/users/${user.id}/deactivate`);
  const elsewhere = await east.of.signIn('callTaker');
  const session = (await elsewhere.get(`${TENANCY}/sessions`)).items[0];
  await ask(elsewhere, 'DELETE', `${TENANCY}/sessions/${session.id}`);
  await ask(await east.of.signIn('callTaker3'), 'POST', `${TENANCY}/me/password`, { current: east.of.password, next: `${east.of.password}-2` });
  for (const verb of ['suspend', 'resume']) await hq.admin.post(`${TENANCY}/tenants/${west.of.tenant.id}/${verb}`, { reason: '核对' });
  await hq.admin.post(`${TENANCY}/tenants/${west.of.tenant.id}/move`, { parentId: east.of.tenant.id });

  const client = await admin.post(`${TENANCY}/clients`, { name: '呼叫中心', permissions: ['case.read'] });
  await admin.get(`${TENANCY}/clients`);
  await admin.post(`${TENANCY}/clients/${client.id}/keys`);
  await admin.post(`${TENANCY}/clients/${client.id}/keys/${client.keys[0].id}/revoke`);
  await admin.post(`${TENANCY}/clients/${client.id}/revoke`);
}

async function rules(gas: GasCompany, hqAdmin: SignedIn): Promise<void> {
  const { admin } = gas.who;
  for (const path of ['policies', 'policies/uc.fault.network.handleHours', 'calendar-years', 'adoptions', 'rulebooks', 'sandbox-clock']) await admin.get(`${TENANCY}/${path}`);
  await admin.post(`${TENANCY}/policies`, { key: 'uc.fault.network.repairHours', value: 20, effectiveFrom: '2040-01-01T00:00:00+08:00', reason: '提速' });
  await (await gas.of.signIn('admin', true)).post(`${TENANCY}/sandbox-clock`, { advanceSeconds: 60 });
  const running = (await admin.get(`${TENANCY}/adoptions`)).items[0];
  const day = '2026-12-01T00:00:00+08:00';
  await admin.post(`${TENANCY}/adoptions`, { regulation: running.regulation, regulationVersion: '2026', publishedAt: day, supersedes: running.id });
  const days = { restDays: ['2027-01-01'], workDays: [] };
  const year = { ...days, source: '国务院办公厅通知' };
  for (const context of ['utility-care', 'notification']) await admin.post(`/v1/${context}/obligations/calendar-preview`, { year: 2027, ...days });
  await hqAdmin.post(`${TENANCY}/calendar-years`, { year: 2027, ...year });
  await hqAdmin.post(`${TENANCY}/calendar-years/2027/corrections`, { ...year, restDays: ['2027-01-01', '2027-01-02'] });
}

async function households(gas: GasCompany): Promise<void> {
  const { supervisor } = gas.who;
  const made = await supervisor.post(`${UC}/accounts`, { holderName: '顾平', phone: '13912340001', address: '北山路 18 号', unitId: gas.unit('centre'), category: 'resident', gasType: 'natural_gas' });
  const path = `${UC}/accounts/${made.id}`;
  let page = await supervisor.patch(path, { meterNumber: 'M-20261124', meterModel: 'G2.5', contacts: [{ name: '顾安', relation: '子', phone: '13912340002' }] }, made.version);
  page = await ask(supervisor, 'PUT', `${path}/special-care`, { kind: '独居老人', source: '社区', consentBy: '顾平', consentAt: '2026-11-01T08:00:00+08:00' }, page.version);
  await supervisor.get(path);
  await ask(supervisor, 'DELETE', `${path}/special-care`, undefined, page.version);
  await supervisor.post(`${path}/reveal`, { reason: '回拨' });
  await supervisor.get(`${path}/accesses`);
}

async function cases(gas: GasCompany): Promise<void> {
  const { callTaker, supervisor } = gas.who;
  for (const path of ['cases', 'cases/counts', 'symptoms', 'qualifications', 'qualifications/kinds']) await supervisor.get(`${UC}/${path}`);
  const intake = await callTaker.post(`${UC}/intakes`, { channel: 'phone' });
  await callTaker.post(`${UC}/intakes/${intake.id}/end`, { reason: '打错了' });
  for (const kind of ['consultation', 'alarm', 'complaint']) await callTaker.post(`${UC}/cases/preview`, { kind });
  const found = await report(gas, NETWORK);
  const path = `${UC}/cases/${found.id}`;
  const picture = await callTaker.upload(`${UC}/attachments`, '井盖.png', photo(7), 'image/png');
  await callTaker.post(`${path}/notes`, { text: '井盖边有气味', attachmentIds: [picture.id] });
  await callTaker.get(`${UC}/attachments/${picture.id}/content`);
  await callTaker.get(`${path}/timeline`);
  const linked = await report(gas, NETWORK);
  await callTaker.post(`${UC}/cases/${linked.id}/link`, { masterId: found.id });
  await callTaker.get(path);
  await supervisor.post(`${path}/grade`, { severity: 'major', reason: '主管破裂', repairHours: 12 });
  await supervisor.post(`${path}/progress`, { text: '已关阀，开挖中' });
  await supervisor.post(`${UC}/cases/${(await report(gas, NETWORK)).id}/reclassify`, { faultScope: 'equipment', reason: '表后漏气' });
  const asked = await report(gas, { kind: 'consultation', symptom: 'jt', description: '问第二档从多少方起' });
  await callTaker.post(`${UC}/cases/${asked.id}/close`, { note: '已答复' });
  await callTaker.post(`${UC}/cases/${asked.id}/reopen`, { reason: '又来问' });
  const complaint = await report(gas, COMPLAINT);
  await callTaker.post(`${UC}/cases/${complaint.id}/transfer`, { toUserId: gas.id('supervisor'), reason: '请主管查' });
  await callTaker.get(`${UC}/cases/${complaint.id}`);
  await supervisor.post(`${UC}/cases/${complaint.id}/transfer/decline`, { reason: '由受理人自查' });
}

async function field(gas: GasCompany): Promise<void> {
  const { callTaker, dispatcher, technician } = gas.who;
  const found = await report(gas, EQUIPMENT);
  const order = `${UC}/work-orders/${found.workOrder.id}`;
  await dispatcher.get(`${order}/candidates`);
  await dispatcher.get(`${UC}/work-orders/crew`);
  await dispatcher.post(`${order}/assign`, { userId: gas.id('technician2') });
  await dispatcher.post(`${order}/return`, { reason: '请假' });
  await dispatcher.post(`${order}/assign`, { userId: gas.id('technician') });
  await technician.get(`${UC}/work-orders?assignee=me`);
  await technician.get(order);
  for (const step of ['accept', 'depart']) await technician.post(`${order}/${step}`);
  await technician.post(`${order}/no-access`, { note: '敲门没人应' });
  await callTaker.post(`${UC}/cases/${found.id}/user-answered`, { note: '已到家' });
  const [from, to] = [2, 4].map((hours) => new Date(Date.now() + hours * HOUR).toISOString());
  await callTaker.post(`${UC}/cases/${found.id}/agree-window`, { from, to, agreedBy: '用户', channel: 'phone' });
  const repaired = await assign(gas, await report(gas, NETWORK), 'technician');
  await steps(gas, 'technician', repaired, 'accept', 'depart', 'arrive', 'handle', 'repair');
  const referred = await report(gas, NETWORK);
  await dispatcher.post(`${UC}/cases/${referred.id}/refer`, { reason: 'out_of_scope', note: '小区自有管道' });
  await dispatcher.post(`${UC}/cases/${referred.id}/inform`, { how: 'phone', who: '用户', note: '已说明' });
}

async function alarm(gas: GasCompany): Promise<void> {
  const found = await assign(gas, await report(gas, ALARM), 'rescuer');
  await steps(gas, 'rescuer', found, 'accept', 'depart', 'arrive');
  await gas.who.dispatcher.post(`${UC}/cases/${found.id}/grade`, { severity: 'major', reason: '楼道浓度 20% LEL' });
  await gas.who.manager.post(`${UC}/cases/${found.id}/acknowledge-report`);
}

/** A complaint is always drawn for a callback. */
async function answers(gas: GasCompany): Promise<void> {
  const { callTaker, supervisor, callback } = gas.who;
  const { id } = await report(gas, COMPLAINT);
  const path = `${UC}/cases/${id}`;
  await callTaker.post(`${path}/transfer`, { toUserId: gas.id('supervisor'), reason: '涉及排班' });
  await supervisor.post(`${path}/transfer/accept`);
  await supervisor.post(`${path}/investigate`, { entry: '查当日派工记录' });
  await supervisor.post(`${path}/reply`, { content: '已向用户致歉，说明排班调整，用户接受', how: 'phone' });
  await supervisor.post(`${path}/close`, { note: '用户接受' });
  const due = (await callback.get(`${UC}/callbacks?status=due`)).items.find((c: Json) => c.caseId === id);
  await callback.post(`${UC}/callbacks/${due.id}/attempts`, { outcome: 'reached', score: 5, opinion: '回得快' });
}

async function records(gas: GasCompany): Promise<void> {
  const { supervisor, manager } = gas.who;
  const found = await report(gas, NETWORK);
  const [obligation] = (await supervisor.get(`${UC}/obligations?status=open&clauseId=UC-7.3a&subjectId=${found.id}`)).items;
  await supervisor.get(`${UC}/obligations/${obligation.id}`);
  await manager.post(`${UC}/obligations/${obligation.id}/waive`, { reason: '用户要求改期' });
  const [held] = (await manager.get(`${UC}/qualifications?userId=${gas.id('rescuer2')}`)).items;
  await manager.post(`${UC}/qualifications/${held.id}/revoke`, { reason: '证书失效' });
  const home = gas.home();
  const log = `通话时间,来电号码,姓名,地址,类别,故障范围,现象,说明,坐席工号\n2026-11-20 09:00:00,${home.phone},${home.holderName},,报修,管网,,没气,0108\n昨天,${home.phone},${home.holderName},,报修,管网,,没气,0108\n`;
  const run = await supervisor.upload(`${UC}/imports/calls`, 'calls.csv', log, 'text/csv');
  await supervisor.get(`${UC}/imports/${run.id}`);
  await supervisor.get(`${UC}/imports/${run.id}/errors.csv`);
  for (const service of ['insight', 'notification', 'utility-care']) await gas.who.admin.get(`/v1/${service}/dead-letters`);
  await eventually('the ledger knows of it', () => manager.get(`/v1/insight/obligations/${obligation.id}`));
  await manager.get('/v1/insight/obligations?clauseId=UC-7.3a');
  await manager.get('/v1/insight/compliance?by=month');
  await manager.get('/v1/insight/places');
  await gas.who.admin.get('/v1/insight/policy-replay?key=uc.fault.network.repairHours&value=12');
}

async function messages(gas: GasCompany): Promise<void> {
  const { admin, manager, supervisor } = gas.who;
  await ask(supervisor, 'PUT', `${NOTIFICATION}/contacts/${gas.id('supervisor')}`, { email: 'lead@luyue.example' });
  await supervisor.get(`${NOTIFICATION}/contacts/${gas.id('supervisor')}`);
  const message = await eventually('a message for the leader', async () => (await manager.get(`${NOTIFICATION}/inbox`)).items[0]);
  await manager.post(`${NOTIFICATION}/inbox/${message.id}/read`);
  await manager.post(`${NOTIFICATION}/inbox/read-all`);
  await admin.get(`${NOTIFICATION}/obligations`);
  const template = `${NOTIFICATION}/templates/obligation_share/email/en`;
  await admin.get(`${NOTIFICATION}/templates`);
  await ask(admin, 'PUT', template, { title: '{number}: {label}', text: '{title}, due {due}' });
  await admin.get(template);
  await admin.get(`${template}/preview`);
  await ask(admin, 'DELETE', template);
  const outgoing = await eventually('a message that leaves', async () => (await supervisor.get(`${NOTIFICATION}/outbox-messages`)).items[0]);
  await supervisor.get(`${NOTIFICATION}/notices/${outgoing.noticeId}/results`);
}
