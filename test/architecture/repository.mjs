// Reads the repository once, as plain data that the rules judge; the tests hand the rules planted files of the same shape.
import { readFileSync, readdirSync } from 'node:fs';
import { join, posix } from 'node:path';

const SKIPPED = new Set(['node_modules', 'dist', 'coverage', '.git', '.cache', '.nx', '.data']);
const READ = /\.(ts|tsx|mjs|mts|js|json|md|ya?ml|xml|sql|sh|css|html)$|(^|\/)(Dockerfile[^/]*|run|\.[a-z]+rc)$/;

/** All text files under `root`: `{path, text}`, paths relative with forward slashes. */
export function readRepository(root) {
  const walk = (folder) => readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = posix.join(folder, entry.name);
    if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : walk(path);
    return entry.isFile() && READ.test(path) ? [{ path, text: readFileSync(join(root, path), 'utf8') }] : [];
  });
  return walk('');
}

const STATEMENT = /^[ \t]*(?:import|export)\b([^'"();]*?)\bfrom\s*['"]([^'"]+)['"]/gm;
const BARE = /^[ \t]*import\s*['"]([^'"]+)['"]/gm;
const DYNAMIC = /\bimport\(\s*['"]([^'"]+)['"]\s*\)/g;

/**
 * The imports and re-exports of a source file.
 * @returns {{line: number, specifier: string, target: string, typeOnly: boolean, names: string[], typeNames: string[]}[]}
 *   `target`: path in the repository for a relative import, else the specifier; `names`: named values; `typeNames`: names that only types come by
 */
export function importsOf({ path, text }) {
  if (!/\.(ts|tsx|mjs|mts)$/.test(path)) return [];
  const found = [];
  const add = (index, clause, specifier) => {
    const whole = /^\s*type\b(?!\s*,)/.test(clause);
    const names = (/\{([\s\S]*)\}/.exec(clause)?.[1] ?? '').split(',').map((name) => name.trim()).filter(Boolean);
    const isType = (name) => whole || name.startsWith('type ');
    const typeNames = names.filter(isType).map((name) => name.replace(/^type /, '').split(/\s+as\s+/).pop());
    found.push({
      line: lineAt(text, index), specifier, typeNames, names: names.filter((name) => !isType(name)),
      target: specifier.startsWith('.') ? posix.join(posix.dirname(path), specifier) : specifier,
      typeOnly: whole || (names.length > 0 && typeNames.length === names.length),
    });
  };
  for (const match of text.matchAll(STATEMENT)) add(match.index + match[0].search(/\S/), match[1], match[2]);
  for (const match of text.matchAll(BARE)) add(match.index + match[0].search(/\S/), '', match[1]);
  for (const match of text.matchAll(DYNAMIC)) add(match.index, '', match[1]);
  return found;
}

/** Line number of a position in a text, from 1. */
export const lineAt = (text, index) => text.slice(0, index).split('\n').length;
