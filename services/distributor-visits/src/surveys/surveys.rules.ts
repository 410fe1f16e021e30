import type { Label } from '@luyue/kernel';

export const SURVEY_KINDS = ['business', 'products'] as const;
export type SurveyKind = (typeof SURVEY_KINDS)[number];
export const SURVEY_FIELD_TYPES = ['text', 'number', 'choice', 'choices', 'yes_no'] as const;
export const SURVEY_MEASURES = ['stock', 'purchases', 'sales'] as const;
export type SurveyMeasure = (typeof SURVEY_MEASURES)[number];
export interface SurveyField { key: string; label: Label; type: (typeof SURVEY_FIELD_TYPES)[number]; choices: string[]; required: boolean }
export interface SurveyForm { kind: SurveyKind; fields: readonly SurveyField[]; products: readonly string[] }

export interface SurveyFault { field: string; code: string; message: Label; clause: 'DV-3.1a' | 'DV-3.1b' }
const TEXT_MAX = 2000;

/** What is wrong with the answers to a form, field by field; empty where they are right. */
export function answerFaults({ kind, fields, products }: SurveyForm, values: Readonly<Record<string, unknown>>, lines: readonly { product: string }[]): SurveyFault[] {
  const clause = kind === 'business' ? 'DV-3.1a' : 'DV-3.1b';
  const fault = (field: string, code: string, zh: string, en: string): SurveyFault => ({ field, code, message: { zh, en }, clause });
  const faults = Object.keys(values).filter((key) => !fields.some((f) => f.key === key)).map((key) => fault(`values.${key}`, 'unknown', '表上没有这一项', 'is not on the form'));
  for (const { key, label, type, choices, required } of fields) {
    const value = values[key];
    if (value === undefined || value === null || value === '') {
      if (required) faults.push(fault(`values.${key}`, 'required', `${label.zh}：要填`, `${label.en} is required`));
    } else if (!fits(type, choices, value)) faults.push(fault(`values.${key}`, 'value', `${label.zh}：填得不对`, `${label.en} is not right`));
  }
  if (kind === 'business' && lines.length) faults.push(fault('lines', 'unknown', '这张表没有产品数量', 'the form has no products'));
  lines.forEach(({ product }, i) => {
    if (products.length && !products.includes(product)) faults.push(fault(`lines.${i}.product`, 'unknown', `表上没有“${product}”`, `${product} is not on the form`));
    if (lines.findIndex((other) => other.product === product) < i) faults.push(fault(`lines.${i}.product`, 'twice', `“${product}”填了两次`, `${product} is there twice`));
  });
  return faults;
}

function fits(type: SurveyField['type'], choices: readonly string[], value: unknown): boolean {
  switch (type) {
    case 'text': return typeof value === 'string' && value.length <= TEXT_MAX;
    case 'number': return typeof value === 'number' && Number.isFinite(value);
    case 'choice': return typeof value === 'string' && choices.includes(value);
    case 'choices': return Array.isArray(value) && new Set(value).size === value.length && value.every((each) => typeof each === 'string' && choices.includes(each));
    case 'yes_no': return typeof value === 'boolean';
  }
}

/** What is wrong with a form that somebody wants to publish. */
export function formFaults({ fields }: Pick<SurveyForm, 'fields'>): SurveyFault[] {
  return fields.flatMap(({ key, type, choices }, i): SurveyFault[] => [
    ...(fields.findIndex((other) => other.key === key) < i ? [{ field: `fields.${i}.key`, code: 'twice', message: { zh: '键重复', en: 'the key is there twice' }, clause: 'DV-3.1a' as const }] : []),
    ...(type.startsWith('choice') && choices.length < 2 ? [{ field: `fields.${i}.choices`, code: 'too_few', message: { zh: '至少两个选项', en: 'two choices at least' }, clause: 'DV-3.1a' as const }] : []),
  ]);
}

/** The two forms that every company starts with: edition 0, replaced by whatever it publishes under the key. */
export const FIRST_FORMS: readonly (SurveyForm & { id: string; key: string; title: Label })[] = [
  {
    id: '00000000-0000-7000-8000-0000000003a1', key: 'business', kind: 'business', title: { zh: '经营项目调查', en: 'Lines of business' }, products: [],
    fields: [
      { key: 'lines', label: { zh: '经营项目', en: 'Lines of business' }, type: 'text', choices: [], required: true },
      { key: 'staff', label: { zh: '从业人数', en: 'People at work' }, type: 'number', choices: [], required: false },
      { key: 'trend', label: { zh: '经营趋势', en: 'Business trend' }, type: 'choice', choices: ['上升', '平稳', '下降'], required: false },
    ],
  },
  { id: '00000000-0000-7000-8000-0000000003b1', key: 'products', kind: 'products', title: { zh: '进销存调查', en: 'Stock, purchases and sales' }, products: [], fields: [] },
];
