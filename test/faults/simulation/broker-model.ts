import { type Broker, type Delivered, type Message, partitionOf, PARTITIONS } from '@luyue/platform';
import { here, type Process, type Timeline } from './timeline.ts';
import type { Random } from './random.ts';

interface Member { process: Process; handle: (messages: Delivered[]) => Promise<void> }

/**
 * A broker as Kafka is one: ordered partitions, at least once. A batch may be refused, taken in some of its partitions only, or taken without an
 * answer; a group's partitions move between members while the old one still works on what it fetched; offsets are committed late.
 */
export class BrokerModel implements Broker {
  up = true;
  resent = 0;
  private readonly log = new Map<string, Delivered[]>();
  private readonly seen = new Set<string>();
  private readonly members: Member[] = [];
  private readonly committed = new Map<string, number>();
  private generation = 0;

  constructor(private readonly timeline: Timeline, private readonly random: Random, topics: string[]) {
    for (const topic of topics) for (let n = 0; n < PARTITIONS; n += 1) this.log.set(`${topic}/${n}`, []);
  }

  restart(downMs: number): void {
    this.up = false;
    this.timeline.after(downMs, () => { this.up = true; });
  }

  async publish(messages: Message[]): Promise<void> {
    const { process } = here();
    await new Promise<void>((done, fail) => {
      this.timeline.after(this.random.between(1, 30), () => {
        const answered = this.up && this.take(messages);
        this.timeline.after(this.random.between(1, 10), () => {
          if (!process.alive) return;
          if (answered) done();
          else fail(new Error('the broker did not acknowledge'));
        });
      });
    });
  }

  /** A member joins: its group is balanced anew at once, and again when it dies, after the time that the broker waits for its heartbeat. */
  join(process: Process, handle: Member['handle']): void {
    const member = { process, handle };
    this.members.push(member);
    this.generation += 1;
    process.dies(() => this.timeline.after(this.random.between(300, 1_500), () => {
      this.members.splice(this.members.indexOf(member), 1);
      this.generation += 1;
    }));
    void this.consume(member);
  }

  waiting(): number {
    return [...this.log].reduce((sum, [partition, records]) => sum + records.length - (this.committed.get(partition) ?? 0), 0);
  }

  async ensureTopics(): Promise<void> { /* made with the model */ }
  async subscribe(): Promise<never> { throw new Error('members join with join()'); }
  async close(): Promise<void> { /* nothing is held */ }

  private take(messages: Message[]): boolean {
    const fate = this.random.next();
    if (fate < 0.05) return false;
    const partial = fate < 0.1;
    const skipped = new Set(Array.from({ length: PARTITIONS }, (_, n) => n).filter(() => partial && this.random.chance(0.5)));
    for (const message of messages) if (!skipped.has(partitionOf(message.shard))) this.append(message);
    return !partial && fate >= 0.15;
  }

  private append(message: Message): void {
    const partition = partitionOf(message.shard);
    const records = this.log.get(`${message.topic}/${partition}`)!;
    if (this.seen.has(message.eventId)) this.resent += 1;
    this.seen.add(message.eventId);
    records.push({ ...message, partition, position: String(records.length) });
  }

  private own(member: Member): string[] {
    const n = this.members.indexOf(member);
    return [...this.log.keys()].filter((_, i) => n >= 0 && i % this.members.length === n);
  }

  private async consume(member: Member): Promise<void> {
    for (;;) {
      const { generation } = this;
      const position = new Map<string, number>();
      const at = (partition: string): number => position.get(partition) ?? this.committed.get(partition) ?? 0;
      let committedAt = this.timeline.now;
      while (generation === this.generation) {
        const batch = this.up ? this.random.shuffle(this.own(member)).flatMap((p) => this.log.get(p)!.slice(at(p), at(p) + this.random.between(1, 8))) : [];
        if (!batch.length) await this.timeline.sleep(this.random.between(20, 80));
        else if (await this.handled(member, batch, generation)) for (const m of batch) position.set(`${m.topic}/${m.partition}`, Number(m.position) + 1);
        // Late, and only as long as the group is the same (ILLEGAL_GENERATION).
        if (this.timeline.now - committedAt > 200 && generation === this.generation && this.up) {
          for (const [partition, next] of position) this.committed.set(partition, next);
          committedAt = this.timeline.now;
        }
      }
    }
  }

  /** The same batch again until it is taken, unless the partitions went to another member meanwhile. */
  private async handled(member: Member, batch: Delivered[], generation: number): Promise<boolean> {
    while (generation === this.generation) {
      try {
        await member.handle(batch);
        return generation === this.generation;
      } catch {
        await this.timeline.sleep(200);
      }
    }
    return false;
  }
}
