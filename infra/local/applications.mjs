// Starts the services and the gateway, together in one process or one process each, and waits until each says READY.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { lastLines, startProcess, stopProcess } from './processes.mjs';
import { root } from './services.mjs';

const READY_WITHIN_MS = 90_000;
const GATEWAY = { name: 'gateway', folder: join(root, 'gateway') };

/**
 * Resolves when all are ready; rejects naming the one that failed and the last lines of its log.
 * @param {{services: object[], environments: ReturnType<typeof import('./environment.mjs').environments>, gatewayPort: number, separate: boolean, logs: string,
 *   add: (part: import('./parts.mjs').Part) => void, remember: (child: {name: string, pid: number, mark: string}) => void}} what
 *   `add` and `remember` hear of every process at once, so that a start that fails half-way can be undone
 */
export async function startApplications({ services, environments, gatewayPort, separate, logs, add, remember }) {
  const launch = (name, script, environment) => {
    const logFile = join(logs, `${name}.log`);
    const started = startProcess(process.execPath, ['--enable-source-maps', script], { logFile, env: { PATH: process.env.PATH, HOME: process.env.HOME, ...environment } });
    remember({ name, pid: started.child.pid, mark: script });
    return { name, pid: started.child.pid, exited: started.exited, logFile, logStart: started.logStart, stop: () => stopProcess(started) };
  };
  /** Starts a process and waits for its ports; a restart keeps them, because the gateway knows the services by them. */
  const run = async (name, script, environment, expected) => {
    const part = launch(name, script, environment);
    add(part);
    const ports = await untilReady(part, expected);
    part.restart = async () => {
      const again = launch(name, script, ports[name] ? { ...environment, PORT: String(ports[name]) } : environment);
      await untilReady(again, expected);
      return again;
    };
    return ports;
  };
  await (separate ? startEach : startTogether)({ services, environments, gatewayPort, run });
}

async function startTogether({ services, environments, gatewayPort, run }) {
  const processes = [
    ...services.map((service) => ({ ...service, environment: environments.forService(service) })),
    { ...GATEWAY, environment: environments.forGateway(gatewayPort, {}) },
  ];
  await run('services', join(root, 'infra', 'local', 'all-in-one.mjs'), { LUYUE_PROCESSES: JSON.stringify(processes) }, processes.map(({ name }) => name));
}

async function startEach({ services, environments, gatewayPort, run }) {
  const main = ({ folder }) => join(folder, 'dist', 'main.js');
  const addresses = Object.assign({}, ...await Promise.all(services.map(async (service) => {
    const ports = await run(service.name, main(service), environments.forService(service), [service.name]);
    return { [service.urlVariable]: `http://127.0.0.1:${ports[service.name]}` };
  })));
  await run('gateway', main(GATEWAY), environments.forGateway(gatewayPort, addresses), ['gateway']);
}

/** The ports by name, once the log has a READY line for each. */
async function untilReady({ exited, logFile, logStart }, names) {
  let gone = false;
  void exited.then(() => { gone = true; });
  for (let waited = 0; ; waited += 50) {
    const text = existsSync(logFile) ? readFileSync(logFile).subarray(logStart).toString('utf8') : '';
    const ports = Object.fromEntries([...text.matchAll(/^READY (\S+) (\d+)$/gm)].map(([, name, port]) => [name, Number(port)]));
    const missing = names.filter((name) => !ports[name]);
    if (!missing.length) return ports;
    if (gone || waited > READY_WITHIN_MS) {
      const blamed = /^FAILED (\S+)$/m.exec(text)?.[1] ?? missing.join(', ');
      throw new Error(`${blamed} ${gone ? 'stopped while starting' : 'did not get ready in time'} (log: ${logFile})\n${lastLines(logFile, { from: logStart })}`);
    }
    await sleep(50);
  }
}
