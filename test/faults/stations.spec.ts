import { testPlatform } from '@luyue/testing';
import { client, eventually, type Json, signIn, type SignedIn } from '../../infra/local/client.mjs';
import { type Found, found, foundPartner, type Kind } from './probes/place.ts';
import { readRoutes, type Route } from './probes/routes.ts';
import { type StationAttack, StationProber } from './probes/station-attack.ts';

const START_MS = 120_000;
const OC = '/v1/outstation-channel';
const MARK = 'own-station';
/** The company, its department, its people and roles are no station's secret; nor is the list of parts that all stations order from (OC-3.2.3a). */
const SHARED: Kind[] = ['tenant', 'unit', 'user', 'role', 'spareItem'];

describe("PF-6: a station's own user, and what is another station's or the department's alone", () => {
  let here: Found;
  let stationUser: SignedIn;
  let attack: StationAttack;
  let routes: Route[];

  beforeAll(async () => {
    const { url, operatorKey } = await testPlatform();
    routes = readRoutes(await client(url).get('/openapi.json')).routes.filter((r) => r.path.startsWith(`${OC}/`));
    await foundPartner({ gatewayUrl: url, operatorKey });
    here = await found({ gatewayUrl: url, operatorKey, kind: 'company' }, 'channel', ['channel']);
    const { place: { me, ids, mark }, of } = here;
    // A second station with its user and region; what it has, it enters itself.
    const departmentUnitId = ids.unit;
    const unit = await of.admin.post('/v1/tenancy/units', { name: MARK, kind: 'station', parentId: departmentUnitId, designations: [] });
    const role = (await of.admin.get('/v1/tenancy/roles')).items.find((r: Json) => r.code === 'station');
    const account = `station@${of.domain}`;
    await of.admin.post('/v1/tenancy/users', { account, password: of.password, name: MARK, title: '', staffNumber: '0997', unitId: unit.id, roles: [{ roleId: role.id, unitId: unit.id }] });
    const region = await me.post(`${OC}/regions`, { name: MARK, departmentUnitId });
    await eventually('station known', async () => (await me.send('POST', `${OC}/stations`, { body: { unitId: unit.id, regionId: region.id, number: MARK, openedOn: '2026-01-05' } })).status === 201);
    stationUser = await signIn(url, account, of.password, of.tenant.id);
    const order = await eventually('user known', async () => {
      const { status, body } = await stationUser.send('POST', `${OC}/repair-orders`, { body: { stationId: unit.id, number: MARK } });
      return status === 201 ? (body as Json) : null;
    });
    const enter = async (path: string, body: object): Promise<string> => (await stationUser.post(`${OC}/${path}`, body)).id;
    const [part, device] = [await me.post(`${OC}/spare-items`, { number: MARK, name: MARK, kind: 'part', model: MARK }), await me.post(`${OC}/spare-items`, { number: `${MARK} U`, name: MARK, kind: 'unit', model: MARK })];
    const application = await enter('spare-applications', { stationId: unit.id, lines: [{ itemId: part.id, quantity: 1 }], reason: MARK });
    const loan = await enter('spare-loans', { stationId: unit.id, itemId: device.id, purpose: MARK });
    const replacement = await enter('replacements', { stationId: unit.id, model: MARK, serial: MARK, reason: MARK, cause: 'product' });
    const message = await enter('station-messages', { stationUnitId: unit.id, text: MARK });
    const owed = (await me.get(`${OC}/obligations?clauseId=OC-3.2.2a&limit=50`)).items.find((o: Json) => o.owner.unitId === ids.station);
    const theirs = { ...ids, ...(owed && { obligation: owed.id }) };
    attack = {
      me: stationUser, own: { ...ids, station: unit.id, unopenedStation: unit.id, channelRegion: region.id, repairOrder: order.id, spareItem: part.id, spareApplication: application, spareLoan: loan, replacement, stationMessage: message }, theirs, shared: SHARED,
      secrets: [mark, ...Object.entries(theirs).filter(([kind]) => !SHARED.includes(kind as Kind)).map(([, id]) => String(id))],
    };
  }, START_MS);

  test('every route refuses it, and no list shows anything of it', async () => {
    // The parts are named with the mark of the place; every station orders from that list.
    const parts = `GET ${OC}/spare-items`;
    const prober = new StationProber(attack, routes.filter((r) => r.name !== parts));
    await prober.run();
    process.stderr.write(`probes of a station: ${prober.probes} over ${routes.length} routes, ${prober.leaks.length} leaks\n`);
    expect(prober.leaks).toEqual([]);
    expect(prober.probes).toBeGreaterThanOrEqual(600);
  }, 240_000);

  test('what is its own it sees', async () => {
    for (const path of ['stations', 'repair-orders', 'spare-applications', 'spare-loans', 'replacements', 'station-messages']) expect([path, (await stationUser.get(`${OC}/${path}`)).items.length]).toEqual([path, 1]);
    expect((await stationUser.get(`${OC}/repair-orders/${attack.own.repairOrder}`)).number).toBe(MARK);
  });

  test('whoever sees more is found out', async () => {
    const prober = new StationProber({ ...attack, me: here.place.me }, routes.filter((r) => r.method === 'GET'));
    await prober.run();
    for (const sign of [/repair-orders\/\{id\} answers 200/, /GET \/v1\/outstation-channel\/repair-orders gives away/, /station-messages \?stationUnitId finds/]) expect(prober.leaks.join('\n')).toMatch(sign);
  }, 120_000);
});
