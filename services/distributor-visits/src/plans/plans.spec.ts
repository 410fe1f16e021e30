import { newId } from '@luyue/kernel';
import { CustomerRecord } from '../customers/customer-record.ts';
import { type Maker, type Running, startVisits } from '../visits.harness.ts';

let stage: Running;
let east: Maker;
let west: Maker;
beforeAll(async () => {
  stage = await startVisits();
  [east, west] = [await stage.company('江州家电'), await stage.company('海州家电')];
}, 60_000);
afterAll(() => stage.stop());

const by = (at: Maker) => stage.staff(at, 'supervisor');
const KEY = { keyProducts: ['净水机 X1'], keySurveyItems: ['库存'] };
const create = (at: Maker, period: string, more: object = {}) => by(at).send('POST', 'plans', { unitId: at.east, period, ...KEY, ...more });
const policy = (at: Maker, more: object = {}) => stage.staff(at, 'superior').send('POST', 'basic-policies', { unitId: at.unitId, title: '四季度基本方针', text: '稳住大客户', effectiveFrom: '2026-09-30', ...more });
const issue = (at: Maker, id: string) => by(at).send('POST', `plans/${id}/issue`);
const linesOf = async (at: Maker, id: string, query = ''): Promise<any[]> => (await by(at).get(`plans/${id}/visits?limit=200&${query}`)).body.items;
/** Graded customers along a line east of Suzhou. */
async function customers(at: Maker, grades: string, more: object = {}): Promise<any[]> {
  const made = [];
  for (const [i, grade] of [...grades].entries()) {
    const customer = await stage.customer(at, { name: `客户${i}${grade}`, longitude: 120 + i / 50, contacts: [], ...more });
    await stage.write(at, (tx) => stage.get(CustomerRecord).grade(tx, customer.id, grade as 'A', '2026-01'));
    made.push(customer);
  }
  return made;
}
const owed = (at: Maker): Promise<{ label: string; status: string; due: string }[]> => stage.read(at, (tx) => tx.manager.query(`SELECT subject_title AS title, parameter_key AS label, status, to_char(due_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI') AS due FROM obligation WHERE clause_id = 'DV-5' ORDER BY due_at`));

test('DV-5 a plan cites the basic policy in force, names key items and visits, and is issued once', async () => {
  await customers(east, 'A');
  const { body: plan } = await create(east, '2026-11', { keyProducts: [] });
  expect(plan).toMatchObject({ status: 'draft', periodKind: 'month', fromDay: '2026-11-01', toDay: '2026-11-30', policyTitle: null });
  expect((await issue(east, plan.id)).body).toMatchObject({ status: 422, clause: 'DV-5', code: 'no_basic_policy' });
  expect((await policy(east)).status).toBe(201);
  expect((await issue(east, plan.id)).body).toMatchObject({ code: 'no_visits' });
  expect((await by(east).send('POST', `plans/${plan.id}/propose`)).body).toMatchObject({ visits: 1, unnamed: 0 });
  expect((await issue(east, plan.id)).body).toMatchObject({ code: 'no_key_items' });
  await by(east).send('PATCH', `plans/${plan.id}`, KEY, { 'if-match': '"1"' });
  expect((await by(east).send('PATCH', `plans/${plan.id}`, KEY, { 'if-match': '"1"' })).status).toBe(412);
  expect((await issue(east, plan.id)).body).toMatchObject({ status: 'issued', policyTitle: '四季度基本方针', issuedBy: '何静', counts: { planned: 1, customers: 1, visitors: 1 } });
  expect((await stage.published(east)).filter((e) => e.payload['kind'] === 'visit_plan_issued').map((e) => e.payload)).toMatchObject([{ clauseId: 'DV-5', link: `/visit-plans?id=${plan.id}`, values: { by: '何静', keyItems: '净水机 X1、库存' }, to: [{ person: 'user', channels: ['inapp'] }] }]);
  expect((await issue(east, plan.id)).body).toMatchObject({ status: 409, code: 'transition_refused', allowed: [] });
  expect((await by(east).send('POST', `plans/${plan.id}/propose`)).body).toMatchObject({ status: 409, code: 'plan_issued' });
  expect((await create(east, '2026-11')).body).toMatchObject({ status: 409, code: 'plan_taken' });
  expect((await create(east, '2026-13')).body).toMatchObject({ status: 400, errors: [{ field: 'period' }] });
});

test('DV-5 the nearest basic policy that has begun is in force: the unit\'s own before headquarters\'', async () => {
  const at = await stage.company('方针家电');
  await policy(at);
  await policy(at, { title: '明天起', effectiveFrom: '2026-10-01' });
  expect((await create(at, '2026-12')).body.policyTitle).toBe('四季度基本方针');
  await policy(at, { unitId: at.east, title: '华东自己的' });
  expect((await create(at, '2027-01')).body.policyTitle).toBe('华东自己的');
  expect((await policy(at, { effectiveFrom: '2026-09-29' })).body).toMatchObject({ status: 422, code: 'policy_in_the_past' });
  expect((await policy(at)).body).toMatchObject({ status: 409, code: 'policy_taken' });
  expect((await by(at).send('POST', 'basic-policies', { unitId: at.east, title: '试试', text: '试试', effectiveFrom: '2026-10-01' })).body).toMatchObject({ status: 403, permission: 'basicPolicy.publish' });
  expect((await by(at).get('basic-policies')).body.items.map((p: any) => p.title)).toEqual(['明天起', expect.any(String), expect.any(String)]);
});

test('DV-5 handed over before the period: month plan 3 days, quarter 7, year 15; the period after the first customer is the first owed', async () => {
  const at = await stage.company('到期家电', '2026-09-20T02:00:00.000Z');
  await policy(at, { effectiveFrom: '2026-09-20' });
  const [customer] = await customers(at, 'A');
  expect(customer).toBeDefined();
  expect(await owed(at)).toMatchObject([{ label: 'dv.plan.quarter.dueDays', status: 'open', due: '2026-09-24 16:00' }, { label: 'dv.plan.month.dueDays', status: 'open', due: '2026-09-28 16:00' }, { label: 'dv.plan.year.dueDays', due: '2026-12-17 16:00' }]);
  const { body: month } = await create(at, '2026-10');
  await by(at).send('POST', `plans/${month.id}/propose`);
  await issue(at, month.id);
  const { body: quarter } = await create(at, '2026-Q4');
  await by(at).send('POST', `plans/${quarter.id}/propose`);
  await stage.moveTo(at, '2026-09-24T16:00:00.500Z');
  await issue(at, quarter.id);
  expect((await owed(at)).slice(0, 2)).toMatchObject([{ label: 'dv.plan.quarter.dueDays', status: 'met_late' }, { label: 'dv.plan.month.dueDays', status: 'met' }]);
});

test('DV-5 year -> quarter -> month: what the wider plan names is handed down, its words too', async () => {
  const at = await stage.company('下推家电');
  await policy(at);
  const made = await customers(at, 'ABCD');
  const { body: year } = await create(at, '2027', { keyProducts: ['年度主推'], specialSurveyItems: ['能效'] });
  expect((await by(at).send('POST', `plans/${year.id}/propose`)).body.visits).toBe(24);
  const lines = await linesOf(at, year.id);
  const monthsOf = (i: number): string[] => lines.filter((l) => l.customerId === made[i].id).map((l) => l.month);
  expect(monthsOf(0)).toEqual(Array.from({ length: 12 }, (_, i) => `2027-${String(i + 1).padStart(2, '0')}`));
  expect([1, 2, 3].map((i) => monthsOf(i).length)).toEqual([6, 4, 2]);
  await issue(at, year.id);
  const { body: quarter } = await by(at).send('POST', 'plans', { unitId: at.east, period: '2027-Q1' });
  expect(quarter).toMatchObject({ parentPlanId: year.id, keyProducts: ['年度主推'], specialSurveyItems: ['能效'] });
  await by(at).send('POST', `plans/${quarter.id}/propose`);
  expect((await linesOf(at, quarter.id)).map((l) => `${l.month} ${l.customerId}`).toSorted()).toEqual(lines.filter((l) => l.month <= '2027-03').map((l) => `${l.month} ${l.customerId}`).toSorted());
  const free = ['2027-01', '2027-02', '2027-03'].find((each) => !lines.some((l) => l.customerId === made[3].id && l.month === each))!;
  await by(at).send('POST', `plans/${quarter.id}/visits`, { customerId: made[3].id, visitorUserId: at.technician.id, month: free });
  await issue(at, quarter.id);
  const { body: month } = await by(at).send('POST', 'plans', { unitId: at.east, period: free });
  await by(at).send('POST', `plans/${month.id}/propose`);
  expect((await linesOf(at, month.id)).map((l) => l.customerId).toSorted()).toEqual((await linesOf(at, quarter.id)).filter((l) => l.month === free).map((l) => l.customerId).toSorted());
  expect((await linesOf(at, month.id)).find((l) => l.customerId === made[3].id).visitorName).toBe('技一');
});

test('DV-5 the proposal keeps to working days, to the named visitor, and shares the rest evenly; what was added counts', async () => {
  const at = await stage.company('建议家电');
  const made = await customers(at, 'AAAAAAAA');
  for (const customer of made.slice(0, 3)) await by(at).send('POST', `customers/${customer.id}/visitor`, { userId: at.colleague.id });
  const { body: plan } = await create(at, '2026-10');
  await by(at).send('POST', `plans/${plan.id}/visits`, { customerId: made[7].id, visitorUserId: at.visitor.id, day: '2026-10-09' });
  const { body: proposal } = await by(at).send('POST', `plans/${plan.id}/propose`);
  expect(proposal).toMatchObject({ visits: 7, ungraded: 0, unnamed: 0 });
  expect(proposal.visitors.map((v: any) => v.visits).toSorted()).toEqual([3, 4]);
  const lines = await linesOf(at, plan.id);
  expect(lines.filter((l) => made.slice(0, 3).some((c) => c.id === l.customerId)).every((l) => l.visitorUserId === at.colleague.id)).toBe(true);
  expect(lines.map((l) => l.customerId).toSorted()).toEqual(made.map((c) => c.id).toSorted());
  // 1 to 7 October are the holidays, 10 October is worked for them.
  expect(lines.every((l) => l.day >= '2026-10-08' && (l.day === '2026-10-10' || ![0, 6].includes(new Date(l.day).getUTCDay())))).toBe(true);
  await by(at).send('POST', `plans/${plan.id}/propose`);
  expect(await linesOf(at, plan.id)).toHaveLength(8);
  expect((await stage.staff(at, 'visitor').get('visits/today')).body.visits).toEqual([]);
  // Whoever has left visits nobody: their customers are shared out.
  const gone = await stage.person(at, '离职的', { roles: ['visitor'], unitId: at.east, active: false });
  await stage.write(at, (tx) => tx.manager.query('UPDATE visit_customer SET visitor_user_id = $1 WHERE id = $2', [gone.id, made[0].id]));
  await by(at).send('POST', `plans/${plan.id}/propose`);
  const anew = await linesOf(at, plan.id);
  expect([anew.length, anew.some((l) => l.visitorUserId === gone.id)]).toEqual([8, false]);
});

test('DV-4.2 the region\'s own salesperson is named with the supervisor\'s reason alone; the proposal names them never', async () => {
  const at = await stage.company('专人家电');
  const region = await stage.region(at);
  const [customer] = await customers(at, 'A', { regionId: region.id });
  const { body: plan } = await create(at, '2026-10');
  const add = (more: object) => by(at).send('POST', `plans/${plan.id}/visits`, { customerId: customer.id, visitorUserId: at.salesperson.id, day: '2026-10-09', ...more });
  expect((await add({})).body).toMatchObject({ status: 422, clause: 'DV-4.2', code: 'own_salesperson' });
  expect((await add({ reason: '巡访员病假' })).body).toMatchObject({ visitorName: '业一', reason: '巡访员病假', source: 'manual' });
  expect((await add({ day: '2026-11-01' })).body).toMatchObject({ status: 400, errors: [{ field: 'day', code: 'outside' }] });
  expect((await add({ visitorUserId: newId() })).body).toMatchObject({ errors: [{ field: 'visitorUserId', code: 'unknown_user' }] });
  expect((await add({ customerId: newId() })).body).toMatchObject({ clause: 'DV-2', errors: [{ field: 'customerId' }] });
});

test('DV-5 an issued visit changes with a reason, is made on its day by whoever was named, and then stays', async () => {
  const at = await stage.company('执行家电');
  await policy(at);
  const [first, second] = await customers(at, 'AA');
  const { body: plan } = await create(at, '2026-09');
  for (const { id } of [first, second]) await by(at).send('POST', `plans/${plan.id}/visits`, { customerId: id, visitorUserId: at.visitor.id, day: '2026-09-30' });
  // What is not handed over is nobody's plan yet.
  const [draft] = await linesOf(at, plan.id);
  expect((await stage.staff(at, 'visitor').send('POST', 'visits/sync', { deviceId: 'p', records: [{ id: newId(), visitId: newId(), kind: 'check_in', occurredAt: '2026-09-30T01:59:00.000Z', body: { customerId: draft.customerId, plannedVisitId: draft.id } }] })).body.results[0].problem).toMatchObject({ clause: 'DV-5', errors: [{ field: 'plannedVisitId' }] });
  await issue(at, plan.id);
  const { visits } = (await stage.staff(at, 'visitor').get('visits/today')).body;
  expect(visits.map((v: any) => [v.status, v.position, v.customer.id, v.kilometres])).toEqual([['planned', 1, first.id, null], ['planned', 2, second.id, 1.9]]);
  expect((await stage.staff(at, 'visitor').get('visits/today')).body.plan).toMatchObject(KEY);
  const change = (id: string, body: object) => by(at).send('POST', `planned-visits/${id}/change`, body);
  expect((await change(visits[1].plannedVisitId, { visitorUserId: at.colleague.id })).body).toMatchObject({ status: 422, code: 'reason_required', clause: 'DV-5' });
  expect((await change(visits[1].plannedVisitId, { visitorUserId: at.colleague.id, reason: '调换' })).body).toMatchObject({ visitorName: '周舟', reason: '调换' });
  expect((await stage.published(at)).filter((e) => e.payload['kind'] === 'planned_visit_changed').map((e) => e.payload)).toMatchObject([{ values: { customer: '客户1A', visitor: '周舟', when: '2026-09-30', reason: '调换' }, to: [{ userId: at.visitor.id }, { userId: at.colleague.id }] }]);
  expect((await by(at).send('POST', `plans/${plan.id}/visits`, { customerId: first.id, visitorUserId: at.colleague.id, day: '2026-09-30', reason: '客户来电' })).status).toBe(201);
  expect((await stage.published(at)).filter((e) => e.payload['kind'] === 'planned_visit_changed').at(-1)!.payload).toMatchObject({ link: `/visit-plans?id=${plan.id}`, values: { customer: '客户0A', visitor: '周舟', when: '2026-09-30', reason: '客户来电' }, to: [{ userId: at.colleague.id }] });
  const visitId = newId();
  const checkIn = (who: 'visitor' | 'colleague', id: string, plannedVisitId: string, customerId: string, deviceId = 'p') => stage.staff(at, who).send('POST', 'visits/sync', { deviceId, records: [{ id: newId(), visitId: id, kind: 'check_in', occurredAt: '2026-09-30T01:59:00.000Z', body: { customerId, plannedVisitId } }] });
  expect((await checkIn('visitor', visitId, visits[0].plannedVisitId, first.id)).body.results[0].outcome).toBe('applied');
  expect((await linesOf(at, plan.id)).find((l) => l.customerId === first.id)).toMatchObject({ status: 'done', visitId });
  expect((await change(visits[0].plannedVisitId, { day: '2026-09-29', reason: '改期' })).body).toMatchObject({ status: 409, code: 'transition_refused' });
  expect((await checkIn('visitor', newId(), visits[1].plannedVisitId, second.id)).body.results[0].problem.errors[0].field).toBe('reason');
  // The same planned visit begun on a second phone is that visit.
  const alias = newId();
  expect((await checkIn('visitor', alias, visits[0].plannedVisitId, first.id, 'q')).body.results[0]).toMatchObject({ outcome: 'conflict' });
  const note = { id: newId(), visitId: alias, kind: 'note', occurredAt: '2026-09-30T01:59:30.000Z', body: { text: '记在同一次上' } };
  expect((await stage.staff(at, 'visitor').send('POST', 'visits/sync', { deviceId: 'q', records: [note] })).body.results[0].outcome).toBe('applied');
  expect((await stage.staff(at, 'visitor').get(`visits/${visitId}`)).body).toMatchObject({ conflicts: 1, records: expect.arrayContaining([expect.objectContaining({ id: note.id })]) });
  expect((await checkIn('colleague', newId(), visits[0].plannedVisitId, first.id)).body.results[0].problem.code).toBe('visited_already');
});

test('DV-5, PF-12 where the company has published a chain, a plan is handed over by the approval of the superior; what was returned or withdrawn is a draft again', async () => {
  const at = await stage.company('审批家电', '2026-09-20T02:00:00.000Z');
  await policy(at, { effectiveFrom: '2026-09-20' });
  const chain = await stage.ask(at.administrator, 'PUT', 'approval-chains/visit_plan', { permissions: ['policy.read', 'policy.write'], body: { steps: [{ roles: ['unit_manager'], mode: 'any', above: true }], reason: '计划要审批' }, headers: { 'if-match': '"0"' } });
  expect(chain.status).toBe(200);
  const [customer] = await customers(at, 'A');
  const { body: plan } = await create(at, '2026-10');
  await by(at).send('POST', `plans/${plan.id}/visits`, { customerId: customer.id, visitorUserId: at.visitor.id, day: '2026-10-09' });
  const decide = (body: object, who: 'superior' | 'supervisor' | 'leader' = 'superior') => stage.staff(at, who).send('POST', `plans/${plan.id}/decide`, body);
  expect((await decide({ decision: 'approve' })).body).toMatchObject({ status: 409, code: 'transition_refused', clause: 'DV-5' });
  expect((await issue(at, plan.id)).body).toMatchObject({ status: 'submitted', issuedAt: null });
  expect((await by(at).send('POST', `plans/${plan.id}/propose`)).body).toMatchObject({ status: 409, code: 'plan_submitted' });
  expect((await decide({ decision: 'approve' }, 'supervisor')).status).toBe(422);
  expect((await decide({ decision: 'approve' }, 'leader')).status).toBe(403);
  expect((await decide({ decision: 'return' })).body).toMatchObject({ status: 400, errors: [{ field: 'reason' }] });
  expect((await decide({ decision: 'return', reason: '再加两家' })).body).toMatchObject({ status: 'draft', returnReason: '再加两家' });
  const { body: again } = await issue(at, plan.id);
  const withdrawn = await stage.ask(at.supervisor, 'POST', `approvals/${again.requestId}/withdraw`, { permissions: ['visitPlan.read', 'visitPlan.write'], units: [at.east], body: {} });
  expect([withdrawn.status, (await by(at).get(`plans/${plan.id}`)).body.status]).toEqual([200, 'draft']);
  await issue(at, plan.id);
  expect((await owed(at)).find((o) => o.label === 'dv.plan.month.dueDays')!.status).toBe('open');
  expect((await decide({ decision: 'approve' })).body).toMatchObject({ status: 'issued', issuedBy: '何静' });
  expect((await owed(at)).find((o) => o.label === 'dv.plan.month.dueDays')!.status).toBe('met');
  expect((await stage.published(at)).filter((e) => e.payload['kind'] === 'visit_plan_issued')).toHaveLength(1);
});

test('PF-4, PF-6: of the own unit and company alone', async () => {
  const { body: plan } = await create(west, '2026-10');
  const customer = await stage.customer(west);
  const { body: line } = await by(west).send('POST', `plans/${plan.id}/visits`, { customerId: customer.id, visitorUserId: west.visitor.id, day: '2026-10-09' });
  for (const path of [`plans/${plan.id}`, `plans/${plan.id}/visits`]) {
    expect((await by(east).get(path)).status).toBe(404);
    expect((await stage.staff(west, 'southSupervisor').get(path)).status).toBe(403);
  }
  expect((await stage.staff(east, 'superior').send('POST', `plans/${plan.id}/decide`, { decision: 'approve' })).status).toBe(404);
  expect((await by(east).send('POST', `planned-visits/${line.id}/change`, { position: 2 })).status).toBe(404);
  expect((await stage.staff(west, 'visitor').send('POST', `plans/${plan.id}/issue`)).body).toMatchObject({ status: 403, permission: 'visitPlan.write' });
  expect((await stage.staff(west, 'southSupervisor').get('planned-visits')).body.items).toEqual([]);
  expect((await by(west).get(`planned-visits?from=2026-10-01&to=2026-10-31&visitor=${west.visitor.id}`)).body.items).toMatchObject([{ id: line.id }]);
  expect((await by(west).get('plans?year=2026&periodKind=month&status=draft')).body.items.map((p: any) => p.id)).toContain(plan.id);
});
