import { ACCOUNT, BEGIN, owedBy, partyOf, PB, PHONE, propertyCompany } from '../property.ts';
import { receive } from '../property-funds.ts';
import { eventually, type Json } from '../stage.ts';

const property = propertyCompany(BEGIN);

/** A lease with a deposit of the lessee, and a condition that comes true with the handover. */
async function leaseWithDeposit(deposit: string, amount: string): Promise<{ deal: Json; condition: Json }> {
  const deal = await property.here.assigned({ business: 'lease', payment: null });
  await receive(property.here, deal, deposit, BEGIN);
  const condition = await property.here.who.specialist.post(`${PB}/deals/${deal.id}/payout-conditions`, { label: '押金付出租方', purpose: 'price', from: 'held_buyer', payeePartyId: partyOf(deal, 'seller').id, amount, on: { stepKey: 'handover' } });
  return { deal, condition };
}

async function handOver(deal: Json, finishedAt: string): Promise<void> {
  const { specialist } = property.here.who;
  const { steps } = await specialist.get(`${PB}/deals/${deal.id}/steps`);
  await specialist.post(`${PB}/deals/${deal.id}/steps/${steps.find((s: Json) => s.key === 'handover').id}/finish`, { finishedAt, phone: PHONE, outOfOrderReason: '先交房' });
}
const draft = (deal: Json, condition: Json): Promise<Json> => property.here.who.specialist.post(`${PB}/deals/${deal.id}/payment-slips`, { conditionId: condition.id, fields: ACCOUNT });

test('PB-4.7 F3 is owed on the day on which the condition came true, and going to finance meets it; copies go by e-mail to manager, supervisor and the shop', async () => {
  const { who, of } = property.here;
  const { deal, condition } = await leaseWithDeposit('50000.00', '30000.00');
  expect(await who.specialist.refused(422, 'POST', `${PB}/deals/${deal.id}/payment-slips`, { conditionId: condition.id, fields: ACCOUNT })).toMatchObject({ clause: 'PB-4.7', code: 'condition_not_met' });
  await handOver(deal, BEGIN);
  expect(owedBy(await who.specialist.get(`${PB}/deals/${deal.id}`), 'PB-4.7')).toMatchObject([{ status: 'open', startedAt: BEGIN, dueAt: '2026-09-18T16:00:00.000Z', owner: { userId: of.people['specialist']!.id } }]);
  const slip = await draft(deal, condition);
  expect(slip).toMatchObject({ amount: '30000.00', payeeName: '钱永年', fromName: { zh: '承租方代管款' }, hindrances: [] });
  await who.specialist.post(`${PB}/payment-slips/${slip.id}/submit`);
  expect(owedBy(await who.specialist.get(`${PB}/deals/${deal.id}`), 'PB-4.7')).toMatchObject([{ status: 'met' }]);
  const { copies } = await eventually('everybody has it', async () => {
    const found = await who.finance.get(`${PB}/payment-slips/${slip.id}`);
    return found.copies.every((c: Json) => c.result === 'accepted') && found;
  });
  expect(copies.map((c: Json) => `${c.recipient} ${c.channel}`)).toEqual(['finance inapp', 'finance email', 'manager email', 'supervisor email', 'shop email']);
});

test('PB-4.7 entered the day after, F3 is overdue from the end of the day on which the condition came true (R6)', async () => {
  const { deal, condition } = await leaseWithDeposit('50000.00', '100.00');
  await handOver(deal, '2026-09-17T08:00:00.000Z');
  const slip = await draft(deal, condition);
  await property.here.who.specialist.post(`${PB}/payment-slips/${slip.id}/submit`);
  expect(owedBy(await property.here.who.specialist.get(`${PB}/deals/${deal.id}`), 'PB-4.7')).toMatchObject([{ status: 'met_late', breachedAt: '2026-09-17T16:00:00.000Z' }]);
});

test('PB-4.7 the supervisor audits before money moves; nobody audits their own, and maker and auditor do not pay', async () => {
  const { who } = property.here;
  const { deal, condition } = await leaseWithDeposit('50000.00', '30000.00');
  await handOver(deal, BEGIN);
  const slip = await draft(deal, condition);
  const its = `${PB}/payment-slips/${slip.id}`;
  await who.specialist.post(`${its}/submit`);
  const decision = { decision: 'approve' };
  const paidAt = async () => ({ paidAt: (await who.finance.get(its)).auditedAt ?? BEGIN, bankReference: 'OUT-77' });
  expect(await who.finance.refused(409, 'POST', `${its}/pay`, await paidAt())).toMatchObject({ clause: 'PB-4.7', allowed: ['audited', 'returned', 'withdrawn'] });
  expect(await who.specialist.refused(422, 'POST', `${its}/decide`, decision)).toMatchObject({ clause: 'PF-12', code: 'own_approval' });
  expect(await who.manager.refused(403, 'POST', `${its}/decide`, decision)).toMatchObject({ code: 'not_the_approver' });
  await who.supervisor.post(`${its}/decide`, { decision: 'return', reason: '账号不对' });
  await who.specialist.post(`${its}/submit`);
  expect(await who.supervisor.post(`${its}/decide`, decision)).toMatchObject({ status: 'audited', round: 2, auditedBy: ['何静'] });
  expect(await who.supervisor.refused(403, 'POST', `${its}/pay`, await paidAt())).toMatchObject({ permission: 'slip.pay' });
  expect(await who.finance.post(`${its}/pay`, await paidAt())).toMatchObject({ status: 'paid', paidBy: '钟玲', bankReference: 'OUT-77' });
  expect(await who.finance.get(`${PB}/deals/${deal.id}/book`)).toMatchObject({ held: '20000.00', inPayment: '0.00' });
  const { items } = await who.finance.get(`${PB}/deals/${deal.id}/book/entries?limit=1`);
  expect(items).toMatchObject([{ kind: 'pay_out', reference: slip.id, lines: [{ account: 'in_payment', debit: '30000.00' }, { account: 'bank', credit: '30000.00', balance: '20000.00' }] }]);
});

test('PB-4.7 a slip of the supervisor goes to the manager; above what the deal holds none is made, and what is with finance counts', async () => {
  const { who } = property.here;
  const { deal } = await leaseWithDeposit('5000.00', '1.00');
  const refund = (amount: string) => ({ purpose: 'refund', from: 'held_buyer', amount, payeePartyId: partyOf(deal, 'buyer').id, fields: ACCOUNT });
  const path = `${PB}/deals/${deal.id}/payment-slips`;
  expect(await who.supervisor.refused(422, 'POST', path, refund('5000.01'))).toMatchObject({ clause: 'PB-4.7', code: 'insufficient', held: '5000.00' });
  const slip = await who.supervisor.post(path, refund('3000.00'));
  await who.supervisor.post(`${PB}/payment-slips/${slip.id}/submit`);
  expect(await who.specialist.refused(422, 'POST', path, refund('2000.01'))).toMatchObject({ code: 'insufficient', held: '2000.00' });
  expect(await who.supervisor.refused(422, 'POST', `${PB}/payment-slips/${slip.id}/decide`, { decision: 'approve' })).toMatchObject({ code: 'own_approval' });
  expect(await who.manager.post(`${PB}/payment-slips/${slip.id}/decide`, { decision: 'approve' })).toMatchObject({ status: 'audited', auditedBy: ['蒋峰'] });
});

test('PB-4.7 finance says which fields F3 has; without one it does not go out', async () => {
  const { who } = property.here;
  const { deal } = await leaseWithDeposit('5000.00', '1.00');
  const slip = await who.specialist.post(`${PB}/deals/${deal.id}/payment-slips`, { purpose: 'refund', from: 'held_buyer', amount: '1.00', payeePartyId: partyOf(deal, 'buyer').id, fields: { bank: ACCOUNT.bank } });
  expect(await who.specialist.refused(422, 'POST', `${PB}/payment-slips/${slip.id}/submit`)).toMatchObject({ clause: 'PB-4.7', code: 'slip_incomplete', errors: [{ field: 'fields.accountNumber' }] });
});
