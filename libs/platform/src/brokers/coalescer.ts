import type { Delivered } from './broker.ts';

interface Waiting { messages: Delivered[]; done: () => void; failed: (error: unknown) => void }

/**
 * Joins the batches of several partitions that arrive together into one call, and so into one transaction: requests per cycle are what a
 * consumer pays for. One call runs at a time; what arrives meanwhile waits for the next.
 */
export class Coalescer {
  private waiting: Waiting[] = [];
  private running = false;

  constructor(private readonly handle: (messages: Delivered[]) => Promise<void>) {}

  add(messages: Delivered[]): Promise<void> {
    return new Promise((done, failed) => {
      this.waiting.push({ messages, done, failed });
      if (!this.running) {
        this.running = true;
        setImmediate(() => void this.drain());
      }
    });
  }

  private async drain(): Promise<void> {
    while (this.waiting.length) {
      const batch = this.waiting;
      this.waiting = [];
      try {
        await this.handle(batch.length === 1 ? batch[0]!.messages : batch.flatMap((w) => w.messages));
        for (const w of batch) w.done();
      } catch (error) {
        for (const w of batch) w.failed(error);
      }
    }
    this.running = false;
  }
}
