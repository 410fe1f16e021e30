import { newId } from '@luyue/kernel';
import { checked, locksOf, type Movement, sameMovement } from './movements.rules.ts';

const item = { type: 'spare_part', id: newId() };
const [east, west] = [{ type: 'station', id: newId() }, { type: 'station', id: newId() }];
const outside = { type: 'used', id: null };
const movement = (more: Partial<Movement> = {}): Movement => ({ item, from: east, to: west, quantity: 2, kind: 'transfer', reference: 'r', at: new Date(0), clause: 'OC-3.2.3a', ...more });

test.each<[string, Partial<Movement>, string]>([
  ['of nothing', { quantity: 0 }, 'stock.quantity'], ['of less than nothing', { quantity: -1 }, 'stock.quantity'], ['of half a unit', { quantity: 0.5 }, 'stock.quantity'], ['of more than there can be', { quantity: 1_000_000_001 }, 'stock.quantity'],
  ['to where it is', { to: east }, 'stock.places'], ['from outside to outside', { from: { type: 'supplier', id: null }, to: outside }, 'stock.places'],
  ['with a serial number too few', { serials: ['A'] }, 'stock.serials'], ['with one twice', { serials: ['A', 'A'] }, 'stock.serials'], ['with an empty one', { serials: ['A', ' '] }, 'stock.serials'],
])('a movement %s is none', (_what, more, code) => {
  expect(() => checked(movement(more))).toThrow(expect.objectContaining({ code }));
});

test('serial numbers are put in order, so that two movements of the same units do not wait for each other', () => {
  expect(checked(movement({ serials: ['B', 'A'] })).serials).toEqual(['A', 'B']);
  expect(checked(movement())).toEqual(movement());
});

test('a repetition is the same in all that happened, not in its note or the name of its item', () => {
  expect(sameMovement(movement({ serials: ['A', 'B'] }), movement({ serials: ['B', 'A'], note: 'x', item: { ...item, name: { zh: '电源板', en: 'Power board' } } }))).toBe(true);
  for (const more of [{ quantity: 3 }, { kind: 'use' }, { at: new Date(1) }, { to: outside }, { from: west, to: east }, { item: { ...item, id: newId() } }, { serials: ['A', 'B'] }]) expect(sameMovement(movement(), movement(more))).toBe(false);
  expect(sameMovement(movement({ to: outside }), movement({ to: { type: 'scrapped', id: null } }))).toBe(false);
});

test('locks are taken in one order, whichever way things go, and nothing is locked outside', () => {
  expect(locksOf('t', [movement()])).toEqual(locksOf('t', [movement({ from: west, to: east })]));
  expect(locksOf('t', [movement({ to: outside })])).toEqual([`stock/t/${east.id}/${item.id}`]);
  expect(locksOf('t', [movement(), movement({ reference: 's' })])).toHaveLength(2);
});
