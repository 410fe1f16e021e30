import type { Logger } from 'pino';

/** Repeats `work` every `everyMs` until stopped; a failure is logged and the next turn comes anyway. `stop` waits for the running turn. */
export class Loop {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private stopped = true;

  constructor(private readonly name: string, private readonly everyMs: number, private readonly work: () => Promise<unknown>, private readonly log: Logger) {}

  start(): void {
    this.stopped = false;
    this.turn(0);
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.running;
  }

  private turn(delay: number): void {
    this.timer = setTimeout(() => {
      this.running = this.work()
        .catch((error: unknown) => this.log.warn({ err: error, loop: this.name }, 'turn failed, again'))
        .then(() => { if (!this.stopped) this.turn(this.everyMs); });
    }, delay);
  }
}
