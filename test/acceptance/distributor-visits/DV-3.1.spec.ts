import { randomUUID } from 'node:crypto';
import { DV, manufacturer } from '../distributor.ts';
import type { Json } from '../stage.ts';

const maker = manufacturer('2026-09-30T02:00:00.000Z');
const form = async (key: string): Promise<Json> => (await maker.here.who.visitor.get(`${DV}/survey-templates`)).items.find((t: Json) => t.key === key);

/** A visit now on which forms are answered. */
async function survey(customer: Json, bodies: object[]): Promise<Json[]> {
  const visitId = randomUUID();
  const occurredAt = new Date(Date.parse(customer.registeredAt) - 1_000).toISOString();
  const record = (kind: string, body: object): object => ({ id: randomUUID(), visitId, kind, occurredAt, body });
  return (await maker.here.who.visitor.post(`${DV}/visits/sync`, { deviceId: 'phone', records: [record('check_in', { customerId: customer.id, reason: '季度调查' }), ...bodies.map((body) => record('survey', body))] })).results;
}

test('DV-3.1a the lines of business are surveyed, and customers surveyed are counted', async () => {
  const { who } = maker.here;
  const customer = await maker.here.customer({ name: '经营项目客户' });
  const { id: templateId } = await form('business');
  const results = await survey(customer, [{ templateId, values: {} }, { templateId, values: { lines: '家电、五金', trend: '平稳' } }]);
  expect(results.map((r) => [r.outcome, r.problem?.clause])).toEqual([['applied', undefined], ['refused', 'DV-3.1a'], ['applied', undefined]]);
  expect((await who.supervisor.get(`${DV}/surveys?customerId=${customer.id}`)).items).toMatchObject([{ by: '林岚', values: [{ field: 'lines', value: '家电、五金' }, { field: 'trend', value: '平稳' }] }]);
  expect(await who.leader.get(`${DV}/surveys/customers?unitId=${maker.here.unit('east')}&from=2026-09-01&to=2026-09-30`)).toMatchObject({ business: 1, products: 0 });
});

test('DV-3.1b quantities and amounts of stock, purchases and sales per product and visit, the last ones beside the next', async () => {
  const { who } = maker.here;
  const customer = await maker.here.customer({ name: '进销存客户' });
  const { id: templateId } = await form('products');
  const line = { product: '净水机 X1', stock: { quantity: 40 }, purchases: { quantity: 12, amount: '35988.00' }, sales: { quantity: 7.5, amount: '24750.00' } };
  expect((await survey(customer, [{ templateId, lines: [line] }])).map((r) => r.outcome)).toEqual(['applied', 'applied']);
  const today = await who.visitor.get(`${DV}/visits/today`);
  expect(today.visits.find((v: Json) => v.customer.id === customer.id).answers[0].lines).toEqual([
    { product: '净水机 X1', measure: 'purchases', quantity: 12, amount: '35988.00' }, { product: '净水机 X1', measure: 'sales', quantity: 7.5, amount: '24750.00' }, { product: '净水机 X1', measure: 'stock', quantity: 40, amount: null },
  ]);
  expect((await survey(await maker.here.customer({ name: '两次' }), [{ templateId, lines: [line, line] }]))[1]).toMatchObject({ outcome: 'refused', problem: { clause: 'DV-3.1b', errors: [{ field: 'lines.1.product' }] } });
  expect((await who.southSupervisor.get(`${DV}/surveys`)).items).toEqual([]);
});
