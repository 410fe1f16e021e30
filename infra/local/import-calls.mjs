// `npm run import:calls -- FILE.csv`: sends a day's call log through the gateway and writes FILE.errors.csv with the rows that came back.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Refused, signIn } from './client.mjs';

const USAGE = `npm run import:calls -- FILE.csv [options]
  --account NAME    who imports (or LUYUE_ACCOUNT); needs the permission import.run
  --password TEXT   (or LUYUE_PASSWORD, which no process list shows)
  --gateway URL     (or LUYUE_GATEWAY; http://127.0.0.1:3000)
  --tenant ID       where the account belongs to several companies`;
/** A file that is being taken in, or an answer that was lost on the way: the same file is asked for again, which adds nothing. */
const PATIENCE_MS = 10 * 60_000;

/**
 * Sends the file and waits for the result. The same file may be sent as often as one likes.
 * @returns {Promise<{result: object, errorsFile: string | null}>} `result` as the service answers it
 */
export async function importCalls({ gatewayUrl, account, password, tenantId, file, again = 2_000 }) {
  const bytes = readFileSync(file);
  const caller = await signIn(gatewayUrl, account, password, tenantId);
  const result = await untilTaken(() => caller.upload('/v1/utility-care/imports/calls', basename(file), bytes, 'text/csv'), again);
  const errorsFile = `${file.replace(/\.csv$/i, '')}.errors.csv`;
  if (!result.errorsUrl) {
    rmSync(errorsFile, { force: true });
    return { result, errorsFile: null };
  }
  // Reading the answer as text takes the mark away by which Excel knows UTF-8.
  writeFileSync(errorsFile, `\ufeff${await caller.get(result.errorsUrl)}`);
  return { result, errorsFile };
}

async function untilTaken(send, again) {
  for (const end = Date.now() + PATIENCE_MS; ;) {
    try {
      return await send();
    } catch (error) {
      const waits = error instanceof Refused ? error.problem?.code === 'import_running' || error.status === 504 : error.name === 'TimeoutError';
      if (!waits || Date.now() > end) throw error;
    }
    await sleep(again);
  }
}

async function main() {
  const { values, positionals: [file] } = parseArgs({
    allowPositionals: true, options: { account: { type: 'string' }, password: { type: 'string' }, gateway: { type: 'string' }, tenant: { type: 'string' }, help: { type: 'boolean' } },
  });
  const account = values.account ?? process.env.LUYUE_ACCOUNT;
  const password = values.password ?? process.env.LUYUE_PASSWORD;
  if (values.help || !file || !account || !password) {
    console.error(USAGE);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  const gatewayUrl = values.gateway ?? process.env.LUYUE_GATEWAY ?? 'http://127.0.0.1:3000';
  const { result, errorsFile } = await importCalls({ gatewayUrl, account, password, tenantId: values.tenant, file });
  const { rows, created, already, rejected, repeated } = result;
  console.log(`${repeated ? 'taken in before: ' : ''}${rows} rows, ${created} cases opened, ${already} there already, ${rejected} rejected`);
  if (errorsFile) console.log(`rejected rows with their reasons: ${errorsFile}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await main().catch((error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
