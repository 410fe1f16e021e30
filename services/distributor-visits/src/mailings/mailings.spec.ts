import { newId } from '@luyue/kernel';
import { until } from '@luyue/testing/service-stage';
import { type Maker, type Running, shop, startVisits } from '../visits.harness.ts';
import type { MailingView } from './mailings.http.ts';
import { mailingMoves, receiptMoves } from './mailings.rules.ts';

let stage: Running;
let east: Maker;
let west: Maker;
beforeAll(async () => {
  stage = await startVisits('http,sweep');
  [east, west] = [await stage.company('东方电器'), await stage.company('西部电器')];
}, 60_000);
afterAll(() => stage.stop());

const NEWS = { product: '净水机 X2', title: '净水机 X2 上市', content: '更静，滤芯寿命加倍', types: ['distributor', 'retailer'], grades: ['none'] };
const write = (at: Maker, more: object = {}, who: 'supervisor' | 'salesperson' | 'southVisitor' = 'supervisor') => stage.staff(at, who).send('POST', 'mailings', { unitId: at.east, ...NEWS, ...more });
const written = (at: Maker, more: object = {}): Promise<MailingView> => stage.made(write(at, more));
const act = (at: Maker, { id }: { id: string }, verb: string, body: object = {}) => stage.staff(at, 'supervisor').send('POST', `mailings/${id}/${verb}`, body);
const duties = async (at: Maker): Promise<string[]> => (await stage.ask(at.supervisor, 'GET', 'obligations?clauseId=DV-3.3d', { permissions: ['obligation.read'] })).body.items.map((o: any) => `${o.subject.number} ${o.status} ${o.dueAt}`).toSorted();

test('DV-3.3d a mailing is issued once; what a customer had of it is said step by step', () => {
  expect(mailingMoves).toEqual({ draft: ['issued', 'dropped'], issued: [], dropped: [] });
  expect(receiptMoves).toEqual({ owed: ['delivered', 'received'], delivered: ['received'], received: [] });
});

test('DV-3.3d to the active customers of the chosen types and grades, with receipt', async () => {
  const at = await stage.company('上市电器');
  const [first, second] = [await stage.customer(at), await stage.customer(at, { type: 'retailer', name: '零售一店' })];
  await stage.customer(at, { type: 'consumer', name: '消费者' });
  await stage.made(stage.staff(at, 'southSupervisor').send('POST', 'customers', { ...shop(), unitId: at.south, duplicateAcknowledged: true }));
  const mailing = await written(at);
  expect(mailing).toMatchObject({ number: expect.stringMatching(/^XP20260930-/), status: 'draft', recipients: 0, unitName: '华东营业部' });
  const patch = (version: number) => stage.staff(at, 'supervisor').send('PATCH', `mailings/${mailing.id}`, { content: '更静、更省' }, { 'if-match': `"${version}"` });
  expect((await patch(1)).body.content).toBe('更静、更省');
  expect((await patch(1)).status).toBe(412);
  expect((await act(at, mailing, 'issue')).body).toMatchObject({ status: 'issued', issuedBy: '何静', recipients: 2, delivered: 0, received: 0 });
  expect((await act(at, mailing, 'issue')).body).toMatchObject({ status: 409, clause: 'DV-3.3d', allowed: [] });
  expect((await act(at, mailing, `receipts/${first.id}/deliver`, { channel: 'visit' })).body).toMatchObject({ customerName: first.name, state: 'delivered', channel: 'visit', deliveredBy: '何静', receivedAt: null });
  expect((await act(at, mailing, `receipts/${first.id}/deliver`, { channel: 'letter' })).body).toMatchObject({ status: 409, allowed: ['received'] });
  expect((await act(at, mailing, `receipts/${first.id}/confirm`, { receivedBy: '顾海' })).body).toMatchObject({ state: 'received', channel: 'visit', receivedBy: '顾海' });
  expect((await act(at, mailing, `receipts/${second.id}/confirm`, { receivedBy: '店长' })).body).toMatchObject({ state: 'received', deliveredBy: '何静' });
  expect((await stage.staff(at, 'visitor').get(`mailings/${mailing.id}`)).body).toMatchObject({ recipients: 2, delivered: 2, received: 2 });
  const receipts = async (query: string) => (await stage.staff(at, 'visitor').get(`mailings/${mailing.id}/receipts?${query}`)).body;
  expect([(await receipts('state=owed')).items.length, (await receipts('state=received')).items.length]).toEqual([0, 2]);
  const { nextCursor, items } = await receipts('limit=1');
  expect((await receipts(`limit=1&cursor=${nextCursor}`)).items[0].customerId).not.toBe(items[0].customerId);
  expect((await act(at, mailing, `receipts/${newId()}/confirm`, { receivedBy: '某人' })).status).toBe(404);
});

test('DV-3.3d a company that has set no interval owes nothing; one that has owes each whole period, met by the issue', async () => {
  const [none, quarterly] = [await stage.company('随时电器'), await stage.company('每季电器', undefined, { 'dv.newProduct.everyMonths': 3 })];
  for (const at of [none, quarterly]) {
    await stage.customer(at);
    await stage.customer(at, { name: '第二家' });
  }
  // A unit that begins inside the third quarter owes from the fourth (R4).
  expect([await duties(none), await duties(quarterly)]).toEqual([[], []]);
  await stage.moveTo(quarterly, '2026-10-01T01:00:00.000Z');
  await stage.moveTo(none, '2026-10-01T01:00:00.000Z');
  await until(() => duties(quarterly), (seen) => seen.length > 0);
  expect(await duties(quarterly)).toEqual(['华东营业部/2026-Q4 open 2026-12-31T16:00:00.000Z']);
  await stage.made(act(quarterly, await written(quarterly), 'issue'));
  await stage.made(act(none, await written(none), 'issue'));
  expect([await duties(none), await duties(quarterly)]).toEqual([[], ['华东营业部/2026-Q4 met 2026-12-31T16:00:00.000Z']]);
});

test('DV-3.3d refused: nobody to send it to, one that was dropped', async () => {
  const at = await stage.company('无人电器');
  await stage.customer(at);
  const nobody = await written(at, { grades: ['A'] });
  expect((await act(at, nobody, 'issue')).body).toMatchObject({ status: 422, code: 'nobody', clause: 'DV-3.3d' });
  expect((await act(at, nobody, 'drop', { reason: '上市推迟' })).body).toMatchObject({ status: 'dropped', reason: '上市推迟' });
  expect((await act(at, nobody, 'issue')).status).toBe(409);
  expect((await write(at, { grades: [] })).status).toBe(400);
  const ids = async (query: string) => (await stage.staff(at, 'visitor').get(`mailings?${query}`)).body.items.map((m: MailingView) => m.id);
  expect([await ids(''), await ids('status=draft')]).toEqual([[nobody.id], []]);
});

test('DV-3.3d of the own unit and company alone (PF-4, PF-6)', async () => {
  const customer = await stage.customer(east);
  const mailing = await written(east);
  await stage.made(act(east, mailing, 'issue'));
  expect((await write(east, {}, 'salesperson')).body).toMatchObject({ status: 403, permission: 'customerEvent.work' });
  expect((await write(east, {}, 'southVisitor')).status).toBe(403);
  expect((await stage.staff(east, 'southSupervisor').get(`mailings/${mailing.id}/receipts`)).status).toBe(403);
  expect([(await act(west, mailing, 'issue')).status, (await act(west, mailing, `receipts/${customer.id}/confirm`, { receivedBy: '某人' })).status]).toEqual([404, 404]);
  expect((await act(west, mailing, 'drop', { reason: '别家' })).status).toBe(404);
  expect((await stage.staff(west, 'visitor').get(`mailings/${mailing.id}`)).status).toBe(404);
});
