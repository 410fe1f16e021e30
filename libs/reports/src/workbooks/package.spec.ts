import { openPackage } from './package.ts';
import { bookParts, type ZipPart, zipOf } from './zip.harness.ts';

const sheet = { name: '客户', xml: '<row r="1"><c r="A1" t="str"><v>甲</v></c></row>' };
const parts = (...more: ZipPart[]) => [...bookParts([sheet]), ...more];
const changed = (path: string, change: Partial<ZipPart>) => bookParts([sheet]).map((part) => (part.path === path ? { ...part, ...change } : part));
const verdict = async (content: Buffer, name?: string) => {
  const opened = await openPackage(content, name);
  return 'errors' in opened ? opened.errors.map(({ code, message }) => `${code}: ${message.zh}`).join() : opened.sheet;
};

describe('PF-15 a workbook is what its content says', () => {
  test('an xlsx opens, with the parts that its sheet needs and no others', async () => {
    const opened = await openPackage(zipOf(parts({ path: 'xl/media/image1.png', content: 'x' })));
    expect(opened).toMatchObject({ sheet: '客户' });
    expect(Object.keys('parts' in opened ? opened.parts : {})).toEqual(['xl/workbook.xml', 'xl/_rels/workbook.xml.rels', 'xl/styles.xml', 'xl/worksheets/sheet1.xml']);
  });

  test.each([
    ['nothing', Buffer.alloc(0), 'not_xlsx'],
    ['a CSV with another name', Buffer.from('姓名,电话\n李桂兰,139'), 'not_xlsx'],
    ['an old .xls, or one with a password', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'not_xlsx: 这是旧格式（.xls）或加了密码的文件'],
    ['a zip of something else', zipOf([{ path: 'a.txt', content: 'x' }]), 'not_xlsx'],
    ['a Word document', zipOf(changed('[Content_Types].xml', { content: '<Types><Override ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>' })), 'not_xlsx'],
    ['half a file', zipOf(parts()).subarray(0, 700), 'damaged'],
    ['a workbook without its sheet', zipOf(bookParts([sheet]).slice(0, -1)), 'damaged'],
    ['a part with a password', zipOf(changed('xl/styles.xml', { encrypted: true })), 'encrypted'],
    ['a path that leaves the package', zipOf(parts({ path: '../../etc/passwd', content: 'x' })), 'damaged'],
    ['a document type', zipOf(changed('xl/worksheets/sheet1.xml', { content: '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet/>' })), 'damaged'],
  ])('%s is refused', async (_what, content, code) => {
    expect(await verdict(content)).toMatch(new RegExp(`^${code.replace(/[.()]/g, '\\$&')}`));
  });

  test.each([
    ['by its type', changed('[Content_Types].xml', { content: '<Types><Override ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>' })],
    ['by a project inside', parts({ path: 'xl/vbaProject.bin', content: 'x' })],
    ['by a sheet of Excel 4 macros', parts({ path: 'xl/macrosheets/sheet1.xml', content: 'x' })],
  ])('macros are refused, told %s', async (_how, made) => {
    expect(await verdict(zipOf(made))).toBe('macros: 文件里有宏，请另存为不带宏的 .xlsx');
  });
});

describe('PF-15 a file that would inflate without end', () => {
  const megabyte = Buffer.alloc(1_048_576, 'a');

  test('is refused by what it says of itself, before anything is inflated', async () => {
    expect(await verdict(zipOf(parts({ path: 'xl/x.bin', content: 'x', says: 65 * 1_048_576 })))).toMatch(/^inflates_too_far: 文件解压后过大/);
    expect(await verdict(zipOf(parts(...Array.from({ length: 5 }, (_, i) => ({ path: `xl/x${i}.bin`, content: Buffer.alloc(200_000, Buffer.from(Array.from({ length: 251 }, (__, j) => (j * 97 + i) % 256))), says: 20 * 1_048_576 })))))).toMatch(/^inflates_too_far/);
  });

  test('is refused by its ratio', async () => {
    expect(await verdict(zipOf(parts({ path: 'xl/x.bin', content: Buffer.concat([megabyte, megabyte]) })))).toMatch(/^inflates_too_far/);
  });

  test('is refused by its number of parts', async () => {
    expect(await verdict(zipOf(parts(...Array.from({ length: 2_000 }, (_, i) => ({ path: `x${i}`, content: '' })))))).toMatch(/^too_many_parts/);
  });

  test('is refused where it inflates further than it says', async () => {
    expect(await verdict(zipOf(changed('xl/worksheets/sheet1.xml', { content: megabyte, says: 1_000 })))).toBe('inflates_too_far: 文件解压后比它自己说的大');
    expect(await verdict(zipOf(changed('xl/workbook.xml', { content: megabyte, says: 1_000 })))).toMatch(/^inflates_too_far/);
    expect(await verdict(zipOf(changed('xl/worksheets/sheet1.xml', { content: 'abc', says: 1_000 })))).toMatch(/^damaged/);
  });
});

describe('PF-15 which sheet', () => {
  const book = zipOf(bookParts([{ ...sheet, name: '说明', state: 'hidden' }, { ...sheet, name: 'A&amp;B &#30002;' }, sheet]));

  test('the first that people see, or the one that is named', async () => {
    expect(await verdict(book)).toBe('A&B 甲');
    expect(await verdict(book, '客户')).toBe('客户');
    expect(await verdict(book, '说明')).toBe('说明');
  });

  test('one that is not there is refused with those that are', async () => {
    expect(await verdict(book, '成交')).toBe('no_sheet: 没有叫“成交”的工作表，有的是：说明、A&B 甲、客户');
  });
});
