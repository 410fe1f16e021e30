import { type Maker, type Running, startChannel } from '../channel.harness.ts';
import type { PostingView, StaffingLine } from './posting-views.ts';

let stage: Running;
let at: Maker;
let other: Maker;
beforeAll(async () => {
  stage = await startChannel();
  [at, other] = [await stage.maker('星河通信'), await stage.maker('别家通信')];
}, 60_000);
afterAll(() => stage.stop());

const open = (of: Maker, staffId: string, regions: { id: string }[], startsOn: string) => stage.staff(of).manager.send('POST', 'postings', { staffId, regionIds: regions.map((r) => r.id), startsOn });
const end = (of: Maker, posting: { id: string }, on: string, more: object = {}) => stage.staff(of).headquarters.send('POST', `postings/${posting.id}/end`, { on, reason: '轮换', ...more });
const ALL_DONE = { items: ['stations', 'operators', 'orders', 'spares', 'quality', 'documents'].map((key) => ({ key, state: 'handed_over', note: '清点无误' })) };

/** Three regions in a row, classed by what was sold in January, and a fourth apart. */
async function four(of: Maker, sold: [number, number, number, number] = [1, 1, 1, 1]) {
  const [a, b, c, d] = [await stage.region(of, '甲'), await stage.region(of, '乙'), await stage.region(of, '丙'), await stage.region(of, '丁')];
  await stage.must(stage.staff(of).manager.send('PUT', `regions/${b.id}/neighbours`, { neighbourIds: [a.id, c.id] }));
  await stage.close(of, '2026-01', [[a, sold[0]], [b, sold[1]], [c, sold[2]], [d, sold[3]]]);
  return { a, b, c, d };
}

test('OC-4.5 one person, several adjacent regions of class 3; not adjacent or of a higher class: refused by field and clause', async () => {
  const maker = await stage.maker('相邻通信');
  const { a, b, c, d } = await four(maker, [1, 1, 1, 200_000]);
  const li = await stage.employ(maker, 'li');
  expect((await open(maker, li.id, [a, c], '2026-03-02')).body).toMatchObject({ status: 400, clause: 'OC-4.5', errors: [{ field: 'regionIds', code: 'not_adjacent', message: 'These regions do not hang together: 丙 lies apart from 甲' }] });
  expect((await open(maker, li.id, [a, d], '2026-03-02')).body).toMatchObject({ status: 400, clause: 'OC-4.5', errors: [{ field: 'regionIds', code: 'not_class_3' }] });
  const { body: posting } = await open(maker, li.id, [a, b, c], '2026-03-02');
  expect(posting.regions.map((r: { name: string; halfYearOn: string; fullYearOn: string }) => [r.name, r.halfYearOn, r.fullYearOn]).toSorted()).toEqual([['丙', '2026-09-02', '2027-03-02'], ['乙', '2026-09-02', '2027-03-02'], ['甲', '2026-09-02', '2027-03-02']].toSorted());
  expect((await stage.staff(maker).manager.get(`postings?staffId=${li.id}&status=active`)).body.items).toMatchObject([{ id: posting.id }]);
});

test('OC-4.5 a one-stop region goes to the person of three others only where it lies beside them', async () => {
  const maker = await stage.maker('一站通信');
  const { a, b, c, d } = await four(maker, [1, 1, 1, 200_000]);
  const li = await stage.employ(maker, 'li');
  const { body: posting } = await open(maker, li.id, [a, b, c], '2026-03-02');
  const oneStop = (region: { id: string }, value: boolean, version: number) => stage.staff(maker).manager.send('PATCH', `regions/${region.id}`, { oneStop: value }, { 'if-match': `"${version}"` });
  const add = () => stage.staff(maker).manager.send('POST', `postings/${posting.id}/regions`, { regionIds: [d.id], fromOn: '2026-03-02' });
  expect((await add()).body.errors).toMatchObject([{ field: 'regionIds', code: 'not_class_3' }]);
  await stage.must(oneStop(d, true, 1));
  expect((await add()).body).toMatchObject({ clause: 'OC-4.5', errors: [{ field: 'regionIds', code: 'not_adjacent' }] });
  const adjoin = (neighbourIds: string[]) => stage.staff(maker).manager.send('PUT', `regions/${d.id}/neighbours`, { neighbourIds });
  await stage.must(adjoin([c.id]));
  expect((await add()).body.regions).toHaveLength(4);
  expect((await add()).body.errors).toMatchObject([{ field: 'regionIds', code: 'held' }]);
  // What the posting of four stands on cannot be taken from under it.
  expect((await oneStop(d, false, 2)).body).toMatchObject({ status: 400, clause: 'OC-4.5', errors: [{ field: 'oneStop', code: 'not_class_3', message: '李客户 is posted to 4 regions. Several regions of one person are all class 3 or one-stop: 丁 is not' }] });
  expect((await adjoin([])).body).toMatchObject({ status: 400, clause: 'OC-4.5', errors: [{ field: 'neighbourIds', code: 'not_adjacent' }] });
  expect((await stage.staff(maker).manager.get(`regions/${d.id}`)).body).toMatchObject({ oneStop: true, staffedAs: 3, neighbourIds: [c.id] });
  // A class that rose since is a deviation of staffing; it hinders no change that has nothing to do with it.
  await stage.close(maker, '2026-02', [[a, 100_000]]);
  await stage.moveTo(maker, '2026-07-01T02:00:00.000Z');
  const staffing: StaffingLine[] = (await stage.staff(maker).manager.get('staffing')).body.items;
  expect(staffing.find((l) => l.name === '甲')).toMatchObject({ staffedAs: 2, deviations: ['shared'] });
  expect((await adjoin([b.id, c.id])).body.neighbourIds).toEqual([b.id, c.id].toSorted());
});

test('OC-4.5 two postings of one person that overlap are refused, also when asked at once', async () => {
  const maker = await stage.maker('重叠通信');
  const { a, b } = await four(maker);
  const li = await stage.employ(maker, 'li');
  const answers = await Promise.all([open(maker, li.id, [a], '2026-03-02'), open(maker, li.id, [b], '2026-04-01')]);
  expect(answers.map((answer) => answer.status).toSorted()).toEqual([201, 400]);
  expect(answers.find((answer) => answer.status === 400)!.body).toMatchObject({ clause: 'OC-4.5', errors: [{ field: 'startsOn', code: 'overlap' }] });
  expect((await open(maker, li.id, [a], '2023-12-31')).body.errors).toMatchObject([{ field: 'startsOn', code: 'not_employed' }]);
});

test('OC-4.1 under half a year nobody is moved, unless headquarters record a major mistake', async () => {
  const maker = await stage.maker('保护通信');
  const { posting } = await stage.posted(maker, '陇东', 'li', '2026-01-15');
  expect((await end(maker, posting, '2026-07-14')).body).toMatchObject({ status: 422, clause: 'OC-4.1', code: 'protected' });
  expect((await stage.staff(maker).manager.send('POST', `postings/${posting.id}/end`, { on: '2026-07-15', reason: '轮换' })).body).toMatchObject({ status: 403, permission: 'posting.decide' });
  expect((await stage.staff(maker).engineer.send('POST', `postings/${posting.id}/major-mistake`, { on: '2026-02-01', text: '私拆备机' })).body).toMatchObject({ permission: 'posting.decide' });
  expect((await stage.staff(maker).headquarters.send('POST', `postings/${posting.id}/major-mistake`, { on: '2026-03-03', text: '还没发生' })).body).toMatchObject({ status: 400, clause: 'OC-4.1', errors: [{ field: 'on', code: 'future' }] });
  expect((await stage.staff(maker).headquarters.send('POST', `postings/${posting.id}/major-mistake`, { on: '2026-02-01', text: '私拆备机' })).body).toMatchObject({ majorMistake: { text: '私拆备机', by: '总部' } });
  expect((await end(maker, posting, '2026-03-10')).body).toMatchObject({ status: 'in_handover', ending: 'move' });
  const { posting: free } = await stage.posted(maker, '陇西', 'wang', '2026-01-15');
  expect((await end(maker, free, '2026-07-15')).body.status).toBe('in_handover');
});

test('OC-4.6 a move ends with the checklist and three signatures within seven days; the next posting begins on the day of the move', async () => {
  const maker = await stage.maker('交接通信');
  const { region, person, posting } = await stage.posted(maker, '陇东', 'li', '2025-07-01');
  const who = stage.staff(maker);
  const { body: moving } = await end(maker, posting, '2026-03-02', { takerUserId: maker.people.wang.id });
  expect(moving).toMatchObject({ status: 'in_handover', endsOn: '2026-03-02', handover: { giverName: '李客户', takerName: '王客户', engineerName: '陆工', missing: ['giver', 'taker', 'engineer'] } });
  // 2 March and seven days.
  expect(moving.obligations).toMatchObject([{ clauseId: 'OC-4.6', status: 'open', dueAt: '2026-03-09T16:00:00.000Z', owner: { userId: maker.people.li.id } }]);
  expect((await end(maker, posting, '2026-03-03')).body).toMatchObject({ status: 409, code: 'transition_refused', allowed: ['ended'] });
  expect((await open(maker, person.id, [region], '2026-03-01')).body.errors).toMatchObject([{ code: 'overlap' }]);
  const { body: next } = await open(maker, person.id, [await stage.region(maker, '新区'), region].slice(1), '2026-03-02');
  expect(next.regions).toMatchObject([{ fromOn: '2026-03-02', tenureFrom: '2025-07-01', fullYearOn: '2026-07-01' }]);
  const sign = (by: keyof typeof who, as: string) => who[by].send('POST', `postings/${posting.id}/handover/sign`, { as });
  expect((await sign('li', 'giver')).body).toMatchObject({ status: 422, clause: 'OC-4.6', code: 'items_open' });
  expect((await who.li.send('PUT', `postings/${posting.id}/handover`, { items: [{ key: 'car', state: 'none' }] })).body.errors).toMatchObject([{ field: 'items', code: 'unknown_item' }]);
  expect((await who.sun.send('PUT', `postings/${posting.id}/handover`, ALL_DONE)).body).toMatchObject({ status: 403, permission: 'posting.write' });
  expect((await who.li.send('PUT', `postings/${posting.id}/handover`, ALL_DONE)).body.handover.items).toMatchObject(ALL_DONE.items);
  expect((await sign('wang', 'giver')).body).toMatchObject({ status: 422, code: 'not_the_signer' });
  await stage.must(sign('li', 'giver'));
  expect((await sign('li', 'giver')).body).toMatchObject({ status: 409, code: 'signed' });
  expect((await who.wang.send('PUT', `postings/${posting.id}/handover`, ALL_DONE)).body).toMatchObject({ status: 409, code: 'signed' });
  await stage.must(sign('wang', 'taker'));
  expect((await who.li.get(`postings/${posting.id}`)).body).toMatchObject({ status: 'in_handover', handover: { missing: ['engineer'] } });
  const { body: done } = await sign('engineer', 'engineer');
  expect(done).toMatchObject({ status: 'ended', handover: { missing: [] }, obligations: [{ status: 'met', outcome: { note: '三方签字' } }] });
  expect((await sign('engineer', 'engineer')).body).toMatchObject({ status: 409, code: 'transition_refused' });
});

test('OC-4.6 on leaving without a successor the engineer takes over; the posting outlives the employment (reading 9)', async () => {
  const maker = await stage.maker('离任通信');
  const { person, posting } = await stage.posted(maker, '陇东', 'li', '2026-02-01');
  const who = stage.staff(maker);
  const operator = await stage.must(who.li.send('POST', 'operators', { departmentUnitId: maker.department, name: '甘肃移动', contacts: [{ name: '周主任', title: '终端部', phone: '13500000000' }], ownerUserId: maker.people.li.id, since: '2026-01-01' }));
  const incident = await stage.must(who.li.send('POST', 'incidents', { departmentUnitId: maker.department, title: '消协投诉', summary: '三包争议', bodies: ['consumer_association'] }));
  await stage.must(who.manager.send('POST', `staff/${person.id}/leave`, { on: '2026-03-05', reason: '辞职' }));
  const { body: left } = await who.manager.get(`postings/${posting.id}`);
  // Protection keeps nobody from leaving.
  expect(left).toMatchObject({ status: 'in_handover', ending: 'leaving', endingReason: '辞职', handover: { takerName: '陆工' }, obligations: [{ dueAt: '2026-03-12T16:00:00.000Z', owner: { userId: maker.people.engineer.id } }] });
  await stage.must(who.engineer.send('PUT', `postings/${posting.id}/handover`, ALL_DONE));
  const sign = (as: string) => who.engineer.send<PostingView & { code: string }>('POST', `postings/${posting.id}/handover/sign`, { as });
  await stage.must(sign('taker'));
  expect((await sign('giver')).body).toMatchObject({ code: 'not_the_signer' });
  await stage.moveTo(maker, '2026-03-12T16:00:01.000Z');
  await stage.must(sign('giver'));
  expect((await who.manager.get(`staff/${person.id}`)).body.status).toBe('left');
  expect((await sign('engineer')).body).toMatchObject({ status: 'ended', obligations: [{ status: 'met_late' }] });
  // R15: with the last signature what the person looked after has another owner.
  expect((await who.manager.get(`operators/${operator.id}`)).body).toMatchObject({ ownerName: '陆工' });
  expect((await who.manager.get(`incidents/${incident.id}`)).body).toMatchObject({ ownerName: '陆工' });
});

test('OC-4.6, R15: another channel engineer signs and takes over what nobody has signed', async () => {
  const maker = await stage.maker('换工通信');
  const { person, posting } = await stage.posted(maker, '陇东', 'li', '2026-02-01');
  const who = stage.staff(maker);
  await stage.must(who.manager.send('POST', `staff/${person.id}/leave`, { on: '2026-03-02', reason: '辞职' }));
  await stage.must(who.engineer.send('PUT', `postings/${posting.id}/handover`, ALL_DONE));
  const sign = (by: 'engineer' | 'engineer2', as: string) => who[by].send('POST', `postings/${posting.id}/handover/sign`, { as });
  await stage.must(sign('engineer', 'taker'));
  await stage.must(who.manager.send('PATCH', `staff/${person.id}`, { engineerUserId: maker.people.engineer2.id }, { 'if-match': '"2"' }));
  expect((await who.manager.get(`postings/${posting.id}`)).body).toMatchObject({ handover: { takerName: '陆工', engineerName: '何工', missing: ['giver', 'engineer'] }, obligations: [{ owner: { userId: maker.people.engineer2.id } }] });
  expect((await sign('engineer', 'engineer')).body).toMatchObject({ status: 422, code: 'not_the_signer' });
  for (const as of ['giver', 'engineer']) await stage.must(sign('engineer2', as));
  expect((await who.manager.get(`postings/${posting.id}`)).body).toMatchObject({ status: 'ended', obligations: [{ status: 'met' }] });
});

test('OC-4.5 the staffing check lists each region with its people and what deviates (reading 6)', async () => {
  const maker = await stage.maker('编制通信');
  const { a, b, c, d } = await four(maker, [200_000, 1, 1, 100_000]);
  const [li, wang, zhao] = [await stage.employ(maker, 'li'), await stage.employ(maker, 'wang'), await stage.employ(maker, 'zhao', 'parts_manager')];
  await stage.post(maker, li, [a], '2026-03-02');
  await stage.post(maker, wang, [b, c], '2026-03-02');
  await stage.post(maker, zhao, [d], '2026-03-02');
  const lines = async (on = ''): Promise<StaffingLine[]> => (await stage.staff(maker).engineer.get(`staffing${on}`)).body.items;
  const said = async (on = '') => Object.fromEntries((await lines(on)).map((l) => [l.name, `${l.staffedAs} ${l.people.map((p) => p.name).join('+')} ${l.assistants.join('')} ${l.deviations.join(',')}`]));
  expect(await said()).toEqual({ 甲: '1 李客户 小秦 ', 乙: '3 王客户  ', 丙: '3 王客户  ', 丁: '2 赵备件  vacant' });
  expect((await lines()).find((l) => l.name === '乙')!.people[0]!.regions.toSorted()).toEqual(['丙', '乙'].toSorted());
  expect(await said('?on=2026-03-01')).toMatchObject({ 甲: 'null   unclassified,vacant' });
});

test('postings of another company are none (PF-4); who may not post people posts nobody (PF-6)', async () => {
  const { person, region, posting } = await stage.posted(at, '界', 'li');
  const strangers = stage.staff(other);
  expect((await open(other, person.id, [await stage.region(other, '外')], '2026-03-02')).body.errors).toMatchObject([{ field: 'staffId', code: 'unknown_staff' }]);
  expect((await open(other, (await stage.employ(other, 'wang')).id, [region], '2026-03-02')).body.errors).toMatchObject([{ field: 'regionIds', code: 'unknown_region' }]);
  expect((await strangers.manager.get(`postings/${posting.id}`)).status).toBe(404);
  expect((await end(other, posting, '2027-01-01')).status).toBe(404);
  expect((await strangers.manager.send('PUT', `postings/${posting.id}/handover`, {})).status).toBe(404);
  expect((await strangers.manager.get('postings')).body.items.map((p: PostingView) => p.id)).not.toContain(posting.id);
  expect((await stage.staff(at).engineer.send('POST', 'postings', { staffId: person.id, regionIds: [region.id], startsOn: '2026-03-02' })).body).toMatchObject({ status: 403, permission: 'posting.write' });
  expect((await stage.staff(at).manager.send('POST', `postings/${posting.id}/handover/sign`, { as: 'giver' })).body).toMatchObject({ status: 409, code: 'not_in_handover' });
  expect((await stage.station(at).get('postings')).status).toBe(403);
});
