import helmet from '@fastify/helmet';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { Registry, collectDefaultMetrics } from 'prom-client';
import { createLogger, NestLogger, type RunningService, sendProblem, traceRequests } from '@luyue/platform';
import { Authentication } from './auth/authenticate.ts';
import { addressOf, GatewayEnvironment, UPSTREAMS } from './config.ts';
import { serveDocs } from './docs/docs.ts';
import { RateLimits } from './limits/rate-limits.ts';
import { routeServices } from './proxy/proxy.ts';
import { serveConsole } from './web/console.ts';

@Module({})
class GatewayModule {}

export const Environment = GatewayEnvironment;

const CSP = { directives: { defaultSrc: [`'self'`], imgSrc: [`'self'`, 'data:', 'blob:'], styleSrc: [`'self'`, `'unsafe-inline'`], fontSrc: [`'self'`, 'data:'], connectSrc: [`'self'`], objectSrc: [`'none'`], frameAncestors: [`'none'`], upgradeInsecureRequests: null } };

/** The one door from outside: who calls, whether they may, how often, and where it goes. */
export async function createApp(config: GatewayEnvironment): Promise<RunningService> {
  const log = createLogger('gateway', config.LOG_LEVEL);
  const adapter = new FastifyAdapter({ bodyLimit: 11 * 1_048_576, trustProxy: config.TRUSTED_PROXIES ?? false, forceCloseConnections: true });
  const fastify = adapter.getInstance() as unknown as FastifyInstance;
  const registry = new Registry();
  registry.setDefaultLabels({ service: 'gateway' });
  collectDefaultMetrics({ register: registry });

  const limits = new RateLimits({ tenant: config.LIMIT_TENANT ?? 20_000, caller: config.LIMIT_CALLER ?? 2_000, anonymous: config.LIMIT_ANONYMOUS ?? 200, link: config.LIMIT_LINK ?? 60 });
  traceRequests(fastify);
  // A scope of our own: Nest sets the error handler of the root.
  await fastify.register(async (own) => {
    own.setErrorHandler((error, request, reply) => sendProblem(log, error, request, reply));
    await routeServices(own, config, new Authentication(config.INTERNAL_PRIVATE_KEY, addressOf(config, 'TENANCY_URL')), limits, log);
    serveHealth(own, config, registry);
    // Pages need the whole set of headers, data only its content type believed. Inline styles are antd's; scripts are ours alone.
    await own.register(async (pages) => {
      await pages.register(helmet as never, { contentSecurityPolicy: CSP, crossOriginEmbedderPolicy: false, strictTransportSecurity: false } as never);
      await serveDocs(pages, config);
      await serveConsole(pages, config.CONSOLE_DIR);
    });
  });

  const app = await NestFactory.create<NestFastifyApplication>(GatewayModule, adapter, { logger: new NestLogger(log), abortOnError: false, bodyParser: false });
  await app.listen(config.PORT, config.HOST ?? '127.0.0.1');
  const { port } = fastify.server.address() as { port: number };
  log.info({ port }, 'listening');
  let stopping: Promise<void> | undefined;
  return { app, port, stop: () => (stopping ??= app.close()) };
}

function serveHealth(fastify: FastifyInstance, config: GatewayEnvironment, registry: Registry): void {
  fastify.get('/health', () => ({ status: 'ok' }));
  fastify.get('/ready', async (_request, reply) => {
    const states = await Promise.all(UPSTREAMS.map(async ({ name, variable }) => [name, await fetch(`${addressOf(config, variable)}/health`, { signal: AbortSignal.timeout(2_000) }).then((r) => r.ok, () => false)] as const));
    const ready = states.every(([, up]) => up);
    return reply.status(ready ? 200 : 503).send({ status: ready ? 'ok' : 'waiting', services: Object.fromEntries(states) });
  });
  fastify.get('/metrics', async (_request, reply) => reply.type(registry.contentType).send(await registry.metrics()));
}
