import pino from 'pino';
import { allContracts } from '@luyue/contracts';
import type { Broker, Subscription } from '@luyue/platform';
import { EmbeddedBroker } from '@luyue/platform/brokers/embedded-broker';
import { KafkaBroker } from '@luyue/platform/brokers/kafka-broker';
import type { Stage } from './stage.mjs';

const LOG = pino({ level: 'silent' });

/** A consumer group of its own that listens to every topic and writes down what arrives, in the order in which it arrives. It is never killed. */
export class Witness {
  /** Event ids by aggregate, each at its first arrival. */
  readonly arrived = new Map<string, string[]>();
  readonly seen = new Set<string>();
  again = 0;
  private readonly broker: Broker;
  private subscription: Subscription | undefined;

  constructor(stage: Stage) {
    this.broker = stage.kind === 'kafka' ? new KafkaBroker(stage.address, 'witness', LOG) : new EmbeddedBroker(stage.address, LOG);
  }

  async listen(): Promise<void> {
    const topics = [...new Set(allContracts().map(({ topic }) => topic))];
    this.subscription = await this.broker.subscribe('witness', topics, async (messages) => {
      for (const { eventId, key } of messages) {
        if (this.seen.has(eventId)) this.again += 1;
        else this.arrived.set(key, [...(this.arrived.get(key) ?? []), eventId]);
        this.seen.add(eventId);
      }
    });
  }

  async close(): Promise<void> {
    await this.subscription?.close();
    await this.broker.close();
  }
}
