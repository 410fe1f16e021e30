// A seeded, busy demo in Chinese: a gas group with two subsidiaries, their households, and a month of cases in every state.
import { randomBytes } from 'node:crypto';
import { eventually } from './client.mjs';
import { company, HQ_STAFF, qualify, STAFF } from './company.mjs';
import { DEMO_SEED, DEMO_UNITS, households } from './demo-households.mjs';
import { playMonth } from './demo-month.mjs';

const HOUSEHOLDS = 5_000;
const ROWS = 1_000;

/**
 * Fills an empty platform. Everything but the past goes through the gateway as users would; what happened in the month before goes through
 * the same service methods, each at its own time.
 * @param {{gatewayUrl: string, operatorKey: string, environmentOf: (service: string) => Record<string, string>, log: (text: string) => void}} where
 * @returns {Promise<{logins: {role: string, username: string, password: string, company?: string}[], tryThese: string[]}>}
 */
export async function seedDemo({ gatewayUrl, operatorKey, environmentOf, log }) {
  const password = `Luyue-${randomBytes(5).toString('hex')}`;
  const base = { gatewayUrl, operatorKey, password };
  const hq = await company({ ...base, name: '江州燃气集团', code: 'JZRQ', kind: 'headquarters', domain: 'jzgas.example', staff: HQ_STAFF, units: [{ key: 'watch', name: '客服监督部', kind: 'dispatch_centre' }] });
  const subsidiaries = [];
  for (const [unit, domain] of [[DEMO_UNITS[0], 'chengdong.example'], [DEMO_UNITS[1], 'chengxi.example']]) {
    const of = await company({ ...base, by: hq.admin, name: unit.name, code: `JZ-${unit.code}`, kind: 'subsidiary', parentId: hq.tenant.id, domain, staff: STAFF });
    subsidiaries.push({ ...of, unit });
  }
  const other = await company({ ...base, name: '海州燃气公司', code: 'HZRQ', kind: 'company', domain: 'hzgas.example', staff: STAFF });
  for (const of of [...subsidiaries, other]) await qualify(of, STAFF);
  for (const of of subsidiaries) await qualify(of, STAFF, { sandbox: true });
  log(`${hq.tenant.name}, ${subsidiaries.map((s) => s.tenant.name).join(', ')}, ${other.tenant.name}`);

  for (const of of subsidiaries) {
    const homes = households(DEMO_SEED, of.unit, HOUSEHOLDS).map((home) => ({ ...home, unitId: of.units.centre }));
    const supervisor = await of.signIn('supervisor');
    for (let from = 0; from < homes.length; from += ROWS) await supervisor.post('/v1/utility-care/accounts/bulk', { accounts: homes.slice(from, from + ROWS) });
    const twin = await of.signIn('supervisor', true);
    await twin.post('/v1/utility-care/accounts/bulk', { accounts: homes.slice(0, ROWS) });
    of.homes = homes;
  }
  log(`${HOUSEHOLDS} households in each subsidiary`);
  const played = await playMonth({ environment: environmentOf('utility-care'), subsidiaries });
  const supervisor = await hq.signIn('supervisor');
  const month = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 7);
  await eventually('headquarters sees the month', async () => (await supervisor.get(`/v1/insight/compliance?month=${month}`)).rows.some((r) => r.cells.some((c) => c.total > 0)), 60_000);
  log(`${played} cases of the last month`);

  const login = (role, of, key) => ({ role, username: of.people[key].account, password, company: of.tenant.name });
  const [east] = subsidiaries;
  return {
    logins: [
      login('总部督导 headquarters', hq, 'supervisor'), login('坐席 call-taker', east, 'callTaker'), login('调度 dispatcher', east, 'dispatcher'), login('维修员 technician (phone)', east, 'technician'),
      login('主管 supervisor', east, 'supervisor'), login('回访员 callbacks', east, 'callback'), login('管理员 administrator', east, 'admin'), login('无关公司 unrelated company', other, 'supervisor'),
    ],
    tryThese: [
      `坐席 ${east.people.callTaker.account}: /intake，输入电话尾号 ${east.homes[0].phone.slice(-4)}，Enter，2，bz，Enter，Ctrl Enter`,
      `总部 ${hq.people.supervisor.account}: /compliance，点一格，再点“为什么是这个时间”`,
      `管理员 ${east.people.admin.account}: 切换到沙箱，/sandbox 拨快 7 小时，看受理单超时`,
    ],
  };
}

