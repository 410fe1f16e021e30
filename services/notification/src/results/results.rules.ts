import type { MessageChannel, MessageResult } from '@luyue/contracts';

/** The one table of what a recipient's result may become: told once, and again only when a retry makes a bounce good (R22). */
const moves: Record<MessageResult | 'open', readonly MessageResult[]> = {
  open: ['accepted', 'bounced', 'retried', 'vacant', 'withheld'], bounced: ['retried'], accepted: [], retried: [], vacant: [], withheld: [],
};

/** What is known as soon as a message is written: nobody is there (R16), or it lies in the inbox. Null: its provider will say. */
export const firstResult = (channel: MessageChannel, people: number): MessageResult | null => (people === 0 ? 'vacant' : channel === 'inapp' ? 'accepted' : null);

/**
 * The recipient's result when one of the people behind it had theirs; null where that says nothing new. One holder of a role who was reached is enough;
 * it bounced when it did for all of them, `waiting` counting those who are still open.
 */
export function resultAfter(now: MessageResult | null, said: MessageResult, waiting: number): MessageResult | null {
  if (said === 'bounced' && waiting > 0) return null;
  return moves[now ?? 'open'].includes(said) ? said : null;
}
