import { DV, manufacturer } from '../distributor.ts';
import { eventually, type Json } from '../stage.ts';

const maker = manufacturer('2026-09-30T02:00:00.000Z');
let gift: Json;
let customer: Json;
let delegation: string;

beforeAll(async () => {
  const { who } = maker.here;
  const unitId = maker.here.unit('east');
  customer = await maker.here.customer({ name: '特殊客户' });
  await who.supervisor.post(`${DV}/customers/${customer.id}/special`, { reason: '省内最大' });
  gift = await who.keeper.post(`${DV}/items`, { kind: 'gift', name: '钢笔', unitName: '支', price: '100' });
  await who.superior.post(`${DV}/item-budgets`, { unitId, kind: 'gift', period: '2026', amount: '100000', reason: '年度预算' });
}, 60_000);

/** An application of the supervisor's, waiting for approval. */
async function submitted(quantity: number): Promise<Json> {
  const { supervisor } = maker.here.who;
  const { id } = await supervisor.post(`${DV}/gift-applications`, { customerId: customer.id, need: '新店开业，有必要表示', lines: [{ itemId: gift.id, quantity }] });
  return supervisor.post(`${DV}/gift-applications/${id}/submit`);
}
const decide = (id: string) => [`${DV}/gift-applications/${id}/decide`, { decision: 'approve' }] as const;

test('PF-12 nobody approves their own, nor as the delegate of whoever may', async () => {
  const { who } = maker.here;
  const { id } = await submitted(1);
  expect(await who.supervisor.refused(422, 'POST', ...decide(id))).toMatchObject({ clause: 'PF-12', code: 'own_approval' });
  ({ id: delegation } = await who.superior.post(`${DV}/approval-delegates`, { delegateId: maker.here.id('supervisor'), to: '2026-10-30T00:00:00.000Z' }));
  expect(await who.supervisor.refused(422, 'POST', ...decide(id))).toMatchObject({ clause: 'PF-12', code: 'own_approval' });
  expect(await who.keeper.refused(403, 'POST', ...decide(id))).toMatchObject({ clause: 'PF-12', code: 'not_the_approver' });
  expect((await who.superior.send('DELETE', `${DV}/approval-delegates/${delegation}`)).status).toBe(200);
});

test('PF-12 a delegate decides in the place of another; both names are kept', async () => {
  const { who } = maker.here;
  await who.superior.post(`${DV}/approval-delegates`, { delegateId: maker.here.id('keeper'), to: '2026-10-30T00:00:00.000Z' });
  const { id } = await submitted(1);
  const { items: waiting } = await who.keeper.get(`${DV}/approvals`);
  expect(waiting.map((each: Json) => each.subject.id)).toContain(id);
  const { status, approvals } = await who.keeper.post(...decide(id));
  expect([status, approvals[0].history.at(-1)]).toMatchObject(['approved', { what: 'approved', onBehalfOf: '秦岭' }]);
});

test('PF-12 the maker reminds once an hour and withdraws; asked anew it is the next round', async () => {
  const { who } = maker.here;
  const { id, approvals: [request] } = await submitted(1);
  const remind = `${DV}/approvals/${request.id}/remind`;
  await who.supervisor.post(remind);
  expect(await who.supervisor.refused(422, 'POST', remind)).toMatchObject({ clause: 'PF-12', code: 'reminded_lately' });
  expect(await who.superior.refused(403, 'POST', `${DV}/approvals/${request.id}/withdraw`)).toMatchObject({ clause: 'PF-12', code: 'not_the_maker' });
  await who.supervisor.post(`${DV}/approvals/${request.id}/withdraw`);
  expect(await who.supervisor.get(`${DV}/gift-applications/${id}`)).toMatchObject({ status: 'returned' });
  const { approvals } = await who.supervisor.post(`${DV}/gift-applications/${id}/submit`);
  expect(approvals.map((each: Json) => [each.round, each.status])).toEqual([[2, 'pending'], [1, 'withdrawn']]);
});

test('PF-12 a chain by role and amount is the company\'s to publish; a request keeps the steps under which it was submitted', async () => {
  const { who } = maker.here;
  const before = await submitted(20);
  const chain = await who.admin.get(`${DV}/approval-chains/gift_application`);
  const steps = [{ roles: ['leader'], mode: 'any', fromAmount: '1000' }, ...chain.inForce.steps];
  const { status } = await who.admin.send('PUT', `${DV}/approval-chains/gift_application`, { body: { steps, reason: '大额先由分管领导看' }, headers: { 'if-match': `"${chain.version}"` } });
  expect(status).toBe(200);
  const [small, large] = [await submitted(9), await submitted(10)];
  expect([before, small, large].map(({ approvals }) => approvals[0].steps.length)).toEqual([1, 1, 2]);
  expect(await who.superior.refused(403, 'POST', ...decide(large.id))).toMatchObject({ code: 'not_the_approver' });
  expect((await who.leader.post(...decide(large.id))).status).toBe('submitted');
  for (const { id } of [before, small, large]) expect((await who.superior.post(...decide(id))).status).toBe('approved');
  await eventually('the maker is told', async () => (await who.supervisor.get('/v1/notification/inbox?limit=100')).items.some((m: Json) => JSON.stringify(m).includes(large.number)));
});
