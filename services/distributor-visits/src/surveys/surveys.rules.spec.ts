import { answerFaults, FIRST_FORMS, formFaults, type SurveyField } from './surveys.rules.ts';

const [business, products] = FIRST_FORMS;
const codes = (faults: { field: string; code: string }[]): string[] => faults.map((f) => `${f.field} ${f.code}`);

test('DV-3.1a the lines of business are asked for; the rest may be left out, but not be wrong', () => {
  expect(answerFaults(business!, { lines: '家电、五金', staff: 12, trend: '上升' }, [])).toEqual([]);
  expect(codes(answerFaults(business!, { staff: '十二', trend: '飞升', colour: '红' }, [{ product: 'X1' }]))).toEqual(['values.colour unknown', 'values.lines required', 'values.staff value', 'values.trend value', 'lines unknown']);
  expect(answerFaults(business!, { lines: '' }, [])).toMatchObject([{ clause: 'DV-3.1a' }]);
});

test('DV-3.1b each product once, and one of the form where it names them', () => {
  expect(answerFaults(products!, {}, [{ product: 'X1' }, { product: 'X2' }])).toEqual([]);
  expect(codes(answerFaults(products!, {}, [{ product: 'X1' }, { product: 'X1' }]))).toEqual(['lines.1.product twice']);
  expect(answerFaults({ ...products!, products: ['X1'] }, {}, [{ product: 'Y' }])).toMatchObject([{ field: 'lines.0.product', code: 'unknown', clause: 'DV-3.1b' }]);
});

test('answers fit their field', () => {
  const field = (type: SurveyField['type'], choices: string[] = []): SurveyField => ({ key: 'k', label: { zh: '项', en: 'item' }, type, choices, required: false });
  const ok = (f: SurveyField, value: unknown): boolean => !answerFaults({ kind: 'business', fields: [f], products: [] }, { k: value }, []).length;
  expect([ok(field('choices', ['甲', '乙']), ['甲', '乙']), ok(field('choices', ['甲', '乙']), ['甲', '甲']), ok(field('choices', ['甲', '乙']), ['丙']), ok(field('yes_no'), false), ok(field('yes_no'), 'no'), ok(field('text'), 'x'.repeat(2001)), ok(field('number'), Infinity)]).toEqual([true, false, false, true, false, false, false]);
  expect(codes(formFaults({ fields: [field('choice', ['一个']), field('text')] }))).toEqual(['fields.0.choices too_few', 'fields.1.key twice']);
});
