import { DV, manufacturer } from '../distributor.ts';
import { eventually, type Json } from '../stage.ts';

const maker = manufacturer('2026-09-30T02:00:00.000Z');
const item = (key: string, zh: string, weight: number, more: object = {}) => ({ key, name: { zh, en: key }, weight, kind: 'manual', ...more });
const ITEMS = [item('nature', '性质', 20), item('scale', '规模', 30), item('sales', '销售额', 30, { kind: 'fact', fact: 'sales' }), item('trend', '经营趋势', 20, { kind: 'fact', fact: 'trend' })];
const scheme = (region: Json, more: object = {}) => ({ regionId: region.id, unitId: maker.here.unit('east'), items: ITEMS, thresholds: { A: 85, B: 70, C: 50 }, reason: '首版', ...more });

async function cardOf(region: Json, customer: Json): Promise<string> {
  const { supervisor } = maker.here.who;
  await supervisor.post(`${DV}/grade-cards`, { regionId: region.id, unitId: maker.here.unit('east') });
  return (await supervisor.get(`${DV}/grade-cards?customerId=${customer.id}`)).items[0].id;
}

test('DV-4.1 a scheme whose weights do not sum to 100 grades nobody', async () => {
  const { supervisor } = maker.here.who;
  const region = await maker.here.region('苏锡常');
  expect(await supervisor.refused(422, 'POST', `${DV}/grade-schemes`, scheme(region, { items: [item('nature', '性质', 60), item('scale', '规模', 30)] }))).toMatchObject({ clause: 'DV-4.1', errors: [{ field: 'items', code: 'weights_sum' }] });
  expect(await supervisor.refused(409, 'POST', `${DV}/grade-cards`, { regionId: region.id, unitId: maker.here.unit('east') })).toMatchObject({ clause: 'DV-4.1', code: 'no_scheme' });
});

test('DV-4.1 a customer is graded by nature, scale, sales and trend; the grade counts from the next month plan, an override needs its reason, and both stay in the history', async () => {
  const { supervisor, visitor, southSupervisor } = maker.here.who;
  const region = await maker.here.region('杭嘉湖');
  const customer = await maker.here.customer({ name: '杭州恒源', regionId: region.id });
  for (const [boughtOn, amount] of [['2026-01-10', '100000.00'], ['2026-09-01', '120000.00']]) await supervisor.post(`${DV}/customers/${customer.id}/purchases`, { boughtOn, product: '净水机 X1', quantity: 1, amount });
  await supervisor.post(`${DV}/grade-schemes`, scheme(region));
  const card = `${DV}/grade-cards/${await cardOf(region, customer)}`;
  await supervisor.send('PUT', `${card}/items/nature`, { body: { score: 90, reason: '省级代理' } });
  await supervisor.send('PUT', `${card}/items/scale`, { body: { score: 80, reason: '三家门店' } });
  expect(await supervisor.post(`${card}/close`)).toMatchObject({ total: 92, grade: 'A', gradings: [{ countsFrom: '2026-10' }] });
  await visitor.refused(403, 'POST', `${card}/override`, { grade: 'B', reason: '付款慢' });
  await southSupervisor.refused(403, 'GET', card);
  expect(await supervisor.refused(400, 'POST', `${card}/override`, { grade: 'B' })).toMatchObject({ errors: [{ field: 'reason' }] });
  await supervisor.post(`${card}/override`, { grade: 'B', reason: '付款慢' });
  expect((await visitor.get(`${DV}/customers/${customer.id}/grades`)).items).toMatchObject([{ computed: 'A', grade: 'B', reason: '付款慢', countsFrom: '2026-10' }, { grade: 'A', reason: null }]);
  expect((await visitor.get(`${DV}/customers/${customer.id}`)).grades).toEqual([{ grade: 'B', from: '2026-10' }]);
});

test('DV-4.1 a region owes the grades of its customers each half-year from the next whole one, and meets it with the last', async () => {
  const { who } = maker.here;
  const region = await maker.here.region('宁镇扬');
  const customers = [await maker.here.customer({ name: '镇江一店', regionId: region.id }), await maker.here.customer({ name: '扬州二店', regionId: region.id })];
  await who.supervisor.post(`${DV}/grade-schemes`, scheme(region, { items: [item('nature', '性质', 100)] }));
  await maker.here.moveTo('2027-01-04T02:00:00.000Z');
  const owed = async (): Promise<Json[]> => (await who.supervisor.get(`${DV}/obligations?clauseId=DV-4.1&limit=200`)).items.filter((o: Json) => o.subject.title === '宁镇扬客户分级');
  expect(await eventually('the half-year is owed', async () => { const found = await owed(); return found.length > 0 && found; })).toMatchObject([{ status: 'open', dueAt: '2027-06-30T16:00:00.000Z' }]);
  for (const [i, customer] of customers.entries()) {
    const card = `${DV}/grade-cards/${await cardOf(region, customer)}`;
    await who.supervisor.send('PUT', `${card}/items/nature`, { body: { score: 60, reason: '一般' } });
    expect(await who.supervisor.post(`${card}/close`)).toMatchObject({ grade: 'C', gradings: [{ countsFrom: '2027-02' }] });
    expect(await owed()).toMatchObject([{ status: i ? 'met' : 'open' }]);
  }
});
