import { deviceMaker, OC } from '../outstation.ts';
import { issued } from '../outstation-spare-operations.ts';
import { eventually, type Json } from '../stage.ts';

const maker = deviceMaker('2026-03-02T02:00:00.000Z');
const station = (): string => maker.here.unit('station');
let board: Json;
let unit: Json;
beforeAll(async () => {
  const { who } = maker.here;
  const { region } = await maker.here.posted('备件区', 'account', '2026-01-01');
  await maker.here.station('station', region);
  const add = (number: string, kind: string): Promise<Json> => who.assistant.post(`${OC}/spare-items`, { number, name: kind === 'unit' ? '备用机' : '电源板', kind, model: 'C118' });
  [board, unit] = [await add('P-1', 'part'), await add('U-1', 'unit')];
  for (const [item, quantity, more] of [[board, 20, {}], [unit, 1, { serials: ['SN1'] }]] as const) await who.assistant.post(`${OC}/spare-supplies`, { departmentUnitId: maker.here.unit('department'), itemId: item.id, quantity, deliveredOn: '2026-03-01', reference: 'D1', ...more });
}, 120_000);

test('OC-3.2.3a an application shows stock, use and turnover; above two months of use it needs a reason', async () => {
  const { who } = maker.here;
  expect(await who.stationUser.refused(422, 'POST', `${OC}/spare-applications`, { stationId: station(), lines: [{ itemId: board.id, quantity: 5 }] })).toMatchObject({ clause: 'OC-3.2.3a', code: 'reason_needed' });
  expect(await issued(maker.here, station(), board.id, 5)).toMatchObject({ status: 'received', reason: '首批备货', lines: [{ quantity: 5, stock: 0, usedPerMonth: 0, months: null }] });
  const { items } = await who.stationUser.get(`${OC}/spare-stock?placeId=${station()}`);
  expect(items.find((l: Json) => l.id === board.id)).toMatchObject({ quantity: 5 });
});

test('OC-3.2.3a a violation is reported to the channel engineer within 24 hours of its discovery', async () => {
  const { who } = maker.here;
  expect(await who.account.post(`${OC}/spare-violations`, { stationId: station(), kind: 'dismantled_sale', facts: '拆用样机主板', discoveredAt: '2026-03-01T08:00:00.000Z' })).toMatchObject({ obligations: [{ clauseId: 'OC-3.2.3a', status: 'met' }], status: 'reported' });
});

test('OC-3.2.3b a part that was never issued, or an application that was not approved, sends nothing back', async () => {
  const { who } = maker.here;
  const { items: [application] } = await who.stationUser.get(`${OC}/spare-applications?status=received`);
  const back = (quantity: number) => ({ stationId: station(), lines: [{ itemId: board.id, quantity, applicationId: application.id }], reason: '旧件返厂' });
  expect(await who.stationUser.refused(422, 'POST', `${OC}/spare-returns`, back(6))).toMatchObject({ clause: 'OC-3.2.3b', code: 'never_issued' });
  const { id } = await who.stationUser.post(`${OC}/spare-returns`, back(2));
  expect(await who.stationUser.refused(409, 'POST', `${OC}/spare-returns/${id}/send`, { tracking: 'SF3001' })).toMatchObject({ clause: 'OC-3.2.3b' });
  await who.engineer.post(`${OC}/spare-returns/${id}/decide`, { decision: 'approved' });
  expect(await who.stationUser.post(`${OC}/spare-returns/${id}/send`, { tracking: 'SF3001' })).toMatchObject({ status: 'returned' });
});

test('OC-3.7a a spare unit is owed back thirty days after its issue, unless the approval sets another day', async () => {
  const { who } = maker.here;
  const { id } = await who.stationUser.post(`${OC}/spare-loans`, { stationId: station(), itemId: unit.id, purpose: '客户急用' });
  await who.engineer.post(`${OC}/spare-loans/${id}/decide`, { decision: 'approved' });
  expect(await who.assistant.post(`${OC}/spare-loans/${id}/issue`, { serial: 'SN1' })).toMatchObject({ status: 'out', dueAt: '2026-04-01T16:00:00.000Z' });
  expect(await who.assistant.post(`${OC}/spare-loans/${id}/return`)).toMatchObject({ status: 'returned' });
  expect((await who.engineer.get(`${OC}/obligations?subjectId=${id}`)).items).toMatchObject([{ clauseId: 'OC-3.7a', status: 'met' }]);
});

test('OC-3.7b nothing is replaced without an approval and a cause', async () => {
  const { who } = maker.here;
  const { id } = await who.stationUser.post(`${OC}/replacements`, { stationId: station(), model: 'C118', serial: 'A1', reason: '三次维修未好', cause: 'product' });
  expect(await who.stationUser.refused(409, 'POST', `${OC}/replacements/${id}/replace`, { newSerial: 'A2' })).toMatchObject({ clause: 'OC-3.7b' });
  await who.engineer.post(`${OC}/replacements/${id}/decide`, { decision: 'approved', cause: 'service_late' });
  expect(await who.stationUser.post(`${OC}/replacements/${id}/replace`, { newSerial: 'A2' })).toMatchObject({ status: 'replaced', cause: 'service_late' });
  expect((await who.engineer.get(`${OC}/replacements/rates?from=2026-03&to=2026-03`)).items).toMatchObject([{ model: 'C118', cause: 'service_late', replacements: 1, avoidable: true }]);
});

test('PF-12 what a station asks for waits on a chain that it sees; whoever looks after the channel decides, or their delegate, and nobody their own; what is taken back is decided by nobody', async () => {
  const { who } = maker.here;
  const apply = (by = who.stationUser): Promise<Json> => by.post(`${OC}/spare-applications`, { stationId: station(), lines: [{ itemId: board.id, quantity: 1 }], reason: '补货' });
  const decide = ({ id }: Json) => [`${OC}/spare-applications/${id}/decide`, { decision: 'approved' }] as const;
  const asked = await apply();
  expect(asked.approvals).toMatchObject([{ matter: 'spare_application', status: 'pending', waitingFor: expect.arrayContaining([expect.objectContaining({ role: 'channel_engineer' })]) }]);
  expect((await who.engineer.get(`${OC}/approvals`)).items.map((each: Json) => each.subject.id)).toContain(asked.id);
  for (const by of [who.account, who.stationUser2]) expect((await by.send('POST', decide(asked)[0], { body: decide(asked)[1] })).status).toBe(403);
  const { id: delegation } = await who.engineer.post(`${OC}/approval-delegates`, { delegateId: maker.here.id('account'), to: '2026-03-30T00:00:00.000Z' });
  // Not even in the place of whoever may.
  expect(await who.account.refused(422, 'POST', ...decide(await apply(who.account)))).toMatchObject({ clause: 'PF-12', code: 'own_approval' });
  expect(await who.account.post(...decide(asked))).toMatchObject({ status: 'approved', decidedBy: '李强', approvals: [{ status: 'approved', history: expect.arrayContaining([expect.objectContaining({ what: 'approved', by: '李强', onBehalfOf: '陆远' })]) }] });
  await who.engineer.send('DELETE', `${OC}/approval-delegates/${delegation}`);
  const second = await apply();
  await who.stationUser.post(`${OC}/approvals/${second.approvals[0].id}/withdraw`);
  expect(await who.engineer.refused(409, 'POST', ...decide(second))).toMatchObject({ code: 'transition_refused', allowed: [] });
  expect(await who.stationUser.get(`${OC}/spare-applications/${second.id}`)).toMatchObject({ status: 'withdrawn' });
  await eventually('the station is told', async () => (await who.stationUser.get('/v1/notification/inbox?limit=100')).items.some((m: Json) => JSON.stringify(m).includes(asked.number)));
});
