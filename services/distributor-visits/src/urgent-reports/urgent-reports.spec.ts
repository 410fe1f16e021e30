import { make, UserChanged } from '@luyue/contracts';
import { replicas } from '@luyue/directory';
import { clocks, type Days, startDays } from '../visit-days.harness.ts';
import type { Maker } from '../visits.harness.ts';
import { UrgentReports } from './urgent-reports.service.ts';

let stage: Days;
let west: Maker;
beforeAll(async () => {
  stage = await startDays();
  west = await stage.company('海岳家电');
}, 60_000);
afterAll(() => stage.stop());

const refusal = (code: string, more: object = {}) => ({ options: expect.objectContaining({ code, ...more }) });
const PEER = { title: '远山新品 Y9', course: '门店已铺货，价低 15%', result: '客户要求跟价', kind: 'new_product' as const };
const REST = [{ part: 'event.impact', words: '苏州三家门店' }, { part: 'handling.asked', words: '请总部定价' }];
const urgent = () => stage.get(UrgentReports);
const supervisor = (of: Maker, at: string) => stage.whoAt(of.supervisor, 'supervisor', at);
const superior = (of: Maker, at: string) => stage.whoAt(of.superior, 'unit_manager', at);

/** A daily report of Friday 25 September, 20:10, whose matter is beyond the unit since Saturday 9:00. */
async function beyond(name: string) {
  const of = await stage.company(name, '2026-09-25T02:00:00.000Z');
  const customer = await stage.customer(of);
  await stage.visited(of, customer, '2026-09-25T02:00:00.000Z');
  const daily = await stage.submitted(of, '2026-09-25', '2026-09-25T12:10:00.000Z', [PEER]);
  const matterId = daily.matters[0]!.id;
  await stage.desk().sort(supervisor(of, '2026-09-26T01:00:00.000Z'), daily.id, [{ matterId, to: 'beyond' }]);
  return { of, customer, daily, matterId };
}
async function filed(of: Maker, at: string, body: Parameters<UrgentReports['open']>[1]) {
  const me = supervisor(of, at);
  const { id, version } = await urgent().open(me, body);
  await urgent().write(me, id, version, [...REST, ...(body.matterId ? [] : [{ part: 'event.facts', words: '压缩机批量异响' }, { part: 'handling.done', none: true }])]);
  return urgent().file(me, id, null);
}

describe('DV-11 an urgent report', () => {
  test('filed within four hours of the mark and acknowledged within 24 hours of the filing, to the second', async () => {
    const { of, daily, matterId } = await beyond('紧急一');
    const me = supervisor(of, '2026-09-26T04:58:00.000Z');
    const draft = await urgent().open(me, { matterId, kind: 'new_product' });
    // Prefilled: kind, customer's matter and course from the daily report, the result as what the unit has done.
    expect(draft).toMatchObject({ status: 'draft', title: PEER.title, dailyReportId: daily.id, urgentKindName: { zh: '同行的新产品' }, sections: [{ parts: [{ items: [{ text: '同行的新产品' }] }, { items: [{ text: '远山新品 Y9。门店已铺货，价低 15%', ref: { type: 'daily_report', id: daily.id } }] }, { state: 'empty' }] }, { parts: [{ words: PEER.result }, { state: 'empty' }] }] });
    await expect(urgent().file(me, draft.id, null)).rejects.toMatchObject(refusal('report_incomplete', { status: 422, clause: 'DV-11', errors: [expect.objectContaining({ field: 'event.impact' }), expect.objectContaining({ field: 'handling.asked' })] }));
    await urgent().write(me, draft.id, draft.version, REST);
    const sent = await urgent().file(me, draft.id, null);
    expect(sent).toMatchObject({ status: 'submitted', superiors: [{ id: of.superior.id, name: '秦岭' }], mails: [{ round: 1, recipient: 'superior', channel: 'email', copy: false }] });
    expect(clocks(sent.obligations, 'DV-11').toSorted((a, b) => a.dueAt! < b.dueAt! ? -1 : 1)).toEqual([{ status: 'met', dueAt: '2026-09-26T05:00:00.000Z', breachedAt: null }, { status: 'open', dueAt: '2026-09-27T04:58:00.000Z', breachedAt: null }]);
    expect(sent.obligations.find((o) => o.status === 'open')!.owner).toMatchObject({ userId: of.superior.id, unitId: of.unitId });
    const done = await urgent().acknowledge(superior(of, '2026-09-27T04:58:00.000Z'), draft.id, '总部周一定价');
    expect(done).toMatchObject({ status: 'accepted', readBy: '秦岭' });
    expect(done.obligations.map((o) => o.status)).toEqual(['met', 'met']);
    expect((await stage.daily().get(supervisor(of, '2026-09-27T05:00:00.000Z'), daily.id)).matters[0]).toMatchObject({ urgentReportId: draft.id });
  });

  test('a second past either time is late', async () => {
    const { of, matterId } = await beyond('紧急二');
    const sent = await filed(of, '2026-09-26T05:00:01.000Z', { matterId, kind: 'new_product' });
    expect(clocks(sent.obligations, 'DV-11').map((o) => [o.status, o.breachedAt])).toContainEqual(['met_late', '2026-09-26T05:00:00.000Z']);
    const late = await urgent().acknowledge(superior(of, '2026-09-27T05:00:02.000Z'), sent.id);
    expect(clocks(late.obligations, 'DV-11').map((o) => [o.status, o.breachedAt])).toContainEqual(['met_late', '2026-09-27T05:00:01.000Z']);
  });

  test('goes without a daily report too; then only the acknowledgement is owed', async () => {
    const of = await stage.company('紧急三');
    const customer = await stage.customer(of);
    const sent = await filed(of, '2026-09-30T02:00:00.000Z', { kind: 'own_defect', title: '压缩机异响', customerId: customer.id });
    expect(sent).toMatchObject({ matterId: null, customerId: customer.id, unitName: '华东营业部', sections: [{ parts: [{}, { items: [{ text: '客户：苏州恒源商贸' }] }, {}] }, {}] });
    expect(clocks(sent.obligations, 'DV-11')).toEqual([{ status: 'open', dueAt: '2026-10-01T02:00:00.000Z', breachedAt: null }]);
    await expect(urgent().open(supervisor(of, '2026-09-30T02:00:00.000Z'), { kind: 'other' })).rejects.toMatchObject(refusal('invalid', { status: 400, clause: 'DV-11', errors: [expect.objectContaining({ field: 'title' })] }));
  });

  test('is acknowledged by the head of the parent unit alone, once, and only when it is filed', async () => {
    const { of, matterId } = await beyond('紧急四');
    const draft = await urgent().open(supervisor(of, '2026-09-26T02:00:00.000Z'), { matterId, kind: 'new_product' });
    await expect(urgent().acknowledge(superior(of, '2026-09-26T02:00:00.000Z'), draft.id)).rejects.toMatchObject(refusal('transition_refused', { status: 409, allowed: ['submitted', 'dropped'] }));
    await urgent().write(supervisor(of, '2026-09-26T02:00:00.000Z'), draft.id, draft.version, REST);
    await urgent().file(supervisor(of, '2026-09-26T02:00:00.000Z'), draft.id, null);
    await expect(urgent().acknowledge(stage.whoAt(of.leader, 'leader', '2026-09-26T03:00:00.000Z'), draft.id)).rejects.toMatchObject(refusal('not_the_superior', { status: 403, clause: 'DV-11' }));
    await urgent().comment(stage.whoAt(of.leader, 'leader', '2026-09-26T03:00:00.000Z'), draft.id, '先稳住客户');
    await urgent().acknowledge(superior(of, '2026-09-26T03:00:00.000Z'), draft.id);
    await expect(urgent().acknowledge(superior(of, '2026-09-26T03:00:00.000Z'), draft.id)).rejects.toMatchObject(refusal('transition_refused', { allowed: [] }));
  });

  test('a matter has one, and only once it was marked; a matter that has one stays beyond', async () => {
    const { of, daily, matterId } = await beyond('紧急五');
    const me = supervisor(of, '2026-09-26T02:00:00.000Z');
    await stage.desk().sort(me, daily.id, [{ matterId, to: 'here' }]);
    await expect(urgent().open(me, { matterId, kind: 'new_product' })).rejects.toMatchObject(refusal('matter_not_beyond', { status: 409, clause: 'DV-9b' }));
    await stage.desk().sort(me, daily.id, [{ matterId, to: 'beyond' }]);
    const { id } = await urgent().open(me, { matterId, kind: 'new_product' });
    await expect(urgent().open(me, { matterId, kind: 'new_product' })).rejects.toMatchObject(refusal('matter_filed', { status: 409, extra: { urgentReportId: id } }));
    await expect(stage.desk().sort(me, daily.id, [{ matterId, to: 'here' }])).rejects.toMatchObject(refusal('matter_filed', { clause: 'DV-11' }));
    await expect(urgent().open(me, { matterId: daily.id, kind: 'new_product' })).rejects.toMatchObject(refusal('invalid', { errors: [expect.objectContaining({ field: 'matterId', code: 'unknown_matter' })] }));
  });

  test('a draft can be dropped with its reason: the matter is to be sorted anew, and its clock runs on as it was', async () => {
    const { of, daily, matterId } = await beyond('紧急作废');
    const me = supervisor(of, '2026-09-26T02:00:00.000Z');
    const running = { status: 'open', dueAt: '2026-09-26T05:00:00.000Z', breachedAt: null };
    const matter = async () => { const { obligations, ...m } = (await stage.daily().get(me, daily.id)).matters[0]!; return { ...m, clocks: clocks(obligations, 'DV-11') }; };
    const draft = await urgent().open(me, { matterId, kind: 'new_product' });
    await expect(urgent().drop(me, draft.id, draft.version + 1, '客户撤回')).rejects.toMatchObject(refusal('stale', { status: 412 }));
    await expect(urgent().drop(stage.whoAt(of.visitor, 'visitor', '2026-09-26T02:00:00.000Z'), draft.id, null, '客户撤回')).rejects.toMatchObject({ options: expect.objectContaining({ status: 403 }) });
    const dropped = await urgent().drop(me, draft.id, draft.version, '客户撤回');
    expect(dropped).toMatchObject({ status: 'dropped', shownRound: null, obligations: [], entries: [{ what: 'dropped', by: '何静', text: '客户撤回' }] });
    expect(await matter()).toMatchObject({ state: 'unsorted', urgentReportId: null, sortedAt: null, clocks: [running] });
    for (const again of [() => urgent().drop(me, draft.id, null, '再来'), () => urgent().file(me, draft.id, null)]) await expect(again()).rejects.toMatchObject(refusal('transition_refused', { status: 409, clause: 'DV-11', allowed: [] }));
    await expect(urgent().write(me, draft.id, dropped.version, REST)).rejects.toMatchObject(refusal('report_dropped', { status: 409, clause: 'DV-11' }));
    await expect(urgent().open(me, { matterId, kind: 'new_product' })).rejects.toMatchObject(refusal('matter_not_beyond', { status: 409 }));
    // Beyond again: the clock of the first mark, and another report.
    await stage.desk().sort(me, daily.id, [{ matterId, to: 'beyond' }]);
    expect(await matter()).toMatchObject({ state: 'beyond', clocks: [running] });
    const second = await urgent().open(me, { matterId, kind: 'new_product' });
    await urgent().drop(me, second.id, null, '本单位能解决');
    await stage.desk().sort(me, daily.id, [{ matterId, to: 'here' }]);
    expect(await matter()).toMatchObject({ state: 'here', clocks: [{ ...running, status: 'cancelled' }] });
    // Filed, it stays; so does a report that is owed.
    const sent = await filed(of, '2026-09-26T02:00:00.000Z', { kind: 'other', title: '仓库进水' });
    await expect(urgent().drop(me, sent.id, null, '不报了')).rejects.toMatchObject(refusal('transition_refused', { status: 409, allowed: ['returned', 'accepted'] }));
    expect((await stage.staff(west, 'supervisor').send('POST', `urgent-reports/${second.id}/drop`, { reason: '不报了' })).status).toBe(404);
    expect((await stage.staff(of, 'supervisor').send('POST', `urgent-reports/${second.id}/drop`, { reason: '' })).body).toMatchObject({ status: 400, errors: [{ field: 'reason' }] });
  });

  test('R16 with nobody at the parent unit it goes further up; with nobody at all whoever may acknowledge does', async () => {
    const of = await stage.company('紧急六');
    await stage.write(of, (tx) => replicas.user(tx, make(UserChanged, { id: of.superior.id, version: 2, name: '秦岭', title: '', staffNumber: '', unitId: of.unitId, roles: [], active: false })));
    const sent = await filed(of, '2026-09-30T02:00:00.000Z', { kind: 'other', title: '仓库进水' });
    expect(sent).toMatchObject({ superiors: [], obligations: [{ owner: { unitId: of.unitId, userId: null } }] });
    expect((await urgent().acknowledge(stage.whoAt(of.leader, 'leader', '2026-09-30T03:00:00.000Z'), sent.id)).status).toBe('accepted');
  });

  test('PF-4 PF-6 over HTTP: another tenant finds nothing, another unit may not, a stale write is told, it prints', async () => {
    const { of, matterId } = await beyond('紧急七');
    const me = stage.staff(of, 'supervisor');
    const { id } = await stage.made(me.send('POST', 'urgent-reports', { matterId, kind: 'new_product' }));
    expect((await me.send('PUT', `urgent-reports/${id}/parts`, { parts: REST }, { 'if-match': '"9"' })).status).toBe(412);
    expect((await me.send('PUT', `urgent-reports/${id}/parts`, { parts: REST })).status).toBe(428);
    expect([(await stage.staff(west, 'supervisor').get(`urgent-reports/${id}`)).status, (await stage.staff(west, 'supervisor').send('POST', `urgent-reports/${id}/file`)).status]).toEqual([404, 404]);
    expect([(await stage.staff(of, 'southSupervisor').get(`urgent-reports/${id}`)).status, (await me.send('POST', `urgent-reports/${id}/acknowledge`)).status]).toEqual([403, 403]);
    expect((await stage.staff(west, 'supervisor').send('POST', 'urgent-reports', { matterId, kind: 'new_product' })).body).toMatchObject({ errors: [{ field: 'matterId' }] });
    expect((await me.get('urgent-reports?status=draft')).body.items).toMatchObject([{ id, urgentKind: 'new_product' }]);
    expect((await stage.staff(west, 'supervisor').get('urgent-reports')).body.items).toEqual([]);
    expect((await urgent().paper(supervisor(of, '2026-09-26T03:00:00.000Z'), id)).printed.pdf.subarray(0, 5).toString()).toBe('%PDF-');
  });
});
