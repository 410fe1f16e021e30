import { type Maker, type Running, startChannel } from '../channel.harness.ts';
import type { IncidentLine, IncidentView } from './incident-views.ts';

const NOW = '2026-03-02T02:00:00.000Z';
let stage: Running;
beforeAll(async () => { stage = await startChannel(); }, 60_000);
afterAll(() => stage.stop());

const body = (at: Maker, more: object = {}) => ({ departmentUnitId: at.department, title: '电视台暗访', summary: '用户向消协投诉后电视台来访', bodies: ['consumer_association', 'media'], awareAt: NOW, ...more });
const open = (at: Maker, more: object = {}): Promise<IncidentView> => stage.must(stage.staff(at).li.send('POST', 'incidents', body(at, more)));
const act = (at: Maker, id: string, verb: string, sent: object = {}) => stage.staff(at).li.send('POST', `incidents/${id}/${verb}`, sent);
const report = (at: Maker, id: string, text = '已到现场', more: object = {}): Promise<IncidentView> => stage.must(act(at, id, 'reports', { text, ...more }));
const dues = (incident: IncidentView) => incident.obligations.map((o) => [o.parameterKey!.split('.').at(-1), o.status, o.dueAt]);

test('OC-3.6 the first report is due two hours from awareness, itself in time, then an update a day from each report until it is resolved', async () => {
  const at = await stage.maker('突发一', NOW);
  const { id, number, nextReportDueAt, ownerName, exposure } = await open(at);
  expect([number, nextReportDueAt, ownerName, exposure]).toEqual([expect.stringMatching(/^TF\d{8}-\d{4}$/), '2026-03-02T04:00:00.000Z', '李客户', 'none_known']);
  await stage.moveTo(at, '2026-03-02T03:59:00.000Z');
  const reported = await report(at, id, '首报', { bodies: ['online', 'media'] });
  expect([reported.status, reported.bodies]).toEqual(['reported', ['consumer_association', 'media', 'online']]);
  expect(dues(reported).map(([key, status]) => [key, status])).toEqual([['firstReportHours', 'met'], ['updateHours', 'open']]);
  await stage.moveTo(at, '2026-03-03T05:00:00.000Z');
  const late = await report(at, id, '续报');
  expect(dues(late).map(([key, status]) => [key, status])).toEqual([['firstReportHours', 'met'], ['updateHours', 'met_late'], ['updateHours', 'open']]);
  const resolved: IncidentView = await stage.must(act(at, id, 'resolve', { resolution: '换机并致歉', lessons: '首次来电就该上门' }));
  expect([resolved.status, resolved.nextReportDueAt, resolved.lessons]).toEqual(['resolved', null, '首次来电就该上门']);
  expect(dues(resolved).map(([, status]) => status)).toEqual(['met', 'met_late', 'met']);
});

test('OC-3.6 the first report goes to channel engineer, channel manager and headquarters', async () => {
  const at = await stage.maker('突发报送', NOW);
  const { id } = await open(at);
  await report(at, id);
  const asked = (await stage.published(at)).filter((e) => e.type === 'notification.message.requested.v1');
  expect(asked.map((e) => [e.payload.kind, (e.payload.to as { key: string }[]).map((to) => to.key)])).toEqual([['incident_first_report', ['channel_engineer', 'channel_manager', 'channel_headquarters']]]);
});

test('OC-3.6, reading 14: reopening starts again with a first report', async () => {
  const at = await stage.maker('突发重开', NOW);
  const { id } = await open(at);
  expect((await act(at, id, 'resolve', { resolution: '没报过' })).body).toMatchObject({ status: 409, clause: 'OC-3.6', allowed: ['reported'] });
  await report(at, id);
  await stage.must(act(at, id, 'resolve', { resolution: '已了结' }));
  expect((await act(at, id, 'reports', { text: '晚了' })).body).toMatchObject({ status: 409, allowed: ['open'] });
  await stage.moveTo(at, '2026-03-05T02:00:00.000Z');
  const again: IncidentView = await stage.must(act(at, id, 'reopen', { reason: '用户再次投诉' }));
  expect([again.status, again.reopenings, again.resolvedAt]).toEqual(['open', 1, null]);
  expect(again.nextReportDueAt!.slice(0, 13)).toBe('2026-03-05T04');
  expect((await report(at, id)).status).toBe('reported');
});

test('OC-3.6 what was known for longer is born overdue (R6); what is known only later is refused', async () => {
  const at = await stage.maker('突发补录', NOW);
  expect(await open(at, { awareAt: '2026-03-01T20:00:00.000Z' })).toMatchObject({ overdue: true, nextReportDueAt: '2026-03-01T22:00:00.000Z', obligations: [{ breachedAt: '2026-03-01T22:00:00.000Z' }] });
  expect((await stage.staff(at).li.send('POST', 'incidents', body(at, { awareAt: '2026-03-03T00:00:00.000Z' }))).body).toMatchObject({ status: 400, clause: 'OC-3.6', errors: [{ field: 'awareAt', code: 'in_the_future' }] });
});

test('OC-3.6 exposure is kept with its links, also after the resolution; absence reads "none known"', async () => {
  const at = await stage.maker('突发曝光', NOW);
  const { id } = await open(at);
  await report(at, id);
  await stage.must(act(at, id, 'resolve', { resolution: '已了结' }));
  expect((await act(at, id, 'exposures', { url: 'javascript:alert(1)', text: '坏链接' })).status).toBe(400);
  expect((await stage.must(act(at, id, 'exposures', { url: 'https://news.example.com/1', text: '晚报报道' })) as IncidentView).exposure).toBe('exposed');
  const list = async (query: string): Promise<string[]> => (await stage.staff(at).headquarters.get(`incidents?${query}`)).body.items.map((i: IncidentLine) => i.id);
  expect([await list('exposure=exposed'), await list('exposure=none_known'), await list('status=resolved&body=media'), await list('body=online')]).toEqual([[id], [], [id], []]);
  const { items } = (await stage.staff(at).li.get(`incidents/${id}/entries`)).body;
  expect(items[0]).toMatchObject({ kind: 'exposure', url: 'https://news.example.com/1', byName: '李客户' });
  expect(items.map((e: { kind: string }) => e.kind)).toEqual(['exposure', 'resolution', 'first_report']);
});

test('R15: another owner has the clock; the record names the change', async () => {
  const at = await stage.maker('突发移交', NOW);
  const { id, nextReportDueAt } = await open(at, { stationUnitId: at.stations[0]!.unitId });
  const handed: IncidentView = await stage.must(act(at, id, 'owner', { ownerUserId: at.people.engineer.id }));
  expect(handed).toMatchObject({ ownerName: '陆工', nextReportDueAt, stationName: '东城授权站', obligations: [{ owner: { userId: at.people.engineer.id } }] });
});

test('OC-2.5 incidents are counted by the month in which they became known, in the tenant\'s zone', async () => {
  const at = await stage.maker('突发统计', '2026-04-01T02:00:00.000Z');
  // 16:00 UTC is midnight in Shanghai.
  const march = await open(at, { awareAt: '2026-03-31T15:59:59.000Z' });
  await open(at, { awareAt: '2026-03-31T16:00:00.000Z' });
  await report(at, march.id);
  await stage.must(act(at, march.id, 'exposures', { url: 'https://news.example.com/2', text: '网文' }));
  // Beside them what operators complained of; a wish is no complaint.
  const operator = await stage.must(stage.staff(at).li.send('POST', 'operators', { departmentUnitId: at.department, name: '陇东移动', contacts: [{ name: '钱主任', title: '采购', phone: '13900003333' }], ownerUserId: at.people.li.id, since: '2026-01-01' }));
  for (const [kind, receivedAt] of [['complaint', '2026-03-10T02:00:00.000Z'], ['wish', '2026-03-11T02:00:00.000Z'], ['complaint', '2026-02-11T02:00:00.000Z']]) await stage.must(stage.staff(at).li.send('POST', `operators/${operator.id}/matters`, { kind, text: '返修两次', receivedAt }));
  expect((await stage.staff(at).headquarters.get('incidents/statistics?from=2026-02&to=2026-02')).body.items).toEqual([{ month: '2026-02', incidents: 0, resolved: 0, reopened: 0, exposed: 0, complaints: 1, averageFirstReportHours: null, averageResolutionDays: null }]);
  const { items } = (await stage.staff(at).headquarters.get('incidents/statistics?from=2026-03&to=2026-04')).body;
  expect(items).toMatchObject([{ month: '2026-04', incidents: 1, resolved: 0, exposed: 0, complaints: 0, averageFirstReportHours: null }, { month: '2026-03', incidents: 1, resolved: 0, exposed: 1, complaints: 1, averageFirstReportHours: expect.closeTo(10, 0) }]);
  for (const query of ['from=2026-04&to=2026-03', 'from=2024-01&to=2026-03', 'from=2026-13&to=2026-13']) expect((await stage.staff(at).headquarters.get(`incidents/statistics?${query}`)).status).toBe(400);
});

test('OC-3.6 the list is paged, the latest first; of the own company and units alone (PF-4, PF-6)', async () => {
  const [at, other] = [await stage.maker('突发权限', NOW), await stage.maker('突发别家', NOW)];
  const [first, second] = [await open(at, { awareAt: '2026-03-02T01:00:00.000Z' }), await open(at)];
  const one = (await stage.staff(at).manager.get('incidents?limit=1')).body;
  expect(one.items.map((i: IncidentLine) => i.id)).toEqual([second.id]);
  expect((await stage.staff(at).manager.get(`incidents?limit=1&cursor=${one.nextCursor}`)).body).toMatchObject({ items: [{ id: first.id }], nextCursor: null });
  expect((await stage.staff(other).li.get(`incidents/${first.id}`)).status).toBe(404);
  expect((await stage.staff(other).li.send('POST', `incidents/${first.id}/reports`, { text: '别家' })).status).toBe(404);
  expect((await stage.staff(other).li.get('incidents')).body.items).toEqual([]);
  for (const who of [stage.staff(at).assistant, stage.station(at)]) expect((await who.send('POST', 'incidents', body(at))).body).toMatchObject({ status: 403, permission: 'incident.work' });
  expect((await stage.station(at).get('incidents')).body).toMatchObject({ status: 403, permission: 'incident.read' });
  const elsewhere = stage.as(at.people.engineer, 'channel_engineer', [at.stations[0]!.unitId]);
  expect((await elsewhere.get(`incidents/${first.id}`)).status).toBe(403);
  expect((await elsewhere.get('incidents')).body.items).toEqual([]);
  expect((await stage.staff(at).li.send('POST', 'incidents', body(at, { stationUnitId: at.department }))).body).toMatchObject({ status: 400, errors: [{ field: 'stationUnitId', code: 'not_a_station' }] });
});
