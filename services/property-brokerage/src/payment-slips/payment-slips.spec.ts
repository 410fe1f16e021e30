import { type Brokerage, owed, type Running, startBrokerage } from '../brokerage.harness.ts';
import { ACCOUNT, money, type Till } from '../money.harness.ts';
import type { DealView } from '../views.ts';

let stage: Running;
let till: Till;
let east: Brokerage;
let west: Brokerage;
beforeAll(async () => {
  stage = await startBrokerage();
  till = money(stage);
  [east, west] = [await stage.company('江州置业'), await stage.company('海州置业')];
}, 60_000);
afterAll(() => stage.stop());

const now = async (at: Brokerage) => (await stage.now(at)).toISOString();
const funded = async (at: Brokerage, amount: string): Promise<DealView> => {
  const deal = await stage.assigned(at);
  await till.received(at, deal, amount);
  return deal;
};

describe('PB-4.7 from the condition to the payment', () => {
  test('PB-4.7 F3 goes to finance with copies and meets the clause; the supervisor audits, finance pays at the bank’s time', async () => {
    const deal = await funded(east, '100000');
    const { specialist, supervisor, finance } = stage.staff(east);
    const draft = await till.draft(east, deal, '30000');
    expect(draft).toMatchObject({ status: 'draft', number: expect.stringMatching(/^FK20260918-\d{4}$/), payeeName: '钱永年', amount: '30000.00', from: 'held_buyer', hindrances: [], conditionLabel: '首付款付卖方' });
    // A draft promises nothing.
    expect(await till.book(east, deal)).toMatchObject({ held: '100000.00', inPayment: '0.00' });

    const { body: sent } = await specialist.send('POST', `payment-slips/${draft.id}/submit`);
    expect(sent).toMatchObject({ status: 'submitted', round: 1, hindrances: [{ code: 'not_audited' }], approvals: [{ status: 'pending', matter: 'payment_slip', waitingFor: [{ role: 'supervisor', people: [{ name: '何静' }] }] }] });
    expect(owed((await specialist.get(`deals/${deal.id}`)).body, 'PB-4.7')).toMatchObject([{ status: 'met' }]);
    expect(await till.book(east, deal)).toMatchObject({ held: '100000.00', inPayment: '30000.00', available: '70000.00' });
    const [message] = (await till.asked(east, 'payment_slip_submitted')).slice(-1);
    expect(message).toMatchObject({ clauseId: 'PB-4.7', values: { slip: draft.number, amount: { zh: '30,000.00 元' }, payee: '钱永年' } });
    expect(message!.to.map((r) => [r.key, r.channels, r.copy])).toEqual([['finance', ['inapp', 'email'], false], ['manager', ['email'], true], ['supervisor', ['email'], true], ['shop', ['email'], true]]);
    expect(message!.to.at(-1)).toMatchObject({ role: 'shop', unitId: east.shop });
    await till.settle(east, message!, '2026-09-18T02:30:00.000Z', { manager: 'vacant' });
    expect((await finance.get(`payment-slips/${draft.id}`)).body.copies).toContainEqual({ recipient: 'manager', channel: 'email', result: 'vacant', at: '2026-09-18T02:30:00.000Z' });

    const pay = async (paidAt: string, who = finance) => who.send('POST', `payment-slips/${draft.id}/pay`, { paidAt, bankReference: 'OUT-1' });
    expect((await pay(await now(east))).body).toMatchObject({ status: 409, code: 'transition_refused', clause: 'PB-4.7', allowed: ['audited', 'returned', 'withdrawn'] });
    const { body: audited } = await supervisor.send('POST', `payment-slips/${draft.id}/decide`, { decision: 'approve', note: '核对无误' });
    expect(audited).toMatchObject({ status: 'audited', auditedBy: ['何静'], approvals: [{ status: 'approved' }] });
    expect((await till.asked(east, 'payment_slip_decided')).at(-1)).toMatchObject({ values: { outcome: { zh: '审核通过' } }, to: [{ key: 'maker', userId: east.specialist.id }, { key: 'finance' }] });
    expect((await pay('2026-09-18T01:00:00.000Z')).body).toMatchObject({ status: 422, code: 'paid_before_audit', clause: 'PB-4.7' });
    expect((await pay('2026-09-19T01:00:00.000Z')).body.errors).toMatchObject([{ field: 'paidAt', code: 'future' }]);
    const paidAt = await now(east);
    expect((await pay(paidAt)).body).toMatchObject({ status: 'paid', paidAt, paidBy: '财务', bankReference: 'OUT-1' });
    expect((await pay(paidAt)).body).toMatchObject({ status: 409, code: 'transition_refused' });
    expect(await till.book(east, deal)).toMatchObject({ held: '70000.00', inPayment: '0.00' });
    const [entry] = (await finance.get(`deals/${deal.id}/book/entries?limit=1`)).body.items;
    expect(entry).toMatchObject({ kind: 'pay_out', reference: draft.id, at: paidAt });
    expect(await till.discrepancies(east)).toEqual([]);
  });

  test('PB-4.7 a slip before its condition is refused by the clause, and so is one whose condition is no longer true', async () => {
    const deal = await funded(east, '100');
    const { specialist } = stage.staff(east);
    const condition = (await specialist.send('POST', `deals/${deal.id}/payout-conditions`, { label: '尾款', purpose: 'price', from: 'held_buyer', payeeName: '钱永年', amount: '100', on: { text: '交房' } })).body;
    const make = () => specialist.send('POST', `deals/${deal.id}/payment-slips`, { conditionId: condition.id, fields: ACCOUNT });
    expect((await make()).body).toMatchObject({ status: 422, code: 'condition_not_met', clause: 'PB-4.7' });
    await specialist.send('POST', `payout-conditions/${condition.id}/meet`, { metAt: await now(east) });
    const { body: draft } = await make();
    expect((await make()).body).toMatchObject({ status: 409, code: 'condition_has_slip', clause: 'PB-4.7' });
    await specialist.send('POST', `payout-conditions/${condition.id}/drop`, { reason: '记错了' });
    expect((await specialist.send('POST', `payment-slips/${draft.id}/submit`)).body).toMatchObject({ status: 422, code: 'condition_not_met' });
  });

  test('PB-4.7 above what the deal holds is refused, what other slips have set aside counted in, and a reserved receipt is not reversed', async () => {
    const deal = await funded(east, '50000');
    const { specialist, agent } = stage.staff(east);
    await till.submitted(east, deal, '30000');
    const { id: conditionId } = await till.conditionMet(east, deal, '20000.01');
    expect((await specialist.send('POST', `deals/${deal.id}/payment-slips`, { conditionId, fields: ACCOUNT })).body).toMatchObject({ status: 422, code: 'insufficient', clause: 'PB-4.7', held: '20000.00', asked: '20000.01' });
    const [receipt] = (await agent.get(`deals/${deal.id}/receipts`)).body.items;
    expect((await agent.send('POST', `receipts/${receipt.id}/reverse`, { reason: '退款' })).body).toMatchObject({ status: 422, code: 'insufficient', clause: 'PB-4.6', held: '20000.00' });
  });

  test('PB-4.7 returned with a reason it frees its money and goes out again as the next round; the met clause stays met', async () => {
    const deal = await funded(east, '50000');
    const { specialist, supervisor, finance } = stage.staff(east);
    const slip = await till.submitted(east, deal, '50000');
    expect((await supervisor.send('POST', `payment-slips/${slip.id}/decide`, { decision: 'return' })).body.errors).toMatchObject([{ field: 'reason' }]);
    const { body: returned } = await supervisor.send('POST', `payment-slips/${slip.id}/decide`, { decision: 'return', reason: '账号对不上' });
    expect(returned).toMatchObject({ status: 'returned', reason: '账号对不上', approvals: [{ status: 'returned', round: 1 }] });
    expect(await till.book(east, deal)).toMatchObject({ inPayment: '0.00', available: '50000.00' });
    const { body: edited } = await specialist.send('PUT', `payment-slips/${slip.id}`, { fields: { ...ACCOUNT, accountNumber: '622202999' } }, { 'if-match': `"${returned.version}"` });
    expect(edited.fields.accountNumber).toBe('622202999');
    expect((await specialist.send('PUT', `payment-slips/${slip.id}`, { fields: ACCOUNT }, { 'if-match': `"${returned.version}"` })).status).toBe(412);
    const { body: again } = await specialist.send('POST', `payment-slips/${slip.id}/submit`);
    expect(again).toMatchObject({ status: 'submitted', round: 2, approvals: [{ round: 2, status: 'pending' }, { round: 1 }] });
    await supervisor.send('POST', `payment-slips/${slip.id}/decide`, { decision: 'approve' });
    // The bank would not pay: finance gives it back.
    expect((await finance.send('POST', `payment-slips/${slip.id}/return`, { reason: '银行退票' })).body).toMatchObject({ status: 'returned', reason: '银行退票' });
    expect((await specialist.send('POST', `payment-slips/${slip.id}/submit`)).body).toMatchObject({ status: 'submitted', round: 3 });
    expect(owed((await specialist.get(`deals/${deal.id}`)).body, 'PB-4.7').map((o) => o.status)).toEqual(['met']);
    expect(await till.discrepancies(east)).toEqual([]);
  });

  test('PB-4.7 nobody audits their own, and maker and auditor do not pay; the supervisor’s own goes to head or manager (reading 7)', async () => {
    const deal = await funded(east, '50000');
    const { specialist, supervisor, manager } = stage.staff(east);
    const slip = await till.submitted(east, deal, '1000');
    const decide = (who: typeof manager, id = slip.id) => who.send('POST', `payment-slips/${id}/decide`, { decision: 'approve' });
    expect((await decide(specialist)).body).toMatchObject({ status: 422, code: 'own_approval', clause: 'PF-12' });
    expect((await decide(manager)).body).toMatchObject({ status: 403, code: 'not_the_approver' });
    await decide(supervisor);
    const payer = (who: typeof east.specialist, role: string) => stage.ask(who, 'POST', `payment-slips/${slip.id}/pay`, { permissions: ['slip.pay', role], body: { paidAt: new Date(Date.parse(deal.signedAt) + 60_000).toISOString() } });
    expect((await payer(east.specialist, 'deal.read')).body).toMatchObject({ code: 'own_payment', clause: 'PB-4.7' });
    expect((await payer(east.supervisor, 'deal.read')).body).toMatchObject({ code: 'own_payment' });

    const own = (await supervisor.send('POST', `deals/${deal.id}/payment-slips`, { purpose: 'refund', from: 'held_buyer', amount: '2000', payeePartyId: deal.parties.find((p) => p.side === 'buyer')!.id, fields: ACCOUNT })).body;
    await supervisor.send('POST', `payment-slips/${own.id}/submit`);
    expect((await decide(supervisor, own.id)).body).toMatchObject({ status: 422, code: 'own_approval' });
    const { body } = await decide(manager, own.id);
    expect(body).toMatchObject({ status: 'audited', auditedBy: ['方宇'], approvals: [{ matter: 'payment_slip_of_supervisor' }] });
  });

  test('PF-12 a delegate of the supervisor audits in their place, but not what they made themselves', async () => {
    const deal = await funded(east, '50000');
    const { colleague } = stage.staff(east);
    const slip = await till.submitted(east, deal, '1000');
    expect((await stage.ask(east.supervisor, 'POST', 'approval-delegates', { body: { delegateId: east.colleague.id, to: '2026-09-19T00:00:00.000Z' } })).status).toBe(201);
    const { body } = await colleague.send('POST', `payment-slips/${slip.id}/decide`, { decision: 'approve' });
    expect(body).toMatchObject({ status: 'audited', auditedBy: ['罗敏'], approvals: [{ history: [{ what: 'submitted' }, { what: 'approved', by: '罗敏', onBehalfOf: '何静' }] }] });

    const refund = async (who: typeof colleague) => {
      const { body: made } = await who.send('POST', `deals/${deal.id}/payment-slips`, { purpose: 'refund', from: 'held_buyer', amount: '2000', payeePartyId: deal.parties.find((p) => p.side === 'buyer')!.id, fields: ACCOUNT });
      expect((await who.send('POST', `payment-slips/${made.id}/submit`)).body).toMatchObject({ status: 'submitted' });
      return made.id as string;
    };
    const refused = { status: 422, code: 'own_approval', clause: 'PF-12' };
    const untouched = async (id: string) => {
      expect((await stage.staff(east).finance.get(`payment-slips/${id}`)).body).toMatchObject({ status: 'submitted', auditedBy: [], approvals: [{ status: 'pending', history: [{ what: 'submitted' }] }] });
    };
    // The deal becomes the delegate's, and so does its next slip.
    const { supervisor, manager } = stage.staff(east);
    expect((await supervisor.send('POST', `deals/${deal.id}/reassign`, { specialistUserId: east.colleague.id, reason: '调整分工' })).status).toBe(200);
    const mine = await refund(colleague);
    expect((await colleague.send('POST', `payment-slips/${mine}/decide`, { decision: 'approve' })).body).toMatchObject(refused);
    await untouched(mine);
    // The supervisor's own slip is the manager's to audit: neither the supervisor's delegate nor, as delegate of the manager, the supervisor does it.
    const supervisors = await refund(supervisor);
    expect((await colleague.send('POST', `payment-slips/${supervisors}/decide`, { decision: 'approve' })).body).toMatchObject({ status: 422, code: 'own_through_delegate', clause: 'PF-12' });
    expect((await stage.ask(east.manager, 'POST', 'approval-delegates', { body: { delegateId: east.supervisor.id, to: '2026-09-19T00:00:00.000Z' } })).status).toBe(201);
    expect((await supervisor.send('POST', `payment-slips/${supervisors}/decide`, { decision: 'approve' })).body).toMatchObject(refused);
    await untouched(supervisors);
    expect((await manager.send('POST', `payment-slips/${supervisors}/decide`, { decision: 'approve' })).body).toMatchObject({ status: 'audited' });
    expect(await till.discrepancies(east)).toEqual([]);
  });

  test('withdrawn by its maker, from the page or from the list of approvals, its money is free and its condition can have another slip', async () => {
    const deal = await funded(east, '50000');
    const { specialist, supervisor } = stage.staff(east);
    const [one, two] = [await till.submitted(east, deal, '1000'), await till.submitted(east, deal, '2000')];
    expect((await supervisor.send('POST', `payment-slips/${one.id}/withdraw`, { reason: '不付了' })).body).toMatchObject({ status: 403, code: 'not_the_maker' });
    expect((await specialist.send('POST', `payment-slips/${one.id}/withdraw`, { reason: '不付了' })).body).toMatchObject({ status: 'withdrawn', reason: '不付了', approvals: [{ status: 'withdrawn' }] });
    expect((await specialist.send('POST', `approvals/${two.approvals[0]!.id}/withdraw`)).status).toBe(200);
    expect((await specialist.get(`payment-slips/${two.id}`)).body).toMatchObject({ status: 'withdrawn', reason: '撤回审批' });
    expect(await till.book(east, deal)).toMatchObject({ inPayment: '0.00', available: '50000.00' });
    expect((await specialist.send('POST', `deals/${deal.id}/payment-slips`, { conditionId: one.conditionId, fields: ACCOUNT })).status).toBe(201);
    expect((await specialist.send('POST', `payment-slips/${one.id}/submit`)).body).toMatchObject({ code: 'transition_refused', allowed: [] });
  });

  test('refunds and commission need no condition; a refund comes out of the money of its own side, and paid back to zero the deal is cancelled (reading 13)', async () => {
    const deal = await funded(east, '5000');
    await till.received(east, deal, '32800', { kind: 'commission' });
    const { specialist, supervisor, finance } = stage.staff(east);
    const [seller, buyer] = [deal.parties.find((p) => p.side === 'seller')!, deal.parties.find((p) => p.side === 'buyer')!];
    const make = (more: object) => specialist.send('POST', `deals/${deal.id}/payment-slips`, { fields: ACCOUNT, ...more });
    const faults = async (more: object) => (await make(more)).body.errors.map((e: { field: string; code: string }) => `${e.field} ${e.code}`);
    expect(await faults({ purpose: 'refund', from: 'held_buyer', amount: '1', payeePartyId: seller.id })).toEqual(['from other_side']);
    expect(await faults({ amount: '1' })).toEqual(['purpose required']);
    expect(await faults({ purpose: 'price', from: 'held_buyer', amount: '1' })).toEqual(['purpose isIn']);
    expect(await faults({ purpose: 'commission', from: 'commission_buyer', amount: '0' })).toEqual(['amount money']);
    expect(await faults({ purpose: 'refund', from: 'held_buyer', amount: '1', payeePartyId: buyer.id, fields: { swift: 'X' } })).toEqual(['fields.swift unknown_field']);
    const slips = [(await make({ purpose: 'refund', from: 'held_buyer', amount: '5000', payeePartyId: buyer.id })).body, (await make({ purpose: 'commission', from: 'commission_buyer', amount: '32800', payeeName: '江州置业' })).body];
    const cancel = () => supervisor.send('POST', `deals/${deal.id}/cancel`, { reason: '解约' });
    for (const { id } of slips) {
      expect((await cancel()).body).toMatchObject({ status: 422, code: 'funds_held' });
      await specialist.send('POST', `payment-slips/${id}/submit`);
      await supervisor.send('POST', `payment-slips/${id}/decide`, { decision: 'approve' });
      expect((await finance.send('POST', `payment-slips/${id}/pay`, { paidAt: await now(east) })).body.status).toBe('paid');
    }
    expect(await till.book(east, deal)).toMatchObject({ held: '0.00', accounts: expect.arrayContaining([{ code: 'commission_buyer', name: { zh: '买方佣金', en: 'Commission of the buyer' }, owner: 'buyer', balance: '0.00' }]) });
    expect((await cancel()).body.status).toBe('cancelled');
  });

  test('PB-4.7 finance says which fields F3 has; a slip without one is not sent, and each company has its own form', async () => {
    const deal = await funded(west, '5000');
    const { specialist, finance } = stage.staff(west);
    const fields = [{ key: 'bank', name: { zh: '开户行', en: 'Bank' }, required: true }, { key: 'accountNumber', name: { zh: '账号', en: 'Account' }, required: true }, { key: 'bankCode', name: { zh: '联行号', en: 'Bank code' }, required: true }];
    expect((await specialist.send('POST', 'slip-forms', { fields, reason: '银行要求' })).body).toMatchObject({ status: 403, permission: 'funds.reconcile' });
    expect((await finance.send('POST', 'slip-forms', { fields: [...fields, fields[0]], reason: '银行要求' })).body.errors).toMatchObject([{ field: 'fields', code: 'duplicate' }]);
    expect((await finance.send('POST', 'slip-forms', { fields, reason: '银行要求', effectiveFrom: '2026-09-01T00:00:00.000Z' })).body.errors).toMatchObject([{ field: 'effectiveFrom', code: 'past' }]);
    const { status, body } = await finance.send('POST', 'slip-forms', { fields, reason: '银行要求' });
    expect([status, body.items.map((f: { edition: number; inForce: boolean }) => [f.edition, f.inForce])]).toEqual([201, [[1, true], [0, false]]]);
    const draft = await till.draft(west, deal, '100');
    expect(draft.hindrances).toMatchObject([{ code: 'field_missing', text: { zh: '财务要求填联行号' } }]);
    expect((await specialist.send('POST', `payment-slips/${draft.id}/submit`)).body).toMatchObject({ status: 422, code: 'slip_incomplete', clause: 'PB-4.7', errors: [{ field: 'fields.bankCode', code: 'required' }] });
    expect((await stage.staff(east).finance.get('slip-forms')).body.items).toMatchObject([{ edition: 0, inForce: true }]);
  });

  test('PF-4 slips are listed by status and maker within the company and its units; account numbers are masked for whoever only reads', async () => {
    const deal = await funded(west, '5000');
    const { specialist, agent, finance, supervisor } = stage.staff(west);
    const { id: conditionId } = await till.conditionMet(west, deal, '100');
    const slip = (await specialist.send('POST', `deals/${deal.id}/payment-slips`, { conditionId, fields: ACCOUNT })).body;
    const ids = async (query: string, who = finance): Promise<string[]> => (await who.get(`payment-slips${query}`)).body.items.map((s: { id: string }) => s.id);
    expect(await ids('?status=draft')).toContain(slip.id);
    expect(await ids('?status=paid,audited')).not.toContain(slip.id);
    expect(await ids('?maker=me', specialist)).toContain(slip.id);
    expect(await ids('?maker=me', supervisor)).toEqual([]);
    expect(await ids('', stage.staff(east).finance)).not.toContain(slip.id);
    expect((await stage.staff(east).finance.get(`payment-slips/${slip.id}`)).status).toBe(404);
    const first = (await finance.get('payment-slips?limit=1')).body;
    expect(first.nextCursor).not.toBeNull();
    expect(await ids(`?limit=1&cursor=${first.nextCursor}`)).not.toEqual([first.items[0].id]);
    expect((await agent.get(`payment-slips/${slip.id}`)).body.fields.accountNumber).toBe('***************0123');
    expect((await finance.get(`payment-slips/${slip.id}`)).body.fields.accountNumber).toBe(ACCOUNT.accountNumber);
    expect((await stage.as(west.agent, 'shop', [east.shop]).get(`payment-slips/${slip.id}`)).status).toBe(403);
    expect((await finance.get(`deals/${deal.id}/payment-slips`)).body.items).toHaveLength(1);
  });
});
