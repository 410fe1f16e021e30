import { dutyTable } from '@luyue/regulations';

export const RECEIPT_KINDS = ['deposit', 'balance', 'tax', 'commission', 'other'] as const;
export type ReceiptKind = (typeof RECEIPT_KINDS)[number];
export const METHODS = ['transfer', 'card', 'cash', 'cheque'] as const;
export type Method = (typeof METHODS)[number];
export type Side = 'seller' | 'buyer';
/** Where the money of a side lies in the book of the deal; each fen belongs to whoever its account names. */
export type SideAccount = `${'held' | 'tax' | 'commission'}_${Side}`;

/** PB-4.6: one obligation per receipt, from the receipt's date (reading 6). */
export const dutiesOfReceipt = dutyTable<{ receivedAt: Date }>([{ clause: 'PB-4.6', parameter: 'pb.receipt.workingDays', when: () => true, from: (receipt) => receipt.receivedAt }]);

/** What a receipt of this kind is credited to: taxes and commission are kept apart from what is held for the deal itself. */
export const accountOf = (kind: ReceiptKind, side: Side): SideAccount => `${kind === 'tax' || kind === 'commission' ? kind : 'held'}_${side}`;

/** The kinds as people write them in messages and on the timeline. */
export const KIND_NAMES: Record<ReceiptKind, { zh: string; en: string }> = {
  deposit: { zh: '定金', en: 'Deposit' }, balance: { zh: '房款', en: 'Price' }, tax: { zh: '代收税费', en: 'Taxes' }, commission: { zh: '佣金', en: 'Commission' }, other: { zh: '其他款项', en: 'Other money' },
};

interface Sent { completeAt: Date | null; owed: readonly { result: string | null; fulfilledAt: string | null }[] }
export type ReportState = 'owed' | 'sent' | 'incomplete' | 'complete';

/** How far the report of a receipt is: with one copy missing it is not complete (reading 6). `incomplete`: somebody was not reached, so that it is sent again. */
export function reportState(receipt: { completeAt: Date | null }, latest: Sent | undefined): ReportState {
  if (receipt.completeAt) return 'complete';
  if (!latest) return 'owed';
  return latest.owed.some((o) => o.result !== null && !o.fulfilledAt) ? 'incomplete' : 'sent';
}
