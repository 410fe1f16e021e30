import { maskPhone, readCaller, readPhone, tailOf } from './phones.ts';

describe('UC-15c telephone numbers', () => {
  test.each([
    ['139 1234 5207', '13912345207'], ['+86-139-1234-5207', '13912345207'], ['057188665207', '0571-88665207'], ['(010) 6655 4433', '010-66554433'], ['8866520', '8866520'],
    ['4008001234', '400-8001234'], ['110', null], ['1391234520', null], ['139123452071', null], ['0571-123', null], ['电话', null],
  ])('%s is read as %s', (typed, phone) => {
    expect(readPhone(typed)).toBe(phone);
  });

  test.each([['110', '110'], ['1 2345', '12345'], ['95598', '95598'], ['115123', null], ['+86 139 1234 5207', '13912345207']])('a caller with %s is read as %s', (typed, phone) => {
    expect(readCaller(typed)).toBe(phone);
  });

  test.each([['13912345207', '139****5207'], ['0571-88665207', '0571-8***5207'], ['8866520', '8**6520'], ['400-8001234', '400-8**1234'], ['95598', '95598'], ['12', '****']])('%s is masked as %s', (phone, masked) => {
    expect(maskPhone(phone)).toBe(masked);
  });

  test('the key of a number is its digits backwards', () => {
    expect(tailOf('0571-88665207')).toBe('702566881750');
  });
});
