import { type Brokerage, owed, type Running, startBrokerage } from '../brokerage.harness.ts';
import { money, type Till } from '../money.harness.ts';
import { accountName } from './deal-book.ts';
import { accountOf, reportState } from './held-funds.rules.ts';

describe('the rules of held funds', () => {
  test('each kind of money has its account by side, and its name as the kind of deal calls the side (PB-2)', () => {
    expect((['deposit', 'balance', 'other', 'tax', 'commission'] as const).map((kind) => accountOf(kind, 'buyer'))).toEqual(['held_buyer', 'held_buyer', 'held_buyer', 'tax_buyer', 'commission_buyer']);
    expect([accountName('sale', 'held_seller'), accountName('lease', 'held_seller'), accountName('lease', 'bank')].map((n) => n.zh)).toEqual(['卖方代管款', '出租方代管款', '代管专户']);
    expect(accountName('lease', 'tax_buyer').en).toBe('Taxes of the lessee');
  });

  test('PB-4.6 a report is owed, sent, incomplete where somebody was not reached, and complete', () => {
    const sent = (...results: (string | null)[]) => ({ completeAt: null, owed: results.map((result) => ({ result, fulfilledAt: result === 'accepted' ? 'then' : null })) });
    const receipt = { completeAt: null };
    expect([reportState(receipt, undefined), reportState(receipt, sent('accepted', null)), reportState(receipt, sent('bounced', null)), reportState({ completeAt: new Date() }, sent('bounced'))]).toEqual(['owed', 'sent', 'incomplete', 'complete']);
  });
});

describe('PB-4.6 receipts', () => {
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

  const receiptOf = async (at: Brokerage, dealId: string, id: string) => (await stage.staff(at).finance.get(`deals/${dealId}/receipts`)).body.items.find((r: { id: string }) => r.id === id);

  test('PB-4.6 money of Thu 30 April and Fri 8 May is reported by Wed 6 May and by Sat 9 May, a make-up working day', async () => {
    const may = await stage.company('五月置业', '2026-05-08T08:00:00.000Z');
    const deal = await stage.assigned(may, { signedAt: '2026-04-30T02:00:00.000Z' });
    const [before, after] = [await till.received(may, deal, '100000.00', { receivedAt: '2026-04-30T07:00:00.000Z' }), await till.received(may, deal, '200000.00', { receivedAt: '2026-05-08T07:00:00.000Z' })];
    expect([before.obligation?.dueAt, after.obligation?.dueAt]).toEqual(['2026-05-06T16:00:00.000Z', '2026-05-09T16:00:00.000Z']);
    expect(before.obligation).toMatchObject({ clauseId: 'PB-4.6', clock: 'overdue', breachedAt: '2026-05-06T16:00:00.000Z', owner: { unitId: may.shop, userId: may.agent.id } });
    // Both hang on the deal: its page shows them, and its clock is the earliest.
    const page = (await stage.staff(may).agent.get(`deals/${deal.id}`)).body;
    expect(owed(page, 'PB-4.6')).toHaveLength(2);
    expect(page.nextClock.dueAt).toBe('2026-05-06T16:00:00.000Z');

    const { body } = await stage.staff(may).agent.send('POST', 'receipts/report', { receiptIds: [before.id, after.id] });
    expect(body.items).toEqual([{ receiptId: before.id, number: before.number, outcome: 'sent' }, { receiptId: after.id, number: after.number, outcome: 'sent' }]);
    const [first, second] = await till.asked(may, 'receipt_reported');
    expect(first).toMatchObject({ clauseId: 'PB-4.6', values: { amount: { zh: '100,000.00 元' }, receivedOn: '2026-04-30', payer: '周子涵', purpose: { zh: '定金' }, agent: '邱晨' }, unitId: may.shop, dueAt: '2026-05-06T16:00:00.000Z' });
    expect(first!.to).toEqual([
      { key: 'finance', person: 'role', role: 'department_finance', unitId: may.department, channels: ['inapp', 'email'], copy: false }, { key: 'manager', person: 'role', role: 'department_manager', unitId: may.department, channels: ['inapp', 'email'], copy: true },
      { key: 'supervisor', person: 'role', role: 'supervisor', unitId: may.department, channels: ['inapp', 'email'], copy: true }, { key: 'specialist', person: 'user', userId: may.specialist.id, channels: ['inapp', 'email'], copy: true },
    ]);
    // With one copy missing the report is not complete.
    await till.settle(may, second!, '2026-05-08T08:10:00.000Z', { 'specialist.email': null });
    expect(await receiptOf(may, deal.id, after.id)).toMatchObject({ report: { state: 'sent', completeAt: null }, obligation: { status: 'open' } });
    await till.settle(may, second!, '2026-05-08T09:00:00.000Z', { finance: null, manager: null, supervisor: null, 'specialist.inapp': null });
    expect(await receiptOf(may, deal.id, after.id)).toMatchObject({ report: { state: 'complete', completeAt: '2026-05-08T09:00:00.000Z' }, obligation: { status: 'met', settledAt: '2026-05-08T09:00:00.000Z' } });
    await till.settle(may, first!, '2026-05-08T08:10:00.000Z');
    expect(await receiptOf(may, deal.id, before.id)).toMatchObject({ obligation: { status: 'met_late', breachedAt: '2026-05-06T16:00:00.000Z' } });
    expect((await stage.staff(may).agent.send('POST', 'receipts/report', { receiptIds: [after.id] })).body.items).toMatchObject([{ outcome: 'complete' }]);
  });

  test('PB-4.6 R16: a copy to a role that nobody holds shows "vacant" and holds nothing up; before the naming so does that of the specialist', async () => {
    const deal = await stage.signed(east);
    const receipt = await till.received(east, deal, '5000');
    await stage.staff(east).agent.send('POST', 'receipts/report', { receiptIds: [receipt.id] });
    const message = (await till.asked(east, 'receipt_reported')).at(-1)!;
    expect(message.to.map((r) => r.key)).toEqual(['finance', 'manager', 'supervisor']);
    await till.settle(east, message, '2026-09-18T03:00:00.000Z', { manager: 'vacant' });
    const { report, obligation } = await receiptOf(east, deal.id, receipt.id);
    expect(report.state).toBe('complete');
    expect(report.recipients.filter((r: { result: string }) => r.result === 'vacant').map((r: { recipient: string }) => r.recipient)).toEqual(['manager', 'manager', 'specialist']);
    expect(obligation.status).toBe('met');
  });

  test('PB-4.6 a report that did not reach finance is incomplete and sent again; one under way is not', async () => {
    const deal = await stage.assigned(east);
    const receipt = await till.received(east, deal, '5000');
    const report = async () => (await stage.staff(east).agent.send('POST', 'receipts/report', { receiptIds: [receipt.id] })).body.items[0].outcome;
    expect([await report(), await report()]).toEqual(['sent', 'under_way']);
    await till.settle(east, (await till.asked(east, 'receipt_reported')).at(-1)!, '2026-09-18T03:00:00.000Z', { 'finance.email': 'bounced' });
    expect(await receiptOf(east, deal.id, receipt.id)).toMatchObject({ report: { state: 'incomplete' }, obligation: { status: 'open' } });
    expect(await report()).toBe('sent');
    await till.settle(east, (await till.asked(east, 'receipt_reported')).at(-1)!, '2026-09-18T04:00:00.000Z');
    expect(await receiptOf(east, deal.id, receipt.id)).toMatchObject({ report: { state: 'complete' }, obligation: { status: 'met' } });
  });

  test('the book says to whom each fen belongs, and its statement runs with the balance', async () => {
    const deal = await stage.assigned(east);
    await till.received(east, deal, '100000.00');
    await till.received(east, deal, '32800', { kind: 'commission' });
    await till.received(east, deal, '9000.01', { kind: 'tax', payerPartyId: deal.parties.find((p) => p.side === 'seller')!.id });
    await till.received(east, deal, '2000000', { kind: 'balance', payerPartyId: undefined, payerName: '江州银行', side: 'buyer', reference: 'B-20260918-77' });
    const book = await till.book(east, deal);
    expect(book).toMatchObject({ held: '2141800.01', inPayment: '0.00', available: '2141800.01' });
    expect(Object.fromEntries(book.accounts.map((a: { code: string; balance: string }) => [a.code, a.balance]))).toEqual({
      bank: '2141800.01', held_seller: '0.00', held_buyer: '2100000.00', tax_seller: '9000.01', tax_buyer: '0.00', commission_seller: '0.00', commission_buyer: '32800.00', in_payment: '0.00',
    });
    const { finance, agent } = stage.staff(east);
    const page = (await finance.get(`deals/${deal.id}/book/entries?limit=2`)).body;
    expect(page.items).toMatchObject([{ number: 4, kind: 'receipt', lines: [{ account: 'bank', debit: '2000000.00', balance: '2141800.01' }, { account: 'held_buyer', credit: '2000000.00', balance: '2100000.00' }] }, { number: 3 }]);
    expect((await finance.get(`deals/${deal.id}/book/entries?limit=2&cursor=${page.nextCursor}`)).body.items.map((e: { number: number }) => e.number)).toEqual([2, 1]);
    expect((await agent.get(`deals/${deal.id}/timeline?kind=money`)).body.items).toHaveLength(4);
    expect(await till.discrepancies(east)).toEqual([]);
  });

  test('PB-4.6 a reversal is made once, by shop or finance, while the money is there; it is reported too, and a fulfilled report stays (R13)', async () => {
    const deal = await stage.assigned(east);
    const { agent, finance, specialist } = stage.staff(east);
    const receipt = await till.received(east, deal, '8000');
    await agent.send('POST', 'receipts/report', { receiptIds: [receipt.id] });
    await till.settle(east, (await till.asked(east, 'receipt_reported')).at(-1)!, '2026-09-18T03:00:00.000Z');
    const reverse = (who: typeof agent, id = receipt.id) => who.send('POST', `receipts/${id}/reverse`, { reason: '记到别的单上了' });
    expect(await reverse(specialist)).toMatchObject({ status: 403, body: { permission: 'funds.receive' } });
    const { status, body } = await reverse(finance);
    expect([status, body]).toMatchObject([201, { reversalOf: receipt.id, amount: '8000.00', reason: '记到别的单上了', report: { state: 'owed' }, obligation: { clauseId: 'PB-4.6', status: 'open', dueAt: '2026-09-20T16:00:00.000Z' } }]);
    expect(await receiptOf(east, deal.id, receipt.id)).toMatchObject({ reversedBy: body.id, obligation: { status: 'met' } });
    expect(await till.book(east, deal)).toMatchObject({ held: '0.00' });
    expect((await reverse(agent)).body).toMatchObject({ status: 409, code: 'already_reversed', clause: 'PB-4.6' });
    expect((await reverse(agent, body.id)).body).toMatchObject({ status: 422, code: 'reversal_reversed' });
    await agent.send('POST', 'receipts/report', { receiptIds: [body.id] });
    expect((await till.asked(east, 'receipt_reversed')).at(-1)).toMatchObject({ values: { amount: { zh: '8,000.00 元', en: '8,000.00 yuan' }, by: '财务', reason: '记到别的单上了' } });
    expect(await till.discrepancies(east)).toEqual([]);
  });

  test('reversed by ten at once it is reversed once', async () => {
    const deal = await stage.signed(east);
    const receipt = await till.received(east, deal, '8000');
    const { agent } = stage.staff(east);
    const answers = await Promise.all(Array.from({ length: 10 }, () => agent.send('POST', `receipts/${receipt.id}/reverse`, { reason: '重复录入' })));
    expect(answers.map((a) => a.status).toSorted((a, b) => a - b)).toEqual([201, ...Array.from({ length: 9 }, () => 409)]);
    expect(await till.book(east, deal)).toMatchObject({ held: '0.00' });
  });

  test('a deal is not cancelled while money is held for it (reading 13); reversed or paid back it is, and what it owed ends', async () => {
    const deal = await stage.signed(east);
    const receipt = await till.received(east, deal, '0.01');
    const { supervisor, agent } = stage.staff(east);
    const cancel = () => supervisor.send('POST', `deals/${deal.id}/cancel`, { reason: '客户反悔' });
    expect(await cancel()).toMatchObject({ status: 422, body: { clause: 'PB-4.7', code: 'funds_held', held: '0.01' } });
    await agent.send('POST', `receipts/${receipt.id}/reverse`, { reason: '退回现金' });
    const { status, body } = await cancel();
    expect([status, body.status]).toEqual([200, 'cancelled']);
    expect(owed(body, 'PB-4.6').map((o) => o.status)).toEqual(['cancelled', 'cancelled']);
    expect((await agent.send('POST', `deals/${deal.id}/receipts`, { kind: 'deposit', payerName: '甲', side: 'buyer', amount: '1', receivedAt: '2026-09-18T01:00:00.000Z', method: 'cash' })).body).toMatchObject({ code: 'deal_closed' });
  });

  test('bad input names its fields and nothing is posted', async () => {
    const deal = await stage.signed(west);
    const { agent, specialist } = stage.staff(west);
    const send = (more: object, who = agent) => who.send('POST', `deals/${deal.id}/receipts`, { kind: 'deposit', payerPartyId: deal.parties[0]!.id, amount: '1', receivedAt: '2026-09-18T01:00:00.000Z', method: 'cash', ...more });
    const faults = async (more: object) => (await send(more)).body.errors.map((e: { field: string; code: string }) => `${e.field} ${e.code}`);
    expect(await faults({ amount: '0' })).toEqual(['amount money']);
    expect(await faults({ amount: '-5' })).toEqual(['amount money']);
    expect(await faults({ amount: '1.005' })).toEqual(['amount money']);
    expect(await faults({ receivedAt: '2026-09-19T01:00:00.000Z' })).toEqual(['receivedAt future']);
    expect(await faults({ payerPartyId: west.agent.id })).toEqual(['payerPartyId unknown_party']);
    expect(await faults({ payerPartyId: undefined })).toEqual(['payerName required']);
    expect(await faults({ payerPartyId: undefined, payerName: '银行' })).toEqual(['side required']);
    expect(await faults({ kind: 'gift' })).toEqual(['kind isIn']);
    expect((await send({}, specialist)).body).toMatchObject({ status: 403, permission: 'funds.receive' });
    expect((await agent.get(`deals/${deal.id}/receipts`)).body.items).toEqual([]);
    expect(await till.book(west, deal)).toMatchObject({ held: '0.00' });
  });

  test('PF-4 finance finds receipts by day, shop, kind and what is unreported, page by page; another company or shop sees none', async () => {
    const deal = await stage.signed(west);
    const [one] = [await till.received(west, deal, '1', { receivedAt: '2026-09-17T15:59:00.000Z' }), await till.received(west, deal, '2', { kind: 'tax' }), await till.received(west, deal, '3')];
    const { finance, agent } = stage.staff(west);
    const amounts = async (query: string, who = finance) => (await who.get(`receipts${query}`)).body.items.map((r: { amount: string }) => r.amount);
    expect(await amounts('?day=2026-09-17')).toEqual(['1.00']);
    expect((await amounts(`?day=2026-09-18&shopUnitId=${west.shop}`)).toSorted()).toEqual(['2.00', '3.00']);
    expect(await amounts('?kind=tax')).toEqual(['2.00']);
    expect(await amounts('?reported=yes')).toEqual([]);
    const first = (await finance.get('receipts?reported=no&limit=2')).body;
    expect(first.items).toHaveLength(2);
    expect(await amounts(`?reported=no&limit=2&cursor=${first.nextCursor}`)).toEqual(['1.00']);
    expect((await finance.get('receipts?day=2026-02-30')).body.errors).toMatchObject([{ field: 'day' }]);
    expect(await amounts('', stage.as(west.agent, 'shop', [east.shop]))).toEqual([]);
    expect((await stage.staff(east).agent.send('POST', `receipts/${one!.id}/reverse`, { reason: '别家的' })).status).toBe(404);
    expect((await stage.staff(east).agent.send('POST', 'receipts/report', { receiptIds: [one!.id] })).body.errors).toMatchObject([{ field: 'receiptIds.0', code: 'unknown_receipt' }]);
    expect((await stage.staff(east).finance.get(`deals/${deal.id}/book`)).status).toBe(404);
    expect((await stage.as(west.agent, 'shop', [east.shop]).get(`deals/${deal.id}/book`)).status).toBe(403);
    expect((await agent.get(`deals/${deal.id}/receipts`)).body.items).toHaveLength(3);
  });
});
