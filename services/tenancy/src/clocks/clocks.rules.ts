import type { Refusal } from '../refusal.ts';

export interface ClockMove { advanceSeconds?: number; to?: string }

/** Far enough for a clock of 24 months and its follow-up. */
const MAX_AHEAD_MS = 10 * 366 * 86_400_000;

/** How far a move goes, milliseconds; negative for one backwards. */
export const stepOf = (now: Date, move: ClockMove): number => (move.to === undefined ? (move.advanceSeconds ?? 0) * 1000 : new Date(move.to).getTime() - now.getTime());

/** A sandbox's clock only goes forward, since what has happened in it stays; the body names one of the two ways. `offsetMs`: distance from the real clock so far. */
export function refuseMove(offsetMs: number, now: Date, move: ClockMove): Refusal | null {
  const clause = 'PF-8';
  if ((move.advanceSeconds === undefined) === (move.to === undefined)) return { clause, code: 'one_of', field: 'advanceSeconds', title: { zh: 'advanceSeconds 与 to 给一个', en: 'give either advanceSeconds or to' } };
  const step = stepOf(now, move);
  if (step < 0) return { clause, code: 'clock_backwards', title: { zh: '沙箱的钟只能往前', en: "A sandbox's clock only goes forward" }, extra: { now: now.toISOString() } };
  if (offsetMs + step > MAX_AHEAD_MS) return { clause, code: 'clock_too_far', title: { zh: '沙箱的钟最多快十年', en: "A sandbox's clock goes ten years ahead at most" } };
  return null;
}

/** Where the time of a new sandbox may begin: ten years back or ahead at most. `startsAt` as its provisioner gives it. */
export function refuseStart(startsAt: Date, real: Date): Refusal | null {
  if (Math.abs(startsAt.getTime() - real.getTime()) <= MAX_AHEAD_MS) return null;
  return { clause: 'PF-8', code: 'clock_too_far', field: 'sandboxStartsAt', title: { zh: '沙箱的钟最多差十年', en: "A sandbox's clock begins ten years away at most" } };
}
