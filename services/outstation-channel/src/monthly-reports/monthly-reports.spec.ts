import { type Maker, type Running, startChannel } from '../channel.harness.ts';
import type { FaultyStockView, OutstationMonthlyReportView } from './monthly-reports.http.ts';
import { ageInDays, FAULTY_STOCK, monthlyKind } from './monthly-reports.rules.ts';

const NOW = '2026-03-05T02:00:00.000Z';
let stage: Running;
beforeAll(async () => { stage = await startChannel(); }, 60_000);
afterAll(() => stage.stop());

const draft = (at: Maker, month = '2026-02') => stage.staff(at).li.send('POST', 'monthly-reports', { month });
const act = (at: Maker, who: 'li' | 'engineer' | 'wang', id: string, verb: string, body: object = {}) => stage.staff(at)[who].send(['parts', 'faulty-stock'].includes(verb) ? 'PUT' : 'POST', `monthly-reports/${id}/${verb}`, body);
const NONE = { parts: ['stations', 'operators', 'incidents', 'other'].map((key) => ({ part: `work.${key}`, none: true })) };
const operator = async (at: Maker, name = '陇东移动'): Promise<string> => (await stage.must(stage.staff(at).li.send('POST', 'operators', { departmentUnitId: at.department, name, contacts: [], ownerUserId: at.people.wang.id, since: '2026-02-01' }))).id;
const line = (operatorId: string, more: object = {}) => ({ operatorId, model: 'C118', units: 4, oldestOn: '2026-01-04', ...more });

test('OC-3.5.3 the faulty stock is a part of its own; age is counted in days', () => {
  expect(monthlyKind.sections.flatMap((s) => s.parts.map((p) => `${s.key}.${p.key}`))).toContain(FAULTY_STOCK);
  expect([ageInDays('2026-03-05', '2026-03-05'), ageInDays('2026-02-28', '2026-03-01')]).toEqual([0, 1]);
});

test.each([['2026-03-05T15:59:50.000Z', 'met'], ['2026-03-05T16:00:01.000Z', 'met_late']])('OC-3.5.3 due on the 5th of the next month at 24:00: submitted at %s it is %s', async (instant, status) => {
  const at = await stage.maker(`月报 ${status}`, NOW);
  await stage.posted(at, '陇东', 'li', '2026-01-20');
  const { id, obligations }: OutstationMonthlyReportView = await stage.must(draft(at));
  expect(obligations).toMatchObject([{ clauseId: 'OC-3.5.3', dueAt: '2026-03-05T16:00:00.000Z', subject: { number: '李客户/2026-02' } }]);
  await stage.must(act(at, 'li', id, 'parts', { parts: [...NONE.parts, { part: FAULTY_STOCK, none: true }] }));
  await stage.moveTo(at, instant);
  expect(await stage.must(act(at, 'li', id, 'submit')) as OutstationMonthlyReportView).toMatchObject({ status: 'submitted', obligations: [{ status }] });
});

test('R4: a posting that begins inside a month owes from the next whole one', async () => {
  const at = await stage.maker('月报首月', NOW);
  await stage.posted(at, '陇东', 'li', '2026-02-02');
  expect(await stage.must(draft(at)) as OutstationMonthlyReportView).toMatchObject({ obligations: [] });
  expect((await stage.must(draft(at, '2026-03')) as OutstationMonthlyReportView).obligations).toMatchObject([{ dueAt: '2026-04-05T16:00:00.000Z' }]);
  expect((await draft(at, '2026-01')).body).toMatchObject({ status: 422, code: 'not_posted', clause: 'OC-3.5.3' });
  expect((await draft(at, '2026-04')).body).toMatchObject({ status: 400, errors: [{ field: 'month' }] });
});

test('OC-3.5.3 counts by operator and model, with their age; without them, or "none", it is not accepted', async () => {
  const at = await stage.maker('月报库存', NOW);
  await stage.posted(at, '陇东', 'li', '2026-01-20');
  const [mobile, telecom] = [await operator(at), await operator(at, '陇东电信')];
  const { id }: OutstationMonthlyReportView = await stage.must(draft(at));
  await stage.must(act(at, 'li', id, 'parts', NONE));
  expect((await act(at, 'li', id, 'submit')).body).toMatchObject({ status: 422, clause: 'OC-3.5.3', errors: [{ field: FAULTY_STOCK }] });
  const tell = (lines: object[]) => act(at, 'li', id, 'faulty-stock', { lines });
  expect((await tell([line(mobile), line(mobile)])).body).toMatchObject({ status: 400, clause: 'OC-3.5.3', errors: [{ field: 'lines', code: 'twice' }] });
  expect((await tell([line(at.department)])).body).toMatchObject({ errors: [{ field: 'lines', code: 'unknown_operator' }] });
  expect((await tell([line(mobile, { oldestOn: '2026-03-06' })])).body).toMatchObject({ errors: [{ field: 'lines', code: 'in_the_future' }] });
  for (const units of [0, -1, 2.5]) expect((await tell([line(mobile, { units })])).status).toBe(400);
  await stage.must(tell([line(mobile, { units: 9 })]));
  const told: OutstationMonthlyReportView = await stage.must(tell([line(mobile), line(telecom, { model: 'C200', units: 2, oldestOn: '2026-02-23' })]));
  expect(told.faultyStock.map((s) => [s.operatorName, s.model, s.units, s.ageDays])).toEqual([['陇东移动', 'C118', 4, 60], ['陇东电信', 'C200', 2, 10]]);
  const stock = async (query = ''): Promise<FaultyStockView[]> => (await stage.staff(at).manager.get(`faulty-stock?month=2026-02${query}`)).body.items;
  expect(await stock()).toEqual([]);
  await stage.must(act(at, 'li', id, 'submit'));
  expect((await stock()).map((s) => s.operatorName)).toEqual(['陇东移动', '陇东电信']);
  expect(await stock(`&operatorId=${telecom}`)).toHaveLength(1);
  expect((await tell([line(mobile)])).status).toBe(409);
  await stage.moveTo(at, '2026-03-25T02:00:00.000Z');
  expect([await stock(), (await stage.staff(at).li.get(`monthly-reports/${id}`)).body.faultyStock as FaultyStockView[]].map((rows) => rows.map((s) => s.ageDays))).toEqual([[60, 10], [60, 10]]);
});

test('R13: a return leaves the submission as it was; the next one is a round of its own and meets nothing anew', async () => {
  const at = await stage.maker('月报退回', NOW);
  await stage.posted(at, '陇东', 'li', '2026-01-20');
  const { id }: OutstationMonthlyReportView = await stage.must(draft(at));
  await stage.must(act(at, 'li', id, 'parts', { parts: [...NONE.parts, { part: FAULTY_STOCK, none: true }] }));
  await stage.must(act(at, 'li', id, 'submit'));
  await stage.must(act(at, 'engineer', id, 'return', { reason: '缺庆阳' }));
  await stage.must(act(at, 'li', id, 'parts', { parts: [{ part: 'work.other', words: '补庆阳' }] }));
  const again: OutstationMonthlyReportView = await stage.must(act(at, 'li', id, 'submit'));
  expect([again.rounds.length, again.obligations.map((o) => o.status)]).toEqual([2, ['met']]);
  expect((await stage.staff(at).li.get(`monthly-reports/${id}?round=1`)).body.shownRound).toBe(1);
  expect((await stage.must(act(at, 'engineer', id, 'accept', { comment: '可以' })) as OutstationMonthlyReportView).status).toBe('accepted');
});

test('of the own company and units alone (PF-4, PF-6)', async () => {
  const [at, other] = [await stage.maker('月报权限', NOW), await stage.maker('月报别家', NOW)];
  await stage.posted(at, '陇东', 'li', '2026-01-20');
  const { id }: OutstationMonthlyReportView = await stage.must(draft(at));
  expect((await stage.staff(other).manager.get('monthly-reports')).body.items).toEqual([]);
  for (const [who, verb, body] of [['li', 'parts', NONE], ['li', 'submit', {}], ['li', 'faulty-stock', { lines: [] }], ['engineer', 'return', { reason: 'xx' }], ['engineer', 'accept', {}]] as const) expect((await act(other, who, id, verb, body)).status).toBe(404);
  expect((await stage.staff(other).li.get(`monthly-reports/${id}`)).status).toBe(404);
  expect((await act(at, 'wang', id, 'submit')).body).toMatchObject({ status: 422, code: 'not_the_author' });
  expect((await act(at, 'li', id, 'accept')).body).toMatchObject({ status: 403, permission: 'weeklyReport.guide' });
  expect((await stage.station(at).get('faulty-stock?month=2026-02')).status).toBe(403);
  expect((await stage.staff(at).manager.get('monthly-reports')).body.items).toHaveLength(1);
});
