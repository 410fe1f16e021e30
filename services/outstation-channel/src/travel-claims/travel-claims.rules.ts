import type { Label } from '@luyue/kernel';

export const CLAIM_STATUSES = ['draft', 'posted', 'received', 'settled'] as const;
export type ClaimStatus = (typeof CLAIM_STATUSES)[number];
/** The one table of a month's claim. */
export const claimMoves: Record<ClaimStatus, readonly ClaimStatus[]> = { draft: ['posted'], posted: ['received'], received: ['settled'], settled: [] };

export const LINE_KINDS = ['fare', 'lodging', 'allowance', 'other'] as const;
export type LineKind = (typeof LINE_KINDS)[number];
export const LINE_STATUSES = ['claimed', 'refused', 'false'] as const;
export type LineStatus = (typeof LINE_STATUSES)[number];
/** The one table of a line. */
export const lineMoves: Record<LineStatus, readonly LineStatus[]> = { claimed: ['refused', 'false'], refused: ['false'], false: [] };
/** Of which claims the desk may still take a line there: falsification often shows after the settlement, and then what was paid is to be taken back (OC-3.1.4b). */
export const checkedIn: Record<'refused' | 'false', readonly ClaimStatus[]> = { refused: ['posted', 'received'], false: ['posted', 'received', 'settled'] };

/** `received` by the department, or `posted` with its tracking number (reading 12). */
export type MetBy = 'received' | 'posted';
export interface LineRefusal { code: string; text: Label }
export interface Penalty { kind: 'amount' | 'share'; value: string }

interface Travelled { staffId: string; status: string; number: string; fromOn: string; toOn: string }

/** OC-3.1.4b: a line names an approved trip of the same person that covers its date; null where it does (reading 13: each line by itself). */
export function refuseLine(line: { onDate: string; tripId: string | null }, trip: Travelled | undefined, staffId: string): LineRefusal | null {
  if (!line.tripId) return { code: 'no_trip', text: { zh: '没有写批示差旅', en: 'names no approved trip' } };
  if (!trip || trip.staffId !== staffId) return { code: 'unknown_trip', text: { zh: '没有这次批示差旅', en: 'no such trip of this person' } };
  if (trip.status !== 'approved') return { code: 'not_approved', text: { zh: `${trip.number} 没有总部批示`, en: `${trip.number} is not approved by headquarters` } };
  if (line.onDate < trip.fromOn || line.onDate > trip.toOn) return { code: 'not_covered', text: { zh: `${trip.number} 是 ${trip.fromOn} 至 ${trip.toOn}，不含这一天`, en: `${trip.number} lasts from ${trip.fromOn} to ${trip.toOn} and does not cover this day` } };
  return null;
}

/** Whole fen of a penalty: an amount, or a share in per cent of what the false line claimed, rounded to the fen. */
export const penaltyFen = ({ kind, value }: { kind: Penalty['kind']; value: bigint }, claimed: bigint): bigint => (kind === 'amount' ? value : (claimed * value + 5_000n) / 10_000n);

/** To be taken back for a line that was found false after the settlement, in fen: what was paid for it, and the penalty. Never more of what was paid than there was: a penalty before it may have eaten some of the line already. */
export const recovery = ({ status, fen }: { status: LineStatus; fen: bigint }, penalty: bigint, paidStill: bigint): { paid: bigint; total: bigint } => {
  const paid = status !== 'claimed' ? 0n : fen < paidStill ? fen : paidStill;
  return { paid, total: paid + penalty };
};

/** What is paid: the lines that stand, less the penalties, and never less than nothing. */
export function payable(lines: readonly { status: LineStatus; fen: bigint; penalty: bigint }[]): { claimed: bigint; refused: bigint; penalties: bigint; paid: bigint } {
  const sum = (of: readonly bigint[]): bigint => of.reduce((total, fen) => total + fen, 0n);
  const claimed = sum(lines.map((l) => l.fen));
  const stands = sum(lines.filter((l) => l.status === 'claimed').map((l) => l.fen));
  const penalties = sum(lines.map((l) => l.penalty));
  return { claimed, refused: claimed - stands, penalties, paid: stands > penalties ? stands - penalties : 0n };
}
