// Renders forms in a worker thread. Plain JavaScript, because a thread has no test runner around it that compiles; what it is given is made in TypeScript.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as fontkit from 'fontkit';
import pdfmake from 'pdfmake';

const require = createRequire(import.meta.url);
const read = (path) => readFileSync(require.resolve(`@expo-google-fonts/noto-sans-sc/${path}`));

// Once per thread: the files are 10 MB each.
const regular = read('400Regular/NotoSansSC_400Regular.ttf');
const known = new Set(fontkit.create(regular).characterSet);
pdfmake.virtualfs.writeFileSync('regular.ttf', regular);
pdfmake.virtualfs.writeFileSync('medium.ttf', read('500Medium/NotoSansSC_500Medium.ttf'));
pdfmake.setFonts({ NotoSansSC: { normal: 'regular.ttf', bold: 'medium.ttf' } });
// A form brings no pictures and no addresses; nothing outside is ever read.
pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy(() => false);
const lines = { hLineWidth: () => 0.75, vLineWidth: () => 0.75, paddingLeft: () => 4, paddingRight: () => 4 };
pdfmake.setTableLayouts({ form: { ...lines, paddingTop: () => 4, paddingBottom: () => 4 }, dense: { ...lines, paddingTop: () => 2, paddingBottom: () => 2 } });

/** Control characters, and marks that nobody sees: they have no glyph and need none. */
const UNSEEN = /^[\p{Cc}\p{Cf}\p{Variation_Selector}]$/u;

/**
 * A text that the font can print. A font leaves out what it lacks without a word; here its plainer form stands in its place, or else the mark that printers
 * use for a missing character, with the code point by which it can be looked up.
 */
function printable(text, missing) {
  return Array.from(text, (character) => {
    if (character === '\n' || known.has(character.codePointAt(0))) return character;
    if (character === '\t') return ' ';
    if (UNSEEN.test(character)) return '';
    const plain = character.normalize('NFKC');
    if (Array.from(plain).every((each) => known.has(each.codePointAt(0)))) return plain;
    missing.add(character);
    return `〓[U+${character.codePointAt(0).toString(16).toUpperCase()}]`;
  }).join('');
}

/** A copy of a node with every text made printable. */
function prepared(node, missing) {
  if (Array.isArray(node)) return node.map((each) => prepared(each, missing));
  if (node === null || typeof node !== 'object') return node;
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, key === 'text' && typeof value === 'string' ? printable(value, missing) : prepared(value, missing)]));
}

/** pdfmake changes the nodes that it is given, so every page gets its own. */
function numbered(node, page, pages) {
  if (Array.isArray(node)) return node.map((each) => numbered(each, page, pages));
  if (node === null || typeof node !== 'object') return node;
  const { pageOf, ...rest } = node;
  return pageOf ? { ...rest, text: `第 ${page} 页　共 ${pages} 页` } : Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, numbered(value, page, pages)]));
}

/**
 * @param {import('./form-definition.ts').PdfDefinition} definition
 * @returns {Promise<{pdf: Uint8Array, missing: string[]}>} `missing`: characters that the font lacks, each once
 */
export async function renderForm(definition) {
  const missing = new Set();
  const { headers, footer, content, ...rest } = prepared(definition, missing);
  const pdf = await pdfmake.createPdf({
    ...rest, content, defaultStyle: { font: 'NotoSansSC', fontSize: 10 },
    header: (page) => numbered(page === 1 ? headers.first : headers.later, page),
    footer: (page, pages) => numbered(footer, page, pages),
  }).getBuffer();
  return { pdf, missing: [...missing] };
}
