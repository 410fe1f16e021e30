// Distributor visits among 2 000 000 visits at 200 000 customers of 50 makers: the month's proposal, the phone's day and its sync, drafts of reports, figures over a year.
import { randomBytes, randomUUID } from 'node:crypto';
import { withClient } from '../../infra/local/databases.mjs';
import { median, percentile, drive } from './load.mjs';
import { furnishReplica, headersOf } from './replica.mjs';
import { row } from './row.mjs';
import { openStage } from './stage.mjs';

const [DATABASE, PATH] = ['distributor_visits', '/v1/distributor-visits'];
const [TENANTS, CUSTOMERS, OF_UNIT, VISITORS, DAYS] = [50, 4_000, 3_000, 30, 720];
/** The first two makers are measured beside each other: one has ten times the visits of the other. */
const VISITS = { all: 2_000_000, many: 200_000, few: 20_000 };
const PARTS = { proposal, today, sync, drafts, analysis };
const dayOf = (at) => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(at);
// What makes a file a photograph to whoever looks at its first bytes.
const JPEG = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0x10, 0x4a, 0x46, 0x49, 0x46, 0]);

// $1 maker, $2 unit, $3 its other unit, $4 visitors of both.
const SEED_CUSTOMERS = `
  INSERT INTO visit_customer (tenant_id, id, version, number, type, name, status, unit_id, city, address, latitude, longitude, contacts, competitors, grades, visitor_user_id, registered_at, origin, name_key, search_text, tokens)
  SELECT $1, gen_random_uuid(), 1, 'KH' || i, 'retailer', '客户' || i, 'active', CASE WHEN i <= ${OF_UNIT} THEN $2::uuid ELSE $3::uuid END, '苏州', '人民路 ' || i || ' 号', 30 + (i * 7919 % 1000) / 500.0, 119 + (i * 104729 % 1000) / 500.0, '[]', '[]',
    jsonb_build_array(jsonb_build_object('grade', g, 'from', '2020-01')), ($4::uuid[])[1 + i % cardinality($4::uuid[])], '2020-01-05', 'import', 'kh' || i, '', '{}'
  FROM generate_series(1, ${CUSTOMERS}) i, LATERAL (SELECT (ARRAY['A', 'B', 'C', 'D'])[1 + i % 4] AS g) x`;
// $2 so many, over two years up to yesterday ($3): each customer as often as any.
const SEED_VISITS = `
  INSERT INTO visit (tenant_id, id, version, customer_id, unit_id, region_id, visitor_user_id, visit_day_id, day, planned_visit_id, unplanned_reason, status, checked_in_at, check_in, checked_out_at, check_out, effect, conflicts)
  SELECT $1, gen_random_uuid(), 1, c.id, c.unit_id, NULL, c.visitor_user_id, md5(c.visitor_user_id::text || v.day)::uuid, v.day, NULL, '例行', 'ended', v.day + time '10:00', '{"source": "occurred"}', v.day + time '11:00', '{"source": "occurred"}', '订了两台', 0
  FROM (SELECT i, $3::date - 1 - (i * 7919::bigint % ${DAYS})::int AS day FROM generate_series(1, $2::int) i) v JOIN (SELECT *, row_number() OVER (ORDER BY id) AS n FROM visit_customer WHERE tenant_id = $1) c ON c.n = 1 + v.i % ${CUSTOMERS}`;
// What the room keeps up with each fact: customers buy each month, whether visited or not; $2 this month.
const SEED_FIGURES = [
  `INSERT INTO customer_month SELECT c.tenant_id, c.unit_id, m::date, c.id, (SELECT count(*) FROM visit v WHERE v.tenant_id = c.tenant_id AND v.customer_id = c.id AND v.day >= m::date AND v.day < (m + interval '1 month')::date), 100000
    FROM visit_customer c, generate_series($2::date - interval '23 months', $2::date, interval '1 month') m WHERE c.tenant_id = $1`,
  `INSERT INTO product_month SELECT $1, $3, m::date, md5('region' || r)::uuid, 'x' || p, 'X' || p, 50, 100, 40, 4000000, 35, 4200000
    FROM generate_series($2::date - interval '23 months', $2::date, interval '1 month') m, generate_series(1, 10) r, generate_series(1, 20) p`,
  `INSERT INTO opinion_month SELECT $1, $3, m::date, 'own', '', 'x' || p, k, NULL, 'X' || p, 20, 15 FROM generate_series($2::date - interval '23 months', $2::date, interval '1 month') m, generate_series(1, 20) p, unnest(ARRAY['complaint', 'wish']) k`,
];
// Twelve customers of a visitor planned for $4, with the last stock of ten products each and three opinions open.
const SEED_DAY = [
  `INSERT INTO visit_plan (tenant_id, id, version, unit_id, period_kind, period, from_day, to_day, status, key_products, key_survey_items, special_survey_items, note, issued_at, issued_by)
    SELECT $1, $5, 1, $2, 'month', to_char($4::date, 'YYYY-MM'), date_trunc('month', $4::date), date_trunc('month', $4::date) + interval '1 month - 1 day', 'issued', '{X1}', '{库存}', '{}', '', now(), '秦岭' WHERE $3::uuid IS NOT NULL`,
  `INSERT INTO planned_visit (tenant_id, id, version, plan_id, unit_id, customer_id, visitor_user_id, month, day, position, status, source)
    SELECT $1, gen_random_uuid(), 1, $5, $2, id, $3, to_char($4::date, 'YYYY-MM'), $4::date, row_number() OVER (ORDER BY id), 'planned', 'added' FROM visit_customer WHERE tenant_id = $1 AND unit_id = $2 AND visitor_user_id = $3 ORDER BY id LIMIT 12`,
  `WITH answer AS (
      INSERT INTO survey_answer SELECT p.tenant_id, gen_random_uuid(), 1, gen_random_uuid(), p.customer_id, p.unit_id, '00000000-0000-7000-8000-0000000003b1', 'products', 'products', p.day - 30, '林岚', '[]' FROM planned_visit p WHERE p.tenant_id = $1 AND p.visitor_user_id = $3 AND p.day = $4::date RETURNING *)
    INSERT INTO survey_line SELECT a.tenant_id, a.id, 'X' || n, measure, a.customer_id, a.unit_id, NULL, a.day, 12, 120000 FROM answer a, generate_series(1, 10) n, unnest(ARRAY['stock', 'purchases', 'sales']) measure WHERE $2::uuid IS NOT NULL AND $5::uuid IS NOT NULL`,
];

/** Row by row; `only` one of its parts where it is named. */
export async function* visitsBench({ fast, note, part: only }) {
  if (only && !PARTS[only]) throw new Error(`no part is called ${only}; there are ${Object.keys(PARTS).join(', ')}`);
  const stage = await openStage();
  try {
    const field = await Field.open(stage, fast, note);
    for (const [name, part] of Object.entries(PARTS)) {
      if (only && only !== name) continue;
      note(name);
      yield* await part(field);
    }
  } finally {
    await stage.close();
  }
}

/** The service with its visits, and the people of the first two makers as the gateway vouches for them. */
class Field {
  static async open(stage, fast, note) {
    const { InternalTokenSigner } = await import('@luyue/platform');
    const { systemRoles } = await import('@luyue/regulations');
    const field = Object.assign(new Field(), { stage, today: dayOf(new Date()), signer: new InternalTokenSigner(stage.secrets.internalKeys.privateKey), roles: new Map(systemRoles(['distributor-visits']).map((r) => [r.code, r.permissions])) });
    field.service = await stage.service('distributor-visits', { WORK: 'http' });
    const share = fast ? 10 : 1;
    const rest = (VISITS.all - VISITS.many - VISITS.few) / (TENANTS - 2);
    const month = `${field.today.slice(0, 7)}-01`;
    field.makers = [];
    await withClient(stage.postgres.url(DATABASE), async (client) => {
      for (let t = 0; t < Math.max(2, TENANTS / share); t += 1) {
        const maker = makerOf(t);
        const [east, south] = maker.units.slice(1).map((u) => u.id);
        await furnishReplica(client, maker);
        await client.query(SEED_CUSTOMERS, [maker.tenantId, east, south, maker.people.filter((p) => p.role === 'visitor').map((p) => p.id)]);
        await client.query(SEED_VISITS, [maker.tenantId, Math.round([VISITS.many, VISITS.few][t] ?? rest), field.today]);
        if (t < 2) {
          await client.query('ANALYZE visit');
          await client.query(SEED_FIGURES[0], [maker.tenantId, month]);
          for (const text of SEED_FIGURES.slice(1)) await client.query(text, [maker.tenantId, month, east]);
          field.makers.push(maker);
        }
        if (t % 10 === 0) note(`visits of maker ${t + 1}`);
      }
      await client.query('VACUUM ANALYZE');
    });
    return field;
  }

  as(role, maker = this.makers[0]) { return headersOf(this.signer, maker, maker.people.find((p) => p.role === role), this.roles); }

  url(path) { return `${this.service.url}${PATH}/${path}`; }

  /** @returns {Promise<any>} the answer's body. Throws for anything but 2xx. */
  async ask(method, path, headers, body) {
    const json = body && !(body instanceof FormData);
    const answer = await fetch(this.url(path), { method, headers: { ...headers, ...(json && { 'content-type': 'application/json' }) }, ...(body && { body: json ? JSON.stringify(body) : body }) });
    const text = await answer.text();
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${text.slice(0, 500)}`);
    return JSON.parse(text);
  }

  sql(text, values = []) { return withClient(this.stage.postgres.url(DATABASE), async (client) => (await client.query(text, values)).rows); }
}

function makerOf(t) {
  const [tenantId, head, east, south] = Array.from({ length: 4 }, () => randomUUID());
  const person = (role, name, unitId) => ({ id: randomUUID(), name, role, unitId });
  return {
    tenantId, name: `${t + 1} 号电器`, module: 'distributor-visits', units: [{ id: head, name: '总部', kind: 'service_centre' }, { id: east, name: '华东营业部', kind: 'business_unit', parentId: head }, { id: south, name: '华南营业部', kind: 'business_unit', parentId: head }],
    people: [...Array.from({ length: VISITORS }, (_, n) => person('visitor', `巡访员${n + 1}`, east)), person('supervisor', '何静', east), person('unit_manager', '秦岭', head)],
  };
}

const p95 = (name, times, most) => row(name, percentile(times, 95), 'ms p95', { most }, `p50 ${median(times).toFixed(1)} ms, ${times.length} requests`);
async function timed(url, headers, count = 200) {
  const next = () => ({ url, headers });
  await drive(next, { inFlight: 1, count: Math.ceil(count / 6), seconds: 10 });
  return (await drive(next, { inFlight: 1, count, seconds: 30 })).times;
}

async function proposal(field) {
  const [supervisor, east] = [field.as('supervisor'), field.makers[0].units[1].id];
  const next = new Date(Date.parse(`${field.today}T00:00:00Z`));
  next.setUTCMonth(next.getUTCMonth() + 1, 1);
  const plan = await field.ask('POST', 'plans', supervisor, { unitId: east, period: next.toISOString().slice(0, 7), keyProducts: ['X1'], keySurveyItems: ['库存'] });
  const began = performance.now();
  const { visits, visitors } = await field.ask('POST', `plans/${plan.id}/propose`, supervisor);
  return [row(`month proposal by distance: ${visitors.length} visitors, ${OF_UNIT} customers`, (performance.now() - began) / 1_000, 's', { most: 3 }, `${visits} visits`)];
}

async function today(field) {
  const { tenantId, units, people } = field.makers[0];
  const visitor = people[0];
  await withClient(field.stage.postgres.url(DATABASE), async (client) => {
    const planId = randomUUID();
    for (const text of SEED_DAY) await client.query(text, [tenantId, units[1].id, visitor.id, field.today, planId]);
  });
  const headers = field.as('visitor');
  const planned = (await field.ask('GET', 'visits/today', headers)).visits;
  for (const { customer } of planned) for (let n = 0; n < 3; n += 1) await field.ask('POST', 'opinions', headers, { customerId: customer.id, kind: 'complaint', maker: 'own', product: `X${n}`, content: '交期太长' });
  const shown = (await field.ask('GET', 'visits/today', headers)).visits;
  if (!shown.every((v) => v.answers.length && v.openMatters.length === 3 && v.lastVisit)) throw new Error(`the day is not whole: ${JSON.stringify(shown[0]).slice(0, 500)}`);
  return [p95(`phone page: ${shown.length} visits of today with last values and open matters`, await timed(field.url('visits/today'), headers), 60)];
}

async function sync(field) {
  const headers = field.as('visitor');
  const [first] = field.makers;
  const customers = await field.sql('SELECT id FROM visit_customer WHERE tenant_id = $1 AND unit_id = $2 ORDER BY id DESC LIMIT 10', [first.tenantId, first.units[1].id]);
  const occurredAt = new Date(Date.now() - 60_000).toISOString();
  const began = performance.now();
  const photos = await Promise.all(customers.map(async (_, n) => {
    const form = new FormData();
    form.append('file', new Blob([JPEG, randomBytes(200_000)], { type: 'image/jpeg' }), `${n}.jpg`);
    return (await field.ask('POST', 'attachments', headers, form)).id;
  }));
  const records = customers.flatMap(({ id: customerId }, n) => {
    const visitId = randomUUID();
    const record = (kind, body, more = {}) => ({ id: randomUUID(), visitId, kind, occurredAt, body, ...more });
    return [record('check_in', { customerId, reason: '顺路拜访', latitude: 31, longitude: 120 }), record('note', { text: '库存偏多' }, { attachmentIds: [photos[n]] }), record('activity', { activity: 'guidance', note: '陈列' }), record('signature', { name: '顾海' }), record('check_out', { effect: '订了两台' })];
  });
  const { results } = await field.ask('POST', 'visits/sync', headers, { deviceId: 'bench', records });
  const seconds = (performance.now() - began) / 1_000;
  const refused = results.find((r) => r.outcome !== 'applied');
  if (refused) throw new Error(`sync: ${JSON.stringify(refused)}`);
  const again = (await field.ask('POST', 'visits/sync', headers, { deviceId: 'bench', records })).results.filter((r) => r.outcome !== 'known').length;
  const [{ n }] = await field.sql('SELECT count(*)::int AS n FROM visit_record WHERE tenant_id = $1 AND device_id = $2', [first.tenantId, 'bench']);
  return [row(`sync of ${records.length} offline records with ${photos.length} photos`, seconds, 's', { most: 2 }, '200 kB each, their upload counted'), row('records beside one each, sent twice', again + Math.abs(n - records.length), 'rows', { most: 0 })];
}

async function drafts(field) {
  const [visitor, supervisor, east] = [field.as('visitor'), field.as('supervisor'), field.makers[0].units[1].id];
  const [{ n: visits }] = await field.sql('SELECT count(*)::int AS n FROM visit WHERE tenant_id = $1 AND visitor_user_id = $2 AND day = $3', [field.makers[0].tenantId, field.makers[0].people[0].id, field.today]);
  const daily = p95(`draft of a daily report, ${visits} visits`, await timed(field.url('daily-reports/mine'), visitor), 80);
  const month = field.today.slice(0, 7);
  const began = performance.now();
  await field.ask('POST', 'monthly-reports', supervisor, { unitId: east, month });
  return [daily, row('draft of a unit\'s monthly report', (performance.now() - began) / 1_000, 's', { most: 1 }, `${VISITORS} visitors`)];
}

async function analysis(field) {
  const [many, few] = field.makers;
  const until = field.today.slice(0, 7);
  const from = new Date(Date.parse(`${until}-01T00:00:00Z`));
  from.setUTCMonth(from.getUTCMonth() - 11);
  const year = `from=${from.toISOString().slice(0, 7)}&to=${until}`;
  const pathOf = (what, maker) => `${what}?unitId=${maker.units[1].id}&${year}`;
  const rows = [];
  for (const [name, what] of [['coverage', 'analysis/coverage'], ['sell-through', 'analysis/products'], ['opinions', 'opinions/months'], ['effect of visits', 'analysis/effect']]) {
    const times = await timed(field.url(pathOf(what, many)), field.as('supervisor', many), 60);
    const ratios = [];
    for (let round = 0; round < 5; round += 1) {
      const cost = async (maker) => median((await drive(() => ({ url: field.url(pathOf(what, maker)), headers: sealed.get(maker) }), { inFlight: 1, count: 10, seconds: 5 })).times);
      const sealed = new Map([many, few].map((maker) => [maker, field.as('supervisor', maker)]));
      await cost(few);
      ratios.push((await cost(many)) / (await cost(few)));
    }
    rows.push(p95(`${name} over a year for a unit`, times, 300), row(`${name}: ${VISITS.many} visits / ${VISITS.few}`, median(ratios), 'ratio', { most: 1.3 }, 'median of 5 rounds'));
  }
  return rows;
}
