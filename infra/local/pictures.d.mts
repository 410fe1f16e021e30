/** A PNG; another seed gives other bytes. */
export function photo(seed: number, width?: number, height?: number): Buffer;
