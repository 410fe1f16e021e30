import { instantAt, localDay, parseTime } from '@luyue/kernel';
import { refuse } from '@luyue/platform';
import type { OutboundMessage, OutboundStatus } from './outbound-message.entity.ts';

/** The one table of status changes. What was accepted counts as delivered (R22); a bounce is made good by the retry on another channel. */
const moves: Record<OutboundStatus, readonly OutboundStatus[]> = {
  queued: ['accepted', 'bounced'], held: ['accepted', 'bounced'], bounced: ['retried'], accepted: [], retried: [], vacant: [], withheld: [],
};

/** Throws 409 naming what is possible. */
export function checkMove(from: OutboundStatus, to: OutboundStatus): void {
  if (!moves[from].includes(to)) throw refuse.transition(from, to, [...moves[from]], 'PF-13');
}

export interface QuietHours { from: string; to: string; zone: string }

/**
 * R23: when a message may leave. Quiet hours hold it back, except alarms, and except one about a due time that would pass while it waits.
 * Hours that begin and end at the same time are none.
 */
export function releaseAt(now: Date, quiet: QuietHours, message: { urgent: boolean; dueAt: Date | null }): Date {
  const end = quietUntil(now, quiet);
  if (!end || message.urgent) return now;
  return message.dueAt && message.dueAt > now && message.dueAt <= end ? now : end;
}

/** End of the quiet hours that `now` lies in, or null. */
function quietUntil(now: Date, { from, to, zone }: QuietHours): Date | null {
  if (parseTime(from) === parseTime(to)) return null;
  const today = localDay(now.getTime(), zone);
  const overnight = parseTime(from) > parseTime(to);
  // Overnight hours may have begun yesterday.
  for (const day of overnight ? [today - 1, today] : [today]) {
    const [begin, end] = [instantAt(day, from, zone), instantAt(overnight ? day + 1 : day, to, zone)];
    if (now.getTime() >= begin && now.getTime() < end) return new Date(end);
  }
  return null;
}

/** The earlier of two due times, where there are any. */
export const earliest = (a: Date | null, b: Date | null): Date | null => (a && b ? (a < b ? a : b) : a ?? b);

/** A bounced notice goes out again by the other channel (R22). */
export const otherChannel = (channel: OutboundMessage['channel']): 'email' | 'sms' => (channel === 'sms' ? 'email' : 'sms');

const BACKOFF_SECONDS = [5, 30, 120, 600];

/** Seconds until a provider that did not answer is asked again; null when it was asked often enough and the message counts as bounced. */
export const backoff = (attempts: number): number | null => BACKOFF_SECONDS[attempts - 1] ?? null;
