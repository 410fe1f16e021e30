import { isPausable } from './clocks.ts';
import type { DeadlineFacts, Pause, Replacement } from './deadline.ts';
import { ClockRefused, InvalidValue } from './refusal.ts';

/** The pauses as they really ran: an appointment agreed during one is the user's answer and ends it (R8). */
export function pausesOf({ pauses, replacements }: Pick<DeadlineFacts, 'pauses' | 'replacements'>): readonly Pause[] {
  if (replacements.length === 0) return pauses;
  return pauses.map((pause) => {
    const agreed = replacements.find(({ at }) => at > pause.from);
    return agreed && (!pause.to || agreed.at < pause.to) ? { ...pause, to: agreed.at } : pause;
  });
}

/**
 * @throws ClockRefused R9 `clock.notPausable`, `pause.overlap`, `pause.backwards`
 * @throws InvalidValue naming the instant that is none, or the appointment out of order
 */
export function checkFacts(facts: DeadlineFacts): void {
  const { spec, startedAt, pauses, replacements } = facts;
  checkInstant(startedAt, 'startedAt');
  checkReplacements(replacements);
  if (pauses.length > 0 && !isPausable(spec)) throw new ClockRefused('R9', 'clock.notPausable', `a ${spec.clock} clock cannot be paused`);
  let end = startedAt.getTime();
  for (const { from, to } of pausesOf(facts)) {
    checkInstant(from, 'pause.from');
    if (to) checkInstant(to, 'pause.to');
    if (from.getTime() < end) throw new ClockRefused('R9', 'pause.overlap', 'a pause begins after the start and after the end of the one before');
    end = to?.getTime() ?? Infinity;
    if (end < from.getTime()) throw new ClockRefused('R9', 'pause.backwards', 'a pause ends after it began');
  }
}

function checkReplacements(replacements: readonly Replacement[]): void {
  let last = -Infinity;
  for (const { at, dueAt, windowFrom } of replacements) {
    checkInstant(at, 'replacement.at');
    checkInstant(dueAt, 'replacement.dueAt');
    if (at.getTime() < last) throw new InvalidValue('replacements', 'replacement.order', 'appointments are kept in the order in which they were agreed');
    if (windowFrom && windowFrom >= dueAt) throw new InvalidValue('windowFrom', 'replacement.window', 'a window begins before it ends');
    last = at.getTime();
  }
}

function checkInstant(at: Date, field: string): void {
  if (Number.isNaN(at.getTime())) throw new InvalidValue(field, 'instant.invalid', `${field} is not an instant`);
}
