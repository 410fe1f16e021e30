import { localTime, type NoticeKind, render, templates } from './templates.ts';

const kinds = Object.keys(templates) as NoticeKind[];
const values = Object.fromEntries(['number', 'title', 'address', 'acceptBy', 'reason', 'from', 'label', 'percent', 'unit', 'due', 'tenant'].map((name) => [name, `<${name}>`]));
const namesIn = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1]!).toSorted();

test.each(kinds)('%s says the same in both languages, and leaves no brace open', (kind) => {
  const { title, text } = templates[kind];
  expect(namesIn(title.zh)).toEqual(namesIn(title.en));
  expect(namesIn(text.zh)).toEqual(namesIn(text.en));
  expect(JSON.stringify(render(kind, values))).not.toMatch(/\{\w+\}/);
});

test('a value of two languages is given in each; a missing one is an error', () => {
  const { title } = render('obligation_overdue', { ...values, number: 'SL1', label: { zh: '6 时处理', en: 'Handled 6 h' } });
  expect(title).toEqual({ zh: 'SL1 6 时处理，超时', en: 'SL1 Handled 6 h: overdue' });
  expect(() => render('transfer_requested', { number: 'SL1' })).toThrow('transfer_requested lacks from');
});

test("a moment is shown in the tenant's zone", () => {
  expect(localTime('2026-11-24T16:05:00.000Z', 'Asia/Shanghai')).toBe('11-25 00:05');
  expect(localTime('2026-11-24T16:05:00.000Z', 'Europe/Berlin')).toBe('11-24 17:05');
});
