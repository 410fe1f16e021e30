import { buffer } from 'node:stream/consumers';
import { Workbooks } from '@luyue/reports';
import { company } from '../../infra/local/company.mjs';
import { DISTRIBUTOR_STAFF, DISTRIBUTOR_UNITS } from '../../infra/local/distributor-staff.mjs';
import { DV, known, shop } from './distributor.ts';
import { everyCustomerServiceOperation } from './distributor-service-operations.ts';
import { eventually, type Json, naming, type SignedIn } from './stage.ts';

export type Ask = (who: SignedIn, method: string, path: string, body?: unknown, version?: number) => Promise<Json>;

/** A manufacturer, live, with its people and its first customer. */
export interface DistributorPlace { of: Awaited<ReturnType<typeof company>>; who: Record<'supervisor' | 'visitor' | 'technician' | 'superior' | 'leader' | 'salesperson' | 'keeper' | 'expert' | 'admin', SignedIn>; customer: Json; region: Json }

/** Asks every operation of distributor visits once, as somebody who may. */
export async function everyDistributorOperation(platform: { url: string; operatorKey: string }, ask: Ask): Promise<void> {
  const of = await company({ ...naming('AD'), gatewayUrl: platform.url, operatorKey: platform.operatorKey, kind: 'company', modules: ['distributor-visits'], staff: DISTRIBUTOR_STAFF, units: DISTRIBUTOR_UNITS });
  const keys = ['supervisor', 'visitor', 'technician', 'superior', 'leader', 'salesperson', 'keeper', 'expert', 'admin'] as const;
  const who = Object.fromEntries(await Promise.all(keys.map(async (key) => [key, await of.signIn(key)] as const))) as DistributorPlace['who'];
  const customer = await known(who.supervisor, of.units['east']!);
  const region = await everyRegionOperation(of, who, ask);
  await everyCustomerOperation(of, who, customer, region, ask);
  await everyCustomerServiceOperation({ of, who, customer, region }, ask);
  await who.admin.get(`${DV}/dead-letters`);
}

async function everyRegionOperation(of: DistributorPlace['of'], { supervisor }: DistributorPlace['who'], ask: Ask): Promise<Json> {
  const region = await ask(supervisor, 'POST', `${DV}/regions`, { unitId: of.units['east'], name: '苏锡常' });
  const technician = { userId: of.people['technician']!.id, duty: 'technician' };
  await eventually('people known', async () => (await supervisor.send('POST', `${DV}/regions/${region.id}/members`, { body: technician })).status === 201);
  const { members } = await supervisor.post(`${DV}/regions/${region.id}/members`, { userId: of.people['salesperson']!.id, duty: 'salesperson' });
  await supervisor.post(`${DV}/regions/${region.id}/members/${members[1].id}/end`);
  await supervisor.get(`${DV}/regions`);
  await supervisor.patch(`${DV}/regions/${region.id}`, { name: '苏锡常镇' }, 1);
  return supervisor.get(`${DV}/regions/${region.id}`);
}

async function everyCustomerOperation(of: DistributorPlace['of'], { supervisor }: DistributorPlace['who'], customer: Json, region: Json, ask: Ask): Promise<void> {
  const at = `${DV}/customers/${customer.id}`;
  await ask(supervisor, 'PATCH', at, { regionId: region.id, contacts: [{ name: '顾海', phone: '13800001111' }], competitors: [{ maker: '远山', product: 'Y1' }] }, customer.version);
  await supervisor.post(`${at}/special`, { reason: '省内最大' });
  await supervisor.post(`${at}/visitor`, { userId: of.people['visitor']!.id });
  await supervisor.post(`${at}/purchases`, { boughtOn: '2026-01-05', product: '净水机 X1', quantity: 2, amount: '5998.00' });
  for (const path of ['', '/history', '/purchases']) await supervisor.get(at + path);
  await supervisor.get(`${DV}/customers?q=${encodeURIComponent('第一家')}`);
  await supervisor.get(`${DV}/customers/points`);
  await supervisor.get(`${DV}/customers/import-template`);
  const books = new Workbooks({} as never);
  const sheet = await buffer(books.writeTable(['类型', '名称', '城市', '地址', '纬度', '经度', '联系人', '电话'].map((label) => ({ key: label, label })), [{ 类型: '零售商', 名称: '导入客户', 城市: '', 地址: '', 纬度: null, 经度: null, 联系人: '', 电话: '' }, { 类型: '其他', 名称: '坏行' }], { title: 'x', zone: 'Asia/Shanghai' }));
  await books.onApplicationShutdown();
  await supervisor.upload(`${DV}/customers/import?unitId=${of.units['east']}`, 'k.xlsx', sheet, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
  const other = await supervisor.post(`${DV}/customers`, { ...shop({ name: '要停用的' }), unitId: of.units['east'] });
  await supervisor.post(`${DV}/customers/${other.id}/status`, { status: 'closed', reason: '歇业' });
}
