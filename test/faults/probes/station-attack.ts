import { randomUUID } from 'node:crypto';
import type { Answer, Json, SignedIn } from '../../../infra/local/client.mjs';
import { put } from './attack.ts';
import type { Kind } from './place.ts';
import { NEEDS, VERSIONED } from './recipes.ts';
import { fill, type Route } from './routes.ts';

export interface StationAttack {
  /** A station's own user. */
  me: SignedIn;
  /** What bodies name beside the id that is tried: their own, where they have one. */
  own: Record<Kind, string>;
  /** Another station's, and what belongs to the department alone. */
  theirs: Record<Kind, string>;
  /** Texts and ids of it that no answer may carry. */
  secrets: string[];
  /** Kinds that every station may see. */
  shared: Kind[];
}

const VERBS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** Inside one company: a station's own user asks every route for what is another station's. It is refused or not there, and no list shows it. */
export class StationProber {
  probes = 0;
  readonly leaks: string[] = [];

  constructor(private readonly attack: StationAttack, private readonly routes: Route[]) {}

  async run(): Promise<void> {
    await this.paths();
    for (const route of this.routes) {
      await this.bodies(route);
      if (route.method === 'GET' && !route.params.length) await this.list(route);
    }
  }

  /** Each path with each verb: 403 or 404 where the route exists. */
  private async paths(): Promise<void> {
    const { own, theirs, shared } = this.attack;
    for (const path of new Set(this.routes.filter((r) => r.params.length && !r.params.every((p) => shared.includes(p.kind))).map((r) => r.path))) {
      const declared = this.routes.filter((r) => r.path === path);
      for (const method of VERBS) {
        const route = declared.find((r) => r.method === method);
        const { status, body } = await this.send(`${method} ${path}`, method, fill(declared[0]!, declared[0]!.params.map((p) => theirs[p.kind])), route?.body(own));
        if (route ? ![403, 404].includes(status) : status < 400) this.leak(`${method} ${path}`, `answers ${status} ${JSON.stringify(body).slice(0, 300)}`);
      }
    }
  }

  /** Each id of the body alone: not allowed, not there, or named as wrong. */
  private async bodies(route: Route): Promise<void> {
    const { own, theirs, shared } = this.attack;
    for (const spot of route.spots) {
      if (spot.kind === 'chosen' || shared.includes(spot.kind) || own[spot.kind] === theirs[spot.kind]) continue;
      const what = `${route.name} ${spot.path.join('.')}`;
      const { status, body } = await this.send(what, route.method, fill(route, route.params.map((p) => own[p.kind])), put(route.body(own), spot, theirs[spot.kind]));
      if (![403, 404].includes(status) && !([400, 422].includes(status) && JSON.stringify((body as Json)?.errors ?? '').includes(String(spot.path[0])))) this.leak(what, `answers ${status} ${JSON.stringify(body).slice(0, 300)}`);
    }
  }

  /** A list as it is, and asked with each of the other's ids: refused, or nothing of theirs in it. */
  private async list(route: Route): Promise<void> {
    const needs = NEEDS[route.path] ?? '';
    const answers = async (what: string, path: string): Promise<Json> => {
      const { status, body } = await this.send(what, 'GET', path);
      if (![200, 400, 403, 404].includes(status)) this.leak(what, `answers ${status}`);
      return body;
    };
    await answers(route.name, route.path + needs);
    for (const { name, kind } of route.query.filter((q) => !this.attack.shared.includes(q.kind) && this.attack.own[q.kind] !== this.attack.theirs[q.kind])) {
      const body = await answers(`${route.name} ?${name}`, `${route.path}?${name}=${this.attack.theirs[kind]}${needs.replace('?', '&')}`);
      if (body?.items?.length) this.leak(`${route.name} ?${name}`, `finds ${body.items.length}`);
    }
  }

  private async send(what: string, method: string, path: string, body?: Json): Promise<Answer> {
    this.probes += 1;
    const answer = await this.attack.me.send(method, path, {
      ...(method !== 'GET' && { body: body ?? {} }), headers: { ...(method === 'POST' && { 'idempotency-key': randomUUID() }), ...((['PUT', 'PATCH', 'DELETE'].includes(method) || VERSIONED.test(path)) && { 'if-match': '"1"' }) },
    });
    // An id that was asked with may be named back.
    const [text, asked] = [JSON.stringify(answer.body ?? ''), path + JSON.stringify(body ?? '')];
    const found = this.attack.secrets.filter((secret) => text.includes(secret) && !asked.includes(secret));
    if (found.length) this.leak(what, `gives away ${found.join(', ')}`);
    return answer;
  }

  private leak(what: string, how: string): void { this.leaks.push(`${what} ${how}`); }
}
