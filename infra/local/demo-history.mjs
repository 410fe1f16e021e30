// What the demo's companies did in the months before: told by a process of its own while the platform is in use already, the latest days first, and told on after an interruption.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startProcess, stopProcess } from './processes.mjs';

/**
 * @typedef {{tenant: {id: string, name: string}, units: Record<string, string>, people: Record<string, {id: string, name: string}>}} Told
 * @typedef {{now: number, gas: (Told & {unit: string})[], property: (Told & {code: string})[], visits: Told[], channel: Told[]}} History `now`: where the past ends; the same in every attempt
 */

const SCRIPT = fileURLToPath(new URL('./demo-teller.mjs', import.meta.url));

/**
 * @param {{history: History, environmentOf: (service: string) => Record<string, string>, logs: string, remember: (child: {name: string, pid: number, mark: string}) => void}} what
 * @returns {{done: Promise<boolean>, logFile: string, stop: () => Promise<void>}} `done`: whether all is told. A stop lets the case or deal in hand be told to its end; the quarter of a maker is told again.
 */
export function tellHistory({ history, environmentOf, logs, remember }) {
  const logFile = join(logs, 'demo-history.log');
  const environments = Object.fromEntries(['utility-care', 'property-brokerage', 'distributor-visits', 'outstation-channel'].map((name) => [name, environmentOf(name)]));
  const started = startProcess(process.execPath, ['--enable-source-maps', SCRIPT], { logFile, env: { PATH: process.env.PATH, HOME: process.env.HOME, LUYUE_HISTORY: JSON.stringify({ history, environments }) } });
  remember({ name: 'demo history', pid: started.child.pid, mark: SCRIPT });
  return { done: started.exited.then((code) => code === 0), logFile, stop: () => stopProcess(started) };
}
