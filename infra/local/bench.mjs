// `npm run bench`: figures beside a bare peer in the same run. --only NAME or NAME/PART, --json (one object a line), --fast (smaller data).
import { parseArgs } from 'node:util';
import { ensureInstalled } from './install.mjs';
import { root } from './services.mjs';

const { values: options } = parseArgs({ options: { only: { type: 'string' }, json: { type: 'boolean' }, fast: { type: 'boolean' } } });
ensureInstalled({ root, log: console.error });
const { allProjects, build } = await import('../build/build.mjs');
await Promise.all(allProjects().map(build));
const { benchmarks } = await import('../../test/load/benchmarks.mjs');

const rows = [];
const [only = '', part = ''] = (options.only ?? '').split('/');
for (const [name, run] of Object.entries(benchmarks)) {
  if (!name.includes(only)) continue;
  try {
    for await (const row of await run({ fast: options.fast ?? false, part, note: (text) => { if (!options.json) console.error(`  ${text}`); } })) {
      rows.push(row);
      if (options.json) console.log(JSON.stringify(row));
    }
  } catch (error) {
    rows.push({ name, value: null, unit: '', target: '', ok: false, note: error.message });
    if (options.json) console.log(JSON.stringify(rows.at(-1)));
    else console.error(error);
  }
}
if (!options.json) {
  const width = Math.max(...rows.map((row) => row.name.length), 4);
  for (const { name, value, unit, target, ok, note = '' } of rows) {
    console.log(`${ok ? '  ' : '✗ '}${name.padEnd(width)}  ${String(value).padStart(9)} ${unit.padEnd(12)} ${target.padEnd(14)} ${note}`);
  }
}
// A figure that is missed is a report, not a failure.
if (!rows.length) {
  console.error(`no benchmark is called ${options.only}; there are ${Object.keys(benchmarks).join(', ')}`);
  process.exitCode = 1;
}
process.exit();
