import { newId } from '@luyue/kernel';
import { type Maker, type Running, startChannel } from '../channel.harness.ts';
import type { OutstationStaffPage } from './staff-views.ts';

let stage: Running;
let at: Maker;
let other: Maker;
beforeAll(async () => {
  stage = await startChannel();
  [at, other] = [await stage.maker('星河通信'), await stage.maker('别家通信')];
}, 60_000);
afterAll(() => stage.stop());

const body = (of: Maker, more: object = {}) => ({ userId: of.people.wang.id, departmentUnitId: of.department, kind: 'technician', hire: 'local', engineerUserId: of.people.engineer.id, employedOn: '2026-01-01', contact: { phone: '13900002222' }, ...more });
const employ = (of: Maker, more: object = {}) => stage.staff(of).manager.send<OutstationStaffPage & { status: number | string; errors: object[] }>('POST', 'staff', body(of, more));

test('OC-4.7 the kind is required, by the clause; three kinds and no other', async () => {
  expect((await employ(at, { kind: undefined })).body).toMatchObject({ status: 400, clause: 'OC-4.7', errors: [{ field: 'kind', code: 'required' }] });
  expect((await employ(at, { kind: 'one_stop' })).status).toBe(400);
  expect((await employ(at, { engineerUserId: at.people.manager.id })).body.errors).toMatchObject([{ field: 'engineerUserId', code: 'not_an_engineer' }]);
  expect((await employ(at, { userId: newId() })).body.errors).toMatchObject([{ field: 'userId' }]);
});

test('OC-1.2 who is recruited locally is staff like everybody: nothing asks for it', async () => {
  const { status, body: made } = await employ(at);
  expect([status, made]).toMatchObject([201, { name: '王客户', kind: 'technician', hire: 'local', status: 'employed', engineerName: '陆工', contact: { phone: '13900002222', email: null } }]);
  expect((await employ(at)).body).toMatchObject({ status: 400, clause: 'OC-1.2', errors: [{ field: 'userId', code: 'employed' }] });
  const posted = await stage.staff(at).manager.send('POST', 'postings', { staffId: made.id, regionIds: [(await stage.region(at, '本地')).id], startsOn: '2026-02-01' });
  expect(posted.body).toMatchObject({ status: 'active', kind: 'technician' });
  expect((await stage.staff(at).manager.get('staff?kind=technician')).body.items).toMatchObject([{ id: made.id }]);
  expect((await stage.staff(at).manager.send('PATCH', `staff/${made.id}`, { kind: 'parts_manager', engineerUserId: at.people.engineer2.id }, { 'if-match': '"1"' })).body).toMatchObject({ kind: 'parts_manager', engineerName: '何工' });
});

test('on approved leave a deputy stands in; the person asks, the engineer decides, nobody their own', async () => {
  const maker = await stage.maker('请假通信');
  const [li, wang] = [await stage.employ(maker, 'li'), await stage.employ(maker, 'wang')];
  const who = stage.staff(maker);
  const ask = (more: object = {}) => who.li.send('POST', `staff/${li.id}/absences`, { fromOn: '2026-03-02', toOn: '2026-03-05', deputyUserId: maker.people.wang.id, reason: '家事', ...more });
  for (const [more, field] of [[{ toOn: '2026-03-01' }, 'toOn'], [{ deputyUserId: maker.people.li.id }, 'deputyUserId'], [{ deputyUserId: maker.people.sales.id }, 'deputyUserId'], [{ deputyUserId: newId() }, 'deputyUserId']] as const) expect((await ask(more)).body.errors).toMatchObject([{ field }]);
  expect((await who.wang.send('POST', `staff/${li.id}/absences`, { fromOn: '2026-03-02', toOn: '2026-03-05', deputyUserId: maker.people.li.id, reason: '代提' })).body).toMatchObject({ status: 422, code: 'not_your_leave' });
  const { body: asked } = await ask();
  expect(asked).toMatchObject({ deputyName: null, mine: true, leaves: [{ status: 'asked', deputyName: '王客户' }] });
  const waiting = async (by: keyof typeof who = 'engineer') => (await who[by].get('absences')).body.items;
  expect(await waiting()).toMatchObject([{ id: asked.leaves[0].id, staffId: li.id, staffName: '李客户', deputyName: '王客户', status: 'asked' }]);
  expect((await who.li.get('absences')).body).toMatchObject({ status: 403, permission: 'staffLeave.decide' });
  expect((await stage.staff(other).engineer.get('absences')).body.items).toEqual([]);
  expect((await ask({ fromOn: '2026-03-05', toOn: '2026-03-09' })).body.errors).toMatchObject([{ field: 'fromOn', code: 'overlap' }]);
  const decide = (by: keyof typeof who, decision: string, note?: string) => who[by].send('POST', `staff/${li.id}/absences/${asked.leaves[0].id}/decide`, { decision, note });
  expect((await decide('li', 'approved')).body).toMatchObject({ status: 403, permission: 'staffLeave.decide' });
  expect((await decide('engineer', 'withdrawn')).body).toMatchObject({ status: 403, permission: 'ownPost.work' });
  expect((await decide('engineer', 'refused')).body.errors).toMatchObject([{ field: 'note' }]);
  expect((await decide('engineer', 'approved')).body).toMatchObject({ deputyName: '王客户', leaves: [{ status: 'approved', decidedBy: '陆工' }] });
  expect(await waiting()).toEqual([]);
  expect((await decide('engineer', 'refused', '人手不够')).body).toMatchObject({ status: 409, code: 'transition_refused', allowed: ['withdrawn'] });
  await stage.moveTo(maker, '2026-03-06T00:00:00+08:00');
  expect((await who.engineer.get(`staff/${li.id}`)).body.deputyName).toBeNull();
  expect((await decide('li', 'withdrawn')).body.leaves).toMatchObject([{ status: 'withdrawn' }]);
  expect((await who.engineer.send('POST', `staff/${wang.id}/absences/${asked.leaves[0].id}/decide`, { decision: 'approved' })).status).toBe(404);
});

test('OC-3.5.2 a change of own contact data is told within three days of it, and holds once the person in charge confirms', async () => {
  const maker = await stage.maker('变更通信', '2026-03-05T15:59:59.000Z');
  const li = await stage.employ(maker, 'li');
  const who = stage.staff(maker);
  const tell = (changedOn: string, phone = '13700003333') => who.li.send('POST', `staff/${li.id}/contact-changes`, { phone, changedOn });
  // 2 March and three days: in time until 24:00 of the 5th, which is a second away.
  const { body: told } = await tell('2026-03-02');
  expect(told).toMatchObject({ contact: { phone: '13900001111' }, changes: [{ status: 'told', before: { phone: '13900001111' }, after: { phone: '13700003333' } }], obligations: [{ clauseId: 'OC-3.5.2', status: 'met', dueAt: '2026-03-05T16:00:00.000Z', outcome: { note: '告知渠道负责人方经理' } }] });
  expect((await tell('2026-03-01', '13700004444')).body.obligations.map((o: { status: string }) => o.status).toSorted()).toEqual(['met', 'met_late']);
  expect((await tell('2026-03-07')).body).toMatchObject({ status: 400, clause: 'OC-3.5.2', errors: [{ field: 'changedOn', code: 'future' }] });
  expect((await who.wang.send('POST', `staff/${li.id}/contact-changes`, { phone: '13700003333', changedOn: '2026-03-02' })).body).toMatchObject({ code: 'not_your_data' });
  const { items } = (await who.manager.get('contact-changes')).body;
  expect(items).toMatchObject([{ staffName: '李客户', status: 'told' }, { status: 'told' }]);
  const decide = (by: keyof typeof who, n: number, decision: object) => who[by].send('POST', `contact-changes/${items[n].id}/decide`, decision);
  expect((await decide('engineer', 0, { decision: 'confirmed' })).body).toMatchObject({ status: 422, code: 'not_in_charge', clause: 'OC-3.5.2', title: 'The person in charge of the channel confirms it: 方经理' });
  expect((await decide('manager', 1, { decision: 'rejected' })).body.errors).toMatchObject([{ field: 'note' }]);
  expect((await decide('manager', 1, { decision: 'rejected', note: '号码不通' })).body.contact.phone).toBe('13900001111');
  expect((await decide('manager', 0, { decision: 'confirmed' })).body.contact.phone).toBe('13700003333');
  expect((await decide('manager', 0, { decision: 'rejected', note: '反悔' })).body).toMatchObject({ status: 409, code: 'transition_refused' });
});

test('OC-3.5.2 the role is the manager\'s unless somebody else is set', async () => {
  const maker = await stage.maker('负责人通信');
  const li = await stage.employ(maker, 'li');
  const lead = await stage.person(maker, '林负责', { roles: ['channel_lead'], unitId: maker.department });
  const { changes } = (await stage.staff(maker).li.send('POST', `staff/${li.id}/contact-changes`, { phone: '13700003333', changedOn: '2026-03-01' })).body;
  const decide = (who: ReturnType<Running['as']>) => who.send('POST', `contact-changes/${changes[0].id}/decide`, { decision: 'confirmed' });
  expect((await decide(stage.staff(maker).manager)).body).toMatchObject({ code: 'not_in_charge' });
  expect((await decide(stage.as(lead, 'channel_lead'))).status).toBe(200);
});

test('who leaves is employed until the day; nobody leaves twice, or before they came', async () => {
  const maker = await stage.maker('离职通信');
  const li = await stage.employ(maker, 'li');
  const leave = (on: string) => stage.staff(maker).manager.send('POST', `staff/${li.id}/leave`, { on, reason: '回乡' });
  expect((await leave('2023-01-01')).body.errors).toMatchObject([{ field: 'on', code: 'before_employment' }]);
  expect((await leave('2026-03-10')).body).toMatchObject({ status: 'leaving', leavesOn: '2026-03-10', leavingReason: '回乡' });
  expect((await leave('2026-03-11')).body).toMatchObject({ status: 409, code: 'transition_refused' });
  await stage.moveTo(maker, '2026-03-10T00:00:00+08:00');
  expect((await stage.staff(maker).manager.get('staff')).body.items).toEqual([]);
  expect((await stage.staff(maker).manager.get('staff?left=true')).body.items).toMatchObject([{ status: 'left' }]);
  expect((await employ(maker, { userId: maker.people.li.id, employedOn: '2026-03-10' })).status).toBe(201);
});

test('staff of another company is nobody (PF-4); each act asks its own permission (PF-6)', async () => {
  const sun = await stage.employ(at, 'sun', 'technician');
  const strangers = stage.staff(other);
  for (const path of [`staff/${sun.id}/leave`, `staff/${sun.id}/absences`, `staff/${sun.id}/contact-changes`]) {
    const bodies: Record<string, object> = { leave: { on: '2026-05-01', reason: 'x' }, absences: { fromOn: '2026-05-01', toOn: '2026-05-02', deputyUserId: other.people.wang.id, reason: 'x' }, 'contact-changes': { phone: '13700003333', changedOn: '2026-03-01' } };
    const by = path.endsWith('leave') ? strangers.manager : strangers.li;
    expect((await by.send('POST', path, bodies[path.split('/').at(-1)!]!)).status).toBe(404);
  }
  expect((await strangers.manager.get(`staff/${sun.id}`)).status).toBe(404);
  expect((await stage.staff(at).li.send('POST', 'staff', body(at))).body).toMatchObject({ status: 403, permission: 'outstationStaff.write' });
  expect((await stage.staff(at).li.get('contact-changes')).body).toMatchObject({ status: 403, permission: 'contactChange.decide' });
  expect((await stage.station(at).get('staff')).status).toBe(403);
  expect((await stage.as(at.people.manager, 'channel_manager', [at.stations[0]!.unitId]).get(`staff/${sun.id}`)).status).toBe(403);
});
