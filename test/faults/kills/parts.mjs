// Parts of the product that can be killed and started again: servers by the launcher's own start, services as processes.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startProcess, stopProcess } from '../../../infra/local/processes.mjs';

const READY_WITHIN_MS = 60_000;

/** Below the ports that clients get: one that asks for a server while it is down could find itself there, and keep its place. */
export const lowPort = () => 15_000 + Math.floor(Math.random() * 15_000);

/** PostgreSQL or Kafka by the launcher's own start, always on the same port. */
export function server(name, launch) {
  let running;
  return {
    name, crashes: [],
    server: () => running,
    async start() { running = await launch(running?.port ?? lowPort()); },
    async kill() {
      process.kill(running.pid, 'SIGKILL');
      await running.exited;
    },
    stop: async () => running?.stop(),
  };
}

/** One service as a process. Its start is tried again while what it needs is down, as Kubernetes does; an end that nobody asked for is noted. */
export function program(name, { folder }, logFile, env) {
  let running;
  let expected = false;
  const crashes = [];
  async function launch() {
    const started = startProcess(process.execPath, [join(folder, 'dist', 'main.js')], { logFile, env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env } });
    running = started;
    let gone = false;
    void started.exited.then(() => { gone = true; });
    while (!gone) {
      if (/^READY /m.test(readFileSync(logFile).subarray(started.logStart).toString('utf8'))) return true;
      await sleep(10);
    }
    return false;
  }
  async function start() {
    expected = false;
    for (const end = Date.now() + READY_WITHIN_MS; !expected; await sleep(100)) {
      if (await launch()) break;
      if (Date.now() > end) throw new Error(`${name} does not start:\n${readFileSync(logFile, 'utf8').slice(-2_000)}`);
    }
    const watched = running;
    void watched.exited.then((code) => {
      if (expected || watched !== running) return;
      crashes.push(`${name} ended by itself (${code}): ${readFileSync(logFile, 'utf8').slice(-600)}`);
      void start().catch((error) => crashes.push(error.message));
    });
  }
  return {
    name, crashes, start, url: `http://127.0.0.1:${env.PORT}`,
    async kill() {
      expected = true;
      running.child.kill('SIGKILL');
      await running.exited;
    },
    async stop() {
      expected = true;
      if (running) await stopProcess(running, { patienceMs: 5_000 });
    },
  };
}
