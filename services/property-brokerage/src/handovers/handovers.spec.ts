import { newId } from '@luyue/kernel';
import { type Brokerage, BUYER, owed, type Running, SELLER, startBrokerage } from '../brokerage.harness.ts';
import { Deal } from '../deals/deal.entity.ts';
import { GAS, handing, LINES, WATER } from '../handover.harness.ts';
import { DEFAULT_DOCUMENTS, DEFAULT_STEPS } from '../templates/default-templates.ts';
import type { DealView } from '../views.ts';
import { HandoverRecord } from './handover-record.ts';
import { againstTheLease, f4Moves, f4OwedFrom, settledAt, totalsOf } from './handovers.rules.ts';

const FRIDAY = '2026-09-18T02:00:00.000Z';
const LEASE = { business: 'lease', payment: null };
// Companies are founded within the tests; on a busy machine that takes longer than Jest's five seconds.
jest.setTimeout(30_000);

describe('the rules of F4', () => {
  test('PB-4.9a the specialist receives or returns what was sent, and returns what turned out wrong', () => {
    expect(f4Moves).toEqual({ open: ['sent'], sent: ['received', 'returned'], returned: ['sent'], received: ['returned'] });
  });

  test('PB-4.9a reading 8: the later of handover and completed list, in either order; R13: what was returned after its receipt is owed from the return', () => {
    const [early, late, later] = ['2026-09-18', '2026-09-21', '2026-09-28'].map((day) => new Date(`${day}T02:00:00.000Z`)) as [Date, Date, Date];
    expect(f4OwedFrom({ handedOverAt: early, settledAt: late, reopenedAt: null })).toBe(late);
    expect(f4OwedFrom({ handedOverAt: late, settledAt: early, reopenedAt: null })).toBe(late);
    expect(f4OwedFrom({ handedOverAt: late, settledAt: null, reopenedAt: null })).toBeNull();
    expect(f4OwedFrom({ handedOverAt: null, settledAt: late, reopenedAt: null })).toBeNull();
    expect(f4OwedFrom({ handedOverAt: early, settledAt: null, reopenedAt: later })).toBe(later);
  });

  test('PB-4.9a the list is complete when both sides have confirmed, at the later of the two', () => {
    expect(settledAt([{ side: 'buyer', at: FRIDAY }])).toBeNull();
    expect(settledAt([{ side: 'buyer', at: '2026-09-21T02:00:00.000Z' }, { side: 'seller', at: FRIDAY }])).toEqual(new Date('2026-09-21T02:00:00.000Z'));
  });

  test('PB-4.9a what a side pays and is paid, to the fen', () => {
    const line = (from: 'seller' | 'buyer', to: 'seller' | 'buyer' | 'other', amountFen: string) => ({ from, to, amountFen });
    expect(totalsOf([line('seller', 'other', '125050'), line('buyer', 'seller', '80001'), line('seller', 'buyer', '2')])).toEqual([
      { side: 'seller', paysFen: 125052n, receivesFen: 80001n, netFen: -45051n }, { side: 'buyer', paysFen: 80001n, receivesFen: 2n, netFen: -79999n },
    ]);
    expect(totalsOf([]).map((t) => t.netFen)).toEqual([0n, 0n]);
  });

  test('reading 14: in a lease the utilities are those that it says, in a sale F4 decides', () => {
    expect(againstTheLease('lease', ['gas'], ['gas', 'water'])).toEqual({ extra: ['water'], missing: [] });
    expect(againstTheLease('lease', ['gas'], [])).toEqual({ extra: [], missing: ['gas'] });
    expect(againstTheLease('sale', [], ['gas', 'water'])).toEqual({ extra: [], missing: [] });
  });
});

describe('handovers', () => {
  let stage: Running;
  let east: Brokerage;
  let west: Brokerage;
  let hand: ReturnType<typeof handing>;
  beforeAll(async () => {
    stage = await startBrokerage();
    // Friday. Saturday is free, Sunday 20 September a working day.
    [east, west] = [await stage.company('江州置业', FRIDAY), await stage.company('海州置业', FRIDAY)];
    hand = handing(stage);
  }, 60_000);
  afterAll(() => stage.stop());

  const clocks = (deal: DealView) => owed(deal, 'PB-4.9a').map((o) => `${o.status} ${o.startedAt.slice(0, 16)} ${o.dueAt}`);
  const told = async (at: Brokerage, kind: string) => (await stage.published(at)).filter((e) => e.payload['kind'] === kind).map((e) => e.payload);

  test('PB-4.9a handed over first, settled later: 1 working day from the settlement, met by the receipt', async () => {
    const at = await stage.company('先交房置业', FRIDAY);
    const deal = await stage.assigned(at);
    const { body } = await hand.handOver(at, deal);
    expect(clocks(body)).toEqual([]);
    await hand.settle(at, deal);
    await stage.moveTo(at, '2026-09-21T02:00:00.000Z');
    expect(clocks((await hand.confirm(at, deal, 'seller')).body)).toEqual([]);
    const { body: complete } = await hand.confirm(at, deal, 'buyer', { by: '周父' });
    expect(clocks(complete)).toEqual(['open 2026-09-21T02:00 2026-09-22T16:00:00.000Z']);
    expect(owed(complete, 'PB-4.9a')[0]).toMatchObject({ parameterKey: 'pb.f4.workingDays', owner: { unitId: at.shop, userId: at.agent.id } });
    expect((await hand.send(at, deal)).status).toBe(200);
    expect(await told(at, 'f4_sent')).toMatchObject([{ clauseId: 'PB-4.9a', values: { shop: '滨江路地铺', agent: '邱晨', handedOverOn: '2026-09-18', due: '09-22 24:00' }, to: [{ userId: at.specialist.id, channels: ['inapp', 'email'] }] }]);
    await stage.moveTo(at, '2026-09-22T15:59:00.000Z');
    const { body: received } = await hand.receive(at, deal);
    expect(clocks(received)).toEqual(['met 2026-09-21T02:00 2026-09-22T16:00:00.000Z']);
    expect(received).toMatchObject({ utilities: ['gas'], f4ReceivedAt: expect.stringMatching(/^2026-09-22T15:59/) });
  });

  test('PB-4.9a settled first, handed over later: from the handover; entered late it counts from when it happened and is born overdue (R6)', async () => {
    const at = await stage.company('先结费置业', FRIDAY);
    const deal = await stage.assigned(at);
    await hand.settle(at, deal);
    const { body: settled } = await hand.confirmed(at, deal);
    expect(clocks(settled)).toEqual([]);
    await stage.moveTo(at, '2026-09-24T02:00:00.000Z');
    // Saturday, a day off: due at the end of Sunday, which is worked.
    const { body } = await hand.handOver(at, deal, { handedOverAt: '2026-09-19T02:00:00.000Z' });
    expect(owed(body, 'PB-4.9a')).toMatchObject([{ status: 'open', startedAt: '2026-09-19T02:00:00.000Z', dueAt: '2026-09-20T16:00:00.000Z', breachedAt: '2026-09-20T16:00:00.000Z' }]);
    await hand.send(at, deal);
    expect(clocks((await hand.receive(at, deal)).body)).toEqual(['met_late 2026-09-19T02:00 2026-09-20T16:00:00.000Z']);
  });

  test('PB-4.9a the page: who was there, meters, lines with names and totals, what is missing, and who may do what', async () => {
    const deal = await stage.assigned(east);
    expect(await hand.view(east, deal)).toMatchObject({ status: 'open', handedOverAt: null, missing: [{ zh: '房屋还没移交' }, { zh: '费用还没结算' }], actions: [{ action: 'record-handover' }, { action: 'record-settlement' }, { action: 'confirm-settlement', allowed: false }, { action: 'send-f4', allowed: false, clause: 'PB-4.9a' }] });
    await hand.handOver(east, deal);
    await hand.settle(east, deal);
    await hand.confirm(east, deal, 'seller');
    const view = await hand.view(east, deal);
    expect(view).toMatchObject({
      handedOverBy: '邱晨', present: [{ name: '钱永年', as: 'seller' }, {}, {}], items: [{ name: '入户门钥匙', count: 3 }, {}], readings: [{ meter: 'gas', meterNumber: null, reading: '1203.5' }, { meterNumber: 'W-2' }], utilities: [GAS],
      lines: [{ label: '物业管理费', fromName: { zh: '卖方' }, toName: { zh: '滨江物业' }, amount: '1250.50', period: { from: '2026-07-01', until: '2026-09-17' } }, { toName: { zh: '卖方' }, amount: '800.00', period: null }],
      totals: [{ side: 'seller', pays: '1250.50', receives: '800.00', net: '-450.50' }, { side: 'buyer', pays: '800.00', receives: '0.00', net: '-800.00' }], confirmations: [{ side: 'seller', by: '钱永年' }], settledAt: null, missing: [{ zh: '买方还没确认结算清单' }],
    });
    expect((await hand.send(east, deal)).body).toMatchObject({ status: 422, code: 'f4_incomplete', clause: 'PB-4.9a', errors: [{ field: 'confirmations.buyer' }] });
    await hand.confirm(east, deal, 'buyer');
    await hand.send(east, deal);
    expect((await stage.staff(east).specialist.get(`deals/${deal.id}/handover`)).body).toMatchObject({ status: 'sent', missing: [], actions: [{ action: 'receive-f4', allowed: true }, { action: 'return-f4', allowed: true }], obligations: [{ clauseId: 'PB-4.9a' }] });
    expect(await stage.read(east, async (tx) => stage.get(HandoverRecord).f4(tx, await tx.get(Deal, deal.id)))).toMatchObject({
      status: 'sent', property: { address: deal.address }, lines: [{ amountFen: '125050' }, { amountFen: '80000' }], totals: [{ netFen: -45050n }, { netFen: -80000n }], sentBy: '邱晨',
    });
  });

  test('PB-4.9a another list needs both confirmations anew, and the clock waits for them; a date put right moves it', async () => {
    const at = await stage.company('改单置业', '2026-09-21T02:00:00.000Z');
    const deal = await stage.assigned(at, { signedAt: FRIDAY });
    await hand.handOver(at, deal, { handedOverAt: '2026-09-20T02:00:00.000Z' });
    await hand.settle(at, deal);
    expect((await hand.confirm(at, deal, 'buyer', { at: '2026-09-20T03:00:00.000Z' })).status).toBe(200);
    expect((await hand.confirm(at, deal, 'buyer')).body).toMatchObject({ status: 409, code: 'confirmed_already', clause: 'PB-4.9a' });
    expect(clocks((await hand.confirm(at, deal, 'seller', { at: '2026-09-20T04:00:00.000Z' })).body)).toEqual(['open 2026-09-20T04:00 2026-09-21T16:00:00.000Z']);
    expect(clocks((await hand.handOver(at, deal, { handedOverAt: '2026-09-21T01:00:00.000Z' })).body)).toEqual(['cancelled 2026-09-20T04:00 2026-09-21T16:00:00.000Z', 'open 2026-09-21T01:00 2026-09-22T16:00:00.000Z']);
    expect(clocks((await hand.settle(at, deal, [])).body).at(-1)).toMatch(/^cancelled/);
    expect(await hand.view(at, deal)).toMatchObject({ confirmations: [], settledAt: null, totals: [{ pays: '0.00' }, {}] });
    const { items } = (await stage.staff(at).agent.get(`deals/${deal.id}/timeline?kind=change`)).body;
    expect(items.map((i: { title: string }) => i.title)).toEqual(['更正费用结算清单，须重新确认', '更正交房记录']);
  });

  test('PB-4.9a a return before the receipt leaves the clock running; R13: after it, F4 is owed anew, as long again', async () => {
    const at = await stage.company('退回置业', FRIDAY);
    const deal = await stage.assigned(at);
    await hand.sent(at, deal);
    expect((await hand.handOver(at, deal)).body).toMatchObject({ status: 409, code: 'f4_with_specialist', clause: 'PB-4.9a' });
    expect(clocks((await hand.giveBack(at, deal)).body)).toEqual(['open 2026-09-18T02:00 2026-09-20T16:00:00.000Z']);
    expect(await told(at, 'f4_returned')).toMatchObject([{ values: { by: '孙莉', reason: '燃气户号不对', due: '09-20 24:00' }, to: [{ userId: at.agent.id }] }]);
    expect(await hand.view(at, deal)).toMatchObject({ status: 'returned', returnedBy: '孙莉', returnReason: '燃气户号不对' });
    await hand.handOver(at, deal, { handedOverAt: (await hand.view(at, deal)).handedOverAt, utilities: [GAS, WATER] });
    await hand.send(at, deal);
    const before = ['met 2026-09-18T02:00 2026-09-20T16:00:00.000Z'];
    expect(clocks((await hand.receive(at, deal)).body)).toEqual(before);
    await stage.moveTo(at, '2026-09-21T02:00:00.000Z');
    expect((await hand.receive(at, deal)).body).toMatchObject({ status: 409, code: 'transition_refused', allowed: ['returned'], clause: 'PB-4.9a' });
    const { body: again } = await hand.giveBack(at, deal, '水表底数抄错');
    expect(again.f4ReceivedAt).toBeNull();
    expect(clocks(again)).toEqual([...before, 'open 2026-09-21T02:00 2026-09-22T16:00:00.000Z']);
    // The new clock does not wait for what is entered again.
    expect(clocks((await hand.settle(at, deal)).body).at(-1)).toBe('open 2026-09-21T02:00 2026-09-22T16:00:00.000Z');
    await hand.confirmed(at, deal);
    await hand.send(at, deal);
    expect(clocks((await hand.receive(at, deal)).body).at(-1)).toBe('met 2026-09-21T02:00 2026-09-22T16:00:00.000Z');
  });

  test('PB-4.5, PB-4.8 the receipt of F4 ends the step of the handover, told to both parties in the same act; R13: returned, the step is open again', async () => {
    const at = await stage.company('交房置业', FRIDAY);
    const { specialist } = stage.staff(at);
    const deal = await stage.assigned(at);
    const stepOf = async () => (await specialist.get(`deals/${deal.id}/steps`)).body.steps.find((s: { key: string }) => s.key === 'handover');
    await hand.sent(at, deal);
    await stage.moveTo(at, '2026-09-20T02:00:00.000Z');
    expect(await hand.view(at, deal)).toMatchObject({ endsStep: true });
    const told = [{ partyId: deal.parties[0]!.id, channel: 'visit' }];
    // Half of them told, and no number for the text to the other: nothing is received.
    expect((await specialist.send('POST', hand.path(deal, 'f4/receive'), { told })).body).toMatchObject({ status: 400, clause: 'PB-4.8', errors: [{ field: 'phone' }] });
    expect([(await hand.view(at, deal)).status, (await stepOf()).state]).toEqual(['sent', 'pending']);
    const { body } = await specialist.send<DealView>('POST', hand.path(deal, 'f4/receive'), { told, phone: '13811112222' });
    // It ends with the receipt: the shop's working day for F4 makes nobody late.
    expect(await stepOf()).toMatchObject({ state: 'done', finishedAt: expect.stringMatching(/^2026-09-20T02:00/), outOfOrderReason: '房屋已移交、费用已结清（PB-4.9a）' });
    expect([owed(body, 'PB-4.5'), owed(body, 'PB-4.8')]).toMatchObject([[{ status: 'met' }], [{ status: 'open', dueAt: expect.stringMatching(/^2026-09-21T02:00/) }]]);
    expect((await specialist.get(`deals/${deal.id}/progress`)).body.items).toMatchObject([{ name: { zh: '交房结算' }, parties: [{ calls: [{ channel: 'visit' }] }, { texts: [{ channel: 'sms' }, { channel: 'email' }] }] }]);
    expect(await hand.view(at, deal)).toMatchObject({ endsStep: false });
    const { body: again } = await hand.giveBack(at, deal, '水表底数抄错');
    expect([await stepOf(), owed(again, 'PB-4.8')]).toMatchObject([{ state: 'in_progress', finishedAt: null }, [{ status: 'cancelled' }]]);
    await hand.send(at, deal);
    // With nobody told yet that stays owed.
    expect([owed((await hand.receive(at, deal)).body, 'PB-4.8').map((o) => o.status), (await stepOf()).state]).toEqual([['cancelled', 'open'], 'done']);
  });

  test('PB-4.5, PB-4.8 a step that was ended by hand stays as it was; one that the client must come to waits for its accompaniment', async () => {
    const at = await stage.company('自定手续置业', FRIDAY);
    const { specialist, supervisor } = stage.staff(at);
    const handover = async (deal: { id: string }) => (await specialist.get(`deals/${deal.id}/steps`)).body.steps.find((s: { key: string }) => s.key === 'handover');
    const byHand = await stage.assigned(at);
    await specialist.send('POST', `deals/${byHand.id}/steps/${(await handover(byHand)).id}/finish`, { finishedAt: FRIDAY, outOfOrderReason: '先交房', phone: '13811112222' });
    await hand.received(at, byHand);
    expect(await handover(byHand)).toMatchObject({ state: 'done', outOfOrderReason: '先交房' });
    await hand.giveBack(at, byHand);
    expect(await handover(byHand)).toMatchObject({ state: 'done', outOfOrderReason: '先交房' });
    await supervisor.send('POST', 'deal-templates', { kind: 'mortgage', steps: DEFAULT_STEPS.mortgage.map((s) => (s.key === 'handover' ? { ...s, clientPresent: true } : s)), documents: DEFAULT_DOCUMENTS, reason: '交房要陪同' });
    const accompanied = await stage.assigned(at);
    await hand.received(at, accompanied);
    expect([(await hand.view(at, accompanied)).endsStep, (await handover(accompanied)).state]).toEqual([false, 'pending']);
  });

  test('reading 14: what the lease does not say is refused, what it says must stand on F4; after the receipt F4 decides', async () => {
    const deal = await stage.assigned(east, { ...LEASE, utilities: ['gas'] });
    expect((await hand.handOver(east, deal, { utilities: [GAS, WATER] })).body).toMatchObject({ status: 422, code: 'not_in_the_lease', clause: 'PB-4.9b', errors: [{ field: 'utilities' }] });
    await hand.handOver(east, deal, { utilities: [] });
    await hand.settle(east, deal);
    await hand.confirmed(east, deal);
    expect((await hand.send(east, deal)).body).toMatchObject({ code: 'f4_incomplete', errors: [{ field: 'utilities' }] });
    await hand.handOver(east, deal, { handedOverAt: (await hand.view(east, deal)).handedOverAt });
    expect((await hand.send(east, deal)).status).toBe(200);
    const { body } = await hand.receive(east, deal);
    const steps = (await stage.staff(east).specialist.get(`deals/${deal.id}/steps`)).body.steps.filter((s: { utility: string | null }) => s.utility);
    expect(steps.map((s: { utility: string; required: boolean; state: string }) => `${s.utility} ${s.required} ${s.state}`)).toEqual(['gas true pending', 'cable false not_applicable', 'water false not_applicable', 'power false not_applicable']);
    const basics = { business: 'lease', title: body.title, city: body.city, property: { address: body.address }, contractNumber: body.contractNumber, price: body.price, utilities: ['gas', 'water'], parties: [SELLER, BUYER] };
    expect((await stage.staff(east).specialist.send('PUT', `deals/${deal.id}/basics`, basics, { 'if-match': `"${body.version}"` })).body).toMatchObject({ status: 422, code: 'f4_decides', clause: 'PB-4.9b' });
  });

  test('reading 9: what F4 lists has a required step, also where the template has none', async () => {
    const at = await stage.company('自编置业', FRIDAY);
    await stage.staff(at).supervisor.send('POST', 'deal-templates', { kind: 'mortgage', steps: DEFAULT_STEPS.mortgage.filter((s) => s.utility !== 'water'), documents: DEFAULT_DOCUMENTS, reason: '水费不归我们' });
    const deal = await stage.assigned(at);
    await hand.received(at, deal, { utilities: [GAS, WATER] });
    const steps = (await stage.staff(at).specialist.get(`deals/${deal.id}/steps`)).body.steps;
    expect(steps.at(-1)).toMatchObject({ name: { zh: '水费过户' }, utility: 'water', required: true, state: 'pending', addedReason: 'F4 列明' });
    await hand.giveBack(at, deal);
    await hand.send(at, deal);
    await hand.receive(at, deal);
    expect((await stage.staff(at).specialist.get(`deals/${deal.id}/steps`)).body.steps).toHaveLength(steps.length);
  });

  test('PB-4.9a bad input names the field and leaves nothing behind', async () => {
    const deal = await stage.assigned(east);
    const future = '2026-12-01T00:00:00.000Z';
    expect((await hand.handOver(east, deal, { handedOverAt: future })).body).toMatchObject({ status: 400, clause: 'PB-4.9a', errors: [{ field: 'handedOverAt', code: 'future' }] });
    expect((await hand.handOver(east, deal, { handedOverAt: '2026-09-01T00:00:00.000Z' })).body.errors).toMatchObject([{ field: 'handedOverAt', code: 'before_signing' }]);
    expect((await hand.handOver(east, deal, { present: [] })).status).toBe(400);
    expect((await hand.handOver(east, deal, { utilities: [GAS, GAS] })).status).toBe(400);
    expect((await hand.handOver(east, deal, { attachmentIds: [newId()] })).body.errors).toMatchObject([{ field: 'attachmentIds' }]);
    const [line] = LINES as [(typeof LINES)[number]];
    expect((await hand.settle(east, deal, [{ ...line, to: 'seller' }, { ...line, payee: undefined }, { ...line, period: { from: '2026-09-31', until: '2026-10-01' } }])).body).toMatchObject({
      status: 400, clause: 'PB-4.9a', errors: [{ field: 'lines.0.to', code: 'same_side' }, { field: 'lines.0.payee', code: 'not_needed' }, { field: 'lines.1.payee', code: 'required' }, { field: 'lines.2.period' }],
    });
    for (const amount of ['0', '-1', '1.005', 'x']) expect((await hand.settle(east, deal, [{ ...line, amount }])).body.errors).toMatchObject([{ field: 'lines.0.amount' }]);
    expect((await hand.confirm(east, deal, 'seller')).body).toMatchObject({ status: 409, code: 'no_list' });
    expect(await hand.view(east, deal)).toMatchObject({ handedOverAt: null, lines: [], listedAt: null });
  });

  test('PB-3.1, PB-3.2 the shop hands over, the deal\'s specialist receives; nobody else, and no other company', async () => {
    const deal = await stage.assigned(east);
    const { specialist, colleague } = stage.staff(east);
    expect((await specialist.send('PUT', hand.path(deal, 'settlement'), { lines: [] })).body).toMatchObject({ status: 403, permission: 'deal.write' });
    await hand.sent(east, deal);
    expect((await colleague.send('POST', hand.path(deal, 'f4/receive'))).body).toMatchObject({ status: 422, code: 'not_the_specialist', clause: 'PB-3.2' });
    expect((await stage.staff(east).agent.send('POST', hand.path(deal, 'f4/receive'))).body).toMatchObject({ status: 403, permission: 'deal.work' });
    for (const answer of [await hand.receive(west, deal), await hand.handOver(west, deal), await hand.settle(west, deal), await stage.staff(west).agent.get(hand.path(deal))]) expect(answer.status).toBe(404);
    const unnamed = await stage.signed(east);
    await hand.handOver(east, unnamed);
    await hand.settle(east, unnamed);
    await hand.confirmed(east, unnamed);
    expect((await hand.send(east, unnamed)).body).toMatchObject({ code: 'f4_incomplete', errors: [{ field: 'specialistUserId' }] });
  });
});
