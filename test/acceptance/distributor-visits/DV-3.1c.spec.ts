import { DV, manufacturer } from '../distributor.ts';
import type { Json } from '../stage.ts';

const maker = manufacturer('2026-09-30T02:00:00.000Z');
const ofProduct = (product: string): string => `${DV}/opinions?product=${encodeURIComponent(product)}`;

test('DV-3.1c what customers think of our products and others\' is typed, followed to an answer, and listed while it is open', async () => {
  const { who, id } = { who: maker.here.who, id: (key: 'visitor2') => maker.here.id(key) };
  const customer = await maker.here.customer({ name: '意见客户' });
  const complaint = await who.visitor.post(`${DV}/opinions`, { customerId: customer.id, kind: 'complaint', maker: 'own', product: '净水机 X1', content: '噪音大', voicedBy: '顾海' });
  expect(await who.visitor.refused(400, 'POST', `${DV}/opinions`, { customerId: customer.id, kind: 'wish', maker: 'other', content: '想要更便宜的滤芯' })).toMatchObject({ clause: 'DV-3.1c', errors: [{ field: 'makerName' }] });
  const wish = await who.visitor.post(`${DV}/opinions`, { customerId: customer.id, kind: 'wish', maker: 'other', makerName: '远山', product: '净水机 Y1', content: '滤芯便宜', ownerUserId: id('visitor2') });
  expect((await who.supervisor.get(`${DV}/opinions`)).items.map((o: Json) => o.id)).toEqual([complaint.id, wish.id]);
  await who.visitor.post(`${DV}/opinions/${complaint.id}/answer`, { content: '换减震垫', channel: 'phone', toldTo: '顾海' });
  expect((await who.supervisor.get(ofProduct('净水机x1'))).items).toEqual([]);
  expect((await who.supervisor.get(`${ofProduct('净水机x1')}&status=answered`)).items).toMatchObject([{ id: complaint.id, answer: '换减震垫' }]);
  expect((await who.leader.get(`${DV}/opinions/months?from=2026-09&to=2026-09`)).items).toEqual(expect.arrayContaining([expect.objectContaining({ product: '净水机 X1', kind: 'complaint', raised: 1, answered: 1 }), expect.objectContaining({ makerName: '远山', kind: 'wish', raised: 1, answered: 0 })]));
  await who.southSupervisor.refused(403, 'GET', `${DV}/opinions/${complaint.id}`);
});

test('DV-3.1d prices, competitors\' moves and policies: told to customers once the supervisor lets them, each competitor with its timeline', async () => {
  const { who } = maker.here;
  const customer = await maker.here.customer({ name: '情报客户' });
  const move = await who.visitor.post(`${DV}/intelligence`, { customerId: customer.id, kind: 'competitor_policy', competitor: '远山', content: '国庆每台返 100 元' });
  await who.visitor.post(`${DV}/intelligence`, { customerId: customer.id, kind: 'price', competitor: '远 山', product: '净水机 Y1', price: '1299', pricePer: '台', content: '门店标价' });
  const share = { customerIds: [customer.id], channel: 'visit' };
  expect(await who.visitor.refused(422, 'POST', `${DV}/intelligence/${move.id}/shares`, share)).toMatchObject({ code: 'not_for_customers', clause: 'DV-3.1d' });
  await who.visitor.refused(403, 'POST', `${DV}/intelligence/${move.id}/check`, { result: 'confirmed' });
  await who.supervisor.post(`${DV}/intelligence/${move.id}/check`, { result: 'confirmed', forCustomers: '同行国庆有返利' });
  expect((await who.visitor.post(`${DV}/intelligence/${move.id}/shares`, share)).sharedWith).toBe(1);
  const [competitor] = (await who.leader.get(`${DV}/competitors`)).items;
  expect(competitor).toMatchObject({ name: '远山', items: 2 });
  expect((await who.leader.get(`${DV}/competitors/${competitor.id}/timeline`)).items.map((i: Json) => i.kind).toSorted()).toEqual(['competitor_policy', 'price']);
});
