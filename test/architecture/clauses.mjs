// A clause that the registry calls implemented, whole or in part, is carried out by code that names it, in a room that is there, and proven by an acceptance test that
// begins with it.
import { lineAt } from './repository.mjs';

const REGISTRY = /^libs\/regulations\/src\/[a-z]{2}\/[\w-]+\.ts$/;
/** Code that carries rules out; the registry names every clause, so it proves nothing. */
const CODE = /^(?:services|libs)\/(?!regulations\/)[^/]+\/src\/(?!.*\.(?:spec|harness)\.ts$).*\.ts$/;
const ACCEPTANCE = /^test\/acceptance\/.*\.spec\.ts$/;
const ID = '[A-Z]{2}-\\d+(?:\\.\\d+)*[a-z]?';
const IMPLEMENTED = new RegExp(`'(${ID})':\\s*\\{[^}]*?status: '(?:implemented|partial)'[^}]*?room: '([\\w-]+)/([\\w-]+)'`, 'g');
const TITLE = /\b(?:test|it)(?:\.each(?:<[^(]*>)?\([\s\S]*?\]\))?\(\s*(['"`])((?:\\.|(?!\1).)*)\1/g;
const LEADING_IDS = new RegExp(`^(?:${ID}(?:,? (?:and )?|$))+`);

/** Ids of the implemented clauses, each with its room and where the registry says so. */
export function implementedClauses(files) {
  return files.filter(({ path }) => REGISTRY.test(path)).flatMap(({ path, text }) =>
    [...text.matchAll(IMPLEMENTED)].map((match) => ({ id: match[1], room: [match[2], match[3]], path, line: lineAt(text, match.index) })));
}

/** Ids that tests begin with: `UC-7.3a UC-7.3b holiday night` proves both. */
function provenIds(files) {
  const titles = files.filter(({ path }) => ACCEPTANCE.test(path)).flatMap(({ text }) => [...text.matchAll(TITLE)].map((match) => match[2]));
  return new Set(titles.flatMap((title) => (LEADING_IDS.exec(title)?.[0] ?? '').match(new RegExp(ID, 'g')) ?? []));
}

/** Violations `{path, line, message}` for implemented clauses without code, room or acceptance test. */
export function clauses(files) {
  const named = new Set(files.filter(({ path }) => CODE.test(path)).flatMap(({ text }) => text.match(new RegExp(`(?<![\\w.-])${ID}(?![\\w]|\\.\\w)`, 'g')) ?? []));
  const proven = provenIds(files);
  // A room of a service, a folder of a library, or a library of the platform's own.
  const there = ([owner, folder]) => [`services/${owner}/src/${folder}/`, `libs/${owner}/src/${folder}/`, ...(owner === 'platform' ? [`libs/${folder}/src/`] : [])].some((start) => files.some(({ path }) => path.startsWith(start)));
  return implementedClauses(files).flatMap(({ id, room, path, line }) => [
    ...(named.has(id) ? [] : [{ path, line, message: `${id} is implemented, but no rule, duty or guard names it` }]),
    ...(there(room) ? [] : [{ path, line, message: `${id} is said to be in ${room.join('/')}, which is no folder` }]),
    ...(proven.has(id) ? [] : [{ path, line, message: `${id} is implemented, but no acceptance test begins with it` }]),
  ]);
}
