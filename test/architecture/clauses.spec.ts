import { join } from 'node:path';
import { clause, clauseIds } from '@luyue/regulations';
import { clauses, implementedClauses } from './clauses.mjs';
import { readRepository } from './rules.mjs';

const repository = readRepository(join(__dirname, '..', '..'));
const entry = (id: string, status = 'implemented', room = 'utility-care/cases'): string => `  '${id}': {\n    kinds: ['guard'], status: '${status}', room: '${room}', screen: null,\n    summary: { zh: '甲', en: 'A' },\n  },\n`;
const REGISTRY = 'libs/regulations/src/uc/faults.ts';
const said = (files: Record<string, string>): string[] => clauses(Object.entries(files).map(([path, text]) => ({ path, text }))).map(({ path, line, message }) => `${path}:${line} ${message}`);

test('every implemented clause is named by code and proven by an acceptance test', () => {
  expect(clauses(repository)).toEqual([]);
});

test('the implemented clauses that are read from the registry\'s files are those of the registry', () => {
  expect(implementedClauses(repository).map(({ id }) => id).toSorted()).toEqual(clauseIds.filter((id) => clause(id).status !== 'planned').toSorted());
});

describe('planted violations', () => {
  const code = { 'services/utility-care/src/cases/cases.rules.ts': `{ clause: 'UC-7.3a', from: receipt }` };
  const proof = { 'test/acceptance/utility-care/UC-7.3.spec.ts': `test('UC-7.3a is met by handled only', async () => {});` };

  test('a clause with code and test is none, and a planned one needs neither', () => {
    expect(said({ [REGISTRY]: entry('UC-7.3a') + entry('UC-7.5a', 'planned'), ...code, ...proof })).toEqual([]);
  });

  test('no code names it: a longer id, a test, a harness or the registry itself does not', () => {
    const elsewhere = { 'services/utility-care/src/cases/a.ts': '// UC-7.3ab and UC-7.3.1', 'services/utility-care/src/cases/a.spec.ts': `'UC-7.3a'`, 'services/insight/src/insight.harness.ts': `'UC-7.3a'`, 'libs/regulations/src/clauses.ts': `'UC-7.3a'` };
    expect(said({ [REGISTRY]: entry('UC-1', 'planned') + entry('UC-7.3a'), ...elsewhere, ...proof })).toEqual([`${REGISTRY}:5 UC-7.3a is implemented, but no rule, duty or guard names it`]);
  });

  test('no folder stands for a clause: the platform library names its own as well', () => {
    const files = { [REGISTRY]: entry('PF-4', 'implemented', 'platform/database'), 'test/acceptance/platform/PF-4.spec.ts': `test('PF-4 isolation', f)` };
    expect(said({ ...files, 'libs/platform/src/database/row-security.ts': '/** Nothing is visible (PF-4). */' })).toEqual([]);
    expect(said({ ...files, 'libs/platform/src/database/row-security.ts': '' })).toEqual([`${REGISTRY}:1 PF-4 is implemented, but no rule, duty or guard names it`]);
  });

  test('its room is no folder', () => {
    const files = { [REGISTRY]: entry('UC-7.3a', 'implemented', 'notification/messages'), ...code, ...proof, 'services/notification/src/messages.ts': '', 'services/insight/src/messages/a.ts': '' };
    expect(said(files)).toEqual([`${REGISTRY}:1 UC-7.3a is said to be in notification/messages, which is no folder`]);
    for (const path of ['services/notification/src/messages/a.ts', 'libs/notification/src/messages/a.ts']) expect(said({ ...files, [path]: '' })).toEqual([]);
    const library = { ...code, ...proof, [REGISTRY]: entry('UC-7.3a', 'implemented', 'platform/files') };
    expect(said({ ...library, 'libs/files/src/a.ts': '' })).toEqual([]);
    expect(said(library)).toHaveLength(1);
  });

  test.each([
    ['no test at all', {}], ['a test that names it later', { 'test/acceptance/a.spec.ts': `test('the fault of UC-7.3a', () => {});` }], ['a test of its neighbour', { 'test/acceptance/a.spec.ts': `test('UC-7.3b is met', () => {});` }],
    ['a test elsewhere', { 'services/utility-care/src/a.spec.ts': `test('UC-7.3a is met', () => {});` }], ['a group of tests', { 'test/acceptance/a.spec.ts': `describe('UC-7.3a', () => {});` }],
  ])('%s', (_what, tests) => {
    expect(said({ [REGISTRY]: entry('UC-7.3a'), ...code, ...tests })).toEqual([`${REGISTRY}:1 UC-7.3a is implemented, but no acceptance test begins with it`]);
  });

  test.each([`test('UC-7.3b UC-7.3a holiday night', f)`, `it("UC-7.3b, UC-7.3a and UC-7.3c: both", f)`, 'test(`UC-7.3a at ${time}`, f)', `test.each([[1], [2]])('UC-7.3a in case %s', f)`, `test('UC-7.3a', f)`])('a test may begin with several ids: %s', (text) => {
    expect(said({ [REGISTRY]: entry('UC-7.3a'), ...code, 'test/acceptance/a.spec.ts': text })).toEqual([]);
  });
});
