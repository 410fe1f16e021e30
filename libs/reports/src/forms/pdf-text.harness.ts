import { inflateSync } from 'node:zlib';

/** The words on each page of a PDF of ours, in the order in which they are drawn: what a reader copies out of it. */
export function pagesOf(pdf: Buffer): string[] {
  const objects = new Map([...pdf.toString('latin1').matchAll(/^(\d+) 0 obj\n([\s\S]*?)\nendobj/gm)].map(([, id, body]) => [id!, body!]));
  const stream = (id: string): string => inflateSync(Buffer.from(objects.get(id)!.split('stream\n').slice(1).join('stream\n'), 'latin1')).toString('latin1');
  const reference = (body: string, key: string): string => new RegExp(`/${key} (\\d+) 0 R`).exec(body)![1]!;
  return [...objects.get(reference([...objects.values()].find((body) => body.includes('/Type /Catalog'))!, 'Pages'))!.matchAll(/(\d+) 0 R/g)]
    .map(([, id]) => objects.get(id!)!).filter((body) => /\/Type \/Page\n/.test(body))
    .map((page) => {
      const fonts = new Map([...objects.get(reference(page, 'Resources'))!.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name, id]) => [name!, lettersOf(stream(reference(objects.get(id!)!, 'ToUnicode')))]));
      return [...stream(reference(page, 'Contents')).matchAll(/\/(F\d+) [\d.]+ Tf|\[(.*?)\] TJ/g)].reduce(({ font, text }, [, name, codes]) => (name ? { font: name, text } : { font, text: text + spell(codes!, fonts.get(font)!) }), { font: '', text: '' }).text;
    });
}

/** Code of a glyph -> what it says, from the font's own table. */
const lettersOf = (map: string): string[] => [...map.matchAll(/\[(<.*?>)\]/g)].flatMap(([, list]) => [...list!.matchAll(/<(.*?)>/g)].map(([, hex]) => Buffer.from(hex!.replace(/\s/g, ''), 'hex').swap16().toString('utf16le')));

const spell = (codes: string, letters: string[]): string => [...codes.matchAll(/<(.*?)>/g)].flatMap(([, hex]) => hex!.match(/.{4}/g)!.map((code) => letters[parseInt(code, 16)] ?? '?')).join('');
