import { allContracts, type DomainEvent } from '@luyue/contracts';
import { Directory } from '@luyue/directory';
import { nationalYears, WorkCalendar } from '@luyue/kernel';
import { BreachSweep, Obligations } from '@luyue/obligations';
import { Dispatcher, type Delivery, type EventHandler } from '@luyue/platform/inbox/dispatcher';
import { OutboxRelay } from '@luyue/platform/outbox/outbox-relay';
import { TenantTurns } from '@luyue/platform/work/tenant-turns';
import { BrokerModel } from './broker-model.ts';
import { violations } from './checks.ts';
import { DatabaseModel } from './database-model.ts';
import { People } from './people.ts';
import { databaseOf } from './pg-client-model.ts';
import { type Planted, PostgresModel } from './postgres-model.ts';
import { Random } from './random.ts';
import { here, Process, Timeline } from './timeline.ts';

const START = Date.UTC(2026, 2, 2, 1);
const BUSY_MS = 8_000;
const HOUR = 3_600_000;
const QUIET = { warn: () => undefined, error: () => undefined, info: () => undefined, debug: () => undefined } as never;

export interface Life { seed: number; violations: string[]; events: number; resent: number; kills: number; restarts: number; breaches: number; deadLetters: number }

/**
 * Lives one life: people at work, relays, sweeps and consumers as the product runs them (the real OutboxRelay, Dispatcher, BreachSweep and
 * Obligations), over a database, a broker and a clock that fail at seeded moments. Answers what did not hold when all had come to rest.
 */
export async function live(seed: number, planted?: Planted): Promise<Life> {
  const realNow = Date.now;
  const world = new World(seed, planted);
  Date.now = () => world.timeline.now;
  try {
    return await world.live();
  } finally {
    Date.now = realNow;
  }
}

class World {
  private readonly random: Random;
  readonly timeline: Timeline;
  private readonly service: PostgresModel;
  private readonly consumer: PostgresModel;
  private readonly broker: BrokerModel;
  private readonly clocks = new Map<string, number>();
  private readonly calendar = new WorkCalendar(nationalYears, { zone: 'Asia/Shanghai' });
  private readonly processes = new Map<string, Process>();
  private readonly people: People;
  private readonly database: DatabaseModel;
  private readonly obligations: Obligations;
  private kills = 0;
  private restarts = 0;
  private calm = false;

  constructor(private readonly seed: number, planted?: Planted) {
    this.random = new Random(seed);
    this.timeline = new Timeline(START, new Random(seed ^ 0x5eed));
    this.service = new PostgresModel(this.timeline, this.random, planted);
    this.consumer = new PostgresModel(this.timeline, this.random, planted);
    this.broker = new BrokerModel(this.timeline, this.random, ['obligations.obligation']);
    this.database = new DatabaseModel(this.service, (tenantId) => this.clockOf(tenantId));
    this.obligations = new Obligations(new Directory(), 'utility-care');
    this.people = new People(this.random, this.service, this.database, this.obligations);
    databaseOf.set('service', this.service);
  }

  async live(): Promise<Life> {
    this.keep('people 1', () => this.work());
    this.keep('people 2', () => this.work());
    for (const n of [1, 2]) {
      this.keep(`relay ${n}`, () => new OutboxRelay({ url: 'service', broker: this.broker, log: QUIET, pollMs: 60, ...(n === 1 && { hints: this.database.hints }) }).start());
      this.keep(`sweep ${n}`, () => this.sweep());
      this.keep(`consumer ${n}`, () => this.consume());
    }
    this.trouble();
    await this.timeline.runUntil(START + BUSY_MS);
    this.calm = true;
    // Whatever is owed falls due now; then everything may come to rest.
    for (const tenantId of this.people.tenantIds) this.clocks.set(tenantId, this.clockOf(tenantId) + 90 * 24 * HOUR);
    const rested = await this.rest();
    for (const process of this.processes.values()) process.kill();
    const now = (tenantId: string): number => this.timeline.now + this.clockOf(tenantId);
    return {
      seed: this.seed, violations: [...(rested ? [] : ['rest: still at work a minute after the last fault']), ...this.people.surprises, ...violations(this.service, this.consumer, this.calendar, now)],
      events: this.service.committed.length, resent: this.broker.resent, kills: this.kills, restarts: this.restarts,
      breaches: this.service.committed.filter((e) => e.type.includes('.breached.')).length, deadLetters: this.consumer.deadLetters.size,
    };
  }

  private clockOf(tenantId: string): number { return this.clocks.get(tenantId) ?? 0; }

  private async rest(): Promise<boolean> {
    for (let second = 0; second < 60; second += 1) {
      await this.timeline.runUntil(this.timeline.now + 1_000);
      const owed = [...this.service.rows.values()].some((row) => row.nextAlarmAt !== null && row.nextAlarmAt.getTime() <= this.timeline.now + this.clockOf(row.tenantId));
      if (second > 2 && !owed && ![...this.service.outbox.values()].some((waiting) => waiting.length) && !this.broker.waiting()) return true;
    }
    return false;
  }

  /** Keeps a process running: started anew a while after each kill, as Kubernetes does. */
  private keep(name: string, start: () => unknown): void {
    const process = new Process(name);
    this.processes.set(name, process);
    process.dies(() => this.timeline.after(this.random.between(50, 1_500), () => { if (this.processes.get(name) === process) this.keep(name, start); }));
    this.timeline.in(process, start);
  }

  private async work(): Promise<void> {
    while (!this.calm) {
      await this.timeline.sleep(this.random.between(20, 400));
      await this.people.act();
    }
  }

  private async sweep(): Promise<void> {
    const sweep = new BreachSweep(this.database as never, this.database as never, this.obligations, 'utility-care', new Set(), new TenantTurns(QUIET));
    for (;;) {
      await sweep.turn().catch(() => undefined);
      await this.timeline.sleep(500);
    }
  }

  /** A consumer whose effect is not idempotent: it writes down every event that it is given. Some events it cannot digest. */
  private consume(): void {
    const database = new DatabaseModel(this.consumer, () => 0);
    const note = async (event: DomainEvent, { tx, message }: Delivery): Promise<void> => {
      if (/f[0-3]$/.test(message.eventId)) throw new Error(`cannot digest ${event.constructor.name}`);
      await tx.sql({ name: 'effect', text: '' }, [message.eventId, message.type, message.key]);
    };
    const one: EventHandler = { one: note };
    const many: EventHandler = { many: async (events, deliveries) => { for (const [i, event] of events.entries()) await note(event, deliveries[i]!); } };
    const handlers = new Map(allContracts().map(({ type }, i) => [type, i % 2 ? one : many] as const));
    const dispatcher = new Dispatcher(database as never, 'witness', handlers, QUIET);
    this.broker.join(here().process, dispatcher.handle);
  }

  /** Something breaks about every half second, at any point of whatever is going on. */
  private trouble(): void {
    this.timeline.after(this.random.between(100, 900), () => {
      if (this.calm) return;
      const fault = this.random.between(1, 12);
      if (fault <= 7) this.killOne();
      else if (fault === 8) this.restart(this.service);
      else if (fault === 9) this.restart(this.consumer);
      else if (fault === 10) this.restart(this.broker);
      else for (const tenantId of this.people.tenantIds) this.clocks.set(tenantId, this.clockOf(tenantId) + this.random.between(0, 12 * HOUR));
      this.trouble();
    });
  }

  private killOne(): void {
    const process = this.random.pick([...this.processes.values()].filter(({ alive }) => alive));
    this.kills += 1;
    process.kill();
  }

  private restart(part: { restart(downMs: number): void }): void {
    this.restarts += 1;
    part.restart(this.random.between(50, 1_000));
  }
}
