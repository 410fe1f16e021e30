// Before all tests of a run: one PostgreSQL, and a Kafka broker for the first test that asks for it.
import { mkdtempSync, readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { kafkaAvailable, startKafka } from '../../../infra/local/kafka.mjs';
import { startPostgres } from '../../../infra/local/postgres.mjs';
import { isAlive } from '../../../infra/local/processes.mjs';
import { removeTestFolder } from './jest-global-teardown.mjs';

const PREFIX = 'luyue-test-';

export default async function setup() {
  clearLeftOvers();
  const folder = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`));
  const postgres = await startPostgres({ dataDir: join(folder, 'postgres'), durable: false });
  const run = { folder, postgres, kafka: undefined, server: await kafkaOnDemand(folder) };
  globalThis.luyueTestRun = run;
  // Workers inherit the environment, nothing else.
  process.env.LUYUE_TEST_RUN = JSON.stringify({
    postgres: { port: postgres.port, ...postgres.superuser }, kafka: { ...kafkaAvailable(), port: run.server.address().port },
  });
}

/** A broker costs seconds, so it waits for a question; it belongs to this process because Jest replaces workers during a run. */
function kafkaOnDemand(folder) {
  const server = createServer((_request, response) => {
    const { luyueTestRun: run } = globalThis;
    run.kafka ??= startKafka({ dataDir: join(folder, 'kafka') });
    run.kafka.then(({ bootstrap }) => response.end(bootstrap), (error) => response.writeHead(500).end(error.message));
  });
  return new Promise((done) => { server.listen(0, '127.0.0.1', () => { server.unref(); done(server); }); });
}

/** A run that was killed could not remove its folder. */
function clearLeftOvers() {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    if (!isAlive(Number(name.slice(PREFIX.length).split('-')[0]))) removeTestFolder(join(tmpdir(), name));
  }
}
