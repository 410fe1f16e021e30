import { deviceMaker, must, OC } from '../outstation.ts';
import { ORDER } from '../outstation-order-operations.ts';
import { eventually, type Json } from '../stage.ts';

const maker = deviceMaker('2026-03-10T02:00:00.000Z');
const station = (): string => maker.here.unit('station');
const record = (kind: string, more: object = {}): Promise<Json> => maker.here.who.account.post(`${OC}/station-records`, { stationUnitId: station(), kind, heldOn: '2026-03-09', text: '现场看过', ...more });
const owed = async (): Promise<string[]> => (await maker.here.who.manager.get(`${OC}/station-supervisions`)).items.flatMap((s: Json) => s.obligations.map((o: Json) => `${o.clauseId} ${o.subject.number.split('/')[1]}`));

beforeAll(async () => { await must(maker.here.who.engineer, 'PUT', `${OC}/station-supervisions/${station()}`, { userId: maker.here.id('account'), since: '2026-03-01' }); }, 60_000);

test('OC-3.1.2b a status check of each station every month, with its score', async () => {
  expect(await owed()).toContain('OC-3.1.2b 2026-03');
  expect(await maker.here.who.account.refused(400, 'POST', `${OC}/station-records`, { stationUnitId: station(), kind: 'status_check', heldOn: '2026-03-09', text: '没打分' })).toMatchObject({ clause: 'OC-3.1.2b', errors: [{ field: 'score' }] });
  expect(await record('status_check', { score: 82 })).toMatchObject({ met: [{ clauseId: 'OC-3.1.2b', status: 'met', dueAt: '2026-03-31T16:00:00.000Z' }] });
  expect(await owed()).not.toContain('OC-3.1.2b 2026-03');
});

test('OC-3.2.1 one check and one training of attitude each quarter, from the first whole one; OC-3.2.2c a talk over the fees every month', async () => {
  expect((await owed()).filter((o) => o.startsWith('OC-3.2.1'))).toEqual([]);
  expect(await record('settlement_talk')).toMatchObject({ met: [{ clauseId: 'OC-3.2.2c', status: 'met' }] });
  await maker.here.moveTo('2026-04-01T02:00:00.000Z');
  await eventually('the quarter opens', async () => (await owed()).filter((o) => o === 'OC-3.2.1 2026-Q2').length === 2);
  expect(await record('attitude_training', { heldOn: '2026-04-01', attendees: ['马师傅'] })).toMatchObject({ met: [{ clauseId: 'OC-3.2.1', status: 'met' }] });
  expect((await owed()).filter((o) => o === 'OC-3.2.1 2026-Q2')).toHaveLength(1);
});

test('OC-3.2.2c a talk that came too late is met late', async () => {
  await eventually('April opens', async () => (await owed()).includes('OC-3.2.2c 2026-04'));
  await maker.here.moveTo('2026-05-02T02:00:00.000Z');
  expect(await record('settlement_talk', { heldOn: '2026-04-20' })).toMatchObject({ met: [{ clauseId: 'OC-3.2.2c', status: 'met_late' }] });
});

test('PF-11 a shorter interval offers what is open for re-basing: accepted it is due earlier, not before the grace, and both versions stay on record (R17)', async () => {
  await maker.here.moveTo('2026-07-01T02:00:00.000Z');
  await eventually('the half year opens', async () => (await owed()).includes('OC-3.2.3c 2026-H2'));
  const { admin, manager } = maker.here.who;
  const key = 'oc.station.spares.everyMonths';
  await admin.post('/v1/tenancy/policies', { key, value: 3, reason: '备件丢失增多' });
  const page = await eventually('the offer', async () => { const answer = await admin.get(`${OC}/rebasings?key=${key}`); return answer.items.length > 0 && answer; });
  expect(page).toMatchObject({ months: 3, version: 1, items: [{ clauseId: 'OC-3.2.3c', from: '2026-12-31T16:00:00.000Z', to: '2026-09-30T16:00:00.000Z' }] });
  const of = async (): Promise<Json> => manager.get(`${OC}/obligations/${page.items[0].id}`);
  expect(await of()).toMatchObject({ dueAt: '2026-12-31T16:00:00.000Z', policyVersion: 0 });
  expect(await manager.refused(403, 'POST', `${OC}/rebasings`, { key })).toMatchObject({ permission: 'policy.write' });
  expect(await admin.post(`${OC}/rebasings`, { key, obligationIds: [page.items[0].id] })).toEqual({ moved: 1 });
  expect(await of()).toMatchObject({ dueAt: '2026-09-30T16:00:00.000Z', policyVersion: 1, ladder: [{ origin: 'default', value: 6 }, { origin: 'own', value: 3, rules: true }], explanation: { replacements: [{ channel: 'policy', previousDueAt: '2026-12-31T16:00:00.000Z' }] } });
});

test('OC-3.2.3c a training on spares every half year, held by plan', async () => {
  const { account } = maker.here.who;
  const planned: Json = await account.post(`${OC}/station-trainings`, { stationUnitId: station(), topic: 'spares', title: '备件台账', plannedOn: '2026-07-01', trainerUserId: maker.here.id('parts') });
  expect(await account.post(`${OC}/station-trainings/${planned.id}/hold`, { heldOn: '2026-07-01', text: '到齐', attendees: ['马师傅', '小周'] })).toMatchObject({ met: [{ clauseId: 'OC-3.2.3c', status: 'met' }] });
});

test('OC-2.4 stations are guided and trained: figures by station', async () => {
  const { items } = await maker.here.who.manager.get(`${OC}/station-records/figures?from=2026-03&to=2026-07`);
  expect(items).toMatchObject([{ stationName: '东城授权站', checks: 1, averageScore: 82, talks: 2, trainings: 2, attendances: 3 }]);
});

test('OC-3.4 a technical training stands in the plan until it is held', async () => {
  const { account } = maker.here.who;
  const planned: Json = await account.post(`${OC}/station-trainings`, { stationUnitId: station(), topic: 'technical', title: '主板检修', plannedOn: '2026-08-01', trainerUserId: maker.here.id('technician') });
  expect((await account.get(`${OC}/station-trainings`)).items.map((t: Json) => t.id)).toEqual([planned.id]);
  expect(await account.post(`${OC}/station-trainings/${planned.id}/hold`, { heldOn: '2026-07-01', text: '提前办了', attendees: ['马师傅'] })).toMatchObject({ kind: 'technical_training', met: [] });
});

test('OC-3.4 the repeats among the repairs of the station stand beside its training, before and after', async () => {
  const { stationUser, engineer } = maker.here.who;
  const { region } = await maker.here.posted('返修区', 'account2', '2026-01-01');
  await maker.here.station('station', region);
  const repaired = (number: string, serial: string, repairedOn: string): Promise<Json> => stationUser.post(`${OC}/repair-orders`, { stationId: station(), number, ...ORDER, serial, repairedOn });
  // The training was on 1 July: before it one of two came back within 30 days.
  for (const [number, serial, day] of [['B1', 'SN-1', '2026-06-01'], ['B2', 'SN-1', '2026-06-20']] as const) await repaired(number, serial, day);
  expect((await engineer.get(`${OC}/repair-orders/months?stationId=${station()}&from=2026-06&to=2026-06`)).items).toMatchObject([{ month: '2026-06', orders: 2, repeats: 1 }]);
  expect((await engineer.get(`${OC}/repair-orders/training-effects?stationId=${station()}`)).items).toMatchObject([{ heldOn: '2026-07-01', ordersBefore: 2, repeatsBefore: 1, ordersAfter: 0, repeatsAfter: 0 }]);
});
