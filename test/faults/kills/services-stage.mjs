// Services, each whole in one process that can be killed and started again, on one PostgreSQL that holds the log too.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LOG_DATABASE, rolesOf, setUpDatabases } from '../../../infra/local/databases.mjs';
import { environments } from '../../../infra/local/environment.mjs';
import { removePostgresData, startPostgres } from '../../../infra/local/postgres.mjs';
import { freePort } from '../../../infra/local/processes.mjs';
import { loadSecrets } from '../../../infra/local/secrets.mjs';
import { describeService } from '../../../infra/local/services.mjs';
import { lowPort, program } from './parts.mjs';

/**
 * The services are prepared, not started. `works` says what each of them does, where that is not everything.
 * @param {string} what names the stage's folder
 * @param {Record<string, {WORK?: string}>} works by service
 * @returns {Promise<import('./services-stage.d.mts').ServicesStage>}
 */
export async function openServices(what, works) {
  // Named like the folder of a test run: what a killed run leaves behind, the next one removes.
  const data = mkdtempSync(join(tmpdir(), `luyue-test-${process.pid}-${what}-kills-`));
  mkdirSync(join(data, 'logs'));
  const secrets = loadSecrets(data);
  const services = Object.keys(works).map(describeService);
  const postgres = await startPostgres({ dataDir: join(data, 'postgres'), logFile: join(data, 'logs', 'postgres.log') });
  const parts = {};
  const close = async () => {
    await Promise.all(Object.values(parts).map((part) => part.stop()));
    await postgres.stop();
    removePostgresData(join(data, 'postgres'));
    rmSync(data, { recursive: true, force: true });
  };
  try {
    await setUpDatabases((name) => postgres.url(name), services.map(({ database }) => database), secrets.passwordOf);
    const environment = environments({ data, secrets, postgres, broker: { kind: 'embedded' }, logLevel: 'warn' });
    for (const service of services) parts[service.name] = program(service.name, service, join(data, 'logs', `${service.name}.log`), { ...environment.forService(service), ...works[service.name], PORT: String(await freePort(lowPort())) });
    return {
      data, parts, close, privateKey: secrets.internalKeys.privateKey, superuser: (name) => postgres.url(name), logUrl: postgres.url(LOG_DATABASE, LOG_DATABASE, secrets.passwordOf(LOG_DATABASE)),
      asService: (database) => postgres.url(database, rolesOf(database).app, secrets.passwordOf(rolesOf(database).app)),
    };
  } catch (error) {
    await close().catch(() => undefined);
    throw error;
  }
}
