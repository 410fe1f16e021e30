// Repair orders, settlements and spares of the stations that the smoke plays (see smoke-channel.mjs).
import { Workbook } from '@cj-tech-master/excelts';
import { inGroups } from './client.mjs';
import { expectRefusal, expectSame } from './smoke-checks.mjs';

const OC = '/v1/outstation-channel';
const MONTH = '2026-03';
const COLUMNS = ['授权站编号', '工单号', '机型', '串号', '故障', '维修级别', '配件', '客户', '客户电话', '销售日期', '维修日期'];
const IMPORTED = 2_000;
const OTHERS = 10;
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const day = (i) => `${MONTH}-${String(1 + (i % 28)).padStart(2, '0')}`;
/** A complete order as a row of the workbook; devices and customers are each their own. */
const row = (station, number, i, serial = `SN-${station}-${i}`) => [station, number, 'C118', serial, '不开机', ['小修', '中修', '大修'][i % 3], '电源板×1', '张三', `1380${String(1_000_000 + i)}`, '2025-05-01', day(i)];

async function workbook(rows) {
  const book = new Workbook();
  const sheet = book.addWorksheet('维修工单');
  for (const cells of [COLUMNS, ...rows]) sheet.addRow(cells);
  return Buffer.from(await book.xlsx.writeBuffer());
}

/** OC-3.2.2a: entered by the station itself, from Excel with the bad rows returned; the month's orders mailed and accepted. */
export async function importOrders({ who, stations }, log) {
  const { s01, s02, account, assistant } = who;
  const [station] = stations;
  const template = await s01.send('GET', `${OC}/repair-orders/import-template`);
  expectSame(template.status, 200, 'the template');
  const enter = (by, of, number, serial, more = {}) => by.post(`${OC}/repair-orders`, { stationId: of.id, number, model: 'C118', serial, fault: '不开机', level: 'minor', parts: [{ name: '电源板', quantity: 1 }], customerName: '李四', customerPhone: '13700000001', soldOn: '2025-05-01', repairedOn: `${MONTH}-29`, ...more });
  // The same device as the workbook's first one, which was repaired four weeks before.
  const again = await enter(s01, station, `W${IMPORTED + 1}`, `SN-S01-0`);
  await enter(s01, station, `W${IMPORTED + 2}`, 'SN-OWN');
  const partial = await enter(s01, station, `W${IMPORTED + 3}`, 'SN-PART', { parts: undefined });
  expectSame(partial.missing, ['parts'], 'what the order lacks');
  await s02.refused(404, 'GET', `${OC}/repair-orders/${again.id}`).catch(() => s02.refused(403, 'GET', `${OC}/repair-orders/${again.id}`));
  const rows = Array.from({ length: IMPORTED }, (_, i) => row('S01', `W${i + 1}`, i));
  const bad = [['S02', 'X1', ...row('S02', 'X1', 1).slice(2)], row('S01', 'W1', 3, 'SN-AGAIN'), [...row('S01', 'W9001', 4).slice(0, 10), '2026-04-30'], ['S01', '', ...row('S01', '', 5).slice(2)]];
  const taken = await s01.upload(`${OC}/repair-orders/import?stationId=${station.id}`, '三月工单.xlsx', await workbook([...rows, ...bad]), XLSX);
  expectSame([taken.rows, taken.created, taken.rejectedCount], [IMPORTED + bad.length, IMPORTED, bad.length], 'the import');
  const others = stations.slice(1).flatMap(({ number }, s) => Array.from({ length: OTHERS }, (_, i) => row(number, `W${i + 1}`, IMPORTED + s * OTHERS + i)));
  expectSame((await account.upload(`${OC}/repair-orders/import`, '各站三月工单.xlsx', await workbook(others), XLSX)).created, others.length, 'the other stations');
  log(`  ${station.name} entered three orders at its own portal (another station does not see them) and ${taken.created} from Excel; back came ${taken.rejected.map((r) => `row ${r.row} ${r.reasons[0].zh}`).join('; ')}; ${others.length} of the other ${stations.length - 1}`);

  const mailing = { stationId: station.id, month: MONTH, tracking: 'SF1001' };
  const incomplete = expectRefusal(await s01.refused(422, 'POST', `${OC}/order-mailings`, mailing), 'OC-3.2.2a', 'incomplete');
  const sent = [await s01.post(`${OC}/order-mailings`, { ...mailing, leaveIncomplete: true }), ...await inGroups(stations.slice(1), ({ id }, i) => account.post(`${OC}/order-mailings`, { stationId: id, month: MONTH, tracking: `SF${2001 + i}` }))];
  await inGroups(sent, ({ id }) => assistant.post(`${OC}/order-mailings/${id}/accept`));
  const met = (await assistant.get(`${OC}/obligations?clauseId=OC-3.2.2a&status=met&limit=100`)).items;
  expectSame(met.length, stations.length, 'mailings met');
  log(`  mailed: ${incomplete.numbers.join()} is incomplete and refused (${incomplete.clause}), left for later; ${sent.reduce((sum, m) => sum + m.orders, 0)} orders of ${sent.length} stations accepted: OC-3.2.2a ${met.length} met, due ${met[0].dueAt}`);
}

/** OC-3.2.2a, OC-3.2.2b: a statement for each station; a sign of a faked order waits for its case; a dispute draws again. */
export async function settle({ who, stations, department }, log) {
  const { manager, assistant, account, s01, s02 } = who;
  await manager.post(`${OC}/labour-rates`, { departmentUnitId: department, effectiveFrom: '2026-01', fees: { minor: '30', medium: '80', major: '150' }, reason: '2026 年授权合同' });
  const run = await assistant.post(`${OC}/settlements/run`, { departmentUnitId: department, month: MONTH });
  expectSame([run.statements, run.orders, run.held], [stations.length, IMPORTED + 1 + (stations.length - 1) * OTHERS, 1], 'the run');
  const cases = (await account.get(`${OC}/fraud-cases`)).items;
  const sign = cases.find((c) => c.kind === 'repeat_serial');
  expectSame([sign?.detail.before, sign?.detail.days], ['W1', 28], 'the repeated serial');
  const [drawn] = (await s01.get(`${OC}/settlements`)).items;
  const disputed = await s01.post(`${OC}/settlements/${drawn.id}/dispute`, { reason: `少一张 ${sign.detail.number}` }, { 'if-match': `"${drawn.version}"` });
  await account.post(`${OC}/fraud-cases/${sign.id}/dismiss`, { reason: '换过主板仍不开机，客户证实送修两次' });
  const redrawn = await assistant.post(`${OC}/settlements/${drawn.id}/redraw`);
  expectSame([disputed.status, redrawn.status, redrawn.round, redrawn.orders - drawn.orders], ['disputed', 'drawn', 2, 1], 'the dispute');
  const confirmed = await s01.post(`${OC}/settlements/${drawn.id}/confirm`, {}, { 'if-match': `"${redrawn.version}"` });
  await s02.refused(403, 'GET', `${OC}/settlements/${drawn.id}`);
  const paid = await assistant.post(`${OC}/settlements/${drawn.id}/pay`, { paymentReference: 'B20260406' }, { 'if-match': `"${confirmed.version}"` });
  log(`  ${run.month} settled: ${run.statements} statements, ${run.orders} orders, ${run.amount}; signs: ${cases.map((c) => `${c.stationName} ${c.kindName.zh}`).join(', ')}, ${run.held} order held; disputed, the case dismissed, drawn again with ${redrawn.orders} (${redrawn.amount}), confirmed by the station, ${paid.status}`);
}

/** OC-3.2.3a, OC-3.2.3b: applied for, approved, shipped, received, used on an order, returned; nothing back that was never issued. */
export async function moveSpares({ who, stations, department }, log) {
  const { assistant, engineer, s01 } = who;
  const stationId = stations[0].id;
  const board = await assistant.post(`${OC}/spare-items`, { number: 'P-1', name: '电源板', kind: 'part', model: 'C118' });
  await assistant.post(`${OC}/spare-supplies`, { departmentUnitId: department, itemId: board.id, quantity: 20, deliveredOn: '2026-04-02', reference: 'D20260402' });
  const wanted = { stationId, lines: [{ itemId: board.id, quantity: 5 }] };
  const much = expectRefusal(await s01.refused(422, 'POST', `${OC}/spare-applications`, wanted), 'OC-3.2.3a', 'reason_needed');
  const { id } = await s01.post(`${OC}/spare-applications`, { ...wanted, reason: '首批备货' });
  await engineer.post(`${OC}/spare-applications/${id}/decide`, { decision: 'approved' });
  await assistant.post(`${OC}/spare-applications/${id}/ship`, { tracking: 'SF3001' });
  const received = await s01.post(`${OC}/spare-applications/${id}/receive`);
  const order = await s01.post(`${OC}/repair-orders`, { stationId, number: 'W3001', model: 'C118' });
  await s01.post(`${OC}/spare-uses`, { orderId: order.id, itemId: board.id, quantity: 2, entry: '1' });
  const back = (quantity) => ({ stationId, lines: [{ itemId: board.id, quantity, applicationId: id }], reason: '旧件返厂' });
  const never = expectRefusal(await s01.refused(422, 'POST', `${OC}/spare-returns`, back(6)), 'OC-3.2.3b', 'never_issued');
  const asked = await s01.post(`${OC}/spare-returns`, back(2));
  expectRefusal(await s01.refused(409, 'POST', `${OC}/spare-returns/${asked.id}/send`, { tracking: 'SF4001' }), 'OC-3.2.3b');
  await engineer.post(`${OC}/spare-returns/${asked.id}/decide`, { decision: 'approved' });
  const { status } = await s01.post(`${OC}/spare-returns/${asked.id}/send`, { tracking: 'SF4001' });
  const left = (await s01.get(`${OC}/spare-stock?placeId=${stationId}`)).items.find((l) => l.id === board.id).quantity;
  expectSame([received.status, status, left], ['received', 'returned', 1], 'spares');
  log(`  five boards, more than two months' use, ask for a reason (${much.clause}); approved, shipped, ${received.status}; two used on ${order.number}, two ${status} (six were never issued: ${never.code} ${never.clause}), ${left} left`);
}
