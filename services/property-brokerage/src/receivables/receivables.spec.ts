import { newId } from '@luyue/kernel';
import { type Brokerage, type Running, startBrokerage } from '../brokerage.harness.ts';
import { money, type Till } from '../money.harness.ts';
import { papers } from '../transfer.harness.ts';
import type { ReceivablesView } from './receivables.http.ts';

let stage: Running;
let till: Till;
let docs: ReturnType<typeof papers>;
let east: Brokerage;
let west: Brokerage;
beforeAll(async () => {
  stage = await startBrokerage();
  [till, docs] = [money(stage), papers(stage)];
  [east, west] = [await stage.company('江州置业'), await stage.company('海州置业')];
}, 60_000);
afterAll(() => stage.stop());

const DEPOSIT = { side: 'buyer', kind: 'deposit', amount: '100000.00', expectedOn: '2026-09-20', basis: '第四条第一款' };
const add = (who: ReturnType<Running['as']>, deal: { id: string }, more: object = {}) => who.send<ReceivablesView & { errors: object[] }>('POST', `deals/${deal.id}/receivables`, { ...DEPOSIT, ...more });
const history = async (at: Brokerage, deal: { id: string }) => (await stage.staff(at).agent.get(`deals/${deal.id}/timeline?kind=change&clauses=PB-4.3b`)).body.items.map((l: { title: string; text: string; by: string }) => `${l.by} ${l.title}: ${l.text}`);

test('PB-4.3b the shop writes its part until the deal is taken, the specialist from the naming on; every change stays with who wrote it', async () => {
  const deal = await stage.assigned(east);
  const { agent, specialist, colleague, supervisor } = stage.staff(east);
  const { status, body } = await add(agent, deal);
  expect([status, body.items]).toMatchObject([201, [{ sideName: { zh: '买方' }, kindName: { zh: '定金' }, amount: '100000.00', received: '0.00', outstanding: '100000.00', state: 'expected', writtenBy: '邱晨' }]]);
  const [row] = body.items;
  expect((await specialist.send('PUT', `receivables/${row!.id}`, { ...DEPOSIT, amount: '150000.00' }, { 'if-match': '"1"' })).body.items).toMatchObject([{ amount: '150000.00', version: 2, writtenBy: '孙莉' }]);
  expect((await specialist.send('PUT', `receivables/${row!.id}`, DEPOSIT, { 'if-match': '"1"' })).status).toBe(412);
  expect((await specialist.send('PUT', `receivables/${row!.id}`, { ...DEPOSIT, amount: '150000' }, { 'if-match': '"2"' })).body.items).toMatchObject([{ version: 2 }]);
  expect((await colleague.send('POST', `receivables/${row!.id}/drop`, { reason: '合同改了' })).body).toMatchObject({ status: 422, clause: 'PB-3.2', code: 'not_the_specialist' });
  expect((await supervisor.send('POST', `receivables/${row!.id}/drop`, { reason: '合同改了' })).body).toMatchObject({ status: 403, permission: 'deal.write' });
  await docs.bringAll(east, deal);
  await specialist.send('POST', `deals/${deal.id}/transfer/accept`);
  expect((await add(agent, deal)).body).toMatchObject({ status: 403, permission: 'deal.work' });
  expect((await agent.get<ReceivablesView>(`deals/${deal.id}/receivables`)).body.mayWrite).toBe(false);
  const { body: dropped } = await specialist.send('POST', `receivables/${row!.id}/drop`, { reason: '合同改了' });
  expect(dropped).toMatchObject({ items: [{ state: 'dropped', droppedReason: '合同改了', outstanding: '0.00' }], expected: '0.00', mayWrite: true });
  expect((await specialist.send('POST', `receivables/${row!.id}/drop`, { reason: '合同改了' })).body).toMatchObject({ status: 409, code: 'dropped', clause: 'PB-4.3b' });
  expect(await history(east, deal)).toEqual([
    '孙莉 F2 应收：买方定金: 150,000.00，2026-09-20，第四条第一款 → 取消：合同改了', '孙莉 F2 应收：买方定金: 100,000.00，2026-09-20，第四条第一款 → 150,000.00，2026-09-20，第四条第一款', '邱晨 F2 应收：买方定金: （空）→ 100,000.00，2026-09-20，第四条第一款',
  ]);
});

test('PB-4.3b what came in is set against what is expected, a receipt that was taken back is not, and what nobody expected is told', async () => {
  const deal = await stage.assigned(east);
  const { agent, specialist } = stage.staff(east);
  for (const [amount, expectedOn] of [['50000.00', '2026-09-17'], ['60000.00', '2026-09-30']]) await add(agent, deal, { amount, expectedOn });
  await add(agent, deal, { kind: 'balance', amount: '3170000.00', directReason: '银行直接放款给卖方', expectedOn: '2026-09-01' });
  await till.received(east, deal, '70000.00');
  const wrong = await till.received(east, deal, '5.00');
  await agent.send('POST', `receipts/${wrong.id}/reverse`, { reason: '录错' });
  await till.received(east, deal, '12.00', { kind: 'tax' });
  const { body } = await specialist.get<ReceivablesView>(`deals/${deal.id}/receivables`);
  expect(body.items.map((i) => [i.expectedOn, i.received, i.outstanding, i.state])).toEqual([['2026-09-01', '0.00', '0.00', 'direct'], ['2026-09-17', '50000.00', '0.00', 'received'], ['2026-09-30', '20000.00', '40000.00', 'partly']]);
  expect(body).toMatchObject({ expected: '3280000.00', direct: '3170000.00', received: '70000.00', outstanding: '40000.00', beyond: [{ sideName: { zh: '买方' }, kind: 'tax', amount: '12.00' }] });
  expect(body.gaps).toMatchObject([{ field: 'receivables.commission.buyer', code: 'commission', text: { zh: '买方佣金合计 0.00 元，合同约定 32,800.00 元' } }]);
});

test('PB-2 in a lease the lessee owes a deposit and a rent', async () => {
  const deal = await stage.assigned(east, { business: 'lease', payment: null, price: '4500.00', commissionBuyer: '0' });
  const { agent } = stage.staff(east);
  expect((await agent.get<ReceivablesView>(`deals/${deal.id}/receivables`)).body.gaps).toMatchObject([{ code: 'rent', text: { zh: expect.stringContaining('承租方') } }]);
  expect((await add(agent, deal, { kind: 'balance', amount: '4500' })).body).toMatchObject({ gaps: [], items: [{ sideName: { zh: '承租方' }, kindName: { zh: '租金' } }] });
});

test('PB-4.3b what cannot be is refused by field, and nothing is written', async () => {
  const deal = await stage.assigned(east);
  const { agent } = stage.staff(east);
  for (const [more, field] of [[{ amount: '0' }, 'amount'], [{ amount: '1.005' }, 'amount'], [{ amount: '-1' }, 'amount'], [{ expectedOn: '2026-02-30' }, 'expectedOn'], [{ basis: '' }, 'basis'], [{ kind: 'gift' }, 'kind'], [{ side: 'bank' }, 'side'], [{ directReason: 'x' }, 'directReason']] as const) {
    expect((await add(agent, deal, more)).body).toMatchObject({ status: 400, errors: [{ field }] });
  }
  expect((await agent.get<ReceivablesView>(`deals/${deal.id}/receivables`)).body.items).toEqual([]);
  expect(await history(east, deal)).toEqual([]);
});

test('PF-4 another company neither sees nor writes them; a closed deal takes none', async () => {
  const deal = await stage.assigned(east);
  const { body } = await add(stage.staff(east).agent, deal);
  const stranger = stage.staff(west).agent;
  expect((await add(stranger, deal)).status).toBe(404);
  expect((await stranger.get(`deals/${deal.id}/receivables`)).status).toBe(404);
  for (const id of [body.items[0]!.id, newId()]) {
    expect((await stranger.send('POST', `receivables/${id}/drop`, { reason: '不要了' })).status).toBe(404);
    expect((await stranger.send('PUT', `receivables/${id}`, DEPOSIT, { 'if-match': '"1"' })).status).toBe(404);
  }
  expect((await stage.as(east.archivist, 'archivist').get(`deals/${deal.id}/receivables`)).body).toMatchObject({ permission: 'funds.read' });
  await stage.staff(east).supervisor.send('POST', `deals/${deal.id}/cancel`, { reason: '客户反悔' });
  expect((await add(stage.staff(east).specialist, deal)).body).toMatchObject({ status: 409, code: 'deal_closed' });
});
