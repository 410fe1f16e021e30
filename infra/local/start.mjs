// `npm start`: the whole platform on one machine. Only node's own modules are imported up here: this runs before `npm ci`.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { openDataFolder } from './data-folder.mjs';
import { ensureInstalled } from './install.mjs';
import { endOf, runningParts } from './parts.mjs';
import { freePort, lastLines } from './processes.mjs';
import { banner, note, step } from './progress.mjs';
import { root, services } from './services.mjs';

const USAGE = `npm start -- [options]
  --port N          of the gateway (3000; the next free one when busy)
  --data DIR        where everything is kept (.data)
  --broker KIND     auto, kafka or embedded (auto: Kafka where Java 17 and Maven are)
  --processes       one process for each service instead of one for all
  --no-demo         no demo data
  --reset           forget everything in the data folder first
  --smoke           play the main jobs through the gateway, stop, exit 0 or 1`;

const options = readOptions();
const parts = runningParts({ supervised: options.processes, onLoss: reportLoss });
let stoppingSince;
let folder;
let telling;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void stopAll(0));
// Forked by a test that was killed: nobody else would stop it.
process.on('disconnect', () => void stopAll(0));
await main();

async function main() {
  try {
    const platform = await startAll();
    if (options.smoke) return await smoke(platform);
    banner(platform);
    parts.watch();
    if (platform.demo?.history) await tellOn(platform);
    // A test that forked the launcher waits for this.
    process.send?.({ url: platform.url });
  } catch (error) {
    // A start that is being stopped fails somewhere on its way down; that is no news.
    if (stoppingSince) return;
    console.error(`\n${error.step ?? 'Luyue'} failed: ${error.message}`);
    await stopAll(1);
  }
}

async function startAll() {
  const data = resolve(root, options.data);
  const port = await nextFreePort(options.port);
  folder = await openDataFolder(data, { reset: options.reset, port, log: note });
  await step('packages', async () => ({ say: ensureInstalled({ root, log: note }) && 'installed' }));

  // Nothing below imports from node_modules before this line.
  const { startPostgres } = await import('./postgres.mjs');
  const { startBroker } = await import('./broker.mjs');
  const postgres = await step('PostgreSQL', async () => {
    const start = (port) => startPostgres({ dataDir: join(data, 'postgres'), port, log: note, logFile: join(data, 'logs', 'postgres.log') });
    const result = await start(0);
    parts.add({ name: 'PostgreSQL', ...result, restart: () => start(result.port) });
    return { say: `on 127.0.0.1:${result.port}`, result };
  });
  const [broker] = await together([
    step('broker', async () => {
      const result = await startBroker(options.broker, { data, log: note });
      if (result.kind === 'kafka') parts.add({ name: 'Kafka', ...result });
      return { say: result.kind === 'kafka' ? `Apache Kafka on ${result.bootstrap}` : `embedded log in PostgreSQL: ${result.why}`, result };
    }),
    step('build', buildAll),
  ]);

  const secrets = await step('databases', async () => {
    const { loadSecrets } = await import('./secrets.mjs');
    const { setUpDatabases } = await import('./databases.mjs');
    const result = loadSecrets(data);
    await setUpDatabases((database) => postgres.url(database), services().map(({ database }) => database), result.passwordOf);
    return { say: 'ready', result };
  });
  const { environments } = await import('./environment.mjs');
  const url = `http://127.0.0.1:${port}`;
  const environment = environments({ data, secrets, postgres, broker, logLevel: process.env.LOG_LEVEL ?? 'info', publicUrl: url });
  await step('services', async () => {
    const { startApplications } = await import('./applications.mjs');
    await startApplications({
      services: services(), environments: environment,
      gatewayPort: port, separate: options.processes, logs: join(data, 'logs'),
      add: parts.add, remember: folder.remember,
    });
    return { say: `${services().map(({ name }) => name).join(', ')}, gateway${options.processes ? ', a process each' : ''}` };
  });
  const operatorKey = secrets.passwordOf('operator');
  const environmentOf = (name) => environment.forService(services().find((service) => service.name === name));
  return { url, data, broker, operatorKey, environmentOf, demo: options.demo ? await demoData({ gatewayUrl: url, dataDir: data, operatorKey }) : undefined };
}

async function buildAll() {
  const { allProjects, build } = await import('../build/build.mjs');
  const { unlessUpToDate } = await import('../build/stamp.mjs');
  const { buildConsole, CONSOLE_OUTPUT, CONSOLE_SOURCES } = await import('../build/console.mjs');
  const projects = allProjects();
  const sources = [...projects.map((project) => join(project, 'src')), '.swcrc', 'package-lock.json', 'infra/build/build.mjs'];
  const compiled = await unlessUpToDate('services', sources, projects.map((project) => join(project, 'dist')), () => Promise.all(projects.map(build)));
  const drawn = await unlessUpToDate('console', CONSOLE_SOURCES, [CONSOLE_OUTPUT], buildConsole);
  const made = [compiled && `${projects.length} projects`, drawn && 'console'].filter(Boolean);
  return { say: made.length ? made.join(', ') : 'up to date' };
}

/** Once a data folder; the logins are kept for the banner of later starts. */
async function demoData(where) {
  const kept = join(where.dataDir, 'demo.json');
  if (existsSync(kept)) return JSON.parse(readFileSync(kept, 'utf8'));
  if (!existsSync(new URL('./demo.mjs', import.meta.url))) return undefined;
  return step('demo data', async () => {
    const { seedDemo } = await import('./demo.mjs');
    const result = await seedDemo({ ...where, log: note });
    writeFileSync(kept, JSON.stringify(result, null, 2), { mode: 0o600 });
    return { say: 'ready', result };
  });
}

/** Nobody waits for the months before: the platform is in use meanwhile, and a start that is stopped goes on the next time. */
async function tellOn({ data, demo: { history, ...demo }, environmentOf }) {
  const { tellHistory } = await import('./demo-history.mjs');
  if (stoppingSince) return;
  telling = tellHistory({ history, environmentOf, logs: join(data, 'logs'), remember: folder.remember });
  void telling.done.then((done) => {
    if (stoppingSince) return;
    if (done) writeFileSync(join(data, 'demo.json'), JSON.stringify(demo, null, 2), { mode: 0o600 });
    note(done ? lastLines(telling.logFile, { count: 1 }) : `the demo's months before broke off; the next start tells on (log: ${telling.logFile})`);
  });
}

async function smoke({ url, data, operatorKey }) {
  await step('smoke', async () => {
    const { runSmoke } = await import('./smoke.mjs');
    await runSmoke({ gatewayUrl: url, dataDir: data, operatorKey, log: note });
    return { say: 'passed' };
  });
  await stopAll(0);
}

async function reportLoss({ name, logFile }, code) {
  console.error(`\n${name} ${endOf(code)} (log: ${logFile})\n${lastLines(logFile)}`);
  await stopAll(1);
}

/** Ends everything, and the launcher with `code`. Called again while it waits, it gives up waiting. */
async function stopAll(code) {
  if (stoppingSince) {
    // A terminal's Ctrl-C comes twice, once more through npm.
    if (Date.now() - stoppingSince > 1000) process.exit(1);
    return;
  }
  stoppingSince = Date.now();
  await telling?.stop();
  await parts.stop();
  folder?.release();
  process.exit(code);
}

/** Like Promise.all, but waits for the slower ones before it rejects: what they started must be known to be stopped. */
async function together(works) {
  const ended = await Promise.allSettled(works);
  const failed = ended.find(({ status }) => status === 'rejected');
  if (failed) throw failed.reason;
  return ended.map(({ value }) => value);
}

async function nextFreePort(wanted) {
  for (let port = wanted; port <= 65_535; port += 1) {
    if (await freePort(port) !== port) continue;
    if (port !== wanted) note(`port ${wanted} is busy, the gateway takes ${port}`);
    return port;
  }
  throw new Error(`no free port from ${wanted} on`);
}

function readOptions() {
  try {
    const { values } = parseArgs({ allowNegative: true, options: {
      port: { type: 'string', default: '3000' }, data: { type: 'string', default: '.data' }, broker: { type: 'string', default: 'auto' },
      processes: { type: 'boolean', default: false }, demo: { type: 'boolean', default: true }, reset: { type: 'boolean', default: false },
      smoke: { type: 'boolean', default: false }, help: { type: 'boolean', short: 'h' },
    } });
    if (values.help) {
      console.log(USAGE);
      process.exit(0);
    }
    const port = Number(values.port);
    if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new Error(`--port ${values.port} is not a port`);
    if (!['auto', 'kafka', 'embedded'].includes(values.broker)) throw new Error(`--broker ${values.broker}: choose auto, kafka or embedded`);
    return { ...values, port };
  } catch (error) {
    console.error(`${error.message}\n\n${USAGE}`);
    process.exit(2);
  }
}
