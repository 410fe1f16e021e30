import { dutyTable } from '@luyue/regulations';
import type { MoneyKind, Side } from '../deal-kinds.ts';

export const METHODS = ['transfer', 'card', 'cash', 'cheque'] as const;
export type Method = (typeof METHODS)[number];
/** Where the money of a side lies in the book of the deal; each fen belongs to whoever its account names. */
export type SideAccount = `${'held' | 'tax' | 'commission'}_${Side}`;

/** PB-4.6: one obligation per receipt, from the receipt's date (reading 6). */
export const dutiesOfReceipt = dutyTable<{ receivedAt: Date }>([{ clause: 'PB-4.6', parameter: 'pb.receipt.workingDays', when: () => true, from: (receipt) => receipt.receivedAt }]);

/** What a receipt of this kind is credited to: taxes and commission are kept apart from what is held for the deal itself. */
export const accountOf = (kind: MoneyKind, side: Side): SideAccount => `${kind === 'tax' || kind === 'commission' ? kind : 'held'}_${side}`;

interface Sent { completeAt: Date | null; owed: readonly { result: string | null; fulfilledAt: string | null }[] }
export type ReportState = 'owed' | 'sent' | 'incomplete' | 'complete';

/** How far the report of a receipt is: with one copy missing it is not complete (reading 6). `incomplete`: somebody was not reached, so that it is sent again. */
export function reportState(receipt: { completeAt: Date | null }, latest: Sent | undefined): ReportState {
  if (receipt.completeAt) return 'complete';
  if (!latest) return 'owed';
  return latest.owed.some((o) => o.result !== null && !o.fulfilledAt) ? 'incomplete' : 'sent';
}
