import { pipeline, type Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { refuse } from '@luyue/platform';

/** One row of the file, the heading being row 1. */
export interface CsvRow { row: number; cells: string[] }

/** No row is longer, in characters; a quote that nobody closed would otherwise swallow the file. */
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
 * The rows of a CSV file, the heading first, read as a stream; blank rows do not count as rows but keep their number. A cell that begins with = + - or @ leaves with an
 * apostrophe before it, and may come back with it. Throws 400 on `file` for what is no CSV, naming the row and the caller's clause.
 */
export async function* readCsv(content: Readable, utf8: boolean, clause: string): AsyncGenerator<CsvRow> {
  const parser = parse({ bom: true, relax_column_count: true, relax_quotes: true, trim: true, max_record_size: LONGEST_ROW });
  // A failure of the source ends the parser with it; the loop below hears of it there.
  pipeline(decoded(content, utf8 ? 'utf-8' : 'gb18030'), parser, () => undefined);
  let row = 0;
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      row += 1;
      if (row === 1 || cells.some(Boolean)) yield { row, cells: row === 1 ? cells : cells.map((cell) => cell.replace(/^'/, '')) };
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    // The rows read before it went wrong were thrown away with the stream; the parser has counted them.
    const at = Number(error.records) + 1;
    throw refuse.field('file', 'csv', { zh: `第 ${at} 行读不懂，多半是引号没有成对`, en: `row ${at} cannot be read; a quote may not be closed` }, clause);
  } finally {
    content.destroy();
  }
}
