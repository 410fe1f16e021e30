import { newId } from '@luyue/kernel';
import { type Maker, type Running, startVisits } from '../visits.harness.ts';
import type { CustomerEventView } from './events.http.ts';
import { CLAUSE_OF, EVENT_KINDS, eventMoves, twice } from './events.rules.ts';

let stage: Running;
let east: Maker;
let west: Maker;
beforeAll(async () => {
  stage = await startVisits();
  [east, west] = [await stage.company('东方电器'), await stage.company('西部电器')];
}, 60_000);
afterAll(() => stage.stop());

const plan = (at: Maker, more: object = {}, who: 'technician' | 'supervisor' | 'salesperson' | 'southVisitor' = 'technician') => stage.staff(at, who).send('POST', 'events', {
  unitId: at.east, kind: 'training', topic: '净水机安装', place: '苏州仓库', startsAt: '2026-09-29T01:00:00.000Z', endsAt: '2026-09-29T04:00:00.000Z', staffUserIds: [at.technician.id], ...more,
});
const planned = (at: Maker, more: object = {}): Promise<CustomerEventView> => stage.made(plan(at, more));
const act = (at: Maker, { id }: { id: string }, verb: string, body: object) => stage.staff(at, 'technician').send('POST', `events/${id}/${verb}`, body);

test('DV-3.3b DV-3.3e DV-3.3g each kind stands under its clause; an event is held or cancelled', () => {
  expect(EVENT_KINDS.map((kind) => CLAUSE_OF[kind])).toEqual(['DV-3.3b', 'DV-3.3b', 'DV-3.3e', 'DV-3.3e', 'DV-3.3g']);
  expect(eventMoves).toEqual({ planned: ['held', 'cancelled'], held: [], cancelled: [] });
  expect(twice([{ customerId: 'a' }, { customerId: 'b' }, { customerId: 'a' }])).toEqual([2]);
});

test('DV-3.3b planned with people and topic, changed, held with those who came, corrected', async () => {
  const [first, second] = [await stage.customer(east), await stage.customer(east)];
  const event = await planned(east);
  expect(event).toMatchObject({ number: expect.stringMatching(/^HD20260930-/), kindName: { zh: '技术培训' }, clauseId: 'DV-3.3b', staff: [{ name: '技一' }], status: 'planned', unitName: '华东营业部', customers: 0, people: 0 });
  const patch = (version: number, body: object) => stage.staff(east, 'technician').send('PATCH', `events/${event.id}`, body, { 'if-match': `"${version}"` });
  expect((await patch(1, { topic: '净水机安装与保养', staffUserIds: [east.technician.id, east.technician2.id] })).body).toMatchObject({ topic: '净水机安装与保养', staff: [{}, { name: '技二' }] });
  expect((await patch(1, { topic: '晚了' })).status).toBe(412);
  const { body } = await act(east, event, 'hold', { outcome: '全部会装', attendance: [{ customerId: first.id, names: ['顾海', '顾洋'] }, { customerId: second.id, names: ['李明'] }] });
  expect(body).toMatchObject({ status: 'held', outcome: '全部会装', customers: 2, people: 3 });
  expect((await patch(body.version, { topic: '再改' })).body).toMatchObject({ status: 409, clause: 'DV-3.3b' });
  const corrected = await stage.staff(east, 'technician').send('PUT', `events/${event.id}/attendance`, { attendance: [{ customerId: first.id, names: ['顾海'] }] }, { 'if-match': `"${body.version}"` });
  expect(corrected.body).toMatchObject({ customers: 1, people: 1, attendance: [{ customerId: first.id, customerName: first.name, names: ['顾海'] }] });
  const ids = async (query: string) => (await stage.staff(east, 'supervisor').get(`events?${query}`)).body.items.map((e: CustomerEventView) => e.id);
  expect([await ids(`customerId=${first.id}`), await ids(`customerId=${second.id}`), await ids('status=planned')]).toEqual([[event.id], [], []]);
});

test('DV-3.3e DV-3.3g refused: before it begins, ends before it begins, unknown people or customers, twice the same', async () => {
  const lecture = await planned(east, { kind: 'lecture', startsAt: '2026-10-09T01:00:00.000Z', endsAt: '2026-10-09T04:00:00.000Z' });
  const customer = await stage.customer(east);
  const line = { customerId: customer.id, names: ['顾海'] };
  expect((await act(east, lecture, 'hold', { outcome: '提前', attendance: [line] })).body).toMatchObject({ status: 422, code: 'not_begun', clause: 'DV-3.3e' });
  expect((await stage.staff(east, 'technician').send('PUT', `events/${lecture.id}/attendance`, { attendance: [line] }, { 'if-match': '"1"' })).body).toMatchObject({ status: 409, code: 'not_held' });
  const dinner = await planned(east, { kind: 'relations', topic: '答谢会' });
  expect((await act(east, dinner, 'hold', { outcome: '尽兴', attendance: [line, line] })).body).toMatchObject({ status: 400, clause: 'DV-3.3g', errors: [{ field: 'attendance.1.customerId', code: 'twice' }] });
  expect((await act(east, dinner, 'hold', { outcome: '尽兴', attendance: [{ customerId: newId(), names: ['某人'] }] })).body).toMatchObject({ status: 400, clause: 'DV-2', errors: [{ field: 'attendance.0.customerId' }] });
  expect((await act(east, dinner, 'cancel', { reason: '下雨' })).body).toMatchObject({ status: 'cancelled', outcome: '下雨' });
  expect((await act(east, dinner, 'cancel', { reason: '再次' })).body).toMatchObject({ status: 409, allowed: [] });
  expect((await plan(east, { endsAt: '2026-09-29T01:00:00.000Z' })).body).toMatchObject({ status: 400, errors: [{ field: 'endsAt', code: 'before' }] });
  expect((await plan(east, { staffUserIds: [newId()] })).body).toMatchObject({ status: 400, errors: [{ field: 'staffUserIds.0' }] });
});

test('DV-3.3b figures by month and kind, of what was held, in the tenant\'s zone', async () => {
  const at = await stage.company('活动电器');
  const customer = await stage.customer(at);
  // 16:00 UTC is midnight in Shanghai.
  for (const [startsAt, endsAt, kind] of [['2026-08-31T15:59:00.000Z', '2026-08-31T18:00:00.000Z', 'training'], ['2026-08-31T16:00:00.000Z', '2026-08-31T18:00:00.000Z', 'training'], ['2026-09-02T01:00:00.000Z', '2026-09-02T02:00:00.000Z', 'class']]) {
    await stage.made(act(at, await planned(at, { startsAt, endsAt, kind }), 'hold', { outcome: '完成', attendance: [{ customerId: customer.id, names: ['顾海', '顾洋'] }] }));
  }
  await planned(at);
  const figures = async (query: string) => stage.staff(at, 'supervisor').get(`events/figures?${query}`);
  expect((await figures('from=2026-08&to=2026-09')).body.items).toEqual([{ month: '2026-09', kind: 'class', events: 1, customers: 1, people: 2 }, { month: '2026-09', kind: 'training', events: 1, customers: 1, people: 2 }, { month: '2026-08', kind: 'training', events: 1, customers: 1, people: 2 }]);
  for (const query of ['from=2026-09&to=2026-08', 'from=2023-08&to=2026-08']) expect((await figures(query)).status).toBe(400);
  const { items, nextCursor } = (await stage.staff(at, 'supervisor').get('events?limit=1')).body;
  expect((await stage.staff(at, 'supervisor').get(`events?limit=1&cursor=${nextCursor}`)).body.items[0].id).not.toBe(items[0].id);
});

test('DV-3.3b of the own unit and company alone (PF-4, PF-6)', async () => {
  const event = await planned(east);
  expect((await plan(east, {}, 'salesperson')).body).toMatchObject({ status: 403, permission: 'customerEvent.work' });
  expect((await plan(east, {}, 'southVisitor')).status).toBe(403);
  expect((await stage.staff(east, 'southSupervisor').get(`events/${event.id}`)).status).toBe(403);
  expect((await stage.staff(west, 'technician').get(`events/${event.id}`)).status).toBe(404);
  expect((await act(west, event, 'cancel', { reason: '别家' })).status).toBe(404);
  expect((await plan(west, { unitId: east.east })).body).toMatchObject({ status: 400, errors: [{ field: 'unitId' }] });
});
