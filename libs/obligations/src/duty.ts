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
  /** R6: entered late or imported. */
  origin?: 'live' | 'import';
  /** A due time agreed at once with the user replaces the clock's own (UC-7.4). */
  agreed?: { dueAt: Date; windowFrom: Date; agreedBy: string; channel: string };
}
