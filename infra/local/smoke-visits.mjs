// A manufacturer's October of visits: what the smoke plays beside the other jobs, in a sandbox that begins in September (see smoke-visit-day.mjs for the day on the road).
import { eventually } from './client.mjs';
import { company, HQ_STAFF } from './company.mjs';
import { DISTRIBUTOR_STAFF, DISTRIBUTOR_UNITS } from './distributor-staff.mjs';
import { expectOwed, expectRefusal, expectSame, restAsNone } from './smoke-checks.mjs';
import { escalateProblem, fileUrgent, giveGift, planOnTheRoad, reportDay, visit } from './smoke-visit-day.mjs';

const DV = '/v1/distributor-visits';
/** A Sunday; the plans for the fourth quarter are due on the 24th, October's on the 28th. */
const BEGINS = '2026-09-20T02:00:00.000Z';
const KEYS = ['admin', 'superior', 'leader', 'supervisor', 'visitor', 'visitor2', 'technician', 'keeper', 'expert', 'southSupervisor'];
const SHOPS = [
  ['苏州恒源商贸', 'distributor', 31.3, 120.6, 96, '320000.00'], ['无锡新达家电', 'distributor', 31.57, 120.3, 90, '280000.00'], ['常州金桥电器', 'retailer', 31.81, 119.97, 70, '90000.00'],
  ['昆山联众五金', 'retailer', 31.39, 120.98, 60, '40000.00'], ['江阴环宇净水', 'processing_factory', 31.92, 120.28, 40, '12000.00'],
];

/**
 * @param {{gatewayUrl: string, operatorKey: string, run: string, password: string}} where
 * @param {(text: string) => void} log
 */
export async function playVisits(where, log) {
  const maker = await buildManufacturer(where);
  log(`8 ${maker.of.tenant.name} of ${maker.hq.tenant.name}: two business units, a region with ${maker.region.technicians.count} technicians and its salesperson, ${maker.customers.length} customers; the sandboxes begin on ${BEGINS.slice(0, 10)}`);
  await nameVisitors(maker, log);
  await grade(maker, log);
  const line = await plan(maker, log);
  const supplies = await planOnTheRoad(maker, line, log);
  await visit(maker, line, supplies, log);
  const daily = await reportDay(maker, line, log);
  await fileUrgent(maker, daily, log);
  await giveGift(maker, line, supplies, log);
  await escalateProblem(maker, line, log);
  await planAhead(maker);
  await sumUp(maker, daily, log);
  await headquartersSee(maker, log);
}

/** Headquarters, its manufacturer with the people of two business units, customers of the eastern one. */
async function buildManufacturer({ gatewayUrl, operatorKey, run, password }) {
  const base = { gatewayUrl, operatorKey, password, modules: ['distributor-visits'], sandboxStartsAt: BEGINS };
  const hq = await company({ ...base, name: '远航集团', code: `YH-${run}`.toUpperCase(), kind: 'headquarters', domain: `yuanhang.${run}.example`, staff: HQ_STAFF, units: [{ key: 'watch', name: '客户服务管理部', kind: 'department' }] });
  const of = await company({ ...base, by: hq.admin, name: '远航家电', code: `JD-${run}`.toUpperCase(), kind: 'subsidiary', parentId: hq.tenant.id, domain: `jiadian.${run}.example`, staff: DISTRIBUTOR_STAFF, units: DISTRIBUTOR_UNITS });
  const who = Object.fromEntries(await Promise.all(KEYS.map(async (key) => [key, await of.signIn(key, true)])));
  const region = await eventually('units and people are known', () => regionOf(who.supervisor, of), 20_000);
  const customers = await Promise.all(SHOPS.map(([name, type, latitude, longitude]) => who.supervisor.post(`${DV}/customers`, {
    type, name, city: name.slice(0, 2), address: '人民路 100 号', latitude, longitude, unitId: of.units.east, regionId: region.id, contacts: [{ name: '顾海', post: '经理', phone: '13800001111' }], duplicateAcknowledged: true,
  })));
  return {
    hq, of, who, region, customers, id: (key) => of.people[key].id,
    /** Moves the company's clock and waits until the service goes by it. */
    moveTo: async (to) => {
      await who.admin.post('/v1/tenancy/sandbox-clock', { to });
      await eventually(`the clock at ${to}`, async () => (await who.visitor.get(`${DV}/visits/today`)).now >= to);
    },
  };
}

/** DV-7.1: a region with its technicians and its own salesperson; nothing until the service has heard of unit and people. */
async function regionOf(supervisor, of) {
  const answer = await supervisor.send('POST', `${DV}/regions`, { body: { unitId: of.units.east, name: '苏锡常' } });
  if (answer.status !== 201) return null;
  for (const [key, duty] of [['technician', 'technician'], ['technician2', 'technician'], ['salesperson', 'salesperson']]) {
    await eventually(`${key} is known`, async () => (await supervisor.send('POST', `${DV}/regions/${answer.body.id}/members`, { body: { userId: of.people[key].id, duty } })).status === 201);
  }
  return supervisor.get(`${DV}/regions/${answer.body.id}`);
}

/** DV-4.2: not the region's own salesperson, unless the supervisor says why. DV-3.2b: each new customer gets an inquiry card. */
async function nameVisitors({ who, customers, id }, log) {
  const [first, ...others] = customers;
  const own = expectRefusal(await who.supervisor.refused(422, 'POST', `${DV}/customers/${first.id}/visitor`, { userId: id('salesperson') }), 'DV-4.2', 'own_salesperson');
  const named = await Promise.all([first, ...others].map((customer, i) => who.supervisor.post(`${DV}/customers/${customer.id}/visitor`, { userId: id(i < 3 ? 'visitor' : 'visitor2') })));
  await who.southSupervisor.refused(403, 'GET', `${DV}/customers/${first.id}`);
  const cards = await Promise.all(customers.map(({ id: customerId }) => who.supervisor.post(`${DV}/customers/${customerId}/inquiry-card/give`, { way: 'mail' })));
  const met = cards.map((card) => expectOwed([card.obligation], 'DV-3.2b', 'met', card.customerName));
  log(`  the region's own salesperson is refused without a reason (${own.clause}); ${named.map((c) => `${c.name} ${c.visitorName}`).join(', ')}; the southern unit sees none of them; each got an inquiry card: DV-3.2b ${met.length} met`);
}

/** DV-4.1: by nature and sales; the grade counts from the next month plan. */
async function grade({ who, of, region, customers }, log) {
  const { supervisor } = who;
  await Promise.all(customers.map(({ id }, i) => supervisor.post(`${DV}/customers/${id}/purchases`, { boughtOn: '2026-09-01', product: '净水机 X1', quantity: 10, amount: SHOPS[i][5] })));
  const items = [{ key: 'nature', name: { zh: '性质与规模', en: 'Nature and scale' }, weight: 60, kind: 'manual' }, { key: 'sales', name: { zh: '销售额', en: 'Sales' }, weight: 40, kind: 'fact', fact: 'sales' }];
  const scheme = { regionId: region.id, unitId: of.units.east, thresholds: { A: 85, B: 70, C: 40 }, reason: '首版' };
  expectRefusal(await supervisor.refused(422, 'POST', `${DV}/grade-schemes`, { ...scheme, items: items.slice(0, 1) }), 'DV-4.1');
  await supervisor.post(`${DV}/grade-schemes`, { ...scheme, items });
  await supervisor.post(`${DV}/grade-cards`, { regionId: region.id, unitId: of.units.east });
  const cards = (await supervisor.get(`${DV}/grade-cards?regionId=${region.id}`)).items;
  const graded = await Promise.all(customers.map(async ({ id, name }, i) => {
    const card = cards.find((c) => c.subjectId === id);
    await supervisor.put(`${DV}/grade-cards/${card.id}/items/nature`, { score: SHOPS[i][4], reason: '按门店与品类' });
    const { total, grade, gradings } = await supervisor.post(`${DV}/grade-cards/${card.id}/close`);
    return { name, total, grade, countsFrom: gradings[0].countsFrom };
  }));
  if (graded.some((g) => g.countsFrom !== '2026-10')) throw new Error(`a grade counts from ${graded.map((g) => g.countsFrom).join(', ')}`);
  log(`  weights that do not sum to 100 are refused (DV-4.1); graded ${graded.map((g) => `${g.name} ${g.grade} (${g.total})`).join(', ')}, from October on`);
}

/** DV-5: the quarter, then the month proposed out of grades and frequencies; both cite the basic policy and are handed over before they are due. */
async function plan({ who, of }, log) {
  const { supervisor, superior, visitor } = who;
  await superior.post(`${DV}/basic-policies`, { unitId: of.units.root, title: '2026 下半年基本方针', text: '稳住大客户，补齐县级网点', effectiveFrom: '2026-09-20' });
  const owed = async (key) => eventually(`${key} is owed`, async () => (await supervisor.get(`${DV}/obligations?clauseId=DV-5&limit=100`)).items.find((o) => o.parameterKey === key && o.owner.unitId === of.units.east));
  const issue = async (period, parameter) => {
    const made = await supervisor.post(`${DV}/plans`, { unitId: of.units.east, period, keyProducts: ['净水机 X1'], keySurveyItems: ['库存', '同行价格'] });
    const proposed = await supervisor.post(`${DV}/plans/${made.id}/propose`);
    const issued = await supervisor.post(`${DV}/plans/${made.id}/issue`);
    const met = await owed(parameter);
    if (met.status !== 'met') throw new Error(`DV-5 of ${period} is ${met.status}`);
    return { proposed, issued, met };
  };
  const quarter = await issue('2026-Q4', 'dv.plan.quarter.dueDays');
  const month = await issue('2026-10', 'dv.plan.month.dueDays');
  log(`  2026-Q4 with ${quarter.issued.counts.planned} visits handed over: DV-5 met, due ${quarter.met.dueAt}; October rolled down from it: ${month.proposed.visitors.map((v) => `${v.visitorName} ${v.visits} visits, ${v.kilometres} km`).join('; ')}, cites ${month.issued.policyTitle}: DV-5 met, due ${month.met.dueAt}`);
  const [line] = (await visitor.get(`${DV}/planned-visits?visitor=me&from=2026-10-01&to=2026-10-31`)).items;
  if (!line) throw new Error('nothing is planned for the visitor');
  return line;
}

/** November's plan, while October is on its way. */
async function planAhead({ who: { supervisor }, of }) {
  const { id } = await supervisor.post(`${DV}/plans`, { unitId: of.units.east, period: '2026-11' });
  await supervisor.post(`${DV}/plans/${id}/propose`);
  await supervisor.post(`${DV}/plans/${id}/issue`);
}

/** DV-10: refused while a daily report of the month is unread; then in time. */
async function sumUp({ who, of, customers, moveTo }, daily, log) {
  const { supervisor, visitor2, leader } = who;
  await supervisor.post(`${DV}/daily-reports/${daily.id}/accept`);
  await moveTo('2026-10-31T02:00:00.000Z');
  await visit({ who: { visitor: visitor2 } }, { customerId: customers.at(-1).id, unplanned: '客户来电要货' }, null, () => {});
  const unread = await visitor2.get(`${DV}/daily-reports/mine`);
  await visitor2.put(`${DV}/daily-reports/${unread.id}/parts`, { parts: restAsNone(unread) }, unread.version);
  await visitor2.post(`${DV}/daily-reports/${unread.id}/submit`);
  await moveTo('2026-11-01T01:00:00.000Z');
  const draft = await supervisor.post(`${DV}/monthly-reports`, { unitId: of.units.east, month: '2026-10' });
  const its = `${DV}/monthly-reports/${draft.id}`;
  await supervisor.put(`${its}/parts`, { parts: restAsNone(draft) }, draft.version);
  const early = expectRefusal(await supervisor.refused(422, 'POST', `${its}/submit`), 'DV-10', 'dailies_unread');
  const { obligations } = await supervisor.post(`${DV}/daily-reports/${unread.id}/accept`);
  expectOwed(obligations, 'DV-9b', 'met', unread.number);
  const fresh = await supervisor.get(its);
  const parts = restAsNone(fresh);
  if (parts.length) await supervisor.put(`${its}/parts`, { parts }, fresh.version);
  const sent = await supervisor.post(`${its}/submit`);
  const met = expectOwed(sent.obligations, 'DV-10', 'met', sent.number);
  await leader.post(`${its}/comments`, { text: 'B 级客户再加一次' });
  log(`  ${sent.title}: refused while ${early.errors.length} daily is unread (${early.clause}), then submitted: DV-10 met, due ${met.dueAt}; ${(await supervisor.get(its)).readBy} read it`);
}

/** Capability 8, and each obligation of the company from above. */
async function headquartersSee({ hq, of, who }, log) {
  const { leader } = who;
  const { grades } = await leader.get(`${DV}/coverage?unitId=${of.units.east}&year=2026`);
  const opinions = (await leader.get(`${DV}/opinions/months?from=2026-09&to=2026-10`)).items;
  const [competitor] = (await leader.get(`${DV}/competitors`)).items;
  const timeline = (await leader.get(`${DV}/competitors/${competitor.id}/timeline`)).items;
  const [stock] = (await leader.get(`${DV}/analysis/products?unitId=${of.units.east}&from=2026-09&to=2026-10`)).items;
  if (!opinions.length || !timeline.length || !stock) throw new Error('an analysis is empty');
  log(`  coverage ${grades.map((g) => `${g.grade} ${g.done} of ${g.owed}`).join(', ')}; opinions ${opinions.map((o) => `${o.product} ${o.kind} ${o.answered}/${o.raised}`).join(', ')}; ${competitor.name}: ${timeline.map((i) => i.kindName.zh).join('、')}; ${stock.product} sells through ${stock.sellThrough}`);
  const supervisor = await hq.signIn('supervisor', true);
  const rows = await eventually('headquarters sees the obligations', async () => {
    const page = await supervisor.get('/v1/insight/compliance?month=2026-10');
    const cells = page.rows.map((row) => ({ clauseId: row.clauseId, ...row.cells.find((c) => c.columnId === of.sandboxId) })).filter((cell) => cell.total > 0);
    return ['DV-7.2', 'DV-9a', 'DV-9b', 'DV-11'].every((id) => cells.some((c) => c.clauseId === id)) && cells;
  });
  // Nobody summed September up, whose only visit was that of the first day.
  const missed = (await supervisor.get(`/v1/insight/obligations?clauseId=DV-10&tenantId=${of.sandboxId}&month=2026-10&group=missed`)).items;
  expectSame(missed.map((o) => o.dueAt), ['2026-10-05T16:00:00.000Z'], 'monthly reports missed');
  log(`  headquarters, in time of those due in October: ${rows.map((r) => `${r.clauseId} ${r.rate ?? '–'}`).join(', ')}; missed ${missed[0].subject.title} ${missed[0].subject.number}`);
}
