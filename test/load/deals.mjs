// A hundred thousand invented deals in a property-brokerage database, from a seed: what their lists, boards, books and files are measured on.
import { randomUUID } from 'node:crypto';
import { withClient } from '../../infra/local/databases.mjs';
import { households, randomOf } from '../../infra/local/demo-households.mjs';

const BATCH = 1_000;
const DAY = 86_400_000;
/** Of a hundred deals, how many stand where; the rest is archived. */
const STANDING = [['signed', 2], ['submitted', 2], ['assigned', 4], ['taken', 20], ['formalities_done', 4]];
const SPECIALISTS = 20;
const SHOPS = 8;

/** 50 tenants: one of 20 000 deals, one of a tenth of it, the rest alike. */
export const HUNDRED_THOUSAND = { tenants: 50, total: 100_000, biggest: 20_000 };

const INSERT = `
  WITH entry AS (SELECT * FROM jsonb_to_recordset($2::jsonb) AS e(
    id uuid, number text, business text, payment text, status text, title text, property jsonb, contract text, price bigint, signed timestamptz, shop uuid, agent uuid, specialist uuid, taken timestamptz, archived timestamptz,
    due timestamptz, risk timestamptz, stage text, "stageName" jsonb, waits text, search text, tokens text[], parties jsonb, keys jsonb, clause text)),
  deals AS (
    INSERT INTO deal (tenant_id, id, version, number, business, payment, status, title, city, property, contract_number, price_fen, commission_seller_fen, commission_buyer_fen, utilities, signed_at, shop_unit_id, department_unit_id, agent_user_id,
      specialist_user_id, specialist_accepted_at, template_edition, f1_sent_at, taken_at, formalities_done_at, archived_at, origin, clock_due_at, clock_risk_at, stage, stage_name, waiting_for, search_text, tokens)
    SELECT $1, id, 1, number, business, payment, status, title, '江州', property, contract, price, 0, price / 100, '{}', signed, shop, $3, agent, specialist, CASE WHEN specialist IS NOT NULL THEN signed END, 0,
      CASE WHEN status <> 'signed' THEN signed END, taken, archived, archived, 'live', due, risk, stage, "stageName", waits, search, tokens FROM entry),
  parties AS (
    INSERT INTO deal_party (tenant_id, id, version, deal_id, side, position, name, id_kind, id_number, phone, email, language)
    SELECT $1, gen_random_uuid(), 1, e.id, p.side, 1, p.name, 'passport', 'E12345678', p.phone, NULL, 'zh' FROM entry e, jsonb_to_recordset(e.parties) AS p(side text, name text, phone text)),
  keys AS (INSERT INTO deal_key (tenant_id, deal_id, kind, key) SELECT DISTINCT $1::uuid, e.id, k.kind, k.key FROM entry e, jsonb_to_recordset(e.keys) AS k(kind text, key text)),
  steps AS (
    INSERT INTO deal_step (tenant_id, id, version, deal_id, key, name, position, waits_for, client_present, required, utility, state, finished_at, recorded_at, told_at, result, attachment_ids)
    SELECT $1, gen_random_uuid(), 1, e.id, s.key, s.name, s.position, 'utility', false, s.position = 1, s.utility, CASE WHEN e.archived IS NOT NULL THEN 'done' ELSE 'pending' END, e.archived, e.archived, e.archived, '', '{}'
    FROM entry e, (VALUES (1, 'title_transfer', '{"zh":"产权过户","en":"Title transfer"}'::jsonb, NULL), (2, 'utility_gas', '{"zh":"燃气过户","en":"Gas transfer"}'::jsonb, 'gas')) AS s(position, key, name, utility)),
  lines AS (
    INSERT INTO deal_entry (tenant_id, id, version, deal_id, at, kind, by_name, title, text, clause_id, attachment_ids) SELECT $1, gen_random_uuid(), 1, id, signed, 'status', '邱晨', '合同签订', contract, NULL, '{}' FROM entry)
  INSERT INTO obligation (tenant_id, id, version, clause_id, parameter_key, policy_version, ladder, subject_type, subject_id, subject_number, subject_title, place, owner_unit_id, owner_user_id, status, started_at, facts, due_at, provisional, explanation,
    risk_at, breached_at, voided_by_calendar, escalated_percent, escalation_percents, settled_at, settled_by, origin, evidence, history)
  SELECT $1, gen_random_uuid(), 1, o.clause, NULL, NULL, '[]', 'deal', e.id, e.number, e.title, e.property ->> 'address', o.owner, NULL, o.status, o.started, '{}', o.due, false,
    jsonb_build_object('clock', 'date', 'zone', 'Asia/Shanghai', 'startedAt', o.started, 'dueAt', o.due), o.risk, CASE WHEN o.status = 'open' AND o.due < now() THEN o.due END, false, 0, '[]', o.settled, CASE WHEN o.settled IS NOT NULL THEN '邱晨' END, 'live', '[]', '[]'
  FROM entry e CROSS JOIN LATERAL (
    SELECT 'PB-4.1a' AS clause, e.shop AS owner, 'met' AS status, e.signed AS started, e.signed + interval '8 hours' AS due, NULL::timestamptz AS risk, e.signed + interval '1 hour' AS settled WHERE e.status <> 'signed'
    UNION ALL SELECT e.clause, $3, 'open', e.signed, e.due, e.risk, NULL WHERE e.due IS NOT NULL) o`;

/**
 * Writes the deals as the tables' owner, tenant by tenant under its row policy, with people, units and rulebook as tenancy's events would have brought them.
 * @param {string} ownerUrl of a migrated database
 * @param {typeof HUNDRED_THOUSAND} size
 * @returns {Promise<{tenantId: string, department: string, shops: string[], agent: string, supervisor: string, finance: string, specialists: string[], deals: number, code: number}[]>} the biggest tenant first, then the one of a tenth
 */
export async function loadDeals(ownerUrl, size = HUNDRED_THOUSAND, { log = () => {} } = {}) {
  const { searchColumns } = await import('@luyue/property-brokerage/signing/deal-row');
  const { keyOf } = await import('@luyue/search');
  const { tailOf } = await import('@luyue/kernel');
  const tenth = Math.round(size.biggest / 10);
  const rest = Math.floor((size.total - size.biggest - tenth) / Math.max(1, size.tenants - 2));
  const tenants = Array.from({ length: size.tenants }, (_, t) => ({
    tenantId: randomUUID(), department: randomUUID(), shops: Array.from({ length: SHOPS }, () => randomUUID()), agent: randomUUID(), supervisor: randomUUID(), finance: randomUUID(), specialists: Array.from({ length: SPECIALISTS }, () => randomUUID()),
    deals: [size.biggest, tenth][t] ?? rest, code: 4_000 + t,
  }));
  await withClient(ownerUrl, async (client) => {
    const { rows: [index] } = await client.query(`SELECT pg_get_indexdef('deal_tokens'::regclass) AS definition`);
    await client.query('DROP INDEX deal_tokens');
    for (const [t, tenant] of tenants.entries()) {
      await within(client, tenant.tenantId, () => furnish(client, tenant));
      for (let from = 0; from < tenant.deals; from += BATCH) {
        const rows = dealsOf(tenant, from, Math.min(BATCH, tenant.deals - from), { searchColumns, keyOf, tailOf });
        await within(client, tenant.tenantId, () => client.query(INSERT, [tenant.tenantId, JSON.stringify(rows), tenant.department]));
      }
      log(`${tenant.deals} deals of tenant ${t + 1} of ${size.tenants}`);
    }
    await client.query(`SET maintenance_work_mem = '512MB'`);
    await client.query(index.definition);
    await client.query('VACUUM (ANALYZE) deal, deal_party, deal_key, deal_step, deal_entry, obligation');
  });
  return tenants;
}

async function within(client, tenantId, work) {
  await client.query('BEGIN');
  await client.query(`SELECT set_config('app.tenant', $1, true)`, [tenantId]);
  await work();
  await client.query('COMMIT');
}

async function furnish(client, { tenantId, department, shops, agent, supervisor, finance, specialists }) {
  await client.query(`INSERT INTO directory_tenant (tenant_id, id, name, kind, path, sandbox, clock_offset_ms, zone, modules, status, version) VALUES ($1, $1, '江州置业', 'company', ARRAY[$1]::uuid[], false, 0, 'Asia/Shanghai', ARRAY['property-brokerage'], 'active', 1)`, [tenantId]);
  await client.query(`INSERT INTO directory_unit (tenant_id, id, name, kind, path, designations, active, version)
    SELECT $1::uuid, u, '滨江路地铺', 'shop', ARRAY[u], '{}'::text[], true, 1 FROM unnest($2::uuid[]) u UNION ALL SELECT $1, $3::uuid, '客户服务部', 'department', ARRAY[$3::uuid], ARRAY['customer_service_body'], true, 1`, [tenantId, shops, department]);
  const people = [[agent, '邱晨', 'shop', shops[0]], [supervisor, '何静', 'supervisor', department], [finance, '财务', 'department_finance', department], ...specialists.map((id, n) => [id, `专员${n + 1}`, 'specialist', department])];
  await client.query(`INSERT INTO directory_user (tenant_id, id, name, title, staff_number, unit_id, roles, active, version)
    SELECT $1, p.id, p.name, '', '', p.unit, jsonb_build_array(jsonb_build_object('code', p.role, 'unitId', p.unit)), true, 1 FROM unnest($2::uuid[], $3::text[], $4::text[], $5::uuid[]) AS p(id, name, role, unit)`, [tenantId, ...[0, 1, 2, 3].map((n) => people.map((p) => p[n]))]);
  await client.query(`INSERT INTO directory_adoption (tenant_id, id, regulation, regulation_version, published_at, effective_from, version) SELECT $1, gen_random_uuid(), r, '2020', '2020-01-01', '2020-01-01', 1 FROM unnest(ARRAY['property-brokerage', 'platform']) r`, [tenantId]);
  const { nationalYears } = await import('@luyue/kernel');
  for (const { year, version, restDays, workDays } of nationalYears) await client.query(`INSERT INTO directory_calendar (tenant_id, year, version, origin, rest_days, work_days) VALUES ($1, $2, $3, 'national', $4, $5)`, [tenantId, year, version, [...restDays], [...workDays]]);
}

/** Deals `from` to `from + count` of a tenant: who sells lives there, who buys lives next door. */
function dealsOf(tenant, from, count, { searchColumns, keyOf, tailOf }) {
  const homes = households(1, { id: tenant.shops[0], code: String(tenant.code), district: '滨江区' }, count + 1, from);
  return Array.from({ length: count }, (_, k) => {
    const n = from + k;
    const random = randomOf(`deal/${tenant.code}/${n}`);
    const pick = (list) => list[Math.floor(random() * list.length)];
    const [seller, buyer] = [homes[k], homes[k + 1]];
    const status = standing(random() * 100);
    const isOpen = status !== 'archived';
    const signed = new Date(Date.now() - (isOpen ? random() * 60 : 60 + random() * 900) * DAY);
    const isTaken = ['taken', 'formalities_done', 'archived'].includes(status);
    const due = isOpen ? new Date(Date.now() + (random() * 14 - 2) * DAY) : null;
    const isLease = random() < 0.3;
    const number = `CJ${String(n).padStart(8, '0')}`;
    const property = { address: seller.address, certificateNumber: null, areaSquareMetres: 90, use: '住宅' };
    const parties = [{ side: 'seller', name: seller.holderName, phone: seller.phone }, { side: 'buyer', name: buyer.holderName, phone: buyer.phone }];
    const { searchText, tokens } = searchColumns({ title: seller.address.slice(-12), property }, parties);
    return {
      id: randomUUID(), number, business: isLease ? 'lease' : 'sale', payment: isLease ? null : pick(['mortgage', 'full_payment']), status, title: seller.address.slice(-12), property, contract: `JJ-${tenant.code}-${n}`, price: 100_000_000 + Math.floor(random() * 4e8), signed,
      shop: pick(tenant.shops), agent: tenant.agent, specialist: ['signed', 'submitted'].includes(status) ? null : pick(tenant.specialists), taken: isTaken ? signed : null, archived: isOpen ? null : new Date(signed.getTime() + 40 * DAY), due, risk: due && new Date(due.getTime() - DAY),
      stage: status === 'taken' ? 'title_transfer' : null, stageName: status === 'taken' ? { zh: '产权过户', en: 'Title transfer' } : null, waits: status === 'taken' ? pick(['registry', 'client', 'bank']) : null, search: searchText, tokens, parties,
      keys: [{ kind: 'number', key: keyOf(number) }, { kind: 'contract', key: keyOf(`JJ-${tenant.code}-${n}`) }, ...parties.map(({ phone }) => ({ kind: 'phone', key: tailOf(phone) }))], clause: isTaken ? 'PB-4.10' : 'PB-4.1b',
    };
  });
}

function standing(at) {
  let sum = 0;
  for (const [status, share] of STANDING) if (at < (sum += share)) return status;
  return 'archived';
}
