import { isDeepStrictEqual } from 'node:util';
import { allContracts } from '../event.ts';
import { type PayloadSchema, schemaOf } from './json-schema.ts';

/** What a merged version promised: the payload, and the field that keeps its order. */
export interface FrozenVersion { key: string; payload: PayloadSchema }
export type Versions = Record<string, FrozenVersion>;

const COMMAND = 'node infra/build/contracts.mjs';

/** All versions that the code declares now. */
export const declaredVersions = (): Versions => Object.fromEntries(allContracts().map(({ type, key, event }) => [type, { key, payload: schemaOf(event) }]));

/** Where the code breaks what was merged, each with the way out. */
export function brokenVersions(frozen: Versions, declared: Versions): string[] {
  return Object.entries(frozen).flatMap(([type, merged]) => {
    const now = declared[type];
    if (!now) return [`${type} was merged and is gone. Events of it still lie in outboxes and topics: keep its class.`];
    const changes = changesBetween(merged, now);
    return changes.length ? [`${type} was merged and may not change (${changes.join(', ')}). ${wayOut(type)}`] : [];
  });
}

/** Versions that nobody has frozen yet. */
export const newVersions = (frozen: Versions, declared: Versions): string[] => Object.keys(declared).filter((type) => !(type in frozen));

/** The frozen versions and, beside them, the new ones; what is frozen stays as it is, whatever the code says. */
export const withNewVersions = (frozen: Versions, declared: Versions): Versions =>
  Object.fromEntries(Object.entries({ ...declared, ...frozen }).toSorted(([a], [b]) => a.localeCompare(b)));

/** As stored: a line for each version, so that a change of the file shows which ones it adds. */
export const frozenText = (versions: Versions): string => `{\n${Object.entries(versions).map(([type, version]) => `${JSON.stringify(type)}: ${JSON.stringify(version)}`).join(',\n')}\n}\n`;

function changesBetween(merged: FrozenVersion, now: FrozenVersion): string[] {
  const before = merged.payload.properties;
  const after = now.payload.properties;
  const requires = (version: FrozenVersion, name: string): boolean => version.payload.required.includes(name);
  return [
    ...(merged.key === now.key ? [] : [`key ${merged.key} is now ${now.key}`]),
    ...Object.keys(before).filter((name) => !(name in after)).map((name) => `${name} is gone`),
    ...Object.keys(after).filter((name) => !(name in before)).map((name) => `${name} is new`),
    ...Object.keys(before).filter((name) => name in after && !(isDeepStrictEqual(before[name], after[name]) && requires(merged, name) === requires(now, name))).map((name) => `${name} is another`),
  ];
}

function wayOut(type: string): string {
  const next = type.replace(/\d+$/, (n) => String(Number(n) + 1));
  return `Undo it, and declare ${next} on a class of its own beside this one, with samples/${next}.json; then ${COMMAND}.`;
}
