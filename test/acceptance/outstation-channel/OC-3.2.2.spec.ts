import { deviceMaker, OC } from '../outstation.ts';
import { ORDER } from '../outstation-order-operations.ts';
import { eventually, type Json } from '../stage.ts';

const maker = deviceMaker('2026-01-20T02:00:00.000Z');

test("OC-3.2.2a a station's complete orders of a month are mailed by the 5th of the next; what comes back is counted and opens a guidance note", async () => {
  const { who } = maker.here;
  const { region } = await maker.here.posted('单区', 'account', '2026-01-01');
  const { id: stationId } = await maker.here.station('station', region);
  await maker.here.moveTo('2026-03-05T15:00:00.000Z');
  const enter = (number: string, more: object = {}): Promise<Json> => who.stationUser.post(`${OC}/repair-orders`, { stationId, number, ...ORDER, repairedOn: '2026-02-20', ...more });
  const [order, partial] = [await enter('W1'), await enter('W2', { parts: undefined })];
  expect(partial.missing).toEqual(['parts']);
  const mailing = { stationId, month: '2026-02', tracking: 'SF1001' };
  expect(await who.stationUser.refused(422, 'POST', `${OC}/order-mailings`, mailing)).toMatchObject({ clause: 'OC-3.2.2a', code: 'incomplete', numbers: ['W2'] });
  const sent = await who.stationUser.post(`${OC}/order-mailings`, { ...mailing, leaveIncomplete: true });
  expect(sent).toMatchObject({ orders: 1, mailedOn: '2026-03-05' });
  await eventually('duty met', async () => (await who.engineer.get(`${OC}/obligations?clauseId=OC-3.2.2a&status=met`)).items.find((o: Json) => o.owner.unitId === stationId && o.dueAt === '2026-03-05T16:00:00.000Z'));
  await who.assistant.post(`${OC}/repair-orders/${order.id}/return`, { reason: '故障描述不清' });
  expect((await who.account.get(`${OC}/order-guidances`)).items).toMatchObject([{ orderNumber: 'W1', userName: '李强' }]);
  expect((await who.engineer.get(`${OC}/repair-orders/counts?month=2026-02`)).items).toMatchObject([{ returned: 1, returns: 1, entered: 1, incomplete: 1 }]);
});

test('OC-3.2.2b a sign of a faked order opens a case with what was seen; confirmed with evidence it is reported and the station educated, and the order is not settled', async () => {
  const { who } = maker.here;
  const [stationId, departmentUnitId] = [maker.here.unit('station'), maker.here.unit('department')];
  await who.stationUser.post(`${OC}/repair-orders`, { stationId, number: 'F1', ...ORDER, serial: 'SN-F1', soldOn: '2026-02-21', repairedOn: '2026-02-20' });
  const mailing = await who.stationUser.post(`${OC}/order-mailings`, { stationId, month: '2026-02', tracking: 'SF1003', leaveIncomplete: true });
  await who.assistant.post(`${OC}/order-mailings/${mailing.id}/accept`);
  await who.manager.post(`${OC}/labour-rates`, { departmentUnitId, effectiveFrom: '2026-01', fees: { minor: '30', medium: '80', major: '150' }, reason: '合同' });
  expect(await who.assistant.post(`${OC}/settlements/run`, { departmentUnitId, month: '2026-02' })).toMatchObject({ orders: 0, held: 1 });
  const { items: [sign] } = await who.account.get(`${OC}/fraud-cases?kind=before_sale`);
  expect(sign).toMatchObject({ orders: [{ number: 'F1' }], detail: { soldOn: '2026-02-21', repairedOn: '2026-02-20' } });
  await who.account.post(`${OC}/fraud-cases/${sign.id}/confirm`, { evidence: '客户证实没有送修', report: '虚假工单一张' });
  expect(await who.account.post(`${OC}/fraud-cases/${sign.id}/close`, { educatedOn: '2026-03-05', education: '到站讲解工单规定' })).toMatchObject({ status: 'closed' });
  expect(await who.assistant.post(`${OC}/settlements/run`, { departmentUnitId, month: '2026-02' })).toMatchObject({ orders: 0, held: 1 });
});
