import { addMonths, type DateText } from '@luyue/kernel';

export const SETTLEMENT_STATUSES = ['drawn', 'disputed', 'confirmed', 'paid'] as const;
export type SettlementStatus = (typeof SETTLEMENT_STATUSES)[number];
/** The one table of a settlement: until it is paid it may be disputed and drawn again, afterwards it stays. */
export const settlementMoves: Record<SettlementStatus, readonly SettlementStatus[]> = { drawn: ['drawn', 'confirmed', 'disputed'], disputed: ['drawn'], confirmed: ['paid', 'disputed'], paid: [] };

/** Stations whose orders are drawn in one transaction. */
export const STATIONS_AT_ONCE = 25;

/** The last day on which an order of the month, or one before, is mailed in time for its run: the mail day of the next month (reading 15). */
export function mailedBy(month: string, mailDay: number): DateText {
  const next = addMonths(`${month}-01`, 1).slice(0, 7);
  const last = Number(new Date(Date.UTC(Number(next.slice(0, 4)), Number(next.slice(5)), 0)).toISOString().slice(8, 10));
  return `${next}-${String(Math.min(mailDay, last)).padStart(2, '0')}`;
}

/** The rates in force for a month: the latest that had begun; of two for one month the one published later. */
export const rateOf = <R extends { effectiveFrom: string; publishedAt: Date }>(rates: readonly R[], month: string): R | undefined =>
  rates.filter((rate) => rate.effectiveFrom <= month).toSorted((a, b) => b.effectiveFrom.localeCompare(a.effectiveFrom) || b.publishedAt.getTime() - a.publishedAt.getTime())[0];
