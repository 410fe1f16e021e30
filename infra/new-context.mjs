// A new bounded context in the shape of the smallest service there is:
//   node infra/new-context.mjs distributor-visits DV 经销商走访 "Distributor visits"
// Makes the service, its console section and rulebook chapter, and its line or block in every file that lists the services. Changes nothing when something is in the way.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { describeService } from './local/services.mjs';

/** What is copied: no room of its own tables needed to boot, and named in every list. */
const MODEL = describeService('insight');
const TEMPLATES = fileURLToPath(new URL('new-context/', import.meta.url));

const { values, positionals: [name, prefix, zh, en] } = parseArgs({ allowPositionals: true, options: { root: { type: 'string', default: fileURLToPath(new URL('..', import.meta.url)) } } });
if (!/^[a-z]+(-[a-z]+)*$/.test(name ?? '') || !/^[A-Z]{2}$/.test(prefix ?? '') || !zh || !en) {
  console.error('node infra/new-context.mjs NAME PREFIX 中文名 "English name" [--root DIR]\n  NAME in lower case with hyphens, PREFIX two capitals');
  process.exit(2);
}
const root = resolve(values.root);
const context = describeService(name);
const camel = name.replace(/-([a-z])/g, (_, letter) => letter.toUpperCase());
const words = { name, zh, en, prefix: prefix.toLowerCase(), PREFIX: prefix, camel, Pascal: camel[0].toUpperCase() + camel.slice(1), variable: context.urlVariable, database: context.database };

if (existsSync(join(root, 'services', name))) fail(`services/${name} is there already`);
const written = new Map();
const read = (path) => written.get(path) ?? readFileSync(join(root, path), 'utf8');

service();
registry();
lists();
lockfile();
for (const [path, text] of written) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}
console.log(`${[...written.keys()].sort().map((path) => `  ${path}`).join('\n')}\n\nNext: npm ci, npm run api, npx jest services/${name}; then its clauses, its first room, and a line in README.md.`);

/** The service's own folder and its section of the console. */
function service() {
  const { dependencies } = JSON.parse(read('services/insight/package.json'));
  const filled = { ...words, dependencies: JSON.stringify(dependencies, null, 2).replace(/\n/g, '\n  ') };
  copy('service', `services/${name}`, filled);
  copy('console', `gateway/console/src/${name}`, words);
}

function copy(from, to, filled) {
  for (const path of readdirSync(join(TEMPLATES, from), { recursive: true }).filter((p) => p.endsWith('.template'))) {
    written.set(fill(`${to}/${path.replaceAll('\\', '/').slice(0, -'.template'.length)}`, filled), fill(readFileSync(join(TEMPLATES, from, path), 'utf8'), filled));
  }
}

function fill(text, filled) {
  return text.replace(/\{\{(\w+)\}\}/g, (_, key) => filled[key] ?? fail(`a template asks for ${key}`));
}

/** Clauses, parameters and roles of its rulebook, unless the registry has the prefix already. */
function registry() {
  const clauses = 'libs/regulations/src/clauses.ts';
  if (new RegExp(`\\b${prefix}: '${name}'`).test(read(clauses))) return;
  copy('regulations', `libs/regulations/src/${words.prefix}`, words);
  edit(clauses, [/^import \{ operation \}/m, `import { ${camel}Clauses } from './${words.prefix}/clauses.ts';\n$&`], [/^ {2}tenantsAndAccess, /m, `  ${camel}Clauses,\n$&`], [/ PF: 'platform'/, ` ${prefix}: '${name}',$&`],
    [/(?<=RULEBOOK_TITLES.*\n(?: {2}.*\n)*)\};/, `  '${name}': { zh: '${zh}管理办法', en: '${en} rulebook' },\n$&`]);
  edit('libs/regulations/src/parameters.ts', [/^import \{ partnersAndWorkParameters \}/m, `import { ${camel}Parameters } from './${words.prefix}/clauses.ts';\n$&`], [/ tenantsAndAccessParameters,/, ` ${camel}Parameters,$&`]);
  edit('libs/regulations/src/roles.ts',
    [/^import \{ platformPermissions/m, `import { ${camel}Permissions, ${camel}Roles } from './${words.prefix}/roles.ts';\n$&`],
    [/\] as const;/, `, ...${camel}Permissions$&`], [/ \};$/m, `, '${name}': ${camel}Roles$&`]);
}

/** Every file that lists the services, by the lines and blocks that stand there for the model. */
function lists() {
  edit('gateway/src/config.ts', [/^\] as const;/m, `  { name: '${name}', variable: '${context.urlVariable}', module: '${name}' },\n$&`]);
  edit('gateway/console/src/shell/sections.ts', [/^import type/m, `import { ${camel} } from '../${name}/section.ts'\n$&`], [/\]$/m, `, ${camel}]`]);
  repeat('.env.example', [/^INSIGHT_URL/]);
  repeat('infra/compose/.env.example', [/^INSIGHT_\w+_PASSWORD/]);
  edit('infra/compose/compose.yaml', [/(databases\.mjs, .*)\]/, `$1, ${name}]`]);
  repeat('infra/compose/compose.yaml', [/^ {2}insight-migration:/, /^ {2}insight:/, /^ {6}INSIGHT_\w+:/, /^ {6}insight: \{condition/]);
  for (const file of readdirSync(join(root, 'k8s/base/insight'))) written.set(`k8s/base/${name}/${file}`, renamed(read(`k8s/base/insight/${file}`)));
  repeat('k8s/base/kustomization.yaml', [/^ {2}- insight$/]);
  repeat('k8s/base/gateway/gateway.yaml', [/^ {2}INSIGHT_URL:/]);
  repeat('k8s/data/postgres.yaml', [/^ {6}- \{name: insight_/]);
  const databases = read('k8s/data/databases.yaml').trimEnd();
  const [head, spec] = databases.split('---\n').find((part) => part.includes(`name: ${MODEL.name}\n`)).split(/(?<=^spec:)/m);
  written.set('k8s/data/databases.yaml', `${databases}\n---\n${renamed(head)}${renamed(spec.replace(/(?<=^ {2}name: ).*$/m, context.database)).trimEnd()}\n`);
  for (const overlay of ['staging', 'production']) repeat(`k8s/overlays/${overlay}/kustomization.yaml`, [/^ {2}- name: luyue\/insight$/]);
}

/** npm knows a workspace by two entries; the rest of the lock file stays as it is. */
function lockfile() {
  const lock = JSON.parse(read('package-lock.json'));
  const { name: packageName, version, dependencies } = JSON.parse(written.get(`services/${name}/package.json`));
  lock.packages[`services/${name}`] = { name: packageName, version, dependencies: Object.fromEntries(Object.entries(dependencies).sort(([a], [b]) => (a < b ? -1 : 1))) };
  lock.packages[`node_modules/${packageName}`] = { resolved: `services/${name}`, link: true };
  const { '': top, ...others } = lock.packages;
  lock.packages = { '': top, ...Object.fromEntries(Object.entries(others).sort(([a], [b]) => a.localeCompare(b, 'en'))) };
  written.set('package-lock.json', `${JSON.stringify(lock, null, 2)}\n`);
}

/** Replaces in one file; each pattern must be there. */
function edit(path, ...changes) {
  let text = read(path);
  for (const [pattern, replacement] of changes) {
    if (!pattern.test(text)) fail(`${path} has no ${pattern}: the generator does not know the file any more`);
    text = text.replace(pattern, replacement);
  }
  written.set(path, text);
}

/** Repeats every line that matches, with the lines indented below it, after the run of matches that it stands in. */
function repeat(path, patterns) {
  let lines = read(path).split('\n');
  for (const pattern of patterns) {
    if (!lines.some((line) => pattern.test(line))) fail(`${path} has no ${pattern}: the generator does not know the file any more`);
    const out = [];
    let run = [];
    for (let at = 0; at < lines.length;) {
      const end = pattern.test(lines[at]) ? blockEnd(lines, at) : at;
      if (end === at) {
        out.push(...run.map(renamed), lines[at]);
        run = [];
      } else {
        out.push(...lines.slice(at, end));
        run.push(...lines.slice(at, end));
      }
      at = Math.max(end, at + 1);
    }
    lines = [...out, ...run.map(renamed)];
  }
  written.set(path, lines.join('\n'));
}

/** Where the block that begins here ends: at the next line that is not indented deeper; a blank line belongs to the block before it. */
function blockEnd(lines, start) {
  const depth = (line) => line.length - line.trimStart().length;
  let end = start + 1;
  while (end < lines.length && lines[end].trim() !== '' && depth(lines[end]) > depth(lines[start])) end += 1;
  return end > start + 1 && lines[end]?.trim() === '' && end + 1 < lines.length ? end + 1 : end;
}

function renamed(text) {
  return text.replaceAll(MODEL.database.toUpperCase(), context.database.toUpperCase()).replace(/\binsight(?=_|\?|@)|(?<=5432\/)insight\b/g, context.database).replaceAll(MODEL.name, name);
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
