/** What one party was told of a finished step: a text by its result, or a conversation. */
export interface Telling { partyId: string; at: Date }

/** When each party first knew; parties that do not know yet are missing. */
export function knownSince(tellings: Telling[]): Map<string, Date> {
  const known = new Map<string, Date>();
  for (const { partyId, at } of tellings) {
    const before = known.get(partyId);
    if (!before || at < before) known.set(partyId, at);
  }
  return known;
}

/** PB-4.8: when the last of both parties knew; null while one of them does not. */
export function toldAt(partyIds: string[], tellings: Telling[]): Date | null {
  const known = knownSince(tellings);
  if (!partyIds.length || partyIds.some((id) => !known.has(id))) return null;
  return new Date(Math.max(...partyIds.map((id) => known.get(id)!.getTime())));
}
