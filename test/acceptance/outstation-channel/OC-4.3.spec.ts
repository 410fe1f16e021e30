import { deviceMaker, must, OC } from '../outstation.ts';
import type { Json } from '../stage.ts';

const maker = deviceMaker('2026-04-10T02:00:00.000Z');
const SCHEME = { items: [{ key: 'work', name: { zh: '工作', en: 'Work' }, weight: 100, kind: 'manual' }], reason: '绩效考核制度 2026 版' };
let here: { person: Json; posting: Json };
beforeAll(async () => {
  await maker.here.who.manager.post(`${OC}/staff-score-schemes`, SCHEME);
  here = await maker.here.posted('陇东', 'account', '2025-01-01');
}, 60_000);

/** Scores a month of the one person. */
async function score(month: string, points: number): Promise<Json> {
  const { engineer } = maker.here.who;
  const { items: [card] } = await engineer.post(`${OC}/staff-scores/open`, { departmentUnitId: maker.here.unit('department'), month });
  await engineer.post(`${OC}/staff-scores/${card.id}/items/work/score`, { score: points, reason: '当月表现' });
  return engineer.post(`${OC}/staff-scores/${card.id}/close`);
}

test('OC-1.3 a score from 0 to 100 is closed by the tenth of the next month, from a versioned scheme', async () => {
  const { engineer, manager } = maker.here.who;
  const { items: [card] } = await engineer.post(`${OC}/staff-scores/open`, { departmentUnitId: maker.here.unit('department'), month: '2026-03' });
  expect(await engineer.refused(400, 'POST', `${OC}/staff-scores/${card.id}/items/work/score`, { score: 101, reason: '超出' })).toMatchObject({ clause: 'OC-1.3', errors: [{ field: 'score', code: 'range' }] });
  expect(await score('2026-03', 80.25)).toMatchObject({ status: 'published', total: 80.25, schemeVersion: 1 });
  const { items } = await manager.get(`${OC}/obligations?clauseId=OC-1.3&status=met`);
  expect(items).toMatchObject([{ dueAt: '2026-04-10T16:00:00.000Z' }]);
});

test('OC-4.2 the ranking of a quarter stands by average with two decimals, published by the fifteenth', async () => {
  const { manager } = maker.here.who;
  await score('2026-02', 70.5);
  const ranking = await manager.post(`${OC}/staff-rankings`, { departmentUnitId: maker.here.unit('department'), month: '2026-01' });
  expect(ranking).toMatchObject({ period: '2026-Q1', lines: [{ name: '李强', average: 75.38, rank: 1, missing: ['2026-01'] }] });
  const { items } = await manager.get(`${OC}/obligations?clauseId=OC-4.2&status=met`);
  expect(items).toMatchObject([{ dueAt: '2026-04-15T16:00:00.000Z' }]);
});

test('OC-4.3 a low score and a full year are proposed with the rank; headquarters decide each with the reason', async () => {
  const { who, unit } = { who: maker.here.who, unit: maker.here.unit('department') };
  await score('2026-01', 59.99);
  const round = await who.manager.post(`${OC}/rotation-rounds`, { departmentUnitId: unit });
  const { items } = await who.headquarters.get(`${OC}/rotation-proposals?roundId=${round.id}`);
  expect(items.map((p: Json) => p.rule).toSorted()).toEqual(['full_year', 'low_score']);
  expect(items[0]).toMatchObject({ rank: { period: '2026-Q1', rank: 1, of: 1, average: 75.38 }, obligations: [{ clauseId: 'OC-4.3', dueAt: '2026-06-30T16:00:00.000Z' }] });
  const full = items.find((p: Json) => p.rule === 'full_year');
  expect(await who.headquarters.refused(400, 'POST', `${OC}/rotation-proposals/${full.id}/decide`, { decision: 'keep' })).toMatchObject({ clause: 'OC-4.3', errors: [{ field: 'text' }] });
  const to = await maker.here.region('陇南');
  const moved = await who.headquarters.post(`${OC}/rotation-proposals/${full.id}/decide`, { decision: 'move', text: '满一年轮换', on: '2026-05-01', regionIds: [to.id] });
  expect(moved).toMatchObject({ status: 'moved', obligations: [{ status: 'met' }] });
  expect(await who.manager.get(`${OC}/postings/${here.posting.id}`)).toMatchObject({ status: 'in_handover', endsOn: '2026-05-01' });
  expect((await who.manager.get(`${OC}/rotation-proposals?status=withdrawn`)).items).toMatchObject([{ rule: 'low_score' }]);
  expect(await who.headquarters.post(`${OC}/rotation-rounds/${round.id}/close`)).toMatchObject({ status: 'closed', undecided: 0 });
});

test('OC-4.1 who is under half a year is listed as protected and not moved', async () => {
  const { who } = maker.here;
  const { posting } = await maker.here.posted('陇西', 'account2', '2026-01-15');
  const proposal = await who.engineer.post(`${OC}/rotation-proposals`, { postingId: posting.id, rule: 'unfit', reason: '方言不通' });
  expect(proposal).toMatchObject({ protected: true });
  await must(who.engineer, 'PATCH', `${OC}/rotation-proposals/${proposal.id}`, { improvementNote: '每周汇报' }, proposal.version);
  const to = await maker.here.region('陇北');
  expect(await who.headquarters.refused(422, 'POST', `${OC}/rotation-proposals/${proposal.id}/decide`, { decision: 'move', text: '换', on: '2026-05-01', regionIds: [to.id] })).toMatchObject({ clause: 'OC-4.1', code: 'protected' });
});
