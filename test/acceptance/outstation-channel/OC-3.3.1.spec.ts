import { deviceMaker, OC } from '../outstation.ts';
import type { Json } from '../stage.ts';

const maker = deviceMaker('2026-03-02T02:00:00.000Z');
const register = (more: object = {}): Promise<Json> => maker.here.who.account.post(`${OC}/operators`, { departmentUnitId: maker.here.unit('department'), name: '陇东移动', contacts: [{ name: '钱主任', title: '采购', phone: '13900003333' }], ownerUserId: maker.here.id('account'), since: '2026-03-01', ...more });

test('OC-3.3.1 a review talk every month; each wish and complaint gets a countermeasure and a reply within seven days', async () => {
  const { account } = maker.here.who;
  const operator = await register();
  expect(operator.obligations).toMatchObject([{ clauseId: 'OC-3.3.1', dueAt: '2026-03-31T16:00:00.000Z' }]);
  const talk: Json = await account.post(`${OC}/operators/${operator.id}/talks`, { heldOn: '2026-03-02', talkedWith: '钱主任', judgement: '修得快', matters: [{ kind: 'wish', text: '多放备机' }] });
  expect(talk.met).toMatchObject([{ clauseId: 'OC-3.3.1', status: 'met' }]);
  const [wish] = (await account.get(`${OC}/operator-matters?operatorId=${operator.id}`)).items;
  expect(wish.obligations).toMatchObject([{ dueAt: '2026-03-09T16:00:00.000Z' }]);
  expect(await account.refused(400, 'POST', `${OC}/operator-matters/${wish.id}/reply`, { reply: '好的' })).toMatchObject({ clause: 'OC-3.3.1', errors: [{ field: 'countermeasure' }] });
  await maker.here.moveTo('2026-03-10T02:00:00.000Z');
  expect(await account.post(`${OC}/operator-matters/${wish.id}/reply`, { countermeasure: '加两台', reply: '下周到' })).toMatchObject({ status: 'replied', obligations: [{ status: 'met_late' }] });
  await maker.here.who.stationUser.refused(403, 'GET', `${OC}/operators`);
});

test('OC-2.2 contacts with operators, agents, stations and makers are logged', async () => {
  const { account } = maker.here.who;
  const { id } = await register({ name: '陇西移动' });
  const log = (more: object): Promise<Json> => account.post(`${OC}/channel-contacts`, { departmentUnitId: maker.here.unit('department'), text: '对接铺货', ...more });
  expect((await log({ counterpart: 'operator', operatorId: id })).counterpartName).toBe('陇西移动');
  expect((await log({ counterpart: 'station', stationUnitId: maker.here.unit('station') })).counterpartName).toBe('东城授权站');
  await log({ counterpart: 'maker', counterpartName: '远山' });
  expect((await account.get(`${OC}/channel-contacts`)).items).toHaveLength(3);
});
