import type { Json, SignedIn } from '../../../infra/local/client.mjs';

const DV = '/v1/distributor-visits';

/** What an id of the rooms beside visits stands for. */
export type CustomerServiceKind = 'opinion' | 'appeal' | 'intelligence' | 'competitor' | 'problem' | 'solvedProblem' | 'knowledge' | 'customerEvent' | 'mailing' | 'fieldRule' | 'visitItem' | 'visitGift' | 'handOut' | 'itemBudget' | 'giftApplication' | 'visitDelegation';

/** One record of every kind, about this customer; `mark` stands in every text. */
export async function furnishCustomerService(me: SignedIn, mark: string, { unitId, userId, customer, departmentId }: { unitId: string; userId: string; customer: Json; departmentId: string }): Promise<Record<CustomerServiceKind, string>> {
  const customerId: string = customer.id;
  const opinion = await me.post(`${DV}/opinions`, { customerId, kind: 'complaint', maker: 'other', makerName: mark, product: mark, content: mark });
  const appeal = await me.post(`${DV}/appeals`, { customerId, subject: mark.slice(0, 100), content: mark });
  const intelligence = await me.post(`${DV}/intelligence`, { customerId, kind: 'competitor_move', competitor: mark, product: mark, content: mark });
  await me.post(`${DV}/intelligence/${intelligence.id}/check`, { result: 'confirmed', forCustomers: mark });
  const report = (): Promise<Json> => me.post(`${DV}/problems`, { customerId, area: 'use', product: mark, title: mark.slice(0, 100), description: mark });
  const [problem, solved] = [await report(), await report()];
  await me.post(`${DV}/problems/${problem.id}/escalate`, { departmentUnitId: departmentId, reason: mark });
  await me.post(`${DV}/problems/${solved.id}/solve`, { cause: mark, solution: mark });
  const knowledge = await me.post(`${DV}/knowledge`, { problemId: solved.id, title: mark.slice(0, 100) });
  const event = await me.post(`${DV}/events`, { unitId, kind: 'training', topic: mark.slice(0, 100), place: mark, startsAt: '2026-01-05T01:00:00Z', endsAt: '2026-01-05T04:00:00Z', staffUserIds: [userId] });
  const mailing = await me.post(`${DV}/mailings`, { unitId, product: mark, title: mark.slice(0, 100), content: mark, types: ['retailer'], grades: ['none'] });
  await me.post(`${DV}/mailings/${mailing.id}/issue`);
  const rule = await me.post(`${DV}/field-rules`, { title: mark.slice(0, 100), content: mark.padEnd(10, '.'), reason: mark });
  const item = (kind: string): Promise<Json> => me.post(`${DV}/items`, { kind, name: mark.slice(0, 100), unitName: '件', price: '1' });
  const [sample, gift] = [await item('sample'), await item('gift')];
  for (const { id } of [sample, gift]) await me.post(`${DV}/items/${id}/receipts`, { unitId, quantity: 5, reference: mark });
  const budget = (kind: string, period: string): Promise<Json> => me.post(`${DV}/item-budgets`, { unitId, kind, period, amount: '100', reason: mark });
  // Whatever the year is by the clock of the place.
  const [{ id: itemBudget }] = [await budget('sample', '2026'), await budget('sample', '2027'), await budget('gift', '2026'), await budget('gift', '2027')];
  const handOut = await me.post(`${DV}/hand-outs`, { customerId, lines: [{ itemId: sample.id, quantity: 1 }], note: mark });
  await me.post(`${DV}/customers/${customerId}/special`, { reason: mark });
  const application = await me.post(`${DV}/gift-applications`, { customerId, need: mark, lines: [{ itemId: gift.id, quantity: 1 }] });
  const delegateId = (await me.get('/v1/tenancy/users')).items.find((u: Json) => u.id !== userId).id;
  const delegation = await me.post(`${DV}/approval-delegates`, { delegateId, to: new Date(Date.now() + 86_400_000).toISOString() });
  return {
    visitItem: sample.id, visitGift: gift.id, handOut: handOut.id, itemBudget, giftApplication: application.id, visitDelegation: delegation.id, opinion: opinion.id, appeal: appeal.id, intelligence: intelligence.id, competitor: intelligence.competitorId, problem: problem.id, solvedProblem: solved.id, knowledge: knowledge.id, customerEvent: event.id, mailing: mailing.id, fieldRule: rule.id,
  };
}

/** What of it a probe must leave as it is. */
export const customerServicePages = (ids: Record<CustomerServiceKind, string>): string[] => [
  `${DV}/opinions`, `${DV}/appeals/${ids.appeal}`, `${DV}/intelligence/${ids.intelligence}`, `${DV}/intelligence/${ids.intelligence}/shares`, `${DV}/competitors`, `${DV}/problems/${ids.problem}`, `${DV}/problems/${ids.solvedProblem}`, `${DV}/knowledge/${ids.knowledge}`,
  `${DV}/events/${ids.customerEvent}`, `${DV}/mailings/${ids.mailing}`, `${DV}/mailings/${ids.mailing}/receipts`, `${DV}/field-rules/${ids.fieldRule}/signatures`, `${DV}/items`, `${DV}/item-budgets`, `${DV}/hand-outs`, `${DV}/gift-applications`, `${DV}/approval-delegates`,
];
