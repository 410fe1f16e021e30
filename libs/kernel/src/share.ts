import type { WorkCalendar } from './calendar.ts';
import { computeDeadline, type Deadline, type DeadlineFacts } from './deadline.ts';
import { pausesOf } from './facts.ts';
import { InvalidValue } from './refusal.ts';
import { workingStretches } from './run.ts';

/**
 * R10: how much of the clock is used at `now`, from 0 to 1, on the obligation's own clock: pauses do not count,
 * `working_time` counts in its intervals, `working_days` in the working hours of working days, the others on the wall clock.
 */
export function shareUsed(facts: DeadlineFacts, calendar: WorkCalendar, now: Date): number {
  const { stretches, totalMs } = course(facts, calendar);
  let used = 0;
  for (const [begin, end] of stretches) used += Math.max(0, Math.min(end, now.getTime()) - begin);
  return totalMs === 0 ? (now >= facts.startedAt ? 1 : 0) : Math.min(1, used / totalMs);
}

/**
 * The instant at which `percent` of the clock is used; 100 is the due time itself. null while an open pause
 * keeps that share ahead.
 * @param percent 0 to 100. @throws InvalidValue outside
 */
export function instantAtShare(facts: DeadlineFacts, calendar: WorkCalendar, percent: number): Date | null {
  if (!(percent >= 0 && percent <= 100)) throw new InvalidValue('percent', 'share.percent', `not a percentage from 0 to 100: ${percent}`);
  const { stretches, totalMs, deadline } = course(facts, calendar);
  if (percent === 100 || (totalMs === 0 && percent > 0)) return deadline.dueAt;
  // Rounded up, so that the share is truly reached at the instant given.
  let left = Math.ceil((totalMs * percent) / 100);
  for (const [begin, end] of stretches) {
    if (left <= end - begin) return new Date(begin + left);
    left -= end - begin;
  }
  return left === 0 ? facts.startedAt : deadline.dueAt;
}

interface Course {
  /** Counted stretches in order, epoch milliseconds; they end at the due time or at the open pause. */
  stretches: [number, number][];
  totalMs: number;
  deadline: Deadline;
}

function course(facts: DeadlineFacts, calendar: WorkCalendar): Course {
  const deadline = computeDeadline(facts, calendar);
  // While paused the last pause is the open one, and no appointment ended it.
  const end = deadline.dueAt?.getTime() ?? facts.pauses.at(-1)!.from.getTime();
  const running: [number, number][] = [];
  let from = facts.startedAt.getTime();
  for (const [index, pause] of pausesOf(facts).entries()) {
    if (!deadline.explanation.pauses[index]!.counted) continue;
    const begin = Math.min(end, pause.from.getTime());
    running.push([from, begin]);
    from = Math.min(end, pause.to?.getTime() ?? end);
  }
  running.push([from, end]);
  const stretches = running.flatMap(([begin, until]) => countedStretches(facts, begin, until, calendar)).filter(([begin, until]) => begin < until);
  const totalMs = stretches.reduce((sum, [begin, until]) => sum + until - begin, deadline.remainingMs ?? 0);
  return { stretches, totalMs, deadline };
}

function countedStretches({ spec }: DeadlineFacts, from: number, to: number, calendar: WorkCalendar): [number, number][] {
  if (spec.clock === 'working_time') return [...workingStretches(from, to, spec, calendar)];
  if (spec.clock === 'working_days') return [...workingStretches(from, to, { intervals: calendar.workingHours }, calendar, true)];
  return [[from, to]];
}
