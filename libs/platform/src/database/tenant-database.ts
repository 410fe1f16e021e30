import { AsyncLocalStorage } from 'node:async_hooks';
import { EventEmitter } from 'node:events';
import type { Socket } from 'node:net';
import type { PoolClient } from 'pg';
import type { DataSource } from 'typeorm';
import type { Context } from '../auth/context.ts';
import { traceparentOf } from '../telemetry/trace.ts';
import { claimIdempotencyKey } from '../http/idempotency-store.ts';
import { statement, StatementCache } from './statements.ts';
import { Tx } from './tx.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const CLOCK = statement('tenant_clock', `SELECT clock_offset_ms FROM directory_tenant WHERE tenant_id = $1 AND id = $1`);
const OUTBOX = statement('outbox_insert', `
  INSERT INTO outbox (tenant_id, shard, event_id, type, topic, key, at, sandbox, traceparent, payload)
  SELECT $1, e.shard, e.event_id, e.type, e.topic, e.key, $2, $3, $4, e.payload
  FROM unnest($5::smallint[], $6::uuid[], $7::text[], $8::text[], $9::text[], $10::text[]) AS e(shard, event_id, type, topic, key, payload)`);

export class LostTransaction extends Error {}

interface Story { tenantId: string; client: PoolClient; manager: Tx['manager']; memory: Tx['memory']; tells: (type: string, at: Date) => boolean; events: number }

/**
 * The only door to the database. Opens the transaction and sets its tenant in the same round trip; without a tenant there is an exception,
 * never an unfiltered query.
 */
export class TenantDatabase {
  private readonly statements: StatementCache;
  /** Emits `committed` after a commit that left events: a hint for the relay, which polls anyway. */
  readonly hints = new EventEmitter();
  private readonly stories = new AsyncLocalStorage<Story>();

  constructor(readonly source: DataSource) {
    this.statements = new StatementCache(source);
  }

  /** Reads the tenant's own rows. */
  read<T>(ctx: Context, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.run(ctx, 'BEGIN READ ONLY', work);
  }

  /** Reads over the given tenants (headquarters' subtree, PF-2). Tables opt in with `secureTable(..., { subtree: true })`. */
  readSubtree<T>(ctx: Context, tenants: string[], work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.run(ctx, 'BEGIN READ ONLY', work, tenants);
  }

  /** Changes the tenant's own rows; published events commit with them, or nothing does. */
  write<T>(ctx: Context, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.run(ctx, 'BEGIN', work);
  }

  /**
   * The same transaction continued for another tenant: only the directory's owner (tenancy) and consumers of many tenants' events need it.
   * The caller stays answerable that it may. An Idempotency-Key is claimed in the tenant of the context that carries it.
   */
  async writeMany<T>(contexts: Context[], work: (tx: Tx, ctx: Context) => Promise<T>): Promise<T[]> {
    return this.session(async (client, manager) => {
      const results: T[] = [];
      let events = 0;
      for (const [i, ctx] of contexts.entries()) {
        const tx = await this.open(ctx, client, manager, i === 0 ? 'BEGIN; ' : '');
        if (ctx.idempotency && !ctx.idempotency.claimed) await claimIdempotencyKey(tx, ctx.idempotency);
        results.push(await work(tx, ctx));
        this.flush(client, tx);
        events += tx.events.length + tx.sent;
      }
      await this.commit(client, events);
      return results;
    });
  }

  /**
   * One transaction around many: what a loader of history (decision 0006) tells of one thing, by the services' own methods, each of which finds its usual door and is at the time
   * of its `Context.at`. All of it is kept, or nothing. `tells` says which events still concern anybody; those of the past that do not are left out. Not to be used
   * with steps at the same time.
   */
  story<T>(ctx: Context, tells: Story['tells'], work: () => Promise<T>): Promise<T> {
    return this.session(async (client, manager) => {
      await this.open(ctx, client, manager, 'BEGIN; ');
      const story: Story = { tenantId: ctx.tenantId, client, manager, memory: new Map(), tells, events: 0 };
      const result = await this.stories.run(story, work);
      await this.commit(client, story.events);
      return result;
    });
  }

  private async told<T>(story: Story, ctx: Context, work: (tx: Tx) => Promise<T>): Promise<T> {
    if (ctx.tenantId !== story.tenantId || !ctx.at) throw new Error('A story is of one tenant, and each of its steps has its time');
    const tx = new Tx(ctx, ctx.at, story.client, story.manager, this.statements, story.memory, true);
    const result = await work(tx);
    const telling = tx.events.filter((e) => story.tells(e.type, tx.now));
    tx.events.splice(0, tx.events.length, ...telling);
    this.flush(story.client, tx);
    story.events += telling.length;
    return result;
  }

  private run<T>(ctx: Context, begin: string, work: (tx: Tx) => Promise<T>, tenants?: string[]): Promise<T> {
    const story = this.stories.getStore();
    if (story) return this.told(story, ctx, work);
    return this.session(async (client, manager) => {
      const writing = begin === 'BEGIN';
      const tx = await this.open(ctx, client, manager, `${begin}; `, tenants);
      if (writing && ctx.idempotency && !ctx.idempotency.claimed) await claimIdempotencyKey(tx, ctx.idempotency);
      const result = await work(tx);
      // A reader need not wait for its COMMIT: the next transaction of this connection queues behind it.
      if (!writing) queue(client.query('COMMIT'));
      else {
        this.flush(client, tx);
        await this.commit(client, tx.events.length + tx.sent);
      }
      return result;
    });
  }

  /** BEGIN, the tenant and the first statement go out in one write. Ids are checked because SET takes no parameters. */
  private async open(ctx: Context, client: PoolClient, manager: Tx['manager'], begin: string, tenants?: string[]): Promise<Tx> {
    if (!ctx.tenantId) throw new Error('No tenant in the context');
    for (const id of [ctx.tenantId, ...(tenants ?? [])]) if (!UUID.test(id)) throw new Error(`Not a tenant id: ${id}`);
    holdWrites(client);
    queue(client.query(`${begin}SET LOCAL app.tenant = '${ctx.tenantId}'${tenants ? `; SET LOCAL app.tenants = '{${tenants.join(',')}}'` : ''}`));
    // Only a sandbox has a clock of its own, so that no other tenant pays for the question.
    const offset = ctx.sandbox ? await clockOffset(client, ctx.tenantId) : 0;
    return new Tx(ctx, ctx.at ?? new Date(Date.now() + offset), client, manager, this.statements);
  }

  private flush(client: PoolClient, tx: Tx): void {
    holdWrites(client);
    if (!tx.events.length) return;
    const column = <K extends keyof Tx['events'][number]>(key: K): unknown[] => tx.events.map((e) => e[key]);
    queue(client.query({ ...OUTBOX, values: [tx.tenantId, tx.now, tx.ctx.sandbox, traceparentOf(tx.ctx),
      column('shard'), column('eventId'), column('type'), column('topic'), column('key'), column('payload')] }));
  }

  private async commit(client: PoolClient, events: number): Promise<void> {
    const done = await client.query('COMMIT');
    // COMMIT after a failed statement "succeeds" with the tag ROLLBACK.
    if (done.command !== 'COMMIT') throw new LostTransaction('The transaction was rolled back by an earlier failure');
    if (events) this.hints.emit('committed');
  }

  private async session<T>(work: (client: PoolClient, manager: Tx['manager']) => Promise<T>): Promise<T> {
    const runner = this.source.createQueryRunner();
    const client = (await runner.connect()) as PoolClient;
    // The transaction is ours, not TypeORM's: BEGIN and the tenant travel together with the first statement.
    const state = runner as { isTransactionActive: boolean };
    state.isTransactionActive = true;
    try {
      return await work(client, runner.manager);
    } catch (error) {
      await client.query('ROLLBACK').catch(() => undefined);
      throw error;
    } finally {
      state.isTransactionActive = false;
      await runner.release();
    }
  }
}

/** Everything sent within this turn of the loop leaves in one system call, which costs more than the statement's own work. */
function holdWrites(client: PoolClient): void {
  const { stream } = (client as unknown as { connection: { stream: Socket } }).connection;
  stream.cork();
  process.nextTick(() => stream.uncork());
}

/** Sends without waiting: a failure aborts the transaction and surfaces at the next awaited statement. */
function queue(sent: Promise<unknown>): void {
  sent.catch(() => undefined);
}

async function clockOffset(client: PoolClient, tenantId: string): Promise<number> {
  const { rows } = await client.query<{ clock_offset_ms: string }>({ ...CLOCK, values: [tenantId] });
  return Number(rows[0]?.clock_offset_ms ?? 0);
}
