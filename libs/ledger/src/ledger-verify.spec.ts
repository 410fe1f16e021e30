import { execFile } from 'node:child_process';
import { join } from 'node:path';
import pg from 'pg';
import type { Context } from '@luyue/platform';
import { superuserUrl } from '@luyue/testing/postgres';
import type { Book } from './entries.rules.ts';
import { deal, LedgerHarness } from './ledger.harness.ts';

const script = join(__dirname, '..', '..', '..', 'infra', 'local', 'ledger-verify.mjs');

/** `npm run ledger:verify -- URL`. */
const run = (...args: string[]): Promise<{ code: number; said: string }> => new Promise((done) => {
  execFile(process.execPath, [script, ...args], (error, stdout, stderr) => done({ code: error ? Number(error.code) : 0, said: stdout + stderr }));
});

let here: LedgerHarness;
let ctx: Context;
let book: Book;
beforeEach(async () => {
  here = await LedgerHarness.start();
  [ctx, book] = [here.tenant(), deal()];
  await here.receive(ctx, book, '300.00', 'receipt-1');
  await here.payOut(ctx, book, '100.00', 'slip-1');
  await here.reverse(ctx, (await here.receive(ctx, book, '7.00', 'receipt-2')).id);
  await here.receive(here.tenant(), deal(), '1.00');
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

const inBook = (): string => `tenant_id = '${ctx.tenantId}' AND book_id = '${book.id}'`;

test('books that fit are counted, as the app role and as the owner see them', async () => {
  for (const url of [here.clone.app, here.clone.owner]) {
    const { code, said } = await run(url);
    expect(said.trimEnd().split('\n').at(-1)).toBe('everything fits');
    expect(said).toMatch(new RegExp(`${ctx.tenantId}  deal\\s+1\\s+4\\s+8\\s+414\\.00\\s+0\\n`));
    expect(code).toBe(0);
  }
}, 30_000);

test('a planted discrepancy ends it with 1 and is named, with its tenant and book', async () => {
  await plant(`UPDATE ledger_account SET balance = balance + 1 WHERE ${inBook()} AND code = 'held'`);
  const { code, said } = await run(here.clone.app);
  expect(said).toContain(`balance: ${here.clone.name} ${ctx.tenantId} deal ${book.id} held: expected 20000 after 4 postings, found 20001 after 4 postings\n1 discrepancies`);
  expect(code).toBe(1);
}, 30_000);

test('where nothing can be verified it does not pass', async () => {
  expect(await run('--data', here.clone.name)).toMatchObject({ code: 2, said: expect.stringContaining('no platform runs on') });
  expect(await run(superuserUrl('postgres'))).toMatchObject({ code: 2, said: expect.stringContaining('no ledger in postgres') });
}, 30_000);

test.each<[string, () => string, string[]]>([
  ['an amount that was changed', () => `UPDATE ledger_posting SET amount = amount + 1 WHERE ${inBook()} AND code = 'bank' AND seq = 1`, ['balance', 'running', 'running', 'running', 'running', 'unbalanced']],
  ['a posting that is gone', () => `DELETE FROM ledger_posting WHERE ${inBook()} AND code = 'bank' AND seq = 4`, ['balance', 'reversal', 'unbalanced']],
  ['an entry that is gone', () => `DELETE FROM ledger_entry WHERE ${inBook()} AND number = 2`, ['stray', 'stray']],
  ['an entry without postings', () => `INSERT INTO ledger_entry SELECT tenant_id, gen_random_uuid(), book_type, book_id, 9, kind, 'none', happened_at, posted_at, posted_by, posted_by_name, note, clause_id FROM ledger_entry WHERE ${inBook()} AND number = 1`, ['unbalanced']],
  ['a running balance that was changed', () => `UPDATE ledger_posting SET balance = balance - 1 WHERE ${inBook()} AND code = 'held' AND seq = 2`, ['running']],
  ['a time below the floor', () => `UPDATE ledger_posting SET balance = -1 WHERE ${inBook()} AND code = 'held' AND seq = 2`, ['floor', 'running']],
  ['a number that was skipped', () => `UPDATE ledger_posting SET seq = 9 WHERE ${inBook()} AND code = 'held' AND seq = 4`, ['running']],
  ['a reversal of something else', () => `UPDATE ledger_entry SET reversal_of = (SELECT id FROM ledger_entry WHERE ${inBook()} AND number = 1) WHERE ${inBook()} AND number = 4`, ['reversal']],
  ['an account that is gone', () => `DELETE FROM ledger_account WHERE ${inBook()} AND code = 'held'`, ['stray', 'stray', 'stray', 'stray']],
])('%s is found', async (_what, sql, checks) => {
  expect(await here.verify(ctx)).toEqual([]);
  await plant(sql());
  expect((await here.verify(ctx)).map((d) => d.check)).toEqual(checks);
}, 30_000);
