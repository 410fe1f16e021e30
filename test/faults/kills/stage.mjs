// The product's parts, each a process that can be killed and started again: writer, relay and consumer, the services' database, the broker.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureDatabase, ensureRole, LOG_DATABASE, setUpDatabases, withClient } from '../../../infra/local/databases.mjs';
import { environments } from '../../../infra/local/environment.mjs';
import { startKafka } from '../../../infra/local/kafka.mjs';
import { removePostgresData, startPostgres } from '../../../infra/local/postgres.mjs';
import { freePort } from '../../../infra/local/processes.mjs';
import { loadSecrets } from '../../../infra/local/secrets.mjs';
import { describeService } from '../../../infra/local/services.mjs';
import { lowPort, program, server } from './parts.mjs';

/**
 * Starts everything on a folder of its own. On the embedded broker its log lies in a PostgreSQL server of its own, so that broker and database
 * die separately.
 * @param {'kafka'|'embedded'} kind
 * @returns {Promise<import('./stage.d.mts').Stage>}
 */
export async function openStage(kind) {
  // Named like the folder of a test run: what a killed run leaves behind, the next one removes.
  const data = mkdtempSync(join(tmpdir(), `luyue-test-${process.pid}-kills-`));
  mkdirSync(join(data, 'logs'));
  const secrets = loadSecrets(data);
  const [care, insight] = ['utility-care', 'insight'].map(describeService);
  const database = server('database', (port) => startPostgres({ dataDir: join(data, 'postgres'), port, logFile: join(data, 'logs', 'postgres.log') }));
  const broker = kind === 'kafka' ? server('broker', (port) => startKafka({ dataDir: join(data, 'kafka'), port, logFile: join(data, 'logs', 'kafka.log') }))
    : server('broker', (port) => startPostgres({ dataDir: join(data, 'log-postgres'), port, logFile: join(data, 'logs', 'log-postgres.log') }));
  const parts = { database, broker };
  const close = async () => {
    await Promise.all([parts.writer, parts.relay, parts.consumer].map((part) => part?.stop()));
    await Promise.all([broker.stop(), database.stop()]);
    for (const name of ['postgres', 'log-postgres']) removePostgresData(join(data, name));
    rmSync(data, { recursive: true, force: true });
  };
  try {
    await Promise.all([database.start(), broker.start()]);
    const postgres = database.server();
    await setUpDatabases((name) => postgres.url(name), [care.database, insight.database], secrets.passwordOf);
    const address = kind === 'kafka' ? { BROKER: 'kafka', KAFKA_BOOTSTRAP: broker.server().bootstrap } : { BROKER: 'embedded', BROKER_DATABASE_URL: await logDatabase(broker.server(), secrets) };
    const environment = environments({ data, secrets, postgres, broker: { kind }, logLevel: 'warn' });
    const service = async (name, of, work) => {
      // Only those that serve bring the schema up to date; a relay finds it ready.
      const { DATABASE_MIGRATION_URL, ...own } = environment.forService(of);
      return program(name, of, join(data, 'logs', `${name}.log`), { ...own, ...address, ...(work.includes('http') && { DATABASE_MIGRATION_URL }), WORK: work, PORT: String(await freePort(lowPort())) });
    };
    parts.writer = await service('writer', care, 'http,sweep');
    parts.consumer = await service('consumer', insight, 'http,consume');
    await Promise.all([parts.writer.start(), parts.consumer.start()]);
    parts.relay = await service('relay', care, 'relay');
    await parts.relay.start();
    return { kind, data, parts, close, address: address.KAFKA_BOOTSTRAP ?? address.BROKER_DATABASE_URL, privateKey: secrets.internalKeys.privateKey, writerUrl: parts.writer.url, superuser: (name) => database.server().url(name) };
  } catch (error) {
    await close().catch(() => undefined);
    throw error;
  }
}

async function logDatabase(postgres, { passwordOf }) {
  await withClient(postgres.url('postgres'), async (superuser) => {
    await ensureRole(superuser, LOG_DATABASE, passwordOf(LOG_DATABASE));
    await ensureDatabase(superuser, LOG_DATABASE, LOG_DATABASE);
  });
  return postgres.url(LOG_DATABASE, LOG_DATABASE, passwordOf(LOG_DATABASE));
}
