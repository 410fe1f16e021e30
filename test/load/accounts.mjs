// A million invented households in a utility-care database, and the type-ahead timed on them.
//   node test/load/accounts.mjs        after `npm run build`: on a PostgreSQL of its own, in a temporary folder
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolesOf, setUpDatabases, withClient } from '../../infra/local/databases.mjs';
import { households } from '../../infra/local/demo-households.mjs';
import { removePostgresData, startPostgres } from '../../infra/local/postgres.mjs';

const BATCH = 2_000;
const SAMPLE = 200;
const DISTRICTS = ['城东区', '城西区', '江北区', '江南区', '高新区', '临港区'];

/** 50 tenants, one of them with 400 000 of the million. */
export const MILLION = { tenants: 50, total: 1_000_000, biggest: 400_000 };

/**
 * Writes the accounts as the tables' owner, tenant by tenant under its row policy, with the token index set aside meanwhile (2 minutes).
 * @param {string} ownerUrl of a migrated database
 * @param {typeof MILLION} size
 * @param {{tenantId: string, unitIds: string[]}[]} known tenants to use, the biggest first; the others are invented
 * @returns {Promise<{tenantId: string, unitIds: string[], accounts: number, code: number}[]>} the biggest tenant first
 */
export async function loadAccounts(ownerUrl, size = MILLION, { known = [], log = () => {} } = {}) {
  const { accountRow, INSERT_ACCOUNTS } = await import('@luyue/utility-care/accounts/account-row');
  const rest = Math.floor((size.total - size.biggest) / Math.max(1, size.tenants - 1));
  const tenants = Array.from({ length: size.tenants }, (_, t) => ({ tenantId: randomUUID(), unitIds: DISTRICTS.map(() => randomUUID()), ...known[t], accounts: t ? rest : size.biggest, code: 1000 + t * 10 }));
  await withClient(ownerUrl, async (client) => {
    const { rows: [index] } = await client.query(`SELECT pg_get_indexdef('account_tokens'::regclass) AS definition`);
    await client.query('DROP INDEX account_tokens');
    for (const [t, tenant] of tenants.entries()) {
      for (let from = 0; from < tenant.accounts; from += BATCH) {
        const rows = householdsOf(tenant, from, Math.min(BATCH, tenant.accounts - from)).map((row) => accountRow(tenant.tenantId, row, new Date()));
        await client.query('BEGIN');
        await client.query(`SELECT set_config('app.tenant', $1, true)`, [tenant.tenantId]);
        await client.query(INSERT_ACCOUNTS.text, [tenant.tenantId, JSON.stringify(rows)]);
        await client.query('COMMIT');
      }
      log(`${tenant.accounts} accounts of tenant ${t + 1} of ${size.tenants}`);
    }
    await client.query(`SET maintenance_work_mem = '512MB'`);
    await client.query(index.definition);
    await client.query('VACUUM (ANALYZE) account, account_phone');
  });
  return tenants;
}

/** Rows `from` to `from + count` of a tenant, whose units take turns by batch. */
function householdsOf(tenant, from, count) {
  const u = Math.floor(from / BATCH) % tenant.unitIds.length;
  return households(1, { id: tenant.unitIds[u], code: String(tenant.code + u), district: DISTRICTS[u % DISTRICTS.length] }, count, from);
}

/** What call-takers type, made from households of the tenant: `{kind: [query, ...]}`, some of it found nowhere. */
export function typedQueries(tenant, count = SAMPLE) {
  const random = randomOf('typed');
  const sample = Array.from({ length: count }, () => householdsOf(tenant, Math.floor(random() * tenant.accounts), 1)[0]);
  const estate = ({ address }) => /号(\D+)\d+栋/.exec(address)?.[1] ?? address.slice(3, 7);
  const home = ({ address }) => [/(\d+)栋/.exec(address)?.[1], /(\d+)单元/.exec(address)?.[1], /(\d+)室/.exec(address)?.[1]].filter(Boolean).join('-');
  return {
    'last four digits': sample.map((s) => s.phone.slice(-4)), 'last three digits': sample.map((s) => s.phone.slice(-3)), 'whole phone': sample.map((s) => s.phone),
    'account number': sample.map((s) => s.number.slice(0, 8)), 'meter number': sample.map((s) => s.meterNumber.slice(0, 12)),
    'whole name': sample.map((s) => s.holderName), 'name, two characters': sample.map((s) => s.holderName.slice(0, 2)),
    'estate': sample.map(estate), 'estate, two characters': sample.map((s) => estate(s).slice(0, 2)), 'estate and home': sample.map((s) => `${estate(s)} ${home(s)}`),
    'whole address': sample.map((s) => s.address), 'name and estate': sample.map((s) => `${s.holderName} ${estate(s)}`), 'name and digits': sample.map((s) => `${s.holderName} ${s.phone.slice(-4)}`),
    'initials': sample.map(() => Array.from({ length: 2 + Math.floor(random() * 2) }, () => 'wlzychx'[Math.floor(random() * 7)]).join('')),
    'found nowhere': sample.map((_, i) => ['东方不败', '花园 99栋', `99999${i}`, 'qqqq'][i % 4]),
  };
}

/**
 * Milliseconds of the search in the database as the service's role asks it: transaction, tenant, function, commit.
 * @returns {Promise<{kind: string, p50: number, p95: number, max: number, hits: number}[]>} the last row over all kinds
 */
export async function timeTypeAhead(appUrl, tenant, { units = null, limit = 8 } = {}) {
  const { readQuery } = await import('@luyue/search');
  return withClient(appUrl, async (client) => {
    const ask = async (typed) => {
      const query = readQuery(typed);
      const started = performance.now();
      if (!query) return { ms: 0, hits: 0 };
      await client.query('BEGIN READ ONLY');
      await client.query({ name: 'tenant', text: `SELECT set_config('app.tenant', $1, true)`, values: [tenant.tenantId] });
      const { rows } = query.shape === 'key'
        ? await client.query({ name: 'key', text: 'SELECT * FROM account_search_key($1, $2, $3)', values: [query.key, units, limit] })
        : await client.query({ name: 'words', text: 'SELECT * FROM account_search_words($1, $2, $3, $4, $5)', values: [query.tokens, query.nameTokens, query.words, units, limit] });
      await client.query('COMMIT');
      return { ms: performance.now() - started, hits: rows.length };
    };
    const kinds = [];
    for (const [kind, queries] of Object.entries(typedQueries(tenant))) {
      for (const typed of queries.slice(0, 5)) await ask(typed);
      const asked = [];
      for (const typed of queries) asked.push(await ask(typed));
      kinds.push({ kind, asked });
    }
    return [...kinds, { kind: 'all', asked: kinds.flatMap(({ asked }) => asked) }].map(({ kind, asked }) => summary(kind, asked));
  });
}

function summary(kind, asked) {
  const sorted = asked.map(({ ms }) => ms).toSorted((a, b) => a - b);
  const at = (share) => Number(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))].toFixed(1));
  return { kind, p50: at(0.5), p95: at(0.95), max: at(1), hits: Number((asked.reduce((sum, { hits }) => sum + hits, 0) / asked.length).toFixed(1)) };
}

async function main() {
  const { migrate } = await import('@luyue/platform');
  const { Accounts1700000000110 } = await import('@luyue/utility-care/migrations/accounts.migration');
  const folder = mkdtempSync(join(tmpdir(), 'luyue-load-'));
  const postgres = await startPostgres({ dataDir: join(folder, 'postgres') });
  try {
    await setUpDatabases((database) => postgres.url(database), ['utility_care'], (role) => role);
    const [owner, app] = [rolesOf('utility_care').owner, rolesOf('utility_care').app].map((role) => postgres.url('utility_care', role, role));
    await migrate('utility-care', owner, [Accounts1700000000110]);
    const [biggest, second] = await loadAccounts(owner, MILLION, { log: console.log });
    for (const [name, tenant, units] of [['400 000 accounts', biggest, null], ['400 000 accounts, one unit', biggest, [biggest.unitIds[2]]], ['12 000 accounts', second, null]]) {
      console.log(name);
      console.table(await timeTypeAhead(app, tenant, { units }));
    }
  } finally {
    await postgres.stop();
    removePostgresData(join(folder, 'postgres'));
    rmSync(folder, { recursive: true, force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
