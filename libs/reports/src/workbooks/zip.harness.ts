import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipPart { path: string; content: string | Buffer; /** What the package says the part inflates to, where that is a lie. */ says?: number; encrypted?: boolean }

/** A zip package byte by byte, so that it can lie about itself. */
export function zipOf(parts: ZipPart[]): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const { path, content, says, encrypted = false } of parts) {
    const raw = Buffer.from(content);
    const [name, packed] = [Buffer.from(path), deflateRawSync(raw)];
    const shared = Buffer.alloc(26);
    [20, encrypted ? 0x801 : 0x800, 8, 0, 0x5821].forEach((value, i) => shared.writeUInt16LE(value, i * 2));
    shared.writeUInt32LE(crc32(raw), 10);
    shared.writeUInt32LE(packed.length, 14);
    shared.writeUInt32LE(says ?? raw.length, 18);
    shared.writeUInt16LE(name.length, 22);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), shared, name, packed]);
    central.push(Buffer.from('PK\u0001\u0002\u0014\u0000', 'latin1'), shared, rest, name);
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 'latin1');
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}

const TYPES = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>';
const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

export interface BookSheet { name: string; state?: string; /** What stands in `<worksheet>`, or only the rows. */ xml: string }

/** The parts of a workbook with these sheets; a test changes, adds or takes away what it needs. */
export function bookParts(sheets: BookSheet[], more: { strings?: string[]; styles?: string; bookProperties?: string } = {}): ZipPart[] {
  return [
    { path: '[Content_Types].xml', content: TYPES },
    { path: 'xl/workbook.xml', content: `<workbook ${MAIN}>${more.bookProperties ?? ''}<sheets>${sheets.map(({ name, state }, i) => `<sheet name="${name}" sheetId="${i + 1}"${state ? ` state="${state}"` : ''} r:id="rId${i + 1}"/>`).join('')}</sheets></workbook>` },
    { path: 'xl/_rels/workbook.xml.rels', content: `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${sheets.map((_, i) => `<Relationship Id="rId${i + 1}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`).join('')}<Relationship Id="rIdS" Type="${RELATIONS}/styles" Target="styles.xml"/><Relationship Id="rIdT" Type="${RELATIONS}/sharedStrings" Target="sharedStrings.xml"/></Relationships>` },
    { path: 'xl/styles.xml', content: more.styles ?? `<styleSheet ${MAIN}><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/></cellXfs></styleSheet>` },
    ...(more.strings ? [{ path: 'xl/sharedStrings.xml', content: `<sst ${MAIN}>${more.strings.map((xml) => `<si>${xml}</si>`).join('')}</sst>` }] : []),
    ...sheets.map(({ xml }, i) => ({ path: `xl/worksheets/sheet${i + 1}.xml`, content: `<?xml version="1.0"?><worksheet ${MAIN}>${xml.includes('<sheetData') ? xml : `<sheetData>${xml}</sheetData>`}</worksheet>` })),
  ];
}
