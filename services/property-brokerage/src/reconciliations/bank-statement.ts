import type { Readable } from 'node:stream';
import { type FieldError, Problem, refuse } from '@luyue/platform';
import { isUtf8, readCsv } from '@luyue/reports/csv/read-csv';
import { type ImportColumns, mapRows } from '@luyue/reports/workbooks/map-rows';
import { type BankMovement, type Direction, doubledRows } from './reconciliations.rules.ts';

const COLUMNS = {
  date: { zh: '日期', en: 'date', kind: 'date', required: true }, amount: { zh: '金额', en: 'amount', kind: 'money', required: true },
  direction: { zh: '收付', en: 'direction', kind: 'choice', required: true, choices: { 收: 'in', 收入: 'in', 贷: 'in', in: 'in', credit: 'in', 付: 'out', 支出: 'out', 借: 'out', out: 'out', debit: 'out' } },
  counterparty: { zh: '对方户名', en: 'counterparty', kind: 'text' }, reference: { zh: '流水号', en: 'reference', kind: 'text', max: 60 },
} as const satisfies ImportColumns;

const BATCH = 500;
/** A day of one company; more is another file. */
const MOST_ROWS = 50_000;
/** Faults told at once; the rest is counted. */
const MOST_FAULTS = 200;

/**
 * The movements of one day's bank statement (CSV: 日期, 金额, 收付, 对方户名, 流水号, in any order), read in batches. A file with a bad row is refused whole, with the reasons by row:
 * half a statement would balance nothing. Throws 400.
 */
export async function readStatement(open: () => Readable, day: string): Promise<BankMovement[]> {
  const movements: BankMovement[] = [];
  const faults: FieldError[] = [];
  let count = 0;
  const judge = (heading: string[], batch: { row: number; cells: string[] }[]): void => {
    const rows = [{ row: 1, cells: heading }, ...batch].map(({ row, cells }) => ({ row, cells: cells.map((value) => ({ kind: 'text' as const, value })) }));
    const { good, errors } = mapRows(COLUMNS, { sheet: '', rows }, { zone: 'UTC' });
    const [first] = errors;
    if (first?.code === 'columns') throw refuse.field('file', 'columns', first.message, 'PB-4.6');
    for (const { row, column, code, message } of errors) faults.push(faultOf(row, code, { zh: `${column}${message.zh}`, en: message.en }));
    for (const { row, value } of good) {
      if (value.date !== day) faults.push(faultOf(row, 'other_day', { zh: `是 ${value.date} 的，这里只对 ${day}`, en: `is of ${value.date}, not of ${day}` }));
      if (value.amount.isNegative || value.amount.isZero) faults.push(faultOf(row, 'amount', { zh: '金额要大于零，方向看“收付”', en: 'the amount is above zero; the direction says the rest' }));
      movements.push({ row, direction: value.direction as Direction, amountFen: value.amount.fen, counterparty: value.counterparty ?? '', reference: value.reference ?? '' });
    }
  };
  let [heading, batch]: [string[] | null, { row: number; cells: string[] }[]] = [null, []];
  for await (const row of readCsv(open(), await isUtf8(open()), 'PB-4.6')) {
    if (!heading) { heading = row.cells; continue; }
    if ((count += 1) > MOST_ROWS) throw refuse.field('file', 'too_many_rows', { zh: `最多 ${MOST_ROWS} 行`, en: `at most ${MOST_ROWS} rows` }, 'PB-4.6');
    batch.push(row);
    if (batch.length === BATCH) [batch] = [[], judge(heading, batch)];
  }
  judge(heading ?? [], batch);
  for (const row of doubledRows(movements)) faults.push(faultOf(row, 'duplicate', { zh: '同一流水号出现了两次', en: 'the same reference is there twice' }));
  if (faults.length) {
    const rows = new Set(faults.map((fault) => fault.field)).size;
    throw new Problem({ status: 400, code: 'invalid', clause: 'PB-4.6', title: { zh: `${rows} 行不对，整份没有收下`, en: `${rows} rows are not right; nothing was taken in` }, errors: faults.slice(0, MOST_FAULTS), extra: { rejectedRows: rows } });
  }
  return movements;
}

const faultOf = (row: number, code: string, message: { zh: string; en: string }): FieldError => ({ field: `rows.${row}`, code, message: { zh: `第 ${row} 行：${message.zh}`, en: `row ${row}: ${message.en}` } });
