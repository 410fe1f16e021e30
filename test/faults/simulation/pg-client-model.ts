import { EventEmitter } from 'node:events';
import { type Process, here, type Timeline } from './timeline.ts';
import { ConnectionLost, type OutboxEntry, type PostgresModel } from './postgres-model.ts';

const FIELD = '\u001f';
const RECORD = '\u001e';

/** The database that a relay's address points at; set by the world before it starts one. */
export const databaseOf = new Map<string, PostgresModel>();

/**
 * Stands in for `pg.Client` under the real OutboxRelay: its three statements over the model. A statement that was sent is carried out even when
 * its sender dies; session locks go with the connection.
 */
export class PgClientModel extends EventEmitter {
  private readonly postgres: PostgresModel;
  private readonly timeline: Timeline;
  private readonly process: Process;
  private open = false;
  /** Highest id sent so far by shard, for the planted cursor. */
  private static readonly cursors = new WeakMap<PostgresModel, Map<number, number>>();

  constructor({ connectionString }: { connectionString: string }) {
    super();
    ({ timeline: this.timeline, process: this.process } = here());
    this.postgres = databaseOf.get(connectionString)!;
  }

  async connect(): Promise<void> {
    await this.timeline.sleep(this.postgres.latency());
    if (!this.postgres.up) throw new ConnectionLost('connection refused');
    this.open = true;
    this.postgres.connected(() => this.lost());
    this.process.dies(() => this.close());
  }

  query(statement: string | { name: string; values: unknown[] }, values: unknown[] = []): Promise<{ rows: object[] }> {
    const [name, parameters] = typeof statement === 'string' ? ['claim_shards', values] : [statement.name, statement.values];
    return new Promise((done, fail) => {
      if (!this.open) return fail(new ConnectionLost('Client has encountered a connection error and is not queryable'));
      this.timeline.after(this.postgres.latency(), () => {
        if (!this.postgres.up) return this.process.alive ? fail(new ConnectionLost('Connection terminated unexpectedly')) : undefined;
        const rows = this.run(name, parameters);
        this.timeline.after(this.postgres.latency(), () => {
          if (!this.process.alive) return;
          if (this.open) done({ rows });
          else fail(new ConnectionLost('Connection terminated unexpectedly'));
        });
      });
    });
  }

  end(): Promise<void> {
    this.close();
    return Promise.resolve();
  }

  /** The connection breaks while the process lives on. */
  lost(): void {
    if (!this.open) return;
    this.close();
    if (this.process.alive) this.emit('error', new ConnectionLost('Connection terminated unexpectedly'));
  }

  private close(): void {
    this.open = false;
    for (const [shard, owner] of this.postgres.sessionLocks) if (owner === this) this.postgres.sessionLocks.delete(shard);
  }

  private run(name: string, values: unknown[]): object[] {
    if (name === 'claim_shards') return (values[0] as number[]).map((shard) => ({ shard, got: this.lockShard(shard) }));
    if (name === 'outbox_claim') return [{ packed: this.claim(values[0] as number[], Math.max(1, Math.floor(values[1] as number))) }];
    for (const [i, shard] of (values[0] as number[]).entries()) this.postgres.remove(shard, Number((values[1] as string[])[i]));
    return [];
  }

  private lockShard(shard: number): boolean {
    if (!this.open || this.postgres.sessionLocks.has(shard)) return false;
    this.postgres.sessionLocks.set(shard, this);
    return true;
  }

  private claim(shards: number[], limit: number): string | null {
    // Small batches, so that a crash finds work half done.
    const entries = shards.flatMap((shard) => this.visible(shard).slice(0, Math.min(limit, 3)));
    if (this.postgres.planted === 'relay that deletes before it sends') for (const entry of entries) this.postgres.remove(entry.shard, entry.id);
    return entries.length ? entries.map(pack).join(RECORD) : null;
  }

  private visible(shard: number): OutboxEntry[] {
    const waiting = this.postgres.outbox.get(shard) ?? [];
    if (this.postgres.planted === 'relay without an order') return this.postgres.random.shuffle(waiting);
    if (this.postgres.planted !== 'relay with a cursor') return waiting;
    const cursors = PgClientModel.cursors.get(this.postgres) ?? new Map<number, number>();
    PgClientModel.cursors.set(this.postgres, cursors);
    const next = waiting.filter(({ id }) => id > (cursors.get(shard) ?? 0)).slice(0, 3);
    if (next.length) cursors.set(shard, next.at(-1)!.id);
    return next;
  }
}

const pack = (e: OutboxEntry): string => [e.id, e.shard, e.eventId, e.type, e.topic, e.key, e.at, e.tenantId, e.sandbox ? 't' : 'f', e.traceparent, e.payload].join(FIELD);
