import { dutiesOfLoan, loanMoves } from './loans.rules.ts';

test('OC-3.7a a loan is approved before it goes out, and owed back from its issue on (reading 16)', () => {
  expect(loanMoves).toEqual({ asked: ['approved', 'refused', 'withdrawn'], approved: ['out'], refused: [], withdrawn: [], out: ['returned'], returned: [] });
  const issuedAt = new Date('2026-03-02T02:00:00.000Z');
  expect(dutiesOfLoan({ issuedAt })).toMatchObject([{ clauseId: 'OC-3.7a', parameter: 'oc.loan.days', startedAt: issuedAt }]);
});
