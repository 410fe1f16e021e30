import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { Problem, requireModule } from '@luyue/platform';
import type { Authentication, Identity } from '../auth/authenticate.ts';
import { addressOf, type GatewayEnvironment, UPSTREAMS } from '../config.ts';
import type { RateLimits } from '../limits/rate-limits.ts';
import { brokenOff, checkLength, countBody } from './body-limit.ts';
import { Upstream } from './upstream.ts';

declare module 'fastify' {
  interface FastifyRequest { identity?: Identity }
}

/** What a caller may reach without signing in; every other path is refused here, before a service is asked. */
const PUBLIC = new Set(['POST /v1/tenancy/sessions', 'POST /v1/tenancy/sessions/refresh', 'GET /v1/tenancy/jwks', 'POST /v1/tenancy/tenants']);
/** The page of a client: the service asks for the secret of a private link instead. */
const CLIENT_PAGE = '/v1/property-brokerage/client-page';

const isPublic = (request: FastifyRequest): boolean => {
  const path = request.url.split('?', 1)[0]!;
  return PUBLIC.has(`${request.method} ${path}`) || path === CLIENT_PAGE || path.startsWith(`${CLIENT_PAGE}/`);
};

const unavailable = (status: 503 | 504): Problem => new Problem({
  status, code: status === 504 ? 'upstream_timeout' : 'upstream_unavailable',
  title: status === 504 ? { zh: '服务没有及时回答；查过记录再决定要不要重试', en: 'The service did not answer in time; look at the record before trying again' } : { zh: '服务暂时不可用，什么都没有改', en: 'The service is unavailable; nothing was changed' },
});

/** Whatever a caller claims about itself is replaced by what the gateway found out. */
const vouched = (request: FastifyRequest): Record<string, string | undefined> => ({
  authorization: undefined, 'x-api-key': undefined, 'x-luyue-context': request.identity!.sealed, 'x-request-id': (request.headers['x-request-id'] as string | undefined) ?? randomUUID(),
  traceparent: request.traceparent, 'x-forwarded-for': request.ip, 'x-forwarded-proto': request.protocol,
});

/** Routes /v1/<service>/… to its service with the caller's identity, limits and module switch in front. */
export async function routeServices(fastify: FastifyInstance, config: GatewayEnvironment, auth: Authentication, limits: RateLimits, log: Logger): Promise<void> {
  fastify.decorateRequest('identity', undefined);
  await fastify.register(async (own) => {
    // Bodies are not read here: they pass through.
    own.removeAllContentTypeParsers();
    own.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
    for (const { name, variable, module } of UPSTREAMS) {
      const upstream = new Upstream(addressOf(config, variable));
      own.addHook('onClose', () => upstream.close());
      own.all(`/v1/${name}/*`, async (request: FastifyRequest, reply: FastifyReply) => {
        checkLength(request);
        const identity = await auth.identify(request);
        request.identity = identity;
        await limits.take(identity, request, reply);
        if (!identity.caller && !isPublic(request)) throw new Problem({ status: 401, code: 'unauthenticated', title: { zh: '没有登录，或登录已过期', en: 'Not signed in, or the sign-in has expired' } });
        if (identity.caller && module) requireModule(identity.caller, module);
        countBody(request);
        try {
          await upstream.pass(request, reply, vouched(request));
        } catch (error) {
          throw await failed(error as Error & { code?: string }, reply, log, name);
        }
      });
    }
  });
}

/** What the caller is told when the service did not answer. */
async function failed(error: Error & { code?: string }, reply: FastifyReply, log: Logger, upstream: string): Promise<Problem> {
  const tooLarge = await brokenOff(error, reply);
  if (tooLarge) return tooLarge;
  const timeout = /TIMEOUT/i.test(error.code ?? '') || /timeout/i.test(error.message);
  log.warn({ err: error, upstream }, 'upstream failed');
  if (!timeout) void reply.header('retry-after', '1');
  return unavailable(timeout ? 504 : 503);
}
