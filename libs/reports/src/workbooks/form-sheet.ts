import { type Grid, type GridCell, gridOf, type Look } from '../forms/form-grid.ts';
import { checkForm, type FormLayout } from '../forms/form-layout.ts';
import { shownIn } from '../values.ts';
import { FORMATS, plainText, type SheetCell, sheetCells, sheetName } from './sheet-cell.ts';

export interface PlannedCell { from: number; to: number; value: SheetCell; format: string; align: GridCell['align']; look: Look | 'title' | 'margin' }

/** One sheet, ready to be written: plain data. */
export interface SheetPlan {
  name: string;
  landscape: boolean;
  /** Characters. */
  widths: number[];
  /** Heights in points; columns count from 1. */
  rows: { height: number; cells: PlannedCell[] }[];
  /** In the words of Excel's headers, where & begins a code. */
  footer: string;
}

/** Characters side by side on a page of A4. */
const CHARACTERS = { portrait: 92, landscape: 138 };
const LINE_HEIGHT = 15;

/** A form as a sheet: the grids of its sections over columns that fit them all. Throws like `checkForm`. */
export function formSheet(layout: FormLayout): SheetPlan {
  checkForm(layout);
  const orientation = layout.orientation ?? 'portrait';
  const grids = layout.sections.map(gridOf);
  const edges = edgesOf(grids);
  const last = edges.length - 1;
  const widths = edges.slice(1).map((edge, i) => (edge - edges[i]!) * CHARACTERS[orientation]);
  const [cell, shown] = [sheetCells(layout.zone), shownIn(layout.zone)];
  const words = (value: string, from: number, to: number, more: Partial<PlannedCell>): PlannedCell => ({ from, to, value: plainText(value), format: FORMATS.text, align: 'left', look: 'margin', ...more });
  const middle = Math.max(1, Math.floor(last / 2));
  return {
    name: sheetName(layout.title), landscape: orientation === 'landscape', widths,
    rows: [
      { height: 18, cells: last > 1 ? [words(layout.tenantName, 1, middle, {}), words(layout.number, middle + 1, last, { align: 'right' })] : [words(`${layout.tenantName}　${layout.number}`, 1, 1, {})] },
      { height: 34, cells: [words(layout.title, 1, last, { align: 'center', look: 'title' })] },
      ...grids.flatMap((grid) => [...grid.heads, ...grid.body].map((row) => {
        const cells = place(row, grid, edges).map(({ from, to, cell: { value, kind, align, look } }): PlannedCell => ({ from, to, align, look, value: cell(value, kind), format: FORMATS[kind] }));
        // Excel finds the height of merged cells for nobody.
        const lines = place(row, grid, edges).map(({ from, to, cell: { value, kind } }) => linesOf(shown(value, kind), widths.slice(from - 1, to).reduce((a, b) => a + b, 0)));
        return { height: 5 + LINE_HEIGHT * Math.min(Math.max(...lines), 26), cells };
      })),
    ],
    footer: `&L${escaped(`打印人：${layout.printedBy}　打印时间：${shown(layout.printedAt, 'time')}`)}${layout.pageOf === false ? '' : '&R第 &P 页　共 &N 页'}`,
  };
}

const escaped = (text: string): string => text.replaceAll('&', '&&');

/** Places between columns as whole thousandths of the width, so that those of two sections that mean the same are the same. */
const thousandths = (shares: number[]): number[] => shares.reduce<number[]>((edges, share) => [...edges, edges.at(-1)! + share], [0]).map((edge) => Math.round(edge * 1_000) / 1_000);

const edgesOf = (grids: Grid[]): number[] => [...new Set([0, 1, ...grids.flatMap(({ shares }) => thousandths(shares))])].sort((a, b) => a - b);

/** Where the cells of a row stand among the sheet's columns. */
function place(row: GridCell[], { shares }: Grid, edges: number[]): { from: number; to: number; cell: GridCell }[] {
  const own = thousandths(shares);
  let at = 0;
  return row.map((cell) => {
    const [from, to] = [edges.indexOf(own[at]!) + 1, edges.indexOf(own[at + cell.span]!)];
    at += cell.span;
    return { from, to, cell };
  });
}

/** A Chinese character is as wide as two others. */
const linesOf = (text: string, width: number): number => text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(Array.from(line).reduce((w, c) => w + (c > '\u2e7f' ? 2 : 1.1), 0) / (width - 1))), 0);
