export const APPLICATION_STATUSES = ['draft', 'submitted', 'approved', 'returned', 'withdrawn', 'issued'] as const;
export type ApplicationStatus = (typeof APPLICATION_STATUSES)[number];
/** The one table of an application for gifts (赠送礼品预算申请表, DV-6). What was issued by mistake and came back may be issued again. */
export const applicationMoves: Record<ApplicationStatus, readonly ApplicationStatus[]> = {
  draft: ['submitted', 'withdrawn'],
  submitted: ['approved', 'returned', 'withdrawn'],
  returned: ['submitted', 'withdrawn'],
  approved: ['issued', 'withdrawn'],
  issued: ['approved'],
  withdrawn: [],
};

/** Its maker still writes it. */
export const isOpenToChange = (status: ApplicationStatus): boolean => status === 'draft' || status === 'returned';

/** What its lines cost together, in fen. */
export const totalOf = (lines: readonly { quantity: number; priceFen: string }[]): bigint => lines.reduce((sum, { quantity, priceFen }) => sum + BigInt(quantity) * BigInt(priceFen), 0n);
