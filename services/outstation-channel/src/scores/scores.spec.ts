import { type Maker, type Running, startChannel } from '../channel.harness.ts';
import { takenOff } from './scores.rules.ts';

let stage: Running;
let other: Maker;
beforeAll(async () => {
  stage = await startChannel();
  other = await stage.maker('别家通信');
}, 60_000);
afterAll(() => stage.stop());

const ITEMS = [
  { key: 'reach', name: { zh: '保持联络', en: 'Reachable' }, weight: 60, kind: 'ledger', clauses: ['OC-3.1.2a'] },
  { key: 'attitude', name: { zh: '工作态度', en: 'Attitude' }, weight: 40, kind: 'manual' },
];
const publish = (at: Maker, more: object = {}) => stage.staff(at).manager.send('POST', 'staff-score-schemes', { items: ITEMS, reason: '绩效考核制度 2026 版', ...more });
const open = (at: Maker, month = '2026-02') => stage.staff(at).engineer.send('POST', 'staff-scores/open', { departmentUnitId: at.department, month });

/** Somebody posted in February whom the engineer called twice: once answered, once not. The clock stands in March. */
async function scored(name: string) {
  const at = await stage.maker(name, '2026-02-10T02:00:00.000Z');
  await stage.must(publish(at));
  const { person } = await stage.posted(at, '陇东', 'li', '2026-01-01');
  const who = stage.staff(at);
  const call = () => stage.must(who.engineer.send('POST', 'reach-calls', { staffId: person.id, kind: 'ping', message: '请回电' }));
  const first = await call();
  await stage.must(who.li.send('POST', `reach-calls/${first.id}/answer`, {}));
  await call();
  await stage.moveTo(at, '2026-03-05T02:00:00.000Z');
  const [card] = (await stage.must(open(at))).items;
  const act = (by: keyof typeof who, verb: string, body: object = {}) => who[by].send('POST', `staff-scores/${card.id}/${verb}`, body);
  return { at, person, who, card, act };
}

test('OC-1.3 what costs nothing is not taken off', () => {
  expect(takenOff([{ deduction: 5, text: 'XW1 拒绝支援' }, { deduction: 0, text: 'XW2' }], [{ deduction: 10, text: '2026-02-10 车票' }])).toEqual([{ points: 5, reason: 'OC-3.1.1 XW1 拒绝支援' }, { points: 10, reason: 'OC-3.1.4b 虚假单据：2026-02-10 车票' }]);
});

test('OC-1.3 a card for everybody posted: the ledger counted, a manual item with its reason, closed by the due day of the next month', async () => {
  const { at, person, who, card, act } = await scored('考核通信');
  const { body: seen } = await who.engineer.get(`staff-scores/${card.id}`);
  expect(seen).toMatchObject({ subjectId: at.people.li.id, scope: 'account_manager', period: '2026-02', status: 'draft', schemeVersion: 1, items: [{ key: 'reach', score: 50, lines: [{ clauseId: 'OC-3.1.2a', inTime: true }, { inTime: false }] }, { key: 'attitude', score: null }] });
  expect((await act('engineer', 'close')).body).toMatchObject({ status: 422, clause: 'OC-1.3', errors: [{ field: 'items.attitude', code: 'score_missing' }] });
  for (const score of [-0.01, 100.01]) expect((await act('engineer', 'items/attitude/score', { score, reason: '不在范围' })).body).toMatchObject({ status: 400, clause: 'OC-1.3', errors: [{ field: 'score', code: 'range' }] });
  expect((await act('engineer', 'items/attitude/score', { score: 1.234, reason: '不在范围' })).status).toBe(400);
  await stage.must(act('engineer', 'items/attitude/score', { score: 80, reason: '主动巡站' }));
  expect((await act('engineer', 'items/reach/score', { score: 80, reason: '手工' })).body.errors).toMatchObject([{ field: 'key', code: 'not_manual' }]);
  const { body: closed } = await act('engineer', 'close');
  expect(closed).toMatchObject({ status: 'published', total: 62, pending: [] });
  const { items } = (await who.manager.get('obligations?clauseId=OC-1.3&limit=10')).body;
  expect(items.map((o: { status: string; dueAt: string; owner: { userId: string } }) => [o.status, o.dueAt, o.owner.userId]).toSorted()).toEqual([['met', '2026-03-10T16:00:00.000Z', at.people.engineer.id], ['open', '2026-02-10T16:00:00.000Z', at.people.engineer.id]]);
  expect((await act('engineer', 'close')).body).toMatchObject({ status: 409, code: 'transition_refused' });
  // R15: another engineer leads the person and owes what is open; what is done stays as it was.
  await stage.must(who.manager.send('PATCH', `staff/${person.id}`, { engineerUserId: at.people.engineer2.id }, { 'if-match': '"1"' }));
  const after = (await who.manager.get('obligations?clauseId=OC-1.3&limit=10')).body.items;
  expect(after.map((o: { status: string; owner: { userId: string } }) => [o.status, o.owner.userId]).toSorted()).toEqual([['met', at.people.engineer.id], ['open', at.people.engineer2.id]]);
  expect((await who.li.get(`staff-scores?userId=${person.userId}&status=published`)).body.items).toMatchObject([{ id: card.id, total: 62 }]);
});

test('OC-1.3 conduct and falsified vouchers of the month are taken off at the closing, and no more than once (OC-3.1.1, OC-3.1.4b)', async () => {
  const { person, who, card, act } = await scored('扣分通信');
  const record = await stage.must(who.engineer.send('POST', 'conduct-records', { staffId: person.id, kind: 'slackness', occurredOn: '2026-02-28', text: '三天未巡站', evidence: [{ what: '授权站反映', where: '档案' }] }));
  await stage.must(who.li.send('POST', `conduct-records/${record.id}/answer`, { text: '在医院' }));
  await stage.must(who.manager.send('POST', `conduct-records/${record.id}/decide`, { outcome: 'upheld', text: '扣分', deduction: 5.5 }));
  const claim = await stage.must(who.li.send('PUT', 'travel-claims/own/2026-02', { lines: [{ onDate: '2026-02-10', kind: 'fare', text: '车票', amount: '80' }] }));
  await stage.must(who.li.send('POST', `travel-claims/${claim.id}/post`, {}));
  await stage.must(who.assistant.send('POST', `travel-claims/${claim.id}/lines/${claim.lines[0].id}/false`, { proof: '票号重复', penalty: { kind: 'amount', value: '80' }, deduction: 10 }));
  expect((await who.engineer.get(`staff-scores/${card.id}`)).body.pending).toEqual([{ points: 5.5, reason: expect.stringContaining('三天未巡站') }, { points: 10, reason: 'OC-3.1.4b 虚假单据：2026-02-10 车票' }]);
  await stage.must(act('engineer', 'items/attitude/score', { score: 80, reason: '主动巡站' }));
  await stage.must(open((await scored('旁观通信')).at));
  expect((await act('engineer', 'close')).body).toMatchObject({ total: 46.5, deductions: [{ points: 5.5 }, { points: 10 }] });
});

test('OC-3.1.4b what is found false once the score of its month is closed is taken off that of the month in which it was found', async () => {
  const { at, who, act } = await scored('补扣通信');
  const claim = await stage.must(who.li.send('PUT', 'travel-claims/own/2026-02', { lines: [{ onDate: '2026-02-10', kind: 'fare', text: '车票', amount: '80' }, { onDate: '2026-02-11', kind: 'fare', text: '返程票', amount: '80' }] }));
  const find = async (n: number, deduction: number) => (await stage.must(who.assistant.send('POST', `travel-claims/${claim.id}/lines/${claim.lines[n].id}/false`, { proof: '票号重复', penalty: { kind: 'amount', value: '80' }, deduction }))).lines[n].finding.scoreMonth;
  await stage.must(who.li.send('POST', `travel-claims/${claim.id}/post`, {}));
  for (const verb of ['receive', 'settle']) await stage.must(who.assistant.send('POST', `travel-claims/${claim.id}/${verb}`));
  expect(await find(0, 10)).toBe('2026-02');
  await stage.must(act('engineer', 'items/attitude/score', { score: 80, reason: '主动巡站' }));
  expect((await act('engineer', 'close')).body).toMatchObject({ total: 52, deductions: [{ points: 10 }] });
  expect(await find(1, 7.5)).toBe('2026-03');
  const [march] = (await stage.must(open(at, '2026-03'))).items;
  expect((await who.engineer.get(`staff-scores/${march.id}`)).body.pending).toEqual([{ points: 7.5, reason: 'OC-3.1.4b 虚假单据：2026-02-11 返程票' }]);
  await stage.must(who.engineer.send('POST', `staff-scores/${march.id}/items/attitude/score`, { score: 80, reason: '主动巡站' }));
  await stage.moveTo(at, '2026-04-02T02:00:00.000Z');
  expect((await who.engineer.send('POST', `staff-scores/${march.id}/close`)).body).toMatchObject({ period: '2026-03', deductions: [{ points: 7.5 }] });
});

test('OC-1.3 the person appeals once, headquarters decide; nobody scores themself', async () => {
  const { who, act } = await scored('申诉通信');
  await stage.must(act('engineer', 'items/attitude/score', { score: 40, reason: '态度' }));
  expect((await act('li', 'appeal', { reason: '早了' })).body).toMatchObject({ status: 409, clause: 'OC-1.3' });
  await stage.must(act('engineer', 'close'));
  expect((await act('wang', 'appeal', { reason: '不平' })).body).toMatchObject({ status: 422, code: 'not_your_score' });
  await stage.must(act('li', 'appeal', { reason: '当天在山区' }));
  expect((await act('manager', 'decide', { reason: '成立', scores: [{ key: 'attitude', score: 90 }] })).body).toMatchObject({ status: 403, permission: 'rotation.decide' });
  expect((await act('headquarters', 'decide', { reason: '成立', scores: [{ key: 'attitude', score: 101 }] })).body).toMatchObject({ status: 400, clause: 'OC-1.3', errors: [{ field: 'scores.0.score', code: 'range' }] });
  expect((await act('headquarters', 'decide', { reason: '成立', scores: [{ key: 'attitude', score: 90 }] })).body).toMatchObject({ status: 'decided', total: 66 });
  expect((await who.li.get('staff-scores')).body.items).toMatchObject([{ status: 'decided' }]);
});

test('OC-1.3 a scheme weighs what the person owes, to exactly 100; without one nothing opens', async () => {
  const at = await stage.maker('方案通信', '2026-03-05T02:00:00.000Z');
  await stage.posted(at, '陇东', 'li', '2026-01-01');
  expect((await open(at)).body).toMatchObject({ status: 409, code: 'no_scheme', clause: 'OC-1.3' });
  expect((await publish(at, { items: [{ ...ITEMS[0], weight: 59 }, ITEMS[1]] })).body).toMatchObject({ status: 422, clause: 'OC-1.3', errors: [{ field: 'items', code: 'weights_sum' }] });
  expect((await publish(at, { items: [{ ...ITEMS[0], clauses: ['OC-4.2'] }, ITEMS[1]] })).body).toMatchObject({ status: 400, clause: 'OC-1.3', errors: [{ field: 'items', code: 'not_owed' }] });
  expect((await stage.staff(at).engineer.send('POST', 'staff-score-schemes', { items: ITEMS, reason: '试试' })).body).toMatchObject({ status: 403, permission: 'staffScore.scheme' });
  await stage.must(publish(at));
  // Also by what is owed for stations, operators and incidents.
  expect((await publish(at, { staffKind: 'technician', items: [{ ...ITEMS[0], clauses: ['OC-3.1.2b', 'OC-3.3.1', 'OC-3.3.2', 'OC-3.6'] }, ITEMS[1]] })).body.items.map((s: { scope: string }) => s.scope).toSorted()).toEqual(['', 'technician']);
  expect((await open(at, '2026-04')).body.errors).toMatchObject([{ field: 'month', code: 'future' }]);
  const [card] = (await stage.must(open(at, '2026-03'))).items;
  await stage.must(stage.staff(at).engineer.send('POST', `staff-scores/${card.id}/items/attitude/score`, { score: 80, reason: '主动' }));
  expect((await stage.staff(at).engineer.send('POST', `staff-scores/${card.id}/close`)).body).toMatchObject({ status: 409, code: 'period_not_over', clause: 'OC-1.3' });
});

test('scores of another company are none (PF-4); who is scored scores nobody (PF-6)', async () => {
  const { at, card, act } = await scored('界通信');
  for (const [verb, body] of [['close', {}], ['deduct', { points: 1, reason: '试试' }], ['appeal', { reason: '试试' }]] as const) expect((await stage.staff(other)[verb === 'appeal' ? 'li' : 'engineer'].send('POST', `staff-scores/${card.id}/${verb}`, body)).status).toBe(404);
  expect((await stage.staff(other).engineer.get(`staff-scores/${card.id}`)).status).toBe(404);
  expect((await stage.staff(other).engineer.get('staff-scores')).body.items).toEqual([]);
  expect((await act('li', 'deduct', { points: 1, reason: '试试' })).body).toMatchObject({ status: 403, permission: 'staffScore.write' });
  expect((await stage.as(at.people.engineer, 'channel_engineer', [at.stations[0]!.unitId]).get(`staff-scores/${card.id}`)).status).toBe(403);
});
