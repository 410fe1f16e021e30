import type { FilledSection } from '@luyue/reports';
import { carriedOn, countsLine, coverageLine, MONTHLY } from './monthly-reports.rules.ts';

const part = (key: string, items: string[], words = '') => ({ key, title: { zh: key, en: key }, items: items.map((text) => ({ text })), words, none: false, state: 'filled' as const });
const sections = (...of: FilledSection[]): FilledSection[] => of;

test('DV-10 opinions and market lines of the daily reports are carried on with day, author and report, words too; the rest is not', () => {
  const daily = { id: 'd1', period: '2026-09-30', authorName: '林岚', sections: sections(
    { key: 'opinions', title: { zh: '', en: '' }, parts: [part('wishes', ['多给样机'], '送货上门')] }, { key: 'market', title: { zh: '', en: '' }, parts: [part('policies', []), part('moves', ['远山降价'])] }, { key: 'effect', title: { zh: '', en: '' }, parts: [part('effect', ['订货'])] },
  ) };
  expect(carriedOn([daily])).toEqual({
    'opinions.wishes': ['多给样机', '送货上门'].map((text) => ({ text: `09-30 林岚：${text}`, ref: { type: 'daily_report', id: 'd1' } })), 'market.moves': [{ text: '09-30 林岚：远山降价', ref: { type: 'daily_report', id: 'd1' } }],
  });
});

test('DV-10 the counts say visits, customers and what is not accepted yet; coverage by grade in per cent', () => {
  expect(countsLine({ visits: 12, customers: 9, visitors: 2, days: 8 }, 7, 1).text).toBe('巡访 12 次，客户 9 家，巡访员 2 人，共 8 个巡访日；日报已审阅 7 份，未交或未审阅 1 份');
  expect(countsLine({ visits: 0, customers: 0, visitors: 0, days: 0 }, 0, 0).text).toBe('巡访 0 次，客户 0 家，巡访员 0 人，共 0 个巡访日；日报已审阅 0 份');
  expect([coverageLine({ grade: 'A', customers: 8, visited: 6 }).text, coverageLine({ grade: null, customers: 0, visited: 0 }).text]).toEqual(['A 级：8 家，本月巡访 6 家（75%）', '未分级：0 家，本月巡访 0 家（0%）']);
});

test('DV-10 corrections and the supervisor\'s words have their parts', () => expect(MONTHLY.sections.map((s) => s.key)).toEqual(['work', 'opinions', 'market', 'matters', 'corrections', 'summary']));
