import { isDate } from 'node:util/types';
import { Problem, refuse } from '@luyue/platform';
import { type Threads, ThreadTimeout } from '../threads.ts';
import type { OpenedPackage, WorkbookError } from './package.ts';
import type { SharedStrings } from './shared-strings.ts';
import { spokenText } from './sheet-cell.ts';

export interface ReadOptions {
  /** Name of the sheet; the first that is not hidden where it is left out. */
  sheet?: string;
  /** Rows with something in them, the heading among them. */
  maxRows: number;
  maxCells: number;
}

/**
 * A cell as it was read. A formula is its own text and is never reckoned, nor is the result believed that the file brings with it. A day is YYYY-MM-DD; a moment is
 * YYYY-MM-DDTHH:MM:SS by the clock of whoever wrote it, since a sheet knows no zone.
 */
export type ReadCell =
  | { kind: 'empty'; value: null; formula?: undefined }
  | { kind: 'text' | 'date' | 'time' | 'error'; value: string; formula?: true }
  | { kind: 'number'; value: number; formula?: undefined }
  | { kind: 'boolean'; value: boolean; formula?: undefined };

/** A row with something in it; `row` is its number in the sheet, from 1. */
export interface ReadRow { row: number; cells: ReadCell[] }
export interface ReadSheet { sheet: string; rows: ReadRow[] }

/** What the thread hands over of a cell: a plain value, or what needs a word. */
type RawCell = string | number | boolean | Date | null | { formula: string } | { error: string } | { shared: number };
type Batch = { row: number; cells: RawCell[] }[] | 'too_many_rows' | 'too_many_cells' | null;

/** Reads the opened sheet in a thread. `left` is what a piece may have of the limits, where those before it have used some. Throws 503 where too many wait. */
export async function readSheet(threads: Threads, { sheet, parts, strings }: OpenedPackage, { maxRows, maxCells }: ReadOptions, left = { maxRows, maxCells }): Promise<ReadSheet | { errors: WorkbookError[] }> {
  const fail = (code: string, zh: string, en: string): { errors: WorkbookError[] } => ({ errors: [{ sheet, row: 0, column: '', code, message: { zh, en } }] });
  const thread = threads.converse<'next', Batch>('readSheet', { sheet, parts, ...left });
  try {
    const rows: ReadRow[] = [];
    for (let batch = await thread.ask('next'); batch; batch = await thread.ask('next')) {
      if (batch === 'too_many_rows') return fail(batch, `最多 ${maxRows} 行`, `at most ${maxRows} rows`);
      if (batch === 'too_many_cells') return fail(batch, `最多 ${maxCells} 个单元格`, `at most ${maxCells} cells`);
      for (const { row, cells: raw } of batch) {
        const cells = raw.map((cell) => cellOf(cell, strings));
        // A shared string may be an empty one.
        if (cells.some(({ kind }) => kind !== 'empty')) rows.push({ row, cells });
      }
    }
    return { sheet, rows };
  } catch (error) {
    if (error instanceof Problem) throw error;
    if (error instanceof ThreadTimeout || (error as { code?: string }).code === 'ERR_WORKER_OUT_OF_MEMORY') return fail('too_heavy', '文件过于复杂，读不下来', 'the file is too complex to be read');
    return fail('damaged', '文件不完整或已损坏', 'the file is incomplete or damaged');
  } finally {
    thread.close();
  }
}

function cellOf(raw: RawCell, strings: SharedStrings): ReadCell {
  if (raw === null || raw === '') return { kind: 'empty', value: null };
  if (typeof raw === 'string') return { kind: 'text', value: spokenText(raw) };
  if (typeof raw === 'number') return { kind: 'number', value: raw };
  if (typeof raw === 'boolean') return { kind: 'boolean', value: raw };
  if (isDate(raw)) return dayOrMoment(raw);
  if ('shared' in raw) return cellOf(strings.text(raw.shared), strings);
  return 'formula' in raw ? { kind: 'text', value: raw.formula, formula: true } : { kind: 'error', value: raw.error };
}

/** Excel keeps moments as fractions of a day: rounded to the second they are what was typed. */
function dayOrMoment(at: Date): ReadCell {
  if (Number.isNaN(at.getTime())) return { kind: 'error', value: '#NUM!' };
  const written = new Date(Math.round(at.getTime() / 1_000) * 1_000).toISOString().slice(0, 19);
  return written.endsWith('T00:00:00') ? { kind: 'date', value: written.slice(0, 10) } : { kind: 'time', value: written };
}

/** The errors of a file as a refusal, each under `file` with where it is. */
export function workbookProblem(errors: WorkbookError[], clause = 'PF-15'): Problem {
  return refuse.fields(errors.map(({ sheet, row, column, code, message }) => ({
    field: 'file', code,
    message: row ? { zh: `${sheet} 第 ${row} 行${column ? `“${column}”` : ''}：${message.zh}`, en: `${sheet} row ${row}${column ? ` "${column}"` : ''}: ${message.en}` } : message,
  })), clause);
}
