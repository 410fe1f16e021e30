import { type Maker, type Running, startChannel } from '../channel.harness.ts';

let stage: Running;
let at: Maker;
let other: Maker;
beforeAll(async () => {
  stage = await startChannel();
  [at, other] = [await stage.maker('星河通信'), await stage.maker('别家通信')];
}, 60_000);
afterAll(() => stage.stop());

const manager = (of = at) => stage.staff(of).manager;
const sales = (region: { id: string }, month: string, lines: object[], of = at) => manager(of).send('PUT', `regions/${region.id}/sales/${month}`, { lines });
const close = (month: string, more: object = {}, of = at) => manager(of).send('POST', `sales-months/${month}/close`, { departmentUnitId: of.department, ...more });

test('OC-4.4 a closed month classes each region with its reason; the first class holds at once, the next from the next round (reading 7)', async () => {
  const [east, west] = [await stage.region(at, '陇东'), await stage.region(at, '陇西')];
  expect(east).toMatchObject({ computed: null, inForce: null, staffedAs: null, neighbourIds: [], departmentName: '客服部' });
  await sales(east, '2026-01', [{ model: 'C118', units: 100_000 }]);
  expect((await close('2026-01')).body).toMatchObject({ status: 409, code: 'figures_missing', clause: 'OC-4.4', title: 'No figures of 陇西' });
  await sales(west, '2026-01', [{ model: 'C118', units: 99_999 }]);
  expect((await close('2026-01')).status).toBe(200);
  expect((await manager().get(`regions/${east.id}`)).body).toMatchObject({ staffedAs: 2, inForce: { class: 2, month: '2026-01', effectiveFrom: '2026-03-02', unitsSold: 100_000 } });
  expect((await manager().get(`regions/${west.id}`)).body).toMatchObject({ staffedAs: 3 });
  // February brings both to more; staffing goes by January until 1 July.
  await sales(east, '2026-02', [{ model: 'C118', units: 100_000 }]);
  await sales(west, '2026-02', [{ model: 'X9', units: 1 }]);
  await close('2026-02');
  expect((await manager().get(`regions/${east.id}`)).body).toMatchObject({ staffedAs: 2, computed: { class: 1, effectiveFrom: '2026-07-01' }, inForce: { class: 2 } });
  await stage.moveTo(at, '2026-07-01T00:00:00+08:00');
  expect((await manager().get(`regions/${east.id}`)).body).toMatchObject({ staffedAs: 1, inForce: { class: 1, month: '2026-02', reason: { en: '200,000 units sold from 2025-03 to 2026-02 (12 months): class 1' } } });
  expect((await manager().get(`regions/${west.id}`)).body).toMatchObject({ staffedAs: 2, inForce: { unitsSold: 100_000 } });
  const made = (await manager().get(`regions/${west.id}/classes`)).body.items;
  expect(made).toMatchObject([{ month: '2026-02', class: 2, unitsSold: 100_000, effectiveFrom: '2026-07-01', reason: { zh: '2025-03 至 2026-02（12 个月）销量 100,000 台：二类' } }, { month: '2026-01', class: 3, unitsSold: 99_999, effectiveFrom: '2026-03-02' }]);
});

test('OC-4.4, PF-16 regions that tell of a new model at the same time make it known once', async () => {
  const maker = await stage.maker('同时通信', '2026-03-02T02:00:00.000Z');
  const regions = await Promise.all(['甲', '乙', '丙', '丁'].map((name) => stage.region(maker, name)));
  expect((await Promise.all(regions.map((region) => sales(region, '2026-01', [{ model: 'N1', units: 1 }, { model: 'N2', units: 2 }], maker)))).map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  expect((await manager(maker).get('device-models')).body.items.map((m: { name: string }) => m.name)).toEqual(['N1', 'N2']);
});

test('OC-4.4 a closed month stands, months close in turn and none before it is over', async () => {
  const maker = await stage.maker('关账通信', '2026-03-02T02:00:00.000Z');
  const region = await stage.region(maker, '北区');
  const { manager: who } = stage.staff(maker);
  const months = () => who.get(`sales-months?departmentUnitId=${maker.department}`);
  expect((await months()).body.items).toEqual([]);
  await sales(region, '2026-01', [{ model: 'C118', units: 5, failures: 1 }], maker);
  expect((await months()).body.items).toMatchObject([{ month: '2026-01', closedAt: null, missing: [] }]);
  expect((await close('2026-02', {}, maker)).body).toMatchObject({ status: 409, code: 'month_out_of_turn', allowed: ['2026-01'] });
  expect((await close('2026-03', {}, maker)).body).toMatchObject({ status: 409, code: 'month_not_over' });
  // Of two that close it at once, one does.
  const closings = await Promise.all([close('2026-01', {}, maker), close('2026-01', {}, maker)]);
  expect(closings.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  expect(closings.find(({ status }) => status === 409)!.body).toMatchObject({ code: 'month_out_of_turn', clause: 'OC-4.4', allowed: ['2026-02'] });
  expect((await sales(region, '2026-01', [], maker)).body).toMatchObject({ status: 409, code: 'month_closed', clause: 'OC-4.4' });
  expect((await months()).body.items).toMatchObject([{ month: '2026-02', closedAt: null, missing: ['北区'] }, { month: '2026-01', closedBy: '方经理' }]);
  expect((await close('2026-01', {}, maker)).body).toMatchObject({ code: 'month_out_of_turn', allowed: ['2026-02'] });
  expect((await close('2026-02', { withoutFigures: true }, maker)).body.items).toMatchObject([{ missing: ['北区'] }]);
  expect((await who.get(`regions/${region.id}/sales/2026-01`)).body).toEqual({ month: '2026-01', closed: true, lines: [{ model: 'C118', units: 5, failures: 1, highFailure: false }] });
});

test('OC-4.4 bad figures are refused by field: a month to come, a month that is none, a model twice, less than nothing', async () => {
  const region = await stage.region(at, '错区');
  expect((await sales(region, '2030-01', [])).body).toMatchObject({ status: 400, clause: 'OC-4.4', errors: [{ field: 'month', code: 'future' }] });
  expect((await sales(region, '2026-13', [])).body).toMatchObject({ status: 400, errors: [{ field: 'month' }] });
  expect((await sales(region, '2026-06', [{ model: 'A', units: 1 }, { model: 'A', units: 2 }])).body).toMatchObject({ status: 400, errors: [{ field: 'lines', code: 'model_twice' }] });
  expect((await sales(region, '2026-06', [{ model: 'A', units: -1 }])).status).toBe(400);
  expect((await manager().get(`regions/${region.id}/sales/2026-06`)).body.lines).toEqual([]);
});

test('OC-4.4 a model is high-failure by headquarters\' flag from its date; the failure rate only suggests it (reading 8)', async () => {
  const maker = await stage.maker('故障通信', '2026-03-02T02:00:00.000Z');
  const region = await stage.region(maker, '南区');
  await sales(region, '2026-01', [{ model: 'X9', units: 100_000, failures: 5_001 }, { model: 'C118', units: 99_999, failures: 4_999 }], maker);
  await close('2026-01', {}, maker);
  const { headquarters, manager: who } = stage.staff(maker);
  const models = async () => (await who.get('device-models')).body.items;
  expect((await models()).map((m: { name: string; suggested: boolean; failureRatePercent: number }) => [m.name, m.suggested, m.failureRatePercent])).toEqual([['C118', false, 5], ['X9', true, 5]]);
  const x9 = (await models())[1];
  const flag = { highFailure: true, from: '2026-02-01', reason: '主板批次缺陷' };
  expect((await who.send('POST', `device-models/${x9.id}/flag`, flag)).body).toMatchObject({ status: 403, permission: 'deviceModel.flag' });
  expect((await headquarters.send('POST', `device-models/${x9.id}/flag`, flag)).body.items).toMatchObject([{ highFailure: true, suggested: false, flags: [{ by: '总部', reason: '主板批次缺陷' }] }]);
  await sales(region, '2026-02', [], maker);
  await close('2026-02', { withoutFigures: true }, maker);
  expect((await who.get(`regions/${region.id}`)).body).toMatchObject({ computed: { class: 1, highFailureUnits: 100_000, sharePercent: 50 }, inForce: { class: 2 } });
});

test('OC-4.5 adjacency goes both ways and stays inside the department', async () => {
  const [a, b, c] = [await stage.region(at, '甲'), await stage.region(at, '乙'), await stage.region(at, '丙')];
  const adjoin = (of: { id: string }, ids: string[]) => manager().send('PUT', `regions/${of.id}/neighbours`, { neighbourIds: ids });
  expect((await adjoin(a, [b.id, c.id])).body.neighbourIds).toEqual([b.id, c.id].toSorted());
  expect((await manager().get(`regions/${b.id}`)).body.neighbourIds).toEqual([a.id]);
  await adjoin(a, [c.id]);
  expect((await manager().get(`regions/${b.id}`)).body.neighbourIds).toEqual([]);
  const foreign = await stage.region(other, '丁');
  for (const id of [a.id, foreign.id]) expect((await adjoin(a, [id])).body).toMatchObject({ status: 400, clause: 'OC-4.5', errors: [{ field: 'neighbourIds', code: 'unknown_region' }] });
});

test('regions of another company are none (PF-4); who may only read makes none (PF-6)', async () => {
  const region = await stage.region(at, '界');
  expect((await manager(other).get(`regions/${region.id}`)).status).toBe(404);
  expect((await manager(other).get(`regions/${region.id}/classes`)).status).toBe(404);
  expect((await sales(region, '2026-01', [], other)).status).toBe(404);
  expect((await manager(other).get('regions')).body.items.map((r: { name: string }) => r.name)).not.toContain('界');
  expect((await stage.staff(at).li.send('POST', 'regions', { name: '私区', departmentUnitId: at.department })).body).toMatchObject({ status: 403, permission: 'channelRegion.write' });
  for (const path of ['regions', `regions/${region.id}/classes`]) expect((await stage.station(at).get(path)).status).toBe(403);
  expect((await stage.as(at.people.manager, 'channel_manager', [at.stations[0]!.unitId]).get(`regions/${region.id}`)).status).toBe(403);
  expect((await manager().send('POST', 'regions', { name: '界', departmentUnitId: at.department })).body.errors).toMatchObject([{ field: 'name', code: 'taken' }]);
  expect((await manager().send('PATCH', `regions/${region.id}`, { name: '新界' })).status).toBe(428);
  expect((await manager().send('PATCH', `regions/${region.id}`, { name: '新界' }, { 'if-match': '"1"' })).body).toMatchObject({ name: '新界', version: 2 });
});
