import { newId } from '@luyue/kernel';
import { type Maker, type Running, startVisits } from '../visits.harness.ts';
import type { AppealView } from './appeals.http.ts';
import { appealMoves } from './appeals.rules.ts';

let stage: Running;
let east: Maker;
let west: Maker;
beforeAll(async () => {
  stage = await startVisits();
  [east, west] = [await stage.company('东方电器'), await stage.company('西部电器')];
}, 60_000);
afterAll(() => stage.stop());

const APPEAL = { subject: '返利少算', content: '三季度返利少算 2 000 元', raisedBy: '顾海' };
const ANSWER = { content: '核对后补发 2 000 元', channel: 'phone', toldTo: '顾海' };
const enter = (at: Maker, customerId: string, more: object = {}) => stage.staff(at, 'visitor').send('POST', 'appeals', { customerId, ...APPEAL, ...more });
const entered = async (at: Maker, more: object = {}): Promise<AppealView> => stage.made(enter(at, (await stage.customer(at)).id, more));
const act = (at: Maker, { id }: AppealView, verb: string, body: object) => stage.staff(at, 'visitor').send('POST', `appeals/${id}/${verb}`, body);
const clocks = (appeal: AppealView): string[] => appeal.obligations.map((o) => `${o.clauseId} ${o.status} ${o.dueAt}`);

test('DV-3.3a an appeal is answered or withdrawn; what is not accepted is open again', () => {
  expect(appealMoves).toEqual({ open: ['answered', 'withdrawn'], answered: ['open'], withdrawn: [] });
});

test('DV-3.3a seven days from its entry, holidays counted (R2), for its owner', async () => {
  const appeal = await entered(east, { ownerUserId: east.supervisor.id });
  expect(appeal).toMatchObject({ status: 'open', ownerName: '何静', enteredBy: '林岚', number: expect.stringMatching(/^SS20260930-\d{4}$/) });
  // Entered Wed 30 Sep, ten in the morning: 24:00 of 7 Oct.
  expect(clocks(appeal)).toEqual(['DV-3.3a open 2026-10-07T16:00:00.000Z']);
  expect(appeal.obligations[0]).toMatchObject({ subject: { type: 'appeal', number: appeal.number, title: '返利少算' }, owner: { unitId: east.east, userId: east.supervisor.id } });
});

test('DV-3.3a reading 10: a holding reply is none; the answer with content is', async () => {
  const appeal = await entered(east);
  const { body: held } = await act(east, appeal, 'holding-reply', { text: '正在核对，三天内答复' });
  expect(held).toMatchObject({ status: 'open', steps: [{ what: 'holding' }], answer: null });
  expect(clocks(held)).toEqual(['DV-3.3a open 2026-10-07T16:00:00.000Z']);
  expect((await act(east, appeal, 'answer', { channel: 'phone' })).status).toBe(400);
  const { body: answered } = await act(east, appeal, 'answer', ANSWER);
  expect(answered).toMatchObject({ status: 'answered', answer: ANSWER.content, toldTo: '顾海', answeredBy: '林岚' });
  expect(clocks(answered)).toEqual(['DV-3.3a met 2026-10-07T16:00:00.000Z']);
  const { body: detail } = await stage.ask(east.supervisor, 'GET', `obligations/${answered.obligations[0].id}`, { permissions: ['obligation.read'] });
  expect(detail.evidence).toMatchObject([{ kind: 'fact', by: '林岚', text: `答复（顾海）：${ANSWER.content}` }]);
  expect((await act(east, appeal, 'holding-reply', { text: '再等等' })).body).toMatchObject({ status: 409, clause: 'DV-3.3a', allowed: ['open'] });
});

test('DV-3.3a to the millisecond: 24:00 of the seventh day is in time, later is late (R1)', async () => {
  const at = await stage.company('准点电器');
  const [first, second] = [await entered(at), await entered(at)];
  await stage.moveTo(at, '2026-10-07T15:59:30.000Z');
  expect(clocks((await act(at, first, 'answer', ANSWER)).body)).toEqual(['DV-3.3a met 2026-10-07T16:00:00.000Z']);
  await stage.moveTo(at, '2026-10-07T16:00:00.100Z');
  expect(clocks((await act(at, second, 'answer', ANSWER)).body)).toEqual(['DV-3.3a met_late 2026-10-07T16:00:00.000Z']);
});

test('DV-3.3a R13: not accepted, it is open with a clock of its own; what was met stays', async () => {
  const at = await stage.company('重开电器');
  const appeal = await entered(at);
  await act(at, appeal, 'answer', ANSWER);
  await stage.moveTo(at, '2026-10-09T02:00:00.000Z');
  const { body } = await act(at, appeal, 'reopen', { reason: '金额还不对' });
  expect(body).toMatchObject({ status: 'open', answer: null });
  expect(clocks(body)).toEqual(['DV-3.3a met 2026-10-07T16:00:00.000Z', 'DV-3.3a open 2026-10-16T16:00:00.000Z']);
});

test('DV-3.3a R15: another owner, the same clock; withdrawn, the clock is cancelled with the reason (R12)', async () => {
  const appeal = await entered(east);
  const gone = await stage.person(east, '离职的', { roles: ['visitor'], unitId: east.east, active: false });
  expect((await act(east, appeal, 'hand-on', { ownerUserId: gone.id, reason: '归他跟' })).body).toMatchObject({ status: 400, clause: 'DV-3.3a', errors: [{ field: 'ownerUserId', code: 'has_left' }] });
  const { body: handed } = await act(east, appeal, 'hand-on', { ownerUserId: east.colleague.id, reason: '归他跟' });
  expect(handed).toMatchObject({ ownerName: '周舟', obligations: [{ owner: { userId: east.colleague.id }, dueAt: '2026-10-07T16:00:00.000Z', status: 'open' }] });
  const { body } = await act(east, appeal, 'withdraw', { reason: '客户自己算错' });
  expect(body).toMatchObject({ status: 'withdrawn', obligations: [{ status: 'cancelled', outcome: { note: '客户撤回：客户自己算错' } }] });
  expect((await act(east, appeal, 'hand-on', { ownerUserId: east.visitor.id, reason: '再跟' })).status).toBe(409);
});

test('DV-3.3a a company that answers within three days has three', async () => {
  const at = await stage.company('三天电器', undefined, { 'dv.appeal.replyDays': 3 });
  expect(clocks(await entered(at))).toEqual(['DV-3.3a open 2026-10-03T16:00:00.000Z']);
});

test('DV-3.3a open ones are listed, the longest waiting first, within the units of the reader', async () => {
  const at = await stage.company('列表电器');
  const [first, second] = [await entered(at), await entered(at, { ownerUserId: at.supervisor.id })];
  const list = async (query = '', who: 'supervisor' | 'southSupervisor' = 'supervisor') => (await stage.staff(at, who).get(`appeals?${query}`)).body.items.map((a: AppealView) => a.id);
  expect(await list()).toEqual([first.id, second.id]);
  expect([await list('owner=me'), await list('status=answered'), await list(`customerId=${first.customerId}`), await list('', 'southSupervisor')]).toEqual([[second.id], [], [first.id], []]);
  const { nextCursor } = (await stage.staff(at, 'supervisor').get('appeals?limit=1')).body;
  expect(await list(`limit=1&cursor=${nextCursor}`)).toEqual([second.id]);
});

test('DV-3.3a refused: no customer, an unknown owner, no permission, another company', async () => {
  const appeal = await entered(east);
  expect((await enter(east, newId())).body).toMatchObject({ status: 400, clause: 'DV-2', errors: [{ field: 'customerId' }] });
  expect((await enter(east, appeal.customerId, { ownerUserId: newId() })).body).toMatchObject({ status: 400, errors: [{ field: 'ownerUserId' }] });
  expect((await stage.staff(east, 'technician').send('POST', `appeals/${appeal.id}/answer`, ANSWER)).body).toMatchObject({ status: 403, permission: 'visitOpinion.work' });
  expect((await stage.staff(east, 'southVisitor').send('POST', `appeals/${appeal.id}/answer`, ANSWER)).status).toBe(403);
  expect((await stage.staff(west, 'visitor').get(`appeals/${appeal.id}`)).status).toBe(404);
  expect((await act(west, appeal, 'answer', ANSWER)).status).toBe(404);
});
