import type { Label } from '@luyue/kernel';
import type { ParameterKey } from './parameters.ts';

/** What a clause is (README "Kinds of clauses"); only `obligation` is ever shown as a percentage of compliance. */
export const CLAUSE_KINDS = ['obligation', 'guard', 'attested', 'observed', 'negative_only', 'indicator', 'statement'] as const;
export type ClauseKind = (typeof CLAUSE_KINDS)[number];

/** R14: `in_principle` (原则上) allows a deviation with a reason and an approver one level up. */
export type Strength = 'strict' | 'in_principle';
/** `partial`: carried out and proven, but for what `missing` says. */
export type ClauseStatus = 'implemented' | 'partial' | 'planned';

/** One row of a rulebook as the chapters write it down. */
export interface ClauseEntry {
  kinds: readonly [ClauseKind, ...ClauseKind[]];
  /** Left out where it is `strict`. */
  strength?: Strength;
  status: ClauseStatus;
  /** Of a partial clause: what is not built yet. */
  missing?: Label;
  /** The promise in a few words, with the default number where there is one. */
  summary: Label;
  /** For table heads and chips. */
  shortLabel: Label;
  /** The rule in full, in our own words; product rules (PF) have none beyond the summary. */
  text?: Label;
  /** `service/room` that carries it out. */
  room: string;
  /** Console route where it is seen; null for what works without a page. */
  screen: string | null;
  parameters?: readonly ParameterKey[];
  /** R8: the clock may stop after a failed visit. */
  pausable?: true;
}

export type Chapter = Readonly<Record<string, ClauseEntry>>;
