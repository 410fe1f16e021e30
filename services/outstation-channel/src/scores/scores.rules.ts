import type { ClauseId } from '@luyue/regulations';
import type { StaffKind } from '../staff/staff.rules.ts';

/** The card's kind in the library of scorecards; its scope is the kind of staff. */
export const STAFF_SCORE = 'staff_score';
/** Each kind of staff may have a scheme of its own. */
export const SCORED_KINDS = ['account_manager', 'parts_manager', 'technician'] as const satisfies readonly StaffKind[];
/** Figures that the room computes: of the reach calls and the vouchers there is the ledger, so none is needed beside it. */
export const SCORE_FACTS: readonly string[] = [];

/** What the person owes by the rulebook, for themself and for the stations, operators and incidents that they look after: what a scheme may weigh by its share in time (OC-1.3). */
export const SCORED_CLAUSES: readonly ClauseId[] = [
  'OC-3.1.2a', 'OC-3.1.2b', 'OC-3.1.3', 'OC-3.1.4a', 'OC-3.2.1', 'OC-3.2.2c', 'OC-3.2.3a', 'OC-3.2.3c', 'OC-3.3.1', 'OC-3.3.2', 'OC-3.3.3', 'OC-3.5.1', 'OC-3.5.2', 'OC-3.5.3', 'OC-3.6', 'OC-4.6',
];

export interface Taken { points: number; reason: string }
interface Upheld { deduction: number; text: string }

/** What conduct and falsified vouchers of the month take off a score (OC-3.1.1, OC-3.1.4b); what costs nothing is left out. */
export const takenOff = (conduct: readonly Upheld[], falsified: readonly Upheld[]): Taken[] => [
  ...conduct.map(({ deduction, text }) => ({ points: deduction, reason: `OC-3.1.1 ${text}` })), ...falsified.map(({ deduction, text }) => ({ points: deduction, reason: `OC-3.1.4b 虚假单据：${text}` })),
].filter(({ points }) => points > 0);
