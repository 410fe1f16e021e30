import { newId } from '@luyue/kernel';
import { type Maker, type Running, startVisits } from '../visits.harness.ts';
import { monthOf, monthsIn, sellThrough } from './analysis.rules.ts';

let stage: Running;
let west: Maker;
beforeAll(async () => {
  stage = await startVisits();
  west = await stage.company('西部电器');
}, 60_000);
afterAll(() => stage.stop());

const look = async (at: Maker, what: 'coverage' | 'products' | 'effect', query = '', who: 'supervisor' | 'leader' | 'visitor' | 'southSupervisor' = 'supervisor') => stage.staff(at, who).get(`analysis/${what}?unitId=${at.east}&from=2026-09&to=2026-10${query}`);
const figures = async (at: Maker, what: Parameters<typeof look>[1], query = ''): Promise<any[]> => (await look(at, what, query)).body.items;
async function sync(at: Maker, records: object[], deviceId = 'p'): Promise<string[]> {
  const occurredAt = new Date((await stage.now(at)).getTime() - 1_000).toISOString();
  const { body } = await stage.staff(at, 'visitor').send('POST', 'visits/sync', { deviceId, records: records.map((record) => ({ id: newId(), occurredAt, ...record })) });
  return body.results.map((r: { outcome: string }) => r.outcome);
}
const visit = (at: Maker, customerId: string, visitId = newId()): Promise<string[]> => sync(at, [{ visitId, kind: 'check_in', body: { customerId, reason: '例行' } }]);
const line = (product: string, stock: number, purchases: number, sales: number) => ({ product, stock: { quantity: stock }, purchases: { quantity: purchases, amount: `${purchases * 100}.00` }, sales: { quantity: sales, amount: `${sales * 120}.00` } });

test('capability 8: months, and the share of what was to sell that was sold', () => {
  expect([monthOf('2026-09-30'), monthsIn('2026-09', '2026-09'), monthsIn('2025-11', '2026-10')]).toEqual(['2026-09-01', 1, 12]);
  expect([sellThrough(30, 70), sellThrough(1, 2), sellThrough(0, 5), sellThrough(0, 0)]).toEqual([0.3, 0.3333, 0, null]);
});

test('capability 8: coverage by the grade of each month; a customer counts from its registration', async () => {
  const at = await stage.company('覆盖电器');
  const [first, second] = [await stage.customer(at), await stage.customer(at)];
  expect([await visit(at, first.id), await visit(at, first.id)]).toEqual([['applied'], ['applied']]);
  await stage.write(at, (tx) => tx.manager.query(`UPDATE visit_customer SET grades = '[{"grade":"A","from":"2026-10"}]' WHERE id = $1`, [first.id]));
  await stage.moveTo(at, '2026-10-09T02:00:00.000Z');
  await visit(at, second.id);
  await stage.customer(at);
  expect(await figures(at, 'coverage')).toEqual([
    { month: '2026-10', grade: 'A', customers: 1, visited: 0, visits: 0, share: 0 }, { month: '2026-10', grade: 'none', customers: 2, visited: 1, visits: 1, share: 0.5 }, { month: '2026-09', grade: 'none', customers: 2, visited: 1, visits: 2, share: 0.5 },
  ]);
});

test('capability 8: stock and sell-through by product and region; a survey that took another\'s place counts once, however its product was typed', async () => {
  const at = await stage.company('动销电器');
  const region = await stage.region(at);
  const [inRegion, without] = [await stage.customer(at, { regionId: region.id }), await stage.customer(at)];
  const templateId = (await stage.staff(at, 'visitor').get('survey-templates')).body.items.find((t: { key: string }) => t.key === 'products').id;
  const survey = (visitId: string, ...lines: object[]) => ({ visitId, kind: 'survey', body: { templateId, lines } });
  const [one, two] = [newId(), newId()];
  await visit(at, inRegion.id, one);
  await visit(at, without.id, two);
  expect(await sync(at, [survey(one, line('净水机 X1', 40, 12, 8), line('净水机 X2', 5, 0, 0)), survey(two, line('净水机x1', 10, 2, 2))])).toEqual(['applied', 'applied']);
  const x1 = { month: '2026-09', customers: 1 };
  expect(await figures(at, 'products', `&product=${encodeURIComponent('净水机　x1')}`)).toEqual(expect.arrayContaining([
    { ...x1, regionId: region.id, regionName: '苏锡常', product: '净水机 X1', stock: 40, purchases: 12, purchasesAmount: '1200.00', sales: 8, salesAmount: '960.00', sellThrough: 0.1667 },
    { ...x1, regionId: null, regionName: null, product: '净水机x1', stock: 10, purchases: 2, purchasesAmount: '200.00', sales: 2, salesAmount: '240.00', sellThrough: 0.1667 },
  ]));
  // Answered again: the earlier answer, and the product that is no longer in it, are gone.
  expect(await sync(at, [survey(one, line('净水机 X1', 30, 12, 18))])).toEqual(['applied']);
  expect(await figures(at, 'products', `&regionId=${region.id}`)).toMatchObject([{ product: '净水机 X1', customers: 1, stock: 30, sales: 18, sellThrough: 0.375 }]);
  // Another visit in the month: sales add up, the stock is what was counted last.
  const three = newId();
  await visit(at, inRegion.id, three);
  await sync(at, [survey(three, line('净水机 X1', 12, 0, 18))]);
  expect(await figures(at, 'products', `&regionId=${region.id}`)).toMatchObject([{ customers: 1, stock: 12, purchases: 12, sales: 36, sellThrough: 0.75 }]);
  // The rows are those of the surveys themselves.
  const [raw] = await stage.read(at, (tx) => tx.manager.query(`SELECT sum(quantity) FILTER (WHERE measure = 'sales')::float8 AS sales, sum(quantity) FILTER (WHERE measure = 'purchases')::float8 AS purchases FROM survey_line`));
  const [kept] = await stage.read(at, (tx) => tx.manager.query('SELECT sum(sales)::float8 AS sales, sum(purchases)::float8 AS purchases FROM product_month'));
  expect(kept).toEqual(raw);
});

test('capability 8: effect of visits: what customers bought in months with a visit, and in months without', async () => {
  const at = await stage.company('效果电器', '2026-09-10T02:00:00.000Z');
  const [visited, never] = [await stage.customer(at), await stage.customer(at)];
  const buy = (id: string, boughtOn: string, amount: string) => stage.made(stage.staff(at, 'supervisor').send('POST', `customers/${id}/purchases`, { boughtOn, product: '净水机 X1', quantity: 1, amount }));
  await visit(at, visited.id);
  await buy(visited.id, '2026-09-05', '3000.00');
  await buy(visited.id, '2026-09-09', '1000.00');
  await buy(never.id, '2026-09-09', '500.00');
  await stage.moveTo(at, '2026-10-09T02:00:00.000Z');
  await buy(never.id, '2026-10-09', '100.01');
  // Four customer months: one with a visit, three without.
  expect(await figures(at, 'effect')).toEqual([{ grade: 'none', visitedMonths: 1, otherMonths: 3, boughtWhenVisited: '4000.00', boughtOtherwise: '200.00' }]);
});

test('capability 8: two surveys of a customer at once are both counted, once', async () => {
  const at = await stage.company('同时电器');
  const customer = await stage.customer(at);
  const templateId = (await stage.staff(at, 'visitor').get('survey-templates')).body.items.find((t: { key: string }) => t.key === 'products').id;
  const visits = Array.from({ length: 6 }, () => newId());
  for (const id of visits) await visit(at, customer.id, id);
  const outcomes = await Promise.all(visits.map((visitId) => sync(at, [{ visitId, kind: 'survey', body: { templateId, lines: [line('净水机 X1', 10, 1, 2)] } }])));
  expect(outcomes.flat()).toEqual(Array(6).fill('applied'));
  expect(await figures(at, 'products')).toMatchObject([{ customers: 1, stock: 10, purchases: 6, sales: 12 }]);
  expect(await figures(at, 'coverage')).toMatchObject([{ month: '2026-10' }, { month: '2026-09', visited: 1, visits: 6 }]);
});

test('capability 8: within the units of the reader, of the own company alone, over two years at most (PF-4, PF-6)', async () => {
  for (const what of ['coverage', 'products', 'effect'] as const) {
    expect((await look(west, what, '', 'leader')).status).toBe(200);
    expect((await look(west, what, '', 'visitor')).body).toMatchObject({ status: 403, permission: 'visitAnalysis.read' });
    expect((await look(west, what, '', 'southSupervisor')).status).toBe(403);
    const at = (query: string) => stage.staff(west, 'leader').get(`analysis/${what}?${query}`);
    expect((await at(`unitId=${newId()}&from=2026-09&to=2026-10`)).body).toMatchObject({ status: 400, errors: [{ field: 'unitId' }] });
    for (const months of ['from=2026-10&to=2026-09', 'from=2024-09&to=2026-09', 'from=2026-00&to=2026-09']) expect((await at(`unitId=${west.east}&${months}`)).status).toBe(400);
  }
  expect((await look(west, 'products', `&regionId=${newId()}`)).body).toMatchObject({ status: 400, errors: [{ field: 'regionId' }] });
});
