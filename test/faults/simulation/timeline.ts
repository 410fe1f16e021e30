import { AsyncLocalStorage } from 'node:async_hooks';
import { nextTick } from 'node:process';
import type { Random } from './random.ts';

/** A process that can be killed: nothing it waits for ever comes back to it. */
export class Process {
  alive = true;
  private readonly onDeath: (() => void)[] = [];

  constructor(readonly name: string) {}

  dies(then: () => void): void { this.onDeath.push(then); }

  kill(): void {
    this.alive = false;
    for (const then of this.onDeath) then();
  }
}

const current = new AsyncLocalStorage<{ timeline: Timeline; process: Process }>();

/** The simulated life that the running code is part of. Throws outside of one. */
export function here(): { timeline: Timeline; process: Process } {
  const found = current.getStore();
  if (!found) throw new Error('this code runs outside of a simulation');
  return found;
}

/** Stands in for the sleep of node:timers/promises; milliseconds of simulated time. */
export const simulatedSleep = (ms: number): Promise<void> => here().timeline.sleep(ms);

/** Stands in for uuid v7: ids decide shards and partitions, so they come from the seed too. */
export const simulatedId = (): string => here().timeline.ids.id();

interface Due { at: number; n: number; run: () => void }

/**
 * Simulated time: the next thing that is due happens, and all code that it wakes runs until it waits again. One thread and one order, so a
 * seed always lives the same life.
 */
export class Timeline {
  private readonly heap: Due[] = [];
  private n = 0;

  constructor(public now: number, readonly ids: Random) {}

  /** Runs `work` as `process`: its sleeps and connections are that process's. */
  in<T>(process: Process, work: () => T): T { return current.run({ timeline: this, process }, work); }

  /** Calls `run` in `ms`, whoever lives or dies meanwhile: what is already on the wire arrives. */
  after(ms: number, run: () => void): void {
    const due = { at: this.now + ms, n: this.n++, run };
    let i = this.heap.push(due) - 1;
    for (let up = (i - 1) >> 1; i > 0 && before(due, this.heap[up]!); up = (i - 1) >> 1) {
      this.heap[i] = this.heap[up]!;
      i = up;
    }
    this.heap[i] = due;
  }

  /** Resolves in `ms`; never for a process that was killed meanwhile. */
  sleep(ms: number): Promise<void> {
    const { process } = here();
    return new Promise((resolve) => { this.after(ms, () => { if (process.alive) resolve(); }); });
  }

  async runUntil(end: number): Promise<void> {
    for (let due = this.heap[0]; due && due.at <= end; due = this.heap[0]) {
      this.pop();
      this.now = due.at;
      due.run();
      // Everything that waited for this goes on before the next thing happens: a tick asked for inside of a promise comes when no promise has anything left to do.
      await new Promise(nextTick);
    }
    this.now = end;
  }

  private pop(): void {
    const last = this.heap.pop()!;
    if (!this.heap.length) return;
    let i = 0;
    for (;;) {
      let child = 2 * i + 1;
      if (child >= this.heap.length) break;
      if (child + 1 < this.heap.length && before(this.heap[child + 1]!, this.heap[child]!)) child += 1;
      if (!before(this.heap[child]!, last)) break;
      this.heap[i] = this.heap[child]!;
      i = child;
    }
    this.heap[i] = last;
  }
}

const before = (a: Due, b: Due): boolean => a.at < b.at || (a.at === b.at && a.n < b.n);
