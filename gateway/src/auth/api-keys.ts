import { createHash } from 'node:crypto';
import type { Strategy } from 'passport';
import passportCustom from 'passport-custom';
import type { FastifyRequest } from 'fastify';
import type { VouchedCaller } from '@luyue/platform';

export interface ResolvedKey { caller: VouchedCaller; expiresAt: string | null }

/** Passport strategy for API keys (PF-8): the key's hash is looked up at tenancy; the key itself goes no further. */
export function apiKeyStrategy(tenancyUrl: string, anonymous: () => string): Strategy {
  return new passportCustom.Strategy((request, done) => {
    const { headers, ip } = request as unknown as FastifyRequest;
    const key = headers['x-api-key'];
    if (typeof key !== 'string' || key.length > 200) return done(null, undefined);
    const hash = createHash('sha256').update(key).digest('hex');
    fetch(`${tenancyUrl}/v1/tenancy/api-keys/resolve`, {
      method: 'POST', headers: { 'content-type': 'application/json', 'x-luyue-context': anonymous() }, body: JSON.stringify({ hash, ip }), signal: AbortSignal.timeout(3_000),
    }).then(async (response) => (response.ok ? done(null, (await response.json()) as ResolvedKey) : done(null, undefined)), (error: unknown) => done(error as Error));
  });
}
