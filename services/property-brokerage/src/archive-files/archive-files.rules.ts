export type LoanStatus = 'out' | 'returned';
/** The one table of a loan: it comes back once. */
export const loanMoves: Record<LoanStatus, readonly LoanStatus[]> = { out: ['returned'], returned: [] };

/** How a loan is shown; a file that came back late is no longer overdue. */
export const loanState = (loan: { status: LoanStatus; dueAt: Date }, now: Date): LoanStatus | 'overdue' => (loan.status === 'out' && now > loan.dueAt ? 'overdue' : loan.status);
