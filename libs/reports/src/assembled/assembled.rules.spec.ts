import { digest, fill, gapsOf, isOpen, partKeys, type PartWords, reportMoves, write } from './assembled.rules.ts';
import { deliveredAt, enter, type MailResult, type OwedMail } from './mail-results.rules.ts';

const label = (zh: string, en: string) => ({ zh, en });
const KIND = { sections: [{ key: 'market', title: label('市场', 'Market'), parts: [{ key: 'prices', title: label('行情', 'Prices') }, { key: 'policies', title: label('其他公司销售政策', 'Policies') }] }, { key: 'plan', title: label('计划', 'Plan'), parts: [{ key: 'plan', title: label('计划', 'Plan') }] }] };
const ITEM = { text: '涨价 5%' };
const gaps = (items: Record<string, { text: string }[]>, parts: Record<string, PartWords>) => gapsOf(fill(KIND, items, parts)).map((g) => `${g.field} ${g.code}`);
const words = (text: string): PartWords => ({ words: text, none: false });
const NONE: PartWords = { words: '', none: true };

test('each part is filled by records or words, or marked "none"; else the gap names section and part', () => {
  expect(partKeys(KIND)).toEqual(['market.prices', 'market.policies', 'plan.plan']);
  expect(gaps({ 'market.prices': [ITEM] }, { 'market.policies': NONE, 'plan.plan': words('走访') })).toEqual([]);
  expect(gaps({ 'market.prices': [ITEM] }, { 'plan.plan': words(' ') })).toEqual(['market.policies part_empty', 'plan.plan part_empty']);
});

test('"none" against the records is a gap, however many there are', () => {
  expect(gaps({ 'market.prices': [ITEM, ITEM] }, { 'market.prices': NONE, 'market.policies': NONE, 'plan.plan': NONE })).toEqual(['market.prices part_not_none']);
  const [gap] = gapsOf(fill(KIND, {}, { 'market.prices': NONE, 'plan.plan': NONE }));
  expect(gap!.message).toEqual({ zh: '“市场·其他公司销售政策”没有内容，也没有注明“无”', en: '"Market: Policies" is neither filled nor marked "none"' });
  expect(gapsOf(fill(KIND, { 'market.prices': [ITEM], 'market.policies': [ITEM] }, {}))[0]!.message.zh).toBe('“计划”没有内容，也没有注明“无”');
});

test('words and "none" take each other away', () => {
  const begun = write({}, [{ part: 'plan.plan', words: '走访' }, { part: 'market.prices', none: true }]);
  expect(begun).toEqual({ 'plan.plan': words('走访'), 'market.prices': NONE });
  expect(write(begun, [{ part: 'plan.plan', none: true }, { part: 'market.prices', words: '平稳' }])).toEqual({ 'plan.plan': NONE, 'market.prices': words('平稳') });
  expect(write(begun, [{ part: 'market.prices', none: false }])['market.prices']).toEqual(words(''));
});

test('a report is open to its author before a submission and after a return, and ends accepted', () => {
  expect(Object.keys(reportMoves).filter((s) => isOpen(s as never))).toEqual(['draft', 'returned']);
  expect(reportMoves.accepted).toEqual([]);
  expect(reportMoves.dropped).toEqual([]);
});

test('the digest says each section in its order, "无" where there is nothing, and is cut by characters', () => {
  const sections = fill(KIND, { 'market.prices': [ITEM] }, { 'market.policies': words('返利'), 'plan.plan': NONE });
  expect(digest(sections, 100)).toBe('市场：涨价 5%；返利。计划：无');
  expect(digest(sections, 6)).toBe('市场：涨价…');
});

const AT = '2026-02-16T05:00:00.000Z';
const owed = (key: string, copy = false): OwedMail => ({ key, name: key, channel: 'email', copy, result: null, version: 0, reason: null, levelsUp: 0, at: null, fulfilledAt: null });
const told = (recipient: string, result: MailResult['result'], version = 1, at = AT): MailResult => ({ recipient, channel: 'email', version, result, reason: null, levelsUp: 0, at });

test('R22 accepted once stays told when it bounces later; what is older than known, or a stranger\'s, changes nothing', () => {
  const bounced = enter(enter([owed('engineer')], told('engineer', 'accepted')), told('engineer', 'bounced', 2));
  expect(bounced).toMatchObject([{ result: 'bounced', fulfilledAt: AT }]);
  expect(deliveredAt(bounced)).toEqual(new Date(AT));
  expect(enter(bounced, told('engineer', 'accepted', 2))).toBe(bounced);
  expect(enter(bounced, told('stranger', 'accepted', 9))).toBe(bounced);
});

test('R16 a vacant copy holds nothing up, a vacant recipient does', () => {
  const asked = enter([owed('engineer'), owed('manager', true)], told('manager', 'vacant'));
  expect(deliveredAt(asked)).toBeNull();
  expect(deliveredAt(enter(asked, told('engineer', 'vacant')))).toBeNull();
  expect(deliveredAt(enter(asked, told('engineer', 'accepted')))).toEqual(new Date(AT));
  expect(deliveredAt([])).toBeNull();
});
