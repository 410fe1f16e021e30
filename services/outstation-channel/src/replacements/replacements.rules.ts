export const REPLACEMENT_CAUSES = ['product', 'station_irregular', 'service_late', 'other'] as const;
export type ReplacementCause = (typeof REPLACEMENT_CAUSES)[number];

export const REPLACEMENT_STATUSES = ['asked', 'approved', 'refused', 'withdrawn', 'replaced'] as const;
export type ReplacementStatus = (typeof REPLACEMENT_STATUSES)[number];
/** The one table of a replacement: none without approval (OC-3.7b). */
export const replacementMoves: Record<ReplacementStatus, readonly ReplacementStatus[]> = { asked: ['approved', 'refused', 'withdrawn'], approved: ['replaced'], refused: [], withdrawn: [], replaced: [] };

/** Replacements for each hundred repair orders, with two decimals; null where nothing was repaired. */
export const ratePercent = (replaced: number, repaired: number): number | null => (repaired ? Math.round((replaced / repaired) * 10_000) / 100 : null);
/** OC-3.7b: those that irregular operation or late service of a station brought about. */
export const isAvoidable = (cause: ReplacementCause): boolean => cause === 'station_irregular' || cause === 'service_late';
