// Reading, creating and passing the gateway, beside a bare Fastify + pg on the same database.
import { randomUUID } from 'node:crypto';
import { withClient } from '../../infra/local/databases.mjs';
import { drive, median } from './load.mjs';
import { row } from './row.mjs';
import { cpuSeconds, openStage } from './stage.mjs';

const ROUNDS = 5;
const PERMISSIONS = ['case.open', 'case.read', 'obligation.read', 'account.read'];

/** Rows that tenancy's events would have brought: a tenant, its desk, its rulebook, and a qualified call-taker. */
export async function seedTenant(superuserUrl, { tenantId = randomUUID(), unitId = randomUUID(), userId = randomUUID() } = {}) {
  await withClient(superuserUrl, async (client) => {
    await client.query(`INSERT INTO directory_tenant VALUES ($1, $1, '城东', 'company', NULL, ARRAY[$1]::uuid[], false, NULL, 0, 'Asia/Shanghai', ARRAY['utility-care'], 'active', 1)`, [tenantId]);
    await client.query(`INSERT INTO directory_unit VALUES ($1, $2, '客户服务中心', 'service_centre', NULL, ARRAY[$2]::uuid[], ARRAY['customer_service_body'], true, 1)`, [tenantId, unitId]);
    await client.query(`INSERT INTO directory_user VALUES ($1, $2, '周敏', '坐席', '0108', $3, '[]', true, 1)`, [tenantId, userId, unitId]);
    await client.query(`INSERT INTO directory_adoption VALUES ($1, $2, 'utility-care', '2020', '2020-01-01', '2020-01-01', NULL, NULL, 1)`, [tenantId, randomUUID()]);
    await client.query(`INSERT INTO qualification VALUES ($1, $2, 1, $3, 'intake_desk', '2020-01-01', '2040-01-01', 'x', NULL, NULL)`, [tenantId, randomUUID(), userId]);
  });
  return { tenantId, unitId, userId, caller: { tenantId, userId, userName: '周敏', unitId, grants: [{ units: 'all', permissions: PERMISSIONS }], sandbox: false, modules: ['utility-care'] } };
}

/** Alternates the two sides and answers the median of the ratios, so that a foreign load hits both. */
export async function ratio(ours, peer, how) {
  await drive(ours, { ...how, seconds: 2 });
  await drive(peer, { ...how, seconds: 2 });
  const ratios = [];
  const speeds = { ours: [], peer: [] };
  for (let i = 0; i < ROUNDS; i += 1) {
    const a = (await drive(ours, how)).perSecond;
    const b = (await drive(peer, how)).perSecond;
    ratios.push(a / b);
    speeds.ours.push(a);
    speeds.peer.push(b);
  }
  return { value: median(ratios), note: `${Math.round(median(speeds.ours))}/s against ${Math.round(median(speeds.peer))}/s` };
}

export async function requestsBench({ note }) {
  const stage = await openStage();
  try {
    const { InternalTokenSigner } = await import('@luyue/platform');
    const { TokenKeys } = await import('@luyue/tenancy/sessions/token-keys');
    const signer = new InternalTokenSigner(stage.secrets.internalKeys.privateKey);
    const database = stage.postgres.url('utility_care');
    const service = await stage.service('utility-care', { WORK: 'http' });
    const probe = await stage.script('probe', 'test/load/probe.mjs', { PROBE_DATABASE_URL: database });
    const tenant = await seedTenant(database);
    const headers = () => ({ 'x-luyue-context': signer.seal(tenant.caller, 3_600) });
    const sealed = headers();

    note('creating cases');
    const intakes = [];
    await withClient(database, async (client) => {
      const { rows } = await client.query(`INSERT INTO intake SELECT $1, gen_random_uuid(), 1, 'phone', NULL, $2, now(), NULL, NULL, NULL FROM generate_series(1, 60000) RETURNING id`, [tenant.tenantId, tenant.userId]);
      intakes.push(...rows.map((r) => r.id));
    });
    const body = { kind: 'repair', faultScope: 'network', unitId: tenant.unitId, caller: { name: '李桂兰', phone: '13900005207' }, address: '锦绣花园 3 栋 2 单元 1102', description: '阀门井渗漏，井盖边有气味' };
    const create = await ratio(
      () => ({ url: `${service.url}/v1/utility-care/cases`, method: 'POST', headers: sealed, body: JSON.stringify({ ...body, intakeId: intakes.pop() }) }),
      () => ({ url: `${probe.url}/create`, method: 'POST', body: JSON.stringify({ tenantId: tenant.tenantId, title: '阀门井渗漏', ...body }) }), { inFlight: 8, seconds: 2 });

    note('reading by id');
    const ids = await withClient(database, async (client) => (await client.query('SELECT id FROM obligation LIMIT 2000')).rows.map((r) => r.id));
    let n = 0;
    const read = await ratio(() => ({ url: `${service.url}/v1/utility-care/obligations/${ids[n++ % ids.length]}`, headers: sealed }), () => ({ url: `${probe.url}/read/${tenant.tenantId}/${ids[n++ % ids.length]}` }), { inFlight: 8, seconds: 2 });

    note('passing the gateway');
    const tenancy = await stage.service('tenancy', { WORK: 'http' });
    const gateway = await stage.gateway(tenancy, service);
    const keys = await TokenKeys.load(stage.environment.forService({ name: 'tenancy', database: 'tenancy' }).USER_TOKEN_KEYS_DIR);
    const { caller } = tenant;
    const { accessToken } = await keys.sign({ sub: caller.userId, tid: caller.tenantId, name: caller.userName, unit: caller.unitId, sid: randomUUID(), sandbox: false, modules: caller.modules, grants: caller.grants });
    const path = `/v1/utility-care/obligations/${ids[0]}`;
    const through = () => ({ url: `${gateway.url}${path}`, headers: { authorization: `Bearer ${accessToken}` } });
    await drive(through, { seconds: 2 });
    const costs = [];
    for (let i = 0; i < ROUNDS; i += 1) {
      const before = cpuSeconds(gateway.pid);
      const { count } = await drive(through, { seconds: 3 });
      costs.push(((cpuSeconds(gateway.pid) - before) / count) * 1e6);
    }
    return [
      row('row-secured read by id / probe', read.value, 'ratio', { least: 0.4 }, read.note),
      row('create in a transaction / probe', create.value, 'ratio', { least: 0.55 }, `${create.note}; 2 obligations, work order, timeline, 4 events against 3 rows`),
      row('gateway over the service alone', median(costs), 'µs CPU', { most: 80 }, 'CPU of the gateway process a request'),
    ];
  } finally {
    await stage.close();
  }
}
