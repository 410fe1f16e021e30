import { EventEmitter } from 'node:events';
import { nationalYears } from '@luyue/kernel';
import type { Obligation } from '@luyue/obligations';
import { type Context, Tx } from '@luyue/platform';
import { here } from './timeline.ts';
import { ConnectionLost, type PostgresModel, type Transaction } from './postgres-model.ts';

interface Query { name: string; values: unknown[] }
interface Answer { rows: object[]; rowCount: number }

/** What TypeORM's metadata would compile; the model's rows are entities already. */
const STATEMENTS = {
  of: () => ({
    insert: (rows: Obligation[]) => ({ statement: { name: 'insert', text: '' }, values: rows }),
    select: (lock: boolean) => ({ name: lock ? 'lock' : 'find', text: '' }),
    update: (row: Obligation, patch: Partial<Obligation>) => ({ statement: { name: 'update', text: '' }, values: [row, patch] }),
    hydrate: (row: object) => row,
  }),
};

/** As a row comes out of the database: instants of columns are dates, those inside of jsonb text (only the facts of a clock hold any). */
function stored<T extends object>(row: T): T {
  const copy = { ...row } as Record<string, unknown>;
  if (copy['facts']) copy['facts'] = JSON.parse(JSON.stringify(copy['facts']));
  return copy as T;
}

/**
 * TenantDatabase over the model: the real `Tx` inside, the transaction held open for a while outside, so that others come in between.
 * `clockOf` tells how far a tenant's clock stands ahead, milliseconds.
 */
export class DatabaseModel {
  readonly hints = new EventEmitter();
  private turn = 0;

  constructor(private readonly postgres: PostgresModel, private readonly clockOf: (tenantId: string) => number) {}

  async write<T>(ctx: Context, work: (tx: Tx) => Promise<T>): Promise<T> {
    return (await this.writeMany([ctx], work))[0]!;
  }

  async writeMany<T>(contexts: Context[], work: (tx: Tx, ctx: Context) => Promise<T>): Promise<T[]> {
    const { timeline } = here();
    const transaction = this.postgres.begin();
    try {
      const results: T[] = [];
      for (const ctx of contexts) {
        await timeline.sleep(this.postgres.latency());
        const tx = new Tx(ctx, new Date(timeline.now + this.clockOf(ctx.tenantId)), this.client(transaction) as never, undefined as never, STATEMENTS as never);
        results.push(await work(tx, ctx));
        this.turn += 1;
        this.postgres.write(transaction, tx, `trace-${this.turn}`);
      }
      this.postgres.mustBeOpen(transaction);
      await this.postgres.commit(transaction);
      this.hints.emit('committed');
      return results;
    } catch (error) {
      if (transaction.state === 'open' || transaction.state === 'aborted') this.postgres.abort(transaction);
      throw error;
    }
  }

  /** `DataSource.query` as the sweep uses it: tenants with something due by their own clock. */
  async query(): Promise<{ id: string; sandbox: boolean }[]> {
    const { timeline } = here();
    await timeline.sleep(this.postgres.latency());
    if (!this.postgres.up) throw new ConnectionLost('connection refused');
    const due = [...this.postgres.rows.values()].filter((row) => row.nextAlarmAt && row.nextAlarmAt.getTime() <= timeline.now + this.clockOf(row.tenantId));
    return [...new Set(due.map((row) => row.tenantId))].map((id) => ({ id, sandbox: true }));
  }

  private client(transaction: Transaction) {
    return {
      query: async ({ name, values }: Query): Promise<Answer> => {
        this.postgres.mustBeOpen(transaction);
        return this.run(transaction, name, values);
      },
    };
  }

  private async run(transaction: Transaction, name: string, values: unknown[]): Promise<Answer> {
    const found = (rows: object[]): Answer => ({ rows, rowCount: rows.length });
    const { postgres } = this;
    switch (name) {
      case 'insert':
        for (const row of values as Obligation[]) transaction.rows.set(row.id, stored(row));
        return found([]);
      case 'find': {
        const row = postgres.row(transaction, values[1] as string);
        return found(row ? [stored(row)] : []);
      }
      case 'lock': {
        await postgres.lock(transaction, values[1] as string);
        const row = postgres.row(transaction, values[1] as string);
        return found(row ? [stored(row)] : []);
      }
      case 'update': return this.update(transaction, values[0] as Obligation, values[1] as Partial<Obligation>);
      case 'obligation_open_of_subject': {
        const rows: object[] = [];
        for (const row of this.committed((r) => r.subjectId === values[1])) {
          await postgres.lock(transaction, row.id);
          const now = postgres.row(transaction, row.id)!;
          if (now.status === 'open') rows.push({ id: now.id, clause_id: now.clauseId, parameter_key: now.parameterKey });
        }
        return found(rows);
      }
      case 'obligation_due': return found(await this.due(transaction, values[0] as string, values[1] as Date));
      case 'inbox_take': {
        const fresh: object[] = [];
        for (const eventId of new Set(values[1] as string[])) if (await postgres.take(transaction, eventId)) fresh.push({ event_id: eventId });
        return found(fresh);
      }
      case 'effect':
        transaction.effects.push({ eventId: values[0] as string, type: values[1] as string, key: values[2] as string });
        return found([]);
      case 'dead_letter_keep':
        transaction.deadLetters.push(values[1] as string);
        return found([]);
      case 'directory_adoptions': return found([{ id: '1', regulation: 'utility-care', versionId: '2020', publishedAt: new Date(0), effectiveFrom: new Date(0), scopeUnitIds: null, supersedes: null }]);
      case 'directory_calendar': return found([...nationalYears]);
      // No other policy than the defaults, the zone of the default.
      case 'directory_version': case 'directory_zone': case 'directory_policies': case 'directory_units': case 'directory_users': return found([]);
      default: throw new Error(`the model knows no statement ${name}`);
    }
  }

  private async update(transaction: Transaction, row: Obligation, patch: Partial<Obligation>): Promise<Answer> {
    await this.postgres.lock(transaction, row.id);
    const now = this.postgres.row(transaction, row.id);
    // Without locks the version check would still stand in the way of a second writer, so that fault leaves it out too.
    if (!now || (now.version !== row.version && this.postgres.planted !== 'rows without locks')) return { rows: [], rowCount: 0 };
    transaction.rows.set(row.id, stored({ ...now, ...patch, version: now.version + 1 }));
    return { rows: [], rowCount: 1 };
  }

  private async due(transaction: Transaction, tenantId: string, now: Date): Promise<object[]> {
    const isDue = (at: Date | null): boolean => at !== null && at <= now && (this.postgres.planted !== 'sweep that forgets what it missed' || at.getTime() > now.getTime() - 1_000);
    const rows: object[] = [];
    for (const row of this.committed((r) => r.tenantId === tenantId && isDue(r.nextAlarmAt)).toSorted((a, b) => a.nextAlarmAt!.getTime() - b.nextAlarmAt!.getTime())) {
      if (rows.length < 200 && (await this.postgres.lock(transaction, row.id, true)) && isDue(this.postgres.row(transaction, row.id)!.nextAlarmAt)) rows.push({ id: row.id });
    }
    return rows;
  }

  private committed(wanted: (row: Obligation) => boolean): Obligation[] {
    return [...this.postgres.rows.values()].filter(wanted).toSorted((a, b) => (a.id < b.id ? -1 : 1));
  }
}
