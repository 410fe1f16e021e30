import { DV, manufacturer, openManufacturer } from '../distributor.ts';
import { emptyAsNone, visitNow, writeReport } from '../distributor-reports.ts';
import { eventually, type Json, START_MS } from '../stage.ts';

const PEER = { title: '远山新品 Y9', course: '门店已铺货，价低 15%', result: '客户要求跟价', kind: 'new_product' };
const clock = (list: Json[], clauseId: string): Json[] => list.filter((o) => o.clauseId === clauseId);
const maker = manufacturer('2026-09-30T02:00:00.000Z');

test('DV-9a the daily report is due at 24:00 of the day of the visits, holidays too; it lacks none of its six contents and no card, and a day without visits has none', async () => {
  const { who } = maker.here;
  const customer = await maker.here.customer();
  await visitNow(maker.here, customer, { checkedOut: false });
  const first = await who.visitor.get(`${DV}/daily-reports/mine`);
  expect(first).toMatchObject({ status: 'draft', period: '2026-09-30', cardsMissing: [{ customerName: customer.name }] });
  const its = `${DV}/daily-reports/${first.id}`;
  expect(await who.visitor.refused(422, 'POST', `${its}/submit`)).toMatchObject({ clause: 'DV-9a', code: 'card_missing' });
  await who.visitor.send('PUT', `${DV}/visits/${first.visits[0].id}/card`, { body: { situation: '库存 30 台' } });
  await writeReport(who.visitor, its, emptyAsNone(first).filter(({ part }) => part !== 'market.policies'));
  expect(await who.visitor.refused(422, 'POST', `${its}/submit`)).toMatchObject({ clause: 'DV-9a', code: 'report_incomplete', errors: [{ field: 'market.policies' }] });
  await writeReport(who.visitor, its, [{ part: 'market.policies', none: true }]);
  expect(clock((await who.visitor.post(`${its}/submit`)).obligations, 'DV-9a')).toMatchObject([{ status: 'met', dueAt: '2026-09-30T16:00:00.000Z' }]);

  await maker.here.moveTo('2026-10-01T02:00:00.000Z');
  await visitNow(maker.here, customer);
  await maker.here.moveTo('2026-10-01T16:00:01.000Z');
  const second = await who.visitor.get(`${DV}/daily-reports/mine?day=2026-10-01`);
  await writeReport(who.visitor, `${DV}/daily-reports/${second.id}`, emptyAsNone(second));
  expect(clock((await who.visitor.post(`${DV}/daily-reports/${second.id}/submit`)).obligations, 'DV-9a')).toMatchObject([{ status: 'met_late', breachedAt: '2026-10-01T16:00:00.000Z' }]);
  expect(await who.visitor.refused(422, 'GET', `${DV}/daily-reports/mine?day=2026-10-02`)).toMatchObject({ clause: 'DV-9a', code: 'no_visits' });
});

test('DV-9a a returned report is owed again by 24:00 of the day after; what was submitted stays as it was', async () => {
  const { who } = maker.here;
  const [report] = (await who.supervisor.get(`${DV}/daily-reports?from=2026-10-01&to=2026-10-01`)).items;
  const its = `${DV}/daily-reports/${report.id}`;
  await who.visitor.refused(403, 'POST', `${its}/return`, { reason: '自己退' });
  await who.southSupervisor.refused(403, 'POST', `${its}/return`, { reason: '不归我' });
  expect(clock((await who.supervisor.post(`${its}/return`, { reason: '补充行情' })).obligations, 'DV-9a')).toMatchObject([{ status: 'met_late' }, { status: 'open', dueAt: '2026-10-03T16:00:00.000Z' }]);
  await writeReport(who.visitor, its, [{ part: 'market.prices', words: '净水机降价 3%' }]);
  expect(await who.visitor.post(`${its}/submit`)).toMatchObject({ round: 2, rounds: [{ round: 1 }, { round: 2 }] });
  const words = async (round: number): Promise<string> => (await who.supervisor.get(`${its}?round=${round}`)).sections[2].parts[0].words;
  expect([await words(1), await words(2)]).toEqual(['', '净水机降价 3%']);
});

test('DV-9b and DV-11 what is beyond the unit goes up within four hours of the mark, prefilled, and the superior acknowledges it within 24 hours of the filing', async () => {
  const at = await openManufacturer('2026-09-25T02:00:00.000Z');
  const { who } = at;
  await visitNow(at, await at.customer());
  await at.moveTo('2026-09-25T12:10:00.000Z');
  const draft = await who.visitor.get(`${DV}/daily-reports/mine`);
  const daily = `${DV}/daily-reports/${draft.id}`;
  await who.visitor.send('PUT', `${daily}/matters`, { body: { matters: [PEER] }, headers: { 'if-match': `"${draft.version}"` } });
  await writeReport(who.visitor, daily, emptyAsNone(await who.visitor.get(daily)));
  const { submittedAt, matters: [matter] } = await who.visitor.post(`${daily}/submit`);
  await at.moveTo('2026-09-26T01:00:00.000Z');
  expect(await who.supervisor.refused(409, 'POST', `${DV}/urgent-reports`, { matterId: matter.id, kind: 'new_product' })).toMatchObject({ clause: 'DV-9b' });
  const sorted = await who.supervisor.post(`${daily}/triage`, { items: [{ matterId: matter.id, to: 'beyond', note: '要总部定价' }] });
  expect(clock(sorted.obligations, 'DV-9b')).toMatchObject([{ status: 'met', dueAt: new Date(Date.parse(submittedAt) + 24 * 3_600_000).toISOString() }]);
  const markedAt = Date.parse(sorted.matters[0].sortedAt);
  expect(sorted.matters[0].obligations).toMatchObject([{ clauseId: 'DV-11', status: 'open', dueAt: new Date(markedAt + 4 * 3_600_000).toISOString() }]);
  await at.moveTo('2026-09-26T04:58:00.000Z');
  const urgent = await who.supervisor.post(`${DV}/urgent-reports`, { matterId: matter.id, kind: 'new_product' });
  expect(urgent.sections[0].parts[1].items).toMatchObject([{ text: `${PEER.title}。${PEER.course}` }]);
  const its = `${DV}/urgent-reports/${urgent.id}`;
  await writeReport(who.supervisor, its, emptyAsNone(urgent));
  const filed = await who.supervisor.post(`${its}/file`);
  expect(filed).toMatchObject({ superiors: [{ name: '秦岭' }] });
  await who.leader.refused(403, 'POST', `${its}/acknowledge`);
  await at.moveTo('2026-09-27T04:57:00.000Z');
  const done = await who.superior.post(`${its}/acknowledge`, { comment: '周一定价' });
  expect(done.obligations.map((o: Json) => [o.clauseId, o.status])).toEqual([['DV-11', 'met'], ['DV-11', 'met']]);
  expect(done.obligations.map((o: Json) => o.dueAt)).toContain(new Date(Date.parse(filed.submittedAt) + 24 * 3_600_000).toISOString());
}, START_MS);

test('DV-9b and DV-11 read by nobody, triage is overdue from the end of its time, and the urgent clock starts then', async () => {
  const at = await openManufacturer('2026-09-25T02:00:00.000Z');
  const { who } = at;
  await visitNow(at, await at.customer());
  const draft = await who.visitor.get(`${DV}/daily-reports/mine`);
  const daily = `${DV}/daily-reports/${draft.id}`;
  await who.visitor.send('PUT', `${daily}/matters`, { body: { matters: [PEER] }, headers: { 'if-match': `"${draft.version}"` } });
  await writeReport(who.visitor, daily, emptyAsNone(await who.visitor.get(daily)));
  const due = new Date(Date.parse((await who.visitor.post(`${daily}/submit`)).submittedAt) + 24 * 3_600_000);
  await at.moveTo(new Date(due.getTime() + 60_000).toISOString());
  const late = await eventually('the urgent clock runs', async () => {
    const found = await who.supervisor.get(daily);
    return found.matters[0].obligations.length > 0 && clock(found.obligations, 'DV-9b')[0]!.breachedAt && found;
  });
  expect(clock(late.obligations, 'DV-9b')).toMatchObject([{ status: 'open', dueAt: due.toISOString(), breachedAt: due.toISOString() }]);
  expect(late.matters[0].obligations).toMatchObject([{ status: 'open', startedAt: due.toISOString(), dueAt: new Date(due.getTime() + 4 * 3_600_000).toISOString() }]);
}, START_MS);

test('DV-11 an urgent report needs no daily one; then only its acknowledgement is owed', async () => {
  const { who } = maker.here;
  const urgent = await who.visitor.post(`${DV}/urgent-reports`, { kind: 'own_defect', title: '压缩机批量异响' });
  await writeReport(who.visitor, `${DV}/urgent-reports/${urgent.id}`, emptyAsNone(urgent));
  const filed = await who.visitor.post(`${DV}/urgent-reports/${urgent.id}/file`);
  expect(filed.obligations).toMatchObject([{ clauseId: 'DV-11', status: 'open', dueAt: new Date(Date.parse(filed.submittedAt) + 24 * 3_600_000).toISOString() }]);
});
