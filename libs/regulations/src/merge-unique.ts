type Merged<Parts extends readonly object[]> = Parts extends readonly [infer First, ...infer Rest extends readonly object[]] ? First & Merged<Rest> : unknown;

/**
 * Joins the chapters into one record. R20, R21: a key or clause id stands once on the whole platform.
 * @throws Error naming the key that a second chapter repeats
 */
export function mergeUnique<const Parts extends readonly object[]>(what: string, ...parts: Parts): Merged<Parts> {
  const merged: Record<string, unknown> = {};
  for (const [key, value] of parts.flatMap((part) => Object.entries(part))) {
    if (Object.hasOwn(merged, key)) throw new Error(`${what} ${key} is registered twice (R20)`);
    merged[key] = value;
  }
  return merged as Merged<Parts>;
}
