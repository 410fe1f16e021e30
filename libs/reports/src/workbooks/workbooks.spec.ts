import { buffer } from 'node:stream/consumers';
import pino from 'pino';
import { followUpForm } from '../forms/form-samples.harness.ts';
import { type Threads, ThreadTimeout } from '../threads.ts';
import { mapRows } from './map-rows.ts';
import { openPackage } from './package.ts';
import { readSheet, workbookProblem } from './read-sheet.ts';
import { SharedStrings } from './shared-strings.ts';
import { type TableColumn, type TableRow, Workbooks } from './workbooks.ts';
import { bookParts, zipOf } from './zip.harness.ts';

let books: Workbooks;
// The threads' start is not the first test's to wait for.
beforeAll(async () => {
  books = new Workbooks(pino({ level: 'silent' }));
  await read(await write([]));
}, 30_000);
afterAll(() => books.onApplicationShutdown());

const LIMITS = { maxRows: 5_000, maxCells: 100_000 };
const COLUMNS: TableColumn[] = [{ key: 'name', label: '姓名' }, { key: 'price', label: '金额', kind: 'money' }, { key: 'day', label: '日期', kind: 'date' }, { key: 'at', label: '时间', kind: 'time' }, { key: 'n', label: '数', kind: 'number' }];
const OPTIONS = { title: '成交', zone: 'Asia/Shanghai' };
const row = (more: TableRow = {}): TableRow => ({ name: '李桂兰', price: '126.40', day: '2026-11-28', at: '2026-11-27T16:30:05Z', n: 3, ...more });
const write = (rows: AsyncIterable<TableRow> | Iterable<TableRow>) => buffer(books.writeTable(COLUMNS, rows, OPTIONS));
const read = async (content: Buffer, limits = LIMITS) => {
  const found = await books.readWorkbook(content, limits);
  if ('errors' in found) throw new Error(found.errors.map(({ code }) => code).join());
  return found.rows;
};
/** The XML of the first sheet. */
const xmlOf = async (content: Buffer) => {
  const opened = await openPackage(content);
  if ('errors' in opened) throw new Error(opened.errors[0]!.code);
  const part = (path: string) => Buffer.from(opened.parts[path]!).toString();
  return { sheet: part('xl/worksheets/sheet1.xml'), styles: part('xl/styles.xml') };
};

describe('PF-15 a table as a workbook', () => {
  test('is read back as it was written, typed, by the clock of the tenant', async () => {
    const [head, first] = await read(await write([row()]));
    expect(head!.cells.map(({ value }) => value)).toEqual(['姓名', '金额', '日期', '时间', '数']);
    expect(first).toEqual({ row: 2, cells: [{ kind: 'text', value: '李桂兰' }, { kind: 'number', value: 126.4 }, { kind: 'date', value: '2026-11-28' }, { kind: 'time', value: '2026-11-28T00:30:05' }, { kind: 'number', value: 3 }] });
    const { styles } = await xmlOf(await write([row()]));
    for (const format of ['#,##0.00', 'yyyy-mm-dd', 'yyyy-mm-dd hh:mm']) expect(styles).toMatch(new RegExp(`formatCode="${format.replace(/[.#]/g, '\\$&')}"|numFmtId="4"`));
  });

  test('no text becomes a formula, in a sheet or in a CSV', async () => {
    const planted = ['=cmd|\' /C calc\'!A0', '+1', '-1', '@SUM(1)', '\t=1', '\r=1'];
    const content = await write(planted.map((name) => row({ name })));
    expect((await xmlOf(content)).sheet).not.toMatch(/<f[\s>]/);
    expect((await xmlOf(content)).sheet).toContain('&apos;=cmd|');
    expect((await read(content)).slice(1).map(({ cells }) => cells[0])).toEqual(planted.map((value) => ({ kind: 'text', value: value.replace('\r', '\n') })));
    const csv = (await buffer(books.writeCsv(COLUMNS.slice(0, 2), planted.map((name) => row({ name })), OPTIONS))).toString();
    expect(csv).toBe(['\ufeff姓名,金额', `'=cmd|' /C calc'!A0,126.40`, `'+1,126.40`, `'-1,126.40`, `'@SUM(1),126.40`, `'\t=1,126.40`, `"'\n=1",126.40`, ''].join('\r\n'));
  });

  test('rows are taken as the bytes are, and the source is left when the reader goes', async () => {
    let asked = 0;
    let left = false;
    async function* endless() {
      try {
        for (;;) yield row({ name: `${(asked += 1)}`, n: Math.sin(asked) });
      } finally {
        left = true;
      }
    }
    const stream = books.writeTable(COLUMNS, endless(), OPTIONS);
    for await (const bytes of stream) if ((bytes as Buffer).length) break;
    await new Promise<void>((done) => { if (stream.closed) done(); else stream.once('close', done); });
    expect(asked).toBeLessThan(100_000);
    expect(left).toBe(true);
    expect(await read(await write([row()]))).toHaveLength(2);
  });

  test('a source that fails is the failure of its own stream', async () => {
    async function* broken() {
      yield row();
      throw new Error('the database is gone');
    }
    await expect(write(broken())).rejects.toThrow('the database is gone');
    await expect(buffer(books.writeCsv(COLUMNS, broken(), OPTIONS))).rejects.toThrow('the database is gone');
    await expect(write([row({ price: '1.234' })])).rejects.toThrow('not an amount');
  });

  test('several at once, more than there are threads, do not mix', async () => {
    const made = await Promise.all(Array.from({ length: 9 }, (_, i) => write(Array.from({ length: 150 }, () => row({ name: `表${i}` })))));
    for (const [i, content] of made.entries()) {
      const names = (await read(content)).slice(1).map(({ cells }) => cells[0]!.value);
      expect([names.length, new Set(names)]).toEqual([150, new Set([`表${i}`])]);
    }
  });
});

describe('PF-15 a form as a workbook', () => {
  test('has the cells of the form, merged, money and days as numbers', async () => {
    const content = await books.writeForm(followUpForm());
    const cells = (await read(content)).flatMap(({ cells: all }) => all).filter(({ kind }) => kind !== 'empty');
    const values = cells.map(({ value }) => value);
    for (const value of ['租售业务手续办理跟进表', 'vkwy7.5.1-j03-02-f1', '宏远物业租售中心', '■买卖　□租赁', 1_268_000, '2026-11-26', '2026-11-27T00:20:00', '+86 138 0000 1234', '合计', 7_953]) expect(values).toContain(value);
    const { sheet } = await xmlOf(content);
    expect(sheet.match(/<mergeCell /g)!.length).toBeGreaterThan(20);
    expect(sheet).toMatch(/<pageSetup[^>]*paperSize="9"[^>]*orientation="portrait"/);
    expect(sheet).toContain('&amp;R第 &amp;P 页　共 &amp;N 页');
  });

  test('PB-5 is refused without its title', async () => {
    await expect(books.writeForm(followUpForm({ title: 'Form' }))).rejects.toMatchObject({ options: { clause: 'PB-5', code: 'form_title' } });
  });
});

describe('PF-15 reading a workbook of somebody else', () => {
  const book = (xml: string, more = {}) => zipOf(bookParts([{ name: '表', xml }], more));

  test('strings shared, rich and in place, numbers, days, booleans, errors and gaps are what they are', async () => {
    const xml = `<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>1</v></c><c r="D2" t="inlineStr"><is><t>在此</t></is></c><c r="E2"><v>1.5</v></c><c r="F2" s="1"><v>46354</v></c><c r="G2" s="2"><v>46354.354166666664</v></c><c r="H2" t="b"><v>1</v></c><c r="I2" t="e"><v>#REF!</v></c></row><row r="4"/>`;
    expect(await read(book(xml, { strings: ['<t>甲&amp;乙</t>', '<r><t>富</t></r><r><rPr><b/></rPr><t>文本</t></r>'] }))).toEqual([{
      row: 2, cells: [{ kind: 'text', value: '甲&乙' }, { kind: 'text', value: '富文本' }, { kind: 'empty', value: null }, { kind: 'text', value: '在此' }, { kind: 'number', value: 1.5 }, { kind: 'date', value: '2026-11-28' }, { kind: 'time', value: '2026-11-28T08:30:00' }, { kind: 'boolean', value: true }, { kind: 'error', value: '#REF!' }],
    }]);
  });

  test('a shared string is its runs without their reading aid, as it was typed; one that is not there is damage', async () => {
    const cells = (count: number) => `<row r="1">${Array.from({ length: count }, (_, i) => `<c r="${String.fromCharCode(65 + i)}1" t='s'><v>${i}</v></c>`).join('')}</row>`;
    const long = '长'.repeat(600);
    const strings = ['<t xml:space="preserve"> 两\r\n行 </t>', '<r><t>东</t></r><rPh sb="0" eb="1"><t>とう</t></rPh><r><t>京</t></r><phoneticPr fontId="1"/>', '<t/>', '<t>_x0041_&#x6881;&lt;si&gt;</t>', `<t>${long}</t>`, '<t>尾</t>'];
    expect((await read(book(cells(6), { strings })))[0]!.cells.map(({ value }) => value)).toEqual([' 两\n行 ', '东京', null, 'A梁<si>', long, '尾']);
    expect(await read(book(cells(1), { strings: ['<t></t>'] }))).toEqual([]);
    for (const wrong of [book(cells(2), { strings: ['<t>甲</t>'] }), book(cells(1)), book(cells(1), { strings: ['<t><![CDATA[甲]]></t>'] })]) expect(await books.readWorkbook(wrong, LIMITS)).toMatchObject({ errors: [{ code: 'damaged' }] });
  });

  test('days count from 1904 where the workbook says so', async () => {
    expect((await read(book('<row r="1"><c r="A1" s="1"><v>44892</v></c></row>', { bookProperties: '<workbookPr date1904="1"/>' })))[0]!.cells).toEqual([{ kind: 'date', value: '2026-11-28' }]);
  });

  test('a formula is its own text; the result that it brings is not believed', async () => {
    const xml = '<row r="1"><c r="A1"><f>SUM(B1:C1)</f><v>999</v></c><c r="B1" t="str"><f>HYPERLINK("http://x")</f><v>点我</v></c><c r="C1"><f t="shared" ref="C1:C2" si="0">A1*2</f><v>1</v></c></row><row r="2"><c r="C2"><f t="shared" si="0"/><v>1</v></c></row>';
    const [first, second] = await read(book(xml));
    expect(first!.cells).toEqual(['=SUM(B1:C1)', '=HYPERLINK("http://x")', '=A1*2'].map((value) => ({ kind: 'text', value, formula: true })));
    expect(second!.cells[2]).toMatchObject({ kind: 'text', value: expect.stringMatching(/^=/), formula: true });
  });

  test('merged, validated and formatted ranges of the whole sheet cost nothing', async () => {
    const all = 'A1:XFD1048576';
    const xml = `<cols><col min="1" max="16384" width="9"/></cols><sheetData><row r="1048576"><c r="A1048576" t="str"><v>底</v></c></row></sheetData><mergeCells><mergeCell ref="${all}"/></mergeCells><conditionalFormatting sqref="${all}"><cfRule type="expression" priority="1"><formula>1</formula></cfRule></conditionalFormatting><dataValidations><dataValidation type="list" sqref="${all}"><formula1>"a"</formula1></dataValidation></dataValidations>`;
    expect(await read(book(xml))).toEqual([{ row: 1_048_576, cells: [{ kind: 'text', value: '底' }] }]);
  });

  test('too many rows and cells are refused; a cell far to the right counts with those before it', async () => {
    const rows = (count: number) => Array.from({ length: count }, (_, i) => `<row r="${i + 1}"><c r="A${i + 1}"><v>1</v></c></row>`).join('');
    expect(await read(book(`${rows(10)}<row r="900"><c r="A900" s="1"/></row>`), { maxRows: 10, maxCells: 10 })).toHaveLength(10);
    expect(await books.readWorkbook(book(rows(11)), { maxRows: 10, maxCells: 100 })).toEqual({ errors: [{ sheet: '表', row: 0, column: '', code: 'too_many_rows', message: { zh: '最多 10 行', en: 'at most 10 rows' } }] });
    expect(await books.readWorkbook(book('<row r="1"><c r="XFD1"><v>1</v></c></row>'), { maxRows: 10, maxCells: 16_383 })).toMatchObject({ errors: [{ code: 'too_many_cells' }] });
    expect(await books.readWorkbook(book('<row r="1"><c r="AAAAAAA1"><v>1</v></c></row>'), LIMITS)).toMatchObject({ errors: [{}] });
  });

  test.each(['<row r="1"><c r="A1"', '<sheetData><row r="1"></sheetData></row>', 'kein XML'])('XML that is none (%s) is damage, not a fault of ours', async (xml) => {
    const found = await books.readWorkbook(book(xml), LIMITS);
    if ('errors' in found) expect(found.errors).toMatchObject([{ code: 'damaged' }]);
    else expect(found.rows).toEqual([]);
  });

  test.each([[new ThreadTimeout('30 s'), 'too_heavy'], [Object.assign(new Error('heap'), { code: 'ERR_WORKER_OUT_OF_MEMORY' }), 'too_heavy'], [new SyntaxError('XML'), 'damaged']])('a thread that ends with %s is told as %s', async (error, code) => {
    const ended = { converse: () => ({ ask: () => Promise.reject(error), close: () => undefined }) } as unknown as Threads;
    expect(await readSheet(ended, { sheet: '表', parts: {}, strings: await SharedStrings.of() }, LIMITS)).toMatchObject({ errors: [{ sheet: '表', row: 0, code }] });
  });

  test('a long sheet comes in pieces that are the whole; limits count over all of them', async () => {
    const count = 12_000;
    const rows = Array.from({ length: count }, (_, i) => `<row r="${i + 1}"><c r="A${i + 1}" t="s"><v>${i % 2}</v></c><c r="B${i + 1}" t="inlineStr"><is><t>第${i}行，${'字'.repeat(20)}</t></is></c></row>`).join('');
    const long = book(`<cols><col min="1" max="2" width="9"/></cols><sheetData>${rows}</sheetData><mergeCells><mergeCell ref="A1:B1"/></mergeCells>`, { strings: ['<t>甲</t>', '<t>乙</t>'] });
    const pieces = async (content: Buffer, limits: { maxRows: number; maxCells: number }) => {
      const found = [];
      for await (const piece of books.readPieces(content, limits)) found.push('errors' in piece ? piece.errors.map(({ code, message }) => `${code}: ${message.en}`).join() : piece.rows);
      return found;
    };
    const whole = await books.readWorkbook(long, { maxRows: count, maxCells: count * 2 });
    const read = await pieces(long, { maxRows: count, maxCells: count * 2 });
    expect(read.length).toBeGreaterThan(3);
    expect(read.flat()).toEqual('rows' in whole && whole.rows);
    expect((await pieces(long, { maxRows: count - 1, maxCells: count * 2 })).at(-1)).toBe('too_many_rows: at most 11999 rows');
    expect((await pieces(long, { maxRows: count, maxCells: count * 2 - 1 })).at(-1)).toBe('too_many_cells: at most 23999 cells');
    expect(await pieces(book(''), LIMITS)).toEqual([[]]);
    expect(await pieces(book(rows.slice(0, -40)), { maxRows: count, maxCells: count * 2 })).toContain('damaged: the file is incomplete or damaged');
    expect(await pieces(zipOf(bookParts([{ name: '表', xml: rows }], { strings: ['<t>甲</t>', '<t>乙</t>'] }).map((part) => (/sheet1/.test(part.path) ? { ...part, says: 900_000 } : part))), { maxRows: count, maxCells: count * 2 })).toContain('inflates_too_far: the file inflates further than it says');
  });

  test('what is wrong with a file becomes a refusal that names sheet, row and column', async () => {
    const { errors } = mapRows({ n: { zh: '数', en: 'n', kind: 'number' } }, { sheet: '表', rows: [{ row: 1, cells: [{ kind: 'text', value: '数' }] }, { row: 7, cells: [{ kind: 'text', value: 'x' }] }] }, { zone: 'UTC' });
    expect(workbookProblem(errors).options).toMatchObject({ status: 400, clause: 'PF-15', errors: [{ field: 'file', code: 'number', message: { zh: '表 第 7 行“数”：应是数字', en: '表 row 7 "数": should be a number' } }] });
  });
});
