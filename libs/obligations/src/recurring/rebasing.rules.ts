import { addDays, type DateText, type Span } from '@luyue/kernel';
import { type ParameterKey, type PolicyVersion, resolvePolicy, type ResolvedPolicy } from '@luyue/regulations';
import { spanAt } from './recurring.rules.ts';

/** The interval to re-base to: what rules once all that is published is in force, and from when; null where nobody has published anything. */
export function targetOf(key: ParameterKey, versions: readonly PolicyVersion[], now: Date): { policy: ResolvedPolicy; months: number; from: Date } | null {
  const last = versions.filter((version) => version.key === key).reduce((latest, { effectiveFrom }) => (effectiveFrom > latest ? effectiveFrom : latest), now);
  const policy = resolvePolicy(key, versions, last);
  const from = policy.ladder.find(({ rules }) => rules)?.effectiveFrom;
  return from && policy.value !== null ? { policy, months: policy.value as number, from } : null;
}

/** R17: nothing moves to before 24:00 of this day. Counted from the later of the day on which the version takes effect and the day of the re-basing, so that nothing that is moved is late at once. */
export const earliestDay = (effectiveOn: DateText, today: DateText, graceDays: number): DateText => addDays(effectiveOn > today ? effectiveOn : today, graceDays);

/** The first day of the first whole period of that length at or after a day. */
export function nextWhole(day: DateText, months: number): DateText {
  const span: Span = spanAt('months', day, months);
  return span.from === day ? day : addDays(span.to, 1);
}
