import type { ObligationBreached, ObligationEscalated, ObligationState } from '@luyue/contracts';
import { computeDeadline, type DeadlineFacts, type WorkCalendar } from '@luyue/kernel';
import type { Obligation } from '@luyue/obligations';
import { factsOf } from '@luyue/obligations/deadline-columns';
import type { Effect, OutboxEntry, PostgresModel } from './postgres-model.ts';

const stateOf = <T extends ObligationState>(event: OutboxEntry): T => JSON.parse(event.payload) as T;

/** What must hold when the world has come to rest; one sentence for each thing that does not. */
export function violations(service: PostgresModel, consumer: PostgresModel, calendar: WorkCalendar, now: (tenantId: string) => number): string[] {
  return [...delivery(service, consumer), ...breaches(service, calendar, now)];
}

/** Nothing lost, nothing twice, nothing that was not committed, each aggregate in the order of its writing. */
function delivery(service: PostgresModel, consumer: PostgresModel): string[] {
  const found: string[] = [];
  const known = new Map(service.committed.map((event) => [event.eventId, event]));
  const times = new Map<string, number>();
  for (const { eventId } of consumer.effects) times.set(eventId, (times.get(eventId) ?? 0) + 1);
  for (const [eventId, event] of known) {
    const seen = times.get(eventId) ?? 0;
    if (seen > 1) found.push(`twice: ${event.type} of ${event.key} took effect ${seen} times`);
    if (seen === 0 && !consumer.deadLetters.has(eventId)) found.push(`lost: ${event.type} of ${event.key}, outbox id ${event.id}`);
    if (seen > 0 && consumer.deadLetters.has(eventId)) found.push(`twice: ${event.type} of ${event.key} took effect and is a dead letter`);
  }
  for (const eventId of times.keys()) if (!known.has(eventId)) found.push(`phantom: ${eventId} was never committed`);
  for (const [shard, waiting] of service.outbox) if (waiting.length) found.push(`stuck: ${waiting.length} events wait in shard ${shard}`);
  return [...found, ...disorder(known, consumer.effects)];
}

function disorder(known: Map<string, OutboxEntry>, effects: Effect[]): string[] {
  const last = new Map<string, number>();
  return effects.flatMap(({ eventId, key }) => {
    const id = known.get(eventId)?.id ?? Infinity;
    const before = last.get(key) ?? -1;
    last.set(key, Math.max(before, id));
    return id < before ? [`order: of ${key}, outbox id ${id} came after ${before}`] : [];
  });
}

/** A breach exactly once where the obligation was open past its due time, dated at it; each escalation once. */
function breaches(service: PostgresModel, calendar: WorkCalendar, now: (tenantId: string) => number): string[] {
  const told = new Map<string, ObligationBreached[]>();
  const escalated = new Map<string, number>();
  for (const event of service.committed) {
    if (event.type.includes('.breached.')) told.set(event.key, [...(told.get(event.key) ?? []), stateOf<ObligationBreached>(event)]);
    if (event.type.includes('.escalated.')) {
      const once = `${event.key} at ${stateOf<ObligationEscalated>(event).percent} %`;
      escalated.set(once, (escalated.get(once) ?? 0) + 1);
    }
  }
  const doubled = [...escalated].filter(([, n]) => n > 1).map(([what, n]) => `escalation: ${what} told ${n} times`);
  return [...doubled, ...[...service.rows.values()].flatMap((row) => {
    const dates = (told.get(row.id) ?? []).map((event) => event.breachedAt).join(', ');
    const right = breachesOf(row, calendar, now(row.tenantId));
    return right.includes(dates) ? [] : [`breach: ${row.clauseId} ${row.id} (${row.status}) should have ${right.map((due) => due || 'none').join(' or ')}, told [${dates}]`];
  })];
}

/**
 * When the obligation may be said to have been breached: the first due time that passed while it was open, from the facts as they were known at
 * each moment; '' for never. R1: fulfilled at the due instant is in time. A waiver, cancellation or appointment that comes before the sweep has
 * looked leaves the missed time untold, so that the next one counts.
 */
function breachesOf(row: Obligation, calendar: WorkCalendar, now: number): string[] {
  const facts = factsOf(row);
  const end = row.settledAt?.getTime() ?? now;
  const changes = [...facts.pauses.flatMap((p) => [p.from, ...(p.to ? [p.to] : [])]), ...facts.replacements.map((r) => r.at)].map((at) => at.getTime());
  const moments = [...new Set([facts.startedAt.getTime(), ...changes])].toSorted((a, b) => a - b);
  const right: string[] = [];
  for (const [n, from] of moments.entries()) {
    const due = computeDeadline(knownAt(facts, from), calendar).dueAt?.getTime();
    if (due === undefined || due >= Math.min(moments[n + 1] ?? end, end)) continue;
    right.push(new Date(due).toISOString());
    const untold = row.status === 'waived' || row.status === 'cancelled' || facts.replacements.some(({ at }) => at.getTime() > due);
    if (!untold) return right;
  }
  return [...right, ''];
}

const knownAt = (facts: DeadlineFacts, moment: number): DeadlineFacts => ({
  ...facts,
  pauses: facts.pauses.filter((p) => p.from.getTime() <= moment).map((p) => (p.to && p.to.getTime() <= moment ? p : { from: p.from, reason: p.reason })),
  replacements: facts.replacements.filter((r) => r.at.getTime() <= moment),
});
