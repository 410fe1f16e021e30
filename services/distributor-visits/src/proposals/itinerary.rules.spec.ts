import { haversineKm } from './distance.ts';
import { assign, itinerary, lengthKm, type Stop, tour } from './itinerary.rules.ts';

const at = (latitude: number, longitude: number) => ({ latitude, longitude });
/** Numbers that look random and are the same each time. */
function* numbers(seed = 7): Generator<number> {
  for (let x = seed; ; ) { x = (x * 1_103_515_245 + 12_345) % 2 ** 31; yield x / 2 ** 31; }
}

test('Shanghai to Beijing is 1 067 km', () => {
  expect(haversineKm(at(31.2304, 121.4737), at(39.9042, 116.4074))).toBeCloseTo(1067, -1);
  expect(haversineKm(at(31, 120), at(31, 120))).toBe(0);
});

test('a tour goes through every place once, begins with the first, and untangles what the nearest next would cross', () => {
  const line = [0, 5, 1, 4, 2, 3].map((x) => at(31, 120 + x / 10));
  expect(tour(line)).toEqual([0, 2, 4, 5, 3, 1]);
  const next = numbers();
  const places = Array.from({ length: 120 }, () => at(30 + next.next().value!, 120 + next.next().value!));
  const order = tour(places);
  expect(order.toSorted((a, b) => a - b)).toEqual(places.map((_, i) => i));
  expect(order[0]).toBe(0);
  const walked = lengthKm(order.map((i) => places[i]!));
  expect(walked).toBeLessThan(lengthKm(places) / 4);
  let shortest = Infinity;
  for (let i = 1; i < order.length - 2; i += 1) for (let j = i + 1; j < order.length - 1; j += 1) {
    const turned = [...order.slice(0, i), ...order.slice(i, j + 1).toReversed(), ...order.slice(j + 1)];
    shortest = Math.min(shortest, lengthKm(turned.map((k) => places[k]!)));
  }
  expect(shortest).toBeGreaterThan(walked - 1e-6);
  expect([tour([]), tour([at(1, 1)])]).toEqual([[], [0]]);
});

const stop = (customerId: string, place: Stop['place'] = null, visits = 1): Stop => ({ customerId, place, visits });

test('a month is cut into days of about the same number of visits, each walked in order; who has no place comes last', () => {
  const next = numbers(3);
  const stops = Array.from({ length: 47 }, (_, i) => stop(`c${i}`, i % 10 === 9 ? null : at(31 + next.next().value! / 5, 120 + next.next().value! / 5)));
  const legs = itinerary(stops, 10);
  expect(legs.map((l) => l.customerId).toSorted()).toEqual(stops.map((s) => s.customerId).toSorted());
  const loads = Array.from({ length: 10 }, (_, day) => legs.filter((l) => l.day === day).length);
  expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(1);
  for (let day = 0; day < 10; day += 1) expect(legs.filter((l) => l.day === day).map((l) => l.position)).toEqual(Array.from({ length: loads[day]! }, (_, i) => i + 1));
  expect(itinerary(stops, 0)).toEqual([]);
});

test('a customer with several visits a month comes on days apart', () => {
  const legs = itinerary([stop('often', at(31, 120), 4), ...Array.from({ length: 16 }, (_, i) => stop(`c${i}`, at(31, 120 + i / 100)))], 20);
  const days = legs.filter((l) => l.customerId === 'often').map((l) => l.day).toSorted((a, b) => a - b);
  expect(days).toHaveLength(4);
  expect(days.slice(1).map((day, i) => day - days[i]!)).toEqual([5, 5, 5]);
});

test('customers without a named visitor go to the nearest with a share to spare, never to one who may not', () => {
  const named = new Map([['n', [stop('a', at(32, 120)), stop('b', at(32, 120))]], ['s', [stop('c', at(30, 120))]]]);
  const free = (id: string, latitude: number, not: string[] = []) => ({ ...stop(id, at(latitude, 120)), not });
  expect([...assign([free('x', 30.1)], named)]).toEqual([['x', 's']]);
  expect([...assign([free('x', 31.9), free('y', 31.9), free('z', 31.9)], named)]).toEqual([['x', 'n'], ['y', 's'], ['z', 's']]);
  expect([...assign([free('x', 31.9, ['n'])], named)]).toEqual([['x', 's']]);
  expect([...assign([free('x', 31.9, ['n', 's'])], named)]).toEqual([]);
  expect([...assign([free('x', 31.9)], new Map())]).toEqual([]);
});
