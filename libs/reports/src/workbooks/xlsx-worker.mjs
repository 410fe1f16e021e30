// The Excel library in worker threads. Plain JavaScript, because a thread has no test runner around it that compiles; what it is given is made in TypeScript.
import { on } from 'node:events';
import { Writable } from 'node:stream';
import { ValueType, Workbook, WorkbookWriter } from '@cj-tech-master/excelts';

const A4 = 9;
const BATCH = 100;
const black = { style: 'thin', color: { argb: 'FF000000' } };
const grid = { top: black, left: black, bottom: black, right: black };
const shade = (argb) => ({ type: 'pattern', pattern: 'solid', fgColor: { argb } });
const LOOKS = {
  title: { font: { bold: true, size: 18 } }, margin: { font: { size: 10 } }, value: { border: grid }, words: { border: grid }, label: { border: grid, fill: shade('FFF2F2F2') },
  heading: { border: grid, fill: shade('FFE2E2E2'), font: { bold: true } }, head: { border: grid, fill: shade('FFF2F2F2'), font: { bold: true } }, total: { border: grid, fill: shade('FFF2F2F2'), font: { bold: true } },
};

/**
 * @param {import('./form-sheet.ts').SheetPlan} plan
 * @returns {Promise<Uint8Array>}
 */
export async function writeForm({ name, landscape, widths, rows, footer }) {
  const book = new Workbook();
  const sheet = book.addWorksheet(name, {
    pageSetup: { paperSize: A4, orientation: landscape ? 'landscape' : 'portrait', fitToPage: true, fitToWidth: 1, fitToHeight: 0, horizontalCentered: true, margins: { left: 0.5, right: 0.5, top: 0.5, bottom: 0.7, header: 0.3, footer: 0.3 } },
    headerFooter: { oddFooter: footer }, views: [{ showGridLines: false }],
  });
  widths.forEach((width, i) => { sheet.getColumn(i + 1).width = width; });
  rows.forEach(({ height, cells }, i) => {
    const row = sheet.getRow(i + 1);
    row.height = height;
    for (const { from, to, value, format, align, look } of cells) {
      const words = look === 'words';
      const style = { ...LOOKS[look], numFmt: format, alignment: { horizontal: align, vertical: words ? 'top' : 'middle', wrapText: true } };
      // Every cell under a merged one has its border too, or the grid has gaps.
      for (let column = from; column <= to; column += 1) row.getCell(column).style = style;
      row.getCell(from).value = value;
      if (to > from) sheet.mergeCells(i + 1, from, i + 1, to);
    }
  });
  return book.xlsx.writeBuffer();
}

/**
 * Rows in, bytes out, until a `null` asks for the rest.
 * @param {{name: string, columns: {label: string, format: string, width: number}[], port: import('node:worker_threads').MessagePort}} task
 */
export async function writeTable({ name, columns, port }) {
  let made = [];
  const stream = new Writable({ write: (chunk, _encoding, done) => { made.push(chunk); done(); } });
  const book = new WorkbookWriter({ stream, useStyles: true, useSharedStrings: false });
  const sheet = book.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }], pageSetup: { paperSize: A4, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 } });
  sheet.columns = columns.map(({ label, width }) => ({ header: label, width }));
  // One object a column: the library knows a style again by its object, and would otherwise look each cell's up anew.
  const styles = columns.map(({ format }) => ({ numFmt: format }));
  sheet.getRow(1).eachCell((cell) => { cell.style = { ...LOOKS.head, numFmt: '@' }; });
  sheet.getRow(1).commit();
  for await (const [rows] of on(port, 'message', { close: ['close'] })) {
    for (const values of rows ?? []) {
      const row = sheet.addRow(values);
      for (const [i, style] of styles.entries()) row.getCell(i + 1).style = style;
      row.commit();
    }
    if (rows === null) {
      sheet.commit();
      await book.commit();
    }
    const bytes = Buffer.concat(made);
    made = [];
    port.postMessage(bytes);
  }
}

/**
 * Hands the rows of a sheet over in batches, then `null`; or says what there is too much of. Nothing of a workbook is looked at but its cells: no formula is
 * reckoned, no merged or validated range is spread out cell by cell, no picture and no link is opened.
 * @param {{sheet: string, parts: Record<string, Uint8Array>, maxRows: number, maxCells: number, port: import('node:worker_threads').MessagePort}} task
 */
export async function readSheet({ sheet: name, parts, maxRows, maxCells, port }) {
  const book = new Workbook();
  await book.xlsx.loadFromFiles(parts, { ignoreNodes: IGNORED });
  const sheet = book.getWorksheet(name);
  if (!sheet) throw new Error(`no sheet ${name}`);
  const rows = filledRows(sheet, maxRows, maxCells);
  let next = 0;
  for await (const _ of on(port, 'message', { close: ['close'] })) {
    port.postMessage(typeof rows === 'string' ? rows : next < rows.length ? rows.slice(next, next + BATCH) : null);
    next += BATCH;
  }
}

const IGNORED = ['mergeCells', 'dataValidations', 'conditionalFormatting', 'hyperlinks', 'cols', 'rowBreaks', 'colBreaks', 'picture', 'drawing', 'tableParts', 'extLst', 'sheetViews', 'autoFilter', 'sheetProtection', 'headerFooter', 'pageSetup', 'printOptions'];

/** Rows with something in them. A cell far to the right counts with all the empty ones before it. */
function filledRows(sheet, maxRows, maxCells) {
  const rows = [];
  let refused = '';
  let total = 0;
  sheet.eachRow((row, number) => {
    if (refused) return;
    const cells = [];
    row.eachCell((cell, column) => {
      const value = plain(cell);
      if (value === null || value === '' || (refused ||= total + column > maxCells ? 'too_many_cells' : '')) return;
      while (cells.length < column - 1) cells.push(null);
      cells.push(value);
    });
    total += cells.length;
    if (cells.length) rows.push({ row: number, cells });
    if (rows.length > maxRows) refused ||= 'too_many_rows';
  });
  return refused || rows;
}

/** What a cell holds, as data that crosses to another thread. */
function plain({ value, formula, type }) {
  // A string that is shared is left where it is: the number of it is handed over.
  if (typeof value === 'number' && type === ValueType.String) return { shared: value };
  if (formula !== undefined && formula !== null) return { formula: `=${formula}` };
  if (value === null || value === undefined || typeof value !== 'object' || value instanceof Date) return value ?? null;
  if ('formula' in value || 'sharedFormula' in value) return { formula: `=${value.formula ?? value.sharedFormula}` };
  if (value.richText) return value.richText.map(({ text }) => text).join('');
  if (value.error) return { error: value.error };
  if (value.hyperlink) return typeof value.text === 'string' ? value.text : plain({ value: value.text });
  return null;
}
