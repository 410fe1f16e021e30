import { dutyTable } from '@luyue/regulations';

export type TransferStatus = 'requested' | 'accepted' | 'refused' | 'appointment' | 'read' | 'done' | 'withdrawn';

/** The one table of a transfer's moves (UC-5.2d). An appointment may be agreed anew; a reading may be taken without one. */
export const transferMoves: Record<TransferStatus, readonly TransferStatus[]> = {
  requested: ['accepted', 'refused', 'withdrawn'],
  accepted: ['appointment', 'read', 'withdrawn'],
  appointment: ['appointment', 'read', 'withdrawn'],
  read: ['done', 'withdrawn'],
  refused: [], done: [], withdrawn: [],
};

export interface TransferFacts { receivedAt: Date }

/** Accepted or refused in time, from receipt (UC-5.2d). */
export const dutiesOfTransfer = dutyTable<TransferFacts>([{ clause: 'UC-5.2d', parameter: 'uc.transfer.answerWorkingDays', when: () => true, from: (f) => f.receivedAt }]);

/** Debts block the transfer, and say so (UC-5.2d). `debt` in yuan; null while nobody has looked. */
export function debtBlocks(debt: { fen: bigint; yuan: string } | null): { zh: string; en: string } | null {
  if (!debt) return { zh: '先核对户上有没有欠费', en: 'Check first what is owed on the account' };
  return debt.fen > 0n ? { zh: `户上欠费 ${debt.yuan} 元，结清后才能过户`, en: `${debt.yuan} yuan are owed on the account; it can be transferred once they are paid` } : null;
}
