import { countedAt, dutiesOfDay, recordMoves, visitMoves } from './visits.rules.ts';

test('a check-out may be corrected; of two records the visitor keeps one', () => {
  expect(visitMoves).toEqual({ open: ['ended'], ended: ['ended'] });
  expect(recordMoves).toEqual({ applied: ['superseded', 'discarded'], conflict: ['applied', 'discarded'], superseded: [], discarded: [] });
});

test('DV-9a the first check-in of a day owes its report', () => {
  const startedAt = new Date('2026-09-30T02:00:00.000Z');
  expect(dutiesOfDay({ startedAt })).toEqual([{ clauseId: 'DV-9a', parameter: 'dv.daily.sameDay', startedAt, perCase: undefined }]);
});

test('R5: the device\'s time counts within the lag, never from the future, never backwards', () => {
  const at = (time: string): Date => new Date(`2026-09-30T${time}Z`);
  expect(countedAt(at('02:00:00'), at('14:00:00'), 12)).toMatchObject({ at: at('02:00:00'), source: 'occurred' });
  expect(countedAt(at('02:00:00'), at('14:00:01'), 12)).toMatchObject({ at: at('14:00:01'), source: 'recorded', because: 'late' });
  expect(countedAt(at('02:00:01'), at('02:00:00'), 12)).toMatchObject({ at: at('02:00:00'), because: 'future' });
  expect(countedAt(at('01:59:59'), at('03:00:00'), 12, at('02:00:00'))).toMatchObject({ at: at('03:00:00'), because: 'backwards' });
});
