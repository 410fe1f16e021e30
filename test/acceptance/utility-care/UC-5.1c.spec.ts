import { act, after, ALARM, allOwed, caseOf, CONSULTATION, NETWORK, owed, report } from '../cases.ts';
import { eventually, gasCompany, type Json, MINUTE, UC } from '../stage.ts';

const gas = gasCompany();
const GRADE = { severity: 'major', reason: '楼道浓度 20% LEL' };

const major = async (request: object = ALARM, more: object = {}): Promise<Json> => act(gas.here, 'dispatcher', await report(gas.here, { ...request }), 'grade', { ...GRADE, ...more });
const message = (by: 'manager', found: Json): Promise<Json> => eventually(`${by} is told of ${found.number}`, async () => (await gas.here.who[by].get('/v1/notification/inbox')).items.find((m: Json) => m.link.includes(found.id)));

test('UC-5.1c grading as major owes the leaders a report within 15 minutes of the grading', async () => {
  const alarm = await report(gas.here, ALARM);
  expect(allOwed(alarm, 'UC-5.1c')).toEqual([]);
  await gas.here.advance(20 * MINUTE);
  const found = await act(gas.here, 'dispatcher', alarm, 'grade', GRADE);
  const duty = owed(found, 'UC-5.1c');
  expect(duty).toMatchObject({ status: 'open', dueAt: after(duty.startedAt, 15 * MINUTE) });
  expect(Date.parse(duty.startedAt) - Date.parse(found.receivedAt)).toBeGreaterThanOrEqual(20 * MINUTE);
});

test('UC-5.1c is met by a leader\'s acknowledgement and not by sending', async () => {
  let found = await major();
  expect(await message('manager', found)).toMatchObject({ kind: 'case_major', clauseId: 'UC-5.1c', urgent: true });
  // The SMS went out, and the report is owed all the same.
  await eventually('the SMS is accepted', async () => (await gas.here.who.supervisor.get('/v1/notification/outbox-messages?limit=50')).items.find((m: Json) => m.subject.includes(found.number) && m.status === 'accepted'));
  expect(owed(await caseOf(gas.here, found.id), 'UC-5.1c').status).toBe('open');
  expect(await gas.here.who.dispatcher.refused(403, 'POST', `${UC}/cases/${found.id}/acknowledge-report`, {})).toMatchObject({ permission: 'report.acknowledge' });
  found = await act(gas.here, 'manager', found, 'acknowledge-report');
  expect(owed(found, 'UC-5.1c')).toMatchObject({ status: 'met', outcome: { by: '林建国' } });
  expect((await gas.here.who.manager.refused(409, 'POST', `${UC}/cases/${found.id}/acknowledge-report`, {})).clause).toBe('UC-5.1c');
});

test('UC-5.1c acknowledged late: its breach is dated 15 minutes after the grading', async () => {
  const found = await major();
  const { dueAt } = owed(found, 'UC-5.1c');
  await gas.here.moveTo(after(dueAt, 1_000));
  await eventually('the breach', async () => owed(await caseOf(gas.here, found.id), 'UC-5.1c').breachedAt === dueAt);
  expect(owed(await act(gas.here, 'manager', found, 'acknowledge-report'), 'UC-5.1c')).toMatchObject({ status: 'met_late', breachedAt: dueAt });
});

test('UC-5.1c an alarm graded major keeps its clocks of UC-5.1d, a network fault gets those of UC-7.3d (reading rules 2, 9)', async () => {
  const alarm = await major();
  expect(allOwed(alarm, 'UC-5.1d').map((o) => o.status)).toEqual(['open', 'open']);
  expect(allOwed(alarm, 'UC-7.3d')).toEqual([]);
  const fault = await major(NETWORK, { repairHours: 36 });
  expect(owed(fault, 'UC-5.1c').status).toBe('open');
  expect(allOwed(fault, 'UC-7.3d')).toHaveLength(2);
  expect(fault.workOrder.urgency).toBe(2);
});

test('UC-5.1c grading needs a reason and is done once, for repairs and alarms', async () => {
  const alarm = await report(gas.here, ALARM);
  const grade = (of: Json): string => `${UC}/cases/${of.id}/grade`;
  expect((await gas.here.who.dispatcher.refused(400, 'POST', grade(alarm), { severity: 'major' })).errors).toMatchObject([{ field: 'reason' }]);
  expect((await gas.here.who.dispatcher.refused(400, 'POST', grade(alarm), { ...GRADE, severity: 'general' })).errors).toMatchObject([{ field: 'severity' }]);
  await act(gas.here, 'dispatcher', alarm, 'grade', GRADE);
  expect((await gas.here.who.dispatcher.refused(409, 'POST', grade(alarm), GRADE)).code).toBe('already_major');
  const consultation = await report(gas.here, CONSULTATION);
  expect(await gas.here.who.dispatcher.refused(422, 'POST', grade(consultation), GRADE)).toMatchObject({ clause: 'UC-5.1c', code: 'not_gradable' });
});
