import { Problem, refuse, type Text } from '@luyue/platform';
import type { Kind, Value } from '../values.ts';

// A form is plain JSON: the same layout becomes a PDF, a sheet, and a page of the console.

export interface FormField {
  label: string;
  value: Value;
  kind?: Kind;
  /** Instead of a value: all that could be ticked, and what is. */
  options?: string[];
  chosen?: string[];
  /** Label-and-value pairs of the row that this one takes up; 1 by default. */
  span?: number;
}

export interface FieldsSection {
  type: 'fields';
  heading?: string;
  /** Pairs in a row; 2 by default. */
  columns?: 1 | 2 | 3;
  fields: FormField[];
}

export interface FormColumn {
  key: string;
  label: string;
  kind?: Kind;
  /** Share of the width against the other columns'; 1 by default. */
  width?: number;
}

export interface TableSection {
  type: 'table';
  heading?: string;
  columns: FormColumn[];
  rows: Record<string, Value>[];
  /** Last row, by column; its first free cell says `totalsLabel` (合计 by default). */
  totals?: Record<string, Value>;
  totalsLabel?: string;
}

export interface SignaturesSection {
  type: 'signatures';
  heading?: string;
  /** One cell each: who signs, and the name and day where they are known already. */
  lines: { label: string; name?: string; date?: string }[];
}

export interface NoteSection {
  type: 'note';
  heading?: string;
  text: string;
}

export type FormSection = FieldsSection | TableSection | SignaturesSection | NoteSection;

export interface FormLayout {
  /** The form's full Chinese title, e.g. 租售业务手续办理跟进表. */
  title: string;
  /** Its full number, e.g. vkwy7.5.1-j03-02-f1. */
  number: string;
  tenantName: string;
  orientation?: 'portrait' | 'landscape';
  /** Lower rows, for a form that is one page by its nature and has much on it. */
  dense?: boolean;
  /** IANA zone by whose clock moments are shown. */
  zone: string;
  sections: FormSection[];
  printedBy: string;
  /** RFC 3339. */
  printedAt: string;
  /** Whether each page says which of how many it is; true by default. */
  pageOf?: boolean;
}

/** Rows of all tables of one form. What is longer is a list to be exported, not a form to be signed. */
export const MAX_FORM_ROWS = 2_000;

const missing = (code: string, what: Text): Problem => refuse.rule('PB-5', code, { zh: `表格不能没有${what.zh}`, en: `A form does not print without its ${what.en}` });

/**
 * Throws 422 for a form without its Chinese title or its number (PB-5: "none prints without its Chinese title and full number"), and for one with
 * more than `MAX_FORM_ROWS` rows.
 */
export function checkForm(layout: FormLayout): void {
  if (!/\p{Script=Han}/u.test(layout.title)) throw missing('form_title', { zh: '中文名称', en: 'Chinese title' });
  if (!/[\p{L}\p{N}]/u.test(layout.number)) throw missing('form_number', { zh: '编号', en: 'number' });
  const rows = layout.sections.reduce((sum, section) => sum + (section.type === 'table' ? section.rows.length : section.type === 'fields' ? section.fields.length : 1), 0);
  if (rows > MAX_FORM_ROWS) throw refuse.rule('PF-15', 'form_too_long', { zh: `一张表最多 ${MAX_FORM_ROWS} 行，更多请导出`, en: `A form has ${MAX_FORM_ROWS} rows at most; export what is longer` });
}
