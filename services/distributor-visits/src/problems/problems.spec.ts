import { newId } from '@luyue/kernel';
import type { Person } from '@luyue/testing/service-stage';
import { type Maker, type Running, startVisits } from '../visits.harness.ts';
import type { ProblemView } from './problems.http.ts';
import { leastBusy, problemMoves } from './problems.rules.ts';

let stage: Running;
let east: Maker;
let west: Maker;
beforeAll(async () => {
  stage = await startVisits();
  [east, west] = [await stage.company('东方电器'), await stage.company('西部电器')];
}, 60_000);
afterAll(() => stage.stop());

const LEAK = { area: 'use', product: '净水机 X1', title: '接头漏水', description: '换滤芯后接头处渗水' };
const report = (at: Maker, customerId: string, more: object = {}) => stage.staff(at, 'visitor').send('POST', 'problems', { customerId, ...LEAK, ...more });
const reported = async (at: Maker, more: object = {}): Promise<ProblemView> => stage.made(report(at, (await stage.customer(at)).id, more));
const act = (at: Maker, { id }: ProblemView, verb: string, body: object) => stage.staff(at, 'technician').send('POST', `problems/${id}/${verb}`, body);
const clocks = (problem: ProblemView): string[] => problem.obligations.map((o) => `${o.clauseId} ${o.status} ${o.dueAt}`);
const SOLVED = { cause: '密封圈老化', solution: '更换密封圈' };

/** A department of the company with somebody who answers for it. */
async function department(at: Maker, name: string): Promise<{ id: string; answer: (problem: ProblemView, body?: object) => Promise<{ status: number; body: any }>; who: Person; ask: ReturnType<Running['as']> }> {
  const id = await stage.unit(at, name);
  const who = await stage.person(at, `${name}专家`, { roles: ['department_expert'], unitId: id, roleUnitId: id });
  const ask = stage.as(who, 'department_expert');
  return { id, who, ask, answer: (problem, body = { kind: 'solution', content: '换 B 型密封圈' }) => ask.send('POST', `problems/${problem.id}/answer`, body) };
}

test('DV-3.3c, DV-7.2 a problem is followed until it is solved; an answer that did not help is asked for again', () => {
  expect(problemMoves).toEqual({ open: ['escalated', 'solved', 'withdrawn'], escalated: ['answered', 'solved', 'withdrawn'], answered: ['escalated', 'solved', 'withdrawn'], solved: ['open'], withdrawn: [] });
});

test('DV-7.1 of the region\'s technicians the least busy', () => {
  expect([leastBusy([], new Map()), leastBusy(['a', 'b'], new Map()), leastBusy(['a', 'b'], new Map([['a', 2], ['b', 1]])), leastBusy(['a', 'b'], new Map([['b', 1]]))]).toEqual([null, 'a', 'b', 'a']);
});

test('DV-3.3c reported with a technician of the region; solved with cause and solution; back again', async () => {
  const at = await stage.company('报修电器');
  const region = await stage.region(at, '苏锡常', { technicians: [at.technician, at.technician2] });
  const customer = await stage.customer(at, { regionId: region.id });
  const first = await stage.made(report(at, customer.id));
  expect(first).toMatchObject({ areaName: { zh: '使用' }, regionId: region.id, technicianName: '技一', status: 'open', ageDays: 0, number: expect.stringMatching(/^JS20260930-/), obligations: [] });
  expect((await stage.made(report(at, customer.id))).technicianName).toBe('技二');
  expect((await report(at, customer.id, { technicianUserId: at.technician3.id })).body).toMatchObject({ status: 400, clause: 'DV-7.1', errors: [{ field: 'technicianUserId', code: 'not_of_the_region' }] });
  expect((await act(at, first, 'assign', { technicianUserId: at.technician2.id })).body).toMatchObject({ technicianName: '技二', steps: [{ what: 'assigned', text: '技二' }] });
  await act(at, first, 'notes', { text: '约周五上门' });
  await stage.moveTo(at, '2026-10-10T03:00:00.000Z');
  expect((await act(at, first, 'solve', SOLVED)).body).toMatchObject({ status: 'solved', ...SOLVED, solvedBy: '技一', ageDays: 10 });
  expect((await act(at, first, 'solve', SOLVED)).body).toMatchObject({ status: 409, clause: 'DV-3.3c', allowed: ['open'] });
  expect((await act(at, first, 'reopen', { reason: '又漏了' })).body).toMatchObject({ status: 'open', solution: null, solvedAt: null });
});

test('DV-7.2 reading 11: three days from the escalation, holidays counted, for the department', async () => {
  const tech = await department(east, '技术部');
  const problem = await reported(east);
  const { body } = await act(east, problem, 'escalate', { departmentUnitId: tech.id, reason: '多户同样' });
  expect(body).toMatchObject({ status: 'escalated', departmentName: '技术部', steps: [{ what: 'escalated', text: '技术部：多户同样' }] });
  expect(clocks(body)).toEqual(['DV-7.2 open 2026-10-03T16:00:00.000Z']);
  expect(body.obligations[0]).toMatchObject({ owner: { unitId: tech.id }, subject: { type: 'problem', title: '接头漏水' } });
  expect((await tech.ask.send('POST', `problems/${problem.id}/holding-reply`, { text: '已安排试验' })).body).toMatchObject({ status: 'escalated', steps: [{}, { what: 'holding' }], obligations: [{ status: 'open' }] });
  const { body: answered } = await tech.answer(problem);
  expect(answered).toMatchObject({ status: 'answered', steps: [{}, {}, { what: 'answer', by: '技术部专家' }] });
  expect(clocks(answered)).toEqual(['DV-7.2 met 2026-10-03T16:00:00.000Z']);
  expect((await tech.answer(problem)).body).toMatchObject({ status: 409, clause: 'DV-7.2', allowed: ['escalated', 'solved', 'withdrawn'] });
});

test('DV-7.2 reading 11: a workaround is an answer; not helped, it is asked again with a clock of its own (R13)', async () => {
  const at = await stage.company('临时电器');
  const tech = await department(at, '技术部');
  const problem = await reported(at);
  await act(at, problem, 'escalate', { departmentUnitId: tech.id, reason: '重大' });
  expect(clocks((await tech.answer(problem, { kind: 'workaround', content: '先用 A 型顶着' })).body)).toEqual(['DV-7.2 met 2026-10-03T16:00:00.000Z']);
  await stage.moveTo(at, '2026-10-05T02:00:00.000Z');
  expect(clocks((await act(at, problem, 'escalate', { departmentUnitId: tech.id, reason: '顶不住' })).body)).toEqual(['DV-7.2 met 2026-10-03T16:00:00.000Z', 'DV-7.2 open 2026-10-08T16:00:00.000Z']);
});

test('DV-7.2 reading 11: passing it on restarts nothing; the answer is then the other department\'s', async () => {
  const at = await stage.company('转办电器');
  const [tech, production] = [await department(at, '技术部'), await department(at, '生产部')];
  const problem = await reported(at);
  await act(at, problem, 'escalate', { departmentUnitId: tech.id, reason: '重大' });
  await stage.moveTo(at, '2026-10-02T02:00:00.000Z');
  const { body } = await act(at, problem, 'escalate', { departmentUnitId: production.id, reason: '是工艺问题' });
  expect(clocks(body)).toEqual(['DV-7.2 open 2026-10-03T16:00:00.000Z']);
  expect(body).toMatchObject({ departmentName: '生产部', obligations: [{ owner: { unitId: production.id } }], steps: [{ what: 'escalated' }, { what: 'handed_on' }] });
  expect((await act(at, problem, 'escalate', { departmentUnitId: production.id, reason: '再催' })).body).toMatchObject({ status: 400, errors: [{ field: 'departmentUnitId', code: 'there_already' }] });
  expect((await tech.answer(problem)).status).toBe(403);
  await stage.moveTo(at, '2026-10-03T16:00:00.100Z');
  expect(clocks((await production.answer(problem)).body)).toEqual(['DV-7.2 met_late 2026-10-03T16:00:00.000Z']);
});

test('DV-7.2 solved or withdrawn before the department answered: nothing is owed any more', async () => {
  const tech = await department(east, '研发部');
  for (const [verb, body, note] of [['solve', SOLVED, '难题已经解决'], ['withdraw', { reason: '误报' }, '撤销：误报']] as const) {
    const problem = await reported(east);
    await act(east, problem, 'escalate', { departmentUnitId: tech.id, reason: '重大' });
    expect((await act(east, problem, verb, body)).body.obligations).toMatchObject([{ status: 'cancelled', outcome: { note } }]);
  }
  const problem = await reported(east);
  expect((await act(east, problem, 'escalate', { departmentUnitId: east.east, reason: '重大' })).body).toMatchObject({ status: 400, clause: 'DV-7.2', errors: [{ field: 'departmentUnitId', code: 'own_unit' }] });
  expect((await act(east, problem, 'escalate', { departmentUnitId: newId(), reason: '重大' })).body).toMatchObject({ status: 400, errors: [{ field: 'departmentUnitId' }] });
});

test('DV-3.3c what is open by age, the oldest first; a department sees what is with it', async () => {
  const at = await stage.company('龄期电器', '2026-08-01T02:00:00.000Z');
  const tech = await department(at, '技术部');
  const old = await reported(at);
  await stage.moveTo(at, '2026-09-15T02:00:00.000Z');
  const middle = await reported(at);
  await stage.moveTo(at, '2026-09-30T02:00:00.000Z');
  const young = await reported(at);
  await act(at, middle, 'escalate', { departmentUnitId: tech.id, reason: '重大' });
  const ids = async (query = '') => (await stage.staff(at, 'supervisor').get(`problems?${query}`)).body.items.map((p: ProblemView) => p.id);
  expect(await ids()).toEqual([old.id, middle.id, young.id]);
  expect([await ids('status=escalated'), await ids(`customerId=${young.customerId}`), await ids('status=solved')]).toEqual([[middle.id], [young.id], []]);
  expect((await stage.staff(at, 'supervisor').get('problems/ages')).body).toEqual({ upToWeek: 1, upToMonth: 1, longer: 1, escalated: 1 });
  expect((await tech.ask.get('problems')).body.items.map((p: ProblemView) => p.id)).toEqual([middle.id]);
  expect((await tech.ask.get('problems/ages')).body).toEqual({ upToWeek: 0, upToMonth: 1, longer: 0, escalated: 1 });
  expect((await tech.ask.get(`problems/${old.id}`)).status).toBe(403);
  expect((await stage.staff(at, 'southSupervisor').get('problems')).body.items).toEqual([]);
  const { nextCursor } = (await stage.staff(at, 'supervisor').get('problems?limit=2')).body;
  expect(await ids(`limit=2&cursor=${nextCursor}`)).toEqual([young.id]);
});

test('DV-3.3c of the own company alone (PF-4), by whoever works on problems (PF-6)', async () => {
  const problem = await reported(east);
  expect((await stage.staff(west, 'technician').get(`problems/${problem.id}`)).status).toBe(404);
  for (const [verb, body] of [['solve', SOLVED], ['escalate', { departmentUnitId: west.south, reason: '重大' }], ['assign', { technicianUserId: west.technician.id }], ['withdraw', { reason: '误报' }]] as const) expect((await act(west, problem, verb, body)).status).toBe(404);
  expect((await stage.staff(east, 'salesperson').send('POST', `problems/${problem.id}/solve`, SOLVED)).body).toMatchObject({ status: 403, permission: 'technicalProblem.work' });
  expect((await stage.staff(east, 'technician').send('POST', `problems/${problem.id}/answer`, { kind: 'solution', content: '换新' })).body).toMatchObject({ status: 403, permission: 'technicalProblem.answer' });
  expect((await report(east, newId())).body).toMatchObject({ status: 400, errors: [{ field: 'customerId' }] });
});
