import { type Maker, type Running, startChannel } from '../channel.harness.ts';
import type { SpareViolationView } from './spare-violations.http.ts';

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
const report = (maker: Maker, more: object = {}, by: 'li' | 'sales' = 'li', n = 0) =>
  stage.staff(maker)[by].send<SpareViolationView & { errors: object[] }>('POST', 'spare-violations', { stationId: maker.stations[n]!.unitId, kind: 'borrowed', facts: '借用营业厅样机一台', serials: ['SN1'], discoveredAt: '2026-03-01T02:00:30.000Z', ...more });

test('OC-3.2.3a reported to the channel engineer within 24 hours of discovery; a second later it is late', async () => {
  const now = await stage.now(at);
  const dayBefore = (ms: number): string => new Date(now.getTime() - 24 * 3_600_000 + ms).toISOString();
  const { status, body } = await report(at, { discoveredAt: dayBefore(60_000) });
  expect([status, body]).toMatchObject([201, { number: expect.stringMatching(/^WG/), kindName: { zh: '借用局方销售机' }, reportedBy: '李客户', status: 'reported', obligations: [{ clauseId: 'OC-3.2.3a', status: 'met' }] }]);
  expect(body.told.toSorted()).toEqual(['何工', '陆工']);
  expect((await stage.published(at)).filter((e) => e.payload['kind'] === 'spare_violation').map((e) => e.payload['to'])).toMatchObject([[{ role: 'channel_engineer', unitId: at.department, channels: ['inapp'] }]]);
  expect((await report(at, { discoveredAt: dayBefore(-1_000), kind: 'dismantled_spare' })).body).toMatchObject({ kindName: { zh: '拆用备用机' }, obligations: [{ status: 'met_late' }] });
  expect((await report(at, { discoveredAt: '2026-03-09T00:00:00.000Z' })).body).toMatchObject({ status: 400, clause: 'OC-3.2.3a', errors: [{ field: 'discoveredAt', code: 'future' }] });
  expect((await report(at, { kind: 'sold' })).status).toBe(400);
});

test('OC-3.2.3a the channel says once whether the company had consented', async () => {
  const { body } = await report(at);
  const decide = (status: string, by: 'engineer' | 'li' = 'engineer') => stage.staff(at)[by].send('POST', `spare-violations/${body.id}/decide`, { status, decision: '未经同意，通报批评' });
  expect((await decide('confirmed', 'li')).body).toMatchObject({ status: 403, permission: 'spare.approve' });
  expect((await decide('confirmed')).body).toMatchObject({ status: 'confirmed', decidedBy: '陆工', decision: '未经同意，通报批评' });
  expect((await decide('consented')).body).toMatchObject({ status: 409, code: 'transition_refused', allowed: [] });
});

test('by whoever works with stations, and of the own company alone (PF-4, PF-6)', async () => {
  const { body } = await report(other);
  expect((await report(at, {}, 'sales')).body).toMatchObject({ status: 403, permission: 'station.work' });
  expect((await stage.staff(at).li.send('POST', 'spare-violations', { stationId: other.stations[0]!.unitId, kind: 'borrowed', facts: '越界', discoveredAt: '2026-03-01T02:00:00.000Z' })).status).toBe(404);
  expect((await stage.staff(at).engineer.send('POST', `spare-violations/${body.id}/decide`, { status: 'confirmed', decision: '越界' })).status).toBe(404);
  expect((await stage.staff(at).engineer.get('spare-violations')).body.items.map((v: { id: string }) => v.id)).not.toContain(body.id);
  const first = (await stage.staff(at).engineer.get('spare-violations?limit=1')).body;
  expect((await stage.staff(at).engineer.get(`spare-violations?limit=1&cursor=${first.nextCursor}`)).body.items[0].id).not.toBe(first.items[0].id);
  expect((await stage.station(at).get('spare-violations')).body).toMatchObject({ status: 403, permission: 'spare.read' });
});
