import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { testPlatform } from '@luyue/testing';
import { client, type Json } from '../../infra/local/client.mjs';
import { type Attack, Prober } from './probes/attack.ts';
import { contents, type Found, found, foundPartner, type Kind, type Place, twinOf } from './probes/place.ts';
import { HEADQUARTERS, OF_THE_CALLER, STREAMS } from './probes/recipes.ts';
import { fill, readRoutes, type Route } from './probes/routes.ts';

const START_MS = 240_000;
/** Longer than an event takes from its commit to the last who hears of it. */
const REST_MS = 3_000;
/** People, units and roles of a company are those of its sandbox twin, under the same ids; so are stations, which are units, and a unit's report of a month, whose id follows from both. */
const MIRRORED: Kind[] = ['unit', 'user', 'role', 'station', 'unopenedStation', 'monthlyReport'];
const OF_A_LINK = / \/v1\/property-brokerage\/client-page(\/|$)/;
const PUBLIC = ['GET /v1/tenancy/jwks', 'POST /v1/tenancy/sessions', 'POST /v1/tenancy/sessions/refresh', 'POST /v1/tenancy/tenants'];

/** What lies in these places once no event is on its way any more: notices and their results come after the records that caused them. */
async function atRest(places: Place[]): Promise<Json[]> {
  let seen = await Promise.all(places.map(contents));
  for (;;) {
    await sleep(REST_MS);
    const now = await Promise.all(places.map(contents));
    if (isDeepStrictEqual(seen, now)) return now;
    seen = now;
  }
}

describe('PF-2, PF-4: an id of another tenant is as good as none', () => {
  let url: string;
  let routes: Route[];
  let unknown: string[];
  let headquarters: Found;
  let east: Found;
  let west: Found;
  let other: Found;
  let twin: Place;
  let places: Place[];
  let before: Json[];

  beforeAll(async () => {
    const platform = await testPlatform();
    url = platform.url;
    const base = { gatewayUrl: url, operatorKey: platform.operatorKey };
    ({ routes, unknown } = readRoutes(await client(url).get('/openapi.json')));
    await foundPartner(base);
    headquarters = await found({ ...base, kind: 'headquarters' }, 'hq');
    const below = { ...base, by: headquarters.of.admin, kind: 'subsidiary' as const, parentId: headquarters.of.tenant.id };
    [east, west, other] = await Promise.all([found(below, 'east'), found(below, 'west'), found({ ...base, kind: 'company' }, 'other')]);
    twin = await twinOf(east.of, 'east');
    places = [headquarters.place, east.place, west.place, other.place, twin];
    before = await atRest(places);
  }, START_MS);

  // Whatever was tried, everything lies as it lay.
  afterEach(async () => expect(await Promise.all(places.map(contents))).toEqual(before), 60_000);

  test('every route has its recipe', () => {
    expect(unknown).toEqual([]);
    expect(routes.length).toBeGreaterThan(80);
  });

  test('a route without a recipe is found', () => {
    const schema = { type: 'object', properties: { gadgetId: { type: 'string', format: 'uuid' } } };
    const operation = { parameters: [{ name: 'gadgetId', in: 'query', schema: { format: 'uuid' } }], requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Gadget' } } } } };
    expect(readRoutes({ paths: { '/v1/utility-care/gadgets/{id}': { post: operation } }, components: { schemas: { Gadget: schema } } }).unknown.toSorted()).toEqual([
      'POST /v1/utility-care/gadgets/{id}: Gadget.gadgetId in the body', 'POST /v1/utility-care/gadgets/{id}: gadgetId in the query', 'POST /v1/utility-care/gadgets/{id}: {id} in the path',
    ]);
  });

  test('in paths, bodies, queries and headers, with every verb', async () => {
    const attacks: Attack[] = [
      { attacker: other.place, victim: east.place, everyVerb: true }, { attacker: west.place, victim: east.place }, { attacker: headquarters.place, victim: east.place, allowed: HEADQUARTERS, known: ['tenant'] },
      { attacker: headquarters.place, victim: other.place }, { attacker: east.place, victim: headquarters.place, known: ['tenant'] }, { attacker: twin, victim: east.place, shared: MIRRORED, known: ['tenant'] },
    ];
    const probers = attacks.map((attack) => new Prober(attack, routes));
    await Promise.all(probers.map((prober) => prober.run()));
    const leaks = probers.flatMap((prober) => prober.leaks);
    const probes = probers.reduce((sum, prober) => sum + prober.probes, 0);
    process.stderr.write(`probes: ${probes} over ${routes.length} routes, ${leaks.length} leaks\n`);
    expect(leaks).toEqual([]);
    expect(probes).toBeGreaterThanOrEqual(4_500);
  }, 300_000);

  test('without a token, or with one that was tampered with, every route is closed', async () => {
    const token: string = other.place.me.session.accessToken;
    const [head, body, signature] = token.split('.') as [string, string, string];
    const claims = { ...(JSON.parse(Buffer.from(body, 'base64url').toString()) as object), tid: east.place.tenantId };
    const forged = Buffer.from(JSON.stringify(claims)).toString('base64url');
    const unsigned = Buffer.from(JSON.stringify({ alg: 'none', typ: 'at+jwt' })).toString('base64url');
    const callers = [client(url), ...[`${head}.${forged}.${signature}`, `${unsigned}.${forged}.`, 'nonsense'].map((bearer) => client(url, { authorization: `Bearer ${bearer}` }))];
    const open: string[] = [];
    for (const route of routes.filter((r) => !PUBLIC.includes(r.name))) {
      for (const caller of callers) {
        const path = fill(route, route.params.map(({ kind }) => east.place.ids[kind]));
        const { status } = await caller.send(route.method, path);
        // The page of a client asks for its link instead: without one there is nothing, with a forged token nobody.
        if (!(caller === callers[0] && OF_A_LINK.test(route.name) ? [400, 404] : [401]).includes(status)) open.push(`${route.name}: ${status}`);
      }
    }
    expect(open).toEqual([]);
  }, 200_000);

  test('signing in to a place that is not one\'s own answers what an unknown one does', async () => {
    const enter = async (tenantId: string): Promise<unknown> => {
      const { status, body } = await client(url).send('POST', '/v1/tenancy/sessions', { body: { account: other.account, password: other.password, tenantId } });
      return { status, ...body, traceId: '' };
    };
    const unknownPlace = await enter(randomUUID());
    expect(unknownPlace).toMatchObject({ status: expect.any(Number), code: expect.any(String) });
    for (const place of [east.place, headquarters.place, twin]) expect(await enter(place.tenantId)).toEqual(unknownPlace);
    expect(await enter(other.place.tenantId)).toMatchObject({ status: 201 });
  });

  test('headquarters cannot make a tenant out of one that exists', async () => {
    const admin = { name: 'probe', account: `probe-${randomUUID()}@probe.example`, password: 'Probe-0123456789' };
    const plan = { name: 'probe', code: `P-${randomUUID().slice(0, 8)}`.toUpperCase(), kind: 'subsidiary', parentId: headquarters.place.tenantId, modules: [], admin };
    for (const taken of [{ id: other.place.tenantId }, { sandboxId: other.place.tenantId }, { id: east.place.tenantId }]) {
      const { status } = await headquarters.of.admin.send('POST', '/v1/tenancy/tenants', { body: { ...plan, ...taken }, headers: { 'idempotency-key': randomUUID() } });
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
    }
  });

  test('an Idempotency-Key of another tenant replays nothing', async () => {
    const key = randomUUID();
    const call = (who: Place) => who.me.send('POST', '/v1/utility-care/intakes', { body: { channel: 'web' }, headers: { 'idempotency-key': key } });
    const [first, again, strangers] = [await call(east.place), await call(east.place), await call(other.place)];
    expect([again.body.id, again.headers.get('idempotency-replayed')]).toEqual([first.body.id, 'true']);
    expect(strangers.body.id).not.toBe(first.body.id);
    expect(strangers.headers.get('idempotency-replayed')).toBeNull();
  });

  test('a picture that another tenant has is not known here', async () => {
    const upload = (who: Place): Promise<Json> => who.me.upload('/v1/utility-care/attachments', 'a.png', east.place.photo, 'image/png');
    expect(await upload(other.place)).toMatchObject({ reusedFrom: null });
    expect(await upload(west.place)).toMatchObject({ reusedFrom: null });
  });

  test('the live stream of a place hears of its own work only', async () => {
    const heard = await Promise.all([east.place, other.place, west.place, headquarters.place, twin].map(listen));
    await east.place.me.post(`/v1/utility-care/cases/${east.place.ids.complaint}/notes`, { text: 'heard here' });
    await sleep(2_000);
    const said = await Promise.all(heard.map((stop) => stop()));
    expect(said[0]).toContain(east.place.ids.complaint);
    for (const strangers of said.slice(1)) expect(strangers).not.toContain(east.place.ids.complaint);
    before = await atRest(places);
  }, 30_000);

  test('what ends the prober\'s own session takes no id at all', () => {
    for (const name of OF_THE_CALLER) expect(routes.find((r) => r.name === name)?.params).toEqual([]);
  });

  test('a place that shows what it should not is found', async () => {
    // The victim itself asks, which sees and may change all of its own: every check must speak up.
    const prober = new Prober({ attacker: east.place, victim: east.place }, routes.filter((r) => r.method === 'GET' && !STREAMS.includes(r.name)));
    await prober.run();
    for (const sign of [/cases\/\{id\} gives away|cases\/\{id\} tells/, /GET \/v1\/utility-care\/cases gives away/, /with headers gives away/, /\?accountId/]) expect(prober.leaks.join('\n')).toMatch(sign);
    before = await atRest(places);
  }, 120_000);

  /** Opens the event stream of a place; the answer closes it and gives what was heard. */
  async function listen({ me }: Place): Promise<() => Promise<string>> {
    const closed = new AbortController();
    const response = await fetch(`${url}/v1/notification/stream`, { headers: { authorization: `Bearer ${me.session.accessToken}` }, signal: closed.signal });
    let said = '';
    const reading = (async () => { for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) said += chunk; })().catch(() => undefined);
    return async () => {
      closed.abort();
      await reading;
      return said;
    };
  }
});
