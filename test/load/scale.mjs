// What must not grow with the number of rows and tenants: the type-ahead and the lists.
import { randomUUID } from 'node:crypto';
import { withClient } from '../../infra/local/databases.mjs';
import { loadAccounts, MILLION } from './accounts.mjs';
import { drive, median, percentile } from './load.mjs';
import { row } from './row.mjs';
import { seedTenant } from './requests.mjs';
import { openStage } from './stage.mjs';

/** p95 through the gateway among a million accounts of 50 tenants, asked of the largest with 400 000. */
export async function typeAheadBench({ fast, note }) {
  const stage = await openStage();
  try {
    const { TokenKeys } = await import('@luyue/tenancy/sessions/token-keys');
    const service = await stage.service('utility-care', { WORK: 'http' });
    const tenancy = await stage.service('tenancy', { WORK: 'http' });
    const gateway = await stage.gateway(tenancy, service);
    const { DATABASE_MIGRATION_URL } = stage.environment.forService({ name: 'utility-care', database: 'utility_care' });
    note('loading accounts');
    const [biggest] = await loadAccounts(DATABASE_MIGRATION_URL, fast ? { tenants: 10, total: 50_000, biggest: 20_000 } : MILLION, () => undefined);
    const keys = await TokenKeys.load(stage.environment.forService({ name: 'tenancy', database: 'tenancy' }).USER_TOKEN_KEYS_DIR);
    const { accessToken } = await keys.sign({ sub: randomUUID(), tid: biggest.tenantId, name: '周敏', unit: biggest.unitIds[0], sid: randomUUID(), sandbox: false, modules: ['utility-care'], grants: [{ units: 'all', permissions: ['account.read'] }] });
    const sample = await withClient(stage.postgres.url('utility_care'), async (client) => (await client.query('SELECT holder_name, phone, address FROM account WHERE tenant_id = $1 ORDER BY id LIMIT 400', [biggest.tenantId])).rows);
    const initials = ['lgl', 'wxm', 'zw', 'chj', 'ljy', 'zhm', 'wl', 'ym', 'hjg', 'xyx'];
    const queries = {
      'phone part': (i) => sample[i % 400].phone.slice(-4), 'name of two characters': (i) => [...sample[i % 400].holder_name].slice(0, 2).join(''), address: (i) => sample[i % 400].address.replace(/^.{3}/, '').slice(0, 6),
      'pinyin initials': (i) => initials[i % 10], 'no match': () => '龘靐',
    };
    const rows = [];
    for (const [kind, of] of Object.entries(queries)) {
      let i = 0;
      const next = () => ({ url: `${gateway.url}/v1/utility-care/accounts?limit=8&q=${encodeURIComponent(of(i++))}`, headers: { authorization: `Bearer ${accessToken}` } });
      await drive(next, { inFlight: 1, count: 50, seconds: 10 });
      const { times } = await drive(next, { inFlight: 1, count: 400, seconds: 20 });
      rows.push(row(`type-ahead: ${kind}`, percentile(times, 95), 'ms p95', { most: 25 }, `p50 ${median(times).toFixed(1)} ms, ${times.length} requests`));
    }
    return rows;
  } finally {
    await stage.close();
  }
}

/** A list of 50 for a tenant of 500 cases, among 10 tenants and among 10 000. */
export async function tenantsBench({ fast, note }) {
  const stage = await openStage();
  try {
    const { InternalTokenSigner } = await import('@luyue/platform');
    const signer = new InternalTokenSigner(stage.secrets.internalKeys.privateKey);
    const service = await stage.service('utility-care', { WORK: 'http' });
    const database = stage.postgres.url('utility_care');
    const tenant = await seedTenant(database);
    const fill = (tenants, cases) => withClient(database, (client) => client.query(`
      INSERT INTO service_case SELECT t, gen_random_uuid(), 1, 'SL' || n, 'repair', 'network', 'general', 'open', '无气', NULL, '没气', '{}', 'phone', $3, NULL, NULL, '李', '139', NULL, '锦绣花园', NULL,
        now() - n * interval '1 minute', NULL, NULL, NULL, NULL, NULL, '[]', NULL, 'live', now() + n * interval '1 minute', NULL
      FROM unnest($1::uuid[]) t, generate_series(1, $2) n`, [tenants, cases, tenant.unitId]));
    const others = (n) => Array.from({ length: n }, () => randomUUID());
    const headers = { 'x-luyue-context': signer.seal(tenant.caller, 3_600) };
    const next = () => ({ url: `${service.url}/v1/utility-care/cases?sort=dueAt&limit=50`, headers });
    const measure = async () => {
      await drive(next, { inFlight: 1, seconds: 2 });
      return median((await drive(next, { inFlight: 1, seconds: 4 })).times);
    };
    await fill([tenant.tenantId, ...others(9)], 500);
    await withClient(database, (client) => client.query('VACUUM ANALYZE service_case'));
    const few = await measure();
    note('adding tenants');
    await fill(others(fast ? 500 : 9_990), 60);
    await withClient(database, (client) => client.query('VACUUM ANALYZE service_case'));
    const many = await measure();
    return [row('list of 50 at 10 000 tenants / at 10', many / few, 'ratio', { most: 1.3 }, `${many.toFixed(1)} ms against ${few.toFixed(1)} ms`)];
  } finally {
    await stage.close();
  }
}
