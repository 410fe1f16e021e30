import { alignmentOf, type Kind, type Value } from '../values.ts';
import type { FieldsSection, FormField, FormSection, SignaturesSection, TableSection } from './form-layout.ts';

/** How a cell looks: a shaded label, a column's head, a section's heading, what is filled in, a total, a note or a place to sign. */
export type Look = 'heading' | 'head' | 'label' | 'value' | 'total' | 'words';

export interface GridCell {
  value: Value;
  kind: Kind;
  look: Look;
  align: 'left' | 'center' | 'right';
  /** Columns of the grid that it takes up. */
  span: number;
}

/** One section as a grid, whatever it is drawn with: heading and heads come again on each page, the body does not. */
export interface Grid {
  /** Share of the width that each column takes; together 1. */
  shares: number[];
  heads: GridCell[][];
  body: GridCell[][];
  /** Signatures stay on one page. */
  together: boolean;
}

const text = (value: string, look: Look, span = 1, align: GridCell['align'] = 'left'): GridCell => ({ value, kind: 'text', look, align, span });

export function gridOf(section: FormSection): Grid {
  const { shares, heads, body } = partsOf(section);
  const total = shares.reduce((a, b) => a + b, 0);
  const heading = section.heading ? [[text(section.heading, 'heading', shares.length)]] : [];
  return { shares: shares.map((share) => share / total), heads: [...heading, ...heads], body, together: section.type === 'signatures' };
}

interface Parts { shares: number[]; heads: GridCell[][]; body: GridCell[][] }

function partsOf(section: FormSection): Parts {
  switch (section.type) {
    case 'fields': return { shares: Array.from({ length: section.columns ?? 2 }, () => [LABEL_SHARE, 1 / (section.columns ?? 2) - LABEL_SHARE]).flat(), heads: [], body: fieldCells(section) };
    case 'table': return { shares: section.columns.map(({ width = 1 }) => width), heads: [section.columns.map(({ label }) => text(label, 'head', 1, 'center'))], body: tableCells(section) };
    case 'signatures': return { shares: Array.from({ length: signaturesInRow(section) }, () => 1), heads: [], body: signatureCells(section) };
    case 'note': return { shares: [1], heads: [], body: [[text(section.text, 'words')]] };
  }
}

/** A label's share of the whole width: room for six characters. */
const LABEL_SHARE = 0.14;

/** A filled box before what was ticked, an empty one before the rest. */
const ticked = (options: string[], chosen: string[] = []): string => options.map((option) => `${chosen.includes(option) ? '■' : '□'}${option}`).join('　');

function valueCell({ value, kind = 'text', options, chosen }: FormField, span: number): GridCell {
  return options ? text(ticked(options, chosen), 'value', span) : { value, kind, look: 'value', align: 'left', span };
}

/** The pairs row by row; a row's last pair takes up what is left of it. */
function fieldCells({ columns = 2, fields }: FieldsSection): GridCell[][] {
  const rows: GridCell[][] = [];
  let left = 0;
  const stretch = (): void => { if (left) rows.at(-1)!.at(-1)!.span += left * 2; };
  for (const field of fields) {
    const pairs = Math.min(Math.max(field.span ?? 1, 1), columns);
    if (pairs > left) {
      stretch();
      rows.push([]);
      left = columns;
    }
    rows.at(-1)!.push(text(field.label, 'label', 1, 'center'), valueCell(field, pairs * 2 - 1));
    left -= pairs;
  }
  stretch();
  return rows;
}

function tableCells({ columns, rows, totals, totalsLabel = '合计' }: TableSection): GridCell[][] {
  const cells = (row: Record<string, Value>, look: Look): GridCell[] => columns.map(({ key, kind = 'text' }) => ({ value: row[key] ?? null, kind, look, align: alignmentOf(kind), span: 1 }));
  const body = rows.map((row) => cells(row, 'value'));
  if (!totals) return body;
  const last = cells(totals, 'total');
  const free = columns.findIndex(({ key }) => totals[key] === undefined);
  if (free >= 0) last[free] = text(totalsLabel, 'total', 1, 'center');
  return [...body, last];
}

const signaturesInRow = ({ lines }: SignaturesSection): number => Math.max(1, Math.min(lines.length, 4));

function signatureCells(section: SignaturesSection): GridCell[][] {
  const columns = signaturesInRow(section);
  // A narrow cell keeps the day of its signature on one line.
  const blank = columns > 3 ? '　　年　月　日' : '　　　年　　月　　日';
  const cells = section.lines.map(({ label, name = '', date = blank }) => text(`${label}：${name}\n\n日期：${date}`, 'words'));
  const rows = Array.from({ length: Math.ceil(cells.length / columns) }, (_, i) => cells.slice(i * columns, (i + 1) * columns));
  return rows.map((row) => [...row, ...Array.from({ length: columns - row.length }, () => text('', 'words'))]);
}
