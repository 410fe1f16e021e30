import { context, propagation, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { randomUUID } from 'node:crypto';
import type { Context } from '../auth/context.ts';

declare module 'fastify' {
  interface FastifyRequest { traceparent?: string; span?: Span }
}

const tracer = () => trace.getTracer('luyue');

/** A W3C traceparent: the caller's, the active span's, or a new one, so that every log line and problem has a trace id. */
export function newTraceparent(): string {
  // randomUUID draws from a pool: a fifth of the price of randomBytes.
  const id = randomUUID().replaceAll('-', '');
  return `00-${id}-${id.slice(8, 24)}-00`;
}

export const traceIdOf = (traceparent: string | undefined): string => traceparent?.split('-')[1] ?? '';

/** The active span as a traceparent, when a collector is at work. */
function activeTraceparent(): string | undefined {
  const carrier: Record<string, string> = {};
  propagation.inject(context.active(), carrier);
  return carrier['traceparent'];
}

/** What an event carries on: the span that publishes it, else what the request came with. */
export const traceparentOf = (ctx: Context): string => activeTraceparent() ?? ctx.traceparent ?? newTraceparent();

const parentOf = (traceparent: string | undefined) => (traceparent ? propagation.extract(context.active(), { traceparent }) : context.active());

/**
 * A server span around every request of a Fastify instance, continuing the caller's trace; everything the request does runs inside it. Without
 * a collector only the trace id travels, and costs next to nothing.
 */
export function traceRequests(fastify: FastifyInstance): void {
  fastify.decorateRequest('traceparent', undefined);
  fastify.decorateRequest('span', undefined);
  fastify.addHook('onRequest', (request: FastifyRequest, _reply, done) => {
    const came = request.headers['traceparent'] as string | undefined;
    const span = tracer().startSpan(`${request.method} ${request.routeOptions.url ?? ''}`, { kind: SpanKind.SERVER, attributes: { 'http.request.method': request.method, 'http.route': request.routeOptions.url ?? '' } }, parentOf(came));
    request.span = span;
    context.with(trace.setSpan(context.active(), span), () => {
      request.traceparent = activeTraceparent() ?? came ?? newTraceparent();
      done();
    });
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    request.span?.setAttribute('http.response.status_code', reply.statusCode);
    if (reply.statusCode >= 500) request.span?.setStatus({ code: SpanStatusCode.ERROR });
    request.span?.end();
    done();
  });
}

/** Runs the handling of events in a span that continues the trace of the one that published the first of them. */
export async function inConsumerSpan<T>(type: string, count: number, traceparent: string, work: () => Promise<T>): Promise<T> {
  return tracer().startActiveSpan(`consume ${type}`, { kind: SpanKind.CONSUMER, attributes: { 'messaging.operation.type': 'process', 'messaging.batch.message_count': count } }, parentOf(traceparent), async (span) => {
    try {
      return await work();
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.message : String(error) });
      throw error;
    } finally {
      span.end();
    }
  });
}
