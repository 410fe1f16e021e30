import { type DateText, type Period, periodOf } from '@luyue/kernel';

export const PERIOD_KINDS = ['year', 'quarter', 'month'] as const;
export type PeriodKind = (typeof PERIOD_KINDS)[number];
export const PLAN_STATUSES = ['draft', 'submitted', 'issued'] as const;
export type PlanStatus = (typeof PLAN_STATUSES)[number];
/** The one table of a plan: where the company asks for approval, it is submitted first; once it was handed to the named persons (下达), its visits change one by one, each with a reason. */
export const planMoves: Record<PlanStatus, readonly PlanStatus[]> = { draft: ['submitted', 'issued'], submitted: ['draft', 'issued'], issued: [] };

export const PLANNED_STATUSES = ['planned', 'done', 'cancelled'] as const;
export type PlannedStatus = (typeof PLANNED_STATUSES)[number];
/** The one table of a planned visit. */
export const plannedMoves: Record<PlannedStatus, readonly PlannedStatus[]> = { planned: ['done', 'cancelled'], done: [], cancelled: ['planned'] };

export const PERIOD_MONTHS = { year: 12, quarter: 3, month: 1 } as const satisfies Record<PeriodKind, number>;

/** "2026", "2026-Q4" or "2026-10" as a period; null for what is none. */
export function readPeriod(text: string): (Period & { kind: PeriodKind }) | null {
  const [, year, quarter, month] = /^(\d{4})(?:-Q([1-4])|-(0[1-9]|1[0-2]))?$/.exec(text) ?? [];
  if (!year) return null;
  const kind: PeriodKind = quarter ? 'quarter' : month ? 'month' : 'year';
  const first = quarter ? String((Number(quarter) - 1) * 3 + 1).padStart(2, '0') : (month ?? '01');
  return { ...periodOf(`${year}-${first}-01`, PERIOD_MONTHS[kind]), kind };
}

/** The months of a period, YYYY-MM. */
export const monthsOf = ({ from, months }: Pick<Period, 'from' | 'months'>): string[] => Array.from({ length: months }, (_, i) => `${from.slice(0, 5)}${String(Number(from.slice(5, 7)) + i).padStart(2, '0')}`);

/** The periods that a plan may roll down from, the nearest first. */
export function widerPeriods(from: DateText, kind: PeriodKind): string[] {
  const wider = { month: [3, 12], quarter: [12], year: [] }[kind];
  return wider.map((months) => periodOf(from, months).label);
}
