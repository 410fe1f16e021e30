// A manufacturer whose visitors go round: what its pages can show.
import { randomUUID } from 'node:crypto';
import { eventually } from '../../infra/local/client.mjs';

const DV = '/v1/distributor-visits';

/** Customers of two provinces, and one without a place; the grades come from elsewhere. */
const CUSTOMERS = [
  { type: 'distributor', name: '苏州恒源商贸', city: '苏州', address: '姑苏区人民路 100 号', latitude: 31.3046, longitude: 120.6204, contacts: [{ name: '顾海', post: '经理', phone: '13800001111' }], competitors: [{ maker: '北星电器', product: '热水器', note: '占三成货架' }] },
  { type: 'retailer', name: '无锡百联家电', city: '无锡', address: '梁溪区中山路 88 号', latitude: 31.5747, longitude: 120.2955, contacts: [{ name: '钱多', post: '店长', phone: '13800002222' }] },
  { type: 'retailer', name: '常州新天地电器', city: '常州', address: '钟楼区南大街 12 号', latitude: 31.7753, longitude: 119.9477, contacts: [{ name: '孙立', post: '店长', phone: '13800003333' }] },
  { type: 'processing_factory', name: '昆山永兴加工厂', city: '昆山', address: '玉山镇工业园 6 号', latitude: 31.3856, longitude: 120.9583, contacts: [{ name: '李工', post: '厂长', phone: '13800004444' }] },
  { type: 'distributor', name: '嘉兴海潮贸易', city: '嘉兴', address: '南湖区中环路 20 号', latitude: 30.7461, longitude: 120.7555, contacts: [] },
  { type: 'consumer', name: '许先生', city: '苏州', address: '', contacts: [{ name: '许先生', phone: '13800005555' }] },
];

/** Its customers by name, the region and what was entered about them; the ids of what a tour opens. */
export async function roundsOf(maker) {
  const supervisor = await maker.signIn('supervisor');
  const { east } = maker.units;
  const firstOfAll = { type: 'consumer', name: '对时客户', unitId: east, contacts: [], duplicateAcknowledged: true };
  await eventually('the unit is known to distributor visits', async () => {
    const { status, body } = await supervisor.send('POST', `${DV}/customers`, { body: firstOfAll });
    if (status >= 400 && body.errors?.[0]?.code !== 'unknown_unit') throw new Error(JSON.stringify(body));
    return status === 201;
  });
  await signed(await maker.signIn('admin'), await maker.signIn('visitor'));
  const region = await supervisor.post(`${DV}/regions`, { unitId: east, name: '苏锡常' });
  for (const [key, duty] of [['technician', 'technician'], ['salesperson', 'salesperson']]) await supervisor.post(`${DV}/regions/${region.id}/members`, { userId: maker.people[key].id, duty });
  await supervisor.post(`${DV}/regions`, { unitId: east, name: '杭嘉湖' });
  const customers = [];
  for (const each of CUSTOMERS) customers.push(await supervisor.post(`${DV}/customers`, { ...each, unitId: east, regionId: region.id, duplicateAcknowledged: true }));
  for (const { id } of customers.slice(0, 4)) await supervisor.post(`${DV}/customers/${id}/visitor`, { userId: maker.people.visitor.id });
  const [first] = customers;
  await supervisor.post(`${DV}/customers/${first.id}/special`, { reason: '华东最大的经销商' });
  const event = (more) => supervisor.post(`${DV}/events`, { unitId: east, place: '苏州营业部会议室', staffUserIds: [maker.people.technician.id], ...more });
  const hour = (n) => new Date(Date.now() + n * 3_600_000).toISOString();
  await event({ kind: 'lecture', topic: '低水压安装要点', startsAt: hour(48), endsAt: hour(50) });
  const held = await event({ kind: 'training', topic: 'R8 主板更换培训', startsAt: hour(-3), endsAt: hour(-1) });
  await supervisor.post(`${DV}/events/${held.id}/hold`, { outcome: '十二人会换主板，发了操作卡', attendance: [{ customerId: first.id, names: ['顾海', '赵强'] }] });
  const news = await supervisor.post(`${DV}/mailings`, { unitId: east, product: 'R8 Plus', title: 'R8 Plus 明年一月上市', content: '恒温、低水压可用；经销价另行通知。', types: ['distributor', 'retailer'], grades: ['A', 'B', 'none'] });
  await supervisor.post(`${DV}/mailings/${news.id}/issue`);
  const { registeredAt } = first;
  await supervisor.post(`${DV}/customers/${first.id}/purchases`, { boughtOn: registeredAt.slice(0, 10), product: '即热式热水器 R8', quantity: 120, amount: '158400.00', note: '秋季订货' });
  await said({ supervisor, visitor: await maker.signIn('visitor'), engineering: maker.units.engineering }, customers);
  await planned({ supervisor, superior: await maker.signIn('superior'), maker }, customers);
  await reported(supervisor, east, first);
  await graded(supervisor, region, first);
  return { region: region.id, customer: first.id, wuxi: customers[1].id };
}

/** The plan of this month, handed over: three visits of today. */
async function planned({ supervisor, superior, maker }, customers) {
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  await superior.post(`${DV}/basic-policies`, { unitId: maker.units.root, title: '2026 年巡访基本方针', text: '重点巩固长三角经销商，推广即热式系列。', effectiveFrom: today });
  const plan = await supervisor.post(`${DV}/plans`, { unitId: maker.units.east, period: today.slice(0, 7), keyProducts: ['即热式热水器 R8'], keySurveyItems: ['旺季备货'], specialSurveyItems: ['北星电器新账期'] });
  for (const { id } of customers.slice(0, 3)) await supervisor.post(`${DV}/plans/${plan.id}/visits`, { customerId: id, visitorUserId: maker.people.visitor.id, day: today });
  await supervisor.post(`${DV}/plans/${plan.id}/issue`);
  await given({ supervisor, superior, keeper: await maker.signIn('keeper'), east: maker.units.east }, customers);
  await visited(await maker.signIn('visitor2'), customers[3]);
}

/** The field-staff measures in two editions; one of the visitors has signed the second. */
async function signed(admin, visitor) {
  const publish = (content, reason) => admin.post(`${DV}/field-rules`, { title: '外勤业务员管理办法', content, reason });
  await publish('第一条 外勤人员每日到岗打卡，离岗登记去向。', '首次发布');
  const { id } = await publish('第一条 外勤人员到店签到、离店签退，以签到代打卡。\n第二条 当日 24:00 前提交巡访日报表。\n第三条 样品、礼品的领用按单位预算。', '改为到店签到');
  await visitor.post(`${DV}/field-rules/${id}/sign`);
}

/** What can be handed out, what it may cost, and gifts for the special customer that the superior is asked for. */
async function given({ supervisor, superior, keeper, east }, [first, second]) {
  const year = String(new Date().getFullYear());
  const item = async (kind, name, unitName, price, quantity) => {
    const made = await keeper.post(`${DV}/items`, { kind, name, unitName, price });
    await keeper.post(`${DV}/items/${made.id}/receipts`, { unitId: east, quantity, reference: `入库单 ${name}` });
    await superior.send('POST', `${DV}/item-budgets`, { body: { unitId: east, kind, period: year, amount: '50000.00', reason: '年度预算' } });
    return made.id;
  };
  const tea = await item('gift', '明前龙井礼盒', '盒', '268.00', 40);
  const leaflet = await item('promotional', 'R8 宣传折页', '份', '0.80', 2000);
  await keeper.post(`${DV}/hand-outs`, { customerId: second.id, lines: [{ itemId: leaflet, quantity: 200 }], receivedBy: '钱多' });
  const application = await supervisor.post(`${DV}/gift-applications`, { customerId: first.id, need: '全年进货居首，中秋拜访表示感谢', occasion: '中秋', lines: [{ itemId: tea, quantity: 6 }] });
  await supervisor.post(`${DV}/gift-applications/${application.id}/submit`);
}

/** A whole visit outside the plan, as a phone would have sent it. */
async function visited(visitor, customer) {
  const { templates } = await visitor.get(`${DV}/visits/today`);
  const visitId = randomUUID();
  const minutesAgo = (n) => new Date(Date.now() - n * 60_000).toISOString();
  const record = (kind, minutes, body) => ({ id: randomUUID(), visitId, kind, occurredAt: minutesAgo(minutes), body });
  const place = { latitude: customer.latitude, longitude: customer.longitude + 0.001, accuracyM: 15 };
  const products = templates.find(({ kind }) => kind === 'products');
  const business = templates.find(({ kind }) => kind === 'business');
  const { results } = await visitor.post(`${DV}/visits/sync`, {
    deviceId: 'stage',
    records: [
      record('check_in', 50, { customerId: customer.id, reason: '顺路回访打样进度', ...place }), record('survey', 40, { templateId: business.id, values: { lines: '注塑、总装', staff: 86, trend: '上升' } }),
      record('survey', 35, { templateId: products.id, lines: [{ product: '即热式热水器 R8', stock: { quantity: 420 }, sales: { quantity: 1310, amount: '1729200.00' } }] }), record('activity', 25, { activity: 'explanation', product: '即热式热水器 R8', performance: true, features: true, precautions: true }),
      record('check_out', 5, { effect: '同意下周试产', card: { situation: '两条线满产', requests: '模具图纸提前三天给到', next: '看首件' }, ...place }),
    ],
  });
  const refused = results.filter(({ outcome }) => outcome !== 'applied');
  if (refused.length > 0) throw new Error(JSON.stringify(refused));
}

/** What customers said, what was heard of the market, and what does not work: some of it answered. */
async function said({ supervisor, visitor, engineering }, [first, second, third]) {
  const opinion = (customerId, kind, content, more = {}) => visitor.post(`${DV}/opinions`, { customerId, kind, maker: 'own', product: '即热式热水器 R8', content, voicedBy: '顾海', ...more });
  await opinion(first.id, 'complaint', '三台热水器的外包装到货时破损，退换等了两周');
  await opinion(second.id, 'suggestion', '希望促销季前两周给到展台物料', { product: '展台' });
  await opinion(third.id, 'criticism', '北星电器的售后电话打不通', { maker: 'other', makerName: '北星电器', product: '热水器' });
  const wish = await opinion(first.id, 'wish', '希望增加 40 升的型号');
  await visitor.post(`${DV}/opinions/${wish.id}/answer`, { content: '40 升型号明年三月上市，已把资料发给客户', channel: 'visit', toldTo: '顾海' });
  const appeal = await visitor.post(`${DV}/appeals`, { customerId: first.id, subject: '第三季度返利少算', content: '返利按 5% 签约，结算只算了 4%，差 6336 元', raisedBy: '顾海' });
  await visitor.post(`${DV}/appeals/${appeal.id}/holding-reply`, { text: '已请财务核对合同' });
  const heard = (more) => visitor.post(`${DV}/intelligence`, { customerId: first.id, ...more });
  await heard({ kind: 'price', product: '北星 H6', price: '1180.00', pricePer: '台', content: '零售价比上月低 120 元' });
  const move = await heard({ kind: 'competitor_policy', competitor: '北星电器', content: '对县级经销商改为货到 60 天付款' });
  await supervisor.post(`${DV}/intelligence/${move.id}/check`, { result: 'confirmed', forCustomers: '同行有厂家放宽了县级经销商的账期，可据此安排进货。' });
  await supervisor.post(`${DV}/intelligence/${move.id}/shares`, { customerIds: [second.id], channel: 'phone' });
  await heard({ kind: 'new_product', competitor: '北星电器', product: 'H9 恒温款', content: '十二月上市，主打零冷水' });
  const problem = (customerId, title, description) => visitor.post(`${DV}/problems`, { customerId, area: 'use', product: '即热式热水器 R8', title, description });
  await problem(second.id, '低水压时不点火', '六楼以上水压 0.03 MPa，机器不启动');
  const major = await problem(first.id, '一批主板夜间误报故障', '同一批次 12 台，夜里温差大时报 E4');
  await visitor.post(`${DV}/problems/${major.id}/escalate`, { departmentUnitId: engineering, reason: '疑似批次性缺陷' });
}

/** The month's report as a draft, and something urgent that waits for the superior. */
async function reported(supervisor, east, customer) {
  await supervisor.post(`${DV}/monthly-reports`, { unitId: east, month: new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 7) });
  const urgent = await supervisor.post(`${DV}/urgent-reports`, { kind: 'new_product', title: '北星 H9 恒温款提前铺货', unitId: east, customerId: customer.id });
  const parts = [['event.facts', '三家门店已到样机，零售价比 R8 低 8%'], ['event.impact', '年底订货可能被分走两成'], ['handling.done', '已请门店保留 R8 主陈列位'], ['handling.asked', '请总部定十二月的促销价']];
  await supervisor.put(`${DV}/urgent-reports/${urgent.id}/parts`, { parts: parts.map(([part, words]) => ({ part, words })) }, urgent.version);
  await supervisor.post(`${DV}/urgent-reports/${urgent.id}/file`);
}

/** A scheme of the region and the cards of its customers; the first one is graded. */
async function graded(supervisor, region, customer) {
  const item = (key, zh, en, weight, more) => ({ key, name: { zh, en }, weight, ...more });
  const items = [item('nature', '性质', 'Nature', 20, { kind: 'manual' }), item('scale', '规模', 'Scale', 20, { kind: 'manual' }), item('sales', '销售额', 'Sales', 40, { kind: 'fact', fact: 'sales' }), item('trend', '经营趋势', 'Trend', 20, { kind: 'fact', fact: 'trend' })];
  await supervisor.post(`${DV}/grade-schemes`, { regionId: region.id, unitId: region.unitId, items, thresholds: { A: 80, B: 60, C: 40 }, reason: '首次发布' });
  await supervisor.post(`${DV}/grade-cards`, { regionId: region.id, unitId: region.unitId });
  const [card] = (await supervisor.get(`${DV}/grade-cards?customerId=${customer.id}`)).items;
  for (const [key, score, reason] of [['nature', 90, '省级总经销'], ['scale', 85, '三个仓，二十名业务员']]) await supervisor.put(`${DV}/grade-cards/${card.id}/items/${key}`, { score, reason });
  await supervisor.post(`${DV}/grade-cards/${card.id}/close`);
}
