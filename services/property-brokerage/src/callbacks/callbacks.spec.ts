import { endings } from '../archive.harness.ts';
import { type Brokerage, type Running, startBrokerage } from '../brokerage.harness.ts';
import { ACTED_FOR } from '../transfer.harness.ts';
import type { DealView } from '../views.ts';
import { callbackMoves, isUnreachable } from './callbacks.rules.ts';
import type { DealCallbackView } from './callbacks.http.ts';

const NOW = '2026-11-23T02:00:00.000Z';
let stage: Running;
let ends: ReturnType<typeof endings>;
beforeAll(async () => {
  stage = await startBrokerage();
  ends = endings(stage);
}, 60_000);
afterAll(() => stage.stop());

const company = (name: string): Promise<Brokerage> => stage.company(name, NOW);
const list = async (at: Brokerage, query = ''): Promise<{ items: DealCallbackView[]; nextCursor: string | null }> => (await stage.staff(at).supervisor.get(`deal-callbacks?${query}`)).body;
const call = (at: Brokerage, callback: { id: string }, body: object) => stage.staff(at).supervisor.send('POST', `deal-callbacks/${callback.id}/attempts`, body);
const NO_ANSWER = { outcome: 'no_answer' };
const reached = (score: number, comment?: string) => ({ outcome: 'reached', score, ...(comment && { comment }) });

test('PB-3.3 a callback is done or ends as unreachable; who was not reached may call later', () => {
  expect(callbackMoves).toEqual({ planned: ['done', 'unreachable'], unreachable: ['done'], done: [] });
});

test('PB-3.3 enough calls on enough days of the tenant\'s zone', () => {
  const tries = (...at: string[]) => at.map((instant) => ({ at: instant, outcome: 'no_answer' as const }));
  const needed = { attempts: 3, days: 2 };
  // 16:00 UTC is midnight in Shanghai.
  expect(isUnreachable(tries('2026-11-23T02:00:00Z', '2026-11-23T09:00:00Z', '2026-11-23T15:59:59Z'), needed, 'Asia/Shanghai')).toBe(false);
  expect(isUnreachable(tries('2026-11-23T02:00:00Z', '2026-11-23T09:00:00Z', '2026-11-23T16:00:00Z'), needed, 'Asia/Shanghai')).toBe(true);
  expect(isUnreachable(tries('2026-11-23T02:00:00Z', '2026-11-24T02:00:00Z'), needed, 'Asia/Shanghai')).toBe(false);
});

test('PB-3.3 with the archiving both parties are to be called, whoever acts for one in its place; before it, nobody', async () => {
  const at = await company('回访置业');
  const deal = await ends.done(at, { parties: ACTED_FOR });
  expect((await list(at)).items).toEqual([]);
  await ends.allElseDone(at, deal);
  await ends.handOver(at, deal);
  await ends.receive(at, deal);
  const { items } = await list(at);
  expect(items.map((c) => `${c.sideName.zh} ${c.contactName} ${c.phoneMasked} ${c.status}`).toSorted()).toEqual(['出租方 钱勇 137****1111 planned', '承租方 周子涵 139****7702 planned']);
  expect(items[0]).toMatchObject({ dealId: deal.id, dealNumber: deal.number, specialistName: '孙莉', attempts: [], score: null });
  expect((await stage.staff(at).agent.get(`deals/${deal.id}/callbacks`)).body.items.map((c: DealCallbackView) => c.contactName)).toEqual(['钱勇', '周子涵']);
});

test('PB-3.3 a score from 1 to 5 with a comment ends it and stands on the timeline of the closed deal', async () => {
  const at = await company('评分置业');
  const deal = await ends.archived(at);
  const [first, second] = (await list(at)).items;
  expect((await call(at, first!, { outcome: 'reached' })).body).toMatchObject({ status: 400, clause: 'PB-3.3', errors: [{ field: 'score', code: 'required' }] });
  for (const score of [0, 6, 2.5]) expect((await call(at, first!, reached(score))).status).toBe(400);
  expect((await call(at, first!, { ...NO_ANSWER, score: 5 })).body).toMatchObject({ status: 400, errors: [{ field: 'score', code: 'not_reached' }] });
  expect((await call(at, first!, { ...NO_ANSWER, note: '晚上再打' })).body).toMatchObject({ status: 'planned', attempts: [{ outcome: 'no_answer', by: '何静', note: '晚上再打' }] });
  expect((await call(at, first!, reached(5, '办得快'))).body).toMatchObject({ status: 'done', score: 5, comment: '办得快', attempts: [{ outcome: 'no_answer' }, { outcome: 'reached' }] });
  expect((await call(at, first!, reached(4))).body).toMatchObject({ status: 409, code: 'callback_done' });
  expect((await list(at)).items.map((c) => c.id)).toEqual([second!.id]);
  expect((await list(at, 'status=done')).items).toMatchObject([{ id: first!.id }]);
  expect([(await list(at, 'status=done&maxScore=2')).items, (await list(at, `status=done&specialistUserId=${at.specialist.id}`)).items.length, (await list(at, `status=done&specialistUserId=${at.colleague.id}`)).items.length]).toEqual([[], 1, 0]);
  const { items } = (await stage.staff(at).agent.get(`deals/${deal.id}/timeline?kind=call`)).body;
  expect(items).toContainEqual(expect.objectContaining({ title: `回访${first!.contactName}`, text: '5 分，办得快', clauseId: 'PB-3.3' }));
});

test('PB-3.3 three calls on two days without an answer: unreachable; who calls back later still gives a score', async () => {
  const at = await company('无人接置业');
  await ends.archived(at);
  const [callback] = (await list(at)).items;
  for (let i = 0; i < 3; i += 1) expect((await call(at, callback!, NO_ANSWER)).body.status).toBe('planned');
  await stage.moveTo(at, '2026-11-24T02:00:00.000Z');
  expect((await call(at, callback!, NO_ANSWER)).body).toMatchObject({ status: 'unreachable', score: null });
  expect((await list(at, 'status=unreachable')).items).toHaveLength(1);
  expect((await call(at, callback!, NO_ANSWER)).body).toMatchObject({ status: 'unreachable' });
  expect((await call(at, callback!, reached(3))).body).toMatchObject({ status: 'done', score: 3 });
});

test('PB-3.3 a company that asks for two calls on one day has them', async () => {
  const at = await stage.company('两次置业', NOW, { 'pb.callback.attempts': 2, 'pb.callback.attemptDays': 1 });
  await ends.archived(at);
  const [callback] = (await list(at)).items;
  await call(at, callback!, NO_ANSWER);
  expect((await call(at, callback!, NO_ANSWER)).body.status).toBe('unreachable');
});

test('PB-3.3 statistics by specialist and month of archiving: counted, with the average score', async () => {
  const at = await company('统计置业');
  const end = async (instant: string, colleague = false): Promise<DealView> => {
    await stage.moveTo(at, instant);
    const deal = await ends.done(at);
    if (colleague) await stage.staff(at).supervisor.send('POST', `deals/${deal.id}/reassign`, { specialistUserId: at.colleague.id, reason: '轮岗' });
    await ends.allElseDone(at, deal);
    await stage.as(colleague ? at.colleague : at.specialist, 'specialist').send('POST', `deals/${deal.id}/archive/hand-over`);
    await ends.receive(at, deal);
    return deal;
  };
  const october = await end('2026-10-31T15:50:00.000Z');
  const november = await end('2026-10-31T16:00:30.000Z');
  await end('2026-11-23T02:00:00.000Z', true);
  const of = async (deal: DealView): Promise<DealCallbackView[]> => (await stage.staff(at).supervisor.get(`deals/${deal.id}/callbacks`)).body.items;
  for (const [i, callback] of (await of(october)).entries()) await call(at, callback, reached([5, 2][i]!));
  const [only] = await of(november);
  await call(at, only!, NO_ANSWER);
  await call(at, only!, reached(4));
  const { body } = await stage.staff(at).supervisor.get('deal-callbacks/statistics?from=2026-10&to=2026-11');
  expect(body.items.filter((row: { month: string }) => row.month === '2026-10')).toEqual([{ month: '2026-10', specialistUserId: at.specialist.id, specialistName: '孙莉', planned: 0, reached: 2, unreachable: 0, calls: 2, averageScore: 3.5, discontent: 1 }]);
  expect(body.items.filter((row: { month: string }) => row.month === '2026-11')).toHaveLength(2);
  expect(body.items).toContainEqual({ month: '2026-11', specialistUserId: at.specialist.id, specialistName: '孙莉', planned: 1, reached: 1, unreachable: 0, calls: 2, averageScore: 4, discontent: 0 });
  expect(body.items).toContainEqual({ month: '2026-11', specialistUserId: at.colleague.id, specialistName: '罗敏', planned: 2, reached: 0, unreachable: 0, calls: 0, averageScore: null, discontent: 0 });
  for (const query of ['from=2026-11&to=2026-10', 'from=2024-11&to=2026-11', 'from=2026-13&to=2026-13']) expect((await stage.staff(at).supervisor.get(`deal-callbacks/statistics?${query}`)).status).toBe(400);
});

test('PB-3.3 the supervisor calls back, nobody else; of the own company alone (PF-4, PF-6)', async () => {
  const [at, other] = [await company('权限置业'), await company('别家置业')];
  const deal = await ends.archived(at);
  const { items, nextCursor } = await list(at, 'limit=1');
  expect((await list(at, `limit=1&cursor=${nextCursor}`)).items[0]!.id).not.toBe(items[0]!.id);
  const { specialist, manager, agent } = stage.staff(at);
  for (const who of [specialist, manager, agent, ends.archivist(at)]) {
    expect((await who.send('POST', `deal-callbacks/${items[0]!.id}/attempts`, reached(5))).body).toMatchObject({ status: 403, permission: 'dealCallback.work' });
    expect((await who.get('deal-callbacks')).body).toMatchObject({ status: 403, permission: 'dealCallback.work' });
    expect((await who.get('deal-callbacks/statistics?from=2026-11&to=2026-11')).status).toBe(403);
  }
  expect((await call(other, items[0]!, reached(5))).status).toBe(404);
  expect((await stage.staff(other).supervisor.get(`deals/${deal.id}/callbacks`)).status).toBe(404);
  expect([(await list(other)).items, (await stage.staff(other).supervisor.get('deal-callbacks/statistics?from=2026-11&to=2026-11')).body.items]).toEqual([[], []]);
  const elsewhere = stage.as(at.supervisor, 'supervisor', [at.shop]);
  expect((await elsewhere.send('POST', `deal-callbacks/${items[0]!.id}/attempts`, reached(5))).status).toBe(403);
  expect((await elsewhere.get('deal-callbacks')).body.items).toEqual([]);
});
