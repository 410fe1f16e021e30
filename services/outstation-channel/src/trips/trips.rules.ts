export const TRIP_STATUSES = ['asked', 'approved', 'refused', 'withdrawn'] as const;
export type TripStatus = (typeof TRIP_STATUSES)[number];
/** The one table of a trip; an approved one may be given back before it begins. */
export const tripMoves: Record<TripStatus, readonly TripStatus[]> = { asked: ['approved', 'refused', 'withdrawn'], approved: ['withdrawn'], refused: [], withdrawn: [] };
