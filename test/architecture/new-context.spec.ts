import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { judge, readRepository } from './rules.mjs';

const root = resolve(__dirname, '../..');
const NAME = 'parcel-lockers';

describe('infra/new-context.mjs makes a service that stands', () => {
  let copy: string;
  const generate = (...args: string[]) => spawnSync(process.execPath, [join(root, 'infra/new-context.mjs'), ...args, '--root', copy], { encoding: 'utf8' });
  const node = (...args: string[]) => spawnSync(process.execPath, args, { cwd: copy, encoding: 'utf8', env: { ...process.env, JEST_WORKER_ID: undefined } });

  beforeAll(() => {
    copy = mkdtempSync(join(tmpdir(), 'luyue-new-context-'));
    const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { cwd: root, encoding: 'utf8' }).split('\n').filter((path) => path && existsSync(join(root, path)));
    for (const path of files) {
      mkdirSync(dirname(join(copy, path)), { recursive: true });
      cpSync(join(root, path), join(copy, path));
    }
    const made = generate(NAME, 'PL', '快递柜', 'Parcel lockers');
    expect(made.stderr).toBe('');
    link();
  }, 60_000);
  afterAll(() => rmSync(copy, { recursive: true, force: true }));

  /** As npm would: the packages of others from here, ours from the copy. */
  function link(): void {
    const modules = join(copy, 'node_modules');
    mkdirSync(join(modules, '@luyue'), { recursive: true });
    for (const entry of readdirSync(join(root, 'node_modules'))) if (entry !== '@luyue') symlinkSync(join(root, 'node_modules', entry), join(modules, entry));
    const projects = [...['libs', 'services'].flatMap((folder) => readdirSync(join(copy, folder)).map((entry) => `${folder}/${entry}`)), 'gateway', 'gateway/console'];
    for (const project of projects) symlinkSync(join(copy, project), join(modules, '@luyue', basename(project)));
    for (const own of projects.map((project) => join(project, 'node_modules'))) if (existsSync(join(root, own))) symlinkSync(join(root, own), join(copy, own));
  }

  test('its types hold, in the console too', () => {
    // Nothing in the specs of others hangs on which contexts there are: `npm run check` has read them, and reading them again would be half the work.
    const projects = ['libs', 'services', 'gateway'];
    writeFileSync(join(copy, 'tsconfig.made.json'), JSON.stringify({
      extends: './tsconfig.base.json', include: ['libs/*/src', 'services/*/src', 'gateway/src'], exclude: projects.map((folder) => `${folder}/**/*.spec.ts`), files: [`services/${NAME}/src/${NAME}.spec.ts`],
    }));
    for (const project of ['tsconfig.made.json', 'gateway/console/tsconfig.json']) expect(node('node_modules/typescript-7/bin/tsc', '-p', project).stdout).toBe('');
  }, 120_000);

  test('it keeps the rules of the house', () => {
    expect(judge(readRepository(copy)).violations.filter(({ path }) => path.includes(NAME) || path.includes('/pl/'))).toEqual([]);
  });

  test('it stands in every list of services', () => {
    for (const path of ['infra/compose/compose.yaml', 'k8s/base/kustomization.yaml', 'k8s/data/databases.yaml', 'k8s/overlays/production/kustomization.yaml', 'gateway/src/config.ts', 'package-lock.json']) {
      expect([path, readFileSync(join(copy, path), 'utf8').includes(NAME)]).toEqual([path, true]);
    }
  });

  test('its inherited tests pass: it boots, keeps tenants apart, and its events leave once', () => {
    // On the PostgreSQL and Kafka of this run, which its environment names, and with this run's configuration: under a root of its own every package would be transformed anew, and kept.
    writeFileSync(join(copy, 'nothing.mjs'), 'export default () => {};\n');
    const nothing = join(copy, 'nothing.mjs');
    const { stderr, status } = node('node_modules/jest/bin/jest.js', '--config', join(root, 'jest.config.mjs'), '--roots', join(copy, 'services', NAME), '--ci', '--maxWorkers', '1', '--globalSetup', nothing, '--globalTeardown', nothing);
    expect([status, /Tests:.*/.exec(stderr)?.[0]]).toEqual([0, 'Tests:       3 passed, 3 total']);
  }, 180_000);

  test('made twice, or under a name that is none, it changes nothing', () => {
    expect(generate(NAME, 'PL', '快递柜', 'Parcel lockers')).toMatchObject({ status: 1, stderr: `services/${NAME} is there already\n` });
    expect(generate('Parcel Lockers', 'PL', '快递柜', 'Parcel lockers').status).toBe(2);
  });
});
