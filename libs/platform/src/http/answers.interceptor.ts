import { createHash } from 'node:crypto';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { catchError, from, map, mergeMap, type Observable, throwError } from 'rxjs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Context } from '../auth/context.ts';
import type { TenantDatabase } from '../database/tenant-database.ts';
import { etagOf } from './etag.ts';
import { findIdempotencyKey, IdempotencyTaken, saveAnswer, type Stored } from './idempotency-store.ts';
import { Problem, refuse } from './problem.ts';

const hashOf = (request: FastifyRequest): string => createHash('sha256').update(`${request.method} ${request.url}\n`).update(JSON.stringify(request.body ?? null)).digest('base64');

/**
 * ETag from the version of a single resource, and Idempotency-Key on POST: 400 malformed, 409 still running, 422 same key with another body,
 * else the first answer again (24 h). The claim itself commits with the effect (idempotency-store.ts).
 */
export class AnswersInterceptor implements NestInterceptor {
  constructor(private readonly database: TenantDatabase) {}

  intercept(host: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (host.getType() !== 'http') return next.handle();
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const key = request.headers['idempotency-key'] as string | undefined;
    const answered = (body: unknown): unknown => {
      const version = (body as { version?: unknown } | null | undefined)?.version;
      if (typeof version === 'number') void reply.header('etag', etagOf(version));
      return body;
    };
    if (request.method !== 'POST' || key === undefined || !request.luyue) return next.handle().pipe(map(answered));
    if (!/^[\x21-\x7e]{8,128}$/.test(key)) throw refuse.field('Idempotency-Key', 'format', { zh: '应是 8 到 128 个可见字符', en: 'should be 8 to 128 visible characters' });

    const ctx = request.luyue;
    const hash = hashOf(request);
    const idempotency = { key, hash, claimed: false };
    return from(this.find(ctx, key)).pipe(mergeMap((stored) => {
      if (stored) return from(this.replay(ctx, key, hash, stored, reply));
      ctx.idempotency = idempotency;
      return next.handle().pipe(
        map(answered),
        mergeMap(async (body) => {
          ctx.idempotency = undefined;
          if (idempotency.claimed) await this.database.write(ctx, (tx) => saveAnswer(tx, key, reply.statusCode, JSON.stringify(body ?? null), (reply.getHeader('etag') as string | undefined) ?? null));
          return body;
        }),
        catchError((error: unknown) => {
          ctx.idempotency = undefined;
          return error instanceof IdempotencyTaken ? from(this.find(ctx, key).then((s) => this.replay(ctx, key, hash, s, reply))) : throwError(() => error);
        }),
      );
    }));
  }

  private find(ctx: Context, key: string): Promise<Stored | undefined> {
    return this.database.read({ ...ctx, idempotency: undefined }, (tx) => findIdempotencyKey(tx, key));
  }

  private async replay(ctx: Context, key: string, hash: string, stored: Stored | undefined, reply: FastifyReply): Promise<unknown> {
    // The first request has committed but its answer is still being written: wait a moment for it.
    for (let tries = 0; stored && stored.hash === hash && stored.status === null && tries < 10; tries += 1) {
      await sleep(50);
      stored = await this.find(ctx, key);
    }
    if (!stored) throw running();
    if (stored.hash !== hash) throw new Problem({ status: 422, code: 'idempotency_mismatch', title: { zh: '同一个 Idempotency-Key 用在了不同的内容上', en: 'The Idempotency-Key was used with another body' } });
    if (stored.status === null) throw running();
    void reply.status(stored.status).header('idempotency-replayed', 'true');
    if (stored.etag) void reply.header('etag', stored.etag);
    return JSON.parse(stored.body ?? 'null') as unknown;
  }
}

const running = (): Problem => refuse.conflict('idempotency_running', { zh: '同一个请求已经办了或正在办，请读取记录', en: 'The same request was or is being carried out; read the record' });
