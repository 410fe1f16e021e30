import { doneLease, SHELF } from '../property-archive.ts';
import { PB, propertyCompany } from '../property.ts';
import { eventually, type Json } from '../stage.ts';

const MONDAY = '2026-11-23T02:00:00.000Z';
const property = propertyCompany(MONDAY);

/** A lease that the archivist has received. */
async function archived(): Promise<Json> {
  const { of, who } = property.here;
  const deal = await doneLease(of, who, MONDAY);
  await who.specialist.post(`${PB}/deals/${deal.id}/archive/hand-over`);
  return who.archivist.post(`${PB}/deals/${deal.id}/archive/receive`, { location: SHELF });
}

test('PB-3.3 the supervisor calls both parties of an archived deal back; counted, with their score', async () => {
  const { who } = property.here;
  expect((await who.supervisor.get(`${PB}/deal-callbacks`)).items).toEqual([]);
  const deal = await archived();
  const planned = (await who.supervisor.get(`${PB}/deal-callbacks`)).items;
  expect(planned.map((c: Json) => [c.dealNumber, c.sideName.zh, c.specialistName, c.status]).toSorted()).toEqual([[deal.number, '出租方', '孙莉', 'planned'], [deal.number, '承租方', '孙莉', 'planned']]);
  const attempts = `${PB}/deal-callbacks/${planned[0].id}/attempts`;
  expect(await who.specialist.refused(403, 'POST', attempts, { outcome: 'reached', score: 5 })).toMatchObject({ permission: 'dealCallback.work' });
  expect(await who.supervisor.refused(400, 'POST', attempts, { outcome: 'reached' })).toMatchObject({ clause: 'PB-3.3', errors: [{ field: 'score' }] });
  await who.supervisor.post(attempts, { outcome: 'no_answer' });
  expect(await who.supervisor.post(attempts, { outcome: 'reached', score: 4, comment: '交房晚了一天' })).toMatchObject({ status: 'done', score: 4, attempts: [{ outcome: 'no_answer' }, { outcome: 'reached' }] });
  expect((await who.supervisor.get(`${PB}/deal-callbacks/statistics?from=2026-11&to=2026-11`)).items).toMatchObject([{ month: '2026-11', specialistName: '孙莉', planned: 1, reached: 1, calls: 2, averageScore: 4 }]);
  expect((await who.agent.get(`${PB}/deals/${deal.id}/timeline?kind=call&limit=1`)).items).toMatchObject([{ clauseId: 'PB-3.3', text: '4 分，交房晚了一天' }]);
});

test('PB-3.3 three calls on two days without an answer end it as unreachable', async () => {
  const { who } = property.here;
  const deal = await archived();
  const [callback] = (await who.supervisor.get(`${PB}/deals/${deal.id}/callbacks`)).items;
  const call = (): Promise<Json> => who.supervisor.post(`${PB}/deal-callbacks/${callback.id}/attempts`, { outcome: 'no_answer' });
  await call();
  await call();
  await who.admin.post('/v1/tenancy/sandbox-clock', { to: '2026-11-24T02:00:00.000Z' });
  // The service hears of the moved clock by an event.
  await eventually('it ends', async () => (await call()).status === 'unreachable');
});
