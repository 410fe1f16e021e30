import { type Maker, type Running, startChannel } from '../channel.harness.ts';
import type { MarketItemView, QualityIssueView } from './quality-issue-views.ts';
import { dutiesOfDiscovery, issueMoves } from './quality-issues.rules.ts';

const NOW = '2026-04-01T02:00:00.000Z';
let stage: Running;
beforeAll(async () => { stage = await startChannel(); }, 60_000);
afterAll(() => stage.stop());

const body = (at: Maker, more: object = {}) => ({ departmentUnitId: at.department, stationUnitId: at.stations[0]!.unitId, model: 'C118', fault: '死机', text: '升级后反复重启', units: 3, discoveredAt: '2026-03-31T02:30:00.000Z', ...more });
const send = (at: Maker, more: object = {}) => stage.staff(at).sun.send('POST', 'quality-issues', body(at, more));
const report = (at: Maker, more: object = {}): Promise<QualityIssueView> => stage.must(send(at, more));
const move = (at: Maker, id: string, sent: object) => stage.staff(at).engineer.send('POST', `quality-issues/${id}/move`, sent);

test('OC-3.5.1 the hours run from the discovery; an issue is worked on, closed, and taken up again', () => {
  const discoveredAt = new Date(NOW);
  expect(dutiesOfDiscovery({ discoveredAt })).toMatchObject([{ clauseId: 'OC-3.5.1', parameter: 'oc.quality.reportHours', startedAt: discoveredAt }]);
  expect(issueMoves).toEqual({ reported: ['in_work', 'closed'], in_work: ['closed'], closed: ['in_work'] });
});

test('OC-3.5.1 reported within 24 hours of its discovery is in time, later is late, its breach at the due time', async () => {
  const at = await stage.maker('质量一', NOW);
  expect(await report(at)).toMatchObject({ number: expect.stringMatching(/^ZL/), stationName: '东城授权站', byName: '孙技术', obligations: [{ clauseId: 'OC-3.5.1', status: 'met', dueAt: '2026-04-01T02:30:00.000Z' }] });
  expect(await report(at, { discoveredAt: '2026-03-31T01:00:00.000Z' })).toMatchObject({ obligations: [{ status: 'met_late', breachedAt: '2026-04-01T01:00:00.000Z' }] });
  expect((await send(at, { discoveredAt: '2026-04-01T03:00:00.000Z' })).body).toMatchObject({ status: 400, clause: 'OC-3.5.1', errors: [{ field: 'discoveredAt', code: 'in_the_future' }] });
  expect((await send(at, { stationUnitId: at.department })).body).toMatchObject({ errors: [{ field: 'stationUnitId', code: 'not_a_station' }] });
  for (const units of [0, 1.5]) expect((await send(at, { units })).status).toBe(400);
});

test('OC-3.5.1 an issue is closed with its outcome alone', async () => {
  const at = await stage.maker('质量二', NOW);
  const { id } = await report(at);
  expect((await move(at, id, { to: 'closed' })).body).toMatchObject({ status: 400, errors: [{ field: 'outcome', code: 'required' }] });
  expect(await stage.must(move(at, id, { to: 'in_work' })) as QualityIssueView).toMatchObject({ status: 'in_work', outcome: null });
  expect((await move(at, id, { to: 'in_work' })).body).toMatchObject({ status: 409, allowed: ['closed'] });
  expect(await stage.must(move(at, id, { to: 'closed', outcome: '固件 2.1 修复' })) as QualityIssueView).toMatchObject({ status: 'closed', outcome: '固件 2.1 修复' });
  expect((await stage.staff(at).engineer.get('quality-issues?status=closed&model=C118')).body.items.map((q: QualityIssueView) => q.id)).toEqual([id]);
});

test('OC-2.3 by model and fault, month by month in the tenant\'s zone; what the market says beside it', async () => {
  const at = await stage.maker('质量趋势', NOW);
  await report(at, { discoveredAt: '2026-03-31T15:59:00.000Z', units: 2 });
  await report(at, { discoveredAt: '2026-03-31T16:00:00.000Z', units: 5 });
  await report(at, { discoveredAt: '2026-03-31T17:00:00.000Z', model: 'C200', fault: '花屏', units: 1 });
  const { items } = (await stage.staff(at).manager.get('quality-issues/trend?from=2026-03&to=2026-04')).body;
  expect(items).toEqual([{ month: '2026-04', model: 'C118', fault: '死机', issues: 1, units: 5 }, { month: '2026-04', model: 'C200', fault: '花屏', issues: 1, units: 1 }, { month: '2026-03', model: 'C118', fault: '死机', issues: 1, units: 2 }]);
  expect((await stage.staff(at).manager.get('quality-issues/trend?from=2026-03&to=2026-04&model=C200')).body.items).toHaveLength(1);
  expect((await stage.staff(at).manager.get('quality-issues/trend?from=2026-04&to=2026-03')).status).toBe(400);
  const item = (more: object) => stage.staff(at).li.send('POST', 'market-items', { departmentUnitId: at.department, kind: 'competitor', text: '降价 10%', ...more });
  expect((await item({})).body).toMatchObject({ status: 400, clause: 'OC-2.3', errors: [{ field: 'maker' }] });
  expect(await stage.must(item({ maker: '远山', model: 'Y1' })) as MarketItemView).toMatchObject({ maker: '远山', byName: '李客户' });
  await stage.must(item({ kind: 'quality' }));
  expect((await stage.staff(at).manager.get('market-items?kind=competitor')).body.items).toHaveLength(1);
  const month = NOW.slice(0, 7);
  expect((await stage.staff(at).manager.get(`market-items/months?from=${month}&to=${month}`)).body.items).toEqual([{ month, kind: 'competitor', items: 1 }, { month, kind: 'quality', items: 1 }]);
  expect((await stage.staff(at).manager.get('market-items/months?from=2026-04&to=2026-03')).status).toBe(400);
});

test('of the own company and units alone (PF-4, PF-6)', async () => {
  const [at, other] = [await stage.maker('质量权限', NOW), await stage.maker('质量别家', NOW)];
  const [first] = [await report(at), await report(at, { discoveredAt: '2026-03-31T20:00:00.000Z' })];
  const one = (await stage.staff(at).manager.get('quality-issues?limit=1')).body;
  expect((await stage.staff(at).manager.get(`quality-issues?limit=1&cursor=${one.nextCursor}`)).body).toMatchObject({ items: [{ id: first!.id }], nextCursor: null });
  expect((await stage.staff(other).engineer.send('POST', `quality-issues/${first!.id}/move`, { to: 'in_work' })).status).toBe(404);
  for (const path of ['quality-issues', 'market-items', 'market-items/months?from=2026-03&to=2026-04', 'quality-issues/trend?from=2026-03&to=2026-04']) {
    expect((await stage.staff(other).manager.get(path)).body.items).toEqual([]);
    for (const who of [stage.staff(at).assistant, stage.station(at)]) expect((await who.get(path)).body).toMatchObject({ status: 403, permission: 'qualityIssue.work' });
  }
  const elsewhere = stage.as(at.people.engineer, 'channel_engineer', [at.stations[0]!.unitId]);
  expect((await elsewhere.send('POST', `quality-issues/${first!.id}/move`, { to: 'in_work' })).status).toBe(403);
  expect((await elsewhere.send('POST', 'market-items', { departmentUnitId: at.department, kind: 'quality', text: 'x' })).status).toBe(403);
});
