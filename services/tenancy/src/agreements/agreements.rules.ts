import type { Refusal } from '../refusal.ts';
import type { Agreement } from './agreement.entity.ts';

type AgreementStatus = Agreement['status'];
/** What the catalogue says of an event under the purpose at hand; undefined where it has none. */
export type FieldsOf = (event: string) => { needed: readonly string[]; optional: readonly string[] } | undefined;

const no = (code: string, zh: string, en: string, more: Partial<Refusal> = {}): Refusal => ({ clause: 'PF-10', code, title: { zh, en }, ...more });

/** The one transition table of an agreement (PF-10). */
export const agreementMoves: Record<AgreementStatus, readonly AgreementStatus[]> = { offered: ['accepted', 'declined', 'ended'], accepted: ['ended'], declined: [], ended: [] };

/** An offer is answered by the other side alone; either side ends what runs, and whoever offered takes an offer back by ending it. */
export function refuseMove(side: { status: AgreementStatus; offeredByUs: boolean }, to: AgreementStatus): Refusal | null {
  const allowed = agreementMoves[side.status].filter((next) => next === 'ended' || !side.offeredByUs);
  if (allowed.includes(to)) return null;
  if (agreementMoves[side.status].includes(to)) return no('own_offer', '自己提出的协议要由对方答复', 'An offer is answered by the other side', { status: 409, allowed });
  return no('transition_refused', `不能从“${side.status}”到“${to}”`, `Cannot go from ${side.status} to ${to}`, { status: 409, allowed });
}

/** Each event once, from the catalogue, with its needed fields and such optional ones as it has (PF-10). */
export function refuseTerms(fieldsOf: FieldsOf, terms: Agreement['terms']): Refusal | null {
  for (const [i, { event, fields }] of terms.entries()) {
    const entry = fieldsOf(event);
    if (!entry || terms.findIndex((t) => t.event === event) !== i) return no('unknown_event', `目录里没有，或写了两次：${event}`, `not in the catalogue, or there twice: ${event}`, { field: `terms.${i}.event` });
    const unknown = fields.find((field) => !entry.needed.includes(field) && !entry.optional.includes(field));
    if (unknown) return no('unknown_field', `目录里没有这个字段：${unknown}`, `not in the catalogue: ${unknown}`, { field: `terms.${i}.fields` });
    const missing = entry.needed.find((field) => !fields.includes(field));
    if (missing) return no('field_needed', `缺了必需的字段：${missing}`, `a needed field is missing: ${missing}`, { field: `terms.${i}.fields` });
  }
  return null;
}

/** Both sides of the purpose have to be there, or what crosses would find nobody at work. */
export function refusePartner([one, other]: readonly [string, string], ours: string[], partner: { status: string; modules: string[] }): Refusal | null {
  if (partner.status !== 'active') return no('partner_suspended', '对方已停用', 'The partner is suspended');
  const fits = (ours.includes(one) && partner.modules.includes(other)) || (ours.includes(other) && partner.modules.includes(one));
  return fits ? null : no('purpose_unfit', '双方开通的模块办不了这件事', 'The modules of the two companies do not fit this purpose');
}
