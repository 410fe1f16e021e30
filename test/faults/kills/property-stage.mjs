// Property brokerage and utility care, each whole in one process that can be killed and started again, on one PostgreSQL that holds the log too.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LOG_DATABASE, rolesOf, setUpDatabases } from '../../../infra/local/databases.mjs';
import { environments } from '../../../infra/local/environment.mjs';
import { removePostgresData, startPostgres } from '../../../infra/local/postgres.mjs';
import { freePort } from '../../../infra/local/processes.mjs';
import { loadSecrets } from '../../../infra/local/secrets.mjs';
import { describeService, root } from '../../../infra/local/services.mjs';
import { lowPort, program } from './parts.mjs';

/**
 * The services are prepared, not started: topics come first.
 * @returns {Promise<import('./property-stage.d.mts').PropertyStage>}
 */
export async function openPropertyStage() {
  // Named like the folder of a test run: what a killed run leaves behind, the next one removes.
  const data = mkdtempSync(join(tmpdir(), `luyue-test-${process.pid}-property-kills-`));
  mkdirSync(join(data, 'logs'));
  const secrets = loadSecrets(data);
  const [brokerage, care] = ['property-brokerage', 'utility-care'].map(describeService);
  const postgres = await startPostgres({ dataDir: join(data, 'postgres'), logFile: join(data, 'logs', 'postgres.log') });
  const parts = {};
  const close = async () => {
    await Promise.all(Object.values(parts).map((part) => part.stop()));
    await postgres.stop();
    removePostgresData(join(data, 'postgres'));
    rmSync(data, { recursive: true, force: true });
  };
  try {
    await setUpDatabases((name) => postgres.url(name), [brokerage.database, care.database], secrets.passwordOf);
    const environment = environments({ data, secrets, postgres, broker: { kind: 'embedded' }, logLevel: 'warn' });
    for (const service of [brokerage, care]) parts[service.name] = program(service.name, service, join(data, 'logs', `${service.name}.log`), { ...environment.forService(service), PORT: String(await freePort(lowPort())) });
    const { app } = rolesOf(brokerage.database);
    return {
      brokerage: parts['property-brokerage'], care: parts['utility-care'], close, privateKey: secrets.internalKeys.privateKey, superuser: (name) => postgres.url(name),
      logUrl: postgres.url(LOG_DATABASE, LOG_DATABASE, secrets.passwordOf(LOG_DATABASE)), verifyBooks: () => verify(postgres.url(brokerage.database, app, secrets.passwordOf(app))),
      exportsFolder: join(data, 'services', 'property-brokerage', 'exports', 'property-brokerage'),
    };
  } catch (error) {
    await close().catch(() => undefined);
    throw error;
  }
}

function verify(url) {
  const { status, stdout } = spawnSync(process.execPath, [join(root, 'infra', 'local', 'ledger-verify.mjs')], { encoding: 'utf8', env: { ...process.env, LEDGER_DATABASE_URL: url } });
  return { status, says: stdout.trim().split('\n').at(-1) };
}
