import { newId } from '@luyue/kernel';
import { type Maker, type Running, startChannel } from '../channel.harness.ts';
import { Stations } from './stations.service.ts';
import type { StationPage } from './station-views.ts';

let stage: Running;
let at: Maker;
let other: Maker;
beforeAll(async () => {
  stage = await startChannel();
  [at, other] = [await stage.maker('星河通信'), await stage.maker('别家通信')];
}, 60_000);
afterAll(() => stage.stop());

const PROFILE = { operator: '陇东联通', address: '庆阳市西峰区 1 号', latitude: 35.7, longitude: 107.6, contacts: [{ name: '郑站长', role: '站长', phone: '13900005555' }], models: ['C118'], repairers: 3 };
const open = (of: Maker, regionId: string, n = 0, more: object = {}) => stage.staff(of).manager.send<StationPage & { errors: object[] }>('POST', 'stations', { unitId: of.stations[n]!.unitId, regionId, number: `S-${n}`, openedOn: '2026-01-05', ...PROFILE, ...more });

test('OC-2.1 a station is an org unit of that kind with its record; who looks after it is whoever is posted to its region', async () => {
  const { region, person } = await stage.posted(at);
  const foreign = await stage.region(other, '别处');
  for (const [more, field, code] of [[{ unitId: at.department }, 'unitId', 'not_a_station'], [{ unitId: newId() }, 'unitId', 'unknown_unit'], [{ regionId: foreign.id }, 'regionId', 'unknown_region'], [{ openedOn: '2026-03-03' }, 'openedOn', 'future'], [{ latitude: 91 }, 'latitude', 'max']] as const) {
    expect((await open(at, region.id, 0, more)).body).toMatchObject({ status: 400, errors: [{ field, code }] });
  }
  const { status, body } = await open(at, region.id);
  expect([status, body]).toMatchObject([201, { id: at.stations[0]!.unitId, name: '东城授权站', number: 'S-0', regionName: '陇东', staffUserId: at.people.li.id, staffName: '李客户', status: 'open', data: { ...PROFILE, hours: '', note: '' }, changes: [] }]);
  expect(person.id).toBeDefined();
  const found = async (q: string): Promise<string[]> => (await stage.staff(at).manager.get(`stations?q=${encodeURIComponent(q)}`)).body.items.map((s: StationPage) => s.number);
  expect([await found('东城'), await found('s-0'), await found('0'), await found('西城')]).toEqual([['S-0'], ['S-0'], [], []]);
  expect((await open(at, region.id, 0, { number: 'S-9' })).body).toMatchObject({ status: 409, code: 'station_there' });
  expect((await open(at, region.id, 1, { number: 'S-0' })).body).toMatchObject({ errors: [{ field: 'number', code: 'taken' }] });
});

test("OC-2.1 stations per region against sales: a region that sells and has none is a gap", async () => {
  const maker = await stage.maker('布点通信');
  const [dense, bare, quiet] = [await stage.region(maker, '密'), await stage.region(maker, '缺'), await stage.region(maker, '静')];
  await stage.close(maker, '2026-02', [[dense, 1001], [bare, 10]]);
  for (const n of [0, 1]) await stage.must(open(maker, dense.id, n));
  const { items } = (await stage.staff(maker).engineer.get('stations/network')).body;
  expect(items).toEqual([
    { regionId: bare.id, regionName: '缺', stations: 0, unitsSold: 10, unitsPerStation: null, gap: true }, { regionId: dense.id, regionName: '密', stations: 2, unitsSold: 1001, unitsPerStation: 501, gap: false },
    { regionId: quiet.id, regionName: '静', stations: 0, unitsSold: 0, unitsPerStation: null, gap: false },
  ]);
  const months = async (of: Maker, span: string) => (await stage.staff(of).engineer.get(`stations/network/months?${span}`)).body;
  const { items: byMonth } = await months(maker, 'from=2025-12&to=2026-02');
  // Opened on the fifth of January: counted at its end, not at that of December.
  expect(byMonth.filter((m: { regionId: string }) => m.regionId === dense.id)).toEqual([['2025-12', 0, 0], ['2026-01', 2, 0], ['2026-02', 2, 1001]].map(([month, stations, unitsSold]) => ({ regionId: dense.id, month, stations, unitsSold })));
  expect(byMonth).toHaveLength(9);
  expect((await months(other, 'from=2026-02&to=2026-02')).items.map((m: { regionId: string }) => m.regionId)).not.toContain(dense.id);
  expect(await months(maker, 'from=2026-02&to=2026-01')).toMatchObject({ status: 400, errors: [{ field: 'to', code: 'range' }] });
});

test("a station's own users see their station and no other, and read no figures of the network", async () => {
  const maker = await stage.maker('门户通信');
  const region = await stage.region(maker, '门户');
  for (const n of [0, 1]) await stage.must(open(maker, region.id, n));
  const [mine, theirs] = [maker.stations[0]!.unitId, maker.stations[1]!.unitId];
  const portal = stage.station(maker, 0);
  expect((await portal.get('stations')).body.items).toMatchObject([{ id: mine }]);
  expect((await portal.get(`stations/${mine}`)).body).toMatchObject({ id: mine });
  expect((await portal.get(`stations/${theirs}`)).status).toBe(403);
  for (const path of ['stations/network', 'stations/network/months?from=2026-01&to=2026-02']) expect((await portal.get(path)).status).toBe(403);
  expect((await portal.send('POST', `stations/${theirs}/changes`, { address: '抢', changedOn: '2026-03-01' })).status).toBe(403);
  expect((await portal.send('POST', `stations/${mine}/close`, { on: '2026-03-02', reason: '不干了' })).body).toMatchObject({ status: 403, permission: 'station.write' });
  expect((await stage.staff(maker).sales.get('stations')).body).toMatchObject({ status: 403, permission: 'station.read' });
  const first = (await stage.staff(maker).engineer.get('stations?limit=1')).body;
  expect((await stage.staff(maker).engineer.get(`stations?limit=1&cursor=${first.nextCursor}`)).body).toMatchObject({ items: [{ number: 'S-1' }], nextCursor: null });
  expect((await stage.as(maker.people.engineer, 'channel_engineer', [newId()]).get('stations')).body.items).toEqual([]);
});

test('OC-3.5.2 a change of its data is told within three days and holds once the person in charge confirms; late is late', async () => {
  const maker = await stage.maker('变更通信', '2026-03-05T15:59:50.000Z');
  const { region } = await stage.posted(maker);
  const { id } = await stage.must(open(maker, region.id));
  const who = stage.staff(maker);
  const tell = (changedOn: string, more: object) => who.li.send('POST', `stations/${id}/changes`, { changedOn, ...more });
  const { body: told } = await tell('2026-03-02', { address: '庆阳市西峰区 2 号' });
  expect(told).toMatchObject({ data: { address: '庆阳市西峰区 1 号' }, changes: [{ status: 'told', fields: ['address'], toldBy: '李客户' }], obligations: [{ clauseId: 'OC-3.5.2', status: 'met', dueAt: '2026-03-05T16:00:00.000Z', outcome: { note: '告知渠道负责人方经理' } }] });
  // The station may tell it too; four days after the change it is late.
  const { body: late } = await stage.station(maker).send('POST', `stations/${id}/changes`, { changedOn: '2026-03-01', repairers: 5 });
  expect(late.obligations.map((o: { status: string }) => o.status).toSorted()).toEqual(['met', 'met_late']);
  expect((await tell('2026-03-07', { repairers: 9 })).body).toMatchObject({ status: 400, clause: 'OC-3.5.2', errors: [{ field: 'changedOn', code: 'future' }] });
  expect((await tell('2026-03-02', { repairers: 3 })).body).toMatchObject({ errors: [{ code: 'no_change' }] });
  const { items } = (await who.manager.get('station-changes')).body;
  const decide = (by: keyof typeof who, n: number, decision: object) => who[by].send('POST', `station-changes/${items[n].id}/decide`, decision);
  expect((await decide('engineer', 0, { decision: 'confirmed' })).body).toMatchObject({ status: 422, code: 'not_in_charge', clause: 'OC-3.5.2' });
  expect((await decide('li', 0, { decision: 'confirmed' })).body).toMatchObject({ status: 403 });
  expect((await decide('manager', 1, { decision: 'rejected' })).body.errors).toMatchObject([{ field: 'note' }]);
  // What was confirmed first stays when the other is confirmed after it.
  await decide('manager', 1, { decision: 'confirmed' });
  expect((await decide('manager', 0, { decision: 'confirmed' })).body.data).toMatchObject({ address: '庆阳市西峰区 2 号', repairers: 5 });
  expect((await decide('manager', 0, { decision: 'rejected', note: '反悔' })).body).toMatchObject({ status: 409, code: 'transition_refused', allowed: [] });
  expect((await who.manager.get('station-changes?status=confirmed')).body.items).toHaveLength(2);
});

test('closing is refused with what is still open there, and only once', async () => {
  const maker = await stage.maker('关站通信');
  const { id } = await stage.must(open(maker, (await stage.region(maker, '关')).id));
  const close = (body: object = {}) => stage.staff(maker).manager.send('POST', `stations/${id}/close`, { on: '2026-03-02', reason: '撤站', ...body });
  let held = [{ zh: '2 台备用机未还', en: '2 spare units not returned' }];
  stage.get(Stations).hear({ stationClosing: async (_tx, station) => (station.id === id ? held : []) });
  expect((await close()).body).toMatchObject({ status: 409, code: 'station_in_use', title: 'It cannot close yet: 2 spare units not returned' });
  held = [];
  expect((await close({ on: '2026-03-03' })).body.errors).toMatchObject([{ field: 'on', code: 'range' }]);
  expect((await close()).body).toMatchObject({ status: 'closed', closedOn: '2026-03-02', closeReason: '撤站' });
  expect((await close()).body).toMatchObject({ status: 409, code: 'transition_refused', allowed: [] });
  expect((await stage.staff(maker).li.send('POST', `stations/${id}/changes`, { changedOn: '2026-03-02', repairers: 9 })).body).toMatchObject({ status: 409, code: 'station_closed' });
});

test('PF-4 another company has none of it', async () => {
  const { id } = await stage.must(open(other, (await stage.region(other, '外')).id));
  const who = stage.staff(at);
  expect((await who.engineer.get(`stations/${id}`)).status).toBe(404);
  expect((await who.manager.send('POST', `stations/${id}/close`, { on: '2026-03-02', reason: '越界' })).status).toBe(404);
  expect((await who.li.send('POST', `stations/${id}/changes`, { changedOn: '2026-03-01', address: '越界' })).status).toBe(404);
  expect((await who.engineer.get('stations')).body.items.map((s: { id: string }) => s.id)).not.toContain(id);
});
