import fc from 'fast-check';
import { csvCells, plainText, sheetCells, sheetName, spokenText } from './sheet-cell.ts';

const cell = sheetCells('Asia/Shanghai');

describe('PF-15 values as cells', () => {
  test('money, numbers, days and moments are numbers; a moment is by the clock of the tenant', () => {
    expect(cell('126.40', 'money')).toBe(126.4);
    expect(cell('-0.01', 'money')).toBe(-0.01);
    expect(cell(3.5, 'number')).toBe(3.5);
    expect(cell('2026-11-28', 'date')).toBe(46_354);
    expect(cell('2026-11-27T16:00:00Z', 'time')).toBe(46_354);
    expect(cell('2026-11-28T06:00:00Z', 'time')).toBeCloseTo(46_354 + 14 / 24, 9);
    expect([cell(null, 'money'), cell('', 'date')]).toEqual([null, null]);
  });

  test('what a number of Excel cannot hold stands there as words, not rounded', () => {
    expect(cell('9999999999999.99', 'money')).toBe(9_999_999_999_999.99);
    expect(cell('10000000000000.01', 'money')).toBe('10,000,000,000,000.01');
    expect(cell('1899-06-01', 'date')).toBe('1899-06-01');
    expect(cell('CJ-1', 'number')).toBe('CJ-1');
  });

  test('a value that is not of its kind is a fault, not a cell', () => {
    expect(() => cell('1.234', 'money')).toThrow('2 decimals');
    expect(() => cell('2026-02-30', 'date')).toThrow('not a date');
  });

  test.each(['=1+1', '+8613912345207', '-2', '@SUM(A1)', '\t=1', '\n=1', '＝1', '＋1', '－1', '＠x', `'=1`, `''=1`])('%j is never a formula', (text) => {
    expect(plainText(text)).toBe(`'${text}`);
    expect(spokenText(plainText(text))).toBe(text);
    expect(cell(text, 'text')).toBe(`'${text}`);
    expect(csvCells('UTC')(text, 'text')).toBe(`'${text}`);
  });

  test('other words stay as they are, an apostrophe too', () => {
    for (const text of ['李桂兰', `'quoted'`, 'a=b', '2-1', ' =1']) expect([plainText(text), spokenText(text)]).toEqual([text, text]);
    expect(plainText('a\u0000b\u001f\r\nc\td')).toBe('ab\nc\td');
    expect(plainText('\r=1')).toBe(`'\n=1`);
    expect(plainText('长'.repeat(40_000))).toHaveLength(32_767);
  });

  test('whatever is written begins no formula and is read back as it was', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...`'=+-@\t\n＝a1 长`) }), (text) => {
      expect(plainText(text)).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/);
      expect(spokenText(plainText(text))).toBe(text);
    }));
  });

  test('a negative amount in a CSV is an amount', () => {
    expect([csvCells('UTC')('-1234.5', 'money'), csvCells('UTC')(-3, 'number')]).toEqual(['-1234.50', '-3']);
  });

  test('a sheet is named as Excel allows', () => {
    expect([sheetName(`'租售/业务[1]:*?'`), sheetName('长'.repeat(40)), sheetName('///')]).toEqual(['租售 业务 1', '长'.repeat(31), '表']);
  });
});
