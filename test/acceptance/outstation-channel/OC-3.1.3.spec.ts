import { deviceMaker, must, OC } from '../outstation.ts';
import type { Json } from '../stage.ts';

// Thursday of the week of 9 to 15 February; Monday the 16th is Spring Festival.
const maker = deviceMaker('2026-02-12T02:00:00.000Z');
const write = (id: string, parts: object[]): Promise<Json> => must(maker.here.who.account, 'PUT', `${OC}/weekly-reports/${id}/parts`, { parts });
const DONE = [...['stations', 'operators', 'incidents'].map((key) => ({ part: `done.${key}`, none: true })), { part: 'done.other', words: '走访陇东' }];

beforeAll(async () => { await maker.here.posted('陇东', 'account', '2026-02-09'); }, 60_000);

test('OC-3.1.3 due on Monday at 13:00 after its week, holiday or not; without a plan it is not accepted; engineer and manager have it by e-mail, the engineer guides within 48 hours', async () => {
  const { who } = maker.here;
  const report: Json = await who.account.post(`${OC}/weekly-reports`, { day: '2026-02-12' });
  expect(report.obligations).toMatchObject([{ clauseId: 'OC-3.1.3', status: 'open', dueAt: '2026-02-16T05:00:00.000Z' }]);
  await write(report.id, DONE);
  expect(await who.account.refused(422, 'POST', `${OC}/weekly-reports/${report.id}/submit`)).toMatchObject({ clause: 'OC-3.1.3', errors: [{ field: 'plan.work' }] });
  await write(report.id, [{ part: 'plan.work', words: '下周盘点备件' }]);
  await maker.here.moveTo('2026-02-16T04:50:00.000Z');
  const sent: Json = await who.account.post(`${OC}/weekly-reports/${report.id}/submit`);
  const clock = (view: Json, key: string): string => view.obligations.find((o: Json) => o.parameterKey === key).status;
  expect([clock(sent, 'oc.weekly.weekday'), clock(sent, 'oc.weekly.guideHours')]).toEqual(['met', 'open']);
  expect(sent.mails.map((m: Json) => m.copy)).toEqual([false, true]);
  await who.engineer.post(`${OC}/weekly-reports/${report.id}/read`);
  expect(clock(await who.engineer.post(`${OC}/weekly-reports/${report.id}/guide`, { guidance: '先跑庆阳' }), 'oc.weekly.guideHours')).toBe('met');
  await who.stationUser.refused(403, 'GET', `${OC}/weekly-reports`);
});

test('OC-3.1.3 the next week\'s report runs by itself, and is late after Monday 13:00', async () => {
  const { who } = maker.here;
  const next: Json = await who.account.post(`${OC}/weekly-reports`, { day: '2026-02-16' });
  await write(next.id, [...DONE, { part: 'plan.work', words: '回访' }]);
  await maker.here.moveTo('2026-02-23T05:00:05.000Z');
  expect((await who.account.post(`${OC}/weekly-reports/${next.id}/submit`)).obligations).toContainEqual(expect.objectContaining({ parameterKey: 'oc.weekly.weekday', status: 'met_late', dueAt: '2026-02-23T05:00:00.000Z' }));
});
