import { deviceMaker, OC } from '../outstation.ts';
import type { Json } from '../stage.ts';

const maker = deviceMaker('2026-04-01T02:00:00.000Z');
const report = (discoveredAt: string, more: object = {}): Promise<Json> => maker.here.who.technician.post(`${OC}/quality-issues`, { departmentUnitId: maker.here.unit('department'), model: 'C118', fault: '死机', text: '升级后反复重启', units: 3, discoveredAt, ...more });

test('OC-3.5.1 a quality problem is reported within 24 hours of its discovery', async () => {
  expect(await report('2026-03-31T02:30:00.000Z')).toMatchObject({ obligations: [{ clauseId: 'OC-3.5.1', status: 'met' }] });
  expect(await report('2026-03-31T01:00:00.000Z')).toMatchObject({ obligations: [{ status: 'met_late', breachedAt: '2026-04-01T01:00:00.000Z' }] });
  const body = { departmentUnitId: maker.here.unit('department'), model: 'C118', fault: '死机', text: '明天的', units: 1, discoveredAt: '2026-04-05T00:00:00.000Z' };
  expect(await maker.here.who.technician.refused(400, 'POST', `${OC}/quality-issues`, body)).toMatchObject({ clause: 'OC-3.5.1', errors: [{ field: 'discoveredAt' }] });
});

test('OC-2.3 product quality by model and fault, and what competitors do', async () => {
  const { who } = maker.here;
  const { items } = await who.manager.get(`${OC}/quality-issues/trend?from=2026-03&to=2026-04`);
  expect(items).toEqual([{ month: '2026-03', model: 'C118', fault: '死机', issues: 2, units: 6 }]);
  await who.account.post(`${OC}/market-items`, { departmentUnitId: maker.here.unit('department'), kind: 'competitor', maker: '远山', text: '降价 10%' });
  expect((await who.manager.get(`${OC}/market-items?kind=competitor`)).items).toMatchObject([{ maker: '远山' }]);
});
