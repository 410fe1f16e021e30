import { type Maker, type Running, startChannel } from '../channel.harness.ts';
import { answeredAs, callMoves, seenAs } from './reachability.rules.ts';

let stage: Running;
beforeAll(async () => { stage = await startChannel(); }, 60_000);
afterAll(() => stage.stop());

const call = (at: Maker, staffId: string, more: object = {}) => stage.staff(at).engineer.send('POST', 'reach-calls', { staffId, kind: 'ping', message: '请回电', ...more });
const answer = (at: Maker, { id }: { id: string }, by: 'li' | 'wang' = 'li') => stage.staff(at)[by].send('POST', `reach-calls/${id}/answer`, { text: '收到' });
const clock = async (at: Maker, { id }: { id: string }) => (await stage.staff(at).manager.get(`obligations?subjectId=${id}`)).body.items.map((o: { clauseId: string; status: string; dueAt: string }) => `${o.clauseId} ${o.status} ${o.dueAt}`);

test('OC-3.1.2a an answer is one, once; late is unreachable, to the millisecond', () => {
  expect(callMoves).toEqual({ waiting: ['answered', 'unreachable'], answered: [], unreachable: [] });
  const due = new Date('2026-10-06T14:30:00.000Z');
  expect([answeredAs(due, due), answeredAs(new Date(due.getTime() + 1), due), answeredAs(due, null)]).toEqual(['answered', 'unreachable', 'answered']);
  expect([seenAs({ status: 'waiting', dueAt: due }, due), seenAs({ status: 'waiting', dueAt: due }, new Date(due.getTime() + 1)), seenAs({ status: 'waiting', dueAt: null }, due)]).toEqual(['waiting', 'unreachable', 'waiting']);
});

test('OC-3.1.2a pings on Tue 6 Oct 22:00 and 23:45 and Wed 7 Oct 07:30: due 22:30, Wed 08:15, and nothing', async () => {
  const at = await stage.maker('联络通信', '2026-10-06T22:00:00+08:00');
  const li = await stage.employ(at, 'li');
  const { status, body: first } = await call(at, li.id);
  expect([status, first]).toMatchObject([201, { status: 'waiting', toName: '李客户', toDeputy: false, sentBy: '陆工' }]);
  // The stage's clock runs on from 22:00 while people act.
  expect(first.dueAt.slice(0, 16)).toBe('2026-10-06T14:30');
  expect((await answer(at, first)).body).toMatchObject({ status: 'answered', answer: '收到' });
  await stage.moveTo(at, '2026-10-06T23:45:00+08:00');
  const { body: second } = await call(at, li.id);
  expect(second.dueAt.slice(0, 16)).toBe('2026-10-07T00:15');
  expect(second.obligations).toMatchObject([{ clauseId: 'OC-3.1.2a', status: 'open', dueAt: second.dueAt, owner: { userName: '李客户' } }]);
  // What the phone asks: what is owed in person.
  const owed = (who: 'li' | 'wang') => stage.staff(at)[who].get('obligations?owner=me&status=open&clauseId=OC-3.1.2a');
  expect([(await owed('li')).body.items.map((o: { subject: { id: string } }) => o.subject.id), (await owed('wang')).body.items]).toEqual([[second.id], []]);
  // And what their page shows to who leads them.
  expect((await stage.staff(at).manager.get(`obligations?ownerUserId=${at.people.li.id}&clock=open&clauseId=OC-3.1.2a`)).body.items).toMatchObject([{ subject: { id: second.id } }]);
  await stage.moveTo(at, '2026-10-07T07:30:00+08:00');
  const { body: third } = await call(at, li.id);
  expect(third).toMatchObject({ dueAt: null, status: 'waiting', obligations: [] });
  expect(await clock(at, third)).toEqual([]);
  // A holiday excuses nobody: a second after its time is unreachable.
  await stage.moveTo(at, new Date(Date.parse(second.dueAt) + 1_000));
  expect((await stage.staff(at).li.get('reach-calls?mine=true')).body.items.map((c: { id: string; status: string }) => [c.id, c.status])).toEqual([[third.id, 'waiting'], [second.id, 'unreachable']]);
  expect((await stage.staff(at).manager.get('reach-calls?unanswered=true')).body.items.map((c: { id: string }) => c.id)).toEqual([third.id, second.id]);
  expect((await answer(at, second)).body).toMatchObject({ status: 'unreachable', answer: '收到' });
  expect(await clock(at, second)).toEqual([`OC-3.1.2a met_late ${second.dueAt}`]);
  expect((await answer(at, second)).body).toMatchObject({ status: 409, code: 'transition_refused' });
  expect((await answer(at, third)).body).toMatchObject({ status: 'answered' });
  expect((await stage.staff(at).manager.get('reach-calls/figures?month=2026-10')).body.items).toEqual([{ staffId: li.id, staffName: '李客户', calls: 2, inTime: 1, unreachable: 1 }]);
});

test('OC-3.1.2a on approved leave the ping goes to the deputy, whose it is to answer', async () => {
  const at = await stage.maker('代理通信', '2026-10-12T10:00:00+08:00');
  const [li] = [await stage.employ(at, 'li'), await stage.employ(at, 'wang')];
  const { body: asked } = await stage.staff(at).li.send('POST', `staff/${li.id}/absences`, { fromOn: '2026-10-12', toOn: '2026-10-12', deputyUserId: at.people.wang.id, reason: '体检' });
  expect((await call(at, li.id)).body.toName).toBe('李客户');
  await stage.must(stage.staff(at).engineer.send('POST', `staff/${li.id}/absences/${asked.leaves[0].id}/decide`, { decision: 'approved' }));
  const { body: ping } = await call(at, li.id);
  expect(ping).toMatchObject({ toName: '王客户', toDeputy: true, staffName: '李客户' });
  expect((await answer(at, ping)).body).toMatchObject({ status: 422, code: 'not_called', clause: 'OC-3.1.2a' });
  expect((await answer(at, ping, 'wang')).body.status).toBe('answered');
  expect((await stage.published(at)).filter((e) => e.payload['kind'] === 'reach_call').map((e) => e.payload['to'])).toMatchObject([[{ userId: at.people.li.id }], [{ userId: at.people.wang.id, channels: ['inapp'] }]]);
  await stage.moveTo(at, '2026-10-13T10:00:00+08:00');
  expect((await call(at, li.id)).body.toName).toBe('李客户');
  // A channel engineer who stands in answers, too.
  const { leaves } = await stage.must(stage.staff(at).li.send('POST', `staff/${li.id}/absences`, { fromOn: '2026-10-13', toOn: '2026-10-13', deputyUserId: at.people.engineer2.id, reason: '复查' }));
  await stage.must(stage.staff(at).engineer.send('POST', `staff/${li.id}/absences/${leaves.find((l: { fromOn: string }) => l.fromOn === '2026-10-13').id}/decide`, { decision: 'approved' }));
  expect((await stage.staff(at).engineer2.send('POST', `reach-calls/${(await call(at, li.id)).body.id}/answer`, {})).body).toMatchObject({ toName: '何工', status: 'answered' });
});

test('OC-3.1.2a a phone call that was answered is met at once; a ping is never answered by who sends it', async () => {
  const at = await stage.maker('电话通信', '2026-10-12T10:00:00+08:00');
  const li = await stage.employ(at, 'li');
  const { body } = await call(at, li.id, { kind: 'call', answered: true });
  expect(body).toMatchObject({ kind: 'call', status: 'answered' });
  expect(await clock(at, body)).toEqual([`OC-3.1.2a met ${body.dueAt}`]);
  expect((await call(at, li.id, { answered: true })).body).toMatchObject({ status: 400, clause: 'OC-3.1.2a', errors: [{ field: 'answered' }] });
  const narrow = await stage.maker('窄时通信', '2026-10-12T19:00:00+08:00', { 'oc.reach.to': '18:00' });
  expect((await call(narrow, (await stage.employ(narrow, 'li')).id)).body.dueAt).toBeNull();
});

test('calls of another company are none (PF-4); who is reached pings nobody (PF-6)', async () => {
  const [at, other] = [await stage.maker('甲通信', '2026-10-12T10:00:00+08:00'), await stage.maker('乙通信', '2026-10-12T10:00:00+08:00')];
  const li = await stage.employ(at, 'li');
  const { body: ping } = await call(at, li.id);
  expect((await answer(other, ping)).status).toBe(404);
  expect((await call(other, li.id)).body.errors).toMatchObject([{ field: 'staffId', code: 'unknown_staff' }]);
  expect((await stage.staff(other).manager.get('reach-calls')).body.items).toEqual([]);
  expect((await stage.staff(other).manager.get('reach-calls/figures?month=2026-10')).body.items).toEqual([]);
  expect((await stage.staff(at).li.send('POST', 'reach-calls', { staffId: li.id, kind: 'ping', message: 'x' })).body).toMatchObject({ status: 403, permission: 'reach.ping' });
  expect((await stage.station(at).get('reach-calls')).status).toBe(403);
  const elsewhere = stage.as(at.people.engineer, 'channel_engineer', [at.stations[0]!.unitId]);
  expect((await elsewhere.get('reach-calls')).body.items).toEqual([]);
});
