import { maskIdNumber, readIdCard } from './id-numbers.ts';

describe('identity numbers', () => {
  test.each([
    ['11010519491231002X', '11010519491231002X'], ['11010519491231002x', '11010519491231002X'], ['１１０１０５１９４９１２３１００２Ｘ', '11010519491231002X'], ['110105 19491231 002X', '11010519491231002X'],
    ['110105194912310021', null], ['11010519490231002X', null], ['1101051949123100', null], ['', null], ['01010519491231002X', null],
  ])('%s is read as %s', (typed, read) => expect(readIdCard(typed)).toBe(read));

  test('a mask keeps the first three and the last two, and nothing of a short one', () => {
    expect(maskIdNumber('11010519491231002X')).toBe('110*************2X');
    expect(maskIdNumber('E123456')).toBe('****');
  });
});
