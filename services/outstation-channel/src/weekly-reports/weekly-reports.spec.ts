import type { AssembledReportRow } from '@luyue/reports';
import { type Maker, type Running, startChannel } from '../channel.harness.ts';
import type { WeeklyReportView } from './weekly-reports.http.ts';
import { dutiesOfSubmission, recordLine, weeklyKind } from './weekly-reports.rules.ts';

// Thursday of the week of 9 to 15 February; Monday the 16th is Spring Festival.
const NOW = '2026-02-12T02:00:00.000Z';
let stage: Running;
beforeAll(async () => { stage = await startChannel(); }, 60_000);
afterAll(() => stage.stop());

const draft = (at: Maker, day = '2026-02-12', who: 'li' | 'wang' = 'li', more: object = {}) => stage.staff(at)[who].send('POST', 'weekly-reports', { day, ...more });
const act = (at: Maker, who: 'li' | 'engineer' | 'wang', id: string, verb: string, body: object = {}) => stage.staff(at)[who].send(verb === 'parts' ? 'PUT' : 'POST', `weekly-reports/${id}/${verb}`, body);
const NONE = { parts: [{ part: 'done.stations', none: true }, { part: 'done.operators', none: true }, { part: 'done.incidents', none: true }, { part: 'done.other', words: '走访陇东' }, { part: 'plan.work', words: '下周盘点备件' }] };
async function written(at: Maker, day?: string): Promise<WeeklyReportView> {
  const { id }: WeeklyReportView = await stage.must(draft(at, day));
  return stage.must(act(at, 'li', id, 'parts', NONE));
}
const clock = (view: WeeklyReportView, key: string) => view.obligations.find((o) => o.parameterKey === key);

test('OC-3.1.3 the report has the sections "done" and "plan"; its submission starts the hours of guidance', () => {
  expect(weeklyKind.sections.map((s) => s.key)).toEqual(['done', 'plan']);
  const submittedAt = new Date(NOW);
  expect(dutiesOfSubmission({ submittedAt })).toMatchObject([{ clauseId: 'OC-3.1.3', parameter: 'oc.weekly.guideHours', startedAt: submittedAt }]);
  expect(recordLine({ kind: 'status_check', heldOn: '2026-02-10', score: 80, text: '整洁', stationName: '东城授权站' })).toBe('2026-02-10 东城授权站运作检查，80 分：整洁');
});

test('OC-3.1.3 submitted twice at once it is submitted once: one round, one e-mail to each, one clock of guidance', async () => {
  const at = await stage.maker('周报并发', NOW);
  await stage.posted(at, '陇东', 'li', '2026-02-09');
  const { id } = await written(at);
  const answers = await Promise.all([0, 1].map(() => act(at, 'li', id, 'submit')));
  expect(answers.map((a) => a.status).toSorted()).toEqual([200, 409]);
  expect(answers.find((a) => a.status === 409)!.body).toMatchObject({ clause: 'OC-3.1.3', allowed: ['returned', 'accepted'] });
  const sent: WeeklyReportView = await stage.must(stage.staff(at).li.get(`weekly-reports/${id}`));
  expect([sent.round, sent.mails.length, sent.obligations.length]).toEqual([1, 2, 2]);
});

test.each([['2026-02-16T04:59:58.000Z', 'met'], ['2026-02-16T05:00:01.000Z', 'met_late']])('OC-3.1.3, weekly, on a holiday: submitted at %s it is %s; to the engineer with a copy to the manager', async (instant, status) => {
  const at = await stage.maker(`周报 ${status}`, NOW);
  await stage.posted(at, '陇东', 'li', '2026-02-09');
  const { id, obligations } = await written(at);
  expect(obligations).toMatchObject([{ clauseId: 'OC-3.1.3', status: 'open', dueAt: '2026-02-16T05:00:00.000Z', subject: { number: '李客户/2026-W07' } }]);
  await stage.moveTo(at, instant);
  const sent: WeeklyReportView = await stage.must(act(at, 'li', id, 'submit'));
  expect([clock(sent, 'oc.weekly.weekday')!.status, clock(sent, 'oc.weekly.guideHours')!.status, sent.status]).toEqual([status, 'open', 'submitted']);
  expect(sent.mails.map((m) => [m.name, m.channel, m.copy])).toEqual([['陆工', 'email', false], ['渠道经理', 'email', true]]);
});

test('OC-3.1.3 without a plan it is not accepted, and nothing is sent', async () => {
  const at = await stage.maker('周报无计划', NOW);
  await stage.posted(at, '陇东', 'li', '2026-02-09');
  const { id }: WeeklyReportView = await stage.must(draft(at));
  await stage.must(act(at, 'li', id, 'parts', { parts: NONE.parts.slice(0, 4) }));
  expect((await act(at, 'li', id, 'submit')).body).toMatchObject({ status: 422, code: 'report_incomplete', clause: 'OC-3.1.3', errors: [{ field: 'plan.work' }] });
  const asked = (await stage.published(at)).filter((e) => e.type === 'notification.message.requested.v1');
  expect(asked).toEqual([]);
});

test('OC-3.1.3 the draft is filled from the records of the week at the stations and operators of the person', async () => {
  const at = await stage.maker('周报预填', NOW);
  await stage.posted(at, '陇东', 'li', '2026-01-01');
  await stage.must(stage.staff(at).engineer.send('PUT', `station-supervisions/${at.stations[0]!.unitId}`, { userId: at.people.li.id, since: '2026-01-01' }));
  const record = (heldOn: string) => stage.must(stage.staff(at).li.send('POST', 'station-records', { stationUnitId: at.stations[0]!.unitId, kind: 'settlement_talk', heldOn, text: `谈 ${heldOn}` }));
  for (const day of ['2026-02-08', '2026-02-09', '2026-02-12']) await record(day);
  await stage.must(stage.staff(at).li.send('POST', 'incidents', { departmentUnitId: at.department, title: '暗访', summary: '电视台', bodies: ['media'] }).then(async ({ body }) => stage.staff(at).li.send('POST', `incidents/${body.id}/reports`, { text: '已到现场' })));
  const { sections }: WeeklyReportView = await stage.must(draft(at));
  const items = (key: string): string[] => sections[0]!.parts.find((p) => p.key === key)!.items.map((i) => i.text);
  expect(items('stations')).toEqual(['2026-02-09 东城授权站劳务费沟通：谈 2026-02-09', '2026-02-12 东城授权站劳务费沟通：谈 2026-02-12']);
  expect(items('incidents')).toEqual([expect.stringContaining('已到现场')]);
  const { id }: WeeklyReportView = await stage.must(draft(at));
  await stage.must(act(at, 'li', id, 'parts', NONE));
  expect((await act(at, 'li', id, 'submit')).body).toMatchObject({ status: 422, errors: [{ field: 'done.stations' }, { field: 'done.incidents' }] });
});

test('OC-3.1.3 the engineer reads and guides within 48 hours', async () => {
  const at = await stage.maker('周报阅示', NOW);
  await stage.posted(at, '陇东', 'li', '2026-02-09');
  const { id } = await written(at);
  expect((await act(at, 'engineer', id, 'guide', { guidance: '还没交' })).body).toMatchObject({ status: 409, clause: 'OC-3.1.3' });
  await stage.must(act(at, 'li', id, 'submit'));
  expect((await act(at, 'li', id, 'guide', { guidance: '自己' })).body).toMatchObject({ status: 403, permission: 'weeklyReport.guide' });
  const read: WeeklyReportView = await stage.must(act(at, 'engineer', id, 'read'));
  expect([read.readBy, clock(read, 'oc.weekly.guideHours')!.status, clock(read, 'oc.weekly.guideHours')!.owner.userName]).toEqual(['陆工', 'open', '陆工']);
  await stage.moveTo(at, '2026-02-14T02:30:00.000Z');
  const guided: WeeklyReportView = await stage.must(act(at, 'engineer', id, 'guide', { guidance: '先跑庆阳' }));
  expect([guided.status, clock(guided, 'oc.weekly.guideHours')!.status, guided.entries.at(-1)!.text]).toEqual(['accepted', 'met_late', '先跑庆阳']);
  expect((await act(at, 'li', id, 'parts', NONE)).status).toBe(409);
});

test('OC-3.1.3, R13: a report that is returned was guided; its next submission has hours of its own', async () => {
  const at = await stage.maker('周报退回', NOW);
  await stage.posted(at, '陇东', 'li', '2026-02-09');
  const { id } = await written(at);
  expect((await act(at, 'engineer', id, 'return', { reason: '还没交' })).body).toMatchObject({ status: 409 });
  await stage.must(act(at, 'li', id, 'submit'));
  expect((await act(at, 'li', id, 'return', { reason: '自己' })).body).toMatchObject({ status: 403, permission: 'weeklyReport.guide' });
  const back: WeeklyReportView = await stage.must(act(at, 'engineer', id, 'return', { reason: '计划要写到天' }));
  expect([back.status, back.entries.at(-1)!.text, clock(back, 'oc.weekly.guideHours')!.status]).toEqual(['returned', '计划要写到天', 'met']);
  await stage.must(act(at, 'li', id, 'parts', { parts: [{ part: 'plan.work', words: '周一盘点，周二走访' }] }));
  const again: WeeklyReportView = await stage.must(act(at, 'li', id, 'submit'));
  expect([again.round, again.obligations.filter((o) => o.parameterKey === 'oc.weekly.guideHours').map((o) => o.status).toSorted(), again.obligations.filter((o) => o.parameterKey === 'oc.weekly.weekday').length]).toEqual([2, ['met', 'open'], 1]);
});

test('OC-3.1.3, reading 11: owed for each week with a posting on at least one day, by nobody else, none ahead', async () => {
  const at = await stage.maker('周报派驻', NOW);
  const { posting } = await stage.posted(at, '陇东', 'li', '2026-02-15');
  expect((await draft(at, '2026-02-16')).body).toMatchObject({ status: 400, errors: [{ field: 'day', code: 'in_the_future' }] });
  expect((await draft(at, '2026-02-02')).body).toMatchObject({ status: 422, code: 'not_posted', clause: 'OC-3.1.3' });
  expect(await stage.must(draft(at)) as WeeklyReportView).toMatchObject({ period: '2026-02-09', status: 'draft', mine: true });
  expect((await stage.staff(at).manager.send('POST', 'weekly-reports', { day: '2026-02-12' })).status).toBe(403);
  await stage.employ(at, 'wang');
  expect((await draft(at, '2026-02-12', 'wang')).body).toMatchObject({ status: 422, code: 'not_posted' });
  expect((await draft(at, '2026-02-12', 'wang', { staffId: (await stage.staff(at).manager.get('staff')).body.items.find((s: { name: string }) => s.name === '李客户').id })).body).toMatchObject({ status: 422, code: 'not_the_deputy' });
  expect(posting.status).toBe('active');
});

test('reading 11: on approved leave the deputy writes it and owes it', async () => {
  const at = await stage.maker('周报代理', NOW);
  const { person } = await stage.posted(at, '陇东', 'li', '2026-02-09');
  await stage.employ(at, 'wang');
  const { leaves } = await stage.must(stage.staff(at).li.send('POST', `staff/${person.id}/absences`, { fromOn: '2026-02-11', toOn: '2026-02-20', deputyUserId: at.people.wang.id, reason: '年假' }));
  const decide = (by: 'engineer' | 'li', decision: string) => stage.must(stage.staff(at)[by].send('POST', `staff/${person.id}/absences/${leaves[0].id}/decide`, { decision }));
  await decide('engineer', 'approved');
  // What falls due on a day of the leave is the deputy's to owe before anybody wrote it: the 16th, and not the 23rd.
  const owners = async () => (await stage.staff(at).manager.get('obligations?clauseId=OC-3.1.3&limit=20')).body.items.filter((o: { parameterKey: string }) => o.parameterKey === 'oc.weekly.weekday').map((o: { dueAt: string; owner: { userName: string } }) => `${o.dueAt.slice(0, 10)} ${o.owner.userName}`).toSorted();
  expect(await owners()).toEqual(['2026-02-16 王客户', '2026-02-23 李客户']);
  const report: WeeklyReportView = await stage.must(draft(at, '2026-02-12', 'wang', { staffId: person.id }));
  expect(report).toMatchObject({ authorName: '王客户', obligations: [{ owner: { userName: '王客户' } }] });
  await stage.must(act(at, 'wang', report.id, 'parts', NONE));
  expect(clock(await stage.must(act(at, 'wang', report.id, 'submit')), 'oc.weekly.weekday')!.status).toBe('met');
});

test('reading 11: a channel engineer who stands in writes and owes it, and somebody else guides by it; a leave given back leaves it with the person', async () => {
  const at = await stage.maker('周报代管', NOW);
  const { person } = await stage.posted(at, '陇东', 'li', '2026-02-09');
  const who = stage.staff(at);
  const away = async (fromOn: string, toOn: string) => {
    const { leaves } = await stage.must(who.li.send('POST', `staff/${person.id}/absences`, { fromOn, toOn, deputyUserId: at.people.engineer.id, reason: '年假' }));
    const { id } = leaves.find((l: { fromOn: string }) => l.fromOn === fromOn);
    await stage.must(who.manager.send('POST', `staff/${person.id}/absences/${id}/decide`, { decision: 'approved' }));
    return (): Promise<unknown> => stage.must(who.li.send('POST', `staff/${person.id}/absences/${id}/decide`, { decision: 'withdrawn' }));
  };
  await away('2026-02-12', '2026-02-16');
  // Leave ahead: the week of 16 to 22 February, due on the 23rd, opens with its deputy, and goes back with the leave.
  const giveBack = await away('2026-02-21', '2026-02-25');
  const ownerOn = async (day: string) => (await who.manager.get('obligations?clauseId=OC-3.1.3&limit=20')).body.items.find((o: { dueAt: string }) => o.dueAt.startsWith(day)).owner.userName;
  expect([await ownerOn('2026-02-16'), await ownerOn('2026-02-23')]).toEqual(['陆工', '陆工']);
  await giveBack();
  expect([await ownerOn('2026-02-16'), await ownerOn('2026-02-23')]).toEqual(['陆工', '李客户']);
  expect((await who.engineer.send('POST', 'weekly-reports', { day: '2026-02-12' })).body).toMatchObject({ status: 422, code: 'not_outstation_staff' });
  const report: WeeklyReportView = await stage.must(who.engineer.send('POST', 'weekly-reports', { day: '2026-02-12', staffId: person.id }));
  await stage.must(act(at, 'engineer', report.id, 'parts', NONE));
  expect(clock(await stage.must(act(at, 'engineer', report.id, 'submit')), 'oc.weekly.weekday')).toMatchObject({ status: 'met', owner: { userName: '陆工' } });
  expect((await act(at, 'engineer', report.id, 'guide', { guidance: '很好' })).body).toMatchObject({ status: 422, code: 'own_report', clause: 'PF-12' });
  expect((await who.manager.send('POST', `weekly-reports/${report.id}/guide`, { guidance: '注意盘点' })).body).toMatchObject({ status: 'accepted' });
});

test('of the own company and units alone (PF-4, PF-6)', async () => {
  const [at, other] = [await stage.maker('周报权限', NOW), await stage.maker('周报别家', NOW)];
  await stage.posted(at, '陇东', 'li', '2026-02-01');
  await stage.posted(other, '别区', 'li', '2026-02-01');
  const { id } = await written(at);
  await stage.must(draft(at, '2026-02-02'));
  const one = (await stage.staff(at).manager.get('weekly-reports?limit=1')).body;
  expect(one.items.map((r: AssembledReportRow) => r.period)).toEqual(['2026-02-09']);
  expect((await stage.staff(at).manager.get(`weekly-reports?limit=1&cursor=${one.nextCursor}`)).body.items.map((r: AssembledReportRow) => r.period)).toEqual(['2026-02-02']);
  expect((await stage.staff(other).manager.get('weekly-reports')).body.items).toEqual([]);
  for (const [who, verb, body] of [['li', 'parts', NONE], ['li', 'submit', {}], ['engineer', 'read', {}], ['engineer', 'guide', { guidance: 'x' }], ['engineer', 'return', { reason: 'xx' }]] as const) expect((await act(other, who, id, verb, body)).status).toBe(404);
  expect((await stage.staff(other).li.get(`weekly-reports/${id}`)).status).toBe(404);
  expect((await act(at, 'wang', id, 'submit')).body).toMatchObject({ status: 422, code: 'not_the_author' });
  expect((await stage.station(at).get('weekly-reports')).body).toMatchObject({ status: 403, permission: 'weeklyReport.read' });
  const elsewhere = stage.as(at.people.engineer, 'channel_engineer', [at.stations[0]!.unitId]);
  expect((await elsewhere.get(`weekly-reports/${id}`)).status).toBe(403);
});
