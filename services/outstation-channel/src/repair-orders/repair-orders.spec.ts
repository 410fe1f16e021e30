import { buffer } from 'node:stream/consumers';
import { newId } from '@luyue/kernel';
import { Workbooks } from '@luyue/reports';
import { PeriodOpener } from '@luyue/obligations';
import { type Maker, type Running, startChannel } from '../channel.harness.ts';
import type { OrderImport, RepairOrderView } from './order-views.ts';

let stage: Running;
let at: Maker;
let station: string;
beforeAll(async () => {
  stage = await startChannel();
  at = await opened('星河通信');
  station = at.stations[0]!.unitId;
}, 60_000);
afterAll(() => stage.stop());

/** A maker with both its stations opened in one region, where 李客户 is posted. */
async function opened(name: string, now?: string): Promise<Maker> {
  const maker = await stage.maker(name, now);
  const { region } = await stage.posted(maker);
  for (const [n, { unitId }] of maker.stations.entries()) await stage.must(stage.staff(maker).manager.send('POST', 'stations', { unitId, regionId: region.id, number: `S-${n}`, openedOn: '2026-01-05' }));
  return maker;
}

const FORM = { model: 'C118', serial: 'SN-1', fault: '不开机', level: 'minor', parts: [{ name: '电源板', quantity: 1 }], customerName: '张三', customerPhone: '13800000001', soldOn: '2025-05-01', repairedOn: '2026-02-20' };
let last = 0;
const enter = (maker: Maker, more: object = {}, n = 0) => stage.station(maker, n).send<RepairOrderView & { errors: object[] }>('POST', 'repair-orders', { stationId: maker.stations[n]!.unitId, number: `W${++last}`, ...FORM, ...more });
const mail = (maker: Maker, more: object = {}, n = 0) => stage.station(maker, n).send('POST', 'order-mailings', { stationId: maker.stations[n]!.unitId, month: '2026-02', tracking: 'SF1001', ...more });

test('OC-3.2.2a a station enters its orders, and what is still missing stands on each', async () => {
  const { status, body } = await enter(at, { fault: undefined, parts: undefined });
  expect([status, body]).toMatchObject([201, { stationName: '东城授权站', month: '2026-02', missing: ['fault', 'parts'], status: 'entered', origin: 'live', customerPhone: '13800000001' }]);
  expect((await enter(at, { number: body.number })).body).toMatchObject({ status: 400, clause: 'OC-3.2.2a', errors: [{ field: 'number', code: 'taken' }] });
  expect((await enter(at, { repairedOn: '2026-03-03' })).body.errors).toMatchObject([{ field: 'repairedOn', code: 'future' }]);
  for (const more of [{ level: 'huge' }, { parts: [{ name: 'x', quantity: 0 }] }, { customerPhone: 'abc' }]) expect((await enter(at, more)).status).toBe(400);
  const correct = (fields: object, version: number) => stage.station(at).send('PATCH', `repair-orders/${body.id}`, fields, { 'if-match': `"${version}"` });
  expect((await correct({ fault: '不开机', parts: [] }, 1)).body).toMatchObject({ missing: [], parts: [], version: 2 });
  expect((await correct({ fault: 'x' }, 1)).status).toBe(412);
  // Masked in the list, in full on the order itself.
  expect((await stage.staff(at).li.get(`repair-orders?serial=SN-1`)).body.items[0]).toMatchObject({ customerPhone: '138****0001' });
  // Found by the beginning of the number or the whole serial number; another station's user finds nothing of it.
  const { body: named } = await enter(at, { number: 'Q%26-07', serial: 'SQ-7' });
  const found = async (q: string, who = stage.staff(at).li): Promise<string[]> => (await who.get(`repair-orders?q=${encodeURIComponent(q)}`)).body.items.map((o: RepairOrderView) => o.number);
  for (const q of ['Q%26-07', 'Q%26', 'q%', 'SQ-7', 'sq-7']) expect([q, await found(q)]).toEqual([q, [named.number]]);
  for (const q of ['26-07', 'SQ', '%26', 'Q_26']) expect([q, await found(q)]).toEqual([q, []]);
  expect(await found('Q%26', stage.station(at, 1))).toEqual([]);
});

test('OC-3.2.2a incomplete orders are not mailed; mailed ones are accepted together or come back with a guidance note', async () => {
  const maker = await opened('寄单通信');
  const [whole, other, part] = [(await enter(maker)).body, (await enter(maker, { serial: 'SN-2' })).body, (await enter(maker, { serial: undefined })).body];
  expect((await mail(maker)).body).toMatchObject({ status: 422, code: 'incomplete', clause: 'OC-3.2.2a', numbers: [part.number] });
  for (const mailedOn of ['2026-03-03', '2026-01-31']) expect((await mail(maker, { mailedOn })).body.errors).toMatchObject([{ field: 'mailedOn', code: 'range' }]);
  const { body: mailing } = await mail(maker, { leaveIncomplete: true });
  expect(mailing).toMatchObject({ stationName: '东城授权站', month: '2026-02', mailedOn: '2026-03-02', orders: 2 });
  const who = stage.staff(maker);
  const giveBack = (order: { id: string }) => who.assistant.send('POST', `repair-orders/${order.id}/return`, { reason: '故障描述不清' });
  expect((await giveBack(part)).body).toMatchObject({ status: 409, code: 'transition_refused', allowed: ['mailed'] });
  expect((await who.li.send('POST', `repair-orders/${whole.id}/return`, { reason: '越权' })).body).toMatchObject({ status: 403, permission: 'repairOrder.review' });
  expect((await giveBack(whole)).body).toMatchObject({ status: 'returned', returns: 1, returnReason: '故障描述不清' });
  expect((await who.assistant.send('POST', `order-mailings/${mailing.id}/accept`)).body).toEqual({ accepted: 1 });
  expect((await who.assistant.get(`repair-orders/${other.id}`)).body).toMatchObject({ status: 'accepted' });
  expect((await giveBack(other)).body).toMatchObject({ status: 409, allowed: ['settled'] });
  expect((await stage.station(maker).send('PATCH', `repair-orders/${other.id}`, { fault: 'x' }, { 'if-match': '"3"' })).body).toMatchObject({ status: 409, code: 'transition_refused' });
  // Corrected it is mailed again, and what had come back is still counted.
  const { version } = (await stage.station(maker).get(`repair-orders/${whole.id}`)).body;
  expect((await stage.station(maker).send('PATCH', `repair-orders/${whole.id}`, { fault: '主板不通电' }, { 'if-match': `"${version}"` })).body).toMatchObject({ status: 'entered', returns: 1, mailingId: null });
  expect((await mail(maker, { leaveIncomplete: true })).body).toMatchObject({ orders: 1 });
  expect((await who.engineer.get('repair-orders/counts?month=2026-02')).body.items).toEqual([{ stationId: maker.stations[0]!.unitId, stationName: '东城授权站', entered: 1, incomplete: 1, mailed: 1, returned: 0, accepted: 1, settled: 0, returns: 1 }]);
  const { items: [note] } = (await who.li.get('order-guidances')).body;
  expect(note).toMatchObject({ orderNumber: whole.number, userId: maker.people.li.id, userName: '李客户', reason: '故障描述不清', guidedAt: null });
  const done = () => who.li.send('POST', `order-guidances/${note.id}/done`, { note: '电话讲解填写要求' });
  expect((await done()).body).toMatchObject({ guidedBy: '李客户', note: '电话讲解填写要求' });
  expect((await done()).body).toMatchObject({ status: 409, code: 'guided' });
  expect([(await who.li.get('order-guidances')).body.items, (await who.li.get('order-guidances?state=done')).body.items.length]).toEqual([[], 1]);
});

test("OC-3.2.2a the month's orders are mailed by the 5th of the next, a duty of the station's own; the 6th is late (reading 15)", async () => {
  const maker = await opened('按月通信', '2026-01-20T02:00:00.000Z');
  const owed = async (n: number) => (await stage.staff(maker).engineer.get(`obligations?clauseId=OC-3.2.2a&limit=50`)).body.items.filter((o: { owner: { unitId: string } }) => o.owner.unitId === maker.stations[n]!.unitId);
  await stage.moveTo(maker, '2026-02-02T02:00:00.000Z');
  await stage.get(PeriodOpener).turn();
  // Whoever begins within January owes from February on (R4).
  expect(await owed(0)).toMatchObject([{ status: 'open', owner: { userId: null }, dueAt: '2026-03-05T16:00:00.000Z', subject: { title: '东城授权站' } }]);
  // What goes out inside the month is a part of it, and leaves the rest owed.
  await stage.moveTo(maker, '2026-02-20T02:00:00.000Z');
  expect((await mail(maker)).status).toBe(201);
  expect(await owed(0)).toMatchObject([{ status: 'open', dueAt: '2026-03-05T16:00:00.000Z' }]);
  await stage.moveTo(maker, '2026-03-05T15:59:00.000Z');
  expect((await mail(maker)).body).toMatchObject({ orders: 0 });
  await stage.moveTo(maker, '2026-03-06T02:00:00.000Z');
  expect((await mail(maker, {}, 1)).status).toBe(201);
  const statusOf = async (n: number) => (await owed(n)).find((o: { dueAt: string }) => o.dueAt === '2026-03-05T16:00:00.000Z').status;
  expect([await statusOf(0), await statusOf(1)]).toEqual(['met', 'met_late']);
});

test('a mailing that is entered on the 6th counts from the day on which it was sent (R6)', async () => {
  const maker = await opened('补录通信', '2026-01-20T02:00:00.000Z');
  await stage.moveTo(maker, '2026-03-06T02:00:00.000Z');
  await stage.must(mail(maker, { mailedOn: '2026-03-05' }));
  const { items } = (await stage.staff(maker).engineer.get('obligations?clauseId=OC-3.2.2a&limit=50')).body;
  expect(items.filter((o: { owner: { unitId: string }; dueAt: string }) => o.owner.unitId === maker.stations[0]!.unitId && o.dueAt === '2026-03-05T16:00:00.000Z')).toMatchObject([{ status: 'met' }]);
});

describe('from Excel', () => {
  const HEADS = ['授权站编号', '工单号', '机型', '串号', '故障', '维修级别', '配件', '客户', '客户电话', '销售日期', '维修日期'];
  const row = (cells: string[]) => Object.fromEntries(HEADS.map((head, i) => [head, cells[i] ?? null]));
  const workbook = (rows: object[]) => buffer(stage.get(Workbooks).writeTable(HEADS.map((label) => ({ key: label, label })), rows as never, { title: '维修工单', zone: 'Asia/Shanghai' }));
  const upload = async (maker: Maker, file: Buffer, query = '', who: 'li' | 'station' = 'li', name = 'w.xlsx'): Promise<OrderImport & { status?: number }> => {
    const form = new FormData();
    form.append('file', new Blob([new Uint8Array(file)]), name);
    const headers = who === 'li' ? stage.headersOf(maker.people.li, ['repairOrder.write']) : stage.headersOf(maker.stations[0]!.user, ['station.portal'], [maker.stations[0]!.unitId]);
    return (await fetch(`http://127.0.0.1:${stage.port}/v1/outstation-channel/repair-orders/import${query}`, { method: 'POST', headers, body: form })).json() as Promise<OrderImport>;
  };
  const good = (n: number, more: string[] = []) => ['S-0', `E${n}`, 'C118', `SN-${n}`, '不开机', '小修', '电源板×2', '张三', '13800000001', '2025-05-01', '2026-02-20'].map((cell, i) => more[i] ?? cell);

  const givenBack = async (maker: Maker, rejected: OrderImport['rejected']) => {
    const headers = { ...stage.headersOf(maker.people.li, ['repairOrder.write']), 'content-type': 'application/json', 'accept-language': 'zh' };
    const answer = await fetch(`http://127.0.0.1:${stage.port}/v1/outstation-channel/repair-orders/rejected-rows`, { method: 'POST', headers, body: JSON.stringify({ rejected }) });
    const sheet = await stage.get(Workbooks).readWorkbook(Buffer.from(await answer.arrayBuffer()), { maxRows: 10, maxCells: 200 });
    if ('errors' in sheet) throw new Error(JSON.stringify(sheet.errors));
    return sheet;
  };

  test('PF-15 what is right is taken in, complete or not; the other rows come back with their reasons', async () => {
    const maker = await opened('导入通信');
    const file = await workbook([
      row(good(1)), row(good(2, ['', '', '', '', '', '', ''])), row(['S-0', 'E3', 'C118']), row(good(4, ['S-9'])), row(good(1)), row(good(6, ['S-1', '', '', '', '', '巨修'])), row(good(7, ['S-0', 'E7', 'C118', 'SN', 'x', '大修', '电源板×0'])),
      row(good(8, ['S-0', 'E8', 'C118', 'SN', 'x', '大修', '无', '张三', '电话'])), row(good(9, ['S-1', 'E1', 'C118', 'SN', 'x', '大修', '无', '张三', '13800000001', '2025-05-01', '2026-03-03'])), row(good(10, ['S-1', 'E1'])),
    ]);
    const answer = await upload(maker, file);
    expect(answer).toMatchObject({ rows: 10, created: 3, incomplete: 1, rejectedCount: 7 });
    expect(answer.rejected.map((r) => [r.row, r.reasons.map((reason) => reason.zh).join()])).toEqual([
      [3, expect.stringContaining('工单号')], [5, '没有这个编号的授权站'], [6, '这个站已有同号工单'], [7, expect.stringContaining('维修级别')], [8, expect.stringContaining('配件看不懂')], [9, '客户电话应是电话号码'], [10, '维修日期还没到'],
    ]);
    // What came back is given as a table; mended there, it is taken in.
    const sheet = await givenBack(maker, answer.rejected.slice(0, 2));
    expect(sheet.rows.map(({ cells }) => cells.at(-1)!.value)).toEqual(['原因', expect.stringContaining('工单号'), '没有这个编号的授权站']);
    expect(sheet.rows[2]!.cells.slice(0, 3).map(({ value }) => value)).toEqual(['S-9', 'E4', 'C118']);
    expect(sheet.rows[2]!.cells[5]!.value).toBe('小修');
    expect((await upload(maker, file)).created).toBe(0);
    expect((await stage.staff(maker).li.get('repair-orders?limit=1')).body.items[0]).toMatchObject({ origin: 'import' });
    const { items } = (await stage.staff(maker).li.get(`repair-orders?stationId=${maker.stations[0]!.unitId}`)).body;
    expect(items.find((o: RepairOrderView) => o.number === 'E1')).toMatchObject({ parts: [{ name: '电源板', quantity: 2 }], missing: [], level: 'minor', month: '2026-02' });
    expect(items.find((o: RepairOrderView) => o.number === 'E3')).toMatchObject({ parts: null, missing: ['serial', 'fault', 'level', 'parts', 'customerName', 'customerPhone', 'soldOn', 'repairedOn'] });
  });

  test('a station brings in its own orders alone', async () => {
    const maker = await opened('自导通信');
    const [mine, theirs] = [maker.stations[0]!.unitId, maker.stations[1]!.unitId];
    const file = await workbook([row(good(1, [''])), row(good(2, ['S-1']))]);
    expect(await upload(maker, file, `?stationId=${mine}`, 'station')).toMatchObject({ created: 1, rejected: [{ row: 3, reasons: [{ zh: '是另一个站的工单' }] }] });
    expect(await upload(maker, file, `?stationId=${theirs}`, 'station')).toMatchObject({ status: 403 });
    expect(await upload(maker, file, '', 'station')).toMatchObject({ created: 0, rejectedCount: 2 });
    expect(await upload(maker, Buffer.from('x'))).toMatchObject({ status: 400 });
    expect(await upload(maker, file, '', 'li', 'w.csv')).toMatchObject({ status: 400, errors: [{ code: 'not_xlsx' }] });
    expect(await upload(maker, await workbook([]))).toMatchObject({ rows: 0, created: 0 });
  });

  test('several batches are one import', async () => {
    const maker = await opened('大批通信');
    const count = 4_500;
    const file = await workbook(Array.from({ length: count }, (_, n) => row(good(n, n % 1_000 === 999 ? ['S-9'] : []))));
    const answer = await upload(maker, file);
    expect(answer).toMatchObject({ rows: count, created: count - Math.floor(count / 1_000), rejectedCount: Math.floor(count / 1_000) });
  }, 120_000);
});

test('a station with unsettled orders does not close, and one that has closed takes none', async () => {
  const maker = await opened('关站通信');
  const close = (n: number) => stage.staff(maker).manager.send('POST', `stations/${maker.stations[n]!.unitId}/close`, { on: '2026-03-02', reason: '撤站' });
  await stage.must(enter(maker));
  expect((await close(0)).body).toMatchObject({ status: 409, code: 'station_in_use', title: 'It cannot close yet: 1 repair orders not settled' });
  expect((await close(1)).body).toMatchObject({ status: 'closed' });
  expect((await enter(maker, {}, 1)).body).toMatchObject({ status: 409, code: 'station_closed' });
});

test('PF-4 PF-6 own orders alone: another station 403, another company 404', async () => {
  const other = await opened('别家通信');
  const { body: theirs } = await enter(other);
  const { body: mine } = await enter(at, { serial: 'SN-9' });
  for (const [method, path, body] of [['GET', '', undefined], ['POST', '/return', { reason: '越界' }]] as const) {
    const ask = method === 'GET' ? stage.staff(at).engineer.get(`repair-orders/${theirs.id}`) : stage.staff(at).engineer.send(method, `repair-orders/${theirs.id}${path}`, body);
    expect((await ask).status).toBe(404);
  }
  expect((await stage.station(at, 1).get(`repair-orders/${mine.id}`)).status).toBe(403);
  expect((await stage.station(at, 1).send('POST', 'repair-orders', { stationId: station, number: 'X', ...FORM })).status).toBe(403);
  expect((await stage.station(at, 1).get('repair-orders')).body.items).toEqual([]);
  expect((await stage.station(other).send('POST', 'repair-orders', { stationId: station, number: 'X', ...FORM })).status).toBe(404);
  expect((await stage.staff(at).sales.get('repair-orders')).body).toMatchObject({ status: 403, permission: 'repairOrder.read' });
  expect((await stage.staff(at).engineer.send('POST', `order-mailings/${newId()}/accept`)).status).toBe(404);
});
