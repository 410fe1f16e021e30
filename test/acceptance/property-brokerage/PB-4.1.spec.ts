import { ACTED_FOR, BEGIN, owedBy, PB, propertyCompany, propertyGroup } from '../property.ts';
import { eventually, type Json } from '../stage.ts';

/** Saturday before Spring Festival, a make-up working day, two in the afternoon in Shanghai. */
const SATURDAY = '2026-02-14T06:00:00.000Z';
const spring = propertyCompany(SATURDAY);
const group = propertyGroup(BEGIN);

test('PB-4.1a, PB-4.1b, PB-4.1c and PB-4.2 over Spring Festival: F1 on the make-up Saturday, named on Tuesday the 24th, refused at 15:00, round 2 due on Wednesday, 24:00', async () => {
  const { who } = spring.here;
  const deal = await spring.here.sign({ signedAt: SATURDAY, parties: ACTED_FOR });
  expect(owedBy(deal, 'PB-4.1a')).toMatchObject([{ status: 'open', dueAt: '2026-02-14T16:00:00.000Z' }]);
  await spring.here.moveTo('2026-02-14T10:20:00.000Z', deal);
  const sent = await spring.here.sendF1(deal);
  expect([owedBy(sent, 'PB-4.1a'), owedBy(sent, 'PB-4.1b')]).toMatchObject([[{ status: 'met' }], [{ status: 'open', dueAt: '2026-02-24T16:00:00.000Z', owner: { userId: spring.here.id('supervisor') } }]]);

  await spring.here.moveTo('2026-02-24T02:00:00.000Z', deal);
  const named = await spring.here.assign(deal);
  expect([owedBy(named, 'PB-4.1b'), owedBy(named, 'PB-4.1c')]).toMatchObject([[{ status: 'met' }], [{ status: 'open', dueAt: '2026-02-24T16:00:00.000Z', owner: { userId: spring.here.id('agent') } }]]);
  await spring.here.bringAll(deal, ['power_of_attorney']);
  await spring.here.moveTo('2026-02-24T07:00:00.000Z', deal);
  const power = await spring.here.document(deal, 'power_of_attorney');
  const refused = await who.specialist.post(`${PB}/deals/${deal.id}/transfer/refuse`, { itemIds: [power.id], reason: '卖方由弟弟代办，缺公证委托书' });
  expect(owedBy(refused, 'PB-4.1c')).toMatchObject([{ status: 'cancelled', breachedAt: null }, { status: 'open', dueAt: '2026-02-25T16:00:00.000Z' }]);
  expect(await spring.here.transfer(deal)).toMatchObject({ rounds: 2, current: { round: 2, status: 'open' }, earlier: [{ round: 1, status: 'refused', missing: [{ name: { zh: '公证委托书' }, whose: '钱永年' }] }] });
  const told = await eventually('the agent is told', async () => (await who.agent.get('/v1/notification/inbox')).items.find((m: Json) => m.kind === 'transfer_refused'));
  expect(told).toMatchObject({ title: { zh: `${deal.number} 的资料被退回` }, text: { zh: '缺：公证委托书（钱永年）。孙莉：卖方由弟弟代办，缺公证委托书。请于 02-25 24:00 前补齐。' } });
}, 120_000);

test('PB-4.1a F1 reaches the supervisor of the department, in the inbox and by e-mail', async () => {
  const { city } = group.here;
  const deal = await city.sign({ signedAt: BEGIN });
  await city.sendF1(deal);
  await eventually('the supervisor has it', async () => (await city.who.supervisor.get('/v1/notification/inbox')).items.find((m: Json) => m.kind === 'f1_sent' && m.link.includes(deal.id)));
  const mail = await eventually('the e-mail is accepted', async () => (await city.who.supervisor.get('/v1/notification/outbox-messages?limit=100')).items.find((m: Json) => m.channel === 'email' && m.status === 'accepted' && m.subject.includes(deal.number)), 20_000);
  expect(mail).toMatchObject({ to: expect.stringContaining('何静'), subject: `${deal.number} 的 F1 已送达` });
});

test('PB-4.1a entered the day after, it is overdue from its due time on, stays late, and headquarters see it; the sister company does not', async () => {
  const { city, other, headquarters } = group.here;
  const deal = await city.sign({ signedAt: '2026-09-16T08:00:00.000Z' });
  expect(owedBy(deal, 'PB-4.1a')).toMatchObject([{ clock: 'overdue', dueAt: '2026-09-16T16:00:00.000Z', breachedAt: '2026-09-16T16:00:00.000Z' }]);
  const sent = await city.sendF1(deal);
  expect(owedBy(sent, 'PB-4.1a')).toMatchObject([{ status: 'met_late' }]);
  // A late F1 does not shorten the day of the department (reading 1): Sunday the 20th is a make-up working day.
  expect(owedBy(sent, 'PB-4.1b')).toMatchObject([{ dueAt: '2026-09-20T16:00:00.000Z' }]);
  const missed = await eventually('headquarters see it', async () => (await headquarters.get(`/v1/insight/obligations?clauseId=PB-4.1a&tenantId=${city.tenantId}&month=2026-09&group=missed`)).items.find((o: Json) => o.subject.number === deal.number));
  expect(missed).toMatchObject({ clauseId: 'PB-4.1a', breachedAt: '2026-09-16T16:00:00.000Z' });
  await other.who.supervisor.refused(404, 'GET', `${PB}/deals/${deal.id}`);
});

test('PB-4.1a an F1 without its basics is not sent: the refusal names each', async () => {
  const { city } = group.here;
  const deal = await city.sign({ signedAt: BEGIN, parties: ACTED_FOR.slice(0, 1), price: '0' });
  const { clause, errors } = await city.who.agent.refused(422, 'POST', `${PB}/deals/${deal.id}/send-f1`);
  expect([clause, errors.map((e: Json) => e.field)]).toEqual(['PB-4.1a', ['price', 'parties']]);
  expect(owedBy(await city.deal(deal), 'PB-4.1a')).toMatchObject([{ status: 'open' }]);
});

test('PB-4.1b somebody who is no specialist of the department is refused; whoever declines leaves the next naming a clock of its own', async () => {
  const { city, other } = group.here;
  const deal = await city.sign({ signedAt: BEGIN });
  await city.sendF1(deal);
  const assign = `${PB}/deals/${deal.id}/assign`;
  await city.assign(await city.deal(deal));
  expect(await city.who.supervisor.refused(422, 'POST', `${PB}/deals/${deal.id}/reassign`, { specialistUserId: city.id('agent'), reason: '试试' })).toMatchObject({ clause: 'PB-4.1b', code: 'not_a_specialist' });
  expect((await city.who.supervisor.refused(400, 'POST', `${PB}/deals/${deal.id}/reassign`, { specialistUserId: other.id('specialist'), reason: '试试' })).errors).toMatchObject([{ code: 'unknown_user' }]);
  const declined = await city.who.specialist.post(`${PB}/deals/${deal.id}/decline`, { reason: '休假' });
  expect(owedBy(declined, 'PB-4.1b').map((o) => o.status).toSorted()).toEqual(['met', 'open']);
  await city.who.agent.refused(403, 'POST', assign, { specialistUserId: city.id('specialist2') });
  expect(await city.assign(deal, 'specialist2')).toMatchObject({ status: 'assigned', specialistName: '罗敏' });
  // R15: what a specialist owes goes over to the next one, with its due time.
  expect((await city.transfer(deal)).rounds).toBe(1);
});

test('PB-4.1c only the specialist of the deal accepts or refuses; accepted, it is met and the deal is taken', async () => {
  const { city } = group.here;
  const deal = await city.assigned({ signedAt: BEGIN });
  await city.bringAll(deal);
  const accept = `${PB}/deals/${deal.id}/transfer/accept`;
  expect(await city.who.specialist2.refused(422, 'POST', accept)).toMatchObject({ clause: 'PB-3.2', code: 'not_the_specialist' });
  await city.who.agent.refused(403, 'POST', accept);
  const taken = await city.who.specialist.post(accept);
  expect(taken).toMatchObject({ status: 'taken', takenAt: expect.any(String) });
  expect(['PB-4.1c', 'PB-4.3a', 'PB-4.3b', 'PB-4.4'].map((id) => owedBy(taken, id).map((o) => o.status))).toEqual([['met'], ['open'], ['open'], ['open']]);
  expect(await city.who.specialist.refused(409, 'POST', accept)).toMatchObject({ clause: 'PB-4.1c', code: 'no_open_round' });
});

test('PB-4.1c a round that was over its time keeps its breach when it is refused, and the next has its own clock', async () => {
  const { other } = group.here;
  const deal = await other.assigned({ signedAt: BEGIN });
  await other.moveTo('2026-09-21T02:00:00.000Z', deal);
  const refused = await other.who.specialist.post(`${PB}/deals/${deal.id}/transfer/refuse`, { itemIds: [(await other.document(deal, 'f2')).id], reason: '没带 F2' });
  expect(owedBy(refused, 'PB-4.1c')).toMatchObject([{ status: 'cancelled', breachedAt: '2026-09-20T16:00:00.000Z' }, { status: 'open', dueAt: '2026-09-22T16:00:00.000Z', breachedAt: null }]);
});
