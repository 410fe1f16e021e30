import { afterSubmission, DAILY, type DayVisit, dailyDuties, matterMoves, recordLine, urgentFrom, visitLine, withoutCard } from './daily-reports.rules.ts';

const visit = (customerId: string, cardVersion: number | null, more: Partial<DayVisit> = {}): DayVisit => ({ id: `v-${customerId}`, customerId, customerName: `客户${customerId}`, checkInAt: new Date('2026-09-30T02:05:00Z'), recordedAt: new Date('2026-09-30T02:06:00Z'), checkOutAt: new Date('2026-09-30T03:20:00Z'), effect: null, cardVersion, ...more });

test('DV-9a the report has six contents, of which the third has three parts', () => {
  expect(DAILY.sections.map((s) => s.key)).toEqual(['visits', 'opinions', 'market', 'effect', 'matters', 'other']);
  expect(DAILY.sections[2]!.parts.map((p) => p.title.zh)).toEqual(['市场行情', '竞争对手动向', '其他公司的销售政策']);
});

test('DV-9a a customer visited twice needs one card; each without any is named once', () => {
  expect(withoutCard([visit('a', null), visit('b', 3), visit('a', 1), visit('c', null), visit('c', null)])).toEqual([{ customerId: 'c', customerName: '客户c' }]);
});

test('reading 3: what came after the submission is in no report; what came with it is', () => {
  const visits = [visit('a', 1), visit('b', 2, { recordedAt: new Date('2026-09-30T10:00:00.000Z') }), visit('c', 3, { recordedAt: new Date('2026-09-30T10:00:00.001Z') })];
  expect(afterSubmission(visits, new Date('2026-09-30T10:00:00.000Z')).map((v) => v.customerId)).toEqual(['c']);
  expect(afterSubmission(visits, null)).toEqual([]);
});

test('DV-9a a visit tells customer, times and the version of its card', () => {
  const time = (at: Date) => at.toISOString().slice(11, 16);
  expect(visitLine(visit('a', 3), time).text).toBe('客户a 02:05-03:20，客户卡第 3 版');
  expect(visitLine(visit('a', null, { checkOutAt: null }), time).text).toBe('客户a 02:05起，未签退，客户卡未更新');
});

test('DV-11 the urgent clock starts at the mark, or at the end of the time to sort if that is first', () => {
  const [due, before, after] = [new Date('2026-09-26T12:10:00Z'), new Date('2026-09-26T01:00:00Z'), new Date('2026-09-26T12:10:00.001Z')];
  expect([urgentFrom(before, due), urgentFrom(after, due), urgentFrom(due, due), urgentFrom(after, null)]).toEqual([before, due, due, after]);
});

test('each fact sets its own clock going', () => {
  const at = new Date('2026-09-25T12:10:00Z');
  expect((['submitted', 'returned', 'beyond'] as const).map((what) => dailyDuties({ what, at }).map((d) => `${d.clauseId} ${d.parameter}`))).toEqual([['DV-9b dv.daily.triageHours'], ['DV-9a dv.daily.resubmitDays'], ['DV-11 dv.urgent.fileHours']]);
});

test('DV-9b a matter is sorted here or beyond, and may be sorted anew', () => expect(matterMoves).toEqual({ unsorted: ['here', 'beyond'], here: ['beyond'], beyond: ['here', 'unsorted'] }));

test.each<[string, Record<string, unknown>, string | null, string | null]>([
  ['note', { text: '店面已重新装修' }, 'other.other', '店面已重新装修'],
  ['activity', { activity: 'explanation', product: '净水机 X1', performance: true, precautions: true, note: '想看样机' }, 'other.other', '讲解净水机 X1（性能、注意事项），想看样机'],
  ['activity', { activity: 'guidance', note: '教换滤芯' }, 'other.other', '技术指导，教换滤芯'], ['activity', { activity: 'other' }, 'other.other', '其他活动'],
  ['survey', { templateId: 'x', lines: [{ product: '净水机 X1', stock: { quantity: 30 }, sales: { quantity: 12.5, amount: '1.00' } }, { product: 'Y2' }] }, 'market.prices', '调查：净水机 X1 库存 30、销售 12.5；Y2'],
  ['survey', { templateId: 'x', values: { lines: '水暖', staff: 12, open: true, brands: ['远山', '自有'] } }, 'other.other', '调查：水暖；12；是；远山、自有'],
  ['survey', { templateId: 'x' }, 'other.other', '调查：没有内容'], ['opinion', { text: '贵' }, null, null], ['check_out', { effect: '订货' }, null, null],
])('DV-9a what a %s says to the day: %o', (kind, body, part, text) => expect(recordLine(kind, body)).toEqual(part && { part, text }));
