import { type Maker, type Running, startChannel } from '../channel.harness.ts';
import type { ExchangeView } from './exchanges.http.ts';

const NOW = '2026-02-12T02:00:00.000Z';
let stage: Running;
beforeAll(async () => { stage = await startChannel(); }, 60_000);
afterAll(() => stage.stop());

const body = (regionId: string, more: object = {}) => ({ day: '2026-02-12', salesPerson: '周倩', lines: [{ regionId, model: 'C118', sold: 400, failures: 8, stock: 50 }], text: '开学季备货', feedback: 'C118 死机 8 台，已报质量', ...more });
const send = (at: Maker, sent: object) => stage.staff(at).li.send('POST', 'exchanges', sent);

test.each([['2026-02-15T15:59:50.000Z', 'met'], ['2026-02-15T16:00:01.000Z', 'met_late']])('OC-3.3.3 one record a person and week, due on its Sunday at 24:00: entered at %s it is %s', async (instant, status) => {
  const at = await stage.maker(`交流 ${status}`, NOW);
  const { region } = await stage.posted(at, '陇东', 'li', '2026-02-11');
  await stage.moveTo(at, instant);
  const made: ExchangeView = await stage.must(send(at, body(region.id)));
  expect(made).toMatchObject({ week: '2026-02-09', staffName: '李客户', lines: [{ regionName: '陇东', sold: 400, stock: 50 }], obligations: [{ clauseId: 'OC-3.3.3', status, dueAt: '2026-02-15T16:00:00.000Z' }] });
  expect((await send(at, body(region.id, { day: '2026-02-09' }))).body).toMatchObject({ status: 409, code: 'exchange_recorded', clause: 'OC-3.3.3' });
});

test('OC-3.3.3 its figures feed network, spares and failure rates: by region and model', async () => {
  const at = await stage.maker('交流数据', NOW);
  const { region } = await stage.posted(at, '陇东', 'li', '2026-02-01');
  await stage.must(send(at, body(region.id)));
  await stage.must(send(at, body(region.id, { day: '2026-02-05', lines: [{ regionId: region.id, model: 'C118', sold: 100, failures: 2 }, { regionId: region.id, model: 'C200', sold: 0, failures: 0 }] })));
  const figures = async (from: string, to: string) => (await stage.staff(at).manager.get(`exchanges/figures?from=${from}&to=${to}`)).body.items;
  expect(await figures('2026-02-02', '2026-02-09')).toEqual([
    { regionId: region.id, regionName: '陇东', model: 'C118', sold: 500, failures: 10, failureRate: 2 }, { regionId: region.id, regionName: '陇东', model: 'C200', sold: 0, failures: 0, failureRate: null },
  ]);
  expect(await figures('2026-02-09', '2026-02-15')).toMatchObject([{ sold: 400 }]);
  expect((await stage.staff(at).manager.get('exchanges/figures?from=2026-02-09&to=2026-02-02')).status).toBe(400);
});

test('what cannot be is refused with field and clause', async () => {
  const at = await stage.maker('交流错', NOW);
  const { region } = await stage.posted(at, '陇东', 'li', '2026-02-09');
  expect((await send(at, body(region.id, { day: '2026-02-16' }))).body).toMatchObject({ status: 400, clause: 'OC-3.3.3', errors: [{ field: 'day', code: 'in_the_future' }] });
  expect((await send(at, body(region.id, { day: '2026-02-08' }))).body).toMatchObject({ status: 422, code: 'not_posted', clause: 'OC-3.3.3' });
  expect((await send(at, body(at.department))).body).toMatchObject({ status: 400, errors: [{ field: 'lines', code: 'unknown_region' }] });
  expect((await send(at, body(region.id, { feedback: '' }))).status).toBe(400);
  expect((await stage.staff(at).sales.send('POST', 'exchanges', body(region.id))).body).toMatchObject({ status: 422, code: 'not_outstation_staff' });
  expect((await stage.staff(at).manager.get('exchanges')).body.items).toEqual([]);
});

test('of the own company and units alone (PF-4, PF-6)', async () => {
  const [at, other] = [await stage.maker('交流权限', NOW), await stage.maker('交流别家', NOW)];
  const { region } = await stage.posted(at, '陇东', 'li', '2026-02-01');
  const { region: theirs } = await stage.posted(other, '别区', 'li', '2026-02-01');
  await stage.must(send(at, body(region.id)));
  const second: ExchangeView = await stage.must(send(at, body(region.id, { day: '2026-02-05' })));
  expect((await send(at, body(theirs.id, { day: '2026-02-01' }))).body).toMatchObject({ status: 400, errors: [{ field: 'lines', code: 'unknown_region' }] });
  expect([(await stage.staff(at).li.get('exchanges?mine=true')).body.items.length, (await stage.staff(at).sales.get('exchanges?mine=true')).body.items]).toEqual([2, []]);
  const one = (await stage.staff(at).sales.get('exchanges?limit=1')).body;
  expect((await stage.staff(at).sales.get(`exchanges?limit=1&cursor=${one.nextCursor}`)).body).toMatchObject({ items: [{ id: second.id }], nextCursor: null });
  expect((await stage.staff(other).manager.get('exchanges')).body.items).toEqual([]);
  expect((await stage.staff(other).manager.get(`exchanges?staffId=${second.staffId}`)).body.items).toEqual([]);
  expect((await stage.station(at).get('exchanges')).body).toMatchObject({ status: 403, permission: 'channelExchange.write' });
  expect((await stage.staff(at).manager.send('POST', 'exchanges', body(region.id))).body).toMatchObject({ status: 403, permission: 'channelExchange.write' });
});
