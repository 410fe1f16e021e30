import { newId } from '@luyue/kernel';
import { type Maker, type Running, startVisits } from '../visits.harness.ts';

let stage: Running;
let east: Maker;
let west: Maker;
beforeAll(async () => {
  stage = await startVisits();
  [east, west] = [await stage.company('江州家电'), await stage.company('海州家电')];
}, 60_000);
afterAll(() => stage.stop());

const card = async (at: Maker, id: string) => (await stage.staff(at, 'visitor').get(`customers/${id}/inquiry-card`)).body;
const give = (at: Maker, id: string, body: object = {}) => stage.staff(at, 'visitor').send('POST', `customers/${id}/inquiry-card/give`, { way: 'visit', ...body });

test('DV-3.2b each new customer gets one within 30 days of registration; handing it out or sending it meets it', async () => {
  const customer = await stage.customer(east, { name: '新客户' });
  expect(await card(east, customer.id)).toMatchObject({ status: 'owed', obligation: { clauseId: 'DV-3.2b', status: 'open', dueAt: '2026-10-30T16:00:00.000Z' } });
  await stage.moveTo(east, '2026-10-30T15:59:59.000Z');
  expect((await give(east, customer.id, { way: 'mail' })).body).toMatchObject({ status: 'given', way: 'mail', givenBy: '林岚', obligation: { status: 'met' } });
  expect((await give(east, customer.id)).body).toMatchObject({ status: 409, clause: 'DV-3.2b', allowed: ['answered'] });
});

test('DV-3.2b given after the thirtieth day is late, entered late counts from when it happened (R6), never from the future', async () => {
  const at = await stage.company('迟到家电');
  const [late, entered] = [await stage.customer(at, { name: '迟了' }), await stage.customer(at, { name: '补录' })];
  await stage.moveTo(at, '2026-10-30T16:00:01.000Z');
  expect((await give(at, late.id)).body.obligation).toMatchObject({ status: 'met_late', breachedAt: '2026-10-30T16:00:00.000Z' });
  expect((await give(at, entered.id, { givenAt: '2026-11-30T00:00:00Z' })).body).toMatchObject({ status: 400, clause: 'DV-3.2b', errors: [{ field: 'givenAt' }] });
  expect((await give(at, entered.id, { givenAt: '2026-09-01T00:00:00Z' })).status).toBe(400);
  expect((await give(at, entered.id, { givenAt: '2026-10-20T02:00:00Z' })).body.obligation).toMatchObject({ status: 'met', settledAt: '2026-10-20T02:00:00.000Z' });
});

test('DV-3.2b the customer\'s answer is tracked without a clock, and is an open matter until then', async () => {
  const at = await stage.company('答复家电');
  const customer = await stage.customer(at, { name: '答复' });
  const answer = (body: object = { answer: '送货再快些', satisfaction: 4 }) => stage.staff(at, 'visitor').send('POST', `customers/${customer.id}/inquiry-card/answer`, body);
  expect((await answer()).body).toMatchObject({ status: 409, allowed: ['given'] });
  await stage.staff(at, 'visitor').send('POST', 'visits/sync', { deviceId: 'p', records: [{ id: newId(), visitId: newId(), kind: 'check_in', occurredAt: '2026-09-30T01:59:00.000Z', body: { customerId: customer.id, reason: '送征询卡' } }] });
  const matters = async () => (await stage.staff(at, 'visitor').get('visits/today')).body.visits[0].openMatters;
  expect(await matters()).toMatchObject([{ kind: 'inquiry_card', title: '征询卡待交给客户', dueAt: '2026-10-30T16:00:00.000Z' }]);
  await give(at, customer.id);
  expect(await matters()).toMatchObject([{ title: '征询卡待客户答复', dueAt: null }]);
  expect((await answer({ answer: 'x', satisfaction: 6 })).status).toBe(400);
  expect((await answer()).body).toMatchObject({ status: 'answered', satisfaction: 4, answer: '送货再快些' });
  expect(await matters()).toEqual([]);
});

test('DV-3.2b with the record closed the cause is gone; opened again the card is owed from then on (R13)', async () => {
  const at = await stage.company('停用家电');
  const customer = await stage.customer(at, { name: '停了又来' });
  const set = (status: string) => stage.staff(at, 'supervisor').send('POST', `customers/${customer.id}/status`, { status, reason: '歇业' });
  const listed = async () => (await stage.staff(at, 'supervisor').get('inquiry-cards')).body.items.length;
  await set('closed');
  expect([(await card(at, customer.id)).obligation, await listed()]).toMatchObject([{ status: 'cancelled', outcome: { note: '客户档案已停用' } }, 0]);
  await stage.moveTo(at, '2026-10-08T02:00:00.000Z');
  await set('active');
  expect([(await card(at, customer.id)).obligation, await listed()]).toMatchObject([{ status: 'open', dueAt: '2026-11-07T16:00:00.000Z' }, 1]);
  expect((await give(at, customer.id)).body.obligation).toMatchObject({ status: 'met' });
});

test('DV-3.2b listed by unit, who waits longest first; of the own company alone', async () => {
  const at = await stage.company('名单家电');
  const first = await stage.customer(at, { name: '先登记' });
  await stage.customer(at, { name: '后登记' });
  const list = async (who: 'supervisor' | 'southSupervisor', query = '') => (await stage.staff(at, who).get(`inquiry-cards?${query}`)).body;
  expect((await list('supervisor')).items.map((k: any) => k.customerName)).toEqual(['先登记', '后登记']);
  const page = await list('supervisor', 'limit=1');
  expect((await list('supervisor', `limit=1&cursor=${page.nextCursor}`)).items.map((k: any) => k.customerName)).toEqual(['后登记']);
  await give(at, first.id);
  expect([(await list('supervisor')).items.length, (await list('supervisor', 'status=given')).items.length, (await list('southSupervisor')).items.length]).toEqual([1, 1, 0]);
  expect((await give(west, first.id)).status).toBe(404);
  expect((await stage.staff(at, 'southSupervisor').send('POST', `customers/${first.id}/inquiry-card/give`, { way: 'visit' })).status).toBe(403);
  expect((await stage.staff(at, 'leader').send('POST', `customers/${first.id}/inquiry-card/give`, { way: 'visit' })).body).toMatchObject({ status: 403, permission: 'visitCustomer.write' });
});
