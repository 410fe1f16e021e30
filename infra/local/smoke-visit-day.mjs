// The day on the road that the smoke plays (see smoke-visits.mjs): what the phone sends, and what comes of it.
import { randomUUID } from 'node:crypto';
import { expectOwed, expectRefusal, expectSame, restAsNone } from './smoke-checks.mjs';

const DV = '/v1/distributor-visits';
const MINUTE = 60_000;

/** What the phone has kept while there was no net: sent in one batch, and once more because the answer to the first was lost. */
async function sync(visitor, records) {
  const send = () => visitor.post(`${DV}/visits/sync`, { deviceId: 'phone', records });
  const { results } = await send();
  const refused = results.filter((r) => r.outcome !== 'applied');
  if (refused.length) throw new Error(`not taken: ${JSON.stringify(refused)}`);
  expectSame([...new Set((await send()).results.map((r) => r.outcome))], ['known'], 'the same batch again');
}

/** Records of one visit, a minute apart, that ended some minutes before `now`. */
function recorded(now, bodies) {
  const visitId = randomUUID();
  return bodies.map(([kind, body], i) => ({ id: randomUUID(), visitId, kind, occurredAt: new Date(Date.parse(now) - (bodies.length + 5 - i) * MINUTE).toISOString(), body }));
}

/** DV-3.3f: what the unit has in stock and may give away; and a first survey at the customer of the line, so that the next one has values beside it. */
export async function planOnTheRoad({ who, of, moveTo }, line, log) {
  const { keeper, superior, visitor, supervisor } = who;
  const stocked = async (kind, name, price, quantity, amount) => {
    const item = await keeper.post(`${DV}/items`, { kind, name, unitName: '件', price });
    await keeper.post(`${DV}/items/${item.id}/receipts`, { unitId: of.units.east, quantity, reference: '采购入库' });
    await superior.post(`${DV}/item-budgets`, { unitId: of.units.east, kind, period: '2026', amount, reason: '年度预算' });
    return item;
  };
  const supplies = { sample: await stocked('sample', '滤芯样品', '20.00', 5, '500.00'), gift: await stocked('gift', '开业花篮', '300.00', 10, '1000.00') };
  const before = await visitor.get(`${DV}/visits/today`);
  const products = before.templates.find((t) => t.key === 'products');
  await sync(visitor, recorded(before.now, [['check_in', { customerId: line.customerId, reason: '交接客户' }], ['survey', survey(products, 40, 12, 8)], ['check_out', { effect: '认识了新经理', card: { situation: '库存 40 台' } }]]));
  const daily = await visitor.get(`${DV}/daily-reports/mine`);
  await visitor.put(`${DV}/daily-reports/${daily.id}/parts`, { parts: restAsNone(daily) }, daily.version);
  expectOwed((await visitor.post(`${DV}/daily-reports/${daily.id}/submit`)).obligations, 'DV-9a', 'met', daily.number);
  await supervisor.post(`${DV}/daily-reports/${daily.id}/accept`);
  await moveTo(`${line.day}T02:00:00.000Z`);
  const today = await visitor.get(`${DV}/visits/today`);
  const stop = today.visits.find((v) => v.plannedVisitId === line.id);
  const beside = stop.answers[0]?.lines.find((l) => l.measure === 'stock');
  expectSame([today.day, stop.lastVisit.day, beside.quantity], [line.day, '2026-09-20', 40], 'the phone page');
  log(`  ${line.day}: the phone has ${today.visits.length} visits, key product ${today.plan.keyProducts[0]}; ${line.customerName} with the last values beside: ${beside.product} stock ${beside.quantity}`);
  return { ...supplies, products };
}

const survey = ({ id }, stock, bought, sold) => ({ templateId: id, lines: [{ product: '净水机 X1', stock: { quantity: stock }, purchases: { quantity: bought, amount: `${bought * 2999}.00` }, sales: { quantity: sold, amount: `${sold * 3299}.00` } }] });

/** The visit of a line; without `supplies` it is called at only. */
export async function visit({ who: { visitor } }, line, supplies, log) {
  const { now } = await visitor.get(`${DV}/visits/today`);
  const checkIn = ['check_in', { customerId: line.customerId, ...(line.unplanned ? { reason: line.unplanned } : { plannedVisitId: line.id }), latitude: 31.3, longitude: 120.6, accuracyM: 12 }];
  const checkOut = ['check_out', { effect: '订货 20 台', card: { situation: '库存 30 台，旺季前补货', next: '国庆后补货' } }];
  const done = supplies ? [
    ['survey', survey(supplies.products, 30, 6, 16)], ['activity', { activity: 'explanation', product: '净水机 X1', performance: true, features: true, precautions: true }],
    ['opinion', { kind: 'complaint', maker: 'own', product: '净水机 X1', content: '夜里有噪音', voicedBy: '顾海' }], ['opinion', { kind: 'wish', maker: 'own', product: '净水机 X1', content: '缩短交期' }],
    ['intelligence', { kind: 'new_product', competitor: '远山', product: '净水机 Y9', content: '门店已铺货，价低 15%' }], ['hand_out', { lines: [{ itemId: supplies.sample.id, quantity: 1 }], receivedBy: '顾海' }],
  ] : [];
  const records = recorded(now, [checkIn, ...done, checkOut]);
  if (!supplies) return sync(visitor, records);
  const tooMuch = { ...records.find((r) => r.kind === 'hand_out'), id: randomUUID(), body: { lines: [{ itemId: supplies.sample.id, quantity: 50 }] } };
  await sync(visitor, records);
  const { results: [{ problem }] } = await visitor.post(`${DV}/visits/sync`, { deviceId: 'phone', records: [tooMuch] });
  expectRefusal(problem, 'DV-3.3f');
  log(`  checked in offline at ${records[0].occurredAt}, ${records.length} records synced, sent again and known; 50 more samples: ${problem.code} ${problem.clause}`);
}

/** DV-9a: filled from the visit; refused while one of its contents is neither filled nor "none". DV-9b: each matter sorted. */
export async function reportDay({ who: { visitor, supervisor } }, line, log) {
  const draft = await visitor.get(`${DV}/daily-reports/mine`);
  const its = `${DV}/daily-reports/${draft.id}`;
  const { version } = await visitor.put(`${its}/matters`, { matters: [{ title: '远山新品 Y9', course: '门店已铺货，价低 15%', result: '客户要求跟价', kind: 'new_product', customerId: line.customerId }, { title: '缺展示柜', course: '客户要一组', result: '从仓库调', customerId: line.customerId }] }, draft.version);
  await visitor.put(`${its}/parts`, { parts: restAsNone(await visitor.get(its), ['market.policies']) }, version);
  const gap = expectRefusal(await visitor.refused(422, 'POST', `${its}/submit`), 'DV-9a', 'report_incomplete');
  expectSame(gap.errors.map((e) => e.field), ['market.policies'], 'the missing content');
  const { version: next } = await visitor.get(its);
  await visitor.put(`${its}/parts`, { parts: [{ part: 'market.policies', none: true }] }, next);
  const sent = await visitor.post(`${its}/submit`);
  const met = expectOwed(sent.obligations, 'DV-9a', 'met', sent.number);
  const [peer, shelf] = sent.matters;
  const sorted = await supervisor.post(`${its}/triage`, { items: [{ matterId: peer.id, to: 'beyond', note: '要总部定价' }, { matterId: shelf.id, to: 'here', note: '周五送到' }] });
  const read = expectOwed(sorted.obligations, 'DV-9b', 'met', sent.number);
  const filled = sent.sections.flatMap((s) => s.parts).filter((p) => p.items?.length).length;
  log(`  ${sent.number} filled itself in ${filled} parts; without ${gap.errors[0].field} refused (${gap.clause}), completed: DV-9a met, due ${met.dueAt}; triaged: DV-9b met, due ${read.dueAt}; "${peer.title}" is beyond the unit`);
  return sorted;
}

/** DV-11: prefilled from the matter, filed within its hours, acknowledged by the superior. */
export async function fileUrgent({ who: { supervisor, superior, leader } }, daily, log) {
  const matter = daily.matters.find((m) => m.state === 'beyond');
  const due = expectOwed(matter.obligations, 'DV-11', 'open', matter.title).dueAt;
  const opened = await supervisor.post(`${DV}/urgent-reports`, { matterId: matter.id, kind: 'new_product' });
  const its = `${DV}/urgent-reports/${opened.id}`;
  const prefilled = opened.sections.flatMap((s) => s.parts).flatMap((p) => p.items).find(({ text }) => text.includes(matter.course));
  await supervisor.put(`${its}/parts`, { parts: restAsNone(opened) }, opened.version);
  const filed = await supervisor.post(`${its}/file`);
  await leader.refused(403, 'POST', `${its}/acknowledge`);
  const done = await superior.post(`${its}/acknowledge`, { comment: '周一定价' });
  expectSame(done.obligations.map((o) => o.status), ['met', 'met'], 'DV-11 of filing and acknowledgement');
  log(`  urgent report prefilled with "${prefilled.text}", filed before ${due}, acknowledged by ${filed.superiors[0].name}: DV-11 met twice`);
}

/** DV-6: for a special customer, within the budget, approved one level up, then issued. */
export async function giveGift({ who: { supervisor, superior, keeper } }, line, { gift }, log) {
  await supervisor.post(`${DV}/customers/${line.customerId}/special`, { reason: '省内最大' });
  const write = (quantity) => supervisor.post(`${DV}/gift-applications`, { customerId: line.customerId, need: '新店开业，有必要表示', lines: [{ itemId: gift.id, quantity }] });
  const above = expectRefusal(await supervisor.refused(422, 'POST', `${DV}/gift-applications/${(await write(4)).id}/submit`), 'DV-6', 'above_budget');
  const { id } = await write(2);
  const at = `${DV}/gift-applications/${id}`;
  await supervisor.post(`${at}/submit`);
  const early = expectRefusal(await keeper.refused(409, 'POST', `${at}/issue`, { receivedBy: '顾海' }), 'DV-6', 'gift_not_approved');
  const { approvedBy } = await superior.post(`${at}/decide`, { decision: 'approve' });
  const issued = await keeper.post(`${at}/issue`, { receivedBy: '顾海' });
  log(`  a gift ${above.code} (${above.clause}), one inside not issued before its approval (${early.code}); approved by ${approvedBy.join('、')}, ${issued.status}, ${issued.remaining} left of the budget`);
}

/** DV-7.2: a major technical problem, answered by the department; a workaround is an answer. */
export async function escalateProblem({ who: { technician, expert }, of }, line, log) {
  const problem = await technician.post(`${DV}/problems`, { customerId: line.customerId, area: 'use', product: '净水机 X1', title: '批量漏水', description: '换滤芯后接头渗水，三户同样' });
  const escalated = await technician.post(`${DV}/problems/${problem.id}/escalate`, { departmentUnitId: of.units.engineering, reason: '多户同样' });
  const due = expectOwed(escalated.obligations, 'DV-7.2', 'open', problem.number).dueAt;
  const answered = await expert.post(`${DV}/problems/${problem.id}/answer`, { kind: 'workaround', content: '先换 B 型密封圈' });
  expectOwed(answered.obligations, 'DV-7.2', 'met', problem.number);
  log(`  ${problem.number} ${problem.title} escalated to ${escalated.departmentName}, due ${due}, answered: DV-7.2 met`);
}
