import { deviceMaker, must, OC } from '../outstation.ts';
import type { Json } from '../stage.ts';

const maker = deviceMaker('2026-03-02T02:00:00.000Z');
const ITEMS = ['stations', 'operators', 'orders', 'spares', 'quality', 'documents'].map((key) => ({ key, state: 'handed_over' }));

test('OC-4.5 several regions of one person are adjacent and of class 3 or one-stop, and no two postings overlap (reading 1)', async () => {
  const { who } = maker.here;
  const [a, b, c] = [await maker.here.region('甲'), await maker.here.region('乙'), await maker.here.region('丙')];
  await must(who.manager, 'PUT', `${OC}/regions/${a.id}/neighbours`, { neighbourIds: [b.id] });
  await maker.here.close('2026-01', [[a, 1], [b, 1], [c, 1]]);
  const person = await maker.here.employ('account2');
  const open = (regions: Json[], startsOn = '2026-03-02') => ({ staffId: person.id, regionIds: regions.map((r) => r.id), startsOn });
  expect(await who.manager.refused(400, 'POST', `${OC}/postings`, open([a, b, c]))).toMatchObject({ clause: 'OC-4.5', errors: [{ field: 'regionIds', code: 'not_adjacent' }] });
  await who.manager.post(`${OC}/postings`, open([a, b]));
  expect(await who.manager.refused(400, 'POST', `${OC}/postings`, open([c], '2026-05-01'))).toMatchObject({ clause: 'OC-4.5', errors: [{ field: 'startsOn', code: 'overlap' }] });
  const { items } = await who.engineer.get(`${OC}/staffing`);
  expect(items.filter((l: Json) => ['甲', '乙', '丙'].includes(l.name)).map((l: Json) => `${l.name} ${l.people.map((p: Json) => p.name)} ${l.deviations}`).toSorted()).toEqual(['丙  vacant', '乙 王磊 ', '甲 王磊 ']);
});

test('OC-4.1 under half a year and without a major mistake nobody is moved', async () => {
  const { who } = maker.here;
  const person = await maker.here.employ('technician', 'technician');
  const posting = await maker.here.post(person, [await maker.here.region('护区')], '2026-01-15');
  const end = { on: '2026-07-14', reason: '调整' };
  expect(await who.headquarters.refused(422, 'POST', `${OC}/postings/${posting.id}/end`, end)).toMatchObject({ clause: 'OC-4.1', code: 'protected' });
  await who.headquarters.post(`${OC}/postings/${posting.id}/major-mistake`, { on: '2026-02-20', text: '私自拆用备机' });
  expect(await who.headquarters.post(`${OC}/postings/${posting.id}/end`, end)).toMatchObject({ status: 'in_handover' });
});

test('OC-4.6 a posting ends with the checklist signed by giver, taker and channel engineer, within seven days of the move', async () => {
  const { who, id } = { who: maker.here.who, id: maker.here.id.bind(maker.here) };
  const { posting } = await maker.here.posted('东区', 'account', '2025-06-01');
  const path = `${OC}/postings/${posting.id}`;
  const moving = await who.headquarters.post(`${path}/end`, { on: '2026-03-02', reason: '轮换', takerUserId: id('account2') });
  expect(moving).toMatchObject({ status: 'in_handover', obligations: [{ clauseId: 'OC-4.6', status: 'open', dueAt: '2026-03-09T16:00:00.000Z', owner: { userId: id('account') } }] });
  expect(await who.account.refused(422, 'POST', `${path}/handover/sign`, { as: 'giver' })).toMatchObject({ clause: 'OC-4.6', code: 'items_open' });
  await must(who.account, 'PUT', `${path}/handover`, { items: ITEMS });
  await who.account.post(`${path}/handover/sign`, { as: 'giver' });
  await who.account2.post(`${path}/handover/sign`, { as: 'taker' });
  expect(await who.engineer.post(`${path}/handover/sign`, { as: 'engineer' })).toMatchObject({ status: 'ended', obligations: [{ status: 'met' }] });
});
