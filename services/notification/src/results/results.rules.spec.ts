import fc from 'fast-check';
import type { MessageResult } from '@luyue/contracts';
import { firstResult, resultAfter } from './results.rules.ts';

test('R16, R22: an inbox has its message at once, a vacant role has none, and what leaves waits for its provider', () => {
  expect([firstResult('inapp', 2), firstResult('inapp', 0), firstResult('email', 0), firstResult('sms', 1)]).toEqual(['accepted', 'vacant', 'vacant', null]);
});

test('R22: one holder who was reached is enough; a bounce counts when it was one for all of them', () => {
  expect([resultAfter(null, 'accepted', 2), resultAfter(null, 'bounced', 1), resultAfter(null, 'bounced', 0), resultAfter(null, 'retried', 1)]).toEqual(['accepted', null, 'bounced', 'retried']);
});

test('R22: a bounce is made good by its retry; what was accepted stays, whatever comes later', () => {
  expect(resultAfter('bounced', 'retried', 0)).toBe('retried');
  for (const settled of ['accepted', 'retried', 'vacant', 'withheld'] as const) for (const said of ['accepted', 'bounced', 'retried', 'withheld'] as const) expect([settled, said, resultAfter(settled, said, 0)]).toEqual([settled, said, null]);
  expect(resultAfter('bounced', 'accepted', 0)).toBeNull();
});

test('R22: in whatever order the people of a role have their results, somebody who was reached is never told as a bounce at the end', () => {
  const people = fc.array(fc.constantFrom<MessageResult[]>(['accepted'], ['bounced'], ['bounced', 'retried']), { minLength: 1, maxLength: 4 });
  fc.assert(fc.property(people, fc.infiniteStream(fc.nat()), (own, turns) => {
    const left = own.map((results) => [...results]);
    let [now, waiting]: [MessageResult | null, number] = [null, own.length];
    let told = 0;
    const next = turns[Symbol.iterator]();
    for (let open = left.filter((r) => r.length); open.length; open = left.filter((r) => r.length)) {
      const one = open[(next.next().value as number) % open.length]!;
      const said = one.shift()!;
      if (said !== 'retried') waiting -= 1;
      const result = resultAfter(now, said, waiting);
      if (result) [now, told] = [result, told + 1];
    }
    const reached = own.some((results) => results.at(-1) !== 'bounced');
    expect(reached ? ['accepted', 'retried'] : ['bounced']).toContain(now);
    expect(told).toBeLessThanOrEqual(2);
  }));
});
