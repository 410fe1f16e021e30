import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import type { PoolClient } from 'pg';
import type { Logger } from 'pino';
import { type Context, LOG, TenantDatabase, WORKS } from '@luyue/platform';
import { CHANNEL } from './hints.ts';
import { type Outlet, StreamClient } from './stream-client.ts';
import { type Signal, sightOf } from './stream.rules.ts';

const PING_MS = 15_000;
const PATIENCE_MS = 60_000;
/** A stream lives as long as an access token: the next one is opened with the rights of then. */
const MAX_AGE_MS = 900_000;
const AGAIN_MS = 500;

/**
 * The open streams of this process. One connection listens to the database's notifications for all of them; when it is lost, so are hints,
 * and every stream ends so that its reader connects again and asks for everything.
 */
@Injectable()
export class StreamHub implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly clients = new Map<string, Set<StreamClient>>();
  private readonly timer: NodeJS.Timeout;
  private stopping = false;
  private listening: Promise<void> = Promise.resolve();
  private hangUp: () => void = () => undefined;

  constructor(private readonly database: TenantDatabase, @Inject(WORKS) private readonly works: Set<string>, @Inject(LOG) private readonly log: Logger) {
    this.timer = setInterval(() => this.beat(Date.now()), PING_MS).unref();
  }

  async onApplicationBootstrap(): Promise<void> {
    if (!this.works.has('http')) return;
    await new Promise<void>((ready) => { this.listening = this.listen(ready); });
  }

  /** Before the server closes: it would wait for open streams for ever. */
  async onModuleDestroy(): Promise<void> {
    this.stopping = true;
    clearInterval(this.timer);
    this.hangUp();
    this.endAll();
    await this.listening;
  }

  join(ctx: Context, out: Outlet): StreamClient {
    const client = new StreamClient(out, ctx.tenantId, ctx.userId, sightOf(ctx.grants), Date.now());
    const mates = this.clients.get(ctx.tenantId) ?? new Set();
    this.clients.set(ctx.tenantId, mates.add(client));
    out.on('close', () => this.leave(client));
    if (this.stopping) client.end();
    return client;
  }

  get size(): number { return [...this.clients.values()].reduce((sum, set) => sum + set.size, 0); }

  beat(now: number): void {
    for (const client of [...this.clients.values()].flatMap((set) => [...set])) {
      if (now - client.openedAt > MAX_AGE_MS) client.end();
      else client.ping(now, PATIENCE_MS);
    }
  }

  private leave(client: StreamClient): void {
    const mates = this.clients.get(client.tenantId);
    mates?.delete(client);
    if (!mates?.size) this.clients.delete(client.tenantId);
  }

  private endAll(): void {
    for (const set of this.clients.values()) for (const client of set) client.end();
  }

  /** Until stopped: a connection of its own, and another one when that is lost. `ready` once it first listens. */
  private async listen(ready: () => void): Promise<void> {
    while (!this.stopping) {
      const runner = this.database.source.createQueryRunner();
      try {
        const client = (await runner.connect()) as PoolClient;
        const lost = new Promise<void>((resolve) => { this.hangUp = resolve; client.once('end', resolve); client.once('error', () => resolve()); });
        client.on('notification', ({ payload }) => this.deliver(JSON.parse(payload ?? '{}') as Signal));
        await client.query(`LISTEN ${CHANNEL}`);
        ready();
        if (!this.stopping) await lost;
        client.removeAllListeners('notification');
        if (this.stopping) await client.query('UNLISTEN *').catch(() => undefined);
      } catch (error) {
        if (!this.stopping) this.log.warn({ err: error }, 'stream: not listening, again');
      } finally {
        await runner.release();
      }
      if (this.stopping) return;
      this.endAll();
      await sleep(AGAIN_MS);
    }
  }

  private deliver(signal: Signal): void {
    for (const client of this.clients.get(signal.t) ?? []) {
      for (const [topic, id, unitId] of signal.c ?? []) client.changed(topic, id, unitId);
      for (const [userId, unread] of signal.i ?? []) if (userId === client.userId) client.inbox(unread);
    }
  }
}
