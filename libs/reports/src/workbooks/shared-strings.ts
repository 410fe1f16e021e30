import { setImmediate as othersFirst } from 'node:timers/promises';
import { decoded } from './xml-text.ts';

const ITEM = Buffer.from('<si');
/** What may follow the name of a tag: white space, a slash or its end. */
const AFTER_NAME = new Set([...' \t\r\n/>'].map((char) => char.charCodeAt(0)));
/** Strings that are counted before others have their turn. */
const AT_ONCE = 20_000;
/** Bytes of an item; what is longer is put together once, however many cells point at it. */
const LONG = 1_024;
/** How Excel writes a character that XML has no place for. */
const ESCAPED = /_x([\dA-F]{4})_/g;

/** The strings of a workbook, at which its cells point by number. They stay as bytes: only what is asked for becomes text. */
export class SharedStrings {
  private readonly long = new Map<number, string>();

  private constructor(private readonly xml: Buffer, private readonly starts: readonly number[]) {}

  /** @param xml the part, where the workbook has one */
  static async of(xml: Buffer = Buffer.alloc(0)): Promise<SharedStrings> {
    const starts: number[] = [];
    for (let at = xml.indexOf(ITEM); at >= 0; at = xml.indexOf(ITEM, at + ITEM.length)) {
      if (AFTER_NAME.has(xml[at + ITEM.length]!) && starts.push(at) % AT_ONCE === 0) await othersFirst();
    }
    return new SharedStrings(xml, starts);
  }

  /** The text, its runs put together. Throws for a number that stands for none. */
  text(number: number): string {
    const [from, to = this.xml.length] = this.starts.slice(number, number + 2);
    if (from === undefined || number < 0) throw new Error(`no shared string ${number}`);
    if (to - from <= LONG) return textOf(this.xml.toString('utf8', from, to));
    if (!this.long.has(number)) this.long.set(number, textOf(this.xml.toString('utf8', from, to)));
    return this.long.get(number)!;
  }
}

/** In one pass, since the file is a stranger's: what stands in `<t>`, outside of the reading aids in `<rPh>`. */
function textOf(item: string): string {
  let text = '';
  let aid = false;
  for (const part of item.split('<')) {
    const end = part.indexOf('>');
    const [tag] = part.slice(0, end).split(/\s/, 1);
    if (tag!.startsWith('!')) throw new Error('a shared string is written otherwise than spreadsheets do');
    if (tag === 'rPh' || tag === '/rPh') aid = tag === 'rPh';
    else if (tag === 't' && !aid) text += decoded(part.slice(end + 1));
  }
  return text.replace(/\r\n?/g, '\n').replace(ESCAPED, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
}
