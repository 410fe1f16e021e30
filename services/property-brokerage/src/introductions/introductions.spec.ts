import { newId } from '@luyue/kernel';
import { type Brokerage, BUYER, owed, type Running, SELLER, startBrokerage } from '../brokerage.harness.ts';
import { money, type Till } from '../money.harness.ts';
import { ACTED_FOR, papers } from '../transfer.harness.ts';
import type { DealView } from '../views.ts';

const PHONE = '13800001111';
let stage: Running;
let east: Brokerage;
let west: Brokerage;
let docs: ReturnType<typeof papers>;
let till: Till;
beforeAll(async () => {
  stage = await startBrokerage();
  [east, west] = [await stage.company('江州置业'), await stage.company('海州置业', '2026-09-18T02:00:00.000Z', { 'pb.inform.attempts': 3 })];
  [docs, till] = [papers(stage), money(stage)];
}, 60_000);
afterAll(() => stage.stop());

const call = (at: Brokerage, deal: DealView, partyId: string, body: object = {}) => stage.staff(at).agent.send('POST', `deals/${deal.id}/introductions/calls`, { partyId, outcome: 'reached', ...body });
const text = (at: Brokerage, deal: DealView, body: object = { phone: PHONE }) => stage.staff(at).specialist.send('POST', `deals/${deal.id}/introductions/texts`, body);
const lastAsked = async (at: Brokerage) => (await till.asked(at, 'party_introduced')).at(-1)!;
const dutyOf = async (at: Brokerage, deal: DealView) => owed((await stage.staff(at).agent.get(`deals/${deal.id}`)).body, 'PB-4.3a')[0]!;
const told = async (at: Brokerage, deal: DealView) => (await docs.view(at, deal)).introductions;

test('PB-4.3a the agent phones both parties, the specialist texts both; with both texts accepted it is met, at the time of the last', async () => {
  const deal = await docs.taken(east, { parties: ACTED_FOR });
  const [seller, buyer] = deal.parties;
  await call(east, deal, seller!.id, { note: '转告弟弟' });
  await call(east, deal, buyer!.id);
  expect(await dutyOf(east, deal)).toMatchObject({ status: 'open', dueAt: '2026-09-18T16:00:00.000Z' });
  expect((await text(east, deal)).status).toBe(200);
  const asked = await lastAsked(east);
  // Whoever acts for the seller is texted in his place; a bounced text may go to the buyer's address.
  expect(asked).toMatchObject({ clauseId: 'PB-4.3a', dueAt: '2026-09-18T16:00:00.000Z', values: { tenant: '江州置业', specialist: '孙莉', phone: PHONE }, to: [{ key: seller!.id, name: '钱勇', phone: '13700001111', email: null, channels: ['sms'] }, { key: buyer!.id, name: '周子涵', phone: '13900007702', email: 'zhou@example.com', channels: ['sms'] }] });
  await till.settle(east, asked, '2026-09-18T03:00:00.000Z', { [buyer!.id]: 'bounced' });
  expect(await dutyOf(east, deal)).toMatchObject({ status: 'open' });
  expect((await told(east, deal)).parties).toMatchObject([{ contact: '钱勇', phoneMasked: '137****1111', sideName: { zh: '卖方' }, calls: [{ outcome: 'reached', told: '钱勇', by: '邱晨', note: '转告弟弟' }], texts: [{ result: 'accepted', by: '孙莉' }], informedAt: expect.any(String) }, { contact: '周子涵', texts: [{ result: 'bounced' }], informedAt: null }]);
  await till.settle(east, asked, '2026-09-18T04:00:00.000Z', { [seller!.id]: null, [buyer!.id]: 'retried' }, 2);
  expect(await dutyOf(east, deal)).toMatchObject({ status: 'met', settledAt: '2026-09-18T04:00:00.000Z' });
  expect(await told(east, deal)).toMatchObject({ attempts: 2, obligation: { status: 'met' } });
});

test('PB-4.3a an unreachable party needs so many calls as the policy says, and a text; the last call meets it', async () => {
  const deal = await docs.taken(west);
  const [seller, buyer] = deal.parties;
  await text(west, deal);
  await till.settle(west, await lastAsked(west), (await stage.now(west)).toISOString());
  await call(west, deal, seller!.id);
  for (let n = 0; n < 2; n += 1) await call(west, deal, buyer!.id, { outcome: 'no_answer' });
  expect(await dutyOf(west, deal)).toMatchObject({ status: 'open' });
  expect((await told(west, deal)).parties[1]).toMatchObject({ informedAt: null, calls: [{ outcome: 'no_answer' }, { outcome: 'no_answer' }] });
  const { body } = await call(west, deal, buyer!.id, { outcome: 'no_answer', note: '留言' });
  expect(owed(body, 'PB-4.3a')).toMatchObject([{ status: 'met' }]);
});

test('PB-4.3a accepted after the day of the accepted transfer it is late (reading 3)', async () => {
  const deal = await docs.taken(east);
  for (const party of deal.parties) await call(east, deal, party.id);
  await text(east, deal);
  await till.settle(east, await lastAsked(east), '2026-09-18T16:00:00.001Z');
  expect(await dutyOf(east, deal)).toMatchObject({ status: 'met_late', breachedAt: '2026-09-18T16:00:00.000Z' });
});

test('PB-4.3a calls made at the transfer, before it was accepted, count; one in the future or before F1 came does not', async () => {
  const deal = await docs.taken(east);
  const [seller, buyer] = deal.parties;
  expect((await call(east, deal, seller!.id, { at: '2026-09-19T02:00:00.000Z' })).body.errors).toMatchObject([{ field: 'at', code: 'future' }]);
  expect((await call(east, deal, seller!.id, { at: '2026-09-17T02:00:00.000Z' })).body.errors).toMatchObject([{ field: 'at', code: 'before_naming' }]);
  expect((await call(east, deal, newId())).body.errors).toMatchObject([{ field: 'partyId', code: 'unknown_party' }]);
  for (const party of [seller!, buyer!]) expect((await call(east, deal, party.id, { at: deal.f1SentAt! })).status).toBe(200);
  await text(east, deal);
  await till.settle(east, await lastAsked(east), deal.f1SentAt!);
  expect(await dutyOf(east, deal)).toMatchObject({ status: 'met', settledAt: deal.takenAt });
});

test('PB-4.3a the text names the phone of the specialist, and goes again only to those whom it did not reach', async () => {
  const deal = await docs.taken(east);
  const { agent, colleague } = stage.staff(east);
  expect((await text(east, deal, { phone: '12' })).body.errors).toMatchObject([{ field: 'phone', code: 'phone' }]);
  expect((await colleague.send('POST', `deals/${deal.id}/introductions/texts`, { phone: PHONE })).body).toMatchObject({ code: 'not_the_specialist', clause: 'PB-3.2' });
  expect((await agent.send('POST', `deals/${deal.id}/introductions/texts`, { phone: PHONE })).body).toMatchObject({ permission: 'deal.work' });
  expect((await stage.staff(east).specialist.send('POST', `deals/${deal.id}/introductions/calls`, { partyId: deal.parties[0]!.id, outcome: 'reached' })).body).toMatchObject({ permission: 'deal.write' });
  await text(east, deal);
  expect((await text(east, deal)).body).toMatchObject({ status: 409, code: 'texts_under_way', clause: 'PB-4.3a' });
  const [seller, buyer] = deal.parties;
  await till.settle(east, await lastAsked(east), '2026-09-18T03:00:00.000Z', { [seller!.id]: 'bounced' });
  expect((await text(east, deal)).status).toBe(200);
  expect((await lastAsked(east)).to.map((r) => r.key)).toEqual([seller!.id]);
  expect((await told(east, deal)).parties.map((p) => p.texts.map((t) => t.result))).toEqual([['bounced', null], ['accepted']]);
  expect(buyer!.id).not.toBe(seller!.id);
});

test('PB-4.3a nothing is told before the deal is taken; another specialist is introduced anew, and a result for another company is nobody\'s', async () => {
  const early = await stage.assigned(east);
  expect((await call(east, early, early.parties[0]!.id)).body).toMatchObject({ status: 409, code: 'not_taken', clause: 'PB-4.3a' });
  expect((await text(east, early)).body).toMatchObject({ code: 'not_taken' });
  const deal = await docs.taken(east, { parties: [SELLER, BUYER] });
  for (const party of deal.parties) await call(east, deal, party.id);
  await stage.staff(east).supervisor.send('POST', `deals/${deal.id}/reassign`, { specialistUserId: east.colleague.id, reason: '病假' });
  expect((await told(east, deal)).parties.map((p) => p.calls)).toEqual([[], []]);
  await stage.staff(east).colleague.send('POST', `deals/${deal.id}/introductions/texts`, { phone: PHONE });
  const asked = await lastAsked(east);
  await till.settle(west, asked, '2026-09-18T03:00:00.000Z');
  await till.settle(east, asked, '2026-09-18T03:00:00.000Z');
  expect(await dutyOf(east, deal)).toMatchObject({ status: 'open' });
  for (const party of deal.parties) await call(east, deal, party.id);
  expect(await dutyOf(east, deal)).toMatchObject({ status: 'met' });
  expect((await stage.staff(west).agent.send('POST', `deals/${deal.id}/introductions/calls`, { partyId: deal.parties[0]!.id, outcome: 'reached' })).status).toBe(404);
});
