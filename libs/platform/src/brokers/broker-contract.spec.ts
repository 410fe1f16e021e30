import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pino from 'pino';
import { describeWithKafka, emptyDatabase } from '@luyue/testing';
import { type Broker, type Delivered, type Message, PARTITIONS } from './broker.ts';
import { EmbeddedBroker } from './embedded-broker.ts';
import { KafkaBroker } from './kafka-broker.ts';

const log = pino({ level: 'silent' });
const until = async (done: () => boolean | Promise<boolean>, ms = 15_000): Promise<void> => {
  for (const end = Date.now() + ms; !(await done());) {
    if (Date.now() > end) throw new Error('not within the time');
    await sleep(20);
  }
};
const message = (topic: string, n: number, shard = n % 16): Message => ({
  topic, shard, key: `k${shard}`, eventId: randomUUID(), type: 'test.thing.happened.v1', at: '2026-11-24T00:00:00.000Z', tenantId: randomUUID(), sandbox: n % 2 === 0,
  traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01', payload: JSON.stringify({ n, text: '燃气' }),
});
const number = (m: Delivered): number => (JSON.parse(m.payload) as { n: number }).n;

/** One suite for both backbones: what passes here is what the rest of the house may rely on. */
function contract(make: () => Promise<Broker>): void {
  let broker: Broker;
  let topic: string;
  beforeEach(async () => {
    broker = await make();
    topic = `test.t${randomUUID().slice(0, 8)}`;
    await broker.ensureTopics([topic]);
  });
  afterEach(() => broker.close());

  it('delivers every message once per group, whole, in order within a shard', async () => {
    const sent = Array.from({ length: 400 }, (_, n) => message(topic, n));
    const got: Record<string, Delivered[]> = { a: [], b: [] };
    for (const group of ['a', 'b']) await broker.subscribe(`${topic}-${group}`, [topic], async (batch) => { got[group]!.push(...batch); });
    for (let i = 0; i < sent.length; i += 100) await broker.publish(sent.slice(i, i + 100));
    await until(() => got['a']!.length >= 400 && got['b']!.length >= 400);
    for (const group of ['a', 'b']) {
      expect(new Set(got[group]!.map((m) => m.eventId)).size).toBe(400);
      for (let shard = 0; shard < 16; shard += 1) {
        const order = got[group]!.filter((m) => m.key === `k${shard}`).map(number);
        expect(order).toEqual(order.toSorted((x, y) => x - y));
      }
    }
    const { partition, position: _position, ...whole } = got['a']!.find((m) => m.eventId === sent[7]!.eventId)!;
    const { shard: _shard, ...message7 } = sent[7]!;
    expect(whole).toEqual(message7);
    expect(partition).toBe(7 % PARTITIONS);
  });

  it('delivers again what the handler refused, and nothing overtakes it within its partition', async () => {
    const seen: number[] = [];
    let failures = 2;
    await broker.subscribe(`${topic}-g`, [topic], async (batch) => {
      if (failures-- > 0) throw new Error('not now');
      seen.push(...batch.map(number));
    });
    await broker.publish(Array.from({ length: 20 }, (_, n) => message(topic, n, 3)));
    await until(() => seen.length >= 20);
    expect(seen).toEqual(Array.from({ length: 20 }, (_, n) => n));
  });

  it('goes on after a restart of the group where it stopped, and reports the lag meanwhile', async () => {
    const first: number[] = [];
    const group = `${topic}-g`;
    const subscription = await broker.subscribe(group, [topic], async (batch) => { first.push(...batch.map(number)); });
    await broker.publish(Array.from({ length: 50 }, (_, n) => message(topic, n)));
    await until(() => first.length >= 50);
    await until(async () => (await subscription.lag()) === 0);
    await subscription.close();
    await broker.publish(Array.from({ length: 10 }, (_, n) => message(topic, 100 + n)));
    expect(await subscription.lag()).toBe(10);
    const second: number[] = [];
    await broker.subscribe(group, [topic], async (batch) => { second.push(...batch.map(number)); });
    await until(() => second.length >= 10);
    expect(second.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 10 }, (_, n) => 100 + n));
  });

  it('takes a batch that is larger than one request may be, whole and in order', async () => {
    const filling = '燃气'.repeat(1_000);
    const got: number[] = [];
    await broker.subscribe(`${topic}-g`, [topic], async (batch) => { got.push(...batch.map(number)); });
    await broker.publish(Array.from({ length: 400 }, (_, n) => ({ ...message(topic, n, 5), payload: JSON.stringify({ n, filling }) })));
    await until(() => got.length >= 400);
    expect(got).toEqual(Array.from({ length: 400 }, (_, n) => n));
  });

  it('rejects a batch for a topic that does not exist, and takes the next one', async () => {
    await expect(broker.publish([message('test.absent', 1)])).rejects.toThrow();
    const got: number[] = [];
    await broker.subscribe(`${topic}-g`, [topic], async (batch) => { got.push(...batch.map(number)); });
    await broker.publish([message(topic, 5)]);
    await until(() => got.length === 1);
  });
}

describe('embedded broker keeps the contract', () => {
  const drops: (() => Promise<void>)[] = [];
  afterAll(async () => { for (const drop of drops) await drop(); });
  contract(async () => {
    const database = await emptyDatabase();
    drops.push(database.drop);
    return new EmbeddedBroker(database.url, log);
  });
});

describeWithKafka('Kafka keeps the contract', (bootstrap) => {
  jest.setTimeout(60_000);
  contract(async () => new KafkaBroker(bootstrap(), 'contract', log));

  it('replaces a consumer that kafkajs has given up, where it stopped', async () => {
    const broker = new KafkaBroker(bootstrap(), 'contract', log);
    const topic = `test.t${randomUUID().slice(0, 8)}`;
    await broker.ensureTopics([topic]);
    const got: number[] = [];
    const subscription = await broker.subscribe(`${topic}-g`, [topic], async (batch) => { got.push(...batch.map(number)); });
    await broker.publish([message(topic, 1)]);
    await until(() => got.length === 1);
    await until(async () => (await subscription.lag()) === 0);
    await (subscription as unknown as { consumer: { disconnect(): Promise<void> } }).consumer.disconnect();
    await broker.publish([message(topic, 2)]);
    await until(() => got.length === 2);
    expect(got).toEqual([1, 2]);
    await broker.close();
  });
});
