import { sees, signals, sightOf, type Topic } from './stream.rules.ts';

test('a reader hears of what their roles let them read, in the units they reach', () => {
  const sight = sightOf([{ units: ['a'], permissions: ['case.read'] }, { units: ['b'], permissions: ['case.read', 'order.read'] }, { units: 'all', permissions: ['obligation.read'] }]);
  const heard = (topic: Topic): string[] => ['a', 'b', 'c'].filter((unit) => sees(sight, topic, unit));
  expect([heard('case'), heard('complaint'), heard('work-order'), heard('obligation'), heard('approval'), heard('callback')]).toEqual([['a', 'b'], ['a', 'b'], ['b'], ['a', 'b', 'c'], ['a', 'b', 'c'], []]);
});

test('every signal fits into one notification of the database, and a flood is cut, unread counts never', () => {
  const id = '0192f0a0-0000-7000-8000-000000000001';
  const many = signals(id, { c: Array.from({ length: 1_000 }, () => ['work-order', id, id]) });
  expect(many.map((s) => s.c!.length)).toEqual([70, 70, 70]);
  for (const signal of many) expect(JSON.stringify(signal).length).toBeLessThan(8_000);
  expect(signals(id, { i: Array.from({ length: 300 }, () => [id, 1]) }).reduce((sum, s) => sum + s.i!.length, 0)).toBe(300);
  expect(signals(id, { c: [] })).toEqual([]);
});
