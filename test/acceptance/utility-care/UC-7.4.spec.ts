import { act, after, ALARM, allOwed, assign, caseOf, detailOf, EQUIPMENT, NETWORK, owed, report, step, steps } from '../cases.ts';
import { eventually, gasCompany, HOUR, type Json, MINUTE, UC } from '../stage.ts';

const gas = gasCompany();
const DISPATCH = 'uc.fault.equipment.dispatchMinutes';
const ARRIVE = 'uc.fault.equipment.arriveMinutes';

const fault = async (): Promise<Json> => assign(gas.here, await report(gas.here, EQUIPMENT), 'technician2');
const windowOf = (from: string, hours: number, agreedBy = '赵女士'): object => ({ from, to: after(from, hours * HOUR), agreedBy, channel: 'phone' });
const agree = (found: Json, window: object): Promise<Json> => act(gas.here, 'callTaker', found, 'agree-window', window);

const breachOf = (id: string, parameter: string): Promise<Json> => eventually(`UC-7.4 ${parameter} breached`, async () => {
  const found = owed(await caseOf(gas.here, id), 'UC-7.4', parameter);
  return found.breachedAt && found;
});

test('UC-7.4 agreed otherwise: reported 10:00, agreed at 10:12 to the next day 14:00-16:00, on site at 15:20: due 16:00:00 and met, no pause', async () => {
  const year = new Date().getUTCFullYear() + 1;
  await gas.here.moveTo(`${year}-05-01T10:00:00+08:00`);
  let found = await fault();
  expect(owed(found, 'UC-7.4', DISPATCH).dueAt).toBe(after(found.receivedAt, 30 * MINUTE));
  expect(owed(found, 'UC-7.4', ARRIVE).dueAt).toBe(after(found.receivedAt, 120 * MINUTE));
  await gas.here.moveTo(`${year}-05-01T10:12:00+08:00`);
  found = await agree(found, windowOf(`${year}-05-02T06:00:00.000Z`, 2));
  expect(allOwed(found, 'UC-7.4').map((o) => [o.status, o.dueAt])).toEqual([['open', `${year}-05-02T08:00:00.000Z`], ['open', `${year}-05-02T08:00:00.000Z`]]);
  await gas.here.moveTo(`${year}-05-02T15:20:00+08:00`);
  found = await steps(gas.here, 'technician2', found, 'accept', 'depart');
  // Leaving does not keep the appointment; being there does.
  expect(allOwed(found, 'UC-7.4').map((o) => o.status)).toEqual(['open', 'open']);
  found = await step(gas.here, 'technician2', found, 'arrive');
  expect(allOwed(found, 'UC-7.4').map((o) => o.status)).toEqual(['met', 'met']);
  for (const obligation of allOwed(found, 'UC-7.4')) {
    expect((await detailOf(gas.here, obligation)).explanation).toMatchObject({ pauses: [], replacements: [{ agreedBy: '赵女士', channel: 'phone', dueAt: `${year}-05-02T08:00:00.000Z` }] });
  }
});

test('UC-7.4 without an agreement: on the way at 30:00 is in time, a millisecond later or at 31:00 is late; arrival has its own clock', async () => {
  const cases: Json[] = [];
  for (let n = 0; n < 3; n += 1) cases.push(await step(gas.here, 'technician2', await fault(), 'accept'));
  await gas.here.advance(32 * MINUTE);
  const left = await Promise.all([0, 1, MINUTE].map((late, n) => step(gas.here, 'technician2', cases[n], 'depart', { occurredAt: after(owed(cases[n], 'UC-7.4', DISPATCH).dueAt, late) })));
  expect(left.map((found) => owed(found, 'UC-7.4', DISPATCH).status)).toEqual(['met', 'met_late', 'met_late']);
  expect(left.map((found) => owed(found, 'UC-7.4', ARRIVE).status)).toEqual(['open', 'open', 'open']);
  await gas.here.advance(90 * MINUTE);
  const there = await Promise.all([0, 1].map((late) => step(gas.here, 'technician2', left[late], 'arrive', { occurredAt: after(owed(left[late], 'UC-7.4', ARRIVE).dueAt, late) })));
  expect(there.map((found) => owed(found, 'UC-7.4', ARRIVE).status)).toEqual(['met', 'met_late']);
  expect(owed(there[1], 'UC-7.4', ARRIVE).breachedAt).toBe(owed(left[1], 'UC-7.4', ARRIVE).dueAt);
  expect((await breachOf(left[2].id, ARRIVE)).breachedAt).toBe(owed(left[2], 'UC-7.4', ARRIVE).dueAt);
});

test('UC-7.4 agreed at the desk while the case is opened: the window rules from the start', async () => {
  const from = after((await gas.here.now()).toISOString(), 26 * HOUR);
  const window = { from, to: after(from, 2 * HOUR), agreedBy: '孙先生' };
  const found = await report(gas.here, { ...EQUIPMENT, agreedWindow: window });
  expect(allOwed(found, 'UC-7.4').map((o) => o.dueAt)).toEqual([window.to, window.to]);
  expect(found.agreedWindow).toMatchObject({ ...window, channel: 'phone' });
  expect(found.workOrder.agreedWindow).toMatchObject(window);
});

test('UC-7.4 a window is agreed anew before it starts, each agreement kept; once begun it stands, and its end is the due time', async () => {
  let found = await fault();
  const from = after((await gas.here.now()).toISOString(), 3 * HOUR);
  found = await agree(found, windowOf(from, 1));
  found = await agree(found, windowOf(after(from, 2 * HOUR), 1, '赵先生'));
  const due = after(from, 3 * HOUR);
  expect((await detailOf(gas.here, owed(found, 'UC-7.4', ARRIVE))).explanation.replacements.map((r: Json) => [r.agreedBy, r.dueAt])).toEqual([['赵女士', after(from, HOUR)], ['赵先生', due]]);
  await gas.here.moveTo(after(from, 2.5 * HOUR));
  expect(await gas.here.who.callTaker.refused(422, 'POST', `${UC}/cases/${found.id}/agree-window`, windowOf(after(from, 5 * HOUR), 1))).toMatchObject({ clause: 'UC-7.4', code: 'window_begun' });
  await gas.here.moveTo(after(due, MINUTE));
  expect((await breachOf(found.id, ARRIVE)).breachedAt).toBe(due);
});

test('UC-7.4 a window that lies behind, ends before it begins, is for the network, or comes after arrival is refused by name', async () => {
  const found = await fault();
  const now = (await gas.here.now()).toISOString();
  const path = (of: Json): string => `${UC}/cases/${of.id}/agree-window`;
  for (const window of [windowOf(after(now, -3 * HOUR), 2), windowOf(after(now, 3 * HOUR), -1), windowOf(after(now, 3 * HOUR), 0)]) {
    expect(await gas.here.who.callTaker.refused(400, 'POST', path(found), window)).toMatchObject({ clause: 'UC-7.4', errors: [{ field: 'to', code: 'window' }] });
  }
  const network = await report(gas.here, NETWORK);
  expect(await gas.here.who.callTaker.refused(422, 'POST', path(network), windowOf(after(now, 3 * HOUR), 1))).toMatchObject({ clause: 'UC-7.4', code: 'not_equipment' });
  const there = await steps(gas.here, 'technician2', found, 'accept', 'depart', 'arrive');
  expect(await gas.here.who.callTaker.refused(422, 'POST', path(there), windowOf(after(now, 3 * HOUR), 1))).toMatchObject({ clause: 'UC-7.4', code: 'already_met' });
});

test('UC-7.4 agreed after a due time has passed: the window is kept for the fitter, but what is late stays late', async () => {
  let found = await step(gas.here, 'technician2', await fault(), 'accept');
  const leave = owed(found, 'UC-7.4', DISPATCH);
  await gas.here.moveTo(after(leave.dueAt, MINUTE));
  await breachOf(found.id, DISPATCH);
  const from = after(leave.dueAt, 20 * HOUR);
  found = await agree(found, windowOf(from, 2));
  expect(owed(found, 'UC-7.4', DISPATCH)).toMatchObject({ status: 'open', dueAt: leave.dueAt, breachedAt: leave.dueAt });
  expect(owed(found, 'UC-7.4', ARRIVE)).toMatchObject({ status: 'open', dueAt: after(from, 2 * HOUR), breachedAt: null });
  expect(found.workOrder.agreedWindow).toMatchObject({ from, agreedBy: '赵女士' });
  await gas.here.moveTo(after(from, HOUR));
  found = await steps(gas.here, 'technician2', found, 'depart', 'arrive');
  expect([owed(found, 'UC-7.4', DISPATCH).status, owed(found, 'UC-7.4', ARRIVE).status]).toEqual(['met_late', 'met']);

  const late = await fault();
  await gas.here.moveTo(after(owed(late, 'UC-7.4', ARRIVE).dueAt, MINUTE));
  const agreed = await agree(late, windowOf(after((await gas.here.now()).toISOString(), HOUR), 1));
  expect(agreed.agreedWindow).toMatchObject({ agreedBy: '赵女士' });
  expect(allOwed(agreed, 'UC-7.4').map((o) => [o.clock, o.dueAt])).toEqual(allOwed(late, 'UC-7.4').map((o) => ['overdue', o.dueAt]));
});

test('UC-7.4 reopened: new clocks from the reopening, free of the window that was agreed before (R13)', async () => {
  let found = await fault();
  found = await agree(found, windowOf(after((await gas.here.now()).toISOString(), HOUR), 1));
  found = await steps(gas.here, 'technician2', found, 'accept', 'depart', 'arrive', 'handle', 'repair');
  found = await act(gas.here, 'callTaker', found, 'close', { note: '用户确认' });
  const before = allOwed(found, 'UC-7.4');
  await gas.here.advance(4 * HOUR);
  found = await act(gas.here, 'callTaker', found, 'reopen', { reason: '又打不着火' });
  expect(allOwed(found, 'UC-7.4').slice(0, 2)).toEqual(before);
  expect(found).toMatchObject({ status: 'open', agreedWindow: null, workOrder: { status: 'queued', agreedWindow: null } });
  const again = owed(found, 'UC-7.4', DISPATCH);
  expect(again).toMatchObject({ status: 'open', dueAt: after(again.startedAt, 30 * MINUTE) });
  found = await steps(gas.here, 'technician2', await assign(gas.here, found, 'technician2'), 'accept', 'depart');
  expect(owed(found, 'UC-7.4', DISPATCH).status).toBe('met');
  expect(found.actions.find((a: Json) => a.action === 'agree-window')).toMatchObject({ allowed: true });
  const from = after((await gas.here.now()).toISOString(), 3 * HOUR);
  expect(owed(await agree(found, windowOf(from, 1)), 'UC-7.4', ARRIVE).dueAt).toBe(after(from, HOUR));
});

test('UC-7.4 nobody at home pauses the clock with the rest that is left; the user answers and it runs on (R8, R9)', async () => {
  let found = await steps(gas.here, 'technician2', await fault(), 'accept', 'depart');
  expect(await gas.here.who.callTaker.refused(409, 'POST', `${UC}/cases/${found.id}/user-answered`, { note: '来吧' })).toMatchObject({ clause: 'UC-7.4', code: 'not_paused' });
  const due = owed(found, 'UC-7.4', ARRIVE).dueAt;
  await gas.here.advance(30 * MINUTE);
  found = await step(gas.here, 'technician2', found, 'no-access');
  const paused = owed(found, 'UC-7.4', ARRIVE);
  expect(paused).toMatchObject({ status: 'open', clock: 'paused', dueAt: null });
  const rest = Date.parse(due) - Date.parse(paused.pausedAt);
  // Far past the old due time: a clock that stands still is never overdue.
  await gas.here.advance(20 * HOUR);
  expect(owed(await caseOf(gas.here, found.id), 'UC-7.4', ARRIVE)).toMatchObject({ clock: 'paused', breachedAt: null });
  found = await act(gas.here, 'callTaker', found, 'user-answered', { note: '刚到家，现在可以来' });
  const resumed = owed(found, 'UC-7.4', ARRIVE);
  const detail = await detailOf(gas.here, resumed);
  expect(detail.explanation.pauses).toEqual([{ from: paused.pausedAt, to: expect.any(String), reason: '没人在，等用户回话', counted: true }]);
  expect(Date.parse(resumed.dueAt) - Date.parse(detail.explanation.pauses[0].to)).toBe(rest);
  found = await steps(gas.here, 'technician2', found, 'depart', 'arrive');
  expect(owed(found, 'UC-7.4', ARRIVE).status).toBe('met');
});

test('UC-7.4 a window agreed after the failed visit ends the pause; setting out again does so too', async () => {
  const from = after((await gas.here.now()).toISOString(), 20 * HOUR);
  let found = await steps(gas.here, 'technician2', await fault(), 'accept', 'depart', 'no-access');
  found = await agree(found, windowOf(from, 2));
  expect(owed(found, 'UC-7.4', ARRIVE)).toMatchObject({ status: 'open', pausedAt: null, dueAt: after(from, 2 * HOUR) });
  let other = await steps(gas.here, 'technician2', await fault(), 'accept', 'depart', 'no-access');
  expect(owed(other, 'UC-7.4', ARRIVE).pausedAt).not.toBeNull();
  other = await step(gas.here, 'technician2', other, 'depart');
  expect(owed(other, 'UC-7.4', ARRIVE)).toMatchObject({ status: 'open', pausedAt: null, dueAt: expect.any(String) });
});

test('UC-7.4 the clock of the way stops for a failed visit only, and the clause is strict: no waiver (R14)', async () => {
  const found = await fault();
  expect(await gas.here.who.supervisor.refused(422, 'POST', `${UC}/obligations/${owed(found, 'UC-7.4', ARRIVE).id}/waive`, { reason: '忙不过来' })).toMatchObject({ clause: 'UC-7.4', code: 'waiver_strict' });
  const refusal = await gas.here.who.technician2.refused(409, 'POST', `${UC}/work-orders/${found.workOrder.id}/no-access`, { note: '没去，猜没人' });
  expect(refusal).toMatchObject({ code: 'transition_refused', allowed: expect.arrayContaining(['accepted']) });
});

test('UC-7.4 an alarm and a fault of the network owe nothing under this clause', async () => {
  for (const request of [ALARM, NETWORK]) expect(allOwed(await report(gas.here, request), 'UC-7.4')).toEqual([]);
});
