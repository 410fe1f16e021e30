export type DealStatus = 'signed' | 'submitted' | 'assigned' | 'taken' | 'formalities_done' | 'archived' | 'cancelled';
/** The one table of a deal's moves; everything else is refused with the allowed ones named (reading 12, 13). */
export const dealMoves: Record<DealStatus, readonly DealStatus[]> = {
  signed: ['submitted', 'cancelled'],
  // The specialist declined, or the department names another.
  submitted: ['assigned', 'cancelled'],
  assigned: ['taken', 'submitted', 'cancelled'],
  taken: ['formalities_done', 'cancelled'],
  // A step added before archiving (reading 11).
  formalities_done: ['archived', 'taken', 'cancelled'],
  archived: [],
  cancelled: [],
};

/** Nothing more is done to it. */
export const isClosed = (status: string): boolean => status === 'archived' || status === 'cancelled';
