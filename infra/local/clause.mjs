// Where does a clause live? `npm run clause UC-7.3a` prints its registry entry, rule, tests and screen;
// `npm run -s clause -- --json` prints all clauses, one JSON object a line.
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from '../build/build.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const SKIPPED = new Set(['node_modules', 'dist']);

function filesUnder(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : filesUnder(join(folder, entry.name));
    return entry.isFile() ? [join(folder, entry.name)] : [];
  });
}

const newest = (folder) => Math.max(0, ...filesUnder(folder).map((file) => statSync(file).mtimeMs));

/** The registry needs no build step of its own: a library whose dist is missing or older than its source is compiled first. */
async function loadRegistry() {
  for (const project of ['libs/kernel', 'libs/regulations']) {
    const built = join(root, project, 'dist/index.js');
    if (!existsSync(built) || statSync(built).mtimeMs < newest(join(root, project, 'src'))) await build(project);
  }
  return import('../../libs/regulations/dist/index.js');
}

/** The files that may carry a clause; the registry names every one, so it proves nothing, and neither does this file. */
function readSources() {
  return ['services', 'libs', 'gateway/src', 'infra', 'test'].flatMap((folder) => filesUnder(join(root, folder)))
    .map((file) => ({ path: relative(root, file), file }))
    .filter(({ path }) => /\.m?ts$|\.mjs$/.test(path) && !path.startsWith('libs/regulations/') && path !== 'infra/local/clause.mjs')
    .map(({ path, file }) => ({ path, text: readFileSync(file, 'utf8') }));
}

/** Rules: files of rules that name the id, else other code that does. Tests: specs that name it, acceptance first. */
function trace(id, sources) {
  const named = new RegExp(`(?<![\\w.-])${id.replaceAll('.', '\\.')}(?![\\w]|\\.\\w)`);
  const paths = sources.filter(({ text }) => named.test(text)).map(({ path }) => path);
  const code = paths.filter((path) => !path.endsWith('.spec.ts') && !path.startsWith('test/'));
  const rules = code.filter((path) => path.endsWith('.rules.ts'));
  const specs = paths.filter((path) => path.endsWith('.spec.ts'));
  const isAcceptance = (path) => path.startsWith('test/acceptance/');
  return { rules: rules.length ? rules : code, tests: [...specs.filter(isAcceptance), ...specs.filter((path) => !isAcceptance(path))] };
}

/** Ids that begin alike or differ by a letter or two. */
function nearMatches(wanted, ids) {
  const lower = wanted.toLowerCase();
  const scored = ids.map((id) => ({ id, score: id.toLowerCase().startsWith(lower) ? 0 : distance(lower, id.toLowerCase()) }));
  const reach = scored.some(({ score }) => score === 0) ? 0 : 2;
  return scored.filter(({ score }) => score <= reach).sort((a, b) => a.score - b.score).slice(0, 8).map(({ id }) => id);
}

/** Levenshtein distance. */
function distance(a, b) {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) next[j] = Math.min(next[j - 1] + 1, row[j] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
    row = next;
  }
  return row[b.length];
}

const line = (label, value) => console.log(`  ${label.padEnd(10)} ${value}`);
const many = (label, values) => (values.length ? values : ['-']).forEach((value, index) => line(index ? '' : label, value));
const valueText = ({ default: value, unit, ours }) => (value === null ? 'set per case' : `${[value].flat().join(', ')} ${unit}${ours ? ' †' : ''}`);

function print(clause, registry, sources) {
  const { rules, tests } = trace(clause.id, sources);
  console.log(`${clause.id}  ${clause.summary.zh}`);
  console.log(`${' '.repeat(clause.id.length)}  ${clause.summary.en}`);
  if (clause.text) many('text', [clause.text.zh, clause.text.en]);
  line('kind', clause.kinds.join(' + '));
  line('strength', clause.strength);
  line('status', clause.status);
  if (clause.missing) many('missing', [clause.missing.zh, clause.missing.en]);
  line('room', clause.room);
  many('parameter', clause.parameters.map((key) => {
    const parameter = registry.parameter(key);
    return `${key} = ${valueText(parameter)}  (${parameter.clock}, tighter ${parameter.tighter})  ${parameter.label.zh} / ${parameter.label.en}`;
  }));
  many('rule', rules);
  many('tests', tests);
  line('screen', clause.screen ?? '-');
}

function toJson({ id, kinds, strength, status, room, screen }, sources) {
  const { rules, tests } = trace(id, sources);
  return JSON.stringify({ id, kind: kinds.join('+'), strength, status, room, rule: rules[0] ?? null, tests, screen });
}

const [wanted] = process.argv.slice(2);
const registry = await loadRegistry();
const exact = registry.clauseIds.find((id) => id.toLowerCase() === wanted?.toLowerCase());
if (wanted === '--json') {
  const sources = readSources();
  for (const id of registry.clauseIds) console.log(toJson(registry.clause(id), sources));
} else if (exact) {
  print(registry.clause(exact), registry, readSources());
} else {
  const near = wanted ? nearMatches(wanted, registry.clauseIds) : [];
  console.error(wanted ? `No clause ${wanted}.${near.length ? ` Near: ${near.join(', ')}` : ''}` : 'Usage: npm run clause UC-7.3a, or npm run -s clause -- --json');
  process.exitCode = 1;
}
