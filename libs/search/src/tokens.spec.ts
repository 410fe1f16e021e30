import { readQuery, searchTextOf, tokensOf } from './tokens.ts';

describe('UC-15b found by name, address, initials', () => {
  test('pairs of characters of name and address, the name marked, initials from two letters on', () => {
    expect(tokensOf('吴志远', '滨江路12号')).toEqual(['吴志', '志远', '@吴志', '@志远', '滨江', '江路', '路1', '2号', 'wz', 'wzy']);
  });

  test('a family name is read as such: 单 is shan, 曾 zeng, 仇 qiu', () => {
    const initials = (name: string) => tokensOf(name, '').filter((token) => /^[a-z]+$/.test(token)).at(-1);
    expect(['单志远', '曾敏', '仇英', '欧阳娜娜'].map(initials)).toEqual(['szy', 'zm', 'qy', 'oynn']);
  });

  test('Latin letters of a company stand for themselves, full width like half width', () => {
    expect(tokensOf('ＫＴＶ娱乐', '')).toContain('ktvyl');
  });

  test('what every address has (单元, 室 and their digits) is no token', () => {
    expect(tokensOf('', '3栋2单元1102室')).toEqual(['3栋']);
  });

  test.each([
    ['5207', { shape: 'key', key: '5207' }],
    ['+86 139-1234-5207', { shape: 'key', key: '13912345207' }],
    ['0301-118-20462', { shape: 'key', key: '030111820462' }],
    ['jg2103 0100', { shape: 'key', key: 'JG21030100' }],
    ['52', null],
    ['wzy', { shape: 'words', words: [], tokens: ['wzy'], nameTokens: [] }],
    ['w', null],
    ['吴志', { shape: 'words', words: ['吴志'], tokens: ['吴志'], nameTokens: ['@吴志'] }],
    ['吴', null],
    ['单元', null],
    ['锦绣花园 3-2-1102', { shape: 'words', words: ['锦绣花园', '3', '2', '1102'], tokens: ['锦绣', '绣花', '花园'], nameTokens: [] }],
    ['wzy 滨江', { shape: 'words', words: ['滨江'], tokens: ['wzy', '滨江'], nameTokens: [] }],
    ['100%_', null],
  ])('the shape of %s decides', (typed, query) => {
    expect(readQuery(typed)).toEqual(query);
  });

  test('name, address and phone stand apart in the text that words are looked for in', () => {
    expect(searchTextOf('吴 志远', '滨江路 12 号', '0571-88665207')).toBe('吴志远\n滨江路12号\n057188665207');
  });
});
