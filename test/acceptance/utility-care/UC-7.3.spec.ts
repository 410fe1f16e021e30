import { act, after, ALARM, allOwed, assign, caseOf, COMPLAINT, detailOf, EQUIPMENT, NETWORK, owed, report, step, steps } from '../cases.ts';
import { DAY, eventually, gasCompany, HOUR, type Json, MINUTE, TENANCY, UC } from '../stage.ts';

const gas = gasCompany();
const HANDLE = 'uc.fault.network.handleHours';
const INFORM = 'uc.case.informHours';
const REPAIR_MAJOR = 'uc.fault.network.major.repairHours';
const UPDATE_MAJOR = 'uc.fault.network.major.updateHours';

/** Instants of the next year, so that the sandbox's clock can get there: Sunday night and Monday of the Spring Festival. */
function springFestival(): { year: number; sunday: string; monday: string } {
  const year = new Date().getUTCFullYear() + 1;
  const first = new Date(Date.UTC(year, 1, 1)).getUTCDay();
  const day = 1 + ((7 - first) % 7);
  const date = (d: number): string => `${year}-02-${String(d).padStart(2, '0')}`;
  return { year, sunday: date(day), monday: date(day + 1) };
}

/** The breach as the sweep records it, at the due time whenever the sweep came by. */
const breached = (id: string, clause: string, parameter?: string): Promise<Json> => eventually(`${clause} breached`, async () => {
  const found = owed(await caseOf(gas.here, id), clause, parameter);
  return found.breachedAt && found;
});

const startedOf = (obligation: Json, ms: number): string => after(obligation.startedAt, ms);

test('UC-7.3a UC-7.3b a case owes 6 and 24 hours from its receipt, the moment the form was opened', async () => {
  const before = await gas.here.now();
  const intake = await gas.here.who.callTaker.post(`${UC}/intakes`, { channel: 'phone' });
  await gas.here.advance(10 * MINUTE);
  const found = await gas.here.who.callTaker.post(`${UC}/cases`, { intakeId: intake.id, unitId: gas.here.unit('centre'), caller: { name: '路人', phone: '13900001234' }, address: '文昌路 18 号', ...NETWORK });
  expect(found.receivedAt).toBe(intake.receivedAt);
  expect(Date.parse(found.receivedAt)).toBeLessThan(before.getTime() + 10 * MINUTE);
  expect(owed(found, 'UC-7.3a')).toMatchObject({ status: 'open', startedAt: found.receivedAt, dueAt: after(found.receivedAt, 6 * HOUR), parameterKey: HANDLE });
  expect(owed(found, 'UC-7.3b')).toMatchObject({ status: 'open', startedAt: found.receivedAt, dueAt: after(found.receivedAt, 24 * HOUR) });
});

test('UC-7.3a is met by handled with a note only: being on site does not meet it', async () => {
  const found = await steps(gas.here, 'technician', await assign(gas.here, await report(gas.here, NETWORK), 'technician'), 'accept', 'depart', 'arrive');
  expect(owed(found, 'UC-7.3a').status).toBe('open');
  const problem = await gas.here.who.technician.refused(400, 'POST', `${UC}/work-orders/${found.workOrder.id}/handle`, {});
  expect(problem).toMatchObject({ clause: 'UC-7.3a', errors: [{ field: 'note', code: 'required' }] });
  const handled = await step(gas.here, 'technician', found, 'handle');
  expect(owed(handled, 'UC-7.3a').status).toBe('met');
  expect((await detailOf(gas.here, owed(handled, 'UC-7.3a'))).evidence[0].text).toContain('关上游阀');
  // The repair asks for more, and nothing of a refused one is written.
  const bare = await gas.here.who.technician.refused(400, 'POST', `${UC}/work-orders/${found.workOrder.id}/repair`, { note: '修好了' });
  expect(bare).toMatchObject({ clause: 'UC-7.3b', errors: [{ field: 'attachmentIds' }] });
  expect((await caseOf(gas.here, found.id)).status).toBe('handled');
});

test('UC-7.3a at 6 h to the millisecond is in time, one millisecond later is late (R1)', async () => {
  const cases: Json[] = [];
  for (let n = 0; n < 2; n += 1) cases.push(await steps(gas.here, 'technician', await assign(gas.here, await report(gas.here, NETWORK), 'technician'), 'accept', 'depart', 'arrive'));
  await gas.here.advance(6 * HOUR + MINUTE);
  const [onTheDot, late] = await Promise.all(cases.map((found, n) => step(gas.here, 'technician', found, 'handle', { occurredAt: after(owed(found, 'UC-7.3a').dueAt, n) })));
  expect(owed(onTheDot, 'UC-7.3a')).toMatchObject({ status: 'met', settledAt: owed(onTheDot, 'UC-7.3a').dueAt });
  expect(owed(late, 'UC-7.3a')).toMatchObject({ status: 'met_late', settledAt: after(owed(late, 'UC-7.3a').dueAt, 1), breachedAt: owed(late, 'UC-7.3a').dueAt });
});

test('UC-7.3a UC-7.3b holiday night: received Sunday 22:30, handled at 04:30:00 in time, repaired at 22:30:01 late with its breach at 22:30:00; the holiday changes nothing', async () => {
  const { year, sunday, monday } = springFestival();
  await gas.here.who.admin.post(`${TENANCY}/calendar-years`, { year, restDays: [sunday, monday], workDays: [], source: '春节放假通知' });
  await gas.here.moveTo(`${sunday}T22:30:00+08:00`);
  let found = await assign(gas.here, await report(gas.here, NETWORK), 'technician');
  expect(Date.parse(found.receivedAt) - Date.parse(`${sunday}T22:30:00+08:00`)).toBeLessThan(MINUTE);
  const [handle, repair] = [owed(found, 'UC-7.3a'), owed(found, 'UC-7.3b')];
  expect([handle.dueAt, repair.dueAt]).toEqual([after(found.receivedAt, 6 * HOUR), after(found.receivedAt, 24 * HOUR)]);
  await gas.here.moveTo(`${monday}T04:05:00+08:00`);
  found = await steps(gas.here, 'technician', found, 'accept', 'depart', 'arrive');
  await gas.here.moveTo(after(handle.dueAt, MINUTE));
  found = await step(gas.here, 'technician', found, 'handle', { occurredAt: handle.dueAt });
  // Told a minute late what happened in time (R5): met, whether or not the sweep had come by in that minute.
  expect(owed(found, 'UC-7.3a')).toMatchObject({ status: 'met', settledAt: handle.dueAt });
  await gas.here.moveTo(after(repair.dueAt, MINUTE));
  expect(await breached(found.id, 'UC-7.3b')).toMatchObject({ status: 'open', clock: 'overdue', breachedAt: repair.dueAt });
  found = await step(gas.here, 'technician', found, 'repair', { occurredAt: after(repair.dueAt, 1_000) });
  expect(owed(found, 'UC-7.3b')).toMatchObject({ status: 'met_late', settledAt: after(repair.dueAt, 1_000), breachedAt: repair.dueAt });
  const detail = await detailOf(gas.here, owed(found, 'UC-7.3b'));
  expect(detail.history.filter((line: Json) => line.what === 'breached')).toHaveLength(1);
  expect(detail.explanation).toMatchObject({ clock: 'elapsed', amount: 24, unit: 'hours', pauses: [], replacements: [], calendarVersions: [] });
});

test('UC-7.3b several callers: the master alone owes the repair, the linked case word to its caller within 24 hours of it', async () => {
  let master = await assign(gas.here, await report(gas.here, NETWORK), 'technician');
  let linked = await report(gas.here, { ...NETWORK, linkTo: master.id });
  expect(linked).toMatchObject({ status: 'linked', master: { id: master.id }, obligations: [], workOrder: null });
  // One that was opened on its own is linked later: what it owed is cancelled, and says why.
  let later = await act(gas.here, 'callTaker', await report(gas.here, NETWORK), 'link', { masterId: master.id });
  expect(allOwed(later, 'UC-7.3a').concat(allOwed(later, 'UC-7.3b')).map((o) => [o.status, o.outcome.note])).toEqual([['cancelled', `并入 ${master.number}`], ['cancelled', `并入 ${master.number}`]]);
  const early = await gas.here.who.callTaker.refused(422, 'POST', `${UC}/cases/${linked.id}/inform`, { how: 'phone', who: '来电人' });
  expect(early).toMatchObject({ clause: 'UC-7.3b', code: 'master_not_repaired' });

  master = await steps(gas.here, 'technician', master, 'accept', 'depart', 'arrive', 'handle', 'repair');
  const repairedAt = owed(master, 'UC-7.3b').settledAt;
  [linked, later] = await Promise.all([linked, later].map((found) => caseOf(gas.here, found.id)));
  for (const found of [linked, later]) expect(owed(found, 'UC-7.3b', INFORM)).toMatchObject({ status: 'open', startedAt: repairedAt, dueAt: after(repairedAt, 24 * HOUR) });
  expect(await gas.here.who.callTaker.refused(422, 'POST', `${UC}/cases/${linked.id}/close`, { note: '结束' })).toMatchObject({ clause: 'UC-7.3b', code: 'not_closable' });
  linked = await act(gas.here, 'callTaker', linked, 'inform', { how: 'phone', who: '来电人', note: '已修复' });
  expect(owed(linked, 'UC-7.3b', INFORM).status).toBe('met');
  await gas.here.advance(DAY + MINUTE);
  expect((await breached(later.id, 'UC-7.3b', INFORM)).breachedAt).toBe(after(repairedAt, 24 * HOUR));
});

test('UC-7.3a UC-7.3b "in principle": a supervisor waives with a reason, before or after the due time; a breach stays on record (R12, R14)', async () => {
  const found = await report(gas.here, NETWORK);
  const waive = (clause: string): string => `${UC}/obligations/${owed(found, clause).id}/waive`;
  expect(await gas.here.who.callTaker.refused(403, 'POST', waive('UC-7.3a'), { reason: '道路封闭' })).toMatchObject({ permission: 'obligation.waive' });
  expect((await gas.here.who.supervisor.refused(400, 'POST', waive('UC-7.3a'), {})).errors[0].field).toBe('reason');
  const early = await gas.here.who.supervisor.post(waive('UC-7.3a'), { reason: '道路封闭，已派巡线看守' });
  expect(early).toMatchObject({ status: 'waived', breachedAt: null, outcome: { approver: '高远', note: '道路封闭，已派巡线看守' } });
  await gas.here.advance(DAY + MINUTE);
  const breach = await breached(found.id, 'UC-7.3b');
  const late = await gas.here.who.manager.post(waive('UC-7.3b'), { reason: '等市政开挖许可' });
  expect(late).toMatchObject({ status: 'waived', breachedAt: breach.dueAt });
  expect((await gas.here.who.manager.refused(409, 'POST', waive('UC-7.3b'), { reason: '再来一次' })).code).toBe('transition_refused');
});

test('UC-7.3a UC-7.3b are never paused: nobody at home stops no clock of the network (R8)', async () => {
  const found = await steps(gas.here, 'technician', await assign(gas.here, await report(gas.here, NETWORK), 'technician'), 'accept', 'depart', 'no-access');
  expect([owed(found, 'UC-7.3a'), owed(found, 'UC-7.3b')]).toMatchObject([{ pausedAt: null, dueAt: after(found.receivedAt, 6 * HOUR) }, { pausedAt: null, dueAt: after(found.receivedAt, 24 * HOUR) }]);
});

test('UC-7.3a a reclassified case cancels the old clocks and runs the new ones from the original receipt; the order asks for the other qualification', async () => {
  let found = await assign(gas.here, await report(gas.here, EQUIPMENT), 'technician2');
  await gas.here.advance(2 * HOUR);
  found = await act(gas.here, 'dispatcher', found, 'reclassify', { faultScope: 'network', reason: '表前管漏' });
  expect(allOwed(found, 'UC-7.4').map((o) => o.status)).toEqual(['cancelled', 'cancelled']);
  expect(owed(found, 'UC-7.3a')).toMatchObject({ startedAt: found.receivedAt, dueAt: after(found.receivedAt, 6 * HOUR) });
  expect(found.workOrder).toMatchObject({ status: 'queued', assignee: null, kind: 'network_repair' });
  expect(await gas.here.who.dispatcher.refused(422, 'POST', `${UC}/work-orders/${found.workOrder.id}/assign`, { userId: gas.here.id('technician2') })).toMatchObject({ clause: 'UC-10a' });
});

test('UC-7.3c out of scope: recording the inability meets 7.3a and opens 24 hours to tell the user; told, what is left of 7.3b and the order end', async () => {
  let found = await report(gas.here, NETWORK);
  found = await act(gas.here, 'dispatcher', found, 'refer', { reason: 'out_of_scope', note: '小区自有管道' });
  const tell = owed(found, 'UC-7.3c');
  expect(tell).toMatchObject({ status: 'open', dueAt: after(tell.startedAt, 24 * HOUR) });
  expect(owed(found, 'UC-7.3a').status).toBe('met');
  expect(owed(found, 'UC-7.3b').status).toBe('open');
  expect(await gas.here.who.callTaker.refused(422, 'POST', `${UC}/cases/${found.id}/close`, { note: '结束' })).toMatchObject({ clause: 'UC-7.3c' });
  found = await act(gas.here, 'callTaker', found, 'inform', { how: 'channel_accepted', who: '物业维修部', note: '物业明天上门' });
  expect([owed(found, 'UC-7.3c').status, owed(found, 'UC-7.3b').status, found.workOrder.status]).toEqual(['met', 'cancelled', 'cancelled']);
  expect((await gas.here.who.callTaker.refused(409, 'POST', `${UC}/cases/${found.id}/inform`, { how: 'phone', who: '用户' })).clause).toBe('UC-7.3c');
  expect((await act(gas.here, 'callTaker', found, 'close', { note: '用户知道了' })).status).toBe('closed');
});

test('UC-7.3c no fitting part: the repair stays owed by its old due time, and is cancelled where the company decided otherwise', async () => {
  let found = await act(gas.here, 'dispatcher', await report(gas.here, NETWORK), 'refer', { reason: 'no_part', note: 'DN80 球阀缺货，周四到' });
  found = await act(gas.here, 'callTaker', found, 'inform', { how: 'phone', who: '用户' });
  expect(owed(found, 'UC-7.3b')).toMatchObject({ status: 'open', dueAt: after(found.receivedAt, 24 * HOUR) });
  // The part came: the work goes on where it waited.
  found = await steps(gas.here, 'technician', await assign(gas.here, found, 'technician'), 'accept', 'depart', 'arrive', 'handle', 'repair');
  expect(owed(found, 'UC-7.3b').status).toBe('met');

  await gas.here.who.admin.post(`${TENANCY}/policies`, { key: 'uc.fault.noPart.repairStaysOwed', value: false, reason: '缺货期由供应商承担' });
  await eventually('the new choice rules', async () => {
    let other = await act(gas.here, 'dispatcher', await report(gas.here, NETWORK), 'refer', { reason: 'no_part', note: '无货' });
    other = await act(gas.here, 'callTaker', other, 'inform', { how: 'phone', who: '用户' });
    return owed(other, 'UC-7.3b').status === 'cancelled';
  });
});

test('UC-7.3c for equipment alike: told before departure, UC-7.4 is cancelled; told late, the duty has its breach; only repairs are referred', async () => {
  let found = await act(gas.here, 'dispatcher', await report(gas.here, EQUIPMENT), 'refer', { reason: 'other', note: '进口灶具无厂家授权' });
  const tell = owed(found, 'UC-7.3c');
  await gas.here.advance(DAY + MINUTE);
  expect((await breached(found.id, 'UC-7.3c')).breachedAt).toBe(tell.dueAt);
  found = await act(gas.here, 'callTaker', found, 'inform', { how: 'sms', who: '用户' });
  expect(owed(found, 'UC-7.3c')).toMatchObject({ status: 'met_late', breachedAt: tell.dueAt });
  expect(allOwed(found, 'UC-7.4').map((o) => o.status)).toEqual(['cancelled', 'cancelled']);
  const alarm = await report(gas.here, ALARM);
  expect(await gas.here.who.dispatcher.refused(422, 'POST', `${UC}/cases/${alarm.id}/refer`, { reason: 'other', note: '无能力' })).toMatchObject({ clause: 'UC-7.3c', code: 'only_repair' });
});

test('UC-7.3d graded major: the ordinary clocks end, the leader sets the hours from receipt, a progress note is owed every 4 hours', async () => {
  let found = await assign(gas.here, await report(gas.here, NETWORK), 'technician');
  await gas.here.advance(HOUR);
  expect(await gas.here.who.dispatcher.refused(400, 'POST', `${UC}/cases/${found.id}/grade`, { severity: 'major', reason: '主干管断裂' })).toMatchObject({ clause: 'UC-7.3d', errors: [{ field: 'repairHours' }] });
  expect(await gas.here.who.callTaker.refused(403, 'POST', `${UC}/cases/${found.id}/grade`, { severity: 'major', reason: '主干管断裂', repairHours: 10 })).toMatchObject({ permission: 'case.grade' });
  found = await act(gas.here, 'dispatcher', found, 'grade', { severity: 'major', reason: '主干管断裂', repairHours: 10 });
  expect([...allOwed(found, 'UC-7.3a'), ...allOwed(found, 'UC-7.3b')].map((o) => o.status)).toEqual(['cancelled', 'cancelled']);
  expect(owed(found, 'UC-7.3d', REPAIR_MAJOR)).toMatchObject({ status: 'open', startedAt: found.receivedAt, dueAt: after(found.receivedAt, 10 * HOUR) });
  const first = owed(found, 'UC-7.3d', UPDATE_MAJOR);
  expect(first.dueAt).toBe(startedOf(first, 4 * HOUR));

  await gas.here.advance(3 * HOUR);
  found = await act(gas.here, 'dispatcher', found, 'progress', { text: '已停气降压，开挖到管顶' });
  const [met, next] = allOwed(found, 'UC-7.3d', UPDATE_MAJOR);
  expect(met.status).toBe('met');
  expect(next).toMatchObject({ status: 'open', startedAt: met.settledAt, dueAt: startedOf(next, 4 * HOUR) });
  await gas.here.moveTo(after(next.dueAt, MINUTE));
  expect((await breached(found.id, 'UC-7.3d', UPDATE_MAJOR)).breachedAt).toBe(next.dueAt);
  found = await act(gas.here, 'dispatcher', found, 'progress', { text: '焊接完成，正在试压' });
  expect(allOwed(found, 'UC-7.3d', UPDATE_MAJOR).map((o) => o.status)).toEqual(['met', 'met_late', 'open']);

  found = await steps(gas.here, 'technician', found, 'accept', 'depart', 'arrive', 'handle', 'repair');
  expect(allOwed(found, 'UC-7.3d').map((o) => o.status).toSorted()).toEqual(['met', 'met', 'met', 'met_late']);
});

test('UC-7.3d a major fault that turns out to lie on the network needs its hours too: none goes without a clock', async () => {
  let found = await report(gas.here, EQUIPMENT);
  found = await act(gas.here, 'dispatcher', found, 'grade', { severity: 'major', reason: '整栋楼灶具回火' });
  expect(allOwed(found, 'UC-7.3d')).toEqual([]);
  const path = `${UC}/cases/${found.id}/reclassify`;
  expect(await gas.here.who.dispatcher.refused(400, 'POST', path, { faultScope: 'network', reason: '调压箱超压' })).toMatchObject({ clause: 'UC-7.3d', errors: [{ field: 'repairHours' }] });
  found = await act(gas.here, 'dispatcher', found, 'reclassify', { faultScope: 'network', reason: '调压箱超压', repairHours: 12 });
  expect(owed(found, 'UC-7.3d', REPAIR_MAJOR)).toMatchObject({ status: 'open', dueAt: after(found.receivedAt, 12 * HOUR) });
  expect(owed(found, 'UC-7.3d', UPDATE_MAJOR).status).toBe('open');
  expect([...allOwed(found, 'UC-7.3a'), ...allOwed(found, 'UC-7.3b')]).toEqual([]);
});

test('UC-7.3a UC-7.3b a repair reopened owes both anew from the reopening; what was fulfilled stays, a new order waits (R13)', async () => {
  let found = await steps(gas.here, 'technician', await assign(gas.here, await report(gas.here, NETWORK), 'technician'), 'accept', 'depart', 'arrive', 'handle', 'repair');
  const order = found.workOrder.id;
  found = await act(gas.here, 'callTaker', found, 'close', { note: '用户确认恢复用气' });
  expect(await gas.here.who.callTaker.refused(409, 'POST', `${UC}/cases/${found.id}/close`, { note: '再关一次' })).toMatchObject({ code: 'transition_refused', allowed: ['open'] });
  await gas.here.advance(3 * HOUR);
  found = await act(gas.here, 'callTaker', found, 'reopen', { reason: '同一处又漏' });
  expect(found.workOrder).toMatchObject({ status: 'queued' });
  expect(found.workOrder.id).not.toBe(order);
  for (const [clause, hours] of [['UC-7.3a', 6], ['UC-7.3b', 24]] as const) {
    const [first, second] = allOwed(found, clause);
    expect([first.status, second.status, second.dueAt]).toEqual(['met', 'open', after(second.startedAt, hours * HOUR)]);
    expect(Date.parse(second.startedAt) - Date.parse(found.receivedAt)).toBeGreaterThanOrEqual(3 * HOUR);
  }
});

test('UC-7.3d reopened: a major fault owes the hours of its leader again, from the reopening (R13)', async () => {
  let found = await assign(gas.here, await report(gas.here, NETWORK), 'technician');
  found = await act(gas.here, 'dispatcher', found, 'grade', { severity: 'major', reason: '主干管断裂', repairHours: 10 });
  found = await act(gas.here, 'callTaker', await steps(gas.here, 'technician', found, 'accept', 'depart', 'arrive', 'handle', 'repair'), 'close', { note: '恢复供气' });
  await gas.here.advance(2 * HOUR);
  found = await act(gas.here, 'callTaker', found, 'reopen', { reason: '焊口渗漏' });
  const again = owed(found, 'UC-7.3d', REPAIR_MAJOR);
  expect(again).toMatchObject({ status: 'open', dueAt: after(again.startedAt, 10 * HOUR) });
  expect(Date.parse(again.startedAt) - Date.parse(found.receivedAt)).toBeGreaterThanOrEqual(2 * HOUR);
  expect(owed(found, 'UC-7.3d', UPDATE_MAJOR)).toMatchObject({ status: 'open', startedAt: again.startedAt });
});

test('UC-7.3d is for repairs graded major alone: an ordinary one owes no progress note, a complaint cannot be graded', async () => {
  const ordinary = await report(gas.here, NETWORK);
  expect(await gas.here.who.dispatcher.refused(422, 'POST', `${UC}/cases/${ordinary.id}/progress`, { text: '在修，还差一点' })).toMatchObject({ clause: 'UC-7.3d', code: 'not_major' });
  const complaint = await report(gas.here, COMPLAINT);
  expect(await gas.here.who.dispatcher.refused(422, 'POST', `${UC}/cases/${complaint.id}/grade`, { severity: 'major', reason: '情绪激动', repairHours: 2 })).toMatchObject({ code: 'not_gradable' });
});
