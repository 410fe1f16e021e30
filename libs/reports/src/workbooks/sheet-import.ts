import { buffer } from 'node:stream/consumers';
import type { Readable } from 'node:stream';
import { Problem, refuse } from '@luyue/platform';
import { type ImportColumns, type MappedRows, mapRows } from './map-rows.ts';
import { type ReadRow, workbookProblem } from './read-sheet.ts';
import type { Workbooks } from './workbooks.ts';

/** A file as a request brings it. */
export interface Upload { filename: string; file: Readable & { truncated?: boolean } }

/** The bytes of an uploaded .xlsx. Throws 413 naming PF-14 for more than so many megabytes, 400 naming PF-15 for another kind of file. */
export async function uploadedSheet({ filename, file }: Upload, megabytes: number): Promise<Buffer> {
  const content = await buffer(file);
  if (content.length > megabytes * 1_048_576 || file.truncated) throw new Problem({ status: 413, code: 'too_large', clause: 'PF-14', title: { zh: `文件不能超过 ${megabytes} MB`, en: `The file may have ${megabytes} MB at most` } });
  if (!/\.xlsx$/i.test(filename)) throw refuse.field('file', 'not_xlsx', { zh: '只收 .xlsx', en: 'an .xlsx file is needed' }, 'PF-15');
  return content;
}

/** An empty table with the columns that an import reads. */
export function importTemplate(workbooks: Workbooks, columns: ImportColumns, options: { title: string; zone: string }): Readable {
  return workbooks.writeTable(Object.entries(columns).map(([key, { zh }]) => ({ key, label: zh })), [], options);
}

/** Cells of a row for which a sheet has room, whatever stands in it beside the columns that are read. */
const CELLS = 20;

/** A long sheet by its columns, some hundred rows at a time (`count` of them with those that are not right). Throws 400 naming PF-15 for what is no workbook, lacks columns or has more than `maxRows`. */
export async function* mappedPieces<C extends ImportColumns>(
  workbooks: Workbooks, columns: C, content: Buffer, { maxRows, zone }: { maxRows: number; zone: string },
): AsyncGenerator<Pick<MappedRows<C>, 'good' | 'rejected'> & { count: number }> {
  let heading: ReadRow | undefined;
  for await (const piece of workbooks.readPieces(content, { maxRows: maxRows + 1, maxCells: (maxRows + 1) * CELLS })) {
    if ('errors' in piece) throw workbookProblem(piece.errors, 'PF-15');
    const rows = heading ? piece.rows : piece.rows.slice(1);
    heading ??= piece.rows[0];
    const { good, rejected, errors } = mapRows(columns, { sheet: piece.sheet, rows: heading ? [heading, ...rows] : [] }, { zone });
    const missing = errors.filter((e) => e.code === 'columns');
    if (missing.length) throw workbookProblem(missing, 'PF-15');
    yield { good, rejected, count: rows.length };
  }
}
