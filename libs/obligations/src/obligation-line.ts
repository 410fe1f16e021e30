import type { Obligation } from './obligation.entity.ts';

/** What a line of a list shows of an obligation: without what explains it, which is most of the row. */
export type ObligationLine = Omit<Obligation, 'tenantId' | 'ladder' | 'place' | 'facts' | 'explanation' | 'escalatedPercent' | 'escalationPercents' | 'nextAlarmAt' | 'evidence' | 'history'>;

/** The same as columns of `obligation o`, for the statements of rooms that show one obligation with each of their rows. */
export const LINE_COLUMNS = `o.id, o.version, o.clause_id AS "clauseId", o.parameter_key AS "parameterKey", o.policy_version AS "policyVersion", o.subject_type AS "subjectType", o.subject_id AS "subjectId", o.subject_number AS "subjectNumber",
  o.subject_title AS "subjectTitle", o.owner_unit_id AS "ownerUnitId", o.owner_user_id AS "ownerUserId", o.status, o.started_at AS "startedAt", o.due_at AS "dueAt", o.provisional, o.paused_at AS "pausedAt", o.pause_reason AS "pauseReason",
  o.risk_at AS "riskAt", o.breached_at AS "breachedAt", o.voided_by_calendar AS "voidedByCalendar", o.settled_at AS "settledAt", o.settled_by AS "settledBy", o.outcome_note AS "outcomeNote", o.approver, o.origin`;
