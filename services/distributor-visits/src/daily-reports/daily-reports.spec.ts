import { newId } from '@luyue/kernel';
import { BreachSweep } from '@luyue/obligations';
import { clocks, type Days, NOTHING_ELSE, startDays } from '../visit-days.harness.ts';
import type { Maker } from '../visits.harness.ts';
import { VisitSync } from '../visits/visit-sync.ts';
import { TriageSweep } from './triage-sweep.ts';

let stage: Days;
let west: Maker;
beforeAll(async () => {
  stage = await startDays();
  west = await stage.company('海岳家电');
}, 60_000);
afterAll(() => stage.stop());

const refusal = (code: string, more: object = {}) => ({ options: expect.objectContaining({ code, ...more }) });
const PEER = { title: '远山新品 Y9', course: '门店已铺货，价低 15%', result: '客户要求跟价', kind: 'new_product' as const };
/** A company with one customer, at its own time. */
async function place(name: string, now = '2026-09-30T02:00:00.000Z') {
  const of = await stage.company(name, now);
  return { of, customer: await stage.customer(of) };
}
const visitor = (of: Maker, at: string) => stage.whoAt(of.visitor, 'visitor', at);
const supervisor = (of: Maker, at: string) => stage.whoAt(of.supervisor, 'supervisor', at);

describe('DV-9a the daily report', () => {
  test('of Wednesday is met at 24:00, that of the National Day a second later is late, and a day without visits has none', async () => {
    const { of, customer } = await place('日报一');
    await stage.visited(of, customer, '2026-09-30T02:00:00.000Z');
    await stage.visited(of, customer, '2026-10-01T02:00:00.000Z');
    expect(clocks((await stage.submitted(of, '2026-09-30', '2026-09-30T16:00:00.000Z')).obligations, 'DV-9a')).toEqual([{ status: 'met', dueAt: '2026-09-30T16:00:00.000Z', breachedAt: null }]);
    expect(clocks((await stage.submitted(of, '2026-10-01', '2026-10-01T16:00:01.000Z')).obligations, 'DV-9a')).toEqual([{ status: 'met_late', dueAt: '2026-10-01T16:00:00.000Z', breachedAt: '2026-10-01T16:00:00.000Z' }]);
    await expect(stage.daily().ofDay(visitor(of, '2026-10-02T10:00:00.000Z'))).rejects.toMatchObject(refusal('no_visits', { status: 422, clause: 'DV-9a', extra: { day: '2026-10-02' } }));
  });

  test('submitted twice at once it is submitted once: one round, one e-mail, one clock of reading', async () => {
    const { of, customer } = await place('日报并发');
    await stage.visited(of, customer, '2026-09-30T02:00:00.000Z');
    const { id } = await stage.written(of, '2026-09-30', '2026-09-30T12:00:00.000Z');
    const both = await Promise.allSettled([0, 1].map(() => stage.daily().submit(visitor(of, '2026-09-30T12:00:01.000Z'), id, null)));
    expect(both.map((each) => each.status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect((both.find((each) => each.status === 'rejected') as PromiseRejectedResult).reason).toMatchObject(refusal('transition_refused', { status: 409, clause: 'DV-9a' }));
    const sent = await stage.daily().get(visitor(of, '2026-09-30T12:00:02.000Z'), id);
    expect([sent.round, sent.mails.map((m) => m.name), clocks(sent.obligations, 'DV-9b').length]).toEqual([1, ['主管'], 1]);
  });

  test('a millisecond past 24:00 is late', async () => {
    const { of, customer } = await place('日报毫秒');
    await stage.visited(of, customer, '2026-09-30T02:00:00.000Z');
    expect(clocks((await stage.submitted(of, '2026-09-30', '2026-09-30T16:00:00.001Z')).obligations, 'DV-9a')).toMatchObject([{ status: 'met_late' }]);
  });

  test('is one for all customers of a day, also for a visit past midnight, and fills itself from them', async () => {
    const { of, customer } = await place('日报二');
    const other = await stage.customer(of, { name: '无锡远达' });
    await stage.visited(of, customer, '2026-09-30T02:05:00.000Z');
    // Checked in at 23:55, out after midnight: it belongs to the day it began (reading 3).
    await stage.visited(of, other, '2026-09-30T15:55:00.000Z', { effect: '约好回访' });
    const report = await stage.daily().ofDay(visitor(of, '2026-09-30T15:59:00.000Z'), '2026-09-30');
    expect(report).toMatchObject({ status: 'draft', number: 'RB20260930-林岚', period: '2026-09-30', authorName: '林岚', unitName: '华东营业部', visits: [{ customerId: customer.id, cardVersion: 1 }, { customerId: other.id, cardVersion: 1 }], cardsMissing: [] });
    const lines = Object.fromEntries(report.sections.flatMap((s) => s.parts.map((p) => [`${s.key}.${p.key}`, p.items.map((i) => i.text)])));
    expect(lines).toMatchObject({
      'visits.visits': ['苏州恒源商贸 10:05-10:15，客户卡第 1 版', '无锡远达 23:55-00:05，客户卡第 1 版'], 'effect.effect': ['苏州恒源商贸：订货 20 台', '无锡远达：约好回访'], 'other.other': ['苏州恒源商贸：店面已重新装修', '无锡远达：店面已重新装修'], 'market.policies': [], 'matters.matters': [],
    });
    expect((await stage.daily().list(visitor(of, '2026-09-30T15:59:00.000Z'), { limit: 50 })).items).toMatchObject([{ id: report.id }]);
  });

  test('tells what was surveyed, explained and handed out on the visits of its day; what was taken back it does not tell, and none of it is asked for', async () => {
    const { of, customer } = await place('日报见闻');
    const visitId = await stage.visited(of, customer, '2026-09-30T02:00:00.000Z', { card: false });
    const sample = await stage.made(stage.staff(of, 'keeper').send('POST', 'items', { kind: 'sample', name: '样机', unitName: '台', price: '20' }));
    await stage.made(stage.staff(of, 'keeper').send('POST', `items/${sample.id}/receipts`, { unitId: of.east, quantity: 9, reference: '入库' }));
    await stage.made(stage.staff(of, 'superior').send('POST', 'item-budgets', { unitId: of.east, kind: 'sample', period: '2026', amount: '200', reason: '年度' }));
    const me = visitor(of, '2026-09-30T02:20:00.000Z');
    const record = (kind: string, minute: number, body: Record<string, unknown>) => ({ id: newId(), visitId, kind, occurredAt: `2026-09-30T02:${minute}:00.000Z`, body }) as never;
    const forms = (await stage.staff(of, 'visitor').get('survey-templates')).body.items as { id: string; kind: string }[];
    const form = (kind: string) => forms.find((each) => each.kind === kind)!.id;
    const { results } = await stage.get(VisitSync).sync(me, 'spec', [
      record('survey', 11, { templateId: form('business'), values: { lines: '水暖', staff: 12 } }), record('survey', 12, { templateId: form('products'), lines: [{ product: '净水机 X1', stock: { quantity: 30 }, sales: { quantity: 12 } }] }),
      record('activity', 13, { activity: 'explanation', product: '净水机 X1', performance: true, features: true, precautions: true }), ...[2, 1].map((quantity, n) => record('hand_out', 14 + n, { lines: [{ itemId: sample.id, quantity }], receivedBy: '顾海' })),
    ]);
    expect(results.map((r) => r.outcome)).toEqual(Array.from({ length: 5 }, () => 'applied'));
    const lines = async () => (await stage.daily().ofDay(me, '2026-09-30')).sections.flatMap((s) => s.parts.flatMap((p) => (['market.prices', 'other.other'].includes(`${s.key}.${p.key}`) ? p.items.map((i) => i.text.replace('苏州恒源商贸：', '')) : [])));
    const told = ['调查：净水机 X1 库存 30、销售 12', '店面已重新装修', '调查：水暖；12', '讲解净水机 X1（性能、特点、注意事项）'];
    expect(await lines()).toEqual([...told, '发放样机 × 2，顾海签收', '发放样机 × 1，顾海签收']);
    const handOuts = (await stage.staff(of, 'keeper').get('hand-outs')).body.items as { id: string; lines: { quantity: number }[] }[];
    await stage.made(stage.staff(of, 'keeper').send('POST', `hand-outs/${handOuts.find((h) => h.lines[0]!.quantity === 1)!.id}/take-back`, { reason: '写错' }));
    expect(await lines()).toEqual([...told, '发放样机 × 2，顾海签收']);
    // Another company's day knows nothing of it.
    const { of: other, customer: theirs } = await place('日报别家');
    await stage.visited(other, theirs, '2026-09-30T02:00:00.000Z', { card: false });
    expect((await stage.daily().ofDay(visitor(other, '2026-09-30T02:20:00.000Z'), '2026-09-30')).sections.flatMap((s) => s.parts.flatMap((p) => (s.key === 'market' ? p.items : [])))).toEqual([]);
  });

  test('lacking the third part of the third content it is refused; filled or marked "none" it goes', async () => {
    const { of, customer } = await place('日报三');
    await stage.visited(of, customer, '2026-09-30T02:00:00.000Z');
    const me = visitor(of, '2026-09-30T10:00:00.000Z');
    const { id, version } = await stage.daily().ofDay(me, '2026-09-30');
    const { version: next } = await stage.daily().write(me, id, version, [...NOTHING_ELSE.filter(({ part }) => !['market.policies', 'other.other'].includes(part)), { part: 'matters.matters', none: true }]);
    await expect(stage.daily().submit(me, id, next)).rejects.toMatchObject(refusal('report_incomplete', { status: 422, clause: 'DV-9a', errors: [expect.objectContaining({ field: 'market.policies', code: 'part_empty' })] }));
    await stage.daily().write(me, id, next, [{ part: 'market.policies', words: '远山进货返 3%' }]);
    expect(await stage.daily().submit(me, id, null)).toMatchObject({ status: 'submitted', round: 1 });
    await expect(stage.daily().submit(me, id, null)).rejects.toMatchObject(refusal('transition_refused', { status: 409, allowed: ['returned', 'accepted'], clause: 'DV-9a' }));
  });

  test('lacking the card of a customer it is refused by the customer\'s name; a content marked "none" against the records too', async () => {
    const { of, customer } = await place('日报四');
    const other = await stage.customer(of, { name: '常州同和' });
    await stage.visited(of, customer, '2026-09-30T02:00:00.000Z');
    const bare = await stage.visited(of, other, '2026-09-30T03:00:00.000Z', { card: false });
    const report = await stage.written(of, '2026-09-30', '2026-09-30T10:00:00.000Z');
    const me = visitor(of, '2026-09-30T10:00:00.000Z');
    await expect(stage.daily().submit(me, report.id, null)).rejects.toMatchObject(refusal('card_missing', { status: 422, clause: 'DV-9a', errors: [expect.objectContaining({ field: `cards.${other.id}` })] }));
    await stage.made(stage.staff(of, 'visitor').send('PUT', `visits/${bare}/card`, { situation: '缺货' }));
    await stage.daily().write(me, report.id, report.version, [{ part: 'effect.effect', none: true }]);
    await expect(stage.daily().submit(me, report.id, null)).rejects.toMatchObject(refusal('report_incomplete', { errors: [expect.objectContaining({ field: 'effect.effect', code: 'part_not_none' })] }));
    await stage.daily().write(me, report.id, report.version + 1, [{ part: 'effect.effect', none: false }]);
    expect((await stage.daily().submit(me, report.id, null)).status).toBe('submitted');
    // The cards went with it.
    expect(await stage.staff(of, 'visitor').send('PUT', `visits/${bare}/card`, { situation: '改' })).toMatchObject({ status: 409, body: { code: 'card_sealed' } });
  });

  test('R13 returned, it is owed again by 24:00 of the day after; the first submission stays met and as it was', async () => {
    const { of, customer } = await place('日报五');
    await stage.visited(of, customer, '2026-09-30T02:00:00.000Z');
    const { id } = await stage.submitted(of, '2026-09-30', '2026-09-30T12:00:00.000Z');
    const returned = await stage.desk().giveBack(supervisor(of, '2026-10-01T01:00:00.000Z'), id, '效果写具体');
    expect((await stage.published(of)).filter((e) => e.payload['kind'] === 'report_returned').map((e) => e.payload)).toMatchObject([{ link: `/daily-reports?id=${id}`, clauseId: 'DV-9a', values: { by: '何静', text: '效果写具体' }, to: [{ userId: of.visitor.id, channels: ['inapp'] }] }]);
    expect(returned).toMatchObject({ status: 'returned', entries: [{ what: 'submitted' }, { what: 'mailed', text: '主管' }, { what: 'returned', text: '效果写具体', by: '何静' }] });
    expect(clocks(returned.obligations, 'DV-9a')).toMatchObject([{ status: 'met' }, { status: 'open', dueAt: '2026-10-02T16:00:00.000Z' }]);
    expect(clocks(returned.obligations, 'DV-9b')).toMatchObject([{ status: 'cancelled' }]);
    const me = visitor(of, '2026-10-02T16:00:00.000Z');
    await stage.daily().write(me, id, returned.version, [{ part: 'effect.effect', words: '另约 10 月订 30 台' }]);
    const again = await stage.daily().submit(me, id, null);
    expect(clocks(again.obligations, 'DV-9a')).toMatchObject([{ status: 'met' }, { status: 'met', dueAt: '2026-10-02T16:00:00.000Z' }]);
    expect(clocks(again.obligations, 'DV-9b')).toMatchObject([{ status: 'cancelled' }, { status: 'open', dueAt: '2026-10-03T16:00:00.000Z' }]);
    const effectOf = async (round?: number) => (await stage.daily().get(me, id, round)).sections[3]!.parts[0]!.words;
    expect([await effectOf(1), await effectOf(2)]).toEqual(['', '另约 10 月订 30 台']);
  });
});

describe('DV-9b and DV-11', () => {
  test('read and sorted within 24 hours of the submission; beyond the unit starts the urgent clock of four hours at the mark', async () => {
    const { of, customer } = await place('分拣一', '2026-09-25T02:00:00.000Z');
    await stage.visited(of, customer, '2026-09-25T02:00:00.000Z');
    const { id, matters: [matter], obligations } = await stage.submitted(of, '2026-09-25', '2026-09-25T12:10:00.000Z', [PEER]);
    expect(clocks(obligations, 'DV-9b')).toEqual([{ status: 'open', dueAt: '2026-09-26T12:10:00.000Z', breachedAt: null }]);
    const sorted = await stage.desk().sort(supervisor(of, '2026-09-26T01:00:00.000Z'), id, [{ matterId: matter!.id, to: 'beyond', note: '要总部定价' }]);
    expect(clocks(sorted.obligations, 'DV-9b')).toMatchObject([{ status: 'met' }]);
    expect(sorted).toMatchObject({ readAt: '2026-09-26T01:00:00.000Z', matters: [{ state: 'beyond', sortedBy: '何静', note: '要总部定价', kind: 'new_product' }] });
    expect(clocks(sorted.matters[0]!.obligations, 'DV-11')).toEqual([{ status: 'open', dueAt: '2026-09-26T05:00:00.000Z', breachedAt: null }]);
    expect((await stage.desk().accept(supervisor(of, '2026-09-26T02:00:00.000Z'), id, '好')).status).toBe('accepted');
  });

  test('read by nobody, triage is overdue from the end of its time and the urgent clock starts then, once', async () => {
    const { of, customer } = await place('分拣二', '2026-09-25T02:00:00.000Z');
    await stage.visited(of, customer, '2026-09-25T02:00:00.000Z');
    const { id } = await stage.submitted(of, '2026-09-25', '2026-09-25T12:10:00.000Z', [PEER]);
    await stage.moveTo(of, '2026-09-26T12:09:00.000Z');
    await stage.get(TriageSweep).turn();
    const look = async () => stage.daily().get(supervisor(of, '2026-09-26T12:20:00.000Z'), id);
    expect((await look()).matters[0]!.obligations).toEqual([]);
    await stage.moveTo(of, '2026-09-26T12:15:00.000Z');
    await stage.get(TriageSweep).turn();
    await stage.get(TriageSweep).turn();
    await stage.get(BreachSweep).turn();
    const late = await look();
    expect(clocks(late.obligations, 'DV-9b')).toEqual([{ status: 'open', dueAt: '2026-09-26T12:10:00.000Z', breachedAt: '2026-09-26T12:10:00.000Z' }]);
    expect(late.matters[0]!.obligations).toMatchObject([{ status: 'open', startedAt: '2026-09-26T12:10:00.000Z', dueAt: '2026-09-26T16:10:00.000Z' }]);
    // Sorted late, the clock goes on; solved here after all, its cause is gone.
    const matterId = late.matters[0]!.id;
    const beyond = await stage.desk().sort(supervisor(of, '2026-09-26T14:00:00.000Z'), id, [{ matterId, to: 'beyond' }]);
    expect(clocks(beyond.matters[0]!.obligations, 'DV-11')).toMatchObject([{ status: 'open', dueAt: '2026-09-26T16:10:00.000Z' }]);
    expect(clocks(beyond.obligations, 'DV-9b')).toMatchObject([{ status: 'met_late' }]);
    const here = await stage.desk().sort(supervisor(of, '2026-09-26T14:30:00.000Z'), id, [{ matterId, to: 'here', note: '门店自行调价' }]);
    expect(here.matters[0]).toMatchObject({ state: 'here', obligations: [{ status: 'cancelled' }] });
  });

  test('marked beyond after its time but before the sweep came by, the clock starts at the end of the time all the same', async () => {
    const { of, customer } = await place('分拣三', '2026-09-25T02:00:00.000Z');
    await stage.visited(of, customer, '2026-09-25T02:00:00.000Z');
    const { id, matters } = await stage.submitted(of, '2026-09-25', '2026-09-25T12:10:00.000Z', [PEER]);
    const sorted = await stage.desk().sort(supervisor(of, '2026-09-26T13:00:00.000Z'), id, [{ matterId: matters[0]!.id, to: 'beyond' }]);
    expect(sorted.matters[0]!.obligations).toMatchObject([{ startedAt: '2026-09-26T12:10:00.000Z', dueAt: '2026-09-26T16:10:00.000Z' }]);
  });

  test('a report without matters is sorted by being read; one with matters is accepted only when each is sorted', async () => {
    const { of, customer } = await place('分拣四');
    await stage.visited(of, customer, '2026-09-30T02:00:00.000Z');
    await stage.visited(of, customer, '2026-10-01T02:00:00.000Z');
    const plain = await stage.submitted(of, '2026-09-30', '2026-09-30T12:00:00.000Z');
    expect(clocks((await stage.desk().read(supervisor(of, '2026-10-01T12:00:00.000Z'), plain.id)).obligations, 'DV-9b')).toMatchObject([{ status: 'met' }]);
    const two = await stage.submitted(of, '2026-10-01', '2026-10-01T12:00:00.000Z', [PEER, { title: '柜台破损', course: '玻璃裂', result: '报修' }]);
    const me = supervisor(of, '2026-10-01T13:00:00.000Z');
    expect(clocks((await stage.desk().sort(me, two.id, [{ matterId: two.matters[1]!.id, to: 'here' }])).obligations, 'DV-9b')).toMatchObject([{ status: 'open' }]);
    await expect(stage.desk().accept(me, two.id)).rejects.toMatchObject(refusal('matters_unsorted', { status: 422, clause: 'DV-9b', errors: [expect.objectContaining({ field: `matters.${two.matters[0]!.id}` })] }));
    await expect(stage.desk().sort(me, two.id, [{ matterId: plain.id, to: 'here' }])).rejects.toMatchObject(refusal('invalid', { errors: [expect.objectContaining({ field: 'items.0.matterId' })] }));
  });

  test('a matter of a customer or report that there is not is named, before anything else', async () => {
    const { of, customer } = await place('分拣六');
    await stage.visited(of, customer, '2026-09-30T02:00:00.000Z');
    const me = visitor(of, '2026-09-30T10:00:00.000Z');
    const { id, version } = await stage.daily().ofDay(me, '2026-09-30');
    const unknown = { title: '事项', course: '经过', result: '结果', customerId: id, id };
    await expect(stage.daily().setMatters(me, id, version + 7, [unknown])).rejects.toMatchObject(refusal('invalid', { status: 400, clause: 'DV-9a', errors: [expect.objectContaining({ field: 'matters.0.customerId' }), expect.objectContaining({ field: 'matters.0.id' })] }));
    const elsewhere = await stage.customer(of, { name: '没去的一家' });
    await expect(stage.daily().setMatters(me, id, version, [{ title: '事项', course: '经过', result: '结果', customerId: elsewhere.id }])).rejects.toMatchObject(refusal('invalid', { errors: [expect.objectContaining({ field: 'matters.0.customerId', code: 'not_visited' })] }));
    await expect(stage.daily().setMatters(me, id, version + 7, [])).rejects.toMatchObject(refusal('stale', { status: 412 }));
    expect((await stage.daily().setMatters(me, id, version, [{ title: '事项', course: '经过', result: '结果', customerId: customer.id }])).matters).toMatchObject([{ customerName: customer.name, state: 'unsorted' }]);
  });

  test('reading 3: a visit after the submission is in no report; it is not accepted before it was returned and tells of all customers', async () => {
    const { of, customer } = await place('补访一');
    await stage.visited(of, customer, '2026-09-30T02:00:00.000Z');
    const { id } = await stage.submitted(of, '2026-09-30', '2026-09-30T10:00:00.000Z');
    const late = await stage.visited(of, await stage.customer(of, { name: '晚到一家' }), '2026-09-30T10:30:00.000Z');
    const me = supervisor(of, '2026-09-30T12:00:00.000Z');
    expect((await stage.daily().get(me, id)).visits.map((v) => [v.customerName, v.afterSubmission])).toEqual([[customer.name, false], ['晚到一家', true]]);
    await expect(stage.desk().accept(me, id)).rejects.toMatchObject(refusal('visits_after_submission', { status: 422, clause: 'DV-9a', errors: [expect.objectContaining({ field: `visits.${late}`, code: 'after_submission' })] }));
    await stage.desk().giveBack(me, id, '补上晚到一家');
    await stage.daily().submit(visitor(of, '2026-09-30T13:00:00.000Z'), id, null);
    expect(await stage.desk().accept(supervisor(of, '2026-09-30T14:00:00.000Z'), id)).toMatchObject({ status: 'accepted', visits: [{ afterSubmission: false }, { afterSubmission: false }] });
  });

  test('a matter that was sorted stays as it is when the report is returned', async () => {
    const { of, customer } = await place('分拣五');
    await stage.visited(of, customer, '2026-09-30T02:00:00.000Z');
    const { id, matters: [matter] } = await stage.submitted(of, '2026-09-30', '2026-09-30T12:00:00.000Z', [PEER]);
    await stage.desk().sort(supervisor(of, '2026-09-30T12:30:00.000Z'), id, [{ matterId: matter!.id, to: 'beyond' }]);
    const { version } = await stage.desk().giveBack(supervisor(of, '2026-09-30T13:00:00.000Z'), id, '补充行情');
    const me = visitor(of, '2026-09-30T14:00:00.000Z');
    for (const bodies of [[], [{ ...PEER, id: matter!.id, result: '改了' }]]) await expect(stage.daily().setMatters(me, id, version, bodies)).rejects.toMatchObject(refusal('matter_sorted', { status: 409, clause: 'DV-9b' }));
    expect(await stage.daily().setMatters(me, id, version, [{ ...PEER, id: matter!.id }, { title: '新事项', course: '经过', result: '结果' }])).toMatchObject({ matters: [{ state: 'beyond' }, { state: 'unsorted', position: 2 }] });
  });
});

test('who may: the author writes, the supervisor of the unit sorts, another unit reads nothing, another tenant finds nothing (PF-4)', async () => {
  const { of, customer } = await place('谁能');
  await stage.visited(of, customer, '2026-09-30T02:00:00.000Z');
  const { id, version } = await stage.written(of, '2026-09-30', '2026-09-30T10:00:00.000Z');
  const status = async (who: Parameters<Days['staff']>[1], method: string, path: string, body: object = {}, at = of) => (await (method === 'GET' ? stage.staff(at, who).get(`daily-reports/${path}`) : stage.staff(at, who).send(method, `daily-reports/${path}`, body, { 'if-match': `"${version}"` }))).status;
  expect([await status('colleague', 'PUT', `${id}/parts`, { parts: [{ part: 'other.other', words: '冒名' }] }), await status('supervisor', 'POST', `${id}/submit`), await status('visitor', 'POST', `${id}/read`), await status('southSupervisor', 'GET', id), await status('southSupervisor', 'POST', `${id}/accept`)]).toEqual([403, 403, 403, 403, 403]);
  expect([await status('supervisor', 'GET', id, {}, west), await status('supervisor', 'POST', `${id}/read`, {}, west), await status('visitor', 'POST', `${id}/submit`, {}, west)]).toEqual([404, 404, 404]);
  expect([await status('supervisor', 'POST', `${id}/read`), await status('supervisor', 'POST', `${id}/return`, { reason: '重写' })]).toEqual([409, 409]);
  expect((await stage.staff(west, 'supervisor').get('daily-reports')).body.items).toEqual([]);
});

test('PF-15 it prints under its official title, with "无" where there is nothing', async () => {
  const { of, customer } = await place('打印');
  await stage.visited(of, customer, '2026-09-30T02:00:00.000Z');
  const { id } = await stage.submitted(of, '2026-09-30', '2026-09-30T12:00:00.000Z', [PEER]);
  const { printed, name } = await stage.daily().file(supervisor(of, '2026-09-30T13:00:00.000Z'), id);
  expect([name, printed.missing, printed.pdf.subarray(0, 5).toString()]).toEqual(['巡访日报表 RB20260930-林岚', [], '%PDF-']);
});
