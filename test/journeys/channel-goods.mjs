// Spares, loans, replacements, quality, operators, incidents.

/** @param {{device: object, who: Record<string, object>, region: {id: string}}} stage */
export async function goodsOf() {
  return {};
}
