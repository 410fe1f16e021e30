import { newId } from '@luyue/kernel';
import { type Maker, type Running, startChannel } from '../channel.harness.ts';
import type { FraudCaseView } from './fraud-signals.http.ts';

let stage: Running;
beforeAll(async () => { stage = await startChannel(); }, 60_000);
afterAll(() => stage.stop());

interface Planted { number: string; serial?: string; phone?: string; soldOn?: string; repairedOn?: string; level?: string; station?: number }
const NOW = '2026-03-31T02:00:00.000Z';
const MONTH = '2026-03';

/** A maker with its stations open, and further ones where peers are needed. */
async function opened(name: string, extra = 0): Promise<Maker> {
  const maker = await stage.maker(name, NOW);
  const region = await stage.region(maker, '陇东');
  for (let n = 0; n < extra; n += 1) maker.stations.push({ unitId: await stage.unit(maker, `加站 ${n}`, { kind: 'station', parent: maker.department }), user: maker.stations[0]!.user });
  for (const [n, { unitId }] of maker.stations.entries()) await stage.must(stage.staff(maker).manager.send('POST', 'stations', { unitId, regionId: region.id, number: `S-${n}`, openedOn: '2026-01-05' }));
  return maker;
}
let last = 0;
/** Orders as they came in, straight into the table: what is looked at is only what they say. */
const plant = (maker: Maker, orders: Planted[]) => stage.write(maker, ({ manager, tenantId }) => manager.query(`
  INSERT INTO repair_order (tenant_id, id, version, station_id, department_unit_id, region_id, number, month, model, serial, fault, level, parts, customer_name, customer_phone, sold_on, repaired_on, missing, status, origin, entered_at, entered_by, returns)
  SELECT $1::uuid, gen_random_uuid(), 1, o.station, $2::uuid, $2::uuid, o.number, left(o."repairedOn", 7), 'C118', o.serial, 'x', o.level, '[]', '张三', o.phone, o."soldOn"::date, o."repairedOn"::date, '{}', 'entered', 'live', now(), 'x', 0
  FROM jsonb_to_recordset($3::jsonb) AS o(station uuid, number text, serial text, level text, phone text, "soldOn" text, "repairedOn" text)`,
[tenantId, maker.department, JSON.stringify(orders.map((o) => ({ serial: `SN${++last}`, phone: `139${String(++last).padStart(8, '0')}`, soldOn: '2025-01-01', repairedOn: '2026-03-10', level: 'minor', ...o, station: maker.stations[o.station ?? 0]!.unitId })))]));
const scan = async (maker: Maker, month = MONTH) => (await stage.staff(maker).engineer.send('POST', 'fraud-cases/scan', { departmentUnitId: maker.department, month })).body;
const cases = async (maker: Maker, query = ''): Promise<FraudCaseView[]> => (await stage.staff(maker).li.get(`fraud-cases?limit=100${query}`)).body.items;
const NONE = { repeat_serial: 0, before_sale: 0, phone_repeated: 0, volume_outlier: 0, fee_outlier: 0, sequence_gap: 0 };

test('OC-3.2.2b the same serial within 30 days is a sign, on the 31st day not; the earlier order may be of another station and month', async () => {
  const maker = await opened('重复通信');
  await plant(maker, [
    { number: 'A', serial: 'X1', repairedOn: '2026-02-08', station: 1 }, { number: 'B', serial: 'X1', repairedOn: '2026-03-10' }, { number: 'C', serial: 'X2', repairedOn: '2026-02-07' }, { number: 'D', serial: 'X2', repairedOn: '2026-03-10' },
    { number: 'E', serial: 'X3', repairedOn: '2026-03-10' }, { number: 'F', serial: 'X3', repairedOn: '2026-03-10' },
  ]);
  expect(await scan(maker)).toEqual({ ...NONE, repeat_serial: 2 });
  expect((await cases(maker, '&kind=repeat_serial')).map((c) => [c.orders.map((o) => o.number).join(), c.detail.days]).toSorted()).toEqual([['B', 30], [expect.stringMatching(/^[EF]$/), 0]]);
  // Looked for again, it is the same case; also when it is decided.
  expect(await scan(maker)).toEqual(NONE);
});

test('OC-3.2.2b a repair before the sale, one phone on many devices, a gap in the numbers', async () => {
  const maker = await opened('疑点通信');
  await plant(maker, [
    { number: 'W0001', soldOn: '2026-03-11' }, { number: 'W0002', soldOn: '2026-03-10' }, { number: 'W0005' }, { number: 'W9000' },
    ...Array.from({ length: 5 }, (_, i) => ({ number: `P${i + 1}`, phone: '13800000001' })), ...Array.from({ length: 4 }, (_, i) => ({ number: `Q${i + 1}`, phone: '13800000002' })), ...Array.from({ length: 6 }, (_, i) => ({ number: `R${i + 1}`, phone: '13800000003', serial: 'ONE', repairedOn: '2026-03-12' })),
  ]);
  expect(await scan(maker)).toEqual({ ...NONE, repeat_serial: 1, before_sale: 1, phone_repeated: 1, sequence_gap: 1 });
  const found = await cases(maker);
  const of = (kind: string) => found.find((c) => c.kind === kind)!;
  expect(of('before_sale')).toMatchObject({ orders: [{ number: 'W0001' }], detail: { soldOn: '2026-03-11', repairedOn: '2026-03-10' }, kindName: { zh: '维修早于销售' } });
  expect(of('phone_repeated')).toMatchObject({ orderCount: 5, detail: { orders: 5, phone: '138****0001' } });
  // Six of one device in a day: the five that repeat it are one case, with the last of them in front.
  expect(of('repeat_serial')).toMatchObject({ orderCount: 5, detail: { serial: 'ONE', days: 0 } });
  // W9000 is another block of forms, and no gap.
  expect(of('sequence_gap')).toMatchObject({ orderCount: 0, detail: { prefix: 'W', missing: 2, first: 3, last: 4 } });
});

test('OC-3.2.2b further orders of the phone and month join the open case; after its decision they are a new one', async () => {
  const maker = await opened('续电通信');
  const phone = (numbers: string[], more: Partial<Planted> = {}) => plant(maker, numbers.map((number) => ({ number, phone: '13800000009', ...more })));
  const seen = async (status: string) => (await cases(maker, `&kind=phone_repeated&status=${status}`)).map((c) => [c.orders.map((o) => o.number).join(), c.detail.orders]);
  const decide = async (deed: string, body: object) => { for (const c of await cases(maker)) await stage.must(stage.staff(maker).li.send('POST', `fraud-cases/${c.id}/${deed}`, body)); };
  await phone(['P1', 'P2', 'P3', 'P4', 'P5']);
  expect(await scan(maker)).toEqual({ ...NONE, phone_repeated: 1 });
  // Another station and another month are other signs, each with too few orders.
  await phone(['P6', 'P7']);
  await phone(['S1'], { station: 1 });
  await phone(['M1'], { repairedOn: '2026-02-10' });
  expect([await scan(maker), await scan(maker), await scan(maker, '2026-02')]).toEqual([NONE, NONE, NONE]);
  expect(await seen('open')).toEqual([['P1,P2,P3,P4,P5,P6,P7', 7]]);
  await decide('dismiss', { reason: '同一单位的前台电话' });
  expect([await scan(maker), await seen('open')]).toEqual([NONE, []]);
  await phone(['P8']);
  expect([await scan(maker), await seen('open')]).toEqual([{ ...NONE, phone_repeated: 1 }, [['P8', 8]]]);
  await phone(['P9']);
  expect([await scan(maker), await seen('open')]).toEqual([NONE, [['P8,P9', 9]]]);
  await decide('confirm', { evidence: '客户证实没有送修', report: '虚假工单两张' });
  await phone(['P10']);
  expect([await scan(maker), await seen('open'), await seen('confirmed'), await seen('dismissed')]).toEqual([{ ...NONE, phone_repeated: 1 }, [['P10', 10]], [['P8,P9', 9]], [['P1,P2,P3,P4,P5,P6,P7', 7]]]);
});

test('OC-3.2.2b a further repair of the serial within the days of the last joins the open case of its station, in the next month too; after the decision it is a new one', async () => {
  const maker = await opened('续修通信');
  const repair = (number: string, repairedOn: string, station = 0) => plant(maker, [{ number, serial: 'Z1', repairedOn, station }]);
  const seen = async (status = 'open') => (await cases(maker, `&kind=repeat_serial&status=${status}`)).map((c) => [c.orders.map((o) => o.number).join(), c.detail.before, c.detail.number, c.month]).toSorted();
  await repair('A', '2026-01-05');
  await repair('B', '2026-02-01');
  expect([await scan(maker, '2026-02'), await seen()]).toEqual([{ ...NONE, repeat_serial: 1 }, [['B', 'A', 'B', '2026-02']]]);
  await repair('C', '2026-02-20');
  expect([await scan(maker, '2026-02'), await seen()]).toEqual([NONE, [['B,C', 'B', 'C', '2026-02']]]);
  // The 30th day after C; another station has a case of its own, which its own settlement waits for.
  await repair('D', '2026-03-22');
  await repair('E', '2026-03-23', 1);
  expect([await scan(maker), await scan(maker), await seen()]).toEqual([{ ...NONE, repeat_serial: 1 }, NONE, [['B,C,D', 'C', 'D', '2026-02'], ['E', 'D', 'E', '2026-03']]]);
  for (const c of await cases(maker)) await stage.must(stage.staff(maker).li.send('POST', `fraud-cases/${c.id}/dismiss`, { reason: '主板批次问题' }));
  expect(await scan(maker)).toEqual(NONE);
  await repair('F', '2026-03-30');
  expect([await scan(maker), await seen(), (await seen('dismissed')).length]).toEqual([{ ...NONE, repeat_serial: 1 }, [['F', 'E', 'F', '2026-03']], 2]);
});

test('OC-3.2.2b the 31st day begins another chain, which is another case', async () => {
  const maker = await opened('断链通信');
  await plant(maker, [{ number: 'A', serial: 'Z2', repairedOn: '2026-01-01' }, { number: 'B', serial: 'Z2', repairedOn: '2026-01-31' }, { number: 'C', serial: 'Z2', repairedOn: '2026-03-03' }, { number: 'D', serial: 'Z2', repairedOn: '2026-03-04' }]);
  expect([await scan(maker, '2026-01'), await scan(maker)]).toEqual([{ ...NONE, repeat_serial: 1 }, { ...NONE, repeat_serial: 1 }]);
  expect((await cases(maker)).map((c) => c.orders.map((o) => o.number).join()).toSorted()).toEqual(['B', 'D']);
});

test("OC-3.2.2b a volume far above the peers' is a sign, among few stations nobody is compared", async () => {
  const [many, few] = [await opened('同类通信', 3), await opened('两站通信')];
  const orders = (counts: number[]): Planted[] => counts.flatMap((count, station) => Array.from({ length: count }, (_, i) => ({ number: `V${i + 1}`, station })));
  await plant(many, orders([31, 10, 10, 10, 9]));
  await plant(few, orders([60, 5]));
  expect([await scan(many), await scan(few)]).toEqual([{ ...NONE, volume_outlier: 1 }, NONE]);
  expect(await cases(many)).toMatchObject([{ kind: 'volume_outlier', stationId: many.stations[0]!.unitId, detail: { orders: 31, median: 10 } }]);
});

test('OC-3.2.2b a case is dismissed with a reason, or confirmed with evidence, reported, and closed once the station was educated', async () => {
  const maker = await opened('处理通信');
  await plant(maker, [{ number: 'A', soldOn: '2026-03-11' }, { number: 'B', soldOn: '2026-03-11' }]);
  await scan(maker);
  const [first, second] = await cases(maker);
  const who = stage.staff(maker);
  const act = (c: FraudCaseView, deed: string, body: object, by: keyof typeof who = 'li') => who[by].send('POST', `fraud-cases/${c.id}/${deed}`, body);
  expect((await act(first!, 'dismiss', {})).status).toBe(400);
  expect((await act(first!, 'dismiss', { reason: '先修后补发票' }, 'sales')).body).toMatchObject({ status: 403, permission: 'fraudCase.work' });
  expect((await act(first!, 'dismiss', { reason: '先修后补发票' })).body).toMatchObject({ status: 'dismissed', reason: '先修后补发票', decidedBy: '李客户' });
  expect((await act(first!, 'confirm', { evidence: '照片三张在案', report: '虚假工单一张' })).body).toMatchObject({ status: 409, code: 'transition_refused', clause: 'OC-3.2.2b', allowed: [] });
  const close = (educatedOn: string) => act(second!, 'close', { educatedOn, education: '到站讲解工单规定' });
  expect((await close('2026-03-31')).body).toMatchObject({ status: 409, allowed: ['dismissed', 'confirmed'] });
  expect((await act(second!, 'confirm', { evidence: '客户证实没有送修', report: '虚假工单一张' })).body).toMatchObject({ status: 'confirmed', evidence: '客户证实没有送修', reportedAt: expect.any(String) });
  expect((await close('2026-04-01')).body.errors).toMatchObject([{ field: 'educatedOn', code: 'future' }]);
  expect((await close('2026-03-31')).body).toMatchObject({ status: 'closed', educatedOn: '2026-03-31' });
  expect([await cases(maker), (await cases(maker, '&status=closed')).length]).toEqual([[], 1]);
  // A faked order is never settled, and keeps no station open; the other one still waits for its settlement.
  expect((await who.manager.send('POST', `stations/${maker.stations[0]!.unitId}/close`, { on: '2026-03-31', reason: '撤站' })).body).toMatchObject({ status: 409, title: 'It cannot close yet: 1 repair orders not settled' });
});

test('OC-3.2.2b what somebody saw is a case too; orders of another station are none of it; another company has nothing of it', async () => {
  const [maker, other] = [await opened('上报通信'), await opened('别家通信')];
  await plant(maker, [{ number: 'A' }, { number: 'B', station: 1 }]);
  const { items } = (await stage.staff(maker).li.get('repair-orders')).body;
  const idOf = (number: string): string => items.find((o: { number: string }) => o.number === number).id;
  const report = (orderIds: string[], by = maker) => stage.staff(by).li.send('POST', 'fraud-cases', { stationId: maker.stations[0]!.unitId, orderIds, evidence: '工单上的客户不存在', report: '请核查' });
  expect((await report([idOf('B')])).body).toMatchObject({ status: 400, clause: 'OC-3.2.2b', errors: [{ field: 'orderIds', code: 'unknown_order' }] });
  const { status, body } = await report([idOf('A')]);
  expect([status, body]).toMatchObject([201, { kind: 'reported', status: 'open', orders: [{ number: 'A' }], evidence: '工单上的客户不存在' }]);
  expect((await report([], other)).status).toBe(404);
  for (const path of [`fraud-cases/${body.id}`, `fraud-cases/${newId()}`]) expect((await stage.staff(other).li.get(path)).status).toBe(404);
  expect((await stage.staff(other).li.send('POST', `fraud-cases/${body.id}/dismiss`, { reason: '越界' })).status).toBe(404);
  expect(await scan(other)).toEqual(NONE);
  expect((await stage.staff(maker).li.send('POST', 'fraud-cases/scan', { departmentUnitId: maker.department, month: MONTH })).body).toMatchObject({ status: 403, permission: 'repairOrder.review' });
});
