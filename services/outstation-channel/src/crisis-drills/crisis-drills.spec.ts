import { newId } from '@luyue/kernel';
import { type Maker, type Running, startChannel } from '../channel.harness.ts';
import type { CrisisDrillLine, CrisisDrillView } from './crisis-drills.http.ts';
import { faultOfResults } from './crisis-drills.rules.ts';

const NOW = '2026-03-02T02:00:00.000Z';
let stage: Running;
beforeAll(async () => { stage = await startChannel(); }, 60_000);
afterAll(() => stage.stop());

type Furnished = Maker & { li: string; sun: string };
async function furnished(name: string): Promise<Furnished> {
  const at = await stage.maker(name, NOW);
  return { ...at, li: (await stage.employ(at, 'li')).id, sun: (await stage.employ(at, 'sun', 'technician')).id };
}
const send = (at: Furnished, more: object = {}, who: 'engineer' | 'li' | 'assistant' = 'engineer') =>
  stage.staff(at)[who].send('POST', 'crisis-drills', { departmentUnitId: at.department, kind: 'drill', title: '暗访演练', heldOn: '2026-03-02', text: '模拟电视台到站', results: [{ staffId: at.li, passed: true }, { staffId: at.sun, passed: false, note: '没有首报' }], ...more });
const record = (at: Furnished, more: object = {}): Promise<CrisisDrillView> => stage.must(send(at, more));
const quiz = (at: Furnished, heldOn: string, scores: [number, number]) => record(at, { kind: 'quiz', title: '须知测验', heldOn, results: [{ staffId: at.li, passed: scores[0] >= 60, score: scores[0] }, { staffId: at.sun, passed: scores[1] >= 60, score: scores[1] }] });

test('OC-2.5 a quiz is scored, a drill is not, nobody stands there twice', () => {
  expect(faultOfResults('drill', [{ staffId: 'a' }, { staffId: 'b' }])).toBeNull();
  expect(faultOfResults('quiz', [{ staffId: 'a', score: 0 }])).toBeNull();
  expect([faultOfResults('drill', [{ staffId: 'a' }, { staffId: 'a' }]), faultOfResults('quiz', [{ staffId: 'a', score: 90 }, { staffId: 'b' }]), faultOfResults('drill', [{ staffId: 'a', score: 90 }])].map((f) => f?.code)).toEqual(['twice', 'score_required', 'no_quiz']);
});

test('OC-2.5 a drill leaves what each person showed', async () => {
  const at = await furnished('演练一');
  const drill = await record(at);
  expect(drill).toMatchObject({ kind: 'drill', participants: 2, passed: 1, recordedBy: '陆工' });
  expect(drill.results.toSorted((a, b) => (a.staffName < b.staffName ? -1 : 1))).toEqual([{ staffId: at.sun, staffName: '孙技术', passed: false, score: null, note: '没有首报' }, { staffId: at.li, staffName: '李客户', passed: true, score: null, note: null }]);
  expect((await stage.staff(at).headquarters.get(`crisis-drills/${drill.id}`)).body).toEqual(drill);
});

test('OC-2.5 figures by the month in which they were held', async () => {
  const at = await furnished('演练统计');
  await record(at);
  await quiz(at, '2026-02-28', [90, 55]);
  await quiz(at, '2026-02-01', [80, 70]);
  expect((await stage.staff(at).headquarters.get('crisis-drills/figures?from=2026-02&to=2026-03')).body.items).toEqual([
    { month: '2026-03', drills: 1, quizzes: 0, participants: 2, passed: 1, averageScore: null }, { month: '2026-02', drills: 0, quizzes: 2, participants: 4, passed: 3, averageScore: 73.75 },
  ]);
  for (const query of ['from=2026-03&to=2026-02', 'from=2024-01&to=2026-03']) expect((await stage.staff(at).headquarters.get(`crisis-drills/figures?${query}`)).status).toBe(400);
  const one = (await stage.staff(at).manager.get('crisis-drills?limit=1')).body;
  expect((await stage.staff(at).manager.get(`crisis-drills?limit=2&cursor=${one.nextCursor}`)).body).toMatchObject({ items: [{ heldOn: '2026-02-28' }, { heldOn: '2026-02-01' }], nextCursor: null });
  expect((await stage.staff(at).manager.get('crisis-drills?kind=drill')).body.items.map((d: CrisisDrillLine) => d.heldOn)).toEqual(['2026-03-02']);
});

test('OC-2.5 a day ahead, a stranger, a score beside the point, one\'s own result: refused by field, and nothing is kept', async () => {
  const [at, other] = [await furnished('演练坏输入'), await furnished('演练坏别家')];
  const refused = async (more: object) => (await send(at, more)).body;
  expect(await refused({ heldOn: '2026-03-03' })).toMatchObject({ status: 400, clause: 'OC-2.5', errors: [{ field: 'heldOn', code: 'in_the_future' }] });
  for (const [code, results] of [['unknown_staff', [{ staffId: newId(), passed: true }]], ['unknown_staff', [{ staffId: other.li, passed: true }]], ['no_quiz', [{ staffId: at.li, passed: true, score: 5 }]], ['twice', [{ staffId: at.li, passed: true }, { staffId: at.li, passed: false }]]] as const)
    expect(await refused({ results })).toMatchObject({ status: 400, clause: 'OC-2.5', errors: [{ field: 'results', code }] });
  for (const results of [[], [{ staffId: at.li, passed: true, score: 101 }]]) expect((await refused({ results })).status).toBe(400);
  expect((await send(at, {}, 'li')).body).toMatchObject({ status: 422, code: 'own_result', clause: 'OC-2.5' });
  expect((await stage.staff(at).manager.get('crisis-drills')).body.items).toEqual([]);
});

test('of the own company and units alone (PF-4, PF-6)', async () => {
  const [at, other] = [await furnished('演练权限'), await furnished('演练别家')];
  const drill = await record(at);
  expect((await stage.staff(other).engineer.get(`crisis-drills/${drill.id}`)).status).toBe(404);
  expect((await stage.staff(other).engineer.get('crisis-drills')).body.items).toEqual([]);
  expect((await stage.staff(other).engineer.get('crisis-drills/figures?from=2026-03&to=2026-03')).body.items).toEqual([]);
  expect((await send(at, {}, 'assistant')).body).toMatchObject({ status: 403, permission: 'incident.work' });
  for (const path of ['crisis-drills', `crisis-drills/${drill.id}`, 'crisis-drills/figures?from=2026-03&to=2026-03']) expect((await stage.station(at).get(path)).body).toMatchObject({ status: 403, permission: 'incident.read' });
  const elsewhere = stage.as(at.people.engineer, 'channel_engineer', [at.stations[0]!.unitId]);
  expect((await elsewhere.get(`crisis-drills/${drill.id}`)).status).toBe(403);
  expect((await elsewhere.get('crisis-drills')).body.items).toEqual([]);
});
