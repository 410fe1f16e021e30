import { normalAccount, refuseAccount, refusePassword } from './account.rules.ts';

describe('PF-5 accounts are an e-mail address or a phone number, kept in one spelling', () => {
  test.each([
    [' Zhang@Qinhua.example ', 'zhang@qinhua.example'],
    ['138 0001 0001', '13800010001'],
    ['+86 138-0001-0001', '+8613800010001'],
    ['zhang', null],
    ['zhang@qinhua', null],
    ['12345', null],
    [`${'x'.repeat(65)}@qinhua.example`, null],
  ])('%s', (text, expected) => expect(normalAccount(text)).toBe(expected));

  test('what is neither is refused, naming the field', () => {
    expect(refuseAccount(normalAccount('zhang'), 'admin.account')).toMatchObject({ field: 'admin.account', code: 'account', clause: 'PF-5' });
    expect(refuseAccount('zhang@qinhua.example', 'account')).toBeNull();
  });
});

describe('PF-5 passwords', () => {
  test.each([
    ['seven c', 'password_length'],
    ['x'.repeat(129), 'password_length'],
    ['aaaaaaaaaa', 'password_weak'],
    ['abcabcabcabc', 'password_weak'],
    ['zhang@qinhua.example', 'password_weak'],
    ['eight ch', undefined],
    ['Correct-horse-7', undefined],
  ])('%s', (password, code) => expect(refusePassword(password, 'zhang@qinhua.example', 'password')?.code).toBe(code));
});
