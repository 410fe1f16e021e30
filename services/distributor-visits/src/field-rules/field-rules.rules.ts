/** The edition in force: the latest that has begun. */
export const inForceAt = <E extends { effectiveFrom: Date; edition: number }>(editions: readonly E[], at: Date): E | undefined =>
  editions.filter((e) => e.effectiveFrom <= at).toSorted((a, b) => b.effectiveFrom.getTime() - a.effectiveFrom.getTime() || b.edition - a.edition)[0];
