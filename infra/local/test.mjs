// `npm test`: checks, builds, then every test in parts. The last line counts; a part that cannot run here is named, and fails under REQUIRE_ALL=1.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled } from './install.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const results = join(root, '.cache', 'test-results');
const workers = String(Math.max(2, cpus().length - 1));

/** Jest runs by path. What is timed to the second, the recovery of killed processes, has the machine to itself. `minutes` ends what hangs: twice what a quiet machine takes. */
const PARTS = [
  { name: 'units and rooms', paths: ['libs', 'services', 'gateway/src', 'test/architecture'], minutes: 12 },
  { name: 'acceptance, journeys and faults', paths: ['test/acceptance', 'test/journeys', 'test/faults'], without: 'test/faults/kills.spec', minutes: 30 },
  { name: 'kills', paths: ['test/faults/kills.spec'], alone: true, minutes: 12 },
];

const total = { passed: 0, failed: 0, skipped: [] };
ensureInstalled({ root, log: console.log });
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });

step('check', ['infra/build/check.mjs']);
step('build', ['infra/build/build.mjs']);
step('console build', ['infra/build/console.mjs']);
step('console budget', ['gateway/console/check-budget.mjs']);
for (const part of PARTS) runPart(part);
report();

/** A check counts as one test. */
function step(name, args) {
  console.log(`\n== ${name}`);
  if (spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' }).status === 0) total.passed += 1;
  else fail(name);
}

function runPart({ name, paths, without, alone, minutes }) {
  console.log(`\n== ${name}`);
  const output = join(results, `${name.replaceAll(/\W+/g, '-')}.json`);
  const started = Date.now();
  const except = without ? ['--testPathIgnorePatterns', pattern(without)] : [];
  const { status, signal } = spawnSync(process.execPath, ['node_modules/jest/bin/jest.js', ...paths.map(pattern), ...except, '--ci', '--json', '--outputFile', output, '--maxWorkers', alone ? '1' : workers],
    { cwd: root, stdio: ['ignore', 'ignore', 'inherit'], timeout: minutes * 60_000, killSignal: 'SIGKILL' });
  if (!existsSync(output)) return fail(`${name}: Jest gave no result (${signal ? `stopped after ${minutes} minutes` : `exit code ${status}`})`);
  if (signal) fail(`${name}: its tests ended, Jest did not: something was left open`);
  tally(JSON.parse(readFileSync(output, 'utf8')));
  console.log(`${name}: ${Math.round((Date.now() - started) / 1000)} s`);
}

function tally(result) {
  total.passed += result.numPassedTests;
  total.failed += result.numFailedTests;
  for (const suite of result.testResults) {
    // A file that could not even be loaded has no test to count.
    if (suite.status === 'failed' && !suite.assertionResults.some((test) => test.status === 'failed')) fail(`${suite.name.slice(root.length)} could not run`);
    for (const test of suite.assertionResults) if (['pending', 'todo', 'skipped'].includes(test.status)) total.skipped.push(test.fullName);
  }
}

function fail(what) {
  total.failed += 1;
  console.error(`FAILED ${what}`);
}

function report() {
  const strict = process.env.REQUIRE_ALL === '1';
  const skippedParts = [...new Set(total.skipped)];
  console.log('');
  for (const name of skippedParts) console.log(`${strict ? 'FAILED (REQUIRE_ALL=1) skipped' : 'skipped'}: ${name}`);
  const failed = total.failed + (strict ? skippedParts.length : 0);
  console.log(`${total.passed} passed, ${failed} failed${!strict && skippedParts.length ? `, ${skippedParts.length} skipped` : ''}`);
  process.exitCode = failed || !total.passed ? 1 : 0;
}

/** What begins with this path under the root: a folder, or a file beside it of the same name. */
function pattern(path) {
  return `^${root.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}${path}[/.]`;
}
