import { DV, manufacturer, shop } from '../distributor.ts';
import { type Json, TENANCY } from '../stage.ts';

const maker = manufacturer('2026-09-30T02:00:00.000Z');

test('DV-1 the purpose stands at the head of the rulebook that the company adopted, read by everybody on its staff; it owes nothing', async () => {
  for (const person of [maker.here.who.visitor, maker.here.who.keeper, maker.here.who.admin]) {
    const { items } = await person.get(`${TENANCY}/rulebooks`);
    expect(items).toMatchObject([{ regulation: 'distributor-visits', title: { zh: '客户巡访管理办法' } }]);
    expect(items[0].clauses[0]).toMatchObject({ id: 'DV-1', kinds: ['statement'], carriedOut: true, page: '/rulebook', text: { zh: '提高服务质量，密切与客户的联系，树立公司形象，扩大市场。' } });
    expect(items[0].clauses.map((clause: Json) => clause.id)).toEqual(expect.arrayContaining(['DV-2', 'DV-9a', 'DV-11']));
  }
  const { items } = await maker.here.who.supervisor.get(`${DV}/obligations?clauseId=DV-1`);
  expect(items).toEqual([]);
});

test('DV-2 customers are distributors, retailers, processing factories and consumers; nothing else is', async () => {
  const { who } = maker.here;
  for (const type of ['distributor', 'retailer', 'processing_factory', 'consumer']) expect((await maker.here.customer({ type, name: `四类 ${type}` })).type).toBe(type);
  expect(await who.supervisor.refused(400, 'POST', `${DV}/customers`, { ...shop({ type: 'supplier' }), unitId: maker.here.unit('east') })).toMatchObject({ errors: [{ field: 'type' }] });
});

test('DV-2 what may be the same customer is named before a second record is opened', async () => {
  const { who } = maker.here;
  const first = await maker.here.customer({ name: '恒源二店', contacts: [{ name: '顾', phone: '13911112222' }] });
  const again = { ...shop({ name: '恒源 二店', contacts: [], duplicateAcknowledged: false }), unitId: maker.here.unit('east') };
  expect(await who.supervisor.refused(409, 'POST', `${DV}/customers`, again)).toMatchObject({ code: 'possible_duplicate', clause: 'DV-2', duplicates: [{ id: first.id }] });
});

test('DV-2 a record belongs to its business unit: the neighbouring unit sees none of it', async () => {
  const { who } = maker.here;
  const { id } = await maker.here.customer({ name: '只归华东' });
  expect((await who.visitor.get(`${DV}/customers/${id}`)).name).toBe('只归华东');
  await who.southSupervisor.refused(403, 'GET', `${DV}/customers/${id}`);
  expect((await who.southVisitor.get(`${DV}/customers`)).items).toEqual([]);
  expect((await who.leader.get(`${DV}/customers?q=${encodeURIComponent('只归华东')}`)).items.map((c: Json) => c.id)).toEqual([id]);
});

test('DV-7.1 a region outside one to two technicians is flagged from that day on', async () => {
  const { who } = maker.here;
  const region = await who.supervisor.post(`${DV}/regions`, { unitId: maker.here.unit('east'), name: '宁镇扬' });
  expect(region.technicians).toMatchObject({ count: 0, min: 1, max: 2, outsideSince: '2026-09-30' });
  const add = (key: 'technician' | 'technician2'): Promise<Json> => who.supervisor.post(`${DV}/regions/${region.id}/members`, { userId: maker.here.id(key), duty: 'technician' });
  await add('technician');
  const { technicians, members } = await add('technician2');
  expect(technicians).toMatchObject({ count: 2, outsideSince: null });
  await maker.here.moveTo('2026-10-08T02:00:00.000Z');
  for (const member of members) await who.supervisor.post(`${DV}/regions/${region.id}/members/${member.id}/end`);
  expect((await who.leader.get(`${DV}/regions?flagged=1`)).items.find((r: Json) => r.id === region.id).technicians).toMatchObject({ count: 0, outsideSince: '2026-10-08' });
});
