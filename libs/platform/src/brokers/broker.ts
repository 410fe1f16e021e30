/** An event on its way: CloudEvents 1.0 attributes in binary mode and the payload as text, which nobody on the way parses. */
export interface Message {
  topic: string;
  /** Partition = shard % partitions of the topic. */
  shard: number;
  key: string;
  eventId: string;
  type: string;
  at: string;
  tenantId: string;
  sandbox: boolean;
  traceparent: string;
  payload: string;
}

export interface Delivered extends Omit<Message, 'shard'> { partition: number; position: string }

export interface Subscription {
  /** Messages waiting for this group, over all its partitions. */
  lag(): Promise<number>;
  close(): Promise<void>;
}

/**
 * The seam to the backbone, with two implementations behind one contract suite (broker-contract.spec.ts): Kafka, and an embedded log in
 * PostgreSQL for a machine without Java. Delivery is at least once and in order per partition; the inbox makes effects happen once.
 */
export interface Broker {
  ensureTopics(topics: string[]): Promise<void>;
  /** Resolves when every message is durable. Rejects when it may not be: the caller sends the batch again. */
  publish(messages: Message[]): Promise<void>;
  /**
   * `handle` gets the messages of all partitions that a fetch brought, each partition in order. Positions advance after it resolved; when it
   * rejects the same messages come again.
   */
  subscribe(group: string, topics: string[], handle: (messages: Delivered[]) => Promise<void>): Promise<Subscription>;
  close(): Promise<void>;
}

export const PARTITIONS = 4;
export const partitionOf = (shard: number): number => shard % PARTITIONS;
