import type { OpenedPackage } from './package.ts';

const [OPEN, ROW, CLOSE] = ['<sheetData>', '</row>', '</sheetData>'].map((tag) => Buffer.from(tag));

/**
 * The same sheet in pieces of so many rows, each a package of its own, so that whoever reads it needs memory for one piece. A sheet that is written otherwise than spreadsheets
 * do is one piece.
 */
export function* sheetPieces({ sheet, parts }: OpenedPackage, rows: number): Generator<OpenedPackage> {
  const path = Object.keys(parts).find((name) => /worksheets\//i.test(name));
  const xml = path ? Buffer.from(parts[path]!.buffer, parts[path]!.byteOffset, parts[path]!.byteLength) : Buffer.alloc(0);
  const [from, to] = [xml.indexOf(OPEN!), xml.lastIndexOf(CLOSE!)];
  if (!path || from < 0 || to < from) {
    yield { sheet, parts };
    return;
  }
  const [head, tail] = [xml.subarray(0, from + OPEN!.length), xml.subarray(to)];
  for (let at = from + OPEN!.length; at < to;) {
    let end = at;
    for (let n = 0; n < rows; n += 1) {
      const next = xml.indexOf(ROW!, end);
      if (next < 0 || next >= to) {
        end = to;
        break;
      }
      end = next + ROW!.length;
    }
    yield { sheet, parts: { ...parts, [path]: Buffer.concat([head, xml.subarray(at, end), tail]) } };
    at = end;
  }
}
