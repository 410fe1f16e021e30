// Before all tests of a run: one PostgreSQL, and a Kafka broker for the first test that asks for it.
import { mkdtempSync, readdirSync } from 'node:fs';
import { fork } from 'node:child_process';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { kafkaAvailable, startKafka } from '../../../infra/local/kafka.mjs';
import { startPostgres } from '../../../infra/local/postgres.mjs';
import { freePort, isAlive } from '../../../infra/local/processes.mjs';
import { loadSecrets } from '../../../infra/local/secrets.mjs';
import { removeTestFolder } from './jest-global-teardown.mjs';

const PREFIX = 'luyue-test-';

export default async function setup() {
  clearLeftOvers();
  const folder = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`));
  const postgres = await startPostgres({ dataDir: join(folder, 'postgres'), durable: false });
  const run = { folder, postgres, kafka: undefined, platform: undefined, server: await serversOnDemand(folder) };
  globalThis.luyueTestRun = run;
  // Workers inherit the environment, nothing else.
  process.env.PASSWORD_MEMORY_KIB = '64';
  process.env.LUYUE_TEST_RUN = JSON.stringify({
    postgres: { port: postgres.port, ...postgres.superuser }, kafka: { ...kafkaAvailable(), port: run.server.address().port },
  });
}

/** A broker and a whole platform cost seconds, so they wait for a question; they belong to this process because Jest replaces workers during a run. */
function serversOnDemand(folder) {
  const server = createServer((request, response) => {
    const { luyueTestRun: run } = globalThis;
    const answer = request.url === '/platform' ? (run.platform ??= startPlatform(join(folder, 'platform'))).then(({ url, operatorKey }) => JSON.stringify({ url, operatorKey }))
      : (run.kafka ??= startKafka({ dataDir: join(folder, 'kafka') })).then(({ bootstrap }) => bootstrap);
    answer.then((text) => response.end(text), (error) => response.writeHead(500).end(error.message));
  });
  return new Promise((done) => { server.listen(0, '127.0.0.1', () => { server.unref(); done(server); }); });
}

/** The product as a user starts it, in one process, without demo data. A process for each service took more than twice the work; so the smoke test runs, and the kills. */
async function startPlatform(data) {
  const port = await freePort();
  const launcher = fork(fileURLToPath(new URL('../../../infra/local/start.mjs', import.meta.url)), ['--data', data, '--port', String(port), '--no-demo'], { stdio: ['ignore', 'pipe', 'pipe', 'ipc'], env: { ...process.env, LUYUE_TEST_RUN: '' } });
  let said = '';
  for (const stream of [launcher.stdout, launcher.stderr]) stream.on('data', (text) => { said += text; });
  const exited = new Promise((done) => { launcher.once('exit', done); });
  const url = await new Promise((done, fail) => {
    launcher.once('message', (message) => done(message.url));
    launcher.once('exit', () => fail(new Error(`the platform did not start:\n${said.slice(-4_000)}`)));
  });
  return {
    url, operatorKey: loadSecrets(data).passwordOf('operator'), data,
    stop: async () => { launcher.kill('SIGTERM'); await exited; },
  };
}

/** A run that was killed could not remove its folder. */
function clearLeftOvers() {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    if (!isAlive(Number(name.slice(PREFIX.length).split('-')[0]))) removeTestFolder(join(tmpdir(), name));
  }
}
