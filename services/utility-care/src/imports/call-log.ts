import type { Readable } from 'node:stream';
import { refuse } from '@luyue/platform';
import { readCsv } from '@luyue/reports/csv/read-csv';
import { findColumns } from '@luyue/reports/workbooks/map-rows';

/** The columns of a day's call log, in the order of the file that is given back; the order in a file that comes in does not matter. */
export const COLUMNS = [
  { key: 'answeredAt', zh: '通话时间', en: 'answered at' }, { key: 'phone', zh: '来电号码', en: 'caller phone' }, { key: 'name', zh: '姓名', en: 'name' }, { key: 'address', zh: '地址', en: 'address' },
  { key: 'kind', zh: '类别', en: 'kind' }, { key: 'faultScope', zh: '故障范围', en: 'fault scope' }, { key: 'symptom', zh: '现象', en: 'symptom' }, { key: 'text', zh: '说明', en: 'text' },
  { key: 'agent', zh: '坐席工号', en: 'agent staff number' },
] as const;
export type Column = (typeof COLUMNS)[number]['key'];
export const REASON = { zh: '原因', en: 'reason' };

/** One row of the sheet, the heading being row 1. */
export interface LogRow { row: number; cells: Record<Column, string> }

/**
 * The rows of a call log, read as a stream. Throws 400 on the file for missing columns and for what is no CSV, naming the row; blank rows do not count
 * as rows but keep their number.
 */
export async function* readCallLog(content: Readable, utf8: boolean): AsyncGenerator<LogRow> {
  let places: Record<Column, number> | undefined;
  for await (const { row, cells } of readCsv(content, utf8, 'UC-5.1a')) {
    if (!places) places = placesOf(cells);
    else yield { row, cells: Object.fromEntries(Object.entries(places).map(([key, at]) => [key, cells[at] ?? ''])) as LogRow['cells'] };
  }
  if (!places) placesOf([]);
}

/** How many rows a call log has. Throws like `readCallLog`, so that a file is known to be whole before its first row is taken in. */
export async function countRows(content: Readable, utf8: boolean): Promise<number> {
  const rows = readCallLog(content, utf8);
  let count = 0;
  while (!(await rows.next()).done) count += 1;
  return count;
}

/** Where each column is. Throws 400 naming those that are missing. */
function placesOf(heading: string[]): Record<Column, number> {
  const places = findColumns(COLUMNS, heading);
  if ('missing' in places) throw refuse.field('file', 'columns', places.missing, 'UC-5.1a');
  return places.of;
}
