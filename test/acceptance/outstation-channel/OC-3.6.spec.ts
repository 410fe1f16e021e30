import { randomBytes } from 'node:crypto';
import { photo } from '../../../infra/local/pictures.mjs';
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

test('OC-2.5 each person signs the edition of the crisis instructions; drills and quizzes leave a result', async () => {
  const { who } = maker.here;
  const departmentUnitId = maker.here.unit('department');
  const [account, technician] = [await maker.here.employ('account'), await maker.here.employ('technician', 'technician')];
  const file = await who.manager.upload(`${OC}/attachments`, 'crisis.png', photo(randomBytes(4).readUInt32LE()), 'image/png');
  const { id } = await who.manager.post(`${OC}/channel-documents`, { departmentUnitId, kind: 'crisis', title: '危机处理须知', attachmentId: file.id, effectiveOn: '2026-03-05' });
  await who.account.post(`${OC}/channel-documents/${id}/sign`, { edition: 1 });
  expect(await who.headquarters.get(`${OC}/channel-documents/${id}/signatures`)).toMatchObject({ edition: 1, signed: [{ userId: maker.here.id('account') }], missing: [{ userId: maker.here.id('technician') }] });
  const quiz = { departmentUnitId, kind: 'quiz', title: '须知测验', heldOn: '2026-03-02', text: '十道题', results: [{ staffId: account.id, passed: true, score: 90 }, { staffId: technician.id, passed: false, score: 55 }] };
  expect(await who.engineer.post(`${OC}/crisis-drills`, quiz)).toMatchObject({ participants: 2, passed: 1 });
  expect(await who.engineer.refused(400, 'POST', `${OC}/crisis-drills`, { ...quiz, results: [{ staffId: account.id, passed: true }] })).toMatchObject({ clause: 'OC-2.5', errors: [{ field: 'results', code: 'score_required' }] });
  await who.account.refused(422, 'POST', `${OC}/crisis-drills`, quiz);
  expect((await who.headquarters.get(`${OC}/crisis-drills/figures?from=2026-03&to=2026-03`)).items).toEqual([{ month: '2026-03', drills: 0, quizzes: 1, participants: 2, passed: 1, averageScore: 72.5 }]);
  await who.stationUser.refused(403, 'GET', `${OC}/crisis-drills`);
});
