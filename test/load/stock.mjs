// The stock ledger beside a plain insert of the same row, both by the same process: a movement keeps its balances, their order and its reference besides, behind row security.
import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { setUpDatabases } from '../../infra/local/databases.mjs';
import { median } from './load.mjs';
import { row } from './row.mjs';
import { openStage } from './stage.mjs';

const require = createRequire(new URL('../../libs/platform/package.json', import.meta.url));
const BENCH = { name: 'bench', database: 'bench', folder: '' };
const [STATIONS, PARTS, IN_FLIGHT, ROUNDS] = [50, 20, 8, 7];
const [SUPPLIER, USED] = [{ type: 'supplier', id: null }, { type: 'used', id: null }];
const AT = new Date('2026-04-30T07:00:00.000Z');
const PLAIN = `CREATE SCHEMA probe; CREATE TABLE probe.movement (id uuid PRIMARY KEY, tenant_id uuid, item_type text, item_id uuid, from_type text, from_id uuid, to_type text, to_id uuid, quantity int, kind text, reference text UNIQUE, happened_at timestamptz, posted_at timestamptz, posted_by_name text, clause_id text)`;
const INSERT = { name: 'probe_movement', text: 'INSERT INTO probe.movement VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, now(), $13, $14)' };

/** How many a second, so many in flight. */
async function speed(once, seconds) {
  const [began, until] = [performance.now(), performance.now() + seconds * 1_000];
  let done = 0;
  await Promise.all(Array.from({ length: IN_FLIGHT }, async () => {
    for (; performance.now() < until; done += 1) await once();
  }));
  return done / ((performance.now() - began) / 1_000);
}

export async function stockBench({ fast, note }) {
  process.env.SERVICE_NAME = '';
  const [{ migrate, systemContext, TenantDatabase, GuardedClient }, { Stock, Stock1700000000015, StockGuards1700000000016 }, { DataSource }, { Pool }] = [await import('@luyue/platform'), await import('@luyue/stock'), require('typeorm'), require('pg')];
  const stage = await openStage();
  const source = new DataSource({ type: 'postgres', entities: [], poolSize: 10, extra: { pipeline: true, Client: GuardedClient }, url: '' });
  let pool;
  try {
    await setUpDatabases((database) => stage.postgres.url(database), ['bench'], stage.secrets.passwordOf);
    const { DATABASE_URL, DATABASE_MIGRATION_URL } = stage.environment.forService(BENCH);
    await migrate('bench', DATABASE_MIGRATION_URL, [Stock1700000000015, StockGuards1700000000016]);
    await source.setOptions({ url: DATABASE_URL }).initialize();
    pool = new Pool({ connectionString: stage.postgres.url('bench'), max: 10 });
    // A connection that has gone idle may hear of the end of the database after the pool has said goodbye.
    pool.on('error', () => undefined);
    await pool.query(PLAIN);
    const [database, stock, ctx] = [new TenantDatabase(source), new Stock(), systemContext(randomUUID(), false)];
    const [stations, parts] = [STATIONS, PARTS].map((count) => Array.from({ length: count }, () => randomUUID()));
    // Movements that follow each other are of different parts: those of one part at one station wait for each other, as they must.
    const item = (n) => ({ type: 'spare_part', id: parts[n % PARTS] });
    const place = (n) => ({ type: 'station', id: stations[Math.floor(n / PARTS) % STATIONS] });
    const move = (movement) => database.write(ctx, (tx) => stock.move(tx, { at: AT, clause: 'OC-3.2.3a', ...movement }));
    note('filling the stations');
    for (let n = 0; n < STATIONS * PARTS; n += 1) await move({ item: item(n), from: SUPPLIER, to: place(n), quantity: 1_000_000, kind: 'supply', reference: `fill/${n}` });
    let turn = 0;
    /** What spare parts do, in turns: they come from the supplier, go to another station, are used. */
    const next = () => {
      const n = turn++;
      const [kind, from, to] = [['supply', SUPPLIER, place(n)], ['transfer', place(n), place(n + PARTS)], ['use', place(n), USED]][n % 3];
      return { item: item(n), from, to, quantity: 1, kind, reference: `bench/${n}` };
    };
    const insert = async () => {
      const m = next();
      const client = await pool.connect();
      try {
        await client.query('BEGIN');
        await client.query({ ...INSERT, values: [randomUUID(), ctx.tenantId, m.item.type, m.item.id, m.from.type, m.from.id, m.to.type, m.to.id, m.quantity, m.kind, m.reference, AT, ctx.userName, 'OC-3.2.3a'] });
        await client.query('COMMIT');
      } finally {
        client.release();
      }
    };
    note('moving');
    const seconds = fast ? 1 : 2;
    const [ratios, ours, plain] = [[], [], []];
    for (let round = -1; round < ROUNDS; round += 1) {
      const [a, b] = [await speed(() => move(next()), seconds), await speed(insert, seconds)];
      // The first round warms both.
      if (round < 0) continue;
      ratios.push(a / b);
      ours.push(a);
      plain.push(b);
    }
    const wrong = await database.read(ctx, (tx) => stock.verify(tx));
    if (wrong.length) throw new Error(`the stock does not add up: ${JSON.stringify(wrong[0])}`);
    return [row('stock movement / plain insert of its row', median(ratios), 'ratio', { least: 0.5 }, `${Math.round(median(ours))}/s against ${Math.round(median(plain))}/s`)];
  } finally {
    if (source.isInitialized) await source.destroy();
    await pool?.end();
    await stage.close();
  }
}
