import fc from 'fast-check';
import { allInformedAt, type Heard, informedAt } from './introductions.rules.ts';

const at = (hour: number) => new Date(Date.UTC(2026, 1, 25, hour));
const call = (outcome: 'reached' | 'no_answer', hour: number) => ({ outcome, at: at(hour) });

test('PB-4.3a a party is informed by a call that reached it and a text that was accepted, at the later of the two', () => {
  expect(informedAt({ calls: [call('reached', 3)], texts: [at(5)] }, 2)).toEqual(at(5));
  expect(informedAt({ calls: [call('reached', 6), call('reached', 7)], texts: [at(5), at(8)] }, 2)).toEqual(at(6));
  expect(informedAt({ calls: [call('reached', 3)], texts: [null] }, 2)).toBeNull();
  expect(informedAt({ calls: [], texts: [at(5)] }, 2)).toBeNull();
});

test('PB-4.3a an unreachable party needs so many calls and the text; one call less is not enough', () => {
  const calls = [call('no_answer', 4), call('no_answer', 2)];
  expect(informedAt({ calls: calls.slice(0, 1), texts: [at(1)] }, 2)).toBeNull();
  expect(informedAt({ calls, texts: [at(1)] }, 2)).toEqual(at(4));
  expect(informedAt({ calls, texts: [at(1)] }, 3)).toBeNull();
  expect(informedAt({ calls, texts: [] }, 2)).toBeNull();
  // Reached before the last attempt that would have been needed.
  expect(informedAt({ calls: [...calls, call('reached', 3)], texts: [at(1)] }, 2)).toEqual(at(3));
});

test('PB-4.3a the last party decides; nobody to inform is nobody informed', () => {
  const done: Heard = { calls: [call('reached', 1)], texts: [at(2)] };
  expect(allInformedAt([done, { calls: [call('reached', 7)], texts: [at(2)] }], 2)).toEqual(at(7));
  expect(allInformedAt([done, { calls: [], texts: [at(2)] }], 2)).toBeNull();
  expect(allInformedAt([], 2)).toBeNull();
});

test('PB-4.3a whatever is heard later takes nothing back and makes nothing later', () => {
  const hours = fc.integer({ min: 0, max: 23 });
  const calls = fc.array(fc.tuple(fc.constantFrom('reached' as const, 'no_answer' as const), hours).map(([outcome, hour]) => call(outcome, hour)), { maxLength: 6 });
  const texts = fc.array(fc.option(hours.map(at)), { maxLength: 4 });
  fc.assert(fc.property(calls, texts, calls, texts, fc.integer({ min: 1, max: 4 }), (c, t, more, again, attempts) => {
    const before = informedAt({ calls: c, texts: t }, attempts);
    const after = informedAt({ calls: [...c, ...more], texts: [...t, ...again] }, attempts);
    expect(before === null || (after !== null && after <= before)).toBe(true);
  }));
});
