import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { randomUUID } from 'node:crypto';
import type { Context } from '../auth/context.ts';
import type { InternalTokenVerifier } from '../auth/internal-token.ts';
import { refuse } from './problem.ts';

declare module 'fastify' {
  interface FastifyRequest { luyue?: Context | null }
}

/** Paths of the process itself; everything else needs the gateway's internal token. */
const OPEN_PATHS = new Set(['/health', '/ready', '/metrics', '/openapi.json']);

/** Verifies the gateway's token and hangs the context on the request. `null` is a caller who has not signed in. */
export function readContext(fastify: FastifyInstance, verifier: InternalTokenVerifier): void {
  fastify.decorateRequest('luyue', undefined);
  fastify.addHook('onRequest', (request, _reply, done) => {
    if (OPEN_PATHS.has(request.url)) return done();
    const caller = verifier.open((request.headers['x-luyue-context'] as string | undefined) ?? '');
    if (caller === undefined) return done(refuse.unauthenticated('no_internal_token'));
    request.luyue = caller && { ...caller, requestId: (request.headers['x-request-id'] as string | undefined) ?? randomUUID(), traceparent: request.traceparent, language: languageOf(request) };
    done();
  });
}

export const languageOf = (request: Pick<FastifyRequest, 'headers'>): 'zh' | 'en' => (/^en\b/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'zh');

/** The signed-in caller. Answers 401 where there is none. */
export const Caller = createParamDecorator((_: unknown, host: ExecutionContext): Context => {
  const { luyue } = host.switchToHttp().getRequest<FastifyRequest>();
  if (!luyue) throw refuse.unauthenticated();
  return luyue;
});
