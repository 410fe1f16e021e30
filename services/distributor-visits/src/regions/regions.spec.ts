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

const add = (at: Maker, id: string, userId: string, duty = 'technician', more: object = {}) => stage.staff(at, 'supervisor').send('POST', `regions/${id}/members`, { userId, duty, ...more });

test('DV-7.1 a new region without technicians is flagged from its first day, no longer with one, again with the third', async () => {
  const region = await stage.region(east, '苏锡常', { technicians: [] });
  expect(region.technicians).toEqual({ count: 0, min: 1, max: 2, outsideSince: '2026-09-30' });
  await add(east, region.id, east.technician.id);
  expect((await add(east, region.id, east.technician2.id)).body.technicians).toMatchObject({ count: 2, outsideSince: null });
  await stage.moveTo(east, '2026-10-08T02:00:00.000Z');
  expect((await add(east, region.id, east.technician3.id)).body.technicians).toMatchObject({ count: 3, outsideSince: '2026-10-08' });
  const flagged = async (): Promise<string[]> => (await stage.staff(east, 'supervisor').get('regions?flagged=1')).body.items.map((r: { name: string }) => r.name);
  expect(await flagged()).toContain('苏锡常');
  const member = (await stage.staff(east, 'supervisor').get(`regions/${region.id}`)).body.members.find((m: { userId: string }) => m.userId === east.technician3.id);
  expect((await stage.staff(east, 'supervisor').send('POST', `regions/${region.id}/members/${member.id}/end`)).body.technicians).toMatchObject({ count: 2, outsideSince: null });
  expect((await stage.staff(east, 'supervisor').send('POST', `regions/${region.id}/members/${member.id}/end`)).body).toMatchObject({ status: 409, code: 'has_left' });
  expect(await flagged()).not.toContain('苏锡常');
});

test('DV-7.1 reading 8: a technician of two regions counts in each; nobody twice in one, nobody without the role, nobody from tomorrow', async () => {
  const [a, b] = [await stage.region(east, '宁镇扬'), await stage.region(east, '通泰盐')];
  expect([a.id, b.id].length).toBe(2);
  for (const { id } of [a, b]) expect((await stage.staff(east, 'supervisor').get(`regions/${id}`)).body.technicians).toMatchObject({ count: 1, outsideSince: null });
  expect((await add(east, a.id, east.technician.id)).body).toMatchObject({ status: 409, code: 'already_there' });
  expect((await add(east, a.id, east.visitor.id)).body).toMatchObject({ status: 400, clause: 'DV-7.1', errors: [{ field: 'userId', code: 'not_in_role' }] });
  expect((await add(east, a.id, east.technician2.id, 'technician', { fromDay: '2026-12-01' })).body).toMatchObject({ status: 400, errors: [{ field: 'fromDay', code: 'future' }] });
  expect((await add(east, a.id, newId())).status).toBe(400);
});

test('DV-7.1 the company\'s own limits count', async () => {
  const at = await stage.company('两人家电', '2026-09-30T02:00:00.000Z', { 'dv.technicians.perRegion.min': 2 });
  const region = await stage.region(at);
  expect((await stage.staff(at, 'supervisor').get(`regions/${region.id}`)).body.technicians).toMatchObject({ count: 1, min: 2, outsideSince: '2026-09-30' });
});

test('a region that was closed is no longer listed or graded; it is found among the closed ones, and opened again', async () => {
  const at = await stage.company('停用家电');
  const region = await stage.region(at);
  await stage.customer(at, { regionId: region.id });
  const names = async (query = ''): Promise<string[]> => (await stage.staff(at, 'supervisor').get(`regions${query}`)).body.items.map((r: { name: string }) => r.name);
  const graded = async () => (await stage.read(at, (tx) => tx.manager.query(`SELECT ends_on::text AS ends FROM recurring_duty WHERE clause_id = 'DV-4.1' AND subject_id = $1`, [region.id]))).map((r: { ends: string | null }) => r.ends);
  expect([await names(), await names('?inactive=1'), await graded()]).toEqual([['苏锡常'], [], [null]]);
  const set = (active: boolean) => stage.staff(at, 'supervisor').send('PATCH', `regions/${region.id}`, { active });
  await set(false);
  expect([await names(), await names('?inactive=1'), await graded()]).toEqual([[], ['苏锡常'], ['2026-09-30']]);
  await set(true);
  expect([await names(), await graded()]).toEqual([['苏锡常'], [null]]);
});

test('PF-4, PF-6: of the own unit and company alone', async () => {
  const region = await stage.region(east, '徐淮宿');
  expect((await stage.staff(west, 'supervisor').get(`regions/${region.id}`)).status).toBe(404);
  expect((await stage.staff(west, 'supervisor').get('regions')).body.items).toEqual([]);
  expect((await stage.staff(east, 'southSupervisor').get(`regions/${region.id}`)).status).toBe(403);
  expect((await stage.staff(east, 'southSupervisor').get('regions')).body.items).toEqual([]);
  for (const who of ['visitor', 'technician', 'salesperson', 'leader'] as const) expect((await stage.staff(east, who).send('POST', 'regions', { unitId: east.east, name: '试' })).body).toMatchObject({ status: 403, permission: 'visitRegion.write' });
  expect((await stage.staff(east, 'southSupervisor').send('PATCH', `regions/${region.id}`, { name: '改' })).status).toBe(403);
  expect((await stage.staff(east, 'supervisor').send('POST', 'regions', { unitId: east.east, name: '徐淮宿' })).body).toMatchObject({ status: 409, code: 'region_taken' });
  expect((await stage.staff(east, 'supervisor').send('PATCH', `regions/${region.id}`, { name: '徐宿淮' })).body).toMatchObject({ name: '徐宿淮', version: 2 });
  const all = (await stage.staff(east, 'leader').get('regions?limit=1')).body;
  expect((await stage.staff(east, 'leader').get(`regions?limit=1&cursor=${all.nextCursor}`)).body.items[0].id).not.toBe(all.items[0].id);
});
