import { Money } from '@luyue/kernel';
import { cellsAgain, findColumns, type ImportColumns, mapRows, rejectedTable } from './map-rows.ts';
import type { ReadCell } from './read-sheet.ts';

const columns = {
  number: { zh: '成交编号', en: 'deal', kind: 'text', required: true, max: 8 },
  price: { zh: '金额', en: 'price', kind: 'money', required: true },
  area: { zh: '面积', en: 'area', kind: 'number', min: 0, max: 1_000 },
  signedOn: { zh: '签约日期', en: 'signed on', kind: 'date' },
  receivedAt: { zh: '收件时间', en: 'received at', kind: 'time' },
  kind: { zh: '类型', en: 'kind', kind: 'choice', choices: { 买卖: 'sale', 租赁: 'lease', sale: 'sale', lease: 'lease' } },
} as const satisfies ImportColumns;

const text = (value: string): ReadCell => (value ? { kind: 'text', value } : { kind: 'empty', value: null });
const number = (value: number): ReadCell => ({ kind: 'number', value });
const HEADING = Object.values(columns).map(({ zh }) => text(zh));
const RIGHT: ReadCell[] = [text('CJ-1'), number(126.4), number(88.5), { kind: 'date', value: '2026-11-28' }, { kind: 'time', value: '2026-11-28T08:30:00' }, text('买卖')];
const map = (...rows: ReadCell[][]) => mapRows(columns, { sheet: '成交', rows: [HEADING, ...rows].map((cells, i) => ({ row: i + 1, cells })) }, { zone: 'Asia/Shanghai' });
const withCell = (key: keyof typeof columns, cell: ReadCell) => map(RIGHT.map((each, i) => (Object.keys(columns)[i] === key ? cell : each)));

describe('PF-15 an import row by row', () => {
  test('a right row is typed values: money in fen, moments by the clock of the tenant', () => {
    expect(map(RIGHT).good).toEqual([{ row: 2, value: { number: 'CJ-1', price: Money.parse('126.40'), area: 88.5, signedOn: '2026-11-28', receivedAt: new Date('2026-11-28T00:30:00Z'), kind: 'sale' } }]);
    expect(map([text('CJ-1'), number(3)]).good[0]!.value).toMatchObject({ area: null, signedOn: null, receivedAt: null, kind: null });
  });

  test('good rows are kept whatever the others are, and those come back with every reason in both languages', () => {
    const { good, rejected, errors } = map(RIGHT, [text(''), text('一百')], RIGHT);
    expect(good.map(({ row }) => row)).toEqual([2, 4]);
    expect(errors).toMatchObject([{ sheet: '成交', row: 3, column: '成交编号', code: 'required' }, { row: 3, column: '金额', code: 'money' }]);
    expect(rejected).toEqual([{ row: 3, cells: ['', '一百', '', '', '', ''], reasons: [{ zh: '成交编号：要填', en: 'deal: is required' }, { zh: '金额：应是金额，最多两位小数', en: 'price: should be an amount with two decimals at most' }] }]);
  });

  test('who is offered a choice is offered the words of their language', () => {
    expect(withCell('kind', text('赠与')).rejected[0]!.reasons).toEqual([{ zh: '类型：应是买卖、租赁之一', en: 'kind: should be one of sale, lease' }]);
  });

  test('the rejected rows are a table with the reason in a last column, under the names that an import knows', () => {
    const { rejected } = map([text('=1+1'), number(1.005), number(5), { kind: 'time', value: '2026-11-28T08:30:00' }]);
    const table = rejectedTable(columns, rejected, 'zh');
    expect(table.columns.map(({ label }) => label)).toEqual(['成交编号', '金额', '面积', '签约日期', '收件时间', '类型', '原因']);
    expect(table.rows).toEqual([{ number: '=1+1', price: '1.005', area: '5', signedOn: '2026-11-28 08:30:00', receivedAt: '', kind: '', '': '金额：应是金额，最多两位小数；签约日期：应是日期，例如 2026-11-24' }]);
    expect(rejectedTable(columns, rejected, 'en').columns.at(-1)!.label).toBe('reason');
  });

  test('a right row that is not taken goes back as it can be read again', () => {
    const { good } = map(RIGHT);
    const cells = cellsAgain(columns, good[0]!.value, 'Asia/Shanghai');
    expect(cells).toEqual(['CJ-1', '126.40', '88.5', '2026-11-28', '2026-11-28 08:30', '买卖']);
    expect(map(cells.map(text)).good).toEqual(good);
  });

  test('columns come in any order, in either language, with others between them', () => {
    const rows = [['备注', 'PRICE ', 'deal', '收件时间', '类型', '签约日期', '面积'], ['x', '12', 'CJ-9', '', '', '', '']].map((cells, i) => ({ row: i + 3, cells: cells.map(text) }));
    expect(mapRows(columns, { sheet: 's', rows }, { zone: 'UTC' }).good).toMatchObject([{ row: 4, value: { number: 'CJ-9', price: Money.parse('12') } }]);
  });

  test('missing columns are told together, and no row is taken', () => {
    const result = mapRows(columns, { sheet: 's', rows: [{ row: 1, cells: [text('成交编号')] }, { row: 2, cells: RIGHT }] }, { zone: 'UTC' });
    expect(result.good).toEqual([]);
    expect(result.errors).toEqual([{ sheet: 's', row: 1, column: '', code: 'columns', message: { zh: '第一行缺这些列：金额、面积、签约日期、收件时间、类型', en: 'the first row lacks these columns: price, area, signed on, received at, kind' } }]);
    expect(mapRows(columns, { sheet: 's', rows: [] }, { zone: 'UTC' }).errors).toHaveLength(1);
    expect(findColumns([{ key: 'a', zh: '甲', en: 'a' }], ['', '甲'])).toEqual({ of: { a: 1 } });
  });

  test.each<[keyof typeof columns, ReadCell, unknown]>([
    ['price', number(0.1 + 0.2), Money.parse('0.30')], ['price', number(9_999_999_999_999.99), Money.parse('9999999999999.99')], ['price', text('￥1,268,000.5元'), Money.parse('1268000.50')], ['price', text('１２．５'), Money.parse('12.50')],
    ['area', text(' 1 000 '), 1_000], ['signedOn', text('2026年2月3日'), '2026-02-03'], ['signedOn', text('2026/2/3'), '2026-02-03'], ['receivedAt', text('2026.2.3 7:05'), new Date('2026-02-02T23:05:00Z')],
    ['receivedAt', { kind: 'date', value: '2026-02-03' }, new Date('2026-02-02T16:00:00Z')], ['kind', text('LEASE'), 'lease'], ['number', number(20_261_128), '20261128'],
  ])('%s %o is understood', (key, cell, value) => {
    expect(withCell(key, cell).good[0]?.value[key]).toEqual(value);
  });

  test.each<[keyof typeof columns, ReadCell, string]>([
    ['price', number(1.005), 'money'], ['price', { kind: 'boolean', value: true }, 'money'], ['price', text('1e3'), 'money'], ['area', number(-1), 'min'], ['area', number(1_001), 'max'], ['area', text('很大'), 'number'], ['area', { kind: 'date', value: '2026-01-01' }, 'number'],
    ['signedOn', text('2026-02-30'), 'date'], ['signedOn', number(46_354), 'date'], ['signedOn', { kind: 'time', value: '2026-11-28T08:30:00' }, 'date'], ['receivedAt', text('2026-02-03 24:01'), 'time'], ['receivedAt', text('早上'), 'time'],
    ['kind', text('赠与'), 'choice'], ['number', text('CJ-000009'), 'maxLength'], ['number', { kind: 'error', value: '#REF!' }, 'error'], ['price', { kind: 'text', value: '=SUM(B2:B9)', formula: true }, 'formula'],
  ])('%s %o is refused with its column', (key, cell, code) => {
    expect(withCell(key, cell)).toMatchObject({ good: [], errors: [{ row: 2, column: columns[key].zh, code }] });
  });
});
