import { newId } from '@luyue/kernel';
import { type Maker, type Running, startVisits } from '../visits.harness.ts';
import type { OpinionView } from './opinions.http.ts';
import { figureOf, opinionMoves } from './opinions.rules.ts';

let stage: Running;
let east: Maker;
let west: Maker;
beforeAll(async () => {
  stage = await startVisits();
  [east, west] = [await stage.company('东方电器'), await stage.company('西部电器')];
}, 60_000);
afterAll(() => stage.stop());

const NOISY = { kind: 'complaint', maker: 'own', product: '净水机 X1', content: '运行时噪音大', voicedBy: '顾海' };
const record = (at: Maker, customerId: string, more: object = {}) => stage.staff(at, 'visitor').send('POST', 'opinions', { customerId, ...NOISY, ...more });
const made = async (at: Maker, more: object = {}): Promise<OpinionView> => stage.made(record(at, (await stage.customer(at)).id, more));
const act = (at: Maker, { id }: OpinionView, verb: string, body: object) => stage.staff(at, 'visitor').send('POST', `opinions/${id}/${verb}`, body);
const ANSWER = { content: '更换减震垫，已上门', channel: 'visit', toldTo: '顾海' };

test('DV-3.1c an opinion is followed to an answer; one that did not help is open again', () => {
  expect(opinionMoves).toEqual({ open: ['answered', 'withdrawn'], answered: ['open'], withdrawn: [] });
  expect(figureOf).toEqual({ open: { raised: 1, answered: 0 }, answered: { raised: 1, answered: 1 }, withdrawn: { raised: 0, answered: 0 } });
});

test('DV-3.1c typed, tied to product and maker, listed while open, the longest waiting first', async () => {
  const at = await stage.company('登记电器');
  const customer = await stage.customer(at);
  const { status, body: first } = await record(at, customer.id, { raisedAt: '2026-09-29T02:00:00.000Z' });
  expect(status).toBe(201);
  expect(first).toMatchObject({ kind: 'complaint', kindName: { zh: '投诉' }, maker: 'own', makerName: null, product: '净水机 X1', customerName: customer.name, unitId: at.east, status: 'open', ownerUserId: at.visitor.id, ownerName: '林岚', ageDays: 1, steps: [], answer: null });
  expect(first.number).toMatch(/^YJ20260930-\d{4}$/);
  await stage.made(record(at, customer.id, { kind: 'suggestion', maker: 'other', makerName: '远山', product: '净水机 Y1', content: '滤芯便宜', ownerUserId: at.supervisor.id }));
  const list = async (query = '') => (await stage.staff(at, 'supervisor').get(`opinions?${query}`)).body.items.map((o: OpinionView) => `${o.kind} ${o.makerName ?? '我方'} ${o.product}`);
  expect(await list()).toEqual(['complaint 我方 净水机 X1', 'suggestion 远山 净水机 Y1']);
  expect([await list('kind=wish'), await list('maker=other'), await list(`product=${encodeURIComponent('净水机x１')}`), await list('owner=me')]).toEqual([[], ['suggestion 远山 净水机 Y1'], ['complaint 我方 净水机 X1'], ['suggestion 远山 净水机 Y1']]);
  const { items, nextCursor } = (await stage.staff(at, 'visitor').get('opinions?limit=1')).body;
  expect((await stage.staff(at, 'visitor').get(`opinions?limit=1&cursor=${nextCursor}`)).body.items[0].id).not.toBe(items[0].id);
  expect((await stage.staff(at, 'southSupervisor').get('opinions')).body.items).toEqual([]);
});

test('DV-3.1c notes, another who follows it, the answer, and open again', async () => {
  const opinion = await made(east);
  await act(east, opinion, 'notes', { text: '联系技术人员' });
  const gone = await stage.person(east, '离职的', { roles: ['visitor'], unitId: east.east, active: false });
  expect((await act(east, opinion, 'hand-on', { ownerUserId: gone.id, reason: '归他跟' })).body).toMatchObject({ status: 400, clause: 'DV-3.1c', errors: [{ field: 'ownerUserId', code: 'has_left' }] });
  expect((await act(east, opinion, 'hand-on', { ownerUserId: east.colleague.id, reason: '休假' })).body).toMatchObject({ ownerName: '周舟', steps: [{ what: 'note' }, { what: 'handed_on', text: '周舟：休假' }] });
  const { body: answered } = await act(east, opinion, 'answer', ANSWER);
  expect(answered).toMatchObject({ status: 'answered', answer: ANSWER.content, answerChannel: 'visit', toldTo: '顾海', answeredBy: '林岚' });
  expect((await act(east, opinion, 'answer', ANSWER)).body).toMatchObject({ status: 409, code: 'transition_refused', clause: 'DV-3.1c', allowed: ['open'] });
  expect((await act(east, opinion, 'hand-on', { ownerUserId: east.visitor.id, reason: '销假' })).status).toBe(409);
  expect((await act(east, opinion, 'reopen', { reason: '还是响' })).body).toMatchObject({ status: 'open', answer: null, answeredAt: null });
  expect((await act(east, opinion, 'withdraw', { reason: '录错客户' })).body).toMatchObject({ status: 'withdrawn' });
  expect((await act(east, opinion, 'answer', ANSWER)).body).toMatchObject({ status: 409, allowed: [] });
});

test('DV-3.1c by product over time: each fact is counted once, in the month in which it was raised by the tenant\'s zone', async () => {
  const at = await stage.company('统计电器');
  const customer = await stage.customer(at);
  // 16:00 UTC is midnight in Shanghai.
  const august = await stage.made(record(at, customer.id, { raisedAt: '2026-08-31T15:59:59.000Z' }));
  await stage.made(record(at, customer.id, { raisedAt: '2026-08-31T16:00:00.000Z', product: '净水机　x1' }));
  const wrong = await stage.made(record(at, customer.id));
  await stage.made(record(at, customer.id, { kind: 'wish', product: undefined, content: '送货早一点' }));
  await act(at, august, 'answer', ANSWER);
  await act(at, wrong, 'withdraw', { reason: '重复录入' });
  const months = async (query: string) => (await stage.staff(at, 'supervisor').get(`opinions/months?${query}`)).body.items;
  expect(await months('from=2026-08&to=2026-09')).toEqual([
    { month: '2026-09', maker: 'own', makerName: null, product: null, kind: 'wish', raised: 1, answered: 0 },
    { month: '2026-09', maker: 'own', makerName: null, product: '净水机 X1', kind: 'complaint', raised: 1, answered: 0 }, { month: '2026-08', maker: 'own', makerName: null, product: '净水机 X1', kind: 'complaint', raised: 1, answered: 1 },
  ].map((row) => (row.month === '2026-09' && row.product ? { ...row, product: '净水机　x1' } : row)));
  await act(at, august, 'reopen', { reason: '又响了' });
  expect(await months(`from=2026-08&to=2026-08&product=${encodeURIComponent('净水机X1')}`)).toMatchObject([{ raised: 1, answered: 0 }]);
  const other = await stage.company('别家电器');
  expect(await months(`from=2026-08&to=2026-08&unitId=${at.east}`)).toHaveLength(1);
  expect((await stage.staff(at, 'supervisor').get(`opinions/months?from=2026-08&to=2026-08&unitId=${other.east}`)).status).toBe(403);
  for (const query of ['from=2026-09&to=2026-08', 'from=2023-08&to=2026-08', 'from=2026-13&to=2026-13']) expect((await stage.staff(at, 'supervisor').get(`opinions/months?${query}`)).status).toBe(400);
  // The figures are those of the rows themselves.
  const [counted] = await stage.read(at, (tx) => tx.manager.query(`SELECT count(*)::int AS raised, count(*) FILTER (WHERE status = 'answered')::int AS answered FROM visit_opinion WHERE status <> 'withdrawn'`));
  const [kept] = await stage.read(at, (tx) => tx.manager.query('SELECT sum(raised)::int AS raised, sum(answered)::int AS answered FROM opinion_month'));
  expect(kept).toEqual(counted);
});

test('DV-3.1c two answers at once are one', async () => {
  const opinion = await made(east);
  const statuses = (await Promise.all(Array.from({ length: 8 }, () => act(east, opinion, 'answer', ANSWER)))).map(({ status }) => status).toSorted();
  expect(statuses).toEqual([200, ...Array<number>(7).fill(409)]);
  const { raised, answered } = (await stage.read(east, (tx) => tx.manager.query('SELECT sum(raised)::int AS raised, sum(answered)::int AS answered FROM opinion_month')))[0];
  expect(answered).toBeLessThanOrEqual(raised);
});

test('DV-3.1c refused by field: no maker, a time to come, no customer', async () => {
  const customer = await stage.customer(east);
  expect((await record(east, customer.id, { maker: 'other' })).body).toMatchObject({ status: 400, clause: 'DV-3.1c', errors: [{ field: 'makerName', code: 'required' }] });
  expect((await record(east, customer.id, { raisedAt: '2026-10-01T02:00:00.000Z' })).body).toMatchObject({ status: 400, errors: [{ field: 'raisedAt', code: 'future' }] });
  expect((await record(east, newId())).body).toMatchObject({ status: 400, errors: [{ field: 'customerId', code: 'unknown_customer' }] });
  expect((await record(east, customer.id, { ownerUserId: newId() })).body).toMatchObject({ status: 400, errors: [{ field: 'ownerUserId' }] });
  expect((await record(east, customer.id, { kind: 'praise' })).status).toBe(400);
});

test('DV-3.1c visitors and supervisors of the unit, of the own company alone (PF-4, PF-6)', async () => {
  const opinion = await made(east);
  const customer = await stage.customer(east);
  expect((await stage.staff(east, 'salesperson').send('POST', 'opinions', { customerId: customer.id, ...NOISY })).body).toMatchObject({ status: 403, permission: 'visitOpinion.work' });
  expect((await stage.staff(east, 'southVisitor').send('POST', 'opinions', { customerId: customer.id, ...NOISY })).status).toBe(403);
  expect((await stage.staff(east, 'southVisitor').get(`opinions/${opinion.id}`)).status).toBe(403);
  expect((await stage.staff(east, 'salesperson').get(`opinions/${opinion.id}`)).status).toBe(200);
  expect((await stage.staff(west, 'visitor').get(`opinions/${opinion.id}`)).status).toBe(404);
  expect((await act(west, opinion, 'answer', ANSWER)).status).toBe(404);
  expect((await record(west, customer.id)).body).toMatchObject({ status: 400, errors: [{ field: 'customerId', code: 'unknown_customer' }] });
});
