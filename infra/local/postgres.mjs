// Runs the PostgreSQL that npm installed, on its own data folder, for the launcher and for the tests. Linux and macOS.
import { spawnSync } from 'node:child_process';
import { randomBytes, createHash } from 'node:crypto';
import { accessSync, chmodSync, chownSync, constants, existsSync, lstatSync, mkdirSync, readFileSync, readlinkSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { childUser, postgresFolder } from './postgres-binaries.mjs';
import { commandOf, freePort, isAlive, lastLines, readIfThere, startProcess, stopLeftOver, stopProcess } from './processes.mjs';

const SETTINGS = { listen_addresses: '127.0.0.1', unix_socket_directories: '', max_connections: 300, shared_buffers: '256MB', timezone: 'UTC', log_timezone: 'UTC' };
const FORGETFUL = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };
const READY_WITHIN_MS = 60_000;

/**
 * Starts PostgreSQL on `dataDir` (made when missing) and resolves when it answers.
 * `port` 0 or a busy one: a free port. `durable: false` trades crash safety for speed: tests only. `log` takes progress lines;
 * the server's own output goes to `logFile`. A server left over on the same folder is stopped first; one killed with -9 recovers.
 * Rejects with the last lines of the log when the server does not come up.
 * @returns {Promise<{port: number, pid: number, url: (db: string, user?: string, password?: string) => string,
 *   superuser: {user: string, password: string}, exited: Promise<number|null>, stop: () => Promise<void>, logFile: string}>}
 */
export async function startPostgres({ dataDir, port = 0, durable = true, log = () => {}, logFile = join(dirname(resolve(dataDir)), 'logs', 'postgres.log') }) {
  const user = childUser(dataDir);
  const bin = join(postgresFolder(user), 'bin');
  const data = realDataFolder(resolve(dataDir), user);
  mkdirSync(dirname(logFile), { recursive: true });
  if (existsSync(data) && !isReadable(data)) throw new Error(`${data} belongs to another account: start as that one, or choose another data folder`);
  if (user && existsSync(data)) giveTo(user, data);
  if (!existsSync(join(data, 'PG_VERSION'))) initialise(bin, data, user, logFile);
  await releaseLock(data, log);
  const superuser = JSON.parse(readFileSync(join(data, 'superuser.json'), 'utf8'));

  let wanted = port;
  for (let attempt = 1; ; attempt += 1) {
    const chosen = await freePort(wanted);
    if (port && chosen !== port) log(`port ${port} is busy, PostgreSQL takes ${chosen}`);
    const server = launch(bin, data, user, chosen, durable, logFile);
    const failure = await untilReady(server, data);
    if (!failure) {
      const url = (db, name = superuser.user, password = superuser.password) =>
        `postgres://${encodeURIComponent(name)}:${encodeURIComponent(password)}@127.0.0.1:${chosen}/${db}`;
      return { port: chosen, pid: server.child.pid, url, superuser, exited: server.exited, logFile,
        // Fast shutdown does not wait for clients; immediate shutdown is right where nothing need survive.
        stop: () => stopProcess(server, { signal: durable ? 'SIGINT' : 'SIGQUIT', lastSignal: 'SIGQUIT' }) };
    }
    // Another program may have taken the port in between; after kill -9 the old server's backends may need a second to notice.
    // Whoever knows the old port waits there: only one that is taken is given up.
    if (/could not bind/.test(failure)) wanted = 0;
    if (attempt === 8 || !/could not bind|shared memory block/.test(failure)) throw new Error(`PostgreSQL did not start (log: ${logFile})\n${failure}`);
    await sleep(500);
  }
}

/** Deletes the data folder of a stopped server, wherever it really lies. */
export function removePostgresData(dataDir) {
  if (lstatSync(dataDir, { throwIfNoEntry: false })?.isSymbolicLink()) rmSync(readlinkSync(dataDir), { recursive: true, force: true });
  rmSync(dataDir, { recursive: true, force: true });
}

/** Root's child cannot reach a folder under /root: then the data lies in /var/tmp and `dataDir` is a link to it. */
function realDataFolder(dataDir, user) {
  mkdirSync(dirname(dataDir), { recursive: true });
  const reachable = !user || spawnSync('test', ['-x', dirname(dataDir)], { ...user, cwd: '/' }).status === 0;
  if (reachable) return dataDir;
  const real = `/var/tmp/luyue-pgdata-${createHash('sha256').update(dataDir).digest('hex').slice(0, 12)}`;
  const linked = lstatSync(dataDir, { throwIfNoEntry: false })?.isSymbolicLink() && readlinkSync(dataDir) === real;
  if (!linked) {
    // Without the link the folder above was deleted by hand, that is: the data were meant to go.
    rmSync(real, { recursive: true, force: true });
    rmSync(dataDir, { recursive: true, force: true });
    symlinkSync(real, dataDir);
  }
  return real;
}

/** A folder that root copied belongs to root, and PostgreSQL insists on its own. */
function giveTo(user, data) {
  if (statSync(data).uid === user.uid) return;
  spawnSync('chown', ['-R', `${user.uid}:${user.gid}`, data]);
  chmodSync(data, 0o700);
}

function initialise(bin, data, user, logFile) {
  // A folder without PG_VERSION is an initdb that was interrupted: nothing in it can be of use.
  rmSync(data, { recursive: true, force: true });
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const superuser = { user: 'luyue_superuser', password: randomBytes(24).toString('base64url') };
  const passwordFile = `${data}.password`;
  writeFileSync(passwordFile, superuser.password, { mode: 0o600 });
  if (user) for (const path of [data, passwordFile]) chownSync(path, user.uid, user.gid);
  // The builtin provider sorts and folds the same on every machine; LANG may be missing, then initdb would make a SQL_ASCII database.
  const locale = process.platform === 'linux' ? ['--locale=C.UTF-8'] : ['--locale=en_US.UTF-8', '--builtin-locale=C.UTF-8'];
  const made = spawnSync(join(bin, 'initdb'), ['-D', data, '-U', superuser.user, '-E', 'UTF8', '--locale-provider=builtin', ...locale,
    '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '--no-sync', '--no-instructions'], { ...user, cwd: '/', env: { PATH: process.env.PATH }, encoding: 'utf8' });
  rmSync(passwordFile, { force: true });
  if (made.status !== 0) {
    writeFileSync(logFile, `${made.stdout}${made.stderr}`);
    throw new Error(`initdb failed (log: ${logFile})\n${made.error?.message ?? made.stderr.trim()}`);
  }
  const kept = join(data, 'superuser.json');
  writeFileSync(kept, JSON.stringify(superuser), { mode: 0o600 });
  if (user) chownSync(kept, user.uid, user.gid);
}

function launch(bin, data, user, port, durable, logFile) {
  const settings = { ...SETTINGS, port, ...(durable ? {} : FORGETFUL) };
  const args = ['-D', data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
  return startProcess(join(bin, 'postgres'), args, { ...user, env: { PATH: process.env.PATH }, logFile, deathSignal: 'INT' });
}

/** undefined once the server takes connections, else the text it left in the log. */
async function untilReady({ child, exited, logFile, logStart }, data) {
  let gone = false;
  void exited.then(() => { gone = true; });
  const deadline = Date.now() + READY_WITHIN_MS;
  while (!gone && Date.now() < deadline) {
    // The eighth line of postmaster.pid is the state that pg_ctl waits for, too.
    const lines = readIfThere(join(data, 'postmaster.pid')).split('\n');
    if (Number(lines[0]) === child.pid && lines[7]?.trim() === 'ready') return undefined;
    await sleep(20);
  }
  if (!gone) child.kill('SIGQUIT');
  return lastLines(logFile, { from: logStart });
}

/** Deals with the lock of an earlier start: a server still running on this folder is stopped, a stranger's process is no reason to wait. */
async function releaseLock(data, log) {
  const lock = join(data, 'postmaster.pid');
  const [first, ...others] = readIfThere(lock).split('\n');
  const pid = Number(first);
  if (!pid || !isAlive(pid)) return;
  // A number that no process can have: PostgreSQL's own check of shared memory stays in force.
  if (!commandOf(pid).includes(data)) return writeFileSync(lock, ['999999999', ...others].join('\n'));
  await stopLeftOver({ pid, mark: data, name: 'PostgreSQL', log, signal: 'SIGINT', lastSignal: 'SIGQUIT' });
}

function isReadable(folder) {
  try {
    accessSync(folder, constants.R_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
