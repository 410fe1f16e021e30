import { act, after, ALARM, allOwed, assign, caseOf, CONSULTATION, NETWORK, owed, report, step, steps } from '../cases.ts';
import { eventually, gasCompany, HOUR, type Json, MINUTE, UC } from '../stage.ts';

const gas = gasCompany();
const ACCEPT = 'uc.alarm.acceptMinutes';
const ARRIVE = 'uc.alarm.arriveMinutes';

test('UC-5.1d the rescue team is paged at once, in the middle of the night too', async () => {
  const year = new Date().getUTCFullYear() + 1;
  await gas.here.moveTo(`${year}-01-20T02:40:00+08:00`);
  const found = await report(gas.here, ALARM);
  for (const key of ['rescuer', 'rescuer2'] as const) {
    const page = await eventually(`${key} is paged`, async () => (await gas.here.who[key].get('/v1/notification/inbox')).items.find((m: Json) => m.link.includes(found.id)));
    expect(page).toMatchObject({ kind: 'alarm_raised', clauseId: 'UC-5.1d', urgent: true });
  }
  // Quiet hours hold back no alarm (R23).
  const sent = await eventually('the SMS is accepted', async () => {
    const messages = (await gas.here.who.dispatcher.get('/v1/notification/outbox-messages?limit=50')).items.filter((m: Json) => m.subject.includes(found.number));
    return messages.length === 2 && messages.every((m: Json) => m.status === 'accepted') && messages;
  });
  for (const { at, settledAt } of sent) expect(Date.parse(settledAt) - Date.parse(at)).toBeLessThan(MINUTE);
});

test('UC-5.1d from receipt 5 minutes to acceptance and 60 to on site, each clock met by its own milestone', async () => {
  let found = await assign(gas.here, await report(gas.here, ALARM), 'rescuer');
  expect(owed(found, 'UC-5.1d', ACCEPT)).toMatchObject({ status: 'open', startedAt: found.receivedAt, dueAt: after(found.receivedAt, 5 * MINUTE) });
  expect(owed(found, 'UC-5.1d', ARRIVE)).toMatchObject({ status: 'open', startedAt: found.receivedAt, dueAt: after(found.receivedAt, 60 * MINUTE) });
  found = await step(gas.here, 'rescuer', found, 'accept');
  expect([owed(found, 'UC-5.1d', ACCEPT).status, owed(found, 'UC-5.1d', ARRIVE).status]).toEqual(['met', 'open']);
  found = await steps(gas.here, 'rescuer', found, 'depart');
  expect(owed(found, 'UC-5.1d', ARRIVE).status).toBe('open');
  found = await step(gas.here, 'rescuer', found, 'arrive');
  expect(owed(found, 'UC-5.1d', ARRIVE).status).toBe('met');
});

test('UC-5.1d accepted and on site to the millisecond, and one later', async () => {
  const alarms: Json[] = [];
  for (let n = 0; n < 2; n += 1) alarms.push(await assign(gas.here, await report(gas.here, ALARM), 'rescuer'));
  await gas.here.advance(6 * MINUTE);
  const accepted = await Promise.all(alarms.map((found, late) => step(gas.here, 'rescuer', found, 'accept', { occurredAt: after(owed(found, 'UC-5.1d', ACCEPT).dueAt, late) })));
  expect(accepted.map((found) => owed(found, 'UC-5.1d', ACCEPT).status)).toEqual(['met', 'met_late']);
  for (const found of accepted) await step(gas.here, 'rescuer', found, 'depart');
  await gas.here.advance(HOUR);
  const there = await Promise.all(accepted.map((found, late) => step(gas.here, 'rescuer', found, 'arrive', { occurredAt: after(owed(found, 'UC-5.1d', ARRIVE).dueAt, late) })));
  expect(there.map((found) => owed(found, 'UC-5.1d', ARRIVE).status)).toEqual(['met', 'met_late']);
});

test('UC-5.1d nobody accepts: the share of time used is told to the desk, then the supervisor, and the breach is dated at 5 minutes', async () => {
  const found = await report(gas.here, ALARM);
  const { dueAt } = owed(found, 'UC-5.1d', ACCEPT);
  await gas.here.moveTo(after(dueAt, 1_000));
  await eventually('the breach', async () => owed(await caseOf(gas.here, found.id), 'UC-5.1d', ACCEPT).breachedAt === dueAt);
  for (const [key, share] of [['dispatcher', '50%'], ['supervisor', '80%'], ['manager', '超时']] as const) {
    await eventually(`${key} is told`, async () => (await gas.here.who[key].get('/v1/notification/inbox?limit=50')).items.find((m: Json) => m.link.includes(found.id) && m.title.zh.includes(share)));
  }
});

test('UC-5.1d only the rescue team\'s qualification takes an alarm; the queue shows it before everything else', async () => {
  await report(gas.here, NETWORK);
  const found = await report(gas.here, ALARM);
  expect(await gas.here.who.dispatcher.refused(422, 'POST', `${UC}/work-orders/${found.workOrder.id}/assign`, { userId: gas.here.id('technician') })).toMatchObject({ clause: 'UC-10a' });
  const queue = (await gas.here.who.dispatcher.get(`${UC}/work-orders?status=queued`)).items;
  const kinds: string[] = queue.map((o: Json) => o.kind);
  expect(kinds).toContain('network_repair');
  expect(kinds.lastIndexOf('alarm_rescue')).toBeLessThan(kinds.indexOf('network_repair'));
});

test('UC-5.1d is not closed before somebody dealt with it on site; other kinds owe nothing under it', async () => {
  let found = await assign(gas.here, await report(gas.here, ALARM), 'rescuer');
  expect(await gas.here.who.callTaker.refused(422, 'POST', `${UC}/cases/${found.id}/close`, { note: '误报' })).toMatchObject({ clause: 'UC-5.1d', code: 'not_closable' });
  found = await steps(gas.here, 'rescuer', found, 'accept', 'depart', 'arrive', 'handle');
  expect(await act(gas.here, 'callTaker', found, 'close', { note: '关阀，浓度为零' })).toMatchObject({ status: 'closed', workOrder: { status: 'closed' } });
  for (const request of [NETWORK, CONSULTATION]) expect(allOwed(await report(gas.here, request), 'UC-5.1d')).toEqual([]);
});
