// `npm run check`: types, lint and the rules of the house; the tests that need no server.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { judge, readRepository } from '../../test/architecture/rules.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const tsc = 'node_modules/typescript-7/bin/tsc';

const checks = [
  { name: 'types', run: () => command([tsc, '-p', 'tsconfig.json']) },
  ...(existsSync(join(root, 'gateway/console/tsconfig.json')) ? [{ name: 'types of the console', run: () => command([tsc, '-p', 'gateway/console/tsconfig.json']) }] : []),
  { name: 'lint', run: () => command(['node_modules/oxlint/bin/oxlint', '--type-aware']) },
  { name: 'architecture', run: architecture },
];

const results = await Promise.all(checks.map(async ({ name, run }) => {
  const started = Date.now();
  const { ok, output } = await run();
  return { name, ok, output, seconds: ((Date.now() - started) / 1000).toFixed(1) };
}));
for (const { name, ok, output, seconds } of results) console.log(`${ok ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)${ok && name !== 'architecture' ? '' : `\n${output}`}`);
process.exitCode = results.every(({ ok }) => ok) ? 0 : 1;

function command(args) {
  return new Promise((done) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => { output += chunk; });
    child.once('close', (code) => done({ ok: code === 0, output: output.trim() }));
  });
}

async function architecture() {
  const files = readRepository(root);
  const { ok, imports, violations } = judge(files);
  const lines = violations.map(({ rule, path, line, message }) => `       ${path}:${line} ${rule}: ${message}`);
  return { ok, output: [...lines, `       ${files.length} files and ${imports} imports read`].join('\n') };
}
