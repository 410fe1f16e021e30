import { act, after, assign, caseOf, COMPLAINT, detailOf, NETWORK, owed, report, step, steps } from '../cases.ts';
import { DAY, eventually, gasCompany, group, HOUR, type Json, MINUTE, TENANCY, UC } from '../stage.ts';

const gas = gasCompany();
const POLICIES = `${TENANCY}/policies`;
const YEARS = `${TENANCY}/calendar-years`;
const KEY = 'uc.fault.network.handleHours';
const hoursOf = (o: Json): number => (Date.parse(o.dueAt) - Date.parse(o.startedAt)) / HOUR;

test('PF-11 each due time explains itself: clock, amount, start, policy version and who set it', async () => {
  await gas.here.who.admin.post(POLICIES, { key: KEY, value: 4, reason: '冬季保供' });
  const found = await eventually('4 h rule', async () => {
    const next = await report(gas.here, NETWORK);
    return hoursOf(owed(next, 'UC-7.3a')) === 4 && next;
  });
  const detail = await detailOf(gas.here, owed(found, 'UC-7.3a'));
  expect(detail.explanation).toMatchObject({ clock: 'elapsed', amount: 4, unit: 'hours', zone: 'Asia/Shanghai', startedAt: found.receivedAt, dueAt: after(found.receivedAt, 4 * HOUR), provisional: false });
  expect(detail.ladder.map((rung: Json) => [rung.origin, rung.value, rung.rules])).toEqual([['default', 6, false], ['own', 4, true]]);
  expect(detail.ladder[1]).toMatchObject({ version: detail.policyVersion, setBy: gas.here.of.tenant.name, effectiveFrom: expect.any(String) });
  expect(detail.clause).toMatchObject({ id: 'UC-7.3a', strength: 'in_principle', text: { zh: expect.stringContaining('6 小时内处理') } });
});

test('PF-11 a clock of days names every day that it counted', async () => {
  const found = await report(gas.here, COMPLAINT, { by: 'callTaker' });
  await act(gas.here, 'callTaker', found, 'transfer', { toUserId: gas.here.id('supervisor'), reason: '由主管查' });
  await gas.here.who.supervisor.post(`${UC}/cases/${found.id}/transfer/accept`);
  await act(gas.here, 'supervisor', found, 'investigate', { entry: '查当日派工记录' });
  await act(gas.here, 'supervisor', found, 'reply', { content: '已向用户致歉，说明排班调整', how: 'phone' });
  const closed = await act(gas.here, 'supervisor', found, 'close', { note: '用户接受' });
  const callback = (await gas.here.who.callback.get(`${UC}/callbacks`)).items.find((c: Json) => c.caseId === found.id);
  const { explanation } = await detailOf(gas.here, callback.obligation);
  const day = (n: number): string => new Date(Date.parse(closed.closedAt) + 8 * HOUR + n * DAY).toISOString().slice(0, 10);
  expect(explanation).toMatchObject({ clock: 'calendar_days', amount: 7, unit: 'days' });
  expect(explanation.days.map((d: Json) => [d.date, d.counted])).toEqual([[day(0), false], ...[1, 2, 3, 4, 5, 6, 7].map((n) => [day(n), true])]);
});

test('PF-11 a new version rules from its date and changes nothing already opened (R17)', async () => {
  const open = await report(gas.here, NETWORK);
  const hours = hoursOf(owed(open, 'UC-7.3a'));
  const effectiveFrom = after((await gas.here.now()).toISOString(), DAY);
  const view = await gas.here.who.admin.post(POLICIES, { key: KEY, value: 3, effectiveFrom, reason: '再提速' });
  expect(view.pending).toMatchObject([{ value: 3, effectiveFrom }]);
  expect(view.inForce.value).toBe(hours);
  expect(hoursOf(owed(await report(gas.here, NETWORK), 'UC-7.3a'))).toBe(hours);
  await gas.here.moveTo(after(effectiveFrom, MINUTE));
  await eventually('the new version rules', async () => hoursOf(owed(await report(gas.here, NETWORK), 'UC-7.3a')) === 3);
  expect(hoursOf(owed(await caseOf(gas.here, open.id), 'UC-7.3a'))).toBe(hours);
  const { history } = await gas.here.who.admin.get(`${POLICIES}/${KEY}`);
  expect(history.map((v: Json) => [v.value, v.reason])).toEqual([[3, '再提速'], [4, '冬季保供']]);
});

test('PF-11 a value outside its bounds, of another type, in the past or at a moment already taken is refused', async () => {
  const { admin, supervisor } = gas.here.who;
  const key = 'uc.fault.network.repairHours';
  for (const [value, of] of [[0, key], [169, key], [1.5, key], ['24', key], [[80, 50, 100], 'pf.escalation.percents'], [[50, 80], 'pf.escalation.percents'], ['24:01', 'pf.quiet.from'], ['payments', 'uc.backup.important.classes'], ['yes', 'uc.fault.noPart.repairStaysOwed'], ['weekly', 'uc.inspection.basis']] as const) {
    expect([of, value, (await admin.refused(422, 'POST', POLICIES, { key: of, value, reason: '试值' })).code]).toEqual([of, value, 'policy_out_of_bounds']);
  }
  const now = (await gas.here.now()).toISOString();
  expect(await admin.refused(422, 'POST', POLICIES, { key, value: 20, effectiveFrom: after(now, -HOUR), reason: '倒填' })).toMatchObject({ clause: 'PF-11', code: 'policy_in_the_past' });
  const effectiveFrom = after(now, 2 * DAY);
  await admin.post(POLICIES, { key, value: 20, effectiveFrom, reason: '提速' });
  expect(await admin.refused(409, 'POST', POLICIES, { key, value: 18, effectiveFrom, reason: '同一时刻' })).toMatchObject({ clause: 'PF-11', code: 'policy_overlap' });
  for (const [body, field] of [[{ key: 'uc.no.such', value: 1, reason: '没有这个' }, 'key'], [{ key, value: 20 }, 'reason'], [{ key, reason: '没有值' }, 'value'], [{ key, value: 20, reason: '错日期', effectiveFrom: '2026-02-30T00:00:00Z' }, 'effectiveFrom']] as const) {
    expect((await admin.refused(400, 'POST', POLICIES, body)).errors).toMatchObject([{ field }]);
  }
  expect(await supervisor.refused(403, 'POST', POLICIES, { key, value: 20, reason: '没权' })).toMatchObject({ permission: 'policy.write' });
});

test('PF-11 escalation follows the share of the clock\'s own time, at the company\'s percentages: owner, supervisor, then the leader where no headquarters are (R10)', async () => {
  await gas.here.who.admin.post(POLICIES, { key: 'pf.escalation.percents', value: [25, 60, 100], reason: '早提醒' });
  const found = await eventually('the new percentages rule', async () => {
    const next = await report(gas.here, NETWORK);
    const o = owed(next, 'UC-7.3b');
    return Math.abs(Date.parse(o.riskAt) - (Date.parse(o.startedAt) + 0.6 * (Date.parse(o.dueAt) - Date.parse(o.startedAt)))) < 1_000 && assign(gas.here, next, 'technician');
  });
  const { startedAt, dueAt } = owed(found, 'UC-7.3b');
  const share = (percent: number): number => Date.parse(startedAt) + (percent / 100) * (Date.parse(dueAt) - Date.parse(startedAt));
  const label = owed(found, 'UC-7.3b').label.zh;
  const told = async (key: 'technician' | 'supervisor' | 'manager', words: string): Promise<Json> =>
    (await gas.here.who[key].get('/v1/notification/inbox?limit=100')).items.find((m: Json) => m.link.includes(found.id) && m.title.zh.includes(label) && m.title.zh.includes(words));
  await gas.here.moveTo(share(24));
  expect(await told('technician', '25%')).toBeUndefined();
  await gas.here.moveTo(share(26));
  await eventually('the owner at 25 %', () => told('technician', '25%'), 20_000);
  expect(await told('supervisor', '60%')).toBeUndefined();
  await gas.here.moveTo(share(61));
  await eventually('the supervisor at 60 %', () => told('supervisor', '60%'), 20_000);
  await gas.here.moveTo(share(100) + 1);
  await eventually('the leader at 100 %', () => told('manager', '超时'), 20_000);
  const { history } = await detailOf(gas.here, owed(await caseOf(gas.here, found.id), 'UC-7.3b'));
  expect(history.filter((h: Json) => ['escalated', 'breached'].includes(h.what)).map((h: Json) => [h.what, Math.round((Date.parse(h.at) - share(0)) / (share(100) - share(0)) * 100)])).toEqual([['escalated', 25], ['escalated', 60], ['breached', 100]]);
});

test('PF-11 a milestone counts when the device saw it, if it arrives within 12 hours; later, ahead or backwards the server\'s time counts (R5)', async () => {
  const cases: Json[] = [];
  for (let n = 0; n < 4; n += 1) cases.push(await assign(gas.here, await report(gas.here, NETWORK), 'technician'));
  const t0 = (await gas.here.now()).toISOString();
  await gas.here.advance(12 * HOUR + 10 * MINUTE);
  const now = await gas.here.now();
  const ago = (ms: number): string => new Date(now.getTime() - ms).toISOString();
  const accepted = async (n: number, occurredAt: string): Promise<Json> => (await step(gas.here, 'technician', cases[n], 'accept', { occurredAt })).workOrder.milestones.at(-1);
  const inTime = ago(12 * HOUR - 2 * MINUTE);
  expect((await accepted(0, inTime)).at).toBe(inTime);
  for (const [n, occurredAt] of [[1, ago(12 * HOUR + MINUTE)], [2, after(now.toISOString(), HOUR)], [3, after(t0, -HOUR)]] as const) {
    const milestone = await accepted(n, occurredAt);
    expect(milestone.at).toBe(milestone.recordedAt);
    expect(Date.parse(milestone.at)).toBeGreaterThanOrEqual(now.getTime());
  }
  // The next one cannot lie before the last: the device's time runs forward only.
  const left = await step(gas.here, 'technician', cases[0], 'depart', { occurredAt: after(inTime, -MINUTE) });
  expect(left.workOrder.milestones.at(-1).at).toBe(left.workOrder.milestones.at(-1).recordedAt);
  expect((await gas.here.who.technician.refused(400, 'POST', `${UC}/work-orders/${cases[0].workOrder.id}/arrive`, { occurredAt: 'this morning' })).errors).toMatchObject([{ field: 'occurredAt' }]);
});

test('PF-11 what was done in time but arrived after the due time is in time: the owner pays for the work, not for the network (R1, R5)', async () => {
  const found = await steps(gas.here, 'technician', await assign(gas.here, await report(gas.here, NETWORK), 'technician'), 'accept', 'depart', 'arrive');
  const { dueAt } = owed(found, 'UC-7.3a');
  await gas.here.moveTo(after(dueAt, 5 * MINUTE));
  await eventually('the breach', async () => owed(await caseOf(gas.here, found.id), 'UC-7.3a').breachedAt === dueAt);
  const synced = await step(gas.here, 'technician', found, 'handle', { occurredAt: after(dueAt, -1_000) });
  expect(owed(synced, 'UC-7.3a')).toMatchObject({ status: 'met', settledAt: after(dueAt, -1_000) });
});

test('PF-11 a calendar year is loaded once and then corrected by name; a year without its notice is not guessed', async () => {
  const { admin, supervisor } = gas.here.who;
  const year = 2033;
  const body = { year, restDays: [`${year}-01-01`, `${year}-01-03`], workDays: [`${year}-01-08`], source: '放假通知' };
  expect((await admin.get(YEARS)).items.at(-1)).toMatchObject({ published: false, version: 0 });
  expect(await admin.refused(409, 'POST', `${YEARS}/${year}/corrections`, { ...body, year: undefined })).toMatchObject({ clause: 'PF-11', code: 'calendar_year_missing' });
  expect(await admin.post(YEARS, body)).toMatchObject({ year, version: 1, published: true });
  expect(await admin.refused(409, 'POST', YEARS, body)).toMatchObject({ clause: 'PF-11', code: 'calendar_year_loaded' });
  const { year: _year, ...correction } = body;
  expect(await admin.post(`${YEARS}/${year}/corrections`, { ...correction, restDays: [`${year}-01-01`], source: '更正' })).toMatchObject({ version: 2 });
  for (const [change, field] of [[{ restDays: [`${year}-02-30`] }, 'restDays'], [{ workDays: [`${year - 1}-12-31`] }, 'workDays'], [{ workDays: [`${year}-01-01`] }, 'workDays']] as const) {
    expect((await admin.refused(400, 'POST', `${YEARS}/${year}/corrections`, { ...correction, ...change })).errors).toMatchObject([{ field }]);
  }
  await supervisor.refused(403, 'POST', YEARS, { ...body, year: 2034 });
});

describe('with headquarters', () => {
  const tree = group();

  test('PF-11 the national calendar comes from the top of the tree; a subsidiary adds its own exceptions', async () => {
    const { headquarters, east } = tree.here;
    const body = { year: 2032, restDays: ['2032-01-01'], workDays: [], source: '放假通知' };
    expect(await east.who.admin.refused(409, 'POST', YEARS, body)).toMatchObject({ clause: 'PF-11', code: 'calendar_from_headquarters' });
    await headquarters.post(YEARS, body);
    expect((await east.who.admin.get(YEARS)).items).toContainEqual(expect.objectContaining({ year: 2032, origin: 'national', published: true }));
    expect(await east.who.admin.post(YEARS, { ...body, origin: 'tenant', restDays: ['2032-05-20'], source: '厂庆' })).toMatchObject({ origin: 'tenant', version: 1 });
  });

  test('PF-11 before a value is published it is played over the last 90 days: due, in time before and after, newly late; nothing moves', async () => {
    const { headquarters, east, west } = tree.here;
    const at = (value: number): string => `/v1/insight/policy-replay?key=${KEY}&value=${value}&mayTighten=true`;
    const onSite = async (): Promise<Json> => steps(east, 'technician', await assign(east, await report(east, NETWORK), 'technician'), 'accept', 'depart', 'arrive');
    const [quick, slow, missed] = [await onSite(), await onSite(), await report(east, NETWORK)];
    await step(east, 'technician', quick, 'handle');
    await east.advance(5 * HOUR);
    await step(east, 'technician', slow, 'handle');
    await east.moveTo(after(owed(missed, 'UC-7.3a').dueAt, MINUTE));
    const running = await report(east, NETWORK);
    const replay = await eventually('all of it is in the ledger', async () => {
      const found = await headquarters.get(at(4));
      return found.total.due === 3 && found.moves.openStay === 2 && found;
    }, 20_000);
    const fell = { due: 3, inTimeBefore: 2, inTimeAfter: 1, newlyLate: 1, noLongerLate: 0, runningAfter: 0, rateBefore: 2 / 3, rateAfter: 1 / 3 };
    expect(replay).toMatchObject({ key: KEY, value: 4, days: 90, complete: true, total: fell, moves: { follow: 2, keep: [] } });
    expect(replay.rows.map((row: Json) => [row.id, row.kind, row.due])).toEqual(expect.arrayContaining([[east.tenantId, 'tenant', 3], [west.tenantId, 'tenant', 0]]));
    expect((await headquarters.get(at(12))).total).toMatchObject({ inTimeAfter: 2, newlyLate: 0, noLongerLate: 1, runningAfter: 1 });

    const own = await east.who.admin.get(at(4));
    expect([own.total, own.rows.map((row: Json) => [row.kind, row.due])]).toEqual([fell, [['unit', 3]]]);
    expect((await west.who.admin.get(at(4))).total.due).toBe(0);
    expect(await east.who.supervisor.refused(403, 'GET', at(4))).toMatchObject({ permission: 'policy.write' });
    expect(await headquarters.refused(422, 'GET', at(0))).toMatchObject({ clause: 'PF-11', code: 'policy_out_of_bounds' });
    expect(hoursOf(owed(await caseOf(east, running.id), 'UC-7.3a'))).toBe(6);
    expect((await headquarters.get(`${POLICIES}/${KEY}`)).history).toEqual([]);
  });
});
