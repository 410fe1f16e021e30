import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify/sync';
import type { Logger } from 'pino';
import { LOG } from '@luyue/platform';
import type { FormLayout } from '../forms/form-layout.ts';
import { Threads } from '../threads.ts';
import type { Kind, Value } from '../values.ts';
import { formSheet } from './form-sheet.ts';
import { openPackage, openPieces, type WorkbookError } from './package.ts';
import { type ReadOptions, type ReadSheet, readSheet } from './read-sheet.ts';
import { csvCells, FORMATS, plainText, type SheetCell, sheetCells, sheetName } from './sheet-cell.ts';

export interface TableColumn {
  key: string;
  label: string;
  kind?: Kind;
  /** Characters; by its kind where it is not given. */
  width?: number;
}
export type TableRow = Record<string, Value>;
export type TableRows = AsyncIterable<TableRow> | Iterable<TableRow>;

/** Rows that are worked on together: few enough that the loop is held for a few milliseconds. */
const BATCH = 100;
const WIDTHS: Record<Kind, number> = { text: 18, number: 12, money: 14, date: 12, time: 17 };

/** Excel out and in (PF-15). The library works in threads; on the service's own loop there are plain values only. */
@Injectable()
export class Workbooks implements OnApplicationShutdown {
  private readonly writing: Threads;
  /** Apart from the writing: a thread that a hostile file keeps busy is ended, and nobody else's work with it. */
  private readonly reading: Threads;

  constructor(@Inject(LOG) log: Logger) {
    const file = new URL('./xlsx-worker.mjs', import.meta.url);
    this.writing = new Threads(file, { threads: 2, tasksEach: 4, memoryMb: 192 }, log);
    this.reading = new Threads(file, { threads: 1, tasksEach: 1, memoryMb: 320, timeoutMs: 30_000 }, log);
  }

  async onApplicationShutdown(): Promise<void> { await Promise.all([this.writing.close(), this.reading.close()]); }

  /** The form as a workbook of one sheet. Throws like `FormPrinter.print`. */
  async writeForm(layout: FormLayout): Promise<Buffer> {
    return bufferOf(await this.writing.run<Uint8Array>('writeForm', formSheet(layout)));
  }

  /** A table of any length as xlsx; rows are asked for as the reader takes the bytes. `title` names the sheet, moments are by the clock of `zone`. Fails with what `rows` throws. */
  writeTable(columns: TableColumn[], rows: TableRows, options: { title: string; zone: string }): Readable {
    return Readable.from(this.xlsx(columns, rows, options), { objectMode: false });
  }

  /** The same as CSV for Excel: UTF-8 with its mark. */
  writeCsv(columns: TableColumn[], rows: TableRows, { zone }: { zone: string }): Readable {
    return Readable.from(csv(columns, rows, zone), { objectMode: false });
  }

  /** The rows of a sheet, or what is wrong with the file as plain data. Throws 503 while too many files wait to be read. */
  async readWorkbook(content: Buffer, options: ReadOptions): Promise<ReadSheet | { errors: WorkbookError[] }> {
    const opened = await openPackage(content, options.sheet);
    return 'errors' in opened ? opened : readSheet(this.reading, opened, options);
  }

  /** The same for a long sheet, some hundred rows at a time: memory does not grow with the file. Ends with what is wrong, where something is. */
  async *readPieces(content: Buffer, options: ReadOptions): AsyncGenerator<ReadSheet | { errors: WorkbookError[] }> {
    let { maxRows, maxCells } = options;
    for await (const piece of openPieces(content, options.sheet)) {
      const read = 'errors' in piece ? piece : await readSheet(this.reading, piece, options, { maxRows, maxCells });
      yield read;
      if ('errors' in read) return;
      maxRows -= read.rows.length;
      maxCells -= read.rows.reduce((sum, row) => sum + row.cells.length, 0);
    }
  }

  private async *xlsx(columns: TableColumn[], rows: TableRows, { title, zone }: { title: string; zone: string }): AsyncGenerator<Buffer> {
    const cell = sheetCells(zone);
    const heads = columns.map(({ label, kind = 'text', width = WIDTHS[kind] }) => ({ label: plainText(label), format: FORMATS[kind], width }));
    const thread = this.writing.converse<SheetCell[][] | null, Uint8Array>('writeTable', { name: sheetName(title), columns: heads });
    try {
      for await (const batch of batches(rows)) {
        const bytes = await thread.ask(batch.map((row) => columns.map(({ key, kind = 'text' }) => cell(row[key] ?? null, kind))));
        if (bytes.length) yield bufferOf(bytes);
      }
      yield bufferOf(await thread.ask(null));
    } finally {
      thread.close();
    }
  }
}

async function* csv(columns: TableColumn[], rows: TableRows, zone: string): AsyncGenerator<string> {
  const cell = csvCells(zone);
  const lines = (cells: string[][]): string => stringify(cells, { record_delimiter: 'windows', quoted_match: /[\r\n]/ });
  yield `\ufeff${lines([columns.map(({ label }) => plainText(label))])}`;
  for await (const batch of batches(rows)) yield lines(batch.map((row) => columns.map(({ key, kind = 'text' }) => cell(row[key] ?? null, kind))));
}

async function* batches(rows: TableRows): AsyncGenerator<TableRow[]> {
  let batch: TableRow[] = [];
  for await (const row of rows) {
    if (batch.push(row) < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length) yield batch;
}

const bufferOf = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
