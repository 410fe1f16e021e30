import { instantAt, InvalidValue, Money, parseDate } from '@luyue/kernel';
import type { Text } from '@luyue/platform';
import type { TableColumn, TableRow } from './workbooks.ts';
import type { WorkbookError } from './package.ts';
import { clockOf } from '../values.ts';
import type { ReadCell, ReadSheet } from './read-sheet.ts';

/** One column of an import: by which names it goes in the heading, and what may stand in it. */
export interface ImportColumn {
  zh: string;
  en: string;
  kind: 'text' | 'number' | 'money' | 'date' | 'time' | 'choice';
  required?: boolean;
  /** Text: characters at most (200 by default). Number: the largest. */
  max?: number;
  /** Number: the smallest. */
  min?: number;
  /** Choice: by which words each value goes. */
  choices?: Record<string, string>;
}
export type ImportColumns = Record<string, ImportColumn>;

interface Values { text: string; number: number; money: Money; date: string; time: Date; choice: string }
/** A row that is right: text, number, Money, YYYY-MM-DD, Date; null where a column may be left empty. */
export type Mapped<C extends ImportColumns> = { [K in keyof C]: Values[C[K]['kind']] | (C[K]['required'] extends true ? never : null) };

/** A row that is not: what stood in it, and why it was not taken. */
export interface RejectedRow { row: number; cells: string[]; reasons: Text[] }

export interface MappedRows<C extends ImportColumns> {
  good: { row: number; value: Mapped<C> }[];
  rejected: RejectedRow[];
  /** Everything that is wrong, cell by cell; a missing column is wrong with row 1 and leaves no good row. */
  errors: WorkbookError[];
}

export const REASON = { zh: '原因', en: 'reason' };
const LONGEST = 200;

/** What is wrong with a cell. */
class BadCell extends Error {
  constructor(readonly code: string, readonly text: Text) {
    super(text.en);
  }
}
const bad = (code: string, zh: string, en: string): never => { throw new BadCell(code, { zh, en }); };

/**
 * Judges the rows below the heading one by one (PF-15): the good ones are kept whatever the others are. The heading is the first row; columns may come in any order, in
 * either language, with others between them. Moments without a zone are by the clock of `zone`.
 */
export function mapRows<C extends ImportColumns>(columns: C, { sheet, rows }: ReadSheet, { zone }: { zone: string }): MappedRows<C> {
  const result: MappedRows<C> = { good: [], rejected: [], errors: [] };
  const places = findColumns(Object.entries(columns).map(([key, { zh, en }]) => ({ key, zh, en })), rows[0]?.cells.map(written) ?? []);
  if ('missing' in places) {
    result.errors.push({ sheet, row: rows[0]?.row ?? 1, column: '', code: 'columns', message: places.missing });
    return result;
  }
  for (const { row, cells } of rows.slice(1)) {
    const value: Record<string, unknown> = {};
    const reasons: Text[] = [];
    for (const [key, column] of Object.entries(columns)) {
      try {
        value[key] = read(cells[places.of[key]!] ?? EMPTY, column, zone);
      } catch (error) {
        if (!(error instanceof BadCell)) throw error;
        reasons.push({ zh: `${column.zh}：${error.text.zh}`, en: `${column.en}: ${error.text.en}` });
        result.errors.push({ sheet, row, column: column.zh, code: error.code, message: error.text });
      }
    }
    if (reasons.length) result.rejected.push({ row, cells: Object.keys(columns).map((key) => written(cells[places.of[key]!] ?? EMPTY)), reasons });
    else result.good.push({ row, value: value as Mapped<C> });
  }
  return result;
}

const EMPTY: ReadCell = { kind: 'empty', value: null };

/** Where each column is in a heading, by its Chinese or English name; or the words for those that are missing. */
export function findColumns<K extends string>(columns: readonly { key: K; zh: string; en: string }[], heading: string[]): { of: Record<K, number> } | { missing: Text } {
  const names = heading.map((name) => name.normalize('NFKC').trim().toLowerCase());
  const places = columns.map(({ key, zh, en }) => [key, names.findIndex((name) => name === zh.normalize('NFKC').toLowerCase() || name === en.toLowerCase())] as const);
  const missing = columns.filter((_, i) => places[i]![1] < 0);
  if (missing.length) return { missing: { zh: `第一行缺这些列：${missing.map((c) => c.zh).join('、')}`, en: `the first row lacks these columns: ${missing.map((c) => c.en).join(', ')}` } };
  return { of: Object.fromEntries(places) as Record<K, number> };
}

/** A row that could be read and is not taken all the same, as an import reads it again: a choice by its first word, a moment by the clock of `zone`. */
export function cellsAgain<C extends ImportColumns>(columns: C, value: Mapped<C>, zone: string): string[] {
  return Object.entries(columns).map(([key, { choices = {} }]) => {
    const read = value[key];
    return Object.keys(choices).find((word) => choices[word] === read) ?? (read instanceof Date ? clockOf(zone)(read.toISOString()).slice(0, 16) : String(read ?? ''));
  });
}

/** The rejected rows as a table with the reason in a last column, in one language; mended, it can be taken in as it is. */
export function rejectedTable(columns: ImportColumns, rejected: RejectedRow[], language: 'zh' | 'en'): { columns: TableColumn[]; rows: TableRow[] } {
  const keys = Object.keys(columns);
  return {
    columns: [...keys.map((key) => ({ key, label: columns[key]![language] })), { key: '', label: REASON[language], width: 50 }],
    rows: rejected.map(({ cells, reasons }) => ({ ...Object.fromEntries(keys.map((key, i) => [key, cells[i]!])), '': reasons.map((reason) => reason[language]).join(language === 'zh' ? '；' : '; ') })),
  };
}

/** A cell as the words that stood in it. */
const written = (cell: ReadCell): string => (cell.kind === 'time' ? cell.value.replace('T', ' ') : String(cell.value ?? '')).trim();

function read(cell: ReadCell, column: ImportColumn, zone: string): unknown {
  if (cell.formula) bad('formula', '是公式，请改成值', 'is a formula; put its value there');
  if (cell.kind === 'error') bad('error', `是错误值 ${cell.value}`, `is the error ${cell.value}`);
  if (written(cell) === '') return column.required ? bad('required', '要填', 'is required') : null;
  switch (column.kind) {
    case 'text': return readText(written(cell), column.max ?? LONGEST);
    case 'number': return readNumber(cell, column);
    case 'money': return readMoney(cell);
    case 'date': return readDate(cell);
    case 'time': return readTime(cell, zone);
    case 'choice': return readChoice(written(cell), column.choices ?? {});
  }
}

const readText = (text: string, max: number): string => (text.length > max ? bad('maxLength', `最多 ${max} 个字`, `at most ${max} characters`) : text);

function readNumber(cell: ReadCell, { min = -Infinity, max = Infinity }: ImportColumn): number {
  const value = cell.kind === 'number' ? cell.value : cell.kind === 'text' ? Number(plainDigits(cell.value)) : NaN;
  if (!Number.isFinite(value)) bad('number', '应是数字', 'should be a number');
  if (value < min) bad('min', `不能小于 ${min}`, `must not be less than ${min}`);
  if (value > max) bad('max', `不能大于 ${max}`, `must not be more than ${max}`);
  return value;
}

const plainDigits = (text: string): string => text.normalize('NFKC').replace(/[,\s]/g, '') || 'none';

/** Yuan with two decimals at most. A number is read as Excel shows it: its fifteen digits, without the noise behind them. */
function readMoney(cell: ReadCell): Money {
  const digits = cell.kind === 'number' ? String(Number(cell.value.toPrecision(15))) : cell.kind === 'text' ? plainDigits(cell.value).replace(/^[¥￥]|元$/g, '') : '';
  try {
    return Money.parse(digits);
  } catch (error) {
    if (!(error instanceof InvalidValue)) throw error;
    return bad('money', '应是金额，最多两位小数', 'should be an amount with two decimals at most');
  }
}

const DAY = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/;
const MOMENT = /^(.+?)[ T]+(\d{1,2}):(\d{2})(?::(\d{2}))?$/;

function readDate(cell: ReadCell): string {
  const day = cell.kind === 'date' ? cell.value : cell.kind === 'text' ? dayOf(cell.value) : undefined;
  return day ?? bad('date', '应是日期，例如 2026-11-24', 'should be a date, e.g. 2026-11-24');
}

/** A day as people write it, as YYYY-MM-DD; undefined for what is none. */
function dayOf(text: string): string | undefined {
  const [, year, month, day] = DAY.exec(text.normalize('NFKC').trim()) ?? [];
  const date = `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`;
  try {
    parseDate(date);
    return date;
  } catch (error) {
    if (error instanceof InvalidValue) return undefined;
    throw error;
  }
}

function readTime(cell: ReadCell, zone: string): Date {
  const [, day, hour, minute, second = '0'] = MOMENT.exec(written(cell).normalize('NFKC')) ?? [];
  const date = cell.kind === 'date' ? cell.value : day && dayOf(day);
  if (!date || Number(hour ?? 0) > 23 || Number(minute ?? 0) > 59 || Number(second) > 59 || !['date', 'time', 'text'].includes(cell.kind)) return bad('time', '应是时间，例如 2026-11-24 08:30', 'should be a time, e.g. 2026-11-24 08:30');
  return new Date(instantAt(parseDate(date), `${(hour ?? '0').padStart(2, '0')}:${minute ?? '00'}`, zone) + Number(second) * 1_000);
}

function readChoice(word: string, choices: Record<string, string>): string {
  const known = new Map(Object.entries(choices).map(([name, value]) => [name.toLowerCase(), value]));
  return known.get(word.normalize('NFKC').toLowerCase()) ?? bad('choice', `应是${wordsOf(choices, true).join('、')}之一`, `should be one of ${wordsOf(choices, false).join(', ')}`);
}

/** The words of one language; all of them where the values go by one language's alone. */
function wordsOf(choices: Record<string, string>, chinese: boolean): string[] {
  const all = Object.keys(choices);
  const own = all.filter((word) => /\p{Script=Han}/u.test(word) === chinese);
  return own.length > 0 ? own : all;
}
