import { make, type ObligationState } from '@luyue/contracts';
import type { Tx } from '@luyue/platform';
import type { ResolvedPolicy } from '@luyue/regulations';
import type { HistoryEntry, LadderRung, Obligation } from './obligation.entity.ts';

const iso = (date: Date | null): string | null => date?.toISOString() ?? null;

type StateFields = Omit<ObligationState, never>;

/** The whole obligation as every obligation event carries it. */
export function stateOf(context: string, row: Obligation, at: Date, byName: string | null): StateFields {
  return {
    obligationId: row.id, version: row.version, context, clauseId: row.clauseId, subjectType: row.subjectType, subjectId: row.subjectId, subjectNumber: row.subjectNumber, subjectTitle: row.subjectTitle,
    place: row.place, ownerUnitId: row.ownerUnitId, ownerUserId: row.ownerUserId, status: row.status, startedAt: row.startedAt.toISOString(), dueAt: iso(row.dueAt), provisional: row.provisional,
    pausedAt: iso(row.pausedAt), pauseReason: row.pauseReason, riskAt: iso(row.riskAt), breachedAt: iso(row.breachedAt), voidedByCalendar: row.voidedByCalendar, settledAt: iso(row.settledAt), settledBy: row.settledBy,
    outcomeNote: row.outcomeNote, approver: row.approver, parameterKey: row.parameterKey, policyVersion: row.policyVersion, origin: row.origin,
    explanation: { ...row.explanation, ladder: row.ladder, history: row.history }, evidence: row.evidence, at: at.toISOString(), byName,
  };
}

export function publishState<E extends ObligationState>(tx: Tx, context: string, event: new () => E, row: Obligation, more?: Omit<E, keyof ObligationState>): void {
  tx.publish(make(event, { ...stateOf(context, row, tx.now, tx.ctx.userName), ...more } as never));
}

/** The rungs as an obligation keeps them. */
export const ladderOf = ({ ladder }: ResolvedPolicy): LadderRung[] => ladder.map((r) => ({ origin: r.origin, value: r.value, version: r.version, effectiveFrom: r.effectiveFrom?.toISOString() ?? null, setBy: r.setBy ?? null, rules: r.rules }));

export const entry = (tx: Tx, at: Date, what: string, zh: string, en: string): HistoryEntry => ({ at: at.toISOString(), what, by: tx.ctx.userName, text: { zh, en } });
