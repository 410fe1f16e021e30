import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { getMetadataStorage, IsHexColor } from 'class-validator';
import { hasWords } from '@luyue/platform/http/validation';
import { parameterKeys } from '@luyue/regulations';

const root = join(__dirname, '..', '..');
const modules = [...readdirSync(join(root, 'services')).map((name) => join(root, 'services', name)), join(root, 'gateway')].map((folder) => join(folder, 'src', 'app.module.ts')).filter((file) => existsSync(file));

/** Every constraint that a class of the loaded services puts on a field, as `class.field: constraint`, if it has no words of ours. */
function wordless(): string[] {
  // The storage keeps them by class and has no public list of all.
  const { validationMetadatas } = getMetadataStorage() as unknown as { validationMetadatas: Map<{ name: string }, { type: string; name?: string; propertyName: string }[]> };
  const rules = [...validationMetadatas].flatMap(([target, all]) => all.map(({ type, name, propertyName }) => ({ at: `${target.name}.${propertyName}`, type, constraint: name ?? type })));
  expect(rules.length).toBeGreaterThan(500);
  // Those two decide whether a field is looked at; they never refuse.
  return rules.filter(({ type, constraint }) => !['conditionalValidation', 'whitelistValidation'].includes(type) && !hasWords(constraint)).map(({ at, constraint }) => `${at}: ${constraint}`);
}

beforeAll(async () => {
  for (const file of modules) await import(file);
}, 60_000);

test('whatever a service can say about a field it says in both languages', () => {
  expect(wordless()).toEqual([]);
});

test('a constraint without words is found', () => {
  class Planted {
    @IsHexColor() colour: string;
  }
  expect(wordless()).toEqual([`${Planted.name}.colour: isHexColor`]);
});

/** The matters of parameters, as the console's page of them puts them together, that a language file has no words for. */
function unnamedMatters(words: { policyGroup: Record<string, Record<string, string>> }): string[] {
  return [...new Set(parameterKeys.map((key) => key.split('.').slice(0, 2).join('.')))].filter((group) => { const [context, matter] = group.split('.') as [string, string]; return !words.policyGroup[context]?.[matter]; });
}

test('every matter of parameters has its words in both languages, and one without is found', async () => {
  const files = await Promise.all(['zh', 'en'].map((language) => import(join(root, `gateway/console/src/i18n/${language}.ts`))));
  const [zh, en] = [files[0].zh, files[1].en];
  expect([unnamedMatters(zh), unnamedMatters(en)]).toEqual([[], []]);
  const { urgent: _urgent, ...rest } = zh.policyGroup.dv;
  expect(unnamedMatters({ policyGroup: { ...zh.policyGroup, dv: rest } })).toEqual(['dv.urgent']);
});
