import files from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { addressOf, type GatewayEnvironment, UPSTREAMS } from '../config.ts';
import { mergeDocuments } from './openapi-merge.ts';

const initializer = `window.onload = () => { window.ui = SwaggerUIBundle({ url: '/openapi.json', dom_id: '#swagger-ui', deepLinking: true, presets: [SwaggerUIBundle.presets.apis, SwaggerUIStandalonePreset], layout: 'StandaloneLayout' }); };`;

/** `/openapi.json` of all services, and Swagger UI at `/docs`, self-hosted: it calls nobody outside. */
export async function serveDocs(fastify: FastifyInstance, config: GatewayEnvironment): Promise<void> {
  let merged: Promise<object> | undefined;
  const load = async (): Promise<object> => {
    const documents = new Map<string, unknown>();
    for (const { name, variable } of UPSTREAMS) {
      const response = await fetch(`${addressOf(config, variable)}/openapi.json`, { signal: AbortSignal.timeout(10_000) });
      if (!response.ok) throw new Error(`${name} has no OpenAPI document: ${response.status}`);
      documents.set(name, await response.json());
    }
    return mergeDocuments(documents);
  };
  fastify.get('/openapi.json', () => {
    // Kept once it is whole; a service that was not up yet is asked again next time.
    merged ??= load().catch((error: unknown) => { merged = undefined; throw error; });
    return merged;
  });
  const root = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  fastify.get('/docs', (_request, reply) => reply.redirect('/docs/'));
  fastify.get('/docs/swagger-initializer.js', (_request, reply) => reply.type('application/javascript').send(initializer));
  await fastify.register(files as never, { root, prefix: '/docs/', decorateReply: false, index: 'index.html' } as never);
}
