import type { DateText } from '@luyue/kernel';
import type { ClauseId, ParameterKey } from '@luyue/regulations';

/** What an obligation is about, as people know it. */
export interface Subject { type: string; id: string; number: string; title: string; place?: string | null }

/** One obligation to open. */
export interface Duty {
  clauseId: ClauseId;
  /** The clock and its number: one of the clause's parameters. */
  parameter: ParameterKey;
  /** For a parameter without default, which is set case by case (UC-7.3d). */
  perCase?: number;
  subject: Subject;
  unitId: string;
  userId?: string | null;
  startedAt: Date;
  /** R3: the first day of the period that the days count back from. */
  before?: DateText;
  /** R4: the last day of the period after which its due day comes; the clock has run from `startedAt`, the period's beginning. */
  after?: DateText;
  /** R6: entered late or imported. */
  origin?: 'live' | 'import';
  /** A due time agreed at once with the user replaces the clock's own (UC-7.4). */
  agreed?: { dueAt: Date; windowFrom: Date; agreedBy: string; channel: string };
}
