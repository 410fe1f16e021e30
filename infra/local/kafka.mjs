// Runs a real Apache Kafka broker (KRaft, one node) from Maven's jars, for the launcher and for the tests. Needs Java 17 or newer.
import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort, lastLines, readIfThere, startProcess, stopLeftOver, stopProcess } from './processes.mjs';

const POM = fileURLToPath(new URL('../kafka/pom.xml', import.meta.url));
const CACHE = fileURLToPath(new URL('../../.cache/kafka/', import.meta.url));
const READY_WITHIN_MS = 60_000;

/** Whether this machine can run the broker, and if not, why, in words for the person at the terminal. */
export function kafkaAvailable() {
  const version = spawnSync(java(), ['-version'], { encoding: 'utf8' });
  if (version.status !== 0) return { ok: false, why: 'Java is not installed (17 or newer is needed)' };
  const major = Number(/version "(?:1\.)?(\d+)/.exec(version.stderr)?.[1]);
  if (!(major >= 17)) return { ok: false, why: `Java ${major} is too old (17 or newer is needed)` };
  if (existsSync(jarFolder())) return { ok: true, why: `Java ${major}, jars already fetched` };
  if (spawnSync('mvn', ['-v']).status !== 0) return { ok: false, why: 'Maven is not installed (it fetches the broker)' };
  return { ok: true, why: `Java ${major} and Maven found` };
}

/**
 * Starts the broker on `dataDir` (formatted when new) and resolves once a consumer group's coordinator answers: the open port alone
 * is too early. A restart on the same folder takes the same port where it is free, a first start `port`. Rejects with the last lines of the log.
 * @returns {Promise<{bootstrap: string, pid: number, exited: Promise<number|null>, stop: () => Promise<void>, logFile: string}>}
 */
export async function startKafka({ dataDir, port: wanted, log = () => {}, logFile = join(dirname(resolve(dataDir)), 'logs', 'kafka.log') }) {
  const data = resolve(dataDir);
  const jars = fetchJars(log);
  mkdirSync(data, { recursive: true });
  mkdirSync(dirname(logFile), { recursive: true });
  const properties = join(data, 'server.properties');
  await stopLeftOver({ pid: Number(readIfThere(join(data, 'kafka.pid'))), mark: properties, name: 'Kafka', log });

  const previous = JSON.parse(readIfThere(join(data, 'ports.json')) || '{}');
  const port = await freePort(previous.port ?? wanted);
  const controllerPort = await freePort(previous.controllerPort);
  writeFileSync(join(data, 'ports.json'), JSON.stringify({ port, controllerPort }));
  writeFileSync(properties, serverProperties(join(data, 'log'), port, controllerPort));
  if (!existsSync(join(data, 'log', 'meta.properties'))) format(jars, properties, logFile);

  const server = startProcess(java(), ['-Xmx384m', '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-Dlog4j2.level=WARN', '-cp', join(jars, '*'), 'kafka.Kafka', properties], { logFile });
  writeFileSync(join(data, 'kafka.pid'), String(server.child.pid));
  const bootstrap = `127.0.0.1:${port}`;
  const failure = await untilCoordinating(server, bootstrap);
  if (failure) throw new Error(`Kafka did not start (log: ${logFile})\n${failure}`);
  return { bootstrap, pid: server.child.pid, exited: server.exited, stop: () => stopProcess(server), logFile };
}

const java = () => (process.env.JAVA_HOME ? join(process.env.JAVA_HOME, 'bin', 'java') : 'java');
const jarFolder = () => join(CACHE, createHash('sha256').update(readFileSync(POM)).digest('hex').slice(0, 12));

function fetchJars(log) {
  const jars = jarFolder();
  if (existsSync(jars)) return jars;
  log('fetching Kafka with Maven (43 MB, once)');
  mkdirSync(CACHE, { recursive: true });
  const aside = mkdtempSync(join(CACHE, 'fetching-'));
  const result = spawnSync('mvn', ['-q', '-B', '-f', POM, 'dependency:copy-dependencies', `-DoutputDirectory=${join(aside, 'jars')}`], { encoding: 'utf8' });
  if (result.status !== 0) throw new Error(`Maven could not fetch Kafka\n${result.error?.message ?? result.stdout.trim().split('\n').slice(-8).join('\n')}`);
  try {
    renameSync(join(aside, 'jars'), jars);
  } catch (error) {
    // A start at the same moment was quicker: its jars are as good.
    if (!['ENOTEMPTY', 'EEXIST'].includes(error.code)) throw error;
  }
  rmSync(aside, { recursive: true, force: true });
  return jars;
}

function format(jars, properties, logFile) {
  // The tool reads a cluster id that starts with '-' as an option.
  const clusterId = `L${randomBytes(16).toString('base64url').slice(1, 22)}`;
  const made = spawnSync(java(), ['-cp', join(jars, '*'), 'kafka.tools.StorageTool', 'format', '-t', clusterId, '-c', properties, '--ignore-formatted'], { encoding: 'utf8' });
  if (made.status !== 0) {
    writeFileSync(logFile, `${made.stdout}${made.stderr}`, { flag: 'a' });
    throw new Error(`Kafka's storage could not be formatted (log: ${logFile})\n${lastLines(logFile)}`);
  }
}

/** One node that is broker and controller; the short sessions bring consumers back 3 s after a kill -9 instead of 12. */
const serverProperties = (logDirs, port, controllerPort) => `process.roles=broker,controller
node.id=1
listeners=PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}
controller.listener.names=CONTROLLER
controller.quorum.voters=1@127.0.0.1:${controllerPort}
log.dirs=${logDirs}
auto.create.topics.enable=false
offsets.topic.replication.factor=1
offsets.topic.num.partitions=4
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1
broker.session.timeout.ms=1500
broker.heartbeat.interval.ms=300
group.initial.rebalance.delay.ms=0
group.min.session.timeout.ms=500
`;

/** undefined once a group coordinator answers, else the reason. */
async function untilCoordinating({ child, exited, logFile, logStart }, bootstrap) {
  let gone = false;
  void exited.then(() => { gone = true; });
  // The one place outside libs/platform: readiness is a question to the broker, not part of the event backbone.
  // oxlint-disable-next-line no-restricted-imports
  const { default: { Kafka, logLevel } } = await import('kafkajs');
  const admin = new Kafka({ clientId: 'luyue-launcher', brokers: [bootstrap], logLevel: logLevel.NOTHING, retry: { retries: 0 } }).admin();
  const deadline = Date.now() + READY_WITHIN_MS;
  let reason = '';
  while (!gone && Date.now() < deadline) {
    try {
      await admin.connect();
      await admin.fetchOffsets({ groupId: 'luyue-launcher', topics: [] });
      await admin.disconnect();
      return undefined;
    } catch (error) {
      reason = error.message;
    }
    await sleep(100);
  }
  await admin.disconnect();
  if (!gone) child.kill('SIGKILL');
  return `${lastLines(logFile, { from: logStart })}\n${reason}`;
}
