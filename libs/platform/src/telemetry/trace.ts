import { context, propagation, trace, type Span, SpanKind, SpanStatusCode } from '@opentelemetry/api';
import { randomUUID } from 'node:crypto';
import type { Context } from '../auth/context.ts';

const tracer = () => trace.getTracer('luyue');

/** A W3C traceparent: the caller's, the active span's, or a new one, so that every log line and problem has a trace id. */
export function newTraceparent(): string {
  // randomUUID draws from a pool: a fifth of the price of randomBytes.
  const id = randomUUID().replaceAll('-', '');
  return `00-${id}-${id.slice(8, 24)}-00`;
}

export const traceIdOf = (traceparent: string | undefined): string => traceparent?.split('-')[1] ?? '';

export function traceparentOf(ctx: Context): string {
  const carrier: Record<string, string> = {};
  propagation.inject(context.active(), carrier);
  return carrier['traceparent'] ?? ctx.traceparent ?? newTraceparent();
}

/** Runs `work` in a span that continues `traceparent` (from an HTTP header or an event). Costs next to nothing when no exporter is configured. */
export async function inSpan<T>(name: string, kind: SpanKind, traceparent: string | undefined, attributes: Record<string, string>, work: (span: Span) => Promise<T>): Promise<T> {
  const parent = traceparent ? propagation.extract(context.active(), { traceparent }) : context.active();
  return tracer().startActiveSpan(name, { kind, attributes }, parent, async (span) => {
    try {
      return await work(span);
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.message : String(error) });
      throw error;
    } finally {
      span.end();
    }
  });
}
