import { Workbooks } from '@luyue/reports';
import { until } from '@luyue/testing/service-stage';
import { endings } from '../archive.harness.ts';
import { type Brokerage, type Running, startBrokerage } from '../brokerage.harness.ts';
import { money, type Till } from '../money.harness.ts';
import { papers } from '../transfer.harness.ts';
import type { DealView } from '../views.ts';
import type { CommissionView } from './commissions.http.ts';

const NOW = '2026-11-23T02:00:00.000Z';
let stage: Running;
let till: Till;
let docs: ReturnType<typeof papers>;
beforeAll(async () => {
  stage = await startBrokerage();
  [till, docs] = [money(stage), papers(stage)];
}, 60_000);
afterAll(() => stage.stop());

const company = (name: string): Promise<Brokerage> => stage.company(name, NOW);
const view = async (at: Brokerage, deal: { id: string }): Promise<CommissionView> => (await stage.staff(at).supervisor.get<CommissionView>(`deals/${deal.id}/commission`)).body;
const confirm = (at: Brokerage, deal: { id: string }, body: object = {}, who = stage.staff(at).specialist) => who.send('POST', `deals/${deal.id}/commission/confirm`, body);
const check = (at: Brokerage, deal: { id: string }, body: object = { decision: 'check' }, who = stage.staff(at).supervisor) => who.send('POST', `deals/${deal.id}/commission/check`, body);
const paid = (at: Brokerage, deal: DealView, amount: string) => till.received(at, deal, amount, { kind: 'commission' });
const figures = (v: CommissionView) => v.sides.map((s) => `${s.sideName.zh} ${s.agreed} ${s.received} ${s.difference}`);

test('PB-3.2 the specialist confirms what was agreed and received by side; somebody else checks it', async () => {
  const at = await company('佣金置业');
  const deal = await docs.taken(at);
  expect(await view(at, deal)).toMatchObject({ state: 'open', changedSince: false, confirmations: [], actions: [] });
  await paid(at, deal, '32800.00');
  const { status, body } = await confirm(at, deal);
  expect([status, body]).toMatchObject([201, { state: 'confirmed', confirmations: [{ round: 1, status: 'confirmed', confirmedBy: '孙莉' }], actions: [] }]);
  expect(figures(body)).toEqual(['卖方 0.00 0.00 0.00', '买方 32800.00 32800.00 0.00']);
  expect((await confirm(at, deal)).body).toMatchObject({ status: 409, code: 'being_checked', clause: 'PB-3.2' });
  expect((await stage.staff(at).supervisor.get('commission-confirmations')).body.items).toMatchObject([{ dealNumber: deal.number, shopName: '滨江路地铺', agentName: '邱晨', status: 'confirmed' }]);
  expect((await view(at, deal)).actions).toEqual([{ action: 'check-commission', allowed: true }]);
  expect((await check(at, deal)).body).toMatchObject({ state: 'checked', confirmations: [{ status: 'checked', settledBy: '何静' }] });
  expect((await check(at, deal)).body).toMatchObject({ status: 409, code: 'not_confirmed' });
  expect((await confirm(at, deal)).body).toMatchObject({ status: 409, code: 'already_checked' });
  const lines = (await stage.staff(at).agent.get(`deals/${deal.id}/timeline?kind=money`)).body.items.map((l: { title: string }) => l.title);
  expect(lines).toEqual(expect.arrayContaining(['确认佣金 32800.00', '佣金复核通过']));
});

test('PB-3.2 a difference is confirmed with its reason, by side, or not at all', async () => {
  const at = await company('差额置业');
  const deal = await docs.taken(at, { commissionSeller: '10000.00' });
  await paid(at, deal, '30000.00');
  expect((await confirm(at, deal)).body).toMatchObject({ status: 400, clause: 'PB-3.2', errors: [{ field: 'reasonSeller', code: 'required' }, { field: 'reasonBuyer', code: 'required' }] });
  const { body } = await confirm(at, deal, { reasonSeller: '卖方佣金减免', reasonBuyer: '老客户优惠' });
  expect(body.confirmations[0].sides).toMatchObject([{ side: 'seller', difference: '-10000.00', reason: '卖方佣金减免' }, { side: 'buyer', difference: '-2800.00', reason: '老客户优惠' }]);
});

test('PB-3.2 what was returned is confirmed again; money that moves after the confirmation stops the check', async () => {
  const at = await company('退回置业');
  const deal = await docs.taken(at);
  await paid(at, deal, '30000.00');
  await confirm(at, deal, { reasonBuyer: '尾款未到' });
  await paid(at, deal, '2800.00');
  expect(await view(at, deal)).toMatchObject({ changedSince: true });
  expect((await check(at, deal)).body).toMatchObject({ status: 409, code: 'figures_changed' });
  expect((await check(at, deal, { decision: 'return' })).status).toBe(400);
  expect((await check(at, deal, { decision: 'return', reason: '尾款已到，重新确认' })).body).toMatchObject({ state: 'returned', confirmations: [{ status: 'returned', returnReason: '尾款已到，重新确认' }] });
  await confirm(at, deal);
  expect((await check(at, deal)).body).toMatchObject({ state: 'checked', confirmations: [{ round: 2, status: 'checked' }, { round: 1, status: 'returned' }] });
  // A checked one stands until money moves again and another one is checked.
  await paid(at, deal, '100.00');
  await confirm(at, deal, { reasonBuyer: '多收' });
  expect((await check(at, deal, { decision: 'check' }, stage.staff(at).manager)).body.confirmations.map((c: { round: number; status: string }) => `${c.round} ${c.status}`)).toEqual(['3 checked', '2 superseded', '1 returned']);
});

test('PB-3.2 nobody confirms and checks the same; who may not is refused; another company sees nothing (PF-4, PF-6)', async () => {
  const [at, other] = [await company('互斥置业'), await company('别家佣金')];
  const deal = await docs.taken(at, { commissionBuyer: '0' });
  expect((await confirm(at, deal, {}, stage.staff(at).colleague)).body).toMatchObject({ status: 422, code: 'not_the_specialist', clause: 'PB-3.2' });
  expect((await confirm(at, deal, {}, stage.staff(at).agent)).body).toMatchObject({ status: 403, permission: 'deal.work' });
  await confirm(at, deal);
  for (const who of [stage.staff(at).agent, stage.staff(at).specialist, stage.staff(at).finance]) expect((await check(at, deal, { decision: 'check' }, who)).body).toMatchObject({ status: 403, permission: 'commission.check' });
  const both = stage.as(at.specialist, 'supervisor');
  expect((await check(at, deal, { decision: 'check' }, both)).body).toMatchObject({ status: 422, code: 'own_confirmation', clause: 'PB-3.2' });
  expect((await both.get(`deals/${deal.id}/commission`)).body.actions).toMatchObject([{ action: 'check-commission', allowed: false }]);
  expect((await stage.staff(other).supervisor.get(`deals/${deal.id}/commission`)).status).toBe(404);
  expect((await check(other, deal)).status).toBe(404);
  expect((await stage.staff(other).supervisor.get('commission-confirmations')).body.items).toEqual([]);
});

test('PB-3.2 not before the deal is taken, nor after its cancellation; after the archive it is still possible', async () => {
  const at = await company('时点置业');
  const early = await stage.assigned(at);
  expect((await confirm(at, early)).body).toMatchObject({ status: 409, code: 'not_taken' });
  const gone = await docs.taken(at);
  await stage.staff(at).manager.send('POST', `deals/${gone.id}/cancel`, { reason: '解约' });
  expect((await confirm(at, gone)).body).toMatchObject({ status: 409, code: 'deal_closed' });
  const archived = await endings(stage).archived(at, { commissionBuyer: '0' });
  expect((await confirm(at, archived)).status).toBe(201);
});

test('PB-3.2 the statement of a month: what was checked in it, by the tenant\'s zone, page by page, in total by shop and agent, and as a file', async () => {
  const at = await company('结算置业');
  const checked = async (instant: string, commissionBuyer: string, more: object = {}): Promise<DealView> => {
    await stage.moveTo(at, instant);
    const deal = await docs.taken(at, { commissionBuyer, ...more });
    await paid(at, deal, '1000.00');
    await confirm(at, deal, { reasonBuyer: '按实收' });
    await check(at, deal);
    return deal;
  };
  const october = await checked('2026-10-31T15:55:00.000Z', '1000.00');
  const november = [await checked('2026-10-31T16:00:30.000Z', '1000.00'), await checked('2026-11-23T02:00:00.000Z', '1200.50')];
  const { supervisor, agent } = stage.staff(at);
  const numbers = async (query: string) => (await supervisor.get(`commission-statement?${query}`)).body.items.map((c: { dealNumber: string }) => c.dealNumber);
  expect([await numbers('month=2026-10'), await numbers('month=2026-11')]).toEqual([[october.number], november.map((d) => d.number)]);
  const { nextCursor } = (await supervisor.get('commission-statement?month=2026-11&limit=1')).body;
  expect(await numbers(`month=2026-11&limit=1&cursor=${nextCursor}`)).toEqual([november[1]!.number]);
  expect([await numbers(`month=2026-11&shopUnitId=${at.department}`), await numbers(`month=2026-11&agentUserId=${at.agent.id}`)]).toEqual([[], november.map((d) => d.number)]);
  expect((await supervisor.get('commission-statement?month=2026-13')).status).toBe(400);
  expect((await supervisor.get('commission-statement/totals?month=2026-11')).body.items).toEqual([{ shopUnitId: at.shop, shopName: '滨江路地铺', agentUserId: at.agent.id, agentName: '邱晨', deals: 2, agreed: '2200.50', received: '2000.00', difference: '-200.50' }]);
  expect((await stage.as(at.agent, 'shop', [at.department]).get('commission-statement?month=2026-11')).body.items).toHaveLength(2);
  expect((await stage.as(at.agent, 'shop', []).get('commission-statement?month=2026-11')).body.items).toEqual([]);
  const asked = await agent.send('POST', 'exports', { kind: 'commission-statement', format: 'xlsx', filter: { month: '2026-11' } });
  expect(asked.status).toBe(202);
  const done = await until(async () => (await agent.get(`exports/${asked.body.id}`)).body, (job) => ['done', 'failed'].includes(job.status));
  expect(done).toMatchObject({ status: 'done', rows: 2 });
  const response = await fetch(`http://127.0.0.1:${stage.port}/v1/property-brokerage/exports/${asked.body.id}/content`, { headers: stage.headersOf(at.agent, ['funds.read']) });
  const sheet = await stage.get(Workbooks).readWorkbook(Buffer.from(await response.arrayBuffer()), { maxRows: 10, maxCells: 200 });
  const texts = JSON.stringify(sheet);
  for (const text of [november[0]!.number, november[1]!.number, '滨江路地铺', '邱晨', '按实收']) expect(texts).toContain(text);
  expect(texts).not.toContain(october.number);
  expect((await agent.send('POST', 'exports', { kind: 'commission-statement', format: 'xlsx', filter: {} })).body).toMatchObject({ status: 400, errors: [{ field: 'filter.month' }] });
});
