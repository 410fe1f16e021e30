import type { Obligation } from '@luyue/obligations';
import type { Tx } from '@luyue/platform';
import { type Process, here, type Timeline } from './timeline.ts';
import type { Random } from './random.ts';

/** A row of the outbox, with the id that PostgreSQL gave it when it was written: ids become visible in the order of commits, not of ids. */
export interface OutboxEntry {
  id: number; shard: number; eventId: string; type: string; topic: string; key: string; at: string; tenantId: string; sandbox: boolean; traceparent: string; payload: string;
}

/** What a handler did, kept in the order in which it was done. */
export interface Effect { eventId: string; type: string; key: string }

/** Faults that were built in on purpose, to show that the checks see them. */
export type Planted = 'relay with a cursor' | 'relay that deletes before it sends' | 'relay without an order' | 'inbox without a key' | 'rows without locks' | 'sweep that forgets what it missed' | 'outbox beside the transaction';

export class ConnectionLost extends Error {
  readonly code = '57P01';
}

class Deadlock extends Error {
  readonly code = '40P01';
}

/** One open transaction: what it wrote is its own until the commit. */
export class Transaction {
  state: 'open' | 'committing' | 'committed' | 'aborted' = 'open';
  readonly rows = new Map<string, Obligation>();
  readonly events: OutboxEntry[] = [];
  readonly taken = new Set<string>();
  readonly effects: Effect[] = [];
  readonly deadLetters: string[] = [];
  readonly locks = new Set<string>();
  waitsFor: Transaction | undefined;
  private waiting: (() => void)[] = [];

  constructor(readonly process: Process) {}

  over(): Promise<void> { return new Promise((done) => { this.waiting.push(done); }); }

  end(state: 'committed' | 'aborted'): void {
    this.state = state;
    for (const done of this.waiting.splice(0)) done();
  }
}

/**
 * One service's database as far as the backbone relies on it: transactions, row locks, unique keys, session locks, ids given before the commit,
 * connections that break, a server that restarts.
 */
export class PostgresModel {
  up = true;
  readonly rows = new Map<string, Obligation>();
  readonly inbox = new Set<string>();
  readonly effects: Effect[] = [];
  readonly deadLetters = new Set<string>();
  /** Every event that was committed, for the checks. */
  readonly committed: OutboxEntry[] = [];
  readonly outbox = new Map<number, OutboxEntry[]>();
  readonly sessionLocks = new Map<number, object>();
  private readonly open = new Set<Transaction>();
  private readonly rowLocks = new Map<string, Transaction>();
  private readonly connections = new Set<() => void>();
  private lastId = 0;

  constructor(readonly timeline: Timeline, readonly random: Random, readonly planted?: Planted) {}

  /** Time on the wire and in the server. */
  latency(): number { return this.random.between(1, this.random.chance(0.05) ? 120 : 6); }

  /** kill -9 and restart: open transactions are gone, connections break, what was committed stays. */
  restart(downMs: number): void {
    this.up = false;
    for (const transaction of [...this.open]) this.abort(transaction);
    this.sessionLocks.clear();
    for (const cut of [...this.connections]) cut();
    this.timeline.after(downMs, () => { this.up = true; });
  }

  connected(cut: () => void): () => void {
    this.connections.add(cut);
    return () => this.connections.delete(cut);
  }

  begin(): Transaction {
    if (!this.up) throw new ConnectionLost('connection refused');
    const { process } = here();
    const transaction = new Transaction(process);
    this.open.add(transaction);
    // The server ends what a dead client has left open; a COMMIT that is already on its way is carried out.
    process.dies(() => { if (transaction.state === 'open') this.abort(transaction); });
    return transaction;
  }

  abort(transaction: Transaction): void {
    this.open.delete(transaction);
    this.release(transaction);
    transaction.end('aborted');
  }

  /** Ids are given at the INSERT, so an earlier commit may have later ids. */
  write(transaction: Transaction, tx: Tx, traceparent: string): void {
    for (const event of tx.events) {
      this.lastId += 1;
      transaction.events.push({ ...event, id: this.lastId, at: tx.now.toISOString(), tenantId: tx.tenantId, sandbox: tx.ctx.sandbox, traceparent });
    }
    if (this.planted === 'outbox beside the transaction') this.show(transaction.events);
  }

  /** Resolves when the commit is durable and known; rejects when it did not happen, or did and the answer was lost. */
  async commit(transaction: Transaction): Promise<void> {
    const { process } = here();
    transaction.state = 'committing';
    await new Promise<void>((done, fail) => {
      this.timeline.after(this.latency(), () => {
        if (transaction.state === 'aborted') return fail(new ConnectionLost('terminating connection'));
        this.apply(transaction);
        if (!process.alive) return;
        if (this.random.chance(0.01)) fail(new ConnectionLost('connection reset after COMMIT'));
        else done();
      });
    });
  }

  /** Takes the row lock, waiting for whoever has it; false where it would have to wait and must not. */
  async lock(transaction: Transaction, id: string, skipLocked = false): Promise<boolean> {
    if (this.planted === 'rows without locks') return true;
    for (let holder = this.rowLocks.get(id); holder && holder !== transaction; holder = this.rowLocks.get(id)) {
      if (skipLocked) return false;
      await this.wait(transaction, holder);
    }
    this.rowLocks.set(id, transaction);
    transaction.locks.add(id);
    return true;
  }

  row(transaction: Transaction, id: string): Obligation | undefined { return transaction.rows.get(id) ?? this.rows.get(id); }

  /** The unique key of the inbox: waits for another transaction that has just taken the same event. */
  async take(transaction: Transaction, eventId: string): Promise<boolean> {
    if (this.planted === 'inbox without a key') return true;
    for (let other = this.taker(eventId, transaction); other; other = this.taker(eventId, transaction)) {
      await this.wait(transaction, other);
    }
    if (this.inbox.has(eventId) || transaction.taken.has(eventId)) return false;
    transaction.taken.add(eventId);
    return true;
  }

  mustBeOpen(transaction: Transaction): void {
    if (transaction.state === 'aborted') throw new ConnectionLost('terminating connection');
  }

  remove(shard: number, id: number): void {
    this.outbox.set(shard, (this.outbox.get(shard) ?? []).filter((entry) => entry.id !== id));
  }

  /** Waits for another transaction's end; two that wait for each other are told after a second, as PostgreSQL does. */
  private async wait(transaction: Transaction, holder: Transaction): Promise<void> {
    transaction.waitsFor = holder;
    for (let over = false; !over;) {
      over = await Promise.race([holder.over().then(() => true), this.timeline.sleep(1_000).then(() => false)]);
      if (!over && waitsForItself(transaction)) throw new Deadlock('deadlock detected');
    }
    transaction.waitsFor = undefined;
    this.mustBeOpen(transaction);
  }

  private taker(eventId: string, except: Transaction): Transaction | undefined {
    return [...this.open].find((t) => t !== except && t.taken.has(eventId));
  }

  private apply(transaction: Transaction): void {
    for (const [id, row] of transaction.rows) this.rows.set(id, row);
    for (const id of transaction.taken) this.inbox.add(id);
    for (const id of transaction.deadLetters) this.deadLetters.add(id);
    this.effects.push(...transaction.effects);
    this.committed.push(...transaction.events);
    if (this.planted !== 'outbox beside the transaction') this.show(transaction.events);
    this.open.delete(transaction);
    this.release(transaction);
    transaction.end('committed');
  }

  /** From here on a relay finds them. */
  private show(events: OutboxEntry[]): void {
    for (const event of events) this.outbox.set(event.shard, [...(this.outbox.get(event.shard) ?? []), event].toSorted((a, b) => a.id - b.id));
  }

  private release(transaction: Transaction): void {
    for (const id of transaction.locks) if (this.rowLocks.get(id) === transaction) this.rowLocks.delete(id);
  }
}

function waitsForItself(transaction: Transaction): boolean {
  const passed = new Set<Transaction>();
  for (let next = transaction.waitsFor; next && !passed.has(next); next = next.waitsFor) {
    if (next === transaction) return true;
    passed.add(next);
  }
  return false;
}
