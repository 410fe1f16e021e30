import { newId } from '@luyue/kernel';
import type { Context } from '@luyue/platform';
import { item, ITEMS, NOVEMBER, ScorecardHarness } from './scorecards.harness.ts';

let here: ScorecardHarness;
let he: Context;
beforeAll(async () => { here = await ScorecardHarness.start(); }, 60_000);
afterAll(() => here.stop());
beforeEach(async () => { he = await here.tenant(); });

const refusal = (code: string, more: object = {}) => ({ options: expect.objectContaining({ code, ...more }) });
const liu = { id: newId(), name: '刘洋' };
const CLAUSE = 'PF-12' as const;

describe('a scheme', () => {
  test('whose weights do not sum to exactly 100 is refused, naming the sum', async () => {
    await expect(here.publish(he, [item('a', 60), item('b', 39.99)])).rejects.toMatchObject(refusal('scheme_faulty', { status: 422, clause: CLAUSE, errors: [expect.objectContaining({ field: 'items', code: 'weights_sum', message: expect.objectContaining({ zh: '各项权重合计是 99.99，应正好是 100' }) })] }));
    expect(await here.read(he, (tx) => here.schemes.list(tx, 'staff'))).toEqual([]);
  });

  test('is versioned by scope: the latest begun rules, the scope before the whole tenant, nothing in the past', async () => {
    await here.publish(he, [item('a', 100)]);
    await here.publish(he, [item('b', 100)], { scope: 'east' });
    await here.publish(he, [item('c', 100)], { scope: 'east', effectiveFrom: new Date('2026-12-10T00:00:00Z') });
    const keyAt = (scope: string, at?: string) => here.read(he, async (tx) => (await here.schemes.inForce(tx, 'staff', scope, at ? new Date(at) : tx.now))?.items[0]?.key ?? null);
    expect([await keyAt(''), await keyAt('west'), await keyAt('east'), await keyAt('east', '2026-12-10T00:00:00Z'), await keyAt('east', '2026-11-01T00:00:00Z')]).toEqual(['a', 'a', 'b', 'c', null]);
    expect((await here.read(he, (tx) => here.schemes.list(tx, 'staff'))).map((s) => [s.scope, s.version, s.inForce])).toEqual([['', 1, true], ['east', 2, false], ['east', 1, true]]);
    await expect(here.publish(he, [item('a', 100)], { effectiveFrom: new Date('2026-12-01T00:00:00Z') })).rejects.toMatchObject(refusal('invalid', { status: 400, errors: [expect.objectContaining({ field: 'effectiveFrom', code: 'past' })] }));
    await expect(here.publish(he, [item('a', 100)], { basedOn: 0 })).rejects.toMatchObject(refusal('stale', { status: 412 }));
    await expect(here.publish(he, [item('d', 100)], { scope: 'east', effectiveFrom: new Date('2026-12-10T00:00:00Z') })).rejects.toMatchObject(refusal('scheme_overlap', { status: 409 }));
  });

  test('that changes in the middle of a period leaves the open cards on theirs', async () => {
    await here.publish(he);
    const [card] = await here.open(he, [liu]);
    await here.publish(he, [item('new', 100)]);
    expect((await here.open(he, [liu]))[0]).toMatchObject({ id: card!.id, schemeVersion: 1, items: ITEMS.map(({ key }) => ({ key })) });
    expect((await here.open(he, [liu], { label: '2026-12', from: '2026-12-01', to: '2026-12-31' }))[0]).toMatchObject({ schemeVersion: 2, items: [{ key: 'new' }] });
  });

  test('is needed before the first card', async () => {
    await expect(here.open(he, [liu])).rejects.toMatchObject(refusal('no_scheme', { status: 409, clause: CLAUSE }));
  });
});

describe('a card', () => {
  test('counts what fell due in its period, to the second of its ends, and shows which obligations', async () => {
    await here.publish(he);
    const first = await here.owe(he, liu.id, 'met', '2026-11-05T00:00:00Z');
    const last = await here.owe(he, liu.id, 'met_late', '2026-11-30T16:00:00Z');
    const overdue = await here.owe(he, liu.id, 'open', '2026-11-20T00:00:00Z');
    // 24:00 of 31 October is October's; the others are not assessed at all.
    await here.owe(he, liu.id, 'met_late', '2026-10-31T16:00:00Z');
    await here.owe(he, liu.id, 'met', '2026-11-30T16:00:00.001Z');
    await here.owe(he, liu.id, 'waived', '2026-11-06T00:00:00Z');
    await here.owe(he, liu.id, 'cancelled', '2026-11-06T00:00:00Z');
    await here.owe(he, liu.id, 'met_late', '2026-11-06T00:00:00Z', { origin: 'import' });
    await here.owe(he, liu.id, 'open', '2026-11-06T00:00:00Z', { voided: true });
    await here.owe(he, liu.id, 'met_late', '2026-11-06T00:00:00Z', { clause: 'PF-5' });
    await here.owe(he, newId(), 'met_late', '2026-11-06T00:00:00Z');
    const [card] = await here.open(he, [liu]);
    await here.act(he, card!.id, (tx, c) => here.cards.refresh(tx, [c], new Map([[liu.id, { sales: { score: 90, text: '完成 108 万', sources: [{ type: 'order', id: liu.id, text: '订单' }] } }]])));
    const read = await here.read(he, async (tx) => here.cards.view(await here.cards.get(tx, 'staff', card!.id)));
    expect(read.items[0]).toMatchObject({ score: 33.33, lines: [{ id: first, inTime: true, status: 'met' }, { id: overdue, inTime: false, status: 'open' }, { id: last, inTime: false, status: 'met_late' }] });
    expect(read).toMatchObject({ status: 'draft', items: [{}, { score: 90, reason: '完成 108 万', sources: [{ text: '订单' }] }, { score: null }], total: 47.5 });
  });

  test('is opened once for subject and period, and one question fills all of them', async () => {
    await here.publish(he);
    const people = Array.from({ length: 30 }, (_, i) => ({ id: newId(), name: `员工${i}` }));
    for (const [i, person] of people.entries()) if (i % 3) await here.owe(he, person.id, i % 2 ? 'met' : 'met_late', '2026-11-05T00:00:00Z');
    const cards = await here.open(he, people);
    expect((await here.open(he, people)).map((c) => c.id)).toEqual(cards.map((c) => c.id));
    await here.write(he, (tx) => here.cards.refresh(tx, cards));
    const list = await here.read(he, (tx) => here.cards.list(tx, { kind: 'staff', units: 'all', limit: 30 }));
    const by = new Map(list.items.map((row) => [row.subjectName, row.total]));
    expect([by.get('员工0'), by.get('员工1'), by.get('员工2'), by.size]).toEqual([null, 100, 0, 30]);
  });

  test('takes scores by hand and deductions with reasons while it is a draft, and closes when all is scored', async () => {
    await here.publish(he);
    const { id } = (await here.open(he, [liu]))[0]!;
    await expect(here.act(he, id, (tx, c) => here.cards.score(tx, c, 'ledger', 80, '好', CLAUSE))).rejects.toMatchObject(refusal('invalid', { errors: [expect.objectContaining({ code: 'not_manual' })] }));
    await expect(here.act(he, id, (tx, c) => here.cards.close(tx, c, CLAUSE))).rejects.toMatchObject(refusal('card_incomplete', { status: 422, errors: [expect.objectContaining({ field: 'items.attitude' })] }));
    await here.act(he, id, (tx, c) => here.cards.score(tx, c, 'attitude', 88.5, '主动', CLAUSE));
    await here.act(he, id, (tx, c) => here.cards.deduct(tx, c, 2.25, '虚报里程', CLAUSE));
    expect(await here.act(he, id, (tx, c) => here.cards.close(tx, c, CLAUSE))).toMatchObject({ status: 'closed', totalHundredths: 8625, entries: [{ what: 'opened' }, { what: 'scored', total: 88.5 }, { what: 'deducted', total: 86.25, text: '-2.25，虚报里程' }, { what: 'closed', total: 86.25 }] });
    await expect(here.act(he, id, (tx, c) => here.cards.deduct(tx, c, 1, '晚了', CLAUSE))).rejects.toMatchObject(refusal('card_closed', { status: 409, allowed: ['published', 'appealed'] }));
    // Closed stays closed: what the ledger says later changes nothing.
    await here.owe(he, liu.id, 'met_late', '2026-11-05T00:00:00Z');
    await here.act(he, id, (tx, c) => here.cards.refresh(tx, [c]));
    expect(await here.read(he, (tx) => here.cards.get(tx, 'staff', id))).toMatchObject({ totalHundredths: 8625 });
  });

  test('is appealed against once; the decision sets scores anew, lifts deductions, and keeps what was', async () => {
    await here.publish(he, [item('attitude', 100)]);
    const { id } = (await here.open(he, [liu]))[0]!;
    await expect(here.act(he, id, (tx, c) => here.cards.appeal(tx, c, '不公', CLAUSE))).rejects.toMatchObject(refusal('transition_refused', { status: 409, allowed: ['closed'] }));
    await here.act(he, id, (tx, c) => here.cards.score(tx, c, 'attitude', 70, '一般', CLAUSE));
    const { deductions: [line] } = await here.act(he, id, (tx, c) => here.cards.deduct(tx, c, 5, '迟到', CLAUSE));
    await here.act(he, id, (tx, c) => here.cards.close(tx, c, CLAUSE));
    await here.act(he, id, (tx, c) => here.cards.publish(tx, c, CLAUSE));
    await here.act(he, id, (tx, c) => here.cards.appeal(tx, c, '那天出差', CLAUSE));
    await expect(here.act(he, id, (tx, c) => here.cards.decide(tx, c, { reason: '查实', scores: [{ key: 'x', score: 1 }], lift: [newId()] }, CLAUSE))).rejects.toMatchObject(refusal('invalid', { errors: [expect.objectContaining({ field: 'scores.0.key' }), expect.objectContaining({ field: 'lift.0' })] }));
    await here.act(he, id, (tx, c) => here.cards.decide(tx, c, { reason: '查实', scores: [{ key: 'attitude', score: 75 }], lift: [line!.id] }, CLAUSE));
    const view = await here.read(he, async (tx) => here.cards.view(await here.cards.get(tx, 'staff', id)));
    expect(view).toMatchObject({ status: 'decided', total: 75, deductions: [{ points: 5, lifted: { by: '何静', reason: '查实' } }] });
    expect(view.entries.map((e) => [e.what, e.total])).toEqual([['opened', null], ['scored', 70], ['deducted', 65], ['closed', 65], ['published', 65], ['appealed', 65], ['decided', 75]]);
    await expect(here.act(he, id, (tx, c) => here.cards.appeal(tx, c, '再来', CLAUSE))).rejects.toMatchObject(refusal('transition_refused', { allowed: [] }));
  });

  test('PF-4 of another tenant or another kind is not found', async () => {
    await here.publish(he);
    const [card] = await here.open(he, [liu]);
    await expect(here.act(await here.tenant(), card!.id, async (_tx, c) => c)).rejects.toMatchObject(refusal('not_found', { status: 404 }));
    await expect(here.write(he, (tx) => here.cards.lock(tx, 'grade', card!.id))).rejects.toMatchObject(refusal('not_found'));
  });
});

test('a ranking averages the periods scored with two decimals, leaves out who has too few, lists what is missing, and ties share a rank', async () => {
  await here.publish(he, [item('attitude', 100)]);
  const people = ['安', '白', '陈', '丁'].map((name) => ({ id: newId(), name }));
  const scores: Record<string, (number | null)[]> = { 安: [80, 85, 90], 白: [85, null, 85], 陈: [99, null, null], 丁: [84.98, 85, 99] };
  const periods = ['2026-10', '2026-11', '2026-12'].map((label) => ({ ...NOVEMBER, label }));
  for (const [i, period] of periods.entries()) {
    for (const card of await here.open(he, people.filter((p) => scores[p.name]![i] !== null), period)) {
      await here.act(he, card.id, (tx, c) => here.cards.score(tx, c, 'attitude', scores[card.subjectName]![i]!, '评分', CLAUSE));
      // A draft is no score.
      if (!(card.subjectName === '丁' && i === 2)) await here.act(he, card.id, (tx, c) => here.cards.close(tx, c, CLAUSE));
    }
  }
  const ranking = await here.read(he, (tx) => here.cards.ranking(tx, { kind: 'staff', periods: periods.map((p) => p.label), least: 2, subjects: [...people, { id: newId(), name: '新' }] }));
  expect(ranking.map((r) => [r.subjectName, r.rank, r.average, r.missing])).toEqual([
    ['安', 1, 85, []], ['白', 1, 85, ['2026-11']], ['丁', 3, 84.99, ['2026-12']], ['新', null, null, ['2026-10', '2026-11', '2026-12']], ['陈', null, null, ['2026-11', '2026-12']],
  ]);
});
