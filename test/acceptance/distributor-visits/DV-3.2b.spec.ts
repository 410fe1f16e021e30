import { DV, manufacturer } from '../distributor.ts';
import type { Json } from '../stage.ts';

const maker = manufacturer('2026-09-30T02:00:00.000Z');

test('DV-3.2b each new customer gets an inquiry card by 24:00 of the thirtieth day after the registration; what is given a second later is late', async () => {
  const { who } = maker.here;
  const [inTime, late] = [await maker.here.customer({ name: '按时' }), await maker.here.customer({ name: '迟了' })];
  const card = (of: Json): Promise<Json> => who.visitor.get(`${DV}/customers/${of.id}/inquiry-card`);
  expect(await card(inTime)).toMatchObject({ status: 'owed', obligation: { clauseId: 'DV-3.2b', status: 'open', dueAt: '2026-10-30T16:00:00.000Z' } });
  expect(await who.visitor.post(`${DV}/customers/${inTime.id}/inquiry-card/give`, { way: 'visit' })).toMatchObject({ status: 'given', obligation: { status: 'met' } });
  await maker.here.moveTo('2026-10-30T16:00:01.000Z');
  expect(await who.visitor.post(`${DV}/customers/${late.id}/inquiry-card/give`, { way: 'mail' })).toMatchObject({ obligation: { status: 'met_late', breachedAt: '2026-10-30T16:00:00.000Z' } });
  expect(await who.visitor.post(`${DV}/customers/${late.id}/inquiry-card/answer`, { answer: '送货再快些', satisfaction: 4 })).toMatchObject({ status: 'answered', satisfaction: 4 });
  await who.leader.refused(403, 'POST', `${DV}/customers/${late.id}/inquiry-card/give`, { way: 'mail' });
});
