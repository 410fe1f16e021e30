import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import type { Strategy } from 'passport';
import { InternalTokenSigner, refuse, type VouchedCaller } from '@luyue/platform';
import { apiKeyStrategy, type ResolvedKey } from './api-keys.ts';
import { Suspensions } from './suspensions.ts';
import { callerOf, SigningKeys, type UserClaims, userTokenStrategy } from './user-tokens.ts';

/** Who calls, and the internal token that says so to the services. `caller` null: not signed in. */
export interface Identity { caller: VouchedCaller | null; sealed: string; id: string; until: number }

/** A sealed token lives a minute: long enough to be reused, short enough that a changed right is felt. */
const SEAL_SECONDS = 60;
const REUSE_MS = 50_000;

/** Runs a passport strategy outside Express: outcome by promise, `null` when it fails. */
function authenticate<T>(strategy: Strategy, request: FastifyRequest): Promise<T | null> {
  return new Promise((resolve, reject) => {
    const run = Object.create(strategy) as Strategy & { success: (user: T) => void; fail: () => void; error: (e: unknown) => void; pass: () => void };
    run.success = (user) => resolve(user ?? null);
    run.fail = () => resolve(null);
    run.pass = () => resolve(null);
    run.error = (error) => (error instanceof Error && error.message === 'unknown key' ? resolve(null) : reject(error));
    (run.authenticate as (request: unknown) => void).call(run, request);
  });
}

/**
 * Tells the caller of a request. Signatures and hashes are verified once per token and minute; after that a look into the cache is all that
 * a request pays.
 */
export class Authentication {
  private readonly signer: InternalTokenSigner;
  private readonly cache = new LRUCache<string, Identity>({ max: 20_000 });
  private readonly users: Strategy;
  private readonly clients: Strategy;
  private readonly suspensions: Suspensions;
  private anonymous: Identity | undefined;

  constructor(privateKey: string, tenancyUrl: string) {
    this.signer = new InternalTokenSigner(privateKey);
    const unsigned = (): string => this.anonymousIdentity().sealed;
    this.users = userTokenStrategy(new SigningKeys(tenancyUrl, unsigned)) as Strategy;
    this.clients = apiKeyStrategy(tenancyUrl, unsigned) as Strategy;
    this.suspensions = new Suspensions(tenancyUrl, unsigned, () => this.cache.clear());
  }

  /** Throws 401 for a token or key that does not hold; a request without either is anonymous. */
  identify(request: FastifyRequest): Identity | Promise<Identity> {
    const { authorization } = request.headers;
    const key = request.headers['x-api-key'];
    if (!authorization && !key) return this.anonymousIdentity();
    const wait = this.suspensions.current();
    return wait ? wait.then(() => this.known(request)) : this.known(request);
  }

  private known(request: FastifyRequest): Identity | Promise<Identity> {
    const { authorization } = request.headers;
    const key = request.headers['x-api-key'];
    const id = authorization ?? createHash('sha256').update(String(key)).digest('base64');
    const known = this.cache.get(id);
    if (known && known.until > Date.now()) return known;
    return authorization ? this.user(request, id) : this.client(request, id);
  }

  private async user(request: FastifyRequest, id: string): Promise<Identity> {
    const claims = await authenticate<UserClaims>(this.users, request);
    if (!claims) throw refuse.unauthenticated('token_invalid');
    return this.keep(id, callerOf(claims), claims.sub, claims.exp * 1_000);
  }

  private async client(request: FastifyRequest, id: string): Promise<Identity> {
    const resolved = await authenticate<ResolvedKey>(this.clients, request);
    if (!resolved) throw refuse.unauthenticated('api_key_invalid');
    return this.keep(id, resolved.caller, resolved.caller.clientId ?? id, resolved.expiresAt ? Date.parse(resolved.expiresAt) : Infinity);
  }

  private keep(id: string, from: VouchedCaller, who: string, expires: number): Identity {
    const caller = this.suspensions.inForce(from);
    const identity = { caller, sealed: this.signer.seal(caller, SEAL_SECONDS), id: `${caller.tenantId}/${who}`, until: Math.min(Date.now() + REUSE_MS, expires) };
    this.cache.set(id, identity);
    return identity;
  }

  private anonymousIdentity(): Identity {
    if (!this.anonymous || this.anonymous.until < Date.now()) this.anonymous = { caller: null, sealed: this.signer.seal(null, SEAL_SECONDS), id: 'anonymous', until: Date.now() + REUSE_MS };
    return this.anonymous;
  }
}
