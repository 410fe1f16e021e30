import { Readable } from 'node:stream';
import { sheetPieces } from './long-sheet.ts';

const rows = ['<row r="1"><c/></row>', '<row r="2"><c/></row>', '<row r="3"/>', '<row r="4"><c/></row>'];
const [HEAD, TAIL] = ['<worksheet><cols/><sheetData>', '</sheetData><mergeCells/></worksheet>'];
const piecesOf = async (xml: string, chunk: number, most: number) => {
  const bytes = Buffer.from(xml);
  const chunks = Array.from({ length: Math.ceil(bytes.length / chunk) }, (_, i) => bytes.subarray(i * chunk, (i + 1) * chunk));
  const pieces: string[] = [];
  for await (const piece of sheetPieces(Readable.from(chunks), most)) pieces.push(piece.toString());
  return pieces;
};

test.each([1, 7, 40, 1_000])('pieces are sheets of whole rows, however the bytes come (%i at a time)', async (chunk) => {
  for (const most of [1, 30, 60, 10_000]) {
    const pieces = await piecesOf(HEAD + rows.join('') + TAIL, chunk, most);
    for (const piece of pieces) expect(piece).toMatch(/^<worksheet><cols\/><sheetData>(<row r="\d"(\/>|><c\/><\/row>))*<\/sheetData>(<mergeCells\/>)?<\/worksheet>$/);
    expect(pieces.flatMap((piece) => piece.match(/<row.*?(?:\/row>|"\/>)/g) ?? [])).toEqual(rows);
  }
  expect((await piecesOf(HEAD + rows.join('') + TAIL, 7, 60)).length).toBeGreaterThan(1);
});

test('a sheet that is written otherwise is one piece', async () => {
  for (const xml of ['<x:worksheet><x:sheetData><x:row/></x:sheetData></x:worksheet>', '<worksheet><sheetData/></worksheet>', '']) expect(await piecesOf(xml, 5, 10)).toEqual([xml]);
});
