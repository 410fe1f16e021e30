import { type Maker, type Running, startVisits } from '../visits.harness.ts';

let stage: Running;
let at: Maker;
beforeAll(async () => {
  stage = await startVisits();
  at = await stage.company('大家电');
}, 60_000);
afterAll(() => stage.stop());

test('DV-5 30 visitors with 3 000 customers: the load even, nobody twice', async () => {
  for (let i = 0; i < 28; i += 1) await stage.person(at, `巡访员${i}`, { roles: ['visitor'], unitId: at.east, roleUnitId: at.east });
  await stage.write(at, (tx) => tx.manager.query(`
    INSERT INTO visit_customer (tenant_id, id, version, number, type, name, status, unit_id, city, address, latitude, longitude, contacts, competitors, grades, registered_at, origin, name_key, search_text, tokens)
    SELECT $1, gen_random_uuid(), 1, 'N' || i, 'retailer', '客户' || i, 'active', $2, '', '', 30 + (i * 7919 % 1000) / 500.0, 119 + (i * 104729 % 1000) / 500.0, '[]', '[]', jsonb_build_array(jsonb_build_object('grade', g, 'from', '2026-01')), '2025-05-05', 'import', 'n' || i, '', '{}'
    FROM generate_series(1, 3000) i, LATERAL (SELECT (ARRAY['A', 'B', 'C', 'D'])[1 + i % 4]::text AS g) x`, [at.id, at.east]));
  const supervisor = stage.staff(at, 'supervisor');
  const { body: plan } = await supervisor.send('POST', 'plans', { unitId: at.east, period: '2026-11', keyProducts: ['X1'], keySurveyItems: ['库存'] });
  const { body } = await supervisor.send('POST', `plans/${plan.id}/propose`);
  // A twelfth of 24 visits a year for each four customers.
  expect(body.visits).toBeGreaterThan(1_300);
  expect(body.visits).toBeLessThan(1_700);
  const loads = body.visitors.map((v: { visits: number }) => v.visits) as number[];
  expect(loads).toHaveLength(30);
  expect(Math.max(...loads)).toBeLessThanOrEqual(Math.ceil(body.visits / 30));
  expect((await supervisor.get(`plans/${plan.id}`)).body.counts).toMatchObject({ planned: body.visits, customers: body.visits, visitors: 30 });
}, 60_000);
