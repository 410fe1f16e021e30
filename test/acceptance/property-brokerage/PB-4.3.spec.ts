import { ACTED_FOR, BEGIN, owedBy, PB, PHONE, propertyCompany } from '../property.ts';
import { eventually, type Json } from '../stage.ts';

const property = propertyCompany(BEGIN);
const introductions = async (deal: Json): Promise<Json> => (await property.here.transfer(deal)).introductions;
const call = (deal: Json, partyId: string, outcome: 'reached' | 'no_answer' = 'reached'): Promise<Json> => property.here.who.agent.post(`${PB}/deals/${deal.id}/introductions/calls`, { partyId, outcome });
const texted = (deal: Json): Promise<Json> => eventually('both texts are accepted', async () => {
  const seen = await introductions(deal);
  return seen.parties.every((p: Json) => p.texts[0]?.result === 'accepted') && seen;
}, 20_000);

test('PB-4.3a on the day of the accepted transfer the agent phones both parties and the specialist texts both; it is met when both texts were accepted', async () => {
  const { who } = property.here;
  const deal = await property.here.taken({ signedAt: BEGIN, parties: ACTED_FOR });
  const [seller, buyer] = deal.parties;
  expect(owedBy(deal, 'PB-4.3a')).toMatchObject([{ status: 'open', parameterKey: 'pb.inform.sameDay', dueAt: '2026-09-18T16:00:00.000Z', owner: { userId: property.here.id('agent') } }]);
  await call(deal, seller.id);
  expect(owedBy(await call(deal, buyer.id), 'PB-4.3a')).toMatchObject([{ status: 'open' }]);
  await who.specialist.post(`${PB}/deals/${deal.id}/introductions/texts`, { phone: PHONE });
  const seen = await texted(deal);
  expect(seen.parties).toMatchObject([{ contact: '钱勇', calls: [{ outcome: 'reached', told: '钱勇', by: '邱晨' }], texts: [{ told: '钱勇', by: '孙莉' }] }, { contact: '周子涵' }]);
  expect(owedBy(await property.here.deal(deal), 'PB-4.3a')).toMatchObject([{ status: 'met' }]);
  const sent = (await who.supervisor.get('/v1/notification/outbox-messages?limit=100')).items.filter((m: Json) => m.channel === 'sms' && m.to.includes('13700001111'));
  expect(sent).toMatchObject([{ status: 'accepted', text: expect.stringContaining(`由专员孙莉为您办理，电话 ${PHONE}`) }]);
});

test('PB-4.3a an unreachable party needs two calls and a text; one call is not enough', async () => {
  const { who } = property.here;
  const deal = await property.here.taken({ signedAt: BEGIN });
  const [seller, buyer] = deal.parties;
  await who.specialist.post(`${PB}/deals/${deal.id}/introductions/texts`, { phone: PHONE });
  await call(deal, seller.id);
  await texted(deal);
  expect(owedBy(await call(deal, buyer.id, 'no_answer'), 'PB-4.3a')).toMatchObject([{ status: 'open' }]);
  expect(owedBy(await call(deal, buyer.id, 'no_answer'), 'PB-4.3a')).toMatchObject([{ status: 'met' }]);
  expect((await introductions(deal)).parties[1]).toMatchObject({ calls: [{ outcome: 'no_answer' }, { outcome: 'no_answer' }], informedAt: expect.any(String) });
});

test('PB-4.3a nobody is told before the transfer is accepted; the text is that of the deal\'s own specialist', async () => {
  const { who } = property.here;
  const early = await property.here.assigned({ signedAt: BEGIN });
  expect(await who.agent.refused(409, 'POST', `${PB}/deals/${early.id}/introductions/calls`, { partyId: early.parties[0].id, outcome: 'reached' })).toMatchObject({ clause: 'PB-4.3a', code: 'not_taken' });
  const deal = await property.here.taken({ signedAt: BEGIN });
  expect(await who.specialist2.refused(422, 'POST', `${PB}/deals/${deal.id}/introductions/texts`, { phone: PHONE })).toMatchObject({ clause: 'PB-3.2' });
});
