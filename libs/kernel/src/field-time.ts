import { HOUR_MS } from './dates.ts';

export interface FieldMilestone {
  /** The device's time. */
  occurredAt: Date;
  /** The server's time of arrival. */
  recordedAt: Date;
  /** `pf.sync.maxLagHours` of the policy in force. */
  maxLagHours: number;
  /** The milestone before on the same order: the device's time only runs forward. */
  after?: Date;
}

export interface CountedInstant {
  at: Date;
  source: 'occurred' | 'recorded';
  /** Why the device's time was not taken. */
  because?: 'late' | 'future' | 'backwards';
}

/**
 * R5: which instant of a field milestone counts. The device's time does if it arrives within the lag, is not ahead of the
 * server and not before the milestone before it; else the server's.
 */
export function countedInstant({ occurredAt, recordedAt, maxLagHours, after }: FieldMilestone): CountedInstant {
  const lag = recordedAt.getTime() - occurredAt.getTime();
  if (lag < 0) return { at: recordedAt, source: 'recorded', because: 'future' };
  if (lag > maxLagHours * HOUR_MS) return { at: recordedAt, source: 'recorded', because: 'late' };
  if (after && occurredAt < after) return { at: recordedAt, source: 'recorded', because: 'backwards' };
  return { at: occurredAt, source: 'occurred' };
}
