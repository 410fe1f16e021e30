import { checkedIn, claimMoves, lineMoves, payable, penaltyFen, recovery, refuseLine } from './travel-claims.rules.ts';

const trip = { staffId: 'li', status: 'approved', number: 'CL1', fromOn: '2026-02-10', toOn: '2026-02-12' };
const line = (onDate: string, tripId: string | null = 't') => ({ onDate, tripId });

test('OC-3.1.4a vouchers go one way; what is proven false stays so', () => {
  expect(claimMoves).toEqual({ draft: ['posted'], posted: ['received'], received: ['settled'], settled: [] });
  expect(lineMoves).toEqual({ claimed: ['refused', 'false'], refused: ['false'], false: [] });
  expect(checkedIn).toEqual({ refused: ['posted', 'received'], false: ['posted', 'received', 'settled'] });
});

test('OC-3.1.4b the first and the last day of the trip are covered, the days around are not', () => {
  expect([line('2026-02-10'), line('2026-02-12')].map((l) => refuseLine(l, trip, 'li'))).toEqual([null, null]);
  expect([line('2026-02-09'), line('2026-02-13')].map((l) => refuseLine(l, trip, 'li')?.code)).toEqual(['not_covered', 'not_covered']);
});

test('OC-3.1.4b no trip, somebody else\'s, one that was not approved', () => {
  expect(refuseLine(line('2026-02-10', null), undefined, 'li')).toMatchObject({ code: 'no_trip' });
  expect(refuseLine(line('2026-02-10'), undefined, 'li')).toMatchObject({ code: 'unknown_trip' });
  expect(refuseLine(line('2026-02-10'), trip, 'wang')).toMatchObject({ code: 'unknown_trip' });
  expect(refuseLine(line('2026-02-10'), { ...trip, status: 'asked' }, 'li')).toMatchObject({ code: 'not_approved', text: { en: 'CL1 is not approved by headquarters' } });
});

test('OC-3.1.4b a penalty is an amount or a share of the false line, to the fen; nobody pays to be reimbursed', () => {
  expect([penaltyFen({ kind: 'amount', value: 5_000n }, 1n), penaltyFen({ kind: 'share', value: 20_000n }, 10_000n), penaltyFen({ kind: 'share', value: 3_333n }, 100n)]).toEqual([5_000n, 20_000n, 33n]);
  expect(payable([{ status: 'claimed', fen: 10_000n, penalty: 0n }, { status: 'refused', fen: 500n, penalty: 0n }, { status: 'false', fen: 300n, penalty: 600n }])).toEqual({ claimed: 10_800n, refused: 800n, penalties: 600n, paid: 9_400n });
  expect(payable([{ status: 'claimed', fen: 100n, penalty: 0n }, { status: 'false', fen: 300n, penalty: 600n }]).paid).toBe(0n);
});

test('OC-3.1.4b after the settlement what was paid for the line is taken back with the penalty, and no more of it than was paid', () => {
  expect(recovery({ status: 'claimed', fen: 8_000n }, 4_000n, 18_000n)).toEqual({ paid: 8_000n, total: 12_000n });
  expect(recovery({ status: 'claimed', fen: 8_000n }, 4_000n, 7_999n)).toEqual({ paid: 7_999n, total: 11_999n });
  expect(recovery({ status: 'refused', fen: 8_000n }, 4_000n, 18_000n)).toEqual({ paid: 0n, total: 4_000n });
});
