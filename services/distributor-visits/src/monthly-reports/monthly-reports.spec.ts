import { PeriodOpener } from '@luyue/obligations';
import { clocks, type Days, NOTHING_ELSE, startDays } from '../visit-days.harness.ts';
import type { Maker } from '../visits.harness.ts';
import { MonthlyReports } from './monthly-reports.service.ts';

let stage: Days;
let west: Maker;
beforeAll(async () => {
  stage = await startDays();
  west = await stage.company('海岳家电');
}, 60_000);
afterAll(() => stage.stop());

const refusal = (code: string, more: object = {}) => ({ options: expect.objectContaining({ code, ...more }) });
const monthly = () => stage.get(MonthlyReports);
const supervisor = (of: Maker, at: string) => stage.whoAt(of.supervisor, 'supervisor', at);
/** All parts but those that the records always fill. */
const REST = [...NOTHING_ELSE.filter(({ part }) => part !== 'other.other'), ...['matters.matters', 'matters.urgent', 'matters.problems', 'corrections.corrections'].map((part) => ({ part, none: true })), { part: 'summary.summary', words: '本月稳定' }, { part: 'summary.next', words: '补访 B 级' }];

/** A company with two days of visits in September. */
async function september(name: string) {
  const of = await stage.company(name, '2026-09-29T00:00:00.000Z');
  const customer = await stage.customer(of);
  for (const day of ['29', '30']) await stage.visited(of, customer, `2026-09-${day}T02:00:00.000Z`);
  return { of, customer };
}
const report = (of: Maker, day: string) => stage.submitted(of, day, `${day}T12:00:00.000Z`);
async function open(of: Maker, at: string, month = '2026-09', parts = REST) {
  const me = supervisor(of, at);
  const { id, version } = await monthly().open(me, of.east, month);
  await monthly().write(me, id, version, parts);
  return id;
}

describe('DV-10 the monthly report', () => {
  test('is owed from the month of the first visit on, by the 5th of the next, and met by its submission to the second', async () => {
    const { of } = await september('月报一');
    for (const day of ['2026-09-29', '2026-09-30']) await stage.desk().accept(supervisor(of, '2026-09-30T14:00:00.000Z'), (await report(of, day)).id);
    // Registered after the month: no customer of it.
    await stage.moveTo(of, '2026-09-30T16:00:00.000Z');
    await stage.customer(of, { name: '十月新客户' });
    const id = await open(of, '2026-10-02T02:00:00.000Z');
    expect(clocks((await monthly().get(supervisor(of, '2026-10-02T02:00:00.000Z'), id)).obligations, 'DV-10')).toEqual([{ status: 'open', dueAt: '2026-10-05T16:00:00.000Z', breachedAt: null }]);
    const sent = await monthly().submit(supervisor(of, '2026-10-05T16:00:00.000Z'), id, null);
    expect(clocks(sent.obligations, 'DV-10')).toMatchObject([{ status: 'met' }]);
    expect(sent.mails).toMatchObject([{ round: 1, recipient: 'leader', name: '分管领导', channel: 'email', copy: false, result: null }]);
    expect(sent).toMatchObject({ status: 'submitted', dailies: { all: 2, accepted: 2, unread: 0 }, sections: [{ parts: [{ items: [{ text: '巡访 2 次，客户 1 家，巡访员 1 人，共 2 个巡访日；日报已审阅 2 份' }] }, { items: [{ text: '未分级：1 家，本月巡访 1 家（100%）' }] }] }, {}, {}, {}, {}, { parts: [{ words: '本月稳定' }, {}] }] });
    await expect(monthly().submit(supervisor(of, '2026-10-05T16:00:00.000Z'), id, null)).rejects.toMatchObject(refusal('transition_refused', { status: 409 }));
  });

  test('is refused while a daily of the month is unread, naming it; its due time does not move, and a second past it is late', async () => {
    const { of } = await september('月报二');
    const [first, second] = [await report(of, '2026-09-29'), await report(of, '2026-09-30')];
    await stage.desk().accept(supervisor(of, '2026-10-01T00:00:00.000Z'), first.id);
    const id = await open(of, '2026-10-02T02:00:00.000Z');
    await expect(monthly().submit(supervisor(of, '2026-10-05T15:00:00.000Z'), id, null)).rejects.toMatchObject(refusal('dailies_unread', { status: 422, clause: 'DV-10', errors: [expect.objectContaining({ field: `dailies.${second.id}`, code: 'unread' })] }));
    await stage.desk().read(supervisor(of, '2026-10-05T16:00:00.000Z'), second.id);
    const sent = await monthly().submit(supervisor(of, '2026-10-05T16:00:01.000Z'), id, null);
    expect(clocks(sent.obligations, 'DV-10')).toEqual([{ status: 'met_late', dueAt: '2026-10-05T16:00:00.000Z', breachedAt: '2026-10-05T16:00:00.000Z' }]);
  });

  test('is refused before the month is over, and while a part is neither filled nor "none"', async () => {
    const { of } = await september('月报三');
    const id = await open(of, '2026-09-30T13:00:00.000Z', '2026-09', REST.slice(1));
    await expect(monthly().submit(supervisor(of, '2026-09-30T15:59:59.999Z'), id, null)).rejects.toMatchObject(refusal('month_not_over', { status: 422, clause: 'DV-10' }));
    await expect(monthly().submit(supervisor(of, '2026-09-30T16:00:00.000Z'), id, null)).rejects.toMatchObject(refusal('report_incomplete', { status: 422, clause: 'DV-10', errors: [expect.objectContaining({ field: 'opinions.opinions' })] }));
    await expect(monthly().open(supervisor(of, '2026-09-30T13:00:00.000Z'), of.east, '2026-10')).rejects.toMatchObject(refusal('invalid', { errors: [expect.objectContaining({ field: 'month', code: 'future' })] }));
  });

  test('sums up what the accepted dailies say; one accepted after the report goes into the next month\'s as a correction, once', async () => {
    const { of, customer } = await september('月报四');
    const say = async (day: string, wish: string) => {
      const me = stage.whoAt(of.visitor, 'visitor', `${day}T12:00:00.000Z`);
      const written = await stage.written(of, day, `${day}T12:00:00.000Z`);
      await stage.daily().write(me, written.id, written.version, [{ part: 'opinions.wishes', words: wish }]);
      return stage.daily().submit(me, written.id, null);
    };
    const [first, second] = [await say('2026-09-29', '多给样机'), await say('2026-09-30', '缩短交期')];
    await stage.desk().accept(supervisor(of, '2026-10-01T00:00:00.000Z'), first.id);
    await stage.desk().read(supervisor(of, '2026-10-01T00:00:00.000Z'), second.id);
    const rest = REST.filter(({ part }) => part !== 'opinions.wishes');
    const ninth = await open(of, '2026-10-02T02:00:00.000Z', '2026-09', rest);
    const wishes = (r: { sections: { parts: { items: { text: string }[] }[] }[] }) => r.sections[1]!.parts[2]!.items.map((i) => i.text);
    expect(wishes(await monthly().submit(supervisor(of, '2026-10-03T02:00:00.000Z'), ninth, null))).toEqual(['09-29 林岚：多给样机']);
    await stage.desk().accept(supervisor(of, '2026-10-04T00:00:00.000Z'), second.id);
    await stage.visited(of, customer, '2026-10-08T02:00:00.000Z');
    const told = await stage.submitted(of, '2026-10-08', '2026-10-08T12:00:00.000Z', [{ title: '样机运输磕碰', course: '外箱无护角', result: '已换新' }]);
    await stage.desk().sort(supervisor(of, '2026-10-09T00:00:00.000Z'), told.id, [{ matterId: told.matters[0]!.id, to: 'here' }]);
    await stage.desk().accept(supervisor(of, '2026-10-09T00:00:00.000Z'), told.id);
    const october = await open(of, '2026-11-02T02:00:00.000Z', '2026-10', REST.filter(({ part }) => !['corrections.corrections', 'matters.matters'].includes(part)));
    expect((await monthly().get(supervisor(of, '2026-11-02T02:00:00.000Z'), october)).sections[3]!.parts[0]!.items.map((i) => i.text)).toEqual(['10-08 林岚：样机运输磕碰；结果：已换新（本单位解决）']);
    const corrections = (r: { sections: { parts: { items: { text: string }[] }[] }[] }) => r.sections[4]!.parts[0]!.items.map((i) => i.text);
    expect(corrections(await monthly().submit(supervisor(of, '2026-11-02T02:00:00.000Z'), october, null))).toEqual(['2026-09-30 林岚：缩短交期']);
    // September's own stays as it was, and November's does not tell it again.
    expect(wishes(await monthly().get(supervisor(of, '2026-11-02T02:00:00.000Z'), ninth))).toEqual(['09-29 林岚：多给样机']);
    const november = await open(of, '2026-12-02T02:00:00.000Z', '2026-11');
    expect(corrections(await monthly().get(supervisor(of, '2026-12-02T02:00:00.000Z'), november))).toEqual([]);
  });

  test('goes to the leaders, whose comments come back; the first one is the read mark', async () => {
    const { of } = await september('月报五');
    for (const day of ['2026-09-29', '2026-09-30']) await stage.desk().read(supervisor(of, '2026-09-30T14:00:00.000Z'), (await report(of, day)).id);
    const id = await open(of, '2026-10-02T02:00:00.000Z');
    const leader = stage.whoAt(of.leader, 'leader', '2026-10-03T02:00:00.000Z');
    await expect(monthly().comment(leader, id, '尽快交')).rejects.toMatchObject(refusal('report_not_submitted', { status: 409 }));
    await monthly().submit(supervisor(of, '2026-10-02T03:00:00.000Z'), id, null);
    await monthly().comment(supervisor(of, '2026-10-02T04:00:00.000Z'), id, '附件另发');
    expect((await monthly().get(leader, id)).readAt).toBeNull();
    expect(await monthly().comment(leader, id, 'B 级覆盖不够')).toMatchObject({ readBy: '许诺', entries: [{ what: 'submitted' }, { what: 'mailed', text: '分管领导' }, { what: 'commented', by: '何静' }, { what: 'commented', by: '许诺', text: 'B 级覆盖不够' }, { what: 'read' }] });
    // The supervisor is told of the leader's comment, and of their own by nobody.
    expect((await stage.published(of)).filter((e) => e.payload['kind'] === 'report_commented').map((e) => e.payload)).toMatchObject([{ link: `/visit-monthly-reports?id=${id}`, values: { by: '许诺', text: 'B 级覆盖不够' }, to: [{ userId: of.supervisor.id }] }]);
    const { printed, name } = await monthly().file(leader, id);
    expect([name, printed.pdf.subarray(0, 5).toString(), printed.missing]).toEqual(['每月巡访情况报告书 华东营业部 2026-09', '%PDF-', []]);
  });

  test('of a month without visits is owed all the same, once the unit has begun', async () => {
    const { of } = await september('月报六');
    await stage.moveTo(of, '2026-11-03T00:00:00.000Z');
    await stage.get(PeriodOpener).turn();
    const owed = (await stage.ask(of.supervisor, 'GET', 'obligations?clauseId=DV-10&limit=50', { permissions: ['obligation.read'] })).body.items;
    expect(owed.map((o: { dueAt: string }) => o.dueAt).toSorted()).toEqual(['2026-10-05T16:00:00.000Z', '2026-11-05T16:00:00.000Z', '2026-12-05T16:00:00.000Z']);
  });

  test('PF-4 PF-6 another tenant finds none, another unit and the visitor may not', async () => {
    const { of } = await september('月报七');
    const { id } = await stage.made(stage.staff(of, 'supervisor').send('POST', 'monthly-reports', { unitId: of.east, month: '2026-09' }));
    expect((await stage.made(stage.staff(of, 'supervisor').send('POST', 'monthly-reports', { unitId: of.east, month: '2026-09' }))).id).toBe(id);
    expect([(await stage.staff(west, 'supervisor').get(`monthly-reports/${id}`)).status, (await stage.staff(west, 'supervisor').send('POST', `monthly-reports/${id}/submit`)).status]).toEqual([404, 404]);
    expect([(await stage.staff(of, 'southSupervisor').get(`monthly-reports/${id}`)).status, (await stage.staff(of, 'visitor').get(`monthly-reports/${id}`)).status, (await stage.staff(of, 'southSupervisor').send('POST', 'monthly-reports', { unitId: of.east, month: '2026-09' })).status]).toEqual([403, 403, 403]);
    expect((await stage.staff(west, 'supervisor').get('monthly-reports')).body.items).toEqual([]);
  });

  test('a draft over a month has what was told in each of its sixty dailies', async () => {
    const of = await stage.company('月报快', '2026-09-01T00:00:00.000Z');
    const customer = await stage.customer(of);
    const people = [of.visitor, of.colleague, await stage.person(of, '巡三', { roles: ['visitor'], unitId: of.east }), await stage.person(of, '巡四', { roles: ['visitor'], unitId: of.east })];
    for (let day = 1; day <= 15; day += 1) {
      for (const by of people) {
        const date = `2026-09-${String(day).padStart(2, '0')}`;
        await stage.visited(of, customer, `${date}T02:00:00.000Z`, { by });
        const me = stage.whoAt(by, 'visitor', `${date}T10:00:00.000Z`);
        const { id, version } = await stage.daily().ofDay(me, date);
        await stage.daily().write(me, id, version, [...NOTHING_ELSE.filter(({ part }) => !['opinions.wishes', 'other.other'].includes(part)), { part: 'opinions.wishes', words: '缩短交期' }, { part: 'matters.matters', none: true }]);
        await stage.daily().submit(me, id, null);
        await stage.desk().accept(supervisor(of, `${date}T11:00:00.000Z`), id);
      }
    }
    const me = supervisor(of, '2026-10-01T02:00:00.000Z');
    const draft = await monthly().open(me, of.east, '2026-09');
    expect(draft.sections[1]!.parts[2]!.items).toHaveLength(60);
  }, 60_000);
});
