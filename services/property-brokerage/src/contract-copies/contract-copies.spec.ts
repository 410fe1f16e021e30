import { newId } from '@luyue/kernel';
import { type Brokerage, owed, type Running, startBrokerage } from '../brokerage.harness.ts';
import { papers } from '../transfer.harness.ts';
import type { DealView } from '../views.ts';
import { copyMoves } from './contract-copies.rules.ts';

let stage: Running;
let east: Brokerage;
let west: Brokerage;
let docs: ReturnType<typeof papers>;
beforeAll(async () => {
  stage = await startBrokerage();
  // Monday; the days after are working days.
  [east, west] = [await stage.company('江州置业', '2026-11-23T02:00:00.000Z'), await stage.company('海州置业', '2026-11-23T02:00:00.000Z')];
  docs = papers(stage);
}, 60_000);
afterAll(() => stage.stop());

const handOver = (at: Brokerage, deal: DealView, body: object = {}) => stage.staff(at).specialist.send<DealView & { code: string }>('POST', `deals/${deal.id}/contract-copy/hand-over`, body);
const check = (at: Brokerage, deal: DealView, body: object = { result: 'checked' }) => stage.staff(at).supervisor.send('POST', `deals/${deal.id}/contract-copy/check`, body);
const clocks = (deal: DealView) => owed(deal, 'PB-4.4').map((o) => `${o.parameterKey} ${o.status} ${o.dueAt}`);
const copyOf = async (at: Brokerage, deal: DealView) => (await docs.view(at, deal)).contractCopy;
const told = async (at: Brokerage, kind: string) => (await stage.published(at)).filter((e) => e.payload['kind'] === kind).map((e) => e.payload);

test('PB-4.4 what was checked or objected to stays so', () => {
  expect(copyMoves).toEqual({ handed_over: ['checked', 'objected'], checked: [], objected: [] });
});

test('PB-4.4 three working days from the accepted transfer; handing over meets it, and the head has two working days of their own (reading 4)', async () => {
  const deal = await docs.taken(east);
  expect(clocks(deal)).toEqual(['pb.contractCopy.workingDays open 2026-11-26T16:00:00.000Z']);
  const { body } = await handOver(east, deal, { note: '原件一份' });
  expect(clocks(body)).toEqual(['pb.contractCopy.workingDays met 2026-11-26T16:00:00.000Z', 'pb.contract.reviewWorkingDays open 2026-11-25T16:00:00.000Z']);
  expect(owed(body, 'PB-4.4')[1]).toMatchObject({ label: { zh: '合同审核' }, owner: { unitId: east.department, userId: east.supervisor.id } });
  expect(await told(east, 'contract_copy_handed_over')).toMatchObject([{ values: { specialist: '孙莉', due: '11-25 24:00' }, to: [{ role: 'supervisor', unitId: east.department }] }]);
  expect(await copyOf(east, deal)).toMatchObject({ state: 'handed_over', heads: ['何静'], handings: [{ handing: 1, status: 'handed_over', handedBy: '孙莉', note: '原件一份' }], actions: [] });
  const { body: checked } = await check(east, deal);
  expect(clocks(checked)).toEqual(['pb.contractCopy.workingDays met 2026-11-26T16:00:00.000Z', 'pb.contract.reviewWorkingDays met 2026-11-25T16:00:00.000Z']);
  expect(await copyOf(east, deal)).toMatchObject({ state: 'checked', handings: [{ status: 'checked', checkedBy: '何静', reason: null }] });
  expect((await handOver(east, deal)).body).toMatchObject({ status: 409, code: 'already_checked' });
  expect((await check(east, deal)).body).toMatchObject({ status: 409, code: 'transition_refused', clause: 'PB-4.4' });
});

test('PB-4.4 R13: an objection fulfils the check and opens a handing over of its own length; the fulfilled one stays', async () => {
  const deal = await docs.taken(east);
  await handOver(east, deal);
  expect((await handOver(east, deal)).body).toMatchObject({ code: 'being_checked', clause: 'PB-4.4' });
  await stage.moveTo(east, '2026-11-24T02:00:00.000Z');
  expect((await check(east, deal, { result: 'objected' })).body.errors).toMatchObject([{ field: 'reason', code: 'required' }]);
  const { body } = await check(east, deal, { result: 'objected', reason: '第三页缺签字' });
  expect(clocks(body)).toEqual(['pb.contractCopy.workingDays met 2026-11-26T16:00:00.000Z', 'pb.contract.reviewWorkingDays met 2026-11-25T16:00:00.000Z', 'pb.contractCopy.workingDays open 2026-11-27T16:00:00.000Z']);
  expect(owed(body, 'PB-4.4')[2]).toMatchObject({ owner: { userId: east.specialist.id } });
  expect(await told(east, 'contract_copy_objected')).toMatchObject([{ values: { by: '何静', reason: '第三页缺签字', due: '11-27 24:00' }, to: [{ userId: east.specialist.id }] }]);
  const { body: again } = await handOver(east, deal);
  expect(clocks(again).slice(2)).toEqual(['pb.contractCopy.workingDays met 2026-11-27T16:00:00.000Z', 'pb.contract.reviewWorkingDays open 2026-11-26T16:00:00.000Z']);
  expect((await copyOf(east, deal)).handings.map((h) => `${h.handing} ${h.status} ${h.reason}`)).toEqual(['2 handed_over null', '1 objected 第三页缺签字']);
});

test('PB-4.4 late is late: handed over on the fourth working day', async () => {
  const late = await stage.company('迟交置业', '2026-11-23T02:00:00.000Z');
  const deal = await docs.taken(late);
  await stage.moveTo(late, '2026-11-27T01:00:00.000Z');
  expect(clocks((await handOver(late, deal)).body)).toEqual(['pb.contractCopy.workingDays met_late 2026-11-26T16:00:00.000Z', 'pb.contract.reviewWorkingDays open 2026-12-01T16:00:00.000Z']);
});

test('PB-4.4 reading 5: the head checks, who is the supervisor unless one is set; nobody else does', async () => {
  const deal = await docs.taken(west);
  expect((await check(west, deal)).body).toMatchObject({ status: 409, code: 'not_handed_over' });
  const head = await stage.person(west, '负责人', { roles: ['department_head'], unitId: west.department });
  const { body } = await handOver(west, deal);
  expect(owed(body, 'PB-4.4')[1]).toMatchObject({ owner: { userId: head.id } });
  expect((await check(west, deal)).body).toMatchObject({ status: 422, code: 'not_the_head', clause: 'PB-4.4', title: 'The department head checks it: 负责人' });
  expect((await stage.staff(west).agent.send('POST', `deals/${deal.id}/contract-copy/check`, { result: 'checked' })).body).toMatchObject({ permission: 'deal.review' });
  expect((await stage.as(head, 'department_head').get(`deals/${deal.id}/transfer`)).body.contractCopy.actions).toEqual([{ action: 'check-copy', allowed: true }]);
  expect((await stage.as(head, 'department_head').send('POST', `deals/${deal.id}/contract-copy/check`, { result: 'checked' })).status).toBe(200);
});

test('PB-4.4 only the specialist hands over, a deal that is taken, of this company', async () => {
  const early = await stage.assigned(east);
  expect((await handOver(east, early)).body).toMatchObject({ code: 'not_taken', clause: 'PB-4.4' });
  expect((await copyOf(east, early)).state).toBe('not_due');
  const deal = await docs.taken(east);
  expect((await copyOf(east, deal)).state).toBe('owed');
  expect((await stage.staff(east).specialist.get(`deals/${deal.id}/transfer`)).body.contractCopy.actions).toEqual([{ action: 'hand-over-copy', allowed: true }]);
  expect((await stage.staff(east).colleague.send('POST', `deals/${deal.id}/contract-copy/hand-over`)).body).toMatchObject({ code: 'not_the_specialist' });
  expect((await handOver(east, deal, { attachmentIds: [newId()] })).body).toMatchObject({ status: 400, errors: [{ field: 'attachmentIds' }] });
  expect((await handOver(west, deal)).status).toBe(404);
});
