import { newId } from '@luyue/kernel';
import { type Maker, type Running, startVisits } from '../visits.harness.ts';

let stage: Running;
let east: Maker;
beforeAll(async () => {
  stage = await startVisits();
  east = await stage.company('东方电器');
}, 60_000);
afterAll(() => stage.stop());

/** A visit now with these records; answers what became of them. */
async function visited(at: Maker, customerId: string, ...records: { kind: string; body: object; id?: string }[]): Promise<any[]> {
  const [visitId, occurredAt] = [newId(), new Date((await stage.now(at)).getTime() - 1_000).toISOString()];
  const sent = [{ kind: 'check_in', body: { customerId, reason: '例行' } }, ...records].map((record) => ({ id: newId(), visitId, occurredAt, ...record }));
  return (await stage.staff(at, 'visitor').send('POST', 'visits/sync', { deviceId: 'p', records: sent })).body.results.slice(1);
}
const OPINION = { kind: 'complaint', maker: 'own', product: '净水机 X1', content: '噪音大' };
const HEARD = { kind: 'competitor_move', competitor: '远山', content: '门口摆摊' };

test('DV-3.1c DV-3.1d what is heard on a visit is one opinion and one item with the visit\'s time; the same record again is known', async () => {
  const customer = await stage.customer(east);
  const [opinionId, heardId] = [newId(), newId()];
  const records = [{ id: opinionId, kind: 'opinion', body: OPINION }, { id: heardId, kind: 'intelligence', body: HEARD }];
  expect((await visited(east, customer.id, ...records)).map((r) => r.outcome)).toEqual(['applied', 'applied']);
  const { body: opinion } = await stage.staff(east, 'supervisor').get(`opinions/${opinionId}`);
  expect(opinion).toMatchObject({ customerId: customer.id, visitId: expect.any(String), number: expect.stringMatching(/^YJ20260930-\d{4}$/), recordedBy: '林岚', ownerName: '林岚' });
  expect((await stage.staff(east, 'supervisor').get(`intelligence/${heardId}`)).body).toMatchObject({ customerId: customer.id, visitId: opinion.visitId, competitorName: '远山', number: expect.stringMatching(/^QB20260930-\d{4}$/) });
  expect((await visited(east, customer.id, records[0]!)).map((r) => r.outcome)).toEqual(['known']);
  expect((await stage.staff(east, 'supervisor').get(`opinions?customerId=${customer.id}`)).body.items).toHaveLength(1);
});

test('DV-3.1c DV-3.1d a record that is not whole is refused with its clause, and the others are kept', async () => {
  const customer = await stage.customer(east);
  const results = await visited(east, customer.id, { kind: 'opinion', body: { ...OPINION, maker: 'other' } }, { kind: 'intelligence', body: { ...HEARD, competitor: undefined } }, { kind: 'opinion', body: { content: '没写类别' } }, { kind: 'opinion', body: OPINION });
  expect(results.map((r) => [r.outcome, r.problem?.clause, r.problem?.errors?.[0].field])).toEqual([['refused', 'DV-3.1c', 'makerName'], ['refused', 'DV-3.1d', 'competitor'], ['refused', undefined, expect.any(String)], ['applied', undefined, undefined]]);
});

test('DV-3.3f what is handed out on a visit leaves stock and budget; what they do not hold is refused, gifts always', async () => {
  const at = await stage.company('发放电器');
  const customer = await stage.customer(at);
  const item = (kind: string) => stage.made(stage.staff(at, 'keeper').send('POST', 'items', { kind, name: `${kind} 一件`, unitName: '件', price: '20' }));
  const [sample, gift] = [await item('sample'), await item('gift')];
  await stage.made(stage.staff(at, 'keeper').send('POST', `items/${sample.id}/receipts`, { unitId: at.east, quantity: 3, reference: '入库' }));
  await stage.made(stage.staff(at, 'superior').send('POST', 'item-budgets', { unitId: at.east, kind: 'sample', period: '2026', amount: '40', reason: '年度' }));
  const give = (itemId: string, quantity: number) => ({ kind: 'hand_out', body: { lines: [{ itemId, quantity }], receivedBy: '顾海' } });
  expect((await visited(at, customer.id, give(sample.id, 2), give(sample.id, 1), give(gift.id, 1), give(sample.id, 9))).map((r) => [r.outcome, r.problem?.code, r.problem?.clause])).toEqual([
    ['applied', undefined, undefined], ['refused', 'above_budget', 'DV-3.3f'], ['refused', 'gift_needs_approval', 'DV-6'], ['refused', 'above_budget', 'DV-3.3f'],
  ]);
  expect((await stage.staff(at, 'keeper').get('hand-outs')).body.items).toMatchObject([{ customerId: customer.id, visitId: expect.any(String), cost: '40.00', handedBy: '林岚', receivedBy: '顾海' }]);
});

test('a visit begins with what still waits for an answer: opinions, appeals, problems, the oldest first, with what is due', async () => {
  const at = await stage.company('待办电器');
  const customer = await stage.customer(at);
  await stage.made(stage.staff(at, 'visitor').send('POST', 'appeals', { customerId: customer.id, subject: '返利少算', content: '少算 2 000 元' }));
  await stage.made(stage.staff(at, 'visitor').send('POST', 'opinions', { customerId: customer.id, ...OPINION }));
  await stage.made(stage.staff(at, 'technician').send('POST', 'problems', { customerId: customer.id, area: 'use', title: '漏水', description: '接头漏水' }));
  const answered = await stage.made(stage.staff(at, 'visitor').send('POST', 'opinions', { customerId: customer.id, ...OPINION, content: '已经答了' }));
  await stage.made(stage.staff(at, 'visitor').send('POST', `opinions/${answered.id}/answer`, { content: '已换', channel: 'phone' }));
  await visited(at, customer.id);
  const [visit] = (await stage.staff(at, 'visitor').get('visits/today')).body.visits;
  expect(visit.openMatters.filter((m: any) => m.kind !== 'inquiry_card').map((m: any) => [m.kind, m.title, m.dueAt])).toEqual([['appeal', '返利少算', '2026-10-07T16:00:00.000Z'], ['opinion', '噪音大', null], ['problem', '漏水', null]]);
});
