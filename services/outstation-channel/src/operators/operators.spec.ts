import { type Maker, type Running, startChannel } from '../channel.harness.ts';
import type { OperatorMatterView, OperatorTalkRecorded, OperatorView } from './operator-views.ts';

const NOW = '2026-03-02T02:00:00.000Z';
let stage: Running;
beforeAll(async () => { stage = await startChannel(); }, 60_000);
afterAll(() => stage.stop());

const body = (at: Maker, more: object = {}) => ({ departmentUnitId: at.department, name: '陇东移动', contacts: [{ name: '钱主任', title: '采购', phone: '13900003333' }], ownerUserId: at.people.li.id, since: '2026-02-01', ...more });
const register = (at: Maker, more: object = {}): Promise<OperatorView> => stage.must(stage.staff(at).li.send('POST', 'operators', body(at, more)));
const act = (at: Maker, path: string, sent: object = {}) => stage.staff(at).li.send('POST', path, sent);
const talk = (more: object = {}) => ({ heldOn: '2026-03-02', talkedWith: '钱主任', judgement: '修得快，备机少', ...more });
const owed = async (at: Maker, id: string): Promise<string[]> => (await stage.staff(at).li.get(`operators/${id}`)).body.obligations.map((o: OperatorView['obligations'][number]) => `${o.subject.number.split('/')[1]} ${o.owner.userName} ${o.dueAt}`);

test('OC-3.3.1 a review talk with each operator every month; it meets the month of its day', async () => {
  const at = await stage.maker('运营商一', NOW);
  const { id, openMatters, lastTalk } = await register(at);
  expect([openMatters, lastTalk, await owed(at, id)]).toEqual([0, null, ['2026-02 李客户 2026-02-28T16:00:00.000Z', '2026-03 李客户 2026-03-31T16:00:00.000Z']]);
  const held: OperatorTalkRecorded = await stage.must(act(at, `operators/${id}/talks`, talk({ score: 4 })));
  expect(held.met).toMatchObject([{ clauseId: 'OC-3.3.1', status: 'met', subject: { number: '陇东移动/2026-03' } }]);
  const late: OperatorTalkRecorded = await stage.must(act(at, `operators/${id}/talks`, talk({ heldOn: '2026-02-20' })));
  expect(late.met).toMatchObject([{ status: 'met_late' }]);
  expect((await act(at, `operators/${id}/talks`, talk({ heldOn: '2026-03-03' }))).body).toMatchObject({ status: 400, clause: 'OC-3.3.1', errors: [{ field: 'heldOn', code: 'in_the_future' }] });
  expect((await stage.staff(at).li.get(`operators/${id}`)).body.lastTalk).toMatchObject({ heldOn: '2026-03-02', score: 4, byName: '李客户' });
  expect((await stage.staff(at).li.get(`operators/${id}/talks?limit=1`)).body).toMatchObject({ items: [{ heldOn: '2026-03-02' }], nextCursor: expect.any(String) });
});

test('OC-3.3.1 each wish and complaint gets a countermeasure and a reply within seven days, itself in time', async () => {
  const at = await stage.maker('运营商二', NOW);
  const { id } = await register(at);
  const { matterNumbers }: OperatorTalkRecorded = await stage.must(act(at, `operators/${id}/talks`, talk({ matters: [{ kind: 'wish', text: '多放备机' }] })));
  const complaint: OperatorMatterView = await stage.must(act(at, `operators/${id}/matters`, { kind: 'complaint', text: '返修两次', receivedAt: '2026-03-01T02:00:00.000Z' }));
  expect(complaint.obligations).toMatchObject([{ clauseId: 'OC-3.3.1', dueAt: '2026-03-08T16:00:00.000Z', subject: { title: '陇东移动' } }]);
  expect((await act(at, `operator-matters/${complaint.id}/reply`, { reply: '再看看' })).body).toMatchObject({ status: 400, clause: 'OC-3.3.1', errors: [{ field: 'countermeasure', code: 'required' }] });
  await stage.must(act(at, `operator-matters/${complaint.id}/counter`, { countermeasure: '换主板' }));
  await stage.moveTo(at, '2026-03-08T15:59:00.000Z');
  expect(await stage.must(act(at, `operator-matters/${complaint.id}/reply`, { reply: '已换主板' })) as OperatorMatterView).toMatchObject({ status: 'replied', countermeasure: '换主板', obligations: [{ status: 'met' }] });
  expect((await act(at, `operator-matters/${complaint.id}/counter`, { countermeasure: '晚了' })).body).toMatchObject({ status: 409, allowed: [] });
  const [wish] = (await stage.staff(at).li.get(`operator-matters?operatorId=${id}&status=open`)).body.items as OperatorMatterView[];
  expect([wish!.number, matterNumbers]).toEqual([matterNumbers[0], [expect.stringMatching(/^YQ/)]]);
  await stage.moveTo(at, '2026-03-09T16:00:01.000Z');
  expect(await stage.must(act(at, `operator-matters/${wish!.id}/reply`, { countermeasure: '加两台', reply: '下周到' })) as OperatorMatterView).toMatchObject({ obligations: [{ status: 'met_late' }] });
  expect((await stage.staff(at).li.get(`operators/${id}`)).body.openMatters).toBe(0);
  expect((await act(at, `operators/${id}/matters`, { kind: 'wish', text: '明天', receivedAt: '2026-03-11T00:00:00.000Z' })).body).toMatchObject({ errors: [{ field: 'receivedAt' }] });
});

test('R15, R4: the relation is handed over, and ends: no review is owed for the month that is not whole', async () => {
  const at = await stage.maker('运营商三', NOW);
  const { id } = await register(at);
  await stage.must(act(at, `operators/${id}/owner`, { ownerUserId: at.people.wang.id }));
  expect((await owed(at, id)).map((o) => o.split(' ')[1])).toEqual(['王客户', '王客户']);
  expect((await act(at, `operators/${id}/end`, { on: '2026-01-31', reason: '合同到期' })).body).toMatchObject({ errors: [{ field: 'on', code: 'before_beginning' }] });
  await stage.must(act(at, `operators/${id}/end`, { on: '2026-03-02', reason: '合同到期' }));
  expect(await owed(at, id)).toEqual(['2026-02 王客户 2026-02-28T16:00:00.000Z']);
  expect((await act(at, `operators/${id}/end`, { on: '2026-03-03', reason: '再来' })).body).toMatchObject({ status: 409, code: 'operator_ended' });
  await stage.moveTo(at, '2026-03-04T02:00:00.000Z');
  expect((await act(at, `operators/${id}/talks`, talk({ heldOn: '2026-03-03' }))).body).toMatchObject({ status: 409, code: 'operator_ended' });
});

test('OC-2.2 whom somebody spoke with is logged by counterpart, under the name that is known', async () => {
  const at = await stage.maker('运营商联系', NOW);
  const { id } = await register(at);
  const log = (more: object) => act(at, 'channel-contacts', { departmentUnitId: at.department, text: '对接铺货', ...more });
  expect((await stage.must(log({ counterpart: 'operator', operatorId: id }))).counterpartName).toBe('陇东移动');
  expect((await stage.must(log({ counterpart: 'station', stationUnitId: at.stations[0]!.unitId }))).counterpartName).toBe('东城授权站');
  expect((await stage.must(log({ counterpart: 'agent', counterpartName: '陇东总代' }))).byName).toBe('李客户');
  expect((await log({ counterpart: 'maker' })).body).toMatchObject({ status: 400, clause: 'OC-2.2', errors: [{ field: 'counterpartName' }] });
  expect((await log({ counterpart: 'agent', operatorId: id })).body).toMatchObject({ errors: [{ field: 'counterpart', code: 'mismatch' }] });
  expect((await log({ counterpart: 'station', stationUnitId: at.department })).body).toMatchObject({ errors: [{ field: 'stationUnitId', code: 'not_a_station' }] });
  expect((await log({ counterpart: 'agent', counterpartName: '明天', occurredAt: '2026-03-03T00:00:00.000Z' })).body).toMatchObject({ errors: [{ field: 'occurredAt' }] });
  expect((await stage.staff(at).manager.get(`channel-contacts?operatorId=${id}`)).body.items).toHaveLength(1);
  expect((await stage.staff(at).manager.get('channel-contacts?counterpart=agent')).body.items).toHaveLength(1);
  // Half past eleven of the last day of February in the tenant's zone.
  await stage.must(log({ counterpart: 'agent', counterpartName: '陇东总代', occurredAt: '2026-02-28T15:30:00.000Z' }));
  const months = (await stage.staff(at).manager.get('channel-contacts/months?from=2026-02&to=2026-03')).body.items;
  expect(months.filter((m: { counterpart: string }) => m.counterpart === 'agent')).toEqual(['2026-02', '2026-03'].map((month) => ({ month, counterpart: 'agent', contacts: 1 })));
  expect((await stage.staff(at).manager.get('channel-contacts/months?from=2026-03&to=2026-02')).body).toMatchObject({ status: 400, errors: [{ field: 'to', code: 'range' }] });
});

test('of the own company and units alone (PF-4, PF-6)', async () => {
  const [at, other] = [await stage.maker('运营商权限', NOW), await stage.maker('运营商别家', NOW)];
  const { id } = await register(at);
  await register(at, { name: '陇西移动' });
  const matter: OperatorMatterView = await stage.must(act(at, `operators/${id}/matters`, { kind: 'wish', text: '多放备机' }));
  const one = (await stage.staff(at).li.get('operators?limit=1')).body;
  expect((await stage.staff(at).li.get(`operators?limit=1&cursor=${one.nextCursor}`)).body).toMatchObject({ items: [{}], nextCursor: null });
  for (const path of [`operators/${id}`, `operators/${id}/talks`]) expect((await stage.staff(other).li.get(path)).status).toBe(404);
  for (const [path, sent] of [[`operators/${id}/talks`, talk()], [`operators/${id}/matters`, { kind: 'wish', text: 'x' }], [`operator-matters/${matter.id}/reply`, { countermeasure: 'x', reply: 'x' }], [`operators/${id}/owner`, { ownerUserId: other.people.li.id }]] as const) expect((await stage.staff(other).li.send('POST', path, sent)).status).toBe(404);
  expect((await stage.staff(other).li.send('POST', 'channel-contacts', { departmentUnitId: other.department, counterpart: 'operator', operatorId: id, text: '别家' })).body).toMatchObject({ status: 400, errors: [{ field: 'operatorId' }] });
  for (const path of ['operators', 'operator-matters', 'channel-contacts', 'channel-contacts/months?from=2026-02&to=2026-03']) expect((await stage.staff(other).li.get(path)).body.items).toEqual([]);
  for (const who of [stage.staff(at).assistant, stage.station(at)]) expect((await who.get('operators')).body).toMatchObject({ status: 403, permission: 'operator.work' });
  const elsewhere = stage.as(at.people.engineer, 'channel_engineer', [at.stations[0]!.unitId]);
  expect((await elsewhere.get(`operators/${id}`)).status).toBe(403);
  expect((await elsewhere.get('operators')).body.items).toEqual([]);
});
