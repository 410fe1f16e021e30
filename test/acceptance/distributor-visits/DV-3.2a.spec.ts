import { randomUUID } from 'node:crypto';
import { DV, manufacturer } from '../distributor.ts';
import type { Json } from '../stage.ts';

const maker = manufacturer('2026-09-30T02:00:00.000Z');

test('DV-3.2a an explanation names the product and which of performance, features and precautions were explained', async () => {
  const { who } = maker.here;
  const customer = await maker.here.customer({ name: '讲解客户' });
  const visitId = randomUUID();
  const occurredAt = new Date(Date.parse(customer.registeredAt) - 1_000).toISOString();
  const record = (kind: string, body: object): object => ({ id: randomUUID(), visitId, kind, occurredAt, body });
  const explain = (product: string | undefined, points: object): object => record('activity', { activity: 'explanation', product, ...points });
  const records = [record('check_in', { customerId: customer.id, reason: '新品上市' }), explain('净水机 X1', { performance: true, features: true, precautions: true }), explain('净水机 X1', { features: true }), explain(undefined, {})];
  const send = (): Promise<Json> => who.visitor.post(`${DV}/visits/sync`, { deviceId: 'phone', records });
  const { results } = await send();
  expect(results.map((r: Json) => r.outcome)).toEqual(['applied', 'applied', 'applied', 'refused']);
  expect(results[3].problem).toMatchObject({ clause: 'DV-3.2a', errors: [{ field: 'product' }] });
  expect((await send()).results.map((r: Json) => r.outcome)).toEqual(['known', 'known', 'known', 'refused']);
  const path = `${DV}/visits/explained?unitId=${maker.here.unit('east')}&from=2026-09-30&to=2026-09-30`;
  expect((await who.supervisor.get(path)).items).toEqual([{ product: '净水机 X1', explanations: 2, complete: 1, customers: 1 }]);
  await who.southSupervisor.refused(403, 'GET', path);
});
