import { buffer as gathered } from 'node:stream/consumers';
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import type { Text } from '@luyue/platform';
import { sheetPieces } from './long-sheet.ts';
import { SharedStrings } from './shared-strings.ts';
import { decoded } from './xml-text.ts';

/** What is wrong with a file, and where: plain data that a room turns into a refusal. `row` counts from 1; 0 is the file or the sheet as a whole. */
export interface WorkbookError { sheet: string; row: number; column: string; code: string; message: Text }

/** The parts of a workbook that reading one sheet needs, inflated, and the strings that its cells point at. */
export interface OpenedPackage { sheet: string; parts: Record<string, Uint8Array>; strings: SharedStrings }
type Errors = { errors: WorkbookError[] };

// A sheet of 10 000 rows and 25 columns has about 12 MB of XML, and is about what the reading thread's memory holds.
const MAX_ENTRIES = 2_000;
const MAX_INFLATED = 64 * 1_048_576;
/** Deflate reaches 1 : 1 032; the XML of real sheets stays under 1 : 60. */
const MAX_RATIO = 150;
/** Small parts may pack as well as they like; those that describe the package are small. */
const SMALL = 1_048_576;

const [TYPES, WORKBOOK, WORKBOOK_RELS, STYLES, STRINGS] = ['[Content_Types].xml', 'xl/workbook.xml', 'xl/_rels/workbook.xml.rels', 'xl/styles.xml', 'xl/sharedStrings.xml'] as const;

class BadPackage extends Error {
  constructor(readonly code: string, readonly text: Text) {
    super(text.en);
  }
}
const bad = (code: string, zh: string, en: string): never => { throw new BadPackage(code, { zh, en }); };
const NOT_XLSX = ['这不是 Excel 工作簿（.xlsx）', 'this is no Excel workbook (.xlsx)'] as const;
const damaged = (): never => bad('damaged', '文件不完整或已损坏', 'the file is incomplete or damaged');

/**
 * Opens an xlsx file by its content and picks one sheet: the named one, else the first that is not hidden. Refuses other formats, macros, and packages whose
 * parts say, or turn out, to be larger than a workbook is; nothing is inflated before what the whole package says of itself has been checked.
 */
export async function openPackage(content: Buffer, sheet?: string): Promise<OpenedPackage | Errors> {
  try {
    const { name, path, xml, parts, strings } = await open(content, sheet);
    return { sheet: name, parts: { ...parts, [path]: withoutType(await gathered(xml)) }, strings };
  } catch (error) {
    return refusal(error, sheet);
  }
}

/** The same sheet in pieces, each a package of its own, inflated as they are asked for. Ends with what is wrong, where something is: of the sheet itself it shows on the way. */
export async function* openPieces(content: Buffer, sheet?: string): AsyncGenerator<OpenedPackage | Errors> {
  try {
    const { name, path, xml, parts, strings } = await open(content, sheet);
    for await (const piece of sheetPieces(xml)) yield { sheet: name, parts: { ...parts, [path]: withoutType(piece) }, strings };
  } catch (error) {
    yield refusal(error, sheet);
  }
}

function refusal(error: unknown, sheet = ''): Errors {
  if (!(error instanceof BadPackage)) throw error;
  return { errors: [{ sheet, row: 0, column: '', code: error.code, message: error.text }] };
}

/** Excel writes no document type; one is there to make a reader expand entities. */
const withoutType = (part: Buffer): Buffer => (part.subarray(0, 4_096).includes('<!DOCTYPE') ? damaged() : part);

interface Opened { name: string; path: string; /** The sheet as it is inflated, once. */ xml: AsyncIterable<Buffer>; parts: Record<string, Uint8Array>; strings: SharedStrings }

async function open(content: Buffer, wanted?: string): Promise<Opened> {
  const magic = content.subarray(0, 4).toString('latin1');
  if (magic === '\u00d0\u00cf\u0011\u00e0') bad('not_xlsx', '这是旧格式（.xls）或加了密码的文件，请另存为不带密码的 .xlsx', 'this is an old .xls file or one with a password; save it as .xlsx without one');
  if (magic !== 'PK\u0003\u0004') bad('not_xlsx', ...NOT_XLSX);
  const zip = await fromBufferPromise(content, { lazyEntries: true, autoClose: false, strictFileNames: true, validateEntrySizes: true }).catch(damaged);
  const entries = await entriesOf(zip);
  const inflate = async (path: string): Promise<Buffer | undefined> => {
    const entry = entries.get(path);
    return entry && withoutType(await gathered(inflated(zip, entry)));
  };
  const described = async (path: string): Promise<Buffer> => ((entries.get(path)?.uncompressedSize ?? 0) > SMALL ? damaged() : (await inflate(path)) ?? bad('not_xlsx', ...NOT_XLSX));
  const types = (await described(TYPES)).toString();
  if (/macroEnabled|vbaProject|macrosheet/i.test(types) || [...entries.keys()].some((path) => /(^|\/)vbaProject\.bin$|^xl\/macrosheets\//i.test(path))) bad('macros', '文件里有宏，请另存为不带宏的 .xlsx', 'the file has macros; save it as .xlsx without them');
  if (!/spreadsheetml\.sheet\.main\+xml/.test(types)) bad('not_xlsx', ...NOT_XLSX);
  const [book, rels, styles] = [await described(WORKBOOK), await described(WORKBOOK_RELS), await inflate(STYLES)];
  const { name, path } = sheetOf(book.toString(), rels.toString(), wanted);
  const entry = entries.get(path) ?? damaged();
  return { name, path, xml: inflated(zip, entry), parts: { [WORKBOOK]: book, [WORKBOOK_RELS]: rels, ...(styles && { [STYLES]: styles }) }, strings: await SharedStrings.of(await inflate(STRINGS)) };
}

/** All entries by path, once it is known that together they are no larger than a workbook may be. */
async function entriesOf(zip: ZipFile): Promise<Map<string, Entry>> {
  if (zip.entryCount > MAX_ENTRIES) bad('too_many_parts', `文件里的部件太多（${zip.entryCount} 个）`, `the file has too many parts (${zip.entryCount})`);
  const entries = new Map<string, Entry>();
  let inflated = 0;
  try {
    for await (const entry of zip.eachEntry()) {
      entries.set(entry.fileName, entry);
      inflated += entry.uncompressedSize;
      if (entry.isEncrypted()) bad('encrypted', '文件加了密码，请去掉密码再传', 'the file has a password; remove it first');
      if (inflated > MAX_INFLATED || (entry.uncompressedSize > SMALL && entry.uncompressedSize > entry.compressedSize * MAX_RATIO)) bad('inflates_too_far', '文件解压后过大', 'the file inflates too far');
    }
  } catch (error) {
    if (error instanceof BadPackage) throw error;
    damaged();
  }
  return entries;
}

/** The bytes of a part. Ends with an error where they are more, or fewer, than the package said. */
async function* inflated(zip: ZipFile, entry: Entry): AsyncGenerator<Buffer> {
  try {
    yield* (await zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>;
  } catch (error) {
    if (/too many bytes/.test((error as Error).message)) bad('inflates_too_far', '文件解压后比它自己说的大', 'the file inflates further than it says');
    damaged();
  }
}

const attribute = (tag: string, name: string): string => decoded(new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag)?.slice(1).find((value) => value !== undefined) ?? '');
const tags = (xml: string, name: string): string[] => xml.match(new RegExp(`<(?:\\w+:)?${name}\\s[^>]*>`, 'g')) ?? [];

function sheetOf(book: string, rels: string, wanted: string | undefined): { name: string; path: string } {
  const targets = new Map(tags(rels, 'Relationship').map((tag) => [attribute(tag, 'Id'), attribute(tag, 'Target')]));
  const sheets = tags(book, 'sheet').map((tag) => ({ name: attribute(tag, 'name'), hidden: /hidden/i.test(attribute(tag, 'state')), target: targets.get(attribute(tag, '\\w+:id')) ?? '' }));
  const found = wanted === undefined ? sheets.find(({ hidden }) => !hidden) : sheets.find(({ name }) => name === wanted);
  if (found) return { name: found.name, path: found.target.startsWith('/') ? found.target.slice(1) : `xl/${found.target}` };
  const names = sheets.map(({ name }) => name);
  return wanted === undefined ? damaged() : bad('no_sheet', `没有叫“${wanted}”的工作表，有的是：${names.join('、')}`, `there is no sheet "${wanted}"; there are: ${names.join(', ')}`);
}
