import { DV, manufacturer } from '../distributor.ts';
import { eventually, type Json } from '../stage.ts';
import { emptyAsNone, visitNow, writeReport } from '../distributor-reports.ts';

const maker = manufacturer('2026-09-30T02:00:00.000Z');

test('DV-10 the month is summed up for the leaders by the 5th; it waits for every daily to be read, its due time does not, and their comments come back', async () => {
  const { who } = maker.here;
  await visitNow(maker.here, await maker.here.customer());
  const daily = await who.visitor.get(`${DV}/daily-reports/mine`);
  await writeReport(who.visitor, `${DV}/daily-reports/${daily.id}`, [...emptyAsNone(daily).filter(({ part }) => part !== 'opinions.wishes'), { part: 'opinions.wishes', words: '缩短交期' }]);
  await who.visitor.post(`${DV}/daily-reports/${daily.id}/submit`);
  const month = { unitId: maker.here.unit('east'), month: '2026-09' };
  const { id } = await who.supervisor.post(`${DV}/monthly-reports`, month);
  const its = `${DV}/monthly-reports/${id}`;
  expect((await who.supervisor.get(its)).obligations).toMatchObject([{ clauseId: 'DV-10', status: 'open', dueAt: '2026-10-05T16:00:00.000Z' }]);
  expect(await who.supervisor.refused(422, 'POST', `${its}/submit`)).toMatchObject({ clause: 'DV-10', code: 'month_not_over' });
  await maker.here.moveTo('2026-10-04T02:00:00.000Z');
  expect(await who.supervisor.refused(422, 'POST', `${its}/submit`)).toMatchObject({ clause: 'DV-10', code: 'dailies_unread', errors: [{ field: `dailies.${daily.id}` }] });
  await who.supervisor.post(`${DV}/daily-reports/${daily.id}/accept`);
  const draft = await who.supervisor.get(its);
  expect(draft).toMatchObject({ dailies: { all: 1, accepted: 1, unread: 0 } });
  expect(draft.sections[1].parts[2].items).toMatchObject([{ text: '09-30 林岚：缩短交期', ref: { type: 'daily_report', id: daily.id } }]);
  await writeReport(who.supervisor, its, emptyAsNone(draft));
  await who.visitor.refused(403, 'POST', `${its}/submit`);
  const sent = await who.supervisor.post(`${its}/submit`);
  expect(sent.obligations).toMatchObject([{ status: 'met', dueAt: '2026-10-05T16:00:00.000Z' }]);
  // By e-mail to the leader in charge; what came of it is evidence of the submission.
  await eventually('e-mail accepted', async () => (await who.supervisor.get(its)).mails.every((m: Json) => m.recipient === 'leader' && m.result === 'accepted'));
  await who.leader.post(`${its}/comments`, { text: 'B 级覆盖不够' });
  expect(await who.supervisor.get(its)).toMatchObject({ readBy: '许诺', entries: [{ what: 'submitted' }, { what: 'mailed' }, { what: 'commented', by: '许诺', text: 'B 级覆盖不够' }, { what: 'read' }] });
});
