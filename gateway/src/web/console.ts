import files from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { refuse } from '@luyue/platform';

/** Serves the built console; a deep link answers its page, everything unknown else a 404 problem. */
export async function serveConsole(fastify: FastifyInstance, directory: string | undefined): Promise<void> {
  if (directory) {
    await fastify.register(files as never, {
      root: join(directory, 'assets'), prefix: '/assets/', immutable: true, maxAge: '365d', preCompressed: true, decorateReply: false, index: false,
    } as never);
  }
  // The phone page's service worker: at the root, because it answers for all pages, and asked for anew each time.
  if (directory) fastify.get('/sw.js', async (_request, reply) => reply.type('text/javascript; charset=utf-8').header('cache-control', 'no-cache').send(await readFile(join(directory, 'sw.js'))));
  fastify.get('/*', async (request, reply) => {
    const path = request.url.split('?', 1)[0]!;
    if (!directory || path.startsWith('/v1/') || path.startsWith('/assets/') || !/text\/html/.test(request.headers.accept ?? '')) throw refuse.notFound({ zh: '页面', en: 'page' });
    // Read anew: a console that is built while the gateway runs has other asset names. /c is the page of a client, whose secret stands behind #.
    return reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(await readFile(join(directory, path === '/c' ? 'client.html' : 'index.html')));
  });
}
