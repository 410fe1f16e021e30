import 'reflect-metadata';
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Body, Controller, Get, HttpCode, Inject, Injectable, Module, Param, ParseUUIDPipe, Patch, Post, Query } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { IsInt, IsString, IsUUID, Length, Max, Min } from 'class-validator';
import { Column, Entity, type MigrationInterface, PrimaryColumn, type QueryRunner } from 'typeorm';
import { InMemorySpanExporter, NodeTracerProvider, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node';
import { DomainEvent, Event, make } from '@luyue/contracts';
import { newId } from '@luyue/kernel';
import { emptyDatabase, testDatabase, type TestDatabase } from '@luyue/testing';
import { type Context, permit } from '../auth/context.ts';
import { InternalTokenSigner, type VouchedCaller } from '../auth/internal-token.ts';
import { type Broker } from '../brokers/broker.ts';
import { EventContext, On, OnMany } from '../brokers/event-transport.ts';
import { ServiceEnvironment } from '../config/config.ts';
import { migrate } from '../database/migrate.ts';
import { secureTable } from '../database/row-security.ts';
import { TenantDatabase } from '../database/tenant-database.ts';
import { decodeCursor, page, PageQuery, pageSize } from '../http/cursor.ts';
import { etagOf, IfMatch, matchVersion } from '../http/etag.ts';
import { refuse } from '../http/problem.ts';
import { Caller } from '../http/request-context.ts';
import { DeadLetters } from '../inbox/dead-letters.ts';
import { BROKER, type RunningService, startService } from './service.ts';

@Event('test.thing.made.v1', { key: 'thingId', summary: 'test' })
class ThingMade extends DomainEvent {
  @IsUUID() thingId: string;
  @IsInt() size: number;
}
@Event('test.thing.grown.v1', { key: 'thingId', summary: 'test' })
class ThingGrown extends DomainEvent {
  @IsUUID() thingId: string;
  @IsInt() size: number;
}

@Entity('thing')
class Thing {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('text') name: string;
  @Column('int') size: number;
}
class Things1700000000900 implements MigrationInterface {
  name = 'Things1700000000900';
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [
      `CREATE TABLE directory_tenant (tenant_id uuid, id uuid, clock_offset_ms bigint, zone text, PRIMARY KEY (tenant_id, id))`, ...secureTable('directory_tenant'),
      `CREATE TABLE thing (tenant_id uuid, id uuid, version int NOT NULL, name text NOT NULL, size int NOT NULL, PRIMARY KEY (tenant_id, id))`, ...secureTable('thing'),
      `CREATE TABLE seen (tenant_id uuid, n bigint GENERATED ALWAYS AS IDENTITY, thing_id uuid NOT NULL, size int NOT NULL, PRIMARY KEY (tenant_id, n))`, ...secureTable('seen'),
    ]) await runner.query(sql);
  }
  async down(): Promise<void> { throw new Error('forwards only'); }
}

class MakeThing {
  @IsString() @Length(1, 20) name: string;
  @IsInt() @Min(1) @Max(9) size: number;
}
let poisoned = true;

@Injectable()
class Things {
  constructor(private readonly database: TenantDatabase) {}
  make(ctx: Context, body: MakeThing) {
    permit(ctx, 'thing.make');
    return this.database.write(ctx, async (tx) => {
      const thing = await tx.insert(Thing, { tenantId: tx.tenantId, id: newId(), version: 1, ...body });
      tx.publish(make(ThingMade, { thingId: thing.id, size: thing.size }));
      if (body.name === 'fails') throw refuse.rule('UC-1', 'no_good', { zh: '不行', en: 'no good' });
      return thing;
    });
  }
  rename(ctx: Context, id: string, version: number, name: string) {
    return this.database.write(ctx, async (tx) => {
      const thing = await tx.lock(Thing, id);
      matchVersion(thing, version);
      return tx.update(Thing, thing, { name });
    });
  }
}

@Controller('v1/test/things')
class ThingsHttp {
  constructor(private readonly things: Things, private readonly database: TenantDatabase) {}
  @Post() make(@Caller() ctx: Context, @Body() body: MakeThing) { return this.things.make(ctx, body); }
  @Get(':id') get(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.database.read(ctx, (tx) => tx.get(Thing, id)); }
  @Patch(':id') @HttpCode(200) rename(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @IfMatch() version: number, @Body() body: MakeThing) { return this.things.rename(ctx, id, version, body.name); }
  @Get() list(@Caller() ctx: Context, @Query() query: PageQuery) {
    const after = decodeCursor(query.cursor, 1);
    return this.database.read(ctx, async (tx) => {
      const rows = await tx.manager.createQueryBuilder(Thing, 't').where('t.tenantId = :t AND t.id > :after', { t: tx.tenantId, after: after?.[0] ?? '00000000-0000-0000-0000-000000000000' }).orderBy('t.id').limit(pageSize(query) + 1).getMany();
      return page(rows, pageSize(query), (r) => [r.id], (r) => ({ id: r.id, name: r.name }));
    });
  }
}

@Controller()
class ThingsConsumer {
  @OnMany(ThingMade) async made(@Payload() events: ThingMade[], @Ctx() { tx }: EventContext): Promise<void> {
    await tx.sql({ name: 'seen_many', text: 'INSERT INTO seen (tenant_id, thing_id, size) SELECT $1, * FROM unnest($2::uuid[], $3::int[])' }, [tx.tenantId, events.map((e) => e.thingId), events.map((e) => e.size)]);
  }
  @On(ThingGrown) async grown(@Payload() event: ThingGrown, @Ctx() { tx }: EventContext): Promise<void> {
    await tx.sql({ name: 'seen_one', text: 'INSERT INTO seen (tenant_id, thing_id, size) VALUES ($1, $2, $3)' }, [tx.tenantId, event.thingId, event.size]);
    if (event.size === 666 && poisoned) throw new Error('cannot digest 666');
  }
}
@Module({ controllers: [ThingsHttp, ThingsConsumer], providers: [Things] })
class ThingsModule { constructor(@Inject(BROKER) readonly broker: Broker) {} }

const keys = generateKeyPairSync('ed25519', { publicKeyEncoding: { type: 'spki', format: 'pem' }, privateKeyEncoding: { type: 'pkcs8', format: 'pem' } });
const signer = new InternalTokenSigner(keys.privateKey);
const tenants = [randomUUID(), randomUUID()];
const caller = (tenantId: string, permissions = ['thing.make', 'deadLetter.read', 'deadLetter.replay']): VouchedCaller =>
  ({ tenantId, userId: randomUUID(), userName: '周敏', unitId: null, grants: [{ units: 'all', permissions }], sandbox: false, modules: [] });

const spans = new InMemorySpanExporter();
let service: RunningService;
let clone: TestDatabase;
let log: { url: string; drop(): Promise<void> };
let base: string;

beforeAll(async () => {
  new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(spans)] }).register();
  clone = await testDatabase({ name: 'platform-test', migrate: async (owner) => void (await migrate('platform-test', owner, [Things1700000000900])) });
  log = await emptyDatabase();
  const config = Object.assign(new ServiceEnvironment(), { SERVICE_NAME: 'platform-test', PORT: 0, DATABASE_URL: clone.app, DATABASE_RELAY_URL: clone.relay, BROKER: 'embedded', BROKER_DATABASE_URL: log.url, INTERNAL_PUBLIC_KEY: keys.publicKey, DATA_DIR: '/tmp', LOG_LEVEL: 'silent' });
  service = await startService({ name: 'platform-test', module: ThingsModule, entities: [Thing], migrations: [] }, config);
  base = `http://127.0.0.1:${service.port}`;
});
afterAll(async () => { await service?.stop(); await clone?.drop(); await log?.drop(); });

const alice = caller(tenants[0]!);
async function http(method: string, path: string, options: { as?: VouchedCaller | null; body?: unknown; headers?: Record<string, string> } = {}) {
  const response = await fetch(`${base}${path}`, { method, headers: { 'x-luyue-context': signer.seal(options.as === undefined ? alice : options.as, 60), ...(options.body !== undefined && { 'content-type': 'application/json' }), ...options.headers }, body: options.body === undefined ? undefined : JSON.stringify(options.body) });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: (text ? JSON.parse(text) : null) as Record<string, never> & { id: string; version: number } };
}
const seen = (tenantId: string): Promise<{ thing_id: string; size: number }[]> =>
  service.app.get(TenantDatabase).read({ ...caller(tenantId), requestId: '', language: 'zh' }, (tx) => tx.manager.query('SELECT thing_id, size FROM seen ORDER BY n'));
const until = async <T>(look: () => Promise<T>, good: (t: T) => boolean): Promise<T> => {
  for (let i = 0; i < 300; i += 1) {
    const found = await look();
    if (good(found)) return found;
    await sleep(20);
  }
  throw new Error('not within the time');
};

it('a fact and its event commit together, and the handler sees it once, in its tenant alone', async () => {
  const { status, body, headers } = await http('POST', '/v1/test/things', { body: { name: 'a', size: 3 } });
  expect(status).toBe(201);
  expect(headers.get('etag')).toBe('"1"');
  await until(() => seen(tenants[0]!), (rows) => rows.some((r) => r.thing_id === body.id));
  expect(await seen(tenants[1]!)).toEqual([]);
});

it('a refused fact leaves neither row nor event, and names its clause', async () => {
  const { status, body, headers } = await http('POST', '/v1/test/things', { body: { name: 'fails', size: 8 } });
  expect([status, headers.get('content-type')]).toEqual([422, 'application/problem+json; charset=utf-8']);
  expect(body).toMatchObject({ code: 'no_good', clause: 'UC-1', title: '不行', traceId: expect.stringMatching(/^[0-9a-f]{32}$/) });
  await sleep(200);
  expect((await seen(tenants[0]!)).filter((r) => r.size === 8)).toEqual([]);
});

it('bad input names each field; unknown fields and parameters are refused', async () => {
  const { status, body } = await http('POST', '/v1/test/things', { body: { name: '', size: 12, colour: 'red' }, headers: { 'accept-language': 'en' } });
  expect(status).toBe(400);
  expect((body as unknown as { errors: { field: string }[] }).errors.map((e) => e.field).toSorted()).toEqual(['colour', 'name', 'size']);
  expect((await http('GET', '/v1/test/things?offset=3')).body).toMatchObject({ code: 'invalid', errors: [{ field: 'offset' }] });
  expect((await http('GET', '/v1/test/things?cursor=bm8')).status).toBe(400);
  expect((await http('POST', '/v1/test/things', { body: { name: 'zero\u0000', size: 1 } })).status).toBe(400);
});

it('PF-4: a row of another tenant is the same 404 as no row, and its token is asked for', async () => {
  const mine = await http('POST', '/v1/test/things', { body: { name: 'b', size: 1 } });
  const [theirs, none] = await Promise.all([http('GET', `/v1/test/things/${mine.body.id}`, { as: caller(tenants[1]!) }), http('GET', `/v1/test/things/${randomUUID()}`, { as: caller(tenants[1]!) })]);
  expect([theirs.status, none.status]).toEqual([404, 404]);
  expect({ ...theirs.body, traceId: '' }).toEqual({ ...none.body, traceId: '' });
  expect((await http('GET', `/v1/test/things/${mine.body.id}`, { as: null })).status).toBe(401);
  expect((await fetch(`${base}/v1/test/things`, { headers: { 'x-luyue-context': `${signer.seal(alice, 60).split('.')[0]}.AAAA` } })).status).toBe(401);
  expect((await http('POST', '/v1/test/things', { as: caller(tenants[0]!, []), body: { name: 'c', size: 1 } })).body).toMatchObject({ status: 403, permission: 'thing.make' });
});

it('If-Match: 428 without, 412 when stale, else the new version', async () => {
  const { body } = await http('POST', '/v1/test/things', { body: { name: 'd', size: 1 } });
  const path = `/v1/test/things/${body.id}`;
  expect((await http('PATCH', path, { body: { name: 'e', size: 1 } })).status).toBe(428);
  expect((await http('PATCH', path, { body: { name: 'e', size: 1 }, headers: { 'if-match': etagOf(1) } })).headers.get('etag')).toBe('"2"');
  expect((await http('PATCH', path, { body: { name: 'f', size: 1 }, headers: { 'if-match': etagOf(1) } })).body).toMatchObject({ status: 412, code: 'stale' });
});

it('Idempotency-Key: one effect for ten requests at once, 422 for another body, nothing kept of a refused one', async () => {
  const key = { 'idempotency-key': randomUUID() };
  const body = { name: 'once', size: 5 };
  const answers = await Promise.all(Array.from({ length: 10 }, () => http('POST', '/v1/test/things', { body, headers: key })));
  expect(new Set(answers.map((a) => a.status))).toEqual(new Set([201]));
  expect(new Set(answers.map((a) => a.body.id)).size).toBe(1);
  expect(answers.filter((a) => a.headers.get('idempotency-replayed')).length).toBe(9);
  expect((await http('POST', '/v1/test/things', { body: { ...body, size: 6 }, headers: key })).body).toMatchObject({ status: 422, code: 'idempotency_mismatch' });
  const other = { 'idempotency-key': randomUUID() };
  expect((await http('POST', '/v1/test/things', { body: { name: 'fails', size: 1 }, headers: other })).status).toBe(422);
  expect((await http('POST', '/v1/test/things', { body: { name: 'fails', size: 1 }, headers: other })).body).toMatchObject({ code: 'no_good' });
});

it('an event that comes twice, in one batch or later, has one effect; a poisoned one becomes a dead letter and the partition goes on', async () => {
  const broker = service.app.get<Broker>(BROKER);
  const thingId = randomUUID();
  const event = (size: unknown, eventId = randomUUID(), type = 'test.thing.grown.v1') => ({ topic: 'test.thing', shard: 1, key: thingId, eventId, type, at: new Date().toISOString(), tenantId: tenants[1]!, sandbox: false, traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01', payload: JSON.stringify({ thingId, size }) });
  const twice = event(41);
  const poison = event(666);
  const malformed = event('many');
  await broker.publish([event(40), twice, twice, poison, malformed, event(42)]);
  await broker.publish([twice, event(43)]);
  const sizes = (await until(() => seen(tenants[1]!), (rows) => rows.some((r) => r.size === 43))).map((r) => r.size);
  expect(sizes).toEqual([40, 41, 42, 43]);
  const letters = service.app.get(DeadLetters);
  const ctx = { ...caller(tenants[1]!), requestId: '', language: 'zh' as const };
  const kept = await letters.list(ctx);
  expect(kept.map((l) => [l.id, l.reason]).toSorted()).toEqual([[poison.eventId, 'cannot digest 666'], [malformed.eventId, expect.stringContaining('size')]].toSorted());
  await expect(letters.replay(ctx, poison.eventId)).rejects.toThrow('cannot digest 666');
  poisoned = false;
  await letters.replay(ctx, poison.eventId);
  expect((await seen(tenants[1]!)).map((r) => r.size)).toEqual([40, 41, 42, 43, 666]);
  expect((await letters.list(ctx)).map((l) => l.id)).toEqual([malformed.eventId]);
  poisoned = true;
});

it('lists page by cursor without gap or double', async () => {
  const tenant = caller(randomUUID());
  for (let i = 0; i < 7; i += 1) await http('POST', '/v1/test/things', { as: tenant, body: { name: `n${i}`, size: 1 } });
  const names: string[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const { body } = await http('GET', `/v1/test/things?limit=3${cursor && `&cursor=${cursor}`}`, { as: tenant });
    const list = body as unknown as { items: { name: string }[]; nextCursor: string | null };
    names.push(...list.items.map((t) => t.name));
    cursor = list.nextCursor;
  }
  expect(names).toEqual(['n0', 'n1', 'n2', 'n3', 'n4', 'n5', 'n6']);
});

it('PF-18: a start waits for a database that comes later, and gives up at once on a wrong password', async () => {
  const real = new URL(clone.app);
  const door = createServer((socket) => { socket.pipe(connect(Number(real.port), real.hostname)).pipe(socket).on('error', () => undefined); socket.on('error', () => undefined); });
  await once(door.listen(0), 'listening');
  const { port } = door.address() as AddressInfo;
  door.close();
  const through = (change: (url: URL) => void): string => { const url = new URL(clone.app); change(url); return url.href; };
  const start = (DATABASE_URL: string): Promise<RunningService> => startService({ name: 'platform-test', module: ThingsModule, entities: [Thing], migrations: [] }, Object.assign(new ServiceEnvironment(), {
    SERVICE_NAME: 'platform-test', PORT: 0, DATABASE_URL, DATABASE_RELAY_URL: clone.relay, BROKER: 'embedded', BROKER_DATABASE_URL: log.url, INTERNAL_PUBLIC_KEY: keys.publicKey, DATA_DIR: '/tmp', LOG_LEVEL: 'silent', WORK: 'http', POOL_SIZE: 1,
  }));
  const starting = start(through((url) => { url.port = String(port); }));
  await sleep(500);
  door.listen(port);
  const late = await starting;
  expect((await fetch(`http://127.0.0.1:${late.port}/ready`)).status).toBe(200);
  await late.stop();
  door.close();
  await expect(start(through((url) => { url.password = 'wrong'; }))).rejects.toMatchObject({ code: '28P01' });
});

it('describes its routes from the DTO classes and answers health, readiness and metrics', async () => {
  const document = (await http('GET', '/openapi.json')).body as unknown as { components: { schemas: Record<string, { properties: Record<string, unknown>; required: string[] }> } };
  expect(document.components.schemas['MakeThing']).toMatchObject({ required: ['name', 'size'], properties: { name: { minLength: 1, maxLength: 20 }, size: { type: 'integer', minimum: 1, maximum: 9 } } });
  expect((await http('GET', '/ready')).body).toMatchObject({ status: 'ok' });
  expect(await (await fetch(`${base}/metrics`)).text()).toContain('http_request_duration_seconds');
});

it('PF-18: one trace from the request over the broker to the handler of the event', async () => {
  const traceId = randomUUID().replaceAll('-', '');
  const { body } = await http('POST', '/v1/test/things', { body: { name: 'traced', size: 2 }, headers: { traceparent: `00-${traceId}-b7ad6b7169203331-01` } });
  await until(() => seen(tenants[0]!), (rows) => rows.some((r) => r.thing_id === body.id));
  const kinds = await until(async () => spans.getFinishedSpans().filter((s) => s.spanContext().traceId === traceId), (found) => found.length >= 2);
  expect(kinds.map((s) => s.name).toSorted()).toEqual(['POST /v1/test/things', 'consume test.thing.made.v1']);
});

it('dead letters are listed for whoever may see them', async () => {
  expect((await http('GET', '/v1/platform-test/dead-letters', { as: caller(tenants[1]!) })).body).toMatchObject({ items: [expect.objectContaining({ type: 'test.thing.grown.v1' })] });
  expect((await http('GET', '/v1/platform-test/dead-letters', { as: caller(tenants[1]!, []) })).status).toBe(403);
});
