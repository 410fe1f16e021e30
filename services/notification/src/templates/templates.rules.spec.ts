import { CHANNELS, defaultWords, fill, KINDS, LANGUAGES, localTime, PLACEHOLDERS, templates } from './notice-texts.ts';
import { checkAddress, checkWords } from './templates.rules.ts';

const namesIn = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1]!).toSorted();
const errorsOf = (work: () => unknown): { field: string; message: { zh: string; en: string } }[] => {
  try { work(); } catch (error) { return (error as { options: { errors: { field: string; message: { zh: string; en: string } }[] } }).options.errors; }
  return [];
};

test.each(KINDS)('%s says the same in both languages with the placeholders that it declares', (kind) => {
  const { title, text, placeholders } = templates[kind];
  expect(namesIn(title.zh)).toEqual(namesIn(title.en));
  expect(namesIn(text.zh)).toEqual(namesIn(text.en));
  const samples = Object.fromEntries(placeholders.map((name) => [name, PLACEHOLDERS[name].sample]));
  for (const language of LANGUAGES) {
    expect(() => checkWords(kind, defaultWords(kind, language))).not.toThrow();
    expect(JSON.stringify(fill(defaultWords(kind, language), samples, language))).not.toMatch(/\{\w+\}/);
  }
});

test('a value of two languages is given in each; a missing one is an error', () => {
  const values = { number: 'SL1', label: { zh: '6 时处理', en: 'Handled 6 h' }, title: '', unit: '', due: '' };
  expect(LANGUAGES.map((language) => fill(defaultWords('obligation_overdue', language), values, language).title)).toEqual(['SL1 6 时处理，超时', 'SL1 Handled 6 h: overdue']);
  expect(() => fill(defaultWords('transfer_requested', 'zh'), { number: 'SL1' }, 'zh')).toThrow('a notice lacks from');
});

test('PF-13: own words use the placeholders of their kind alone; the refusal names those there are', () => {
  expect(errorsOf(() => checkWords('work_order_assigned', { title: '{number} {address}', text: '{title}' }))).toEqual([]);
  const errors = errorsOf(() => checkWords('work_order_assigned', { title: '{due} {number}', text: '{acceptBy}、{}、{Number}' }));
  expect(errors.map((e) => [e.field, e.message.en])).toEqual([['title', 'unknown: {due}; there are {number}, {title}, {address}'], ['text', 'unknown: {acceptBy}, {}, {Number}; there are {number}, {title}, {address}']]);
  for (const text of ['{number', 'number}', '{{number}}', '{ number }', '{__proto__}']) expect([text, errorsOf(() => checkWords('work_order_assigned', { title: '单', text })).map((e) => e.field)]).toEqual([text, ['text']]);
});

test('an unknown kind, channel or language is refused with those there are', () => {
  expect(checkAddress({ kind: 'alarm_raised', channel: 'sms', language: 'en' })).toEqual({ kind: 'alarm_raised', channel: 'sms', language: 'en' });
  expect(errorsOf(() => checkAddress({ kind: 'birthday', channel: 'sms', language: 'en' }))).toMatchObject([{ field: 'kind', message: { en: `there is only ${KINDS.join(', ')}` } }]);
  expect(errorsOf(() => checkAddress({ kind: 'alarm_raised', channel: 'fax', language: 'en' }))).toMatchObject([{ field: 'channel', message: { en: `there is only ${CHANNELS.join(', ')}` } }]);
  expect(errorsOf(() => checkAddress({ kind: 'alarm_raised', channel: 'sms', language: 'fr' }))).toMatchObject([{ field: 'language', message: { zh: '只有 zh、en' } }]);
});

test("a moment is shown in the tenant's zone", () => {
  expect(localTime('2026-11-24T16:05:00.000Z', 'Asia/Shanghai')).toBe('11-25 00:05');
  expect(localTime('2026-11-24T16:05:00.000Z', 'Europe/Berlin')).toBe('11-24 17:05');
});
