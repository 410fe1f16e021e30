// Builds the web console with Vite into gateway/console/dist.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify, stripVTControlCharacters } from 'node:util';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** What a build depends on: the pages use the sources of these libraries, too (through the export condition `@luyue/source`). */
export const CONSOLE_SOURCES = ['gateway/console/src', 'gateway/console/public', 'gateway/console/index.html', 'gateway/console/client.html', 'gateway/console/vite.config.ts',
  'gateway/console/package.json', 'libs/kernel/src', 'libs/regulations/src', 'libs/contracts/src', 'package-lock.json'];
export const CONSOLE_OUTPUT = 'gateway/console/dist/index.html';

/** Rejects with Vite's own output when the build fails. */
export async function buildConsole() {
  try {
    await promisify(execFile)(process.execPath, [join(root, 'node_modules', 'vite', 'bin', 'vite.js'), 'build', '--logLevel', 'warn'],
      // Whatever the caller is (a test run has NODE_ENV=test): what is built here is what users get.
      { cwd: join(root, 'gateway', 'console'), env: { ...process.env, NODE_ENV: 'production' } });
  } catch (error) {
    throw new Error(`vite build failed\n${stripVTControlCharacters(`${error.stdout}${error.stderr}`)}`);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    await buildConsole();
    console.log('built the console');
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
