import { createPublicKey, type KeyObject } from 'node:crypto';
import { decodeProtectedHeader, type JWK } from 'jose';
import passportJwt from 'passport-jwt';
import type { Grant, VouchedCaller } from '@luyue/platform';

/** Claims of the token that tenancy issues at sign-in. */
export interface UserClaims { sub: string; tid: string; sid: string; name: string; unit: string | null; sandbox: boolean; modules: string[]; grants: Grant[]; exp: number }

/** Public keys of tenancy by `kid`; an unknown one asks again, at most every ten seconds, so that keys rotate without a restart. */
export class SigningKeys {
  private keys = new Map<string, KeyObject>();
  private asked = 0;
  private asking: Promise<void> | undefined;

  constructor(private readonly url: string, private readonly anonymous: () => string) {}

  async key(kid: string | undefined): Promise<KeyObject | undefined> {
    if (!kid) return undefined;
    if (!this.keys.has(kid) && Date.now() - this.asked > 10_000) {
      // All that come while the keys are being asked for wait for the one answer.
      this.asking ??= this.refresh().finally(() => { this.asking = undefined; });
      await this.asking;
    }
    return this.keys.get(kid);
  }

  private async refresh(): Promise<void> {
    const response = await fetch(`${this.url}/v1/tenancy/jwks`, { headers: { 'x-luyue-context': this.anonymous() }, signal: AbortSignal.timeout(3_000) }).catch(() => undefined);
    if (!response?.ok) return;
    this.asked = Date.now();
    const { keys } = (await response.json()) as { keys: (JWK & { kid: string })[] };
    // As key objects: jsonwebtoken would parse a PEM text on every request.
    this.keys = new Map(keys.map((jwk) => [jwk.kid, createPublicKey({ key: jwk as never, format: 'jwk' })]));
  }
}

/** Passport's JWT strategy for user tokens: RS256 by `kid`, issuer and audience checked. */
export function userTokenStrategy(keys: SigningKeys): passportJwt.Strategy {
  return new passportJwt.Strategy({
    jwtFromRequest: passportJwt.ExtractJwt.fromAuthHeaderAsBearerToken(), algorithms: ['RS256'], issuer: 'luyue', audience: 'luyue',
    secretOrKeyProvider: (_request, token: string, done) => {
      let kid: string | undefined;
      try { kid = decodeProtectedHeader(token).kid; } catch { /* no token of ours: no key, refused below */ }
      keys.key(kid).then((key) => (key ? done(null, key as never) : done(new Error('unknown key'))), (error: unknown) => done(error));
    },
  }, (claims: UserClaims, done) => done(null, claims));
}

export const callerOf = (c: UserClaims): VouchedCaller => ({ tenantId: c.tid, userId: c.sub, userName: c.name, unitId: c.unit, grants: c.grants, sandbox: c.sandbox, modules: c.modules });
