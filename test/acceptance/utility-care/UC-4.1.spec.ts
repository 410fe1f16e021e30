import { CONSULTATION, NETWORK, report } from '../cases.ts';
import { eventually, gasCompany, type Json, TENANCY, UC } from '../stage.ts';

const gas = gasCompany();
const BODY = 'customer_service_body';

const newUnit = (name: string, kind: string, designations: string[], parentId = gas.here.unit('root')): Promise<Json> =>
  gas.here.who.admin.post(`${TENANCY}/units`, { name, kind, parentId, designations });

/** A call for a unit, without a household; answers status and page or problem. */
async function take(unitId: string): Promise<{ status: number; body: Json }> {
  const { callTaker } = gas.here.who;
  const intake = await callTaker.post(`${UC}/intakes`, { channel: 'phone' });
  return callTaker.send('POST', `${UC}/cases`, { body: { intakeId: intake.id, unitId, caller: { name: '路人', phone: '13900001234' }, ...CONSULTATION } });
}

/** The unit reached utility-care and its verdict is the expected one. */
const verdict = (unit: Json, status: number): Promise<Json> => eventually(`${unit.name} answers ${status}`, async () => {
  const answer = await take(unit.id);
  return answer.status === status && answer.body;
});

test('UC-4.1 a customer service centre takes cases, for itself and the units below it', async () => {
  const found = await report(gas.here, NETWORK);
  expect(found).toMatchObject({ unitId: gas.here.unit('centre'), status: 'open' });
  expect((await take(gas.here.unit('repair'))).body).toMatchObject({ unitId: gas.here.unit('repair'), number: expect.stringMatching(/^SL/) });
});

test('UC-4.1 a production operations department takes them as well, once it is designated', async () => {
  const unit = await newUnit('生产运行部', 'production_operations', []);
  expect(await verdict(unit, 422)).toMatchObject({ clause: 'UC-4.1', code: 'no_customer_service_body' });
  await gas.here.who.admin.patch(`${TENANCY}/units/${unit.id}`, { designations: [BODY] }, unit.version);
  expect(await verdict(unit, 201)).toMatchObject({ unitId: unit.id, status: 'open' });
});

test('UC-4.1 intake is refused in a unit that has designated neither, and nothing is written', async () => {
  const { callTaker } = gas.here.who;
  const before = (await callTaker.get(`${UC}/cases?limit=100`)).items.length;
  const intake = await callTaker.post(`${UC}/intakes`, { channel: 'phone' });
  const body = { intakeId: intake.id, unitId: gas.here.unit('root'), caller: { name: '路人', phone: '13900001234' }, ...CONSULTATION };
  expect(await callTaker.refused(422, 'POST', `${UC}/cases`, body)).toMatchObject({ clause: 'UC-4.1', code: 'no_customer_service_body' });
  expect((await callTaker.get(`${UC}/cases?limit=100`)).items).toHaveLength(before);
  // The contact still waits for its outcome: it goes to the unit that may take it.
  expect(await callTaker.post(`${UC}/cases`, { ...body, unitId: gas.here.unit('centre') })).toMatchObject({ status: 'open' });
});

test('UC-4.1 the designation counts for a service centre or production operations only', async () => {
  const unit = await newUnit('市场部', 'department', [BODY]);
  // Known as soon as the unit that was made after it takes cases.
  await verdict(await newUnit('城南客服中心', 'service_centre', [BODY]), 201);
  expect(await take(unit.id)).toMatchObject({ status: 422, body: { clause: 'UC-4.1' } });
});
