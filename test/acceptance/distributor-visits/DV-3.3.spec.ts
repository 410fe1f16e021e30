import { DV, manufacturer } from '../distributor.ts';
import { eventually, type Json, TENANCY } from '../stage.ts';

const maker = manufacturer('2026-09-30T02:00:00.000Z');
const clocks = ({ obligations }: Json): string[] => obligations.map((o: Json) => `${o.clauseId} ${o.status} ${o.dueAt}`);
const ANSWER = { content: '核对后补发', channel: 'phone', toldTo: '顾海' };

test('DV-3.3a an appeal has an owner and is answered within 7 days; a holding reply is no answer', async () => {
  const { who } = maker.here;
  const customer = await maker.here.customer({ name: '申诉客户' });
  const enter = (): Promise<Json> => who.visitor.post(`${DV}/appeals`, { customerId: customer.id, subject: '返利少算', content: '少算 2 000 元', ownerUserId: maker.here.id('supervisor') });
  const [first, late] = [await enter(), await enter()];
  expect(first.ownerName).toBe('何静');
  expect(clocks(first)).toEqual(['DV-3.3a open 2026-10-07T16:00:00.000Z']);
  expect(clocks(await who.visitor.post(`${DV}/appeals/${first.id}/holding-reply`, { text: '正在核对' }))).toEqual(['DV-3.3a open 2026-10-07T16:00:00.000Z']);
  expect(clocks(await who.supervisor.post(`${DV}/appeals/${first.id}/answer`, ANSWER))).toEqual(['DV-3.3a met 2026-10-07T16:00:00.000Z']);
  await maker.here.moveTo('2026-10-07T16:00:01.000Z');
  expect(clocks(await who.supervisor.post(`${DV}/appeals/${late.id}/answer`, ANSWER))).toEqual(['DV-3.3a met_late 2026-10-07T16:00:00.000Z']);
});

test('DV-3.3c a technical problem has a technician of the region and is tracked to its solution; open ones by age', async () => {
  const { who } = maker.here;
  const region = await maker.here.region();
  const customer = await maker.here.customer({ name: '难题客户', regionId: region.id });
  const problem = await who.visitor.post(`${DV}/problems`, { customerId: customer.id, area: 'use', product: '净水机 X100', title: '接头漏水', description: '换滤芯后渗水' });
  expect(problem).toMatchObject({ status: 'open', technicianName: '石磊' });
  expect(await who.supervisor.get(`${DV}/problems/ages`)).toEqual({ upToWeek: 1, upToMonth: 0, longer: 0, escalated: 0 });
  await who.technician.post(`${DV}/problems/${problem.id}/solve`, { cause: '密封圈老化', solution: '换 B 型密封圈' });
  expect((await who.supervisor.get(`${DV}/problems`)).items).toEqual([]);
  const entry = await who.technician.post(`${DV}/knowledge`, { problemId: problem.id, title: '接头漏水' });
  await who.technician.post(`${DV}/knowledge/${entry.id}/move`, { to: 'published' });
  expect((await who.visitor.get(`${DV}/knowledge?q=${encodeURIComponent('x100 密封圈')}`)).items).toMatchObject([{ title: '接头漏水', solution: '换 B 型密封圈' }]);
});

test('DV-7.2 a major problem goes to the department, which answers within 3 days; a workaround is an answer, passing on restarts nothing', async () => {
  const { who } = maker.here;
  const customer = await maker.here.customer({ name: '重大难题客户' });
  const report = (): Promise<Json> => who.technician.post(`${DV}/problems`, { customerId: customer.id, area: 'production', title: '压缩机停机', description: '批量停机' });
  const escalate = (id: string, key: 'engineering' | 'south', reason = '重大'): Promise<Json> => who.technician.post(`${DV}/problems/${id}/escalate`, { departmentUnitId: maker.here.unit(key), reason });
  const [first, passed] = [await report(), await report()];
  const began = new Date((await escalate(first.id, 'engineering')).escalatedAt);
  // 24:00 in Shanghai of the third day after that of the escalation.
  const due = new Date(Date.UTC(began.getUTCFullYear(), began.getUTCMonth(), began.getUTCDate() + (began.getUTCHours() >= 16 ? 4 : 3), 16)).toISOString();
  expect(clocks(await who.expert.post(`${DV}/problems/${first.id}/answer`, { kind: 'workaround', content: '降载运行' }))).toEqual([`DV-7.2 met ${due}`]);
  await escalate(passed.id, 'south');
  const { obligations, departmentName } = await escalate(passed.id, 'engineering', '是设计问题');
  expect([departmentName, obligations.length, obligations[0].dueAt, obligations[0].owner.unitId]).toEqual(['技术部', 1, due, maker.here.unit('engineering')]);
});

test('DV-3.3b technical training with people, topic and those who came', async () => {
  const { who } = maker.here;
  const customer = await maker.here.customer({ name: '培训客户' });
  const event = await who.technician.post(`${DV}/events`, { unitId: maker.here.unit('east'), kind: 'training', topic: '净水机安装', place: '苏州仓库', startsAt: '2026-09-29T01:00:00Z', endsAt: '2026-09-29T04:00:00Z', staffUserIds: [maker.here.id('technician')] });
  expect(event).toMatchObject({ clauseId: 'DV-3.3b', staff: [{ name: '石磊' }] });
  expect(await who.technician.post(`${DV}/events/${event.id}/hold`, { outcome: '全部会装', attendance: [{ customerId: customer.id, names: ['顾海', '顾洋'] }] })).toMatchObject({ status: 'held', customers: 1, people: 2, attendance: [{ customerName: '培训客户' }] });
});

test.each([['DV-3.3e', 'lecture'], ['DV-3.3e', 'class'], ['DV-3.3g', 'relations']])('DV-3.3e, DV-3.3g %s: a %s with its attendance, counted by month', async (clauseId, kind) => {
  const { who } = maker.here;
  const customer = await maker.here.customer({ name: `活动客户 ${kind}` });
  const event = await who.supervisor.post(`${DV}/events`, { unitId: maker.here.unit('east'), kind, topic: '秋季活动', place: '苏州', startsAt: '2026-09-28T01:00:00Z', endsAt: '2026-09-28T04:00:00Z', staffUserIds: [maker.here.id('supervisor')] });
  expect(event.clauseId).toBe(clauseId);
  await who.supervisor.post(`${DV}/events/${event.id}/hold`, { outcome: '完成', attendance: [{ customerId: customer.id, names: ['顾海'] }] });
  expect((await who.leader.get(`${DV}/events/figures?from=2026-09&to=2026-09`)).items).toContainEqual({ month: '2026-09', kind, events: 1, customers: 1, people: 1 });
});

test('DV-3.3d new product information to chosen types and grades with receipt; a clock runs only where the company has set an interval', async () => {
  const { who } = maker.here;
  const customer = await maker.here.customer({ name: '新品客户', type: 'processing_factory' });
  const mailing = await who.supervisor.post(`${DV}/mailings`, { unitId: maker.here.unit('east'), product: 'X2', title: 'X2 上市', content: '更静', types: ['processing_factory'], grades: ['none'] });
  expect(await who.supervisor.post(`${DV}/mailings/${mailing.id}/issue`)).toMatchObject({ status: 'issued', recipients: 1 });
  await who.visitor.post(`${DV}/mailings/${mailing.id}/receipts/${customer.id}/confirm`, { receivedBy: '厂长' });
  expect(await who.visitor.get(`${DV}/mailings/${mailing.id}`)).toMatchObject({ delivered: 1, received: 1 });
  const owed = async (): Promise<Json[]> => (await who.supervisor.get(`${DV}/obligations?clauseId=DV-3.3d`)).items;
  expect(await owed()).toEqual([]);
  await who.admin.post(`${TENANCY}/policies`, { key: 'dv.newProduct.everyMonths', value: 3, reason: '每季一次' });
  await maker.here.moveTo('2027-01-01T01:00:00.000Z');
  const quarter = await eventually('the quarter is owed', async () => (await owed()).find((o) => o.subject.number === '华东营业部/2027-Q1'));
  expect(quarter).toMatchObject({ status: 'open', dueAt: '2027-03-31T16:00:00.000Z' });
  const next = await who.supervisor.post(`${DV}/mailings`, { unitId: maker.here.unit('east'), product: 'X3', title: 'X3 上市', content: '更省', types: ['processing_factory'], grades: ['none'] });
  await who.supervisor.post(`${DV}/mailings/${next.id}/issue`);
  expect((await owed()).find((o: Json) => o.id === quarter.id)).toMatchObject({ status: 'met' });
});
