import { randomUUID } from 'node:crypto';
import type { Answer, Json } from '../../../infra/local/client.mjs';
import type { Kind, Place } from './place.ts';
import { BAD_FIELDS, COUNTED, EMPTY_LISTS, NEEDS, OF_THE_CALLER, OWN, STREAMS, UNNAMED, VERSIONED } from './recipes.ts';
import { fill, type Route, type Spot } from './routes.ts';

export interface Attack {
  attacker: Place; victim: Place;
  /** Routes that the attacker may ask about the victim, by PF-2. */
  allowed?: string[];
  /** Kinds that both places share on purpose: people and units of a company work in its sandbox under the same ids. */
  shared?: Kind[];
  /** Kinds whose ids the attacker knows from its own record: its parent, the company that it is the sandbox of. */
  known?: Kind[];
  /** Also asks each path with the verbs that it does not have: what answers those is the same for everybody, so one attack asks for all. */
  everyVerb?: boolean;
}

const VERBS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** Tries every way in which an id of the victim can be put into a request; what got through stands in `leaks`. */
export class Prober {
  probes = 0;
  readonly leaks: string[] = [];

  constructor(private readonly attack: Attack, private readonly routes: Route[]) {}

  private get label(): string { return `${this.attack.attacker.name} -> ${this.attack.victim.name}`; }

  async run(): Promise<void> {
    await this.paths();
    for (const route of this.routes.filter((r) => !OF_THE_CALLER.includes(r.name) && !STREAMS.includes(r.name))) {
      await this.bodies(route);
      if (route.method === 'GET' && !route.params.length) await this.list(route);
    }
  }

  /** Each path with each verb: a stranger's id answers what nobody's does, and 404 where the route exists. */
  private async paths(): Promise<void> {
    const { attacker, victim } = this.attack;
    for (const path of new Set(this.routes.filter((r) => r.params.length).map((r) => r.path))) {
      const declared = this.routes.filter((r) => r.path === path);
      for (const [n, { kind }] of declared[0]!.params.entries()) {
        if (this.attack.shared?.includes(kind)) continue;
        // The ids before it are one's own, so that this one alone is a stranger's.
        const ids = (last: string): string[] => declared[0]!.params.map((p, i) => (i < n ? attacker.ids[p.kind] : i === n ? last : victim.ids[p.kind]));
        for (const method of VERBS) {
          const route = declared.find((r) => r.method === method);
          if (this.allowed(method, path) || !(route || this.attack.everyVerb)) continue;
          const ask = (id: string): Promise<Answer> => this.send(method, fill(declared[0]!, ids(id)), route?.body(attacker.ids));
          const answer = await this.same(`${method} ${path}`, victim.ids[kind], ask);
          if (!answer) continue;
          if (!rightful(answer.status, `${method} ${path}`, !!route)) this.leak(`${method} ${path}`, `answers ${answer.status} ${JSON.stringify(answer.body).slice(0, 300)}`);
        }
      }
    }
  }

  /** Each id of the body alone: refused, and as nobody's id is. */
  private async bodies(route: Route): Promise<void> {
    const { attacker, victim, shared } = this.attack;
    const own = { ...attacker.ids, ...(OWN[route.path] && { case: attacker.ids[OWN[route.path]!] }) };
    const path = fill(route, route.params.map(({ kind }) => own[kind]));
    for (const spot of route.spots) {
      if (spot.kind === 'chosen' || shared?.includes(spot.kind) || this.allowed(route.method, route.path) || COUNTED.includes(route.name)) continue;
      const answer = await this.same(`${route.name} ${spot.path.join('.')}`, victim.ids[spot.kind], (id) => this.send(route.method, path, put(route.body(own), spot, id)));
      const named = answer && (answer.status === 404 || JSON.stringify(answer.body?.errors ?? '').includes(String(spot.path[0])));
      if (answer && !named && !UNNAMED[route.name] && !UNNAMED[`${route.name} ${spot.path[0]}`]) this.leak(`${route.name} ${spot.path.join('.')}`, `does not refuse the field: ${answer.status} ${JSON.stringify(answer.body).slice(0, 300)}`);
    }
  }

  /** A list: as it is, with a stranger's ids, with a stranger's cursor, with whatever headers claim. Nothing of the victim comes out. */
  private async list(route: Route): Promise<void> {
    const { victim, shared } = this.attack;
    const needs = route.path.endsWith('/accounts') ? `?q=${encodeURIComponent(victim.mark)}` : NEEDS[route.path] ?? '';
    const plain = await this.send('GET', route.path + needs);
    this.clean(route.name, plain);
    const claims = { 'x-luyue-context': forged(victim.tenantId), 'x-tenant-id': victim.tenantId, 'x-operator-key': victim.tenantId, 'x-forwarded-for': '127.0.0.1', 'x-luyue-tenant': victim.tenantId, 'x-user-id': victim.ids.user };
    const claimed = await this.send('GET', route.path + needs, undefined, claims);
    this.clean(`${route.name} with headers`, claimed);
    if (claimed.status !== plain.status) this.leak(`${route.name} with headers`, `answers ${claimed.status} instead of ${plain.status}`);
    for (const { name, kind } of route.query.filter((q) => !shared?.includes(q.kind) && !this.allowed('GET', route.path))) {
      const answer = await this.same(`${route.name} ?${name}`, victim.ids[kind], (id) => this.send('GET', `${route.path}?${name}=${id}${needs.replace('?', '&')}`));
      if (answer?.body?.items?.length) this.leak(`${route.name} ?${name}`, `finds ${answer.body.items.length}`);
    }
    if (!route.paged) return;
    const { body } = await victim.me.send('GET', `${route.path}?limit=1${needs.replace('?', '&')}`);
    if (body?.nextCursor) this.clean(`${route.name} ?cursor`, await this.send('GET', `${route.path}?cursor=${encodeURIComponent(body.nextCursor)}${needs.replace('?', '&')}`));
  }

  /** Asks with the victim's id and with nobody's; both must answer alike. Answers what the first got. */
  private async same(what: string, foreign: string, ask: (id: string) => Promise<Answer>): Promise<Answer | undefined> {
    const unknown = randomUUID();
    const [answer, expected] = [await ask(foreign), await ask(unknown)];
    this.clean(what, answer, foreign);
    if (plain(answer, foreign) === plain(expected, unknown)) return answer;
    this.leak(what, `tells a stranger's id (${plain(answer, foreign).slice(0, 300)}) from nobody's (${plain(expected, unknown).slice(0, 300)})`);
    return undefined;
  }

  /** No text and no id of the victim's in an answer, but the one that was asked with. */
  private clean(what: string, answer: Answer, asked = ''): void {
    const { victim, shared = [], known = [], allowed } = this.attack;
    if (allowed && / \/v1\/insight\//.test(what)) return;
    const text = JSON.stringify(answer.body ?? '');
    const ids = Object.entries(victim.ids).filter(([kind]) => ![...shared, ...known].includes(kind as Kind)).map(([, id]) => id);
    const found = [victim.mark, ...(shared.includes('user') ? [] : [victim.person]), ...ids].filter((secret) => secret !== asked && text.includes(secret));
    if (found.length) this.leak(what, `gives away ${found.join(', ')}`);
  }

  private allowed(method: string, path: string): boolean { return this.attack.allowed?.includes(`${method} ${path}`) ?? false; }

  private leak(what: string, how: string): void { this.leaks.push(`${this.label}: ${what} ${how}`); }

  private send(method: string, path: string, body?: Json, headers: Record<string, string> = {}): Promise<Answer> {
    this.probes += 1;
    return this.attack.attacker.me.send(method, path, {
      ...(method !== 'GET' && { body: body ?? {} }),
      headers: { ...(method === 'POST' && { 'idempotency-key': randomUUID() }), ...((['PUT', 'PATCH', 'DELETE'].includes(method) || VERSIONED.test(path)) && { 'if-match': '"1"' }), ...headers },
    });
  }
}

/** An answer without what differs from request to request. */
const plain = ({ status, body }: Answer, asked: string): string => `${status} ${JSON.stringify(body, (key, value: unknown) => (key === 'traceId' || key === 'instance' ? undefined : value))?.replaceAll(asked, '<id>').replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '<time>') ?? ''}`;

/** What a service would believe if the gateway let it through. */
const forged = (tenantId: string): string => `${Buffer.from(JSON.stringify({ caller: { tenantId, userId: null, userName: '', unitId: null, grants: [{ units: 'all', permissions: ['case.read'] }], sandbox: false, modules: ['utility-care'] }, exp: 4e9 })).toString('base64url')}.AAAA`;

/** What a stranger's id in a path must be answered with. */
function rightful(status: number, name: string, exists: boolean): boolean {
  if (EMPTY_LISTS.includes(name)) return status === 200;
  if (BAD_FIELDS.includes(name)) return status === 400 || status === 404;
  return exists ? status === 404 : status >= 400;
}

/** A body with an id in its place. */
export function put(body: Json, { path }: Spot, id: string): Json {
  const whole: Json = structuredClone(body ?? {});
  let at = whole;
  for (const [i, step] of path.entries()) {
    if (i === path.length - 1) at[step] = id;
    else at = at[step] ??= typeof path[i + 1] === 'number' ? [] : {};
  }
  return whole;
}
