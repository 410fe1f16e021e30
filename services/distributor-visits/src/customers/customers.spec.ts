import { newId } from '@luyue/kernel';
import { Workbooks } from '@luyue/reports';
import { buffer } from 'node:stream/consumers';
import { type Maker, type Running, shop, startVisits } from '../visits.harness.ts';
import { CustomerRecord } from './customer-record.ts';

let stage: Running;
let east: Maker;
let west: Maker;
beforeAll(async () => {
  stage = await startVisits();
  [east, west] = [await stage.company('江州家电'), await stage.company('海州家电')];
}, 60_000);
afterAll(() => stage.stop());

const register = (at: Maker, more: object = {}) => stage.staff(at, 'supervisor').send('POST', 'customers', { ...shop(), unitId: at.east, ...more });
const found = async (at: Maker, query: string): Promise<string[]> => (await stage.staff(at, 'supervisor').get(`customers?${query}`)).body.items.map((c: { name: string }) => c.name);

test('DV-2 a customer is one of four types; what is none is refused', async () => {
  for (const [type, zh] of [['distributor', '经销商'], ['retailer', '零售商'], ['processing_factory', '委托加工工厂'], ['consumer', '消费者']]) {
    const { status, body } = await register(east, { type, name: `四类${zh}`, contacts: [] });
    expect([status, body.typeName.zh, body.number.slice(0, 10)]).toEqual([201, zh, 'KH20260930']);
  }
  expect((await register(east, { type: 'supplier', name: '供应商' })).body).toMatchObject({ status: 400, errors: [{ field: 'type' }] });
  expect((await register(east, { name: '坏电话', contacts: [{ name: '顾', phone: 'abc' }] })).body).toMatchObject({ status: 400, clause: 'DV-2', errors: [{ field: 'contacts.0.phone' }] });
  expect((await register(east, { name: '半个坐标', longitude: undefined })).body).toMatchObject({ status: 400, errors: [{ field: 'longitude', code: 'both' }] });
  expect((await register(east, { name: '别的地区', regionId: newId() })).body).toMatchObject({ errors: [{ field: 'regionId', code: 'unknown_region' }] });
});

test('DV-2 the same name or phone may be the same customer: named, and registered when that was looked at', async () => {
  const { body: first } = await register(east, { name: '双胞胎 商贸', contacts: [{ name: '甲', phone: '13911112222' }] });
  expect((await register(east, { name: '双胞胎商贸', contacts: [] })).body).toMatchObject({ status: 409, code: 'possible_duplicate', clause: 'DV-2', duplicates: [{ id: first.id }] });
  expect((await register(east, { name: '另一家', contacts: [{ name: '乙', phone: '139 1111 2222' }] })).body).toMatchObject({ code: 'possible_duplicate', duplicates: [{ id: first.id }] });
  expect((await register(east, { name: '双胞胎商贸', contacts: [], duplicateAcknowledged: true })).status).toBe(201);
  expect((await register(west, { name: '双胞胎商贸', contacts: [{ name: '甲', phone: '13911112222' }] })).status).toBe(201);
});

test('found by name, address, initials, and the end of number and phone', async () => {
  const { body } = await register(east, { name: '琥珀泉电器', address: '虎丘区枫桥路 8 号', contacts: [{ name: '丙', phone: '13777774321' }] });
  for (const q of ['琥珀泉', '枫桥路', 'hpq', '4321', body.number.slice(-6), '琥珀 枫桥']) expect([q, await found(east, `q=${encodeURIComponent(q)}`)]).toEqual([q, expect.arrayContaining(['琥珀泉电器'])]);
  expect(await found(west, `q=${encodeURIComponent('琥珀泉')}`)).toEqual([]);
  expect(await found(east, `q=${encodeURIComponent('琥')}`)).toEqual([]);
});

test('a change keeps every field with what it was; a stale one is refused', async () => {
  const customer = await stage.customer(east, { name: '改名商行' });
  const change = (body: object, version: number) => stage.staff(east, 'supervisor').send('PATCH', `customers/${customer.id}`, body, { 'if-match': `"${version}"` });
  expect((await change({ name: '新名商行', contacts: [{ name: '丁', phone: '13600001234' }] }, 1)).body).toMatchObject({ name: '新名商行', version: 2 });
  expect((await change({ name: '又改' }, 1)).status).toBe(412);
  expect((await stage.staff(east, 'supervisor').send('PATCH', `customers/${customer.id}`, { name: '又改' })).status).toBe(428);
  const { items } = (await stage.staff(east, 'supervisor').get(`customers/${customer.id}/history`)).body;
  expect(items).toMatchObject([{ by: '何静', fields: [{ field: 'name', before: '"改名商行"', after: '"新名商行"' }, { field: 'contacts' }] }]);
  expect(items[0].fields[1].after).toContain('136****1234');
  expect(await found(east, `q=${encodeURIComponent('新名商行')}`)).toEqual(['新名商行']);
});

test('DV-6 the flag of a special customer stands with its reason, given by the supervisor alone', async () => {
  const customer = await stage.customer(east, { name: '特殊客户' });
  expect((await stage.staff(east, 'visitor').send('POST', `customers/${customer.id}/special`, { reason: '省内最大' })).body).toMatchObject({ status: 403, permission: 'visitGrade.write' });
  expect((await stage.staff(east, 'supervisor').send('POST', `customers/${customer.id}/special`, { reason: '省内最大' })).body.specialReason).toBe('省内最大');
  expect(await found(east, 'special=1')).toEqual(['特殊客户']);
  expect((await stage.staff(east, 'supervisor').send('POST', `customers/${customer.id}/special`, {})).body.specialReason).toBeNull();
});

test('DV-4.2 the named visitor is not the region\'s own salesperson, unless the supervisor says why', async () => {
  const region = await stage.region(east, '湖嘉绍');
  const customer = await stage.customer(east, { name: '指定专人', regionId: region.id });
  const name = (body: object) => stage.staff(east, 'supervisor').send('POST', `customers/${customer.id}/visitor`, body);
  expect((await name({ userId: east.visitor.id })).body).toMatchObject({ visitorName: '林岚', visitorReason: null });
  expect((await name({ userId: east.salesperson.id })).body).toMatchObject({ status: 422, clause: 'DV-4.2', code: 'own_salesperson', errors: [{ field: 'reason' }] });
  expect((await name({ userId: east.salesperson.id, reason: '只有他熟悉方言' })).body).toMatchObject({ visitorName: '业一', visitorReason: '只有他熟悉方言' });
  expect((await name({ userId: east.keeper.id })).body).toMatchObject({ status: 400, errors: [{ code: 'not_a_visitor' }] });
  expect((await stage.staff(east, 'visitor').send('POST', `customers/${customer.id}/visitor`, { userId: east.visitor.id })).body).toMatchObject({ permission: 'visitPlan.write' });
  const elsewhere = await stage.customer(east, { name: '外地区客户' });
  expect((await stage.staff(east, 'supervisor').send('POST', `customers/${elsewhere.id}/visitor`, { userId: east.salesperson.id })).status).toBe(200);
  expect(await found(east, `visitor=${east.salesperson.id}`)).toEqual(['外地区客户', '指定专人']);
});

test('DV-4.1 a grade counts from its month, in the record, in lists and on the map: nobody has to touch it when the month turns', async () => {
  const at = await stage.company('分级家电');
  const customer = await stage.customer(at, { name: '分级客户' });
  for (const [grade, from] of [['B', '2026-07'], ['A', '2026-10']] as const) await stage.write(at, (tx) => stage.get(CustomerRecord).grade(tx, customer.id, grade, from));
  const shown = async () => [
    (await stage.staff(at, 'visitor').get(`customers/${customer.id}`)).body.grade, await found(at, 'grade=A'), await found(at, 'grade=B'), (await stage.staff(at, 'visitor').get('customers/points')).body.items[0].grade,
  ];
  expect(await shown()).toEqual(['B', [], ['分级客户'], 'B']);
  await stage.moveTo(at, '2026-09-30T16:00:00.000Z');
  expect(await shown()).toEqual(['A', ['分级客户'], [], 'A']);
  expect(await found(at, 'grade=none')).toEqual([]);
});

test('purchases by day, amounts in yuan, not of tomorrow', async () => {
  const customer = await stage.customer(east, { name: '买货客户' });
  const buy = (body: object) => stage.staff(east, 'salesperson').send('POST', `customers/${customer.id}/purchases`, { boughtOn: '2026-09-01', product: '净水机 X1', quantity: 12, amount: '35988.00', ...body });
  expect((await buy({})).body).toMatchObject({ amount: '35988.00', quantity: 12 });
  await buy({ boughtOn: '2026-09-20', quantity: 1.5, amount: '10.5' });
  expect((await buy({ boughtOn: '2026-10-01' })).body).toMatchObject({ errors: [{ field: 'boughtOn', code: 'future' }] });
  expect((await stage.staff(east, 'visitor').get(`customers/${customer.id}/purchases?limit=1`)).body).toMatchObject({ items: [{ boughtOn: '2026-09-20', amount: '10.50' }], nextCursor: expect.any(String) });
});

test('a closed record takes nothing more and can be taken up again', async () => {
  const customer = await stage.customer(east, { name: '停用客户' });
  const set = (status: string) => stage.staff(east, 'supervisor').send('POST', `customers/${customer.id}/status`, { status, reason: '歇业' });
  expect((await set('active')).body).toMatchObject({ status: 409, allowed: ['closed'] });
  expect((await set('closed')).body.status).toBe('closed');
  expect(await found(east, 'status=closed')).toEqual(['停用客户']);
  expect((await set('active')).body.status).toBe('active');
});

test('PF-15 customers from Excel: good rows are taken in, the others come back with their reasons', async () => {
  await stage.customer(east, { name: '早有档案', contacts: [{ name: '戊', phone: '13500000001' }] });
  const { name: region } = await stage.region(east, '导入地区');
  const columns = ['type', 'name', 'region', 'city', 'address', 'latitude', 'longitude', 'contact', 'phone'].map((key) => ({ key, label: key }));
  const row = (type: string, name: string, more: object = {}) => ({ type, name, region: '', city: '常州', address: '', latitude: null, longitude: null, contact: '己', phone: '', ...more });
  const content = await buffer(stage.get(Workbooks).writeTable(columns, [
    row('经销商', '导入一号', { region, phone: '13500000010', latitude: 31.8, longitude: 119.9 }), row('批发', '导入二号', { phone: '13500000011' }), row('零售商', '早有档案', { phone: '13500000012' }), row('零售商', '导入三号', { phone: '13500000010' }),
    row('零售商', '导入四号', { phone: '12' }), row('消费者', '导入五号', { latitude: 31, phone: '13500000015' }), row('消费者', '导入六号', { contact: '' }), row('消费者', '导入七号', { region: '没有的地区', phone: '13500000017' }),
  ], { title: 'x', zone: 'Asia/Shanghai' }));
  const upload = (who: 'supervisor' | 'visitor' | 'leader', file: Buffer, name = 'k.xlsx') => {
    const form = new FormData();
    form.append('file', new Blob([new Uint8Array(file)]), name);
    return fetch(`http://127.0.0.1:${stage.port}/v1/distributor-visits/customers/import?unitId=${east.east}`, { method: 'POST', headers: stage.headersOf(east[who], who === 'leader' ? ['visitCustomer.read'] : ['visitCustomer.write'], [east.east]), body: form });
  };
  const answer = await (await upload('supervisor', content)).json() as { created: number; rejected: { row: number; reasons: string[] }[] };
  expect(answer).toMatchObject({ rows: 8, created: 2 });
  expect(answer.rejected.map((r) => r.row)).toEqual([3, 4, 5, 6, 7, 9]);
  expect(answer.rejected.map((r) => JSON.stringify(r.reasons)).join('\n')).toMatch(/type[\s\S]*早有档案[\s\S]*导入一号[\s\S]*phone[\s\S]*latitude[\s\S]*没有的地区/);
  expect((await stage.staff(east, 'supervisor').get(`customers?q=${encodeURIComponent('导入一号')}`)).body.items).toMatchObject([{ regionName: region }]);
  expect((await found(east, `q=${encodeURIComponent('导入')}`)).toSorted()).toEqual(['导入一号', '导入六号']);
  expect((await (await upload('supervisor', content)).json() as { created: number }).created).toBe(0);
  expect((await upload('leader', content)).status).toBe(403);
  expect((await upload('supervisor', Buffer.from('x'))).status).toBe(400);
  expect((await upload('supervisor', content, 'k.csv')).status).toBe(400);
});

test('PF-15 purchases from Excel: taken in once, counted in the figures of the month; the other rows come back with their reasons, as a workbook too', async () => {
  const at = await stage.company('进货家电');
  const one = await stage.customer(at, { name: '进货一号' });
  const other = await stage.customer(at, { name: '进货二号' });
  for (const phone of ['13300000001', '13300000002']) await register(at, { name: '同名商行', contacts: [{ name: '庚', phone }], duplicateAcknowledged: true });
  const southern = (await stage.staff(at, 'southSupervisor').send('POST', 'customers', { ...shop(), unitId: at.south, name: '南边客户', contacts: [] })).body;
  const row = (customer: string, more: object = {}) => ({ customer, 'bought on': '2026-09-01', product: '净水机 X1', quantity: 12, 'amount (yuan)': 35_988, note: '', ...more });
  const sheet = (rows: object[]) => buffer(stage.get(Workbooks).writeTable(['customer', 'bought on', 'product', 'quantity', 'amount (yuan)', 'note'].map((key) => ({ key, label: key })), rows as never, { title: 'x', zone: 'Asia/Shanghai' }));
  const content = await sheet([
    row(one.number), row('进货 一号', { product: '净水机Ｘ1' }), row('进货二号', { 'bought on': '2026-09-20', quantity: 1.5, 'amount (yuan)': '10.5', note: '补货' }), row('没有的客户'), row('同名商行'), row('南边客户'), row(southern.number),
    row('进货二号', { 'bought on': '2026-10-01' }), row('进货二号', { quantity: 0.0005 }), row('进货二号', { quantity: 1.2345, 'amount (yuan)': '-1' }), row('', { product: '' }), row('进货一号', { quantity: 13 }),
  ]);
  const upload = async (of: Maker, file: Buffer, { permission = 'visitCustomer.write', name = 'j.xlsx' } = {}) => {
    const form = new FormData();
    form.append('file', new Blob([new Uint8Array(file)]), name);
    const answer = await fetch(`http://127.0.0.1:${stage.port}/v1/distributor-visits/purchases/import`, { method: 'POST', headers: stage.headersOf(of.supervisor, [permission], [of.east]), body: form });
    return { status: answer.status, body: await answer.json() as { created: number; rejected: { row: number; cells: string[]; reasons: { zh: string }[] }[]; same: number[] } };
  };
  const bought = async (id: string) => (await stage.staff(at, 'supervisor').get(`customers/${id}/purchases`)).body.items.map((p: { boughtOn: string; quantity: number; amount: string; note: string }) => [p.boughtOn, p.quantity, p.amount, p.note]);
  const [first, again] = await Promise.all([upload(at, content), upload(at, content)]);
  expect([first.body.created, again.body.created].toSorted()).toEqual([0, 3]);
  const { body } = first.body.created ? first : again;
  expect(body).toMatchObject({ rows: 12, created: 3, sameCount: 1, same: [3], rejectedCount: 8 });
  expect((first.body.created ? again : first).body).toMatchObject({ rows: 12, created: 0, sameCount: 4, same: [2, 3, 4, 13], rejectedCount: 8 });
  expect(body.rejected.map((r) => [r.row, r.reasons.map(({ zh }) => zh.split('：')[0]).join('；')])).toEqual([
    [5, '没有这个客户'], [6, '有 2 家同名客户，请填编号'], [7, '没有这个客户'], [8, '没有这个客户'], [9, '进货日期不能晚于今天'], [10, '数量'], [11, '数量最多三位小数；金额不能是负数'], [12, '客户编号或名称；产品'],
  ]);
  expect([await bought(one.id), await bought(other.id)]).toEqual([expect.arrayContaining([['2026-09-01', 12, '35988.00', ''], ['2026-09-01', 13, '35988.00', '']]), [['2026-09-20', 1.5, '10.50', '补货']]]);
  expect(await bought(one.id)).toHaveLength(2);
  expect(await stage.write(at, (tx) => tx.manager.query('SELECT month::text, sum(bought_fen)::text AS fen FROM customer_month WHERE tenant_id = $1 GROUP BY month', [tx.tenantId]))).toEqual([{ month: '2026-09-01', fen: '7198650' }]);
  const back = await fetch(`http://127.0.0.1:${stage.port}/v1/distributor-visits/purchases/rejected-rows`, { method: 'POST', headers: { ...stage.headersOf(at.supervisor, ['visitCustomer.write'], [at.east]), 'content-type': 'application/json' }, body: JSON.stringify({ rejected: body.rejected }) });
  expect((await upload(at, Buffer.from(await back.arrayBuffer()))).body).toMatchObject({ rows: 8, created: 0, rejectedCount: 8 });
  expect((await upload(west, await sheet([row('进货一号'), row('进货二号')]))).body).toMatchObject({ created: 0, rejectedCount: 2 });
  expect([(await upload(at, content, { permission: 'visitCustomer.read' })).status, (await upload(at, Buffer.from('x'))).status, (await upload(at, content, { name: 'j.csv' })).status]).toEqual([403, 400, 400]);
});

test('PF-4, PF-6: of the own unit and company alone; the map shows those with coordinates', async () => {
  const customer = await stage.customer(east, { name: '隔离客户' });
  for (const path of [`customers/${customer.id}`, `customers/${customer.id}/history`, `customers/${customer.id}/purchases`]) {
    expect((await stage.staff(west, 'supervisor').get(path)).status).toBe(404);
    expect((await stage.staff(east, 'southSupervisor').get(path)).status).toBe(403);
  }
  expect((await stage.staff(east, 'southSupervisor').get('customers')).body.items).toEqual([]);
  expect((await register(east, { unitId: east.south, name: '越权' })).body).toMatchObject({ status: 403, permission: 'visitCustomer.write' });
  expect((await stage.staff(east, 'leader').send('POST', 'customers', { ...shop(), unitId: east.east })).body).toMatchObject({ status: 403, permission: 'visitCustomer.write' });
  const points = (await stage.staff(east, 'visitor').get('customers/points')).body.items;
  expect(points.find((p: { id: string }) => p.id === customer.id)).toMatchObject({ latitude: 31.3, longitude: 120.6 });
  expect((await stage.staff(east, 'southVisitor').get('customers/points')).body.items).toEqual([]);
  const first = (await stage.staff(east, 'leader').get('customers?limit=2')).body;
  const second = (await stage.staff(east, 'leader').get(`customers?limit=2&cursor=${first.nextCursor}`)).body;
  expect(first.items.map((c: { id: string }) => c.id)).not.toEqual(expect.arrayContaining([second.items[0].id]));
});
