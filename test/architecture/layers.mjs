// Who may import whom between the projects of the repository.
import { importsOf } from './repository.mjs';

const EVERYTHING = 'everything';
/** Layer of the importing file -> our packages it may use. A service may use every library, and no other service. */
const ALLOWED = {
  kernel: [],
  contracts: [],
  regulations: ['kernel'],
  platform: ['kernel', 'contracts'],
  capability: ['kernel', 'regulations', 'contracts', 'platform', 'directory', 'files'],
  service: ['kernel', 'regulations', 'contracts', 'platform', 'capability'],
  gateway: ['kernel', 'platform'],
  console: ['kernel', 'regulations', 'contracts'],
  testing: ['kernel', 'regulations', 'contracts', 'platform', 'capability'],
  test: EVERYTHING,
  infra: EVERYTHING,
};
/** The event backbone's one client library, and the launcher's question whether the broker is ready. */
const KAFKA_CLIENTS = /^(libs\/platform\/|infra\/local\/kafka\.mjs$)/;

/** `libs/obligations/src/x.ts` -> `{project: 'libs/obligations', layer: 'capability', name: 'obligations'}`; undefined outside the projects. */
export function projectOf(path) {
  if (path.startsWith('gateway/console/')) return { project: 'gateway/console', layer: 'console', name: 'console' };
  const [top, name] = path.split('/');
  if (top === 'gateway' || top === 'test' || top === 'infra') return { project: top, layer: top, name: top };
  if (top === 'services' && name) return { project: `services/${name}`, layer: 'service', name };
  if (top === 'libs' && name) return { project: `libs/${name}`, layer: name in ALLOWED ? name : 'capability', name };
  return undefined;
}

/** Imports between projects that the table does not allow, by package name or by a path that leaves the project. */
export function layers(files) {
  const packages = new Map(files.map(({ path }) => projectOf(path)).filter(Boolean).map((project) => [project.name, project]));
  return files.flatMap((file) => {
    const from = projectOf(file.path);
    if (!from) return [];
    return importsOf(file).flatMap(({ line, specifier, target }) => {
      const report = (message) => [{ path: file.path, line, message }];
      if (specifier.startsWith('.')) {
        const to = projectOf(target);
        if (to?.project === from.project) return [];
        if (ALLOWED[from.layer] === EVERYTHING) return [];
        // The test servers are started by the launcher's own modules.
        if (from.layer === 'testing' && to?.layer === 'infra') return [];
        return report(`${specifier} leaves ${from.project}: other projects are imported by package name`);
      }
      if (/^kafkajs(\/|$)/.test(specifier) && !KAFKA_CLIENTS.test(file.path)) return report('only libs/platform talks to Kafka');
      if (!specifier.startsWith('@luyue/')) return [];
      const name = specifier.split('/')[1];
      const to = packages.get(name);
      if (!to) return report(`${specifier} is no project of this repository`);
      return isAllowed(from, to, file.path) ? [] : report(`${from.project} (${from.layer}) must not import ${specifier}`);
    });
  });
}

function isAllowed(from, to, path) {
  if (from.project === to.project) return true;
  if (/\.(spec|harness)\.ts$/.test(path) && to.layer === 'testing') return true;
  const allowed = ALLOWED[from.layer];
  return allowed === EVERYTHING || allowed.includes(to.layer) || allowed.includes(to.name);
}

/** Relative imports without an extension resolve in the type checker and in Vite, and fail when node runs the build. */
export function extensions(files) {
  return files.filter(({ path }) => /\.tsx?$/.test(path)).flatMap((file) => importsOf(file)
    .filter(({ specifier }) => specifier.startsWith('.') && !/\.(ts|tsx|mjs|json|css|svg|png)$/.test(specifier))
    .map(({ line, specifier }) => ({ path: file.path, line, message: `${specifier} needs its extension (.ts)` })));
}
