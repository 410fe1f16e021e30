import { PeriodOpener } from '@luyue/obligations';
import { type Maker, type Running, startVisits } from '../visits.harness.ts';

const item = (key: string, weight: number, more: object = {}) => ({ key, name: { zh: `指标${key}`, en: key }, weight, kind: 'manual', ...more });
const ITEMS = [item('nature', 20), item('scale', 30), item('sales', 30, { kind: 'fact', fact: 'sales' }), item('trend', 20, { kind: 'fact', fact: 'trend' })];
const THRESHOLDS = { A: 85, B: 70, C: 50 };

let stage: Running;
let east: Maker;
let west: Maker;
beforeAll(async () => {
  stage = await startVisits();
  [east, west] = [await stage.company('远航家电'), await stage.company('海岳家电')];
}, 60_000);
afterAll(() => stage.stop());

const supervisor = (at: Maker = east) => stage.staff(at, 'supervisor');
const publish = (regionId: string, more: object = {}) => supervisor().send('POST', 'grade-schemes', { regionId, unitId: east.east, items: ITEMS, thresholds: THRESHOLDS, reason: '首版', ...more });
const ok = <T = any>(answer: Promise<{ status: number; body: T }>): Promise<T> => stage.made(answer);

/** A region with two customers, of whom the first bought the more and ever more. */
async function graded(name: string) {
  const region = await stage.region(east, name);
  const [big, small] = [await stage.customer(east, { name: `${name}大户`, regionId: region.id }), await stage.customer(east, { name: `${name}小户`, regionId: region.id })];
  for (const [customer, boughtOn, amount] of [[big, '2026-01-10', '100.00'], [big, '2026-09-01', '120.00'], [small, '2026-02-01', '50.00']]) await ok(supervisor().send('POST', `customers/${customer.id}/purchases`, { boughtOn, product: '净水机 X1', quantity: 1, amount }));
  await ok(publish(region.id));
  const round = await ok(supervisor().send('POST', 'grade-cards', { regionId: region.id, unitId: east.east }));
  const cards = (await ok(supervisor().get(`grade-cards?regionId=${region.id}`))).items;
  const cardOf = (customer: { id: string }) => cards.find((c: { subjectId: string }) => c.subjectId === customer.id)!.id as string;
  return { region, round, big, small, cardOf };
}
const judge = async (card: string, nature: number, scale: number) => {
  await ok(supervisor().send('PUT', `grade-cards/${card}/items/nature`, { score: nature, reason: '长期客户' }));
  return ok(supervisor().send('PUT', `grade-cards/${card}/items/scale`, { score: scale, reason: '三家门店' }));
};

describe('DV-4.1 a scheme', () => {
  test('whose weights do not sum to exactly 100, or whose thresholds do not fall, is refused; nothing of it is kept', async () => {
    const region = await stage.region(east, '宁镇');
    expect(await publish(region.id, { items: [item('nature', 60), item('scale', 39.99)] })).toMatchObject({ status: 422, body: { clause: 'DV-4.1', code: 'scheme_faulty', errors: [{ field: 'items', code: 'weights_sum', message: 'the weights sum to 99.99, and should be exactly 100' }] } });
    expect(await publish(region.id, { items: [item('nature', 50), item('weather', 50, { kind: 'fact', fact: 'weather' })] })).toMatchObject({ status: 422, body: { errors: [{ field: 'items.1.fact' }] } });
    expect(await publish(region.id, { thresholds: { A: 50, B: 70, C: 85 } })).toMatchObject({ status: 422, body: { clause: 'DV-4.1', code: 'thresholds' } });
    expect((await ok(supervisor().get('grade-schemes'))).items.filter((s: { regionId: string }) => s.regionId === region.id)).toEqual([]);
    expect(await supervisor().send('POST', 'grade-cards', { regionId: region.id, unitId: east.east })).toMatchObject({ status: 409, body: { code: 'no_scheme', clause: 'DV-4.1' } });
  });

  test('belongs to a region of the unit; the company\'s own is nobody\'s of one unit alone', async () => {
    const region = await stage.region(east, '通泰');
    expect((await publish(region.id, { unitId: east.south })).status).toBe(403);
    expect((await supervisor(west).send('POST', 'grade-schemes', { regionId: region.id, unitId: west.east, items: ITEMS, thresholds: THRESHOLDS, reason: '首版' })).body).toMatchObject({ errors: [{ field: 'regionId', code: 'unknown_region' }] });
    expect((await supervisor().send('POST', 'grade-schemes', { items: ITEMS, thresholds: THRESHOLDS, reason: '公司版' })).status).toBe(403);
    expect((await stage.staff(east, 'visitor').send('POST', 'grade-schemes', { regionId: region.id, unitId: east.east, items: ITEMS, thresholds: THRESHOLDS, reason: '首版' })).status).toBe(403);
    await ok(publish(region.id));
    const seenBy = async (who: 'visitor' | 'southSupervisor') => (await ok(stage.staff(east, who).get('grade-schemes'))).items.map((s: { regionId: string }) => s.regionId);
    expect([await seenBy('visitor'), await seenBy('southSupervisor')]).toEqual([expect.arrayContaining([region.id]), expect.not.arrayContaining([region.id])]);
  });
});

describe('DV-4.1 a grading', () => {
  test('weighs what was bought and what people judge; the grade follows from the thresholds and counts from the next month', async () => {
    const { round, big, small, cardOf } = await graded('苏锡');
    expect(round).toMatchObject({ period: '2026-H2', cards: 2, graded: 0 });
    const card = await judge(cardOf(big), 90, 80);
    // 20 % of 90, 30 % of 80, sales 100 (the most of the region), trend 20 % up: 100.
    expect(card).toMatchObject({ status: 'draft', schemeVersion: 1, total: 92, computed: 'A', grade: null, items: [{ score: 90, by: '何静' }, { score: 80 }, { score: 100, reason: '近一年进货 220.00 元' }, { score: 100 }] });
    const closed = await ok(supervisor().send('POST', `grade-cards/${cardOf(big)}/close`));
    expect(closed).toMatchObject({ status: 'closed', grade: 'A', gradings: [{ computed: 'A', grade: 'A', reason: null, countsFrom: '2026-10', gradedBy: '何静' }] });
    expect((await ok(supervisor().get(`customers/${big.id}`))).grades).toEqual([{ grade: 'A', from: '2026-10' }]);
    expect(await supervisor().send('POST', `grade-cards/${cardOf(small)}/close`)).toMatchObject({ status: 422, body: { code: 'card_incomplete', errors: [{ field: 'items.nature' }, { field: 'items.scale' }] } });
    expect(await supervisor().send('POST', `grade-cards/${cardOf(big)}/close`)).toMatchObject({ status: 409, body: { allowed: ['published', 'appealed'], clause: 'DV-4.1' } });
  });

  test('is overridden with author and reason only; every grading stays in the history', async () => {
    const { big, cardOf } = await graded('杭嘉');
    const override = (grade: string, reason?: string) => supervisor().send('POST', `grade-cards/${cardOf(big)}/override`, { grade, reason });
    await judge(cardOf(big), 90, 80);
    expect(await override('B', '付款慢')).toMatchObject({ status: 409, body: { code: 'not_graded', clause: 'DV-4.1' } });
    await ok(supervisor().send('POST', `grade-cards/${cardOf(big)}/close`));
    expect(await override('B')).toMatchObject({ status: 400, body: { errors: [{ field: 'reason' }] } });
    expect(await override('A', '维持')).toMatchObject({ status: 400, body: { clause: 'DV-4.1', errors: [{ code: 'same' }] } });
    expect(await ok(override('B', '付款慢'))).toMatchObject({ computed: 'A', grade: 'B' });
    expect((await ok(supervisor().get(`customers/${big.id}/grades`))).items).toMatchObject([{ computed: 'A', grade: 'B', reason: '付款慢', gradedBy: '何静' }, { computed: 'A', grade: 'A', reason: null }]);
    expect((await ok(supervisor().get(`customers/${big.id}`))).grades).toEqual([{ grade: 'B', from: '2026-10' }]);
  });

  test('of every customer of a region meets the half-year\'s duty, which the next whole period owes first; a scheme that changes leaves open cards on theirs', async () => {
    const at = await stage.company('定期家电');
    const me = stage.staff(at, 'supervisor');
    const region = await stage.region(at);
    const customer = await stage.customer(at, { regionId: region.id });
    const scheme = { regionId: region.id, unitId: at.east, items: [item('nature', 100)], thresholds: THRESHOLDS, reason: '首版' };
    await ok(me.send('POST', 'grade-schemes', scheme));
    const owed = async () => (await stage.ask(at.supervisor, 'GET', 'obligations?clauseId=DV-4.1', { permissions: ['obligation.read'] })).body.items;
    expect(await owed()).toEqual([]);
    await stage.moveTo(at, '2027-01-15T02:00:00.000Z');
    // The opener looks at its own pace; what is due opens with the next fact of the region too.
    await stage.get(PeriodOpener).turn();
    expect(await owed()).toMatchObject([{ status: 'open', dueAt: '2027-06-30T16:00:00.000Z', subject: { title: '苏锡常客户分级' }, owner: { userId: at.supervisor.id } }]);
    await ok(me.send('POST', 'grade-cards', { regionId: region.id, unitId: at.east }));
    await ok(me.send('POST', 'grade-schemes', { ...scheme, items: [item('scale', 100)], reason: '第二版' }));
    expect(await ok(me.send('POST', 'grade-cards', { regionId: region.id, unitId: at.east }))).toMatchObject({ period: '2027-H1', cards: 1 });
    const [card] = (await ok(me.get(`grade-cards?customerId=${customer.id}`))).items;
    expect(card).toMatchObject({ schemeVersion: 1, status: 'draft' });
    const late = await stage.customer(at, { name: '年中新客户', contacts: [], regionId: region.id });
    await ok(me.send('PUT', `grade-cards/${card.id}/items/nature`, { score: 60, reason: '一般' }));
    expect(await ok(me.send('POST', `grade-cards/${card.id}/close`))).toMatchObject({ grade: 'C', gradings: [{ countsFrom: '2027-02' }] });
    expect(await owed()).toMatchObject([{ status: 'open' }]);
    // Nobody is left to grade once the last one's record is closed.
    await ok(me.send('POST', `customers/${late.id}/status`, { status: 'closed', reason: '歇业' }));
    expect(await owed()).toMatchObject([{ status: 'met' }]);
  });

  test('PF-4 another tenant finds none of it, another unit may not, and visitors grade nobody', async () => {
    const { region, big, cardOf } = await graded('皖南');
    for (const path of [`grade-cards/${cardOf(big)}`, `customers/${big.id}/grades`]) {
      expect((await supervisor(west).get(path)).status).toBe(404);
      expect((await stage.staff(east, 'southSupervisor').get(path)).status).toBe(403);
    }
    expect((await supervisor(west).get('grade-cards')).body.items).toEqual([]);
    expect((await supervisor(west).send('POST', `grade-cards/${cardOf(big)}/close`)).status).toBe(404);
    expect((await stage.staff(east, 'visitor').send('POST', 'grade-cards', { regionId: region.id, unitId: east.east })).status).toBe(403);
    expect((await stage.staff(east, 'southSupervisor').send('POST', `grade-cards/${cardOf(big)}/override`, { grade: 'D', reason: '不归我' })).status).toBe(403);
  });
});
