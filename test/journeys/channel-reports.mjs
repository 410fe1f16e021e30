// Reachability, reports, exchanges, trips and claims.

/** @param {{device: object, who: Record<string, object>, region: {id: string}}} stage */
export async function reportsOf() {
  return {};
}
