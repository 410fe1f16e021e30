import { computeDeadline, instantAtShare, type DeadlineFacts, type Pause, type Replacement, type WorkCalendar } from '@luyue/kernel';
import type { Obligation, StoredFacts } from './obligation.entity.ts';

type Stored<T> = { [K in keyof T]: T[K] extends Date | undefined ? string | undefined : T[K] };

const revive = <T extends object>(stored: object, dates: (keyof T)[]): T =>
  ({ ...stored, ...Object.fromEntries(dates.filter((d) => (stored as Record<string, unknown>)[d as string]).map((d) => [d, new Date((stored as Record<string, string>)[d as string]!)])) }) as T;

/** Facts as they were stored, with their instants. */
export function factsOf(row: Pick<Obligation, 'facts'>): DeadlineFacts {
  const facts = row.facts as { spec: DeadlineFacts['spec']; startedAt: string; pauses: Stored<Pause>[]; replacements: Stored<Replacement>[] };
  return {
    spec: facts.spec, startedAt: new Date(facts.startedAt),
    pauses: facts.pauses.map((p) => revive<Pause>(p, ['from', 'to'])), replacements: facts.replacements.map((r) => revive<Replacement>(r, ['at', 'dueAt', 'windowFrom'])),
  };
}

export type DeadlineColumns = Pick<Obligation, 'facts' | 'dueAt' | 'provisional' | 'explanation' | 'pausedAt' | 'pauseReason' | 'riskAt' | 'nextAlarmAt'>;

/**
 * Everything that follows from the facts of a clock and the calendar. R10: thresholds are measured on the obligation's own clock; the last
 * one below 100 % is where a clock is shown as at risk.
 */
export function deadlineColumns(facts: DeadlineFacts, calendar: WorkCalendar, state: Pick<Obligation, 'escalatedPercent' | 'escalationPercents' | 'breachedAt'>): DeadlineColumns {
  const deadline = computeDeadline(facts, calendar);
  const pause = deadline.paused ? facts.pauses.at(-1) : undefined;
  const below = state.escalationPercents.filter((p) => p < 100);
  const risk = below.at(-1);
  return {
    facts: facts as unknown as StoredFacts, dueAt: deadline.dueAt, provisional: deadline.provisional, explanation: deadline.explanation,
    pausedAt: pause?.from ?? null, pauseReason: pause?.reason ?? null,
    riskAt: risk === undefined || deadline.paused ? null : instantAtShare(facts, calendar, risk),
    nextAlarmAt: deadline.paused ? null : nextAlarm(facts, calendar, deadline.dueAt, state)?.at ?? null,
  };
}

export interface Alarm { at: Date; percent: number }

/** The next thing to tell: the first threshold not told yet, or the due time (100 %), which is a breach. */
export function nextAlarm(facts: DeadlineFacts, calendar: WorkCalendar, dueAt: Date | null, state: Pick<Obligation, 'escalatedPercent' | 'escalationPercents' | 'breachedAt'>): Alarm | null {
  if (!dueAt) return null;
  const next = state.escalationPercents.find((p) => p > state.escalatedPercent && p < 100);
  if (next !== undefined) return { at: instantAtShare(facts, calendar, next) ?? dueAt, percent: next };
  return state.breachedAt ? null : { at: dueAt, percent: 100 };
}
