import { act, after, assign, caseOf, NETWORK, owed, report, step, steps } from '../cases.ts';
import { eventually, type GasCompany, group, HOUR, type Json, MINUTE, type SignedIn, UC } from '../stage.ts';

const tree = group();
const MATRIX = '/v1/insight/compliance';
const LEDGER = '/v1/insight/obligations';
const monthOf = (instant: string): string => new Date(Date.parse(instant) + 8 * HOUR).toISOString().slice(0, 7);

/** One fault of each way to end, all of the same month: in time, late, waived before and after the breach, cancelled after it, still running. */
let played: { month: string; inTime: Json; late: Json; waivedLate: Json; running: Json };

const cellOf = (page: Json, clause: string, column: string): Json => page.rows.find((row: Json) => row.clauseId === clause)?.cells.find((cell: Json) => cell.columnId === column);
const matrix = async (who: SignedIn, query = ''): Promise<Json> => who.get(`${MATRIX}?month=${played.month}${query}`);
const drill = async (who: SignedIn, query: string): Promise<Json> => who.get(`${LEDGER}?clauseId=UC-7.3a&month=${played.month}${query}`);

async function onSite(gas: GasCompany): Promise<Json> {
  return steps(gas, 'technician', await assign(gas, await report(gas, NETWORK), 'technician'), 'accept', 'depart', 'arrive');
}

beforeAll(async () => {
  const { east } = tree.here;
  // The first of a month, so that no due time of the play falls into the next.
  const now = new Date((await east.now()).getTime() + 8 * HOUR);
  await east.moveTo(new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1, 2)));
  let inTime = await onSite(east);
  const [late, waived, waivedLate, cancelled] = [await onSite(east), await report(east, NETWORK), await report(east, NETWORK), await assign(east, await report(east, NETWORK), 'technician')];
  inTime = await step(east, 'technician', inTime, 'handle');
  const waive = (found: Json): Promise<Json> => east.who.supervisor.post(`${UC}/obligations/${owed(found, 'UC-7.3a').id}/waive`, { reason: '等市政开挖许可' });
  await waive(waived);
  await east.moveTo(after(owed(cancelled, 'UC-7.3a').dueAt, MINUTE));
  for (const found of [late, waivedLate, cancelled]) await eventually('the breach', async () => owed(await caseOf(east, found.id), 'UC-7.3a').breachedAt, 20_000);
  await step(east, 'technician', late, 'handle');
  await waive(waivedLate);
  await act(east, 'dispatcher', cancelled, 'reclassify', { faultScope: 'equipment', reason: '表后漏' });
  const home = east.home();
  const csv = ['通话时间,来电号码,姓名,地址,类别,故障范围,现象,说明,坐席工号', `${new Date(Date.parse(inTime.receivedAt) + 8 * HOUR).toISOString().slice(0, 19).replace('T', ' ')},${home.phone},${home.holderName},,报修,管网,无气,补录,0108`].join('\n');
  await east.who.supervisor.upload(`${UC}/imports/calls`, 'calls.csv', csv, 'text/csv');
  const running = await report(east, NETWORK);
  played = { month: monthOf(owed(inTime, 'UC-7.3a').dueAt), inTime, late, waivedLate, running };
  await eventually('all of it is in the ledger', async () => {
    const cell = cellOf(await matrix(east.who.supervisor), 'UC-7.3a', east.tenantId);
    return cell?.total === 2 && cell.imported === 1 && cell.cancelledAfterBreach === 1 && cell.waivedAfterBreach === 1 && cell;
  }, 30_000);
}, 240_000);

test('PF-16 the share in time counts what was due and kept or missed; waived, cancelled and imported stand in columns apart', async () => {
  const { east, west, headquarters, hq } = tree.here;
  const page = await matrix(headquarters);
  expect(page.columns.map((c: Json) => [c.id, c.kind])).toEqual(expect.arrayContaining([['all', 'all'], [east.tenantId, 'tenant'], [west.tenantId, 'tenant']]));
  expect(page.columns[0].name).toBe(hq.tenant.name);
  for (const column of [east.tenantId, 'all']) expect(cellOf(page, 'UC-7.3a', column)).toMatchObject({ total: 2, inTime: 1, rate: 0.5, waivedAfterBreach: 1, cancelledAfterBreach: 1, imported: 1, suspended: 0, voided: 0 });
  expect(cellOf(page, 'UC-7.3a', west.tenantId)).toMatchObject({ total: 0, rate: null });
  expect(page.deviations).toBe(2);
  expect(page.tiles).toMatchObject({ metLate: 1, waived: 2 });
});

test('PF-16 only clauses with a clock have a percentage, and product rules stand in no company\'s report', async () => {
  const { rows } = await matrix(tree.here.headquarters);
  expect(rows.every((row: Json) => row.kinds.includes('obligation'))).toBe(true);
  const ids = rows.map((row: Json) => row.clauseId);
  expect(ids).toEqual(expect.arrayContaining(['UC-5.1c', 'UC-5.1d', 'UC-7.3a', 'UC-7.3b', 'UC-7.3c', 'UC-7.3d', 'UC-7.4', 'UC-7.6b', 'UC-16b']));
  expect(ids.filter((id: string) => id.startsWith('PF-') || ['UC-10a', 'UC-15c', 'UC-16a', 'UC-4.1'].includes(id))).toEqual([]);
});

test('PF-16 from a figure down to the single obligation, its explanation and its evidence', async () => {
  const { headquarters, east } = tree.here;
  const kept = await drill(headquarters, `&tenantId=${east.tenantId}&group=in_time`);
  expect(kept.counts).toEqual({ missed: 1, inTime: 1, running: 1 });
  expect(kept.items.map((o: Json) => o.subject.id)).toEqual([played.inTime.id]);
  const one = await headquarters.get(`${LEDGER}/${kept.items[0].id}`);
  expect(one).toMatchObject({ clauseId: 'UC-7.3a', status: 'met', tenantName: east.of.tenant.name, explanation: { amount: 6, unit: 'hours', startedAt: played.inTime.receivedAt }, owner: { userName: '马晓东' } });
  expect(one.evidence[0].text).toContain('关上游阀');
  const [missed] = (await drill(headquarters, '&group=missed')).items;
  expect(missed).toMatchObject({ subject: { id: played.late.id }, status: 'met_late', lateBySeconds: expect.any(Number) });
  expect(missed.lateBySeconds).toBeGreaterThan(0);
  expect((await drill(headquarters, '&group=running')).items.map((o: Json) => o.subject.id)).toEqual([played.running.id]);
});

test('PF-16 by month: the same figures in their month, nothing in the others', async () => {
  const page = await matrix(tree.here.headquarters, '&by=month');
  expect(page.columns.at(-1).id).toBe(played.month);
  const { cells } = page.rows.find((row: Json) => row.clauseId === 'UC-7.3a');
  expect(cells.at(-1)).toMatchObject({ columnId: played.month, total: 2, rate: 0.5 });
  expect(cells.slice(0, -1).every((cell: Json) => cell.total === 0 && cell.rate === null)).toBe(true);
});

test('PF-16 it follows the work within seconds, fed by events', async () => {
  const { east, headquarters } = tree.here;
  const found = await onSite(east);
  await step(east, 'technician', found, 'handle');
  await eventually('it counts', async () => cellOf(await matrix(headquarters), 'UC-7.3a', east.tenantId).inTime === 2, 20_000);
  const page = await matrix(headquarters);
  expect(page.asOf).toEqual(expect.any(String));
  expect(page.lagSeconds).toBeLessThan(60);
});

test('PF-16 who is limited to a unit sees its figures alone, who may not sees none, and a sister sees her own', async () => {
  const { east, west } = tree.here;
  const limited = await east.person('rescue-head', [{ code: 'unit_manager', unitId: east.unit('rescue') }], east.unit('rescue'));
  expect(cellOf(await matrix(limited), 'UC-7.3a', east.tenantId)).toMatchObject({ total: 0, rate: null });
  expect(await east.who.technician.refused(403, 'GET', MATRIX)).toMatchObject({ permission: 'insight.read' });
  const sister = await matrix(west.who.supervisor);
  expect(sister.columns.map((c: Json) => c.id)).toEqual([west.tenantId]);
  expect(cellOf(sister, 'UC-7.3a', west.tenantId)).toMatchObject({ total: 0 });
  await west.who.supervisor.refused(404, 'GET', `${LEDGER}?tenantId=${east.tenantId}`);
});
