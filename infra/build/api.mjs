// `npm run api`: writes gateway/openapi.json as the running platform tells it, and the console's types made from it.
// `--types` prints the types of the written document instead and starts nothing.
import { fork } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import openapiTypescript, { astToString, COMMENT_HEADER } from 'openapi-typescript';
import { freePort } from '../local/processes.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const documentFile = join(root, 'gateway', 'openapi.json');
const typesFile = join(root, 'gateway', 'console', 'src', 'api', 'schema.ts');

if (process.argv.includes('--types')) process.stdout.write(await typesOf(JSON.parse(readFileSync(documentFile, 'utf8'))));
else await write();

async function write() {
  const document = await ofRunningPlatform();
  writeFileSync(documentFile, `${JSON.stringify(document, null, 2)}\n`);
  writeFileSync(typesFile, await typesOf(document));
  console.log(`${Object.keys(document.paths).length} paths and ${Object.keys(document.components.schemas).length} schemas written`);
}

async function typesOf(document) {
  return COMMENT_HEADER + astToString(await openapiTypescript(document));
}

/** Starts everything with the embedded broker in a folder of its own, asks the gateway, and stops it again. */
async function ofRunningPlatform() {
  const data = mkdtempSync(join(tmpdir(), 'luyue-api-'));
  const launcher = fork(join(root, 'infra', 'local', 'start.mjs'), ['--data', data, '--port', String(await freePort()), '--broker', 'embedded', '--no-demo'], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const exited = new Promise((done) => { launcher.once('exit', done); });
  try {
    const url = await new Promise((done, fail) => {
      launcher.once('message', (message) => done(message.url));
      launcher.once('exit', (code) => fail(new Error(`the platform did not start (exit ${code})`)));
    });
    const answer = await fetch(`${url}/openapi.json`);
    if (!answer.ok) throw new Error(`${url}/openapi.json: ${answer.status}`);
    return await answer.json();
  } finally {
    launcher.kill('SIGTERM');
    await exited;
    rmSync(data, { recursive: true, force: true });
  }
}
