import { type Brokerage, owed, type Running, startBrokerage } from '../brokerage.harness.ts';
import { money, type Till } from '../money.harness.ts';
import { StepRecord } from '../steps/step-record.ts';
import type { DealView } from '../views.ts';
import { DueDays } from './due-days.ts';
import { conditionState, dutiesOfCondition, isOneTrigger } from './payout-conditions.rules.ts';
import { PayoutConditions } from './payout-conditions.service.ts';

describe('PB-4.7 the rules of a condition', () => {
  test('PB-4.7 it waits for one thing, and F3 is owed from the moment it came true', () => {
    expect([isOneTrigger({}), isOneTrigger({ text: '过户' }), isOneTrigger({ stepKey: 'tax', date: '2026-05-06' })]).toEqual([false, true, false]);
    const metAt = new Date('2026-05-02T06:00:00Z');
    expect([dutiesOfCondition({ metAt: null }), dutiesOfCondition({ metAt })]).toMatchObject([[], [{ clauseId: 'PB-4.7', parameter: 'pb.f3.sameDay', startedAt: metAt }]]);
    expect([conditionState({ metAt: null, droppedAt: null }), conditionState({ metAt, droppedAt: null }), conditionState({ metAt, droppedAt: metAt })]).toEqual(['waiting', 'met', 'dropped']);
  });
});

describe('PB-4.7 pay-out conditions', () => {
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

  const add = (at: Brokerage, deal: DealView, on: object, more: object = {}) => stage.staff(at).specialist.send('POST', `deals/${deal.id}/payout-conditions`, { label: '尾款付卖方', purpose: 'price', from: 'held_buyer', payeePartyId: deal.parties.find((p) => p.side === 'seller')!.id, amount: '100', on, ...more });
  const planOf = async (at: Brokerage, deal: DealView) => (await stage.staff(at).finance.get(`deals/${deal.id}/payout-conditions`)).body;

  test('PB-4.7 R6: it takes the day on which it came true, any day of the week, not the day of the entry', async () => {
    const may = await stage.company('五月置业', '2026-05-05T02:00:00.000Z');
    const deal = await stage.assigned(may, { signedAt: '2026-04-30T02:00:00.000Z' });
    // Sunday 3 May, a holiday; entered on Tuesday.
    const late = await till.conditionMet(may, deal, '100', '2026-05-03T06:00:00.000Z');
    expect(late.obligation).toMatchObject({ clauseId: 'PB-4.7', startedAt: '2026-05-03T06:00:00.000Z', dueAt: '2026-05-03T16:00:00.000Z', clock: 'overdue', breachedAt: '2026-05-03T16:00:00.000Z', owner: { unitId: may.department, userId: may.specialist.id } });
    const now = await till.conditionMet(may, deal, '200');
    expect(now.obligation).toMatchObject({ dueAt: '2026-05-05T16:00:00.000Z', breachedAt: null });
    expect(owed((await stage.staff(may).agent.get(`deals/${deal.id}`)).body, 'PB-4.7')).toHaveLength(2);
    expect(await planOf(may, deal)).toMatchObject({ planned: '300.00', items: [{ state: 'met', metBy: '孙莉' }, { state: 'met' }] });
  });

  test('PB-4.7 one bound to a step comes true with its end, and no longer is where the step is undone before F3 went out (R13)', async () => {
    const deal = await stage.assigned(east);
    const bound = (await add(east, deal, { stepKey: 'title_transfer' })).body;
    expect(bound).toMatchObject({ state: 'waiting', on: { stepKey: 'title_transfer', date: null, text: null }, obligation: null });
    expect((await stage.staff(east).specialist.send('POST', `payout-conditions/${bound.id}/meet`, { metAt: '2026-09-18T01:00:00.000Z' })).body).toMatchObject({ status: 422, code: 'comes_by_itself', clause: 'PB-4.7' });
    const told = (what: 'stepFinished' | 'stepReopened', key: string, last: Date | string) => stage.write(east, async (tx) => {
      const { DealRecord } = await import('../deals/deal-record.ts');
      await stage.get(PayoutConditions)[what](tx, await stage.get(DealRecord).lock(tx, deal.id), key, last as never);
    });
    await told('stepFinished', 'tax', new Date('2026-09-18T01:00:00Z'));
    expect((await planOf(east, deal)).items[0].state).toBe('waiting');
    await told('stepFinished', 'title_transfer', new Date('2026-09-18T01:30:00Z'));
    expect((await planOf(east, deal)).items[0]).toMatchObject({ state: 'met', metAt: '2026-09-18T01:30:00.000Z', obligation: { status: 'open', startedAt: '2026-09-18T01:30:00.000Z' } });
    await told('stepReopened', 'title_transfer', '登记中心退件');
    expect((await planOf(east, deal)).items[0]).toMatchObject({ state: 'waiting', obligation: { status: 'cancelled' } });
    expect((await add(east, deal, { stepKey: 'no_such_step' })).body.errors).toMatchObject([{ field: 'on.stepKey', code: 'unknown_step' }]);
    expect((await stage.read(east, (tx) => stage.get(StepRecord).of(tx, deal.id))).some((s) => s.key === 'title_transfer')).toBe(true);
  });

  test('PB-4.7 one that is a day comes true when the day begins by the clock of its tenant, once', async () => {
    const deal = await stage.assigned(west);
    const future = (await add(west, deal, { date: '2026-09-20' })).body;
    const past = (await add(west, deal, { date: '2026-09-18' })).body;
    expect([future.state, past.state, past.metAt, past.obligation.dueAt]).toEqual(['waiting', 'met', '2026-09-17T16:00:00.000Z', '2026-09-18T16:00:00.000Z']);
    const sweep = stage.get(DueDays);
    expect(await sweep.turn()).toBe(0);
    await stage.moveTo(west, '2026-09-19T16:00:05.000Z');
    expect(await sweep.turn()).toBe(1);
    expect(await sweep.turn()).toBe(0);
    expect((await planOf(west, deal)).items[0]).toMatchObject({ state: 'met', metAt: '2026-09-19T16:00:00.000Z', obligation: { dueAt: '2026-09-20T16:00:00.000Z' } });
    expect((await add(west, deal, { date: '2026-02-30' })).body.errors).toMatchObject([{ field: 'on.date' }]);
  });

  test('PB-4.7 what is dropped is owed no more; a deal that closes drops what still waits', async () => {
    const deal = await stage.assigned(east);
    const waiting = (await add(east, deal, { text: '交房' })).body;
    const met = await till.conditionMet(east, deal, '100');
    const { specialist, supervisor } = stage.staff(east);
    const { body } = await specialist.send('POST', `payout-conditions/${met.id}/drop`, { reason: '补充协议取消' });
    expect(body).toMatchObject({ state: 'dropped', droppedReason: '补充协议取消', obligation: { status: 'cancelled' } });
    expect((await specialist.send('POST', `payout-conditions/${met.id}/meet`, { metAt: '2026-09-18T01:00:00.000Z' })).body).toMatchObject({ status: 409, code: 'dropped' });
    expect((await planOf(east, deal)).planned).toBe('100.00');
    await supervisor.send('POST', `deals/${deal.id}/cancel`, { reason: '解约' });
    expect((await planOf(east, deal)).items.find((c: { id: string }) => c.id === waiting.id)).toMatchObject({ state: 'dropped' });
  });

  test('PB-3.2 conditions are the specialist of the deal’s, or the supervisor’s; bad input names its fields', async () => {
    const deal = await stage.assigned(east);
    const { colleague, supervisor, agent } = stage.staff(east);
    const body = { label: '税费', purpose: 'tax', from: 'tax_buyer', payeeName: '税务局', amount: '9000', on: { text: '缴税' } };
    expect((await colleague.send('POST', `deals/${deal.id}/payout-conditions`, body)).body).toMatchObject({ status: 422, code: 'not_the_specialist', clause: 'PB-3.2' });
    expect((await agent.send('POST', `deals/${deal.id}/payout-conditions`, body)).body).toMatchObject({ status: 403, permission: 'slip.make' });
    expect((await supervisor.send('POST', `deals/${deal.id}/payout-conditions`, body)).status).toBe(201);
    const faults = async (on: object, more: object = {}) => (await add(east, deal, on, more)).body.errors.map((e: { field: string; code: string }) => `${e.field} ${e.code}`);
    expect(await faults({})).toEqual(['on one_trigger']);
    expect(await faults({ text: '过户', date: '2026-10-01' })).toEqual(['on one_trigger']);
    expect(await faults({ text: '过户' }, { amount: '0.00' })).toEqual(['amount money']);
    expect(await faults({ text: '过户' }, { payeePartyId: undefined })).toEqual(['payeeName required']);
    expect(await faults({ text: '过户' }, { payeePartyId: east.agent.id })).toEqual(['payeePartyId unknown_party']);
    expect(await faults({ text: '过户' }, { from: 'bank' })).toEqual(['from isIn']);
    const made = (await add(east, deal, { text: '过户' })).body;
    expect((await stage.staff(east).specialist.send('POST', `payout-conditions/${made.id}/meet`, { metAt: '2026-09-19T01:00:00.000Z' })).body.errors).toMatchObject([{ field: 'metAt', code: 'future' }]);
    expect((await stage.staff(west).specialist.send('POST', `payout-conditions/${made.id}/meet`, { metAt: '2026-09-18T01:00:00.000Z' })).status).toBe(404);
  });
});
