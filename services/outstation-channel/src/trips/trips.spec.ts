import { type Maker, type Running, startChannel } from '../channel.harness.ts';
import type { BusinessTripView } from './trip-views.ts';
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
  expect((await decide('manager', trip, 'approved')).body).toMatchObject({ status: 403, code: 'not_the_approver', clause: 'PF-12' });
  expect((await decide('li', trip, 'approved')).body).toMatchObject({ status: 422, code: 'own_approval', clause: 'PF-12' });
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

test('PF-12 who asked sees whom the trip waits for and takes it back; headquarters find it among what waits for them; a step before theirs decides nothing yet', async () => {
  const own = await stage.maker('审批通信');
  await stage.employ(own, 'li');
  const { li, headquarters, engineer } = stage.staff(own);
  const admin = stage.as(own.people.manager, 'administrator');
  const { body: first } = await ask(own);
  expect(first.approvals).toMatchObject([{ matter: 'business_trip', status: 'pending', subject: { id: first.id, number: first.number }, waitingFor: [{ role: 'channel_headquarters', people: [{ name: '总部' }] }] }]);
  expect((await headquarters.get('approvals')).body.items).toMatchObject([{ id: first.approvals[0].id }]);
  expect((await engineer.get('approvals')).body.items).toEqual([]);
  expect((await headquarters.send('POST', `approvals/${first.approvals[0].id}/withdraw`)).body).toMatchObject({ status: 403, code: 'not_the_maker' });
  await stage.must(li.send('POST', `approvals/${first.approvals[0].id}/withdraw`));
  expect((await li.get('trips?mine=true')).body.items).toMatchObject([{ id: first.id, status: 'withdrawn', approvals: [{ status: 'withdrawn' }] }]);
  expect((await decide('headquarters', first, 'approved', undefined, own)).body).toMatchObject({ status: 409, code: 'transition_refused', allowed: [] });
  const put = (steps: object[]) => admin.send('PUT', 'approval-chains/business_trip', { steps, reason: '先由工程师看' }, { 'if-match': '"0"' });
  const [before, kept] = [{ roles: ['channel_engineer'], mode: 'any' }, { roles: ['channel_headquarters'], mode: 'any' }];
  // Whatever comes before it, headquarters decide.
  expect((await put([before])).body).toMatchObject({ status: 400, clause: 'PF-12', errors: [{ field: 'steps', code: 'step_missing' }] });
  await stage.must(put([before, kept]));
  const { body: second } = await ask(own);
  expect((await stage.must(engineer.send<BusinessTripView>('POST', `trips/${second.id}/decide`, { decision: 'approved', note: '同意' })))).toMatchObject({ status: 'asked', decidedAt: null, approvals: [{ step: 2 }] });
  expect((await decide('li', second, 'withdrawn', undefined, own)).body).toMatchObject({ status: 'withdrawn', approvals: [{ status: 'withdrawn' }] });
});

test('OC-3.1.4b evidence is kept on the way, by the traveller, with place and picture; on no day outside the trip', async () => {
  const own = await stage.maker('行程通信');
  await stage.employ(own, 'li');
  await stage.employ(own, 'wang');
  const { li, wang, manager } = stage.staff(own);
  const file = new FormData();
  file.set('file', new Blob([Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')], { type: 'image/png' }), 'sign.png');
  const picture = (await (await fetch(`http://127.0.0.1:${stage.port}/v1/outstation-channel/attachments`, { method: 'POST', headers: stage.headersOf(own.people.li, ['ownPost.work']), body: file })).json()) as { id: string };
  const { body: trip } = await ask(own);
  const keep = (who = li, more: object = {}) => who.send('POST', `trips/${trip.id}/evidence`, { occurredAt: '2026-03-10T02:00:00Z', text: '到天水站', latitude: 34.58, longitude: 105.72, accuracyM: 20, ...more });
  expect((await keep()).body).toMatchObject({ status: 409, code: 'not_approved', clause: 'OC-3.1.4b', allowed: ['approved'] });
  await stage.must(decide('headquarters', trip, 'approved', undefined, own));
  expect((await keep()).body).toMatchObject({ status: 422, code: 'not_on_the_trip', clause: 'OC-3.1.4b' });
  await stage.moveTo(own, '2026-03-10T10:00:00Z');
  expect((await keep(wang)).body).toMatchObject({ status: 422, code: 'not_the_traveller' });
  expect((await keep(li, { attachmentIds: [picture.id] })).body.evidence).toMatchObject([{ countedAt: '2026-03-10T02:00:00.000Z', text: '到天水站', latitude: 34.58, accuracyM: 20, attachmentIds: [picture.id] }]);
  expect((await keep(li, { occurredAt: '2026-03-09T15:59:59Z' })).body).toMatchObject({ status: 422, code: 'not_on_the_trip', clause: 'OC-3.1.4b' });
  const read = async (by: typeof own.people.li, permissions: string[]) => (await fetch(`http://127.0.0.1:${stage.port}/v1/outstation-channel/attachments/${picture.id}/content`, { headers: stage.headersOf(by, permissions) })).status;
  expect([await read(own.people.assistant, ['outstationStaff.read']), await read(own.people.assistant, ['station.read']), await read(other.people.manager, ['outstationStaff.read'])]).toEqual([200, 403, 404]);
  // R5: what comes in from the future, or too late, counts when it is received; both times are shown.
  await stage.must(keep(li, { occurredAt: '2026-03-12T02:00:00Z' }));
  await stage.moveTo(own, '2026-03-14T10:00:00Z');
  expect((await keep(li, { occurredAt: '2026-03-12T02:00:00Z' })).body.evidence.map((e: { occurredAt: string; countedAt: string }) => [e.occurredAt.slice(0, 10), e.countedAt.slice(0, 10)])).toEqual([['2026-03-10', '2026-03-10'], ['2026-03-12', '2026-03-10'], ['2026-03-12', '2026-03-14']]);
  expect((await stage.staff(other).li.send('POST', `trips/${trip.id}/evidence`, { occurredAt: '2026-03-10T02:00:00Z', text: 'x' })).status).toBe(404);
  expect((await keep(manager)).body).toMatchObject({ status: 403, permission: 'trip.write' });
  expect([(await li.get('trips?mine=true')).body.items.length, (await wang.get('trips?mine=true')).body.items, (await manager.get('trips?mine=true')).body.items]).toEqual([1, [], []]);
});

test('trips of another company are none (PF-4), and pages go on', async () => {
  const { body: trip } = await ask();
  expect((await decide('headquarters', trip, 'approved', undefined, other)).status).toBe(404);
  expect((await stage.staff(other).manager.get('trips')).body.items).toEqual([]);
  const { items: [one], nextCursor } = (await stage.staff(at).manager.get('trips?limit=1')).body;
  expect((await stage.staff(at).manager.get(`trips?limit=1&cursor=${nextCursor}`)).body.items[0].id).not.toBe(one.id);
  expect((await stage.station(at).get('trips')).status).toBe(403);
});
