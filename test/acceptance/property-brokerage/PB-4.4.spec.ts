import { owedBy, PB, propertyCompany } from '../property.ts';
import { eventually, type Json } from '../stage.ts';

/** Monday, ten in the morning in Shanghai; the days after are working days. */
const MONDAY = '2026-11-23T02:00:00.000Z';
const property = propertyCompany(MONDAY);
const act = (key: 'specialist' | 'supervisor', deal: Json, verb: string, body: object = {}): Promise<Json> => property.here.who[key].post(`${PB}/deals/${deal.id}/contract-copy/${verb}`, body);
const clocks = (deal: Json): string[] => owedBy(deal, 'PB-4.4').map((o) => `${o.parameterKey} ${o.status} ${o.dueAt}`);

test('PB-4.4 the copy is handed over within three working days of taking the deal; the head, here the supervisor, then has two for the check', async () => {
  const { who } = property.here;
  const deal = await property.here.taken({ signedAt: MONDAY });
  expect(clocks(deal)).toEqual(['pb.contractCopy.workingDays open 2026-11-26T16:00:00.000Z']);
  expect(clocks(await act('specialist', deal, 'hand-over', { note: '原件一份' }))).toEqual(['pb.contractCopy.workingDays met 2026-11-26T16:00:00.000Z', 'pb.contract.reviewWorkingDays open 2026-11-25T16:00:00.000Z']);
  const told = await eventually('the supervisor is told', async () => (await who.supervisor.get('/v1/notification/inbox')).items.find((m: Json) => m.kind === 'contract_copy_handed_over'));
  expect(told.title.zh).toBe(`${deal.number} 的合同副本待审`);
  await who.manager.refused(403, 'POST', `${PB}/deals/${deal.id}/contract-copy/check`, { result: 'checked' });
  expect(clocks(await act('supervisor', deal, 'check', { result: 'checked' }))).toEqual(['pb.contractCopy.workingDays met 2026-11-26T16:00:00.000Z', 'pb.contract.reviewWorkingDays met 2026-11-25T16:00:00.000Z']);
  expect((await property.here.transfer(deal)).contractCopy).toMatchObject({ state: 'checked', heads: ['何静'], handings: [{ handedBy: '孙莉', checkedBy: '何静' }] });
  expect(await who.specialist.refused(409, 'POST', `${PB}/deals/${deal.id}/contract-copy/hand-over`)).toMatchObject({ clause: 'PB-4.4', code: 'already_checked' });
});

test('PB-4.4 an objection needs its reason, and opens another handing over with a clock of its own; the fulfilled ones stay (R13)', async () => {
  const { who } = property.here;
  const deal = await property.here.taken({ signedAt: MONDAY });
  await act('specialist', deal, 'hand-over');
  await property.here.moveTo('2026-11-24T02:00:00.000Z', deal);
  expect((await who.supervisor.refused(400, 'POST', `${PB}/deals/${deal.id}/contract-copy/check`, { result: 'objected' })).errors).toMatchObject([{ field: 'reason', code: 'required' }]);
  const objected = await act('supervisor', deal, 'check', { result: 'objected', reason: '第三页缺签字' });
  expect(clocks(objected)).toEqual(['pb.contractCopy.workingDays met 2026-11-26T16:00:00.000Z', 'pb.contract.reviewWorkingDays met 2026-11-25T16:00:00.000Z', 'pb.contractCopy.workingDays open 2026-11-27T16:00:00.000Z']);
  const told = await eventually('the specialist is told', async () => (await who.specialist.get('/v1/notification/inbox')).items.find((m: Json) => m.kind === 'contract_copy_objected'));
  expect(told.text.zh).toBe('何静：第三页缺签字。请于 11-27 24:00 前重新送审。');
  expect(clocks(await act('specialist', deal, 'hand-over')).slice(2)).toEqual(['pb.contractCopy.workingDays met 2026-11-27T16:00:00.000Z', 'pb.contract.reviewWorkingDays open 2026-11-26T16:00:00.000Z']);
});

test('PB-4.4 handed over on the fourth working day it is late', async () => {
  const deal = await property.here.taken({ signedAt: MONDAY });
  await property.here.moveTo('2026-11-28T02:00:00.000Z', deal);
  expect(owedBy(await act('specialist', deal, 'hand-over'), 'PB-4.4')[0]).toMatchObject({ status: 'met_late', parameterKey: 'pb.contractCopy.workingDays' });
});
