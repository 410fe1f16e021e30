import { haversineKm, type Place } from './distance.ts';

/** Steps of improvement that a tour may cost, whatever its length. */
const MOST_TRIES = 4_000_000;

/** An order in which to go round: the nearest one next, then crossings untangled (2-opt). The first place stays the first. Returns indices. */
export function tour(places: readonly Place[]): number[] {
  const n = places.length;
  const distances = new Float64Array(n * n);
  for (let i = 0; i < n; i += 1) for (let j = i + 1; j < n; j += 1) distances[i * n + j] = distances[j * n + i] = haversineKm(places[i]!, places[j]!);
  const km = (i: number, j: number): number => distances[i * n + j]!;
  const order = nearestNext(n, km);
  let tries = 0;
  for (let better = true; better && tries < MOST_TRIES;) {
    better = false;
    for (let i = 0; i < n - 2; i += 1) {
      for (let j = i + 2; j < n; j += 1) {
        tries += 1;
        const [a, b, c, d] = [order[i]!, order[i + 1]!, order[j]!, order[j + 1]];
        const before = km(a, b) + (d === undefined ? 0 : km(c, d));
        const after = km(a, c) + (d === undefined ? 0 : km(b, d));
        if (after < before - 1e-9) {
          reverse(order, i + 1, j);
          better = true;
        }
      }
    }
  }
  return order;
}

function nearestNext(n: number, km: (i: number, j: number) => number): number[] {
  if (!n) return [];
  const left = new Set(Array.from({ length: n - 1 }, (_, i) => i + 1));
  const order = [0];
  while (left.size) {
    const here = order.at(-1)!;
    let next = -1;
    for (const i of left) if (next < 0 || km(here, i) < km(here, next)) next = i;
    left.delete(next);
    order.push(next);
  }
  return order;
}

function reverse(order: number[], from: number, to: number): void {
  for (let [i, j] = [from, to]; i < j; i += 1, j -= 1) [order[i], order[j]] = [order[j]!, order[i]!];
}

export interface Stop { customerId: string; place: Place | null; visits: number }
export interface Leg { customerId: string; day: number; position: number }

/**
 * A month of one visitor: a tour through all customers, cut into as many days as there are, each with about the same number of visits; a customer with several visits comes again after an even distance of days.
 * Customers without a place come last on their day. `day` counts from 0, `position` from 1.
 */
export function itinerary(stops: readonly Stop[], days: number): Leg[] {
  if (!days) return [];
  const known = stops.filter((s): s is Stop & { place: Place } => s.place !== null);
  const ordered: Stop[] = [...tour(known.map((s) => s.place)).map((i) => known[i]!), ...stops.filter((s) => !s.place)];
  const byDay = Array.from({ length: days }, (): Stop[] => []);
  ordered.forEach((stop, k) => {
    const first = Math.floor((k * days) / ordered.length);
    for (let again = 0; again < stop.visits; again += 1) byDay[(first + Math.round((again * days) / stop.visits)) % days]!.push(stop);
  });
  return byDay.flatMap((onDay, day) => {
    const placed = onDay.filter((s): s is Stop & { place: Place } => s.place !== null);
    const walk = [...tour(placed.map((s) => s.place)).map((i) => placed[i]!), ...onDay.filter((s) => !s.place)];
    return walk.map(({ customerId }, i) => ({ customerId, day, position: i + 1 }));
  });
}

/** How far a walk is. */
export const lengthKm = (places: readonly Place[]): number => places.slice(1).reduce((sum, place, i) => sum + haversineKm(places[i]!, place), 0);

/**
 * Who takes the customers that nobody is named for: the nearest of those whose load is below an equal share, so that loads come out even. `named` is what each visitor has already. Returns the visitor of each
 * unassigned stop; none where there is no visitor who may.
 */
export function assign(unassigned: readonly (Stop & { not: readonly string[] })[], named: ReadonlyMap<string, readonly Stop[]>): Map<string, string> {
  const visits = (stops: readonly Stop[]): number => stops.reduce((sum, s) => sum + s.visits, 0);
  const load = new Map([...named].map(([visitor, stops]) => [visitor, visits(stops)]));
  const centre = new Map([...named].map(([visitor, stops]) => [visitor, middle(stops)]));
  const share = Math.ceil((visits(unassigned) + [...load.values()].reduce((sum, n) => sum + n, 0)) / Math.max(1, named.size));
  const taken = new Map<string, string>();
  for (const stop of unassigned) {
    const may = [...load].filter(([visitor]) => !stop.not.includes(visitor));
    const below = may.filter(([, n]) => n + stop.visits <= share);
    const far = (visitor: string): number => (stop.place && centre.get(visitor) ? haversineKm(stop.place, centre.get(visitor)!) : 0);
    const [best] = (below.length ? below.toSorted(([a, m], [b, n]) => far(a) - far(b) || m - n || (a < b ? -1 : 1)) : may.toSorted(([, m], [, n]) => m - n)).map(([visitor]) => visitor);
    if (best === undefined) continue;
    taken.set(stop.customerId, best);
    load.set(best, load.get(best)! + stop.visits);
    if (!centre.get(best) && stop.place) centre.set(best, stop.place);
  }
  return taken;
}

function middle(stops: readonly Stop[]): Place | null {
  const places = stops.flatMap((s) => s.place ?? []);
  const mean = (of: (place: Place) => number): number => places.reduce((sum, place) => sum + of(place), 0) / places.length;
  return places.length ? { latitude: mean((p) => p.latitude), longitude: mean((p) => p.longitude) } : null;
}
