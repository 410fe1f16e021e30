// `npm run faults`: the fault tests with bigger numbers. Ends by itself; the last line counts.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureInstalled } from './install.mjs';
import { root } from './services.mjs';

const USAGE = `npm run faults -- [options]
  --kills N      kill -9 of each part on each broker, and of services at work (10)
  --seeds N      lives of the simulation (500)
  --seed N       one life of the simulation again, nothing else
  --only NAME    kills, kills/property or kills/rounds (those of one context's work alone), probes, row-security or simulation
  --broker KIND  kafka or embedded, for the kills (both)`;
const SUITES = ['kills', 'probes', 'row-security', 'simulation'];
/** Parts of the kills that can be asked for by themselves. */
const PARTS = ['kills/property', 'kills/rounds'];

const options = readOptions();
ensureInstalled({ root, log: console.log });
const { allProjects, build } = await import('../build/build.mjs');
const { unlessUpToDate } = await import('../build/stamp.mjs');
const projects = allProjects();
await unlessUpToDate('services', [...projects.map((project) => join(project, 'src')), '.swcrc', 'package-lock.json', 'infra/build/build.mjs'], projects.map((project) => join(project, 'dist')), () => Promise.all(projects.map(build)));

const output = join(root, '.cache', 'test-results', 'faults-by-hand.json');
mkdirSync(join(output, '..'), { recursive: true });
rmSync(output, { force: true });
const suites = options.only ? [options.only] : SUITES;
// Ended by force when all is judged and put away, as the workers of `npm test` are: in the one process of this command something of the killed parts stays open.
const { signal, status } = spawnSync(process.execPath, [
  'node_modules/jest/bin/jest.js', ...suites.map((name) => `test/faults/${name}`), '--runInBand', '--forceExit', '--ci', '--json', '--outputFile', output, ...(options.name ? ['--testNamePattern', options.name] : []),
], {
  cwd: root, stdio: ['ignore', 'ignore', process.stdout.fd], timeout: minutes() * 60_000, killSignal: 'SIGKILL',
  env: { ...process.env, FAULTS_KILLS: String(options.kills), FAULTS_SEEDS: String(options.seeds), ...(options.seed && { FAULTS_SEED: options.seed }) },
});
report();

/** Long enough for a slow machine; what takes longer hangs. */
function minutes() {
  return Math.ceil(15 + (suites.some((suite) => suite.startsWith('kills')) ? options.kills * 2 : 0) + (suites.includes('simulation') ? options.seeds / 200 : 0));
}

function report() {
  if (!existsSync(output)) {
    console.log(signal === 'SIGKILL' ? `stopped after ${minutes()} minutes: a test hangs` : `Jest gave no result (${signal ?? status})`);
    console.log('0 passed, 1 failed');
    process.exitCode = 1;
    return;
  }
  const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites, testResults } = JSON.parse(readFileSync(output, 'utf8'));
  // With one life or one broker asked for, what was not asked for is no skip.
  const skipped = options.name ? [] : testResults.flatMap((suite) => suite.assertionResults.filter((test) => test.status === 'pending').map((test) => test.fullName));
  for (const name of skipped) console.log(`skipped: ${name}`);
  const failed = numFailedTests + numRuntimeErrorTestSuites + (process.env.REQUIRE_ALL === '1' ? skipped.length : 0);
  console.log(`${numPassedTests} passed, ${failed} failed`);
  process.exitCode = failed || !numPassedTests ? 1 : 0;
}

function readOptions() {
  try {
    const { values } = parseArgs({ options: {
      kills: { type: 'string', default: '10' }, seeds: { type: 'string', default: '500' }, seed: { type: 'string' }, only: { type: 'string' }, broker: { type: 'string' }, help: { type: 'boolean', short: 'h' },
    } });
    if (values.help) {
      console.log(USAGE);
      process.exit(0);
    }
    const [kills, seeds] = [values.kills, values.seeds].map(Number);
    for (const [name, value] of Object.entries({ kills, seeds })) if (!Number.isInteger(value) || value < 1) throw new Error(`--${name} is not a number of at least 1`);
    if (values.seed && !/^\d+$/.test(values.seed)) throw new Error(`--seed ${values.seed} is not a seed`);
    if (values.only && ![...SUITES, ...PARTS].includes(values.only)) throw new Error(`--only ${values.only}: choose ${[...SUITES, ...PARTS].join(', ')}`);
    if (values.broker && !['kafka', 'embedded'].includes(values.broker)) throw new Error(`--broker ${values.broker}: choose kafka or embedded`);
    if (values.seed) return { kills, seeds, seed: values.seed, only: 'simulation', name: 'nothing is lost' };
    if (values.broker) return { kills, seeds, only: 'kills', name: `on ${values.broker === 'kafka' ? 'Kafka' : 'the embedded broker'}` };
    return { ...values, kills, seeds };
  } catch (error) {
    console.error(`${error.message}\n\n${USAGE}`);
    process.exit(2);
  }
}
