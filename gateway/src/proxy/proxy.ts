import proxy from '@fastify/http-proxy';
import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { Problem, requireModule, sendProblem } from '@luyue/platform';
import type { Authentication, Identity } from '../auth/authenticate.ts';
import { type GatewayEnvironment, UPSTREAMS } from '../config.ts';
import type { RateLimits } from '../limits/rate-limits.ts';
import { brokenOff, checkLength, countBody } from './body-limit.ts';

declare module 'fastify' {
  interface FastifyRequest { identity?: Identity }
}

/** What a caller may reach without signing in; every other path is refused here, before a service is asked. */
const PUBLIC = new Set(['POST /v1/tenancy/sessions', 'POST /v1/tenancy/sessions/refresh', 'GET /v1/tenancy/jwks', 'POST /v1/tenancy/tenants']);

const unavailable = (status: 503 | 504): Problem => new Problem({
  status, code: status === 504 ? 'upstream_timeout' : 'upstream_unavailable',
  title: status === 504 ? { zh: '服务没有及时回答；查过记录再决定要不要重试', en: 'The service did not answer in time; look at the record before trying again' } : { zh: '服务暂时不可用，什么都没有改', en: 'The service is unavailable; nothing was changed' },
});

/** Routes /v1/<service>/… to its service with the caller's identity, limits and module switch in front. */
export async function routeServices(fastify: FastifyInstance, config: GatewayEnvironment, auth: Authentication, limits: RateLimits, log: Logger): Promise<void> {
  fastify.decorateRequest('identity', undefined);
  for (const { name, variable, module } of UPSTREAMS) {
    await fastify.register(proxy as never, {
      upstream: config[variable], prefix: `/v1/${name}`, rewritePrefix: `/v1/${name}`,
      undici: { connections: 64, pipelining: 1, keepAliveTimeout: 30_000, headersTimeout: 30_000, bodyTimeout: 60_000 },
      preHandler: async (request: FastifyRequest, reply: FastifyReply) => {
        checkLength(request);
        const identity = await auth.identify(request);
        request.identity = identity;
        await limits.take(identity, request, reply);
        if (!identity.caller && !PUBLIC.has(`${request.method} ${request.url.split('?', 1)[0]!}`)) throw new Problem({ status: 401, code: 'unauthenticated', title: { zh: '没有登录，或登录已过期', en: 'Not signed in, or the sign-in has expired' } });
        if (identity.caller && module) requireModule(identity.caller, module);
        void reply.header('x-content-type-options', 'nosniff');
        countBody(request);
      },
      replyOptions: {
        rewriteRequestHeaders: (request: FastifyRequest, headers: Record<string, string | undefined>) => {
          // Whatever a caller claims about itself is replaced by what the gateway found out.
          delete headers['authorization'];
          delete headers['x-api-key'];
          headers['x-luyue-context'] = request.identity!.sealed;
          headers['x-request-id'] ??= randomUUID();
          headers['traceparent'] = request.traceparent;
          headers['x-forwarded-for'] = request.ip;
          headers['x-forwarded-proto'] = request.protocol;
          return headers;
        },
        onError: async (reply: FastifyReply, { error }: { error: Error & { code?: string } }) => {
          const tooLarge = await brokenOff(error, reply);
          if (tooLarge) return sendProblem(log, tooLarge, reply.request, reply);
          const timeout = /TIMEOUT/i.test(error.code ?? '') || /timeout/i.test(error.message);
          log.warn({ err: error, upstream: name }, 'upstream failed');
          if (!timeout) void reply.header('retry-after', '1');
          return sendProblem(log, unavailable(timeout ? 504 : 503), reply.request, reply);
        },
      },
    } as never);
  }
}
