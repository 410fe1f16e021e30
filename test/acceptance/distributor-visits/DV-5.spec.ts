import { randomUUID } from 'node:crypto';
import { DV, manufacturer } from '../distributor.ts';
import { eventually, type Json } from '../stage.ts';

const maker = manufacturer('2026-09-20T02:00:00.000Z');
const KEY = { keyProducts: ['净水机 X1'], keySurveyItems: ['库存'] };
const plan = (period: string): Promise<Json> => maker.here.who.supervisor.post(`${DV}/plans`, { unitId: maker.here.unit('east'), period, ...KEY });
const owed = async (parameterKey: string): Promise<Json> => (await maker.here.who.supervisor.get(`${DV}/obligations?clauseId=DV-5&limit=100`)).items.find((o: Json) => o.parameterKey === parameterKey && o.owner.unitId === maker.here.unit('east'));

test('DV-5 the month plan is handed to named persons three days before its month, citing the basic policy in force', async () => {
  const { who, unit, id } = { who: maker.here.who, unit: maker.here.unit('east'), id: maker.here.id('visitor') };
  const customer = await maker.here.customer({ name: '计划客户' });
  expect(await eventually('DV-5 is owed', () => owed('dv.plan.month.dueDays'))).toMatchObject({ status: 'open', dueAt: '2026-09-28T16:00:00.000Z' });
  const { id: planId } = await plan('2026-10');
  await who.supervisor.post(`${DV}/plans/${planId}/visits`, { customerId: customer.id, visitorUserId: id, day: '2026-10-09' });
  expect(await who.supervisor.refused(422, 'POST', `${DV}/plans/${planId}/issue`)).toMatchObject({ clause: 'DV-5', code: 'no_basic_policy' });
  await who.supervisor.refused(403, 'POST', `${DV}/basic-policies`, { unitId: unit, title: '自己的', text: '自己的', effectiveFrom: '2026-09-21' });
  await who.superior.post(`${DV}/basic-policies`, { unitId: maker.here.unit('root'), title: '2026 基本方针', text: '稳住大客户', effectiveFrom: '2026-09-20' });
  expect(await who.supervisor.post(`${DV}/plans/${planId}/issue`)).toMatchObject({ status: 'issued', policyTitle: '2026 基本方针', counts: { planned: 1, visitors: 1 } });
  expect(await owed('dv.plan.month.dueDays')).toMatchObject({ status: 'met', outcome: { note: '2026-10' } });
  expect((await who.visitor.get(`${DV}/planned-visits?visitor=me&from=2026-10-01&to=2026-10-31`)).items).toMatchObject([{ customerName: '计划客户', day: '2026-10-09', visitorName: '林岚' }]);
});

test('DV-5 handed over one second past 24:00 of the seventh day before the quarter is late', async () => {
  const { who } = maker.here;
  const customer = await maker.here.customer({ name: '季度客户' });
  const { id } = await plan('2026-Q4');
  await who.supervisor.post(`${DV}/plans/${id}/visits`, { customerId: customer.id, visitorUserId: maker.here.id('visitor'), month: '2026-11' });
  expect(await owed('dv.plan.quarter.dueDays')).toMatchObject({ status: 'open', dueAt: '2026-09-24T16:00:00.000Z' });
  await maker.here.moveTo('2026-09-24T16:00:01.000Z');
  await who.supervisor.post(`${DV}/plans/${id}/issue`);
  expect(await owed('dv.plan.quarter.dueDays')).toMatchObject({ status: 'met_late', breachedAt: '2026-09-24T16:00:00.000Z' });
});

test('DV-5 a visit outside the plan asks for its reason; a planned one is done by its check-in, and coverage counts both', async () => {
  const { who } = maker.here;
  const customer = await maker.here.customer({ name: '临时客户' });
  const now = await maker.here.now();
  const checkIn = (body: object): Promise<Json> => who.visitor.post(`${DV}/visits/sync`, { deviceId: 'phone', records: [{ id: randomUUID(), visitId: randomUUID(), kind: 'check_in', occurredAt: new Date(now.getTime() - 2_000).toISOString(), body: { customerId: customer.id, ...body } }] });
  expect((await checkIn({})).results[0]).toMatchObject({ outcome: 'refused', problem: { clause: 'DV-5', errors: [{ field: 'reason' }] } });
  expect((await checkIn({ reason: '客户来电' })).results[0].outcome).toBe('applied');
  expect((await who.supervisor.get(`${DV}/visits?unplanned=1`)).items[0]).toMatchObject({ customerName: '临时客户', unplannedReason: '客户来电' });
  const { ungraded } = await who.leader.get(`${DV}/coverage?unitId=${maker.here.unit('east')}&year=2026`);
  expect(ungraded).toBeGreaterThan(0);
});

test('DV-4.0 a customer without a named visitor or a next planned visit is listed', async () => {
  const { who } = maker.here;
  const list = async (): Promise<string[]> => (await who.supervisor.get(`${DV}/coverage/uncovered?unitId=${maker.here.unit('east')}&limit=200`)).items.map((c: Json) => c.name);
  expect(await list()).toEqual(expect.arrayContaining(['计划客户', '临时客户']));
  const [{ id }] = (await who.supervisor.get(`${DV}/customers?q=${encodeURIComponent('计划客户')}`)).items;
  await who.supervisor.post(`${DV}/customers/${id}/visitor`, { userId: maker.here.id('visitor') });
  expect(await list()).not.toContain('计划客户');
});

test('DV-4.2 in principle not the region\'s own salesperson, unless the supervisor records why', async () => {
  const { who } = maker.here;
  const region = await maker.here.region();
  const { id } = await maker.here.customer({ name: '专人客户', regionId: region.id });
  const name = { userId: maker.here.id('salesperson') };
  expect(await who.supervisor.refused(422, 'POST', `${DV}/customers/${id}/visitor`, name)).toMatchObject({ clause: 'DV-4.2', code: 'own_salesperson' });
  await who.visitor.refused(403, 'POST', `${DV}/customers/${id}/visitor`, name);
  expect(await who.supervisor.post(`${DV}/customers/${id}/visitor`, { ...name, reason: '只有他懂方言' })).toMatchObject({ visitorName: '薛平', visitorReason: '只有他懂方言' });
  expect((await who.leader.get(`${DV}/customers/${id}/history`)).items[0]).toMatchObject({ by: '何静', reason: '只有他懂方言' });
});
