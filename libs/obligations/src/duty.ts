import { clause, type ClauseId, type ParameterKey } from '@luyue/regulations';

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

export interface DutyRule<F> {
  clause: ClauseId;
  parameter: ParameterKey;
  when: (fact: F) => boolean;
  from: (fact: F) => Date;
  perCase?: (fact: F) => number | undefined;
}

/**
 * Which clauses a fact sets going, as data that a lawyer could read. The clock and its number stand once, in the registry beside the clause;
 * a parameter that the clause does not have is a mistake found at start.
 */
export function dutyTable<F>(rules: DutyRule<F>[]): (fact: F) => Pick<Duty, 'clauseId' | 'parameter' | 'startedAt' | 'perCase'>[] {
  for (const rule of rules) {
    if (!clause(rule.clause).parameters.includes(rule.parameter)) throw new Error(`${rule.parameter} is not a parameter of ${rule.clause}`);
  }
  return (fact) => rules.filter((rule) => rule.when(fact)).map((rule) => ({ clauseId: rule.clause, parameter: rule.parameter, startedAt: rule.from(fact), perCase: rule.perCase?.(fact) }));
}
