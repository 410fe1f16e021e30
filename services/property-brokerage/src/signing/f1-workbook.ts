import type { FieldError, Text } from '@luyue/platform';
import { type FormField, type FormLayout, type ImportColumn, type ImportColumns, mapRows, type ReadCell, type ReadRow, type ReadSheet } from '@luyue/reports';
import { type Money, yuan } from '@luyue/kernel';
import type { Deal, DealParty } from '../deals/deal.entity.ts';

// F1 as a workbook that a shop fills in: the same layout is written and read, label by label, so that rows may be put in between.

/** Of the layout below; a workbook of another edition is not read, since its cells may mean something else. */
export const TEMPLATE_EDITION = 'F1-1';
const EDITION_LABEL = '模板版本';
const NOTES = '填写说明';
const PARTY_ROWS = 8;
const UTILITY_WORDS: Record<string, string> = { 燃气: 'gas', 有线电视: 'cable', 水: 'water', 电: 'power' };
const SIDE_WORDS = { 卖方: 'seller', 出租方: 'seller', 买方: 'buyer', 承租方: 'buyer' };
const ID_WORDS = { 身份证: 'id_card', 护照: 'passport', 营业执照: 'business_licence', 其他: 'other' };

interface Basic extends ImportColumn { field: string; span?: number }
/** The fields of the basics by the field of the request that they fill (PB-4.1a). */
const BASICS: Basic[] = [
  { field: 'business', zh: '业务类型', en: 'business', kind: 'choice', required: true, choices: { 买卖: 'sale', 租赁: 'lease' } }, { field: 'payment', zh: '付款方式', en: 'payment', kind: 'choice', choices: { 全款: 'full_payment', 按揭: 'mortgage' } },
  { field: 'contractNumber', zh: '合同编号', en: 'contract number', kind: 'text', required: true, max: 60 }, { field: 'signedAt', zh: '签订时间', en: 'signed at', kind: 'time', required: true },
  { field: 'city', zh: '城市', en: 'city', kind: 'text', required: true, max: 40 }, { field: 'title', zh: '房屋', en: 'property', kind: 'text', required: true, max: 80 },
  { field: 'property.address', zh: '地址', en: 'address', kind: 'text', required: true, max: 200, span: 2 }, { field: 'property.certificateNumber', zh: '产权证号', en: 'certificate number', kind: 'text', max: 60 },
  { field: 'property.areaSquareMetres', zh: '面积（㎡）', en: 'area', kind: 'number', min: 1, max: 1_000_000 }, { field: 'property.use', zh: '用途', en: 'use', kind: 'text', max: 30 }, { field: 'price', zh: '成交价（元）', en: 'price', kind: 'money', required: true },
  { field: 'commissionSeller', zh: '卖方佣金', en: 'commission of the seller', kind: 'money' }, { field: 'commissionBuyer', zh: '买方佣金', en: 'commission of the buyer', kind: 'money' }, { field: 'utilities', zh: '过户项目', en: 'utilities', kind: 'text', span: 2 },
];
const PARTY = {
  side: { zh: '身份', en: 'side', kind: 'choice', required: true, choices: SIDE_WORDS }, name: { zh: '姓名', en: 'name', kind: 'text', required: true, max: 100 }, idKind: { zh: '证件类型', en: 'kind of identity', kind: 'choice', required: true, choices: ID_WORDS },
  idNumber: { zh: '证件号码', en: 'identity number', kind: 'text', required: true, max: 40 }, phone: { zh: '电话', en: 'phone', kind: 'text', required: true, max: 30 }, email: { zh: '邮箱', en: 'e-mail', kind: 'text' },
  actsName: { zh: '代办人', en: 'representative', kind: 'text', max: 60 }, actsPhone: { zh: '代办人电话', en: "representative's phone", kind: 'text', max: 30 }, actsIdNumber: { zh: '代办人身份证号', en: "representative's identity number", kind: 'text', max: 30 },
} as const satisfies ImportColumns;
type PartyKey = keyof typeof PARTY;
const PARTY_FIELDS: Record<PartyKey, string> = { side: 'side', name: 'name', idKind: 'idKind', idNumber: 'idNumber', phone: 'phone', email: 'email', actsName: 'representative.name', actsPhone: 'representative.phone', actsIdNumber: 'representative.idNumber' };
const WIDTHS: Partial<Record<PartyKey, number>> = { side: 0.6, name: 0.8, idNumber: 1.5, phone: 1.1, email: 1.3, actsPhone: 1.1, actsIdNumber: 1.4 };

type Head = Pick<FormLayout, 'title' | 'number' | 'tenantName' | 'zone' | 'printedBy' | 'printedAt'>;

/** F1 to be filled in: empty, or with what a deal has, but for the numbers of people, which are revealed with a reason only. */
export function f1Workbook(head: Head, filled?: { deal: Deal; parties: DealParty[] }): FormLayout {
  const wordOf = (words: Record<string, string>, value: string | null): string | null => Object.keys(words).find((word) => words[word] === value) ?? null;
  const { deal, parties = [] } = filled ?? {};
  const values: Record<string, FormField['value']> = deal ? {
    business: wordOf(BASICS[0]!.choices!, deal.business), payment: wordOf(BASICS[1]!.choices!, deal.payment), contractNumber: deal.contractNumber, signedAt: deal.signedAt.toISOString(), city: deal.city, title: deal.title, 'property.address': deal.property.address,
    'property.certificateNumber': deal.property.certificateNumber, 'property.areaSquareMetres': deal.property.areaSquareMetres, 'property.use': deal.property.use, price: yuan(deal.priceFen), commissionSeller: yuan(deal.commissionSellerFen),
    commissionBuyer: yuan(deal.commissionBuyerFen), utilities: deal.utilities.map((utility) => wordOf(UTILITY_WORDS, utility)).join('、'),
  } : {};
  const rows = parties.map(({ side, name, idKind, email, representative }) => ({ side: wordOf(SIDE_WORDS, side), name, idKind: wordOf(ID_WORDS, idKind), email, actsName: representative?.name ?? null }));
  return {
    ...head, orientation: 'landscape', sections: [
      { type: 'fields', heading: '一、成交基本情况', fields: BASICS.map(({ field, zh, kind, span }): FormField => ({ label: zh, value: values[field] ?? null, ...(kind !== 'choice' && { kind }), ...(span && { span }) })) },
      { type: 'table', heading: '二、当事人', columns: Object.entries(PARTY).map(([key, { zh }]) => ({ key, label: zh, width: WIDTHS[key as PartyKey] ?? 1 })), rows: [...rows, ...Array.from({ length: Math.max(PARTY_ROWS - rows.length, 1) }, () => ({}))] },
      {
        type: 'note', heading: NOTES, text: ['业务类型填买卖或租赁；付款方式填全款或按揭，租赁不填。金额以元计，最多两位小数。签订时间写成 2026-11-24 15:30。过户项目从燃气、有线电视、水、电中选，用顿号隔开。',
          '身份填卖方、买方、出租方或承租方；证件类型填身份证、护照、营业执照或其他。有代办人的，填代办人的姓名、电话和身份证号。不够的行可以插入；不要用公式，不要改表头。'].join('\n'),
      },
      { type: 'fields', columns: 1, fields: [{ label: EDITION_LABEL, value: TEMPLATE_EDITION }] },
    ],
  };
}

export interface F1Read {
  /** What the workbook says it is. */
  title: string;
  number: string;
  edition: string;
  /** As `POST deals` takes it, without what the workbook does not say; what is wrong is left out. */
  body: Record<string, unknown>;
  faults: (FieldError & { cell: string })[];
  /** Where each field stands: C7. */
  cellOf: (field: string) => string;
}

/** Reads what somebody filled in. A formula, an amount finer than a fen or an unknown word is a fault of its cell; nothing is guessed. */
export function readF1(sheet: ReadSheet, zone: string): F1Read {
  const cells = new Map<string, string>();
  const faults: F1Read['faults'] = [];
  const body: Record<string, unknown> = {};
  const report = (field: string, cell: string, label: Text, code: string, message: Text): void => {
    faults.push({ field, cell, code, message: { zh: `${label.zh}：${message.zh}`, en: `${label.en}: ${message.en}` } });
  };
  for (const { field, span: _span, ...column } of BASICS) {
    const found = find(sheet.rows, column.zh);
    const cell = found?.at ?? '';
    cells.set(field, cell);
    if (!found) {
      report(field, cell, column, 'label_missing', { zh: '表里找不到这一栏', en: 'is nowhere on the sheet' });
      continue;
    }
    const { good, errors } = mapRows({ value: column }, { sheet: sheet.sheet, rows: [{ row: found.row, cells: [words(column.zh)] }, { row: found.row, cells: [found.value] }] }, { zone });
    for (const { code, message } of errors) report(field, cell, column, code, message);
    // An empty field is a row without a fault whose value is null.
    if (good[0]) put(body, field, plain(good[0].value.value));
  }
  utilities(body, (message) => report('utilities', cells.get('utilities')!, { zh: '过户项目', en: 'utilities' }, 'choice', message));
  body['parties'] = parties(sheet, zone, cells, report);
  const head = sheet.rows.map(({ cells: row }) => row.filter((cell) => cell.kind !== 'empty').map(said));
  return { number: head[0]?.at(-1) ?? '', title: head[1]?.[0] ?? '', edition: said(find(sheet.rows, EDITION_LABEL)?.value ?? EMPTY), body, faults, cellOf: (field) => cells.get(field) ?? '' };
}

const EMPTY: ReadCell = { kind: 'empty', value: null };
const words = (value: string): ReadCell => ({ kind: 'text', value });
const said = (cell: ReadCell): string => String(cell.value ?? '').trim();
const LABELS = new Set([...BASICS.map(({ zh }) => zh), EDITION_LABEL]);

/** What stands beside a label: the next cell with something in it that is no label itself. */
function find(rows: ReadRow[], label: string): { row: number; at: string; value: ReadCell } | undefined {
  for (const { row, cells } of rows) {
    const place = cells.findIndex((cell) => said(cell) === label);
    if (place < 0) continue;
    const next = cells.findIndex((cell, i) => i > place && cell.kind !== 'empty');
    const filled = next >= 0 && !LABELS.has(said(cells[next]!));
    return { row, at: `${letters(filled ? next : place)}${row}`, value: filled ? cells[next]! : EMPTY };
  }
  return undefined;
}

/** The rows between the heads of the parties' table and the notes. */
function parties(sheet: ReadSheet, zone: string, cells: Map<string, string>, report: (field: string, cell: string, label: Text, code: string, message: Text) => void): object[] {
  const names = Object.values(PARTY).map(({ zh }) => zh) as string[];
  const head = sheet.rows.findIndex((row) => names.filter((name) => row.cells.some((cell) => said(cell) === name)).length > names.length / 2);
  const end = sheet.rows.findIndex((row, i) => i > head && row.cells.some((cell) => said(cell) === NOTES));
  const table = head < 0 ? [] : sheet.rows.slice(head, end < 0 ? undefined : end);
  const places = new Map(Object.entries(PARTY).map(([key, { zh }]) => [key as PartyKey, table[0]?.cells.findIndex((cell) => said(cell) === zh) ?? -1]));
  const at = (key: PartyKey, row: number): string => ((places.get(key) ?? -1) < 0 ? '' : `${letters(places.get(key)!)}${row}`);
  const { good, errors } = mapRows(PARTY, { sheet: sheet.sheet, rows: table }, { zone });
  const rows = table.slice(1).map(({ row }) => row);
  rows.forEach((row, i) => { for (const [key, field] of Object.entries(PARTY_FIELDS)) cells.set(`parties.${i}.${field}`, at(key as PartyKey, row)); });
  for (const { row, column, code, message } of errors) {
    const key = Object.keys(PARTY).find((each) => PARTY[each as PartyKey].zh === column) as PartyKey | undefined;
    report(key ? `parties.${rows.indexOf(row)}.${PARTY_FIELDS[key]}` : 'parties', key ? at(key, row) : `A${row}`, key ? PARTY[key] : { zh: '当事人', en: 'parties' }, code, message);
  }
  return good.map(({ value: { actsName, actsPhone, actsIdNumber, email, ...party } }) => ({
    ...party, ...(email && { email }), ...((actsName ?? actsPhone ?? actsIdNumber) && { representative: { name: actsName ?? '', phone: actsPhone ?? '', idNumber: actsIdNumber ?? '' } }),
  }));
}

/** Several words in one cell. */
function utilities(body: Record<string, unknown>, fault: (message: Text) => void): void {
  const typed = String(body['utilities'] ?? '').split(/[、，,;；\s]+/).filter(Boolean);
  const unknown = typed.filter((word) => !UTILITY_WORDS[word]);
  body['utilities'] = [...new Set(typed.map((word) => UTILITY_WORDS[word]).filter(Boolean))];
  if (unknown.length) fault({ zh: `没有“${unknown.join('、')}”，只有${Object.keys(UTILITY_WORDS).join('、')}`, en: `there is no ${unknown.join(', ')}; there are ${Object.keys(UTILITY_WORDS).join(', ')}` });
}

function plain(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'object' && value !== null ? (value as Money).toString() : value;
}

/** `property.address` -> `{ property: { address } }`; what is empty is left out, as in a request. */
function put(body: Record<string, unknown>, field: string, value: unknown): void {
  if (value === null) return;
  const [outer, inner] = field.split('.') as [string, string | undefined];
  if (inner) body[outer] = { ...(body[outer] as object | undefined), [inner]: value };
  else body[outer] = value;
}

/** Excel's name of a column: 0 is A. */
const letters = (index: number): string => (index < 26 ? '' : letters(Math.floor(index / 26) - 1)) + String.fromCharCode(65 + (index % 26));
