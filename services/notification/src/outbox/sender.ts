import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { type Loop, statement, TenantDatabase, TenantTurns, type Tx, WORKS } from '@luyue/platform';
import { Channels, type Result } from './channels.ts';
import { OutboundMessage } from './outbound-message.entity.ts';
import { backoff } from './outbox.rules.ts';
import { Outbox } from './outbox.service.ts';

const BATCH = 20;
/** How long a message that was taken stays with its sender; after a crash another takes it again. */
const LEASE_MS = 120_000;
const TAKE = statement('outbound_take', `
  SELECT id FROM outbound_message WHERE tenant_id = $1 AND send_at <= $2 ORDER BY send_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED`);
/** A result may concern both channels of a person: their rows are locked together and in one order, so that two senders do not wait for each other. */
const LOCK = statement('outbound_lock', `SELECT id FROM outbound_message WHERE tenant_id = $1 AND notice_id = $2 AND recipient = $3 ORDER BY id FOR UPDATE`);
/** Of somebody outside only the asker knows an address; no provider needs to be asked where there is none. */
const NO_ADDRESS: Result = { kind: 'bounced', reason: 'no address' };

/**
 * Hands due messages to their providers: taken in one transaction, sent outside any, the result kept in another. At least once: a crash
 * between the two sends again.
 */
@Injectable()
export class Sender implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly loop: Loop;

  constructor(private readonly database: TenantDatabase, private readonly outbox: Outbox, private readonly channels: Channels, @Inject(WORKS) private readonly works: Set<string>, private readonly turns: TenantTurns) {
    this.loop = turns.loop('outbox-sender', 500, () => this.turn());
  }

  onApplicationBootstrap(): void { if (this.works.has('sweep')) this.loop.start(); }

  async onApplicationShutdown(): Promise<void> {
    await this.loop.stop();
    this.channels.close();
  }

  /** One pass over all tenants with something due by their own clock; returns how many messages were handed over. */
  async turn(): Promise<number> {
    const tenants = await this.database.source.query<{ id: string; sandbox: boolean }[]>('SELECT id, sandbox FROM outbound_tenants_due(now())');
    return this.turns.each('outbox-sender', tenants, async (ctx) => {
      const taken = await this.database.write(ctx, (tx) => this.take(tx));
      for (const row of taken) {
        const result = row.outside && !row.address ? NO_ADDRESS : await this.channels.of(row.channel, ctx.sandbox).send(row);
        await this.database.write(ctx, (tx) => this.keep(tx, row, result));
      }
      return taken.length;
    });
  }

  private async take(tx: Tx): Promise<OutboundMessage[]> {
    const due = await tx.sql<{ id: string }>(TAKE, [tx.tenantId, tx.now]);
    const rows = await Promise.all(due.map(({ id }) => tx.get(OutboundMessage, id)));
    for (const row of rows) await tx.update(OutboundMessage, row, { attempts: row.attempts + 1, sendAt: new Date(tx.now.getTime() + LEASE_MS) });
    return rows;
  }

  private async keep(tx: Tx, { id, noticeId, recipient }: OutboundMessage, result: Result): Promise<void> {
    await tx.sql(LOCK, [tx.tenantId, noticeId, recipient]);
    const row = await tx.get(OutboundMessage, id);
    if (!row.sendAt) return;
    if (result.kind === 'accepted') return this.outbox.accepted(tx, row, result.providerId);
    const wait = result.kind === 'failed' ? backoff(row.attempts) : null;
    if (wait === null) return this.outbox.bounced(tx, row, result.reason);
    await tx.update(OutboundMessage, row, { sendAt: new Date(tx.now.getTime() + wait * 1_000), reason: result.reason });
  }
}
