import type { FastifyInstance } from 'fastify';
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

/** Prometheus metrics of one service; the registry belongs to the service, so that several share a process. */
export class Metrics {
  readonly registry = new Registry();
  readonly requests: Histogram<'method' | 'route' | 'status'>;
  readonly deadLetters: Counter<'type'>;
  readonly failedTurns: Counter<'work'>;
  readonly lag: Gauge;

  constructor(service: string, lag: () => Promise<number>) {
    this.registry.setDefaultLabels({ service });
    collectDefaultMetrics({ register: this.registry });
    this.requests = new Histogram({ name: 'http_request_duration_seconds', help: 'HTTP requests', labelNames: ['method', 'route', 'status'], buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5], registers: [this.registry] });
    this.deadLetters = new Counter({ name: 'dead_letters_total', help: 'Events that became dead letters', labelNames: ['type'], registers: [this.registry] });
    this.failedTurns = new Counter({ name: 'tenant_turns_failed_total', help: 'Turns of one tenant in the work that comes by itself that failed and come again', labelNames: ['work'], registers: [this.registry] });
    this.lag = new Gauge({ name: 'consumer_lag', help: 'Events waiting for this service', registers: [this.registry], collect: async () => this.lag.set(await lag().catch(() => -1)) });
  }

  watch(fastify: FastifyInstance): void {
    fastify.addHook('onResponse', (request, reply, done) => {
      this.requests.observe({ method: request.method, route: request.routeOptions.url ?? 'unknown', status: String(reply.statusCode) }, reply.elapsedTime / 1_000);
      done();
    });
  }
}
