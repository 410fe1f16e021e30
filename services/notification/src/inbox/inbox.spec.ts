import { randomUUID } from 'node:crypto';
import { AlarmRaised, CaseReportedMajor, CaseTransferRequested, make, UnitChanged, WorkOrderChanged } from '@luyue/contracts';
import { replicas } from '@luyue/directory';
import { newId } from '@luyue/kernel';
import { type Person, type Place, until } from '@luyue/testing/service-stage';
import { type Running, startNotification } from '../notification.harness.ts';
import { Notices } from './notices.ts';
import { RecipientFinder } from './recipients.ts';

let running: Running;
let east: Place;
let west: Place;
let wang: Person;
let supervisor: Person;
beforeAll(async () => {
  running = await startNotification();
  [east, west] = [await running.tenant('城东'), await running.tenant('城西')];
  wang = await running.person(east, '王磊', { roles: ['technician'] });
  supervisor = await running.person(east, '周敏', { roles: ['supervisor'] });
}, 60_000);
afterAll(() => running.stop());

const assigned = (more: Partial<WorkOrderChanged> = {}): WorkOrderChanged => make(WorkOrderChanged, {
  workOrderId: newId(), version: 2, number: 'GD20261124-0001', caseId: newId(), status: 'assigned', unitId: east.unitId, assigneeUserId: wang.id, title: '立管锈蚀', address: '滨江一号', change: 'assigned', at: new Date().toISOString(), ...more,
});
const alarm = (more: Partial<AlarmRaised> = {}): AlarmRaised => make(AlarmRaised, { caseId: newId(), number: 'SL20261124-0002', title: '厨房有燃气味', address: '盐田新村', unitId: east.unitId, teamUserIds: [], acceptBy: '2026-11-24T12:05:00.000Z', ...more });
const about = async (who: Person, caseId: string) => (await running.inboxOf(who)).items.filter((m) => m.link === `/cases/${caseId}`);
const told = (who: Person, caseId: string) => until(() => about(who, caseId), (items) => items.length > 0);

describe('PF-13 who gets what, fed by events', () => {
  test('a technician learns of a new order, once, however often the event comes; the other changes tell nobody', async () => {
    const order = assigned();
    const id = randomUUID();
    await running.publish(east, [order], [id]);
    expect(await told(wang, order.caseId)).toMatchObject([{ kind: 'work_order_assigned', title: { zh: '新工单 GD20261124-0001', en: 'New work order GD20261124-0001' }, read: false, urgent: false }]);
    await running.publish(east, [order], [id]);
    await running.publish(east, [assigned({ ...order, change: 'accepted', version: 3 })]);
    const next = assigned();
    await running.publish(east, [next]);
    await told(wang, next.caseId);
    expect(await about(wang, order.caseId)).toHaveLength(1);
    expect(await about(supervisor, order.caseId)).toEqual([]);
  });

  test('UC-5.1d: an alarm pages the team at once, in the inbox and by SMS', async () => {
    const li = await running.person(east, '李强', { roles: ['rescue_team'] });
    const raised = alarm({ teamUserIds: [li.id, wang.id] });
    await running.publish(east, [raised]);
    for (const who of [li, wang]) expect(await told(who, raised.caseId)).toMatchObject([{ kind: 'alarm_raised', urgent: true, clauseId: 'UC-5.1d', title: { zh: '报警 SL20261124-0002，11-24 20:05 前接警' } }]);
    const sms = (await running.outboxOf(east)).filter((m) => m.subject.startsWith('报警'));
    expect(sms.map((m) => [m.channel, m.to, m.status]).toSorted()).toEqual([['sms', '李强', 'queued'], ['sms', '王磊', 'queued']]);
    const results = await running.ask(east, 'GET', `notices/${sms[0]!.noticeId}/results`, { permissions: ['outbox.read'] });
    expect(results.body.items.map((r: { channel: string; result: string }) => `${r.channel} ${r.result}`).toSorted()).toEqual(['inapp accepted', 'inapp accepted', 'sms queued', 'sms queued']);
  });

  test('UC-5.1c: the leaders are asked to acknowledge', async () => {
    const leader = await running.person(east, '沈岚', { roles: ['leader'] });
    const major = make(CaseReportedMajor, { caseId: newId(), number: 'SL1', title: '泄漏', address: '滨江一号', reason: '楼道浓度 20% LEL', unitId: east.unitId, leaderUserIds: [leader.id] });
    await running.publish(east, [major]);
    expect(await told(leader, major.caseId)).toMatchObject([{ kind: 'case_major', urgent: true, clauseId: 'UC-5.1c' }]);
  });

  test('UC-16a: the person asked to take over is told; one who has left is not', async () => {
    const gone = await running.person(east, '离职的', { active: false });
    const ask = (toUserId: string) => make(CaseTransferRequested, { caseId: newId(), number: 'SL2', title: '晚到', fromUserName: '周敏', toUserId, reason: '排班' });
    const [first, second] = [ask(gone.id), ask(wang.id)];
    await running.publish(east, [first]);
    await running.publish(east, [second]);
    expect(await told(wang, second.caseId)).toMatchObject([{ title: { zh: '周敏请您接办 SL2' } }]);
    expect(await about(gone, first.caseId)).toEqual([]);
  });
});

describe('R16 vacant roles', () => {
  const find = (place: Place, role: string, unitId = place.unitId) => running.write(place, (tx) => running.get(RecipientFinder).holders(tx, role, unitId));
  const names = async (place: Place, role: string, unitId?: string) => {
    const { people, vacant } = await find(place, role, unitId);
    return [people.map((p) => p.name), vacant?.role ?? null];
  };

  test('the next role up is asked and the vacancy is flagged, up to the administrator', async () => {
    const place = await running.tenant('小公司');
    expect(await names(place, 'supervisor')).toEqual([[], 'supervisor']);
    await running.person(place, '管理员', { roles: ['administrator'] });
    expect(await names(place, 'rescue_team')).toEqual([['管理员'], 'rescue_team']);
    await running.person(place, '负责人', { roles: ['unit_manager'] });
    expect(await names(place, 'supervisor')).toEqual([['负责人'], 'supervisor']);
    await running.person(place, '停用的主管', { roles: ['supervisor'], active: false });
    expect(await names(place, 'supervisor')).toEqual([['负责人'], 'supervisor']);
    await running.person(place, '主管', { roles: ['supervisor'] });
    expect(await names(place, 'supervisor')).toEqual([['主管'], null]);
  });

  test('a supervisor of the unit above stands in, flagged; a dispatch desk above is nobody missing', async () => {
    const place = await running.tenant('两级公司');
    const team = newId();
    await running.write(place, (tx) => replicas.unit(tx, make(UnitChanged, { id: team, version: 1, name: '维修班', kind: 'team', parentId: place.unitId, path: [place.unitId, team], designations: [], active: true })));
    await running.person(place, '上级主管', { roles: ['supervisor', 'dispatcher'] });
    expect(await names(place, 'supervisor', team)).toEqual([['上级主管'], 'supervisor']);
    expect(await names(place, 'dispatcher', team)).toEqual([['上级主管'], null]);
  });

  test('an alarm without a rescue team reaches who is there, says so, and the copy is recorded vacant', async () => {
    const place = await running.tenant('无抢险队');
    const desk = await running.person(place, '调度', { roles: ['dispatcher'] });
    const raised = alarm({ unitId: place.unitId });
    await running.publish(place, [raised]);
    expect((await told(desk, raised.caseId))[0]!.text.zh).toContain('（抢险队空缺，转给您）');
    expect((await running.outboxOf(place)).map((m) => [m.to, m.channel, m.status]).toSorted()).toEqual([['抢险队', 'inapp', 'vacant'], ['调度', 'sms', 'queued']]);
  });
});

describe('the inbox', () => {
  test('is the own one: nobody reads or marks another person\'s, in this tenant or another', async () => {
    const order = assigned();
    await running.publish(east, [order]);
    const [message] = await told(wang, order.caseId);
    const twin: Person = { ...wang, place: west };
    for (const who of [supervisor, twin]) {
      expect((await running.inboxOf(who)).items.map((m) => m.id)).not.toContain(message!.id);
      expect((await running.ask(who, 'POST', `inbox/${message!.id}/read`)).status).toBe(404);
    }
    expect((await running.ask(east, 'GET', 'inbox')).body).toEqual({ items: [], nextCursor: null, unread: 0 });
  });

  test('counts what is unread, and reading is remembered', async () => {
    const he = await running.person(east, '何军');
    const orders = [assigned({ assigneeUserId: he.id }), assigned({ assigneeUserId: he.id }), assigned({ assigneeUserId: he.id })];
    for (const order of orders) await running.publish(east, [order]);
    const { items } = await until(() => running.inboxOf(he), (page) => page.unread === 3);
    const answer = await running.ask(he, 'POST', `inbox/${items[0]!.id}/read`);
    expect(answer.body).toMatchObject({ id: items[0]!.id, read: true, unread: 2 });
    expect((await running.ask(he, 'POST', `inbox/${items[0]!.id}/read`)).body.unread).toBe(2);
    const unread = await running.inboxOf(he, '?unread=true');
    expect(unread.items.map((m) => m.id)).toEqual(items.slice(1).map((m) => m.id));
    expect((await running.ask(he, 'POST', 'inbox/read-all')).body).toEqual({ unread: 0 });
    expect(await running.inboxOf(he, '?unread=true')).toEqual({ items: [], nextCursor: null, unread: 0 });
  });

  test('pages follow one another without a gap or a double, the newest first', async () => {
    const lu = await running.person(east, '陆平');
    const to = { people: [{ id: lu.id, name: lu.name, unitId: east.unitId }], vacant: null };
    for (let n = 0; n < 7; n += 1) await running.write(east, (tx) => running.get(Notices).send(tx, { kind: 'work_order_assigned', values: { number: String(n), title: '', address: '' }, link: '/', to }));
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: Awaited<ReturnType<Running['inboxOf']>> = await running.inboxOf(lu, `?limit=3${cursor && `&cursor=${cursor}`}`);
      seen.push(...page.items.map((m) => m.title.en.replace('New work order ', '')));
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(['6', '5', '4', '3', '2', '1', '0']);
    expect((await running.ask(lu, 'GET', 'inbox?unread=maybe')).body.errors).toMatchObject([{ field: 'unread' }]);
  });

  test('a notice with a given id is there once, and so is all that left because of it', async () => {
    const xu = await running.person(east, '徐燕');
    const notice = { id: newId(), kind: 'work_order_assigned' as const, values: { number: '1', title: '', address: '' }, link: '/', bySms: true, to: { people: [{ id: xu.id, name: xu.name, unitId: east.unitId }], vacant: { role: 'supervisor', name: { zh: '主管', en: 'Supervisor' } } } };
    for (let n = 0; n < 2; n += 1) await running.write(east, (tx) => running.get(Notices).send(tx, notice));
    expect((await running.inboxOf(xu)).items).toHaveLength(1);
    expect((await running.outboxOf(east)).filter((m) => m.noticeId === notice.id).map((m) => m.status).toSorted()).toEqual(['queued', 'vacant']);
  });
});
