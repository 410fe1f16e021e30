import { changeMoves, dutiesOfChange, leaveMoves, overlaps, STAFF_KINDS, staffStatus } from './staff.rules.ts';

test('OC-4.7 there are three kinds of outstation staff', () => expect(STAFF_KINDS).toEqual(['account_manager', 'parts_manager', 'technician']));

test('employment ends by its date: the day before it is still worked', () => {
  expect([staffStatus({ leavesOn: null }, '2026-03-02'), staffStatus({ leavesOn: '2026-03-03' }, '2026-03-02'), staffStatus({ leavesOn: '2026-03-02' }, '2026-03-02')]).toEqual(['employed', 'leaving', 'left']);
});

test('what was refused or withdrawn stays so; an approved leave may be given back', () => {
  expect(leaveMoves).toEqual({ asked: ['approved', 'refused', 'withdrawn'], approved: ['withdrawn'], refused: [], withdrawn: [] });
  expect(changeMoves).toEqual({ told: ['confirmed', 'rejected'], confirmed: [], rejected: [] });
});

test('OC-3.5.2 is owed from the change, not from its telling', () => {
  expect(dutiesOfChange({ changedAt: new Date(0) })).toEqual([{ clauseId: 'OC-3.5.2', parameter: 'oc.change.reportDays', startedAt: new Date(0), perCase: undefined }]);
});

test('leaves include their last day', () => {
  expect(overlaps({ from: '2026-03-01', to: '2026-03-03' }, { from: '2026-03-03', to: '2026-03-04' })).toBe(true);
  expect(overlaps({ from: '2026-03-01', to: '2026-03-02' }, { from: '2026-03-03', to: '2026-03-04' })).toBe(false);
});
