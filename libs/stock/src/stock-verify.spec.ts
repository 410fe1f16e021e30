import pg from 'pg';
import type { Context } from '@luyue/platform';
import { superuserUrl } from '@luyue/testing/postgres';
import { part, station, StockHarness } from './stock.harness.ts';

let here: StockHarness;
let ctx: Context;
const [item, unit, east, west] = [part(), part(), station(), station()];
beforeEach(async () => {
  here = await StockHarness.start();
  ctx = here.tenant();
  await here.bring(ctx, east, item, 9, { reference: 'r1' });
  await here.move(ctx, { item, from: east, to: west, quantity: 4, reference: 'r2' });
  await here.reverse(ctx, (await here.use(ctx, west, item, 3, { reference: 'r3' })).reference);
  await here.bring(ctx, east, unit, 2, { reference: 'r4', serials: ['SN1', 'SN2'] });
  await here.move(ctx, { item: unit, from: east, to: west, quantity: 1, reference: 'r5', serials: ['SN2'] });
}, 60_000);
afterEach(() => here.stop());

/** As somebody does who gets past every trigger and key of the database. */
async function plant(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: superuserUrl(here.clone.name) });
  await client.connect();
  try {
    await client.query(`SET session_replication_role = replica; ${sql}`);
  } finally {
    await client.end();
  }
}

const balance = (place: { id: string }, of: { id: string }): string => `tenant_id = '${ctx.tenantId}' AND place_id = '${place.id}' AND item_id = '${of.id}'`;

test.each<[string, () => string, string[]]>([
  ['a balance that was changed', () => `UPDATE stock_balance SET quantity = quantity + 1 WHERE ${balance(east, item)}`, ['balance']],
  ['a count that was changed', () => `UPDATE stock_balance SET moves = moves + 1 WHERE ${balance(west, item)}`, ['balance']],
  ['a balance that is gone', () => `DELETE FROM stock_balance WHERE ${balance(east, item)}`, ['stray']],
  ['a quantity that was changed', () => `UPDATE stock_movement SET quantity = 5 WHERE reference = 'r2'`, ['balance', 'balance', 'running', 'running', 'running', 'running']],
  ['a movement that is gone', () => `DELETE FROM stock_movement WHERE reference = 'r1'`, ['balance', 'running']],
  ['a running balance that was changed', () => `UPDATE stock_movement SET from_after = 6 WHERE reference = 'r2'`, ['running']],
  ['a number that was skipped', () => `UPDATE stock_movement SET from_seq = 7 WHERE reference = 'r2'`, ['running']],
  ['a reversal of something else', () => `UPDATE stock_movement SET reversal_of = 'r1' WHERE reversal_of IS NOT NULL`, ['reversal']],
  ['a unit that is gone', () => `DELETE FROM stock_serial WHERE serial = 'SN1'`, ['serial']],
  ['a unit that was put elsewhere', () => `UPDATE stock_serial SET place_id = '${west.id}' WHERE serial = 'SN1'`, ['serial', 'serial', 'serial']],
])('%s is found', async (_what, sql, checks) => {
  expect(await here.verify(ctx)).toEqual([]);
  await plant(sql());
  expect((await here.verify(ctx)).map((d) => d.check).sort()).toEqual(checks);
  expect(await here.verify(here.tenant())).toEqual([]);
}, 30_000);
