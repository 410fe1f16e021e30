import './kafkajs-records.ts';
import { Kafka, logLevel, type Consumer, type EachBatchPayload, type IHeaders, type Producer } from 'kafkajs';
import type { Logger } from 'pino';
import { setTimeout as sleep } from 'node:timers/promises';
import { Coalescer } from './coalescer.ts';
import { PARTITIONS, partitionOf, type Broker, type Delivered, type Message, type Subscription } from './broker.ts';

const text = (value: unknown): string => (Buffer.isBuffer(value) ? value.toString() : Array.isArray(value) ? text(value[0]) : String(value ?? ''));

function delivered(topic: string, partition: number, offset: string, key: Buffer | null, value: Buffer | null, headers: IHeaders = {}): Delivered {
  return {
    topic, partition, position: offset, key: text(key), eventId: text(headers['ce_id']), type: text(headers['ce_type']), at: text(headers['ce_time']),
    tenantId: text(headers['ce_tenantid']), sandbox: headers['ce_sandbox'] !== undefined, traceparent: text(headers['ce_traceparent']), payload: text(value),
  };
}

/**
 * kafkajs 2.2.4 has had no release since 2023; what it needs around it: one send at a time with one request in flight, a new producer after
 * any error, retries of our own, and offsets committed by us.
 */
export class KafkaBroker implements Broker {
  private readonly kafka: Kafka;
  private producer: Producer | undefined;
  private readonly subscriptions = new Set<Subscription>();
  private single = true;

  constructor(bootstrap: string, clientId: string, private readonly log: Logger) {
    this.kafka = new Kafka({
      clientId, brokers: bootstrap.split(','), logLevel: logLevel.NOTHING, connectionTimeout: 3_000, requestTimeout: 10_000,
      // Short first pause: "coordinator is loading" on a fresh broker is a crash with restart in kafkajs.
      retry: { initialRetryTime: 50, maxRetryTime: 250, multiplier: 1.5, retries: Number.MAX_SAFE_INTEGER },
    });
  }

  async ensureTopics(topics: string[]): Promise<void> {
    const admin = this.kafka.admin({ retry: { initialRetryTime: 100, maxRetryTime: 500, retries: 60 } });
    await admin.connect();
    try {
      this.single = (await admin.describeCluster()).brokers.length === 1;
      const present = new Set(await admin.listTopics());
      const missing = topics.filter((topic) => !present.has(topic));
      if (!missing.length) return;
      // Replication and minimum in-sync copies are the cluster's own defaults (-1): one here, three in production.
      await admin.createTopics({ topics: missing.map((topic) => ({ topic, numPartitions: PARTITIONS, replicationFactor: -1 })), waitForLeaders: true })
        .catch((error: unknown) => { if (!/already exists/i.test(String(error))) throw error; });
    } finally {
      await admin.disconnect();
    }
  }

  async publish(messages: Message[]): Promise<void> {
    try {
      this.producer ??= await this.newProducer();
      // One partition per request with several brokers: kafkajs shares its response map across retries. One broker takes it all at once.
      for (const part of this.single ? [messages] : byPartition(messages)) {
        for (const request of bySize(part)) await this.producer.sendBatch({ acks: -1, topicMessages: byTopic(request) });
      }
    } catch (error) {
      const broken = this.producer;
      this.producer = undefined;
      void broken?.disconnect().catch(() => undefined);
      throw error;
    }
  }

  async subscribe(group: string, topics: string[], handle: (messages: Delivered[]) => Promise<void>): Promise<Subscription> {
    const subscription = new KafkaSubscription(this.kafka, group, topics, handle, this.log);
    this.subscriptions.add(subscription);
    await subscription.start();
    return subscription;
  }

  async close(): Promise<void> {
    await Promise.all([...this.subscriptions].map((s) => s.close()));
    await this.producer?.disconnect().catch(() => undefined);
  }

  private async newProducer(): Promise<Producer> {
    const producer = this.kafka.producer({ idempotent: true, maxInFlightRequests: 1, allowAutoTopicCreation: false, retry: { initialRetryTime: 50, maxRetryTime: 250, retries: 8 } });
    await producer.connect();
    return producer;
  }
}

function byPartition(messages: Message[]): Message[][] {
  const parts = new Map<string, Message[]>();
  for (const m of messages) {
    const id = `${m.topic}/${partitionOf(m.shard)}`;
    parts.set(id, [...(parts.get(id) ?? []), m]);
  }
  return [...parts.values()];
}

/** A broker takes 1 MiB a partition and request (`message.max.bytes`); more, and it would refuse the same batch for ever. */
const REQUEST_BYTES = 900_000;
const ENVELOPE_BYTES = 600;

function bySize(messages: Message[]): Message[][] {
  const requests: Message[][] = [];
  let sizes = new Map<string, number>();
  let from = 0;
  for (const [i, m] of messages.entries()) {
    const id = `${m.topic}/${partitionOf(m.shard)}`;
    const size = Buffer.byteLength(m.payload) + ENVELOPE_BYTES;
    const before = sizes.get(id) ?? 0;
    if (before > 0 && before + size > REQUEST_BYTES) {
      requests.push(messages.slice(from, i));
      from = i;
      sizes = new Map([[id, size]]);
    } else sizes.set(id, before + size);
  }
  return [...requests, from === 0 ? messages : messages.slice(from)];
}

function byTopic(messages: Message[]) {
  const topics = new Map<string, { key: string; value: string; partition: number; headers: IHeaders }[]>();
  for (const m of messages) {
    let list = topics.get(m.topic);
    if (!list) topics.set(m.topic, (list = []));
    list.push({
      key: m.key, value: m.payload, partition: partitionOf(m.shard),
      headers: { ce_specversion: '1.0', ce_id: m.eventId, ce_type: m.type, ce_source: `/${m.topic.split('.')[0]}`, ce_time: m.at, ce_tenantid: m.tenantId, ce_traceparent: m.traceparent, ...(m.sandbox && { ce_sandbox: 'true' }) },
    });
  }
  return [...topics].map(([topic, list]) => ({ topic, messages: list }));
}

/** Of a consumer that asks the broker every quarter of a second. */
const SILENCE_MS = 5_000;

class KafkaSubscription implements Subscription {
  private readonly uncommitted = new Map<string, { topic: string; partition: number; offset: string }>();
  private readonly coalescer: Coalescer;
  /** By partition: the batch that is being applied. */
  private readonly working = new Map<string, Promise<void>>();
  private consumer: Consumer;
  private readonly timers: NodeJS.Timeout[] = [];
  private committing: Promise<void> = Promise.resolve();
  private opening: Promise<void> | undefined;
  /** When the consumer last asked the broker for more. */
  private asked = Date.now();
  /** Batches at the database. */
  private applying = 0;
  private closed = false;

  constructor(private readonly kafka: Kafka, private readonly group: string, private readonly topics: string[], handle: (messages: Delivered[]) => Promise<void>, private readonly log: Logger) {
    this.coalescer = new Coalescer(handle);
  }

  async start(): Promise<void> {
    await this.open();
    this.timers.push(
      setInterval(() => { this.committing = this.committing.then(() => this.commit()); }, 200),
      setInterval(() => { this.opening ??= this.watch().finally(() => { this.opening = undefined; }); }, 500),
    );
  }

  private async open(): Promise<void> {
    const consumer = this.kafka.consumer({
      groupId: this.group, sessionTimeout: 1_500, heartbeatInterval: 300, maxWaitTimeInMs: 250, rebalanceTimeout: 5_000, allowAutoTopicCreation: false,
      retry: { initialRetryTime: 50, maxRetryTime: 250, multiplier: 1.5, retries: Number.MAX_SAFE_INTEGER, restartOnFailure: async () => true },
    });
    this.consumer = consumer;
    consumer.on(consumer.events.FETCH_START, () => { this.asked = Date.now(); });
    consumer.on(consumer.events.CRASH, ({ payload: { error, restart } }) => {
      this.log.warn({ err: error, group: this.group, restart }, 'Kafka consumer crashed');
      if (!restart) this.asked = 0;
    });
    await consumer.connect();
    await consumer.subscribe({ topics: this.topics, fromBeginning: true });
    await consumer.run({ autoCommit: false, eachBatchAutoResolve: false, partitionsConsumedConcurrently: 64, eachBatch: (payload) => this.take(payload) });
    this.asked = Date.now();
  }

  /**
   * kafkajs ends a consumer for good after an error that it holds to be final (ILLEGAL_GENERATION, for one), and without a word when its own
   * farewell fails. A silent one is replaced, unless it is the database that it waits for.
   */
  private async watch(): Promise<void> {
    if (this.closed || Date.now() - this.asked < (this.applying ? 10 * SILENCE_MS : SILENCE_MS)) return;
    this.log.warn({ group: this.group }, 'Kafka consumer is silent, a new one takes over');
    await Promise.race([this.consumer.disconnect().catch(() => undefined), sleep(SILENCE_MS, undefined, { ref: false })]);
    await this.open().catch((error: unknown) => this.log.warn({ err: error, group: this.group }, 'no new Kafka consumer yet'));
  }

  /** Returns when the batch before is applied, so that the next one is fetched and decoded while the database works on this one. */
  private async take({ batch, resolveOffset, heartbeat, isRunning, isStale }: EachBatchPayload): Promise<void> {
    const { topic, partition } = batch;
    const messages = batch.messages.map((m) => delivered(topic, partition, m.offset, m.key, m.value, m.headers));
    const id = `${topic}/${partition}`;
    const before = this.working.get(id);
    const offset = (BigInt(batch.lastOffset()) + 1n).toString();
    this.working.set(id, (async () => {
      await before;
      if (await this.apply(messages, () => isRunning() && !isStale() && !this.closed)) this.uncommitted.set(id, { topic, partition, offset });
    })());
    // Heartbeats run only between fetches and batches, so a slow database must not cost us the membership.
    const beat = setInterval(() => void heartbeat().catch(() => undefined), 300);
    await before;
    clearInterval(beat);
    // Where the next fetch begins; what the group has done is told by `commit` alone, after it is applied.
    if (isRunning() && !isStale()) resolveOffset(batch.lastOffset());
    await heartbeat();
  }

  /** False when this member lost its turn first: what comes after must not be applied here either, and is not, for the same reason. */
  private async apply(messages: Delivered[], mine: () => boolean): Promise<boolean> {
    while (mine()) {
      this.applying += 1;
      try {
        await this.coalescer.add(messages);
        return true;
      } catch (error) {
        this.log.warn({ err: error, group: this.group }, 'batch not taken, again');
        await sleep(200);
      } finally {
        this.applying -= 1;
      }
    }
    return false;
  }

  private async commit(): Promise<void> {
    if (!this.uncommitted.size) return;
    const offsets = [...this.uncommitted.values()];
    this.uncommitted.clear();
    // ILLEGAL_GENERATION during a rebalance: the new owner starts from the older offset, and the inbox knows what was done.
    await this.consumer.commitOffsets(offsets).catch((error: unknown) => this.log.debug({ err: error }, 'offsets not committed'));
  }

  async lag(): Promise<number> {
    const admin = this.kafka.admin();
    await admin.connect();
    try {
      let lag = 0n;
      const committed = await admin.fetchOffsets({ groupId: this.group, topics: this.topics });
      for (const { topic, partitions } of committed) {
        const ends = await admin.fetchTopicOffsets(topic);
        for (const end of ends) {
          const at = partitions.find((p) => p.partition === end.partition)?.offset ?? '-1';
          lag += BigInt(end.high) - (at === '-1' ? BigInt(end.low) : BigInt(at));
        }
      }
      return Number(lag);
    } finally {
      await admin.disconnect();
    }
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    for (const timer of this.timers) clearInterval(timer);
    // A consumer in the making may wait for a broker that never comes.
    await Promise.race([this.opening, sleep(SILENCE_MS, undefined, { ref: false })]);
    await Promise.all(this.working.values());
    await this.committing;
    await this.commit();
    await this.consumer.disconnect().catch(() => undefined);
  }
}
