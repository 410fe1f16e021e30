// What no file may say: where a package or a workplace is, which version is "latest", that a test need not run.
import { lineAt } from './repository.mjs';

/** Every place where a pattern occurs, as a violation with `message`. */
const occurrences = (files, pattern, message) => files.flatMap(({ path, text }) =>
  [...text.matchAll(pattern)].map((match) => ({ path, line: lineAt(text, match.index), message: message(match[0].trim()) })));

/** Images are pinned: what ran in a test is what runs in production. */
export function pinnedImages(files) {
  const manifests = files.filter(({ path }) => /^(k8s|infra)\//.test(path) && /(\.ya?ml|Dockerfile[^/]*|\.json|\.xml)$/.test(path));
  return [
    ...occurrences(manifests, /[\w./-]+:latest\b/g, (found) => `${found}: name a version`),
    ...occurrences(manifests, /^\s*(?:-\s*)?image:\s*["']?[^\s:"'#{$]+["']?\s*$/gm, (found) => `${found}: no version`),
    ...occurrences(manifests, /^FROM\s+(?!scratch|build\b)[^\s:]+(?:\s+AS\s+\w+)?\s*$/gim, (found) => `${found}: no version`),
  ];
}

// Written in pieces, because this file must not name them either.
const REGISTRIES = [['registry', 'npmjs', 'org'], ['registry', 'npmmirror', 'com'], ['registry', 'yarnpkg', 'com'], ['repo', 'maven', 'apache', 'org'],
  ['repo1', 'maven', 'org'], ['pypi', 'org'], ['crates', 'io'], ['proxy', 'golang', 'org'], ['deb', 'debian', 'org']].map((parts) => parts.join('\\.'));

/** Package registries are a setting of each machine, not of the project. */
export function registries(files) {
  return occurrences(files, new RegExp(`\\b(?:${REGISTRIES.join('|')})\\b`, 'g'), (found) => `${found}: no registry addresses`);
}

/** Absolute paths of somebody's machine; a container's own `/home/node` is not one. */
export function machinePaths(files) {
  return occurrences(files, /(?<![\w.}])\/(?:root\/\w|work\/\w|home\/(?!node\b)\w+\/|Users\/\w+\/)[\w./-]*/g, (found) => `${found}: a path of one machine`);
}

/** A skipped or singled-out test hides the others; only the broker's `describe` may skip, and it says why. */
export function runningTests(files) {
  const tests = files.filter(({ path }) => path.endsWith('.spec.ts'));
  return occurrences(tests, /\b(?:describe|test|it)\.(?:only|skip|todo)\b|^\s*(?:xit|xtest|xdescribe|fit|fdescribe)\(/gm, (found) => `${found}: every test runs`);
}
