import { type Period, periodOf } from '@luyue/kernel';

const PERIOD = /^(\d{4})(?:-(?:Q([1-4])|H([12])|(0[1-9]|1[0-2])))?$/;

/** "2026", "2026-H2", "2026-Q4", "2026-11" as the calendar period that it names; null for anything else. */
export function periodNamed(text: string): Period | null {
  const [, year, quarter, half, month] = PERIOD.exec(text) ?? [];
  if (!year) return null;
  const [length, first] = quarter ? [3, Number(quarter) * 3 - 2] : half ? [6, Number(half) * 6 - 5] : month ? [1, Number(month)] : [12, 1];
  return periodOf(`${year}-${String(first).padStart(2, '0')}-01`, length);
}

export interface BudgetState { period: string; amountFen: bigint; spentFen: bigint }

/** What can still be given out: by the tightest of the budgets that hold the day, a month's inside its year's. Null without any. */
export const remainingOf = (budgets: readonly BudgetState[]): bigint | null =>
  budgets.map(({ amountFen, spentFen }) => amountFen - spentFen).reduce<bigint | null>((least, left) => (least === null || left < least ? left : least), null);
