export const CONFIRMATION_STATUSES = ['confirmed', 'checked', 'returned', 'superseded'] as const;
export type ConfirmationStatus = (typeof CONFIRMATION_STATUSES)[number];
/** The one table of a confirmation. What was checked stands until money moves again and another one is checked. */
export const confirmationMoves: Record<ConfirmationStatus, readonly ConfirmationStatus[]> = { confirmed: ['checked', 'returned'], checked: ['superseded'], returned: [], superseded: [] };

export const SIDES = ['seller', 'buyer'] as const;
export type Side = (typeof SIDES)[number];
/** Of one side, whole fen. */
export interface CommissionFigure { side: Side; agreed: bigint; received: bigint }

export interface CommissionParts {
  agreed: Record<Side, bigint>;
  /** What came in as commission, a reversal as its opposite. */
  receipts: { side: Side; fen: bigint; reversal: boolean }[];
  /** Slips that were paid, by the account of the deal's book that paid. */
  slips: { purpose: string; from: string; fen: bigint }[];
}

/**
 * What each side owes the company by the contract, and what the company has of it: paid as commission, taken from what is held for the side, less what it
 * got back. Commission that went on from the book to the company was received before.
 */
export function figuresOf({ agreed, receipts, slips }: CommissionParts): CommissionFigure[] {
  return SIDES.map((side) => {
    const came = receipts.filter((r) => r.side === side).reduce((sum, r) => sum + (r.reversal ? -r.fen : r.fen), 0n);
    const taken = slips.filter((s) => s.purpose === 'commission' && s.from === `held_${side}`).reduce((sum, s) => sum + s.fen, 0n);
    const back = slips.filter((s) => s.purpose === 'refund' && s.from === `commission_${side}`).reduce((sum, s) => sum + s.fen, 0n);
    return { side, agreed: agreed[side], received: came + taken - back };
  });
}

export const differs = (figure: CommissionFigure): boolean => figure.agreed !== figure.received;

/** Nobody checks what they confirmed themselves. */
export const mayCheck = (confirmation: { confirmedById: string }, userId: string | null): boolean => confirmation.confirmedById !== userId;
