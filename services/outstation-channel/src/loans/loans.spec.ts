import { Stock } from '@luyue/stock';
import { type Maker, type Running, startChannel } from '../channel.harness.ts';
import type { SpareLoanView } from './loans.http.ts';

let stage: Running;
beforeAll(async () => { stage = await startChannel(); }, 60_000);
afterAll(() => stage.stop());

const SERIALS = ['SN1', 'SN2', 'SN3'];
let last = 0;
/** A maker with three spare units of one model in the warehouse. */
async function opened(name: string): Promise<{ maker: Maker; itemId: string; regionId: string }> {
  const maker = await stage.maker(name);
  const { region } = await stage.posted(maker);
  for (const [n, { unitId }] of maker.stations.entries()) await stage.must(stage.staff(maker).manager.send('POST', 'stations', { unitId, regionId: region.id, number: `S-${n}`, openedOn: '2026-01-05' }));
  const { id } = await stage.must(stage.staff(maker).assistant.send<{ id: string }>('POST', 'spare-items', { number: `U${++last}`, name: 'C118 备用机', kind: 'unit', model: 'C118' }));
  await stage.must(stage.staff(maker).assistant.send('POST', 'spare-supplies', { departmentUnitId: maker.department, itemId: id, quantity: 3, serials: SERIALS, deliveredOn: '2026-03-01', reference: 'D1' }));
  return { maker, itemId: id, regionId: region.id };
}
const ask = (maker: Maker, itemId: string, n = 0) => stage.station(maker, n).send<SpareLoanView>('POST', 'spare-loans', { stationId: maker.stations[n]!.unitId, itemId, purpose: '客户急用' });
const decide = (maker: Maker, id: string, more: object = {}) => stage.staff(maker).engineer.send<SpareLoanView>('POST', `spare-loans/${id}/decide`, { decision: 'approved', ...more });
const issue = (maker: Maker, id: string, serial: string) => stage.staff(maker).assistant.send<SpareLoanView>('POST', `spare-loans/${id}/issue`, { serial });
const giveBack = (maker: Maker, id: string) => stage.staff(maker).assistant.send<SpareLoanView>('POST', `spare-loans/${id}/return`);
async function out(maker: Maker, itemId: string, serial: string, more: object = {}, n = 0): Promise<SpareLoanView> {
  const { id } = await stage.must(ask(maker, itemId, n));
  await stage.must(decide(maker, id, more));
  return stage.must(issue(maker, id, serial));
}
const duty = async (maker: Maker, id: string) => (await stage.staff(maker).engineer.get(`obligations?subjectId=${id}`)).body.items[0];

test('OC-3.7a reading 16: back within 30 days of issue unless the approval sets another day; a second later is late', async () => {
  const { maker, itemId } = await opened('借用通信');
  const [usual, set, late] = [await out(maker, itemId, 'SN1'), await out(maker, itemId, 'SN2', { dueOn: '2026-03-05' }), await out(maker, itemId, 'SN3', { dueOn: '2026-03-04' })];
  expect([usual, set]).toMatchObject([{ status: 'out', serial: 'SN1', dueAt: '2026-04-01T16:00:00.000Z', overdue: false }, { setDueOn: '2026-03-05', dueAt: '2026-03-05T16:00:00.000Z' }]);
  expect(await duty(maker, usual.id)).toMatchObject({ clauseId: 'OC-3.7a', status: 'open', dueAt: usual.dueAt, owner: { unitId: maker.stations[0]!.unitId } });
  expect(await duty(maker, set.id)).toMatchObject({ dueAt: set.dueAt });
  await stage.moveTo(maker, '2026-03-05T15:59:00.000Z');
  expect((await stage.staff(maker).engineer.get('spare-loans?overdue=true')).body.items).toMatchObject([{ id: late.id, overdue: true }]);
  expect((await giveBack(maker, set.id)).body).toMatchObject({ status: 'returned' });
  await giveBack(maker, late.id);
  expect([(await duty(maker, set.id)).status, (await duty(maker, late.id)).status]).toEqual(['met', 'met_late']);
  expect((await giveBack(maker, set.id)).body).toMatchObject({ status: 409, code: 'transition_refused', allowed: [], clause: 'OC-3.7a' });
  expect(await stage.read(maker, (tx) => stage.get(Stock).verify(tx))).toEqual([]);
});

test('OC-3.7a one unit is at one place: it is not lent twice, and goes out only approved', async () => {
  const { maker, itemId } = await opened('一台通信');
  const { body: asked } = await ask(maker, itemId);
  expect((await issue(maker, asked.id, 'SN1')).body).toMatchObject({ status: 409, allowed: ['approved', 'refused', 'withdrawn'] });
  expect((await decide(maker, asked.id, { dueOn: '2026-03-01' })).body).toMatchObject({ status: 400, errors: [{ field: 'dueOn', code: 'past' }] });
  await stage.must(decide(maker, asked.id));
  await out(maker, itemId, 'SN1', {}, 1);
  for (const serial of ['SN1', 'SN9']) expect((await issue(maker, asked.id, serial)).body).toMatchObject({ status: 422, code: 'serials', clause: 'OC-3.7a' });
  expect((await issue(maker, asked.id, 'SN2')).body).toMatchObject({ status: 'out' });
  const { body: part } = await stage.staff(maker).assistant.send('POST', 'spare-items', { number: 'X1', name: '电源板', kind: 'part', model: 'C118' });
  expect((await ask(maker, part.id)).body).toMatchObject({ status: 400, clause: 'OC-3.7a', errors: [{ field: 'itemId', code: 'not_a_unit' }] });
  const { body: third } = await ask(maker, itemId);
  expect((await decide(maker, third.id, { decision: 'refused' })).body).toMatchObject({ errors: [{ field: 'note' }] });
  await stage.must(stage.station(maker).send('POST', `approvals/${third.approvals[0]!.id}/withdraw`));
  expect((await stage.station(maker).get('spare-loans?status=withdrawn')).body.items).toMatchObject([{ id: third.id }]);
});

test('OC-3.7a turnover by region: loans, out, overdue, late, days', async () => {
  const { maker, itemId, regionId } = await opened('周转通信');
  const [one] = [await out(maker, itemId, 'SN1', { dueOn: '2026-03-03' }), await out(maker, itemId, 'SN2')];
  await stage.moveTo(maker, '2026-03-06T02:00:00.000Z');
  expect((await stage.staff(maker).engineer.get('spare-loans/turnover')).body.items).toEqual([{ regionId, regionName: '陇东', loans: 2, out: 2, overdue: 1, returnedLate: 0, averageDays: 4 }]);
  await giveBack(maker, one.id);
  expect((await stage.staff(maker).engineer.get('spare-loans/turnover')).body.items).toMatchObject([{ out: 1, overdue: 0, returnedLate: 1 }]);
  const months = (from: string) => stage.staff(maker).engineer.get(`spare-loans/months?from=${from}&to=2026-03`);
  expect((await months('2026-02')).body.items).toEqual([{ month: '2026-03', loans: 2, returnedLate: 1, averageDays: 4 }]);
  expect((await months('2026-04')).body).toMatchObject({ status: 400, errors: [{ field: 'to', code: 'range' }] });
  expect((await stage.station(maker).get('spare-loans/months?from=2026-03&to=2026-03')).body).toMatchObject({ status: 403, permission: 'spare.read' });
});

test('a station with a unit out does not close; it sees its own loans alone; another company has none of it', async () => {
  const [{ maker, itemId }, { maker: other }] = [await opened('范围通信'), await opened('别家通信')];
  const loan = await out(maker, itemId, 'SN1');
  expect((await stage.staff(maker).manager.send('POST', `stations/${maker.stations[0]!.unitId}/close`, { on: '2026-03-02', reason: '撤站' })).body).toMatchObject({ status: 409, code: 'station_in_use', clause: 'OC-2.1', title: 'It cannot close yet: 1 spare units not returned' });
  expect((await stage.station(maker).get('spare-loans')).body.items).toMatchObject([{ id: loan.id }]);
  expect((await stage.station(maker, 1).get('spare-loans')).body.items).toEqual([]);
  expect((await ask(maker, itemId, 0)).status).toBe(201);
  const { body: waiting } = await ask(maker, itemId, 1);
  const closing = async () => (await stage.staff(maker).manager.send('POST', `stations/${maker.stations[1]!.unitId}/close`, { on: '2026-03-02', reason: '撤站' })).body;
  expect((await closing()).title).toBe('It cannot close yet: 1 loans not decided');
  await stage.must(decide(maker, waiting.id));
  expect(await closing()).toMatchObject({ status: 'closed' });
  expect((await issue(maker, waiting.id, 'SN2')).body).toMatchObject({ status: 409, code: 'station_closed', clause: 'OC-3.7a' });
  expect((await stage.station(maker, 1).send('POST', 'spare-loans', { stationId: maker.stations[0]!.unitId, itemId, purpose: '越权' })).status).toBe(403);
  expect((await stage.station(maker).send('POST', `spare-loans/${loan.id}/return`)).body).toMatchObject({ status: 403, permission: 'spare.work' });
  expect((await giveBack(other, loan.id)).status).toBe(404);
  expect([(await stage.staff(other).engineer.get('spare-loans')).body.items, (await stage.staff(other).engineer.get('spare-loans/turnover')).body.items, (await stage.staff(other).engineer.get('spare-loans/months?from=2026-03&to=2026-03')).body.items]).toEqual([[], [], []]);
});
