export type AppointmentStatus = 'planned' | 'held' | 'cancelled';
/** The one table of an appointment's moves; another time or place leaves it planned. */
export const appointmentMoves: Record<AppointmentStatus, readonly AppointmentStatus[]> = { planned: ['planned', 'held', 'cancelled'], held: [], cancelled: [] };

/** PB-4.8: somebody came, and the specialist was there. */
export const isAccompaniment = (attendance: { partyIds: string[]; specialist: boolean } | null): boolean => Boolean(attendance?.specialist && attendance.partyIds.length);

/** What is wrong with a window or a stay; null when nothing is. A stay is a fact and lies in the past (R6). */
export function windowFault(from: Date, to: Date): 'empty' | 'too_long' | null {
  if (to <= from) return 'empty';
  return to.getTime() - from.getTime() > 24 * 3_600_000 ? 'too_long' : null;
}
