import { asBefore, daysOverlap, deviationsOf, fullOn, isProtected, postingMoves, refuseSet, type SetRegion, tenureFrom } from './postings.rules.ts';

const region = (id: string, neighbours: string[] = [], more: Partial<SetRegion> = {}): SetRegion => ({ id, name: id, oneStop: false, class: 3, neighbours, ...more });

test('OC-4.6 a posting ends by handover and in no other way', () => expect(postingMoves).toEqual({ active: ['in_handover'], in_handover: ['ended'], ended: [] }));

test('OC-4.5 reading 1: several regions hang together, over others of the set alone', () => {
  expect(refuseSet([region('a')])).toBeNull();
  expect(refuseSet([region('a', [], { class: 1 })])).toBeNull();
  expect(refuseSet([region('a', ['b']), region('b', ['a', 'c']), region('c', ['b'])])).toBeNull();
  expect(refuseSet([region('a', ['b']), region('c', ['b'])])).toMatchObject({ code: 'not_adjacent', en: 'These regions do not hang together: c lies apart from a' });
});

test('OC-4.5 reading 1: class 3 or one-stop, an unclassed region is neither', () => {
  expect(refuseSet([region('a', ['b']), region('b', ['a'], { class: 2 })])).toMatchObject({ code: 'not_class_3', en: expect.stringContaining('b is not') });
  expect(refuseSet([region('a', ['b']), region('b', ['a'], { class: null })])).toMatchObject({ code: 'not_class_3' });
  expect(refuseSet([region('a', ['b']), region('b', ['a'], { class: 1, oneStop: true })])).toBeNull();
});

test('OC-4.5 what a region was before a change, and those beside it', () => {
  expect(asBefore(region('a', ['b']), 'a', { oneStop: true })).toEqual(region('a', ['b'], { oneStop: true }));
  expect([asBefore(region('a'), 'a', { neighbours: ['b'] }), asBefore(region('b'), 'a', { neighbours: ['b'] }), asBefore(region('c', ['a']), 'a', { neighbours: ['b'] })]).toEqual([region('a', ['b']), region('b', ['a']), region('c')]);
});

test('two postings touch on a day without overlapping', () => {
  expect(daysOverlap({ from: '2026-07-01', to: null }, { from: '2026-01-01', to: '2026-07-01' })).toBe(false);
  expect(daysOverlap({ from: '2026-06-30', to: null }, { from: '2026-01-01', to: '2026-07-01' })).toBe(true);
  expect(daysOverlap({ from: '2026-07-01', to: null }, { from: '2026-01-01', to: null })).toBe(true);
});

test('reading 4: tenure runs on without a day between, and begins anew after one', () => {
  const stays = [{ from: '2025-01-01', to: '2025-07-01' }, { from: '2025-07-01', to: '2026-01-01' }, { from: '2026-01-02', to: null }];
  expect([tenureFrom(stays, '2025-07-01'), tenureFrom(stays, '2026-01-02')]).toEqual(['2025-01-01', '2026-01-02']);
});

test('reading 4: half a year is full on the anniversary day; a short month on its last', () => {
  expect([fullOn('2025-09-01', 6), fullOn('2025-08-31', 6), fullOn('2025-07-01', 12)]).toEqual(['2026-03-01', '2026-02-28', '2026-07-01']);
  expect([isProtected(['2025-09-01'], '2026-02-28', 6), isProtected(['2025-09-01'], '2026-03-01', 6)]).toEqual([true, false]);
  expect(isProtected(['2025-01-01', '2026-02-01'], '2026-03-01', 6)).toBe(false);
});

test('OC-4.5 deviations: nobody, too many, a class 1 region shared or without the assistant\'s help', () => {
  const rules = { perRegion: 1, assistants: 1 };
  const [one, three] = [region('a', ['b'], { class: 1 }), region('b', ['a'])];
  expect(deviationsOf(three, [], rules)).toEqual(['vacant']);
  expect(deviationsOf(three, [[three]], rules)).toEqual([]);
  expect(deviationsOf(three, [[three], [three]], rules)).toEqual(['over']);
  expect(deviationsOf(one, [[one, three]], rules)).toEqual(['shared']);
  expect(deviationsOf(one, [[one]], { perRegion: 2, assistants: 0 })).toEqual(['under', 'no_assistant']);
  expect(deviationsOf(region('c', [], { class: null }), [[region('c')]], rules)).toEqual(['unclassified']);
});
