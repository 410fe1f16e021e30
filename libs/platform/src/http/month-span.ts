import { refuse } from './problem.ts';

/** Months that figures are asked for, "2026-11", both included. Throws 400 naming `to` for months out of order or more than `most`. */
export function checkMonths(from: string, to: string, most: number): void {
  const span = monthOf(to) - monthOf(from);
  if (span < 0 || span >= most) throw refuse.field('to', 'range', { zh: `结束月份不早于开始月份，最多 ${most} 个月`, en: `not before "from", and ${most} months at most` });
}

const monthOf = (text: string): number => Number(text.slice(0, 4)) * 12 + Number(text.slice(5));
