import { clause, isClauseId, isParameterKey, parameter } from '@luyue/regulations';
import type { DirectoryUnit, DirectoryUser } from '@luyue/directory';
import type { Text } from '@luyue/platform';
import type { ClockState, ObligationDetail, ObligationView } from './obligation-view.ts';
import type { ObligationLine } from './obligation-line.ts';
import type { Obligation } from './obligation.entity.ts';

/** How a clock is shown at `now`: colour and word follow from this alone. */
export function clockState(o: Pick<Obligation, 'status' | 'pausedAt' | 'dueAt' | 'riskAt'>, now: Date): ClockState {
  if (o.status !== 'open') return o.status;
  if (o.pausedAt) return 'paused';
  if (o.dueAt && now > o.dueAt) return 'overdue';
  return o.riskAt && now >= o.riskAt ? 'risk' : 'open';
}

/** What is promised, in a few words; the parameter tells two clocks of one clause apart (UC-7.4: to leave, to arrive). */
export function labelOf(clauseId: string, parameterKey: string | null): Text {
  if (!isClauseId(clauseId)) return { zh: clauseId, en: clauseId };
  const entry = clause(clauseId);
  return entry.parameters.length > 1 && parameterKey && isParameterKey(parameterKey) ? parameter(parameterKey).label : entry.shortLabel;
}

const iso = (date: Date | null): string | null => date?.toISOString() ?? null;

/** Share of the clock used, 0 to 1, and past 1 when overdue; linear between start and due, which is exact for `elapsed`. */
function usedShare(o: ObligationLine, now: Date): number {
  if (!o.dueAt) return 0;
  const end = o.settledAt ?? now;
  return Math.max(0, (end.getTime() - o.startedAt.getTime()) / Math.max(1, o.dueAt.getTime() - o.startedAt.getTime()));
}

export interface People { units: Map<string, DirectoryUnit>; users: Map<string, DirectoryUser> }

export function obligationView(o: ObligationLine, now: Date, people: People): ObligationView {
  return {
    id: o.id, clauseId: o.clauseId, label: labelOf(o.clauseId, o.parameterKey), subject: { type: o.subjectType, id: o.subjectId, number: o.subjectNumber, title: o.subjectTitle },
    owner: { unitId: o.ownerUnitId, unitName: people.units.get(o.ownerUnitId)?.name ?? '', userId: o.ownerUserId, userName: (o.ownerUserId && people.users.get(o.ownerUserId)?.name) || null },
    status: o.status, clock: clockState(o, now), startedAt: o.startedAt.toISOString(), dueAt: iso(o.dueAt), provisional: o.provisional, breachedAt: iso(o.breachedAt), settledAt: iso(o.settledAt),
    pausedAt: iso(o.pausedAt), pauseReason: o.pauseReason, usedShare: usedShare(o, now), riskAt: iso(o.riskAt), parameterKey: o.parameterKey, policyVersion: o.policyVersion,
    outcome: o.settledAt ? { by: o.settledBy, note: o.outcomeNote, approver: o.approver } : null, voidedByCalendar: o.voidedByCalendar, origin: o.origin, version: o.version,
  };
}

/** "Why this date?": every day counted and skipped, every pause and replaced due time, the policy ladder, the evidence, the history. */
export function obligationDetail(o: Obligation, now: Date, people: People): ObligationDetail {
  const entry = isClauseId(o.clauseId) ? clause(o.clauseId) : null;
  return {
    ...obligationView(o, now, people), explanation: o.explanation, ladder: o.ladder,
    clause: { id: o.clauseId, text: entry?.text ?? entry?.summary ?? labelOf(o.clauseId, null), strength: entry?.strength ?? 'strict', kinds: [...(entry?.kinds ?? [])] },
    evidence: o.evidence, history: o.history,
  };
}
