import { newId } from '@luyue/kernel';
import { type Maker, type Running, startVisits } from '../visits.harness.ts';
import type { FieldRuleDetail, FieldRuleView } from './field-rules.http.ts';
import { inForceAt } from './field-rules.rules.ts';

let stage: Running;
let east: Maker;
let west: Maker;
beforeAll(async () => {
  stage = await startVisits();
  [east, west] = [await stage.company('东方电器'), await stage.company('西部电器')];
}, 60_000);
afterAll(() => stage.stop());

const TEXT = { title: '外勤业务员管理办法', content: '第一条 外勤人员每日到岗打卡，离岗登记。' };
const publish = (at: Maker, more: object = {}, who: 'administrator' | 'supervisor' = 'administrator') => stage.staff(at, who).send('POST', 'field-rules', { ...TEXT, reason: '首次发布', ...more });
const sign = (at: Maker, { id }: { id: string }, who: 'visitor' | 'colleague' | 'salesperson' | 'southVisitor' = 'visitor') => stage.staff(at, who).send('POST', `field-rules/${id}/sign`);
const signatures = async (at: Maker, { id }: { id: string }, who: 'supervisor' | 'leader' = 'supervisor') => (await stage.staff(at, who).get(`field-rules/${id}/signatures`)).body;

test('DV-8 the edition in force is the latest that has begun', () => {
  const of = (edition: number, day: string) => ({ edition, effectiveFrom: new Date(day) });
  const editions = [of(1, '2026-01-01'), of(2, '2026-06-01'), of(3, '2026-12-01')];
  expect([inForceAt(editions, new Date('2025-12-31'))?.edition, inForceAt(editions, new Date('2026-06-01'))?.edition, inForceAt(editions, new Date('2027-01-01'))?.edition]).toEqual([undefined, 2, 3]);
});

test('DV-8 published in editions, each signed by each visitor; who has not is named', async () => {
  const at = await stage.company('签收电器');
  const first: FieldRuleDetail = await stage.made(publish(at));
  expect(first).toMatchObject({ edition: 1, ...TEXT, inForce: true, publishedBy: '管理员', signedAt: null });
  expect((await signatures(at, first)).missing.map((s: { userName: string }) => s.userName)).toEqual(['周舟', '林岚']);
  expect((await signatures(at, first, 'leader')).missing).toHaveLength(3);
  expect((await sign(at, first)).body.signedAt).toBe((await stage.staff(at, 'visitor').get(`field-rules/${first.id}`)).body.signedAt);
  const { signedAt } = (await sign(at, first)).body;
  expect(await signatures(at, first)).toMatchObject({ signed: [{ userName: '林岚', unitName: '华东营业部', signedAt }], missing: [{ userName: '周舟' }] });
  const second = await stage.made(publish(at, { content: '第一条 外勤人员到店签到，离店签退。', reason: '改为到店签到' }));
  const { items } = (await stage.staff(at, 'visitor').get('field-rules')).body;
  expect(items.map((e: FieldRuleView) => `${e.edition} ${e.inForce} ${e.signedAt !== null}`)).toEqual(['2 true false', '1 false true']);
  expect((await sign(at, first, 'colleague')).body).toMatchObject({ status: 409, code: 'superseded', clause: 'DV-8' });
  expect((await signatures(at, second)).signed).toEqual([]);
});

test('DV-8 one that begins later can be signed before; none begins in the past', async () => {
  const at = await stage.company('预告电器');
  await stage.made(publish(at));
  const next = await stage.made(publish(at, { effectiveFrom: '2026-11-01T00:00:00.000Z', reason: '十一月起' }));
  expect(next).toMatchObject({ edition: 2, inForce: false });
  expect((await sign(at, next)).status).toBe(200);
  expect((await publish(at, { effectiveFrom: '2026-09-01T00:00:00.000Z' })).body).toMatchObject({ status: 422, code: 'in_the_past', clause: 'DV-8', errors: [{ field: 'effectiveFrom' }] });
  expect((await publish(at, { content: '短' })).status).toBe(400);
});

test('DV-8 two editions at once have different numbers, or one of them is told to look again', async () => {
  const at = await stage.company('并发电器');
  const statuses = (await Promise.all([publish(at), publish(at)])).map(({ status }) => status).toSorted();
  expect([[201, 201], [201, 412]]).toContainEqual(statuses);
  const editions = (await stage.staff(at, 'visitor').get('field-rules')).body.items.map((e: FieldRuleView) => e.edition);
  expect(new Set(editions).size).toBe(editions.length);
});

test('DV-8 published for the whole company, signed by who visits; of the own company alone (PF-4, PF-6)', async () => {
  expect((await publish(east, {}, 'supervisor')).body).toMatchObject({ status: 403, permission: 'fieldRules.publish' });
  const rule = await stage.made(publish(east));
  expect((await sign(east, rule, 'salesperson')).body).toMatchObject({ status: 403, permission: 'visit.work' });
  expect((await sign(east, rule, 'southVisitor')).status).toBe(200);
  expect((await signatures(east, rule)).signed).toEqual([]);
  expect((await stage.staff(west, 'visitor').get(`field-rules/${rule.id}`)).status).toBe(404);
  expect((await sign(west, rule)).status).toBe(404);
  expect((await stage.staff(west, 'supervisor').get(`field-rules/${rule.id}/signatures`)).status).toBe(404);
  expect((await sign(east, { id: newId() })).status).toBe(404);
});
