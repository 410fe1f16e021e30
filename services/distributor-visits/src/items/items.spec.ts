import { newId } from '@luyue/kernel';
import { Stock } from '@luyue/stock';
import { type Maker, type Running, startVisits } from '../visits.harness.ts';
import type { HandOutView, VisitItemView } from './items.http.ts';
import { costByKind, costOf, doubled, handOutMoves } from './items.rules.ts';

let stage: Running;
let east: Maker;
let west: Maker;
beforeAll(async () => {
  stage = await startVisits();
  [east, west] = [await stage.company('东方电器'), await stage.company('西部电器')];
}, 60_000);
afterAll(() => stage.stop());

const keeper = (at: Maker) => stage.staff(at, 'keeper');
const item = (at: Maker, more: object = {}): Promise<VisitItemView> => stage.made(keeper(at).send('POST', 'items', { kind: 'sample', name: '滤芯样品', unitName: '支', price: '20.00', ...more }));
const receive = (at: Maker, { id }: { id: string }, quantity: number, reference = `入库单 ${quantity}`, unitId = at.east) => keeper(at).send('POST', `items/${id}/receipts`, { unitId, quantity, reference });
const budget = (at: Maker, kind: string, amount: string, period = '2026') => stage.made(stage.staff(at, 'superior').send('POST', 'item-budgets', { unitId: at.east, kind, period, amount, reason: '年度预算' }));
const handOut = (at: Maker, customerId: string, lines: object[], who: 'visitor' | 'supervisor' | 'salesperson' | 'southVisitor' = 'visitor') => stage.staff(at, who).send('POST', 'hand-outs', { customerId, lines, receivedBy: '顾海' });
const held = async (at: Maker, id: string): Promise<number> => ((await keeper(at).get('items')).body.items as VisitItemView[]).find((i) => i.id === id)!.held.find((h) => h.unitId === at.east)?.quantity ?? 0;
const spent = async (at: Maker, kind: string): Promise<string[]> => (await stage.staff(at, 'superior').get(`item-budgets?kind=${kind}`)).body.items.map((b: { period: string; spent: string }) => `${b.period} ${b.spent}`);

test('DV-3.3f what lines cost, by kind; an item has one line; a hand-out is taken back once', () => {
  expect(costOf([{ quantity: 3, priceFen: 1999n }, { quantity: 1, priceFen: 1n }])).toBe(5998n);
  expect([...costByKind([{ kind: 'gift', quantity: 2, priceFen: 5n }, { kind: 'sample', quantity: 1, priceFen: 0n }, { kind: 'gift', quantity: 1, priceFen: 1n }])]).toEqual([['gift', 11n]]);
  expect(doubled([{ itemId: 'a' }, { itemId: 'b' }, { itemId: 'a' }])).toEqual([2]);
  expect(handOutMoves).toEqual({ handed_out: ['taken_back'], taken_back: [] });
});

test('DV-3.3f four kinds of items; a receipt with the same reference is the same one', async () => {
  const at = await stage.company('入库电器');
  const sample = await item(at);
  expect(sample).toMatchObject({ kindName: { zh: '样品' }, price: '20.00', active: true, held: [] });
  for (const kind of ['trial', 'promotional', 'gift']) await item(at, { kind, name: `${kind} 物品` });
  expect((await keeper(at).send('POST', 'items', { kind: 'sample', name: '滤芯　样品', unitName: '支', price: '1' })).body).toMatchObject({ status: 409, code: 'item_exists', clause: 'DV-3.3f' });
  expect((await receive(at, sample, 10)).body.held).toEqual([{ unitId: at.east, unitName: '华东营业部', quantity: 10 }]);
  expect((await receive(at, sample, 5, '入库单 10')).body).toMatchObject({ status: 409, code: 'reference_taken' });
  expect(await held(at, sample.id)).toBe(10);
  expect(((await keeper(at).get('items?kind=gift')).body.items as VisitItemView[]).map((i) => i.name)).toEqual(['gift 物品']);
  const { body: changed } = await keeper(at).send('PATCH', `items/${sample.id}`, { price: '21.50', active: false }, { 'if-match': '"1"' });
  expect(changed).toMatchObject({ price: '21.50', active: false, version: 2 });
  expect(((await keeper(at).get('items?kind=sample')).body.items)).toEqual([]);
  expect(((await keeper(at).get('items?kind=sample&show=all')).body.items)).toHaveLength(1);
  expect((await keeper(at).send('PATCH', `items/${sample.id}`, { price: '22' }, { 'if-match': '"1"' })).status).toBe(412);
});

test('DV-3.3f handed out from stock and within budget: both are less by it, and have it back when it was a mistake', async () => {
  const at = await stage.company('发放电器');
  const [sample, leaflet, customer] = [await item(at), await item(at, { kind: 'promotional', name: '折页', unitName: '张', price: '0' }), await stage.customer(at)];
  await receive(at, sample, 10);
  await receive(at, leaflet, 100);
  await budget(at, 'sample', '100.00');
  await budget(at, 'sample', '70.00', '2026-09');
  const { status, body } = await handOut(at, customer.id, [{ itemId: sample.id, quantity: 3 }, { itemId: leaflet.id, quantity: 40 }]);
  expect([status, body]).toMatchObject([201, { number: expect.stringMatching(/^FF20260930-/), customerName: customer.name, unitId: at.east, cost: '60.00', receivedBy: '顾海', handedBy: '林岚', status: 'handed_out', lines: [{ name: '滤芯样品', quantity: 3, cost: '60.00' }, { name: '折页', quantity: 40, cost: '0.00' }] }]);
  expect([await held(at, sample.id), await held(at, leaflet.id), await spent(at, 'sample')]).toEqual([7, 60, ['2026-09 60.00', '2026 60.00']]);
  // The month's budget holds no other one, the year's would.
  expect((await handOut(at, customer.id, [{ itemId: sample.id, quantity: 1 }])).body).toMatchObject({ status: 422, code: 'above_budget', clause: 'DV-3.3f', remaining: '10.00', asked: '20.00' });
  const { items } = (await keeper(at).get(`items/${sample.id}/statement?unitId=${at.east}`)).body;
  expect(items).toMatchObject([{ kind: 'hand_out', change: -3, after: 7, note: body.number }, { kind: 'receipt', change: 10, after: 10 }]);
  expect((await keeper(at).send('POST', `hand-outs/${body.id}/take-back`, { reason: '写错客户' })).body).toMatchObject({ status: 'taken_back', takenBackReason: '写错客户' });
  expect([await held(at, sample.id), await held(at, leaflet.id), await spent(at, 'sample')]).toEqual([10, 100, ['2026-09 0.00', '2026 0.00']]);
  expect((await keeper(at).send('POST', `hand-outs/${body.id}/take-back`, { reason: '再来' })).body).toMatchObject({ status: 409, clause: 'DV-3.3f' });
  expect(await stage.read(at, (tx) => stage.get(Stock).verify(tx))).toEqual([]);
});

test('DV-3.3f refused, and nothing written: too little stock, no budget, a gift, what is not there', async () => {
  const at = await stage.company('拒绝电器');
  const [sample, gift, customer] = [await item(at), await item(at, { kind: 'gift', name: '茶具', price: '300' }), await stage.customer(at)];
  await receive(at, sample, 2);
  expect((await handOut(at, customer.id, [{ itemId: sample.id, quantity: 1 }])).body).toMatchObject({ status: 422, code: 'no_budget', clause: 'DV-3.3f' });
  await budget(at, 'sample', '1000.00');
  expect((await handOut(at, customer.id, [{ itemId: sample.id, quantity: 3 }])).body).toMatchObject({ status: 422, code: 'insufficient', clause: 'DV-3.3f', held: 2, asked: 3 });
  expect((await handOut(at, customer.id, [{ itemId: gift.id, quantity: 1 }])).body).toMatchObject({ status: 422, code: 'gift_needs_approval', clause: 'DV-6' });
  expect((await handOut(at, customer.id, [{ itemId: sample.id, quantity: 1 }, { itemId: sample.id, quantity: 1 }])).body).toMatchObject({ status: 400, errors: [{ field: 'lines.1.itemId', code: 'twice' }] });
  expect((await handOut(at, customer.id, [{ itemId: newId(), quantity: 1 }])).body).toMatchObject({ status: 400, errors: [{ field: 'lines.0.itemId', code: 'unknown_item' }] });
  expect((await handOut(at, newId(), [{ itemId: sample.id, quantity: 1 }])).body).toMatchObject({ status: 400, clause: 'DV-2' });
  expect((await handOut(at, customer.id, [{ itemId: sample.id, quantity: 0 }])).status).toBe(400);
  expect([await held(at, sample.id), await spent(at, 'sample'), (await keeper(at).get('hand-outs')).body.items]).toEqual([2, ['2026 0.00'], []]);
});

test('DV-3.3f 50 at once for the last one, and for a budget of one: exactly one passes', async () => {
  const at = await stage.company('抢领电器');
  const [last, dear, customer] = [await item(at), await item(at, { name: '整机样品', price: '2000' }), await stage.customer(at)];
  await receive(at, last, 1);
  await receive(at, dear, 50);
  await budget(at, 'sample', '3000.00');
  const all = async (itemId: string): Promise<number[]> => (await Promise.all(Array.from({ length: 50 }, () => handOut(at, customer.id, [{ itemId, quantity: 1 }])))).map(({ status }) => status).toSorted();
  expect(await all(last.id)).toEqual([201, ...Array<number>(49).fill(422)]);
  expect(await all(dear.id)).toEqual([201, ...Array<number>(49).fill(422)]);
  expect([await held(at, last.id), await held(at, dear.id), await spent(at, 'sample')]).toEqual([0, 49, ['2026 2020.00']]);
  expect(await stage.read(at, (tx) => stage.get(Stock).verify(tx))).toEqual([]);
}, 60_000);

test('DV-3.3f of the own unit and company alone (PF-4, PF-6)', async () => {
  const [sample, customer] = [await item(east), await stage.customer(east)];
  await receive(east, sample, 5);
  await budget(east, 'sample', '1000.00');
  const { body } = await handOut(east, customer.id, [{ itemId: sample.id, quantity: 1 }]);
  expect((await handOut(east, customer.id, [{ itemId: sample.id, quantity: 1 }], 'salesperson')).status).toBe(403);
  expect((await handOut(east, customer.id, [{ itemId: sample.id, quantity: 1 }], 'southVisitor')).status).toBe(403);
  expect((await stage.staff(east, 'visitor').send('POST', `hand-outs/${body.id}/take-back`, { reason: '退回' })).body).toMatchObject({ status: 403, permission: 'giftItem.work' });
  expect((await stage.staff(east, 'southSupervisor').get('hand-outs')).body.items).toEqual([]);
  expect((await stage.staff(east, 'southSupervisor').get(`items/${sample.id}/statement?unitId=${east.east}`)).status).toBe(403);
  expect((await stage.staff(east, 'southSupervisor').get('items')).body.items[0].held).toEqual([]);
  expect((await keeper(west).get('items')).body.items).toEqual([]);
  expect((await receive(west, sample, 1, '别家', west.east)).status).toBe(404);
  expect((await keeper(west).send('POST', `hand-outs/${body.id}/take-back`, { reason: '别家' })).status).toBe(404);
  expect((await keeper(west).get(`items/${sample.id}/statement?unitId=${west.east}`)).status).toBe(404);
  expect(((await stage.staff(east, 'visitor').get(`hand-outs?customerId=${customer.id}`)).body.items as HandOutView[]).map((h) => h.id)).toEqual([body.id]);
});
