import type { Logger } from 'pino';
import { setTimeout as sleep } from 'node:timers/promises';
import { crosses, parseEvent, type DomainEvent } from '@luyue/contracts';
import { systemContext } from '../auth/context.ts';
import type { Delivered } from '../brokers/broker.ts';
import { statement } from '../database/statements.ts';
import type { TenantDatabase } from '../database/tenant-database.ts';
import type { Tx } from '../database/tx.ts';
import { inConsumerSpan } from '../telemetry/trace.ts';
import { deadLetter } from './dead-letters.ts';

/** What a handler gets beside the event: the open transaction of its tenant, which also holds the inbox row. */
export interface Delivery { tx: Tx; message: Delivered }

export interface EventHandler {
  /** One event. */
  one?: (event: DomainEvent, delivery: Delivery) => Promise<void>;
  /** All events of this type that a fetch brought for one tenant, in order: set-based consumers are ten times faster. */
  many?: (events: DomainEvent[], deliveries: Delivery[]) => Promise<void>;
}

// DISTINCT: one event twice in one batch (a re-send) must not meet itself here and look like two.
const TAKE = statement('inbox_take', `
  INSERT INTO inbox (tenant_id, event_id) SELECT DISTINCT $1::uuid, e FROM unnest($2::uuid[]) e ON CONFLICT DO NOTHING RETURNING event_id`);

const ATTEMPTS = 3;

/** Failures of the surroundings: the same message will pass later. Everything else is the message's own (or its handler's) fault. */
export function isTransient(error: unknown): boolean {
  const code = (error as { code?: string } | null)?.code;
  if (code === undefined) return /connection|terminated|timeout|ECONN/i.test(String((error as Error | null)?.message ?? '')) && !(error as Error).name.includes('Invalid');
  return /^(08|40|53|55|57|58)/.test(code) || /^E[A-Z]+$/.test(code);
}

/**
 * Applies delivered events exactly once: inbox row and effect commit together. A batch is one transaction over all its tenants; when it
 * fails, its messages go one by one, and one that keeps failing becomes a dead letter, so that the partition goes on. An event that crosses to a
 * partner is a batch by itself.
 */
export class Dispatcher {
  constructor(private readonly database: TenantDatabase, private readonly group: string, private readonly handlers: Map<string, EventHandler>, private readonly log: Logger) {}

  handle = async (messages: Delivered[]): Promise<void> => {
    for (const batch of batchesOf(messages.filter((m) => this.handlers.has(m.type)))) {
      try {
        await this.apply(batch);
      } catch (error) {
        if (isTransient(error)) throw error;
        for (const message of batch) await this.alone(message);
      }
    }
  };

  private async alone(message: Delivered): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.apply([message]);
      } catch (error) {
        if (isTransient(error)) throw error;
        if (attempt < ATTEMPTS) {
          await sleep(20 * attempt);
          continue;
        }
        this.log.error({ err: error, eventId: message.eventId, type: message.type, tenantId: message.tenantId, group: this.group }, 'event became a dead letter');
        await deadLetter(this.database, message, error, attempt);
        return;
      }
    }
  }

  /** All messages in one transaction, tenant by tenant, each tenant's in their order. */
  async apply(messages: Delivered[]): Promise<void> {
    const tenants = new Map<string, Delivered[]>();
    for (const m of messages) {
      const list = tenants.get(m.tenantId);
      if (list) list.push(m);
      else tenants.set(m.tenantId, [m]);
    }
    const groups = [...tenants.values()];
    await this.database.writeMany(groups.map((g) => systemContext(g[0]!.tenantId, g[0]!.sandbox, g[0]!.traceparent)), async (tx) => {
      const own = tenants.get(tx.tenantId)!;
      const fresh = new Set((await tx.sql<{ event_id: string }>(TAKE, [tx.tenantId, own.map((m) => m.eventId)])).map((r) => r.event_id));
      const todo = own.filter((m) => fresh.delete(m.eventId));
      await this.run(tx, todo);
    });
  }

  private async run(tx: Tx, messages: Delivered[]): Promise<void> {
    for (let i = 0; i < messages.length;) {
      const { type } = messages[i]!;
      let end = i + 1;
      while (end < messages.length && messages[end]!.type === type) end += 1;
      const events = messages.slice(i, end).map((m) => parseEvent(type, JSON.parse(m.payload)));
      const deliveries = messages.slice(i, end).map((message) => ({ tx, message }));
      const handler = this.handlers.get(type)!;
      await inConsumerSpan(type, events.length, messages[i]!.traceparent, async () => {
        if (handler.many) await handler.many(events, deliveries);
        else for (const [n, event] of events.entries()) await handler.one!(event, deliveries[n]!);
      });
      i = end;
    }
  }
}

/**
 * The messages in their order, cut around those that cross: their handler writes at the partner in a second transaction, which would wait for ever for
 * rows that an event of the partner, applied before in the same batch, holds in the first.
 */
export function batchesOf(messages: Delivered[]): Delivered[][] {
  const batches: Delivered[][] = [];
  for (const message of messages) {
    const last = batches.at(-1);
    if (last && !crosses(message.type) && !crosses(last[0]!.type)) last.push(message);
    else batches.push([message]);
  }
  return batches;
}
