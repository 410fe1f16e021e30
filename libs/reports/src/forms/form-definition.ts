import { shownIn, type Shown } from '../values.ts';
import { type Grid, type GridCell, gridOf, type Look } from './form-grid.ts';
import { checkForm, type FormLayout } from './form-layout.ts';

/** A node of pdfmake's document: plain data. `pageOf` marks where the worker writes the page's number. */
export interface PdfNode { [key: string]: unknown }

export interface PdfDefinition {
  pageSize: 'A4';
  pageOrientation: 'portrait' | 'landscape';
  pageMargins: [number, number, number, number];
  info: { title: string; subject: string; author: string };
  content: PdfNode[];
  /** Above the first page, and above the others, where it repeats the title. */
  headers: { first: PdfNode; later: PdfNode };
  footer: PdfNode;
}

/** Points. */
const [MARGIN, LINE, PADDING, TEXT_SIZE] = [40, 0.75, 4, 10];
const SIZES = { portrait: { width: 595.28, height: 841.89 }, landscape: { width: 841.89, height: 595.28 } };
const LOOKS: Record<Look, PdfNode> = {
  heading: { bold: true, fillColor: '#e2e2e2' }, head: { bold: true, fillColor: '#f2f2f2' }, label: { fillColor: '#f2f2f2' }, total: { bold: true, fillColor: '#f2f2f2' }, value: {}, words: {},
};

/** A form as pdfmake's document, in the look of a company's form: centred title, number at the right top, a full grid, shaded labels. Throws like `checkForm`. */
export function formDefinition(layout: FormLayout): PdfDefinition {
  checkForm(layout);
  const orientation = layout.orientation ?? 'portrait';
  const shown = shownIn(layout.zone);
  const side = (text: string, alignment: string, width = '*'): PdfNode => ({ text, alignment, width, fontSize: 9 });
  const header = (title: string): PdfNode => ({ margin: [MARGIN, 24, MARGIN, 0], columns: [side(layout.tenantName, 'left'), side(title, 'center', 'auto'), side(layout.number, 'right')] });
  return {
    pageSize: 'A4', pageOrientation: orientation, pageMargins: [MARGIN, 46, MARGIN, 46],
    info: { title: `${layout.title} ${layout.number}`, subject: layout.number, author: layout.tenantName },
    headers: { first: header(''), later: header(layout.title) },
    content: [{ text: layout.title, alignment: 'center', fontSize: 18, bold: true, margin: [0, 4, 0, 10] }, ...layout.sections.map((section, i) => gridNode(gridOf(section), i, { paper: SIZES[orientation], lines: layout.dense ? 'dense' : 'form', shown }))],
    footer: {
      margin: [MARGIN, 12, MARGIN, 0],
      columns: [side(`打印人：${layout.printedBy}　打印时间：${shown(layout.printedAt, 'time')}`, 'left'), ...(layout.pageOf === false ? [] : [{ ...side('', 'right', 'auto'), pageOf: true }])],
    },
  };
}

interface Paper { width: number; height: number }
type Cell = PdfNode & { text: string };

function gridNode({ shares, heads, body, together }: Grid, index: number, { paper, lines, shown }: { paper: Paper; lines: 'form' | 'dense'; shown: Shown }): PdfNode {
  // What the columns may share: the paper's width less margins, the padding of each cell and the lines between them.
  const room = paper.width - 2 * MARGIN - shares.length * 2 * PADDING - (shares.length + 1) * LINE;
  const widths = shares.map((share) => share * room);
  const rows = body.map((row) => cells(row, shown));
  return {
    layout: lines, unbreakable: together,
    // The upper line of a section lies on the lower line of the one before.
    margin: [0, index ? -LINE : 0, 0, 0],
    table: { widths, body: [...heads.map((row) => cells(row, shown)), ...rows], headerRows: heads.length, keepWithHeaderRows: heads.length && rows.length ? 1 : 0, dontBreakRows: rows.every((row) => isShort(row, widths, paper)) },
  };
}

/** Cells that a wide one covers are there, and empty. */
const cells = (row: GridCell[], shown: Shown): Cell[] => row.flatMap(({ value, kind, look, align, span }) => [
  { text: shown(value, kind), alignment: align, ...LOOKS[look], ...(span > 1 && { colSpan: span }) }, ...Array.from({ length: span - 1 }, () => ({ text: '' })),
]);

/** Whether a row surely fits on half a page. pdfmake leaves out, without a word, a row that may not be broken and is higher than the page. */
function isShort(row: Cell[], widths: number[], paper: Paper): boolean {
  const lines = row.map(({ text }, i) => text.split('\n').reduce((sum, line) => sum + Math.ceil((line.length * TEXT_SIZE) / widths[i]!) + 1, 0));
  return Math.max(...lines) * TEXT_SIZE * 1.5 < paper.height / 2;
}
