import { randomUUID } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { InternalTokenSigner } from '@luyue/platform';
import { systemRoles } from '@luyue/regulations';
import { Workbooks } from '@luyue/reports';
import pino from 'pino';
import type { Json } from '../../../infra/local/client.mjs';
import { withClient } from '../../../infra/local/databases.mjs';
import { type Furnished, furnishReplica, headersOf } from '../../load/replica.mjs';
import { openServices, type Program, type ServicesStage } from './services-stage.mjs';

/** Kills at a moment of their own choice, beside the one of each kind that is held in the middle; by hand, as many as asked for. */
const ROUNDS = Number(process.env['FAULTS_KILLS'] ?? 0);
const [OC, DV] = ['outstation_channel', 'distributor_visits'] as const;
const PATIENCE_MS = 60_000;
const [TENANTS, STAFF] = [12, 10];
/** Of two: a run takes 25 at a time. */
const [STATIONS, ORDERS] = [30, 20];

let stage: ServicesStage;
let channel: Program;
let visits: Program;
jest.setTimeout(120_000 + ROUNDS * 30_000);

const id = randomUUID;
const workbooks = new Workbooks(pino({ level: 'silent' }));
const department = { id: id(), name: '客服部', kind: 'department' };
const maker: Furnished = {
  tenantId: id(), name: '江州通信', module: 'outstation-channel', now: '2026-03-10T02:00:00.000Z',
  units: [department, ...Array.from({ length: STATIONS }, (_, n) => ({ id: id(), name: `${n + 1} 号授权站`, kind: 'station', parentId: department.id }))],
  people: [{ id: id(), name: '方经理', unitId: department.id, role: 'channel_manager' }, { id: id(), name: '小秦', unitId: department.id, role: 'channel_assistant' }, { id: id(), name: '李客户', unitId: department.id, role: 'account_manager' }],
};
const east = { id: id(), name: '华东营业部', kind: 'business_unit' };
const trade: Furnished = {
  tenantId: id(), name: '江州家电', module: 'distributor-visits', now: '2026-09-30T02:00:00.000Z', units: [{ id: id(), name: '总部', kind: 'service_centre' }, east],
  people: [['何静', 'supervisor'], ['林岚', 'visitor'], ['物管', 'materials_keeper'], ['秦岭', 'unit_manager']].map(([name, role]) => ({ id: id(), name: name!, unitId: east.id, role: role! })),
};

beforeAll(async () => {
  stage = await openServices('rounds', { 'outstation-channel': { WORK: 'http,sweep' }, 'distributor-visits': { WORK: 'http' } });
  [channel, visits] = [stage.parts['outstation-channel']!, stage.parts['distributor-visits']!];
  await Promise.all([channel.start(), visits.start()]);
  for (const [database, company] of [[OC, maker], [DV, trade]] as const) await withClient(stage.superuser(database), (client) => furnishReplica(client, company));
}, 120_000);
afterAll(async () => {
  await Promise.all([stage?.close(), workbooks.onApplicationShutdown()]);
}, 60_000);

const sql = async (database: string, text: string, values: unknown[] = []): Promise<Json[]> => withClient(stage.superuser(database), async (client) => (await client.query(text, values)).rows);
const count = async (database: string, from: string, values: unknown[] = []): Promise<number> => (await sql(database, `SELECT count(*)::int AS n FROM ${from}`, values))[0].n;

async function until(what: string, done: () => Promise<unknown>, withinMs = 30_000): Promise<void> {
  for (const end = Date.now() + withinMs; !(await done()); await sleep(10)) if (Date.now() > end) throw new Error(`not within ${withinMs / 1_000} s: ${what}`);
}

/** Nobody ended by themselves. */
const crashes = (): string[] => [channel, visits].flatMap((part) => part.crashes);

/** Somebody's requests. What a broken connection leaves open is asked again until the service has answered. */
function as(company: Furnished, role: string) {
  const [service, person] = [company === maker ? channel : visits, company.people.find((p) => p.role === role)!];
  const roles = new Map(systemRoles([company.module as 'outstation-channel']).map((r) => [r.code, r.permissions as readonly string[]]));
  const headers = headersOf(new InternalTokenSigner(stage.privateKey) as never, company, person, roles);
  const ask = async (method: string, path: string, body?: object | FormData, more: Record<string, string> = {}): Promise<{ status: number; body: Json } | null> => {
    const json = body && !(body instanceof FormData);
    return fetch(`${service.url}/v1/${company.module}/${path}`, {
      method, headers: { ...headers, ...more, ...(json && { 'content-type': 'application/json' }) }, ...(body && { body: json ? JSON.stringify(body) : body as FormData }), signal: AbortSignal.timeout(30_000),
    }).then(async (response) => ({ status: response.status, body: await response.json() as Json }), () => null);
  };
  return {
    get: async (path: string): Promise<Json> => (await ask('GET', path))!.body,
    post: async (path: string, body: object | (() => FormData) = {}, more: Record<string, string> = {}): Promise<Json> => {
      for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await sleep(50)) {
        const answer = await ask('POST', path, typeof body === 'function' ? (body as () => FormData)() : body, more);
        if (answer && answer.status < 300) return answer.body;
        // It was carried out, and its answer died with the service.
        if (answer?.body.code === 'idempotency_running') return null;
        if (answer && answer.status < 500) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
      }
      throw new Error(`${path}: not answered within ${PATIENCE_MS / 1_000} s`);
    },
  };
}

/** The service dies while somebody waits for what `hold` keeps, in the middle of what was asked; then it starts again, and the asking goes on. */
async function killedAt<T>(service: Program, database: string, hold: string, asked: () => Promise<T>): Promise<T> {
  return withClient(stage.superuser(database), async (client) => {
    await client.query('BEGIN');
    await client.query(hold);
    const answer = asked();
    // Heard of below; a failure meanwhile is no unhandled one.
    answer.catch(() => undefined);
    await until(`somebody waits: ${hold}`, async () => (await client.query(`SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`)).rowCount);
    await service.kill();
    await client.query('ROLLBACK');
    await service.start();
    return answer;
  });
}

/** As often as there are rounds: once `begun`, it dies, and starts again. */
async function killedWhen<T>(service: Program, begun: () => Promise<unknown>, asked: () => Promise<T>): Promise<T> {
  const answer = asked();
  answer.catch(() => undefined);
  await until('begun', begun);
  await service.kill();
  await service.start();
  return answer;
}

test('R4: outstation channel killed with -9 while a week and a month open: each duty opens one obligation and tells it once, and the rest follow', async () => {
  let owed = 0;
  // Their Monday morning, the first of a month, whatever day it is here.
  const offset = Math.round(Date.parse('2026-06-01T00:00:30+08:00') - Date.now());
  const morning = async (): Promise<void> => {
    owed += TENANTS * STAFF * 2;
    await sql(OC, `
      WITH tenant AS (INSERT INTO directory_tenant SELECT t, t, '企业', 'company', NULL, ARRAY[t], true, NULL, $1, 'Asia/Shanghai', ARRAY['outstation-channel'], 'active', 1 FROM (SELECT gen_random_uuid() AS t FROM generate_series(1, $2::int)) x RETURNING id),
      adopted AS (INSERT INTO directory_adoption SELECT id, gen_random_uuid(), 'outstation-channel', '2020', '2020-01-01', '2020-01-01', NULL, NULL, 1 FROM tenant)
      INSERT INTO recurring_duty SELECT t.id, gen_random_uuid(), 1, d.clause, d.parameter, '', d.cadence, NULL, d.by, d.due, d.partial, 'posting', gen_random_uuid(), 'PZ' || n, '外派人员' || n, NULL, gen_random_uuid(), gen_random_uuid(),
        '2026-01-01', NULL, '2026-06-01', '2026-06-01T00:00:00+08:00', 0
      FROM tenant t, generate_series(1, $3::int) n, (VALUES ('OC-3.1.3', 'oc.weekly.weekday', 'week', NULL, 'after', true), ('OC-3.1.2b', 'oc.station.check.everyMonths', 'months', 'oc.station.check.everyMonths', 'within', false)) d(clause, parameter, cadence, by, due, partial)`,
    [offset, TENANTS, STAFF]);
  };
  const opened = (): Promise<number> => count(OC, `obligation WHERE clause_id IN ('OC-3.1.3', 'OC-3.1.2b')`);
  await killedAt(channel, OC, 'LOCK TABLE obligation IN SHARE MODE', morning);
  for (let round = 0; round < ROUNDS; round += 1) {
    await until('the rest is open', async () => (await opened()) === owed);
    const before = owed;
    await killedWhen(channel, async () => (await opened()) > before, morning);
  }
  await until('everything is open', async () => (await opened()) >= owed);
  // One more look of the opener.
  await sleep(1_500);
  expect(await sql(OC, `SELECT count(*)::int AS n, count(DISTINCT (tenant_id, subject_id))::int AS subjects, count(DISTINCT (tenant_id, clause_id, subject_number, owner_user_id))::int AS owed FROM obligation WHERE clause_id IN ('OC-3.1.3', 'OC-3.1.2b')`)).toEqual([{ n: owed, subjects: owed, owed }]);
  expect(await sql(OC, `SELECT count(*)::int AS n, count(DISTINCT (tenant_id, key))::int AS told FROM outbox WHERE type LIKE '%obligation.opened%' AND payload::jsonb ->> 'clauseId' IN ('OC-3.1.3', 'OC-3.1.2b')`)).toEqual([{ n: owed, told: owed }]);
  expect(await sql(OC, 'SELECT opened, version, count(*)::int AS n FROM recurring_duty GROUP BY 1, 2')).toEqual([{ opened: 1, version: 2, n: owed }]);
  expect(crashes()).toEqual([]);
});

describe('a month of repair orders', () => {
  const stationNumber = (n: number): string => `S-${String(n).padStart(3, '0')}`;
  const HEADS = ['授权站编号', '工单号', '机型', '串号', '故障', '维修级别', '配件', '客户', '客户电话', '销售日期', '维修日期'];
  let imported = 0;

  beforeAll(async () => {
    const manager = as(maker, 'channel_manager');
    const region = await manager.post('regions', { name: '陇东', departmentUnitId: department.id });
    for (const [n, { id: unitId }] of maker.units.slice(1).entries()) await manager.post('stations', { unitId, regionId: region.id, number: stationNumber(n), openedOn: '2026-01-05' });
    await manager.post('labour-rates', { departmentUnitId: department.id, effectiveFrom: '2026-01', fees: { minor: '30', medium: '80', major: '150' }, reason: '合同' });
  }, 60_000);

  /** Orders of all stations as a workbook, one in a hundred of a station that there is not. */
  async function workbook(rows: number): Promise<{ file: () => FormData; good: number }> {
    const lines = Array.from({ length: rows }, (_, i) => {
      imported += 1;
      const cells = [i % 100 === 99 ? 'S-X' : stationNumber(i % STATIONS), `W${imported}`, 'C118', `SN${imported}`, '不开机', '小修', '电源板×2', '张三', `139${String(imported).padStart(8, '0')}`, '2025-05-01', '2026-02-20'];
      return Object.fromEntries(HEADS.map((head, n) => [head, cells[n]]));
    });
    const content = await buffer(workbooks.writeTable(HEADS.map((label) => ({ key: label, label })), lines as never, { title: '维修工单', zone: 'Asia/Shanghai' }));
    const file = (): FormData => {
      const form = new FormData();
      form.append('file', new Blob([new Uint8Array(content)]), 'w.xlsx');
      return form;
    };
    return { file, good: rows - Math.floor(rows / 100) };
  }

  test('PF-15: outstation channel killed with -9 while it takes in a workbook: each order is there once, each bad row comes back', async () => {
    const li = as(maker, 'account_manager');
    let orders = 0;
    const take = async (kill: (asked: () => Promise<Json>) => Promise<Json>): Promise<void> => {
      const { file, good } = await workbook(1_500);
      const key = id();
      const answer = await kill(() => li.post('repair-orders/import', file, { 'idempotency-key': key }));
      orders += good;
      const right = { rows: 1_500, created: good, rejectedCount: 1_500 - good };
      expect(answer ?? right).toMatchObject(right);
      expect(await sql(OC, 'SELECT count(*)::int AS n, count(DISTINCT number)::int AS numbers FROM repair_order')).toEqual([{ n: orders, numbers: orders }]);
      // Asked once more it is the first answer, and nothing is added.
      expect(await li.post('repair-orders/import', file, { 'idempotency-key': key })).toEqual(answer);
    };
    await take((asked) => killedAt(channel, OC, 'LOCK TABLE repair_order IN SHARE MODE', asked));
    for (let round = 0; round < ROUNDS; round += 1) await take((asked) => killedWhen(channel, () => sleep(Math.random() * 400, true), asked));
    expect(crashes()).toEqual([]);
  });

  test('OC-3.2.2: outstation channel killed with -9 in a settlement run: begun again it goes on, and counts no order twice', async () => {
    const assistant = as(maker, 'channel_assistant');
    const orders = STATIONS * ORDERS;
    await sql(OC, `
      INSERT INTO repair_order (tenant_id, id, version, station_id, department_unit_id, region_id, number, month, model, serial, fault, level, parts, customer_name, customer_phone, sold_on, repaired_on, missing, status, origin, entered_at, entered_by, returns, mailing_id, mailed_on)
      SELECT tenant_id, gen_random_uuid(), 1, s.id, department_unit_id, region_id, 'Z' || s.number || '/' || n, '2026-01', 'C118', s.number || n, 'x', 'minor', '[]', '张三', s.number || n, '2025-01-01', '2026-01-20', '{}', 'accepted', 'live', now(), 'x', 0, gen_random_uuid(), '2026-02-05'
      FROM authorised_station s, generate_series(1, $2::int) n WHERE tenant_id = $1`, [maker.tenantId, ORDERS]);
    const run = (): Promise<Json> => assistant.post('settlements/run', { departmentUnitId: department.id, month: '2026-01' });
    const drawn = (): Promise<Json[]> => sql(OC, `SELECT count(*)::int AS statements, sum(orders)::int AS orders, sum(amount_fen)::int AS fen, (SELECT count(*)::int FROM settlement_line) AS lines, (SELECT count(*)::int FROM repair_order WHERE status = 'settled') AS settled FROM station_settlement`);
    const all = [{ statements: STATIONS, orders, fen: orders * 3_000, lines: orders, settled: orders }];
    // The last station is of the second twenty-five.
    await killedAt(channel, OC, 'SELECT 1 FROM authorised_station ORDER BY id DESC LIMIT 1 FOR UPDATE', async () => {
      const running = run();
      await until('the first stations are drawn', async () => (await count(OC, 'station_settlement')) > 0);
      expect(await count(OC, 'station_settlement')).toBe(25);
      return running;
    });
    expect(await drawn()).toEqual(all);
    for (let round = 0; round < ROUNDS; round += 1) {
      await killedWhen(channel, () => sleep(Math.random() * 100, true), run);
      expect(await drawn()).toEqual(all);
    }
    expect(await run()).toMatchObject({ statements: STATIONS, orders, amount: `${orders * 30}.00`, held: 0 });
    expect(await drawn()).toEqual(all);
    expect(crashes()).toEqual([]);
  });
});

test('R5: distributor visits killed with -9 while a phone sends its day: sent again, each record is there once, and stock and budget hold what was handed out', async () => {
  const [supervisor, visitor, keeper, superior] = ['supervisor', 'visitor', 'materials_keeper', 'unit_manager'].map((role) => as(trade, role)) as [ReturnType<typeof as>, ReturnType<typeof as>, ReturnType<typeof as>, ReturnType<typeof as>];
  const customer = await supervisor.post('customers', { type: 'distributor', name: '苏州恒源商贸', unitId: east.id, city: '苏州', address: '人民路 100 号', latitude: 31.3, longitude: 120.6, contacts: [], competitors: [] });
  const sample = await keeper.post('items', { kind: 'sample', name: '滤芯样品', unitName: '支', price: '20' });
  await keeper.post(`items/${sample.id}/receipts`, { unitId: east.id, quantity: 1_000, reference: '采购入库' });
  await superior.post('item-budgets', { unitId: east.id, kind: 'sample', period: '2026-Q3', amount: '20000.00', reason: '三季度' });
  /** A visit as a phone keeps it: a check-in, five notes and five hand-outs in turns, the check-out. */
  const day = (): Json[] => {
    const [visitId, occurredAt] = [id(), new Date(Date.parse(trade.now!) - 60_000).toISOString()];
    const record = (kind: string, body: object): Json => ({ id: id(), visitId, kind, occurredAt, body });
    return [
      record('check_in', { customerId: customer.id, reason: '顺路拜访' }), ...Array.from({ length: 5 }, (_, n) => [record('note', { text: `第 ${n + 1} 条` }), record('hand_out', { lines: [{ itemId: sample.id, quantity: 2 }] })]).flat(), record('check_out', { effect: '订了二十台' }),
    ];
  };
  let sent = 0;
  const send = async (kill: (asked: () => Promise<Json>) => Promise<Json>, known?: number): Promise<void> => {
    const records = day();
    sent += 1;
    const sync = (): Promise<Json> => visitor.post('visits/sync', { deviceId: 'p', records });
    const outcomes = (await kill(sync)).results.map((r: Json) => r.outcome);
    if (known !== undefined) expect(outcomes).toEqual([...Array(known).fill('known'), ...Array(records.length - known).fill('applied')]);
    expect(outcomes.filter((o: string) => !['known', 'applied'].includes(o))).toEqual([]);
    expect((await sync()).results.map((r: Json) => r.outcome)).toEqual(records.map(() => 'known'));
    expect(await sql(DV, `SELECT count(*)::int AS records, count(DISTINCT visit_id)::int AS visits FROM visit_record`)).toEqual([{ records: sent * records.length, visits: sent }]);
  };
  // The check-in and the first note are there already.
  await send((asked) => killedAt(visits, DV, 'LOCK TABLE stock_movement IN SHARE MODE', asked), 2);
  for (let round = 0; round < ROUNDS; round += 1) {
    const before = await count(DV, 'visit_record');
    await send((asked) => killedWhen(visits, async () => (await count(DV, 'visit_record')) > before + 3, asked));
  }
  const handed = sent * 5;
  expect(await sql(DV, `SELECT count(*)::int AS n, count(DISTINCT number)::int AS numbers FROM item_hand_out WHERE status = 'handed_out'`)).toEqual([{ n: handed, numbers: handed }]);
  expect(await sql(DV, `SELECT quantity, moves, (SELECT sum(quantity)::int FROM stock_movement WHERE kind = 'hand_out') AS gone FROM stock_balance`)).toEqual([{ quantity: 1_000 - handed * 2, moves: handed + 1, gone: handed * 2 }]);
  expect((await superior.get('item-budgets')).items).toMatchObject([{ spent: `${handed * 40}.00` }]);
  expect(await sql(DV, `SELECT count(*)::int AS visits, count(*) FILTER (WHERE status = 'ended')::int AS ended FROM visit`)).toEqual([{ visits: sent, ended: sent }]);
  // One day's report is owed, however often its first check-in came.
  expect(await count(DV, `obligation WHERE clause_id = 'DV-9a'`)).toBe(1);
  expect(crashes()).toEqual([]);
});
