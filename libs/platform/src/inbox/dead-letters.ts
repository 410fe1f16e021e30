import { contractOf } from '@luyue/contracts';
import { permit, systemContext, type Context } from '../auth/context.ts';
import type { Delivered } from '../brokers/broker.ts';
import { statement } from '../database/statements.ts';
import type { TenantDatabase } from '../database/tenant-database.ts';
import { refuse } from '../http/problem.ts';
import { shardOf } from '../outbox/shard.ts';
import type { DeadLetter } from './dead-letter-routes.ts';
import type { Dispatcher } from './dispatcher.ts';

const KEEP = statement('dead_letter_keep', `
  INSERT INTO dead_letter (tenant_id, event_id, type, topic, key, at, payload, traceparent, reason, attempts) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
  ON CONFLICT (tenant_id, event_id) DO UPDATE SET reason = excluded.reason, attempts = dead_letter.attempts + excluded.attempts, failed_at = now(), replayed_at = NULL`);
const LIST = statement('dead_letter_list', `SELECT event_id AS id, type, key, at, reason, attempts, failed_at AS "failedAt" FROM dead_letter WHERE tenant_id = $1 AND replayed_at IS NULL ORDER BY failed_at DESC LIMIT 200`);
const FIND = statement('dead_letter_find', `SELECT * FROM dead_letter WHERE tenant_id = $1 AND event_id = $2`);
const DONE = statement('dead_letter_done', `UPDATE dead_letter SET replayed_at = now(), replayed_by = $3 WHERE tenant_id = $1 AND event_id = $2`);

/** Keeps the poisoned event with its reason, and sends it on to the dead-letter topic of the consumer (through the outbox, in the same transaction). */
export async function deadLetter(database: TenantDatabase, m: Delivered, error: unknown, attempts: number): Promise<void> {
  const reason = error instanceof Error ? error.message : String(error);
  await database.write(systemContext(m.tenantId, m.sandbox, m.traceparent), async (tx) => {
    await tx.sql(KEEP, [m.tenantId, m.eventId, m.type, m.topic, m.key, m.at, m.payload, m.traceparent, reason.slice(0, 2_000), attempts]);
    tx.events.push({ shard: shardOf(m.tenantId, m.key), eventId: m.eventId, type: m.type, topic: 'platform.dead-letter', key: m.key, payload: JSON.stringify({ reason, topic: m.topic, payload: m.payload }) });
  });
}

/** Dead letters of the tenant, and their replay once the cause is mended. */
export class DeadLetters {
  constructor(private readonly database: TenantDatabase, private readonly dispatcher: () => Dispatcher) {}

  async list(ctx: Context): Promise<DeadLetter[]> {
    permit(ctx, 'deadLetter.read');
    return this.database.read(ctx, (tx) => tx.sql<DeadLetter & Record<string, unknown>>(LIST, [tx.tenantId]));
  }

  /** Applies the event again. Throws 404 for an unknown id, and the handler's own failure when it still fails. */
  async replay(ctx: Context, eventId: string): Promise<void> {
    permit(ctx, 'deadLetter.replay');
    const row = await this.database.read(ctx, async (tx) => (await tx.sql<Record<string, string> & { at: never }>(FIND, [tx.tenantId, eventId]))[0]);
    if (!row || !contractOf(row['type']!)) throw refuse.notFound({ zh: '死信', en: 'dead letter' });
    await this.dispatcher().apply([{ topic: row['topic']!, partition: 0, position: '0', key: row['key']!, eventId, type: row['type']!, at: new Date(row['at'] as unknown as Date).toISOString(), tenantId: ctx.tenantId, sandbox: ctx.sandbox, traceparent: row['traceparent']!, payload: row['payload']! }]);
    await this.database.write(ctx, (tx) => tx.sql(DONE, [tx.tenantId, eventId, ctx.userName]));
  }
}
