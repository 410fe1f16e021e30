import { deviceMaker, OC } from '../outstation.ts';
import type { Json } from '../stage.ts';

const maker = deviceMaker('2026-03-02T02:00:00.000Z');

test('OC-2.1 stations per region stand against what it sells, and a region that sells without one is a gap', async () => {
  const { who } = maker.here;
  const [served, bare] = [await maker.here.region('有站区'), await maker.here.region('缺站区')];
  await maker.here.close('2026-01', [[served, 900], [bare, 500]]);
  for (const key of ['station', 'station2'] as const) await maker.here.station(key, served);
  const { items } = await who.engineer.get(`${OC}/stations/network`);
  expect(items.filter((l: Json) => l.unitsSold).map((l: Json) => `${l.regionName} ${l.stations} ${l.unitsPerStation} ${l.gap}`)).toEqual(['缺站区 0 null true', '有站区 2 450 false']);
});

test("OC-3.5.2 a change of a station's data is told, and holds once the person in charge of the channel confirms it", async () => {
  const { who } = maker.here;
  const id = maker.here.unit('station');
  const told = await who.stationUser.post(`${OC}/stations/${id}/changes`, { changedOn: '2026-03-01', address: '二号路 8 号' });
  expect(told).toMatchObject({ data: { address: '一号路 1 号' }, obligations: [{ clauseId: 'OC-3.5.2', status: 'met' }] });
  expect(await who.engineer.refused(422, 'POST', `${OC}/station-changes/${told.changes[0].id}/decide`, { decision: 'confirmed' })).toMatchObject({ clause: 'OC-3.5.2', code: 'not_in_charge' });
  expect(await who.manager.post(`${OC}/station-changes/${told.changes[0].id}/decide`, { decision: 'confirmed' })).toMatchObject({ data: { address: '二号路 8 号' } });
  await who.stationUser2.refused(403, 'GET', `${OC}/stations/${id}`);
});
