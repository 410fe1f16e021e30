// A stage for the benchmarks: PostgreSQL that syncs to disk, a broker, and services as processes of their own.
import { mkdtempSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setUpDatabases } from '../../infra/local/databases.mjs';
import { environments } from '../../infra/local/environment.mjs';
import { startKafka } from '../../infra/local/kafka.mjs';
import { removePostgresData, startPostgres } from '../../infra/local/postgres.mjs';
import { freePort, startProcess, stopProcess } from '../../infra/local/processes.mjs';
import { loadSecrets } from '../../infra/local/secrets.mjs';
import { root, services } from '../../infra/local/services.mjs';

const TICKS = 100;

/** CPU seconds that a process has used so far. */
export function cpuSeconds(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /, '').split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS;
}

/** CPU seconds used on this machine by everybody, and by the processes of `pids`: what others took meanwhile is the difference. */
export function machineCpu() {
  const [, user, nice, system, idle, wait, irq, soft] = readFileSync('/proc/stat', 'utf8').split('\n')[0].split(/\s+/).map(Number);
  return { busy: (user + nice + system + irq + soft) / TICKS, idle: (idle + wait) / TICKS };
}

/** @param {{broker?: 'kafka'|'embedded'}} options */
export async function openStage({ broker: kind = 'embedded' } = {}) {
  const data = mkdtempSync(join(tmpdir(), 'luyue-bench-'));
  mkdirSync(join(data, 'logs'), { recursive: true });
  let postgres = await startPostgres({ dataDir: join(data, 'postgres'), logFile: join(data, 'logs', 'postgres.log') });
  const kafka = kind === 'kafka' ? await startKafka({ dataDir: join(data, 'kafka'), logFile: join(data, 'logs', 'kafka.log') }) : undefined;
  const secrets = loadSecrets(data);
  await setUpDatabases((database) => postgres.url(database), services().map(({ database }) => database), secrets.passwordOf);
  const environment = environments({ data, secrets, postgres, broker: { kind, bootstrap: kafka?.bootstrap }, logLevel: 'warn' });
  const running = [];
  const service = (name) => services().find((s) => s.name === name);

  async function run(name, script, env) {
    const logFile = join(data, 'logs', `${name}-${running.length}.log`);
    const started = startProcess(process.execPath, [script], { logFile, env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env } });
    running.push(started);
    for (let waited = 0; waited < 60_000; waited += 50) {
      const ready = /^READY \S+ (\d+)$/m.exec(readFileSync(logFile, 'utf8'));
      if (ready) return { url: `http://127.0.0.1:${ready[1]}`, pid: started.child.pid, stop: () => stopProcess(started) };
      await new Promise((done) => { setTimeout(done, 50); });
    }
    throw new Error(`${name} did not start:\n${readFileSync(logFile, 'utf8').slice(-2_000)}`);
  }

  return {
    data, kafka, secrets, environment,
    get postgres() { return postgres; },
    /** For settings that need it. */
    async restartPostgres() {
      const { port } = postgres;
      await postgres.stop();
      postgres = await startPostgres({ dataDir: join(data, 'postgres'), port, logFile: join(data, 'logs', 'postgres.log') });
    },
    /** Starts a service; `env` overrides, for example WORK. */
    service: (name, env = {}) => run(name, join(service(name).folder, 'dist', 'main.js'), { ...environment.forService(service(name)), ...env }),
    /** Starts the gateway before `tenancy` and one service, which answers for every other. */
    gateway: async (tenancy, other) => run('gateway', join(root, 'gateway', 'dist', 'main.js'), { ...environment.forGateway(await freePort(), addressesOf(tenancy, other)), LIMIT_TENANT: '100000000', LIMIT_CALLER: '100000000' }),
    script: (name, path, env) => run(name, join(root, path), env),
    async close() {
      await Promise.all(running.map((started) => stopProcess(started)));
      await kafka?.stop();
      await postgres.stop();
      removePostgresData(join(data, 'postgres'));
      rmSync(data, { recursive: true, force: true });
    },
  };
}

const addressesOf = (tenancy, other) => Object.fromEntries(services().map(({ name, urlVariable }) => [urlVariable, (name === 'tenancy' ? tenancy : other).url]));
