import { newId } from '@luyue/kernel';
import { type Maker, type Running, startVisits } from '../visits.harness.ts';
import { periodNamed, remainingOf } from './item-budgets.rules.ts';

let stage: Running;
let east: Maker;
let west: Maker;
beforeAll(async () => {
  stage = await startVisits();
  [east, west] = [await stage.company('东方电器'), await stage.company('西部电器')];
}, 60_000);
afterAll(() => stage.stop());

const set = (at: Maker, more: object = {}, who: 'superior' | 'supervisor' = 'superior') => stage.staff(at, who).send('POST', 'item-budgets', { unitId: at.east, kind: 'gift', period: '2026-Q4', amount: '1000.00', reason: '四季度', ...more });

test.each([
  ['2026', '2026-01-01', '2026-12-31'], ['2026-H2', '2026-07-01', '2026-12-31'], ['2026-Q4', '2026-10-01', '2026-12-31'], ['2028-02', '2028-02-01', '2028-02-29'],
])('capability 6: %s is from %s to %s', (text, from, to) => expect(periodNamed(text)).toMatchObject({ label: text, from, to }));

test.each(['26', '2026-Q5', '2026-H3', '2026-13', '2026-1', '2026-Q', ''])('capability 6: %p is no period', (text) => expect(periodNamed(text)).toBeNull());

test('capability 6: the tightest of the budgets that hold a day decides', () => {
  const of = (period: string, amountFen: bigint, spentFen: bigint) => ({ period, amountFen, spentFen });
  expect([remainingOf([]), remainingOf([of('2026', 100n, 30n)]), remainingOf([of('2026', 100n, 30n), of('2026-10', 50n, 45n)])]).toEqual([null, 70n, 5n]);
});

test('capability 6: set by the superior, changed with its reason, never below what was spent', async () => {
  const { status, body } = await set(east);
  expect([status, body]).toMatchObject([201, { unitName: '华东营业部', period: '2026-Q4', firstDay: '2026-10-01', lastDay: '2026-12-31', amount: '1000.00', spent: '0.00', remaining: '1000.00', history: [{ amount: '1000.00', by: '秦岭', reason: '四季度' }] }]);
  expect((await set(east)).body).toMatchObject({ status: 409, code: 'budget_exists' });
  expect((await set(east, { period: '2026-13' })).body).toMatchObject({ status: 400, clause: 'DV-3.3f', errors: [{ field: 'period', code: 'period' }] });
  const put = (amount: string, version = 1) => stage.staff(east, 'superior').send('PUT', `item-budgets/${body.id}`, { amount, reason: '追加' }, { 'if-match': `"${version}"` });
  expect((await put('1500.00')).body).toMatchObject({ amount: '1500.00', version: 2, history: [{ amount: '1500.00', reason: '追加' }, { amount: '1000.00' }] });
  expect((await put('2000.00')).status).toBe(412);
  await stage.write(east, (tx) => tx.manager.query(`UPDATE item_budget SET spent_fen = 50000 WHERE id = $1`, [body.id]));
  expect((await put('499.99', 2)).body).toMatchObject({ status: 422, code: 'below_spent', clause: 'DV-3.3f', errors: [{ field: 'amount' }] });
  expect((await put('500.00', 2)).body).toMatchObject({ amount: '500.00', remaining: '0.00' });
});

test('capability 6: not by the supervisor who spends it; of the own company alone (PF-4, PF-6)', async () => {
  expect((await set(east, {}, 'supervisor')).body).toMatchObject({ status: 403, permission: 'giftApplication.approve' });
  expect((await set(west, { unitId: east.east })).body).toMatchObject({ status: 400, errors: [{ field: 'unitId', code: 'unknown_unit' }] });
  const { body } = await set(west, { period: '2026' });
  expect((await stage.staff(east, 'superior').send('PUT', `item-budgets/${body.id}`, { amount: '1', reason: '别家' }, { 'if-match': '"1"' })).status).toBe(404);
  expect((await stage.staff(east, 'superior').send('PUT', `item-budgets/${newId()}`, { amount: '1', reason: '没有' }, { 'if-match': '"1"' })).status).toBe(404);
  await set(west, { kind: 'sample', period: '2026-10' });
  const list = async (query: string) => (await stage.staff(west, 'supervisor').get(`item-budgets?${query}`)).body;
  expect((await list('')).items.map((b: { period: string }) => b.period)).toEqual(['2026-10', '2026']);
  const { nextCursor } = await list('limit=1');
  expect((await list(`limit=1&cursor=${nextCursor}`)).items.map((b: { period: string }) => b.period)).toEqual(['2026']);
  expect([(await list('kind=gift')).items.length, (await list(`unitId=${west.south}`)).items.length, (await stage.staff(west, 'southSupervisor').get('item-budgets')).body.items.length]).toEqual([1, 0, 0]);
});
