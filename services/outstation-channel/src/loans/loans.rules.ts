import { dutyTable } from '@luyue/regulations';

export const LOAN_STATUSES = ['asked', 'approved', 'refused', 'withdrawn', 'out', 'returned'] as const;
export type LoanStatus = (typeof LOAN_STATUSES)[number];
/** The one table of a loan. */
export const loanMoves: Record<LoanStatus, readonly LoanStatus[]> = { asked: ['approved', 'refused', 'withdrawn'], approved: ['out'], refused: [], withdrawn: [], out: ['returned'], returned: [] };

/** Back within the days from its issue (reading 16). */
export const dutiesOfLoan = dutyTable<{ issuedAt: Date }>([{ clause: 'OC-3.7a', parameter: 'oc.loan.days', when: () => true, from: ({ issuedAt }) => issuedAt }]);
