import { type FieldsSection, type FormLayout, type TableSection, Workbooks } from '@luyue/reports';
import { bookParts, zipOf } from '@luyue/reports/workbooks/zip.harness';
import { until } from '@luyue/testing/service-stage';
import { type Brokerage, owed, type Running, startBrokerage } from '../brokerage.harness.ts';
import type { DealView } from '../views.ts';
import { f1Workbook, TEMPLATE_EDITION } from './f1-workbook.ts';
import type { F1Preview } from './signing.http.ts';

let stage: Running;
let east: Brokerage;
let west: Brokerage;
beforeAll(async () => {
  stage = await startBrokerage();
  [east, west] = [await stage.company('江州置业'), await stage.company('海州置业')];
}, 60_000);
afterAll(() => stage.stop());

const HEAD = { title: '租售业务手续办理跟进表', number: 'vkwy7.5.1-j03-02-f1', tenantName: '江州置业', zone: 'Asia/Shanghai', printedBy: '邱晨', printedAt: '2026-09-18T02:00:00.000Z' };
const BASICS = {
  业务类型: '买卖', 付款方式: '按揭', 合同编号: 'JJ-2026-0918-07', 签订时间: '2026-09-18T01:30:00.000Z', 城市: '江州', 房屋: '滨江一号 2 栋 1501', 地址: '滨江区滨江路 1 号 2 栋 1501', 产权证号: '江州不动产权第 0012345 号', '面积（㎡）': 118.5, 用途: '住宅', '成交价（元）': '3280000.00', 买方佣金: '32800.00', 过户项目: '燃气、水',
};
const SELLER = { side: '卖方', name: '钱永年', idKind: '身份证', idNumber: '11010519491231002X', phone: '13600004410', actsName: '钱勇', actsPhone: '13700001111', actsIdNumber: '11010519491231002X' };
const BUYER = { side: '买方', name: '周子涵', idKind: '护照', idNumber: 'E12345678', phone: '139 0000 7702', email: 'zhou@example.com' };

/** F1 as a shop fills it in: values by label, parties by row. */
function filled(basics: Record<string, unknown> = BASICS, parties: object[] = [SELLER, BUYER], change: (layout: FormLayout) => FormLayout = (layout) => layout): Promise<Buffer> {
  const layout = f1Workbook(HEAD);
  const [fields, table] = layout.sections as [FieldsSection, TableSection];
  for (const field of fields.fields) {
    if (!(field.label in basics)) continue;
    Object.assign(field, { value: basics[field.label], ...(typeof basics[field.label] === 'string' && field.kind === 'money' && !/^\d+(\.\d\d?)?$/.test(basics[field.label] as string) && { kind: 'text' }) });
  }
  table.rows.splice(0, parties.length, ...(parties as TableSection['rows']));
  return stage.get(Workbooks).writeForm(change(layout));
}

async function upload<T = F1Preview>(at: Brokerage, content: Buffer, { path = '/preview', name = 'F1.xlsx', permissions = ['deal.write', 'deal.read'], department = at.department } = {}): Promise<{ status: number; body: T & { code: string; clause: string; title: string; errors: { field: string; code: string; message: string }[] } }> {
  const form = new FormData();
  form.append('file', new Blob([Uint8Array.from(content)]), name);
  const response = await fetch(`http://127.0.0.1:${stage.port}/v1/property-brokerage/f1-workbooks${path}?shopUnitId=${at.shop}&departmentUnitId=${department}`, { method: 'POST', headers: stage.headersOf(at.agent, permissions), body: form });
  return { status: response.status, body: await response.json() as never };
}
const faults = ({ body }: { body: F1Preview }) => body.faults.map((f) => `${f.cell} ${f.field} ${f.code} ${f.clause}`);
const deals = async (at: Brokerage): Promise<number> => (await stage.staff(at).supervisor.get('deals')).body.items.length;

test('PB-4.1a what the shop filled in is shown before it counts, and opens a deal as POST deals does', async () => {
  const file = await filled();
  const { status, body } = await upload(east, file);
  expect([status, body]).toMatchObject([200, { fileName: 'F1.xlsx', number: HEAD.number, faults: [], missing: [], deal: { business: 'sale', payment: 'mortgage', price: '3280000.00', signedAt: '2026-09-18T01:30:00.000Z', utilities: ['gas', 'water'], property: { areaSquareMetres: 118.5 } } }]);
  expect(await deals(east)).toBe(0);
  const opened = await upload<DealView>(east, file, { path: '' });
  expect([opened.status, opened.body]).toMatchObject([201, {
    status: 'signed', payment: 'mortgage', contractNumber: 'JJ-2026-0918-07', price: '3280000.00', commissionBuyer: '32800.00', agentName: '邱晨', shopName: '滨江路地铺', utilities: ['gas', 'water'], signedAt: '2026-09-18T01:30:00.000Z',
    parties: [{ side: 'seller', name: '钱永年', phoneMasked: '136****4410', representative: { name: '钱勇' } }, { side: 'buyer', name: '周子涵', email: 'zhou@example.com', phoneMasked: '139****7702' }],
  }]);
  expect(owed(opened.body, 'PB-4.1a')).toMatchObject([{ status: 'open', dueAt: '2026-09-18T16:00:00.000Z' }]);
  expect((await stage.published(east)).map((e) => e.type)).toContain('property-brokerage.deal.opened.v1');
});

test('PB-4.1a the empty form is downloaded, and tells what is missing; a filled one keeps the numbers of people back', async () => {
  const download = async (query = '') => {
    const response = await fetch(`http://127.0.0.1:${stage.port}/v1/property-brokerage/f1-workbooks${query}`, { headers: stage.headersOf(east.agent, ['deal.write', 'deal.read']) });
    return { headers: response.headers, content: Buffer.from(await response.arrayBuffer()) };
  };
  const blank = await download();
  expect(decodeURIComponent(blank.headers.get('content-disposition')!)).toBe(`attachment; filename*=UTF-8''租售业务手续办理跟进表.xlsx`);
  expect(faults(await upload(east, blank.content)).map((f) => f.split(' ').slice(1).join(' '))).toEqual(['business', 'contractNumber', 'signedAt', 'city', 'title', 'property.address', 'price'].map((field) => `${field} required PB-4.1a`));
  const deal = await stage.signed(east);
  const again = await download(`?dealId=${deal.id}`);
  const sheet = await stage.get(Workbooks).readWorkbook(again.content, { maxRows: 200, maxCells: 10_000 });
  expect(JSON.stringify(sheet)).toMatch(/钱永年.*身份证/);
  expect(JSON.stringify(sheet)).not.toMatch(/11010519491231002X|13600004410|E12345678/);
  expect(faults(await upload(east, again.content)).map((f) => f.split(' ')[1])).toEqual(['parties.0.idNumber', 'parties.0.phone', 'parties.1.idNumber', 'parties.1.phone']);
});

test('PB-4.1a each wrong cell is named with its clause; nothing is opened', async () => {
  const before = await deals(east);
  const file = await filled({ ...BASICS, 业务类型: '赠与', '成交价（元）': '3280000.005', 买方佣金: 'abc', '面积（㎡）': '大', 过户项目: '燃气、宽带' }, [{ ...SELLER, idKind: '军官证' }, { ...BUYER, name: '' }]);
  const answer = await upload(east, file);
  expect(faults(answer).map((f) => f.split(' ').slice(1).join(' '))).toEqual(['business choice PB-4.1a', 'property.areaSquareMetres number PB-4.1a', 'price money PB-4.1a', 'commissionBuyer money PB-4.1a', 'utilities choice PB-4.1a', 'parties.0.idKind choice PB-4.1a', 'parties.1.name required PB-4.1a']);
  for (const { cell } of answer.body.faults) expect(cell).toMatch(/^[A-Z]+\d+$/);
  expect(answer.body).toMatchObject({ deal: null, faults: expect.arrayContaining([expect.objectContaining({ field: 'price', message: { zh: '成交价（元）：应是金额，最多两位小数', en: expect.any(String) } })]) });
  const refused = await upload(east, file, { path: '' });
  expect([refused.status, refused.body]).toMatchObject([400, { clause: 'PB-4.1a' }]);
  expect(refused.body.errors.map((e) => e.field)).toEqual(answer.body.faults.map((f) => f.cell));
  expect(await deals(east)).toBe(before);
});

test('PB-4.1a what signing itself refuses is told beforehand, all of it, with the cell and the clause', async () => {
  const answer = await upload(east, await filled({ ...BASICS, 业务类型: '租赁', 签订时间: '2027-01-01T01:30:00.000Z' }, [{ ...SELLER, idNumber: '110105194912310021', actsPhone: '12' }, BUYER]));
  expect(faults(answer).map((f) => f.split(' ').slice(1).join(' '))).toEqual(['signedAt future PB-4.1a', 'payment not_in_a_lease PB-2', 'parties.0.idNumber id_card PB-4.1a', 'parties.0.representative.phone phone PB-4.1a']);
  for (const { cell } of answer.body.faults) expect(cell).toMatch(/^[A-Z]+\d+$/);
  const alone = await upload(east, await filled(BASICS, [SELLER]));
  expect(alone.body).toMatchObject({ faults: [], missing: [{ field: 'parties', text: { zh: '没有买方（承租方）' } }] });
});

test('PB-5 another number, another edition or another form is refused, and which one is in force is said', async () => {
  for (const [file, code] of [
    [await filled(BASICS, [SELLER], (layout) => ({ ...layout, number: 'vkwy7.5.1-j03-02-f0' })), 'other_number'], [await filled(BASICS, [SELLER], (layout) => ({ ...layout, title: '租售业务成交报告' })), 'other_form'],
    [await filled(BASICS, [SELLER], (layout) => ({ ...layout, sections: layout.sections.map((s) => (s.type === 'fields' && s.columns === 1 ? { ...s, fields: [{ label: '模板版本', value: 'F1-0' }] } : s)) })), 'other_edition'],
  ] as const) expect(await upload(east, file)).toMatchObject({ status: 422, body: { clause: 'PB-5', code } });
  const own = await stage.company('自编置业');
  await stage.staff(own).supervisor.send('POST', 'form-numbers', { form: 'f1', number: 'AJ-KF-2026-01', reason: '体系换版' });
  expect((await upload(own, await filled())).body.title).toContain('in force is "AJ-KF-2026-01"');
  expect((await upload(own, await filled(BASICS, [SELLER, BUYER], (layout) => ({ ...layout, number: 'AJ-KF-2026-01' })))).body).toMatchObject({ faults: [], number: 'AJ-KF-2026-01' });
});

test('PF-15 a formula is refused as the words it is, whatever result it brings', async () => {
  const cell = (at: string, value: string | { f: string; v: string }): string => (typeof value === 'string' ? `<c r="${at}" t="inlineStr"><is><t>${value}</t></is></c>` : `<c r="${at}" t="str"><f>${value.f}</f><v>${value.v}</v></c>`);
  const row = (n: number, ...cells: (string | { f: string; v: string })[]): string => `<row r="${n}">${cells.map((value, i) => cell(`${'ABCDEFGHI'[i]}${n}`, value)).join('')}</row>`;
  const xml = [
    row(1, '江州置业', HEAD.number), row(2, HEAD.title), row(3, '业务类型', '买卖', '付款方式', '按揭'), row(4, '合同编号', 'HT-1', '签订时间', '2026-09-18 09:30'), row(5, '城市', '江州', '房屋', '滨江一号'), row(6, '地址', '滨江路 1 号'), row(7, '产权证号', '号 1', '用途', '住宅'),
    row(8, '面积（㎡）', '90', '成交价（元）', { f: '3280000*1', v: '3280000' }), row(9, '卖方佣金', '0', '买方佣金', '0'), row(10, '过户项目', '水'), row(12, '身份', '姓名', '证件类型', '证件号码', '电话', '邮箱', '代办人', '代办人电话', '代办人身份证号'),
    row(13, '卖方', { f: 'HYPERLINK("http://x.example","钱永年")', v: '钱永年' }, '护照', 'E7654321', '13600004410'), row(15, '填写说明'), row(16, '模板版本', TEMPLATE_EDITION),
  ].join('');
  const answer = await upload(east, zipOf(bookParts([{ name: 'F1', xml }])));
  expect(faults(answer)).toEqual(['D8 price formula PB-4.1a', 'B13 parties.0.name formula PB-4.1a']);
});

test('PF-15 words that look like a formula are kept as they are, and go out as words again', async () => {
  const at = await stage.company('公式置业');
  const planted = '=HYPERLINK("http://x.example","滨江一号")';
  const { status, body: deal } = await upload<DealView>(at, await filled({ ...BASICS, 房屋: planted }, [SELLER, { ...BUYER, name: '@SUM(1)' }]), { path: '' });
  expect([status, deal.title, deal.parties[1]!.name]).toEqual([201, planted, '@SUM(1)']);
  const { supervisor } = stage.staff(at);
  const file = async (format: string): Promise<Buffer> => {
    const { id } = (await supervisor.send('POST', 'exports', { kind: 'deals', format, filter: {} })).body;
    await until(async () => (await supervisor.get(`exports/${id}`)).body, (job) => job.status === 'done');
    return Buffer.from(await (await fetch(`http://127.0.0.1:${stage.port}/v1/property-brokerage/exports/${id}/content`, { headers: stage.headersOf(at.supervisor, ['deal.read']) })).arrayBuffer());
  };
  expect((await file('csv')).toString()).toContain(`"'=HYPERLINK(""http://x.example"",""滨江一号"")"`);
  const sheet = await stage.get(Workbooks).readWorkbook(await file('xlsx'), { maxRows: 10, maxCells: 500 });
  expect(sheet).toMatchObject({ rows: [{ row: 1 }, { row: 2, cells: expect.arrayContaining([{ kind: 'text', value: planted }]) }] });
});

test('PF-14 a file whose content belies its name, one that inflates too far, one that is too large or none at all', async () => {
  const [file, before] = [await filled(), await deals(east)];
  expect(await upload(east, Buffer.from('%PDF-1.7 not a workbook'))).toMatchObject({ status: 400, body: { errors: [{ field: 'file', code: 'not_xlsx' }] } });
  expect(await upload(east, file, { name: 'F1.pdf' })).toMatchObject({ status: 400, body: { clause: 'PB-4.1a', errors: [{ field: 'file', code: 'not_xlsx' }] } });
  const parts = bookParts([{ name: 'F1', xml: '' }]);
  expect(await upload(east, zipOf([...parts, { path: 'xl/bomb.xml', content: Buffer.alloc(20 * 1_048_576) }]))).toMatchObject({ status: 400, body: { errors: [{ field: 'file', code: 'inflates_too_far' }] } });
  expect(await upload(east, Buffer.alloc(2 * 1_048_576 + 1))).toMatchObject({ status: 413, body: { code: 'too_large' } });
  expect((await stage.staff(east).agent.send('POST', `f1-workbooks?shopUnitId=${east.shop}`)).body).toMatchObject({ status: 400, errors: [{ field: 'file', code: 'required' }] });
  expect(await deals(east)).toBe(before);
});

test('PB-3.1 the shop alone, for its own shop; another company\'s shop is no shop', async () => {
  const file = await filled();
  expect(await upload(east, file, { permissions: ['deal.read'] })).toMatchObject({ status: 403, body: { permission: 'deal.write' } });
  expect((await upload(east, file, { department: west.department })).body.faults).toMatchObject([{ cell: '', field: 'departmentUnitId', code: 'unknown_unit' }]);
  const deal = await stage.signed(west);
  expect((await stage.staff(east).agent.get(`f1-workbooks?dealId=${deal.id}`)).status).toBe(404);
});
