import { type Maker, type Running, startChannel } from '../channel.harness.ts';
import type { ReplacementView } from './replacements.http.ts';

let stage: Running;
let at: Maker;
let other: Maker;
beforeAll(async () => {
  stage = await startChannel();
  [at, other] = [await opened('星河通信'), await opened('别家通信')];
}, 60_000);
afterAll(() => stage.stop());

async function opened(name: string): Promise<Maker> {
  const maker = await stage.maker(name);
  const { region } = await stage.posted(maker);
  for (const [n, { unitId }] of maker.stations.entries()) await stage.must(stage.staff(maker).manager.send('POST', 'stations', { unitId, regionId: region.id, number: `S-${n}`, openedOn: '2026-01-05' }));
  return maker;
}
const ask = (maker: Maker, serial: string, more: object = {}, n = 0) =>
  stage.station(maker, n).send<ReplacementView & { errors: object[] }>('POST', 'replacements', { stationId: maker.stations[n]!.unitId, model: 'C118', serial, reason: '三次维修未好', cause: 'product', ...more });
const decide = (maker: Maker, id: string, more: object = {}) => stage.staff(maker).engineer.send<ReplacementView>('POST', `replacements/${id}/decide`, { decision: 'approved', ...more });
const replace = (maker: Maker, id: string, newSerial = 'NEW') => stage.station(maker).send('POST', `replacements/${id}/replace`, { newSerial });

test('OC-3.7b none without a cause and an approval; whoever approves says the cause as they find it; a device is replaced once', async () => {
  expect((await ask(at, 'A1', { cause: undefined })).status).toBe(400);
  const { status, body } = await ask(at, 'A1');
  expect([status, body]).toMatchObject([201, { number: expect.stringMatching(/^HX/), status: 'asked', cause: 'product', stationName: '东城授权站', month: '2026-03' }]);
  expect((await replace(at, body.id)).body).toMatchObject({ status: 409, code: 'transition_refused', allowed: ['approved', 'refused', 'withdrawn'], clause: 'OC-3.7b' });
  expect((await ask(at, 'A1', {}, 1)).body).toMatchObject({ status: 409, code: 'serial_replaced', clause: 'OC-3.7b' });
  expect((await decide(at, body.id, { cause: 'service_late' })).body).toMatchObject({ status: 'approved', cause: 'service_late', decidedBy: '陆工' });
  expect((await replace(at, body.id, 'A1')).body).toMatchObject({ status: 400, errors: [{ field: 'newSerial', code: 'same' }] });
  expect((await replace(at, body.id)).body).toMatchObject({ status: 'replaced', newSerial: 'NEW' });
  const { body: second } = await ask(at, 'A2');
  expect((await decide(at, second.id, { decision: 'refused' })).body).toMatchObject({ status: 400, errors: [{ field: 'note' }] });
  expect((await decide(at, second.id, { decision: 'refused', note: '可以修' })).body).toMatchObject({ status: 'refused' });
  const { body: third } = await ask(at, 'A2');
  await stage.must(stage.station(at).send('POST', `approvals/${third.approvals[0]!.id}/withdraw`));
  // What the station took back is nobody's any more, and the device is free for another.
  expect((await decide(at, third.id)).body).toMatchObject({ status: 409, allowed: [] });
  expect((await ask(at, 'A2')).status).toBe(201);
});

test('OC-3.7b the rate by region, model and cause; what is refused or only asked for is none', async () => {
  const maker = await opened('统计通信');
  const { items: [{ regionId: region }] } = (await stage.staff(maker).engineer.get('stations')).body;
  for (let n = 1; n <= 4; n += 1) await stage.must(stage.station(maker).send('POST', 'repair-orders', { stationId: maker.stations[0]!.unitId, number: `W${n}`, model: 'C118', repairedOn: '2026-03-01' }));
  for (const [serial, cause] of [['B1', 'product'], ['B2', 'station_irregular'], ['B3', 'station_irregular']] as const) await stage.must(decide(maker, (await ask(maker, serial, { cause })).body.id));
  await ask(maker, 'B4');
  await stage.must(decide(maker, (await ask(maker, 'B5', { model: 'X9', cause: 'other' })).body.id));
  const { items } = (await stage.staff(maker).engineer.get('replacements/rates?from=2026-03&to=2026-03')).body;
  expect(items[0]).toEqual({ regionId: region, regionName: '陇东', model: 'C118', cause: 'station_irregular', replacements: 2, repairs: 4, ratePercent: 50, avoidable: true });
  expect(items.slice(1).map((r: { model: string; cause: string; ratePercent: number | null }) => [r.model, r.cause, r.ratePercent]).toSorted()).toEqual([['C118', 'product', 25], ['X9', 'other', null]]);
  expect((await stage.staff(maker).engineer.get('replacements/rates?from=2026-03&to=2026-02')).status).toBe(400);
  expect((await stage.staff(maker).engineer.get('replacements/months?from=2026-02&to=2026-03')).body.items).toEqual([{ month: '2026-03', replacements: 4, avoidable: 2, repairs: 4, ratePercent: 100 }]);
  expect((await stage.staff(other).engineer.get('replacements/months?from=2026-02&to=2026-03')).body.items).toEqual([]);
  expect((await stage.staff(maker).engineer.get('replacements/months?from=2024-01&to=2026-03')).body).toMatchObject({ status: 400, errors: [{ field: 'to', code: 'range' }] });
});

test('a station asks for its own alone; an open one keeps it from closing; another company has none of it', async () => {
  const { body } = await ask(other, 'C1');
  expect((await stage.station(other).get('replacements?cause=product')).body.items).toMatchObject([{ id: body.id }]);
  expect((await stage.station(other, 1).get('replacements')).body.items).toEqual([]);
  expect((await stage.station(other, 1).send('POST', 'replacements', { stationId: other.stations[0]!.unitId, model: 'C118', serial: 'C2', reason: '越权', cause: 'other' })).status).toBe(403);
  expect((await stage.staff(other).li.send('POST', `replacements/${body.id}/decide`, { decision: 'approved' })).body).toMatchObject({ status: 403, code: 'not_the_approver', clause: 'PF-12' });
  expect((await stage.staff(other).manager.send('POST', `stations/${other.stations[0]!.unitId}/close`, { on: '2026-03-02', reason: '撤站' })).body).toMatchObject({ code: 'station_in_use', title: 'It cannot close yet: 1 replacements not finished' });
  expect((await decide(at, body.id)).status).toBe(404);
  expect((await stage.staff(at).engineer.get(`replacements?stationId=${other.stations[0]!.unitId}`)).body.items).toEqual([]);
});
