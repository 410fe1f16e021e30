import { deviceMaker, must, OC } from '../outstation.ts';

const MONDAY = '2026-03-02T02:00:00.000Z';
const maker = deviceMaker(MONDAY);

test('OC-4.4 a month\'s close classes the regions with the reason; a boundary counts upward', async () => {
  const { who } = maker.here;
  const [big, middle, small] = [await maker.here.region('大区'), await maker.here.region('中区'), await maker.here.region('小区')];
  await maker.here.close('2026-01', [[big, 200_000], [middle, 100_000], [small, 99_999]]);
  const { items } = await who.account.get(`${OC}/regions`);
  expect(items.filter((r: { name: string }) => ['大区', '中区', '小区'].includes(r.name)).map((r: { name: string; staffedAs: number }) => `${r.name} ${r.staffedAs}`).toSorted()).toEqual(['中区 2', '大区 1', '小区 3']);
  expect((await who.account.get(`${OC}/regions/${big.id}`)).inForce.reason.zh).toBe('2025-02 至 2026-01（12 个月）销量 200,000 台：一类');
  expect(await who.manager.refused(409, 'PUT', `${OC}/regions/${big.id}/sales/2026-01`, { lines: [] })).toMatchObject({ code: 'month_closed', clause: 'OC-4.4' });
});

test('OC-4.4 mainly high-failure models make class 1 from 100 000 on; the flag is headquarters\' (reading 8), staffing follows at the next round (reading 7)', async () => {
  const { who } = maker.here;
  const region = await maker.here.region('故障区');
  await must(who.manager, 'PUT', `${OC}/regions/${region.id}/sales/2026-02`, { lines: [{ model: 'X9', units: 60_000, failures: 4_000 }, { model: 'C118', units: 40_000 }] });
  const model = (await who.manager.get(`${OC}/device-models`)).items.find((m: { name: string }) => m.name === 'X9');
  const flag = { highFailure: true, from: '2026-02-01', reason: '主板批次缺陷' };
  expect(await who.manager.refused(403, 'POST', `${OC}/device-models/${model.id}/flag`, flag)).toMatchObject({ permission: 'deviceModel.flag' });
  await who.headquarters.post(`${OC}/device-models/${model.id}/flag`, flag);
  await maker.here.close('2026-02', []);
  expect(await who.manager.get(`${OC}/regions/${region.id}`)).toMatchObject({ staffedAs: 1, inForce: { class: 1, highFailureUnits: 60_000, sharePercent: 60 } });
  const big = (await who.manager.get(`${OC}/regions`)).items.find((r: { name: string }) => r.name === '大区');
  expect(big.computed).toMatchObject({ month: '2026-02', effectiveFrom: '2026-07-01' });
});
