import { type Maker, type Running, startChannel } from '../channel.harness.ts';
import { dutiesOfMessage } from './station-messages.rules.ts';
import type { StationMessageView } from './station-messages.http.ts';

// A Saturday evening.
const NOW = '2026-03-07T12:00:00.000Z';
let stage: Running;
beforeAll(async () => { stage = await startChannel(); }, 60_000);
afterAll(() => stage.stop());

const write = (at: Maker, text = '主板断货', n = 0): Promise<StationMessageView> => stage.must(stage.station(at, n).send('POST', 'station-messages', { stationUnitId: at.stations[n]!.unitId, text }));
const answer = (at: Maker, id: string, text = '明天发两块') => stage.staff(at).li.send('POST', `station-messages/${id}/answer`, { text });

test('OC-3.3.2 the hours of an answer run from the message', () => {
  const at = new Date(NOW);
  expect(dutiesOfMessage({ at })).toMatchObject([{ clauseId: 'OC-3.3.2', parameter: 'oc.station.answerHours', startedAt: at }]);
});

test("OC-3.3.2 a station's message is answered within 24 hours, day and night, by whoever supervises it", async () => {
  const at = await stage.maker('来信一', NOW);
  await stage.must(stage.staff(at).engineer.send('PUT', `station-supervisions/${at.stations[0]!.unitId}`, { userId: at.people.li.id, since: '2026-03-01' }));
  const message = await write(at);
  expect(message).toMatchObject({ direction: 'up', byName: '东城授权站站长', answeredAt: null, obligations: [{ clauseId: 'OC-3.3.2', owner: { userName: '李客户' } }] });
  expect(message.obligations[0]!.dueAt!.slice(0, 16)).toBe('2026-03-08T12:00');
  await stage.moveTo(at, '2026-03-08T11:59:00.000Z');
  expect(await stage.must(answer(at, message.id)) as StationMessageView).toMatchObject({ obligations: [{ status: 'met' }], answeredAt: expect.any(String) });
  expect((await answer(at, message.id)).body).toMatchObject({ status: 409, code: 'nothing_to_answer', clause: 'OC-3.3.2' });
  const late = await write(at, '还没到');
  await stage.moveTo(at, '2026-03-09T12:30:00.000Z');
  expect((await stage.staff(at).li.get('station-messages?unanswered=1')).body.items.map((m: StationMessageView) => m.id)).toEqual([late.id]);
  expect(await stage.must(answer(at, late.id)) as StationMessageView).toMatchObject({ obligations: [{ status: 'met_late' }] });
  const asked = (await stage.published(at)).filter((e) => e.type === 'notification.message.requested.v1').map((e) => [e.payload.kind, (e.payload.to as { key: string }[])[0]!.key]);
  expect(asked.slice(0, 2)).toEqual([['station_message_up', 'supervisor'], ['station_message_down', 'station']]);
});

test('OC-3.3.2 what the channel sends down opens nothing; its reading is kept', async () => {
  const at = await stage.maker('来信二', NOW);
  const down: StationMessageView = await stage.must(stage.staff(at).engineer.send('POST', 'station-messages', { stationUnitId: at.stations[0]!.unitId, text: '下周盘点' }));
  expect(down).toMatchObject({ direction: 'down', obligations: [], readAt: null });
  expect((await answer(at, down.id)).body).toMatchObject({ status: 409, code: 'nothing_to_answer' });
  const read: StationMessageView = await stage.must(stage.station(at).send('POST', `station-messages/${down.id}/read`));
  expect(read.readAt).not.toBeNull();
  const up = await write(at);
  expect((await stage.station(at).send('POST', `station-messages/${up.id}/read`)).body).toMatchObject({ status: 409, code: 'own_message' });
  // Nobody supervises it: the engineer is told.
  expect(up.obligations[0]!.owner.userId).toBeNull();
});

test('a station sees and writes its own alone; another company nothing (PF-4, PF-6)', async () => {
  const [at, other] = [await stage.maker('来信权限', NOW), await stage.maker('来信别家', NOW)];
  const [mine, neighbour] = [await write(at), await write(at, '隔壁的', 1)];
  expect((await stage.station(at).get('station-messages')).body.items.map((m: StationMessageView) => m.id)).toEqual([mine.id]);
  expect((await stage.station(at).get(`station-messages?stationUnitId=${at.stations[1]!.unitId}`)).body.items).toEqual([]);
  expect((await stage.station(at).send('POST', 'station-messages', { stationUnitId: at.stations[1]!.unitId, text: '冒名' })).status).toBe(403);
  expect((await stage.station(at).send('POST', `station-messages/${mine.id}/answer`, { text: '自答' })).body).toMatchObject({ status: 403, permission: 'station.work' });
  const down: StationMessageView = await stage.must(stage.staff(at).li.send('POST', 'station-messages', { stationUnitId: at.stations[1]!.unitId, text: '给隔壁' }));
  expect((await stage.station(at).send('POST', `station-messages/${down.id}/read`)).status).toBe(403);
  expect((await stage.staff(other).li.send('POST', `station-messages/${neighbour.id}/answer`, { text: '别家' })).status).toBe(404);
  expect((await stage.station(other).send('POST', `station-messages/${down.id}/read`)).status).toBe(404);
  expect((await stage.staff(other).li.get('station-messages')).body.items).toEqual([]);
  expect((await stage.staff(at).assistant.get('station-messages')).status).toBe(403);
  const one = (await stage.staff(at).li.get('station-messages?limit=2')).body;
  expect((await stage.staff(at).li.get(`station-messages?limit=2&cursor=${one.nextCursor}`)).body).toMatchObject({ items: [{ id: mine.id }], nextCursor: null });
});
