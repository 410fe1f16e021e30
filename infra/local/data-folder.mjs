// The folder that holds everything a local platform remembers: databases, broker, files, keys, passwords, logs.
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandOf, isAlive, readIfThere, stopLeftOver } from './processes.mjs';
import { removePostgresData } from './postgres.mjs';

const MARK = '.luyue-data';

/**
 * Opens `folder` for one launcher, emptied first with `reset`. Refuses a folder with other people's files and one that a running
 * launcher uses; ends the programs that a killed launcher left behind.
 * @returns {Promise<{remember: (child: {pid: number, mark: string, name: string}) => void, release: () => void}>}
 */
export async function openDataFolder(folder, { reset = false, port, log }) {
  const running = join(folder, 'running.json');
  const before = JSON.parse(readIfThere(running) || '{"children":[]}');
  if (before.pid && isAlive(before.pid) && commandOf(before.pid).includes('start.mjs')) {
    throw new Error(`Luyue already runs on ${folder} (process ${before.pid}, http://127.0.0.1:${before.port}). Stop it, or choose another --data folder.`);
  }
  const entries = existsSync(folder) ? readdirSync(folder) : [];
  if (entries.length && !entries.includes(MARK)) throw new Error(`${folder} holds other files; --data needs an empty folder or one that Luyue made`);
  for (const child of before.children) await stopLeftOver({ ...child, log });
  if (reset && entries.length) {
    removePostgresData(join(folder, 'postgres'));
    rmSync(folder, { recursive: true, force: true });
  }
  mkdirSync(join(folder, 'logs'), { recursive: true });
  writeFileSync(join(folder, MARK), '');

  const state = { pid: process.pid, port, children: [] };
  const save = () => writeFileSync(running, JSON.stringify(state));
  save();
  return {
    remember(child) {
      state.children = [...state.children.filter(({ name }) => name !== child.name), child];
      save();
    },
    release() { rmSync(running, { force: true }); },
  };
}
