import { inCapitals, isFullNumber, numberAt, OFFICIAL, openEnded } from './forms.rules.ts';

test('PB-5 the four official titles and full numbers', () => {
  expect(Object.values(OFFICIAL).map(({ title, number }) => `${title} ${number}`)).toEqual([
    '租售业务手续办理跟进表 vkwy7.5.1-j03-02-f1', '租售业务成交报告 vkwy7.5.1-j03-02-f2', '付款单 vkwy7.5.1-j03-02-f3', '房屋交接费用结算清单 vkwy7.5.1-j03-02-f4',
  ]);
});

test.each([['vkwy7.5.1-j03-02-f1', true], ['AJ-2026（修订）01', true], ['客服表-1', true], ['f1', false], ['', false], ['----', false], ['AJ 2026 01', false], ['表格编号', false], ['1'.repeat(61), false]])('PB-5 "%s" is a full number: %s', (number, full) => {
  expect(isFullNumber(number)).toBe(full);
});

test('PB-5 the number in force is the latest that has begun, else the rulebook\'s', () => {
  const at = (day: string) => new Date(`2026-09-${day}T00:00:00Z`);
  const editions = [{ form: 'f1' as const, edition: 1, number: 'A-001', effectiveFrom: at('10') }, { form: 'f1' as const, edition: 2, number: 'A-002', effectiveFrom: at('20') }, { form: 'f2' as const, edition: 1, number: 'B-001', effectiveFrom: at('01') }];
  expect([at('09'), at('10'), at('19'), at('20')].map((day) => numberAt(editions, 'f1', day))).toEqual([{ number: OFFICIAL.f1.number, edition: 0 }, { number: 'A-001', edition: 1 }, { number: 'A-001', edition: 1 }, { number: 'A-002', edition: 2 }]);
});

test('PB-4.3b a required step is done, dropped or expected on a day', () => {
  const step = (key: string, more: object) => ({ key, required: true, state: 'pending', expectedOn: null, ...more });
  expect(openEnded([step('a', {}), step('b', { expectedOn: '2026-10-01' }), step('c', { state: 'done' }), step('d', { state: 'not_applicable' }), step('e', { required: false }), step('f', { state: 'rejected' }), step('g', { state: 'in_progress' })]).map((s) => s.key)).toEqual(['a', 'f', 'g']);
});

test.each([
  [328_000_000n, '叁佰贰拾捌万元整'], [3_280_000n, '叁万贰仟捌佰元整'], [0n, '零元整'], [5n, '伍分'], [50n, '伍角整'], [100n, '壹元整'], [10_005n, '壹佰元零伍分'], [10_050n, '壹佰元伍角整'], [10_055n, '壹佰元伍角伍分'], [1_000_500n, '壹万零伍元整'],
  [100_050_000n, '壹佰万零伍佰元整'], [10_000_000_100n, '壹亿零壹元整'], [1_001_000n, '壹万零壹拾元整'], [1_011_001n, '壹万零壹佰壹拾元零壹分'], [10_010_010_000n, '壹亿零壹拾万零壹佰元整'], [123_456_789_012n, '壹拾贰亿叁仟肆佰伍拾陆万柒仟捌佰玖拾元壹角贰分'],
])('PB-5 %s fen on a payment slip: %s', (fen, words) => {
  expect(inCapitals(fen)).toBe(words);
});
