import { Client } from 'pg';
import type { EventEmitter } from 'node:events';
import type { Logger } from 'pino';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Broker, Message } from '../brokers/broker.ts';
import { SHARDS } from './shard.ts';

const FIELD = '\u001f';
const RECORD = '\u001e';
const BATCH = 1_000;

// One packed text per claim: parsing a thousand rows costs the Node thread more than sending them. JSON escapes control characters, so the
// separators cannot occur in a payload.
const CLAIM = `
  SELECT string_agg(concat_ws(E'\\x1f', o.id, o.shard, o.event_id, o.type, o.topic, o.key,
           to_char(o.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), o.tenant_id, o.sandbox, o.traceparent, o.payload), E'\\x1e' ORDER BY o.shard, o.id) AS packed
  FROM unnest($1::smallint[]) AS own(shard)
  CROSS JOIN LATERAL (SELECT * FROM outbox WHERE shard = own.shard ORDER BY id LIMIT $2) o`;
const REMOVE = `DELETE FROM outbox o USING unnest($1::smallint[], $2::bigint[]) AS sent(shard, id) WHERE o.shard = sent.shard AND o.id = sent.id`;

export interface RelayOptions {
  url: string; broker: Broker; log: Logger;
  /** Tells of each commit of this process. */
  hints?: EventEmitter;
  /** How long to wait for a hint before asking anyway. */
  pollMs?: number;
  /** Where nothing comes the wait doubles up to this; without it, it stays. For a relay that is told of what it sends. */
  restMs?: number;
}

/**
 * Moves committed events from the outbox to the broker. One owner per shard (session lock on the connection that deletes), in the order of
 * ids; sent, then deleted: a crash between the two sends again, and the inbox knows. Two lanes of shards take turns, so that the next claim
 * is read while a batch is on its way.
 */
export class OutboxRelay {
  private running = false;
  private loop: Promise<void> = Promise.resolve();
  private sending: Promise<void> = Promise.resolve();
  private readonly wakers = new Set<() => void>();
  private readonly onCommit = (): void => { for (const wake of this.wakers) wake(); };

  constructor(private readonly options: RelayOptions) {}

  start(): void {
    this.running = true;
    this.options.hints?.on('committed', this.onCommit);
    this.loop = this.run();
  }

  async stop(): Promise<void> {
    this.running = false;
    this.options.hints?.off('committed', this.onCommit);
    this.onCommit();
    await this.loop;
  }

  private async run(): Promise<void> {
    while (this.running) {
      const client = new Client({ connectionString: this.options.url, pipeline: true } as never);
      client.on('error', this.onCommit);
      try {
        await client.connect();
        const own = new Set<number>();
        let asked = 0;
        const lane = async (odd: number): Promise<void> => {
          for (let empty = 0; this.running;) {
            if (odd === 0 && own.size < SHARDS && Date.now() - asked > 200) {
              asked = Date.now();
              await this.claimShards(client, own);
            }
            empty = await this.turn(client, [...own].filter((s) => s % 2 === odd), this.waitAfter(empty)) ? 0 : empty + 1;
          }
        };
        await Promise.all([lane(0), lane(1)]);
      } catch (error) {
        if (this.running) this.options.log.warn({ err: error }, 'outbox relay: again after a failure');
        await sleep(50);
      } finally {
        await Promise.race([client.end().catch(() => undefined), sleep(500)]);
      }
    }
  }

  /** Another relay's shards become free with its connection; asked again until all are owned. */
  private async claimShards(client: Client, own: Set<number>): Promise<void> {
    const free = Array.from({ length: SHARDS }, (_, s) => s).filter((s) => !own.has(s));
    const { rows } = await client.query<{ shard: number; got: boolean }>(`SELECT s AS shard, pg_try_advisory_lock(7001, s) AS got FROM unnest($1::int[]) s`, [free]);
    for (const row of rows) if (row.got) own.add(row.shard);
  }

  private waitAfter(empty: number): number {
    const { pollMs = 25, restMs = pollMs } = this.options;
    return Math.min(restMs, pollMs * 2 ** Math.min(empty, 10));
  }

  /** One claim and its sending; without anything to send, a wait of so many milliseconds at most. True if something was sent, or may be by now. */
  private async turn(client: Client, shards: number[], waitMs: number): Promise<boolean> {
    const woken = this.sleeping();
    const batch = shards.length ? await this.claim(client, shards) : [];
    if (!batch.length) {
      const hinted = await Promise.race([woken.promise.then(() => true), sleep(waitMs, false)]);
      woken.cancel();
      return hinted;
    }
    woken.cancel();
    await this.send(batch);
    await client.query({ name: 'outbox_remove', text: REMOVE, values: [batch.map((m) => m.shard), batch.map((m) => m.id)] });
    return true;
  }

  private async claim(client: Client, shards: number[]): Promise<(Message & { id: string })[]> {
    const { rows } = await client.query<{ packed: string | null }>({ name: 'outbox_claim', text: CLAIM, values: [shards, BATCH / shards.length] });
    const packed = rows[0]?.packed;
    if (!packed) return [];
    return packed.split(RECORD).map((record) => {
      const [id, shard, eventId, type, topic, key, at, tenantId, sandbox, traceparent, payload] = record.split(FIELD) as [string, string, string, string, string, string, string, string, string, string, string];
      return { id, shard: Number(shard), eventId, type, topic, key, at, tenantId, sandbox: sandbox === 't' || sandbox === 'true', traceparent, payload };
    });
  }

  /** One send at a time over both lanes; on failure the same batch again, so that nothing overtakes it. */
  private async send(batch: Message[]): Promise<void> {
    const before = this.sending;
    let release = (): void => undefined;
    this.sending = new Promise((resolve) => { release = resolve; });
    await before;
    try {
      while (this.running) {
        try {
          await this.options.broker.publish(batch);
          return;
        } catch (error) {
          this.options.log.warn({ err: error, events: batch.length }, 'outbox relay: the broker did not take a batch, again');
          await sleep(50);
        }
      }
      throw new Error('stopped before the batch was sent');
    } finally {
      release();
    }
  }

  private sleeping(): { promise: Promise<void>; cancel: () => void } {
    let wake = (): void => undefined;
    const promise = new Promise<void>((resolve) => { wake = resolve; });
    this.wakers.add(wake);
    return { promise, cancel: () => this.wakers.delete(wake) };
  }
}
