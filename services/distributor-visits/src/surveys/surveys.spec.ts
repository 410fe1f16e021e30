import { newId } from '@luyue/kernel';
import { type Maker, type Running, startVisits } from '../visits.harness.ts';

let stage: Running;
let east: Maker;
let west: Maker;
beforeAll(async () => {
  stage = await startVisits();
  [east, west] = [await stage.company('江州家电'), await stage.company('海州家电')];
}, 60_000);
afterAll(() => stage.stop());

const templates = async (at: Maker): Promise<any[]> => (await stage.staff(at, 'visitor').get('survey-templates')).body.items;
const idOf = async (at: Maker, key: string): Promise<string> => (await templates(at)).find((t) => t.key === key).id;
/** A visit with these answers, on the day of the clock. */
async function visit(at: Maker, customerId: string, bodies: object[], { visitId = newId(), deviceId = 'p', fresh = true } = {}) {
  const occurredAt = new Date((await stage.now(at)).getTime() - 1_000).toISOString();
  const record = (kind: string, body: object) => ({ id: newId(), visitId, kind, occurredAt, body });
  const records = [...(fresh ? [record('check_in', { customerId, reason: '调查' })] : []), ...bodies.map((body) => record('survey', body))];
  const { results } = (await stage.staff(at, 'visitor').send('POST', 'visits/sync', { deviceId, records })).body;
  return { visitId, results: results.slice(fresh ? 1 : 0) as any[], ids: records.slice(fresh ? 1 : 0).map((r) => r.id) };
}
const answers = async (at: Maker, query = ''): Promise<any[]> => (await stage.staff(at, 'supervisor').get(`surveys?${query}`)).body.items;

test('DV-3.1a the lines of business are surveyed on a visit; what is missing or wrong is named', async () => {
  const customer = await stage.customer(east, { name: '经营项目' });
  const templateId = await idOf(east, 'business');
  const { results } = await visit(east, customer.id, [{ templateId, values: { trend: '飞升' } }, { templateId, values: { lines: '家电、五金', staff: 12, trend: '上升' } }, { templateId: newId(), values: {} }]);
  expect(results.map((r) => [r.outcome, r.problem?.clause, r.problem?.errors.map((e: any) => e.field)])).toEqual([['refused', 'DV-3.1a', ['values.lines', 'values.trend']], ['applied', undefined, undefined], ['refused', 'DV-3.1a', ['templateId']]]);
  expect(await answers(east, `customerId=${customer.id}`)).toMatchObject([{ templateKey: 'business', day: '2026-09-30', by: '林岚', customerName: '经营项目', values: [{ field: 'lines', value: '家电、五金' }, { field: 'staff', value: '12' }, { field: 'trend', value: '上升' }], lines: [] }]);
});

test('DV-3.1b stock, purchases and sales of each product, in quantities and amounts; the last values stand beside the next', async () => {
  const at = await stage.company('进销存家电');
  const customer = await stage.customer(at, { name: '进销存' });
  const templateId = await idOf(at, 'products');
  const line = (quantity: number, amount = '35988.00') => ({ product: '净水机 X1', stock: { quantity }, purchases: { quantity: 12, amount }, sales: { quantity: 7.5 } });
  expect((await visit(at, customer.id, [{ templateId, lines: [line(40, '1.234')] }])).results[0].problem.errors[0].field).toBe('lines.0.purchases.amount');
  await visit(at, customer.id, [{ templateId, lines: [line(40)] }]);
  await stage.moveTo(at, '2026-10-08T02:00:00.000Z');
  await visit(at, customer.id, [{ templateId, lines: [line(25)] }]);
  const today = (await stage.staff(at, 'visitor').get('visits/today')).body;
  expect(today.templates.map((t: any) => t.key)).toEqual(['business', 'products']);
  expect(today.visits[0].answers).toMatchObject([{ templateKey: 'products', day: '2026-10-08', lines: [{ product: '净水机 X1', measure: 'purchases', quantity: 12, amount: '35988.00' }, { measure: 'sales', quantity: 7.5, amount: null }, { measure: 'stock', quantity: 25 }] }]);
  expect((await answers(at, `templateKey=products&to=2026-09-30`)).map((a) => a.lines.find((l: any) => l.measure === 'stock').quantity)).toEqual([40]);
  expect((await stage.staff(at, 'supervisor').get(`surveys/customers?unitId=${at.east}&from=2026-09-01&to=2026-10-31`)).body).toEqual({ customers: 1, business: 0, products: 1, surveys: 2 });
  // Of the customers in use: never more than there are.
  await stage.staff(at, 'supervisor').send('POST', `customers/${customer.id}/status`, { status: 'closed', reason: '歇业' });
  expect((await stage.staff(at, 'supervisor').get(`surveys/customers?unitId=${at.east}&from=2026-09-01&to=2026-10-31`)).body).toEqual({ customers: 0, business: 0, products: 0, surveys: 2 });
});

test('a form answered again on the same phone replaces the answer; on another it is a conflict that the visitor settles', async () => {
  const customer = await stage.customer(east, { name: '重填' });
  const templateId = await idOf(east, 'business');
  const { visitId } = await visit(east, customer.id, [{ templateId, values: { lines: '一' } }]);
  await visit(east, customer.id, [{ templateId, values: { lines: '二' } }], { visitId, fresh: false });
  const value = async (): Promise<string[]> => (await answers(east, `customerId=${customer.id}`)).map((a) => a.values[0].value);
  expect(await value()).toEqual(['二']);
  const { results, ids } = await visit(east, customer.id, [{ templateId, values: { lines: '三' } }], { visitId, fresh: false, deviceId: 'q' });
  expect([results[0].outcome, await value()]).toEqual(['conflict', ['二']]);
  await stage.staff(east, 'visitor').send('POST', `visits/${visitId}/records/${ids[0]}/settle`, { keep: 'this' });
  expect(await value()).toEqual(['三']);
});

test('forms are published in editions from their day on; answers keep theirs', async () => {
  const at = await stage.company('换版家电');
  const publish = (more: object = {}, who: 'supervisor' | 'visitor' = 'supervisor') => stage.staff(at, who).send('POST', 'survey-templates', { key: 'products', kind: 'products', title: { zh: '进销存二版', en: 'Second' }, fields: [], products: ['净水机 X1'], reason: '只查主推', ...more });
  const before = await idOf(at, 'products');
  expect((await publish({ effectiveFrom: '2026-10-08' })).body).toMatchObject({ edition: 1, effectiveFrom: '2026-10-08' });
  expect(await idOf(at, 'products')).toBe(before);
  await stage.moveTo(at, '2026-10-08T02:00:00.000Z');
  expect((await templates(at)).find((t) => t.key === 'products')).toMatchObject({ edition: 1, title: { zh: '进销存二版' } });
  const customer = await stage.customer(at);
  expect((await visit(at, customer.id, [{ templateId: await idOf(at, 'products'), lines: [{ product: '别的', stock: { quantity: 1 } }] }])).results[0].problem).toMatchObject({ clause: 'DV-3.1b', errors: [{ field: 'lines.0.product' }] });
  // A phone that was away answers the edition that it knew.
  expect((await visit(at, customer.id, [{ templateId: before, lines: [{ product: '别的', stock: { quantity: 1 } }] }])).results[0].outcome).toBe('applied');
  expect((await publish()).body.edition).toBe(2);
  expect((await publish({ effectiveFrom: '2026-10-07' })).body).toMatchObject({ status: 422, code: 'template_in_the_past' });
  expect((await publish({ fields: [{ key: 'a', label: { zh: '甲', en: 'a' }, type: 'choice', choices: ['一'] }] })).body).toMatchObject({ status: 400, errors: [{ field: 'fields.0.choices' }] });
  expect((await publish({}, 'visitor')).body).toMatchObject({ status: 403, permission: 'visitSurvey.write' });
  expect((await templates(west)).find((t) => t.key === 'products').edition).toBe(0);
});

test('PF-4, PF-6: of the own unit and company alone', async () => {
  const customer = await stage.customer(west);
  const { results } = await visit(west, customer.id, [{ templateId: await idOf(west, 'business'), values: { lines: '家电' } }]);
  expect(results[0].outcome).toBe('applied');
  expect([(await answers(west)).length, (await answers(east, `customerId=${customer.id}`)).length, (await stage.staff(west, 'southSupervisor').get('surveys')).body.items.length]).toEqual([1, 0, 0]);
  expect((await stage.staff(west, 'southSupervisor').get(`surveys/customers?unitId=${west.east}&from=2026-09-01&to=2026-09-30`)).status).toBe(403);
});
