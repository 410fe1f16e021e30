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
