import { isAvoidable, ratePercent, REPLACEMENT_CAUSES, replacementMoves } from './replacements.rules.ts';

test('OC-3.7b none is replaced before it is approved; two of the causes are the station\'s', () => {
  expect(replacementMoves).toEqual({ asked: ['approved', 'refused', 'withdrawn'], approved: ['replaced'], refused: [], withdrawn: [], replaced: [] });
  expect(REPLACEMENT_CAUSES.filter(isAvoidable)).toEqual(['station_irregular', 'service_late']);
});

test.each([[1, 3, 33.33], [0, 10, 0], [2, 0, null]])('OC-3.7b %d replaced of %d repaired: %s', (replaced, repaired, rate) => {
  expect(ratePercent(replaced, repaired)).toBe(rate);
});
