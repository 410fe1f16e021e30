// Property brokerage among 100 000 deals of 50 companies: boards, lists, money, forms, files, the day's reconciliation, and gas asked of a gas company.
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { withClient } from '../../infra/local/databases.mjs';
import { root } from '../../infra/local/services.mjs';
import { HUNDRED_THOUSAND, loadDeals } from './deals.mjs';
import { drive, median, percentile } from './load.mjs';
import { ratio } from './requests.mjs';
import { row } from './row.mjs';
import { openStage } from './stage.mjs';

const PB = '/v1/property-brokerage';
const [BROKERAGE, CARE] = ['property_brokerage', 'utility_care'];
const DAY = 86_400_000;

const PARTS = { boards, lists, receipts, forms, exports: exported, reconciliation: reconciled, gas };

/** Row by row; `only` one of its parts where it is named. */
export async function* propertyBench({ fast, note, part: only }) {
  if (only && !PARTS[only]) throw new Error(`no part is called ${only}; there are ${Object.keys(PARTS).join(', ')}`);
  const stage = await openStage();
  try {
    const desk = await Desk.open(stage, fast, note);
    for (const [name, part] of Object.entries(PARTS)) {
      if (only && only !== name) continue;
      note(name);
      yield* await part(desk);
    }
  } finally {
    await stage.close();
  }
}

/** The service with its deals, and the people of the biggest company as the gateway vouches for them. */
class Desk {
  static async open(stage, fast, note) {
    const { InternalTokenSigner } = await import('@luyue/platform');
    const { systemRoles } = await import('@luyue/regulations');
    const { TokenKeys } = await import('@luyue/tenancy/sessions/token-keys');
    const desk = new Desk();
    const loopFile = join(stage.data, 'loop');
    Object.assign(desk, { stage, fast, note, loopFile, signer: new InternalTokenSigner(stage.secrets.internalKeys.privateKey), roles: new Map(systemRoles(['property-brokerage']).map((role) => [role.code, [...role.permissions]])) });
    await desk.start();
    const tenancy = await stage.service('tenancy', { WORK: 'http' });
    desk.gateway = await stage.gateway(tenancy, desk.service);
    desk.keys = await TokenKeys.load(stage.environment.forService({ name: 'tenancy', database: 'tenancy' }).USER_TOKEN_KEYS_DIR);
    note('loading deals');
    const { DATABASE_MIGRATION_URL } = stage.environment.forService({ name: 'property-brokerage', database: BROKERAGE });
    desk.tenants = await loadDeals(DATABASE_MIGRATION_URL, fast ? { tenants: 10, total: 12_000, biggest: 5_000 } : HUNDRED_THOUSAND);
    return desk;
  }

  async start() {
    this.service = await this.stage.service('property-brokerage', { WORK: 'http', LOOP_FILE: this.loopFile, NODE_OPTIONS: `--import ${pathToFileURL(join(root, 'test', 'load', 'loop-watch.mjs')).href}` });
  }

  get biggest() { return this.tenants[0]; }

  caller(tenant, role) {
    const [userId, code] = { agent: [tenant.agent, 'shop'], supervisor: [tenant.supervisor, 'supervisor'], finance: [tenant.finance, 'department_finance'], specialist: [tenant.specialists[0], 'specialist'] }[role];
    return { tenantId: tenant.tenantId, userId, userName: role, unitId: tenant.department, grants: [{ units: 'all', permissions: this.roles.get(code) }], sandbox: false, modules: ['property-brokerage'] };
  }

  /** As the gateway asks the service. */
  headers(role, tenant = this.biggest) { return { 'x-luyue-context': this.signer.seal(this.caller(tenant, role), 7_200) }; }

  /** As the console asks the gateway. */
  async bearer(role, tenant = this.biggest) {
    const { userId, tenantId, userName, unitId, sandbox, modules, grants } = this.caller(tenant, role);
    const { accessToken } = await this.keys.sign({ sub: userId, tid: tenantId, name: userName, unit: unitId, sid: randomUUID(), sandbox, modules, grants });
    return { authorization: `Bearer ${accessToken}` };
  }

  sql(text, values = [], database = BROKERAGE) { return withClient(this.stage.postgres.url(database), async (client) => (await client.query(text, values)).rows); }

  /** The longest time in ms that the service's event loop was held since the last call. */
  async held() {
    rmSync(this.loopFile, { force: true });
    process.kill(this.service.pid, 'SIGUSR2');
    while (!existsSync(this.loopFile) || !readFileSync(this.loopFile, 'utf8')) await sleep(5);
    return Number(readFileSync(this.loopFile, 'utf8'));
  }
}

/** Times of one request after the other, the first ones not counted. */
async function timed(next, count = 300) {
  await drive(next, { inFlight: 1, count: Math.ceil(count / 6), seconds: 10 });
  return (await drive(next, { inFlight: 1, count, seconds: 30 })).times;
}
const p95 = (name, times, most) => row(name, percentile(times, 95), 'ms p95', { most }, `p50 ${median(times).toFixed(1)} ms, ${times.length} requests`);

async function boards(desk) {
  const [specialist, supervisor] = [await desk.bearer('specialist'), await desk.bearer('supervisor')];
  const at = (path, headers) => () => ({ url: `${desk.gateway.url}${PB}/${path}`, headers });
  return [
    p95('specialist\'s day', await timed(at('boards/day', specialist)), 40), p95('supervisor\'s load view', await timed(at('specialists', supervisor)), 40), p95('where all deals stand', await timed(at('boards/stages', supervisor)), 40),
  ];
}

async function lists(desk) {
  const [big, small] = desk.tenants;
  const headers = await desk.bearer('supervisor');
  const sample = await desk.sql(`SELECT p.name, p.phone, d.property ->> 'address' AS address FROM deal_party p JOIN deal d ON (d.tenant_id, d.id) = (p.tenant_id, p.deal_id) WHERE p.tenant_id = $1 ORDER BY p.id LIMIT 300`, [big.tenantId]);
  const q = (of) => { let i = 0; return () => `q=${encodeURIComponent(of(sample[i++ % sample.length]))}`; };
  const queries = {
    'filtered by status': () => 'status=taken', 'sorted by due time': () => 'sort=dueAt', 'of one specialist, overdue': () => `specialist=${big.specialists[3]}&clock=overdue`, 'by party': q((s) => [...s.name].slice(0, 3).join('')), 'by part of a phone': q((s) => s.phone.slice(-4)),
    'by address': q((s) => s.address.replace(/^.{3}/, '').slice(0, 8)),
  };
  const rows = [];
  for (const [kind, query] of Object.entries(queries)) rows.push(p95(`deal list of 50, ${kind}`, await timed(() => ({ url: `${desk.gateway.url}${PB}/deals?limit=50&${query()}`, headers })), 30));
  // The same questions of a company with a tenth of the deals, in turns, so that a foreign load hits both.
  const sealed = new Map([big, small].map((tenant) => [tenant, desk.headers('supervisor', tenant)]));
  const cost = async (tenant, query) => median((await drive(() => ({ url: `${desk.service.url}${PB}/deals?limit=50&${query}`, headers: sealed.get(tenant) }), { inFlight: 1, seconds: 2 })).times);
  for (const query of ['', 'sort=dueAt', 'status=taken']) {
    const ratios = [];
    for (let round = 0; round < 5; round += 1) ratios.push((await cost(big, query)) / (await cost(small, query)));
    rows.push(row(`deal list of 50${query && `, ${query}`}: ${big.deals} deals / ${small.deals}`, median(ratios), 'ratio', { most: 1.3 }, 'median of 5 rounds'));
  }
  return rows;
}

/** Beside plain inserts of the receipt, its entry with two postings, its obligation and its event. */
async function receipts(desk) {
  const probe = await desk.stage.script('probe', 'test/load/probe.mjs', { PROBE_DATABASE_URL: desk.stage.postgres.url(BROKERAGE) });
  const deals = await desk.sql(`SELECT id FROM deal WHERE tenant_id = $1 AND status = 'taken'`, [desk.biggest.tenantId]);
  const headers = desk.headers('agent');
  let n = 0;
  const body = JSON.stringify({ kind: 'deposit', payerName: '周子涵', side: 'buyer', amount: '50000.00', receivedAt: new Date(Date.now() - 60_000).toISOString(), method: 'transfer', reference: '20260918000123' });
  const { value, note } = await ratio(
    () => ({ url: `${desk.service.url}${PB}/deals/${deals[n++ % deals.length].id}/receipts`, method: 'POST', headers, body }),
    () => ({ url: `${probe.url}/receipt/${desk.biggest.tenantId}/${deals[n++ % deals.length].id}`, method: 'POST', body }), { inFlight: 8, seconds: 2 });
  await probe.stop();
  return [row('receipt with postings and obligation / probe', value, 'ratio', { least: 0.5 }, note)];
}

async function forms(desk) {
  const deals = await desk.sql(`SELECT id FROM deal WHERE tenant_id = $1 AND status = 'taken' LIMIT 200`, [desk.biggest.tenantId]);
  const headers = desk.headers('specialist');
  const rows = [];
  for (const [format, most] of [['pdf', 350], ['xlsx', 150]]) {
    let n = 0;
    const next = () => ({ url: `${desk.service.url}${PB}/deals/${deals[n++ % deals.length].id}/forms/f1/file?format=${format}`, headers });
    await drive(next, { inFlight: 1, count: 20, seconds: 20 });
    await desk.held();
    const { times } = await drive(next, { inFlight: 1, count: 100, seconds: 30 });
    rows.push(p95(`F1 as ${format}`, times, most), row(`F1 as ${format}, event loop held`, await desk.held(), 'ms', { most: 50 }, 'longest in the same run'));
  }
  return rows;
}

async function exported(desk) {
  // A process that has done nothing yet: what it takes is the export's. The gateway knows the former one; whoever goes through it comes before.
  await desk.service.stop();
  await desk.start();
  const headers = { ...desk.headers('supervisor'), 'content-type': 'application/json' };
  const ask = async (path, options) => (await fetch(`${desk.service.url}${PB}/${path}`, { headers, ...options })).json();
  const memory = (what) => Number(new RegExp(`${what}:\\s+(\\d+)`).exec(readFileSync(`/proc/${desk.service.pid}/status`, 'utf8'))[1]) / 1_024;
  const before = memory('VmRSS');
  // The peak counts from here.
  writeFileSync(`/proc/${desk.service.pid}/clear_refs`, '5');
  const began = performance.now();
  const { id } = await ask('exports', { method: 'POST', body: JSON.stringify({ kind: 'deals', format: 'xlsx', filter: {} }) });
  const seen = new Set();
  let job;
  for (;;) {
    job = await ask(`exports/${id}`);
    if (job.status === 'running' && job.rows) seen.add(`${job.rows} of ${job.total}`);
    if (['done', 'failed'].includes(job.status)) break;
    await sleep(50);
  }
  if (job.status !== 'done' || job.rows !== desk.biggest.deals) throw new Error(`export of deals: ${JSON.stringify(job)}`);
  return [
    row(`export of ${job.rows} deals to Excel`, (performance.now() - began) / 1_000, 's', { most: 8 }, `from the request on, ${(job.bytes / 1_048_576).toFixed(1)} MB`),
    row('export of deals, memory of the process at its peak', memory('VmHWM'), 'MB', { most: 250 }, `${before.toFixed(0)} MB before`),
    row('export of deals, progress seen', seen.size, 'steps', { least: 3 }, [...seen].slice(0, 3).join(', ')),
  ];
}

async function reconciled(desk) {
  const count = desk.fast ? 2_000 : 10_000;
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date(Date.now() - 3 * DAY));
  const { tenantId } = desk.biggest;
  // Two of three carry the bank's own number, the others are found by amount and name; a hundredth is in the statement alone.
  await desk.sql(`
    INSERT INTO receipt (tenant_id, id, version, number, deal_id, shop_unit_id, department_unit_id, kind, side, payer_name, amount_fen, received_at, method, reference, note, attachment_ids, recorded_at, recorded_by, entry_id)
    SELECT d.tenant_id, gen_random_uuid(), 1, 'BENCH' || d.n, d.id, d.shop_unit_id, d.department_unit_id, 'deposit', 'buyer', '付款人' || d.n, 100000 + d.n, ($3 || ' 12:00+08')::timestamptz, 'transfer', CASE WHEN d.n % 3 > 0 THEN 'R' || d.n END, '', '{}', now(), '邱晨', gen_random_uuid()
    FROM (SELECT *, row_number() OVER (ORDER BY id) AS n FROM deal WHERE tenant_id = $1) d WHERE d.n <= $2`, [tenantId, Math.min(count, desk.biggest.deals), day]);
  const lines = Array.from({ length: count }, (_, i) => `${day},${((100_001 + i) / 100).toFixed(2)},收,付款人${i + 1},${i % 100 === 99 ? `X${i + 1}` : `R${i + 1}`}`);
  const form = new FormData();
  form.append('file', new Blob([['日期,金额,收付,对方户名,流水号', ...lines].join('\n')], { type: 'text/csv' }), 'day.csv');
  const began = performance.now();
  const answer = await fetch(`${desk.service.url}${PB}/reconciliations?day=${day}`, { method: 'POST', headers: desk.headers('finance'), body: form });
  const seconds = (performance.now() - began) / 1_000;
  const done = await answer.json();
  if (answer.status !== 201) throw new Error(`reconciliation: ${answer.status} ${JSON.stringify(done)}`);
  return [row(`day-end reconciliation of ${done.movements} movements`, seconds, 's', { most: 10 }, `${done.matched} matched, ${done.differences} differences`)];
}

/** From the begin of the request's transaction at the broker to the commit at the gas company, by the database's own times. */
async function gas(desk) {
  const { stage, biggest, fast } = desk;
  await desk.service.stop();
  await withClient(stage.postgres.url('postgres'), (client) => client.query('ALTER SYSTEM SET track_commit_timestamp = on'));
  await stage.restartPostgres();
  const [brokerage, care] = [await stage.service('property-brokerage'), await stage.service('utility-care')];
  const [gasId, agreementId] = [randomUUID(), randomUUID()];
  const { CROSSING_PURPOSES, typeOf } = await import('@luyue/contracts');
  const terms = JSON.stringify(CROSSING_PURPOSES.utility_transfer.events.map(({ event, needed, optional }) => ({ event: typeOf(event), fields: [...needed, ...optional] })));
  for (const database of [BROKERAGE, CARE]) {
    for (const [us, them] of [[biggest.tenantId, gasId], [gasId, biggest.tenantId]]) {
      await desk.sql(`INSERT INTO directory_agreement (tenant_id, id, partner_tenant_id, partner_name, purpose, terms, status, version) VALUES ($1, $2, $3, '海州燃气', 'utility_transfer', $4, 'accepted', 1)`, [us, agreementId, them, terms], database);
    }
  }
  for (const [database, tenants] of [[CARE, [gasId, biggest.tenantId]], [BROKERAGE, [gasId]]]) {
    for (const id of tenants) await desk.sql(`INSERT INTO directory_tenant (tenant_id, id, name, kind, path, sandbox, clock_offset_ms, zone, modules, status, version) VALUES ($1, $1, '海州燃气', 'company', ARRAY[$1]::uuid[], false, 0, 'Asia/Shanghai', ARRAY['utility-care'], 'active', 1)`, [id], database);
  }
  const unit = randomUUID();
  await desk.sql(`INSERT INTO directory_unit (tenant_id, id, name, kind, path, designations, active, version) VALUES ($1, $2, '客户服务中心', 'service_centre', ARRAY[$2]::uuid[], ARRAY['customer_service_body'], true, 1)`, [gasId, unit], CARE);
  await desk.sql(`INSERT INTO directory_adoption (tenant_id, id, regulation, regulation_version, published_at, effective_from, version) VALUES ($1, gen_random_uuid(), 'utility-care', '2020', '2020-01-01', '2020-01-01', 1)`, [gasId], CARE);
  const { nationalYears } = await import('@luyue/kernel');
  for (const { year, version, restDays, workDays } of nationalYears) await desk.sql(`INSERT INTO directory_calendar (tenant_id, year, version, origin, rest_days, work_days) VALUES ($1, $2, $3, 'national', $4, $5)`, [gasId, year, version, [...restDays], [...workDays]], CARE);

  const RATE = 50;
  const [warm, counted] = [2 * RATE, (fast ? 4 : 10) * RATE];
  const deals = await desk.sql(`SELECT id, specialist_user_id AS specialist FROM deal WHERE tenant_id = $1 AND status = 'taken' ORDER BY id LIMIT $2`, [biggest.tenantId, warm + counted]);
  if (deals.length < warm + counted) throw new Error(`${deals.length} deals are under way, ${warm + counted} are needed`);
  const headersOf = (userId) => ({ 'content-type': 'application/json', 'x-luyue-context': desk.signer.seal({ ...desk.caller(biggest, 'specialist'), userId }, 3_600) });
  const sealed = new Map(biggest.specialists.map((id) => [id, headersOf(id)]));
  const pending = [];
  const began = performance.now();
  // Open loop: so many a second, whatever the ones before do.
  for (const [n, deal] of deals.entries()) {
    const ahead = began + (n * 1_000) / RATE - performance.now();
    if (ahead > 1) await sleep(ahead);
    pending.push(fetch(`${brokerage.url}${PB}/deals/${deal.id}/utilities/gas/request`, { method: 'POST', headers: sealed.get(deal.specialist), body: JSON.stringify({ phone: '13800001111', accountNumber: `0301${n}` }) }).then(async (answer) => {
      if (answer.status >= 300) throw new Error(`request of gas: ${answer.status} ${await answer.text()}`);
      await answer.arrayBuffer();
    }));
  }
  await Promise.all(pending);
  let arrived = [];
  for (let waited = 0; arrived.length < deals.length && waited < 30_000; waited += 100) {
    await sleep(100);
    arrived = await desk.sql(`SELECT partner_request_id AS id, extract(epoch FROM pg_xact_commit_timestamp(xmin)) * 1000 AS ms FROM account_transfer WHERE tenant_id = $1`, [gasId], CARE);
  }
  if (arrived.length < deals.length) throw new Error(`${arrived.length} of ${deals.length} requests arrived`);
  const asked = new Map((await desk.sql(`SELECT id, extract(epoch FROM lodged_at) * 1000 AS ms FROM utility_application WHERE tenant_id = $1`, [biggest.tenantId])).map(({ id, ms }) => [id, Number(ms)]));
  const inOrder = arrived.map(({ id, ms }) => ({ at: asked.get(id), took: Number(ms) - asked.get(id) })).toSorted((a, b) => a.at - b.at).slice(warm).map(({ took }) => took);
  await Promise.all([brokerage.stop(), care.stop()]);
  return [row('gas transfer, request to the gas company', percentile(inOrder, 99), 'ms p99', { most: 200 }, `p50 ${median(inOrder).toFixed(1)} ms at ${RATE}/s, embedded broker, ${inOrder.length} requests`)];
}
