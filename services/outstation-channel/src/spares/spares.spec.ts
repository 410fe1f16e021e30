import { newId } from '@luyue/kernel';
import { Stock } from '@luyue/stock';
import { type Maker, type Running, startChannel } from '../channel.harness.ts';
import type { SpareItemView } from './spare-views.ts';

let stage: Running;
let at: Maker;
beforeAll(async () => {
  stage = await startChannel();
  at = await opened('星河通信');
}, 60_000);
afterAll(() => stage.stop());

async function opened(name: string): Promise<Maker> {
  const maker = await stage.maker(name);
  const { region } = await stage.posted(maker);
  for (const [n, { unitId }] of maker.stations.entries()) await stage.must(stage.staff(maker).manager.send('POST', 'stations', { unitId, regionId: region.id, number: `S-${n}`, openedOn: '2026-01-05' }));
  return maker;
}
let last = 0;
const item = (maker: Maker, more: object = {}): Promise<SpareItemView> => stage.must(stage.staff(maker).assistant.send('POST', 'spare-items', { number: `P${++last}`, name: '电源板', kind: 'part', model: 'C118', ...more }));
const supply = (maker: Maker, { id }: { id: string }, quantity: number, more: object = {}) => stage.staff(maker).assistant.send('POST', 'spare-supplies', { departmentUnitId: maker.department, itemId: id, quantity, deliveredOn: '2026-03-01', reference: `D${++last}`, ...more });
const portal = (maker: Maker, n = 0) => stage.station(maker, n);
const ask = (maker: Maker, lines: [{ id: string }, number][], reason: string | undefined = '首批备货', n = 0) => portal(maker, n).send('POST', 'spare-applications', { stationId: maker.stations[n]!.unitId, lines: lines.map(([{ id }, quantity]) => ({ itemId: id, quantity })), reason });
const decide = (maker: Maker, id: string, decision = 'approved', of = 'spare-applications') => stage.staff(maker).engineer.send('POST', `${of}/${id}/decide`, { decision, ...(decision === 'refused' && { note: '库存够用' }) });
const ship = (maker: Maker, id: string, serials?: object[]) => stage.staff(maker).assistant.send('POST', `spare-applications/${id}/ship`, { tracking: 'SF2001', serials });
const stockOf = async (maker: Maker, placeId: string, { id }: { id: string }): Promise<number> => (await stage.staff(maker).engineer.get(`spare-stock?placeId=${placeId}&limit=200`)).body.items.find((l: { id: string }) => l.id === id).quantity;
const order = async (maker: Maker, n = 0): Promise<string> => (await stage.must(portal(maker, n).send<{ id: string }>('POST', 'repair-orders', { stationId: maker.stations[n]!.unitId, number: `W${++last}`, model: 'C118' }))).id;
const use = (maker: Maker, orderId: string, { id }: { id: string }, quantity: number, entry = '1') => portal(maker).send('POST', 'spare-uses', { orderId, itemId: id, quantity, entry });
/** Parts that arrived at the first station. */
async function issued(maker: Maker, what: SpareItemView, quantity: number): Promise<{ id: string }> {
  await stage.must(supply(maker, what, quantity));
  const application = await stage.must(ask(maker, [[what, quantity]]));
  await stage.must(decide(maker, application.id));
  await stage.must(ship(maker, application.id));
  return stage.must(portal(maker).send<{ id: string }>('POST', `spare-applications/${application.id}/receive`));
}
const verified = (maker: Maker) => stage.read(maker, (tx) => stage.get(Stock).verify(tx));

test('OC-3.2.3a application, approval, shipment, receipt, use: each movement is a posting, and the stock is that of the papers', async () => {
  const board = await item(at);
  const [station, warehouse] = [at.stations[0]!.unitId, at.department];
  await stage.must(supply(at, board, 10));
  const { body: asked } = await ask(at, [[board, 4]]);
  // Whoever approves reads what it is about.
  expect((await stage.staff(at).engineer.get('approvals?limit=50')).body.items.find((a: { subject: { id: string } }) => a.subject.id === asked.id)?.subject.title).toBe('东城授权站 电源板×4');
  expect(asked).toMatchObject({ number: expect.stringMatching(/^BJ/), status: 'asked', reason: '首批备货', lines: [{ itemNumber: board.number, itemName: '电源板', quantity: 4, stock: 0, usedPerMonth: 0, months: null }] });
  expect((await ship(at, asked.id)).body).toMatchObject({ status: 409, code: 'transition_refused', allowed: ['approved', 'refused', 'withdrawn'], clause: 'OC-3.2.3a' });
  expect((await decide(at, asked.id)).body).toMatchObject({ status: 'approved', decidedBy: '陆工' });
  await stage.must(ship(at, asked.id));
  // On the way it is neither here nor there, and not lost.
  expect([await stockOf(at, warehouse, board), await stockOf(at, station, board)]).toEqual([6, 0]);
  expect((await portal(at).send('POST', `spare-applications/${asked.id}/receive`)).body).toMatchObject({ status: 'received' });
  expect((await portal(at).send('POST', `spare-applications/${asked.id}/receive`)).body).toMatchObject({ status: 409 });
  const orderId = await order(at);
  expect((await use(at, orderId, board, 5)).body).toMatchObject({ status: 422, code: 'insufficient', clause: 'OC-3.2.3a', held: 4, asked: 5 });
  const { body: used } = await use(at, orderId, board, 3);
  expect([used, (await use(at, orderId, board, 3)).body]).toMatchObject([{ repeated: false }, { repeated: true }]);
  expect(await stockOf(at, station, board)).toBe(1);
  const { items } = (await portal(at).get(`spare-movements?placeId=${station}&itemId=${board.id}`)).body;
  expect(items.map((m: { kind: string; change: number; after: number }) => [m.kind, m.change, m.after])).toEqual([['use', -3, 1], ['receipt', 4, 4]]);
  expect((await stage.staff(at).assistant.send('POST', 'spare-movements/reverse', { reference: used.reference, reason: '记错工单' })).body).toMatchObject({ reference: `reversal/${used.reference}` });
  expect([await stockOf(at, station, board), await verified(at)]).toEqual([4, []]);
  expect((await stage.staff(at).assistant.send('POST', 'spare-movements/reverse', { reference: `receipt/${asked.id}/${board.id}`, reason: '冲销' })).body.errors).toMatchObject([{ code: 'not_reversible' }]);
});

test('OC-3.2.3a more than two months of use needs a reason, exactly two months does not; the policy is the tenant\'s', async () => {
  const maker = await opened('用量通信');
  const board = await item(maker);
  await issued(maker, board, 20);
  const orderId = await order(maker);
  await stage.must(use(maker, orderId, board, 18));
  // 18 used in 90 days are 6 a month; 2 are there: 10 more are two months.
  const without = (quantity: number) => portal(maker).send('POST', 'spare-applications', { stationId: maker.stations[0]!.unitId, lines: [{ itemId: board.id, quantity }] });
  expect((await without(11)).body).toMatchObject({ status: 422, code: 'reason_needed', clause: 'OC-3.2.3a', errors: [{ field: 'reason' }] });
  expect((await without(10)).body).toMatchObject({ status: 'asked', reason: null, lines: [{ stock: 2, usedPerMonth: 6, months: 2 }] });
  expect((await ask(maker, [[board, 11]], '旺季')).body).toMatchObject({ reason: '旺季', lines: [{ months: 2.2 }] });
  expect((await ask(maker, [[board, 1], [board, 1]])).body.errors).toMatchObject([{ field: 'lines', code: 'twice' }]);
  expect((await ask(maker, [[{ id: newId() }, 1]])).body.errors).toMatchObject([{ field: 'lines', code: 'unknown_item' }]);
});

test('OC-3.2.3b nothing goes back without an approved application that refers to an issued part', async () => {
  const maker = await opened('返厂通信');
  const [board, fan] = [await item(maker), await item(maker)];
  const application = await issued(maker, board, 5);
  const back = (lines: object[]) => portal(maker).send('POST', 'spare-returns', { stationId: maker.stations[0]!.unitId, lines, reason: '旧件返厂' });
  const line = (what: { id: string }, quantity: number, more: object = {}) => ({ itemId: what.id, quantity, applicationId: application.id, ...more });
  for (const lines of [[line(fan, 1)], [line(board, 6)], [line(board, 1, { applicationId: newId() })], [line(board, 3), line(board, 3)]]) expect((await back(lines)).body).toMatchObject({ status: 422, code: 'never_issued', clause: 'OC-3.2.3b' });
  expect((await back([{ itemId: board.id, quantity: 1 }])).body).toMatchObject({ status: 400, clause: 'OC-3.2.3b', errors: [{ field: 'lines.0.applicationId', code: 'required' }] });
  const { body: asked } = await back([line(board, 4)]);
  // What is asked for is no longer left for another.
  expect((await back([line(board, 2)])).body).toMatchObject({ code: 'never_issued', left: 1 });
  const send = () => portal(maker).send('POST', `spare-returns/${asked.id}/send`, { tracking: 'SF3001' });
  expect((await send()).body).toMatchObject({ status: 409, code: 'transition_refused', allowed: ['approved', 'refused', 'withdrawn'], clause: 'OC-3.2.3b' });
  await stage.must(decide(maker, asked.id, 'approved', 'spare-returns'));
  expect((await send()).body).toMatchObject({ status: 'returned', tracking: 'SF3001' });
  expect([await stockOf(maker, maker.stations[0]!.unitId, board), await verified(maker)]).toEqual([1, []]);
  const { body: taken } = await back([line(board, 1)]);
  await stage.must(portal(maker).send('POST', `approvals/${taken.approvals[0].id}/withdraw`));
  const { body: refused } = await back([line(board, 1)]);
  expect((await decide(maker, refused.id, 'refused', 'spare-returns')).body).toMatchObject({ status: 'refused', decisionNote: '库存够用' });
  expect((await back([line(board, 1)])).status).toBe(201);
});

test('spare units go by their serial numbers', async () => {
  const maker = await opened('备机通信');
  const unit = await item(maker, { kind: 'unit', name: 'C118 备用机' });
  expect(unit.serial).toBe(true);
  const board = await item(maker);
  for (const serials of [undefined, ['SN1']]) expect((await supply(maker, unit, 2, { serials })).body).toMatchObject({ status: 400, errors: [{ field: 'serials', code: 'count' }] });
  expect((await supply(maker, board, 1, { serials: ['SN1'] })).body).toMatchObject({ status: 400, errors: [{ field: 'serials', code: 'not_kept' }] });
  await stage.must(supply(maker, unit, 2, { serials: ['SN1', 'SN2'] }));
  const { body: asked } = await ask(maker, [[unit, 1]]);
  await stage.must(decide(maker, asked.id));
  expect((await ship(maker, asked.id)).body).toMatchObject({ status: 400, errors: [{ field: 'serials', code: 'count' }] });
  expect((await ship(maker, asked.id, [{ itemId: unit.id, serials: ['SN9'] }])).body).toMatchObject({ status: 422, code: 'serials' });
  expect((await ship(maker, asked.id, [{ itemId: unit.id, serials: ['SN2'] }])).body).toMatchObject({ status: 'shipped', lines: [{ serials: ['SN2'] }] });
  await stage.must(portal(maker).send('POST', `spare-applications/${asked.id}/receive`));
  expect(await verified(maker)).toEqual([]);
});

test('OC-3.2.3a 50 shipments of the last part at once: exactly one goes out', async () => {
  const maker = await opened('抢发通信');
  const board = await item(maker);
  await stage.must(supply(maker, board, 1));
  const applications: { id: string }[] = [];
  for (let n = 0; n < 50; n += 1) applications.push(await stage.must(ask(maker, [[board, 1]], '首批', n % 2)));
  for (const { id } of applications) await stage.must(decide(maker, id));
  const done = await Promise.all(applications.map(({ id }) => ship(maker, id)));
  expect(done.map((d) => d.status).toSorted()).toEqual([200, ...Array<number>(49).fill(422)]);
  expect(done.filter(({ status }) => status === 422).every(({ body }) => body.code === 'insufficient' && body.clause === 'OC-3.2.3a')).toBe(true);
  expect([await stockOf(maker, maker.department, board), await verified(maker)]).toEqual([0, []]);
});

test("a station sees and moves its own; nobody approves their own; a station with stock does not close; another company has none of it", async () => {
  const [maker, other] = [await opened('范围通信'), await opened('别家通信')];
  const board = await item(maker);
  const application = await issued(maker, board, 2);
  const [mine, theirs] = [maker.stations[0]!.unitId, maker.stations[1]!.unitId];
  expect((await portal(maker, 1).get('spare-applications')).body.items).toEqual([]);
  expect((await portal(maker, 1).get(`spare-applications/${application.id}`)).status).toBe(403);
  expect((await portal(maker, 1).get(`spare-stock?placeId=${mine}`)).status).toBe(403);
  expect((await portal(maker, 1).send('POST', 'spare-applications', { stationId: mine, lines: [{ itemId: board.id, quantity: 1 }], reason: '越权' })).status).toBe(403);
  expect((await portal(maker).send('POST', 'spare-supplies', { departmentUnitId: maker.department, itemId: board.id, quantity: 1, deliveredOn: '2026-03-01', reference: 'x' })).body).toMatchObject({ status: 403, permission: 'spare.work' });
  const { body: withdrawn } = await ask(maker, [[board, 1]]);
  await stage.must(portal(maker).send('POST', `approvals/${withdrawn.approvals[0].id}/withdraw`));
  expect((await portal(maker).get(`spare-applications/${withdrawn.id}`)).body).toMatchObject({ status: 'withdrawn', approvals: [{ status: 'withdrawn' }] });
  // Whoever holds both roles asks, and does not decide.
  const own = await stage.must(stage.as(maker.people.engineer, 'account_manager').send<{ id: string }>('POST', 'spare-applications', { stationId: theirs, lines: [{ itemId: board.id, quantity: 1 }], reason: '代申请' }));
  expect((await decide(maker, own.id)).body).toMatchObject({ status: 422, code: 'own_approval', clause: 'PF-12' });
  expect((await stage.staff(maker).manager.send('POST', `stations/${mine}/close`, { on: '2026-03-02', reason: '撤站' })).body).toMatchObject({ status: 409, code: 'station_in_use', title: 'It cannot close yet: 2 spares still there' });
  // Neither with an application that waits, nor with a shipment on its way; what was approved and not shipped goes out no more.
  const closing = async () => (await stage.staff(maker).manager.send('POST', `stations/${theirs}/close`, { on: '2026-03-02', reason: '撤站' })).body;
  expect((await closing()).title).toBe('It cannot close yet: 1 spare applications not decided');
  await stage.must(stage.staff(maker).manager.send('POST', `spare-applications/${own.id}/decide`, { decision: 'approved' }));
  const sent = await stage.must(ask(maker, [[board, 1]], '补货', 1));
  await stage.must(decide(maker, sent.id));
  await stage.must(supply(maker, board, 1));
  await stage.must(ship(maker, sent.id));
  expect((await closing()).title).toBe('It cannot close yet: 1 shipments of spares on their way');
  await stage.must(portal(maker, 1).send('POST', `spare-applications/${sent.id}/receive`));
  const { id: orderId } = await stage.must(portal(maker, 1).send<{ id: string }>('POST', 'repair-orders', { stationId: theirs, number: 'W-last', model: 'C118' }));
  await stage.must(portal(maker, 1).send('POST', 'spare-uses', { orderId, itemId: board.id, quantity: 1, entry: '1' }));
  await stage.write(maker, ({ manager, tenantId }) => manager.query(`UPDATE repair_order SET status = 'settled', missing = '{}', mailing_id = gen_random_uuid() WHERE tenant_id = $1 AND id = $2`, [tenantId, orderId]));
  expect(await closing()).toMatchObject({ status: 'closed' });
  expect((await ship(maker, own.id)).body).toMatchObject({ status: 409, code: 'station_closed', clause: 'OC-3.2.3a' });
  for (const path of [`spare-applications/${application.id}`, `spare-stock?placeId=${mine}`]) expect((await stage.staff(other).engineer.get(path)).status).toBe(404);
  expect((await decide(other, application.id)).status).toBe(404);
  expect((await stage.staff(other).engineer.get('spare-items')).body.items).toEqual([]);
});
