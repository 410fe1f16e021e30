import { type AskedRecipient, make, MessageRequested, type MessageSubject } from '@luyue/contracts';
import { newId } from '@luyue/kernel';
import type { Tx } from '@luyue/platform';
import type { ClauseId } from '@luyue/regulations';

export interface ChannelNotice {
  /** Whose words and placeholders notification declares. */
  kind: string;
  clauseId: ClauseId;
  /** The unit that owes it. */
  unitId: string;
  subject: Omit<MessageSubject, 'place'>;
  values: MessageRequested['values'];
  to: AskedRecipient[];
  link: string;
  dueAt?: Date | null;
  urgent?: boolean;
}

/** Asks notification to tell people something, in the transaction of the fact (PF-13). */
export function tell(tx: Tx, { kind, clauseId, unitId, subject, values, to, link, dueAt, urgent = false }: ChannelNotice): void {
  if (!to.length) return;
  tx.publish(make(MessageRequested, { messageId: newId(), context: 'outstation-channel', unitId, subject: { ...subject, place: null }, clauseId, obligationId: null, dueAt: dueAt?.toISOString() ?? null, urgent, link, kind, values, to }));
}

/** Holders of a role for a unit, in their inbox. */
export const roleInbox = (role: string, unitId: string, copy = false): AskedRecipient => ({ key: role, person: 'role', role, unitId, channels: ['inapp'], copy });

export const userInbox = (userId: string, key = 'user'): AskedRecipient => ({ key, person: 'user', userId, channels: ['inapp'], copy: false });
