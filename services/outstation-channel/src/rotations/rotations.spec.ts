import { type Maker, type Running, startChannel } from '../channel.harness.ts';
import { isFull, isLow, lastRound, proposalMoves } from './rotations.rules.ts';
import type { RotationProposalView } from './rotations.http.ts';

let stage: Running;
beforeAll(async () => { stage = await startChannel(); }, 60_000);
afterAll(() => stage.stop());

const open = (at: Maker) => stage.staff(at).manager.send('POST', 'rotation-rounds', { departmentUnitId: at.department });
const decide = (at: Maker, { id }: { id: string }, body: object, by: 'headquarters' | 'manager' = 'headquarters') => stage.staff(at)[by].send('POST', `rotation-proposals/${id}/decide`, body);
const proposals = async (at: Maker, query = ''): Promise<RotationProposalView[]> => (await stage.staff(at).manager.get(`rotation-proposals?${query}`)).body.items;

/** Scores a month of everybody with one manual item. */
async function score(at: Maker, month: string, points: number): Promise<{ id: string }> {
  const { engineer } = stage.staff(at);
  const { items: [card] } = await stage.must(engineer.send('POST', 'staff-scores/open', { departmentUnitId: at.department, month }));
  await stage.must(engineer.send('POST', `staff-scores/${card.id}/items/work/score`, { score: points, reason: '当月' }));
  await stage.must(engineer.send('POST', `staff-scores/${card.id}/close`));
  return card;
}

/** A department with somebody posted since `since`, scored by one item. */
async function posted(name: string, since: string, now: string) {
  const at = await stage.maker(name, now);
  await stage.must(stage.staff(at).manager.send('POST', 'staff-score-schemes', { items: [{ key: 'work', name: { zh: '工作', en: 'Work' }, weight: 100, kind: 'manual' }], reason: '绩效考核制度' }));
  return { at, ...(await stage.posted(at, '陇东', 'li', since)) };
}

test('OC-4.3 headquarters decide a proposal once', () => expect(proposalMoves).toEqual({ proposed: ['moved', 'kept', 'withdrawn'], moved: [], kept: [], withdrawn: [] }));

test('OC-4.3 the round of a day, a full year on its anniversary, a score under sixty', () => {
  expect(['2026-07-01', '2026-06-30', '2026-12-31', '2026-01-01'].map((day) => lastRound(day, ['07-01', '01-01']))).toEqual(['2026-07-01', '2026-01-01', '2026-07-01', '2026-01-01']);
  expect([isFull(['2025-07-01'], '2026-07-01', 12), isFull(['2025-07-02'], '2026-07-01', 12), isFull(['2026-01-01', '2025-01-01'], '2026-07-01', 12)]).toEqual([true, false, true]);
  expect([isLow(5_999, 60), isLow(6_000, 60), isLow(null, 60)]).toEqual([true, false, false]);
});

test('OC-4.3 the half-year round proposes everybody with a full year; keeping somebody needs a reason, and the decision meets the duty', async () => {
  const { at } = await posted('满年通信', '2025-07-01', '2026-07-01T02:00:00.000Z');
  await stage.post(at, await stage.employ(at, 'wang'), [await stage.region(at, '陇西')], '2025-07-02');
  const { status, body: round } = await open(at);
  expect([status, round]).toMatchObject([201, { roundOn: '2026-07-01', status: 'open', proposals: 1, undecided: 1 }]);
  expect((await open(at)).body).toMatchObject({ status: 409, code: 'round_open', clause: 'OC-4.3' });
  const [proposal] = await proposals(at, `roundId=${round.id}`);
  expect(proposal).toMatchObject({ staffName: '李客户', rule: 'full_year', protected: false, rank: null, reason: '在一个地区满一年：2025-07-01 起', obligations: [{ clauseId: 'OC-4.3', status: 'open', dueAt: '2026-12-31T16:00:00.000Z', owner: { userId: at.people.headquarters.id } }] });
  expect((await decide(at, proposal!, { decision: 'keep', text: '留任' }, 'manager')).body).toMatchObject({ status: 403, permission: 'rotation.decide' });
  expect((await decide(at, proposal!, { decision: 'keep' })).body).toMatchObject({ status: 400, clause: 'OC-4.3', errors: [{ field: 'text', message: 'keeping somebody past a year needs its reason' }] });
  expect((await stage.staff(at).headquarters.send('POST', `rotation-rounds/${round.id}/close`)).body).toMatchObject({ status: 409, code: 'undecided', clause: 'OC-4.3' });
  expect((await decide(at, proposal!, { decision: 'keep', text: '新站开业，暂不宜换人' })).body).toMatchObject({ status: 'kept', decision: { text: '新站开业，暂不宜换人', by: '总部', on: null }, obligations: [{ status: 'met' }] });
  expect((await decide(at, proposal!, { decision: 'keep', text: '再想想' })).body).toMatchObject({ status: 409, code: 'transition_refused', allowed: [] });
  expect((await stage.staff(at).headquarters.send('POST', `rotation-rounds/${round.id}/close`)).body).toMatchObject({ status: 'closed', undecided: 0 });
  // The next round proposes again whoever was kept, and nobody twice whom the last one has left undecided.
  await stage.moveTo(at, '2027-01-01T02:00:00.000Z');
  expect((await open(at)).body).toMatchObject({ roundOn: '2027-01-01', proposals: 2 });
  await stage.moveTo(at, '2027-07-01T02:00:00.000Z');
  expect((await open(at)).body).toMatchObject({ roundOn: '2027-07-01', proposals: 0 });
  const { items } = (await stage.staff(at).manager.get('obligations?clauseId=OC-4.3&status=met')).body;
  expect(items.map((o: { subject: { type: string } }) => o.subject.type).toSorted()).toContain('rotation_proposal');
});

test('OC-4.3 a score under sixty proposes the person as soon as it is closed; the next round takes it up; a move leads to a handover and the next posting', async () => {
  const { at, person, posting } = await posted('低分通信', '2025-08-01', '2026-03-05T02:00:00.000Z');
  await score(at, '2026-02', 60);
  expect(await proposals(at)).toEqual([]);
  await stage.moveTo(at, '2026-04-05T02:00:00.000Z');
  await score(at, '2026-03', 59.99);
  const [low] = await proposals(at);
  expect(low).toMatchObject({ rule: 'low_score', reason: '2026-03 考核 59.99 分', roundId: null, protected: false, proposedBy: 'Luyue', obligations: [{ dueAt: '2026-06-30T16:00:00.000Z' }] });
  const { body: round } = await open(at);
  expect(round).toMatchObject({ roundOn: '2026-01-01', proposals: 1 });
  const next = await stage.region(at, '陇南');
  const { body: changed } = await stage.staff(at).engineer.send('PATCH', `rotation-proposals/${low!.id}`, { regionIds: [next.id] }, { 'if-match': '"2"' });
  expect(changed).toMatchObject({ toRegions: ['陇南'], roundId: round.id });
  expect((await decide(at, low!, { decision: 'move', text: '换地区' })).body).toMatchObject({ clause: 'OC-4.3', errors: [{ field: 'on', code: 'required' }] });
  const { body: moved } = await decide(at, low!, { decision: 'move', text: '换地区', on: '2026-04-20', takerUserId: at.people.wang.id });
  expect(moved).toMatchObject({ status: 'moved', decision: { on: '2026-04-20' }, obligations: [{ status: 'met' }] });
  expect((await stage.staff(at).manager.get(`postings/${posting.id}`)).body).toMatchObject({ status: 'in_handover', ending: 'move', endsOn: '2026-04-20', handover: { takerName: '王客户' } });
  expect((await stage.staff(at).manager.get(`postings/${moved.decision.newPostingId}`)).body).toMatchObject({ staffId: person.id, startsOn: '2026-04-20', regions: [{ name: '陇南' }] });
});

test('OC-4.1 protection wins over a low score: listed as protected with an improvement note, moved only after a major mistake (reading 2)', async () => {
  const { at, posting } = await posted('保护通信', '2026-01-01', '2026-03-05T02:00:00.000Z');
  await score(at, '2026-02', 40);
  const [low] = await proposals(at);
  expect(low).toMatchObject({ rule: 'low_score', protected: true, improvementNote: null });
  expect((await stage.staff(at).engineer.send('PATCH', `rotation-proposals/${low!.id}`, { improvementNote: '每周向工程师汇报' }, { 'if-match': '"1"' })).body).toMatchObject({ improvementNote: '每周向工程师汇报' });
  const to = await stage.region(at, '陇南');
  const move = { decision: 'move', text: '换地区', on: '2026-03-20', regionIds: [to.id] };
  expect((await decide(at, low!, move)).body).toMatchObject({ status: 422, clause: 'OC-4.1', code: 'protected' });
  expect((await proposals(at))[0]!.status).toBe('proposed');
  await stage.must(stage.staff(at).headquarters.send('POST', `postings/${posting.id}/major-mistake`, { on: '2026-03-01', text: '私拆备机' }));
  expect((await proposals(at))[0]).toMatchObject({ status: 'proposed', protected: false });
  expect((await decide(at, low!, move)).body).toMatchObject({ status: 'moved' });
});

test('OC-4.3 an appeal that lifts the score, and the end of a posting, take the proposal back', async () => {
  const { at, person } = await posted('撤回通信', '2025-01-01', '2026-03-05T02:00:00.000Z');
  const card = await score(at, '2026-02', 40);
  await stage.must(stage.staff(at).li.send('POST', `staff-scores/${card.id}/appeal`, { reason: '当月在培训' }));
  await stage.must(stage.staff(at).headquarters.send('POST', `staff-scores/${card.id}/decide`, { reason: '成立', scores: [{ key: 'work', score: 60 }] }));
  expect(await proposals(at)).toMatchObject([{ status: 'withdrawn', obligations: [{ status: 'cancelled' }] }]);
  await stage.must(open(at));
  expect(await proposals(at, 'status=proposed')).toMatchObject([{ rule: 'full_year' }]);
  await stage.must(stage.staff(at).manager.send('POST', `staff/${person.id}/leave`, { on: '2026-03-10', reason: '辞职' }));
  expect(await proposals(at, 'status=proposed')).toEqual([]);
});

test('OC-4.3 others with half a year, or who do not fit the region, are put forward with a reason, once', async () => {
  const { at, posting } = await posted('提名通信', '2025-10-01', '2026-03-05T02:00:00.000Z');
  const propose = (more: object = {}, by: 'engineer' | 'li' = 'engineer') => stage.staff(at)[by].send('POST', 'rotation-proposals', { postingId: posting.id, rule: 'unfit', reason: '方言不通', ...more });
  expect((await propose({ rule: 'half_year' })).body).toMatchObject({ status: 400, clause: 'OC-4.1', errors: [{ field: 'rule', code: 'protected' }] });
  expect((await propose({ rule: 'full_year' })).status).toBe(400);
  expect((await propose({ postingId: at.department })).body.errors).toMatchObject([{ field: 'postingId', code: 'unknown_posting' }]);
  expect((await propose({ regionIds: [at.department] })).body.errors).toMatchObject([{ field: 'regionIds', code: 'unknown_region' }]);
  expect((await propose({}, 'li')).body).toMatchObject({ status: 403, permission: 'rotation.write' });
  expect((await propose()).body).toMatchObject({ rule: 'unfit', protected: true, proposedBy: '陆工' });
  expect((await propose()).body).toMatchObject({ status: 409, code: 'proposed' });
  await stage.moveTo(at, '2026-04-01T02:00:00.000Z');
  expect((await propose({ rule: 'half_year' })).body).toMatchObject({ rule: 'half_year', protected: false });
});

test('proposals of another company are none (PF-4)', async () => {
  const [{ at }, other] = [await posted('界通信', '2025-01-01', '2026-03-05T02:00:00.000Z'), await stage.maker('外通信', '2026-03-05T02:00:00.000Z')];
  const { body: round } = await open(at);
  const [proposal] = await proposals(at);
  expect((await decide(other, proposal!, { decision: 'keep', text: '留' })).status).toBe(404);
  expect((await stage.staff(other).headquarters.send('POST', `rotation-rounds/${round.id}/close`)).status).toBe(404);
  expect((await stage.staff(other).manager.send('PATCH', `rotation-proposals/${proposal!.id}`, { improvementNote: 'x' }, { 'if-match': '"1"' })).status).toBe(404);
  expect(await proposals(other)).toEqual([]);
  expect((await stage.staff(other).manager.get('rotation-rounds')).body.items).toEqual([]);
  expect((await stage.station(at).get('rotation-proposals')).status).toBe(403);
});
