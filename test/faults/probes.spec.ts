import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { testPlatform } from '@luyue/testing';
import { type Caller, client, type Json } from '../../infra/local/client.mjs';
import { type Attack, Prober } from './probes/attack.ts';
import { contents, type Found, found, foundPartner, type Kind, type Place, twinOf } from './probes/place.ts';
import { HEADQUARTERS, OF_THE_CALLER } from './probes/recipes.ts';
import { fill, readRoutes, type Route } from './probes/routes.ts';

const START_MS = 240_000;
/** Longer than an event takes from its commit to the last who hears of it. */
const REST_MS = 3_000;
/** Services that know which tenant belongs to which: tenancy keeps the tree, insight sums it up, notification escalates in it. */
const KNOW_KIN = /^\/v1\/(tenancy|insight|notification)\//;
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
  let withoutToken: Promise<string[]>;

  beforeAll(async () => {
    const platform = await testPlatform();
    url = platform.url;
    const base = { gatewayUrl: url, operatorKey: platform.operatorKey };
    ({ routes, unknown } = readRoutes(await client(url).get('/openapi.json')));
    await foundPartner(base);
    headquarters = await found({ ...base, kind: 'headquarters' }, 'hq');
    const below = { ...base, by: headquarters.of.admin, kind: 'subsidiary' as const, parentId: headquarters.of.tenant.id };
    [east, west, other] = await Promise.all([found(below, 'east'), found(below, 'west', []), found({ ...base, kind: 'company' }, 'other')]);
    twin = await twinOf(east.of, 'east');
    places = [headquarters.place, east.place, west.place, other.place, twin];
    before = await atRest(places);
    // Whoever has not signed in may ask little at a time (PF-8): they go on asking while the attacks run.
    withoutToken = stillOpen(client(url), routes);
    withoutToken.catch(() => undefined);
  }, START_MS);

  // Whatever was tried, everything lies as it lay: asked after the attacks, and after all else that changes nothing.
  const untouched = async (): Promise<void> => expect(await Promise.all(places.map(contents))).toEqual(before);

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
      { attacker: other.place, victim: east.place, everyVerb: true }, { attacker: headquarters.place, victim: east.place, allowed: HEADQUARTERS, known: ['tenant'] }, { attacker: east.place, victim: headquarters.place, known: ['tenant'] },
      { attacker: twin, victim: east.place, shared: MIRRORED, known: ['tenant'] },
    ];
    // A sister, and headquarters of others: to all other services they are strangers like any other.
    const ofKin: Attack[] = [{ attacker: west.place, victim: east.place }, { attacker: headquarters.place, victim: other.place }];
    const probers = [...attacks.map((attack) => new Prober(attack, routes)), ...ofKin.map((attack) => new Prober(attack, routes.filter((r) => KNOW_KIN.test(r.path))))];
    await Promise.all(probers.map((prober) => prober.run()));
    const leaks = probers.flatMap((prober) => prober.leaks);
    const probes = probers.reduce((sum, prober) => sum + prober.probes, 0);
    process.stderr.write(`probes: ${probes} over ${routes.length} routes, ${leaks.length} leaks\n`);
    expect(leaks).toEqual([]);
    expect(probes).toBeGreaterThanOrEqual(4_500);
    await untouched();
  }, 300_000);

  test('without a token, or with one that was tampered with, every route is closed', async () => {
    const token: string = other.place.me.session.accessToken;
    const [head, body, signature] = token.split('.') as [string, string, string];
    const claims = { ...(JSON.parse(Buffer.from(body, 'base64url').toString()) as object), tid: east.place.tenantId };
    const forged = Buffer.from(JSON.stringify(claims)).toString('base64url');
    const unsigned = Buffer.from(JSON.stringify({ alg: 'none', typ: 'at+jwt' })).toString('base64url');
    const bearer = (text: string): Caller => client(url, { authorization: `Bearer ${text}` });
    // The gateway refuses a token before it looks at the route; one route of each service tells for what is no token at all.
    const oneOfEach = [...new Map(routes.filter((r) => !PUBLIC.includes(r.name)).map((r) => [r.path.split('/')[2], r])).values()];
    const open = await Promise.all([withoutToken, stillOpen(bearer(`${head}.${forged}.${signature}`), routes, [401]), ...[`${unsigned}.${forged}.`, 'nonsense'].map((text) => stillOpen(bearer(text), oneOfEach, [401]))]);
    expect(open.flat()).toEqual([]);
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
    await untouched();
  });

  test('the live stream of a place hears of its own work only', async () => {
    const heard = await Promise.all([east.place, other.place, west.place, headquarters.place, twin].map(listen));
    await east.place.me.post(`/v1/utility-care/cases/${east.place.ids.complaint}/notes`, { text: 'heard here' });
    await sleep(2_000);
    const said = await Promise.all(heard.map((stop) => stop()));
    expect(said[0]).toContain(east.place.ids.complaint);
    for (const strangers of said.slice(1)) expect(strangers).not.toContain(east.place.ids.complaint);
  }, 30_000);

  test('what ends the prober\'s own session takes no id at all', () => {
    for (const name of OF_THE_CALLER) expect(routes.find((r) => r.name === name)?.params).toEqual([]);
  });

  test('a place that shows what it should not is found', async () => {
    // The victim itself asks, which sees and may change all of its own: every check must speak up.
    const prober = new Prober({ attacker: east.place, victim: east.place }, routes.filter((r) => r.method === 'GET' && r.path.startsWith('/v1/utility-care/')));
    await prober.run();
    for (const sign of [/cases\/\{id\} gives away|cases\/\{id\} tells/, /GET \/v1\/utility-care\/cases gives away/, /with headers gives away/, /\?accountId/]) expect(prober.leaks.join('\n')).toMatch(sign);
  }, 120_000);

  /** Asks every route that is not public about what is east's; names those that answer anything but that they are closed. */
  async function stillOpen(caller: Caller, all: Route[], ofALink = [400, 404]): Promise<string[]> {
    const open: string[] = [];
    for (const route of all.filter((r) => !PUBLIC.includes(r.name))) {
      const { status } = await caller.send(route.method, fill(route, route.params.map(({ kind }) => east.place.ids[kind])));
      // The page of a client asks for its link instead: without one there is nothing, with a forged token nobody.
      if (!(OF_A_LINK.test(route.name) ? ofALink : [401]).includes(status)) open.push(`${route.name}: ${status}`);
    }
    return open;
  }

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
