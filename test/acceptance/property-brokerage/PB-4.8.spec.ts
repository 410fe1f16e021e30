import { BEGIN, owedBy, PB, PHONE, propertyCompany } from '../property.ts';
import { finishPath, stepOf } from '../property-steps.ts';
import { eventually, type Json } from '../stage.ts';

const property = propertyCompany(BEGIN);
const WINDOW = { startsAt: '2026-09-18T00:30:00.000Z', endsAt: '2026-09-18T01:30:00.000Z' };

test('PB-4.8 a step where the client must come is not finished without the accompaniment entry; with it, it is', async () => {
  const { who } = property.here;
  const deal = await property.here.assignedLease();
  const finish = await finishPath(property.here, deal, 'lease_filing');
  const partyIds = deal.parties.map((p: Json) => p.id);
  expect(await who.specialist.refused(422, 'POST', finish, { finishedAt: BEGIN, phone: PHONE })).toMatchObject({ clause: 'PB-4.8', code: 'not_accompanied' });
  const { id: stepId } = await stepOf(property.here, deal, 'lease_filing');
  const made = await who.specialist.post(`${PB}/deals/${deal.id}/appointments`, { stepId, partyIds, ...WINDOW, place: '政务中心', bring: '身份证原件', phone: PHONE });
  const attended = await who.specialist.post(`${PB}/deals/${deal.id}/appointments/${made.id}/attendance`, { partyIds, specialist: true, presentAt: WINDOW.startsAt, leftAt: WINDOW.endsAt });
  expect(attended).toMatchObject({ status: 'held', attendance: { partyIds, specialist: true } });
  await who.specialist.post(finish, { finishedAt: BEGIN, phone: PHONE });
  expect(await stepOf(property.here, deal, 'lease_filing')).toMatchObject({ state: 'done', accompanied: true });
});

test('PB-4.8 both parties are texted at the end of a step, and it is met once the provider accepted both', async () => {
  const { who } = property.here;
  const deal = await property.here.assignedLease();
  const finished = await who.specialist.post(await finishPath(property.here, deal, 'handover'), { finishedAt: BEGIN, phone: PHONE, outOfOrderReason: '先交房' });
  expect(owedBy(finished, 'PB-4.8')).toMatchObject([{ parameterKey: 'pb.progress.hours', startedAt: BEGIN, dueAt: '2026-09-19T02:00:00.000Z' }]);
  const met = await eventually('both texts accepted', async () => owedBy(await who.specialist.get(`${PB}/deals/${deal.id}`), 'PB-4.8').find((o) => o.status !== 'open'));
  expect(met).toMatchObject({ status: 'met' });
  const [progress] = (await who.agent.get(`${PB}/deals/${deal.id}/progress`)).items;
  expect(progress.parties.map((p: Json) => p.texts.find((t: Json) => t.channel === 'sms').result)).toEqual(['accepted', 'accepted']);
});

test('PB-4.8 a conversation tells as well: with both told by phone no text goes out', async () => {
  const { who } = property.here;
  const deal = await property.here.assignedLease();
  const told = deal.parties.map((p: Json) => ({ partyId: p.id, channel: 'phone', at: BEGIN }));
  const finished = await who.specialist.post(await finishPath(property.here, deal, 'handover'), { finishedAt: BEGIN, outOfOrderReason: '先交房', told });
  expect(owedBy(finished, 'PB-4.8')).toMatchObject([{ status: 'met', settledAt: BEGIN }]);
  const [progress] = (await who.agent.get(`${PB}/deals/${deal.id}/progress`)).items;
  expect(progress.parties.map((p: Json) => [p.texts, p.calls.length])).toEqual([[[], 1], [[], 1]]);
});
