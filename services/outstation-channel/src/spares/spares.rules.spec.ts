import { applicationMoves, contentsOf, fittingOf, isAbove, needOf, returnMoves } from './spares.rules.ts';

test('an application is approved before it is shipped, a return before it goes back (OC-3.2.3b)', () => {
  expect(applicationMoves).toEqual({ asked: ['approved', 'refused', 'withdrawn'], approved: ['shipped'], refused: [], withdrawn: [], shipped: ['received'], received: [] });
  expect(returnMoves).toEqual({ asked: ['approved', 'refused', 'withdrawn'], approved: ['returned'], refused: [], withdrawn: [], returned: [] });
});

test('a paper says what it is about: three items, and how many kinds there are of more', () => {
  const line = (name: string, quantity: number) => ({ name, quantity });
  expect([contentsOf([line('电源板', 4)]), contentsOf([line('甲', 1), line('乙', 2), line('丙', 3), line('丁', 4)])]).toEqual(['电源板×4', '甲×1、乙×2、丙×3等 4 种']);
});

// 9 used in 90 days are 3 a month: two months are 6.
test.each([[2, 4, 9, false], [2, 5, 9, true], [6, 1, 9, true], [0, 6, 9, false], [0, 1, 0, true]])('OC-3.2.3a %d there and %d asked for, %d used: above two months %s', (stock, quantity, used, above) => {
  expect(isAbove({ stock, quantity, used }, 2)).toBe(above);
});

test('OC-3.2.3a what still fits is whole, and nothing where there is enough', () => {
  expect([[2, 9], [6, 9], [7, 9], [0, 4], [0, 0]].map(([stock, used]) => fittingOf({ stock: stock!, used: used! }, 2))).toEqual([4, 0, 0, 2, 0]);
});

test('use by the month and months that it lasts have one decimal; of nothing used none', () => {
  expect([needOf({ stock: 2, quantity: 4, used: 9 }), needOf({ stock: 1, quantity: 0, used: 4 }), needOf({ stock: 1, quantity: 1, used: 0 })]).toEqual([{ usedPerMonth: 3, months: 2 }, { usedPerMonth: 1.3, months: 0.8 }, { usedPerMonth: 0, months: null }]);
});
