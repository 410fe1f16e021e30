import files from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { refuse } from '@luyue/platform';

/** Serves the built console; a deep link answers its page, everything unknown else a 404 problem. */
export async function serveConsole(fastify: FastifyInstance, directory: string | undefined): Promise<void> {
  const page = directory ? readFileSync(join(directory, 'index.html')) : undefined;
  if (directory) {
    await fastify.register(files as never, {
      root: join(directory, 'assets'), prefix: '/assets/', immutable: true, maxAge: '365d', preCompressed: true, decorateReply: false, index: false,
    } as never);
  }
  fastify.get('/*', (request, reply) => {
    const path = request.url.split('?', 1)[0]!;
    if (!page || path.startsWith('/v1/') || path.startsWith('/assets/') || !/text\/html/.test(request.headers.accept ?? '')) throw refuse.notFound({ zh: '页面', en: 'page' });
    return reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(page);
  });
}
