import { deviceMaker, OC } from '../outstation.ts';
import type { Json } from '../stage.ts';

const maker = deviceMaker('2026-03-07T12:00:00.000Z');

test("OC-3.3.2 a station's message is answered within 24 hours; the station sees its own alone", async () => {
  const { who } = maker.here;
  const up: Json = await who.stationUser.post(`${OC}/station-messages`, { stationUnitId: maker.here.unit('station'), text: '主板断货' });
  expect(up).toMatchObject({ direction: 'up', obligations: [{ clauseId: 'OC-3.3.2', status: 'open' }] });
  expect(Date.parse(up.obligations[0].dueAt) - Date.parse(up.at)).toBe(24 * 3_600_000);
  await who.stationUser.refused(403, 'POST', `${OC}/station-messages`, { stationUnitId: maker.here.unit('station2'), text: '冒名' });
  expect((await who.stationUser2.get(`${OC}/station-messages`)).items).toEqual([]);
  expect((await who.account.get(`${OC}/station-messages?unanswered=1`)).items.map((m: Json) => m.id)).toEqual([up.id]);
  expect(await who.account.post(`${OC}/station-messages/${up.id}/answer`, { text: '明天发两块' })).toMatchObject({ obligations: [{ status: 'met' }] });
  expect(await who.account.refused(409, 'POST', `${OC}/station-messages/${up.id}/answer`, { text: '再答' })).toMatchObject({ clause: 'OC-3.3.2' });
  const [answer] = (await who.stationUser.get(`${OC}/station-messages`)).items;
  expect(answer).toMatchObject({ direction: 'down', answersId: up.id });
  expect((await who.stationUser.post(`${OC}/station-messages/${answer.id}/read`)).readAt).not.toBeNull();
});
