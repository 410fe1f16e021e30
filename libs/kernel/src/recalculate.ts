import type { WorkCalendar } from './calendar.ts';
import { computeDeadline, type Deadline, type DeadlineFacts } from './deadline.ts';

export interface Recalculation {
  deadline: Deadline;
  moved: boolean;
  /** R18: the breach event stays on record but is not counted. */
  voidedByCalendar: boolean;
}

/**
 * R18: the deadline of an open obligation under a newly published or corrected calendar. A breach already recorded is
 * voided when the fulfilment is in time by the new due time, or that still lies ahead of `now`.
 */
export function recalculate(
  facts: DeadlineFacts, old: Pick<Deadline, 'dueAt'>, calendar: WorkCalendar, { breachedAt, fulfilledAt, now }: { breachedAt?: Date; fulfilledAt?: Date; now: Date },
): Recalculation {
  const deadline = computeDeadline(facts, calendar);
  const { dueAt } = deadline;
  const voidedByCalendar = breachedAt !== undefined && dueAt !== null && (fulfilledAt ? fulfilledAt <= dueAt : dueAt > now);
  return { deadline, moved: dueAt?.getTime() !== old.dueAt?.getTime(), voidedByCalendar };
}
