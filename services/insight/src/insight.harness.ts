import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { contractFor, make, ObligationOpened, type ObligationState, TenantChanged, UnitChanged, UserChanged } from '@luyue/contracts';
import { replicas } from '@luyue/directory';
import { newId } from '@luyue/kernel';
import { BROKER, type Broker, type Context, type Grant, InternalTokenSigner, migrate, systemContext, TenantDatabase, type Tx, type VouchedCaller } from '@luyue/platform';
import { createApp, definition, Environment } from './app.module.ts';

interface Database { app: string; owner: string; relay: string; drop: () => Promise<void> }
interface Log { url: string; drop: () => Promise<void> }

/** What libs/testing makes the template of this service's databases from. */
export const insightDatabase = { name: 'insight', migrate: async (ownerUrl: string): Promise<void> => { await migrate('insight', ownerUrl, definition.migrations); } };

export interface Place { id: string; unitId: string; userId: string; path: string[]; sandbox: boolean }

export const MODULES = ['utility-care'];

/** An obligation of UC-7.3a due at the end of November, open and in time; `more` says what is different. */
export function stateOf(place: Place, more: Partial<ObligationState> = {}): ObligationOpened {
  const id = more.obligationId ?? newId();
  return make(ObligationOpened, {
    obligationId: id, version: 1, context: 'utility-care', clauseId: 'UC-7.3a', subjectType: 'case', subjectId: newId(), subjectNumber: 'SL20261110-0001', subjectTitle: '阀门井渗漏', place: '滨江一号',
    ownerUnitId: place.unitId, ownerUserId: place.userId, status: 'open', startedAt: '2026-11-10T02:00:00.000Z', dueAt: '2026-11-10T08:00:00.000Z', provisional: false, pausedAt: null, pauseReason: null,
    riskAt: '2026-11-10T06:48:00.000Z', breachedAt: null, voidedByCalendar: false, settledAt: null, settledBy: null, outcomeNote: null, approver: null, parameterKey: 'uc.fault.network.handleHours',
    policyVersion: 0, origin: 'live', at: '2026-11-10T02:00:00.000Z', byName: '周敏',
    explanation: { clock: 'elapsed', amount: 6, unit: 'hours', ladder: [{ origin: 'default', value: 6, version: 0, rules: true }], history: [{ at: '2026-11-10T02:00:00.000Z', what: 'opened', by: '周敏', text: { zh: '开始计时', en: 'The clock started' } }] },
    evidence: [{ kind: 'fact', at: '2026-11-10T07:00:00.000Z', by: '王磊', text: '处理登记' }], ...more,
  } as never);
}

/** The whole service on a database of its own. `work` as in the environment: without `consume` nothing listens. */
export async function startInsight({ app, relay, drop }: Database, log: Log, work = 'http,consume') {
  const keys = generateKeyPairSync('ed25519', { publicKeyEncoding: { type: 'spki', format: 'pem' }, privateKeyEncoding: { type: 'pkcs8', format: 'pem' } });
  const signer = new InternalTokenSigner(keys.privateKey);
  const service = await createApp(Object.assign(new Environment(), {
    SERVICE_NAME: 'insight', PORT: 0, DATABASE_URL: app, DATABASE_RELAY_URL: relay, BROKER: 'embedded' as const, BROKER_DATABASE_URL: log.url, INTERNAL_PUBLIC_KEY: keys.publicKey,
    DATA_DIR: '.', LOG_LEVEL: 'silent', POOL_SIZE: 4, WORK: work,
  }));
  const database = service.app.get(TenantDatabase);
  const broker = service.app.get<Broker>(BROKER);

  const systemOf = (place: Place): Context => systemContext(place.id, place.sandbox);
  const write = <T>(place: Place, change: (tx: Tx) => Promise<T>): Promise<T> => database.write(systemOf(place), change);

  /** A tenant with one unit and one person, known to the replicas. */
  async function tenant(name: string, more: { parent?: Place; kind?: string; sandbox?: boolean; status?: string; clockOffsetMs?: number; zone?: string } = {}): Promise<Place> {
    const [id, unitId, userId] = [newId(), newId(), newId()];
    const place = { id, unitId, userId, path: [...(more.parent?.path ?? []), id], sandbox: more.sandbox ?? false };
    await write(place, async (tx) => {
      await replicas.tenant(tx, make(TenantChanged, {
        id, version: 1, name, kind: (more.kind ?? (more.parent ? 'subsidiary' : 'company')) as 'company', parentId: more.parent?.id ?? null, path: place.path, sandbox: place.sandbox, sandboxOf: null,
        clockOffsetMs: more.clockOffsetMs ?? 0, zone: more.zone ?? 'Asia/Shanghai', modules: MODULES, status: (more.status ?? 'active') as 'active',
      }));
      await replicas.unit(tx, make(UnitChanged, { id: unitId, version: 1, name: `${name}客服中心`, kind: 'service_centre', parentId: null, path: [unitId], designations: [], active: true }));
      await replicas.user(tx, make(UserChanged, { id: userId, version: 1, name: `${name}王磊`, title: '', staffNumber: '0301', unitId, roles: [], active: true }));
    });
    return place;
  }

  /** Headquarters with two subsidiaries and a sandbox twin below it, and a company that has nothing to do with them. */
  async function group() {
    const hq = await tenant('江州燃气集团', { kind: 'headquarters' });
    const [north, south, twin] = [await tenant('城东', { parent: hq }), await tenant('城西', { parent: hq }), await tenant('城东沙盒', { parent: hq, sandbox: true })];
    return { hq, north, south, twin, other: await tenant('外地燃气') };
  }

  async function ask<T = any>(place: Place, path: string, { permissions = ['insight.read'], units = 'all' as Grant['units'] } = {}): Promise<{ status: number; body: T }> {
    const caller: VouchedCaller = { tenantId: place.id, userId: place.userId, userName: '沈岚', unitId: place.unitId, grants: [{ units, permissions }], sandbox: place.sandbox, modules: MODULES };
    const response = await fetch(`http://127.0.0.1:${service.port}/v1/insight/${path}`, { headers: { 'x-luyue-context': signer.seal(caller, 60), 'accept-language': 'en' } });
    return { status: response.status, body: (await response.json()) as T };
  }

  /** Sends events as the relay does; the ids let a test send one twice. */
  async function publish(place: Place, events: ObligationState[], eventIds = events.map(() => randomUUID() as string)): Promise<void> {
    await broker.publish(events.map((event, i) => {
      const { type, topic } = contractFor(event);
      return { topic, shard: i % 4, key: event.obligationId, eventId: eventIds[i]!, type, at: event.at, tenantId: place.id, sandbox: place.sandbox, traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01', payload: JSON.stringify(event) };
    }));
  }

  const stop = async (): Promise<void> => {
    await service.stop();
    await Promise.all([drop(), log.drop()]);
  };
  return { ask, publish, tenant, group, write, database, stop, get: <T>(type: new (...args: never[]) => T): T => service.app.get(type, { strict: false }) };
}

export type Running = Awaited<ReturnType<typeof startInsight>>;

/** Asks again until `done`; throws after 15 s. */
export async function until<T>(look: () => Promise<T>, done: (seen: T) => boolean): Promise<T> {
  for (const end = Date.now() + 15_000; ;) {
    const seen = await look();
    if (done(seen)) return seen;
    if (Date.now() > end) throw new Error(`not within the time: ${JSON.stringify(seen)}`);
    await sleep(25);
  }
}
