import { confirmationMoves, differs, figuresOf, mayCheck } from './commissions.rules.ts';

const agreed = { seller: 0n, buyer: 3_280_000n };
const slip = (purpose: string, from: string, fen: bigint) => ({ purpose, from, fen });

test('PB-3.2 a confirmation is checked or returned; what was checked is followed by another at most', () => {
  expect(confirmationMoves).toEqual({ confirmed: ['checked', 'returned'], checked: ['superseded'], returned: [], superseded: [] });
});

test('PB-3.2 received is what came as commission, and what was taken from the money of the side, less what went back to it', () => {
  const receipts = [{ side: 'buyer' as const, fen: 3_000_000n, reversal: false }, { side: 'buyer' as const, fen: 500_000n, reversal: false }, { side: 'buyer' as const, fen: 500_000n, reversal: true }];
  expect(figuresOf({ agreed, receipts, slips: [] })).toEqual([{ side: 'seller', agreed: 0n, received: 0n }, { side: 'buyer', agreed: 3_280_000n, received: 3_000_000n }]);
  // On to the company: it had been received. From held money: it has been received by that.
  const slips = [slip('commission', 'commission_buyer', 3_000_000n), slip('commission', 'held_buyer', 300_000n), slip('refund', 'commission_buyer', 20_000n), slip('refund', 'held_buyer', 700n), slip('price', 'held_buyer', 900n)];
  const [seller, buyer] = figuresOf({ agreed, receipts, slips });
  expect(buyer).toEqual({ side: 'buyer', agreed: 3_280_000n, received: 3_280_000n });
  expect([differs(seller!), differs(buyer!), differs({ ...buyer!, received: 3_279_999n })]).toEqual([false, false, true]);
});

test('PB-3.2 nobody confirms and checks the same', () => {
  expect([mayCheck({ confirmedById: 'a' }, 'a'), mayCheck({ confirmedById: 'a' }, 'b')]).toEqual([false, true]);
});
