import { dutyTable } from '@luyue/regulations';

type Side = 'seller' | 'buyer';

export type F4Status = 'open' | 'sent' | 'received' | 'returned';
/** The one table of F4's moves: sent by the shop, received or returned by the specialist; what was received can turn out wrong (R13). */
export const f4Moves: Record<F4Status, readonly F4Status[]> = { open: ['sent'], sent: ['received', 'returned'], returned: ['sent'], received: ['returned'] };
/** While F4 is with the specialist nobody changes what stands on it. */
export const isEditable = (status: F4Status): boolean => status === 'open' || status === 'returned';

export const FEE_KINDS = ['water', 'power', 'gas', 'cable', 'heating', 'property_management', 'rent', 'deposit', 'other'] as const;
export type FeeKind = (typeof FEE_KINDS)[number];
export const METERS = ['gas', 'water', 'hot_water', 'power', 'heating'] as const;
export type Meter = (typeof METERS)[number];
export const PRESENT_AS = ['seller', 'buyer', 'shop', 'specialist', 'other'] as const;

/** A line of the settlement: who pays whom how much, and for which days. */
export interface FeeLine {
  kind: FeeKind;
  /** As it stands on the list: 物业管理费. */
  label: string;
  from: Side;
  to: Side | 'other';
  /** Whoever is paid that is no side of the deal; null otherwise. */
  payee: string | null;
  /** Whole fen, above zero. */
  amountFen: string;
  /** Days of the tenant's zone, both included. */
  period: { from: string; until: string } | null;
}
export interface Confirmation { side: Side; by: string; at: string; recordedAt: string; recordedBy: string; attachmentIds: string[] }
/** What a side pays and is paid by the list, and what is left of it: above zero it is paid. Whole fen. */
export interface SideTotal { side: Side; paysFen: bigint; receivesFen: bigint; netFen: bigint }

export function totalsOf(lines: Pick<FeeLine, 'from' | 'to' | 'amountFen'>[]): SideTotal[] {
  const sum = (found: Pick<FeeLine, 'amountFen'>[]): bigint => found.reduce((total, line) => total + BigInt(line.amountFen), 0n);
  return (['seller', 'buyer'] as const).map((side) => {
    const [paysFen, receivesFen] = [sum(lines.filter((l) => l.from === side)), sum(lines.filter((l) => l.to === side))];
    return { side, paysFen, receivesFen, netFen: receivesFen - paysFen };
  });
}

/** The list is complete when both sides have confirmed it: at the later of the two. Null before. */
export function settledAt(confirmations: Pick<Confirmation, 'side' | 'at'>[]): Date | null {
  const at = (['seller', 'buyer'] as const).map((side) => confirmations.find((c) => c.side === side)?.at);
  return at.every((one) => one !== undefined) ? new Date(Math.max(...at.map((one) => Date.parse(one)))) : null;
}

export interface F4Facts { handedOverAt: Date | null; settledAt: Date | null; reopenedAt: Date | null }

/** Reading 8: the later of handover and completed list, by the days on which they happened (R6). A received F4 that was returned is owed anew from its return (R13). */
export function f4OwedFrom({ handedOverAt, settledAt: settled, reopenedAt }: F4Facts): Date | null {
  if (reopenedAt) return reopenedAt;
  if (!handedOverAt || !settled) return null;
  return handedOverAt > settled ? handedOverAt : settled;
}

export const dutiesOfF4 = dutyTable<{ owedFrom: Date }>([{ clause: 'PB-4.9a', parameter: 'pb.f4.workingDays', when: () => true, from: (f) => f.owedFrom }]);

/** What is different between the utilities of F4 and those of the lease, which alone go over (reading 14); nothing in a sale, where F4 decides. */
export function againstTheLease(business: 'sale' | 'lease', lease: readonly string[], listed: readonly string[]): { extra: string[]; missing: string[] } {
  if (business === 'sale') return { extra: [], missing: [] };
  return { extra: listed.filter((u) => !lease.includes(u)), missing: lease.filter((u) => !listed.includes(u)) };
}
