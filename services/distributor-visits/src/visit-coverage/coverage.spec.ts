import { newId } from '@luyue/kernel';
import { CustomerRecord } from '../customers/customer-record.ts';
import { type Maker, type Running, startVisits } from '../visits.harness.ts';

let stage: Running;
let east: Maker;
beforeAll(async () => {
  stage = await startVisits();
  east = await stage.company('江州家电');
}, 60_000);
afterAll(() => stage.stop());

test('DV-5, DV-4.0 visits against what each grade is owed, and whom nobody visits', async () => {
  const graded = async (name: string, grade: 'A' | 'B' | 'D' | null) => {
    const customer = await stage.customer(east, { name, contacts: [] });
    if (grade) await stage.write(east, (tx) => stage.get(CustomerRecord).grade(tx, customer.id, grade, '2026-01'));
    return customer;
  };
  const [a, b] = [await graded('甲', 'A'), await graded('乙', 'B')];
  await graded('丙', 'D');
  await graded('丁', null);
  const check = (customerId: string) => stage.staff(east, 'visitor').send('POST', 'visits/sync', { deviceId: 'p', records: [{ id: newId(), visitId: newId(), kind: 'check_in', occurredAt: '2026-09-30T01:59:00.000Z', body: { customerId, reason: '顺路' } }] });
  for (const id of [b.id, b.id, b.id]) await check(id);
  await stage.staff(east, 'superior').send('POST', 'basic-policies', { unitId: east.unitId, title: '方针', text: '方针', effectiveFrom: '2026-09-30' });
  const { body: plan } = await stage.staff(east, 'supervisor').send('POST', 'plans', { unitId: east.east, period: '2026-10', keyProducts: ['X1'], keySurveyItems: ['库存'] });
  await stage.staff(east, 'supervisor').send('POST', `customers/${a.id}/visitor`, { userId: east.visitor.id });
  await stage.staff(east, 'supervisor').send('POST', `plans/${plan.id}/visits`, { customerId: a.id, visitorUserId: east.visitor.id, day: '2026-10-09' });
  const coverage = async (year = 2026) => (await stage.staff(east, 'leader').get(`coverage?unitId=${east.east}&year=${year}`)).body;
  const uncovered = async (): Promise<string[]> => (await stage.staff(east, 'supervisor').get(`coverage/uncovered?unitId=${east.east}`)).body.items.map((c: any) => c.name);
  // A draft hands nothing to anybody.
  expect([(await coverage()).grades[0].planned, (await uncovered()).toSorted()]).toEqual([0, ['丁', '丙', '乙', '甲'].toSorted()]);
  await stage.staff(east, 'supervisor').send('POST', `plans/${plan.id}/issue`);
  // Registered on 30 September: of A 1/30 of a month and three months, rounded up; of B half of that. Visits beyond what is owed make up for nothing.
  expect((await coverage()).grades.slice(0, 2)).toMatchObject([{ grade: 'A', customers: 1, owed: 4, done: 0, planned: 1, share: 0 }, { grade: 'B', customers: 1, owed: 2, done: 3, planned: 0, share: 1 }]);
  expect((await coverage()).ungraded).toBe(1);
  expect((await coverage(2027)).grades.map((g: any) => g.owed)).toEqual([12, 6, 0, 2]);
  expect((await uncovered()).toSorted()).toEqual(['丁', '丙', '乙'].toSorted());
  // A visitor who has left is none.
  const gone = await stage.person(east, '离职的', { roles: ['visitor'], unitId: east.east, active: false });
  await stage.write(east, (tx) => tx.manager.query('UPDATE visit_customer SET visitor_user_id = $1 WHERE id = $2', [gone.id, a.id]));
  expect((await stage.staff(east, 'supervisor').get(`coverage/uncovered?unitId=${east.east}`)).body.items.find((c: any) => c.name === '甲')).toMatchObject({ nextVisitOn: '2026-10-09', visitorName: null });
  const page = (await stage.staff(east, 'supervisor').get(`coverage/uncovered?unitId=${east.east}&limit=1`)).body;
  expect((await stage.staff(east, 'supervisor').get(`coverage/uncovered?unitId=${east.east}&limit=1&cursor=${page.nextCursor}`)).body.items[0].name).not.toBe(page.items[0].name);
});

test('PF-4, PF-6: of the own unit and company alone', async () => {
  const west = await stage.company('海州家电');
  expect((await stage.staff(west, 'leader').get(`coverage?unitId=${east.east}&year=2026`)).body).toMatchObject({ status: 400, errors: [{ field: 'unitId' }] });
  expect((await stage.staff(east, 'southSupervisor').get(`coverage?unitId=${east.east}&year=2026`)).status).toBe(403);
  expect((await stage.staff(east, 'southSupervisor').get(`coverage/uncovered?unitId=${east.east}`)).status).toBe(403);
});
