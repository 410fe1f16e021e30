import { testPlatform } from '@luyue/testing/platform';
import { holder, linkOf, PAGE } from '../property-clients.ts';
import { handOver, handoverPath, settleFees } from '../property-handovers.ts';
import { BEGIN, PB, partyOf, propertyCompany } from '../property.ts';
import { eventually, type Json, TENANCY } from '../stage.ts';

const property = propertyCompany(BEGIN);
const LEASE = { business: 'lease', payment: null };

test('PB-1 the purpose stands at the head of the rulebook that the company adopted, read by everybody on its staff; it owes nothing', async () => {
  const { who } = property.here;
  for (const person of [who.agent, who.archivist, who.admin]) {
    const { items } = await person.get(`${TENANCY}/rulebooks`);
    expect(items).toMatchObject([{ regulation: 'property-brokerage', title: { zh: '租售业务客户服务管理办法' }, inForce: { version: '2025' } }]);
    const [first, ...rest] = items[0].clauses;
    expect(first).toEqual({ id: 'PB-1', kinds: ['statement'], inPrinciple: false, summary: expect.anything(), text: { zh: '为提高租售业务的服务质量和工作效率。', en: expect.any(String) }, carriedOut: true, page: '/rulebook', parameters: [] });
    expect(rest.map((clause: Json) => clause.id)).toEqual(expect.arrayContaining(['PB-2', 'PB-4.1a', 'PB-5']));
    expect(rest.find((clause: Json) => clause.id === 'PB-4.1b').parameters).toEqual(['pb.assign.workingDays']);
  }
  const deal = await property.here.sign({});
  expect(deal.obligations.filter((o: Json) => o.clauseId === 'PB-1')).toEqual([]);
});

test('PB-2 a sale is paid in full or by mortgage, a lease in neither way; every duty runs for both kinds', async () => {
  const { of, who } = property.here;
  const parties = [{ side: 'seller', name: '钱永年', idKind: 'passport', idNumber: 'E7654321', phone: '13600004410' }, { side: 'buyer', name: '周子涵', idKind: 'passport', idNumber: 'E12345678', phone: '13900007702' }];
  const body = { business: 'sale', title: '滨江一号 2 栋 1501', city: '江州', property: { address: '滨江路 1 号' }, contractNumber: 'JJ-2', price: '1.00', shopUnitId: of.units['shop'], signedAt: BEGIN, parties };
  const refused = async (more: object) => who.agent.refused(400, 'POST', `${PB}/deals`, { ...body, ...more });
  expect(await refused({})).toMatchObject({ clause: 'PB-2', errors: [{ field: 'payment', code: 'required' }] });
  expect(await refused({ business: 'lease', payment: 'mortgage' })).toMatchObject({ clause: 'PB-2', errors: [{ field: 'payment', code: 'not_in_a_lease' }] });
  expect(await refused({ business: 'rental' })).toMatchObject({ errors: [{ field: 'business' }] });
  const [sale, lease] = [await property.here.sign({}), await property.here.sign(LEASE)];
  const owed = (deal: Json): string[] => deal.obligations.map((o: Json) => o.clauseId).sort();
  expect(owed(lease)).toEqual(owed(sale));
});

test('PB-2 in a lease seller and buyer read lessor and lessee, and the price its rent, on the page of a client and on the forms', async () => {
  const { url } = await testPlatform();
  const { who } = property.here;
  const deal = await property.here.assignedLease();
  const lessee = holder(url, await linkOf(who.specialist, who.supervisor, deal, 'buyer'));
  expect(await lessee.get(PAGE)).toMatchObject({ sideName: { zh: '承租方', en: 'lessee' } });
  const form = JSON.stringify(await who.specialist.get(`${PB}/deals/${deal.id}/forms/f2`));
  expect(form).toMatch(/出租方/);
  expect(form).not.toMatch(/卖方|买方/);
});

test('PB-3.1 the shop keeps the basics until F1 has gone, takes the money, hands over and settles; nobody else does its work', async () => {
  const { who } = property.here;
  const deal = await property.here.sign({ ...LEASE, signedAt: BEGIN });
  const basics = { ...LEASE, title: deal.title, city: '江州', property: { address: '滨江区滨江路 1 号 2 栋 1502' }, contractNumber: 'JJ-2026-0918-01', price: '4500.00', parties: deal.parties.map((p: Json) => ({ side: p.side, name: p.name, idKind: 'passport', idNumber: 'E12345678', phone: '13600004410' })) };
  const correct = (person: typeof who.agent, version: number) => person.send('PUT', `${PB}/deals/${deal.id}/basics`, { body: basics, headers: { 'if-match': `"${version}"` } });
  expect((await correct(who.specialist, deal.version)).body).toMatchObject({ status: 403, permission: 'deal.write' });
  const corrected = await correct(who.agent, deal.version);
  expect(corrected.body).toMatchObject({ price: '4500.00', property: { address: '滨江区滨江路 1 号 2 栋 1502' } });

  await property.here.sendF1(deal);
  const named = await property.here.assign(deal);
  const receipt = { kind: 'deposit', payerPartyId: partyOf(named, 'buyer').id, amount: '4500.00', receivedAt: BEGIN, method: 'transfer' };
  for (const person of [who.specialist, who.supervisor, who.finance]) {
    expect(await person.refused(403, 'POST', `${PB}/deals/${deal.id}/receipts`, receipt)).toMatchObject({ permission: 'funds.receive' });
    expect(await person.refused(403, 'POST', handoverPath(deal, 'f4/send'))).toMatchObject({ permission: 'deal.write' });
    expect(await person.refused(403, 'POST', `${PB}/deals/${deal.id}/send-f1`)).toMatchObject({ permission: 'deal.write' });
  }
  expect(await who.agent.post(`${PB}/deals/${deal.id}/receipts`, receipt)).toMatchObject({ amount: '4500.00', recordedBy: '邱晨' });
  await handOver(who.agent, named, BEGIN);
  await settleFees(who.agent, named, BEGIN);
  await who.agent.post(handoverPath(deal, 'f4/send'));
  expect(await who.agent.get(handoverPath(deal))).toMatchObject({ status: 'sent' });
});

test('PB-3.1 the shop follows its deal and coordinates what its clients ask: a word of the client reaches it, its note reaches the timeline', async () => {
  const { url } = await testPlatform();
  const { who } = property.here;
  const deal = await property.here.assignedLease();
  const buyer = holder(url, await linkOf(who.specialist, who.supervisor, deal, 'buyer'));
  const { questions } = await buyer.post(`${PAGE}/questions`, { text: '钥匙什么时候拿？' });
  await eventually('the shop is told', async () => (await who.agent.get('/v1/notification/inbox')).items.find((m: Json) => m.kind === 'client_said' && m.link.includes(deal.id)));
  await who.agent.post(`${PB}/deals/${deal.id}/clients/words/${questions[0].id}/answer`, { answer: '交房当天' });
  expect((await buyer.get(PAGE)).questions).toMatchObject([{ answer: '交房当天', answeredBy: '邱晨' }]);
  await who.agent.post(`${PB}/deals/${deal.id}/notes`, { text: '已与业主约好交钥匙' });
  expect((await who.specialist.get(`${PB}/deals/${deal.id}/timeline?kind=note`)).items).toMatchObject([{ by: '邱晨', text: '已与业主约好交钥匙' }]);
});
