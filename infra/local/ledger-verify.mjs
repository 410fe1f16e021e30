// `npm run ledger:verify -- [URL | --data DIR]`: adds every book of every tenant up again and compares it with what the ledger says. Reads only.
import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from '../build/build.mjs';
import { rolesOf, withClient } from './databases.mjs';
import { readIfThere } from './processes.mjs';
import { root, services } from './services.mjs';

const USAGE = `npm run ledger:verify -- [URL | --data DIR]
  URL         of a service's database, for its app role or its owner (or LEDGER_DATABASE_URL, which no process list shows)
  --data DIR  of a running local platform (.data): all its services
Exit code: 0 everything fits, 1 something does not, 2 there was nothing to verify.`;
const SHOWN = 20;

/** The checks are the library's own; it is compiled first when its source is newer. */
async function loadChecks() {
  const [source, built] = ['src/ledger-checks.ts', 'dist/ledger-checks.js'].map((file) => join(root, 'libs', 'ledger', file));
  if (!existsSync(built) || statSync(built).mtimeMs < statSync(source).mtimeMs) await build('libs/ledger');
  return import('../../libs/ledger/dist/ledger-checks.js');
}

/**
 * All tenants of one database, as of one moment. Null where it has no ledger.
 * @returns {Promise<{totals: object[], discrepancies: object[]} | null>} each with its `tenant`
 */
async function verify(url) {
  const { TOTALS, VERIFY } = await loadChecks();
  return withClient(url, async (client) => {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const { rows: [{ there }] } = await client.query(`SELECT to_regclass('public.ledger_entry') IS NOT NULL AS there`);
    if (!there) return null;
    const found = { totals: [], discrepancies: [] };
    for (const { id: tenant } of (await client.query('SELECT id FROM ledger_tenants() ORDER BY id')).rows) {
      // The row policies show one tenant at a time.
      await client.query(`SELECT set_config('app.tenant', $1, true)`, [tenant]);
      found.totals.push(...(await client.query(TOTALS, [tenant])).rows.map((row) => ({ tenant, ...row })));
      found.discrepancies.push(...(await client.query(VERIFY, [tenant])).rows.map((row) => ({ tenant, ...row })));
    }
    return found;
  });
}

/** The databases of a running local platform, by the passwords and the port that its folder keeps. */
function databasesOf(data) {
  const { passwords } = JSON.parse(readIfThere(join(data, 'secrets.json')) || '{"passwords":{}}');
  const port = readIfThere(join(data, 'postgres', 'postmaster.pid')).split('\n')[3];
  if (!port) throw new Error(`no platform runs on ${data}: start it, or name a database`);
  return services().map(({ name, database }) => ({ name, database, role: rolesOf(database).app })).filter(({ role }) => passwords[role])
    .map(({ name, database, role }) => ({ name, url: `postgres://${role}:${encodeURIComponent(passwords[role])}@127.0.0.1:${port}/${database}` }));
}

const yuan = (fen) => `${fen.padStart(3, '0').slice(0, -2)}.${fen.padStart(3, '0').slice(-2)}`;

function table(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  for (const row of rows) console.log(row.map((cell, column) => (/^\d[\d.]*$/.test(cell) ? cell.padStart(widths[column]) : cell.padEnd(widths[column]))).join('  ').trimEnd());
}

async function main() {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { data: { type: 'string' }, help: { type: 'boolean', short: 'h' } } });
  if (values.help) return console.log(USAGE);
  const url = positionals[0] ?? process.env.LEDGER_DATABASE_URL;
  const databases = url && !values.data ? [{ name: new URL(url).pathname.slice(1), url }] : databasesOf(resolve(root, values.data ?? '.data'));
  const seen = [];
  for (const database of databases) {
    const found = await verify(database.url);
    if (found) seen.push({ name: database.name, ...found });
  }
  if (!seen.length) throw new Error(`no ledger in ${databases.map(({ name }) => name).join(', ') || 'any database'}`);
  const totals = seen.flatMap(({ name, totals: of }) => of.map((row) => ({ name, ...row })));
  const wrong = seen.flatMap(({ name, discrepancies }) => discrepancies.map((row) => ({ name, ...row })));
  table([
    ['database', 'tenant', 'book', 'books', 'entries', 'postings', 'turnover (yuan)', 'discrepancies'],
    ...totals.map((t) => [t.name, t.tenant, t.bookType, ...[t.books, t.entries, t.postings].map(String), yuan(t.turnover), String(wrong.filter((d) => d.name === t.name && d.tenant === t.tenant && d.bookType === t.bookType).length)]),
  ]);
  for (const d of wrong.slice(0, SHOWN)) console.log(`${d.check}: ${d.name} ${d.tenant} ${d.bookType} ${d.bookId} ${d.at}: expected ${d.expected}, found ${d.found}`);
  if (wrong.length > SHOWN) console.log(`and ${wrong.length - SHOWN} more`);
  console.log(wrong.length ? `${wrong.length} discrepancies` : 'everything fits');
  process.exitCode = wrong.length ? 1 : 0;
}

await main().catch((error) => {
  console.error(`${error.message}\n\n${USAGE}`);
  process.exitCode = 2;
});
