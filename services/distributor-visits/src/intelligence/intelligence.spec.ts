import { newId } from '@luyue/kernel';
import { type Maker, type Running, startVisits } from '../visits.harness.ts';
import type { IntelligenceView } from './intelligence.http.ts';
import { gapsOf, intelligenceMoves } from './intelligence.rules.ts';

let stage: Running;
let east: Maker;
let west: Maker;
beforeAll(async () => {
  stage = await startVisits();
  [east, west] = [await stage.company('东方电器'), await stage.company('西部电器')];
}, 60_000);
afterAll(() => stage.stop());

const MOVE = { kind: 'competitor_policy', competitor: '远山', content: '国庆每台返 100 元' };
const record = (at: Maker, body: object) => stage.staff(at, 'visitor').send('POST', 'intelligence', body);
const recorded = async (at: Maker, more: object = {}): Promise<IntelligenceView> => stage.made(record(at, { customerId: (await stage.customer(at)).id, ...MOVE, ...more }));
const check = (at: Maker, { id }: IntelligenceView, body: object, who: 'supervisor' | 'visitor' | 'southSupervisor' = 'supervisor') => stage.staff(at, who).send('POST', `intelligence/${id}/check`, body);
const share = (at: Maker, { id }: IntelligenceView, customerIds: string[]) => stage.staff(at, 'visitor').send('POST', `intelligence/${id}/shares`, { customerIds, channel: 'visit' });

test('DV-3.1d what was reported is checked, and a check may have been wrong', () => {
  expect(intelligenceMoves).toEqual({ reported: ['confirmed', 'refuted'], confirmed: ['refuted'], refuted: ['confirmed'] });
});

test.each([
  ['price', {}, ['product', 'price']], ['price', { product: 'Y1', price: '10.00' }, []], ['competitor_move', { competitor: ' ' }, ['competitor']], ['competitor_policy', {}, ['competitor']], ['new_product', { competitor: '远山' }, ['product']],
  ['new_product', { competitor: '远山', product: 'Y9' }, []], ['useful_policy', {}, []], ['other', {}, []],
] as const)('DV-3.1d %s with %j lacks %j', (kind, given, fields) => {
  expect(gapsOf({ kind, ...given }).map(({ field }) => field)).toEqual(fields);
});

test('DV-3.1d prices, moves and policies, where and when they were heard', async () => {
  const customer = await stage.customer(east);
  const { body: price } = await record(east, { customerId: customer.id, kind: 'price', competitor: '远山', product: '净水机 Y1', price: '1299', pricePer: '台', content: '门店标价', occurredAt: '2026-09-28T02:00:00.000Z' });
  expect(price).toMatchObject({ kindName: { zh: '市场价格' }, competitorName: '远山', price: '1299.00', pricePer: '台', customerName: customer.name, unitId: east.east, status: 'reported', recordedBy: '林岚', sharedWith: 0, forCustomers: null });
  const { body: elsewhere } = await record(east, { unitId: east.east, kind: 'useful_policy', content: '以旧换新补贴延到年底' });
  expect(elsewhere).toMatchObject({ customerId: null, customerName: null, competitorName: null, price: null });
  expect((await record(east, { kind: 'other', content: '没有来处' })).body).toMatchObject({ status: 400, clause: 'DV-3.1d', errors: [{ field: 'customerId', code: 'required' }] });
  expect((await record(east, { customerId: customer.id, kind: 'new_product', content: '听说有新机' })).body.errors.map((e: { field: string }) => e.field)).toEqual(['competitor', 'product']);
  expect((await record(east, { customerId: customer.id, ...MOVE, occurredAt: '2026-10-02T02:00:00.000Z' })).body).toMatchObject({ errors: [{ field: 'occurredAt', code: 'future' }] });
  expect((await record(east, { customerId: customer.id, ...MOVE, kind: 'price', product: 'Y1', price: '1.234' })).status).toBe(400);
  expect((await record(east, { customerId: newId(), ...MOVE })).body).toMatchObject({ status: 400, errors: [{ field: 'customerId' }] });
});

test('DV-3.1d told to customers as far as the supervisor lets them, each once', async () => {
  const item = await recorded(east);
  const [first, second] = [await stage.customer(east), await stage.customer(east)];
  expect((await share(east, item, [first.id])).body).toMatchObject({ status: 422, code: 'not_for_customers', clause: 'DV-3.1d' });
  await check(east, item, { result: 'confirmed' });
  expect((await share(east, item, [first.id])).body).toMatchObject({ status: 422, code: 'not_for_customers' });
  expect((await check(east, item, { result: 'confirmed', forCustomers: '同行国庆有返利，请留意' })).body).toMatchObject({ status: 'confirmed', checkedBy: '何静', forCustomers: '同行国庆有返利，请留意' });
  expect((await share(east, item, [first.id])).body.sharedWith).toBe(1);
  expect((await share(east, item, [first.id, second.id])).body.sharedWith).toBe(2);
  const { items } = (await stage.staff(east, 'visitor').get(`intelligence/${item.id}/shares`)).body;
  expect(items).toMatchObject([{ customerId: first.id, customerName: first.name, sharedBy: '林岚', channel: 'visit' }, { customerId: second.id }]);
  expect((await share(east, item, [first.id, newId()])).body).toMatchObject({ status: 400, errors: [{ field: 'customerIds.1', code: 'unknown_customer' }] });
  expect((await stage.staff(east, 'visitor').get('intelligence?forCustomers=yes')).body.items.map((i: IntelligenceView) => i.id)).toEqual([item.id]);
  const { body: refuted } = await check(east, item, { result: 'refuted', note: '对方已辟谣' });
  expect(refuted).toMatchObject({ status: 'refuted', forCustomers: null, checkNote: '对方已辟谣', sharedWith: 2 });
  expect((await check(east, item, { result: 'refuted', note: '再次' })).body).toMatchObject({ status: 409, allowed: ['confirmed'] });
});

test('DV-3.1d a refusal says why, and nobody is told what is not so', async () => {
  const item = await recorded(east);
  expect((await check(east, item, { result: 'refuted' })).body).toMatchObject({ status: 400, errors: [{ field: 'note', code: 'required' }] });
  expect((await check(east, item, { result: 'refuted', note: '查无此事', forCustomers: '请留意' })).body).toMatchObject({ status: 400, errors: [{ field: 'forCustomers', code: 'refuted' }] });
  expect((await check(east, item, { result: 'confirmed' }, 'visitor')).body).toMatchObject({ status: 403, permission: 'visitIntelligence.check' });
  expect((await check(east, item, { result: 'confirmed' }, 'southSupervisor')).status).toBe(403);
});

test('capability 8: a competitor has one timeline, however its name was typed; the latest first', async () => {
  const at = await stage.company('情报电器');
  const old = await recorded(at, { competitor: 'Ｍ1 电器', occurredAt: '2026-09-01T02:00:00.000Z' });
  const late = await recorded(at, { competitor: 'm1电器', occurredAt: '2026-09-20T02:00:00.000Z' });
  await recorded(at, { occurredAt: '2026-09-10T02:00:00.000Z' });
  const { items } = (await stage.staff(at, 'supervisor').get('competitors')).body;
  expect(items.map((c: { name: string; items: number; lastAt: string }) => `${c.name} ${c.items} ${c.lastAt}`)).toEqual(['Ｍ1 电器 2 2026-09-20T02:00:00.000Z', '远山 1 2026-09-10T02:00:00.000Z']);
  const timeline = async (query = '', who: 'supervisor' | 'southSupervisor' = 'supervisor') => (await stage.staff(at, who).get(`competitors/${items[0].id}/timeline?${query}`)).body;
  expect((await timeline()).items.map((i: IntelligenceView) => i.id)).toEqual([late.id, old.id]);
  const { nextCursor } = await timeline('limit=1');
  expect((await timeline(`limit=1&cursor=${nextCursor}`)).items.map((i: IntelligenceView) => i.id)).toEqual([old.id]);
  expect((await timeline('', 'southSupervisor')).items).toEqual([]);
  expect((await stage.staff(west, 'supervisor').get(`competitors/${items[0].id}/timeline`)).status).toBe(404);
});

test('DV-3.1d of the own company alone (PF-4), for whoever visits (PF-6)', async () => {
  const item = await recorded(east);
  expect((await stage.staff(west, 'visitor').get(`intelligence/${item.id}`)).status).toBe(404);
  expect((await check(west, item, { result: 'confirmed' })).status).toBe(404);
  expect((await share(west, item, [newId()])).status).toBe(404);
  expect((await stage.staff(west, 'visitor').get(`intelligence/${item.id}/shares`)).status).toBe(404);
  expect((await stage.staff(east, 'technician').send('POST', 'intelligence', { customerId: item.customerId, ...MOVE })).body).toMatchObject({ status: 403, permission: 'visitIntelligence.work' });
});
