import type { WorkCalendar } from './calendar.ts';
import { isPausable } from './clocks.ts';
import { computeDeadline, type DeadlineFacts, type Pause, type Replacement } from './deadline.ts';
import { ClockRefused } from './refusal.ts';

/**
 * Adds an appointment to the facts (README "obligation": it replaces the due time, it never pauses).
 * It must be agreed while the due time in force still lies ahead, end after it is agreed, and a window that has begun is
 * no longer agreed anew (UC-7.4).
 * @throws ClockRefused R8 with code `appointment.afterDue`, `appointment.past` or `appointment.windowBegun`
 */
export function agreeAppointment(facts: DeadlineFacts, appointment: Replacement, calendar: WorkCalendar): DeadlineFacts {
  const { dueAt } = computeDeadline(facts, calendar);
  if (dueAt && appointment.at > dueAt) throw new ClockRefused('R8', 'appointment.afterDue', 'an appointment replaces a due time that still lies ahead');
  if (appointment.dueAt <= appointment.at) throw new ClockRefused('R8', 'appointment.past', 'an appointment ends after it is agreed');
  const agreed = facts.replacements.at(-1);
  // A failed visit pauses the clock (R8); the next window may then be agreed although the last one has begun.
  if (agreed?.windowFrom && dueAt && appointment.at >= agreed.windowFrom) throw new ClockRefused('R8', 'appointment.windowBegun', 'an agreed window can be agreed anew only before it begins');
  return { ...facts, replacements: [...facts.replacements, appointment] };
}

/**
 * Opens a pause. Whether the clause allows one at all (only UC-7.4, after a failed visit: R8) is the caller's rule.
 * @throws ClockRefused R9 `clock.notPausable`, `pause.open` when one is open already, `pause.afterDue`
 */
export function pauseClock(facts: DeadlineFacts, pause: Pick<Pause, 'from' | 'reason'>, calendar: WorkCalendar): DeadlineFacts {
  if (!isPausable(facts.spec)) throw new ClockRefused('R9', 'clock.notPausable', `a ${facts.spec.clock} clock cannot be paused`);
  const { dueAt, paused } = computeDeadline(facts, calendar);
  if (paused) throw new ClockRefused('R9', 'pause.open', 'the clock is paused already');
  if (dueAt && pause.from >= dueAt) throw new ClockRefused('R9', 'pause.afterDue', 'a pause begins before the due time');
  return { ...facts, pauses: [...facts.pauses, { from: pause.from, reason: pause.reason }] };
}

/** Closes the open pause. @throws ClockRefused R9 `pause.none`, `pause.backwards` */
export function resumeClock(facts: DeadlineFacts, at: Date): DeadlineFacts {
  const open = facts.pauses.at(-1);
  if (!open || open.to) throw new ClockRefused('R9', 'pause.none', 'no pause is open');
  if (at < open.from) throw new ClockRefused('R9', 'pause.backwards', 'a pause ends after it began');
  return { ...facts, pauses: [...facts.pauses.slice(0, -1), { ...open, to: at }] };
}
