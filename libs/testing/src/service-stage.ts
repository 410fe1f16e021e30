import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AdoptionRecorded, CalendarPublished, contractFor, type DomainEvent, make, PolicyPublished, TenantChanged, UnitChanged, UserChanged } from '@luyue/contracts';
import { replicas } from '@luyue/directory';
import { nationalYears, newId } from '@luyue/kernel';
import { BROKER, type Broker, type Context, type Grant, InternalTokenSigner, migrate, type RunningService, type ServiceDefinition, systemContext, TenantDatabase, type Tx, type VouchedCaller } from '@luyue/platform';
import { emptyDatabase, testDatabase, type TestDatabase } from './postgres.ts';

/** What a service's app.module.ts exports. */
export interface StagedService<E extends object> { definition: ServiceDefinition; Environment: new () => E; createApp(config: E): Promise<RunningService> }

/** A tenant with one unit, as this service's replica knows it. */
export interface Place { id: string; unitId: string; path: string[]; sandbox: boolean; modules: string[] }
export interface Person { id: string; name: string; place: Place; unitId: string }
/** Somebody: a person, or a caller without one where only the place is given. */
export type As = Person | Place;

export interface NewPlace {
  parent?: Place; kind?: string; sandbox?: boolean; status?: string; clockOffsetMs?: number; zone?: string; version?: number; id?: string; modules?: string[];
  /** Rulebooks in force for all its units since 2020, and the national calendar that their clocks ask. */
  regulations?: string[];
  policies?: Record<string, unknown>;
}
export interface Ask { permissions?: string[]; units?: Grant['units']; body?: unknown; headers?: Record<string, string> }
/** What came back; a page of a test names the fields that it reads. */
export interface Answer<T> { status: number; body: T; headers: Headers }

const placeOf = (as: As): Place => ('place' in as ? as.place : as);
const TRACE = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

/**
 * A whole service on a database and a log of its own, with the embedded broker, asked over HTTP as the gateway asks it.
 * `work` as in the environment: without `consume` nothing listens. `environment` adds what the service reads beside, given its own folder. `database` and `log` are
 * given where a second replica joins; who made them drops them.
 */
export async function serviceStage<E extends object>(service: StagedService<E>, { work = 'http', environment = () => ({}), database: given, log: sharedLog }: { work?: string; environment?: (folder: string) => object; database?: TestDatabase; log?: { url: string; drop(): Promise<void> } } = {}) {
  const { name, migrations } = service.definition;
  const clone = given ?? await testDatabase({ name, migrate: async (owner) => { await migrate(name, owner, migrations); } });
  const log = sharedLog ?? await emptyDatabase();
  const folder = mkdtempSync(join(tmpdir(), `luyue-${name}-`));
  const keys = generateKeyPairSync('ed25519', { publicKeyEncoding: { type: 'spki', format: 'pem' }, privateKeyEncoding: { type: 'pkcs8', format: 'pem' } });
  const signer = new InternalTokenSigner(keys.privateKey);
  const running = await service.createApp(Object.assign(new service.Environment(), {
    SERVICE_NAME: name, PORT: 0, DATABASE_URL: clone.app, DATABASE_RELAY_URL: clone.relay, BROKER: 'embedded', BROKER_DATABASE_URL: log.url, INTERNAL_PUBLIC_KEY: keys.publicKey, DATA_DIR: folder,
    LOG_LEVEL: 'silent', POOL_SIZE: 6, WORK: work, ...environment(folder),
  }));
  const database = running.app.get(TenantDatabase);
  const broker = running.app.get<Broker>(BROKER);

  const systemOf = (place: Place): Context => systemContext(place.id, place.sandbox);
  const write = <T>(place: Place, change: (tx: Tx) => Promise<T>): Promise<T> => database.write(systemOf(place), change);
  const read = <T>(place: Place, look: (tx: Tx) => Promise<T>): Promise<T> => database.read(systemOf(place), look);

  const tenants = new Map<string, TenantChanged>();
  /** The tenant's time. */
  const now = (place: Place): Promise<Date> => read(place, async (tx) => tx.now);

  /** Sets the clock of a sandbox so that its time is about `instant`. */
  async function moveTo(place: Place, instant: string | Date): Promise<void> {
    const known = tenants.get(place.id)!;
    const moved = make(TenantChanged, { ...known, version: known.version + 1, clockOffsetMs: new Date(instant).getTime() - Date.now() });
    tenants.set(place.id, moved);
    await write(place, (tx) => replicas.tenant(tx, moved));
  }

  /** A tenant with one unit, known to the replica. */
  async function tenant(tenantName: string, more: NewPlace = {}): Promise<Place> {
    const { id = newId(), parent, modules = [] } = more;
    const place: Place = { id, unitId: newId(), path: [...(parent?.path ?? []), id], sandbox: more.sandbox ?? false, modules };
    const event = make(TenantChanged, {
      id, version: more.version ?? 1, name: tenantName, kind: (more.kind ?? (parent ? 'subsidiary' : 'company')) as 'company', parentId: parent?.id ?? null, path: place.path, sandbox: place.sandbox, sandboxOf: null,
      clockOffsetMs: more.clockOffsetMs ?? 0, zone: more.zone ?? 'Asia/Shanghai', modules, status: (more.status ?? 'active') as 'active',
    });
    tenants.set(id, event);
    await write(place, async (tx) => {
      await replicas.tenant(tx, event);
      for (const regulation of more.regulations ?? []) {
        await replicas.adoption(tx, make(AdoptionRecorded, { id: newId(), version: 1, regulation, regulationVersion: '2020', publishedAt: '2020-01-01T00:00:00.000Z', effectiveFrom: '2020-01-01T00:00:00.000Z', scopeUnitIds: null, supersedes: null }));
      }
      for (const year of more.regulations ? nationalYears : []) {
        await replicas.calendar(tx, make(CalendarPublished, { streamId: `${year.year}`, year: year.year, version: year.version, origin: 'national', restDays: [...year.restDays], workDays: [...year.workDays] }));
      }
      for (const [key, value] of Object.entries(more.policies ?? {})) {
        await replicas.policy(tx, make(PolicyPublished, { streamId: `${id}/${key}`, key, version: 1, value: { value }, effectiveFrom: '2020-01-01T00:00:00.000Z', origin: 'own', mayTighten: false, setBy: '管理员', reason: 'spec' }));
      }
    });
    await unit(place, `${tenantName}客服中心`, { id: place.unitId, kind: 'service_centre', parent: null });
    return place;
  }

  /** A unit below the place's own, unless `parent` says otherwise; answers its id. */
  async function unit(place: Place, unitName: string, { id = newId(), kind = 'department', parent = place.unitId }: { id?: string; kind?: string; parent?: string | null } = {}): Promise<string> {
    // One level below the place's own unit is all that a test has needed.
    const path = parent ? [parent, id] : [id];
    await write(place, (tx) => replicas.unit(tx, make(UnitChanged, { id, version: 1, name: unitName, kind, parentId: parent, path, designations: [], active: true })));
    return id;
  }

  /** A person of the place's one unit, or of `unitId`, with these roles there. */
  async function person(place: Place, personName: string, { id = newId(), roles = [], active = true, unitId = place.unitId, roleUnitId = unitId }: { id?: string; roles?: string[]; active?: boolean; unitId?: string; roleUnitId?: string } = {}): Promise<Person> {
    await write(place, (tx) => replicas.user(tx, make(UserChanged, { id, version: 1, name: personName, title: '', staffNumber: '', unitId, roles: roles.map((code) => ({ code, unitId: roleUnitId })), active })));
    return { id, name: personName, place, unitId };
  }

  const callerOf = (as: As, permissions: string[], units: Grant['units']): VouchedCaller => {
    const place = placeOf(as);
    const who = 'place' in as ? { userId: as.id, userName: as.name, unitId: as.unitId } : { userId: null, userName: '接口', unitId: place.unitId };
    return { tenantId: place.id, ...who, grants: [{ units, permissions }], sandbox: place.sandbox, modules: place.modules };
  };

  const headersOf = (as: As, permissions: string[], units: Grant['units'] = 'all'): Record<string, string> => ({ 'x-luyue-context': signer.seal(callerOf(as, permissions, units), 60), 'accept-language': 'en' });

  /** A caller as a service method takes it. */
  const contextOf = (as: As, permissions: string[], units: Grant['units'] = 'all'): Context => ({ ...callerOf(as, permissions, units), language: 'en', requestId: 'spec' });

  async function ask<T = any>(as: As, method: string, path: string, { permissions = [], units = 'all', body, headers = {} }: Ask = {}): Promise<Answer<T>> {
    const response = await fetch(`http://127.0.0.1:${running.port}/v1/${name}/${path}`, {
      method, headers: { ...headersOf(as, permissions, units), ...(body !== undefined && { 'content-type': 'application/json' }), ...headers }, ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: (text ? JSON.parse(text) : undefined) as T, headers: response.headers };
  }

  /** Sends events as the relay does; an id given twice is a redelivery. */
  async function publish(place: Place, events: DomainEvent[], eventIds: string[] = events.map(() => randomUUID())): Promise<void> {
    await broker.publish(events.map((event, i) => {
      const { type, topic, key } = contractFor(event);
      const fields = event as unknown as Record<string, unknown>;
      return { topic, shard: i % 4, key: String(fields[key]), eventId: eventIds[i]!, type, at: new Date().toISOString(), tenantId: place.id, sandbox: place.sandbox, traceparent: TRACE, payload: JSON.stringify(event) };
    }));
  }

  /** Of the events that this service has published for a place, in order. */
  const published = (place: Place): Promise<{ type: string; payload: Record<string, unknown> }[]> =>
    read(place, (tx) => tx.manager.query('SELECT type, payload::jsonb AS payload FROM outbox ORDER BY id'));

  const stop = async (): Promise<void> => {
    await running.stop();
    rmSync(folder, { recursive: true });
    await Promise.all([given ? undefined : clone.drop(), sharedLog ? undefined : log.drop()]);
  };
  return {
    ask, publish, published, tenant, unit, person, now, moveTo, write, read, headersOf, contextOf, stop, signer, database, broker, folder, clone, log, port: running.port, service: running,
    get: <T>(type: abstract new (...args: never[]) => T): T => running.app.get(type as never, { strict: false }),
  };
}

export type ServiceStage = Awaited<ReturnType<typeof serviceStage>>;

/** Asks again until `done`; throws after 15 s with what it saw last. */
export async function until<T>(look: () => Promise<T>, done: (seen: T) => boolean): Promise<T> {
  for (const end = Date.now() + 15_000; ;) {
    const seen = await look();
    if (done(seen)) return seen;
    if (Date.now() > end) throw new Error(`not within the time: ${JSON.stringify(seen)}`);
    await sleep(25);
  }
}
