// The rules of the house, each a function from files to violations `{path, line, message}`.
import { injections } from './injections.mjs';
import { extensions, layers } from './layers.mjs';
import { importsOf } from './repository.mjs';
import { fileKinds, names, sizes } from './rooms.mjs';
import { machinePaths, pinnedImages, registries, runningTests } from './texts.mjs';

export { readRepository } from './repository.mjs';

export const rules = { layers, extensions, fileKinds, sizes, names, injections, pinnedImages, registries, machinePaths, runningTests };

/** All violations, with the name of the broken rule. A check that read no import would find nothing: that must not pass for order. */
export function judge(files) {
  const imports = files.reduce((sum, file) => sum + importsOf(file).length, 0);
  const violations = Object.entries(rules).flatMap(([rule, check]) => check(files).map((violation) => ({ rule, ...violation })));
  return { ok: imports > 0 && violations.length === 0, imports, violations };
}
