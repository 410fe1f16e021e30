import { Injectable } from '@nestjs/common';
import { type AskedRecipient, make, MessageRequested, type MessageSettled } from '@luyue/contracts';
import { newId } from '@luyue/kernel';
import type { ClauseId } from '@luyue/regulations';
import { statement, type Tx } from '@luyue/platform';
import { subjectOf } from '../deals/deal-record.ts';
import type { Deal } from '../deals/deal.entity.ts';
import { DealMessage } from './message.entity.ts';
import { deliveredAt, enter } from './messages.rules.ts';

const IN_DEAL = statement('deal_messages_in_deal', 'tenant_id = $1 AND deal_id = $2 ORDER BY requested_at, id');
const OF_SUBJECTS = statement('deal_messages_of_subjects', 'tenant_id = $1 AND subject_id = ANY ($2) ORDER BY requested_at, id');

/** What is asked; `subjectId` where it is about something of the deal and not the deal itself. The words always name the deal. */
export interface AskedMessage {
  kind: string;
  clauseId: ClauseId;
  subjectId?: string;
  unitId: string;
  values: MessageRequested['values'];
  to: AskedRecipient[];
  /** Keys of copies for whom nobody is there yet, e.g. the specialist before the naming: recorded as vacant (R16). */
  vacant?: string[];
  /** Of the obligation that it fulfils (R23). */
  dueAt?: Date | null;
}

/** Told inside the transaction that heard a result, each time that something new is known of a message. */
export interface MessageListener {
  messageSettled(tx: Tx, message: DealMessage): Promise<void>;
}

/** Messages about deals: asked of notification, with the result of each recipient (PF-13, R16, R22). */
@Injectable()
export class DealMessages {
  private readonly listeners: MessageListener[] = [];

  /** A room says at its start that it waits for results; a list in the module would make a circle of the rooms. */
  hear(room: MessageListener): void { this.listeners.push(room); }

  /** Asks for it in the transaction of the fact, and keeps who is owed what. Answers the message's id. */
  async send(tx: Tx, deal: Deal, asked: AskedMessage): Promise<string> {
    const id = newId();
    await tx.insert(DealMessage, {
      tenantId: tx.tenantId, id, version: 1, dealId: deal.id, subjectId: asked.subjectId ?? deal.id, kind: asked.kind, clauseId: asked.clauseId, requestedAt: tx.now, requestedBy: tx.ctx.userName, completeAt: null,
      owed: [
        ...asked.to.flatMap(({ key, copy, channels }) => channels.map((channel) => ({ key, channel, copy, result: null, version: 0, reason: null, at: null, fulfilledAt: null }))),
        ...(asked.vacant ?? []).map((key) => ({ key, channel: 'inapp' as const, copy: true, result: 'vacant' as const, version: 0, reason: null, at: tx.now.toISOString(), fulfilledAt: tx.now.toISOString() })),
      ],
    });
    tx.publish(make(MessageRequested, {
      messageId: id, context: 'property-brokerage', unitId: asked.unitId, subject: subjectOf(deal), clauseId: asked.clauseId, obligationId: null, dueAt: asked.dueAt?.toISOString() ?? null, urgent: false, link: `/deals/${deal.id}`, kind: asked.kind,
      values: asked.values, to: asked.to,
    }));
    return id;
  }

  /** Messages about these subjects, the oldest first. */
  async ofSubjects(tx: Tx, subjectIds: string[]): Promise<DealMessage[]> {
    if (!subjectIds.length) return [];
    return tx.rows(DealMessage, OF_SUBJECTS, [tx.tenantId, subjectIds]);
  }

  /** All of a deal, whatever they are about, the oldest first. */
  inDeal(tx: Tx, dealId: string): Promise<DealMessage[]> {
    return tx.rows(DealMessage, IN_DEAL, [tx.tenantId, dealId]);
  }

  /** Enters a result and tells the rooms. Nothing happens for another's message, or a result already known. */
  async settled(tx: Tx, event: MessageSettled): Promise<void> {
    const message = await tx.find(DealMessage, event.messageId, { lock: true });
    if (!message) return;
    const owed = enter(message.owed, event);
    if (owed === message.owed) return;
    await tx.update(DealMessage, message, { owed, completeAt: deliveredAt(owed) });
    for (const room of this.listeners) await room.messageSettled(tx, message);
  }
}
