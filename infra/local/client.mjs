// A caller of the gateway as demo, smoke and tests need one: signs in, sends JSON, and says plainly what was refused.
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

/** What the gateway answered instead of success: an RFC 9457 problem. */
export class Refused extends Error {
  constructor(method, path, status, problem) {
    super(`${method} ${path}: ${status} ${problem?.code ?? ''} ${problem?.title ?? ''} ${(problem?.errors ?? []).map((e) => `${e.field}: ${e.message}`).join('; ')}`.trim());
    this.status = status;
    this.problem = problem;
  }
}

/** How often a request that met a used-up limit is sent again. */
const COMES_AGAIN = 5;

let watch = () => {};
/** Shows every answer to `check`, which throws where it is not as it should be: for tests of the contract. */
export function watchAnswers(check) { watch = check; }

/**
 * @param {string} gatewayUrl
 * @param {Record<string, string>} [headers] sent with every request
 */
export function client(gatewayUrl, headers = {}) {
  async function fetched(method, path, { body, form, headers: more = {} }) {
    return fetch(`${gatewayUrl}${path}`, {
      method, headers: { accept: 'application/json', ...(body !== undefined && { 'content-type': 'application/json' }), ...headers, ...more },
      body: form ?? (body === undefined ? undefined : JSON.stringify(body)), signal: AbortSignal.timeout(30_000),
    });
  }
  async function send(method, path, options = {}) {
    let response = await fetched(method, path, options);
    // Many people sign in from one address here; a limit that is used up says when to come again (PF-8).
    for (let again = 0; response.status === 429 && again < COMES_AGAIN; again += 1) {
      await response.body?.cancel();
      await sleep(1_000 * Number(response.headers.get('retry-after') ?? 1));
      response = await fetched(method, path, options);
    }
    const text = await response.text();
    const json = /json/.test(response.headers.get('content-type') ?? '') && text ? JSON.parse(text) : text;
    const answer = { status: response.status, headers: response.headers, body: json };
    watch(method, path, answer);
    return answer;
  }
  async function ask(method, path, options) {
    const answer = await send(method, path, options);
    if (answer.status >= 400) throw new Refused(method, path, answer.status, answer.body);
    return answer.body;
  }
  return {
    send,
    get: (path) => ask('GET', path),
    post: (path, body = {}, more = {}) => ask('POST', path, { body, headers: { 'idempotency-key': randomUUID(), ...more } }),
    patch: (path, body, version) => ask('PATCH', path, { body, headers: { 'if-match': `"${version}"` } }),
    put: (path, body, version) => ask('PUT', path, { body, headers: version === undefined ? {} : { 'if-match': `"${version}"` } }),
    upload: (path, name, bytes, type) => {
      const form = new FormData();
      form.append('file', new Blob([bytes], { type }), name);
      return ask('POST', path, { form });
    },
    /** Sends and expects a refusal; answers its problem. Throws when it was not refused with `status`. */
    refused: async (status, method, path, body, more) => {
      const answer = await send(method, path, { body, headers: more });
      if (answer.status !== status) throw new Error(`${method} ${path}: expected ${status}, got ${answer.status} ${JSON.stringify(answer.body).slice(0, 300)}`);
      return answer.body;
    },
  };
}

/** Signs in and answers a client in that person's name, with the session beside it. */
export async function signIn(gatewayUrl, account, password, tenantId) {
  const session = await client(gatewayUrl).post('/v1/tenancy/sessions', { account, password, ...(tenantId && { tenantId }) });
  return { ...client(gatewayUrl, { authorization: `Bearer ${session.accessToken}` }), session };
}

/** Waits for what events bring; throws with `what` when it does not come within `ms`. */
export async function eventually(what, check, ms = 20_000) {
  let last;
  for (const end = Date.now() + ms; Date.now() < end;) {
    try {
      const found = await check();
      if (found) return found;
      last = undefined;
    } catch (error) {
      last = error;
    }
    await sleep(50);
  }
  throw new Error(`${what}: not within ${ms / 1000} s${last ? ` (${last.message})` : ''}`);
}

/** Works through a list in groups of eight, for what may happen in any order within a group. Answers in the order of the list. */
export async function inGroups(list, work) {
  const made = [];
  for (let from = 0; from < list.length; from += 8) made.push(...await Promise.all(list.slice(from, from + 8).map((each, i) => work(each, from + i))));
  return made;
}
