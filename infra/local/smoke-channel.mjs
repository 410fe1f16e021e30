// A device maker's spring of its outstation channel: what the smoke plays beside the other jobs, in a sandbox that begins in February (see smoke-channel-goods.mjs and smoke-channel-people.mjs).
import { eventually, inGroups } from './client.mjs';
import { company, HQ_STAFF } from './company.mjs';
import { OUTSTATION_STAFF } from './outstation-staff.mjs';
import { expectRefusal, expectSame } from './smoke-checks.mjs';
import { importOrders, moveSpares, settle } from './smoke-channel-goods.mjs';
import { answerPing, handleIncident, post, rankAndRotate, reportWeek, settleClaim } from './smoke-channel-people.mjs';

const OC = '/v1/outstation-channel';
const BEGINS = '2026-02-26T02:00:00.000Z';
const STATIONS = 60;
/** Whose own users work at the portal; the hashes of sixty more passwords would be half of the smoke. */
const WITH_USERS = 12;
const KEYS = ['admin', 'headquarters', 'manager', 'engineer', 'assistant', 'account', 'account2', 'account3', 'parts', 'technician', 's01', 's02'];
/** What they sold in twelve months; 70 000 of 天水 are of a model that fails often. */
const REGIONS = [['兰州', 230_000], ['天水', 120_000, 70_000], ['河西', 150_000], ['陇南', 110_000], ['银川', 205_000], ['西宁', 100_000], ['陇东', 60_000], ['平凉', 40_000], ['定西', 99_999], ['白银', 30_000], ['武威', 20_000], ['海东', 15_000]];

const number = (i) => `s${String(i + 1).padStart(2, '0')}`;
const units = [{ key: 'department', name: '客服部', kind: 'department' }, ...Array.from({ length: STATIONS }, (_, i) => ({ key: number(i), name: `${REGIONS[i % REGIONS.length][0]}第${1 + Math.floor(i / REGIONS.length)}授权站`, kind: 'station', parent: 'department' }))];
const staff = [
  ...OUTSTATION_STAFF.filter(({ roles }) => !roles.includes('station')), { key: 'account3', name: '陈曦', title: '外派客户经理', staffNumber: '3105', unit: 'department', roles: ['account_manager'] },
  ...Array.from({ length: WITH_USERS }, (_, i) => ({ key: number(i), name: `${units[i + 1].name}站长`, title: '站长', staffNumber: String(5001 + i), unit: number(i), at: number(i), roles: ['station'] })),
];

/**
 * @param {{gatewayUrl: string, operatorKey: string, run: string, password: string}} where
 * @param {(text: string) => void} log
 */
export async function playChannel(where, log) {
  const maker = await buildDeviceMaker(where);
  log(`9 ${maker.of.tenant.name} of ${maker.hq.tenant.name}: a customer service department, ${REGIONS.length} regions, ${STATIONS} stations, ${WITH_USERS} of them with users of their own; the sandboxes begin on ${BEGINS.slice(0, 10)}`);
  await closeMonth(maker, log);
  await maker.moveTo('2026-04-02T02:00:00.000Z');
  await post(maker, log);
  const incident = await handleIncident.open(maker, log);
  await maker.moveTo('2026-04-02T15:45:00.000Z');
  await answerPing(maker, log);
  await handleIncident.end(maker, incident, log);
  await settleClaim(maker, log);
  await importOrders(maker, log);
  await moveSpares(maker, log);
  await maker.moveTo('2026-04-06T02:00:00.000Z');
  await reportWeek(maker, log);
  await settle(maker, log);
  await rankAndRotate(maker, log);
  await headquartersSee(maker, log);
}

async function buildDeviceMaker({ gatewayUrl, operatorKey, run, password }) {
  const base = { gatewayUrl, operatorKey, password, modules: ['outstation-channel'], sandboxStartsAt: BEGINS };
  const hq = await company({ ...base, name: '华信集团', code: `HX-${run}`.toUpperCase(), kind: 'headquarters', domain: `huaxin.${run}.example`, staff: HQ_STAFF, units: [{ key: 'watch', name: '客户服务管理部', kind: 'department' }] });
  const of = await company({ ...base, by: hq.admin, name: '华信通信', code: `HXT-${run}`.toUpperCase(), kind: 'subsidiary', parentId: hq.tenant.id, domain: `tongxin.${run}.example`, staff, units });
  const who = Object.fromEntries(await Promise.all(KEYS.map(async (key) => [key, await of.signIn(key, true)])));
  const department = of.units.department;
  // The service hears of the department, the stations and the people by events.
  const first = await eventually('the department is known', async () => {
    const { status, body } = await who.manager.send('POST', `${OC}/regions`, { body: { name: REGIONS[0][0], departmentUnitId: department } });
    return status === 201 && body;
  }, 20_000);
  const regions = [first, ...await inGroups(REGIONS.slice(1), ([name]) => who.manager.post(`${OC}/regions`, { name, departmentUnitId: department }))];
  const openStation = (unitId, i) => eventually(`${number(i)} is known`, async () => {
    const answer = await who.manager.send('POST', `${OC}/stations`, { body: { unitId, regionId: regions[i % REGIONS.length].id, number: number(i).toUpperCase(), openedOn: '2026-01-05', operator: '陇原联通', address: `一号路 ${i + 1} 号` } });
    if (answer.status >= 400 && answer.body.errors?.[0]?.field !== 'unitId') throw new Error(JSON.stringify(answer.body));
    return answer.status === 201 && answer.body;
  }, 20_000);
  const stations = await inGroups(Array.from({ length: STATIONS }, (_, i) => of.units[number(i)]), openStation);
  const maker = { hq, of, who, department, regions, stations, region: (name) => regions.find((r) => r.name === name), id: (key) => of.people[key].id };
  return { ...maker, moveTo: (to) => moveTo(maker, to) };
}

/** Moves the company's clock and waits until the service goes by it: a model's flag says when it was set. */
async function moveTo({ who, regions }, to) {
  await who.admin.post('/v1/tenancy/sandbox-clock', { to });
  const model = (await who.headquarters.get(`${OC}/device-models`)).items.find((m) => m.name === '样机');
  if (!model) throw new Error(`no model to tell the time by in ${regions.length} regions`);
  await eventually(`the clock at ${to}`, async () => (await who.headquarters.post(`${OC}/device-models/${model.id}/flag`, { highFailure: false, from: '2020-01-01', reason: '样机不计' })).items.find((m) => m.id === model.id).flags.at(-1).at >= to);
}

/** OC-4.4: a month is closed, its classes computed with the reason; OC-4.5: the staffing check against them. */
async function closeMonth({ who, department, regions, region }, log) {
  const { manager, headquarters } = who;
  await inGroups(REGIONS, ([name, units, failing = 0]) => manager.put(`${OC}/regions/${region(name).id}/sales/2026-01`, { lines: [{ model: 'C118', units: units - failing, failures: 900 }, ...(failing ? [{ model: 'X9', units: failing, failures: 5_000 }] : []), ...(name === '兰州' ? [{ model: '样机', units: 0 }] : [])] }));
  const flagged = (await headquarters.get(`${OC}/device-models`)).items.find((m) => m.name === 'X9');
  await headquarters.post(`${OC}/device-models/${flagged.id}/flag`, { highFailure: true, from: '2026-01-01', reason: '主板批次缺陷' });
  await manager.put(`${OC}/regions/${region('陇东').id}/neighbours`, { neighbourIds: [region('平凉').id] });
  await manager.post(`${OC}/sales-months/2026-01/close`, { departmentUnitId: department });
  const classed = (await manager.get(`${OC}/regions?limit=100`)).items;
  const count = (n) => classed.filter((r) => r.staffedAs === n).length;
  expectSame([count(1), count(2), count(3)], [3, 3, 6], 'classes');
  const { inForce } = await manager.get(`${OC}/regions/${region('天水').id}`);
  const staffing = (await manager.get(`${OC}/staffing`)).items;
  expectSame(staffing.filter((l) => l.deviations.includes('vacant')).length, regions.length, 'vacant regions');
  expectRefusal(await manager.refused(409, 'PUT', `${OC}/regions/${region('天水').id}/sales/2026-01`, { lines: [] }), 'OC-4.4', 'month_closed');
  log(`  January closed: ${count(1)} regions of class 1, ${count(2)} of class 2, ${count(3)} of class 3; 天水: ${inForce.reason.zh}; nobody posted: ${staffing.length} deviations`);
}

/** Each obligation of the company from above; what nobody did is missed. */
async function headquartersSee({ hq, of }, log) {
  const supervisor = await hq.signIn('supervisor', true);
  const wanted = ['OC-1.3', 'OC-3.1.2a', 'OC-3.1.3', 'OC-3.1.4a', 'OC-3.6', 'OC-4.2'];
  const cells = await eventually('headquarters sees the obligations', async () => {
    const { rows } = await supervisor.get('/v1/insight/compliance?month=2026-04');
    const found = rows.map((row) => ({ clauseId: row.clauseId, ...row.cells.find((c) => c.columnId === of.sandboxId) })).filter((c) => c.inTime > 0);
    return wanted.every((id) => found.some((c) => c.clauseId === id)) && found;
  });
  log(`  headquarters, in time of those due in April: ${cells.map((c) => `${c.clauseId} ${c.inTime} of ${c.total}`).join(', ')}`);
}
