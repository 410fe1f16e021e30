import { deviceMaker, OC } from '../outstation.ts';
import type { Json } from '../stage.ts';

const maker = deviceMaker('2026-02-12T02:00:00.000Z');

test('OC-3.3.3 sales information from local sales every week, due on its Sunday at 24:00, and failure facts given back', async () => {
  const { who } = maker.here;
  const { region } = await maker.here.posted('陇东', 'account', '2026-02-09');
  const exchange = (day: string): object => ({ day, salesPerson: '周倩', lines: [{ regionId: region.id, model: 'C118', sold: 400, failures: 8 }], text: '开学季备货', feedback: 'C118 死机 8 台' });
  const first: Json = await who.account.post(`${OC}/exchanges`, exchange('2026-02-12'));
  expect(first.obligations).toMatchObject([{ clauseId: 'OC-3.3.3', status: 'met', dueAt: '2026-02-15T16:00:00.000Z' }]);
  expect(await who.account.refused(409, 'POST', `${OC}/exchanges`, exchange('2026-02-13'))).toMatchObject({ clause: 'OC-3.3.3' });
  await maker.here.moveTo('2026-02-23T02:00:00.000Z');
  expect((await who.account.post(`${OC}/exchanges`, exchange('2026-02-20'))).obligations).toMatchObject([{ status: 'met_late' }]);
  expect((await who.sales.get(`${OC}/exchanges`)).items).toHaveLength(2);
  expect((await who.manager.get(`${OC}/exchanges/figures?from=2026-02-01&to=2026-02-28`)).items).toMatchObject([{ regionName: '陇东', sold: 800, failureRate: 2 }]);
});
