import { Client, Pool } from 'pg';
import type { Logger } from 'pino';
import { setTimeout as sleep } from 'node:timers/promises';
import { GuardedClient } from '../database/guarded-client.ts';
import { PARTITIONS, partitionOf, type Broker, type Delivered, type Message, type Subscription } from './broker.ts';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS log_head (topic text, partition int, position bigint NOT NULL DEFAULT 0, PRIMARY KEY (topic, partition));
  CREATE TABLE IF NOT EXISTS log_record (
    topic text, partition int, position bigint, key text NOT NULL, event_id text NOT NULL, type text NOT NULL, at text NOT NULL,
    tenant_id text NOT NULL, sandbox boolean NOT NULL, traceparent text NOT NULL, payload text NOT NULL, appended_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (topic, partition, position));
  CREATE TABLE IF NOT EXISTS log_offset (consumer_group text, topic text, partition int, position bigint NOT NULL DEFAULT 0, PRIMARY KEY (consumer_group, topic, partition));`;

// Heads are locked in one order, so that two relays writing to a shared topic cannot wait for each other; positions are dense and become
// visible in order because the head stays locked until the commit.
const APPEND = `
  WITH input AS (
    SELECT * FROM unnest($1::text[], $2::int[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::boolean[], $9::text[], $10::text[])
      WITH ORDINALITY AS i(topic, partition, key, event_id, type, at, tenant_id, sandbox, traceparent, payload, n)),
  counted AS (SELECT topic, partition, count(*) AS n FROM input GROUP BY topic, partition),
  locked AS (SELECT h.topic, h.partition, h.position FROM log_head h JOIN counted c USING (topic, partition) ORDER BY topic, partition FOR UPDATE OF h),
  moved AS (UPDATE log_head h SET position = l.position + c.n FROM locked l JOIN counted c USING (topic, partition)
            WHERE h.topic = l.topic AND h.partition = l.partition RETURNING h.topic, h.partition, l.position AS base),
  appended AS (
    INSERT INTO log_record (topic, partition, position, key, event_id, type, at, tenant_id, sandbox, traceparent, payload)
    SELECT i.topic, i.partition, m.base + row_number() OVER (PARTITION BY i.topic, i.partition ORDER BY i.n), i.key, i.event_id, i.type, i.at, i.tenant_id, i.sandbox, i.traceparent, i.payload
    FROM input i JOIN moved m USING (topic, partition) RETURNING 1)
  SELECT count(*) AS n, pg_notify('luyue_log', '') FROM appended`;

const FETCH = `
  SELECT r.* FROM unnest($2::text[], $3::int[]) AS own(topic, partition)
  JOIN log_offset o ON o.consumer_group = $1 AND o.topic = own.topic AND o.partition = own.partition
  CROSS JOIN LATERAL (SELECT * FROM log_record r WHERE r.topic = o.topic AND r.partition = o.partition AND r.position > o.position ORDER BY r.position LIMIT 1000) r
  ORDER BY r.topic, r.partition, r.position`;

interface Row { topic: string; partition: number; position: string; key: string; event_id: string; type: string; at: string; tenant_id: string; sandbox: boolean; traceparent: string; payload: string }

/** The log as tables of one PostgreSQL database, with Kafka's partitions, consumer groups and offsets, for a machine without Java. */
export class EmbeddedBroker implements Broker {
  private readonly pool: Pool;
  private readonly subscriptions = new Set<EmbeddedSubscription>();
  private pruned = 0;

  constructor(private readonly url: string, private readonly log: Logger, private readonly keepDays = 7) {
    this.pool = new Pool({ connectionString: url, max: 4, Client: GuardedClient });
    this.pool.on('error', (error) => this.log.warn({ err: error }, 'embedded log: connection lost'));
  }

  async ensureTopics(topics: string[]): Promise<void> {
    const client = await this.pool.connect();
    try {
      await client.query(`SELECT pg_advisory_lock(hashtext('luyue_log'))`);
      await client.query(SCHEMA);
      await client.query(`INSERT INTO log_head (topic, partition) SELECT t, p FROM unnest($1::text[]) t, generate_series(0, $2 - 1) p ON CONFLICT DO NOTHING`, [topics, PARTITIONS]);
    } finally {
      await client.query(`SELECT pg_advisory_unlock(hashtext('luyue_log'))`).catch(() => undefined);
      client.release();
    }
  }

  async publish(messages: Message[]): Promise<void> {
    const column = (pick: (m: Message) => unknown): unknown[] => messages.map(pick);
    const { rows } = await this.pool.query<{ n: string }>({
      name: 'log_append', text: APPEND,
      values: [column((m) => m.topic), column((m) => partitionOf(m.shard)), column((m) => m.key), column((m) => m.eventId), column((m) => m.type), column((m) => m.at), column((m) => m.tenantId), column((m) => m.sandbox), column((m) => m.traceparent), column((m) => m.payload)],
    });
    if (Number(rows[0]?.n ?? 0) !== messages.length) throw new Error(`embedded log took ${rows[0]?.n ?? 0} of ${messages.length} messages: a topic is missing`);
    await this.prune();
  }

  async subscribe(group: string, topics: string[], handle: (messages: Delivered[]) => Promise<void>): Promise<Subscription> {
    await this.pool.query(`INSERT INTO log_offset (consumer_group, topic, partition) SELECT $1, t, p FROM unnest($2::text[]) t, generate_series(0, $3 - 1) p ON CONFLICT DO NOTHING`, [group, topics, PARTITIONS]);
    const subscription = new EmbeddedSubscription(this.url, this.pool, group, topics, handle, this.log);
    this.subscriptions.add(subscription);
    subscription.start();
    return subscription;
  }

  async close(): Promise<void> {
    await Promise.all([...this.subscriptions].map((s) => s.close()));
    await this.pool.end();
  }

  /** Retention, like a topic's: old records go, at most once an hour. */
  private async prune(): Promise<void> {
    if (Date.now() - this.pruned < 3_600_000) return;
    this.pruned = Date.now();
    await this.pool.query(`DELETE FROM log_record WHERE appended_at < now() - make_interval(days => $1)`, [this.keepDays]);
  }
}

class EmbeddedSubscription implements Subscription {
  private closed = false;
  private loop: Promise<void> = Promise.resolve();
  private wake: () => void = () => undefined;

  constructor(private readonly url: string, private readonly pool: Pool, private readonly group: string, private readonly topics: string[], private readonly handle: (messages: Delivered[]) => Promise<void>, private readonly log: Logger) {}

  start(): void {
    this.loop = this.run();
  }

  private async run(): Promise<void> {
    while (!this.closed) {
      const client = new Client({ connectionString: this.url });
      client.on('error', () => this.wake());
      client.on('notification', () => this.wake());
      try {
        await client.connect();
        await client.query('LISTEN luyue_log');
        // Session locks are the membership: a dead process frees its partitions with its connection.
        const own: { topic: string; partition: number }[] = [];
        let asked = 0;
        while (!this.closed) {
          if (Date.now() - asked > 500 && own.length < this.topics.length * PARTITIONS) {
            own.push(...(await this.claim(client, own)));
            asked = Date.now();
          }
          const woken = this.sleeping();
          const { rows } = await client.query<Row>({ name: 'log_fetch', text: FETCH, values: [this.group, own.map((o) => o.topic), own.map((o) => o.partition)] });
          if (rows.length) await this.take(client, rows);
          else await Promise.race([woken, sleep(own.length < this.topics.length * PARTITIONS ? 100 : 500)]);
        }
      } catch (error) {
        if (!this.closed) this.log.warn({ err: error, group: this.group }, 'embedded log: fetch failed, again');
        await sleep(100);
      } finally {
        await client.end().catch(() => undefined);
      }
    }
  }

  private sleeping(): Promise<void> {
    return new Promise((resolve) => { this.wake = resolve; });
  }

  private async claim(client: Client, own: { topic: string; partition: number }[]): Promise<{ topic: string; partition: number }[]> {
    const free = this.topics.flatMap((topic) => Array.from({ length: PARTITIONS }, (_, partition) => ({ topic, partition }))).filter((w) => !own.some((o) => o.topic === w.topic && o.partition === w.partition));
    const { rows } = await client.query<{ topic: string; partition: number; got: boolean }>(
      `SELECT topic, partition, pg_try_advisory_lock(hashtext($1), hashtext(topic || '/' || partition)) AS got FROM unnest($2::text[], $3::int[]) AS w(topic, partition)`,
      [this.group, free.map((f) => f.topic), free.map((f) => f.partition)]);
    return rows.filter((r) => r.got);
  }

  private async take(client: Client, rows: Row[]): Promise<void> {
    await this.handle(rows.map((r) => ({ topic: r.topic, partition: r.partition, position: r.position, key: r.key, eventId: r.event_id, type: r.type, at: r.at, tenantId: r.tenant_id, sandbox: r.sandbox, traceparent: r.traceparent, payload: r.payload })));
    const last = new Map(rows.map((r) => [`${r.topic}/${r.partition}`, r]));
    await client.query({
      name: 'log_advance', text: `UPDATE log_offset o SET position = n.position FROM unnest($2::text[], $3::int[], $4::bigint[]) AS n(topic, partition, position) WHERE o.consumer_group = $1 AND o.topic = n.topic AND o.partition = n.partition`,
      values: [this.group, [...last.values()].map((r) => r.topic), [...last.values()].map((r) => r.partition), [...last.values()].map((r) => r.position)],
    });
  }

  async lag(): Promise<number> {
    const { rows } = await this.pool.query<{ lag: string }>(`SELECT coalesce(sum(h.position - o.position), 0) AS lag FROM log_offset o JOIN log_head h USING (topic, partition) WHERE o.consumer_group = $1 AND o.topic = ANY ($2)`, [this.group, this.topics]);
    return Number(rows[0]?.lag ?? 0);
  }

  async close(): Promise<void> {
    this.closed = true;
    this.wake();
    await this.loop;
  }
}
