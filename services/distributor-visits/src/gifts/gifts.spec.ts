import { newId } from '@luyue/kernel';
import { Stock } from '@luyue/stock';
import { type Maker, type Running, startVisits } from '../visits.harness.ts';
import type { GiftApplicationView } from './gifts.http.ts';
import { applicationMoves, totalOf } from './gifts.rules.ts';

let stage: Running;
let east: Maker;
let west: Maker;
beforeAll(async () => {
  stage = await startVisits();
  [east, west] = [await stage.company('东方电器'), await stage.company('西部电器')];
}, 60_000);
afterAll(() => stage.stop());

const NEED = '省内最大经销商，新店开业，有必要表示';
const staff = (at: Maker, who: 'supervisor' | 'superior' | 'keeper' | 'visitor' | 'leader' | 'southSupervisor' | 'salesperson') => stage.staff(at, who);
const special = async (at: Maker) => {
  const customer = await stage.customer(at);
  await stage.made(staff(at, 'supervisor').send('POST', `customers/${customer.id}/special`, { reason: '省内最大' }));
  return customer;
};
/** Tea sets at 300 yuan: ten in stock, and a budget for this quarter. */
async function supplied(at: Maker, { amount = '1000.00', quantity = 10 } = {}): Promise<{ id: string }> {
  const gift = await stage.made(staff(at, 'keeper').send('POST', 'items', { kind: 'gift', name: `茶具 ${newId()}`, unitName: '套', price: '300' }));
  await stage.made(staff(at, 'keeper').send('POST', `items/${gift.id}/receipts`, { unitId: at.east, quantity, reference: '采购入库' }));
  await staff(at, 'superior').send('POST', 'item-budgets', { unitId: at.east, kind: 'gift', period: '2026-Q3', amount, reason: '三季度' });
  return gift;
}
const write = (at: Maker, customerId: string, itemId: string, more: object = {}) => staff(at, 'supervisor').send('POST', 'gift-applications', { customerId, need: NEED, occasion: '新店开业', lines: [{ itemId, quantity: 2 }], ...more });
const act = (at: Maker, who: Parameters<typeof staff>[1], { id }: { id: string }, verb: string, body: object = {}) => staff(at, who).send('POST', `gift-applications/${id}/${verb}`, body);
async function approved(at: Maker, itemId: string, more: object = {}): Promise<GiftApplicationView> {
  const application = await stage.made(write(at, (await special(at)).id, itemId, more));
  await stage.made(act(at, 'supervisor', application, 'submit'));
  return stage.made(act(at, 'superior', application, 'decide', { decision: 'approve' }));
}
const ISSUE = { receivedBy: '顾海' };

test('DV-6 an application is written, decided, issued; the sum of its lines in fen', () => {
  expect(applicationMoves).toEqual({ draft: ['submitted', 'withdrawn'], submitted: ['approved', 'returned', 'withdrawn'], returned: ['submitted', 'withdrawn'], approved: ['issued', 'withdrawn'], issued: ['approved'], withdrawn: [] });
  expect(totalOf([{ quantity: 3, priceFen: '19999' }, { quantity: 1, priceFen: '1' }])).toBe(59998n);
});

test('DV-6 for special customers, with the need stated, for gifts', async () => {
  const [gift, plain, customer] = [await supplied(east), await stage.customer(east), await special(east)];
  expect((await write(east, plain.id, gift.id)).body).toMatchObject({ status: 422, code: 'not_special', clause: 'DV-6' });
  expect((await write(east, customer.id, gift.id, { need: '送' })).body).toMatchObject({ status: 400, errors: [{ field: 'need' }] });
  const sample = await stage.made(staff(east, 'keeper').send('POST', 'items', { kind: 'sample', name: '滤芯', unitName: '支', price: '20' }));
  expect((await write(east, customer.id, sample.id)).body).toMatchObject({ status: 400, clause: 'DV-6', errors: [{ field: 'lines.0.itemId', code: 'no_gift' }] });
  const { status, body } = await write(east, customer.id, gift.id);
  expect([status, body]).toMatchObject([201, { number: expect.stringMatching(/^ZS20260930-/), status: 'draft', amount: '600.00', remaining: '1000.00', need: NEED, makerName: '何静', lines: [{ quantity: 2, price: '300.00', cost: '600.00' }], approvals: [] }]);
  const put = (version: number) => staff(east, 'supervisor').send('PUT', `gift-applications/${body.id}`, { need: NEED, lines: [{ itemId: gift.id, quantity: 3 }] }, { 'if-match': `"${version}"` });
  expect((await put(1)).body).toMatchObject({ amount: '900.00', version: 2 });
  expect((await put(1)).status).toBe(412);
});

test('DV-6, reading 12: the superior in charge decides, who heads the unit above; nobody else', async () => {
  const at = await stage.company('审批电器');
  const gift = await supplied(at);
  // A manager of the unit itself is not the superior of its supervisor.
  const own = await stage.person(at, '部经理', { roles: ['unit_manager'], unitId: at.east, roleUnitId: at.east });
  const application = await stage.made(write(at, (await special(at)).id, gift.id));
  expect((await act(at, 'superior', application, 'decide', { decision: 'approve' })).body).toMatchObject({ status: 409, clause: 'DV-6', allowed: ['submitted', 'withdrawn'] });
  const { body } = await act(at, 'supervisor', application, 'submit');
  expect(body).toMatchObject({ status: 'submitted', approvals: [{ status: 'pending', waitingFor: [{ forRole: 'unit_manager', people: [{ name: '秦岭' }] }] }] });
  expect((await stage.as(own, 'unit_manager').send('POST', `gift-applications/${application.id}/decide`, { decision: 'approve' })).body).toMatchObject({ status: 403, code: 'not_the_approver', clause: 'PF-12' });
  expect((await act(at, 'supervisor', application, 'decide', { decision: 'approve' })).body).toMatchObject({ status: 422, code: 'own_approval' });
  expect((await act(at, 'superior', application, 'decide', { decision: 'return' })).status).toBe(400);
  expect((await act(at, 'superior', application, 'decide', { decision: 'return', reason: '数量减半' })).body).toMatchObject({ status: 'returned', reason: '数量减半' });
  await stage.made(act(at, 'supervisor', application, 'submit'));
  expect((await act(at, 'superior', application, 'decide', { decision: 'approve', note: '同意' })).body).toMatchObject({ status: 'approved', approvedBy: ['秦岭'], approvals: [{ round: 2, status: 'approved' }, { round: 1, status: 'returned' }] });
  expect((await act(at, 'supervisor', application, 'submit')).body).toMatchObject({ status: 409, allowed: ['issued', 'withdrawn'] });
});

test('DV-6 a company may let its supervisor look first, and cannot leave the superior out', async () => {
  const at = await stage.company('两步电器');
  const gift = await supplied(at);
  const superior = { roles: ['unit_manager'], mode: 'any', above: true };
  const chain = (steps: object[]) => stage.ask(at.administrator, 'PUT', 'approval-chains/gift_application', { permissions: ['policy.read', 'policy.write'], body: { steps, reason: '主管先看' }, headers: { 'if-match': '"0"' } });
  expect((await chain([{ roles: ['supervisor'], mode: 'any' }])).body).toMatchObject({ status: 400, errors: [{ field: 'steps', code: 'step_missing' }] });
  expect((await chain([{ roles: ['supervisor'], mode: 'any' }, superior])).status).toBe(200);
  const customer = await special(at);
  const application = await stage.made(staff(at, 'visitor').send('POST', 'gift-applications', { customerId: customer.id, need: NEED, lines: [{ itemId: gift.id, quantity: 1 }] }));
  await stage.made(act(at, 'visitor', application, 'submit'));
  expect((await act(at, 'superior', application, 'decide', { decision: 'approve' })).status).toBe(403);
  expect((await act(at, 'supervisor', application, 'decide', { decision: 'approve' })).body).toMatchObject({ status: 'submitted', approvedAt: null });
  expect((await act(at, 'superior', application, 'decide', { decision: 'approve' })).body).toMatchObject({ status: 'approved', approvedBy: ['何静', '秦岭'] });
});

test('DV-6 no issue without approval; with it once, out of stock and budget; a mistake comes back', async () => {
  const at = await stage.company('发礼电器');
  const gift = await supplied(at);
  const draft = await stage.made(write(at, (await special(at)).id, gift.id));
  expect((await act(at, 'keeper', draft, 'issue', ISSUE)).body).toMatchObject({ status: 409, code: 'gift_not_approved', clause: 'DV-6', allowed: ['submitted', 'withdrawn'] });
  await stage.made(act(at, 'supervisor', draft, 'submit'));
  expect((await act(at, 'keeper', draft, 'issue', ISSUE)).body).toMatchObject({ status: 409, code: 'gift_not_approved' });
  await stage.made(act(at, 'superior', draft, 'decide', { decision: 'approve' }));
  expect((await act(at, 'visitor', draft, 'issue', ISSUE)).body).toMatchObject({ status: 403, permission: 'giftItem.work' });
  const { body: issued } = await act(at, 'keeper', draft, 'issue', ISSUE);
  expect(issued).toMatchObject({ status: 'issued', issuedBy: '物管', remaining: '400.00', handOutId: expect.any(String) });
  expect((await act(at, 'keeper', draft, 'issue', ISSUE)).body).toMatchObject({ status: 409, code: 'gift_not_approved', allowed: ['approved'] });
  const [handOut] = (await staff(at, 'keeper').get('hand-outs')).body.items;
  expect(handOut).toMatchObject({ id: issued.handOutId, applicationId: draft.id, cost: '600.00', receivedBy: '顾海' });
  expect((await staff(at, 'keeper').send('POST', `hand-outs/${handOut.id}/take-back`, { reason: '退回' })).body).toMatchObject({ status: 422, code: 'of_an_application', clause: 'DV-6' });
  expect((await act(at, 'keeper', draft, 'take-back', { reason: '发错客户' })).body).toMatchObject({ status: 'approved', remaining: '1000.00', handOutId: null });
  expect((await act(at, 'keeper', draft, 'issue', ISSUE)).body).toMatchObject({ status: 'issued', remaining: '400.00' });
  expect(await stage.read(at, (tx) => stage.get(Stock).verify(tx))).toEqual([]);
});

test('DV-6 not beyond the budget: at the submission, at the approval, at the issue', async () => {
  const at = await stage.company('预算电器');
  const gift = await supplied(at);
  const large = await stage.made(write(at, (await special(at)).id, gift.id, { lines: [{ itemId: gift.id, quantity: 4 }] }));
  expect((await act(at, 'supervisor', large, 'submit')).body).toMatchObject({ status: 422, code: 'above_budget', clause: 'DV-6', remaining: '1000.00', asked: '1200.00' });
  const [first, second] = [await approved(at, gift.id), await approved(at, gift.id)];
  const third = await stage.made(write(at, (await special(at)).id, gift.id));
  await stage.made(act(at, 'supervisor', third, 'submit'));
  await stage.made(act(at, 'keeper', first, 'issue', ISSUE));
  expect((await act(at, 'superior', third, 'decide', { decision: 'approve' })).body).toMatchObject({ status: 422, code: 'above_budget', clause: 'DV-6', remaining: '400.00' });
  expect((await staff(at, 'supervisor').get(`gift-applications/${third.id}`)).body).toMatchObject({ status: 'submitted', approvals: [{ status: 'pending' }] });
  expect((await act(at, 'keeper', second, 'issue', ISSUE)).body).toMatchObject({ status: 422, code: 'above_budget', clause: 'DV-6' });
  const elsewhere = await stage.company('无预算电器');
  const other = await stage.made(staff(elsewhere, 'keeper').send('POST', 'items', { kind: 'gift', name: '茶具', unitName: '套', price: '300' }));
  const without = await stage.made(write(elsewhere, (await special(elsewhere)).id, other.id));
  expect((await act(elsewhere, 'supervisor', without, 'submit')).body).toMatchObject({ status: 422, code: 'no_budget', clause: 'DV-6' });
});

test('DV-6 50 approved ones issued at once against a budget for one: exactly one passes', async () => {
  const at = await stage.company('抢发电器');
  const gift = await supplied(at, { amount: '300.00', quantity: 50 });
  const applications: GiftApplicationView[] = [];
  for (let i = 0; i < 50; i += 1) applications.push(await approved(at, gift.id, { lines: [{ itemId: gift.id, quantity: 1 }] }));
  const answers = await Promise.all(applications.map((application) => act(at, 'keeper', application, 'issue', ISSUE)));
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, ...Array<number>(49).fill(422)]);
  expect(answers.filter(({ status }) => status === 422).every(({ body }) => body.code === 'above_budget' && body.clause === 'DV-6')).toBe(true);
  expect((await staff(at, 'keeper').get('hand-outs')).body.items).toHaveLength(1);
  expect((await staff(at, 'superior').get('item-budgets')).body.items).toMatchObject([{ spent: '300.00', remaining: '0.00' }]);
  expect(((await staff(at, 'keeper').get('items')).body.items)[0].held).toMatchObject([{ quantity: 49 }]);
}, 120_000);

test('DV-6 one application issued by many at once goes out once; no longer special, it does not', async () => {
  const at = await stage.company('并发电器');
  const gift = await supplied(at);
  const application = await approved(at, gift.id);
  const statuses = (await Promise.all(Array.from({ length: 10 }, () => act(at, 'keeper', application, 'issue', ISSUE)))).map(({ status }) => status).toSorted();
  expect(statuses).toEqual([200, ...Array<number>(9).fill(409)]);
  const customer = await special(at);
  const late = await stage.made(write(at, customer.id, gift.id, { lines: [{ itemId: gift.id, quantity: 1 }] }));
  await stage.made(act(at, 'supervisor', late, 'submit'));
  await stage.made(act(at, 'superior', late, 'decide', { decision: 'approve' }));
  await stage.made(staff(at, 'supervisor').send('POST', `customers/${customer.id}/special`, {}));
  expect((await act(at, 'keeper', late, 'issue', ISSUE)).body).toMatchObject({ status: 422, code: 'not_special', clause: 'DV-6' });
});

test('DV-6 withdrawn by its maker, there and on the page of approvals', async () => {
  const gift = await supplied(east);
  const [first, second] = [await stage.made(write(east, (await special(east)).id, gift.id)), await stage.made(write(east, (await special(east)).id, gift.id))];
  await stage.made(act(east, 'supervisor', first, 'submit'));
  expect((await act(east, 'supervisor', first, 'withdraw', { reason: '客户改期' })).body).toMatchObject({ status: 'withdrawn', reason: '客户改期', approvals: [{ status: 'withdrawn' }] });
  const { body } = await act(east, 'supervisor', second, 'submit');
  await stage.made(staff(east, 'supervisor').send('POST', `approvals/${body.approvals[0].id}/withdraw`));
  expect((await staff(east, 'supervisor').get(`gift-applications/${second.id}`)).body).toMatchObject({ status: 'returned', approvals: [{ status: 'withdrawn' }] });
  expect((await act(east, 'visitor', second, 'submit')).body).toMatchObject({ status: 422, code: 'not_the_maker', clause: 'DV-6' });
});

test('DV-6 《赠送礼品预算申请表》 as PDF; lists by status, customer and maker', async () => {
  const at = await stage.company('打印电器');
  const gift = await supplied(at);
  const application = await approved(at, gift.id);
  const response = await fetch(`http://127.0.0.1:${stage.port}/v1/distributor-visits/gift-applications/${application.id}/form`, { headers: stage.headersOf(at.supervisor, ['giftItem.read']) });
  expect([response.status, response.headers.get('content-type'), decodeURIComponent(response.headers.get('content-disposition')!), response.headers.get('x-missing-characters')]).toEqual([200, 'application/pdf', `attachment; filename*=UTF-8''赠送礼品预算申请表 ${application.number}.pdf`, null]);
  expect(Buffer.from(await response.arrayBuffer()).subarray(0, 5).toString()).toBe('%PDF-');
  const draft = await stage.made(write(at, (await special(at)).id, gift.id));
  const list = async (query = '') => (await staff(at, 'supervisor').get(`gift-applications?${query}`)).body;
  const ids = async (query = '') => (await list(query)).items.map((g: GiftApplicationView) => g.id);
  expect([await ids(), await ids('status=approved'), await ids(`customerId=${draft.customerId}`), await ids('maker=me')]).toEqual([[draft.id, application.id], [application.id], [draft.id], [draft.id, application.id]]);
  const { nextCursor } = await list('limit=1');
  expect(await ids(`limit=1&cursor=${nextCursor}`)).toEqual([application.id]);
});

test('DV-6 of the own unit and company alone (PF-4, PF-6)', async () => {
  const gift = await supplied(east);
  const customer = await special(east);
  const application = await stage.made(write(east, customer.id, gift.id));
  expect((await staff(east, 'salesperson').send('POST', 'gift-applications', { customerId: customer.id, need: NEED, lines: [{ itemId: gift.id, quantity: 1 }] })).body).toMatchObject({ status: 403, permission: 'giftApplication.write' });
  expect((await staff(east, 'southSupervisor').get(`gift-applications/${application.id}`)).status).toBe(403);
  expect((await staff(east, 'southSupervisor').get('gift-applications')).body.items).toEqual([]);
  expect((await staff(west, 'supervisor').get(`gift-applications/${application.id}`)).status).toBe(404);
  for (const [who, verb, body] of [['supervisor', 'submit', {}], ['superior', 'decide', { decision: 'approve' }], ['keeper', 'issue', ISSUE], ['keeper', 'take-back', { reason: '退回' }], ['supervisor', 'withdraw', { reason: '不送' }]] as const) expect((await act(west, who, application, verb, body)).status).toBe(404);
  expect((await write(west, customer.id, gift.id)).body).toMatchObject({ status: 400, clause: 'DV-2' });
});
