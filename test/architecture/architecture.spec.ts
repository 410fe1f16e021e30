import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { judge, readRepository, rules, type RuleName } from './rules.mjs';

const root = join(__dirname, '..', '..');

/** A repository of its own in a temporary folder, read as the real one is. */
function planted(files: Record<string, string>) {
  const folder = mkdtempSync(join(tmpdir(), 'luyue-planted-'));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    return readRepository(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What a rule says about planted files, as `path: message`. */
const verdict = (rule: RuleName, files: Record<string, string>) => rules[rule](planted(files)).map(({ path, message }) => `${path}: ${message}`);
const projects = { 'libs/kernel/src/index.ts': '', 'libs/platform/src/index.ts': '', 'libs/testing/src/index.ts': '', 'libs/files/src/index.ts': '', 'libs/ledger/src/index.ts': '', 'services/tenancy/src/main.ts': '', 'services/insight/src/main.ts': '' };
const lines = (count: number) => 'const a = 1;\n'.repeat(count);

test('the repository keeps every rule', () => {
  const { imports, violations } = judge(readRepository(root));
  expect(imports).toBeGreaterThan(100);
  expect(violations.map(({ rule, path, line, message }) => `${rule} ${path}:${line} ${message}`)).toEqual([]);
});

test('a check that read no import does not pass', () => {
  expect(judge([])).toEqual({ ok: false, imports: 0, violations: [] });
  expect(judge(planted({ 'libs/kernel/src/a.ts': `import 'node:fs';` })).ok).toBe(true);
});

describe.each<[string, RuleName, Record<string, string>, string]>([
  ['the kernel imports a library of ours', 'layers', { ...projects, 'libs/kernel/src/a.ts': `import { x } from '@luyue/platform';` }, 'libs/kernel/src/a.ts: libs/kernel (kernel) must not import @luyue/platform'],
  ['a capability uses another capability', 'layers', { ...projects, 'libs/obligations/src/a.ts': `import { x } from '@luyue/ledger/store';` }, 'libs/obligations/src/a.ts: libs/obligations (capability) must not import @luyue/ledger/store'],
  ['a service imports another service', 'layers', { ...projects, 'services/insight/src/a.ts': `export { x } from '@luyue/tenancy/users';` }, 'services/insight/src/a.ts: services/insight (service) must not import @luyue/tenancy/users'],
  ['a service reaches into another by a path', 'layers', { ...projects, 'services/insight/src/a.ts': `import { x } from '../../tenancy/src/main.ts';` }, 'services/insight/src/a.ts: ../../tenancy/src/main.ts leaves services/insight: other projects are imported by package name'],
  ['the gateway uses a capability', 'layers', { ...projects, 'gateway/src/a.ts': `const f = await import('@luyue/files');` }, 'gateway/src/a.ts: gateway (gateway) must not import @luyue/files'],
  ['production code uses the test servers', 'layers', { ...projects, 'services/insight/src/a.ts': `import { testDatabase } from '@luyue/testing';` }, 'services/insight/src/a.ts: services/insight (service) must not import @luyue/testing'],
  ['a service talks to Kafka itself', 'layers', { ...projects, 'services/insight/src/a.ts': `import { Kafka } from 'kafkajs';` }, 'services/insight/src/a.ts: only libs/platform talks to Kafka'],
  ['a package of ours that does not exist', 'layers', { ...projects, 'services/insight/src/a.ts': `import { x } from '@luyue/commons';` }, 'services/insight/src/a.ts: @luyue/commons is no project of this repository'],
  ['a relative import without its extension', 'extensions', { 'libs/kernel/src/a.ts': `import { x } from './b';` }, 'libs/kernel/src/a.ts: ./b needs its extension (.ts)'],
  ['a rule reads the database', 'fileKinds', { 'services/insight/src/cases/cases.rules.ts': `import { DataSource } from 'typeorm';` }, 'services/insight/src/cases/cases.rules.ts: typeorm: not in a rules file'],
  ['a rule asks who may', 'fileKinds', { 'services/insight/src/cases/cases.rules.ts': `import { refuse, permit } from '@luyue/platform';` }, 'services/insight/src/cases/cases.rules.ts: @luyue/platform: of this a rules file uses refuse only'],
  ['a rule hides its service behind a plain file', 'fileKinds', { 'services/insight/src/cases/cases.rules.ts': `import { x } from './x.ts';`, 'services/insight/src/cases/x.ts': `import { Cases } from './cases.service.ts';` }, 'services/insight/src/cases/cases.rules.ts: ./x.ts: a rules file does not import what is not pure itself'],
  ['a rule calls its service', 'fileKinds', { 'services/insight/src/cases/cases.rules.ts': `import { Cases } from './cases.service.ts';` }, 'services/insight/src/cases/cases.rules.ts: ./cases.service.ts: a rules file does not import a service file'],
  ['an entity uses the platform', 'fileKinds', { 'services/insight/src/cases/case.entity.ts': `import { Tx } from '@luyue/platform';` }, 'services/insight/src/cases/case.entity.ts: @luyue/platform: not in a entity file'],
  ['a route reaches for the rows', 'fileKinds', { 'services/insight/src/cases/cases.http.ts': `import { Case } from './case.entity.ts';` }, 'services/insight/src/cases/cases.http.ts: ./case.entity.ts: a http file does not import a entity file'],
  ['a handler calls another room', 'fileKinds', { 'services/insight/src/cases/cases.consumer.ts': `import { Bills } from '../bills/bills.service.ts';` }, 'services/insight/src/cases/cases.consumer.ts: ../bills/bills.service.ts: a consumer file stays in its own room'],
  ['a service uses the rows of another room', 'fileKinds', { 'services/insight/src/cases/cases.service.ts': `import { Bill } from '../bills/bill.entity.ts';` }, 'services/insight/src/cases/cases.service.ts: ../bills/bill.entity.ts: of another room only the service may be used'],
  ['a file of 401 lines', 'sizes', { 'libs/kernel/src/a.ts': lines(401) }, 'libs/kernel/src/a.ts: 401 lines; 400 at most'],
  ['a room of three files', 'sizes', { 'services/insight/src/cases/a.ts': '', 'services/insight/src/cases/b.ts': '', 'services/insight/src/cases/c.spec.ts': '' }, 'services/insight/src/cases: 3 files; a room has at least 4'],
  ['a room of nine files', 'sizes', Object.fromEntries('abcdefghi'.split('').map((name) => [`services/insight/src/cases/${name}.ts`, ''])), 'services/insight/src/cases: 9 files without tests; a room has at most 8'],
  ['a room of 1 000 lines', 'sizes', Object.fromEntries('abcd'.split('').map((name) => [`services/insight/src/cases/${name}.ts`, lines(250)])), 'services/insight/src/cases: 1000 lines without tests; past 900 it becomes two rooms'],
  ['a folder of odds and ends', 'names', { 'libs/kernel/src/utils/a.ts': '' }, 'libs/kernel/src/utils/a.ts: a folder called utils says nothing: name what is in it'],
  ['a barrel in a service', 'names', { 'services/insight/src/cases/index.ts': '' }, 'services/insight/src/cases/index.ts: no barrel index.ts inside services'],
  ['an injected class by import type', 'injections', { 'services/insight/src/a.ts': `import type { Cases } from './cases.service.ts';\n@Injectable()\nexport class A {\n  constructor(private readonly cases: Cases) {}\n}` }, 'services/insight/src/a.ts: Cases is imported as a type, so Nest cannot inject it: import it plainly'],
  ['an injected class by an inline type', 'injections', { 'services/insight/src/a.ts': `import { x, type Cases } from './cases.service.ts';\n@Controller('a')\nexport class A {\n  constructor(@Optional() private readonly x: X, private readonly cases: Cases) {}\n}` }, 'services/insight/src/a.ts: Cases is imported as a type, so Nest cannot inject it: import it plainly'],
  ['a body whose class is only a type', 'injections', { 'services/insight/src/a.ts': `import type { OpenCase } from './dto.ts';\nclass A {\n  @Post() open(@Caller() ctx: Context, @Body() body: OpenCase) {}\n}` }, 'services/insight/src/a.ts: OpenCase is imported as a type, so nothing validates it: import it plainly'],
  ['an image that floats', 'pinnedImages', { 'k8s/base/gateway.yaml': `      - image: luyue/gateway:${'latest'}` }, `k8s/base/gateway.yaml: luyue/gateway:${'latest'}: name a version`],
  ['an image without a version', 'pinnedImages', { 'k8s/base/gateway.yaml': '      - image: luyue/gateway' }, 'k8s/base/gateway.yaml: - image: luyue/gateway: no version'],
  ['a base image without a version', 'pinnedImages', { 'infra/images/Dockerfile': 'FROM node AS build' }, 'infra/images/Dockerfile: FROM node AS build: no version'],
  ['the address of a registry', 'registries', { 'infra/a.md': `see https://${['registry', 'npmjs', 'org'].join('.')}/x` }, `infra/a.md: ${['registry', 'npmjs', 'org'].join('.')}: no registry addresses`],
  ['a path of one machine', 'machinePaths', { 'infra/a.mjs': `const a = '${'/home'}/li/luyue';` }, `infra/a.mjs: ${'/home'}/li/luyue: a path of one machine`],
  ['a test that is skipped', 'runningTests', { 'libs/kernel/src/a.spec.ts': `describe.${'skip'}('x', () => {});` }, `libs/kernel/src/a.spec.ts: describe.${'skip'}: every test runs`],
])('a planted violation: %s', (_what, rule, files, expected) => {
  test('is found, and nothing else', () => {
    expect(verdict(rule, files)).toEqual([expected]);
  });
});

test('what the house does every day is no violation', () => {
  const { violations } = judge(planted({
    ...projects,
    'services/insight/src/app.module.ts': `import { Module } from '@nestjs/common';`,
    'services/insight/src/cases/cases.rules.ts': `import { Money } from '@luyue/kernel';\nimport { refuse } from '@luyue/platform';\nimport { reasons } from './reasons.ts';\nimport type { Case } from './case.entity.ts';`,
    'services/insight/src/cases/reasons.ts': 'export const reasons = [];',
    'services/insight/src/cases/case.entity.ts': `import { Column } from 'typeorm';\nimport type { CaseStatus } from './cases.rules.ts';`,
    'services/insight/src/cases/cases.service.ts': `import { Injectable } from '@nestjs/common';\nimport { TenantDatabase } from '@luyue/platform';\nimport { Bills } from '../bills/bills.service.ts';\nimport { Case } from './case.entity.ts';\n@Injectable()\nexport class Cases {\n  constructor(private readonly bills: Bills, @Inject(LOG) private readonly log: Logger) {}\n}`,
    'services/insight/src/cases/cases.http.ts': `import { IsString } from 'class-validator';\nimport type { Case } from './case.entity.ts';\nimport { Cases } from './cases.service.ts';\nimport { version } from '../versions.ts';\n  step(@Param('step', pipe) step: Case, @Body() body: Body) {}`,
    'services/insight/src/cases/cases.spec.ts': `import { testDatabase } from '@luyue/testing';`,
    'k8s/base/gateway.yaml': '      - image: luyue/gateway:0.1.0',
    'infra/images/Dockerfile': 'FROM node:20.20-slim AS build\nFROM build',
  }));
  expect(violations).toEqual([]);
});
