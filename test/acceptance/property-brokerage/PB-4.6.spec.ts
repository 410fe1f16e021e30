import { openPropertyCompany, owedBy, partyOf, PB, propertyCompany } from '../property.ts';
import { receiptOf, receive, reported } from '../property-funds.ts';
import { eventually, type Json, START_MS } from '../stage.ts';

/** Friday 8 May, four in the afternoon in Shanghai. */
const NOW = '2026-05-08T08:00:00.000Z';
const SIGNED = { signedAt: '2026-04-30T02:00:00.000Z' };
const property = propertyCompany(NOW);

test('PB-4.6 money of Thu 30 April and Fri 8 May is reported by Wed 6 May 24:00 and by Sat 9 May 24:00, to finance with copies to manager, supervisor and specialist by inbox and e-mail', async () => {
  const { who, of } = property.here;
  const deal = await property.here.assigned(SIGNED);
  const [late, inTime] = [await receive(property.here, deal, '100000.00', '2026-04-30T07:00:00.000Z'), await receive(property.here, deal, '200000.00', '2026-05-08T07:00:00.000Z')];
  expect([late, inTime].map((r) => [r.obligation.clauseId, r.obligation.dueAt, r.obligation.owner.userId])).toEqual([['PB-4.6', '2026-05-06T16:00:00.000Z', of.people['agent']!.id], ['PB-4.6', '2026-05-09T16:00:00.000Z', of.people['agent']!.id]]);
  expect(owedBy(await who.agent.get(`${PB}/deals/${deal.id}`), 'PB-4.6')).toHaveLength(2);
  const { items } = await who.agent.post(`${PB}/receipts/report`, { receiptIds: [late.id, inTime.id] });
  expect(items.map((r: Json) => r.outcome)).toEqual(['sent', 'sent']);
  const done = await reported(property.here, deal, inTime.id);
  expect(done.obligation.status).toBe('met');
  expect(done.report.recipients.map((r: Json) => `${r.recipient} ${r.channel} ${r.result}`).toSorted()).toEqual(['finance', 'manager', 'specialist', 'supervisor'].flatMap((key) => [`${key} email accepted`, `${key} inapp accepted`]));
  expect((await reported(property.here, deal, late.id)).obligation).toMatchObject({ status: 'met_late', breachedAt: '2026-05-06T16:00:00.000Z' });
  const told = await eventually('finance has it in the inbox', async () => (await who.finance.get('/v1/notification/inbox')).items.find((m: Json) => m.title.zh.includes('200,000.00')));
  expect(told.link).toContain(deal.id);
  expect((await who.finance.get(`${PB}/receipts?reported=yes&day=2026-05-08`)).items.map((r: Json) => r.id)).toEqual([inTime.id]);
});

test('PB-4.6 a company without a manager shows "vacant", and the report is complete without them (R16)', async () => {
  const vacant = await openPropertyCompany(NOW, ['manager']);
  const deal = await vacant.assigned(SIGNED);
  const receipt = await receive(vacant, deal, '5000.00', '2026-05-08T07:00:00.000Z');
  await vacant.who.agent.post(`${PB}/receipts/report`, { receiptIds: [receipt.id] });
  const done = await reported(vacant, deal, receipt.id);
  expect(done.report.recipients.filter((r: Json) => r.recipient === 'manager').map((r: Json) => r.result)).toEqual(['vacant', 'vacant']);
  expect(done.obligation.status).toBe('met');
}, START_MS);

test('PB-4.6 a reversal owes a report of its own, made once while the money is there; the fulfilled report stays', async () => {
  const { who } = property.here;
  const deal = await property.here.assigned(SIGNED);
  const receipt = await receive(property.here, deal, '8000.00', '2026-05-08T07:00:00.000Z');
  await who.agent.post(`${PB}/receipts/report`, { receiptIds: [receipt.id] });
  await reported(property.here, deal, receipt.id);
  const reversal = await who.finance.post(`${PB}/receipts/${receipt.id}/reverse`, { reason: '记到别的单上了' });
  expect(reversal).toMatchObject({ reversalOf: receipt.id, report: { state: 'owed' }, obligation: { clauseId: 'PB-4.6', status: 'open', dueAt: '2026-05-09T16:00:00.000Z' } });
  expect((await receiptOf(property.here, deal, receipt.id)).obligation.status).toBe('met');
  expect(await who.agent.refused(409, 'POST', `${PB}/receipts/${receipt.id}/reverse`, { reason: '再冲一次' })).toMatchObject({ clause: 'PB-4.6', code: 'already_reversed' });
  await who.agent.post(`${PB}/receipts/report`, { receiptIds: [reversal.id] });
  expect((await reported(property.here, deal, reversal.id)).obligation.status).toBe('met');
  expect(await who.finance.get(`${PB}/deals/${deal.id}/book`)).toMatchObject({ held: '0.00' });
});

test('PB-4.6 money is collected by the shop, never ahead of time, and each fen has its owner in the book', async () => {
  const { who } = property.here;
  const deal = await property.here.assigned(SIGNED);
  const path = `${PB}/deals/${deal.id}/receipts`;
  const body = { kind: 'deposit', payerPartyId: partyOf(deal, 'buyer').id, amount: '0.01', receivedAt: '2026-05-08T07:00:00.000Z', method: 'card' };
  expect(await who.specialist.refused(403, 'POST', path, body)).toMatchObject({ permission: 'funds.receive' });
  expect(await who.agent.refused(400, 'POST', path, { ...body, receivedAt: '2026-06-01T00:00:00.000Z' })).toMatchObject({ clause: 'PB-4.6', errors: [{ field: 'receivedAt', code: 'future' }] });
  for (const more of [{}, { kind: 'tax', amount: '9000' }, { kind: 'commission', amount: '32800', payerPartyId: partyOf(deal, 'seller').id }]) await who.agent.post(path, { ...body, ...more });
  const book = await who.finance.get(`${PB}/deals/${deal.id}/book`);
  expect(book.held).toBe('41800.01');
  expect(book.accounts.filter((a: Json) => a.balance !== '0.00').map((a: Json) => [a.code, a.owner, a.balance])).toEqual([['bank', null, '41800.01'], ['held_buyer', 'buyer', '0.01'], ['tax_buyer', 'buyer', '9000.00'], ['commission_seller', 'seller', '32800.00']]);
  expect(await who.supervisor.refused(422, 'POST', `${PB}/deals/${deal.id}/cancel`, { reason: '客户解约' })).toMatchObject({ code: 'funds_held', held: '41800.01' });
});
