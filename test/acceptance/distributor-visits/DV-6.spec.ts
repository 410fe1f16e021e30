import { DV, manufacturer } from '../distributor.ts';
import { eventually, type Json } from '../stage.ts';

const maker = manufacturer('2026-09-30T02:00:00.000Z');
const NEED = '省内最大经销商，新店开业，有必要表示';

/** An item of the kind with stock in the eastern unit; its superior sets what may be given out of the kind. */
async function supplied(kind: string, price: string, quantity: number, budget: string): Promise<Json> {
  const { who } = maker.here;
  const item = await who.keeper.post(`${DV}/items`, { kind, name: `${kind} ${price}`, unitName: '件', price });
  await who.keeper.post(`${DV}/items/${item.id}/receipts`, { unitId: maker.here.unit('east'), quantity, reference: '采购入库' });
  await who.superior.post(`${DV}/item-budgets`, { unitId: maker.here.unit('east'), kind, period: '2026', amount: budget, reason: '年度预算' });
  return item;
}
const held = async ({ id }: Json): Promise<number> => (await maker.here.who.keeper.get(`${DV}/items`)).items.find((i: Json) => i.id === id).held[0].quantity;

test('DV-3.3f samples, trial goods and promotional material go out from stock and within budget alone; gifts not without DV-6', async () => {
  const { who } = maker.here;
  const customer = await maker.here.customer({ name: '样品客户' });
  const sample = await supplied('sample', '20.00', 3, '50.00');
  const give = (quantity: number) => ({ customerId: customer.id, lines: [{ itemId: sample.id, quantity }] });
  expect(await who.visitor.refused(422, 'POST', `${DV}/hand-outs`, give(3))).toMatchObject({ code: 'above_budget', clause: 'DV-3.3f' });
  expect(await who.visitor.refused(422, 'POST', `${DV}/hand-outs`, give(4))).toMatchObject({ clause: 'DV-3.3f' });
  const handed = await who.visitor.post(`${DV}/hand-outs`, give(2));
  expect([handed.cost, await held(sample)]).toEqual(['40.00', 1]);
  await who.keeper.post(`${DV}/hand-outs/${handed.id}/take-back`, { reason: '写错客户' });
  expect(await held(sample)).toBe(3);
  const trial = await who.keeper.post(`${DV}/items`, { kind: 'trial', name: '试用机', unitName: '台', price: '900' });
  await who.keeper.post(`${DV}/items/${trial.id}/receipts`, { unitId: maker.here.unit('east'), quantity: 1, reference: '调拨' });
  expect(await who.visitor.refused(422, 'POST', `${DV}/hand-outs`, { customerId: customer.id, lines: [{ itemId: trial.id, quantity: 1 }] })).toMatchObject({ code: 'no_budget', clause: 'DV-3.3f' });
  const gift = await who.keeper.post(`${DV}/items`, { kind: 'gift', name: '钢笔', unitName: '支', price: '100' });
  expect(await who.visitor.refused(422, 'POST', `${DV}/hand-outs`, { customerId: customer.id, lines: [{ itemId: gift.id, quantity: 1 }] })).toMatchObject({ code: 'gift_needs_approval', clause: 'DV-6' });
});

test('DV-6 a gift for a special customer: the superior in charge approves the application, then it is issued, within the budget, on the official form', async () => {
  const { who } = maker.here;
  const gift = await supplied('gift', '300.00', 10, '1000.00');
  const customer = await maker.here.customer({ name: '特殊客户' });
  const write = (quantity: number) => ({ customerId: customer.id, need: NEED, lines: [{ itemId: gift.id, quantity }] });
  expect(await who.supervisor.refused(422, 'POST', `${DV}/gift-applications`, write(2))).toMatchObject({ code: 'not_special', clause: 'DV-6' });
  await who.supervisor.post(`${DV}/customers/${customer.id}/special`, { reason: '省内最大' });
  const tooMuch = await who.supervisor.post(`${DV}/gift-applications`, write(4));
  expect(await who.supervisor.refused(422, 'POST', `${DV}/gift-applications/${tooMuch.id}/submit`)).toMatchObject({ code: 'above_budget', clause: 'DV-6' });
  const { id } = await who.supervisor.post(`${DV}/gift-applications`, write(2));
  const at = `${DV}/gift-applications/${id}`;
  await who.supervisor.post(`${at}/submit`);
  expect(await who.keeper.refused(409, 'POST', `${at}/issue`, { receivedBy: '顾海' })).toMatchObject({ code: 'gift_not_approved', clause: 'DV-6' });
  await who.supervisor.refused(422, 'POST', `${at}/decide`, { decision: 'approve' });
  expect((await eventually('the superior is asked', async () => { const { items } = await who.superior.get(`${DV}/approvals`); return items.length && items; }))[0]).toMatchObject({ matter: 'gift_application', amount: '600.00', subject: { id } });
  expect(await who.superior.post(`${at}/decide`, { decision: 'approve' })).toMatchObject({ status: 'approved', approvedBy: ['秦岭'] });
  expect(await who.keeper.post(`${at}/issue`, { receivedBy: '顾海' })).toMatchObject({ status: 'issued', remaining: '400.00' });
  expect(await held(gift)).toBe(8);
  const form = await who.superior.send('GET', `${at}/form`);
  expect([form.status, form.headers.get('content-type')]).toEqual([200, 'application/pdf']);
});
