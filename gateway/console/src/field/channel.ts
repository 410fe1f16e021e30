import type { FilesOf } from '../api/attachments.ts'
import type { FieldError } from '../api/types.ts'
import type { KeptPhoto } from './photos.ts'

/** Something that was done on the phone and that the server does not know yet. Its id is made on the phone, so sending it twice changes nothing. */
export interface Waiting<B = unknown> {
  id: string
  userId: string
  tenantId: string
  /** Which section's channel sends it. */
  channel: string
  /** What it is about: a work order, a visit. Sent in order within it. */
  record: string
  /** How people call that. */
  title: string
  kind: string
  body: B
  photos: KeptPhoto[]
  /** Ids of photos already uploaded, by their place in `photos`. */
  uploaded: string[]
  /** Of the phone (R5). */
  occurredAt: string
  /** In which order things were done, whatever the phone's clock said. */
  seq: number
  stuck: Stuck | null
}

/** Why something stays on the phone until somebody decides. */
export interface Stuck {
  outcome: 'refused' | 'conflict'
  message: string
  clause: string | null
  allowed: string[]
  errors: FieldError[]
  /** Of a conflict: what stands on the server instead, by whom, since when, and in which record. */
  theirs: { body: Record<string, unknown>; by: string; at: string; where: string } | null
}

export interface Outcome { id: string; outcome: 'applied' | 'known' | 'refused' | 'conflict'; stuck?: Stuck; answer?: unknown }

type Say = (key: string, values?: Record<string, unknown>) => string

/** How a section sends what was done on the phone, and what is shown of it. */
export interface Channel<B = unknown> {
  name: string
  files: FilesOf
  /** How many are sent together. */
  atOnce: number
  /** Whether a refusal of this one holds back what follows in its record. */
  holds(entry: Waiting<B>): boolean
  /** Sends, in order, and says what became of each. Throws `Problem`: without an answer all of them wait, a refusal means every one of them. */
  send(entries: Waiting<B>[]): Promise<Outcome[]>
  /** Puts what the server said where the pages look, before the entry is forgotten. */
  landed(entry: Waiting<B>, answer: unknown): Promise<void>
  /** What it is called: 到访签到. */
  nameOf(entry: Waiting<B>, t: Say): string
  /** Of a conflict: tells the server which of the two stands. */
  settle?(entry: Waiting<B>, keep: 'mine' | 'theirs'): Promise<void>
  /** The fields of a body in words, for mine and theirs. */
  fieldsOf?(body: Record<string, unknown>, t: Say): { label: string; value: string }[]
}
