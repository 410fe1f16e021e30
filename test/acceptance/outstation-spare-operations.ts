import type { Json, SignedIn } from '../../infra/local/client.mjs';
import { type DeviceMaker, OC } from './outstation.ts';

const today = (): string => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);

/** An application of a station, approved, shipped and received. */
export async function issued({ who }: DeviceMaker, stationId: string, itemId: string, quantity: number): Promise<Json> {
  const { id } = await who.stationUser.post(`${OC}/spare-applications`, { stationId, lines: [{ itemId, quantity }], reason: '首批备货' });
  await who.engineer.post(`${OC}/spare-applications/${id}/decide`, { decision: 'approved' });
  await who.assistant.post(`${OC}/spare-applications/${id}/ship`, { tracking: 'SF2001' });
  return who.stationUser.post(`${OC}/spare-applications/${id}/receive`);
}

/** Asks every operation of spares, loans and replacements once, as somebody who may. The station is open. */
export async function everySpareOperation(maker: DeviceMaker, stationId: string): Promise<void> {
  const { engineer, assistant, account, stationUser } = maker.who;
  const departmentUnitId = maker.unit('department');
  const add = (number: string, kind: string): Promise<Json> => assistant.post(`${OC}/spare-items`, { number, name: '电源板', kind, model: 'C118' });
  const [board, unit] = [await add('P-1', 'part'), await add('U-1', 'unit')];
  await stationUser.get(`${OC}/spare-items`);
  const supply = (itemId: string, quantity: number, more: object = {}): Promise<Json> => assistant.post(`${OC}/spare-supplies`, { departmentUnitId, itemId, quantity, deliveredOn: today(), reference: 'D1', ...more });
  await supply(board.id, 9);
  await supply(unit.id, 1, { serials: ['SN1'] });
  const application = await issued(maker, stationId, board.id, 5);
  await stationUser.get(`${OC}/spare-applications`);
  await stationUser.get(`${OC}/spare-applications/${application.id}`);
  await stationUser.get(`${OC}/spare-stock?placeId=${stationId}`);
  const order = await stationUser.post(`${OC}/repair-orders`, { stationId, number: 'W-SPARE', model: 'C118' });
  const used = await stationUser.post(`${OC}/spare-uses`, { orderId: order.id, itemId: board.id, quantity: 2, entry: '1' });
  await stationUser.get(`${OC}/spare-movements?placeId=${stationId}&itemId=${board.id}`);
  await assistant.post(`${OC}/spare-movements/reverse`, { reference: used.reference, reason: '记错工单' });
  const back = await stationUser.post(`${OC}/spare-returns`, { stationId, lines: [{ itemId: board.id, quantity: 5, applicationId: application.id }], reason: '旧件返厂' });
  await stationUser.get(`${OC}/spare-returns`);
  await engineer.post(`${OC}/spare-returns/${back.id}/decide`, { decision: 'approved' });
  await stationUser.post(`${OC}/spare-returns/${back.id}/send`, { tracking: 'SF3001' });
  const violation = await account.post(`${OC}/spare-violations`, { stationId, kind: 'borrowed', facts: '借用样机', discoveredAt: new Date(Date.now() - 3_600_000).toISOString() });
  await engineer.get(`${OC}/spare-violations`);
  await engineer.post(`${OC}/spare-violations/${violation.id}/decide`, { status: 'confirmed', decision: '通报' });
  await everyLoanOperation(maker, stationId, unit.id);
}

async function everyLoanOperation(maker: DeviceMaker, stationId: string, itemId: string): Promise<void> {
  const { engineer, assistant, stationUser } = maker.who as Record<'engineer' | 'assistant' | 'stationUser', SignedIn>;
  const loan = await stationUser.post(`${OC}/spare-loans`, { stationId, itemId, purpose: '客户急用' });
  await engineer.post(`${OC}/spare-loans/${loan.id}/decide`, { decision: 'approved' });
  await assistant.post(`${OC}/spare-loans/${loan.id}/issue`, { serial: 'SN1' });
  for (const path of ['spare-loans', 'spare-loans/turnover', 'spare-loans/months?from=2026-01&to=2026-12']) await engineer.get(`${OC}/${path}`);
  await assistant.post(`${OC}/spare-loans/${loan.id}/return`);
  const replacement = await stationUser.post(`${OC}/replacements`, { stationId, model: 'C118', serial: 'A1', reason: '三次维修未好', cause: 'product' });
  await engineer.post(`${OC}/replacements/${replacement.id}/decide`, { decision: 'approved' });
  await stationUser.post(`${OC}/replacements/${replacement.id}/replace`, { newSerial: 'A2' });
  for (const path of ['replacements', `replacements/rates?from=2026-01&to=${today().slice(0, 7)}`, 'replacements/months?from=2026-01&to=2026-12']) await engineer.get(`${OC}/${path}`);
}
