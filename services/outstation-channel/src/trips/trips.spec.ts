import { type Maker, type Running, startChannel } from '../channel.harness.ts';
import { tripMoves } from './trips.rules.ts';

let stage: Running;
let at: Maker;
let other: Maker;
beforeAll(async () => {
  stage = await startChannel();
  [at, other] = [await stage.maker('星河通信'), await stage.maker('别家通信')];
  for (const maker of [at, other]) await stage.employ(maker, 'li');
}, 60_000);
afterAll(() => stage.stop());

const ask = (of = at, more: object = {}) => stage.staff(of).li.send('POST', 'trips', { purpose: '巡检授权站', destination: '天水', fromOn: '2026-03-10', toOn: '2026-03-12', ...more });
const decide = (by: 'headquarters' | 'manager' | 'li', { id }: { id: string }, decision: string, note?: string, of = at) => stage.staff(of)[by].send('POST', `trips/${id}/decide`, { decision, note });

test('OC-3.1.4b what is refused or withdrawn stays so', () => expect(tripMoves).toEqual({ asked: ['approved', 'refused', 'withdrawn'], approved: ['withdrawn'], refused: [], withdrawn: [] }));

test('OC-3.1.4b headquarters approve travel, nobody else; a refusal says why', async () => {
  const { status, body: trip } = await ask();
  expect([status, trip]).toMatchObject([201, { status: 'asked', staffName: '李客户', number: expect.stringMatching(/^CL20260302-/) }]);
  expect((await decide('manager', trip, 'approved')).body).toMatchObject({ status: 403, permission: 'trip.approve' });
  expect((await decide('li', trip, 'approved')).body).toMatchObject({ status: 403, permission: 'trip.approve' });
  expect((await decide('headquarters', trip, 'refused')).body).toMatchObject({ status: 400, clause: 'OC-3.1.4b', errors: [{ field: 'note' }] });
  expect((await decide('headquarters', trip, 'approved')).body).toMatchObject({ status: 'approved', decidedBy: '总部' });
  expect((await decide('headquarters', trip, 'refused', '改期')).body).toMatchObject({ status: 409, allowed: ['withdrawn'] });
  expect((await stage.staff(at).manager.get('trips?status=approved')).body.items).toMatchObject([{ id: trip.id }]);
});

test('OC-3.1.4b an approved trip is given back before it begins, not afterwards', async () => {
  const [first, second] = [(await ask()).body, (await ask(at, { fromOn: '2026-03-02', toOn: '2026-03-03' })).body];
  for (const trip of [first, second]) await stage.must(decide('headquarters', trip, 'approved'));
  expect((await decide('li', first, 'withdrawn')).body.status).toBe('withdrawn');
  expect((await decide('li', second, 'withdrawn')).body).toMatchObject({ status: 409, code: 'begun' });
  expect((await ask(at, { toOn: '2026-03-09' })).body.errors).toMatchObject([{ field: 'toOn', code: 'order' }]);
  expect((await stage.staff(at).wang.send('POST', 'trips', { purpose: 'x', destination: 'x', fromOn: '2026-03-10', toOn: '2026-03-10' })).body).toMatchObject({ status: 422, code: 'not_outstation_staff', clause: 'OC-1.2' });
});

test('trips of another company are none (PF-4), and pages go on', async () => {
  const { body: trip } = await ask();
  expect((await decide('headquarters', trip, 'approved', undefined, other)).status).toBe(404);
  expect((await stage.staff(other).manager.get('trips')).body.items).toEqual([]);
  const { items: [one], nextCursor } = (await stage.staff(at).manager.get('trips?limit=1')).body;
  expect((await stage.staff(at).manager.get(`trips?limit=1&cursor=${nextCursor}`)).body.items[0].id).not.toBe(one.id);
  expect((await stage.station(at).get('trips')).status).toBe(403);
});
