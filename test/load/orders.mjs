// Outstation channel among 1 000 000 repair orders of 50 makers: an import from Excel, and the settlement of a month of 100 000.
import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { createRequire } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';
import { withClient } from '../../infra/local/databases.mjs';
import { furnishReplica, headersOf } from './replica.mjs';
import { row } from './row.mjs';
import { openStage } from './stage.mjs';

const pino = createRequire(new URL('../../libs/platform/package.json', import.meta.url))('pino');
const [DATABASE, PATH] = ['outstation_channel', '/v1/outstation-channel'];
const [TENANTS, STATIONS, ALL, SETTLED, IMPORTED] = [50, 50, 1_000_000, 100_000, 50_000];
const PARTS = { import: imported, settlement };
const HEADS = ['授权站编号', '工单号', '机型', '串号', '故障', '维修级别', '配件', '客户', '客户电话', '销售日期', '维修日期'];

const SEED_STATIONS = `INSERT INTO authorised_station (tenant_id, id, version, number, department_unit_id, region_id, data, status, opened_on) SELECT $1, s.id, 1, 'S-' || s.n, $2, $2, '{}', 'active', '2020-01-01' FROM unnest($3::uuid[]) WITH ORDINALITY AS s(id, n)`;
// $4 orders over the stations, of the two years before the month $5, or all of that month where $6; one in a thousand was repaired before it was sold.
const SEED_ORDERS = `
  INSERT INTO repair_order (tenant_id, id, version, station_id, department_unit_id, region_id, number, month, model, serial, fault, level, parts, customer_name, customer_phone, sold_on, repaired_on, missing, status, origin, entered_at, entered_by, returns, mailing_id, mailed_on, accepted_at)
  SELECT $1, gen_random_uuid(), 1, ($3::uuid[])[1 + i % cardinality($3::uuid[])], $2, $2, o.month || '-' || i, o.month, 'C118', 'SN' || i || o.month, '不开机', (ARRAY['minor', 'medium', 'major'])[1 + i % 3], '[]', '张三', '13' || i, CASE WHEN i % 1000 = 0 THEN date '2100-01-01' ELSE '2020-01-01' END, (o.month || '-20')::date, '{}', 'accepted', 'live', now(), '张三', 0, $1,
    ((o.month || '-05')::date + interval '1 month')::date, now()
  FROM generate_series(1, $4::int) i, LATERAL (SELECT to_char($5::date - CASE WHEN $6 THEN interval '0' ELSE make_interval(months => 1 + i % 24) END, 'YYYY-MM') AS month) o`;

/** Row by row; `only` one of its parts where it is named. */
export async function* ordersBench({ fast, note, part: only }) {
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

/** The service with its orders, and the people of the first maker as the gateway vouches for them. */
class Desk {
  static async open(stage, fast, note) {
    const { InternalTokenSigner } = await import('@luyue/platform');
    const { systemRoles } = await import('@luyue/regulations');
    const desk = Object.assign(new Desk(), { stage, share: fast ? 10 : 1, signer: new InternalTokenSigner(stage.secrets.internalKeys.privateKey), roles: new Map(systemRoles(['outstation-channel']).map((r) => [r.code, r.permissions])) });
    await desk.start();
    // The month before the last: it is over, and its orders were mailed.
    const month = new Date();
    month.setUTCMonth(month.getUTCMonth() - 2, 1);
    desk.month = month.toISOString().slice(0, 7);
    const makers = Array.from({ length: Math.max(2, TENANTS / desk.share) }, (_, t) => makerOf(t));
    [desk.maker] = makers;
    await withClient(stage.postgres.url(DATABASE), async (client) => {
      for (const [t, maker] of makers.entries()) {
        const [department, ...stations] = maker.units.map((u) => u.id);
        await furnishReplica(client, maker);
        await client.query(SEED_STATIONS, [maker.tenantId, department, stations]);
        const own = t === 0 ? SETTLED / desk.share : Math.round((ALL - SETTLED) / (TENANTS - 1));
        await client.query(SEED_ORDERS, [maker.tenantId, department, stations, own, `${desk.month}-01`, t === 0]);
        if (t % 10 === 0) note(`orders of maker ${t + 1}`);
      }
      await client.query(`INSERT INTO labour_rate (tenant_id, id, version, department_unit_id, effective_from, fees, reason, published_at, published_by) VALUES ($1, gen_random_uuid(), 1, $2, '2020-01', '{"minor": 3000, "medium": 8000, "major": 15000}', '合同', now(), '方经理')`, [desk.maker.tenantId, desk.maker.units[0].id]);
      await client.query('VACUUM ANALYZE');
    });
    return desk;
  }

  async start() { this.service = await this.stage.service('outstation-channel', { WORK: 'http' }); }

  /** Answers null where the service is gone. Throws for a refusal. */
  async ask(role, path, body) {
    const json = !(body instanceof FormData);
    const headers = headersOf(this.signer, this.maker, this.maker.people.find((p) => p.role === role), this.roles);
    const answer = await fetch(`${this.service.url}${PATH}/${path}`, { method: 'POST', headers: { ...headers, ...(json && { 'content-type': 'application/json' }) }, body: json ? JSON.stringify(body) : body }).catch(() => null);
    if (answer && answer.status >= 300) throw new Error(`${path}: ${answer.status} ${(await answer.text()).slice(0, 500)}`);
    return answer && answer.json();
  }

  sql(text, values = []) { return withClient(this.stage.postgres.url(DATABASE), async (client) => (await client.query(text, values)).rows); }
}

function makerOf(t) {
  const department = randomUUID();
  const person = (role) => ({ id: randomUUID(), name: role, role, unitId: department });
  return {
    tenantId: randomUUID(), name: `${t + 1} 号通信`, module: 'outstation-channel', units: [{ id: department, name: '客服部', kind: 'department' }, ...Array.from({ length: STATIONS }, (_, n) => ({ id: randomUUID(), name: `${n + 1} 号站`, kind: 'station', parentId: department }))],
    people: ['channel_assistant', 'account_manager'].map(person),
  };
}

async function imported(desk) {
  const { Workbooks } = await import('@luyue/reports');
  const workbooks = new Workbooks(pino({ level: 'silent' }));
  const bookOf = async (rows, mark) => {
    const lines = Array.from({ length: rows }, (_, i) => {
      const cells = [i % 1_000 === 999 ? 'S-X' : `S-${1 + (i % STATIONS)}`, `${mark}${i}`, 'C118', `IM${mark}${i}`, '不开机', '小修', '电源板×2', '张三', `139${String(i).padStart(8, '0')}`, '2020-05-01', `${desk.month}-20`];
      return Object.fromEntries(HEADS.map((head, n) => [head, cells[n]]));
    });
    return buffer(workbooks.writeTable(HEADS.map((label) => ({ key: label, label })), lines, { title: '维修工单', zone: 'Asia/Shanghai' }));
  };
  const take = async (rows, mark) => {
    const form = new FormData();
    form.append('file', new Blob([await bookOf(rows, mark)]), 'w.xlsx');
    const began = performance.now();
    const answer = await desk.ask('account_manager', 'repair-orders/import', form);
    const seconds = (performance.now() - began) / 1_000;
    const bad = Math.floor(rows / 1_000);
    if (answer.created !== rows - bad || answer.rejectedCount !== bad) throw new Error(`import: ${JSON.stringify({ ...answer, rejected: answer.rejected.slice(0, 2) })}`);
    return { seconds, bad };
  };
  const all = IMPORTED / desk.share;
  /** The highest memory of a service that has just started, over imports of so many rows in all: what is garbage by then is as much, however many files it came in. */
  const peakOf = async (files, mark) => {
    await desk.service.stop();
    await desk.start();
    await take(all / 10, `${mark}W`);
    writeFileSync(`/proc/${desk.service.pid}/clear_refs`, '5');
    let last;
    for (let n = 0; n < files; n += 1) last = await take(all / files, `${mark}${n}-`);
    return { ...last, peak: Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${desk.service.pid}/status`, 'utf8'))[1]) / 1_024 };
  };
  const [five, one] = [await peakOf(5, 'F'), await peakOf(1, 'E')];
  await workbooks.onApplicationShutdown();
  return [
    row(`import of ${all} repair orders from Excel`, one.seconds, 's', { most: 30 }, `${one.bad} bad rows returned`),
    row('import, memory at its peak: the same rows in one file beside five', one.peak / five.peak, 'ratio', { most: 1.15 }, `${five.peak.toFixed(0)} MB, ${one.peak.toFixed(0)} MB`),
  ];
}

async function settlement(desk) {
  const all = SETTLED / desk.share;
  const body = { departmentUnitId: desk.maker.units[0].id, month: desk.month };
  const run = () => desk.ask('channel_assistant', 'settlements/run', body);
  const stated = async () => (await desk.sql(`SELECT (SELECT count(*)::int FROM settlement_line WHERE tenant_id = $1) AS lines, (SELECT coalesce(sum(orders), 0)::int FROM station_settlement WHERE tenant_id = $1) AS orders`, [desk.maker.tenantId]))[0];
  // Killed once the first stations are drawn, and begun again: the time of both counts.
  const began = performance.now();
  const broken = run();
  while (!(await stated()).orders) await sleep(20);
  process.kill(desk.service.pid, 'SIGKILL');
  await broken;
  const first = (performance.now() - began) / 1_000;
  await desk.start();
  const resumed = performance.now();
  const { orders, held } = await run();
  const seconds = first + (performance.now() - resumed) / 1_000;
  const { lines, orders: sum } = await stated();
  const [{ cases }] = await desk.sql('SELECT count(*)::int AS cases FROM fraud_case WHERE tenant_id = $1', [desk.maker.tenantId]);
  return [
    row(`settlement of ${all} orders with all fraud signals`, seconds, 's', { most: 30 }, `killed once stations were drawn and begun again; ${held} held by ${cases} cases`),
    row('orders settled beside one each', Math.abs(lines + held - all) + Math.abs(sum - lines) + Math.abs(orders - lines), 'rows', { most: 0 }, `${lines} lines`),
  ];
}
