import { owedBy, PB, propertyGroup, type PropertyCompany } from '../property.ts';
import { eventually, type Json, TENANCY } from '../stage.ts';

/** Monday, ten in the morning in Shanghai; the days after are working days. */
const MONDAY = '2026-11-23T02:00:00.000Z';
const group = propertyGroup(MONDAY);
const policies = `${TENANCY}/policies`;
const COPY = 'pb.contractCopy.workingDays';
const inForce = async (at: PropertyCompany, key: string): Promise<Json> => (await at.who.admin.get(`${policies}/${key}`)).inForce;
const copyDue = (deal: Json): string => owedBy(deal, 'PB-4.4').find((o) => o.parameterKey === COPY)!.dueAt;

test('PB-4.4 a policy released down the tree rules in every city; one city tightens it, none loosens it, and each deal owes by its own city (R19, PF-2)', async () => {
  const { headquarters, city, other } = group.here;
  // A deal of before keeps the rulebook's three days: the version in force at the start of its clock.
  const before = await city.taken({ signedAt: MONDAY });
  expect(copyDue(before)).toBe('2026-11-26T16:00:00.000Z');

  await headquarters.post(policies, { key: COPY, value: 2, mayTighten: true, reason: '集团统一口径：两个工作日内送审' });
  for (const at of [city, other]) {
    await eventually('two days rule', async () => (await inForce(at, COPY)).value === 2);
    expect(await inForce(at, COPY)).toMatchObject({ value: 2, origin: 'headquarters' });
    expect(await at.who.admin.refused(422, 'POST', policies, { key: COPY, value: 3, reason: '试放宽' })).toMatchObject({ clause: 'PF-2', code: 'policy_looser', headquarters: 2, tighter: 'lower' });
  }
  await city.who.admin.post(policies, { key: COPY, value: 1, reason: '江州自加压力' });

  const due = await eventually('the city owes one day, the other two', async () => {
    const [own, released] = await Promise.all([city, other].map(async (at) => copyDue(await at.taken({ signedAt: MONDAY }))));
    return own === '2026-11-24T16:00:00.000Z' && { own, released };
  }, 30_000);
  expect(due.released).toBe('2026-11-25T16:00:00.000Z');
  expect(copyDue(await city.deal(before))).toBe('2026-11-26T16:00:00.000Z');
  expect((await headquarters.get(`${policies}/${COPY}`)).differs).toEqual([{ tenantId: city.tenantId, tenantName: city.of.tenant.name, value: 1 }]);

  // The page of the obligation says whose number it was, rung by rung.
  const { id } = owedBy(await city.taken({ signedAt: MONDAY }), 'PB-4.4')[0]!;
  const { ladder } = await city.who.supervisor.get(`${PB}/obligations/${id}`);
  expect(ladder).toMatchObject([{ origin: 'default', value: 3, rules: false }, { origin: 'headquarters', value: 2, rules: false }, { origin: 'own', value: 1, rules: true }]);
});

test('PB-4.5 what headquarters lock no city changes, neither way (R19, PF-2)', async () => {
  const { headquarters, city } = group.here;
  const key = 'pb.step.recordHours';
  await headquarters.post(policies, { key, value: 12, mayTighten: false, reason: '集团统一口径' });
  await eventually('12 h rule', async () => (await inForce(city, key)).value === 12);
  for (const value of [24, 6]) expect(await city.who.admin.refused(422, 'POST', policies, { key, value, reason: '自己定' })).toMatchObject({ clause: 'PF-2', code: 'policy_locked' });
});

test('PB-4.1a headquarters compare their cities clause by clause, and a city sees itself alone (PF-2, PF-11)', async () => {
  const { headquarters, city, other } = group.here;
  await Promise.all([city, other].map(async (at) => at.sendF1(await at.sign({ signedAt: MONDAY }))));
  const table = await eventually('both cities have sent an F1', async () => {
    const seen = await headquarters.get('/v1/insight/compliance?month=2026-11');
    const row = seen.rows.find((r: Json) => r.clauseId === 'PB-4.1a');
    const totals = [city, other].map((at) => row?.cells[seen.columns.findIndex((c: Json) => c.id === at.tenantId)]?.total ?? 0);
    return totals.every((total) => total > 0) && seen;
  }, 30_000);
  expect(table.columns.map((c: Json) => c.id)).toEqual(expect.arrayContaining(['all', city.tenantId, other.tenantId]));
  expect((await city.who.supervisor.get('/v1/insight/compliance?month=2026-11')).columns.map((c: Json) => c.id)).toEqual([city.tenantId]);
});
