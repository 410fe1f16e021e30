import type { Grant } from '@luyue/platform';

export const TOPICS = ['case', 'work-order', 'obligation', 'callback', 'complaint', 'deal', 'approval'] as const;
export type Topic = (typeof TOPICS)[number];

/** What a reader must hold to be told that something of a topic changed. */
const PERMISSION: Record<Topic, string> = { case: 'case.read', complaint: 'case.read', 'work-order': 'order.read', obligation: 'obligation.read', callback: 'callback.work', deal: 'deal.read', approval: 'obligation.read' };

export type Sight = ReadonlyMap<Topic, 'all' | ReadonlySet<string>>;

/** The org units of which a reader hears, by topic; worked out once per connection, so that a hint costs one look-up. */
export function sightOf(grants: Grant[]): Sight {
  return new Map(TOPICS.map((topic) => {
    const held = grants.filter((g) => g.permissions.includes(PERMISSION[topic]));
    return [topic, held.some((g) => g.units === 'all') ? 'all' : new Set(held.flatMap((g) => g.units as string[]))];
  }));
}

export function sees(sight: Sight, topic: Topic, unitId: string): boolean {
  const units = sight.get(topic);
  return units === 'all' || units?.has(unitId) === true;
}

/** Across the database's notification channel, of one tenant: what changed, and how many unread messages whom. Short names, because 8 kB is all it takes. */
export interface Signal { t: string; c?: [topic: Topic, id: string, unitId: string][]; i?: [userId: string, unread: number][] }

/** About 90 bytes each. */
const MOST_IN_ONE = 70;
/** The console asks again by topic: past so many the further ids of one batch tell nothing new. */
const MOST_IN_ALL = 210;

/** Signals small enough for one notification each. */
export function signals(tenantId: string, part: { c: NonNullable<Signal['c']> } | { i: NonNullable<Signal['i']> }): Signal[] {
  const [key, items] = Object.entries(part)[0] as ['c' | 'i', never[]];
  const kept = key === 'c' ? items.slice(0, MOST_IN_ALL) : items;
  return Array.from({ length: Math.ceil(kept.length / MOST_IN_ONE) }, (_, n) => ({ t: tenantId, [key]: kept.slice(n * MOST_IN_ONE, (n + 1) * MOST_IN_ONE) }));
}
