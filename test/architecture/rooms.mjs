// What a room of a service may hold, and what each kind of file in it may import.
import { posix } from 'node:path';
import { importsOf } from './repository.mjs';

const MAX_FILE_LINES = 400;
const MAX_ROOM_LINES = 900;
const [MIN_ROOM_FILES, MAX_ROOM_FILES] = [4, 8];
const GENERATED = /^gateway\/console\/src\/api\/schema\.ts$/;

const isSpec = (path) => /\.(spec|harness)\.ts$/.test(path);
const kindOf = (path) => /\.(rules|entity|service|http|consumer|module|migration)\.ts$/.exec(path)?.[1];
const linesOf = (text) => text.trimEnd().split('\n').length;

/** `services/utility-care/src/cases/x.ts` -> `services/utility-care/src/cases`; undefined for files outside a room. */
const roomOf = (path) => /^services\/[^/]+\/src\/(?!migrations\/)[^/]+(?=\/)/.exec(path)?.[0];

/** What a service may use of another room by value; a use case that was split off a service has no suffix. */
const BETWEEN_ROOMS = ['service', undefined];

/**
 * File kind -> the packages it may import by value, and the kinds of file of its own room. A type leaves nothing behind in the running
 * program, so it may come from anywhere in the service.
 */
const KINDS = {
  // Hashing and refusing depend on nothing but what they are given: they are pure, too.
  rules: { packages: /^(node:crypto$|@luyue\/(kernel|regulations)(\/|$))/, names: { '@luyue/platform': ['refuse'] }, own: ['rules'] },
  entity: { packages: /^(typeorm$|@luyue\/kernel(\/|$))/, own: ['entity'] },
  http: { packages: /^(?!typeorm|pg$|@luyue\/contracts(\/|$))/, own: ['service', 'rules', 'http', undefined] },
  consumer: { packages: /^(?!typeorm|pg$)/, own: ['service', undefined] },
};

/** Imports that a file's suffix forbids: rules are pure, entities are rows, routes and handlers know only their service. */
export function fileKinds(files) {
  const byPath = new Map(files.map((file) => [file.path, file]));
  return files.filter(({ path }) => /^(services|libs)\//.test(path) && !isSpec(path)).flatMap((file) => importsOf(file)
    .filter(({ typeOnly }) => !typeOnly)
    .flatMap((found) => {
      const kind = kindOf(file.path);
      const message = KINDS[kind] ? refusal(kind, file, found, byPath) : refusalBetweenRooms(kind, file, found);
      return message ? [{ path: file.path, line: found.line, message: `${found.specifier}: ${message}` }] : [];
    }));
}

function refusal(kind, file, { specifier, target, names }, byPath) {
  const limits = KINDS[kind];
  if (!specifier.startsWith('.')) {
    const some = limits.names?.[specifier];
    if (limits.packages.test(specifier) || (some && names.length && names.every((name) => some.includes(name)))) return undefined;
    return some ? `of this a ${kind} file uses ${some.join(', ')} only` : `not in a ${kind} file`;
  }
  // What lies beside the rooms belongs to all of them.
  if (['http', 'consumer'].includes(kind) && roomOf(file.path) && !roomOf(target)) return undefined;
  if (posix.dirname(target) !== posix.dirname(file.path)) return `a ${kind} file stays in its own room`;
  if (limits.own.includes(kindOf(target))) return undefined;
  const plain = kindOf(target) === undefined && byPath.get(target);
  if (plain && importsOf(plain).every((found) => found.typeOnly || !refusal(kind, plain, found, byPath))) return undefined;
  return `a ${kind} file does not import ${kindOf(target) ? `a ${kindOf(target)} file` : 'what is not pure itself'}`;
}

function refusalBetweenRooms(kind, file, { target }) {
  const [from, to] = [roomOf(file.path), roomOf(target)];
  if (!from || !to || from === to || kind === 'module') return undefined;
  return BETWEEN_ROOMS.includes(kindOf(target)) ? undefined : 'of another room only the service may be used';
}

/** Rooms of 4 to 8 files (tests apart) and about 900 lines; files of at most 400. */
export function sizes(files) {
  const code = files.filter(({ path }) => /\.(ts|tsx|mjs)$/.test(path) && !GENERATED.test(path));
  const long = code.filter(({ text }) => linesOf(text) > MAX_FILE_LINES)
    .map(({ path, text }) => ({ path, line: MAX_FILE_LINES, message: `${linesOf(text)} lines; ${MAX_FILE_LINES} at most` }));
  const rooms = groupBy(code, ({ path }) => roomOf(path));
  const crowded = [...rooms].filter(([room]) => room).flatMap(([room, inside]) => {
    const own = inside.filter(({ path }) => !isSpec(path));
    const lines = own.reduce((sum, { text }) => sum + linesOf(text), 0);
    const messages = [];
    if (inside.length < MIN_ROOM_FILES) messages.push(`${inside.length} files; a room has at least ${MIN_ROOM_FILES}`);
    if (own.length > MAX_ROOM_FILES) messages.push(`${own.length} files without tests; a room has at most ${MAX_ROOM_FILES}`);
    if (lines > MAX_ROOM_LINES) messages.push(`${lines} lines without tests; past ${MAX_ROOM_LINES} it becomes two rooms`);
    return messages.map((message) => ({ path: room, line: 0, message }));
  });
  return [...long, ...crowded];
}

function groupBy(items, keyOf) {
  const groups = new Map();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

/** Names that say nothing, and index files that hide which file is meant. */
export function names(files) {
  return files.flatMap(({ path }) => {
    const vague = /(^|\/)(utils?|common|helpers?|misc|shared)(?=\/)/.exec(path);
    if (vague) return [{ path, line: 0, message: `a folder called ${vague[2]} says nothing: name what is in it` }];
    if (/^services\/[^/]+\/src\/.*index\.ts$/.test(path)) return [{ path, line: 0, message: 'no barrel index.ts inside services' }];
    return [];
  });
}
