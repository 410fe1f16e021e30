import { type Maker, type Running, startChannel } from '../channel.harness.ts';
import type { SettlementView } from './settlement-views.ts';

let stage: Running;
beforeAll(async () => { stage = await startChannel(); }, 60_000);
afterAll(() => stage.stop());

const NOW = '2026-03-10T02:00:00.000Z';
const FEES = { minor: '30.00', medium: '80.5', major: '150' };

async function opened(name: string, extra = 0): Promise<Maker> {
  const maker = await stage.maker(name, NOW);
  const region = await stage.region(maker, '陇东');
  for (let n = 0; n < extra; n += 1) maker.stations.push({ unitId: await stage.unit(maker, `加站 ${n}`, { kind: 'station', parent: maker.department }), user: maker.stations[0]!.user });
  for (const [n, { unitId }] of maker.stations.entries()) await stage.must(stage.staff(maker).manager.send('POST', 'stations', { unitId, regionId: region.id, number: `S-${n}`, openedOn: '2026-01-05' }));
  await stage.must(stage.staff(maker).manager.send('POST', 'labour-rates', { departmentUnitId: maker.department, effectiveFrom: '2026-01', fees: FEES, reason: '合同' }));
  return maker;
}
let last = 0;
interface Planted { phone?: string; station?: number; level?: string; mailedOn?: string; month?: string; soldOn?: string; status?: string }
/** Orders that were mailed and accepted. */
const plant = (maker: Maker, orders: Planted[]) => stage.write(maker, ({ manager, tenantId }) => manager.query(`
  INSERT INTO repair_order (tenant_id, id, version, station_id, department_unit_id, region_id, number, month, model, serial, fault, level, parts, customer_name, customer_phone, sold_on, repaired_on, missing, status, origin, entered_at, entered_by, returns, mailing_id, mailed_on)
  SELECT $1::uuid, gen_random_uuid(), 1, o.station, $2::uuid, $2::uuid, o.number, o.month, 'C118', 'SN' || o.number, 'x', o.level, '[]', '张三', coalesce(o.phone, o.number), o."soldOn"::date, (o.month || '-20')::date, '{}', o.status, 'live', now(), 'x', 0, gen_random_uuid(), o."mailedOn"::date
  FROM jsonb_to_recordset($3::jsonb) AS o(station uuid, number text, phone text, level text, month text, "mailedOn" text, "soldOn" text, status text)`,
[tenantId, maker.department, JSON.stringify(orders.map((o) => ({ number: `${1_000_000 + (last += 1)}`, level: 'minor', month: '2026-02', mailedOn: '2026-03-05', soldOn: '2025-01-01', status: 'accepted', ...o, station: maker.stations[o.station ?? 0]!.unitId })))]));
const run = async (maker: Maker, month = '2026-02') => (await stage.staff(maker).assistant.send('POST', 'settlements/run', { departmentUnitId: maker.department, month })).body;
const list = async (maker: Maker, query = ''): Promise<SettlementView[]> => (await stage.staff(maker).assistant.get(`settlements?${query}`)).body.items;
const act = (maker: Maker, s: { id: string; version: number }, deed: string, body: object = {}, n = 0) =>
  (deed === 'pay' || deed === 'redraw' ? stage.staff(maker).assistant : stage.station(maker, n)).send<SettlementView & { allowed?: string[] }>('POST', `settlements/${s.id}/${deed}`, body, { 'if-match': `"${s.version}"` });

test('reading 15: accepted orders mailed by the 5th are settled by their level; one mailed on the 6th goes into the next run', async () => {
  const maker = await opened('结算通信');
  await plant(maker, [{}, {}, { level: 'medium' }, { level: 'major', station: 1 }, { mailedOn: '2026-03-06' }, { status: 'mailed' }]);
  expect(await run(maker)).toMatchObject({ month: '2026-02', statements: 2, orders: 4, amount: '290.50', held: 0 });
  const [one] = await list(maker, `stationId=${maker.stations[0]!.unitId}`);
  expect(one).toMatchObject({ stationNumber: 'S-0', status: 'drawn', orders: 3, amount: '140.50', round: 1, levels: [{ level: 'minor', orders: 2, fee: '30.00', amount: '60.00' }, { level: 'medium', orders: 1, fee: '80.50', amount: '80.50' }] });
  expect((await stage.station(maker).get(`settlements/${one!.id}/lines?limit=2`)).body).toMatchObject({ items: [{ fee: expect.any(String), mailedOn: '2026-03-05' }, {}], nextCursor: expect.any(String) });
  // Run again it is the same, and counts nothing twice.
  expect(await run(maker)).toMatchObject({ statements: 2, orders: 4, amount: '290.50' });
  await stage.moveTo(maker, '2026-04-10T02:00:00.000Z');
  expect(await run(maker, '2026-03')).toMatchObject({ statements: 1, orders: 1, amount: '30.00' });
});

test('a month that is not over, or has no rates, is not settled', async () => {
  const maker = await opened('月份通信');
  expect([await run(maker, '2026-03'), await run(maker, '2025-12')]).toMatchObject([{ status: 422, code: 'month_not_over', clause: 'OC-3.2.2a' }, { status: 422, code: 'no_rates' }]);
  expect((await stage.staff(maker).li.send('POST', 'settlements/run', { departmentUnitId: maker.department, month: '2026-02' })).body).toMatchObject({ status: 403, permission: 'stationSettlement.run' });
});

test('a dispute is drawn again with what has changed; confirmed it is paid, and once paid nothing opens it', async () => {
  const maker = await opened('异议通信');
  await plant(maker, [{}, { level: 'major' }]);
  await run(maker);
  const [drawn] = await list(maker);
  expect((await act(maker, drawn!, 'pay', { paymentReference: 'B1' })).body).toMatchObject({ status: 409, code: 'transition_refused', allowed: ['drawn', 'confirmed', 'disputed'] });
  const disputed = (await act(maker, drawn!, 'dispute', { reason: '少一张' })).body;
  expect(disputed).toMatchObject({ status: 'disputed', disputeReason: '少一张' });
  await plant(maker, [{ level: 'medium' }]);
  await stage.must(stage.staff(maker).manager.send('POST', 'labour-rates', { departmentUnitId: maker.department, effectiveFrom: '2026-02', fees: { ...FEES, minor: '40' }, reason: '调价' }));
  const redrawn = (await act(maker, disputed, 'redraw')).body;
  expect(redrawn).toMatchObject({ status: 'drawn', orders: 3, amount: '270.50', round: 2 });
  expect((await act(maker, drawn!, 'confirm')).status).toBe(412);
  const confirmed = (await act(maker, redrawn, 'confirm')).body;
  expect(confirmed).toMatchObject({ status: 'confirmed', confirmedBy: '东城授权站站长' });
  // What comes after the confirmation goes into the next run.
  await plant(maker, [{}]);
  expect(await run(maker)).toMatchObject({ statements: 0, orders: 0 });
  expect((await act(maker, confirmed, 'redraw')).body).toMatchObject({ status: 409 });
  const paid = (await act(maker, confirmed, 'pay', { paymentReference: 'B1' })).body;
  expect(paid).toMatchObject({ status: 'paid', paymentReference: 'B1', amount: '270.50' });
  for (const [deed, body] of [['dispute', { reason: '反悔' }], ['redraw', {}], ['pay', { paymentReference: 'B2' }], ['confirm', {}]] as const) expect((await act(maker, paid, deed, body)).body).toMatchObject({ status: 409, code: 'transition_refused', allowed: [] });
});

test('OC-3.2.2b an order in question waits for its case, and is settled once that is dismissed', async () => {
  const maker = await opened('疑单通信');
  await plant(maker, [{}, { soldOn: '2026-02-21' }]);
  expect(await run(maker)).toMatchObject({ orders: 1, held: 1, newCases: 1 });
  const { items: [sign] } = (await stage.staff(maker).li.get('fraud-cases')).body;
  await stage.must(stage.staff(maker).li.send('POST', `fraud-cases/${sign.id}/dismiss`, { reason: '发票后补' }));
  expect(await run(maker)).toMatchObject({ orders: 2, held: 0, newCases: 0 });
});

test('OC-3.2.2b orders that come late join the open case of their month and wait with it, in the next run and in a statement drawn again', async () => {
  const maker = await opened('晚到通信');
  const phone = '13800000009';
  await plant(maker, [{}, ...Array.from({ length: 5 }, () => ({ phone }))]);
  expect(await run(maker)).toMatchObject({ orders: 1, held: 5, newCases: 1 });
  const [drawn] = await list(maker);
  await plant(maker, [{ phone }]);
  expect((await act(maker, drawn!, 'dispute', { reason: '少一张' })).body).toMatchObject({ status: 'disputed' });
  expect((await act(maker, (await list(maker))[0]!, 'redraw')).body).toMatchObject({ orders: 1, held: 6 });
  await plant(maker, [{ phone, mailedOn: '2026-03-20' }, { mailedOn: '2026-03-20' }]);
  await stage.moveTo(maker, '2026-04-10T02:00:00.000Z');
  expect(await run(maker, '2026-03')).toMatchObject({ orders: 1, held: 7, newCases: 0 });
  const { items: [sign] } = (await stage.staff(maker).li.get('fraud-cases')).body;
  expect(sign).toMatchObject({ kind: 'phone_repeated', month: '2026-02', orderCount: 7, detail: { orders: 7 } });
  await stage.must(stage.staff(maker).li.send('POST', `fraud-cases/${sign.id}/dismiss`, { reason: '单位前台电话' }));
  await plant(maker, [{ phone, mailedOn: '2026-03-21' }]);
  expect(await run(maker, '2026-03')).toMatchObject({ orders: 8, held: 1, newCases: 1 });
});

test('the database takes no order twice, and a run by two at once draws each statement once', async () => {
  const maker = await opened('并发通信', 3);
  await plant(maker, Array.from({ length: 100 }, (_, i) => ({ station: i % 5 })));
  await Promise.all([run(maker), run(maker), run(maker)]);
  const settlements = await list(maker);
  expect([settlements.length, settlements.reduce((sum, s) => sum + s.orders, 0)]).toEqual([5, 100]);
  await expect(stage.write(maker, ({ manager, tenantId }) => manager.query(`INSERT INTO settlement_line SELECT tenant_id, order_id, $2, level, fee_fen FROM settlement_line WHERE tenant_id = $1 LIMIT 1`, [tenantId, settlements[0]!.id]))).rejects.toThrow('settlement_line_pkey');
});

test('the statement is printed on A4, and comes as a workbook with every order', async () => {
  const maker = await opened('打印通信');
  await plant(maker, [{}, {}]);
  await run(maker);
  const [{ id }] = (await list(maker)) as [SettlementView];
  const file = (format: string) => fetch(`http://127.0.0.1:${stage.port}/v1/outstation-channel/settlements/${id}/file?format=${format}`, { headers: stage.headersOf(maker.stations[0]!.user, ['station.portal'], [maker.stations[0]!.unitId]) });
  const [pdf, xlsx] = [await file('pdf'), await file('xlsx')];
  expect(Buffer.from(await pdf.arrayBuffer()).subarray(0, 5).toString()).toBe('%PDF-');
  expect(Buffer.from(await xlsx.arrayBuffer()).subarray(0, 2).toString()).toBe('PK');
  expect(decodeURIComponent(pdf.headers.get('content-disposition')!)).toContain('劳务费结算单 S-0 2026-02.pdf');
});

test("PF-4 PF-6 a station sees its own and no other's; a company nothing of another's; an unpaid settlement keeps the station open", async () => {
  const [maker, other] = [await opened('范围通信'), await opened('别家通信')];
  await plant(maker, [{}, { station: 1 }]);
  await run(maker);
  const [mine] = (await stage.station(maker).get('settlements')).body.items;
  expect((await stage.station(maker).get('settlements')).body.items).toHaveLength(1);
  expect(mine).toMatchObject({ stationId: maker.stations[0]!.unitId });
  expect((await stage.station(maker, 1).get(`settlements/${mine.id}`)).status).toBe(403);
  expect((await act(maker, mine, 'confirm', {}, 1)).status).toBe(403);
  expect((await stage.staff(maker).assistant.send('POST', `settlements/${mine.id}/confirm`, {}, { 'if-match': `"${mine.version}"` })).body).toMatchObject({ status: 403, permission: 'station.portal' });
  for (const path of ['', '/lines', '/file']) expect((await stage.staff(other).assistant.get(`settlements/${mine.id}${path}`)).status).toBe(404);
  expect([await list(other), await run(other)]).toMatchObject([[], { orders: 0 }]);
  expect((await stage.staff(maker).manager.send('POST', `stations/${maker.stations[0]!.unitId}/close`, { on: '2026-03-10', reason: '撤站' })).body).toMatchObject({ code: 'station_in_use', title: expect.stringContaining('2026-02') });
});

test('many orders of fifty stations are a statement for each', async () => {
  const count = 3_000;
  const maker = await opened('大批通信', 48);
  await plant(maker, Array.from({ length: count }, (_, i) => ({ station: i % 50, level: ['minor', 'medium', 'major'][i % 3]! })));
  expect(await run(maker)).toMatchObject({ orders: count, statements: 50 });
}, 60_000);
