import { pagesOf } from '@luyue/reports/forms/pdf-text.harness';
import { Workbooks } from '@luyue/reports';
import { type Brokerage, basics, BUYER, owed, type Running, SELLER, startBrokerage } from '../brokerage.harness.ts';
import { handing } from '../handover.harness.ts';
import { money, type Till } from '../money.harness.ts';
import { ACTED_FOR, papers } from '../transfer.harness.ts';
import type { DealView } from '../views.ts';
import type { DealFormsView } from './forms.http.ts';

// A first print waits for a thread with its fonts.
jest.setTimeout(30_000);

let stage: Running;
let till: Till;
let docs: ReturnType<typeof papers>;
let east: Brokerage;
let west: Brokerage;
// 24:00 of the 18th in Shanghai is 16:00 UTC.
const MIDNIGHT = '2026-09-18T16:00:00.000Z';
beforeAll(async () => {
  stage = await startBrokerage();
  [till, docs] = [money(stage), papers(stage)];
  [east, west] = [await stage.company('江州置业'), await stage.company('海州置业')];
}, 60_000);
afterAll(() => stage.stop());

const complete = (at: Brokerage, deal: { id: string }) => stage.staff(at).specialist.send<DealView & { errors: { field: string; code: string }[] }>('POST', `deals/${deal.id}/forms/complete`);
const states = async (at: Brokerage, deal: { id: string }): Promise<DealFormsView> => (await stage.staff(at).specialist.get<DealFormsView>(`deals/${deal.id}/forms`)).body;

/** Everything that the contract says: each required step with its day, the price, the commission. */
async function filledIn(at: Brokerage, deal: DealView, expectedOn = '2026-10-20'): Promise<void> {
  const { specialist } = stage.staff(at);
  const { steps } = (await specialist.get(`deals/${deal.id}/steps`)).body;
  await specialist.send('PUT', `deals/${deal.id}/steps/expected-dates`, { steps: steps.filter((s: { required: boolean }) => s.required).map((s: { id: string }) => ({ stepId: s.id, expectedOn })) });
  const due = (more: object) => specialist.send('POST', `deals/${deal.id}/receivables`, { side: 'buyer', expectedOn, basis: '第四条', ...more });
  await due({ kind: 'deposit', amount: '100000.00' });
  await due({ kind: 'balance', amount: '3180000.00', directReason: '银行放款直接付卖方' });
  await due({ kind: 'commission', amount: '32800.00' });
}

/** The bytes of a form, with what the browser is told of them. */
async function fileOf(at: Brokerage, who: { id: string }, role: string[], path: string, body?: object) {
  const response = await fetch(`http://127.0.0.1:${stage.port}/v1/property-brokerage/${path}`, {
    method: body ? 'POST' : 'GET', headers: { ...stage.headersOf(who as never, role), ...(body && { 'content-type': 'application/json' }) }, ...(body && { body: JSON.stringify(body) }),
  });
  return { status: response.status, headers: response.headers, content: Buffer.from(await response.arrayBuffer()) };
}
const READ = ['deal.read', 'funds.read'];
const pdf = async (at: Brokerage, deal: { id: string }, form: string, query = '') => pagesOf((await fileOf(at, at.specialist, READ, `deals/${deal.id}/forms/${form}/file?format=pdf${query}`)).content);

describe('PB-4.3b completing F1 and F2', () => {
  test('PB-4.3b by 24:00 of the day of the accepted transfer; the declaration meets it, and later changes stay possible', async () => {
    const day = await stage.company('当天置业');
    const deal = await docs.taken(day);
    expect(owed(deal, 'PB-4.3b')).toMatchObject([{ status: 'open', parameterKey: 'pb.forms.sameDay', dueAt: MIDNIGHT, owner: { userId: day.specialist.id } }]);
    await filledIn(day, deal);
    await stage.moveTo(day, '2026-09-18T15:59:30.000Z');
    const { status, body } = await complete(day, deal);
    expect([status, owed(body, 'PB-4.3b')]).toMatchObject([200, [{ status: 'met', dueAt: MIDNIGHT }]]);
    expect((await complete(day, deal)).body).toMatchObject({ status: 409, code: 'already_complete', clause: 'PB-4.3b' });
    await stage.staff(day).specialist.send('POST', `deals/${deal.id}/steps`, { name: { zh: '公证', en: 'Notary' }, waitsFor: 'client', clientPresent: false, required: true, reason: '银行要求' });
    const view = await states(day, deal);
    expect(view.items[0]).toMatchObject({ form: 'f1', title: { zh: '租售业务手续办理跟进表' }, number: 'vkwy7.5.1-j03-02-f1', available: true, completedBy: '孙莉', lastChange: { by: '孙莉', title: '增加手续：公证' }, missing: [{ field: expect.stringMatching(/^steps\.added_/), text: { zh: '公证没有预计日期' } }] });
    expect(view).toMatchObject({ obligation: { status: 'met' }, actions: [] });
    const { items } = (await stage.staff(day).agent.get(`deals/${deal.id}/timeline?clauses=${view.items[1]!.clauses.join(',')}`)).body;
    expect(items.map((l: { title: string }) => l.title).slice(0, 2)).toEqual(['增加手续：公证', 'F1、F2 录全']);
  });

  test('PB-4.3b a minute past 24:00 of the tenant\'s zone is late, although it is still that day elsewhere', async () => {
    const late = await stage.company('迟录置业');
    const deal = await docs.taken(late);
    await filledIn(late, deal);
    await stage.moveTo(late, '2026-09-18T16:01:00.000Z');
    expect(owed((await complete(late, deal)).body, 'PB-4.3b')).toMatchObject([{ status: 'met_late', breachedAt: MIDNIGHT }]);
  });

  test('PB-4.3b each step without a day and each sum that the contract says otherwise is named', async () => {
    const deal = await docs.taken(east);
    const { status, body } = await complete(east, deal);
    expect([status, body]).toMatchObject([422, { code: 'forms_incomplete', clause: 'PB-4.3b' }]);
    expect(body.errors.map((e) => `${e.field} ${e.code}`)).toEqual([
      ...['online_signing', 'loan_application', 'loan_approval', 'tax', 'title_transfer', 'mortgage_registration', 'loan_release', 'handover'].map((key) => `steps.${key} no_expected_day`), 'receivables.price.buyer price', 'receivables.commission.buyer commission',
    ]);
    expect(await states(east, deal)).toMatchObject({ actions: [{ action: 'complete-forms', allowed: false, clause: 'PB-4.3b' }], obligation: { status: 'open' } });
    await filledIn(east, deal);
    expect((await states(east, deal)).actions).toEqual([{ action: 'complete-forms', allowed: true }]);
    expect((await complete(east, deal)).status).toBe(200);
  });

  test('PB-4.3b by the specialist of the deal alone, once it is taken, of this company', async () => {
    const deal = await docs.taken(east);
    expect((await stage.staff(east).colleague.send('POST', `deals/${deal.id}/forms/complete`)).body).toMatchObject({ status: 422, clause: 'PB-3.2', code: 'not_the_specialist' });
    expect((await stage.staff(east).agent.send('POST', `deals/${deal.id}/forms/complete`)).body).toMatchObject({ status: 403, permission: 'deal.work' });
    expect((await complete(west, deal)).status).toBe(404);
    expect((await complete(east, await stage.assigned(east))).body).toMatchObject({ status: 409, code: 'not_taken', clause: 'PB-4.3b' });
    expect((await states(east, await stage.assigned(east))).actions).toMatchObject([{ allowed: false, reason: { zh: '资料还没移交完成，还没接单' } }]);
  });
});

describe('PB-5 the printed forms', () => {
  let deal: DealView;
  beforeAll(async () => {
    deal = await docs.taken(east, { parties: [...ACTED_FOR, { ...BUYER, name: '林珊', idNumber: 'E7654321' }], utilities: ['gas', 'water'] });
    await filledIn(east, deal);
    await till.received(east, deal, '60000.00');
    await complete(east, deal);
  }, 30_000);

  test('PB-5 F1 is one page with title, full number, parties, every step and its days', async () => {
    const pages = await pdf(east, deal, 'f1');
    expect(pages).toHaveLength(1);
    for (const words of ['租售业务手续办理跟进表', 'vkwy7.5.1-j03-02-f1', '江州置业', `成交编号${deal.number}`, '■买卖　□租赁', '□全款　■按揭', '滨江一号 2 栋 1501', '江州不动产权第 0012345 号', '3,280,000.00', '■燃气　□有线电视　■水　□电', '成交地铺滨江路地铺', '专员孙莉', '2026-09-18 10:00',
      '卖方钱永年', '钱勇 137****1111', '序号手续预计日期完成日期状态办理情况', '1网签2026-10-20', '客户服务专员：孙莉', '日期：2026年09月18日', '第 1 页　共 1 页']) expect(pages[0]).toContain(words);
    expect(pages[0]).not.toMatch(/11010519491231002X|E12345678|13600004410/);
  });

  test('PB-5 F2 is one page with what is expected, what has come and what is paid directly', async () => {
    const pages = await pdf(east, deal, 'f2');
    expect(pages).toHaveLength(1);
    for (const words of ['租售业务成交报告', 'vkwy7.5.1-j03-02-f2', '买方定金100,000.002026-10-2060,000.0040,000.00第四条', '买方房款3,180,000.002026-10-20', '不经地铺：银行放款直接付卖方', '合计', '3,312,800.00', '72,800.00', '四、手续进度', '预计 2026-10-20', '部门经理：']) expect(pages[0]).toContain(words);
  });

  test('PB-5 F3 is one page for each slip, in the fields that finance asks for, the amount in capitals', async () => {
    const { finance } = stage.staff(east);
    const slip = await till.audited(east, deal, '30000.50');
    await finance.send('POST', `payment-slips/${slip.id}/pay`, { paidAt: (await stage.now(east)).toISOString(), bankReference: 'BK-77' });
    const pages = await pdf(east, deal, 'f3', `&slipId=${slip.id}`);
    expect(pages).toHaveLength(1);
    for (const words of ['付款单', 'vkwy7.5.1-j03-02-f3', slip.number, '款项用途房款', '首付款付卖方', '收款人钱永年', '30,000.50', '叁万元伍角整', '开户行江州银行滨江支行', '账号***************0123', '银行流水号BK-77', '制单：孙莉', '审核：何静', '付款：财务']) expect(pages[0]).toContain(words);
    expect(pagesOf((await fileOf(east, east.finance, [...READ, 'slip.pay'], `deals/${deal.id}/forms/f3/file?format=pdf&slipId=${slip.id}`)).content)[0]).toContain('6222021234567890123');
    expect((await stage.staff(east).specialist.get(`deals/${deal.id}/forms/f3`)).body).toMatchObject({ status: 400, errors: [{ field: 'slipId', code: 'required' }] });
    const other = await stage.assigned(east);
    expect((await finance.get(`deals/${other.id}/forms/f3?slipId=${slip.id}`)).status).toBe(404);
    expect((await finance.get(`deals/${deal.id}/forms/f1?slipId=${slip.id}`)).body).toMatchObject({ status: 400, errors: [{ field: 'slipId', code: 'not_of_this_form' }] });
    expect((await states(east, deal)).items[2]).toMatchObject({ form: 'f3', available: true, completedBy: '孙莉' });
  });

  test('PB-2 a lease reads lessor and lessee, its price is a rent', async () => {
    const lease = await docs.taken(east, { business: 'lease', payment: null, price: '4500.00', commissionBuyer: '4500.00', commissionSeller: '1000.00' });
    await stage.staff(east).specialist.send('POST', `deals/${lease.id}/receivables`, { side: 'buyer', kind: 'deposit', amount: '9000', expectedOn: '2026-10-01', basis: '第五条' });
    const [[f1], [f2]] = [await pdf(east, lease, 'f1'), await pdf(east, lease, 'f2')];
    for (const words of ['□买卖　■租赁', '出租方钱永年', '承租方周子涵', '租金（元）4,500.00', '出租方佣金1,000.00', '租赁备案']) expect(f1).toContain(words);
    expect(f2).toContain('承租方押金9,000.00');
    expect(`${f1}${f2}`).not.toMatch(/卖方|买方/);
  });

  test('PB-3.2 the full numbers are printed with a reason that stays on the timeline, for those who may see them', async () => {
    const path = `deals/${deal.id}/forms/f1/file`;
    const body = { format: 'pdf', reason: '交登记中心' };
    const { status, headers, content } = await fileOf(east, east.specialist, [...READ, 'deal.reveal'], path, body);
    expect([status, headers.get('content-type'), headers.get('cache-control'), decodeURIComponent(headers.get('content-disposition')!)]).toEqual([200, 'application/pdf', 'private, no-store', `attachment; filename*=UTF-8''租售业务手续办理跟进表 ${deal.number}.pdf`]);
    for (const words of ['11010519491231002X', 'E12345678', '13600004410', '钱勇 13700001111']) expect(pagesOf(content)[0]).toContain(words);
    expect((await stage.staff(east).agent.get(`deals/${deal.id}/timeline?kind=access`)).body.items).toMatchObject([{ title: '打印《租售业务手续办理跟进表》，含完整信息', text: '交登记中心', by: '孙莉' }]);
    expect((await stage.as(east.archivist, 'archivist').send('POST', path, body)).body).toMatchObject({ status: 403, permission: 'deal.reveal' });
    expect((await stage.staff(east).specialist.send('POST', path, { format: 'pdf' })).body).toMatchObject({ status: 400, errors: [{ field: 'reason' }] });
  });

  test('PB-5 characters that no font has are named to whoever prints the form, each once', async () => {
    const rare = await stage.assigned(east, { parties: [{ ...SELLER, name: '钱𠮷𠮷' }, BUYER] });
    const missing = async (form: string, format: string) => (await fileOf(east, east.agent, READ, `deals/${rare.id}/forms/${form}/file?format=${format}`)).headers.get('x-missing-characters');
    expect(decodeURIComponent((await missing('f1', 'pdf'))!)).toBe('𠮷');
    expect([await missing('f1', 'xlsx'), (await fileOf(east, east.agent, READ, `deals/${deal.id}/forms/f1/file?format=pdf`)).headers.get('x-missing-characters')]).toEqual([null, null]);
  });

  test('PB-5 the workbook says the same, and what looks like a formula stays words', async () => {
    const tricky = await stage.assigned(east, { title: '=HYPERLINK("http://x.example","点我")', parties: [{ ...SELLER, name: '@SUM(1)' }, BUYER] });
    const { headers, content } = await fileOf(east, east.agent, READ, `deals/${tricky.id}/forms/f1/file?format=xlsx`);
    expect(headers.get('content-type')).toBe('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
    const sheet = await stage.get(Workbooks).readWorkbook(content, { maxRows: 200, maxCells: 10_000 });
    if ('errors' in sheet) throw new Error(JSON.stringify(sheet));
    const cells = sheet.rows.flatMap((row) => row.cells.filter((cell) => cell.kind !== 'empty'));
    expect(cells.filter((cell) => cell.formula)).toEqual([]);
    expect(cells).toEqual(expect.arrayContaining([{ kind: 'text', value: 'vkwy7.5.1-j03-02-f1' }, { kind: 'text', value: '租售业务手续办理跟进表' }, { kind: 'text', value: '=HYPERLINK("http://x.example","点我")' }, { kind: 'text', value: '@SUM(1)' }, { kind: 'number', value: 3_280_000 }]));
  });

  test('PB-4.9a F4 waits for the handover; then it is one page of meters, fees with who pays whom, what changed hands and who confirmed', async () => {
    expect((await stage.staff(east).specialist.get(`deals/${deal.id}/forms/f4`)).body).toMatchObject({ status: 409, code: 'no_handover', clause: 'PB-4.9a' });
    expect((await states(east, deal)).items[3]).toMatchObject({ form: 'f4', available: false, completedAt: null, missing: [] });
    const hand = handing(stage);
    await hand.handOver(east, deal);
    await hand.settle(east, deal);
    expect((await states(east, deal)).items[3]).toMatchObject({ available: true, missing: [{ field: 'confirmations.seller', clause: 'PB-4.9a' }, { field: 'confirmations.buyer' }] });
    await hand.confirmed(east, deal);
    await hand.send(east, deal);
    await hand.receive(east, deal);
    const pages = await pdf(east, deal, 'f4');
    expect(pages).toHaveLength(1);
    for (const words of ['房屋交接费用结算清单', 'vkwy7.5.1-j03-02-f4', '钱永年（卖方）', '燃气表1203.5', '水表W-2', '物业管理费2026-07-01 至 2026-09-17卖方滨江物业1,250.50', '卖方应付1,250.50', '卖方应收800.00', '差额付出450.50', '入户门钥匙3', '卖方：', '成交人员：邱晨', '客户服务专员：孙莉']) expect(pages[0]).toContain(words);
    expect((await states(east, deal)).items[3]).toMatchObject({ available: true, completedBy: '孙莉', missing: [] });
  });

  test('PF-4 another company finds no form; a role without the money sees F1 and neither F2 nor F3', async () => {
    for (const path of ['forms', 'forms/f1', 'forms/f2', 'forms/f1/file?format=pdf']) expect((await stage.staff(west).specialist.get(`deals/${deal.id}/${path}`)).status).toBe(404);
    const archivist = stage.as(east.archivist, 'archivist');
    expect((await archivist.get(`deals/${deal.id}/forms/f1`)).body).toMatchObject({ form: 'f1', title: '租售业务手续办理跟进表', number: 'vkwy7.5.1-j03-02-f1', sections: [{ type: 'fields', heading: '一、成交基本情况' }, { type: 'table', rows: [{ cells: ['卖方', '钱永年', '110*************2X', '136****4410', '钱勇 137****1111'] }, {}, {}] }, { type: 'table' }, { type: 'signatures' }] });
    for (const form of ['f2', 'f3']) expect((await archivist.get(`deals/${deal.id}/forms/${form}`)).body).toMatchObject({ status: 403, permission: 'funds.read' });
    expect((await archivist.get(`deals/${deal.id}/forms/f5`)).body).toMatchObject({ status: 400, errors: [{ field: 'form' }] });
  });
});

describe('PB-5 numbers of the tenant', () => {
  const publish = (at: Brokerage, body: object) => stage.staff(at).supervisor.send('POST', 'form-numbers', { form: 'f1', reason: '体系换版', ...body });

  test('PB-5 a tenant sets its own number, from a day on, and keeps the history; another tenant keeps its own', async () => {
    const own = await stage.company('自编置业');
    const deal = await stage.signed(own, basics());
    expect((await publish(own, { number: 'AJ-KF-2026-01' })).status).toBe(201);
    const { body } = await publish(own, { number: 'AJ-KF-2027-01', effectiveFrom: '2027-01-01T00:00:00.000Z' });
    expect(body.items.filter((n: { form: string }) => n.form === 'f1').map((n: { edition: number; number: string; inForce: boolean; publishedBy: string }) => [n.edition, n.number, n.inForce, n.publishedBy])).toEqual([[2, 'AJ-KF-2027-01', false, '何静'], [1, 'AJ-KF-2026-01', true, '何静'], [0, 'vkwy7.5.1-j03-02-f1', false, null]]);
    expect((await pdf(own, deal, 'f1'))[0]).toContain('AJ-KF-2026-01');
    expect((await stage.staff(west).agent.get('form-numbers')).body.items).toHaveLength(4);
  });

  test('PB-5 what is no full number, or another form\'s, is refused; and who may not, does not', async () => {
    for (const number of ['', 'f1', 'AJ 2026 01', '　']) expect((await publish(west, { number })).body).toMatchObject({ status: 422, clause: 'PB-5', code: 'form_number', errors: [{ field: 'number' }] });
    expect((await publish(west, { number: 'vkwy7.5.1-j03-02-f2' })).body).toMatchObject({ status: 422, clause: 'PB-5', code: 'number_taken' });
    expect((await publish(west, { number: 'AJ-KF-01', effectiveFrom: '2020-01-01T00:00:00.000Z' })).body).toMatchObject({ status: 400, errors: [{ field: 'effectiveFrom', code: 'past' }] });
    expect((await stage.staff(west).specialist.send('POST', 'form-numbers', { form: 'f1', number: 'AJ-KF-01', reason: '体系换版' })).body).toMatchObject({ status: 403, permission: 'dealTemplate.write' });
    expect((await stage.staff(west).agent.get('form-numbers')).body.items).toHaveLength(4);
  });
});
