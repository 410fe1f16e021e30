import { readPhone } from '@luyue/kernel';
import { refuse } from '@luyue/platform';
import type { DealParty } from './deals/deal.entity.ts';

/** Who is called and written to for a party: whoever acts for it, else the party itself. */
export const contactOf = (party: Pick<DealParty, 'name' | 'phone' | 'representative'>): { name: string; phone: string } => party.representative ?? party;

/** The specialist's own phone for a text to the parties. Throws 400 naming `phone` where it is missing, or is none. */
export function specialistPhone(typed: string | undefined, clause: string): string {
  const phone = typed ? readPhone(typed) : null;
  if (phone) return phone;
  throw typed ? refuse.field('phone', 'phone', { zh: '不是电话号码', en: 'is no phone number' }, clause) : refuse.field('phone', 'required', { zh: '短信里要写专员的电话', en: 'the text names the phone of the specialist' }, clause);
}
