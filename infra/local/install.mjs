// `npm ci` when, and only when, node_modules is not what the lockfile says. Runs before anything is installed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readIfThere } from './processes.mjs';

const STAMP = join('node_modules', '.luyue-lock');

/** Installs the dependencies of the project in `root` when needed; true when it did. Throws with npm's own message above it. */
export function ensureInstalled({ root, log = () => {} }) {
  const lock = readFileSync(join(root, 'package-lock.json'), 'utf8');
  const hash = createHash('sha256').update(lock).digest('hex');
  if (readIfThere(join(root, STAMP)) === hash) return false;
  if (!isInstalled(root, JSON.parse(lock))) {
    log('installing dependencies (npm ci)');
    const arguments_ = ['ci', '--loglevel', 'error'];
    const [command, ...args] = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath, ...arguments_] : ['npm', ...arguments_];
    const { status, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit' });
    if (status !== 0) throw new Error(`npm ci failed${error ? `: ${error.message}` : ''}`);
    stamp(root, hash);
    return true;
  }
  stamp(root, hash);
  return false;
}

function stamp(root, hash) {
  try {
    writeFileSync(join(root, STAMP), hash);
  } catch (error) {
    // Installed by another account: the comparison is made again next time.
    if (!['EACCES', 'EROFS'].includes(error.code)) throw error;
  }
}

/** Whether an `npm ci` or `npm install` by hand already brought every package of the lockfile: npm's own record says so, and they are there. */
function isInstalled(root, lock) {
  const record = readIfThere(join(root, 'node_modules', '.package-lock.json'));
  if (!record) return false;
  const installed = JSON.parse(record).packages;
  // Optional packages are those of other platforms, mostly.
  return Object.entries(lock.packages).every(([path, { version, optional, link }]) =>
    !path.includes('node_modules/') || optional || link || (installed[path]?.version === version && existsSync(join(root, path))));
}
