import { buffer } from 'node:stream/consumers';
import { Workbooks } from '@luyue/reports';
import type { Json, SignedIn } from '../../infra/local/client.mjs';
import { type DeviceMaker, OC } from './outstation.ts';
import { everySpareOperation } from './outstation-spare-operations.ts';

type Ask = (who: SignedIn, method: string, path: string, body?: unknown, version?: number) => Promise<Json>;
const today = (): string => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
export const ORDER = { model: 'C118', serial: 'SN-1', fault: '不开机', level: 'minor', parts: [{ name: '电源板', quantity: 1 }], customerName: '张三', customerPhone: '13800000001', soldOn: '2025-05-01' };

/** Asks every operation of stations and their orders once, as somebody who may. */
export async function everyOrderOperation(maker: DeviceMaker, ask: Ask): Promise<void> {
  const { manager, engineer, assistant, account, stationUser } = maker.who;
  const region = await maker.region('站区');
  const [one, two] = [await maker.station('station', region), await maker.station('station2', region)];
  await stationUser.get(`${OC}/stations`);
  await stationUser.get(`${OC}/stations/${one.id}`);
  for (const path of ['stations/network', 'stations/network/months?from=2026-01&to=2026-12']) await engineer.get(`${OC}/${path}`);
  const { changes } = await account.post(`${OC}/stations/${one.id}/changes`, { changedOn: today(), address: '二号路' });
  await manager.get(`${OC}/station-changes`);
  await manager.post(`${OC}/station-changes/${changes[0].id}/decide`, { decision: 'confirmed' });
  const order = await stationUser.post(`${OC}/repair-orders`, { stationId: one.id, number: 'W1', ...ORDER, repairedOn: today() });
  const patched = await ask(stationUser, 'PATCH', `${OC}/repair-orders/${order.id}`, { fault: '主板不通电' }, order.version);
  await stationUser.get(`${OC}/repair-orders`);
  await stationUser.get(`${OC}/repair-orders/${patched.id}`);
  const mailing = await stationUser.post(`${OC}/order-mailings`, { stationId: one.id, month: today().slice(0, 7), tracking: 'SF1001' });
  await stationUser.get(`${OC}/order-mailings`);
  await assistant.post(`${OC}/repair-orders/${order.id}/return`, { reason: '故障描述不清' });
  await assistant.post(`${OC}/order-mailings/${mailing.id}/accept`);
  await assistant.get(`${OC}/repair-orders/counts?month=${today().slice(0, 7)}`);
  for (const path of [`months?stationId=${one.id}&from=2026-01&to=2026-12`, `training-effects?stationId=${one.id}`]) await stationUser.get(`${OC}/repair-orders/${path}`);
  await stationUser.post(`${OC}/repair-orders/rejected-rows`, { rejected: [{ row: 2, cells: ['GS-009', 'W3'], reasons: [{ zh: '没有这个编号的授权站', en: 'no station of that number' }] }] });
  const { items: [note] } = await account.get(`${OC}/order-guidances`);
  await account.post(`${OC}/order-guidances/${note.id}/done`, { note: '电话讲解' });
  const books = new Workbooks({} as never);
  const sheet = await buffer(books.writeTable(['授权站编号', '工单号', '机型', '串号', '故障', '维修级别', '配件', '客户', '客户电话', '销售日期', '维修日期'].map((label) => ({ key: label, label })), [{ 工单号: 'W2', 机型: 'C118', 串号: 'SN-2', 故障: '不开机' }], { title: '维修工单', zone: 'Asia/Shanghai' }));
  await books.onApplicationShutdown();
  await stationUser.upload(`${OC}/repair-orders/import?stationId=${one.id}`, 'w.xlsx', sheet, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
  await everyMoneyOperation(maker, ask, one.id);
  await everySpareOperation(maker, one.id);
  await manager.post(`${OC}/stations/${two.id}/close`, { on: today(), reason: '撤站' });
}

/** Signs of faked orders, and what a station is owed for a month that is over. */
async function everyMoneyOperation(maker: DeviceMaker, ask: Ask, stationId: string): Promise<void> {
  const { manager, engineer, assistant, account, stationUser } = maker.who;
  const departmentUnitId = maker.unit('department');
  await engineer.post(`${OC}/fraud-cases/scan`, { departmentUnitId, month: '2026-01' });
  const report = (): Promise<Json> => account.post(`${OC}/fraud-cases`, { stationId, evidence: '客户证实没有送修', report: '请核查' });
  const [one, two] = [await report(), await report()];
  await account.get(`${OC}/fraud-cases`);
  await account.get(`${OC}/fraud-cases/${one.id}`);
  await account.post(`${OC}/fraud-cases/${one.id}/dismiss`, { reason: '误会' });
  await account.post(`${OC}/fraud-cases/${two.id}/confirm`, { evidence: '客户书面证实', report: '虚假工单一张' });
  await account.post(`${OC}/fraud-cases/${two.id}/close`, { educatedOn: today(), education: '到站讲解' });
  await manager.post(`${OC}/labour-rates`, { departmentUnitId, effectiveFrom: '2025-01', fees: { minor: '30', medium: '80', major: '150' }, reason: '合同' });
  await manager.get(`${OC}/labour-rates`);
  await stationUser.post(`${OC}/repair-orders`, { stationId, number: 'W2026', ...ORDER, serial: 'SN-77', repairedOn: '2026-01-20' });
  const mailing = await stationUser.post(`${OC}/order-mailings`, { stationId, month: '2026-01', mailedOn: '2026-02-03', tracking: 'SF1002' });
  await assistant.post(`${OC}/order-mailings/${mailing.id}/accept`);
  await assistant.post(`${OC}/settlements/run`, { departmentUnitId, month: '2026-01' });
  const { items: [drawn] } = await stationUser.get(`${OC}/settlements`);
  const path = `${OC}/settlements/${drawn.id}`;
  await stationUser.get(`${path}/lines`);
  const disputed = await ask(stationUser, 'POST', `${path}/dispute`, { reason: '少一张' }, drawn.version);
  await assistant.post(`${path}/redraw`);
  const { version } = await stationUser.get(path);
  const confirmed = await ask(stationUser, 'POST', `${path}/confirm`, {}, version);
  await ask(assistant, 'POST', `${path}/pay`, { paymentReference: 'B20260301' }, confirmed.version);
  for (const file of [`${OC}/settlements/${disputed.id}/file`, `${OC}/repair-orders/import-template`]) await stationUser.send('GET', file);
}
