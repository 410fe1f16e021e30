import { randomUUID } from 'node:crypto';
import type { Caller } from './stage.mjs';
import type { World } from './world.ts';

export const DV = '/v1/distributor-visits';

/** A customer of the southern unit, where no other file of journeys works; visited by its visitor. */
export async function southernCustomer(world: World, name: string, more: object = {}): Promise<any> {
  const supervisor = await world.api('maker', 'southSupervisor');
  const { units, people } = world.stage.maker;
  const customer = await supervisor.post(`${DV}/customers`, { type: 'distributor', name, city: '广州', address: '天河路 8 号', unitId: units.south, contacts: [{ name: '梁生', post: '经理', phone: '13700001111' }], duplicateAcknowledged: true, ...more });
  await supervisor.post(`${DV}/customers/${customer.id}/visitor`, { userId: people.southVisitor!.id });
  return customer;
}

/** A visit of today, as a phone would have sent it, with its card. */
export async function visitedToday(visitor: Caller, customer: { id: string }): Promise<void> {
  const visitId = randomUUID();
  const record = (kind: string, secondsAgo: number, body: object): object => ({ id: randomUUID(), visitId, kind, occurredAt: new Date(Date.now() - secondsAgo * 1000).toISOString(), body });
  const { results } = await visitor.post(`${DV}/visits/sync`, { deviceId: 'journey', records: [record('check_in', 3, { customerId: customer.id, reason: '顺路' }), record('check_out', 1, { effect: '订货 20 台', card: { situation: '库存 30 台' } })] });
  if (results.some(({ outcome }: { outcome: string }) => outcome !== 'applied')) throw new Error(JSON.stringify(results));
}
