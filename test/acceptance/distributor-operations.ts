import { randomBytes, randomUUID } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { Workbooks } from '@luyue/reports';
import { company } from '../../infra/local/company.mjs';
import { photo } from '../../infra/local/pictures.mjs';
import { DISTRIBUTOR_STAFF, DISTRIBUTOR_UNITS } from '../../infra/local/distributor-staff.mjs';
import { DV, known, shop } from './distributor.ts';
import { everyCustomerServiceOperation } from './distributor-service-operations.ts';
import { everyGradeOperation, everyReportOperation } from './distributor-report-operations.ts';
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
  await everyPlanOperation(of, who, customer, ask);
  await everyVisitOperation(who, customer, ask);
  await everySurveyOperation(who, customer, ask);
  await everyInquiryOperation(who, customer, ask);
  const { items: [owed] } = await who.supervisor.get(`${DV}/obligations`);
  await who.supervisor.get(`${DV}/obligations/${owed.id}`);
  await who.admin.post(`${DV}/obligations/calendar-preview`, { year: 2027, restDays: [], workDays: [] });
  await everyGradeOperation(of, who, region, ask);
  await everyReportOperation(of, who, ask);
  await who.admin.get(`${DV}/dead-letters`);
}

/** A year that no clock of a test reaches. */
const FAR = '2030';

async function everyPlanOperation(of: DistributorPlace['of'], { supervisor, superior, admin }: DistributorPlace['who'], customer: Json, ask: Ask): Promise<void> {
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  await superior.post(`${DV}/basic-policies`, { unitId: of.units['root'], title: '基本方针', text: '稳住大客户', effectiveFrom: today });
  await supervisor.get(`${DV}/basic-policies`);
  const plan = await supervisor.post(`${DV}/plans`, { unitId: of.units['east'], period: `${FAR}-01` });
  await ask(supervisor, 'PATCH', `${DV}/plans/${plan.id}`, { keyProducts: ['X1'], keySurveyItems: ['库存'] }, plan.version);
  await ask(supervisor, 'POST', `${DV}/plans/${plan.id}/propose`);
  const line = await supervisor.post(`${DV}/plans/${plan.id}/visits`, { customerId: customer.id, visitorUserId: of.people['visitor']!.id, day: `${FAR}-01-08` });
  await ask(supervisor, 'POST', `${DV}/planned-visits/${line.id}/change`, { day: `${FAR}-01-09` });
  await ask(supervisor, 'POST', `${DV}/plans/${plan.id}/issue`);
  await ask(admin, 'PUT', `${DV}/approval-chains/visit_plan`, { steps: [{ roles: ['unit_manager'], mode: 'any', above: true }], reason: '计划要审批' }, 0);
  const asked = await supervisor.post(`${DV}/plans`, { unitId: of.units['east'], period: `${FAR}-02`, keyProducts: ['X1'], keySurveyItems: ['库存'] });
  await supervisor.post(`${DV}/plans/${asked.id}/visits`, { customerId: customer.id, visitorUserId: of.people['visitor']!.id, day: `${FAR}-02-08` });
  await ask(supervisor, 'POST', `${DV}/plans/${asked.id}/issue`);
  await ask(superior, 'POST', `${DV}/plans/${asked.id}/decide`, { decision: 'approve' });
  for (const path of ['plans', `plans/${plan.id}`, `plans/${plan.id}/visits`, 'planned-visits', `coverage?unitId=${of.units['east']}&year=${FAR}`, `coverage/uncovered?unitId=${of.units['east']}`]) await supervisor.get(`${DV}/${path}`);
}

async function everyVisitOperation({ supervisor, visitor }: DistributorPlace['who'], customer: Json, ask: Ask): Promise<void> {
  const visitId = randomUUID();
  const file = await visitor.upload(`${DV}/attachments`, 'a.png', photo(randomBytes(4).readUInt32LE()), 'image/png');
  await ask(visitor, 'GET', `${DV}/attachments/${file.id}/content`);
  const sync = (deviceId: string, ...records: object[]): Promise<Json> => ask(visitor, 'POST', `${DV}/visits/sync`, { deviceId, records: records.map((r) => ({ id: randomUUID(), visitId, occurredAt: new Date(Date.now() - 1_000).toISOString(), ...r })) });
  const products = (await visitor.get(`${DV}/survey-templates`)).items.find((t: Json) => t.key === 'products');
  const { results } = await sync('phone', { kind: 'check_in', body: { customerId: customer.id, reason: '顺路', latitude: 31.3, longitude: 120.6, accuracyM: 10 } }, { kind: 'activity', body: { activity: 'explanation', product: 'X1', performance: true } }, { kind: 'signature', body: { name: '顾海' }, attachmentIds: [file.id] }, { kind: 'survey', body: { templateId: products.id, lines: [{ product: 'X1', stock: { quantity: 3, amount: '9.00' } }] } }, { kind: 'check_out', body: { effect: '订货', card: { situation: '好' } } }, { kind: 'note', body: {} });
  if (results.map((r: Json) => r.outcome).join() !== 'applied,applied,applied,applied,applied,refused') throw new Error(JSON.stringify(results));
  const { results: [other] } = await sync('tablet', { kind: 'check_out', body: { effect: '再订货' } });
  await ask(visitor, 'POST', `${DV}/visits/${visitId}/records/${other.id}/settle`, { keep: 'this' });
  await ask(visitor, 'PUT', `${DV}/visits/${visitId}/card`, { next: '下月补货' });
  await visitor.get(`${DV}/visits/today`);
  const month = new Date().toISOString().slice(0, 7);
  for (const path of ['visits', `visits/${visitId}`, `visits/explained?unitId=${customer.unitId}&from=${month}-01&to=${month}-28`, `customers/${customer.id}/cards`]) await supervisor.get(`${DV}/${path}`);
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
  const sheet = await buffer(books.writeTable(['类型', '名称', '地区', '城市', '地址', '纬度', '经度', '联系人', '电话'].map((label) => ({ key: label, label })), [{ 类型: '零售商', 名称: '导入客户', 地区: '', 城市: '', 地址: '', 纬度: null, 经度: null, 联系人: '', 电话: '' }, { 类型: '其他', 名称: '坏行' }], { title: 'x', zone: 'Asia/Shanghai' }));
  const bought = await buffer(books.writeTable(['客户编号或名称', '进货日期', '产品', '数量', '金额（元）', '备注'].map((label) => ({ key: label, label })), [{ 客户编号或名称: customer.number, 进货日期: '2026-01-06', 产品: '净水机 X1', 数量: 3, '金额（元）': '8997.00', 备注: '' }, { 客户编号或名称: '没有的客户' }], { title: 'x', zone: 'Asia/Shanghai' }));
  await books.onApplicationShutdown();
  await supervisor.upload(`${DV}/customers/import?unitId=${of.units['east']}`, 'k.xlsx', sheet, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
  await supervisor.get(`${DV}/purchases/import-template`);
  const { rejected } = await supervisor.upload(`${DV}/purchases/import`, 'j.xlsx', bought, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
  await supervisor.post(`${DV}/purchases/rejected-rows`, { rejected });
  const other = await supervisor.post(`${DV}/customers`, { ...shop({ name: '要停用的' }), unitId: of.units['east'] });
  await supervisor.post(`${DV}/customers/${other.id}/status`, { status: 'closed', reason: '歇业' });
}

async function everySurveyOperation({ supervisor }: DistributorPlace['who'], customer: Json, ask: Ask): Promise<void> {
  await supervisor.get(`${DV}/survey-templates`);
  await ask(supervisor, 'POST', `${DV}/survey-templates`, { key: 'business', kind: 'business', title: { zh: '经营项目', en: 'Business' }, fields: [{ key: 'lines', label: { zh: '经营项目', en: 'Lines' }, type: 'text', required: true }], reason: '简化' });
  await supervisor.get(`${DV}/surveys?customerId=${customer.id}`);
  await supervisor.get(`${DV}/surveys/customers?unitId=${customer.unitId}&from=2026-01-01&to=2026-12-31`);
}

async function everyInquiryOperation({ supervisor }: DistributorPlace['who'], customer: Json, ask: Ask): Promise<void> {
  await supervisor.get(`${DV}/inquiry-cards`);
  await supervisor.get(`${DV}/customers/${customer.id}/inquiry-card`);
  await ask(supervisor, 'POST', `${DV}/customers/${customer.id}/inquiry-card/give`, { way: 'mail' });
  await ask(supervisor, 'POST', `${DV}/customers/${customer.id}/inquiry-card/answer`, { answer: '送货快', satisfaction: 5 });
}
