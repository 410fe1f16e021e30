const [OPEN, ROW, CLOSE, END] = ['<sheetData>', '</row>', '</sheetData>', '</sheetData></worksheet>'].map((text) => Buffer.from(text)) as [Buffer, Buffer, Buffer, Buffer];

/** Bytes of a piece, about: what a reader makes of them is some tens of times as much. */
const PIECE = 128 * 1_024;

/**
 * A sheet, as it is inflated, in pieces of whole rows, each a sheet of its own, so that whoever reads it needs memory for one piece. A sheet that is written otherwise than spreadsheets
 * do is one piece.
 */
export async function* sheetPieces(xml: AsyncIterable<Buffer>, most = PIECE): AsyncGenerator<Buffer> {
  let head: Buffer | undefined;
  let held: Buffer[] = [];
  let [size, enough] = [0, most];
  for await (const chunk of xml) {
    held.push(chunk);
    size += chunk.length;
    if (size < enough) continue;
    let rest = Buffer.concat(held);
    const begin = head ? -1 : rest.indexOf(OPEN);
    if (begin >= 0) [head, rest] = [rest.subarray(0, begin + OPEN.length), rest.subarray(begin + OPEN.length)];
    const close = rest.indexOf(CLOSE);
    const last = head ? rest.lastIndexOf(ROW, close < 0 ? rest.length : close) : -1;
    if (head && last >= 0) {
      yield Buffer.concat([head, rest.subarray(0, last + ROW.length), END]);
      rest = rest.subarray(last + ROW.length);
    }
    // Where no row ends it is not looked at again before it has doubled.
    [held, size, enough] = [[rest], rest.length, last < 0 ? size * 2 : most];
  }
  yield Buffer.concat(head ? [head, ...held] : held);
}
