// A seeded, busy demo in Chinese: a gas group with two subsidiaries, their households, and a month of cases in every state; a property group with a quarter of deals; a maker's group with a quarter of visits and one of its outstation channel.
import { randomBytes } from 'node:crypto';
import { company, HQ_STAFF, qualify, STAFF } from './company.mjs';
import { DEMO_HOMES, DEMO_SEED, DEMO_UNITS, households } from './demo-households.mjs';
import { seedMakers } from './demo-makers.mjs';
import { agree, seedProperty } from './demo-property.mjs';

const ROWS = 1_000;

/**
 * Fills an empty platform through the gateway, as users would. `history` is what `demo-history.mjs` tells of the months before, while the platform is in use already.
 * @param {{gatewayUrl: string, operatorKey: string, log: (text: string) => void}} where
 * @returns {Promise<{logins: {role: string, username: string, password: string, company?: string}[], tryThese: string[], history: import('./demo-history.mjs').History}>}
 */
export async function seedDemo({ gatewayUrl, operatorKey, log }) {
  const password = `Luyue-${randomBytes(5).toString('hex')}`;
  const base = { gatewayUrl, operatorKey, password };
  const [{ hq, subsidiaries, other }, property, makers] = await Promise.all([seedGas(base, log), seedProperty(base, log), seedMakers(base, log)]);
  await agree(property.cities[0], subsidiaries[0]);
  log(`${property.cities[0].tenant.name} has an agreement with ${subsidiaries[0].tenant.name}`);

  const login = (role, of, key) => ({ role, username: of.people[key].account, password, company: of.tenant.name });
  const [east] = subsidiaries;
  const [household] = households(DEMO_SEED, east.unit, 1);
  const [jiangzhou] = property.cities;
  return {
    logins: [
      login('总部督导 headquarters', hq, 'supervisor'), login('坐席 call-taker', east, 'callTaker'), login('调度 dispatcher', east, 'dispatcher'), login('维修员 technician (phone)', east, 'technician'),
      login('主管 supervisor', east, 'supervisor'), login('回访员 callbacks', east, 'callback'), login('管理员 administrator', east, 'admin'), login('无关公司 unrelated company', other, 'supervisor'),
      login('地产总部 property headquarters', property.hq, 'supervisor'), login('专员 specialist', jiangzhou, 'specialist'), login('地产主管 deals supervisor', jiangzhou, 'supervisor'), login('部门财务 finance', jiangzhou, 'finance'),
      login('资料管理员 archivist', jiangzhou, 'archivist'), login('地铺 shop', jiangzhou, 'agent'),
      login('制造总部 makers\' headquarters', makers.hq, 'supervisor'), login('巡访员 visitor (phone)', makers.visits, 'visitor'), login('巡访主管 visits supervisor', makers.visits, 'supervisor'), login('主管上级 superior', makers.visits, 'superior'),
      login('渠道经理 channel manager', makers.channel, 'manager'), login('渠道工程师 channel engineer', makers.channel, 'engineer'), login('外派客户经理 account manager (phone)', makers.channel, 'account'), login('授权站 station', makers.channel, 'stationUser'),
    ],
    tryThese: [
      `坐席 ${east.people.callTaker.account}: /intake，输入电话尾号 ${household.phone.slice(-4)}，Enter，2，bz，Enter，Ctrl Enter`,
      `总部 ${hq.people.supervisor.account}: /compliance，点一格，再点“为什么是这个时间”`,
      `专员 ${jiangzhou.people.specialist.account}: /deals/day，看今天到期的、等谁的，打开一单接着办`,
      `地产总部 ${property.hq.people.supervisor.account}: /compliance，两家城市公司逐条比较`,
      `巡访主管 ${makers.visits.people.supervisor.account}: /daily-reports，读一份日报，分拣事项；/visit-analysis 看覆盖和库存`,
      `渠道工程师 ${makers.channel.people.engineer.account}: /weekly-reports，批示一份自动填好的周报；/stations 看授权站走势，/fraud-cases 并排比较异常工单`,
      `制造总部 ${makers.hq.people.supervisor.account}: /compliance，巡访和驻外渠道逐条比较`,
      `管理员 ${east.people.admin.account}: 切换到沙箱，/sandbox 拨快 7 小时，看受理单超时`,
    ],
    history: { now: Date.now(), gas: subsidiaries.map(({ unit, ...of }) => ({ ...toldOf(of), unit: unit.code })), property: property.cities.map((of) => ({ ...toldOf(of), code: of.code })), visits: [toldOf(makers.visits)], channel: [toldOf(makers.channel)] },
  };
}

/** Companies side by side: each waits mostly for the hashes of its own people's passwords. */
async function seedGas(base, log) {
  const hq = await company({ ...base, name: '江州燃气集团', code: 'JZRQ', kind: 'headquarters', domain: 'jzgas.example', staff: HQ_STAFF, units: [{ key: 'watch', name: '客服监督部', kind: 'dispatch_centre' }] });
  const below = async (unit, domain) => {
    const of = await company({ ...base, by: hq.admin, name: unit.name, code: `JZ-${unit.code}`, kind: 'subsidiary', parentId: hq.tenant.id, domain, staff: STAFF });
    await qualify(of, STAFF);
    await qualify(of, STAFF, { sandbox: true });
    await moveIn(of, unit);
    return { ...of, unit };
  };
  const alone = async () => {
    const of = await company({ ...base, name: '海州燃气公司', code: 'HZRQ', kind: 'company', domain: 'hzgas.example', staff: STAFF });
    await qualify(of, STAFF);
    return of;
  };
  const [east, west, other] = await Promise.all([below(DEMO_UNITS[0], 'chengdong.example'), below(DEMO_UNITS[1], 'chengxi.example'), alone()]);
  log(`${hq.tenant.name}, ${east.tenant.name}, ${west.tenant.name} with ${DEMO_HOMES} households each; ${other.tenant.name}`);
  return { hq, subsidiaries: [east, west], other };
}

/** The households of a subsidiary; some of them live in its sandbox too. */
async function moveIn(of, unit) {
  const homes = households(DEMO_SEED, unit, DEMO_HOMES).map((home) => ({ ...home, unitId: of.units.centre }));
  const [supervisor, twin] = await Promise.all([of.signIn('supervisor'), of.signIn('supervisor', true)]);
  for (let from = 0; from < homes.length; from += ROWS) await supervisor.post('/v1/utility-care/accounts/bulk', { accounts: homes.slice(from, from + ROWS) });
  await twin.post('/v1/utility-care/accounts/bulk', { accounts: homes.slice(0, ROWS) });
}

/** All that a telling needs of a company, without its secrets. */
const toldOf = ({ tenant, units, people }) => ({ tenant: { id: tenant.id, name: tenant.name }, units, people: Object.fromEntries(Object.entries(people).filter(([, { id }]) => id).map(([key, { id, name }]) => [key, { id, name }])) });

