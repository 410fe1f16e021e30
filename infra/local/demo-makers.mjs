// The demo's manufacturer, which visits its distributors, and its device maker with stations, under one headquarters that compares them.
import { company, HQ_STAFF } from './company.mjs';
import { DISTRIBUTOR_STAFF, DISTRIBUTOR_UNITS } from './distributor-staff.mjs';
import { OUTSTATION_STAFF, OUTSTATION_UNITS } from './outstation-staff.mjs';

/** Stations of the device maker beside those two that have users of their own. */
const STATIONS = ['兰州第一授权站', '兰州第二授权站', '天水授权站', '平凉授权站', '武威授权站', '张掖授权站'];
export const CHANNEL_UNITS = [...OUTSTATION_UNITS, ...STATIONS.map((name, i) => ({ key: `station${i + 3}`, name, kind: 'station', parent: 'department' }))];
/** Each station has a user of its own. */
export const CHANNEL_STAFF = [...OUTSTATION_STAFF, ...STATIONS.map((name, i) => ({ key: `station${i + 3}User`, name: `${'马杨何罗韩唐'[i]}站长`, title: '站长', staffNumber: String(3_403 + i), unit: `station${i + 3}`, at: `station${i + 3}`, roles: ['station'] }))];

/**
 * Through the gateway, as people do there.
 * @param {{gatewayUrl: string, operatorKey: string, password: string}} base
 * @param {(text: string) => void} log
 */
export async function seedMakers(base, log) {
  const hq = await company({ ...base, modules: ['distributor-visits', 'outstation-channel'], name: '远航集团', code: 'YH', kind: 'headquarters', domain: 'yuanhang.example', staff: HQ_STAFF, units: [{ key: 'watch', name: '客户服务管理部', kind: 'department' }] });
  const below = (more) => company({ ...base, by: hq.admin, kind: 'subsidiary', parentId: hq.tenant.id, ...more });
  const [visits, channel] = await Promise.all([
    below({ modules: ['distributor-visits'], name: '远航家电', code: 'YHJD', domain: 'jiadian.yuanhang.example', staff: DISTRIBUTOR_STAFF, units: DISTRIBUTOR_UNITS }),
    below({ modules: ['outstation-channel'], name: '远航通信', code: 'YHTX', domain: 'tongxin.yuanhang.example', staff: CHANNEL_STAFF, units: CHANNEL_UNITS }),
  ]);
  await visits.admin.post('/v1/distributor-visits/field-rules', { title: '外勤业务员管理办法', content: '第一条 外勤人员到店签到，离店签退。\n第二条 当日巡访当日报告。\n第三条 样品、礼品按预算领用，逐笔登记。', reason: '首次发布' });
  log(`${hq.tenant.name}, ${visits.tenant.name}, ${channel.tenant.name}`);
  return { hq, visits, channel };
}
