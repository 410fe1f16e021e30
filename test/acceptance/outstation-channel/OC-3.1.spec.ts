import { deviceMaker, must, OC } from '../outstation.ts';
import type { Json } from '../stage.ts';

const maker = deviceMaker('2026-10-06T14:00:00.000Z');
let person: Json;
beforeAll(async () => { ({ person } = await maker.here.posted('陇东', 'account', '2026-01-01')); }, 60_000);

const ping = (): Promise<Json> => maker.here.who.engineer.post(`${OC}/reach-calls`, { staffId: person.id, kind: 'ping', message: '请回电' });
const answer = ({ id }: Json): Promise<Json> => maker.here.who.account.post(`${OC}/reach-calls/${id}/answer`, { text: '收到' });

test('OC-3.1.2a Tue 6 Oct 22:00 is due 22:30, 23:45 the next morning at 08:15, and 07:30 opens nothing; late is unreachable, holiday or not', async () => {
  const first = await ping();
  expect(first.dueAt.slice(0, 16)).toBe('2026-10-06T14:30');
  expect(await answer(first)).toMatchObject({ status: 'answered' });
  await maker.here.moveTo('2026-10-06T15:45:00.000Z');
  const second = await ping();
  expect(second.dueAt.slice(0, 16)).toBe('2026-10-07T00:15');
  await maker.here.moveTo('2026-10-06T23:30:00.000Z');
  expect(await ping()).toMatchObject({ dueAt: null, status: 'waiting' });
  await maker.here.moveTo(new Date(Date.parse(second.dueAt) + 1_000).toISOString());
  expect(await answer(second)).toMatchObject({ status: 'unreachable' });
  const { items } = await maker.here.who.manager.get(`${OC}/obligations?clauseId=OC-3.1.2a`);
  expect(items.map((o: Json) => o.status).toSorted()).toEqual(['met', 'met_late']);
});

test('OC-3.1.4a OC-3.1.4b vouchers come back by the tenth, line by line against approved trips; a false line costs money and points', async () => {
  const { who } = maker.here;
  const trip = await who.account.post(`${OC}/trips`, { purpose: '巡检授权站', destination: '天水', fromOn: '2026-09-10', toOn: '2026-09-12' });
  expect(await who.manager.refused(403, 'POST', `${OC}/trips/${trip.id}/decide`, { decision: 'approved' })).toMatchObject({ code: 'not_the_approver', clause: 'PF-12' });
  await who.headquarters.post(`${OC}/trips/${trip.id}/decide`, { decision: 'approved' });
  const line = { kind: 'fare', text: '兰州至天水', tripId: trip.id };
  const claim = await must(who.account, 'PUT', `${OC}/travel-claims/own/2026-09`, { lines: [{ ...line, onDate: '2026-09-10', amount: '200.00' }, { ...line, onDate: '2026-09-11', amount: '80.00' }, { ...line, onDate: '2026-09-13', amount: '50.00' }] });
  expect((await who.account.post(`${OC}/travel-claims/${claim.id}/post`, {})).lines.map((l: Json) => l.refusal?.code ?? l.status)).toEqual(['claimed', 'claimed', 'not_covered']);
  await who.assistant.post(`${OC}/travel-claims/${claim.id}/lines/${claim.lines[1].id}/false`, { proof: '票据号重复', penalty: { kind: 'amount', value: '100' }, deduction: 10 });
  await who.assistant.post(`${OC}/travel-claims/${claim.id}/receive`);
  expect(await who.assistant.post(`${OC}/travel-claims/${claim.id}/settle`)).toMatchObject({ paid: '100.00', penalties: '100.00', refused: '130.00' });
  // Found after the settlement: what was paid for the line is to be taken back with the penalty.
  expect(await who.assistant.post(`${OC}/travel-claims/${claim.id}/lines/${claim.lines[0].id}/false`, { proof: '承运人证实没有这次车', penalty: { kind: 'share', value: '50' }, deduction: 5 })).toMatchObject({
    status: 'settled', paid: '100.00', recover: '200.00', lines: [{ status: 'false', finding: { penalty: '100.00', recover: '200.00' } }, {}, {}],
  });
  const { items } = await who.manager.get(`${OC}/obligations?clauseId=OC-3.1.4a&status=met`);
  expect(items).toMatchObject([{ dueAt: '2026-10-10T16:00:00.000Z' }]);
});

test('OC-3.1.1 a record of conduct has evidence, the person\'s answer and a decision by another', async () => {
  const { who } = maker.here;
  const body = { staffId: person.id, kind: 'harmful_talk', occurredOn: '2026-10-01', text: '在授权站群里贬损公司', evidence: [{ what: '群聊截图', where: '渠道档案' }] };
  expect(await who.engineer.refused(400, 'POST', `${OC}/conduct-records`, { ...body, evidence: [] })).toMatchObject({ clause: 'OC-3.1.1', errors: [{ field: 'evidence' }] });
  const record = await who.engineer.post(`${OC}/conduct-records`, body);
  await who.account.post(`${OC}/conduct-records/${record.id}/answer`, { text: '一时口快' });
  expect(await who.engineer.refused(422, 'POST', `${OC}/conduct-records/${record.id}/decide`, { outcome: 'upheld', text: '警告' })).toMatchObject({ code: 'own_record' });
  expect(await who.manager.post(`${OC}/conduct-records/${record.id}/decide`, { outcome: 'upheld', text: '警告', deduction: 5 })).toMatchObject({ status: 'upheld', decision: { deduction: 5 } });
});
