import { eventually, type Json, type SignedIn } from '../../../infra/local/client.mjs';

/** What an id stands for among authorised stations and what they do. */
export type StationKind = 'station' | 'unopenedStation' | 'stationMessage' | 'stationTraining' | 'stationChange' | 'repairOrder' | 'orderMailing' | 'orderGuidance' | 'fraudCase' | 'settlement';

const OC = '/v1/outstation-channel';

/** One record of each kind at a station of the region, with the mark in every text. */
export async function furnishStations(me: SignedIn, mark: string, departmentUnitId: string, regionId: string, userId: string): Promise<Record<StationKind, string>> {
  // Named like any other: the sandbox twin has the unit too.
  const unit = await me.post('/v1/tenancy/units', { name: '授权站', kind: 'station', parentId: departmentUnitId, designations: [] });
  const station = await eventually(`${mark}: station known to the outstation channel`, async () => {
    const answer = await me.send('POST', `${OC}/stations`, { body: { unitId: unit.id, regionId, number: mark, openedOn: '2026-01-05', address: mark } });
    return answer.status === 201 ? (answer.body as Json) : null;
  });
  await supervise(me, station.id, userId);
  const message = await me.post(`${OC}/station-messages`, { stationUnitId: station.id, text: mark });
  const training = await me.post(`${OC}/station-trainings`, { stationUnitId: station.id, topic: 'technical', title: mark, plannedOn: '2026-01-05', trainerUserId: userId });
  await me.post(`${OC}/station-records`, { stationUnitId: station.id, kind: 'operation_training', heldOn: '2026-01-05', text: mark, attendees: [mark] });
  const unopened = await me.post('/v1/tenancy/units', { name: '新授权站', kind: 'station', parentId: departmentUnitId, designations: [] });
  const { changes } = await me.post(`${OC}/stations/${station.id}/changes`, { changedOn: '2026-01-05', note: mark });
  const form = { model: mark, serial: mark, fault: mark, level: 'minor', parts: [], customerName: mark, customerPhone: '13800001234', soldOn: '2025-01-05', repairedOn: '2026-01-05' };
  const enter = (number: string): Promise<Json> => me.post(`${OC}/repair-orders`, { stationId: station.id, number, ...form });
  const [order] = [await enter(mark), await enter(`${mark} 2`)];
  const mailing = await me.post(`${OC}/order-mailings`, { stationId: station.id, month: '2026-01', mailedOn: '2026-02-03', tracking: mark });
  await me.post(`${OC}/repair-orders/${order.id}/return`, { reason: mark });
  const guidance = (await me.get(`${OC}/order-guidances`)).items[0];
  const fraud = await me.post(`${OC}/fraud-cases`, { stationId: station.id, orderIds: [order.id], evidence: `${mark} evidence`, report: mark });
  await me.post(`${OC}/order-mailings/${mailing.id}/accept`);
  await me.post(`${OC}/labour-rates`, { departmentUnitId, effectiveFrom: '2025-01', fees: { minor: '30', medium: '80', major: '150' }, reason: mark });
  await me.post(`${OC}/settlements/run`, { departmentUnitId, month: '2026-01' });
  const settlement = (await me.get(`${OC}/settlements`)).items[0];
  return { fraudCase: fraud.id, settlement: settlement.id, station: station.id, unopenedStation: unopened.id, stationMessage: message.id, stationTraining: training.id, stationChange: changes[0].id, repairOrder: order.id, orderMailing: mailing.id, orderGuidance: guidance.id };
}

async function supervise(me: SignedIn, stationId: string, userId: string): Promise<void> {
  const { status, body } = await me.send('PUT', `${OC}/station-supervisions/${stationId}`, { body: { userId, since: '2026-01-02' } });
  if (status !== 200) throw new Error(`station-supervisions: ${status} ${JSON.stringify(body)}`);
}

/** What of it a probe must leave as it is. */
export const stationPages = (ids: Record<StationKind, string>): string[] => [
  'station-trainings', 'station-records', 'stations', `stations/${ids.station}`, 'stations/network', 'stations/network/months?from=2026-01&to=2026-12', 'station-changes', 'repair-orders', `repair-orders/${ids.repairOrder}`, 'repair-orders/counts?month=2026-01', 'order-mailings', 'order-guidances', 'fraud-cases', `fraud-cases/${ids.fraudCase}`, 'labour-rates', 'settlements', `settlements/${ids.settlement}/lines`,
].map((page) => `${OC}/${page}`);
