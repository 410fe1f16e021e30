import { before, isWhole, missingOf, monthOf, orderMoves, partsOf, partsText } from './repair-orders.rules.ts';

const WHOLE = { model: 'C118', serial: 'SN1', fault: '不开机', level: 'minor' as const, parts: [], customerName: '张三', customerPhone: '13800000000', soldOn: '2025-01-01', repairedOn: '2026-02-03' };

test('OC-3.2.2a only what is mailed is accepted or comes back; what came back is entered again', () => {
  expect(orderMoves).toEqual({ entered: ['mailed'], mailed: ['accepted', 'returned'], returned: ['entered'], accepted: ['settled'], settled: ['accepted'] });
  expect([before('mailed'), before('accepted'), before('settled')]).toEqual([['entered'], ['mailed', 'settled'], ['accepted']]);
});

test('OC-3.2.2a from its last day on, what is mailed may be all of a month', () => {
  expect([isWhole('2026-02', '2026-02-27'), isWhole('2026-02', '2026-02-28'), isWhole('2026-12', '2027-01-05')]).toEqual([false, true, true]);
});

test('OC-3.2.2a an order is complete when every field of the form is said; no parts is something said', () => {
  expect(missingOf(WHOLE)).toEqual([]);
  for (const key of Object.keys(WHOLE)) expect(missingOf({ ...WHOLE, [key]: null })).toEqual([key]);
  expect(missingOf({ ...WHOLE, fault: '', parts: null })).toEqual(['fault', 'parts']);
});

test('an order belongs to the month of its repair, else of today', () => {
  expect([monthOf('2026-02-28', '2026-03-01'), monthOf(null, '2026-03-01')]).toEqual(['2026-02', '2026-03']);
});

test.each([
  ['电源板×2；排线', [{ name: '电源板', quantity: 2 }, { name: '排线', quantity: 1 }]], ['board x 3, cable', [{ name: 'board', quantity: 3 }, { name: 'cable', quantity: 1 }]], ['无', []], ['none', []], ['', null], [null, null],
])('parts %s', (text, parts) => {
  expect(partsOf(text)).toEqual({ parts, bad: false });
  if (parts) expect(partsOf(partsText(parts)).parts).toEqual(parts);
});

test('parts that are not understood are wrong, not missing', () => {
  expect([partsOf('电源板×0'), partsOf('x'.repeat(61))]).toEqual([{ parts: null, bad: true }, { parts: null, bad: true }]);
});
