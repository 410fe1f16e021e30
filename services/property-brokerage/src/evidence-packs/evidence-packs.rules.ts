import { createHash } from 'node:crypto';

/** What a pack is and who made it, for whoever reads it without us. */
export interface About { format: 'luyue-evidence/1'; packId: string; tenant: string; dealId: string; dealNumber: string; dealTitle: string; dealStatus: string; madeAt: string; madeBy: string; reason: string; fullNumbers: boolean }
export interface PackedFile { path: string; bytes: number; sha256: string }
/** `chain` is the hash of the chain before it with the entry's own position, path, size and hash: whatever is changed, left out or moved breaks it from there on. */
export interface ManifestEntry extends PackedFile { position: number; chain: string }
export interface Manifest { about: About; start: string; entries: ManifestEntry[]; head: string }

const sha256 = (content: string): string => createHash('sha256').update(content).digest('hex');

/** The last link, `head`, is kept with the deal: who holds it can tell whether a pack is the one that was made. infra/local/verify-evidence.mjs follows the same chain. */
export function manifestOf(about: About, files: PackedFile[]): Manifest {
  const start = sha256(JSON.stringify(about));
  const entries: ManifestEntry[] = [];
  let chain = start;
  for (const [i, { path, bytes, sha256: hash }] of files.entries()) {
    chain = sha256([chain, i + 1, path, bytes, hash].join('\n'));
    entries.push({ position: i + 1, path, bytes, sha256: hash, chain });
  }
  return { about, start, entries, head: chain };
}

/** As text of a file: the same value gives the same bytes. */
export const jsonOf = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

export const textFile = (path: string, text: string): PackedFile => ({ path, bytes: Buffer.byteLength(text), sha256: sha256(text) });

/** Where an upload lies in the pack: counted, so that two of one name are two, and with nothing in it that a file system does not take. */
export const attachmentPath = (index: number, name: string): string => `attachments/${String(index + 1).padStart(3, '0')}-${name.replaceAll(/[\\/:*?"<>|\p{Cc}]/gu, '_')}`;
