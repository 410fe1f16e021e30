import { createHash } from 'node:crypto';
import type { AuditEntry } from './audit-entry.entity.ts';

export const FIRST_HASH = '0'.repeat(64);

/** JSON with sorted keys: the database does not keep the order in which an object was written. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    (part && typeof part === 'object' && !Array.isArray(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part));
}

/** Hex SHA-256 of an entry and of the hash before it, so that no line can be changed or taken out without breaking all after it (PF-7). */
export function hashOf(entry: Omit<AuditEntry, 'hash'>): string {
  const { at, ...rest } = entry;
  return createHash('sha256').update(canonical({ ...rest, at: at.toISOString() })).digest('hex');
}

export interface ChainState { seq: number; hash: string }

/** Follows the chain over the next entries in order. Returns the new end, or the sequence number of the first entry that does not fit. */
export function follow(from: ChainState, entries: AuditEntry[]): ChainState | { brokenAt: number } {
  let { seq, hash } = from;
  for (const { hash: stored, ...entry } of entries) {
    if (entry.seq !== seq + 1 || entry.previousHash !== hash || hashOf(entry) !== stored) return { brokenAt: seq + 1 };
    seq = entry.seq;
    hash = stored;
  }
  return { seq, hash };
}

/** Fields that differ, for the before and after of an update; that the version rose says nothing. */
export function changes(before: object, after: object): { before: Record<string, unknown>; after: Record<string, unknown> } {
  const was = before as Record<string, unknown>;
  const differing = Object.entries(after).filter(([key, value]) => key !== 'version' && canonical(value) !== canonical(was[key]));
  return { before: Object.fromEntries(differing.map(([key]) => [key, was[key] ?? null])), after: Object.fromEntries(differing) };
}
