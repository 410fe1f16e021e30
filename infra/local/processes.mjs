// Child processes of the launcher: ports, programs that end with their parent, leftovers of a start that was killed.
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** `wanted` when it is free on 127.0.0.1, else (or for 0) one that the system gives. */
export function freePort(wanted = 0) {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.once('error', (error) => (wanted && ['EADDRINUSE', 'EACCES'].includes(error.code) ? done(freePort(0)) : fail(error)));
    probe.listen(wanted, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => done(port));
    });
  });
}

let guard;

/**
 * Starts a program whose output goes to the end of `logFile`, in its own process group: a Ctrl-C in the terminal is for the launcher,
 * which stops its children in order. On Linux `deathSignal` ends the program when the launcher dies without stopping it.
 * `exited` resolves to the exit code (null: killed, or not to be started); `logStart` is the log's length before.
 */
export function startProcess(command, args, { logFile, deathSignal = 'TERM', ...options }) {
  guard ??= spawnSync('setpriv', ['--pdeathsig', 'TERM', 'true'], { cwd: '/' }).status === 0;
  const line = guard ? ['setpriv', '--pdeathsig', deathSignal, command, ...args] : [command, ...args];
  const logStart = statSync(logFile, { throwIfNoEntry: false })?.size ?? 0;
  const output = openSync(logFile, 'a');
  const child = spawn(line[0], line.slice(1), { cwd: '/', ...options, stdio: ['ignore', output, output], detached: true });
  closeSync(output);
  const exited = new Promise((done) => {
    child.once('exit', done);
    child.once('error', () => done(null));
  });
  return { child, exited, logFile, logStart };
}

/** Signals the program, waits, and kills it when it is still there after `patienceMs`. */
export async function stopProcess({ child, exited }, { signal = 'SIGTERM', lastSignal = 'SIGKILL', patienceMs = 15_000 } = {}) {
  child.kill(signal);
  const timer = setTimeout(() => child.kill(lastSignal), patienceMs);
  await exited;
  clearTimeout(timer);
}

/** Stops process `pid` if its command line shows that it is ours (`mark` occurs in it). */
export async function stopLeftOver({ pid, mark, name, log, signal = 'SIGTERM', lastSignal = 'SIGKILL' }) {
  if (!isAlive(pid) || !commandOf(pid).includes(mark)) return;
  log(`stopping the ${name} that an earlier start left behind (process ${pid})`);
  process.kill(pid, signal);
  for (let waited = 0; isAlive(pid); waited += 50) {
    if (waited === 10_000) process.kill(pid, lastSignal);
    if (waited > 20_000) throw new Error(`the ${name} of an earlier start (process ${pid}) does not stop`);
    await sleep(50);
  }
}

export function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** The command line of a running process, '' when there is none. */
export function commandOf(pid) {
  if (existsSync('/proc/self/cmdline')) return readIfThere(`/proc/${pid}/cmdline`).replaceAll('\0', ' ');
  return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout;
}

/** The last lines of a log, from the byte `from` on. */
export function lastLines(logFile, { from = 0, count = 15 } = {}) {
  return (existsSync(logFile) ? readFileSync(logFile).subarray(from).toString('utf8') : '').trim().split('\n').slice(-count).join('\n') || 'it left no message';
}

export function readIfThere(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
