import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { contractFor, type DomainEvent, make, TenantChanged, UnitChanged, UserChanged, PolicyPublished } from '@luyue/contracts';
import { replicas } from '@luyue/directory';
import { newId } from '@luyue/kernel';
import { BROKER, type Broker, type Context, type Grant, InternalTokenSigner, migrate, systemContext, TenantDatabase, type Tx, type VouchedCaller } from '@luyue/platform';
import { createApp, definition, Environment } from './app.module.ts';

interface Database { app: string; owner: string; relay: string; drop: () => Promise<void> }
interface Log { url: string; drop: () => Promise<void> }

/** What libs/testing makes the template of this service's databases from. */
export const notificationDatabase = { name: 'notification', migrate: async (ownerUrl: string): Promise<void> => { await migrate('notification', ownerUrl, definition.migrations); } };

export interface Place { id: string; unitId: string; path: string[]; sandbox: boolean }
export interface Person { id: string; name: string; place: Place }

/**
 * The whole service on a database of its own, with the embedded broker. Quiet hours are switched off for the tenants made here, so that no test
 * depends on the time of day; one that is about them publishes its own.
 */
export async function startNotification({ app, relay, drop }: Database, log: Log, work = 'http,relay,consume') {
  const keys = generateKeyPairSync('ed25519', { publicKeyEncoding: { type: 'spki', format: 'pem' }, privateKeyEncoding: { type: 'pkcs8', format: 'pem' } });
  const signer = new InternalTokenSigner(keys.privateKey);
  const service = await createApp(Object.assign(new Environment(), {
    SERVICE_NAME: 'notification', PORT: 0, DATABASE_URL: app, DATABASE_RELAY_URL: relay, BROKER: 'embedded' as const, BROKER_DATABASE_URL: log.url, INTERNAL_PUBLIC_KEY: keys.publicKey,
    DATA_DIR: '.', LOG_LEVEL: 'silent', POOL_SIZE: 6, WORK: work,
  }));
  const database = service.app.get(TenantDatabase);
  const broker = service.app.get<Broker>(BROKER);

  const systemOf = (place: Place): Context => systemContext(place.id, place.sandbox);
  const write = <T>(place: Place, change: (tx: Tx) => Promise<T>): Promise<T> => database.write(systemOf(place), change);

  async function tenant(name: string, { parent, sandbox = false, status = 'active', clockOffsetMs = 0, version = 1, id = newId(), quiet = ['00:00', '00:00'] }: { parent?: Place; sandbox?: boolean; status?: string; clockOffsetMs?: number; version?: number; id?: string; quiet?: [string, string] } = {}): Promise<Place> {
    const unitId = newId();
    const place = { id, unitId, path: [...(parent?.path ?? []), id], sandbox };
    await write(place, async (tx) => {
      await replicas.tenant(tx, make(TenantChanged, {
        id, version, name, kind: (parent ? 'subsidiary' : 'company') as 'company', parentId: parent?.id ?? null, path: place.path, sandbox, sandboxOf: null, clockOffsetMs, zone: 'Asia/Shanghai',
        modules: ['utility-care'], status: status as 'active',
      }));
      await replicas.unit(tx, make(UnitChanged, { id: unitId, version: 1, name: `${name}客服中心`, kind: 'service_centre', parentId: null, path: [unitId], designations: [], active: true }));
      for (const [key, value] of [['pf.quiet.from', quiet[0]], ['pf.quiet.to', quiet[1]]] as const) {
        await replicas.policy(tx, make(PolicyPublished, { streamId: `${id}/${key}`, key, version: 1, value: { value }, effectiveFrom: '2020-01-01T00:00:00.000Z', origin: 'own', mayTighten: false, setBy: '管理员', reason: 'spec' }));
      }
    });
    return place;
  }

  /** A person of the tenant's one unit, or of `unitId`, with these roles there. */
  async function person(place: Place, name: string, { roles = [] as string[], active = true, unitId = place.unitId } = {}): Promise<Person> {
    const id = newId();
    await write(place, (tx) => replicas.user(tx, make(UserChanged, { id, version: 1, name, title: '', staffNumber: '', unitId, roles: roles.map((code) => ({ code, unitId })), active })));
    return { id, name, place };
  }

  const headers = (as: Person | { place: Place }, permissions: string[], units: Grant['units']): Record<string, string> => {
    const caller: VouchedCaller = { tenantId: as.place.id, userId: 'id' in as ? as.id : null, userName: 'name' in as ? as.name : '接口', unitId: as.place.unitId, grants: [{ units, permissions }], sandbox: as.place.sandbox, modules: ['utility-care'] };
    return { 'x-luyue-context': signer.seal(caller, 60), 'accept-language': 'en' };
  };

  async function ask<T = any>(as: Person | { place: Place }, method: string, path: string, { permissions = [] as string[], units = 'all' as Grant['units'], body }: { permissions?: string[]; units?: Grant['units']; body?: object } = {}): Promise<{ status: number; body: T }> {
    const response = await fetch(`http://127.0.0.1:${service.port}/v1/notification/${path}`, { method, headers: { ...headers(as, permissions, units), ...(body && { 'content-type': 'application/json' }) }, ...(body && { body: JSON.stringify(body) }) });
    return { status: response.status, body: (await response.json()) as T };
  }

  /** Sends events as the relay does; an id given twice is a redelivery. */
  async function publish(place: Place, event: DomainEvent, eventId: string = randomUUID()): Promise<void> {
    const { type, topic, key } = contractFor(event);
    await broker.publish([{ topic, shard: 1, key: String((event as unknown as Record<string, unknown>)[key]), eventId, type, at: new Date().toISOString(), tenantId: place.id, sandbox: place.sandbox, traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01', payload: JSON.stringify(event) }]);
  }

  const inboxOf = async (who: Person, query = '') => (await ask(who, 'GET', `inbox${query}`)).body as { items: { id: string; kind: string; title: { zh: string; en: string }; text: { zh: string; en: string }; link: string; read: boolean; urgent: boolean; clauseId?: string }[]; unread: number; nextCursor: string | null };
  const outboxOf = async (place: Place, options = {}) => (await ask({ place }, 'GET', 'outbox-messages', { permissions: ['outbox.read'], ...options })).body.items as { id: string; noticeId: string; channel: string; to: string; subject: string; text: string; status: string; reason?: string; retryOf: string | null; sendAt: string | null }[];

  /** An open stream, on a connection of its own: a pooled one would outlive it and keep the server from closing. */
  async function open(as: Person | { place: Place }, permissions: string[], units: Grant['units'] = 'all'): Promise<IncomingMessage> {
    const request = get(`http://127.0.0.1:${service.port}/v1/notification/stream`, { agent: false, headers: headers(as, permissions, units) });
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    return response.setEncoding('utf8');
  }

  const stop = async (): Promise<void> => {
    await service.stop();
    await Promise.all([drop(), log.drop()]);
  };
  return {
    ask, publish, tenant, person, write, database, broker, inboxOf, outboxOf, stop, service,
    open,
    get: <T>(type: new (...args: never[]) => T): T => service.app.get(type, { strict: false }),
  };
}

export type Running = Awaited<ReturnType<typeof startNotification>>;

/** Asks again until `done`; throws after 15 s. */
export async function until<T>(look: () => Promise<T>, done: (seen: T) => boolean): Promise<T> {
  for (const end = Date.now() + 15_000; ;) {
    const seen = await look();
    if (done(seen)) return seen;
    if (Date.now() > end) throw new Error(`not within the time: ${JSON.stringify(seen)}`);
    await sleep(25);
  }
}
