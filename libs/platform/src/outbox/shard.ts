export const SHARDS = 16;

/** Shard of an aggregate, stable for ever (FNV-1a): the order of its events holds because one owner sends a shard in the order of ids. */
export function shardOf(tenantId: string, key: string): number {
  let hash = 0x811c9dc5;
  for (const text of [tenantId, key]) {
    for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  return (hash >>> 0) % SHARDS;
}
