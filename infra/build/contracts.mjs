// Freezes event versions that are new and writes the AsyncAPI document: node infra/build/contracts.mjs
// A version that is frozen already is never rewritten; where the code breaks one, nothing is written.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './build.mjs';

const folder = fileURLToPath(new URL('../../libs/contracts', import.meta.url));
const frozenFile = join(folder, 'frozen.json');

await build('libs/contracts');
const load = (module) => import(`../../libs/contracts/dist/${module}.js`);
const [{ allContracts }, { brokenVersions, declaredVersions, frozenText, newVersions, withNewVersions }, { asyncApi, asyncApiText }, { readSamples }] =
  await Promise.all(['index', 'catalogue/frozen', 'catalogue/async-api', 'catalogue/samples'].map(load));

const declared = declaredVersions();
const frozen = existsSync(frozenFile) ? JSON.parse(readFileSync(frozenFile, 'utf8')) : {};
const samples = readSamples(join(folder, 'samples'));
const problems = [
  ...brokenVersions(frozen, declared),
  ...Object.keys(declared).filter((type) => !samples.has(type)).map((type) => `${type} has no sample: write samples/${type}.json`),
];
if (problems.length) {
  console.error(problems.join('\n'));
  process.exitCode = 1;
} else {
  const added = newVersions(frozen, declared);
  writeFileSync(frozenFile, frozenText(withNewVersions(frozen, declared)));
  writeFileSync(join(folder, 'asyncapi.json'), asyncApiText(asyncApi(allContracts(), samples)));
  console.log(added.length ? `frozen: ${added.join(', ')}` : `nothing new; ${Object.keys(frozen).length} versions are frozen`);
}
