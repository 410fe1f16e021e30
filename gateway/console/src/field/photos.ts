import { shrink } from '../api/attachments.ts'
import type { Waiting } from './channel.ts'
import { readOne, write } from './store.ts'

/** A photo as it lies on the phone. */
export interface KeptPhoto {
  blob: Blob
  /** Of the bytes as they are sent; null where the browser may not reckon (no https). */
  sha256: string | null
  /** For what the same picture was taken before: it is shown, and the server flags it, too. */
  reusedFrom: Use | null
}
interface Use { record: string; title: string; at: string }

async function hashOf(blob: Blob): Promise<string | null> {
  if (!globalThis.crypto.subtle) return null
  const digest = await crypto.subtle.digest('SHA-256', await blob.arrayBuffer())
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** A picture made small enough for a weak connection, with its hash and whether this phone has used it for another record. */
export async function keepPhoto(file: File, record: string): Promise<KeptPhoto> {
  const blob = await shrink(file)
  const sha256 = await hashOf(blob)
  const before = sha256 ? await readOne<Use>('photos', sha256) : undefined
  return { blob, sha256, reusedFrom: before && before.record !== record ? before : null }
}

/** Notes for what each picture was taken, the first time. */
export async function rememberPhotos({ record, title, occurredAt, photos }: Pick<Waiting, 'record' | 'title' | 'occurredAt' | 'photos'>): Promise<void> {
  for (const { sha256, reusedFrom } of photos) if (sha256 && !reusedFrom) await write('photos', { record, title, at: occurredAt } satisfies Use, sha256)
}
