import { Injectable } from '@nestjs/common';
import { make, MessageSettled, type MessageChannel, type MessageRequested, type MessageResult } from '@luyue/contracts';
import { newId } from '@luyue/kernel';
import { statement, type Tx } from '@luyue/platform';
import { RecipientResult } from './recipient-result.entity.ts';
import { firstResult, resultAfter } from './results.rules.ts';

/** A recipient on one channel; `people` as their outbound rows name them, none for somebody who is not there. */
export interface Owed { key: string; channel: MessageChannel; people: string[]; levelsUp: number; reason: string | null }
/** What a provider, or the lack of one, did for one person. */
export interface Outcome { recipient: string; channel: MessageChannel; result: MessageResult; providerId: string | null; reason: string | null }

const KNOWN = statement('result_known', `SELECT 1 AS known FROM recipient_result WHERE tenant_id = $1 AND message_id = $2 LIMIT 1`);
const OF_PEOPLE = statement('result_of_people', `SELECT * FROM recipient_result WHERE tenant_id = $1 AND message_id = $2 AND channel = ANY ($3) AND people && $4::text[] ORDER BY id FOR UPDATE`);

/** The result of each recipient of a requested message; whoever asked hears of it in the transaction that settles it. */
@Injectable()
export class Results {
  /** Whether the message was asked for before. */
  async known(tx: Tx, messageId: string): Promise<boolean> { return (await tx.sql(KNOWN, [tx.tenantId, messageId])).length > 0; }

  /** Opens a result for each recipient and channel of a message, before it is written. */
  async owe(tx: Tx, { messageId, context }: Pick<MessageRequested, 'messageId' | 'context'>, owed: Owed[]): Promise<void> {
    const rows = owed.map(({ key, channel, people, levelsUp, reason }): RecipientResult => {
      const result = firstResult(channel, people.length);
      return { tenantId: tx.tenantId, id: newId(), version: 1, messageId, at: tx.now, context, key, channel, people, waiting: result ? [] : people, levelsUp, result, providerId: null, reason, settledAt: result && tx.now };
    });
    await tx.insertAll(RecipientResult, rows);
    for (const row of rows) if (row.result) tell(tx, row, row.result);
  }

  /** Settles what a message came to for these people. Notices that nobody asked for have no recipients here, and nothing happens. */
  async settle(tx: Tx, messageId: string, outcomes: Outcome[]): Promise<void> {
    const rows = (await tx.sql(OF_PEOPLE, [tx.tenantId, messageId, outcomes.map((o) => o.channel), outcomes.map((o) => o.recipient)])).map((row) => tx.hydrate(RecipientResult, row));
    for (const row of rows) {
      const own = outcomes.filter((o) => o.channel === row.channel && row.people.includes(o.recipient));
      const waiting = row.waiting.filter((id) => !own.some((o) => o.recipient === id));
      const [first] = own;
      const result = first ? resultAfter(row.result, first.result, waiting.length) : null;
      if (!first || (!result && waiting.length === row.waiting.length)) continue;
      await tx.update(RecipientResult, row, { waiting, ...(result && { result, providerId: first.providerId, reason: first.reason, settledAt: tx.now }) });
      if (result) tell(tx, row, result);
    }
  }
}

function tell(tx: Tx, { messageId, version, context, key, channel, levelsUp, providerId, reason }: RecipientResult, result: MessageResult): void {
  tx.publish(make(MessageSettled, { messageId, version, context, recipient: key, channel, result, levelsUp, providerId, reason, at: tx.now.toISOString() }));
}
