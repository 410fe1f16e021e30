import { clause, type ClauseId } from './clauses.ts';
import type { ParameterKey } from './parameters.ts';

/** Which clause a fact of kind `F` sets going, and from when its clock runs. */
export interface DutyRule<F> {
  clause: ClauseId;
  /** The clock and its number, which stand in the registry beside the clause. */
  parameter: ParameterKey;
  when: (fact: F) => boolean;
  from: (fact: F) => Date;
  /** The number itself for a parameter without default, which is set case by case. */
  perCase?: (fact: F) => number | undefined;
}

export interface OwedByFact { clauseId: ClauseId; parameter: ParameterKey; startedAt: Date; perCase?: number }

/**
 * The duties of a kind of fact, as data that a lawyer could read. Throws at start for a parameter that is not the clause's own.
 */
export function dutyTable<F>(rules: DutyRule<F>[]): (fact: F) => OwedByFact[] {
  for (const rule of rules) {
    if (!clause(rule.clause).parameters.includes(rule.parameter)) throw new Error(`${rule.parameter} is not a parameter of ${rule.clause}`);
  }
  return (fact) => rules.filter((rule) => rule.when(fact)).map((rule) => ({ clauseId: rule.clause, parameter: rule.parameter, startedAt: rule.from(fact), perCase: rule.perCase?.(fact) }));
}
