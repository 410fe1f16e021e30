import { periodOf } from '@luyue/kernel';
import { type Maker, type Running, startChannel } from '../channel.harness.ts';
import { monthsOf } from './rankings.rules.ts';

let stage: Running;
beforeAll(async () => { stage = await startChannel(); }, 60_000);
afterAll(() => stage.stop());

const publish = (at: Maker, month: string, by: 'manager' | 'engineer' = 'manager') => stage.staff(at)[by].send('POST', 'staff-rankings', { departmentUnitId: at.department, month });

/** Scores of months by one manual item, in the order of the people. */
async function give(at: Maker, month: string, scores: Record<string, number>): Promise<void> {
  const { engineer } = stage.staff(at);
  const { items } = await stage.must(engineer.send('POST', 'staff-scores/open', { departmentUnitId: at.department, month }));
  for (const card of items.filter((c: { subjectName: string }) => c.subjectName in scores)) {
    await stage.must(engineer.send('POST', `staff-scores/${card.id}/items/work/score`, { score: scores[card.subjectName], reason: '当月' }));
    await stage.must(engineer.send('POST', `staff-scores/${card.id}/close`));
  }
}

/** Three account managers and a parts manager, posted since January. */
async function four(name: string, now: string, policies: Record<string, unknown> = {}): Promise<Maker> {
  const at = await stage.maker(name, '2026-01-05T02:00:00.000Z', policies);
  for (const [key, kind] of [['li', 'account_manager'], ['wang', 'account_manager'], ['sun', 'account_manager'], ['zhao', 'parts_manager']] as const) await stage.post(at, await stage.employ(at, key, kind), [await stage.region(at, `地区${key}`)], '2026-01-01');
  await stage.must(stage.staff(at).manager.send('POST', 'staff-score-schemes', { items: [{ key: 'work', name: { zh: '工作', en: 'Work' }, weight: 100, kind: 'manual' }], reason: '绩效考核制度' }));
  await stage.moveTo(at, now);
  return at;
}

test('OC-4.2 a quarter averages its three months', () => expect(monthsOf(periodOf('2026-02-01', 3))).toEqual(['2026-01', '2026-02', '2026-03']));

test('OC-4.2 by kind of staff, averages with two decimals, ties share a rank, too few months have none; met by the fifteenth after the quarter', async () => {
  const at = await four('排名通信', '2026-04-15T15:00:00.000Z');
  await give(at, '2026-01', { 李客户: 80, 王客户: 85, 赵备件: 60 });
  await give(at, '2026-02', { 李客户: 81, 王客户: 76, 孙技术: 99 });
  await give(at, '2026-03', { 李客户: 80.01, 王客户: 80.01, 赵备件: 61 });
  const { status, body } = await publish(at, '2026-02');
  expect([status, body.period, body.publishedBy]).toEqual([201, '2026-Q1', '方经理']);
  expect(body.lines.map((l: { name: string; kind: string; average: number | null; rank: number | null; missing: string[] }) => [l.name, l.kind, l.average, l.rank, l.missing.join()])).toEqual([
    ['李客户', 'account_manager', 80.34, 1, ''], ['王客户', 'account_manager', 80.34, 1, ''], ['孙技术', 'account_manager', null, null, '2026-01,2026-03'], ['赵备件', 'parts_manager', 60.5, 1, '2026-02'],
  ].toSorted((a, b) => body.lines.findIndex((l: { name: string }) => l.name === a[0]) - body.lines.findIndex((l: { name: string }) => l.name === b[0])));
  const { items } = (await stage.staff(at).manager.get('obligations?clauseId=OC-4.2')).body;
  expect(items.map((o: { status: string; dueAt: string }) => `${o.status} ${o.dueAt}`)).toContain('met 2026-04-15T16:00:00.000Z');
  expect((await publish(at, '2026-03')).body).toMatchObject({ status: 409, code: 'published', clause: 'OC-4.2' });
  expect((await stage.staff(at).li.get('staff-rankings')).body.items).toMatchObject([{ period: '2026-Q1' }]);
});

test('OC-4.2 not before the quarter is over; a day late is late', async () => {
  const at = await four('迟排通信', '2026-03-31T15:59:00.000Z');
  expect((await publish(at, '2026-01')).body).toMatchObject({ status: 409, code: 'period_not_over', clause: 'OC-4.2' });
  await stage.moveTo(at, '2026-04-15T16:00:01.000Z');
  expect((await publish(at, '2026-01')).body.lines.map((l: { average: number | null; rank: number | null }) => [l.average, l.rank])).toEqual([[null, null], [null, null], [null, null], [null, null]]);
  const { items } = (await stage.staff(at).manager.get('obligations?clauseId=OC-4.2')).body;
  expect(items.map((o: { status: string; dueAt: string }) => `${o.status} ${o.dueAt}`)).toContain('met_late 2026-04-15T16:00:00.000Z');
});

test('rankings of another company are none (PF-4); the manager publishes, nobody else (PF-6)', async () => {
  const [at, other] = [await four('界通信', '2026-04-02T02:00:00.000Z'), await stage.maker('外通信', '2026-04-02T02:00:00.000Z')];
  expect((await publish(at, '2026-01', 'engineer')).body).toMatchObject({ status: 403, permission: 'staffScore.rank' });
  await stage.must(publish(at, '2026-01'));
  expect((await stage.staff(other).manager.get('staff-rankings')).body.items).toEqual([]);
  expect((await stage.staff(other).manager.send('POST', 'staff-rankings', { departmentUnitId: at.department, month: '2026-01' })).body.errors).toMatchObject([{ field: 'departmentUnitId', code: 'unknown_unit' }]);
  expect((await stage.station(at).get('staff-rankings')).status).toBe(403);
});
