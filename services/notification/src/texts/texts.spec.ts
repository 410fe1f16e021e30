import { checkAddress, checkWords } from './checks.ts';
import { CHANNELS, defaultWords, fill, flagged, KINDS, LANGUAGES, localTime, type NoticeKind, samplesOf, saidOf, templates } from './notice-texts.ts';
import { propertyBrokerage } from './property-brokerage.ts';

const namesIn = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1]!).toSorted();
const errorsOf = (work: () => unknown): { field: string; message: { zh: string; en: string } }[] => {
  try { work(); } catch (error) { return (error as { options: { errors: { field: string; message: { zh: string; en: string } }[] } }).options.errors; }
  return [];
};

test.each(KINDS)('%s says the same in both languages with the placeholders that it declares', (kind) => {
  const { title, text } = templates[kind];
  expect(namesIn(title.zh)).toEqual(namesIn(title.en));
  expect(namesIn(text.zh)).toEqual(namesIn(text.en));
  const samples = samplesOf(kind);
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

test('what another context asks for has the values of all placeholders of its kind, and no more', () => {
  const values = { number: 'CJ1', title: '买卖', address: '滨江一号', tenant: '锦江置业', specialist: '何静', phone: '13800005207' };
  expect(saidOf('party_introduced', { ...values, agent: '李强' })).toEqual({ kind: 'party_introduced', values });
  const { phone: _phone, title: _title, ...without } = values;
  expect(() => saidOf('party_introduced', without)).toThrow('the notice party_introduced lacks title, phone');
  for (const kind of ['birthday', '__proto__', 'toString']) expect(() => saidOf(kind, values)).toThrow(`there is no notice of the kind ${kind}`);
  // A value that looks like a placeholder is what it says, and nothing is looked up for it.
  expect(fill(defaultWords('party_introduced', 'zh'), { ...values, specialist: '{phone}' }, 'zh').text).toBe('滨江一号 的手续由专员{phone}为您办理，电话 13800005207。');
});

test('PB: a preview of property brokerage shows a deal, not a case of utility care', () => {
  for (const kind of Object.keys(propertyBrokerage) as NoticeKind[]) expect([samplesOf(kind).number, samplesOf(kind).title]).toMatchObject([{ zh: expect.stringMatching(/^CJ/) }, { en: 'Sale, full payment' }]);
  expect(samplesOf('alarm_raised').title).toEqual({ zh: '阀门井渗漏', en: 'Leak in a valve chamber' });
});

test.each(['party_introduced', 'step_progress', 'appointment_made', 'client_link'] as const)('PB-4.3a, PB-4.8: %s to a party fits into one SMS of 70 characters', (kind) => {
  const { title, text } = fill(defaultWords(kind, 'zh'), samplesOf(kind), 'zh');
  expect([...`${title}${text}`].length).toBeLessThanOrEqual(70);
});

test('R16: whoever stands in for a vacant role is told so, in the language of the message', () => {
  const vacant = { zh: '部门财务', en: 'Department finance' };
  expect(LANGUAGES.map((language) => flagged({ title: 'a', text: 'b' }, vacant, language).text)).toEqual(['b（部门财务空缺，转给您）', 'b (Department finance vacant, passed on to you)']);
  expect(flagged({ title: 'a', text: 'b' }, null, 'zh')).toEqual({ title: 'a', text: 'b' });
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
