import { deviceMaker, OC } from '../outstation.ts';
import type { Json } from '../stage.ts';

const maker = deviceMaker('2026-03-02T02:00:00.000Z');
const incident = (more: object = {}) => ({ departmentUnitId: maker.here.unit('department'), title: '电视台暗访', summary: '用户向消协投诉后电视台来访', bodies: ['consumer_association', 'media'], ...more });

test('OC-3.6 first report within two hours, then an update a day until it is resolved; exposure is "none known" until a link is', async () => {
  const { who } = maker.here;
  const opened: Json = await who.account.post(`${OC}/incidents`, incident());
  expect(opened).toMatchObject({ status: 'open', exposure: 'none_known', obligations: [{ clauseId: 'OC-3.6', status: 'open' }] });
  expect(Date.parse(opened.nextReportDueAt) - Date.parse(opened.awareAt)).toBe(2 * 3_600_000);
  const at = `${OC}/incidents/${opened.id}`;
  expect(await who.account.refused(409, 'POST', `${at}/resolve`, { resolution: '没报过' })).toMatchObject({ clause: 'OC-3.6', allowed: ['reported'] });
  expect(await who.account.post(`${at}/reports`, { text: '已到现场' })).toMatchObject({ status: 'reported', obligations: [{ status: 'met' }, { status: 'open', parameterKey: 'oc.incident.updateHours' }] });
  await maker.here.moveTo('2026-03-03T04:00:00.000Z');
  expect((await who.headquarters.get(`${OC}/incidents?status=reported`)).items).toMatchObject([{ id: opened.id, overdue: true }]);
  expect(await who.account.post(`${at}/resolve`, { resolution: '换机并致歉' })).toMatchObject({ status: 'resolved', nextReportDueAt: null, obligations: [{ status: 'met' }, { status: 'met_late' }] });
  expect(await who.account.post(`${at}/exposures`, { url: 'https://news.example.com/1', text: '晚报' })).toMatchObject({ exposure: 'exposed' });
  expect(await who.account.post(`${at}/reopen`, { reason: '又来电' })).toMatchObject({ status: 'open', reopenings: 1 });
  await who.stationUser.refused(403, 'GET', at);
});

test('OC-2.5 complaints and incidents are counted by month', async () => {
  const { who } = maker.here;
  await who.account.post(`${OC}/incidents`, incident({ title: '质监局抽查', bodies: ['technical_supervision'], awareAt: '2026-02-27T02:00:00.000Z' }));
  const { items } = await who.headquarters.get(`${OC}/incidents/statistics?from=2026-02&to=2026-03`);
  expect(items.map((row: Json) => [row.month, row.incidents])).toEqual([['2026-03', 1], ['2026-02', 1]]);
});
