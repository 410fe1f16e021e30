import { type Maker, type Running, startChannel } from '../channel.harness.ts';

let stage: Running;
beforeAll(async () => { stage = await startChannel(); }, 60_000);
afterAll(() => stage.stop());

/** A maker with both its stations opened in one region, where 李客户 is posted. */
async function opened(name: string, now?: string): Promise<Maker> {
  const maker = await stage.maker(name, now);
  const { region } = await stage.posted(maker);
  for (const [n, { unitId }] of maker.stations.entries()) await stage.must(stage.staff(maker).manager.send('POST', 'stations', { unitId, regionId: region.id, number: `S-${n}`, openedOn: '2026-01-05' }));
  return maker;
}

const FORM = { model: 'C118', serial: 'SN-1', fault: '不开机', level: 'minor', parts: [{ name: '电源板', quantity: 1 }], customerName: '张三', customerPhone: '13800000001', soldOn: '2025-05-01', repairedOn: '2026-02-20' };
let last = 0;
const enter = (maker: Maker, more: object = {}, n = 0) => stage.station(maker, n).send('POST', 'repair-orders', { stationId: maker.stations[n]!.unitId, number: `W${++last}`, ...FORM, ...more });

test('OC-3.4, OC-3.2.2a the repeated repairs of a station by month, and before and after a technical training', async () => {
  const maker = await opened('返修通信', '2026-03-20T02:00:00.000Z');
  const { li } = stage.staff(maker);
  // SN-A came again after 30 days, SN-B after 31; both came back once more after the training.
  for (const [serial, repairedOn] of [['SN-A', '2026-01-01'], ['SN-A', '2026-01-31'], ['SN-B', '2026-01-31'], ['SN-B', '2026-03-03'], ['SN-A', '2026-03-12'], ['SN-B', '2026-03-12']]) await stage.must(enter(maker, { serial, repairedOn }));
  await stage.must(enter(maker, { serial: 'SN-A', repairedOn: '2026-02-01' }, 1));
  const stationUnitId = maker.stations[0]!.unitId;
  await stage.must(li.send('POST', 'station-records', { stationUnitId, kind: 'technical_training', heldOn: '2026-03-10', text: '主板检修', attendees: ['马师傅'] }));
  const months = (query: string) => stage.station(maker).get(`repair-orders/months?stationId=${stationUnitId}&${query}`);
  expect((await months('from=2026-01&to=2026-03')).body.items).toEqual([{ month: '2026-01', orders: 3, returns: 0, repeats: 1 }, { month: '2026-03', orders: 3, returns: 0, repeats: 1 }]);
  expect((await months('from=2026-03&to=2026-01')).status).toBe(400);
  const effects = (who: { get: (path: string) => Promise<{ body: { items: object[] }; status: number }> }) => who.get(`repair-orders/training-effects?stationId=${stationUnitId}`);
  expect((await effects(li)).body.items).toMatchObject([{ heldOn: '2026-03-10', text: '主板检修', ordersBefore: 4, repeatsBefore: 1, ordersAfter: 2, repeatsAfter: 1 }]);
  expect([(await effects(stage.station(maker, 1))).status, (await effects(stage.staff(await opened('别家通信')).li)).status]).toEqual([403, 404]);
});
