import { contractOf } from '@luyue/contracts';
import { partitionOf } from '@luyue/platform/brokers/broker';
import { shardOf } from '@luyue/platform/outbox/shard';
import type { Books } from './oracle.ts';
import type { Witness } from './witness.ts';
import type { Work } from './work.ts';

/** Everything that does not hold when all has come to rest, one sentence each; the sum of it is the proof. */
export function verdict(books: Books, witness: Witness, work: Work): string[] {
  return [...acknowledged(books, work), ...delivered(books, witness), ...applied(books), ...ordered(books, witness), ...breached(books)];
}

/** What was acknowledged is there, once, however often it was asked again. */
function acknowledged({ cases }: Books, work: Work): string[] {
  const lost = [...work.acknowledged].filter((description) => !cases.has(description)).map((description) => `lost: ${description} was acknowledged and is not there`);
  const doubled = [...cases].filter(([, n]) => n > 1).map(([description, n]) => `twice: ${description} was opened ${n} times`);
  return [...work.refusals.map((refusal) => `refused: ${refusal}`), ...lost, ...doubled];
}

/** Every committed event reached its consumers, and nothing else did. */
function delivered({ committed, inbox, outboxRows, deadLetters }: Books, witness: Witness): string[] {
  const ledgerEvents = committed.filter(({ type }) => type.startsWith('obligations.'));
  const known = new Set(committed.map(({ event_id }) => event_id));
  return [
    ...(outboxRows ? [`stuck: ${outboxRows} events in an outbox`] : []), ...(deadLetters ? [`${deadLetters} dead letters`] : []),
    ...ledgerEvents.filter(({ event_id }) => !inbox.has(event_id)).map(({ type, key }) => `lost: ${type} of ${key} is not in the consumer's inbox`),
    ...undelivered(committed, witness),
    ...[...inbox, ...witness.seen].filter((id) => !known.has(id)).map((id) => `phantom: event ${id} was never committed`),
  ];
}

/** Skipped and stuck are different faults: the one is lost, the other waits behind something. */
function undelivered(committed: Books['committed'], witness: Witness): string[] {
  const partition = ({ tenant_id, key, type }: Books['committed'][number]): string => `${contractOf(type)?.topic ?? type}/${partitionOf(shardOf(tenant_id, key))}`;
  const newest = new Map<string, number>();
  for (const event of committed) if (witness.seen.has(event.event_id)) newest.set(partition(event), event.id);
  return committed.filter(({ event_id }) => !witness.seen.has(event_id)).map((event) =>
    `lost: ${event.type} of ${event.key} was never delivered, ${event.id < (newest.get(partition(event)) ?? 0) ? 'though later ones were' : 'nor was anything after it'} in ${partition(event)}`);
}

/** No event took effect twice: a state is written at most as often as events of that version were committed. And the ledger ends where the work does. */
function applied({ committed, attempts, obligations, ledger }: Books): string[] {
  const id = (obligation: string, version: number): string => `${obligation} version ${version}`;
  const owed = tally(committed.filter(({ type }) => type.startsWith('obligations.')).map((e) => id(e.key, e.version!)));
  const written = tally(attempts.map((a) => id(a.obligation_id, a.version)));
  const last = new Map(committed.filter(({ type }) => type.startsWith('obligations.')).map((e) => [e.key, e]));
  return [
    ...[...written].filter(([state, n]) => n > (owed.get(state) ?? 0)).map(([state, n]) => `twice: ${state} was written ${n} times for ${owed.get(state) ?? 0} events`),
    ...obligations.flatMap((o) => {
      const row = ledger.get(o.id);
      const same = row && row.version === last.get(o.id)?.version && row.status === o.status && row.breached_at?.getTime() === o.breached_at?.getTime();
      return same ? [] : [`ledger: ${o.id} is ${o.status}, breached ${o.breached_at?.toISOString()}; the ledger has ${row?.status ?? 'nothing'}, breached ${row?.breached_at?.toISOString()}`];
    }),
  ];
}

/** Each aggregate in the order in which its events were written, at a consumer that writes down arrivals and in the ledger. */
function ordered({ committed, attempts }: Books, witness: Witness): string[] {
  const written = new Map(committed.map(({ event_id, id }) => [event_id, id]));
  const found: string[] = [];
  for (const [key, ids] of witness.arrived) {
    const order = ids.map((id) => written.get(id) ?? 0);
    if (order.some((n, i) => i > 0 && n < order[i - 1]!)) found.push(`order: ${key} arrived as ${order.join(', ')}`);
  }
  const newest = new Map<string, number>();
  for (const { obligation_id, version } of attempts) {
    if (version < (newest.get(obligation_id) ?? 0)) found.push(`order: version ${version} of ${obligation_id} was written after ${newest.get(obligation_id)}`);
    newest.set(obligation_id, Math.max(version, newest.get(obligation_id) ?? 0));
  }
  return found;
}

/** Each due time that passed unmet was told exactly once, dated at the due time; each escalation at most once; nothing is left to tell. */
function breached({ committed, obligations, untold }: Books): string[] {
  const told = new Map<string, (Date | null)[]>();
  for (const event of committed) if (event.type.includes('.breached.')) told.set(event.key, [...(told.get(event.key) ?? []), event.breached_at]);
  const escalations = tally(committed.filter(({ type }) => type.includes('.escalated.')).map(({ key, percent }) => `${key} at ${percent} %`));
  return [
    ...(untold ? [`${untold} obligations wait for the sweep`] : []),
    ...[...escalations].filter(([, n]) => n > 1).map(([what, n]) => `escalation: ${what} told ${n} times`),
    ...obligations.flatMap((o) => {
      const late = o.due_at !== null && (o.status === 'met_late' || (o.status === 'open' && o.breached_at !== null));
      const dates = (told.get(o.id) ?? []).map((at) => at?.toISOString()).join(', ');
      const right = late ? o.due_at!.toISOString() : '';
      return dates === right ? [] : [`breach: ${o.id} (${o.status}) was due ${o.due_at?.toISOString()}, told [${dates}]`];
    }),
  ];
}

function tally(names: string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}
