import type { DateText } from '@luyue/kernel';

export const REGION_DUTIES = ['salesperson', 'technician'] as const;
export type RegionDuty = (typeof REGION_DUTIES)[number];

/** From the first day there to the first day no longer there. */
export interface Stay { fromDay: DateText; untilDay: DateText | null }
/** How many technicians a region may have, from a day on. */
export interface Limits { from: DateText; min: number; max: number }

/**
 * DV-7.1, reading 8: how many technicians a region has today, and since which day it has been outside the limits without a break; null while it is inside.
 * @param limits in the order of their days; the first holds from the beginning
 */
export function technicianState(begunOn: DateText, stays: readonly Stay[], limits: readonly Limits[], today: DateText): { count: number; min: number; max: number; outsideSince: DateText | null } {
  const days = [begunOn, ...stays.flatMap((s) => [s.fromDay, s.untilDay ?? s.fromDay]), ...limits.map((l) => l.from)].filter((day) => day >= begunOn && day <= today);
  let outsideSince: DateText | null = null;
  const on = (day: DateText) => {
    const { min, max } = limits.filter((l, i) => i === 0 || l.from <= day).at(-1)!;
    return { count: stays.filter((s) => s.fromDay <= day && (s.untilDay === null || s.untilDay > day)).length, min, max };
  };
  for (const day of [...new Set(days)].toSorted()) {
    const { count, min, max } = on(day);
    outsideSince = count >= min && count <= max ? null : (outsideSince ?? day);
  }
  return { ...on(today), outsideSince };
}
