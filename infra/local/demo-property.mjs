// The other half of the demo: a property group with two cities, which sells flats of the gas company's households.
import { eventually } from './client.mjs';
import { company, HQ_STAFF } from './company.mjs';
import { PROPERTY_STAFF, PROPERTY_UNITS } from './property-staff.mjs';

/** The city companies, with as many deals as their last quarter had; in the first one flats of a gas company's households are sold. */
export const CITIES = [
  { name: '江州公司', code: 'AJJZ', city: '江州', domain: 'jiangzhou.anju.example', districts: ['城东区', '滨江区', '学府区'], deals: 240, gas: true },
  { name: '海州公司', code: 'AJHZ', city: '海州', domain: 'haizhou.anju.example', districts: ['港城区', '湖滨区'], deals: 160 },
];

/**
 * Through the gateway, as people do there.
 * @param {{gatewayUrl: string, operatorKey: string, password: string}} base
 * @param {(text: string) => void} log
 */
export async function seedProperty(base, log) {
  const modules = ['property-brokerage'];
  const hq = await company({ ...base, modules, name: '安居地产集团', code: 'AJ', kind: 'headquarters', domain: 'anju.example', staff: HQ_STAFF, units: [{ key: 'watch', name: '客户服务管理部', kind: 'department' }] });
  const cities = await Promise.all(CITIES.map(async ({ domain, name, code }) => (
    { ...await company({ ...base, by: hq.admin, modules, name, code, kind: 'subsidiary', parentId: hq.tenant.id, domain, staff: PROPERTY_STAFF, units: PROPERTY_UNITS }), code }
  )));
  await release(hq, cities[0]);
  log(`${hq.tenant.name}, ${cities.map((of) => of.tenant.name).join(', ')}`);
  return { hq, cities };
}

/** PF-10: what the gas company of a city hears of a transfer, all but the old holder's identity number. */
export async function agree(of, gas) {
  const [{ purpose, events }] = (await of.admin.get('/v1/tenancy/agreements/catalogue')).items;
  const terms = events.map(({ event, needed, optional }) => ({ event, fields: [...needed, ...optional.filter((field) => field !== 'oldHolderIdNumber')] }));
  const { id } = await of.admin.post('/v1/tenancy/agreements', { code: gas.tenant.code, purpose, terms, reason: '过户互通' });
  await gas.admin.post(`/v1/tenancy/agreements/${id}/accept`);
}

/** PF-2: released from above, and tightened where one city wants to be faster. */
async function release(hq, city) {
  const key = 'pb.contractCopy.workingDays';
  await hq.admin.post('/v1/tenancy/policies', { key, value: 3, mayTighten: true, reason: '集团统一口径' });
  await hq.admin.post('/v1/tenancy/policies', { key: 'pb.step.recordHours', value: 20, mayTighten: true, reason: '集团提速：手续办完次日中午前录入' });
  await eventually('the city has the release', async () => (await city.admin.get(`/v1/tenancy/policies/pb.step.recordHours`)).inForce.value === 20);
  await city.admin.post('/v1/tenancy/policies', { key, value: 2, reason: '江州自加压力' });
}
