import { fileURLToPath } from 'node:url';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { Piscina } from 'piscina';
import type { Logger } from 'pino';
import { Problem } from '@luyue/platform';

export interface ThreadOptions {
  threads: number;
  /** Tasks that one thread may have at once: more than one for tasks that mostly wait. */
  tasksEach: number;
  /** A thread that needs more is ended, and its tasks fail. */
  memoryMb: number;
  timeoutMs?: number;
}

/** Tasks that may wait for a thread. */
const MAX_WAITING = 100;
/** A thread without work ends after so long; it comes back with the next task. */
const IDLE_MS = 20_000;

export class ThreadTimeout extends Error {}

/** A few threads for work that would hold the event loop. None starts before the first task, and idle ones keep no process alive. */
export class Threads {
  private readonly pool: Piscina;

  /** @param file a module of plain JavaScript; its exported functions are the tasks */
  constructor(file: URL, private readonly options: ThreadOptions, log: Logger) {
    this.pool = new Piscina({
      filename: fileURLToPath(file), minThreads: 0, maxThreads: options.threads, concurrentTasksPerWorker: options.tasksEach, maxQueue: MAX_WAITING, idleTimeout: IDLE_MS,
      // Otherwise a thread sleeps between its tasks and hears no port.
      atomics: 'disabled', resourceLimits: { maxOldGenerationSizeMb: options.memoryMb },
    });
    this.pool.on('error', (error: unknown) => log.error({ err: error }, 'a thread ended'));
  }

  /** Runs a task. Throws what the task throws, `ThreadTimeout` past its time, 503 where too many wait already. */
  async run<R>(name: string, task: unknown, transfer: readonly (ArrayBuffer | MessagePort)[] = []): Promise<R> {
    const signal = this.options.timeoutMs === undefined ? undefined : AbortSignal.timeout(this.options.timeoutMs);
    try {
      return (await this.pool.run(task, { name, signal, transferList: transfer as never })) as R;
    } catch (error) {
      if (signal?.aborted) throw new ThreadTimeout(`${name} took longer than ${this.options.timeoutMs} ms`, { cause: error });
      if (/queue is at limit/i.test((error as Error).message)) throw new Problem({ status: 503, code: 'busy', title: { zh: '正忙，请稍后再试', en: 'Busy; try again in a while' } });
      throw error;
    }
  }

  /** Starts a task that answers question by question, such as rows in and bytes out: neither side runs ahead of the other. */
  converse<Question, Answer>(name: string, task: object): Conversation<Question, Answer> {
    const { port1, port2 } = new MessageChannel();
    return new Conversation(port1, this.run(name, { ...task, port: port2 }, [port2]));
  }

  async close(): Promise<void> { await this.pool.destroy(); }
}

/** Questions to one task and its answers, one at a time. */
export class Conversation<Question, Answer> {
  private waiting: { resolve: (answer: Answer) => void; reject: (error: unknown) => void } | undefined;
  private ended: { error: unknown } | undefined;

  constructor(private readonly port: MessagePort, task: Promise<unknown>) {
    port.on('message', (answer: Answer) => this.settle((waiting) => waiting.resolve(answer)));
    const end = (error: unknown): void => {
      this.ended = { error };
      this.settle((waiting) => waiting.reject(error));
      port.close();
    };
    task.then(() => end(new Error('the task has ended')), end);
  }

  ask(question: Question): Promise<Answer> {
    return new Promise((resolve, reject) => {
      if (this.ended) return reject(this.ended.error as Error);
      this.waiting = { resolve, reject };
      this.port.postMessage(question);
    });
  }

  /** Tells the task that nobody asks any more; it ends. */
  close(): void { this.port.close(); }

  private settle(how: (waiting: NonNullable<typeof this.waiting>) => void): void {
    const { waiting } = this;
    this.waiting = undefined;
    if (waiting) how(waiting);
  }
}
