import { type Maker, type Running, startChannel } from '../channel.harness.ts';
import type { StationRecordView, StationSupervisionView, StationTrainingView } from './station-duty-views.ts';

const NOW = '2026-03-01T02:00:00.000Z';
let stage: Running;
beforeAll(async () => { stage = await startChannel('http,sweep'); }, 60_000);
afterAll(() => stage.stop());

const supervise = (at: Maker, key: 'li' | 'wang' = 'li', since = '2026-03-01', n = 0): Promise<StationSupervisionView> =>
  stage.must(stage.staff(at).engineer.send('PUT', `station-supervisions/${at.stations[n]!.unitId}`, { userId: at.people[key].id, since }));
const put = (at: Maker, kind: string, more: object = {}) => stage.staff(at).li.send('POST', 'station-records', { stationUnitId: at.stations[0]!.unitId, kind, heldOn: '2026-03-05', text: '看了店面、工位、备件架', ...more });
const record = (at: Maker, kind: string, more: object = {}): Promise<StationRecordView> => stage.must(put(at, kind, more));
const open = async (at: Maker): Promise<string[]> => (await stage.staff(at).manager.get('station-supervisions')).body.items.flatMap((s: StationSupervisionView) => s.obligations.map((o) => `${o.clauseId} ${o.subject.number.split('/')[1]} ${o.owner.userName}`));

test('OC-3.1.2b, OC-3.2.1, OC-3.2.2c, OC-3.2.3c: whoever supervises a station owes its checks, talks and trainings period by period', async () => {
  const at = await stage.maker('监督一', NOW);
  const station = await supervise(at, 'li', '2026-01-01');
  // Both strands of one clause say which they are.
  expect(station.obligations.filter((o) => o.clauseId === 'OC-3.2.1').map((o) => o.subject.title).toSorted()).toEqual(['东城授权站 服务态度培训', '东城授权站 服务态度检查']);
  expect([station.stationName, station.userName, station.lastStatusScore]).toEqual(['东城授权站', '李客户', null]);
  expect((await open(at)).toSorted()).toEqual([
    'OC-3.1.2b 2026-01 李客户', 'OC-3.1.2b 2026-02 李客户', 'OC-3.1.2b 2026-03 李客户', 'OC-3.2.1 2026-Q1 李客户', 'OC-3.2.1 2026-Q1 李客户', 'OC-3.2.2c 2026-01 李客户', 'OC-3.2.2c 2026-02 李客户', 'OC-3.2.2c 2026-03 李客户', 'OC-3.2.3c 2026-H1 李客户',
  ]);
});

test('R4: a station that is supervised from inside a month is owed its first check for the next whole one', async () => {
  const at = await stage.maker('监督二', '2026-03-05T02:00:00.000Z');
  await supervise(at, 'li', '2026-03-02');
  expect(await open(at)).toEqual([]);
  await stage.moveTo(at, '2026-04-02T02:00:00.000Z');
  for (let tries = 0; tries < 100 && (await open(at)).length < 4; tries += 1) await new Promise((done) => { setTimeout(done, 100); });
  expect((await open(at)).toSorted()).toEqual(['OC-3.1.2b 2026-04 李客户', 'OC-3.2.1 2026-Q2 李客户', 'OC-3.2.1 2026-Q2 李客户', 'OC-3.2.2c 2026-04 李客户']);
});

test('a record meets the duty of the period in which its day lies, and no other', async () => {
  const at = await stage.maker('监督三', '2026-03-10T02:00:00.000Z');
  await supervise(at, 'li', '2026-01-01');
  const march = await record(at, 'status_check', { score: 86 });
  expect(march.met).toMatchObject([{ clauseId: 'OC-3.1.2b', status: 'met', dueAt: '2026-03-31T16:00:00.000Z' }]);
  const january = await record(at, 'status_check', { score: 60, heldOn: '2026-01-20' });
  expect(january.met).toMatchObject([{ status: 'met_late', dueAt: '2026-01-31T16:00:00.000Z' }]);
  expect((await record(at, 'attitude_training', { attendees: ['马师傅'] })).met).toMatchObject([{ clauseId: 'OC-3.2.1', status: 'met' }]);
  expect((await record(at, 'status_check', { score: 90 })).met).toEqual([]);
  expect((await record(at, 'technical_training', { attendees: ['马师傅', '小周'] })).met).toEqual([]);
  expect((await open(at)).filter((o) => o.startsWith('OC-3.1.2b') || o.startsWith('OC-3.2.1'))).toEqual(['OC-3.1.2b 2026-02 李客户', 'OC-3.2.1 2026-Q1 李客户']);
  const [seen] = (await stage.staff(at).manager.get('station-supervisions')).body.items;
  expect([seen.lastStatusScore, seen.lastAttitudeScore]).toEqual([90, null]);
});

test('bad records are refused with field and clause, and nothing is half written', async () => {
  const at = await stage.maker('监督错', NOW);
  await supervise(at);
  expect((await put(at, 'status_check', { heldOn: '2026-03-01' })).body).toMatchObject({ status: 400, clause: 'OC-3.1.2b', errors: [{ field: 'score', code: 'required' }] });
  expect((await put(at, 'settlement_talk', { heldOn: '2026-03-02' })).body).toMatchObject({ status: 400, clause: 'OC-3.2.2c', errors: [{ field: 'heldOn', code: 'in_the_future' }] });
  expect((await put(at, 'spares_training', { heldOn: '2026-03-01' })).body).toMatchObject({ status: 400, clause: 'OC-3.2.3c', errors: [{ field: 'attendees' }] });
  for (const score of [-1, 101, 50.5]) expect((await put(at, 'attitude_check', { heldOn: '2026-03-01', score })).body).toMatchObject({ status: 400, errors: [{ field: 'score' }], ...(Number.isInteger(score) && { clause: 'OC-3.2.1' }) });
  expect((await put(at, 'status_check', { heldOn: '2026-03-01', score: 80, stationUnitId: at.department })).body).toMatchObject({ errors: [{ field: 'stationUnitId', code: 'not_a_station' }] });
  expect((await stage.staff(at).manager.get('station-records')).body.items).toEqual([]);
});

test('R15: handed to somebody else, what is open and what is to come is theirs; ended, the month that is not whole is owed no more', async () => {
  const at = await stage.maker('监督交接', '2026-03-10T02:00:00.000Z');
  await supervise(at, 'li', '2026-02-01');
  await supervise(at, 'wang');
  expect(new Set((await open(at)).map((o) => o.split(' ')[2]))).toEqual(new Set(['王客户']));
  const end = (on: string) => stage.staff(at).engineer.send('POST', `station-supervisions/${at.stations[0]!.unitId}/end`, { on, reason: '授权终止' });
  expect((await end('2026-01-31')).body).toMatchObject({ status: 400, errors: [{ field: 'on', code: 'before_beginning' }] });
  expect((await stage.must(end('2026-03-10')) as StationSupervisionView).endsOn).toBe('2026-03-10');
  expect((await end('2026-03-11')).body).toMatchObject({ status: 409, code: 'supervision_ended' });
  expect((await open(at)).toSorted()).toEqual(['OC-3.1.2b 2026-02 王客户', 'OC-3.2.2c 2026-02 王客户']);
  expect((await supervise(at, 'li', '2026-03-11')).endsOn).toBeNull();
});

test('OC-4.6, R15: once a handover is signed, the stations of the regions that were left are the taker\'s to supervise, and no others', async () => {
  const at = await stage.maker('监督移交', '2026-03-10T02:00:00.000Z');
  const [{ region, posting }, beside, who] = [await stage.posted(at, '陇东', 'li', '2025-01-01'), await stage.region(at, '陇西'), stage.staff(at)];
  for (const [n, regionId] of [region.id, beside.id].entries()) await stage.must(who.manager.send('POST', 'stations', { unitId: at.stations[n]!.unitId, regionId, number: `S-${n}`, openedOn: '2026-01-05' }));
  for (const n of [0, 1]) await supervise(at, 'li', '2026-02-01', n);
  await stage.must(who.headquarters.send('POST', `postings/${posting.id}/end`, { on: '2026-03-10', reason: '轮换', takerUserId: at.people.wang.id }));
  await stage.must(who.li.send('PUT', `postings/${posting.id}/handover`, { items: ['stations', 'operators', 'orders', 'spares', 'quality', 'documents'].map((key) => ({ key, state: 'handed_over' })) }));
  const sign = (by: 'li' | 'wang' | 'engineer', as: string) => stage.must(who[by].send('POST', `postings/${posting.id}/handover/sign`, { as }));
  await sign('li', 'giver');
  await sign('wang', 'taker');
  expect(new Set((await open(at)).map((o) => o.split(' ')[2]))).toEqual(new Set(['李客户']));
  await sign('engineer', 'engineer');
  const supervisions: StationSupervisionView[] = (await who.manager.get('station-supervisions')).body.items;
  expect(Object.fromEntries(supervisions.map((s) => [s.stationName, [s.userName, ...new Set(s.obligations.map((o) => o.owner.userName))]]))).toEqual({ 东城授权站: ['王客户', '王客户'], 西城授权站: ['李客户', '李客户'] });
  // With the station its supervision ends, and nobody is given it again.
  await stage.must(who.manager.send('POST', `stations/${at.stations[1]!.unitId}/close`, { on: '2026-03-09', reason: '撤站' }));
  expect((await who.manager.get(`station-supervisions?stationUnitId=${at.stations[1]!.unitId}`)).body.items).toMatchObject([{ endsOn: '2026-03-09' }]);
  expect((await who.engineer.send('PUT', `station-supervisions/${at.stations[1]!.unitId}`, { userId: at.people.wang.id, since: '2026-03-10' })).body).toMatchObject({ status: 409, code: 'station_closed', clause: 'OC-3.1.2b' });
});

test('OC-2.4, OC-3.4: a training is planned, held with its attendance, counted; a technical one meets nothing, one on spares its duty', async () => {
  const at = await stage.maker('监督培训', '2026-03-10T02:00:00.000Z');
  await supervise(at, 'li', '2026-01-01');
  const plan = (topic: string, plannedOn = '2026-03-09'): Promise<StationTrainingView> => stage.must(stage.staff(at).li.send('POST', 'station-trainings', { stationUnitId: at.stations[0]!.unitId, topic, title: '主板检修', plannedOn, trainerUserId: at.people.sun.id }));
  const [technical, spares] = [await plan('technical', '2026-03-12'), await plan('spares')];
  expect((await stage.staff(at).li.get('station-trainings')).body.items.map((t: StationTrainingView) => [t.topic, t.trainerName])).toEqual([['spares', '孙技术'], ['technical', '孙技术']]);
  for (const [key, count] of [['sun', 2], ['li', 0]] as const) expect((await stage.staff(at).li.get(`station-trainings?trainerUserId=${at.people[key].id}`)).body.items).toHaveLength(count);
  const hold = (id: string, attendees: string[]) => stage.staff(at).li.send('POST', `station-trainings/${id}/hold`, { heldOn: '2026-03-09', text: '全员到场', attendees });
  expect((await hold(spares.id, [])).body).toMatchObject({ status: 400, errors: [{ field: 'attendees' }] });
  expect((await stage.must(hold(spares.id, ['马师傅', '小周'])) as StationRecordView)).toMatchObject({ kind: 'spares_training', trainingId: spares.id, met: [{ clauseId: 'OC-3.2.3c', status: 'met' }] });
  expect((await hold(spares.id, ['马师傅'])).body).toMatchObject({ status: 409, allowed: [] });
  expect((await stage.must(stage.staff(at).li.send('POST', `station-trainings/${technical.id}/cancel`, { reason: '讲师请假' })) as StationTrainingView).status).toBe('cancelled');
  await record(at, 'status_check', { score: 80 });
  await record(at, 'attitude_check', { score: 91 });
  expect((await stage.staff(at).manager.get('station-records/figures?from=2026-03&to=2026-03')).body.items).toEqual([{ stationUnitId: at.stations[0]!.unitId, stationName: '东城授权站', checks: 2, averageScore: 85.5, talks: 0, trainings: 1, attendances: 2 }]);
  const months = (query: string) => stage.staff(at).manager.get(`station-records/months?${query}`);
  const march = { month: '2026-03', checks: 2, averageScore: 85.5, talks: 0, trainings: 1, attendances: 2 };
  for (const more of ['', `&stationUnitId=${at.stations[0]!.unitId}`]) expect((await months(`from=2026-01&to=2026-03${more}`)).body.items).toEqual([march]);
  expect((await months(`from=2026-01&to=2026-03&stationUnitId=${at.stations[1]!.unitId}`)).body.items).toEqual([]);
  for (const path of ['figures', 'months']) expect((await stage.staff(at).manager.get(`station-records/${path}?from=2026-04&to=2026-03`)).status).toBe(400);
  expect((await stage.staff(at).manager.get('station-records?kind=spares_training')).body.items).toHaveLength(1);
});

test('of the own company and units alone; a station itself neither records nor supervises (PF-4, PF-6)', async () => {
  const [at, other] = [await stage.maker('监督权限', NOW), await stage.maker('监督别家', NOW)];
  await supervise(at);
  await supervise(at, 'wang', '2026-03-01', 1);
  const one = (await stage.staff(at).manager.get('station-supervisions?limit=1')).body;
  expect((await stage.staff(at).manager.get(`station-supervisions?limit=1&cursor=${one.nextCursor}`)).body).toMatchObject({ items: [{}], nextCursor: null });
  expect((await stage.staff(at).manager.get(`station-supervisions?stationUnitId=${at.stations[1]!.unitId}`)).body.items).toMatchObject([{ stationName: '西城授权站', userName: '王客户' }]);
  expect((await stage.staff(other).manager.get('station-supervisions')).body.items).toEqual([]);
  expect((await stage.staff(other).engineer.send('PUT', `station-supervisions/${at.stations[0]!.unitId}`, { userId: other.people.li.id, since: '2026-03-01' })).body).toMatchObject({ status: 400, errors: [{ field: 'stationUnitId' }] });
  expect((await stage.staff(other).engineer.send('POST', `station-supervisions/${at.stations[0]!.unitId}/end`, { on: '2026-03-01', reason: '别家' })).status).toBe(404);
  expect((await stage.staff(at).li.send('PUT', `station-supervisions/${at.stations[0]!.unitId}`, { userId: at.people.li.id, since: '2026-03-01' })).body).toMatchObject({ status: 403, permission: 'station.write' });
  expect((await stage.station(at).send('POST', 'station-records', { stationUnitId: at.stations[0]!.unitId, kind: 'settlement_talk', heldOn: '2026-03-01', text: '自己谈的' })).body).toMatchObject({ status: 403, permission: 'station.work' });
  const elsewhere = stage.as(at.people.engineer, 'channel_engineer', [at.stations[1]!.unitId]);
  expect((await elsewhere.get('station-supervisions')).body.items.map((s: StationSupervisionView) => s.stationName)).toEqual(['西城授权站']);
  expect((await elsewhere.get(`station-records/months?from=2026-03&to=2026-03&stationUnitId=${at.stations[0]!.unitId}`)).status).toBe(403);
  expect((await elsewhere.send('POST', 'station-records', { stationUnitId: at.stations[0]!.unitId, kind: 'settlement_talk', heldOn: '2026-03-01', text: '不归我' })).status).toBe(403);
});
