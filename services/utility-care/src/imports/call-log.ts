import { pipeline, type Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { refuse } from '@luyue/platform';
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

/** No row of a call log is longer, in characters; a quote that nobody closed would otherwise swallow the file. */
const LONGEST_ROW = 8_000;

/** Whether the bytes are UTF-8; what is not comes from an older Excel and is GB 18030. */
export async function isUtf8(content: Readable): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const chunk of content) decoder.decode(chunk as Buffer, { stream: true });
    decoder.decode();
    return true;
  } catch {
    return false;
  } finally {
    content.destroy();
  }
}

async function* decoded(content: Readable, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of content) yield decoder.decode(chunk as Buffer, { stream: true });
  yield decoder.decode();
}

/**
 * The rows of a call log, read as a stream. Throws 400 on the file for missing columns and for what is no CSV, naming the row; blank rows do not count
 * as rows but keep their number.
 */
export async function* readCallLog(content: Readable, utf8: boolean): AsyncGenerator<LogRow> {
  const parser = parse({ bom: true, relax_column_count: true, relax_quotes: true, trim: true, max_record_size: LONGEST_ROW });
  // A failure of the source ends the parser with it; the loop below hears of it there.
  pipeline(decoded(content, utf8 ? 'utf-8' : 'gb18030'), parser, () => undefined);
  let places: Record<Column, number> | undefined;
  let row = 0;
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      row += 1;
      if (!places) places = placesOf(cells);
      // A cell that begins with = + - or @ leaves with an apostrophe before it, and may come back with it.
      else if (cells.some(Boolean)) yield { row, cells: Object.fromEntries(Object.entries(places).map(([key, at]) => [key, (cells[at] ?? '').replace(/^'/, '')])) as LogRow['cells'] };
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    // The rows read before it went wrong were thrown away with the stream; the parser has counted them.
    const at = Number(error.records) + 1;
    throw refuse.field('file', 'csv', { zh: `第 ${at} 行读不懂，多半是引号没有成对`, en: `row ${at} cannot be read; a quote may not be closed` }, 'UC-5.1a');
  } finally {
    content.destroy();
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
