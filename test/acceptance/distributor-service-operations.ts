import type { Ask, DistributorPlace } from './distributor-operations.ts';
import { DV } from './distributor.ts';
import type { Json } from './stage.ts';

const ANSWER = { content: '已处理', channel: 'phone', toldTo: '顾海' };

/** What is done for customers beside visits: their opinions and appeals, the market, technical problems, events, product news, the measures that are signed. */
export async function everyCustomerServiceOperation(place: DistributorPlace, ask: Ask): Promise<void> {
  await voices(place);
  await market(place);
  await problems(place);
  await events(place, ask);
  await mailings(place);
  await fieldRules(place);
  await gifts(place, ask);
  await approvals(place, ask);
  for (const what of ['coverage', 'products', 'effect']) await place.who.superior.get(`${DV}/analysis/${what}?unitId=${place.of.units['east']}&from=2026-01&to=2026-12`);
}

async function voices({ of, who: { supervisor, visitor }, customer }: DistributorPlace): Promise<void> {
  const raised = await visitor.post(`${DV}/opinions`, { customerId: customer.id, kind: 'complaint', maker: 'other', makerName: '远山', product: 'Y1', content: '噪音大' });
  const appeal = await visitor.post(`${DV}/appeals`, { customerId: customer.id, subject: '返利少算', content: '少算 2 000 元' });
  for (const at of [`${DV}/opinions/${raised.id}`, `${DV}/appeals/${appeal.id}`]) {
    await visitor.post(`${at}/notes`, { text: '联系仓库' });
    await visitor.post(`${at}/hand-on`, { ownerUserId: of.people['supervisor']!.id, reason: '休假' });
    if (at.includes('appeals')) await supervisor.post(`${at}/holding-reply`, { text: '正在核对' });
    await supervisor.post(`${at}/answer`, ANSWER);
    await supervisor.post(`${at}/reopen`, { reason: '不满意' });
    await supervisor.get(at);
    await supervisor.post(`${at}/withdraw`, { reason: '客户撤回' });
  }
  for (const list of ['opinions?status=withdrawn', 'appeals?status=withdrawn', 'opinions/months?from=2020-01&to=2022-12']) await supervisor.get(`${DV}/${list}`);
  const [owed] = (await supervisor.get(`${DV}/obligations?clauseId=DV-3.3a`)).items;
  await supervisor.get(`${DV}/obligations/${owed.id}`);
}

async function market({ who: { supervisor, visitor }, customer }: DistributorPlace): Promise<void> {
  const heard = await visitor.post(`${DV}/intelligence`, { customerId: customer.id, kind: 'price', competitor: '远山', product: 'Y1', price: '1299', pricePer: '台', content: '门店标价' });
  await supervisor.post(`${DV}/intelligence/${heard.id}/check`, { result: 'confirmed', forCustomers: '同行报价 1299 元' });
  await visitor.post(`${DV}/intelligence/${heard.id}/shares`, { customerIds: [customer.id], channel: 'visit' });
  for (const path of ['intelligence', `intelligence/${heard.id}`, `intelligence/${heard.id}/shares`, 'competitors', `competitors/${heard.competitorId}/timeline`]) await supervisor.get(`${DV}/${path}`);
}

async function problems({ of, who: { supervisor, technician, expert }, customer }: DistributorPlace): Promise<void> {
  const { id } = await technician.post(`${DV}/problems`, { customerId: customer.id, area: 'use', product: 'X1', title: '接头漏水', description: '换滤芯后渗水' });
  const at = `${DV}/problems/${id}`;
  await technician.post(`${at}/notes`, { text: '约周五上门' });
  await supervisor.post(`${at}/assign`, { technicianUserId: of.people['technician']!.id });
  await technician.post(`${at}/escalate`, { departmentUnitId: of.units['engineering'], reason: '多户同样' });
  await expert.post(`${at}/holding-reply`, { text: '已安排试验' });
  await expert.post(`${at}/answer`, { kind: 'workaround', content: '先用 A 型' });
  await technician.post(`${at}/solve`, { cause: '密封圈老化', solution: '更换密封圈' });
  const entry = await technician.post(`${DV}/knowledge`, { problemId: id, title: '接头漏水' });
  await technician.patch(`${DV}/knowledge/${entry.id}`, { symptom: '接头处渗水' }, entry.version);
  await technician.post(`${DV}/knowledge/${entry.id}/move`, { to: 'published' });
  for (const path of ['knowledge', `knowledge/${entry.id}`, 'problems', 'problems/ages', `problems/${id}`]) await technician.get(`${DV}/${path}`);
  await technician.post(`${at}/reopen`, { reason: '又漏了' });
  await technician.post(`${at}/withdraw`, { reason: '客户换机' });
}

async function events({ of, who: { supervisor }, customer }: DistributorPlace, ask: Ask): Promise<void> {
  const plan = { unitId: of.units['east'], kind: 'training', topic: '安装培训', place: '苏州', startsAt: '2026-01-05T01:00:00Z', endsAt: '2026-01-05T04:00:00Z', staffUserIds: [of.people['technician']!.id] };
  const held = await supervisor.post(`${DV}/events`, plan);
  const attendance = [{ customerId: customer.id, names: ['顾海'] }];
  await supervisor.patch(`${DV}/events/${held.id}`, { place: '苏州仓库' }, held.version);
  const { version } = await supervisor.post(`${DV}/events/${held.id}/hold`, { outcome: '全部会装', attendance });
  await ask(supervisor, 'PUT', `${DV}/events/${held.id}/attendance`, { attendance }, version);
  await supervisor.post(`${DV}/events/${(await supervisor.post(`${DV}/events`, plan)).id}/cancel`, { reason: '下雨' });
  for (const path of ['events', `events/${held.id}`, 'events/figures?from=2026-01&to=2026-12']) await supervisor.get(`${DV}/${path}`);
}

async function mailings({ of, who: { supervisor, visitor }, customer }: DistributorPlace): Promise<void> {
  const words = { unitId: of.units['east'], product: 'X2', title: 'X2 上市', content: '更静', types: [customer.type], grades: ['A', 'B', 'C', 'D', 'none'] };
  const { id, version } = await supervisor.post(`${DV}/mailings`, words);
  await supervisor.patch(`${DV}/mailings/${id}`, { content: '更静、更省' }, version);
  await supervisor.post(`${DV}/mailings/${id}/issue`);
  await visitor.post(`${DV}/mailings/${id}/receipts/${customer.id}/deliver`, { channel: 'visit' });
  await visitor.post(`${DV}/mailings/${id}/receipts/${customer.id}/confirm`, { receivedBy: '顾海' });
  for (const path of ['mailings', `mailings/${id}`, `mailings/${id}/receipts`]) await visitor.get(`${DV}/${path}`);
  await supervisor.post(`${DV}/mailings/${(await supervisor.post(`${DV}/mailings`, words)).id}/drop`, { reason: '上市推迟' });
}

async function fieldRules({ who: { admin, visitor, leader } }: DistributorPlace): Promise<void> {
  const { id }: Json = await admin.post(`${DV}/field-rules`, { title: '外勤业务员管理办法', content: '第一条 外勤人员到店签到，离店签退。', reason: '首次发布' });
  await visitor.post(`${DV}/field-rules/${id}/sign`);
  for (const path of ['field-rules', `field-rules/${id}`, `field-rules/${id}/signatures`]) await leader.get(`${DV}/${path}`);
}

async function gifts({ of, who: { supervisor, visitor, keeper, superior }, customer }: DistributorPlace, ask: Ask): Promise<void> {
  const unitId = of.units['east'];
  const item = (kind: string): Promise<Json> => keeper.post(`${DV}/items`, { kind, name: `${kind} 一件`, unitName: '件', price: '100' });
  const [sample, gift] = [await item('sample'), await item('gift')];
  for (const { id } of [sample, gift]) await keeper.post(`${DV}/items/${id}/receipts`, { unitId, quantity: 10, reference: '采购入库' });
  await keeper.patch(`${DV}/items/${sample.id}`, { price: '90' }, sample.version);
  const year = new Date().getUTCFullYear();
  for (const kind of ['sample', 'gift']) {
    for (const period of [`${year}`, `${year + 1}`]) {
      const budget = await superior.post(`${DV}/item-budgets`, { unitId, kind, period, amount: '1000', reason: '年度' });
      await ask(superior, 'PUT', `${DV}/item-budgets/${budget.id}`, { amount: '2000', reason: '追加' }, budget.version);
    }
  }
  const handed = await visitor.post(`${DV}/hand-outs`, { customerId: customer.id, lines: [{ itemId: sample.id, quantity: 1 }], receivedBy: '顾海' });
  await keeper.post(`${DV}/hand-outs/${handed.id}/take-back`, { reason: '写错' });
  const details = { need: '新店开业，有必要表示', lines: [{ itemId: gift.id, quantity: 1 }] };
  const write = (): Promise<Json> => supervisor.post(`${DV}/gift-applications`, { customerId: customer.id, ...details });
  const first = await write();
  const at = `${DV}/gift-applications/${first.id}`;
  await ask(supervisor, 'PUT', at, details, first.version);
  const { approvals } = await supervisor.post(`${at}/submit`);
  await supervisor.post(`${DV}/approvals/${approvals[0].id}/remind`);
  await superior.get(`${DV}/approvals`);
  await superior.post(`${at}/decide`, { decision: 'approve' });
  await keeper.post(`${at}/issue`, { receivedBy: '顾海' });
  await ask(superior, 'GET', `${at}/form`);
  await keeper.post(`${at}/take-back`, { reason: '发错' });
  await supervisor.post(`${at}/withdraw`, { reason: '不送了' });
  const second = await write();
  await supervisor.post(`${DV}/approvals/${(await supervisor.post(`${DV}/gift-applications/${second.id}/submit`)).approvals[0].id}/withdraw`);
  for (const path of ['items', `items/${gift.id}/statement?unitId=${unitId}`, 'hand-outs', 'item-budgets', 'gift-applications', `gift-applications/${first.id}`]) await keeper.get(`${DV}/${path}`);
}

/** Chains and delegates of what is approved, and what a shorter interval would move. */
async function approvals({ of, who: { admin, superior } }: DistributorPlace, ask: Ask): Promise<void> {
  await admin.get(`${DV}/rebasings?key=dv.grade.everyMonths`);
  await admin.post(`${DV}/rebasings`, { key: 'dv.grade.everyMonths' });
  await admin.get(`${DV}/approval-chains`);
  const { inForce, version } = await admin.get(`${DV}/approval-chains/gift_application`);
  await ask(admin, 'PUT', `${DV}/approval-chains/gift_application`, { steps: inForce.steps, reason: '照旧' }, version);
  const { id } = await superior.post(`${DV}/approval-delegates`, { delegateId: of.people['leader']!.id, to: new Date(Date.now() + 86_400_000).toISOString() });
  await superior.get(`${DV}/approval-delegates`);
  await ask(superior, 'DELETE', `${DV}/approval-delegates/${id}`);
}
