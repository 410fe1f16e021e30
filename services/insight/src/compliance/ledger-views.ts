import type { Explanation } from '@luyue/kernel';
import type { Obligation } from '@luyue/obligations';
import { obligationDetail, obligationView, type People } from '@luyue/obligations/views';
import type { DrillItem, LedgerDetail } from './compliance.views.ts';
import type { VisibleTenant } from './compliance-scope.ts';

/** What the views of an obligation read: the same shape in its own service and here, so that the console knows one. */
type Shown = Omit<Obligation, 'facts' | 'escalatedPercent' | 'escalationPercents' | 'nextAlarmAt'>;

/** A row of the ledger as it is read. The explanation came with the ladder and the history inside. */
export interface LedgerRow extends Omit<Shown, 'ladder' | 'history' | 'explanation'> {
  ownerUnitName: string; ownerUserName: string | null; lastDueAt: Date;
  explanation: Explanation & Partial<Pick<Obligation, 'ladder' | 'history'>>;
}

export const LEDGER_COLUMNS = `l.tenant_id AS "tenantId", l.id, l.version, l.clause_id AS "clauseId", l.parameter_key AS "parameterKey", l.policy_version AS "policyVersion", l.subject_type AS "subjectType",
  l.subject_id AS "subjectId", l.subject_number AS "subjectNumber", l.subject_title AS "subjectTitle", l.place, l.owner_unit_id AS "ownerUnitId", l.owner_unit_name AS "ownerUnitName",
  l.owner_user_id AS "ownerUserId", l.owner_user_name AS "ownerUserName", l.status, l.started_at AS "startedAt", l.due_at AS "dueAt", l.last_due_at AS "lastDueAt", l.provisional,
  l.paused_at AS "pausedAt", l.pause_reason AS "pauseReason", l.risk_at AS "riskAt", l.breached_at AS "breachedAt", l.voided_by_calendar AS "voidedByCalendar", l.settled_at AS "settledAt",
  l.settled_by AS "settledBy", l.outcome_note AS "outcomeNote", l.approver, l.origin, l.explanation, l.evidence`;

const peopleOf = (row: LedgerRow): People => ({
  units: new Map([[row.ownerUnitId, { name: row.ownerUnitName } as never]]), users: new Map(row.ownerUserId ? [[row.ownerUserId, { name: row.ownerUserName ?? '' } as never]] : []),
});

function shownOf(row: LedgerRow): Obligation {
  const { ladder = [], history = [], ...explanation } = row.explanation;
  const shown: Shown = { ...row, ladder, history, explanation };
  return shown as Obligation;
}

/** Seconds past the due time: until the fulfilment, or until now while it is open; null where it is not late. */
export function lateBySeconds({ status, dueAt, settledAt }: Pick<LedgerRow, 'status' | 'dueAt' | 'settledAt'>, now: Date): number | null {
  const until = status === 'open' ? now : status === 'met_late' ? settledAt : null;
  return dueAt && until && until > dueAt ? Math.floor((until.getTime() - dueAt.getTime()) / 1_000) : null;
}

export const drillItem = (row: LedgerRow, tenant: VisibleTenant): DrillItem => ({
  ...obligationView(shownOf(row), tenant.now, peopleOf(row)), tenantId: tenant.id, tenantName: tenant.name, address: row.place ?? '', lateBySeconds: lateBySeconds(row, tenant.now),
});

export const ledgerDetail = (row: LedgerRow, tenant: VisibleTenant): LedgerDetail => ({
  ...obligationDetail(shownOf(row), tenant.now, peopleOf(row)), tenantId: tenant.id, tenantName: tenant.name, address: row.place ?? '',
});
