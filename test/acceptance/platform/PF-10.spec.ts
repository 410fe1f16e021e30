import { testPlatform } from '@luyue/testing/platform';
import { company } from '../../../infra/local/company.mjs';
import { PROPERTY_STAFF, PROPERTY_UNITS } from '../../../infra/local/property-staff.mjs';
import { type Json, naming, type SignedIn, START_MS, TENANCY } from '../stage.ts';

const AGREEMENTS = `${TENANCY}/agreements`;
let broker: SignedIn;
let gas: SignedIn;
let third: SignedIn;
let gasCode: string;
let terms: Json[];

beforeAll(async () => {
  const platform = await testPlatform();
  const base = { gatewayUrl: platform.url, operatorKey: platform.operatorKey, kind: 'company' as const, staff: [], units: [] };
  const names = naming('QH');
  gasCode = names.code;
  const [anju, haizhou, other] = await Promise.all([
    company({ ...base, ...naming('AJ'), modules: ['property-brokerage'], staff: PROPERTY_STAFF, units: PROPERTY_UNITS }), company({ ...base, ...names }), company({ ...base, ...naming('QX') }),
  ]);
  [broker, gas, third] = [anju.admin, haizhou.admin, other.admin] as unknown as [SignedIn, SignedIn, SignedIn];
  const [purpose] = (await broker.get(`${AGREEMENTS}/catalogue`)).items;
  terms = purpose.events.map((e: Json) => ({ event: e.event, fields: e.needed }));
}, START_MS);

const offer = (): Promise<Json> => broker.post(AGREEMENTS, { code: gasCode, purpose: 'utility_transfer', terms, reason: '过户互通' });

test('PF-10 what may cross is agreed by both sides, and either side ends it with a reason that both see', async () => {
  const made = await offer();
  expect((await gas.get(AGREEMENTS)).items).toMatchObject([{ id: made.id, status: 'offered', offeredByUs: false, terms }]);
  expect(await broker.refused(409, 'POST', `${AGREEMENTS}/${made.id}/accept`)).toMatchObject({ clause: 'PF-10', code: 'own_offer' });
  expect(await gas.post(`${AGREEMENTS}/${made.id}/accept`)).toMatchObject({ status: 'accepted' });
  expect(await broker.get(`${AGREEMENTS}/${made.id}`)).toMatchObject({ status: 'accepted', offeredByUs: true });
  await broker.post(`${AGREEMENTS}/${made.id}/end`, { reason: '合作到期' });
  expect(await gas.get(`${AGREEMENTS}/${made.id}`)).toMatchObject({ status: 'ended', reason: '合作到期', allowed: [] });
  for (const side of [broker, gas]) expect((await side.get(`${TENANCY}/audit-entries?targetId=${made.id}`)).items.map((e: Json) => e.action)).toEqual(['agreement.ended', 'agreement.accepted', 'agreement.offered']);
});

test('PF-10 no event and no field of anybody\'s own, and nothing for a third company', async () => {
  expect(await broker.refused(400, 'POST', AGREEMENTS, { code: gasCode, purpose: 'utility_transfer', terms: [{ event: terms[0]!.event, fields: [...terms[0]!.fields, 'price'] }], reason: '多要一点' })).toMatchObject({ errors: [{ field: 'terms.0.fields', code: 'unknown_field' }] });
  const made = await offer();
  await third.refused(404, 'GET', `${AGREEMENTS}/${made.id}`);
  await third.refused(404, 'POST', `${AGREEMENTS}/${made.id}/accept`);
  expect((await third.get(AGREEMENTS)).items).toEqual([]);
  await gas.post(`${AGREEMENTS}/${made.id}/decline`, { reason: '今年不做' });
});
