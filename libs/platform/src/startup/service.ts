import { type DynamicModule, type INestApplication, Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { DataSource, type EntityTarget, type ObjectLiteral } from 'typeorm';
import { InternalTokenVerifier } from '../auth/internal-token.ts';
import type { Broker } from '../brokers/broker.ts';
import { EmbeddedBroker } from '../brokers/embedded-broker.ts';
import { EventTransport } from '../brokers/event-transport.ts';
import { KafkaBroker } from '../brokers/kafka-broker.ts';
import { type ServiceEnvironment, workOf } from '../config/config.ts';
import { GuardedClient } from '../database/guarded-client.ts';
import { migrate, type Migration } from '../database/migrate.ts';
import { Numbers } from '../database/numbers.ts';
import { TenantDatabase } from '../database/tenant-database.ts';
import { AnswersInterceptor } from '../http/answers.interceptor.ts';
import { openApi } from '../http/openapi.ts';
import { ProblemFilter } from '../http/problem-filter.ts';
import { readContext } from '../http/request-context.ts';
import { validationPipe } from '../http/validation.ts';
import { deadLettersHttp } from '../inbox/dead-letter-routes.ts';
import { DeadLetters } from '../inbox/dead-letters.ts';
import { isTransient } from '../inbox/dispatcher.ts';
import { OutboxRelay } from '../outbox/outbox-relay.ts';
import { createLogger, NestLogger } from '../telemetry/logger.ts';
import { Metrics } from '../telemetry/metrics.ts';
import { TenantTurns } from '../work/tenant-turns.ts';
import { traceRequests } from '../telemetry/trace.ts';
import { allTopics } from './topics.ts';

export interface ServiceDefinition {
  /** The bounded context: name of the service, of its database and of its consumer group. */
  name: string;
  module: Type;
  entities: EntityTarget<ObjectLiteral>[];
  migrations: Migration[];
  /** Fastify plugins that only this service needs, such as multipart uploads. */
  configure?: (fastify: FastifyInstance) => Promise<unknown>;
}

export interface RunningService {
  app: INestApplication;
  port: number;
  stop: () => Promise<void>;
}

/** Injection tokens of what the platform gives to every room. */
export const CONFIG = Symbol('config');
export const LOG = Symbol('log');
export const BROKER = Symbol('broker');
export const WORKS = Symbol('works');

interface Parts { config: ServiceEnvironment; log: Logger; source: DataSource; database: TenantDatabase; broker: Broker; transport: EventTransport; metrics: Metrics }

@Module({})
class PlatformModule {
  static of(parts: Parts): DynamicModule {
    const providers = [
      { provide: CONFIG, useValue: parts.config }, { provide: LOG, useValue: parts.log }, { provide: BROKER, useValue: parts.broker }, { provide: WORKS, useValue: workOf(parts.config) },
      { provide: DataSource, useValue: parts.source }, { provide: TenantDatabase, useValue: parts.database }, { provide: Numbers, useValue: new Numbers(parts.database) },
      { provide: TenantTurns, useValue: new TenantTurns(parts.log, (work) => parts.metrics.failedTurns.inc({ work })) },
      { provide: DeadLetters, useFactory: () => new DeadLetters(parts.database, () => parts.transport.dispatcher) },
    ];
    return { module: PlatformModule, global: true, providers, exports: providers.map((p) => p.provide) };
  }
}

@Module({})
class RootModule {}

function brokerOf(config: ServiceEnvironment, log: Logger): Broker {
  return config.BROKER === 'kafka' ? new KafkaBroker(config.KAFKA_BOOTSTRAP, config.SERVICE_NAME, log) : new EmbeddedBroker(config.BROKER_DATABASE_URL, log);
}

/** How long a start waits for its database and its broker. */
const PATIENCE_MS = 30_000;

/** Who starts before what it needs, or while that restarts, waits for it; any other failure ends the start at once. */
async function patiently<T>(log: Logger, work: () => Promise<T>): Promise<T> {
  for (const end = Date.now() + PATIENCE_MS; ; await sleep(200)) {
    try {
      return await work();
    } catch (error) {
      if (!isTransient(error) || Date.now() > end) throw error;
      log.warn({ err: error }, 'not there yet, waiting for it');
    }
  }
}

/**
 * Starts a service in one call: migrations (when the owner's address is given), database, broker, HTTP, event handlers, relay, health and metrics
 * (PF-18). The order lets no event arrive before the modules are ready. `stop` takes no new work, lets the running finish, and closes everything.
 */
export async function startService(definition: ServiceDefinition, config: ServiceEnvironment): Promise<RunningService> {
  const log = createLogger(definition.name, config.LOG_LEVEL);
  const works = workOf(config);
  if (config.DATABASE_MIGRATION_URL) await patiently(log, () => migrate(definition.name, config.DATABASE_MIGRATION_URL, definition.migrations));

  const source = new DataSource({
    type: 'postgres', url: config.DATABASE_URL, entities: definition.entities as never, synchronize: false, logging: false,
    poolSize: config.POOL_SIZE ?? 10, extra: { pipeline: true, application_name: definition.name, Client: GuardedClient },
  });
  await patiently(log, () => source.initialize());
  const database = new TenantDatabase(source);
  const broker = brokerOf(config, log);
  await patiently(log, () => broker.ensureTopics(allTopics()));
  const transport = new EventTransport(broker, database, definition.name, log, works.has('consume'));
  const metrics = new Metrics(definition.name, () => transport.lag());

  const adapter = new FastifyAdapter({ bodyLimit: 1_048_576, trustProxy: false, forceCloseConnections: true, routerOptions: { maxParamLength: 200 } });
  const fastify = adapter.getInstance();
  traceRequests(fastify as never);
  readContext(fastify as never, new InternalTokenVerifier(config.INTERNAL_PUBLIC_KEY));
  metrics.watch(fastify as never);
  await definition.configure?.(fastify as never);

  const root: DynamicModule = { module: RootModule, controllers: [deadLettersHttp(definition.name)], imports: [PlatformModule.of({ config, log, source, database, broker, transport, metrics }), definition.module] };
  const app = await NestFactory.create<NestFastifyApplication>(root, adapter, { logger: new NestLogger(log), abortOnError: false });
  app.useGlobalPipes(validationPipe());
  app.useGlobalFilters(new ProblemFilter(log));
  app.useGlobalInterceptors(new AnswersInterceptor(database));
  app.connectMicroservice({ strategy: transport });
  let document: object | undefined;
  fastify.get('/health', () => ({ status: 'ok' }));
  fastify.get('/ready', async () => { await source.query('SELECT 1'); return { status: 'ok', lag: await transport.lag() }; });
  fastify.get('/metrics', async (_request, reply) => reply.type(metrics.registry.contentType).send(await metrics.registry.metrics()));
  fastify.get('/openapi.json', () => (document ??= openApi(app, definition.name)));

  await app.init();
  await app.startAllMicroservices();
  const relay = works.has('relay') ? new OutboxRelay({ url: config.DATABASE_RELAY_URL, broker, log, hints: database.hints, ...(works.has('http') ? { pollMs: 25, restMs: 200 } : { pollMs: 5 }) }) : undefined;
  relay?.start();
  await app.listen(config.PORT, config.HOST ?? '127.0.0.1');
  const { port } = fastify.server.address() as { port: number };
  log.info({ port, broker: config.BROKER, work: [...works] }, 'listening');

  let stopping: Promise<void> | undefined;
  const stop = (): Promise<void> => (stopping ??= (async () => {
    await app.close();
    await relay?.stop();
    await broker.close();
    await source.destroy();
    log.info('stopped');
  })());
  return { app, port, stop };
}
