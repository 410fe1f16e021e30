// Stations, their duties and messages, repair orders, settlements.

/** @param {{device: object, who: Record<string, object>, region: {id: string}}} stage */
export async function stationsOf() {
  return {};
}
