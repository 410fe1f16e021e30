// A manufacturer whose visitors go round: what its pages can show.
import { eventually } from '../../infra/local/client.mjs';

const DV = '/v1/distributor-visits';

/** Customers of two provinces, and one without a place; the grades come from elsewhere. */
const CUSTOMERS = [
  { type: 'distributor', name: '苏州恒源商贸', city: '苏州', address: '姑苏区人民路 100 号', latitude: 31.3046, longitude: 120.6204, contacts: [{ name: '顾海', post: '经理', phone: '13800001111' }], competitors: [{ maker: '北星电器', product: '热水器', note: '占三成货架' }] },
  { type: 'retailer', name: '无锡百联家电', city: '无锡', address: '梁溪区中山路 88 号', latitude: 31.5747, longitude: 120.2955, contacts: [{ name: '钱多', post: '店长', phone: '13800002222' }] },
  { type: 'retailer', name: '常州新天地电器', city: '常州', address: '钟楼区南大街 12 号', latitude: 31.7753, longitude: 119.9477, contacts: [{ name: '孙立', post: '店长', phone: '13800003333' }] },
  { type: 'processing_factory', name: '昆山永兴加工厂', city: '昆山', address: '玉山镇工业园 6 号', latitude: 31.3856, longitude: 120.9583, contacts: [{ name: '李工', post: '厂长', phone: '13800004444' }] },
  { type: 'distributor', name: '嘉兴海潮贸易', city: '嘉兴', address: '南湖区中环路 20 号', latitude: 30.7461, longitude: 120.7555, contacts: [] },
  { type: 'consumer', name: '许先生', city: '苏州', address: '', contacts: [{ name: '许先生', phone: '13800005555' }] },
];

/** Its customers by name, the region and what was entered about them; the ids of what a tour opens. */
export async function roundsOf(maker) {
  const supervisor = await maker.signIn('supervisor');
  const { east } = maker.units;
  const firstOfAll = { type: 'consumer', name: '对时客户', unitId: east, contacts: [], duplicateAcknowledged: true };
  await eventually('the unit is known to distributor visits', async () => {
    const { status, body } = await supervisor.send('POST', `${DV}/customers`, { body: firstOfAll });
    if (status >= 400 && body.errors?.[0]?.code !== 'unknown_unit') throw new Error(JSON.stringify(body));
    return status === 201;
  });
  const region = await supervisor.post(`${DV}/regions`, { unitId: east, name: '苏锡常' });
  for (const [key, duty] of [['technician', 'technician'], ['salesperson', 'salesperson']]) await supervisor.post(`${DV}/regions/${region.id}/members`, { userId: maker.people[key].id, duty });
  await supervisor.post(`${DV}/regions`, { unitId: east, name: '杭嘉湖' });
  const customers = [];
  for (const each of CUSTOMERS) customers.push(await supervisor.post(`${DV}/customers`, { ...each, unitId: east, regionId: region.id, duplicateAcknowledged: true }));
  for (const { id } of customers.slice(0, 4)) await supervisor.post(`${DV}/customers/${id}/visitor`, { userId: maker.people.visitor.id });
  const [first] = customers;
  await supervisor.post(`${DV}/customers/${first.id}/special`, { reason: '华东最大的经销商' });
  const { registeredAt } = first;
  await supervisor.post(`${DV}/customers/${first.id}/purchases`, { boughtOn: registeredAt.slice(0, 10), product: '即热式热水器 R8', quantity: 120, amount: '158400.00', note: '秋季订货' });
  return { region: region.id, customer: first.id };
}
