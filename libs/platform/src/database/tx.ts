import type { ClientBase, QueryResultRow } from 'pg';
import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';
import { contractFor, type DomainEvent } from '@luyue/contracts';
import { newId } from '@luyue/kernel';
import type { Context } from '../auth/context.ts';
import { refuse, type Text } from '../http/problem.ts';
import { shardOf } from '../outbox/shard.ts';
import { traceparentOf } from '../telemetry/trace.ts';
import type { Statement, StatementCache } from './statements.ts';

export interface OutboxRow { shard: number; eventId: string; type: string; topic: string; key: string; payload: string }

/** Rows that carry a tenant, an id and a version: what `insert`, `get`, `lock` and `update` work on. */
export interface Versioned extends ObjectLiteral { tenantId: string; id: string; version: number }

/** Characters of an event's JSON; at 3 bytes each still under the 1 MiB that a broker takes. */
const LARGEST_EVENT = 300_000;

/**
 * One transaction of one tenant. The database shows and takes only that tenant's rows; `now` is the tenant's time, and nothing else in the
 * code asks for the time.
 */
export class Tx {
  readonly events: OutboxRow[] = [];
  /** Events that are in the outbox already. */
  sent = 0;
  constructor(
    readonly ctx: Context,
    readonly now: Date,
    private readonly client: ClientBase,
    readonly manager: EntityManager,
    private readonly statements: StatementCache,
    /** What was found out once in this transaction and need not be asked again; each owner has a key of its own. */
    readonly memory = new Map<symbol, unknown>(),
    /** Whether it is a step of a story, whose events are sifted when it is told. */
    readonly inStory = false,
  ) {}

  get tenantId(): string { return this.ctx.tenantId; }

  /** Runs a named statement. Statements queued without awaiting go out in one round trip. */
  async sql<R extends QueryResultRow>(statement: Statement, values: unknown[] = []): Promise<R[]> {
    return (await this.client.query<R>({ name: statement.name, text: statement.text, values })).rows;
  }

  /** Rows of a statement of our own as entities; columns beside the entity's are left to the caller. */
  hydrate<E extends ObjectLiteral>(entity: EntityTarget<E>, row: ObjectLiteral): E { return this.statements.of(entity).hydrate<E>(row); }

  /** An entity's rows by a named condition (the text after WHERE, with its order): hot reads, whose statement TypeORM would build and PostgreSQL plan anew each time. */
  async rows<E extends ObjectLiteral>(entity: EntityTarget<E>, condition: Statement, values: unknown[]): Promise<E[]> {
    const compiled = this.statements.of(entity);
    return (await this.sql(compiled.where(condition), values)).map((row) => compiled.hydrate<E>(row));
  }

  async insert<E extends ObjectLiteral>(entity: EntityTarget<E>, row: E): Promise<E> {
    await this.insertAll(entity, [row]);
    return row;
  }

  async insertAll<E extends ObjectLiteral>(entity: EntityTarget<E>, rows: E[]): Promise<void> {
    if (!rows.length) return;
    const { statement, values } = this.statements.of(entity).insert(rows);
    await this.sql(statement, values);
  }

  /** The row, or null. `lock` takes it for update: the writer of an aggregate locks it before its event, so that events keep order. */
  async find<E extends Versioned>(entity: EntityTarget<E>, id: string, options: { lock?: boolean } = {}): Promise<E | null> {
    const compiled = this.statements.of(entity);
    const [row] = await this.sql(compiled.select(options.lock ?? false), [this.tenantId, id]);
    return row ? compiled.hydrate<E>(row) : null;
  }

  /** The row, or the 404 that an id of another tenant answers too. */
  async get<E extends Versioned>(entity: EntityTarget<E>, id: string, what?: Text): Promise<E> {
    const row = await this.find(entity, id);
    if (!row) throw refuse.notFound(what);
    return row;
  }

  async lock<E extends Versioned>(entity: EntityTarget<E>, id: string, what?: Text): Promise<E> {
    const row = await this.find(entity, id, { lock: true });
    if (!row) throw refuse.notFound(what);
    return row;
  }

  /** Writes the changed fields and raises the version, on the row and on the object. Throws 412 when someone else was faster. */
  async update<E extends Versioned>(entity: EntityTarget<E>, row: E, patch: Partial<E>): Promise<E> {
    const { statement, values } = this.statements.of(entity).update(row, patch);
    const result = await this.client.query({ name: statement.name, text: statement.text, values });
    if (result.rowCount !== 1) throw refuse.stale();
    return Object.assign(row, patch, { version: row.version + 1 });
  }

  /** Puts an event into the outbox of this transaction; it leaves with the commit or not at all. */
  publish(event: DomainEvent): void {
    const { type, topic, key: field } = contractFor(event);
    const key = String((event as unknown as Record<string, unknown>)[field]);
    const payload = JSON.stringify(event);
    // The broker would refuse it for ever, and all that stands behind it: better that the transaction fails.
    if (payload.length > LARGEST_EVENT) throw new Error(`${type} of ${key} is too large for an event: ${payload.length} characters`);
    this.events.push({ shard: shardOf(this.tenantId, key), eventId: newId(), type, topic, key, payload });
  }

  /**
   * What events that are alike but for some fields have in common, for a statement that puts thousands of them into the outbox by itself and appends the rest to `text`, which lacks its closing
   * brace. It says `tell(how many)` of them. Not in a story, which looks at each event by itself: there they are published one by one.
   */
  alike<E extends DomainEvent>(event: Omit<E, never>, differing: (keyof E)[]): { type: string; topic: string; text: string } {
    const { type, topic } = contractFor(event as E);
    const text = JSON.stringify({ ...event, ...Object.fromEntries(differing.map((field) => [field, undefined])) }).slice(0, -1);
    if (text.length > LARGEST_EVENT) throw new Error(`${type} is too large for an event: ${text.length} characters`);
    return { type, topic, text };
  }

  /** So many events are in the outbox already. */
  tell(events: number): void { this.sent += events; }

  get traceparent(): string { return traceparentOf(this.ctx); }
}
