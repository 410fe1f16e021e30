import { addMonths, type DateText, type Label } from '@luyue/kernel';
import type { Grade } from '../customer-kinds.ts';


/** From which total on a customer is A, B or C; below the last it is D. */
export interface Thresholds { A: number; B: number; C: number }
/** A 0-100 ladder that falls from A to C. */
export const inOrder = ({ A, B, C }: Thresholds): boolean => A > B && B > C && C >= 0 && A <= 100;

export const gradeOf = (total: number, { A, B, C }: Thresholds): Grade => (total >= A ? 'A' : total >= B ? 'B' : total >= C ? 'C' : 'D');

/** DV-4.1: a new grade counts from the next month plan. */
export const countsFrom = (today: DateText): string => addMonths(`${today.slice(0, 7)}-01`, 1).slice(0, 7);

/** Figures that a scheme may weigh, beside what people judge (nature, scale and the like). */
export const FACTS = ['sales', 'trend'] as const;
export const FACT_NAMES: Record<(typeof FACTS)[number], Label> = { sales: { zh: '销售额（地区内位次）', en: 'Sales, by place in the region' }, trend: { zh: '经营趋势（半年比）', en: 'Trend, half-year on half-year' } };

/** A customer's purchases, in whole fen: of the last twelve months, and of their two halves. */
export interface Bought { customerId: string; year: bigint; recent: bigint; before: bigint }

/** Sales: the share of the region's customers that buy no more, 0 to 100; null where nobody in the region bought anything. */
export function salesScore(own: Bought, all: readonly Bought[]): number | null {
  if (all.every((each) => each.year === 0n)) return null;
  if (own.year === 0n) return 0;
  return Math.round((all.filter((each) => each.year <= own.year).length * 10_000) / all.length) / 100;
}

/** Points for each per cent of growth: 20 % more earn everything, 20 % less leave nothing. */
const POINTS_PER_CENT = 2.5;
/** Trend: 50 where the last half-year equals the one before, 100 from 20 % more on, 0 from 20 % less on; null for who bought in neither. */
export function trendScore({ recent, before }: Bought): number | null {
  if (recent === 0n && before === 0n) return null;
  if (before === 0n) return 100;
  const growth = Number(((recent - before) * 10_000n) / before) / 100;
  return Math.min(100, Math.max(0, Math.round((50 + growth * POINTS_PER_CENT) * 100) / 100));
}
